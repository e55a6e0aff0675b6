//! Is it a sentence? Trims a clause to one, or declines.

use super::words::Word;
use crate::lexicon::{Answers, Form};
use crate::scan::Break;

/// A clause that is given back has so many words.
const SHORTEST: usize = 3;
const LONGEST: usize = 16;
/// What is wanted, behind its verb.
const LONGEST_ACT: usize = 11;
/// The same adverb twice within so many words is a stutter.
const STUTTER: usize = 4;
/// Behind a determiner a verb stands at most so far.
const FARTHEST_VERB: usize = 7;
/// Sayings of the word lists have at most so many words.
const LONGEST_SAYING: usize = 4;

/// The clause without what leads into it and trails off, if it is a whole sentence then.
pub(super) fn sentence(answers: &Answers, mut words: Vec<Word>) -> Option<Vec<Word>> {
    begin_again(answers, &mut words);
    // Who breaks off and says it otherwise means what comes last.
    let anew = words.iter().rposition(|word| word.before >= Break::Dash).filter(|&at| at > 0);
    let said_last = anew.map(|at| words[at..].to_vec()).filter(|rest| rest.len() > SHORTEST).and_then(|rest| whole(answers, rest));
    said_last.or_else(|| whole(answers, words))
}

fn whole(answers: &Answers, mut words: Vec<Word>) -> Option<Vec<Word>> {
    trim(answers, &mut words);
    add_subject(answers, &mut words);
    cut(answers, &mut words, LONGEST, SHORTEST);
    (words.len() >= SHORTEST && has_subject_and_verb(answers, &words) && is_sound(answers, &words)).then_some(words)
}

/// "I don't want to- I don't want to stop", "I just I want to stop": from the last start.
fn begin_again(answers: &Answers, words: &mut Vec<Word>) {
    let starts = |at: &usize| {
        let again = |next: usize| words.get(at + next).is_some_and(|word| word.lower == words[next].lower);
        let only_adverbs = words[1..*at]
            .iter()
            .all(|word| answers.wording.holds("adverb", &word.lower) && !answers.wording.holds("never-mirrored", &word.lower));
        again(0) && (only_adverbs || again(1) && (*at <= STUTTER || words[*at].before > Break::None || words[*at].gap))
    };
    if let Some(at) = (2..words.len()).rev().find(starts) {
        words.drain(..at);
    }
}

/// "Need to talk to my boss": a speaker leaves out who.
fn add_subject(answers: &Answers, words: &mut Vec<Word>) {
    let adverbs = words.iter().take_while(|word| answers.wording.holds("adverb", &word.lower)).count();
    if let Some(subject) = words.get(adverbs).and_then(|word| answers.wording.look_up("left-out", &word.lower)) {
        let word =
            Word { surface: subject.to_owned(), lower: subject.to_owned(), before: Break::None, gap: false, torn: false, closed: false };
        words[0].before = Break::None;
        words.insert(0, word);
    }
}

/// "So I wouldn't be left out", "so they could sleep": what something was done for, or what would come of it. By itself it is not true.
pub(super) fn is_purpose(answers: &Answers, words: &[Word]) -> bool {
    let is = |list: &str, at: usize| words.get(at).is_some_and(|word| answers.wording.holds(list, &word.lower));
    is("purpose", 0) && is("subject", 1) && is("unreal", 2)
}

/// "I guess that could be a problem": what is said of something else is the client's view.
pub(super) fn is_opinion(answers: &Answers, words: &[Word]) -> bool {
    let views = |pair: &[Word]| is_first_person(answers, &pair[0].lower) && answers.wording.holds("awaiting", &pair[1].lower);
    words.windows(2).take(LONGEST_SAYING).any(views)
}

