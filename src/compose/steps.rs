//! Taking steps, read off the verbs: "I quit last week", "I haven't had a drink in three weeks", "I bought a six-pack".

use std::ops::Range;

use super::{Composer, Draft, Footing};
use crate::clause::Clause;
use crate::code::{Code, Strength};
use crate::lexicon::{Class, Form, Meaning, Person, Scope};
use crate::tag::Role;

/// How the verb of an act stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Aspect {
    /// "have been walking", "haven't had"
    Perfect,
    /// "walked", "didn't drink"
    Past,
    /// "am walking"
    Progressive,
}

impl Composer<'_> {
    pub(super) fn steps(&mut self, clause: &Clause, index: usize) {
        for object in self.objects_of(index) {
            let found = self.objects[object];
            if !found.governed && !found.weak {
                self.step(clause, object);
            }
        }
    }

    fn step(&mut self, clause: &Clause, index: usize) {
        let object = self.objects[index];
        let lead = self.lead(object.first_cue..object.end_cue, object.core);
        let subject = (clause.first_cue..lead).rev().find_map(|cue| self.turn.subject(cue));
        let own = match subject {
            Some(Person::Client) => true,
            Some(_) => false,
            // "Quit last week.": nobody named, the verb opens the sentence.
            None => self.content_between(clause.first, self.turn.cues[lead].first) == 0,
        };
        if !own || self.is_reported(clause, lead) {
            return;
        }
        let Some(aspect) = self.aspect(clause, lead) else { return };
        let recent = self.has_scope(clause, Scope::Recent);
        if self.is_bygone(clause, lead) && aspect != Aspect::Perfect {
            return;
        }
        let mark = self.findings.reasons.len();
        let floor = self.last_stance(clause, object.first_cue);
        let negation = self.negations(floor..object.first_cue, clause.end);
        let sign = negation * object.value;
        // "drank", not "cancelled my appointment"
        let plain_act = negation > 0 && matches!(self.meaning(object.core), Meaning::Direction { toward_change: false, .. });
        // "on Friday" lies behind when the verb does.
        let recent = recent.or_else(|| self.has_scope(clause, Scope::Future).filter(|_| aspect == Aspect::Past));
        let future = self.has_scope(clause, Scope::Future).filter(|_| aspect == Aspect::Progressive);
        if let Some(future) = future {
            // "I'm going to the casino tonight"
            self.explain_object(index, None);
            self.reason(Role::Time, future, 0, clause.end);
            let entry = self.turn.cues[lead].entry;
            return self.emit(
                clause,
                Draft {
                    code: Code::Commitment,
                    sign,
                    strength: Strength::Medium,
                    footing: Footing::Named,
                    conditional: false,
                    entry,
                    first_reason: mark,
                },
            );
        }
        let (footing, strength) = match (aspect, recent.is_some(), sign) {
            // Doing what one always did is a report, unless it was just now.
            (Aspect::Past, true, -1) if plain_act => (Footing::Undated, Strength::Medium),
            (_, _, -1) if plain_act => return self.forget(mark),
            (Aspect::Perfect, _, _) => (Footing::Named, Strength::Medium),
            (Aspect::Past, true, _) => (Footing::Named, Strength::Medium),
            (Aspect::Past, false, 1) => (Footing::Undated, Strength::Medium),
            (Aspect::Past, false, _) => (Footing::Incidental, Strength::Low),
            (Aspect::Progressive, _, 1) => (Footing::Undated, Strength::Medium),
            (Aspect::Progressive, _, _) => (Footing::Incidental, Strength::Low),
        };
        self.explain_object(index, None);
        if let Some(recent) = recent {
            self.reason(Role::Time, recent, 0, clause.end);
        }
        let strength = self.strength(clause, object.end_cue - 1, strength);
        let entry = self.turn.cues[object.core].entry;
        self.emit(clause, Draft { code: Code::TakingSteps, sign, strength, footing, conditional: false, entry, first_reason: mark });
    }

    /// The verb of a chain: its first cue that is one, but not a "have" that only helps another.
    fn lead(&self, mut chain: Range<usize>, core: usize) -> usize {
        let cues = self.turn.cues;
        let helps = |cue: usize| cues[cue].end - cues[cue].first == 1 && self.turn.is(cues[cue].first, Class::Have);
        let verb = |cue: &usize| cues[*cue].form != Form::NONE && self.turn.scope(*cue).is_none();
        let first = chain.clone().find(verb);
        match first {
            Some(first) if helps(first) => {
                chain.find(|cue| verb(cue) && *cue > first && cues[*cue].form.has(Form::PARTICIPLE.with(Form::ING))).unwrap_or(first)
            }
            Some(first) => first,
            None => core,
        }
    }

    /// The cue after the last stance or object before a cue.
    fn last_stance(&self, clause: &Clause, cue: usize) -> usize {
        (clause.first_cue..cue)
            .rev()
            .find(|&before| matches!(self.meaning(before), Meaning::Stance { .. } | Meaning::Idiom { .. } | Meaning::Direction { .. }))
            .map_or(clause.first_cue, |before| before + 1)
    }

    /// How the leading verb stands; `None` if it tells no act (an infinitive, a habit, a noun).
    fn aspect(&self, clause: &Clause, lead: usize) -> Option<Aspect> {
        let cue = self.turn.cues[lead];
        // The verb group: what goes right before it, back to the subject.
        let mut have = false;
        let mut be = false;
        let mut did = false;
        for token in (clause.first..cue.first).rev().take(5) {
            let here = |class| self.turn.is(token, class);
            if here(Class::Have) {
                have = true;
            } else if here(Class::Infinitive) || here(Class::Modal) || here(Class::Determiner) || here(Class::Preposition) {
                return None;
            } else if here(Class::PastAuxiliary) && !here(Class::Be) {
                did = true;
            } else if here(Class::Be) {
                be = true;
            } else if here(Class::SubjectPronoun) {
                break;
            } else if self.ground.owner(token).is_some_and(|owner| matches!(self.meaning(owner), Meaning::Stance { .. })) {
                return None;
            }
        }
        let form = cue.form;
        if have && (form.has(Form::PARTICIPLE) || be) {
            Some(Aspect::Perfect)
        } else if have && form == Form::NONE {
            // "haven't had", read as one phrase, or a noun: no verb of its own.
            None
        } else if be && form.has(Form::ING) {
            Some(Aspect::Progressive)
        } else if did && form.has(Form::BASE) || form.has(Form::PAST) && !be {
            Some(Aspect::Past)
        } else {
            None
        }
    }
}
