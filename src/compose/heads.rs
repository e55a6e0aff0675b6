//! Stances that govern what follows: "I don't want to stop drinking", "I can't", "I'm worried I'll lose my job".

use super::{Composer, Draft, Footing};
use crate::clause::{Clause, Voice};
use crate::code::{Code, Strength};
use crate::lexicon::{Class, Effect, Holder, Meaning, Negated, Object as ObjectPlace, Person, Scope, Sign};
use crate::scan::Break;
use crate::tag::Role;

/// Content words that may stand between a stance and what it governs.
const REACH: u32 = 5;

/// What a head was found to govern.
enum Governed {
    /// An object, by index.
    Object(usize),
    /// Something said of an outcome: "want to feel better", "don't want to get cancer": the sign that it brings.
    Outcome { cue: usize, sign: i8 },
    /// A reason that speaks for itself: "I'll lose my job".
    Passes,
    /// Somebody else's doing, or something that no behaviour has to do with.
    Elsewhere,
    /// Somebody: "sick of my boss".
    Somebody,
    /// Nothing: "I can't".
    Ellipsis,
}

/// A head and what stands around it.
struct Head {
    cue: usize,
    code: Code,
    valence: Sign,
    alone: Option<Sign>,
    strength: Strength,
    subject: Person,
    /// It is not the client's own stance of today.
    blocked: bool,
    /// -1 if it is negated.
    negation: i8,
    /// The product of the stances and negations between it and what it governs.
    nested: i8,
    /// Its reasons begin here.
    mark: usize,
}

impl Head {
    /// Its sign without what it governs.
    fn own(&self) -> i8 {
        self.valence.factor() * self.nested * self.negation
    }
}

