//! A phrase in all its readings, laid into the phrase book step by step: readings that begin alike share their way.

use super::compile::Compiler;
use super::fields::Located;
use super::meaning::Form;
use super::phrase::{self, Part};
use super::phrase_book::LONGEST;
use super::phrase_graph::{Label, Place, ROOT};
use super::problem::nearest;
use super::vocabulary::WordId;

/// A phrase with more readings than this is a mistake, and would take more room than it is worth.
const MOST_READINGS: usize = 20_000;

/// How far one reading has come.
#[derive(Clone, Copy)]
struct Path {
    place: Place,
    length: usize,
    /// The form of the word that inflects, or of the first word.
    form: Form,
    /// The first word is still to come.
    opening: bool,
}

/// What all readings of a phrase share.
pub(super) struct Spreading<'c, 'a> {
    pub(super) compiler: &'c mut Compiler<'a>,
    pub(super) file: usize,
    pub(super) phrase: &'c Located,
    pub(super) inflect: Option<&'c Located>,
    marked: bool,
    readings: Vec<(Place, Form)>,
}

impl<'c, 'a> Spreading<'c, 'a> {
    /// All places where readings of the phrase end, or `None` if a problem was reported.
    pub(super) fn spread(
        compiler: &'c mut Compiler<'a>,
        file: usize,
        phrase: &'c Located,
        parts: &[Part],
        inflect: Option<&'c Located>,
    ) -> Option<Vec<(Place, Form)>> {
        let mut spreading = Spreading { compiler, file, phrase, inflect, marked: phrase::is_marked(parts), readings: Vec::new() };
        let start = Path { place: ROOT, length: 0, form: Form::NONE, opening: true };
        let refs: Vec<&Part> = parts.iter().collect();
        spreading.walk(&refs, start).ok()?;
        Some(spreading.readings)
    }

    fn walk(&mut self, parts: &[&Part], path: Path) -> Result<(), ()> {
        let Some((first, rest)) = parts.split_first() else {
            if self.readings.len() == MOST_READINGS {
                return self
                    .fail(format!("the phrase has more than {MOST_READINGS} readings"), "split it, or leave alternatives out".to_owned());
            }
            self.readings.push((path.place, path.form));
            return Ok(());
        };
        match first {
            Part::Gap => self.step(&[Label::Gap], rest, path),
            Part::Optional(part) => {
                self.walk(rest, path)?;
                let mut longer: Vec<&Part> = vec![part];
                longer.extend(rest);
                self.walk(&longer, path)
            }
            Part::Set(name) => {
                let Some(set) = self.compiler.words.set_id(name) else {
                    let help = nearest(name, self.compiler.words.set_names()).map(|near| format!("did you mean `<{near}>`?"));
                    return self.fail(format!("there is no set `{name}`"), help);
                };
                if path.opening {
                    let words: Vec<(String, bool)> = self.compiler.words.spellings_of(name).into_iter().map(|word| (word, false)).collect();
                    return self.open(&words, rest, path);
                }
                self.step(&[Label::Set(set)], rest, path)
            }
            Part::Word { text, marked } => self.word(text, *marked, rest, path),
            Part::Group(sequences) => {
                let mut plain: Vec<WordId> = Vec::new();
                let mut opening: Vec<(String, bool)> = Vec::new();
                for sequence in sequences {
                    if let ([Part::Word { text, marked }], true) = (&sequence[..], path.opening) {
                        opening.push((text.clone(), *marked));
                        continue;
                    }
                    // Alternatives of one word go together as a set, so that groups in a row do not multiply.
                    if let ([Part::Word { text, marked: false }], false) = (&sequence[..], path.opening)
                        && let [word] = self.compiler.words.words(text)[..]
                    {
                        plain.push(word);
                        continue;
                    }
                    let longer: Vec<&Part> = sequence.iter().chain(rest.iter().copied()).collect();
                    self.walk(&longer, path)?;
                }
                self.open(&opening, rest, path)?;
                match plain[..] {
                    [] => Ok(()),
                    [word] => self.step(&[Label::Word(word)], rest, path),
                    _ => {
                        let set = self.compiler.words.unnamed_set(plain);
                        self.step(&[Label::Set(set)], rest, path)
                    }
                }
            }
        }
    }

    /// Words of which one begins the phrase. Those in the same form go on together, so that what follows is laid once.
    fn open(&mut self, words: &[(String, bool)], rest: &[&Part], path: Path) -> Result<(), ()> {
        let mut together: Vec<(Form, Vec<WordId>)> = Vec::new();
        for (text, marked) in words {
            for (spelling, form) in self.forms(text, *marked, path) {
                match self.compiler.words.words(&spelling)[..] {
                    [word] => match together.iter_mut().find(|(known, _)| *known == form) {
                        Some((_, group)) => group.push(word),
                        None => together.push((form, vec![word])),
                    },
                    ref several => {
                        let labels: Vec<Label> = several.iter().copied().map(Label::Word).collect();
                        self.step(&labels, rest, Path { form, opening: false, ..path })?;
                    }
                }
            }
        }
        for (form, group) in together {
            let label = match group[..] {
                [word] => Label::Word(word),
                _ => Label::Set(self.compiler.words.unnamed_set(group)),
            };
            self.step(&[label], rest, Path { form, opening: false, ..path })?;
        }
        Ok(())
    }

    /// The forms that a word may take in its place.
    fn forms(&self, text: &str, marked: bool, path: Path) -> Vec<(String, Form)> {
        let inflects = marked || path.opening && !self.marked;
        match self.inflect.filter(|_| inflects) {
            Some(paradigm) => self.compiler.inflections.forms(paradigm, text).unwrap_or_else(|| vec![(text.to_owned(), Form::NONE)]),
            None if path.opening => vec![(text.to_owned(), self.compiler.verbs.get(text).copied().unwrap_or_default())],
            None => vec![(text.to_owned(), path.form)],
        }
    }

    /// A word, in all its forms if it is the one that inflects.
    fn word(&mut self, text: &str, marked: bool, rest: &[&Part], path: Path) -> Result<(), ()> {
        if path.opening {
            return self.open(&[(text.to_owned(), marked)], rest, path);
        }
        for (spelling, form) in self.forms(text, marked, path) {
            let labels: Vec<Label> = self.compiler.words.words(&spelling).into_iter().map(Label::Word).collect();
            self.step(&labels, rest, Path { form: if marked { form } else { path.form }, ..path })?;
        }
        Ok(())
    }

    fn step(&mut self, labels: &[Label], rest: &[&Part], path: Path) -> Result<(), ()> {
        let length = path.length + labels.len();
        if length > LONGEST {
            return self.fail(format!("a phrase has at most {LONGEST} words"), None);
        }
        let place = self.compiler.book.extend(path.place, labels);
        self.walk(rest, Path { place, length, opening: false, ..path })
    }

    fn fail(&mut self, message: String, help: impl Into<Option<String>>) -> Result<(), ()> {
        self.compiler.problems[self.file].add(&self.phrase.span, message, help);
        Err(())
    }
}
