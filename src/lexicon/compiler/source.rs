//! One lexicon file, read and checked by itself.

use std::ops::Range;
use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use super::examples::{self, ASKS, Example, LEVELS, manners};
use super::fields::{Fields, Located, as_string};
use super::inflect::Inflections;
use super::meaning::{Asks, Effect, Holder, Meaning, Negated, Object, Person, Polarity, Position, Scope, Sign};
use super::phrase;
use super::problem::{Problem, Problems, position, suggestion};
use super::response::{CONDITION_KEYS, Said, read_policy, read_response};
use super::word_lists::WORD_LISTS;
use super::wording::Wording;
use crate::code::{Code, Family, Level, Manner, Mentioned, Risk, Scale, Strength};

/// A file's content.
#[derive(Clone, Debug)]
pub(crate) struct SourceFile {
    pub(crate) name: String,
    pub(crate) text: Arc<str>,
    /// Full ids of entries that this file switches off.
    pub(crate) disable: Vec<Located>,
    pub(crate) content: Content,
}

#[derive(Clone, Debug)]
pub(crate) enum Content {
    Entries(Vec<SourceEntry>),
    Contractions {
        homographs: Vec<String>,
        expansions: Vec<(Located, Located)>,
    },
    Inflections(Inflections),
    Sets(Vec<(Located, Vec<Located>)>),
    Wording(Wording),
    Weights(Vec<(Located, f64)>),
    /// Only switches entries off.
    Nothing,
}

/// An entry as the file has it.
#[derive(Clone, Debug)]
pub(crate) struct SourceEntry {
    /// `FILE.ID`.
    pub(crate) name: String,
    pub(crate) span: Range<usize>,
    pub(crate) meaning: Meaning,
    pub(crate) behaviour: Option<String>,
    pub(crate) company: Vec<Located>,
    pub(crate) inflect: Option<Located>,
    pub(crate) phrases: Vec<Located>,
    pub(crate) forms: Vec<Located>,
    /// The words of a list, where the entry is one.
    pub(crate) words: Vec<Located>,
    pub(crate) replaces: Option<Located>,
    pub(crate) filler: Filler,
    /// What a theme is called in an answer.
    pub(crate) says: Option<Located>,
    /// What is said back.
    pub(crate) said: Option<Said>,
    pub(crate) examples: Vec<Example>,
}

/// When a filler is none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filler {
    pub(crate) unless_before: Vec<Located>,
    pub(crate) unless_after: Vec<Located>,
    pub(crate) between_breaks: bool,
}

const SIGNS: &[(&str, Option<Sign>)] = &[("+", Some(Sign::Plus)), ("-", Some(Sign::Minus)), ("=", None)];
const STRENGTHS: &[(&str, Strength)] = &[("low", Strength::Low), ("medium", Strength::Medium), ("high", Strength::High)];
const NEGATED: &[(&str, Negated)] = &[("flip", Negated::Flip), ("drop", Negated::Drop), ("keep", Negated::Keep)];
const HOLDERS: &[(&str, Holder)] = &[("self", Holder::Client), ("any", Holder::Anyone), ("other", Holder::Others)];
const RISKS: &[(&str, Risk)] = &[
    ("suicide", Risk::Suicide),
    ("self_harm", Risk::SelfHarm),
    ("harm_to_others", Risk::HarmToOthers),
    ("harmed_by_others", Risk::HarmedByOthers),
    ("medical", Risk::Medical),
];
const KINDS: &[&str] = &[
    "stance",
    "direction",
    "operator",
    "idiom",
    "scope",
    "reply",
    "prompt",
    "hint",
    "discord",
    "theme",
    "ruler",
    "counsellor",
    "safety",
    "safety_question",
    "response",
    "policy",
    "redaction",
    "filler",
    "contraction",
    "inflection",
    "set",
    "wording",
    "weights",
];

