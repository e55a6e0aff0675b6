//! Entries of the kinds `response` and `policy`: what may be said back, and when.

use serde::{Deserialize, Serialize};

use super::fields::{Fields, Located};
use super::problem::{Problems, suggestion};
use super::template::Template;
use crate::code::{Code, ResponseForm, ResponseKind, Strength, Talk, Valence};

/// Where a turn and its session stand. A condition of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum State {
    Ambivalent,
    Equipoise,
    Mobilising,
    NoChangeYet,
    ChangeBefore,
    ReadinessRising,
    Discord,
    Question,
    Early,
    Late,
    SummaryDue,
    KnownBehaviour,
    Ruler,
    RulerBottom,
    RulerTop,
    RulerImportance,
    RulerConfidence,
    RulerReadiness,
    MissingDesire,
    MissingAbility,
    MissingReason,
    MissingNeed,
    MissingCommitment,
    AskedOpen,
    Short,
    Backchannel,
    Unfinished,
    Feeling,
    Brief,
    Unsure,
    AsksBack,
    InFlow,
}

/// All states by their names in files.
pub(crate) const STATES: &[(&str, State)] = &[
    ("ambivalent", State::Ambivalent),
    ("equipoise", State::Equipoise),
    ("mobilising", State::Mobilising),
    ("no_change_yet", State::NoChangeYet),
    ("change_before", State::ChangeBefore),
    ("readiness_rising", State::ReadinessRising),
    ("discord", State::Discord),
    ("question", State::Question),
    ("early", State::Early),
    ("late", State::Late),
    ("summary_due", State::SummaryDue),
    ("known_behaviour", State::KnownBehaviour),
    ("ruler", State::Ruler),
    ("ruler_bottom", State::RulerBottom),
    ("ruler_top", State::RulerTop),
    ("ruler_importance", State::RulerImportance),
    ("ruler_confidence", State::RulerConfidence),
    ("ruler_readiness", State::RulerReadiness),
    ("missing_desire", State::MissingDesire),
    ("missing_ability", State::MissingAbility),
    ("missing_reason", State::MissingReason),
    ("missing_need", State::MissingNeed),
    ("missing_commitment", State::MissingCommitment),
    ("asked_open", State::AskedOpen),
    ("short", State::Short),
    ("backchannel", State::Backchannel),
    ("unfinished", State::Unfinished),
    ("feeling", State::Feeling),
    ("brief", State::Brief),
    ("unsure", State::Unsure),
    ("asks_back", State::AsksBack),
    ("in_flow", State::InFlow),
];

/// A set of states, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct States(u32);

impl States {
    pub(crate) fn add(&mut self, state: State) {
        self.0 |= 1 << state as u32;
    }

    pub(crate) fn without(self, state: State) -> States {
        States(self.0 & !(1 << state as u32))
    }

    pub(crate) fn has(self, state: State) -> bool {
        self.0 & (1 << state as u32) != 0
    }

    pub(crate) fn holds_all(self, other: States) -> bool {
        self.0 & other.0 == other.0
    }

    pub(crate) fn holds_any(self, other: States) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// Their names in files.
    pub(crate) fn names(self) -> impl Iterator<Item = &'static str> {
        STATES.iter().filter(move |(_, state)| self.has(*state)).map(|(name, _)| *name)
    }
}

/// When an answer or a policy fits. Everything given must hold; of a list, one of it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Conditions {
    pub(crate) talk: Option<Talk>,
    pub(crate) code: Vec<Code>,
    pub(crate) valence: Option<Valence>,
    pub(crate) strength: Option<Strength>,
    /// Names of entries; `*` at the end stands for any rest.
    pub(crate) entry: Vec<Located>,
    pub(crate) theme: Vec<Located>,
    pub(crate) behaviour: Vec<Located>,
    pub(crate) state: States,
    pub(crate) unless: States,
    /// The same as numbers, filled in by compiling.
    pub(crate) entries: Vec<u32>,
    pub(crate) themes: Vec<u32>,
    pub(crate) behaviours: Vec<u16>,
}

impl Conditions {
    /// Do they hold for whatever is of some code, whatever it is about?
    pub(crate) fn is_general(&self) -> bool {
        !self.code.is_empty() && self.entry.is_empty() && self.theme.is_empty()
    }

    /// Do they ask for a finding?
    pub(crate) fn ask_finding(&self) -> bool {
        !self.code.is_empty() || !self.entry.is_empty() || self.valence.is_some() || self.strength.is_some()
    }
}

/// Answers of one purpose.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Response {
    pub(crate) gives: ResponseKind,
    pub(crate) form: Option<ResponseForm>,
    pub(crate) when: Conditions,
    pub(crate) texts: Vec<(Located, Template)>,
}

/// What is offered first in a situation, and why.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Policy {
    pub(crate) when: Conditions,
    /// In order of preference. Empty: one listens.
    pub(crate) kinds: Vec<ResponseKind>,
    pub(crate) because: String,
}

/// What an entry says back, if it is of such a kind.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Said {
    Response(Response),
    Policy(Policy),
}

