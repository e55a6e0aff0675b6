//! TOML text → a checked [`Lexicon`], or errors that point at line and column.
//!
//! `compiler` turns files into tables; the tables of the built-in files are made when the library is built (`english`).
//! The files' format is described in `lexicons/README.md`.

mod compiler;
mod english;
mod letters;
mod surface;

use std::collections::HashSet;
use std::sync::Arc;

use once_cell::sync::Lazy;

use compiler::SourceFile;
pub(crate) use compiler::{
    Answers, Asks, Class, Compiled, Conditions, Effect, EntryRecord, Example, Expect, Extent, FillerRule, FoldedHasher, Form, GENERAL,
    Holder, Layer, Mark, Meaning, NO_BEHAVIOUR, NUMBER, Negated, Object, Output, Person, Piece, Polarity, Policy, Position, Problems,
    Response, Scope, Sign, Slot, State, States, Template, UNKNOWN, Walks, WordId, WordKeys, WordList, is_apostrophe, without_possessive,
};
pub use compiler::{Problem, Weights};
pub(crate) use letters::{is_invisible, is_mark, without_accent};

use crate::check::LexiconExample;
use crate::code::Code;
use crate::error::Error;

/// A language, read from lexicon files and checked.
///
/// Cheap to clone. The English one is built in; users add, replace and switch off entries with files of the same form.
///
/// ```
/// use changetalk::{Lexicon, Tagger, Talk};
///
/// let own = r#"
///     kind = "direction"
///     behaviour = "nail_biting"
///     toward = "status_quo"
///     inflect = "verb"
///
///     [[entry]]
///     id = "bite-nails"
///     phrases = ["bite <my>? nails"]
///     examples = ["+ I want to stop biting my nails"]
/// "#;
/// let lexicon = Lexicon::english().extend([("nails.toml", own)])?;
/// let tag = Tagger::new(&lexicon).tag("I really want to stop biting my nails.");
/// assert_eq!(tag.talk, Talk::Change);
/// # Ok::<(), changetalk::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Lexicon {
    sources: Arc<Sources>,
    compiled: Arc<Compiled>,
}

/// The files of a lexicon, read where they are asked for: tagging needs only what was compiled of them.
type Sources = Lazy<Vec<SourceFile>, Box<dyn FnOnce() -> Vec<SourceFile> + Send>>;

/// What a lexicon holds of one entry.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct EntryInfo<'a> {
    /// The full id, such as `desire.want`.
    pub name: &'a str,
    /// Its kind, such as `stance`.
    pub kind: &'a str,
    /// Its code, if it has one.
    pub code: Option<Code>,
    /// Its behaviour, if it is a direction.
    pub behaviour: Option<&'a str>,
    /// `+`, `-` or `=`, if it has a sign.
    pub valence: Option<&'a str>,
    /// How many phrases its file gives.
    pub phrases: usize,
    /// The file it stands in.
    pub file: &'a str,
    /// The line it stands on, from 1.
    pub line: usize,
}

static ENGLISH: Lazy<Lexicon> =
    Lazy::new(|| Lexicon { sources: Arc::new(Lazy::new(Box::new(english::sources))), compiled: Arc::new(english::tables().into()) });