/// From "I really want to stop drinking" what stands behind "to", verb first.
pub(super) fn act(answers: &Answers, mut words: Vec<Word>) -> Option<Vec<Word>> {
    let wording = &answers.wording;
    trim(answers, &mut words);
    let first = words.first()?;
    if !(wording.holds("first-person", &first.lower) && wording.holds("subject", &first.lower)) {
        return None;
    }
    for at in 0..words.len().min(7) {
        let word = &words[at].lower;
        if wording.holds("negative", word) || at > 0 && words[at].before > Break::None {
            return None;
        }
        let modal = wording.holds("modal", word);
        let wants = wording.holds("wanting", word) && words.get(at + 1).is_some_and(|next| next.lower == "to");
        let start = if wants { at + 2 } else { at + 1 };
        // "I'll definitely call": adverbs may stand between a modal and its verb.
        let skipped = words.get(start..)?.iter().take_while(|word| modal && wording.holds("adverb", &word.lower)).count();
        let start = start + skipped;
        if !(modal || wants) || !words.get(start).is_some_and(|verb| answers.verbs.form(&verb.lower).has(Form::BASE)) {
            continue;
        }
        // "I want to be able to stop": the last of a chain.
        let chained = words.get(start..).is_some_and(|rest| rest.iter().take(3).any(|word| wording.holds("wanting", &word.lower)));
        if chained {
            continue;
        }
        let mut rest = words.split_off(start);
        cut(answers, &mut rest, LONGEST_ACT, 1);
        return is_sound(answers, &rest).then_some(rest);
    }
    None
}

pub(super) fn is_first_person(answers: &Answers, word: &str) -> bool {
    answers.wording.holds("first-person", word) || answers.wording.holds("together", word)
}

/// What goes before a clause that would otherwise come back as advice or as a verdict: "you feel you should stop".
pub(super) fn frame<'a>(answers: &'a Answers, words: &[Word]) -> Option<&'a str> {
    let wording = &answers.wording;
    if !is_first_person(answers, &words[0].lower) {
        return None;
    }
    let start = 1 + words[1..].iter().take_while(|word| wording.holds("adverb", &word.lower)).count();
    let head = words[0].lower.as_str();
    (1..=LONGEST_SAYING)
        .rev()
        .filter_map(|length| words.get(start..start + length))
        .map(joined)
        .find_map(|saying| wording.look_up("frame", &saying))
        .or_else(|| wording.look_up("frame", head))
}

/// "These days", "any more".
pub(super) fn says_when(answers: &Answers, text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    (1..=LONGEST_SAYING).flat_map(|length| words.windows(length)).any(|saying| answers.wording.holds("when", &saying.join(" ")))
}

/// Only trails off: "what they are like." ends with its point.
fn trails(answers: &Answers, words: &[Word]) -> bool {
    let compares = words.len() == 1 && words[0].closed && answers.wording.holds("comparing", &words[0].lower);
    !compares && answers.wording.holds("trail", &joined(words))
}

/// Drops what leads in and trails off: "well, I mean …", "… or whatever".
fn trim(answers: &Answers, words: &mut Vec<Word>) {
    // "No one": not every "no" only leads in.
    let begins = |words: &[Word]| saying_at(answers, "subject", words, 0).is_some_and(|length| length > 1);
    while let Some(length) = saying_at(answers, "lead", words, 0).filter(|_| !begins(words)) {
        words.drain(..length);
    }
    while let Some(length) = (1..=LONGEST_SAYING.min(words.len())).rev().find(|length| trails(answers, &words[words.len() - length..])) {
        let closed = words.last().is_some_and(|last| last.closed);
        words.truncate(words.len() - length);
        if let Some(last) = words.last_mut() {
            last.closed |= closed && !answers.wording.holds("finite", &last.lower);
        }
    }
    if let Some(first) = words.first_mut() {
        first.before = Break::None;
    }
}

