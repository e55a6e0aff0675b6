//! Signs that say nothing by themselves: a platform, a letter, "no way out". Two different ones of the same risk near each other are an unclear alert.

use super::{RawAlert, clause_of, level_of};
use crate::clause::{Clause, Turn};
use crate::code::{Level, Risk};
use crate::lexicon::Meaning;
use crate::scan::Cue;

/// So many words may lie between two signs.
const NEAR: u32 = 14;
/// … and no more than so many other signs.
const MOST: usize = 24;

/// Adds an alert for each sign that stands near one of another entry, unless the turn alarms of that risk anyway.
pub(super) fn add(turn: &Turn<'_>, clauses: &[Clause], cues: &[Cue], signs: &[Cue], alerts: &mut Vec<RawAlert>) {
    let before = alerts.len();
    for (index, cue) in signs.iter().enumerate() {
        let Meaning::SafetySign { risk, repeats } = turn.lexicon.entry(cue.entry).meaning else { continue };
        if alerts[..before].iter().any(|alert| alert.risk == risk) || is_harmless(turn, cues, cue) {
            continue;
        }
        let pairs = |other: &Cue| {
            matches!(turn.lexicon.entry(other.entry).meaning, Meaning::SafetySign { risk: theirs, .. } if theirs == risk)
                && (repeats || other.entry != cue.entry)
                && other.first.max(cue.first) <= other.end.min(cue.end) + NEAR
                && (other.end <= cue.first || cue.end <= other.first)
                && !is_harmless(turn, cues, other)
                && stands(turn, clauses, other)
        };
        let near = index.saturating_sub(MOST)..signs.len().min(index + MOST);
        if stands(turn, clauses, cue) && signs[near].iter().any(pairs) {
            let utterance = clause_of(clauses, cue).map_or(0, |clause| clause.utterance);
            alerts.push(RawAlert { risk, level: Level::Unclear, span: turn.span(cue.first, cue.end), entry: cue.entry, utterance });
        }
    }
    if alerts.len() > before {
        alerts.sort_unstable_by_key(|alert| (alert.utterance, alert.span.start));
    }
}

/// It is the client's and of the present. A "not" before it is often another sign's: "I don't trust myself on the bridge".
fn stands(turn: &Turn<'_>, clauses: &[Clause], cue: &Cue) -> bool {
    let Meaning::SafetySign { risk, .. } = turn.lexicon.entry(cue.entry).meaning else { return false };
    let level = |clause| level_of(turn, clause, cue, risk, Level::Unclear);
    let holds = |level| match level {
        Level::Unclear | Level::Denied => true,
        // Threats have those threatened for their subject: "he'd better watch his back".
        Level::ThirdPerson => risk == Risk::HarmToOthers,
        _ => false,
    };
    clause_of(clauses, cue).is_none_or(|clause| holds(level(clause)))
}

/// It is part of a harmless saying: "a goodbye letter to alcohol".
fn is_harmless(turn: &Turn<'_>, cues: &[Cue], sign: &Cue) -> bool {
    let from = cues.partition_point(|cue| cue.end <= sign.first);
    let mut over = cues[from..].iter().take_while(|cue| cue.first < sign.end);
    over.any(|cue| turn.lexicon.entry(cue.entry).meaning == Meaning::Safety(None))
}