impl SourceFile {
    /// Reads one file. All its problems are reported together.
    pub(crate) fn parse(name: &str, text: &str) -> Result<SourceFile, Vec<Problem>> {
        let text: Arc<str> = Arc::from(text);
        let mut problems = Problems::new(name, &text);
        let (root, errors) = DeTable::parse_recoverable(&text);
        for error in errors {
            let span = error.span().unwrap_or(0..0);
            problems.add(&span, error.message().to_owned(), "the file must be valid TOML".to_owned());
        }
        let content = read_content(name, root.get_ref(), root.span(), &mut problems);
        let list = problems.into_list();
        match content {
            Some((content, disable)) if list.is_empty() => {
                Ok(SourceFile { name: name.to_owned(), text: Arc::clone(&text), disable, content })
            }
            _ => Err(list),
        }
    }

    pub(crate) fn entries(&self) -> &[SourceEntry] {
        match &self.content {
            Content::Entries(entries) => entries,
            _ => &[],
        }
    }

    /// The line, from 1, on which an entry stands.
    pub(crate) fn line(&self, span: &Range<usize>) -> usize {
        position(&self.text, span.start).0
    }
}

/// The name without folders and ending: what full ids begin with.
pub(crate) fn stem(name: &str) -> &str {
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
    base.strip_suffix(".toml").unwrap_or(base)
}

fn read_content(name: &str, root: &DeTable<'_>, span: Range<usize>, problems: &mut Problems) -> Option<(Content, Vec<Located>)> {
    let top = span.start..span.start;
    let mut file = Fields::new(root, None, top.clone());
    let disable = file.strings("disable", problems);
    let kind = match file.string("kind", problems) {
        Some(kind) => kind,
        None if !disable.is_empty() && root.len() == 1 => return Some((Content::Nothing, disable)),
        None => {
            problems.add(&top, "the file has no kind", format!("begin it with kind = \"…\": one of {}", KINDS.join(", ")));
            return None;
        }
    };
    if !KINDS.contains(&kind.text.as_str()) {
        problems.add(&kind.span, "unknown kind", suggestion(&kind.text, KINDS));
        return None;
    }
    if kind.text == "weights" {
        return Some((read_weights(root, problems), disable));
    }
    let tables = file.tables("entry", problems);
    if tables.is_empty() {
        problems.add(&top, "the file has no entry", "add [[entry]] with an id".to_owned());
    }
    let content = match kind.text.as_str() {
        "contraction" => read_contractions(file, tables, problems),
        "inflection" => {
            file.finish("a file of inflections", problems);
            Content::Inflections(Inflections::read(tables, problems))
        }
        "wording" => {
            file.finish("a file of wording", problems);
            Content::Wording(Wording::read(tables, problems))
        }
        "set" => {
            file.finish("a file of sets", problems);
            read_sets(tables, problems)
        }
        kind => {
            let mut entries: Vec<SourceEntry> = Vec::with_capacity(tables.len());
            for (table, span) in tables {
                // Of an array-of-tables entry the parser gives the place of its header.
                let mut fields = Fields::new(table, Some(root), span);
                let entry = read_entry(kind, stem(name), &mut fields, problems);
                fields.finish(&format!("an entry of kind {kind}"), problems);
                let Some(entry) = entry else { continue };
                if let Some(first) = entries.iter().find(|first| first.name == entry.name) {
                    let help = "ids are unique in a file".to_owned();
                    let line = position(problems.source(), first.span.start).0;
                    problems.add(&entry.span, format!("the id of `{}` is given twice", entry.name), help).also =
                        Some((name.to_owned(), line, "first here:".to_owned()));
                    continue;
                }
                entries.push(entry);
            }
            check_defaults(kind, root, problems);
            Content::Entries(entries)
        }
    };
    Some((content, disable))
}

/// Keys above the first entry must be keys that entries know.
fn check_defaults(kind: &str, root: &DeTable<'_>, problems: &mut Problems) {
    let mut probe = Fields::new(root, None, 0..0);
    for key in ["kind", "entry", "disable"] {
        probe.get(key);
    }
    for key in entry_keys(kind) {
        probe.get(key);
    }
    probe.finish(&format!("a file of kind {kind}"), problems);
}

