//! "Are you thinking of killing yourself?" – "Yes": an answer that is an alert by what was asked.

use super::{RawAlert, clause_of};
use crate::clause::{Clause, Turn, is_denied};
use crate::code::{Level, Span};
use crate::lexicon::{Class, Compiled, Meaning, Polarity};
use crate::scan::{Break, Cue, Token};
use crate::session::reply_of;

/// A counsellor's turn that asks after a risk.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked {
    pub(crate) entry: u32,
    /// It was asked, not stated.
    pub(crate) question: bool,
}

/// What a counsellor's turn asks after: the last that is not taken back ("I'm glad you aren't hurting yourself").
pub(crate) fn asked(turn: &Turn<'_>, clauses: &[Clause], questions: &[Cue]) -> Option<Asked> {
    questions.iter().rev().find_map(|cue| {
        let clause = clause_of(clauses, cue)?;
        let question = clause.question;
        (question || !is_denied(turn, clause, cue)).then_some(Asked { entry: cue.entry, question })
    })
}

/// Adds an alert if a client's turn answers such a question alarmingly, or does not know. What the client says in full counts by itself.
pub(crate) fn answer(lexicon: &Compiled, asked: Option<Asked>, tokens: &[Token], replies: &[Cue], alerts: &mut Vec<RawAlert>) {
    let Some(Asked { entry, question }) = asked else { return };
    let Meaning::SafetyQuestion { risk, alarming } = lexicon.entry(entry).meaning else { return };
    if alerts.iter().any(|alert| alert.risk == risk) {
        return;
    }
    let says = |cue: &Cue| polarity(lexicon, cue);
    let speaks = |cue: &Cue| says(cue) != Some(Polarity::Backchannel);
    // "Mm-hmm" is a yes to a question where it is all that is said.
    let listens = question && alarming == Polarity::Yes && reply_of(lexicon, tokens, replies, 0).is_some();
    let at = replies.iter().position(speaks).or((listens && !replies.is_empty()).then_some(0));
    let Some((at, reply)) = at.map(|at| (at, &replies[at])) else { return };
    let next = replies.get(at + 1).filter(|next| next.first == reply.end);
    if !stands_alone(lexicon, tokens, reply, next.is_some()) {
        return;
    }
    // "Yeah, no" is a no.
    let taken_back = alarming == Polarity::Yes && next.and_then(says) == Some(Polarity::No);
    let alarms = match says(reply) {
        Some(Polarity::Unsure | Polarity::Backchannel) => true,
        said => said == Some(alarming) && !taken_back,
    };
    if let (true, Some(first), Some(last)) = (alarms, tokens.get(reply.first as usize), tokens.get(reply.end as usize - 1)) {
        let span = Span { start: first.start, end: last.end };
        // It stands first in its turn, and alerts stand in order.
        alerts.insert(0, RawAlert { risk, level: Level::Unclear, span, entry, utterance: 0 });
    }
}

/// "Yes", "yes, I have", "yes when he's out", and not "that's the right one": it begins its turn, and nothing goes on with its words.
fn stands_alone(lexicon: &Compiled, tokens: &[Token], reply: &Cue, followed: bool) -> bool {
    let breaks = |at: u32| tokens.get(at as usize).is_none_or(|token| token.before > Break::None);
    let begins = reply.first == 0 || breaks(reply.first);
    let joins = |token: &Token| reply.end - reply.first == 1 && lexicon.grammar.is(token.word, Class::Function);
    begins && (followed || breaks(reply.end) || tokens.get(reply.end as usize).is_some_and(joins))
}

fn polarity(lexicon: &Compiled, cue: &Cue) -> Option<Polarity> {
    match lexicon.entry(cue.entry).meaning {
        Meaning::Reply { polarity, .. } => Some(polarity),
        _ => None,
    }
}