/// Cuts where something new begins without a joint, at a break, or, if it is long, where a part ends.
fn cut(answers: &Answers, words: &mut Vec<Word>, longest: usize, shortest: usize) {
    let wording = &answers.wording;
    let is = |list: &str, word: &Word| wording.holds(list, &word.lower);
    let unjoined = |at: usize| {
        let before = words[..at].iter().rev().find(|word| !is("adverb", word));
        is("nominative", &words[at]) && !before.is_some_and(|before| is("licence", before))
    };
    // Broken off, or begun anew behind a comma. A new subject with neither may belong to what goes before ("everybody I know"): all of it goes.
    let base = |word: &Word| answers.verbs.form(&word.lower).has(Form::BASE);
    // "I want to cut, you know, stop".
    let anew = |at: usize| words[at].gap && base(&words[at]) && base(&words[at - 1]);
    // "Concerns about, um, my job" goes on after the pause.
    let goes_on = |at: usize| is("preposition", &words[at - 1]) && is("determiner", &words[at]);
    let broken = |at: usize| words[at].before >= Break::Dash || words[at].gap && is("dangling", &words[at - 1]) && !goes_on(at) || anew(at);
    let end = (1..words.len()).find(|&at| broken(at) || unjoined(at));
    if let Some(end) = end {
        let kept = if words[end].torn || anew(end) {
            0
        } else if broken(end) || words[end].before == Break::Comma {
            end
        } else {
            0
        };
        words.truncate(kept);
    }
    let ends = |words: &[Word]| ends(answers, words);
    if words.len() > longest || !ends(words) {
        let joint = |at: &usize| {
            let word = &words[*at];
            // "Bring him or her up": one of two, cut off.
            let joins = is("conjunction", word) && !is("licence", &words[*at - 1]);
            *at <= longest && ends(&words[..*at]) && (word.before == Break::Comma || joins)
        };
        let end = (shortest.max(1)..words.len()).rev().find(joint).unwrap_or(0);
        // "so much that …": what comes after the cut is half of it.
        let halved = words[..end].iter().any(|word| is("halving", word));
        words.truncate(if halved { 0 } else { end });
    }
}

/// Begins with a subject and its verb.
fn has_subject_and_verb(answers: &Answers, words: &[Word]) -> bool {
    let wording = &answers.wording;
    let first = words[0].lower.as_str();
    let verb_at = |start: usize| {
        let skipped = words[start..].iter().take_while(|word| wording.holds("adverb", &word.lower)).count();
        words.get(start + skipped).filter(|word| word.before <= Break::None)
    };
    let finite = |word: &Word| wording.holds("finite", &word.lower);
    if wording.holds("subject-and-verb", first) {
        return true;
    }
    let plain = first == "i" || first == "we" || first == "they" || first == "you";
    if wording.holds("subject", first) {
        return verb_at(1).is_some_and(|word| {
            let form = answers.verbs.form(&word.lower);
            finite(word) || if plain { form.has(Form::BASE) || form.has(Form::PAST) } else { form.has(Form::THIRD) || form.only_past() }
        });
    }
    // "What I'd like is a quiet evening."
    if wording.holds("object-clause", first) {
        return words.get(1).is_some_and(|word| is_first_person(answers, &word.lower))
            && words[2..].iter().any(|word| wording.holds("copula", &word.lower));
    }
    if wording.holds("determiner", first) {
        // "my wife keeps asking", "the thought of quitting is daunting": the first verb behind a few words, none of them a subject of its own.
        return (2..=FARTHEST_VERB).any(|at| {
            let between = words.get(1..=at).unwrap_or_default();
            let joined = between.iter().all(|word| word.before <= Break::None);
            let single =
                at <= 3 || !between.iter().any(|word| wording.holds("subject", &word.lower) || wording.holds("conjunction", &word.lower));
            words.len() > at + 1 && joined && single && finite(&words[at])
        });
    }
    false
}

/// May words end there: not on "the", and on "up" only as in "give up".
fn ends(answers: &Answers, words: &[Word]) -> bool {
    let closes = |last: &Word| !answers.wording.holds("dangling", &last.lower);
    let ending = words.len() > 2 && answers.wording.holds("ending", &joined(&words[words.len() - 2..]));
    // Where the sentence ends too, fewer words are only the beginning of something.
    let stops = |last: &Word| last.closed && !answers.wording.holds("never-last", &last.lower);
    ending || words.last().is_some_and(|last| closes(last) || stops(last))
}

/// "I quit", "they help me": a subject and the base form of a verb.
fn is_plain_verb(answers: &Answers, words: &[Word]) -> bool {
    let acts = |word: &Word| {
        let form = answers.verbs.form(&word.lower);
        form.has(Form::BASE) || form.has(Form::PAST) || form.has(Form::THIRD)
    };
    words
        .windows(2)
        .any(|pair| answers.wording.holds("subject", &pair[0].lower) && (acts(&pair[1]) || answers.wording.holds("adverb", &pair[1].lower)))
}

