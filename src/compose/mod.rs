//! Stance × direction × negation within clauses → findings.
//!
//! `objects` works out what each clause speaks of and which way that leans; `heads` joins governing stances with their objects
//! ("want to stop drinking"), `predicates` what is said of them ("drinking relaxes me"), `steps` reads acts off the verbs' forms, `idioms`
//! adds what does not compose. The algebra is explained in `lexicons/README.md`.

mod heads;
mod idioms;
mod objects;
mod predicates;
mod steps;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::clause::{Clause, Clauses, Link, Turn, Voice};
use crate::code::{Code, Strength};
use crate::lexicon::{Class, Form, Meaning, Person, Scope};
use crate::scan::Cue;
use crate::tag::Role;
use objects::{Ground, Object};

/// A finding before it is put into words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RawFinding {
    pub(crate) code: Code,
    /// +1 change, -1 sustain.
    pub(crate) sign: i8,
    pub(crate) strength: Strength,
    pub(crate) footing: Footing,
    /// Said under a condition.
    pub(crate) conditional: bool,
    /// Whose words it is in.
    pub(crate) source: Source,
    /// What it counts for, in log-odds: filled in by `weigh`.
    pub(crate) weight: f64,
    pub(crate) utterance: u32,
    pub(crate) entry: u32,
    /// Reasons `[first, end)` in the flat list.
    pub(crate) first_reason: u32,
    pub(crate) end_reason: u32,
    /// Tokens `[first, end)`.
    pub(crate) first: u32,
    pub(crate) end: u32,
}

/// What a finding's direction rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Footing {
    /// A phrase that says what it is about.
    Named,
    /// What the turn or the counsellor spoke of before.
    Inherited,
    /// Nothing, what it is about is left out: "I can't".
    Elliptic,
    /// A stance that counts by itself, with no direction near.
    Undirected,
    /// An act that no time makes recent.
    Undated,
    /// An act away from the change, told by the way.
    Incidental,
}

/// Whose words a finding is in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Source {
    /// The client's own.
    Own,
    /// The counsellor's, answered.
    Answered,
    /// The counsellor's, stated and agreed with; how clearly, up to 1.
    Agreed(f64),
}

/// A reason before it is put into words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RawReason {
    pub(crate) role: Role,
    /// [`NO_ENTRY`] where the role rests on none.
    pub(crate) entry: u32,
    pub(crate) first: u32,
    pub(crate) end: u32,
    pub(crate) factor: i8,
    /// The token where its scope ended.
    pub(crate) reach: u32,
}

pub(crate) const NO_ENTRY: u32 = u32::MAX;

/// All findings of a turn, with their reasons in one flat list.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) list: Vec<RawFinding>,
    pub(crate) reasons: Vec<RawReason>,
    /// What the turn was last about: +1 toward change, -1 the status quo, 0 nothing.
    pub(crate) topic: i8,
    /// The behaviour of the turn's first direction.
    pub(crate) behaviour: Option<u16>,
    /// The client's stances to things that no phrase names, summed by sign: no findings, but a hint where the session has a target.
    pub(crate) undirected: i32,
}

/// What composing needs to know of the turns before.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Given {
    /// What the counsellor spoke of.
    pub(crate) topic: i8,
    /// The counsellor asked for what is good or bad about the topic, so that undirected answers are about it.
    pub(crate) asked_about: bool,
}

/// Room that composing reuses from turn to turn.
#[derive(Debug, Default)]
pub(crate) struct Workshop {
    objects: Vec<Object>,
    ground: Ground,
}

/// Finds everything that a turn says for or against change.
pub(crate) fn compose(turn: &Turn<'_>, clauses: &Clauses, given: Given, workshop: &mut Workshop, findings: &mut Findings) {
    findings.list.clear();
    findings.reasons.clear();
    findings.topic = 0;
    findings.behaviour = None;
    findings.undirected = 0;
    workshop.ground.survey(turn);
    let mut start = 0;
    while start < clauses.list.len() {
        let utterance = clauses.list[start].utterance;
        let length = clauses.list[start..].iter().take_while(|clause| clause.utterance == utterance).count();
        let mut composer = Composer {
            turn,
            clauses: &clauses.list[start..start + length],
            given,
            ground: &workshop.ground,
            objects: &mut workshop.objects,
            findings,
            condition: None,
            conditional: clauses.list[start..start + length].iter().any(|clause| clause.condition.is_some()),
        };
        composer.utterance();
        start += length;
    }
}

