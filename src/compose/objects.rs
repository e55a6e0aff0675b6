//! What a clause speaks of: directions with the operators around them, and operators that stand for a direction by themselves.

use super::Composer;
use crate::clause::Turn;
use crate::code::Code;
use crate::lexicon::{Class, Effect, Form, GENERAL, Meaning, NUMBER, Person, Position, Scope, Sign};
use crate::scan::Break;
use crate::tag::Role;

/// Content words that may stand between an operator and its direction: "stop all that late-night drinking".
const REACH: u32 = 3;

/// A thing spoken of and which way it leans.
#[derive(Clone, Copy, Debug)]
pub(super) struct Object {
    /// Index of its clause in the utterance.
    pub(super) clause: usize,
    /// Cues `[first_cue, end_cue)`, all of its chain.
    pub(super) first_cue: usize,
    pub(super) end_cue: usize,
    /// +1 toward change, -1 the status quo.
    pub(super) value: i8,
    /// Counts only when something governs it.
    pub(super) weak: bool,
    /// The direction, or the operator standing for one.
    pub(super) core: usize,
    /// Something governs it already.
    pub(super) governed: bool,
}

/// What each token is to the cues: who owns it, and how many content words outside cues go before it.
#[derive(Debug, Default)]
pub(super) struct Ground {
    content: Vec<u32>,
    owner: Vec<Option<u32>>,
}

impl Ground {
    pub(super) fn survey(&mut self, turn: &Turn<'_>) {
        let tokens = turn.tokens.len();
        self.owner.clear();
        self.owner.resize(tokens, None);
        for (index, cue) in turn.cues.iter().enumerate() {
            let framing = matches!(turn.scope(index), Some(Scope::Person(_) | Scope::Report | Scope::Question | Scope::QuestionTag));
            for owner in &mut self.owner[cue.first as usize..cue.end as usize] {
                if owner.is_none() || !framing {
                    *owner = Some(index as u32);
                }
            }
        }
        self.content.clear();
        let mut count = 0;
        for index in 0..tokens {
            self.content.push(count);
            let number = turn.tokens[index].word == NUMBER || turn.is(index as u32, Class::NumberWord);
            let counts = self.owner[index].is_none() && !turn.is(index as u32, Class::Function) && !number;
            count += u32::from(counts);
        }
        self.content.push(count);
    }

    /// Content words outside cues, from one token up to another.
    pub(super) fn content_between(&self, from: u32, to: u32) -> u32 {
        let at = |token: u32| self.content.get(token as usize).or(self.content.last()).copied().unwrap_or(0);
        if from >= to { 0 } else { at(to) - at(from) }
    }

    /// The cue that a token belongs to.
    pub(super) fn owner(&self, token: u32) -> Option<usize> {
        self.owner.get(token as usize).copied().flatten().map(|cue| cue as usize)
    }
}