fn entry_keys(kind: &str) -> Vec<&'static str> {
    if matches!(kind, "response" | "policy") {
        let mut keys = vec!["note"];
        keys.extend(CONDITION_KEYS);
        keys.extend(if kind == "response" { &["gives", "form"][..] } else { &["kinds"] });
        return keys;
    }
    if kind == "redaction" {
        return vec!["note", "list"];
    }
    let mut keys = vec!["note", "inflect", "company"];
    keys.extend(match kind {
        "stance" => &["code", "valence", "alone", "negated", "strength", "object", "subject", "behaviour", "balance"][..],
        "idiom" => &["code", "valence", "negated", "strength", "subject", "behaviour", "balance"],
        "direction" => &["behaviour", "toward", "weak"],
        "operator" => &["effect", "alone", "position"],
        "scope" => &["role", "subject"],
        "reply" => &["polarity", "strength"],
        "prompt" => &["asks"],
        "safety" => &["risk", "level", "whoever"],
        "safety_question" => &["risk", "alarming"],
        "ruler" => &["scale"],
        "counsellor" => &["manner"],
        "theme" => &["family", "says", "negated", "subject", "counts_as"],
        _ => &[],
    });
    keys
}

fn read_entry(kind: &str, stem: &str, fields: &mut Fields<'_>, problems: &mut Problems) -> Option<SourceEntry> {
    let id = fields.string("id", problems);
    let behaviour = if matches!(kind, "direction" | "stance" | "idiom") { fields.string("behaviour", problems) } else { None };
    if kind == "direction" && behaviour.is_none() {
        problems.add(
            &fields.span().clone(),
            "a direction needs its behaviour",
            "such as behaviour = \"alcohol\", at the entry or above the first one".to_owned(),
        );
    }
    let meaning = read_meaning(kind, fields, problems);
    fields.string("note", problems);
    let filler = if kind == "filler" {
        Filler {
            unless_before: fields.strings("unless_before", problems),
            unless_after: fields.strings("unless_after", problems),
            between_breaks: fields.boolean("between_breaks", false, problems),
        }
    } else {
        Filler::default()
    };
    let says = if kind == "theme" { fields.string("says", problems) } else { None };
    if kind == "theme" && says.is_none() {
        let help = "add says = \"…\": its words in an answer, such as \"your family\"".to_owned();
        problems.add(&fields.span().clone(), "the theme does not say what it is called", help);
    }
    let said = match kind {
        "response" => read_response(fields, problems),
        "policy" => read_policy(fields, problems),
        _ => None,
    };
    let listed = if kind == "redaction" { fields.strings("words", problems) } else { Vec::new() };
    if kind == "redaction" && listed.is_empty() {
        problems.add(&fields.span().clone(), "the list has no words", "add words = [\"…\"]".to_owned());
    }
    let silent = said.is_some() || kind == "redaction";
    // What is said back, and what is taken out, has no phrases to be found.
    let mut words = |key| if silent { Vec::new() } else { fields.strings(key, problems) };
    let (company, phrases, forms) = (words("company"), words("phrases"), words("forms"));
    let inflect = if silent { None } else { fields.string("inflect", problems) };
    let entry = SourceEntry {
        says,
        said,
        name: format!("{stem}.{}", id.as_ref().map_or("", |id| id.text.as_str())),
        span: id.as_ref().map_or_else(|| fields.span().clone(), |id| id.span.clone()),
        meaning,
        behaviour: behaviour.map(|behaviour| behaviour.text),
        company,
        inflect,
        phrases,
        forms,
        words: listed,
        replaces: fields.string("replaces", problems),
        filler,
        examples: if kind == "redaction" { examples::read_redactions(fields, problems) } else { examples::read(fields, problems) },
    };
    match &id {
        None => {
            problems.add(&fields.span().clone(), "the entry has no id", "add id = \"…\"".to_owned());
            return None;
        }
        Some(id) if !is_id(&id.text) => {
            problems.add(&id.span, "an id is made of lower-case letters, digits and hyphens", format!("such as \"{}\"", as_id(&id.text)));
        }
        Some(_) => {}
    }
    for phrase in entry.phrases.iter().chain(&entry.forms) {
        if let Err((at, message)) = phrase::parse(&phrase.text) {
            // The quote before the phrase is one byte.
            let start = (phrase.span.start + 1 + at).min(phrase.span.end);
            problems.add(&(start..phrase.span.end), message, "see the notation of phrases in lexicons/README.md".to_owned());
        }
    }
    if entry.phrases.is_empty() && entry.forms.is_empty() && !silent {
        problems.add(&entry.span, "the entry has no phrase", "add phrases = [\"…\"]".to_owned());
    }
    Some(entry)
}

