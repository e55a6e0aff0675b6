//! Phrases that mean what they say: "turn over a new leaf", "it is what it is".

use super::{Composer, Draft, Footing};
use crate::clause::Clause;
use crate::lexicon::{Holder, Meaning, Negated, Person};
use crate::tag::Role;

impl Composer<'_> {
    /// Reads the idioms of a clause up to a cue.
    pub(super) fn idioms(&mut self, clause: &Clause, end: usize) {
        let mut floor = clause.first_cue;
        for cue in clause.first_cue..end {
            let Meaning::Idiom { code, valence, negated, strength, holder, .. } = self.meaning(cue) else { continue };
            let before = floor;
            floor = cue + 1;
            let Some(valence) = valence else { continue };
            let theirs = holder == Holder::Client && self.subject_of(clause, cue) == Person::Other;
            if theirs || self.is_reported(clause, cue) || self.is_bygone(clause, cue) {
                continue;
            }
            let mark = self.findings.reasons.len();
            let sign = match (self.negations(before..cue, clause.end), negated) {
                (-1, Negated::Drop) => {
                    self.forget(mark);
                    continue;
                }
                (-1, Negated::Flip) => -1,
                _ => 1,
            };
            self.reason(Role::Idiom, cue, valence.factor(), clause.end);
            let strength = self.strength(clause, cue, strength);
            let entry = self.turn.cues[cue].entry;
            self.emit(
                clause,
                Draft {
                    code,
                    sign: sign * valence.factor(),
                    strength,
                    footing: Footing::Named,
                    conditional: false,
                    entry,
                    first_reason: mark,
                },
            );
        }
    }
}