/// Nothing in it that must not or cannot go back.
fn is_sound(answers: &Answers, words: &[Word]) -> bool {
    let is = |list: &str, word: &Word| answers.wording.holds(list, &word.lower);
    let barred = (0..words.len())
        .any(|at| saying_at(answers, "never-mirrored", words, at).is_some_and(|length| !is_spared(answers, words, at, length)));
    let ends = ends(answers, words);
    let repeats = words.windows(2).any(|pair| pair[0].lower == pair[1].lower);
    // "I just try and just focus": said, but not written.
    let stutters = words.iter().enumerate().any(|(at, word)| {
        is("adverb", word) && word.lower != "of" && words[at.saturating_sub(STUTTER)..at].iter().any(|before| before.lower == word.lower)
    });
    // "I don't think, at this point": nothing follows that is thought.
    let has_verb = |words: &[Word]| words.iter().any(|word| is("finite", word) || is("subject-and-verb", word));
    let lacks = |at: usize| {
        let next = &words[at + 1];
        next.before == Break::Comma || !is("awaited", next) && !has_verb(&words[at + 1..]) && !is_plain_verb(answers, &words[at + 1..])
    };
    let awaits = words.iter().enumerate().any(|(at, word)| is("awaiting", word) && (at + 1 == words.len() || lacks(at)));
    // "Yes, I do, just a minute though": what is done stands before it.
    let elliptic = words.len() > 2 && is("subject", &words[0]) && is("finite", &words[1]) && words[2].before == Break::Comma;
    // "I confess that lunchtime, occasionally": one word behind a comma is the beginning of more.
    let begins = words.len() > 1 && words.last().is_some_and(|last| last.before == Break::Comma);
    // A letter is the beginning of a word.
    let letter =
        |word: &Word| word.surface.len() == 1 && word.surface.starts_with(char::is_lowercase) && !matches!(&*word.surface, "a" | "i");
    let torn = words.iter().skip(1).any(|word| word.torn) || words.iter().any(letter);
    // "I do this and just makes it dull": the second verb is somebody else's.
    let plain = words.first().is_some_and(|first| is_first_person(answers, &first.lower) || first.lower == "you");
    let third = |at: usize| {
        let skipped = words[at..].iter().take_while(|word| is("adverb", word)).count();
        words.get(at + skipped).is_some_and(|word| answers.verbs.form(&word.lower).has(Form::THIRD) && is("finite", word))
    };
    let disagrees = plain && (1..words.len()).any(|at| words[at - 1].lower == "and" && third(at));
    // "I will switched", "she's was": two verbs where one belongs.
    let clashes = words.windows(2).any(|pair| {
        let form = answers.verbs.form(&pair[1].lower);
        is("modal", &pair[0]) && form.only_past() || is("subject-and-verb", &pair[0]) && is("copula", &pair[1])
    });
    !barred && !elliptic && !disagrees && !clashes && ends && !repeats && !stutters && !awaits && !begins && !torn
}

/// How many words of a list's saying begin at `at`, the longest.
fn saying_at(answers: &Answers, list: &str, words: &[Word], at: usize) -> Option<usize> {
    let most = LONGEST_SAYING.min(words.len().saturating_sub(at));
    (1..=most).rev().find(|&length| answers.wording.holds(list, &joined(&words[at..at + length])))
}

/// "I don't know if I can": within such a saying what is never mirrored may be.
fn is_spared(answers: &Answers, words: &[Word], at: usize, length: usize) -> bool {
    let covers = |start: usize| saying_at(answers, "mirrored-yet", words, start).is_some_and(|spared| start + spared >= at + length);
    (at.saturating_sub(LONGEST_SAYING - 1)..=at).any(covers)
}

fn joined(words: &[Word]) -> String {
    let lower: Vec<&str> = words.iter().map(|word| word.lower.as_str()).collect();
    lower.join(" ")
}