impl Composer<'_> {
    pub(super) fn heads(&mut self, clause: &Clause, index: usize) {
        let mut cue = clause.first_cue;
        let mut floor = clause.first_cue;
        while cue < clause.end_cue {
            let next = match self.meaning(cue) {
                Meaning::Stance { .. } if self.is_motion(cue) => None,
                Meaning::Stance { object: ObjectPlace::After | ObjectPlace::Either, .. } => self.head(clause, index, cue, floor),
                _ => None,
            };
            match next {
                Some(next) => {
                    floor = next;
                    cue = next;
                }
                None => cue += 1,
            }
        }
    }

    /// Reads one head; gives the cue after what it governs, or `None` if it is left to the predicates.
    fn head(&mut self, clause: &Clause, index: usize, cue: usize, floor: usize) -> Option<usize> {
        let Meaning::Stance { code, valence, alone, negated, strength, object: place, holder, .. } = self.meaning(cue) else { return None };
        let mark = self.findings.reasons.len();
        let subject = self.subject_of(clause, cue);
        let blocked = self.is_reported(clause, cue) || self.is_bygone(clause, cue) || subject == Person::Other && holder == Holder::Client;
        let negation = self.negations(floor..cue, clause.end);
        self.reason(Role::Stance, cue, valence.factor(), clause.end);
        let (governed, nested, end_cue) = self.governed(clause, index, cue, code, negation < 0);
        // A negation that is to be dropped drops the finding, one that is kept changes nothing.
        let negation = match (negation, negated) {
            (-1, Negated::Drop) => {
                self.forget(mark);
                return Some(end_cue);
            }
            (_, Negated::Keep) => 1,
            _ => negation,
        };
        let head = Head { cue, code, valence, alone, strength, subject, blocked, negation, nested, mark };
        let draft = match governed {
            Governed::Passes => {
                self.forget(mark);
                return None;
            }
            // What is said of it may stand before: "quitting is what I want".
            Governed::Elsewhere | Governed::Ellipsis if place == ObjectPlace::Either => {
                self.forget(mark);
                return None;
            }
            Governed::Object(object) => Some(self.over_object(&head, object)),
            Governed::Outcome { cue: outcome, sign } => Some(self.over_outcome(clause, &head, outcome, sign)),
            Governed::Somebody => None,
            Governed::Elsewhere => self.over_something_else(&head),
            Governed::Ellipsis => self.over_nothing(clause, &head),
        };
        match draft.filter(|_| !blocked) {
            Some(draft) => self.settle(clause, cue, draft),
            None => self.forget(mark),
        }
        Some(end_cue)
    }

    fn over_object(&mut self, head: &Head, object: usize) -> Draft {
        let value = self.objects[object].value;
        self.objects[object].governed = true;
        if !head.blocked {
            self.explain_object(object, None);
        }
        self.draft(head, head.own() * value, Footing::Named)
    }

    fn over_outcome(&mut self, clause: &Clause, head: &Head, outcome: usize, sign: i8) -> Draft {
        let first = self.turn.cues[outcome].first;
        if !self.findings.reasons[head.mark..].iter().any(|reason| reason.role == Role::Stance && reason.first == first) {
            self.reason(Role::Stance, outcome, sign, clause.end);
        }
        let draft = self.draft(head, head.own() * sign, Footing::Named);
        // Not wanting a bad thing is a reason: "I don't want to go blind".
        if head.code == Code::Desire && head.negation < 0 { Draft { code: Code::Reason, ..draft } } else { draft }
    }

    /// An object that no behaviour has to do with: some stances count all the same.
    fn over_something_else(&mut self, head: &Head) -> Option<Draft> {
        if head.subject == Person::Other {
            return None;
        }
        match head.alone {
            Some(alone) if self.stands_alone(head.cue) => {
                Some(self.draft(head, alone.factor() * head.nested * head.negation, Footing::Undirected))
            }
            _ => {
                self.findings.undirected += if head.blocked { 0 } else { i32::from(head.own()) };
                None
            }
        }
    }

    /// No object: "I can't". What was spoken of before may be meant.
    fn over_nothing(&mut self, clause: &Clause, head: &Head) -> Option<Draft> {
        if let Some(alone) = head.alone {
            return Some(self.draft(head, alone.factor() * head.nested * head.negation, Footing::Named));
        }
        // "I wasn't thinking about it at all" tells of no stance.
        let first = self.turn.cues[head.cue].first;
        let past = (clause.first..first).any(|token| self.turn.is(token, Class::PastAuxiliary));
        if head.code == Code::Activation && head.negation < 0 && past {
            return None;
        }
        let elliptic = matches!(head.code, Code::Desire | Code::Ability | Code::Need | Code::Commitment | Code::Activation);
        let topic = if self.findings.topic != 0 { self.findings.topic } else { self.given.topic };
        if topic != 0 && (!elliptic || self.leaves_it_open(clause, head.cue)) {
            self.inherited(head.cue, topic, clause.end);
            return Some(self.draft(head, head.own() * topic, Footing::Inherited));
        }
        let says_so = elliptic && (head.valence == Sign::Plus || head.code == Code::Ability) && self.is_elliptic(clause, head.cue);
        says_so.then(|| self.draft(head, head.own(), Footing::Elliptic))
    }

    fn draft(&self, head: &Head, sign: i8, footing: Footing) -> Draft {
        Draft {
            code: head.code,
            sign,
            strength: head.strength,
            footing,
            conditional: false,
            entry: self.turn.cues[head.cue].entry,
            first_reason: head.mark,
        }
    }

    /// Makes a finding of a head's draft.
    fn settle(&mut self, clause: &Clause, cue: usize, mut draft: Draft) {
        if draft.code == Code::Activation && self.turn.cues[cue].form.only_past() && draft.footing == Footing::Named {
            // "I tried cooking without butter" tells of a step.
            draft.code = Code::TakingSteps;
        }
        draft.strength = self.strength(clause, cue, draft.strength);
        draft.conditional = self.conditional;
        if self.conditional && self.condition.is_none() && matches!(draft.code, Code::Ability | Code::Commitment) {
            // Pure imagining: "if I could be on an island, I could quit".
            draft.code = Code::Other;
        }
        self.emit(clause, draft);
    }

    /// What a head governs, the product of what stands between, and the cue after it.
    fn governed(&mut self, clause: &Clause, index: usize, head: usize, code: Code, negated: bool) -> (Governed, i8, usize) {
        let cues = self.turn.cues;
        let mut nested = 1;
        let mut last = head;
        let mut cue = head + 1;
        let attitude = matches!(code, Code::Desire | Code::Need | Code::Reason);
        // Somebody else right behind it, and the last stance inside it that could stand alone.
        let mut somebody = false;
        let mut inner = None;
        while cue < clause.end_cue {
            // "terrified of losing my kids": a person within the head's own words.
            if cues[cue].first < cues[head].end {
                cue += 1;
                continue;
            }
            if self.content_between(cues[last].end, cues[cue].first) > REACH {
                break;
            }
            if let Some(object) =
                self.objects.iter().position(|object| object.clause == index && object.first_cue <= cue && cue < object.end_cue)
            {
                // An outcome of its own may follow a bare operator: "stop feeling sick" has no object then.
                return (Governed::Object(object), nested, self.objects[object].end_cue);
            }
            match self.meaning(cue) {
                Meaning::Stance { valence, object: ObjectPlace::Before, alone, .. } => {
                    return match alone {
                        _ if !attitude && nested == 1 => (Governed::Passes, nested, cue),
                        Some(alone) => (Governed::Outcome { cue, sign: valence.factor() * alone.factor() }, nested, cue + 1),
                        None => (Governed::Elsewhere, nested, cue),
                    };
                }
                // "won't lose my job over a few beers"
                Meaning::Stance { code: Code::Reason, .. } if !attitude && nested == 1 && code != Code::Activation => {
                    return (Governed::Passes, nested, cue);
                }
                Meaning::Stance { valence, object, alone, code: inner_code, .. } => {
                    let governs = self.governs_more(clause, index, cue);
                    if object == ObjectPlace::Either && !governs {
                        return match alone {
                            _ if !attitude && nested == 1 => (Governed::Passes, nested, cue),
                            Some(alone) => (Governed::Outcome { cue, sign: valence.factor() * alone.factor() }, nested, cue + 1),
                            None => (Governed::Elsewhere, nested, cue),
                        };
                    }
                    // "I think I might try": a modal over a stance of its own passes to it.
                    if !attitude
                        && inner_code != code
                        && nested == 1
                        && self.turn.subject(cue.saturating_sub(1)).is_some()
                        && cue > head + 1
                    {
                        return (Governed::Passes, nested, cue);
                    }
                    nested *= valence.factor();
                    inner = alone.map(|alone| (cue, valence.factor() * alone.factor()));
                    self.reason(Role::Stance, cue, valence.factor(), clause.end);
                }
                Meaning::Operator { effect: Effect::Reverse, .. } => {
                    nested = -nested;
                    self.reason(Role::Reverse, cue, -1, clause.end);
                }
                // "don't want no help", "neither ready nor willing": said twice, meant once.
                Meaning::Scope(Scope::Negation) if negated && self.turn.is(cues[cue].first, Class::Concord) => {}
                Meaning::Scope(Scope::Negation) => {
                    nested = -nested;
                    self.reason(Role::Negation, cue, -1, clause.end);
                }
                // "want my wife to stop", "hope he stops": theirs to do. Not "want to see my therapist".
                Meaning::Scope(Scope::Person(Person::Other)) if self.turn.voice == Voice::Client => {
                    let person = cues[cue];
                    let after = |class| self.turn.is(person.end, class);
                    let beside = person.first > cues[head].end
                        && self.turn.is(person.first - 1, Class::Preposition)
                        && !self.turn.is(person.first - 1, Class::Infinitive);
                    let acts = after(Class::Infinitive) || after(Class::Modal) || after(Class::Be) || after(Class::Have);
                    if self.turn.is(person.first, Class::SubjectPronoun) || acts && !beside {
                        return (Governed::Elsewhere, nested, cue + 1);
                    }
                    somebody |= !beside;
                }
                // "quit hearing voices and the medicine helps": what was reversed has been passed.
                Meaning::Scope(Scope::Coordination) if self.content_between(cues[head].end, cues[cue].first) > 0 => {
                    return (Governed::Elsewhere, nested, cue);
                }
                Meaning::Idiom { .. } => return (Governed::Elsewhere, nested, cue),
                Meaning::Scope(Scope::Report) => return (Governed::Elsewhere, nested, cue),
                _ => {}
            }
            last = cue;
            cue += 1;
        }
        // "I'll give it a go"
        if let Some((cue, sign)) = inner {
            return (Governed::Outcome { cue, sign }, nested, cue + 1);
        }
        let after = cues[last].end;
        if somebody && code == Code::Desire {
            return (Governed::Somebody, nested, cue.max(head + 1));
        }
        let other = self.content_between(after, clause.end) > 0 && self.has_content_soon(after, clause.end);
        (if other { Governed::Elsewhere } else { Governed::Ellipsis }, nested, cue.max(head + 1))
    }

    /// Does a stance that may stand either side govern something behind it?
    fn governs_more(&self, clause: &Clause, index: usize, cue: usize) -> bool {
        let cues = self.turn.cues;
        let object = self.objects[self.objects_of(index)].iter().find(|object| object.first_cue > cue);
        let stance = (cue + 1..clause.end_cue).find(|&next| matches!(self.meaning(next), Meaning::Stance { .. }));
        let next = match (object.map(|object| object.first_cue), stance) {
            (Some(object), Some(stance)) => object.min(stance),
            (Some(next), None) | (None, Some(next)) => next,
            (None, None) => return false,
        };
        self.content_between(cues[cue].end, cues[next].first) <= 2
    }

    /// Is there a content word within a few tokens, before any break?
    fn has_content_soon(&self, after: u32, end: u32) -> bool {
        let stop = (after + 1..end.min(after + 5))
            .find(|&token| self.turn.tokens[token as usize].before != Break::None)
            .unwrap_or(end.min(after + 5));
        self.content_between(after, stop) > 0
    }

    /// A stance with an object that no behaviour has to do with counts by itself if it is a phrase of its own ("had enough of"), or a pro-form follows.
    fn stands_alone(&self, cue: usize) -> bool {
        let cue = self.turn.cues[cue];
        cue.end - cue.first > 1 || self.turn.is(cue.end, Class::ProForm)
    }

    /// "I can't.", "I want to, but", "I could do that": nothing, "to" or a pro-form follows, and the client is named.
    fn is_elliptic(&self, clause: &Clause, cue: usize) -> bool {
        let after = self.turn.cues[cue].end;
        let named = (clause.first_cue..cue).any(|before| self.turn.subject(before) == Some(Person::Client));
        let rest = (after..clause.end).take_while(|&token| token == after || self.turn.tokens[token as usize].before == Break::None);
        named
            && rest
                .take(3)
                .all(|token| self.turn.is(token, Class::Infinitive) || self.turn.is(token, Class::ProForm) || self.is_scope(token))
    }

    /// Does what follows leave open what is meant: "I will", "I'd like to", "I can't any more"? Not "I'll tell him" or "I'm going to be there".
    fn leaves_it_open(&self, clause: &Clause, cue: usize) -> bool {
        let after = self.turn.cues[cue].end;
        let rest = (after..clause.end).take_while(|&token| token == after || self.turn.tokens[token as usize].before == Break::None);
        rest.take(4).all(|token| {
            let framed = self.ground.owner(token).and_then(|owner| self.turn.scope(owner));
            let frames = !matches!(framed, Some(Scope::Report | Scope::Person(Person::Other | Person::Counsellor)));
            let function = self.turn.is(token, Class::Function) || framed.is_some();
            frames && function && !self.turn.is(token, Class::Be)
        })
    }

    fn is_scope(&self, token: u32) -> bool {
        self.ground.owner(token).is_some_and(|cue| self.turn.scope(cue).is_some())
    }
}