impl Lexicon {
    /// The built-in English lexicon. It was compiled when this library was built, so that the first call takes some milliseconds only.
    pub fn english() -> &'static Lexicon {
        &ENGLISH
    }

    /// A lexicon of these files alone: names and TOML texts.
    ///
    /// # Errors
    /// Everything that is wrong with any of the files.
    pub fn from_files<N, T>(files: impl IntoIterator<Item = (N, T)>) -> Result<Lexicon, Error>
    where
        N: Into<String>,
        T: Into<String>,
    {
        Lexicon::build(Vec::new(), files)
    }

    /// This lexicon with further files: they add entries, replace some (`replaces = "desire.want"`), or switch some off
    /// (`disable = ["desire.want"]`). Their examples are checked too.
    ///
    /// # Errors
    /// Everything that is wrong with any of the files, an example that does not hold included.
    pub fn extend<N, T>(&self, files: impl IntoIterator<Item = (N, T)>) -> Result<Lexicon, Error>
    where
        N: Into<String>,
        T: Into<String>,
    {
        let lexicon = Lexicon::build(self.sources.to_vec(), files)?;
        let problems = crate::check::examples(&lexicon, self.sources.len());
        if problems.is_empty() { Ok(lexicon) } else { Err(Error::lexicon(problems)) }
    }

    fn build<N, T>(mut all: Vec<SourceFile>, files: impl IntoIterator<Item = (N, T)>) -> Result<Lexicon, Error>
    where
        N: Into<String>,
        T: Into<String>,
    {
        let mut problems = Vec::new();
        for (name, text) in files {
            match SourceFile::parse(&name.into(), &text.into()) {
                Ok(file) => all.push(file),
                Err(found) => problems.extend(found),
            }
        }
        if !problems.is_empty() {
            return Err(Error::lexicon(problems));
        }
        let compiled = compiler::compile(&all).map_err(Error::lexicon)?;
        Ok(Lexicon { sources: Arc::new(Lazy::new(Box::new(|| all))), compiled: Arc::new(compiled.into()) })
    }

    /// All live entries, in the order of the files.
    pub fn entries(&self) -> impl Iterator<Item = EntryInfo<'_>> {
        self.compiled.entries.iter().map(|entry| EntryInfo {
            name: &entry.name,
            kind: entry.meaning.kind(),
            code: match entry.meaning {
                Meaning::Stance { code, .. } | Meaning::Idiom { code, .. } => Some(code),
                _ => None,
            },
            behaviour: self.compiled.behaviours.get(entry.behaviour as usize).map(String::as_str),
            valence: match entry.meaning {
                Meaning::Stance { valence, .. } => Some(Some(valence)),
                Meaning::Idiom { valence, .. } => Some(valence),
                Meaning::Direction { toward_change, .. } => Some(Some(if toward_change { Sign::Plus } else { Sign::Minus })),
                _ => None,
            }
            .map(|valence| match valence {
                Some(Sign::Plus) => "+",
                Some(Sign::Minus) => "-",
                None => "=",
            }),
            phrases: entry.phrases,
            file: &self.compiled.files[entry.file],
            line: entry.line,
        })
    }

    /// The behaviours that a [`Target`](crate::Target) may name.
    pub fn behaviours(&self) -> impl Iterator<Item = &str> {
        self.compiled.behaviours.iter().map(String::as_str).filter(|name| *name != GENERAL)
    }

    /// Reads every example of every file with this lexicon and gives those that do not hold.
    pub fn check_examples(&self) -> Vec<Problem> {
        crate::check::examples(self, 0)
    }

    /// All examples of all live entries, in the order of the files.
    pub fn examples(&self) -> impl Iterator<Item = LexiconExample<'_>> {
        self.located_examples().map(|(_, file, entry, example)| LexiconExample::new(&file.name, entry, example))
    }

    /// How much each thing counts.
    pub fn weights(&self) -> &Weights {
        &self.compiled.weights
    }

    /// Sixteen hexadecimal digits that tell this lexicon from others: a hash of its files. Sessions are saved with it.
    pub fn fingerprint(&self) -> &str {
        &self.compiled.fingerprint
    }

    pub(crate) fn compiled(&self) -> &Arc<Compiled> {
        &self.compiled
    }

    /// The examples of each entry of each file, with the means to report on them.
    pub(crate) fn located_examples(&self) -> impl Iterator<Item = (usize, &SourceFile, &str, &Example)> {
        let live: HashSet<(usize, &str)> = self.compiled.entries.iter().map(|entry| (entry.file, &*entry.name)).collect();
        let live = Arc::new(live);
        self.sources.iter().enumerate().flat_map(move |(index, file)| {
            let live = Arc::clone(&live);
            let entries = file.entries().iter().filter(move |entry| live.contains(&(index, entry.name.as_str())));
            entries.flat_map(move |entry| entry.examples.iter().map(move |example| (index, file, entry.name.as_str(), example)))
        })
    }
}
