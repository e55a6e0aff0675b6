//! What is said of a behaviour: "drinking relaxes me", "it's wrecking my sleep", "if I stopped I'd save money".

use super::objects::Object;
use super::{Composer, Draft, Footing};
use crate::clause::{Clause, Link};
use crate::code::{Code, Strength};
use crate::lexicon::{Class, Effect, Holder, Meaning, Negated, Object as ObjectPlace, Person, Scope, Sign};
use crate::tag::Role;

/// What a predicate was found to be said of.
enum Subject {
    Object(usize),
    Condition(i8, usize),
    /// What the counsellor asked about.
    Asked(i8),
    /// What was spoken of before.
    Topic(i8),
    Nothing,
}

impl Composer<'_> {
    pub(super) fn predicates(&mut self, clause: &Clause, index: usize) {
        let mut floor = clause.first_cue;
        for cue in clause.first_cue..clause.end_cue {
            let Meaning::Stance { object, .. } = self.meaning(cue) else { continue };
            let free = !self.is_explained(cue);
            if object != ObjectPlace::After && free {
                self.predicate(clause, index, cue, floor);
            } else if free && self.passes(clause, cue) {
                // A modal that passed: its negation is the predicate's.
                continue;
            }
            floor = cue + 1;
        }
    }

    /// Has a head taken this cue already?
    fn is_explained(&self, cue: usize) -> bool {
        let first = self.turn.cues[cue].first;
        self.findings.list.iter().rev().take(8).any(|finding| {
            self.findings.reasons[finding.first_reason as usize..finding.end_reason as usize]
                .iter()
                .any(|reason| reason.first == first && reason.role == Role::Stance)
        })
    }

    fn passes(&self, clause: &Clause, cue: usize) -> bool {
        (cue + 1..clause.end_cue)
            .any(|next| matches!(self.meaning(next), Meaning::Stance { object: ObjectPlace::Before | ObjectPlace::Either, .. }))
    }

    fn predicate(&mut self, clause: &Clause, index: usize, cue: usize, floor: usize) {
        let Meaning::Stance { code, valence, alone, negated, strength, holder, .. } = self.meaning(cue) else { return };
        let subject = self.subject_of(clause, cue);
        let about = self.said_of(clause, index, cue, alone);
        // Somebody else's trouble counts only if the client's behaviour is what brings it.
        let brought = match about {
            Subject::Object(object) => self.objects[object].end_cue <= cue || self.objects[object].clause != index,
            Subject::Condition(..) => true,
            _ => false,
        };
        // "the group gives me hope": whoever does it, the client has it.
        let mine = (self.turn.cues[cue].first..self.turn.cues[cue].end).any(|token| self.turn.is(token, Class::SelfWord));
        let mine = mine && self.named_subject(clause, cue).is_none();
        let theirs = subject == Person::Other && holder != Holder::Others && !mine && (holder == Holder::Client || !brought);
        let somebody = self.turn.cues.get(cue + 1).is_some_and(|next| {
            next.first == self.turn.cues[cue].end
                && self.turn.scope(cue + 1) == Some(Scope::Person(Person::Other))
                && matches!(about, Subject::Nothing)
        });
        if theirs || somebody && code == Code::Desire || self.is_reported(clause, cue) || self.is_bygone(clause, cue) {
            return;
        }
        let mark = self.findings.reasons.len();
        let mut sign = self.negations(self.after_objects(floor, cue, index)..cue, clause.end);
        match (sign, negated) {
            (-1, Negated::Drop) => return self.forget(mark),
            (_, Negated::Keep) => sign = 1,
            _ => {}
        }
        // An operator right before it turns it: "stops the cravings", "without the hangovers".
        let turned = self.turned(clause, index, cue);
        sign *= turned;
        self.reason(Role::Stance, cue, valence.factor(), clause.end);
        let (sign, footing) = match about {
            Subject::Object(object) => {
                let value = self.objects[object].value;
                if !self.objects[object].governed {
                    self.explain_object(object, None);
                }
                (sign * valence.factor() * value, Footing::Named)
            }
            Subject::Condition(value, object) => {
                let role = self.clauses[self.objects[object].clause].condition;
                self.explain_object(object, None);
                if let Some(condition) = role {
                    self.reason(Role::Condition, condition, if value == self.objects[object].value { 1 } else { -1 }, clause.end);
                }
                (sign * valence.factor() * value, Footing::Named)
            }
            Subject::Asked(value) => (sign * valence.factor() * value, Footing::Named),
            Subject::Topic(value) => (sign * valence.factor() * value, Footing::Inherited),
            Subject::Nothing => match alone {
                Some(alone) => (sign * alone.factor(), Footing::Undirected),
                None => return self.forget(mark),
            },
        };
        if let Subject::Asked(value) | Subject::Topic(value) = about {
            self.inherited(cue, value, clause.end);
        }
        let strength = self.strength(clause, cue, strength);
        self.emit(
            clause,
            Draft { code, sign, strength, footing, conditional: false, entry: self.turn.cues[cue].entry, first_reason: mark },
        );
    }

    /// What a predicate is said of.
    fn said_of(&self, clause: &Clause, index: usize, cue: usize, alone: Option<Sign>) -> Subject {
        let own = self.objects_of(index);
        let usable = |object: &Object| !object.weak && object.end_cue <= cue;
        let left = self.objects[own.clone()].iter().rposition(usable).map(|left| own.start + left);
        if let Some(left) = left {
            let object = &self.objects[left];
            let near = self.content_between(self.turn.cues[object.end_cue - 1].end, self.turn.cues[cue].first) <= 6;
            if near && (!object.governed || alone.is_none()) {
                return Subject::Object(left);
            }
        }
        if let Some((value, object)) = self.condition {
            return Subject::Condition(value, object);
        }
        // "because of my drinking": what brings it about stands behind.
        let next = self.objects_of(index + 1);
        let given = self.clauses.get(index + 1).is_some_and(|clause| clause.link == Link::Cause);
        let cause = self.objects[next.clone()].iter().position(|object| given && self.is_noun(object));
        if let Some(cause) = cause.map(|cause| next.start + cause) {
            return Subject::Object(cause);
        }
        let right = self.objects[own.clone()].iter().position(|object| !object.weak && !object.governed && object.first_cue > cue);
        if let Some(right) = right.map(|right| own.start + right)
            && matches!(self.meaning(cue), Meaning::Stance { object: ObjectPlace::Either, .. })
        {
            return Subject::Object(right);
        }
        if self.given.asked_about && self.given.topic != 0 {
            return Subject::Asked(self.given.topic);
        }
        if alone.is_none() {
            let topic = if self.findings.topic != 0 { self.findings.topic } else { self.given.topic };
            let refers =
                (clause.first..self.turn.cues[cue].first).any(|token| self.turn.is(token, Class::ProForm)) || clause.first_cue == cue;
            if topic != 0 && refers {
                return Subject::Topic(topic);
            }
        }
        Subject::Nothing
    }

    /// Is an object all that its clause has, so that it is a thing and no statement?
    fn is_noun(&self, object: &Object) -> bool {
        let clause = &self.clauses[object.clause];
        (clause.first_cue..object.first_cue)
            .all(|cue| self.turn.subject(cue).is_none() && !matches!(self.meaning(cue), Meaning::Stance { .. }))
    }

    /// The cue after the last object that ends between a floor and a cue: negations before it are its own.
    fn after_objects(&self, floor: usize, cue: usize, index: usize) -> usize {
        let object = self.objects[self.objects_of(index)].iter().rev().find(|object| object.end_cue <= cue);
        floor.max(object.map_or(floor, |object| object.end_cue)).min(cue)
    }

    /// -1 if a reversing operator that is in no object stands right before the cue.
    fn turned(&mut self, clause: &Clause, index: usize, cue: usize) -> i8 {
        let Some(before) = cue.checked_sub(1).filter(|&before| before >= clause.first_cue) else { return 1 };
        let in_object = self.objects[self.objects_of(index)].iter().any(|object| object.first_cue <= before && before < object.end_cue);
        let reverses = matches!(self.meaning(before), Meaning::Operator { effect: Effect::Reverse, .. });
        if in_object || !reverses || self.content_between(self.turn.cues[before].end, self.turn.cues[cue].first) > 1 {
            return 1;
        }
        self.reason(Role::Reverse, before, -1, clause.end);
        -1
    }

    /// "If I stayed sober I'd …": the outcome is in no phrase, the condition is. What comes of going on as before may be good or bad.
    pub(super) fn bare_condition(&mut self, clause: &Clause, index: usize) {
        let Some((value @ 1, object)) = self.condition else { return };
        let conditional = matches!(clause.link, Link::Condition | Link::ConditionNegative);
        let said = conditional || self.findings.list.last().is_some_and(|finding| finding.utterance == clause.utterance);
        let outcome = (clause.first..clause.end).any(|token| self.turn.is(token, Class::Modal));
        let last = self.clauses.iter().rposition(|clause| clause.condition.is_none()) == Some(index);
        let own = self.subject_of(clause, clause.end_cue) != Person::Other;
        if said || !outcome || !last || !own || self.objects[object].weak {
            return;
        }
        let mark = self.findings.reasons.len();
        self.explain_object(object, None);
        if let Some(condition) = self.clauses[self.objects[object].clause].condition {
            self.reason(Role::Condition, condition, 1, clause.end);
        }
        let entry = self.turn.cues[self.objects[object].core].entry;
        let (strength, footing) = (Strength::Low, Footing::Named);
        self.emit(clause, Draft { code: Code::Other, sign: value, strength, footing, conditional: true, entry, first_reason: mark });
    }
}