fn is_id(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_')
}

fn as_id(text: &str) -> String {
    let id: String = text.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    if id.is_empty() { "want".to_owned() } else { id }
}

fn read_meaning(kind: &str, fields: &mut Fields<'_>, problems: &mut Problems) -> Meaning {
    let codes: Vec<(&str, Code)> = Code::ALL.iter().map(|&code| (code.name(), code)).collect();
    match kind {
        "stance" => {
            let code = fields.choice("code", &codes, Code::Other, problems);
            require("code", fields, problems);
            let object = if code == Code::Reason { Object::Either } else { Object::After };
            let object = fields.choice(
                "object",
                &[("after", Object::After), ("before", Object::Before), ("either", Object::Either)],
                object,
                problems,
            );
            let holder = if code == Code::Reason && object != Object::After { Holder::Anyone } else { Holder::Client };
            Meaning::Stance {
                code,
                valence: fields.choice("valence", &[("+", Sign::Plus), ("-", Sign::Minus)], Sign::Plus, problems),
                alone: fields.choice("alone", SIGNS, None, problems),
                negated: fields.choice("negated", NEGATED, Negated::Flip, problems),
                strength: fields.choice("strength", STRENGTHS, Strength::Medium, problems),
                object,
                holder: fields.choice("subject", HOLDERS, holder, problems),
                balance: read_balance(code, fields, problems),
            }
        }
        "idiom" => {
            require("valence", fields, problems);
            let code = fields.choice("code", &codes, Code::Other, problems);
            Meaning::Idiom {
                code,
                valence: fields.choice("valence", SIGNS, None, problems),
                negated: fields.choice("negated", NEGATED, Negated::Flip, problems),
                strength: fields.choice("strength", STRENGTHS, Strength::Medium, problems),
                holder: fields.choice("subject", HOLDERS, Holder::Client, problems),
                balance: read_balance(code, fields, problems),
            }
        }
        "direction" => {
            require("toward", fields, problems);
            Meaning::Direction {
                toward_change: fields.choice("toward", &[("change", true), ("status_quo", false)], true, problems),
                weak: fields.boolean("weak", false, problems),
            }
        }
        "operator" => {
            require("effect", fields, problems);
            let effects = [("reverse", Effect::Reverse), ("hold", Effect::Hold), ("act", Effect::Act)];
            let positions = [("before", Position::Before), ("after", Position::After), ("either", Position::Either)];
            Meaning::Operator {
                effect: fields.choice("effect", &effects, Effect::Act, problems),
                alone: fields.choice("alone", SIGNS, None, problems),
                position: fields.choice("position", &positions, Position::Before, problems),
            }
        }
        "scope" => {
            require("role", fields, problems);
            Meaning::Scope(read_scope(fields, problems))
        }
        "reply" => {
            require("polarity", fields, problems);
            let polarities =
                [("yes", Polarity::Yes), ("no", Polarity::No), ("unsure", Polarity::Unsure), ("backchannel", Polarity::Backchannel)];
            Meaning::Reply {
                polarity: fields.choice("polarity", &polarities, Polarity::Backchannel, problems),
                strength: fields.choice("strength", STRENGTHS, Strength::Medium, problems),
            }
        }
        "prompt" => {
            require("asks", fields, problems);
            Meaning::Prompt(fields.choice("asks", ASKS, Asks::Facts, problems))
        }
        "hint" => Meaning::Hint,
        "discord" => Meaning::Discord,
        "ruler" => {
            require("scale", fields, problems);
            let scales: Vec<(&str, Scale)> = Scale::ALL.iter().map(|&scale| (scale.name(), scale)).collect();
            Meaning::Ruler(fields.choice("scale", &scales, Scale::Unnamed, problems))
        }
        "counsellor" => {
            require("manner", fields, problems);
            Meaning::Counsellor(fields.choice("manner", &manners(), Manner::Other, problems))
        }
        "response" => Meaning::Response,
        "policy" => Meaning::Policy,
        "redaction" => {
            require("list", fields, problems);
            Meaning::Redaction(fields.choice("list", WORD_LISTS, WORD_LISTS[0].1, problems))
        }
        "theme" => {
            require("family", fields, problems);
            let families: Vec<(&str, Family)> = Family::ALL.iter().map(|&family| (family.name(), family)).collect();
            let family = fields.choice("family", &families, Family::Feeling, problems);
            let listed = match family {
                Family::Barrier => Some(Mentioned::Barrier),
                Family::Value => Some(Mentioned::Value),
                Family::Movement | Family::Feeling | Family::Experience => None,
            };
            let kinds: Vec<(&str, Option<Mentioned>)> = Mentioned::ALL.iter().map(|&kind| (kind.name(), Some(kind))).collect();
            Meaning::Theme {
                family,
                mentioned: fields.choice("counts_as", &kinds, listed, problems),
                firm: fields.choice("negated", &[("drop", false), ("keep", true)], false, problems),
                anyone: fields.choice("subject", &[("self", false), ("any", true)], false, problems),
            }
        }
        "safety" => {
            require("risk", fields, problems);
            let named = RISKS.iter().map(|&(name, risk)| (name, Some(risk)));
            let risks: Vec<(&str, Option<Risk>)> = named.chain([("none", None)]).collect();
            let risk = fields.choice("risk", &risks, None, problems);
            let level = fields.choice("level", LEVELS, Level::Present, problems);
            let anyone = fields.boolean("whoever", false, problems);
            Meaning::Safety(risk.map(|risk| (risk, level, anyone)))
        }
        "safety_question" => {
            require("risk", fields, problems);
            Meaning::SafetyQuestion {
                risk: fields.choice("risk", RISKS, Risk::Suicide, problems),
                alarming: fields.choice("alarming", &[("yes", Polarity::Yes), ("no", Polarity::No)], Polarity::Yes, problems),
            }
        }
        _ => Meaning::Filler,
    }
}

