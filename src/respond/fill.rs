//! Puts the client's own words into the slots of a template.

use crate::code::{Code, Rating};
use crate::compose::RawFinding;
use crate::lexicon::{Piece, Response, Slot, Template};
use crate::session::Context;
use crate::tagger::Scratch;

use super::mirror::{Mirror, Mirrored};
use super::situation::{Met, Situation};

/// A reflection has at most so many words more than what it answers.
const LONGER: usize = 12;
/// A summary gathers so many things.
const POINTS: usize = 4;
/// A side with fewer words is not held against another.
const FEWEST_WORDS: usize = 4;
/// Of something else more are wanted: "that would be great" says nothing without what it is about.
const FEWEST_ELSEWHERE: usize = 6;
/// The highest number of a scale.
const TOP: u8 = 10;
/// What points back at something does so near its end, in a short clause.
const LAST_WORDS: usize = 4;
const PLAIN_WORDS: usize = 9;
/// Fewer make no summary.
const FEWEST_POINTS: usize = 2;

/// The text of an answer; `None` if a slot cannot be filled or the answer would be too long.
pub(crate) fn fill(template: &Template, response: &Response, situation: &Situation<'_>, met: Met) -> Option<String> {
    let mut text = String::new();
    for piece in &template.pieces {
        match piece {
            Piece::Text(words) => text.push_str(words),
            Piece::Slot(slot) => text.push_str(&value(*slot, situation, met)?),
        }
    }
    let text = capitalised(&text);
    let words = text.split_whitespace().count();
    let heard = situation.text.split_whitespace().count();
    let most = response.gives.most_words();
    let fits = words <= most && (!response.gives.is_reflection() || words <= heard + LONGER);
    fits.then_some(text)
}

fn value(slot: Slot, situation: &Situation<'_>, met: Met) -> Option<String> {
    let wording = &situation.lexicon.answers.wording;
    let mirror = situation.mirror();
    let named = |table| {
        let name = situation.lexicon.behaviours.get(situation.behaviour? as usize)?;
        wording.look_up(table, name).map(str::to_owned)
    };
    match slot {
        Slot::Clause => clause(situation, met).map(|mirrored| mirrored.text),
        Slot::To => mirror.infinitive_at(wish(situation, met)?.first),
        Slot::Doing => mirror.gerund_at(wish(situation, met)?.first),
        Slot::Change => sides(situation).map(|(change, _)| change),
        Slot::Sustain => sides(situation).map(|(_, sustain)| sustain),
        Slot::Behaviour => named("doing"),
        Slot::TheChange => named("change"),
        Slot::Theme => {
            let says = &situation.lexicon.entry(situation.themes().get(met.theme?)?.entry).says;
            (!says.is_empty()).then(|| says.to_string())
        }
        Slot::Number => situation.rating.map(|rating| rating.to_string()),
        Slot::Lower => lower(situation.rating?).map(|number| number.to_string()),
        Slot::Higher => higher(situation.rating?).map(|number| number.to_string()),
        Slot::Points => points(situation),
    }
}

/// Two or three below, to ask what is there already.
fn lower(rating: Rating) -> Option<u8> {
    let step = if rating.low > 4 { 3 } else { 2 };
    (rating.low > 1).then(|| rating.low.saturating_sub(step))
}

/// One above, to ask what it would take; never the top.
fn higher(rating: Rating) -> Option<u8> {
    let next = rating.high + 1;
    (next < TOP).then_some(next)
}

/// The clause that an answer is about: that of its finding, of its theme, or else what says most.
fn clause(situation: &Situation<'_>, met: Met) -> Option<Mirrored> {
    let finding = met.finding.and_then(|index| situation.tag.raw_findings().get(index)).map(|finding| finding.first);
    let theme = met.theme.and_then(|index| situation.themes().get(index)).map(|cue| cue.first);
    let token = finding.or(theme);
    situation.mirrored(token).filter(|mirrored| {
        let words = mirrored.text.split(' ').count();
        token.is_none() || words >= if mirrored.concerns { FEWEST_WORDS } else { FEWEST_ELSEWHERE }
    })
}

/// The finding whose act is asked for.
fn wish<'a>(situation: &'a Situation<'_>, met: Met) -> Option<&'a RawFinding> {
    let wishes = |finding: &RawFinding| {
        matches!(finding.code, Code::Desire | Code::Need | Code::Commitment | Code::Activation | Code::Ability | Code::Reason)
    };
    situation.tag.raw_findings().get(met.finding?).filter(|finding| wishes(finding))
}

/// What speaks for change and what against it, from two clauses.
fn sides(situation: &Situation<'_>) -> Option<(String, String)> {
    let side = |sign: i8| situation.sides(sign).find_map(|finding| situation.mirrored(Some(finding.first)));
    let (change, sustain) = (side(1)?.text, side(-1)?.text);
    let tells = |text: &str| text.split(' ').count() >= FEWEST_WORDS;
    (change != sustain && tells(&change) && tells(&sustain)).then_some((change, sustain))
}

/// The change talk so far, in the client's words turned round.
fn points(situation: &Situation<'_>) -> Option<String> {
    let mut points: Vec<String> = Vec::new();
    let mut scratch = Scratch::new();
    for kept in situation.course.kept() {
        let tag = situation.tagger.tag_with(&kept.text, &Context::default(), &mut scratch);
        let mirror = Mirror { lexicon: situation.lexicon, text: &kept.text, begins: 0, tokens: tag.tokens(), clauses: tag.clauses() };
        let token = tag.tokens().iter().position(|token| token.end > kept.span.start);
        let Some(mirrored) = token.and_then(|token| mirror.clause_at(token as u32)) else { continue };
        if mirrored.own && names(situation, &mirrored.text) && !points.contains(&mirrored.text) {
            points.push(mirrored.text);
        }
    }
    let skipped = points.len().saturating_sub(POINTS);
    let points = &points[skipped..];
    let (last, before) = points.split_last().filter(|(_, before)| before.len() + 1 >= FEWEST_POINTS)?;
    Some(format!("{}, and {last}", before.join(", ")))
}

/// "You'll do that" tells nobody what, where its turn is long past.
fn names(situation: &Situation<'_>, text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let points = |word: &&str| situation.lexicon.answers.wording.holds("pointing", word);
    words.len() > PLAIN_WORDS || !words[words.len().saturating_sub(LAST_WORDS)..].iter().any(points)
}

/// With a capital letter at the start of each sentence.
fn capitalised(text: &str) -> String {
    let mut starts = true;
    let mut capital = String::with_capacity(text.len());
    for c in text.chars() {
        if starts && c.is_alphanumeric() {
            capital.extend(c.to_uppercase());
            starts = false;
        } else {
            capital.push(c);
            starts = matches!(c, '.' | '?') || starts && (c.is_whitespace() || c == '"');
        }
    }
    capital
}
