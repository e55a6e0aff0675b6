//! Tokens → words as they were written, contractions whole, fillers and stutters gone.

use crate::lexicon::{Compiled, Form, UNKNOWN, is_apostrophe};
use crate::scan::{Break, Token};

/// A word as it goes back to the client.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// As written, in the file's spelling.
    pub(super) surface: String,
    pub(super) lower: String,
    /// What stands before it.
    pub(super) before: Break,
    /// Fillers or a false start stood before it.
    pub(super) gap: bool,
    /// The word before it was broken off: "relie- a relief".
    pub(super) torn: bool,
    /// A full stop stands behind it.
    pub(super) closed: bool,
}

/// Takes the words of tokens; `None` where the writing between them is more than spaces and plain punctuation (brackets, quotes, signs).
pub(super) fn read(lexicon: &Compiled, text: &str, tokens: &[Token]) -> Option<Vec<Word>> {
    let wording = &lexicon.answers.wording;
    // Inside quotation marks somebody else may be speaking, or the client at another time.
    let before = text.get(..tokens.first()?.start as usize)?;
    let opened = before.matches('"').count() % 2 == 1 || before.matches('“').count() > before.matches('”').count();
    if opened {
        return None;
    }
    let shouted = !text.chars().any(char::is_lowercase);
    let mut words: Vec<Word> = Vec::with_capacity(tokens.len());
    let mut last: Option<Token> = None;
    for token in tokens {
        if last.is_some_and(|last| last.start == token.start) {
            continue;
        }
        let written = text.get(token.start as usize..token.end as usize)?;
        let between = match last {
            Some(last) => text.get(last.end as usize..token.start as usize)?,
            None => "",
        };
        if !between.chars().all(is_plain) {
            return None;
        }
        // The commas around a filler go with it: "I'd have, you know, some air".
        let torn = last.is_some() && between.starts_with('-') && between.len() > 1 && !between.starts_with("--");
        let gap = between.chars().any(char::is_alphanumeric);
        let dropped = gap && token.before == Break::Comma;
        let before = if dropped { Break::None } else { token.before };
        let straight: String = written.chars().map(|c| if is_apostrophe(c) { '\'' } else { c }).collect();
        let lower = straight.to_lowercase();
        let behind = text.get(token.end as usize..).unwrap_or_default();
        let closed = behind.starts_with(['.', '!']) && !behind.starts_with("..");
        let known = token.word != UNKNOWN;
        let opens = last.is_none() || token.before.is_stop();
        let keeps_case = !shouted && (!opens || !known) && is_name(&straight);
        let surface = if keeps_case { straight } else { lower.clone() };
        match wording.look_up("spelling", &lower) {
            Some(spelled) => {
                for (index, part) in spelled.split(' ').enumerate() {
                    let before = if index == 0 { before } else { Break::None };
                    words.push(Word {
                        surface: part.to_owned(),
                        lower: part.to_owned(),
                        before,
                        gap: gap && index == 0,
                        torn: torn && index == 0,
                        closed,
                    });
                }
            }
            None => words.push(Word { surface, lower, before, gap, torn, closed }),
        }
        last = Some(*token);
    }
    // "I need to, uh, to show her".
    let doubled = |word: &Word| word.gap || word.before > Break::None || wording.holds("adverb", &word.lower);
    words.dedup_by(|word, before| word.lower == before.lower && doubled(word));
    drop_likes(lexicon, &mut words).then_some(words)
}

/// "I wanted, like, a family": a "like" goes where it neither compares nor says what is liked. Says whether that is sure.
fn drop_likes(lexicon: &Compiled, words: &mut Vec<Word>) -> bool {
    let wording = &lexicon.answers.wording;
    let mut at = 1;
    while at < words.len() {
        let before = &words[at - 1].lower;
        // "I'm just like mainly there".
        let between = wording.holds("adverb", before) && words.get(at + 1).is_some_and(|next| wording.holds("adverb", &next.lower));
        let set_off = words[at].before == Break::Comma && words.get(at + 1).is_some_and(|next| next.before == Break::Comma);
        // "To like spend more time".
        let fills = wording.holds("infinitive-mark", before)
            && words.get(at + 1).is_some_and(|next| lexicon.answers.verbs.form(&next.lower).has(Form::BASE));
        let between = between || set_off || fills;
        // "I'm no drinker, like my friends".
        let compares = words[at].before == Break::Comma && words.get(at + 1).is_some_and(|next| wording.holds("determiner", &next.lower));
        let means = !wording.holds("comparing", &words[at].lower)
            || compares
            || !between && (wording.holds("before-like", before) || before.ends_with("'s"));
        if means {
            at += 1;
            continue;
        }
        // "No drinker like my friends", "a family like you see": behind a noun it may well compare.
        let form = lexicon.answers.verbs.form(before);
        let verb =
            form.has(Form::BASE) || form.has(Form::PAST) || form.has(Form::THIRD) || form.has(Form::ING) || wording.holds("finite", before);
        let little = ["adverb", "preposition", "conjunction", "determiner", "subject", "subject-and-verb", "infinitive-mark", "person"]
            .iter()
            .any(|list| wording.holds(list, before));
        let opens =
            words.get(at + 1).is_some_and(|next| ["determiner", "subject", "person"].iter().any(|list| wording.holds(list, &next.lower)));
        if !between && !verb && !little && opens {
            return false;
        }
        words.remove(at);
        if let Some(next) = words.get_mut(at) {
            next.before = Break::None;
        }
    }
    true
}

/// May stand between words that are given back.
fn is_plain(c: char) -> bool {
    c.is_alphanumeric() || c.is_whitespace() || is_apostrophe(c) || matches!(c, ',' | '.' | '-' | '—' | '–' | '…' | ';' | ':' | '!')
}

/// "Sarah", "NHS", but not "I".
fn is_name(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase) && !matches!(word, "I" | "A") && !word.starts_with("I'")
}