impl Composer<'_> {
    /// Adds the objects of a clause.
    pub(super) fn find_objects(&mut self, index: usize) {
        let clause = self.clauses[index];
        let mut cue = clause.first_cue;
        let mut floor = clause.first_cue;
        while cue < clause.end_cue {
            let object = match self.meaning(cue) {
                Meaning::Direction { toward_change, weak } => {
                    Some(self.direction(index, cue, floor, clause.end_cue, if toward_change { 1 } else { -1 }, weak))
                }
                Meaning::Operator { effect, alone, .. } => self.bare_operator(index, cue, clause.end_cue, effect, alone),
                _ => None,
            };
            if let Some(object) = object {
                floor = object.end_cue;
                cue = object.end_cue;
                self.objects.push(object);
            } else {
                cue += 1;
            }
        }
    }

    fn direction(&mut self, clause: usize, core: usize, floor: usize, end: usize, sign: i8, weak: bool) -> Object {
        let cues = self.turn.cues;
        let mut value = sign;
        let mut first_cue = core;
        let mut carried = false;
        for before in (floor..core).rev() {
            let near = self.content_between(cues[before].end, cues[first_cue].first) <= REACH;
            match self.meaning(before) {
                // What is had, taken or gone to stands right behind: not "got caught behind the gym".
                Meaning::Operator { effect: Effect::Act, .. } if self.content_between(cues[before].end, cues[first_cue].first) > 0 => break,
                Meaning::Operator { effect, position: Position::Before | Position::Either, .. } if near => {
                    if effect == Effect::Reverse {
                        value = -value;
                    }
                    carried = true;
                    first_cue = before;
                }
                Meaning::Scope(Scope::Hedge | Scope::Booster | Scope::Habit | Scope::Recent | Scope::Future) => {}
                Meaning::Stance { .. } if self.is_motion(before) => {
                    carried = true;
                    first_cue = before;
                }
                // "not" between an operator and its direction belongs to the chain: "try not drinking".
                Meaning::Scope(Scope::Negation) if near && self.operator_before(before, floor) => {
                    value = -value;
                    first_cue = before;
                }
                Meaning::Scope(Scope::Person(_)) if self.turn.subject(before).is_none() => {}
                _ => break,
            }
        }
        let mut end_cue = core + 1;
        for next in core + 1..end {
            match self.meaning(next) {
                Meaning::Operator { effect, position: Position::After | Position::Either, .. }
                    if self.content_between(cues[end_cue - 1].end, cues[next].first) <= 1 =>
                {
                    // "less" before another direction belongs to that one.
                    // Not in "drink fewer beers", where it is all one.
                    let leads = matches!(self.meaning(next), Meaning::Operator { position: Position::Either, .. })
                        && next + 1 < end
                        && matches!(self.meaning(next + 1), Meaning::Direction { .. })
                        && self.behaviour(next + 1) != self.behaviour(core)
                        && self.content_between(cues[next].end, cues[next + 1].first) == 0;
                    if !leads {
                        if effect == Effect::Reverse {
                            value = -value;
                        }
                        end_cue = next + 1;
                    }
                    break;
                }
                Meaning::Scope(Scope::Hedge | Scope::Booster) => {}
                _ => break,
            }
        }
        let entry = self.turn.lexicon.entry(cues[core].entry);
        let general = self.turn.lexicon.behaviours.get(entry.behaviour as usize).is_some_and(|name| name == GENERAL);
        if !general && !weak {
            self.findings.behaviour.get_or_insert(entry.behaviour);
        }
        Object { clause, first_cue, end_cue, value, weak: weak && !carried, core, governed: false }
    }

    /// Is it a "going to" that goes somewhere: "stop going to meetings", "going to rehab is a bad idea"? Only where nobody is said to be going.
    pub(super) fn is_motion(&self, cue: usize) -> bool {
        let Meaning::Stance { code: Code::Commitment, .. } = self.meaning(cue) else { return false };
        let cues = self.turn.cues;
        let place = cues.get(cue + 1).is_some_and(|next| {
            let thing = next.form == Form::NONE && matches!(self.meaning(cue + 1), Meaning::Direction { .. });
            thing && self.content_between(cues[cue].end, next.first) == 0
        });
        let operated = cue > 0 && matches!(self.meaning(cue - 1), Meaning::Operator { effect: Effect::Reverse | Effect::Hold, .. });
        let bare = cues[cue].form.has(Form::ING) && (operated || self.turn.starts_sentence(cues[cue].first));
        place && bare
    }

    fn behaviour(&self, cue: usize) -> u16 {
        self.turn.lexicon.entry(self.turn.cues[cue].entry).behaviour
    }

    /// Does an operator stand right before a cue?
    fn operator_before(&self, cue: usize, floor: usize) -> bool {
        cue > floor && matches!(self.meaning(cue - 1), Meaning::Operator { effect: Effect::Reverse | Effect::Hold, .. })
    }

    /// An operator with no direction behind it: "I want to quit", "without it". Not if it has another object: "quit my job".
    fn bare_operator(&self, clause: usize, cue: usize, end: usize, effect: Effect, alone: Option<Sign>) -> Option<Object> {
        let cues = self.turn.cues;
        let mut value = alone.map(Sign::factor);
        let mut last = cue;
        let mut next = cue + 1;
        // Up to the next thing that is spoken of.
        while next < end {
            let near = self.content_between(cues[last].end, cues[next].first) <= REACH;
            match self.meaning(next) {
                Meaning::Direction { .. } if near => return None,
                Meaning::Stance { .. } if self.is_motion(next) => {}
                // A reason behind it is what is stopped or kept: "stop feeling sick"; the heads see to that.
                Meaning::Stance { code: Code::Reason | Code::Other, .. } if near && self.leads_to(clause, last, next) => return None,
                Meaning::Stance { .. } => break,
                Meaning::Operator { effect: following, alone, position } if near && position != Position::After => {
                    // "keep avoiding it", "stop cutting down": the inner one first.
                    let inner = alone.map(Sign::factor);
                    value = match (effect, following) {
                        (_, Effect::Act) => value,
                        (Effect::Reverse, _) => inner.map(|inner| -inner),
                        _ => inner.or(value),
                    };
                    last = next;
                }
                Meaning::Scope(Scope::Hedge | Scope::Booster | Scope::Recent | Scope::Habit | Scope::Future | Scope::Person(_)) => {}
                _ => break,
            }
            next += 1;
        }
        let value = value?;
        let stop = self.clauses[clause].end;
        let after = cues[last].end;
        let elsewhere = self.has_other_object(after, stop);
        (!elsewhere).then_some(Object { clause, first_cue: cue, end_cue: last + 1, value, weak: false, core: cue, governed: false })
    }

    /// Is an operator's object the stance behind it ("stop feeling sick", "without the hangovers"), rather than its predicate ("quitting worries
    /// me", "stopping is pointless")?
    fn leads_to(&self, clause: usize, operator: usize, stance: usize) -> bool {
        let clause = &self.clauses[clause];
        let cues = self.turn.cues;
        let governed = (clause.first_cue..operator).any(|before| matches!(self.meaning(before), Meaning::Stance { .. }));
        if !governed && cues[operator].form == Form::ING {
            return false;
        }
        let (operator, stance) = (cues[operator], cues[stance]);
        // "stop for my kids" stops something else.
        if self.turn.is(stance.first, Class::Preposition) {
            return false;
        }
        if operator.end == stance.first {
            return !stance.form.has(Form::THIRD) && !stance.form.only_past();
        }
        (operator.end..stance.first).all(|token| {
            let is = |class| self.turn.is(token, class);
            (is(Class::Determiner) || is(Class::Preposition)) && !is(Class::Be)
        })
    }

    /// Is there an object of its own right behind a token: a determiner or an unknown word?
    pub(super) fn has_other_object(&self, after: u32, stop: u32) -> bool {
        for token in after..stop.min(after + 4) {
            if token > after && self.turn.tokens[token as usize].before != Break::None {
                return false;
            }
            if self.turn.is(token, Class::Determiner) || self.turn.is(token, Class::Infinitive) {
                continue;
            }
            if let Some(owner) = self.ground.owner(token) {
                // "stop my son", "stop the bus"
                return matches!(self.meaning(owner), Meaning::Idiom { valence: None, .. } | Meaning::Scope(Scope::Person(Person::Other)));
            }
            return !self.turn.is(token, Class::Function);
        }
        false
    }

    /// Notes the cues of an object as reasons.
    pub(super) fn explain_object(&mut self, index: usize, role: Option<Role>) {
        let object = self.objects[index];
        let reach = self.turn.cues[object.end_cue - 1].end;
        for cue in object.first_cue..object.end_cue {
            match self.meaning(cue) {
                Meaning::Direction { toward_change, .. } => {
                    self.reason(role.unwrap_or(Role::Direction), cue, if toward_change { 1 } else { -1 }, reach);
                }
                Meaning::Operator { effect, alone, .. } => {
                    let factor = if cue == object.core { object.value } else { 1 };
                    match effect {
                        Effect::Reverse if cue == object.core => self.reason(Role::Reverse, cue, alone.map_or(factor, Sign::factor), reach),
                        Effect::Reverse => self.reason(Role::Reverse, cue, -1, reach),
                        Effect::Hold => self.reason(Role::Hold, cue, factor, reach),
                        Effect::Act => self.reason(Role::Act, cue, factor, reach),
                    }
                }
                Meaning::Scope(Scope::Negation) => self.reason(Role::Negation, cue, -1, reach),
                _ => {}
            }
        }
    }
}
