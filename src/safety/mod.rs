//! Cues of risk → alerts. A screen, not a monitor: it is asked before anything is made of a turn.

use crate::clause::{Clause, Turn};
use crate::code::{Level, Risk, Span};
use crate::compose::Findings;
use crate::lexicon::{Meaning, Person, Scope};
use crate::scan::Cue;

/// A negation further back than this many tokens does not deny.
const DENIAL_REACH: u32 = 6;

/// One alarming phrase.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RawAlert {
    pub(crate) risk: Risk,
    pub(crate) level: Level,
    pub(crate) span: Span,
    pub(crate) entry: u32,
    first: u32,
    end: u32,
}

/// Reads the safety cues of a turn.
pub(crate) fn screen(turn: &Turn<'_>, clauses: &[Clause], cues: &[Cue], alerts: &mut Vec<RawAlert>) {
    alerts.clear();
    let mut at = 0;
    for cue in cues {
        let Meaning::Safety(Some((risk, level))) = turn.lexicon.entry(cue.entry).meaning else { continue };
        while clauses.get(at + 1).is_some_and(|next| next.first <= cue.first) {
            at += 1;
        }
        let level = clauses.get(at).map_or(level, |clause| level_of(turn, clause, cue, risk, level));
        alerts.push(RawAlert { risk, level, span: turn.span(cue.first, cue.end), entry: cue.entry, first: cue.first, end: cue.end });
    }
}

fn level_of(turn: &Turn<'_>, clause: &Clause, cue: &Cue, risk: Risk, level: Level) -> Level {
    if !level.withholds() {
        return level;
    }
    let before = |index: &usize| turn.cues[*index].end <= cue.first;
    let outside = |index: &usize| before(index) || turn.cues[*index].first >= cue.end;
    let range = clause.first_cue..clause.end_cue;
    let negations = range
        .clone()
        .filter(before)
        .filter(|&index| turn.scope(index) == Some(Scope::Negation) && cue.first - turn.cues[index].end <= DENIAL_REACH);
    if negations.count() % 2 == 1 {
        return Level::Denied;
    }
    let subject = range.clone().filter(before).rev().find_map(|index| turn.subject(index));
    if risk != Risk::HarmedByOthers && subject == Some(Person::Other) {
        return Level::ThirdPerson;
    }
    let bygone = range.clone().filter(outside).any(|index| turn.scope(index) == Some(Scope::Past));
    let recent = range.clone().any(|index| turn.scope(index) == Some(Scope::Recent));
    if bygone && !recent {
        return Level::Past;
    }
    level
}

/// "I'm going to end it all" must not come back as commitment talk: findings that rest on an alarming phrase go. Only self-harm is
/// itself a behaviour that people change: "I want to stop cutting" stays change talk beside the alert.
pub(crate) fn withdraw(alerts: &[RawAlert], findings: &mut Findings) {
    let alarming = |alert: &RawAlert| alert.level.withholds() && alert.risk != Risk::SelfHarm;
    findings.list.retain(|finding| {
        // The alerts stand in the order of the text and do not overlap.
        let from = alerts.partition_point(|alert| alert.end <= finding.first);
        !alerts[from..].iter().take_while(|alert| alert.first < finding.end).any(alarming)
    });
}
