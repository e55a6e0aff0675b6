//! Is a phrase that stands on its own, a risk or a theme, denied by what goes before it?

use super::{Clause, Turn};
use crate::lexicon::{Class, Effect, Meaning};
use crate::scan::Cue;

/// A negation further back than this many tokens does not deny.
const REACH: u32 = 6;

/// Does an odd number of negations stand before it in its clause? One does not reach across a new subject ("if I can't quit I'll kill myself"),
/// unless what is denied is a thought ("I don't think I want to die"), nor past a word of stopping ("I can't stop cutting").
pub(crate) fn is_denied(turn: &Turn<'_>, clause: &Clause, cue: &Cue) -> bool {
    let from = clause.first.max(cue.first.saturating_sub(REACH));
    let mut denied = false;
    let mut thought = false;
    let mut reversed = false;
    let mut subject = false;
    for token in (from..cue.first).rev() {
        let is = |class| turn.is(token, class);
        if is(Class::Negator) && !reversed && (thought || !subject) {
            denied = !denied;
        }
        thought |= is(Class::Raising);
        subject |= is(Class::SubjectPronoun);
        reversed |= turn.cues[clause.first_cue..clause.end_cue].iter().any(|other| {
            other.first == token && matches!(turn.lexicon.entry(other.entry).meaning, Meaning::Operator { effect: Effect::Reverse, .. })
        });
    }
    denied
}
