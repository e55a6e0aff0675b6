//! Paradigms: from a base word to its forms. The paradigms themselves are data (`scan/inflections.toml`).

use std::collections::HashMap;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::fields::{Fields, Located, string_list};
use super::meaning::Form;
use super::problem::Problems;

/// All paradigms and irregular words of a lexicon.
#[derive(Clone, Debug, Default)]
pub(crate) struct Inflections {
    paradigms: HashMap<String, Vec<Rule>>,
    /// Word lists that rules name in `only`.
    lists: HashMap<String, Vec<String>>,
    /// By paradigm and base word: for each form its spellings.
    irregular: HashMap<(&'static str, String), Vec<Vec<String>>>,
}

/// If a word ends so, its forms are these.
#[derive(Clone, Debug)]
struct Rule {
    only: Option<String>,
    ends: String,
    forms: Vec<Vec<Change>>,
}

/// How one form comes from the base.
#[derive(Clone, Debug)]
struct Change {
    drop: usize,
    repeat_last: bool,
    add: String,
}

/// A paradigm's name, the keys of its forms, the key of its irregular words.
struct Paradigm {
    name: &'static str,
    forms: &'static [&'static str],
    irregular: &'static str,
}

const PARADIGMS: [Paradigm; 3] = [
    Paradigm { name: "verb", forms: &["third", "ing", "past"], irregular: "verbs" },
    Paradigm { name: "noun", forms: &["plural"], irregular: "nouns" },
    Paradigm { name: "adjective", forms: &["comparative", "superlative"], irregular: "adjectives" },
];

impl Inflections {
    pub(crate) fn read(tables: Vec<(&DeTable<'_>, Range<usize>)>, problems: &mut Problems) -> Inflections {
        let mut inflections = Inflections::default();
        for (table, span) in tables {
            let mut fields = Fields::new(table, None, span);
            let Some(id) = fields.string("id", problems) else {
                problems.add(&fields.span().clone(), "the entry has no id", "add id = \"…\"".to_owned());
                continue;
            };
            fields.string("note", problems);
            if let Some(paradigm) = PARADIGMS.iter().find(|paradigm| paradigm.name == id.text) {
                let rules =
                    fields.tables("rules", problems).into_iter().map(|(table, span)| read_rule(paradigm, table, span, problems)).collect();
                inflections.paradigms.insert(id.text, rules);
            } else if let Some(words) = fields.get("words") {
                let words = string_list("words", words, problems).into_iter().map(|word| word.text).collect();
                inflections.lists.insert(id.text, words);
            } else {
                for paradigm in &PARADIGMS {
                    if let Some(rows) = fields.get(paradigm.irregular) {
                        inflections.read_irregular(paradigm, rows, problems);
                    }
                }
            }
            fields.finish("an entry of kind inflection", problems);
        }
        inflections
    }

    fn read_irregular(&mut self, paradigm: &Paradigm, rows: &toml::Spanned<DeValue<'_>>, problems: &mut Problems) {
        let DeValue::Array(rows) = rows.get_ref() else {
            problems.add(&rows.span(), format!("`{}` must be a list of lists", paradigm.irregular), None);
            return;
        };
        // A verb's row has the participle as well.
        let width = 1 + paradigm.forms.len() + usize::from(paradigm.name == "verb");
        for row in rows.iter() {
            let cells = string_list(paradigm.irregular, row, problems);
            if cells.len() != width {
                problems.add(
                    &row.span(),
                    format!("a row of `{}` has {width} forms", paradigm.irregular),
                    "put `|` between forms that are both right".to_owned(),
                );
                continue;
            }
            let spellings: Vec<Vec<String>> = cells.iter().map(|cell| cell.text.split('|').map(str::to_owned).collect()).collect();
            self.irregular.insert((paradigm.name, cells[0].text.clone()), spellings);
        }
    }

    /// Adds another file's paradigms to these.
    pub(crate) fn extend(&mut self, other: &Inflections) {
        self.paradigms.extend(other.paradigms.iter().map(|(name, rules)| (name.clone(), rules.clone())));
        self.lists.extend(other.lists.iter().map(|(name, words)| (name.clone(), words.clone())));
        self.irregular.extend(other.irregular.iter().map(|(key, forms)| (key.clone(), forms.clone())));
    }

    /// The names of the paradigms.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.paradigms.keys().map(String::as_str)
    }

    /// The base forms of the irregular verbs.
    pub(crate) fn irregular_verbs(&self) -> impl Iterator<Item = &str> {
        self.irregular.keys().filter(|(paradigm, _)| *paradigm == "verb").map(|(_, base)| base.as_str())
    }