/// Works on the clauses of one utterance.
struct Composer<'a> {
    turn: &'a Turn<'a>,
    clauses: &'a [Clause],
    given: Given,
    ground: &'a Ground,
    objects: &'a mut Vec<Object>,
    findings: &'a mut Findings,
    /// What the utterance's condition speaks of: its value and the object's index.
    condition: Option<(i8, usize)>,
    /// Some clause of the utterance is a condition.
    conditional: bool,
}

/// What a finding is made from.
struct Draft {
    code: Code,
    sign: i8,
    strength: Strength,
    footing: Footing,
    conditional: bool,
    entry: u32,
    first_reason: usize,
}

impl<'a> Composer<'a> {
    fn utterance(&mut self) {
        self.objects.clear();
        for index in 0..self.clauses.len() {
            self.find_objects(index);
        }
        self.condition = self.find_condition();
        for index in 0..self.clauses.len() {
            let clause = self.clauses[index];
            if !clause.question || self.turn.voice == Voice::Counsellor {
                if !matches!(clause.link, Link::Condition | Link::ConditionNegative) {
                    self.heads(&clause, index);
                    self.predicates(&clause, index);
                    self.steps(&clause, index);
                }
                self.idioms(&clause, clause.end_cue);
                self.bare_condition(&clause, index);
            } else {
                self.rhetorical(&clause, index);
            }
            let own = self.objects_of(index);
            if let Some(object) = self.objects[own].iter().rev().find(|object| !object.weak) {
                self.findings.topic = object.value;
            }
        }
    }

    /// Where the objects of a clause stand; they are in the order of the clauses.
    fn objects_of(&self, clause: usize) -> Range<usize> {
        let start = self.objects.partition_point(|object| object.clause < clause);
        start..self.objects.partition_point(|object| object.clause <= clause)
    }

    /// A question that opens with a phrase of its own is no question: "what would I even say?", "what's the point?".
    fn rhetorical(&mut self, clause: &Clause, index: usize) {
        let opening = (clause.first_cue..clause.end_cue).find(|&cue| match self.meaning(cue) {
            Meaning::Idiom { .. } | Meaning::Stance { .. } => self.turn.cues[cue].end - self.turn.cues[cue].first > 1,
            _ => false,
        });
        if let Some(opening) = opening.filter(|&cue| self.turn.cues[cue].first == clause.first) {
            self.idioms(clause, opening + 1);
            if matches!(self.meaning(opening), Meaning::Stance { alone: Some(_), .. }) {
                self.heads(clause, index);
                self.predicates(clause, index);
            }
        }
    }

    /// What the utterance's condition comes to: "when I don't drink" is the opposite of "when I drink".
    fn find_condition(&self) -> Option<(i8, usize)> {
        self.objects.iter().enumerate().find_map(|(index, object)| {
            let clause = &self.clauses[object.clause];
            let link = match clause.link {
                Link::Condition => 1,
                Link::ConditionNegative => -1,
                _ => return None,
            };
            let negations = (clause.first_cue..object.first_cue).filter(|&cue| self.turn.scope(cue) == Some(Scope::Negation)).count();
            Some((if negations % 2 == 1 { -object.value } else { object.value } * link, index))
        })
    }

    /// The nearest subject before a cue in its clause; the client if none is named.
    fn subject_of(&self, clause: &Clause, cue: usize) -> Person {
        match self.named_subject(clause, cue) {
            Some(Person::Counsellor) => Person::Other,
            Some(person) => person,
            None if self.is_about_a_thing(clause, cue) => Person::Other,
            None => Person::Client,
        }
    }

    fn named_subject(&self, clause: &Clause, cue: usize) -> Option<Person> {
        let first = self.turn.cues.get(cue).map_or(clause.end, |cue| cue.first);
        let mut before = (clause.first_cue..cue).rev().filter(|&before| self.turn.cues[before].end <= first);
        before.find_map(|before| match self.turn.scope(before) {
            // "a brother who wants to stop"
            Some(Scope::Relative) => Some(Person::Other),
            _ => self.turn.subject(before),
        })
    }

    /// "The dog needs to", "the weather is going to": a clause that opens with a noun that no phrase holds.
    fn is_about_a_thing(&self, clause: &Clause, cue: usize) -> bool {
        let limit = self.turn.cues.get(cue).map_or(clause.end, |cue| cue.first);
        let framed = |token: u32| self.ground.owner(token).is_some_and(|owner| self.turn.scope(owner).is_some());
        match (clause.first..limit).find(|&token| !framed(token)) {
            Some(open) if self.turn.is(open, Class::TheirWord) => true,
            Some(open) if self.turn.is(open, Class::Determiner) && open + 1 < limit => self.content_between(open, open + 2) > 0,
            _ => false,
        }
    }