pub(crate) const CONDITION_KEYS: [&str; 9] = ["talk", "code", "valence", "strength", "finding", "theme", "behaviour", "state", "unless"];

/// Does a name fit a pattern of a condition?
pub(crate) fn fits(pattern: &str, name: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == pattern,
    }
}

pub(crate) fn read_response(fields: &mut Fields<'_>, problems: &mut Problems) -> Option<Said> {
    let when = read_conditions(fields, problems);
    let kinds: Vec<(&str, ResponseKind)> = ResponseKind::ALL.iter().map(|&kind| (kind.name(), kind)).collect();
    let forms: Vec<(&str, Option<ResponseForm>)> = ResponseForm::ALL.iter().map(|&form| (form.name(), Some(form))).collect();
    let gives = fields.choice("gives", &kinds, ResponseKind::OpenQuestion, problems);
    let form = fields.choice("form", &forms, None, problems);
    if fields.get("gives").is_none() {
        problems.add(
            &fields.span().clone(),
            "the entry does not say what it gives",
            "add gives = \"…\", here or above the first entry".to_owned(),
        );
    }
    let texts = fields.strings("texts", problems);
    if texts.is_empty() {
        problems.add(&fields.span().clone(), "the entry has no text", "add texts = [\"…\"]".to_owned());
    }
    let mut templates = Vec::with_capacity(texts.len());
    for text in texts {
        match Template::parse(&text.text) {
            Ok(template) => templates.push((text, template)),
            Err((at, message, help)) => {
                let start = (text.span.start + 1 + at).min(text.span.end);
                problems.add(&(start..text.span.end), message, help);
            }
        }
    }
    Some(Said::Response(Response { gives, form, when, texts: templates }))
}

pub(crate) fn read_policy(fields: &mut Fields<'_>, problems: &mut Problems) -> Option<Said> {
    let when = read_conditions(fields, problems);
    let kinds = fields.strings("kinds", problems);
    if fields.get("kinds").is_none() {
        problems.add(&fields.span().clone(), "the policy has no kinds", "add kinds = [\"…\"]; an empty list means to listen".to_owned());
    }
    let kinds = kinds.iter().filter_map(|kind| named(kind, ResponseKind::ALL, ResponseKind::name, "kind of answer", problems)).collect();
    let because = fields.string("because", problems).map(|because| because.text).unwrap_or_default();
    if because.is_empty() {
        problems.add(&fields.span().clone(), "the policy gives no reason", "add because = \"…\"".to_owned());
    }
    Some(Said::Policy(Policy { when, kinds, because }))
}

fn read_conditions(fields: &mut Fields<'_>, problems: &mut Problems) -> Conditions {
    let talks: Vec<(&str, Option<Talk>)> = Talk::ALL.iter().map(|&talk| (talk.name(), Some(talk))).collect();
    let strengths = [("low", Some(Strength::Low)), ("medium", Some(Strength::Medium)), ("high", Some(Strength::High))];
    Conditions {
        talk: fields.choice("talk", &talks, None, problems),
        code: one_or_more("code", fields, problems)
            .iter()
            .filter_map(|code| named(code, &Code::ALL, Code::name, "code", problems))
            .collect(),
        valence: fields.choice("valence", &[("+", Some(Valence::Change)), ("-", Some(Valence::Sustain))], None, problems),
        strength: fields.choice("strength", &strengths, None, problems),
        entry: one_or_more("finding", fields, problems),
        theme: one_or_more("theme", fields, problems),
        behaviour: one_or_more("behaviour", fields, problems),
        state: states("state", fields, problems),
        unless: states("unless", fields, problems),
        entries: Vec::new(),
        themes: Vec::new(),
        behaviours: Vec::new(),
    }
}

/// A list of strings, or one string for a list of one.
fn one_or_more(key: &'static str, fields: &mut Fields<'_>, problems: &mut Problems) -> Vec<Located> {
    match fields.get(key).and_then(super::fields::as_string) {
        Some(one) => vec![one],
        None => fields.strings(key, problems),
    }
}

fn states(key: &'static str, fields: &mut Fields<'_>, problems: &mut Problems) -> States {
    let mut states = States::default();
    for name in one_or_more(key, fields, problems) {
        match STATES.iter().find(|(known, _)| *known == name.text) {
            Some((_, state)) => states.add(*state),
            None => {
                let names: Vec<&str> = STATES.iter().map(|(name, _)| *name).collect();
                problems.add(&name.span, "unknown state", suggestion(&name.text, &names));
            }
        }
    }
    states
}

fn named<T: Copy>(found: &Located, all: &[T], name: fn(T) -> &'static str, what: &str, problems: &mut Problems) -> Option<T> {
    let value = all.iter().copied().find(|value| name(*value) == found.text);
    if value.is_none() {
        let names: Vec<&str> = all.iter().map(|value| name(*value)).collect();
        problems.add(&found.span, format!("unknown {what}"), suggestion(&found.text, &names));
    }
    value
}