/// Reasons are what a decisional balance is made of; other codes only where the file says so.
fn read_balance(code: Code, fields: &mut Fields<'_>, problems: &mut Problems) -> bool {
    fields.boolean("balance", code == Code::Reason, problems)
}

fn read_scope(fields: &mut Fields<'_>, problems: &mut Problems) -> Scope {
    let roles = [
        ("negation", Scope::Negation),
        ("pseudo_negation", Scope::PseudoNegation),
        ("hedge", Scope::Hedge),
        ("booster", Scope::Booster),
        ("contrast", Scope::Contrast),
        ("cause", Scope::Cause),
        ("result", Scope::Result),
        ("coordination", Scope::Coordination),
        ("relative", Scope::Relative),
        ("condition", Scope::Condition),
        ("condition_negative", Scope::ConditionNegative),
        ("report", Scope::Report),
        ("person", Scope::Person(Person::Other)),
        ("recent", Scope::Recent),
        ("past", Scope::Past),
        ("future", Scope::Future),
        ("habit", Scope::Habit),
        ("question", Scope::Question),
        ("tag", Scope::QuestionTag),
    ];
    let persons = [
        ("self", Person::Client),
        ("other", Person::Other),
        ("generic", Person::Generic),
        ("it", Person::It),
        ("counsellor", Person::Counsellor),
    ];
    match fields.choice("role", &roles, Scope::Hedge, problems) {
        Scope::Person(_) => {
            require("subject", fields, problems);
            Scope::Person(fields.choice("subject", &persons, Person::Other, problems))
        }
        role => role,
    }
}

