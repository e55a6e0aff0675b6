//! What the room `respond` needs of a lexicon: answers, policies, wording, and verbs in their forms.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::fast_hash::FastHash;
use super::fields::Located;
use super::inflect::Inflections;
use super::meaning::{Form, Meaning};
use super::problem::{Problems, nearest};
use super::response::{Conditions, Policy, Response, Said, fits};
use super::source::{Content, SourceEntry, SourceFile};
use super::tables::{EntryRecord, GENERAL};
use super::template::{self, Manners};
use super::wording::Wording;

/// Everything that may be said back, and the words to say it with.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Answers {
    pub(crate) responses: Vec<(Box<str>, Response)>,
    /// In the order of the files: the first that fits decides.
    pub(crate) policies: Vec<(Box<str>, Policy)>,
    pub(crate) wording: Wording,
    pub(crate) verbs: Verbs,
}

/// Verbs by spelling.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Verbs {
    forms: HashMap<Box<str>, Form, FastHash>,
    /// From a base form to the -ing form.
    ing: HashMap<Box<str>, Box<str>, FastHash>,
}

impl Verbs {
    /// What a spelling may be as a verb.
    pub(crate) fn form(&self, spelling: &str) -> Form {
        self.forms.get(spelling).copied().unwrap_or_default()
    }

    /// "stop" → "stopping".
    pub(crate) fn ing(&self, base: &str) -> Option<&str> {
        self.ing.get(base).map(|ing| &**ing)
    }

    fn learn(&mut self, inflections: &Inflections, base: &str) {
        let paradigm = Located { text: "verb".to_owned(), span: 0..0 };
        for (spelling, form) in inflections.forms(&paradigm, base).unwrap_or_default() {
            if form.has(Form::ING) {
                self.ing.entry(base.into()).or_insert_with(|| spelling.as_str().into());
            }
            let known = self.forms.entry(spelling.into()).or_default();
            *known = known.with(form);
        }
    }
}

/// Gathers the answers of all live entries and checks them against the rest of the lexicon.
pub(super) fn gather(
    files: &[SourceFile],
    live: &[(usize, &SourceEntry)],
    known: &Known<'_>,
    inflections: &Inflections,
    manners: &Manners,
    problems: &mut [Problems],
) -> Answers {
    let mut answers = Answers::default();
    for file in files {
        if let Content::Wording(wording) = &file.content {
            answers.wording.extend(wording);
        }
    }
    let bases: Vec<String> = answers.wording.list("verbs").map(str::to_owned).collect();
    for base in bases.iter().map(String::as_str).chain(inflections.irregular_verbs()) {
        answers.verbs.learn(inflections, base);
    }
    for &(file, entry) in live {
        let problems = &mut problems[file];
        match &entry.said {
            Some(Said::Response(response)) => {
                let mut response = response.clone();
                known.resolve(&mut response.when, problems);
                for (text, _) in &response.texts {
                    for (message, help) in template::lint(&text.text, response.gives, response.form, manners) {
                        problems.add(&text.span, message, help);
                    }
                }
                answers.responses.push((entry.name.as_str().into(), response));
            }
            Some(Said::Policy(policy)) => {
                let mut policy = policy.clone();
                known.resolve(&mut policy.when, problems);
                answers.policies.push((entry.name.as_str().into(), policy));
            }
            None => {}
        }
    }
    answers
}

/// What conditions may name.
pub(super) struct Known<'a> {
    pub(super) entries: &'a [EntryRecord],
    /// All entries of all files: one that a user switches off may still be named.
    pub(super) written: &'a [(&'a str, Meaning)],
    pub(super) behaviours: &'a [String],
    pub(super) written_behaviours: &'a [&'a str],
}

impl Known<'_> {
    /// From names to numbers. A condition that nothing can meet is a slip of the pen.
    fn resolve(&self, when: &mut Conditions, problems: &mut Problems) {
        let finds = |meaning: &Meaning| {
            matches!(meaning, Meaning::Stance { .. } | Meaning::Idiom { .. } | Meaning::Operator { .. } | Meaning::Direction { .. })
        };
        when.entries = self.named(&when.entry, "no entry that makes findings is called so", finds, problems);
        when.themes = self.named(&when.theme, "no theme is called so", |meaning| matches!(meaning, Meaning::Theme { .. }), problems);
        for behaviour in &when.behaviour {
            match self.behaviours.iter().position(|known| *known == behaviour.text) {
                Some(index) => when.behaviours.push(index as u16),
                None if self.written_behaviours.contains(&behaviour.text.as_str()) => {}
                None => {
                    let names = self.behaviours.iter().map(String::as_str).filter(|name| *name != GENERAL);
                    let help = nearest(&behaviour.text, names).map(|near| format!("did you mean `{near}`?"));
                    problems.add(&behaviour.span, "unknown behaviour", help);
                }
            }
        }
    }

    fn named(&self, patterns: &[Located], message: &str, is: impl Fn(&Meaning) -> bool, problems: &mut Problems) -> Vec<u32> {
        let entries = || self.entries.iter().enumerate().filter(|(_, entry)| is(&entry.meaning));
        let mut numbers = Vec::new();
        for pattern in patterns {
            let before = numbers.len();
            numbers.extend(entries().filter(|(_, entry)| fits(&pattern.text, &entry.name)).map(|(number, _)| number as u32));
            let mut written = self.written.iter().filter(|(_, meaning)| is(meaning)).map(|(name, _)| *name);
            if numbers.len() == before && !written.any(|name| fits(&pattern.text, name)) {
                let names = entries().map(|(_, entry)| &*entry.name);
                let help = nearest(pattern.text.trim_end_matches('*'), names).map(|near| format!("did you mean `{near}`?"));
                problems.add(&pattern.span, message, help);
            }
        }
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }
}
