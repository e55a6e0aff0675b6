//! Typed access to a TOML table that reports everything wrong with it.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::{Problems, nearest, suggestion};

/// A string of the file and where it stands. Compiled tables keep no more of it than that it was there.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Located {
    #[serde(skip)]
    pub(crate) text: String,
    #[serde(skip)]
    pub(crate) span: Range<usize>,
}

/// The keys of one entry over the file's defaults.
pub(crate) struct Fields<'a> {
    own: &'a DeTable<'a>,
    defaults: Option<&'a DeTable<'a>>,
    span: Range<usize>,
    known: BTreeSet<&'static str>,
}

impl<'a> Fields<'a> {
    pub(crate) fn new(own: &'a DeTable<'a>, defaults: Option<&'a DeTable<'a>>, span: Range<usize>) -> Fields<'a> {
        Fields { own, defaults, span, known: BTreeSet::new() }
    }

    /// Where the table stands.
    pub(crate) fn span(&self) -> &Range<usize> {
        &self.span
    }

    /// The value of `key`, which is known from now on.
    pub(crate) fn get(&mut self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.known.insert(key);
        self.own.get(key).or_else(|| self.defaults.and_then(|defaults| defaults.get(key)))
    }

    pub(crate) fn string(&mut self, key: &'static str, problems: &mut Problems) -> Option<Located> {
        let value = self.get(key)?;
        let located = as_string(value);
        if located.is_none() {
            problems.add(&value.span(), format!("`{key}` must be a string"), format!("write {key} = \"…\""));
        }
        located
    }

    pub(crate) fn boolean(&mut self, key: &'static str, default: bool, problems: &mut Problems) -> bool {
        let Some(value) = self.get(key) else { return default };
        if let DeValue::Boolean(flag) = value.get_ref() {
            return *flag;
        }
        problems.add(&value.span(), format!("`{key}` must be true or false"), None);
        default
    }

    /// One of a fixed list of names; the default where the key is missing or wrong.
    pub(crate) fn choice<T: Copy>(&mut self, key: &'static str, names: &[(&str, T)], default: T, problems: &mut Problems) -> T {
        let Some(found) = self.string(key, problems) else { return default };
        match names.iter().find(|(name, _)| *name == found.text) {
            Some((_, value)) => *value,
            None => {
                let all: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
                problems.add(&found.span, format!("unknown {key}"), suggestion(&found.text, &all));
                default
            }
        }
    }

    pub(crate) fn strings(&mut self, key: &'static str, problems: &mut Problems) -> Vec<Located> {
        self.get(key).map(|value| string_list(key, value, problems)).unwrap_or_default()
    }

    /// A list of tables, each with its place.
    pub(crate) fn tables(&mut self, key: &'static str, problems: &mut Problems) -> Vec<(&'a DeTable<'a>, Range<usize>)> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            problems.add(&value.span(), format!("`{key}` must be a list of tables"), format!("write {key} = [{{ … }}]"));
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in items.iter() {
            match item.get_ref() {
                DeValue::Table(table) => tables.push((table, item.span())),
                _ => {
                    problems.add(&item.span(), format!("each of `{key}` must be a table"), None);
                }
            }
        }
        tables
    }

    /// Reports the keys that nobody asked for.
    pub(crate) fn finish(self, what: &str, problems: &mut Problems) {
        for key in self.own.keys() {
            let name: &str = key.get_ref();
            if !self.known.contains(name) {
                let help = match nearest(name, self.known.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("{what} takes: {}", self.known.iter().copied().collect::<Vec<_>>().join(", ")),
                };
                problems.add(&key.span(), "unknown key", help);
            }
        }
    }
}

pub(crate) fn as_string(value: &Spanned<DeValue<'_>>) -> Option<Located> {
    match value.get_ref() {
        DeValue::String(text) => Some(Located { text: text.to_string(), span: value.span() }),
        _ => None,
    }
}

/// A list of strings out of a value that should be one.
pub(crate) fn string_list(key: &str, value: &Spanned<DeValue<'_>>, problems: &mut Problems) -> Vec<Located> {
    let DeValue::Array(items) = value.get_ref() else {
        problems.add(&value.span(), format!("`{key}` must be a list of strings"), format!("write {key} = [\"…\", \"…\"]"));
        return Vec::new();
    };
    let mut strings = Vec::with_capacity(items.len());
    for item in items.iter() {
        match as_string(item) {
            Some(located) => strings.push(located),
            None => {
                problems.add(&item.span(), format!("each of `{key}` must be a string"), None);
            }
        }
    }
    strings
}