    /// The forms of `word`, each with what it may be, or `None` if there is no such paradigm. A spelling comes once.
    pub(crate) fn forms(&self, paradigm: &Located, word: &str) -> Option<Vec<(String, Form)>> {
        let paradigm = PARADIGMS.iter().find(|known| known.name == paradigm.text)?;
        let mut forms: Vec<(String, Form)> = Vec::with_capacity(6);
        let mut add = |spelling: String, form: Form| match forms.iter_mut().find(|(known, _)| *known == spelling) {
            Some((_, bits)) => *bits = bits.with(form),
            None => forms.push((spelling, form)),
        };
        let kinds: &[Form] = match paradigm.name {
            "verb" => &[Form::BASE, Form::THIRD, Form::ING, Form::PAST, Form::PARTICIPLE],
            _ => &[Form::NONE, Form::NONE, Form::NONE],
        };
        if let Some(row) = self.irregular.get(&(paradigm.name, word.to_owned())) {
            for (spellings, &form) in row.iter().zip(kinds) {
                for spelling in spellings {
                    add(spelling.clone(), form);
                }
            }
            return Some(forms);
        }
        add(word.to_owned(), kinds[0]);
        let rule = self.paradigms.get(paradigm.name)?.iter().find(|rule| rule.fits(word, &self.lists));
        for (index, changes) in rule.map(|rule| rule.forms.as_slice()).unwrap_or_default().iter().enumerate() {
            let form = match (paradigm.name, index) {
                ("verb", 2) => Form::PAST.with(Form::PARTICIPLE),
                _ => kinds[index + 1],
            };
            for change in changes {
                add(change.apply(word), form);
            }
        }
        Some(forms)
    }
}

fn read_rule<'a>(paradigm: &Paradigm, table: &'a DeTable<'a>, span: Range<usize>, problems: &mut Problems) -> Rule {
    let mut fields = Fields::new(table, None, span);
    let only = fields.string("only", problems).map(|only| only.text);
    let ends = fields.string("ends", problems).map(|ends| ends.text).unwrap_or_default();
    let mut forms = Vec::with_capacity(paradigm.forms.len());
    for &key in paradigm.forms {
        match fields.string(key, problems) {
            Some(text) => {
                let changes: Option<Vec<Change>> = text.text.split('|').map(Change::parse).collect();
                if changes.is_none() {
                    problems.add(&text.span, "a form must be \"+s\", \"-1+ies\" or \"&ing\"", None);
                }
                forms.push(changes.unwrap_or_default());
            }
            None => {
                problems.add(&fields.span().clone(), format!("the rule has no {key}"), format!("add {key} = \"+…\""));
            }
        }
    }
    fields.finish("a rule", problems);
    Rule { only, ends, forms }
}

impl Change {
    fn parse(text: &str) -> Option<Change> {
        if let Some(add) = text.strip_prefix('&') {
            return Some(Change { drop: 0, repeat_last: true, add: add.to_owned() });
        }
        let (drop, add) = text.split_once('+')?;
        let drop = match drop.strip_prefix('-') {
            Some(number) => number.parse().ok()?,
            None if drop.is_empty() => 0,
            None => return None,
        };
        Some(Change { drop, repeat_last: false, add: add.to_owned() })
    }

    fn apply(&self, word: &str) -> String {
        let kept: String = word.chars().take(word.chars().count().saturating_sub(self.drop)).collect();
        let repeated = word.chars().next_back().filter(|_| self.repeat_last);
        kept.chars().chain(repeated).chain(self.add.chars()).collect()
    }
}

impl Rule {
    fn fits(&self, word: &str, lists: &HashMap<String, Vec<String>>) -> bool {
        let only = match self.only.as_deref() {
            None => true,
            Some("one-syllable") => syllables(word) == 1,
            Some(list) => lists.get(list).is_some_and(|words| words.iter().any(|known| known == word)),
        };
        only && ends_so(word, &self.ends)
    }
}

/// Does the word end in this pattern: letters, `C` a consonant, `V` a vowel?
fn ends_so(word: &str, pattern: &str) -> bool {
    let mut letters = word.chars().rev();
    pattern.chars().rev().all(|wanted| match (wanted, letters.next()) {
        (_, None) => false,
        ('C', Some(letter)) => letter.is_alphabetic() && !is_vowel(letter),
        ('V', Some(letter)) => is_vowel(letter),
        (wanted, Some(letter)) => wanted == letter,
    })
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Groups of vowel letters; `y` counts but for a first letter, `u` after `q` does not.
fn syllables(word: &str) -> usize {
    let mut groups = 0;
    let mut before = None;
    let mut in_group = false;
    for letter in word.chars() {
        let vowel = match letter {
            'y' => before.is_some(),
            'u' => before != Some('q'),
            letter => is_vowel(letter),
        };
        groups += usize::from(vowel && !in_group);
        in_group = vowel;
        before = Some(letter);
    }
    groups
}
