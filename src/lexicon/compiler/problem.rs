use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::edits::distance;

/// One fault of a lexicon file: where it stands, what is wrong and what would be right.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The file's name, as it was given.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The text at fault, in bytes of `source`.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub help: Option<String>,
    /// The file's whole text.
    pub source: Arc<str>,
    /// Another place that has to do with it: file, line and a remark.
    pub also: Option<(String, usize, String)>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.message)?;
        let text = self.source.get(self.span.clone()).unwrap_or_default().lines().next().unwrap_or_default();
        if !text.is_empty() {
            write!(f, ": `{}`", text.chars().take(80).collect::<String>())?;
        }
        if let Some((file, line, remark)) = &self.also {
            write!(f, " ({remark} {file}:{line})")?;
        }
        match &self.help {
            Some(help) => write!(f, "; {help}"),
            None => Ok(()),
        }
    }
}

/// Gathers the problems of one file.
pub(crate) struct Problems {
    file: String,
    source: Arc<str>,
    list: Vec<Problem>,
}

impl Problems {
    pub(crate) fn new(file: &str, source: &Arc<str>) -> Problems {
        Problems { file: file.to_owned(), source: Arc::clone(source), list: Vec::new() }
    }

    /// Adds a problem and returns it, so that a help text or a second place can be set.
    pub(crate) fn add(&mut self, span: &Range<usize>, message: impl Into<String>, help: impl Into<Option<String>>) -> &mut Problem {
        let (line, column) = position(&self.source, span.start);
        self.list.push(Problem {
            file: self.file.clone(),
            line,
            column,
            span: span.clone(),
            message: message.into(),
            help: help.into(),
            source: Arc::clone(&self.source),
            also: None,
        });
        let last = self.list.len() - 1;
        &mut self.list[last]
    }

    pub(crate) fn source(&self) -> &str {
        &self.source
    }

    pub(crate) fn into_list(self) -> Vec<Problem> {
        self.list
    }
}

/// Line and column, both from 1, of a byte position.
pub(crate) fn position(source: &str, byte: usize) -> (usize, usize) {
    let before = source.get(..byte).unwrap_or(source);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

/// Help with a name that is none of `names`: the one that was probably meant, or all.
pub(crate) fn suggestion(wrong: &str, names: &[&str]) -> String {
    match nearest(wrong, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("one of: {}", names.join(", ")),
    }
}

/// The candidate nearest to `wrong`, if one is near enough to be meant.
pub(crate) fn nearest<'a>(wrong: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // A name of a page is no slip; its beginning tells as much.
    let wrong: String = wrong.chars().take(64).collect();
    candidates
        .into_iter()
        .map(|candidate| (distance(&wrong, candidate), candidate))
        .filter(|&(distance, candidate)| distance <= 1 + candidate.len() / 4)
        .min()
        .map(|(_, candidate)| candidate)
}
