//! Tables of words for answers: how persons turn round, what may not be mirrored, what behaviours are called. Data of kind `wording`.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use serde::{Deserialize, Serialize};
use toml::de::{DeTable, DeValue};

use super::fast_hash::FastHash;
use super::fields::{Fields, as_string, string_list};
use super::problem::{Problems, suggestion};

/// The lists that the engine asks for, and what each is for.
pub(crate) const LISTS: &[&str] = &[
    "first-person",
    "together",
    "counsellor",
    "to-counsellor",
    "lead",
    "trail",
    "subject",
    "subject-and-verb",
    "nominative",
    "licence",
    "finite",
    "adverb",
    "determiner",
    "conjunction",
    "negative",
    "dangling",
    "never-last",
    "ending",
    "before-like",
    "comparing",
    "turning",
    "pointing",
    "to-come",
    "when",
    "feeler",
    "inquiry",
    "awaiting",
    "object-clause",
    "copula",
    "infinitive-mark",
    "purpose",
    "unreal",
    "awaited",
    "halving",
    "joint",
    "embedding",
    "preposition",
    "mirrored-yet",
    "weighty",
    "never-mirrored",
    "wanting",
    "modal",
    "after-number",
    "number-joint",
    "before-scale",
    "pressure",
    "verbs",
];

/// The tables that it asks for.
pub(crate) const TABLES: &[&str] =
    &["spelling", "left-out", "person", "agreement", "frame", "doing", "change", "number", "state", "notice"];

/// Lists and tables by name, in lower case.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Wording {
    lists: BTreeMap<String, HashSet<Box<str>, FastHash>>,
    tables: BTreeMap<String, HashMap<Box<str>, Box<str>, FastHash>>,
}

impl Wording {
    pub(crate) fn read(tables: Vec<(&DeTable<'_>, Range<usize>)>, problems: &mut Problems) -> Wording {
        let mut wording = Wording::default();
        for (table, span) in tables {
            let mut fields = Fields::new(table, None, span);
            let id = fields.string("id", problems);
            fields.string("note", problems);
            let words = fields.get("words");
            let names: Vec<&str> = LISTS.iter().chain(TABLES).copied().collect();
            match (&id, words) {
                (None, _) => {
                    problems.add(&fields.span().clone(), "the entry has no id", "add id = \"…\"".to_owned());
                }
                (Some(id), _) if !names.contains(&id.text.as_str()) => {
                    problems.add(&id.span, "unknown wording", suggestion(&id.text, &names));
                }
                (Some(id), Some(words)) => match words.get_ref() {
                    DeValue::Table(pairs) if TABLES.contains(&id.text.as_str()) => {
                        for (key, value) in pairs.iter() {
                            match as_string(value) {
                                Some(to) => {
                                    let table = wording.tables.entry(id.text.clone()).or_default();
                                    table.insert(key.get_ref().to_lowercase().into(), to.text.into());
                                }
                                None => {
                                    problems.add(&value.span(), "each value of the table must be a string", None);
                                }
                            }
                        }
                    }
                    DeValue::Array(_) if LISTS.contains(&id.text.as_str()) => {
                        let list = wording.lists.entry(id.text.clone()).or_default();
                        list.extend(string_list("words", words, problems).into_iter().map(|word| Box::from(word.text.to_lowercase())));
                    }
                    _ if TABLES.contains(&id.text.as_str()) => {
                        problems.add(
                            &words.span(),
                            "this wording is a table",
                            "write [entry.words] and pairs like \"i\" = \"you\"".to_owned(),
                        );
                    }
                    _ => {
                        problems.add(&words.span(), "this wording is a list", "write words = [\"…\"]".to_owned());
                    }
                },
                (Some(_), None) => {
                    problems.add(
                        &fields.span().clone(),
                        "the entry has no words",
                        "add words = [\"…\"], or [entry.words] and pairs".to_owned(),
                    );
                }
            }
            fields.finish("an entry of kind wording", problems);
        }
        wording
    }

    /// Adds another file's words to these; pairs of the later file win.
    pub(crate) fn extend(&mut self, other: &Wording) {
        for (name, words) in &other.lists {
            self.lists.entry(name.clone()).or_default().extend(words.iter().cloned());
        }
        for (name, pairs) in &other.tables {
            self.tables.entry(name.clone()).or_default().extend(pairs.iter().map(|(from, to)| (from.clone(), to.clone())));
        }
    }

    /// Is a word, or a saying of several, in a list?
    pub(crate) fn holds(&self, list: &str, word: &str) -> bool {
        self.lists.get(list).is_some_and(|words| words.contains(word))
    }

    /// All of a list, in no order.
    pub(crate) fn list(&self, list: &str) -> impl Iterator<Item = &str> {
        self.lists.get(list).into_iter().flatten().map(|word| &**word)
    }

    /// What a table has for a word.
    pub(crate) fn look_up(&self, table: &str, word: &str) -> Option<&str> {
        self.tables.get(table).and_then(|pairs| pairs.get(word)).map(|to| &**to)
    }
}
