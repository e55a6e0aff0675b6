//! "Yeah", "no", "exactly", "not really": what they mean hangs on the counsellor's turn.

use super::context::Context;
use crate::code::Strength;
use crate::compose::{Findings, Footing, RawFinding, RawReason, Source};
use crate::lexicon::{Class, Compiled, Meaning, Polarity};
use crate::scan::{Cue, Token};
use crate::tag::Role;

/// Content words beside the reply with which a client's turn is still nothing but a reply.
pub(crate) const SPARE_WORDS: u32 = 1;

/// A turn that only answers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reply {
    pub(crate) polarity: Polarity,
    pub(crate) strength: Strength,
    entry: u32,
    first: u32,
    end: u32,
}

/// The reply that a turn is, if it is nothing else. The first yes or no decides; a backchannel before it does not count.
pub(crate) fn reply_of(lexicon: &Compiled, tokens: &[Token], cues: &[Cue], most_spare: u32) -> Option<Reply> {
    let mut spare = 0;
    let mut at = 0;
    for cue in cues {
        spare += count_content(lexicon, &tokens[at as usize..cue.first as usize]);
        at = cue.end;
    }
    spare += count_content(lexicon, &tokens[at as usize..]);
    if spare > most_spare || cues.is_empty() {
        return None;
    }
    let read = |cue: &Cue| match lexicon.entry(cue.entry).meaning {
        Meaning::Reply { polarity, strength } => Some(Reply { polarity, strength, entry: cue.entry, first: cue.first, end: cue.end }),
        _ => None,
    };
    let mut replies = cues.iter().filter_map(read);
    let first = replies.next()?;
    let said = std::iter::once(first).chain(replies).find(|reply| reply.polarity != Polarity::Backchannel);
    Some(said.unwrap_or(first))
}

fn count_content(lexicon: &Compiled, tokens: &[Token]) -> u32 {
    tokens.iter().filter(|token| !lexicon.grammar.is(token.word, Class::Function)).count() as u32
}

/// If the turn is a reply to a turn that pulls, it takes that turn's meaning.
pub(crate) fn adopt(lexicon: &Compiled, context: &Context, tokens: &[Token], cues: &[Cue], findings: &mut Findings) {
    // "Yeah, I should": what rests on nothing but what the counsellor spoke of is the reply's to say.
    let own = |finding: &RawFinding| !matches!(finding.footing, Footing::Inherited | Footing::Elliptic);
    if cues.is_empty() || findings.list.iter().any(own) {
        return;
    }
    let (Some(pull), Some(reply)) = (context.pull, reply_of(lexicon, tokens, cues, SPARE_WORDS)) else { return };
    let sign = match reply.polarity {
        Polarity::Yes => pull.finding.sign,
        // "No" to "You don't want to go back?" agrees.
        Polarity::No if pull.negated => pull.finding.sign,
        Polarity::No => -pull.finding.sign,
        Polarity::Unsure | Polarity::Backchannel => return,
    };
    findings.list.clear();
    let first_reason = findings.reasons.len() as u32;
    findings.reasons.push(RawReason {
        role: Role::Reply,
        entry: reply.entry,
        first: reply.first,
        end: reply.end,
        factor: sign,
        reach: reply.end,
    });
    findings.list.push(RawFinding {
        sign,
        strength: reply.strength,
        // "Yeah" may only show that one listens; "no" is always an answer.
        source: if pull.question || reply.polarity == Polarity::No { Source::Answered } else { Source::Agreed(pull.clarity) },
        utterance: 0,
        entry: reply.entry,
        first_reason,
        end_reason: first_reason + 1,
        first: reply.first,
        end: reply.end,
        ..pull.finding
    });
}
