//! Cues of risk → alerts. A screen, not a monitor: it is asked before anything is made of a turn.

mod asked;

use crate::clause::{Clause, Turn, is_denied};
use crate::code::{Level, Risk, Span};
use crate::compose::{Findings, RawFinding, RawReason};
use crate::lexicon::{Class, Meaning, Person, Scope};
use crate::scan::Cue;
use crate::tag::Role;

pub(crate) use asked::{Asked, answer, asked};

/// One alarming phrase.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RawAlert {
    pub(crate) risk: Risk,
    pub(crate) level: Level,
    pub(crate) span: Span,
    pub(crate) entry: u32,
    utterance: u32,
}

/// Reads the safety cues of a turn.
pub(crate) fn screen(turn: &Turn<'_>, clauses: &[Clause], cues: &[Cue], alerts: &mut Vec<RawAlert>) {
    alerts.clear();
    let mut at = 0;
    for cue in cues {
        let Meaning::Safety(Some((risk, level, anyone))) = turn.lexicon.entry(cue.entry).meaning else { continue };
        while clauses.get(at + 1).is_some_and(|next| next.first <= cue.first) {
            at += 1;
        }
        let read = clauses.get(at).map_or(level, |clause| level_of(turn, clause, cue, risk, level));
        // "She won't wake up" needs somebody now as much as if it were the client.
        let level = if anyone && read == Level::ThirdPerson { level } else { read };
        let utterance = clauses.get(at).map_or(0, |clause| clause.utterance);
        alerts.push(RawAlert { risk, level, span: turn.span(cue.first, cue.end), entry: cue.entry, utterance });
    }
}

/// The clause that a cue stands in.
fn clause_of<'c>(clauses: &'c [Clause], cue: &Cue) -> Option<&'c Clause> {
    clauses[..clauses.partition_point(|clause| clause.first <= cue.first)].last()
}

fn level_of(turn: &Turn<'_>, clause: &Clause, cue: &Cue, risk: Risk, level: Level) -> Level {
    if !level.withholds() {
        return level;
    }
    if is_denied(turn, clause, cue) {
        return Level::Denied;
    }
    let before = |index: &usize| turn.cues[*index].end <= cue.first;
    let outside = |index: &usize| before(index) || turn.cues[*index].first >= cue.end;
    let range = clause.first_cue..clause.end_cue;
    let own = (cue.first..cue.end).any(|token| turn.is(token, Class::SelfWord));
    let subject = range.clone().filter(before).rev().find_map(|index| turn.subject(index));
    let recent = range.clone().any(|index| matches!(turn.scope(index), Some(Scope::Recent | Scope::Future)));
    // Whoever "took thirty of them an hour ago", somebody must act.
    let acute = risk == Risk::Medical && recent;
    if risk != Risk::HarmedByOthers && !own && !acute && subject == Some(Person::Other) {
        return Level::ThirdPerson;
    }
    let bygone = range.clone().filter(outside).any(|index| turn.scope(index) == Some(Scope::Past));
    if bygone && !recent {
        return Level::Past;
    }
    level
}

/// Is it change talk about stopping: "I want to stop hitting people"?
fn stops(reasons: &[RawReason], finding: &RawFinding) -> bool {
    let own = &reasons[finding.first_reason as usize..finding.end_reason as usize];
    finding.sign > 0 && own.iter().any(|reason| reason.role == Role::Reverse)
}

/// Is there an alert after which nothing else should be made of the turn? Illness and being hurt are reasons to change too, self-harm a behaviour that
/// people change.
pub(crate) fn alarms(alerts: &[RawAlert]) -> bool {
    alerts.iter().any(|alert| alert.level.withholds() && matches!(alert.risk, Risk::Suicide | Risk::HarmToOthers))
}

/// "I'm going to end it all" must not come back as commitment talk: findings in the same utterance go. Self-harm and
/// violence are behaviours that people change: "I want to stop cutting" stays change talk beside the alert.
pub(crate) fn withdraw(alerts: &[RawAlert], findings: &mut Findings) {
    let alarming = |alert: &RawAlert| alert.level.withholds() && alert.risk != Risk::SelfHarm;
    let findings_reasons = &findings.reasons;
    findings.list.retain(|finding| {
        // The alerts stand in the order of the text, and so do their utterances.
        let from = alerts.partition_point(|alert| alert.utterance < finding.utterance);
        let mut here = alerts[from..].iter().take_while(|alert| alert.utterance == finding.utterance);
        !here.any(|alert| alarming(alert) && !(alert.risk == Risk::HarmToOthers && stops(findings_reasons, finding)))
    });
}