    /// Is the cue within what somebody else is said to say or think?
    fn is_reported(&self, clause: &Clause, cue: usize) -> bool {
        let reports = |before: &usize| self.turn.scope(*before) == Some(Scope::Report);
        (clause.first_cue..cue).filter(reports).any(|report| {
            let first = self.turn.cues[report].first;
            let passive = self.turn.is(first, Class::Be) || first > 0 && self.turn.is(first - 1, Class::Be);
            passive || self.named_subject(clause, report) != Some(Person::Client)
        })
    }

    /// Is the cue told of a time gone by: "I used to want", "years ago it helped"?
    fn is_bygone(&self, clause: &Clause, cue: usize) -> bool {
        let told = |past: usize| past < cue || self.turn.cues[cue].form.has(Form::PAST);
        self.turn.voice == Voice::Client && self.has_scope(clause, Scope::Past).is_some_and(told)
    }

    /// The first cue of a clause with a scope.
    fn has_scope(&self, clause: &Clause, wanted: Scope) -> Option<usize> {
        (clause.first_cue..clause.end_cue).find(|&cue| self.turn.scope(cue) == Some(wanted))
    }

    /// The product of the negations in a range of cues, each noted as a reason that reaches to a token.
    fn negations(&mut self, cues: Range<usize>, reach: u32) -> i8 {
        let mut sign = 1;
        for cue in cues {
            if self.turn.scope(cue) == Some(Scope::Negation) {
                sign = -sign;
                self.reason(Role::Negation, cue, -1, reach);
            }
        }
        sign
    }

    fn reason(&mut self, role: Role, cue: usize, factor: i8, reach: u32) {
        let cue = self.turn.cues[cue];
        self.findings.reasons.push(RawReason { role, entry: cue.entry, first: cue.first, end: cue.end, factor, reach });
    }

    /// Notes that a cue's direction comes from elsewhere.
    fn inherited(&mut self, cue: usize, value: i8, reach: u32) {
        let Cue { first, end, .. } = self.turn.cues[cue];
        self.findings.reasons.push(RawReason { role: Role::Inherited, entry: NO_ENTRY, first, end, factor: value, reach });
    }

    /// Hedges and boosters of the clause up to a cue, or right behind it.
    fn strength(&mut self, clause: &Clause, cue: usize, base: Strength) -> Strength {
        let mut shift = 0i32;
        for other in clause.first_cue..clause.end_cue.min(cue + 3) {
            let step = match self.turn.scope(other) {
                Some(Scope::Hedge) => -1,
                Some(Scope::Booster) => 1,
                _ => continue,
            };
            shift += step;
            let role = if step > 0 { Role::Booster } else { Role::Hedge };
            self.reason(role, other, 0, clause.end);
        }
        match shift.signum() {
            1 => base.raised(),
            -1 => base.lowered(),
            _ => base,
        }
    }

    /// Finishes a finding whose reasons stand from `draft.first_reason` on.
    fn emit(&mut self, clause: &Clause, draft: Draft) {
        let reasons = &mut self.findings.reasons[draft.first_reason..];
        reasons.sort_by_key(|reason| (reason.first, reason.end));
        let Some(first) = reasons.iter().map(|reason| reason.first).min() else { return };
        let end = reasons.iter().map(|reason| reason.end).max().unwrap_or(first + 1);
        self.findings.list.push(RawFinding {
            code: draft.code,
            sign: draft.sign,
            strength: draft.strength,
            footing: draft.footing,
            conditional: draft.conditional,
            source: Source::Own,
            weight: 0.0,
            utterance: clause.utterance,
            entry: draft.entry,
            first_reason: draft.first_reason as u32,
            end_reason: self.findings.reasons.len() as u32,
            first,
            end,
        });
    }

    /// Takes back the reasons noted since a mark.
    fn forget(&mut self, mark: usize) {
        self.findings.reasons.truncate(mark);
    }

    /// Content words that are in no cue, between two tokens.
    fn content_between(&self, from: u32, to: u32) -> u32 {
        self.ground.content_between(from, to)
    }

    fn meaning(&self, cue: usize) -> Meaning {
        self.turn.meaning(cue)
    }
}
