//! What kind of turn a counsellor's is: question, reflection, persuasion or another.

use crate::clause::{Clause, Clauses, Turn};
use crate::code::Manner;
use crate::lexicon::{Class, Meaning, Person};
use crate::scan::Cue;

/// Within so many words a question shows what it asks by.
const OPENING: u32 = 4;

/// What a turn ends with is what the client answers: a question there comes first, then persuasion, then reflection.
pub(crate) fn manner_of(turn: &Turn<'_>, clauses: &Clauses, cues: &[Cue]) -> Manner {
    let Some(last) = clauses.list.last() else { return Manner::Other };
    let ending = manner_of_clause(turn, last, cues);
    if asks(ending) {
        return ending;
    }
    let all = || clauses.list.iter().map(|clause| manner_of_clause(turn, clause, cues));
    let order = [Manner::Persuasion, Manner::Reflection, Manner::OpenQuestion, Manner::ClosedQuestion];
    order.into_iter().find(|&wanted| all().any(|manner| manner == wanted)).unwrap_or(Manner::Other)
}

fn manner_of_clause(turn: &Turn<'_>, clause: &Clause, cues: &[Cue]) -> Manner {
    let named = cues.iter().rev().filter(|cue| clause.first <= cue.first && cue.first < clause.end).find_map(|cue| {
        match turn.lexicon.entry(cue.entry).meaning {
            Meaning::Counsellor(manner) => Some(manner),
            _ => None,
        }
    });
    let (opens, inverts) = (opens(turn, clause), inverts(turn, clause));
    // "What do you feel?" tells nobody what they feel; "You feel torn?" does, whatever its mark.
    match named.filter(|manner| !(clause.question && (opens || inverts) && *manner == Manner::Reflection)) {
        Some(manner) => manner,
        None if clause.question && opens => Manner::OpenQuestion,
        None if clause.question && (inverts || !tells_of_client(turn, clause)) => Manner::ClosedQuestion,
        None if tells_of_client(turn, clause) => Manner::Reflection,
        None => Manner::Other,
    }
}

fn asks(manner: Manner) -> bool {
    matches!(manner, Manner::OpenQuestion | Manner::ClosedQuestion)
}

/// Begins with a word that asks, "what" or "how", rather than with a verb that a yes answers. "And so" may go before it.
fn opens(turn: &Turn<'_>, clause: &Clause) -> bool {
    let mut start = clause.first..clause.end.min(clause.first + OPENING);
    let asks = |token| turn.is(token, Class::QuestionWord) || turn.is(token, Class::QuestionAuxiliary);
    start.find(|&token| asks(token)).is_some_and(|token| turn.is(token, Class::QuestionWord))
}

/// Begins with a verb that a yes answers, "do you", "and are there", before anybody is named who does something.
fn inverts(turn: &Turn<'_>, clause: &Clause) -> bool {
    let mut start = clause.first..clause.end.min(clause.first + OPENING);
    let verb = start.find(|&token| turn.is(token, Class::QuestionAuxiliary) || turn.is(token, Class::SubjectPronoun));
    verb.is_some_and(|token| turn.is(token, Class::QuestionAuxiliary))
}

/// A statement whose first subject is the client says something back: "you're tired of it".
fn tells_of_client(turn: &Turn<'_>, clause: &Clause) -> bool {
    let subject = (clause.first_cue..clause.end_cue).find_map(|cue| turn.subject(cue));
    subject == Some(Person::Client)
}
