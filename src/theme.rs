//! Cues of themes → the themes that are the client's own: barriers, values, movement, feelings, experiences.

use crate::clause::{Clause, Turn, is_denied};
use crate::code::Family;
use crate::lexicon::{Class, Meaning, Person};
use crate::scan::Cue;

/// Keeps what is neither denied, nor somebody else's, nor only asked about.
pub(crate) fn keep(turn: &Turn<'_>, clauses: &[Clause], cues: &[Cue], themes: &mut Vec<Cue>) {
    themes.clear();
    let mut at = 0;
    for cue in cues {
        let Meaning::Theme { family, firm, anyone, .. } = turn.lexicon.entry(cue.entry).meaning else { continue };
        while clauses.get(at + 1).is_some_and(|next| next.first <= cue.first) {
            at += 1;
        }
        let Some(clause) = clauses.get(at) else { continue };
        // "What would you suggest?" is movement though it is a question; "Are you worried?" is nobody's feeling yet.
        let asked = clause.question && family != Family::Movement;
        let denied = !firm && is_denied(turn, clause, cue);
        if !asked && !denied && (anyone || !is_others(turn, clause, cue)) {
            themes.push(*cue);
        }
    }
}

/// Is the nearest subject before the phrase somebody else, with nothing of the client's own in the phrase?
fn is_others(turn: &Turn<'_>, clause: &Clause, cue: &Cue) -> bool {
    let before = |index: &usize| turn.cues[*index].end <= cue.first;
    let own = (cue.first..cue.end).any(|token| turn.is(token, Class::SelfWord));
    let subject = (clause.first_cue..clause.end_cue).filter(before).rev().find_map(|index| turn.subject(index));
    !own && subject == Some(Person::Other)
}