fn require(key: &'static str, fields: &mut Fields<'_>, problems: &mut Problems) {
    if fields.get(key).is_none() {
        problems.add(
            &fields.span().clone(),
            format!("the entry has no {key}"),
            format!("add {key} = \"…\", here or above the first entry"),
        );
    }
}

fn read_contractions(mut file: Fields<'_>, tables: Vec<(&DeTable<'_>, Range<usize>)>, problems: &mut Problems) -> Content {
    let homographs = file.strings("homographs", problems).into_iter().map(|word| word.text).collect();
    file.finish("a file of contractions", problems);
    let mut expansions = Vec::new();
    for (table, span) in tables {
        let mut fields = Fields::new(table, None, span);
        fields.string("id", problems);
        fields.string("note", problems);
        match fields.get("words").map(|words| (words.get_ref(), words.span())) {
            Some((DeValue::Table(words), _)) => {
                for (key, value) in words.iter() {
                    match as_string(value) {
                        Some(expansion) => {
                            expansions.push((Located { text: key.get_ref().to_string(), span: key.span() }, expansion));
                        }
                        None => {
                            problems.add(&value.span(), "an expansion must be a string", None);
                        }
                    }
                }
            }
            Some((_, span)) => {
                problems.add(&span, "`words` must be a table", "write [entry.words] and pairs like \"don't\" = \"do not\"".to_owned());
            }
            None => {
                problems.add(
                    &fields.span().clone(),
                    "the entry has no words",
                    "write [entry.words] and pairs like \"don't\" = \"do not\"".to_owned(),
                );
            }
        }
        fields.finish("an entry of kind contraction", problems);
    }
    Content::Contractions { homographs, expansions }
}

fn read_sets(tables: Vec<(&DeTable<'_>, Range<usize>)>, problems: &mut Problems) -> Content {
    let mut sets = Vec::new();
    for (table, span) in tables {
        let mut fields = Fields::new(table, None, span.clone());
        let id = fields.string("id", problems);
        fields.string("note", problems);
        let words = fields.strings("words", problems);
        if words.is_empty() {
            problems.add(fields.span(), "the set has no words", "add words = [\"…\"]".to_owned());
        }
        fields.finish("a set", problems);
        match id {
            Some(id) => sets.push((id, words)),
            None => {
                problems.add(&span, "the set has no id", "add id = \"…\"".to_owned());
            }
        }
    }
    Content::Sets(sets)
}

fn read_weights(root: &DeTable<'_>, problems: &mut Problems) -> Content {
    let mut weights = Vec::new();
    for (section, value) in root.iter() {
        let name: &str = section.get_ref();
        if matches!(name, "kind" | "disable" | "note") {
            continue;
        }
        let DeValue::Table(table) = value.get_ref() else {
            problems.add(&value.span(), "a weight stands in a section", format!("write [{name}] and name = number below it"));
            continue;
        };
        for (key, value) in table.iter() {
            let number = match value.get_ref() {
                DeValue::Integer(number) => number.as_str().parse().ok(),
                DeValue::Float(number) => number.as_str().parse().ok(),
                _ => None,
            };
            match number.filter(|number: &f64| number.is_finite() && number.abs() <= 100.0) {
                Some(number) => weights.push((Located { text: format!("{name}.{}", key.get_ref()), span: key.span() }, number)),
                None => {
                    problems.add(&value.span(), "a weight must be a number between -100 and 100", None);
                }
            }
        }
    }
    Content::Weights(weights)
}
