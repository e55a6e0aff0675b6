//! The notation of phrases: `cut <it>? (down|back)`.

/// One part of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A word as it is typed; may expand into several.
    Word {
        text: String,
        /// `~`: the one that inflects.
        marked: bool,
    },
    /// A word of a set.
    Set(String),
    /// Up to three words of any kind.
    Gap,
    /// One of several sequences.
    Group(Vec<Vec<Part>>),
    /// The part or nothing.
    Optional(Box<Part>),
}

/// How deep parentheses may be nested.
const DEEPEST: usize = 8;

/// Reads a phrase, or tells what is wrong with it and where (in bytes of the phrase).
pub(super) fn parse(phrase: &str) -> Result<Vec<Part>, (usize, String)> {
    let mut parser = Parser { text: phrase, at: 0 };
    let parts = parser.sequence(0)?;
    match parser.rest().chars().next() {
        Some('|') => return Err((parser.at, "alternatives stand in parentheses: `(a|b)`".to_owned())),
        Some(_) => return Err((parser.at, "`)` without `(`".to_owned())),
        None => {}
    }
    if parts.iter().all(can_be_empty) {
        return Err((0, "the phrase can be empty".to_owned()));
    }
    if matches!(parts.first(), Some(Part::Gap)) || matches!(parts.last(), Some(Part::Gap)) {
        return Err((0, "a phrase can't begin or end with `...`".to_owned()));
    }
    Ok(parts)
}

fn can_be_empty(part: &Part) -> bool {
    match part {
        Part::Optional(_) | Part::Gap => true,
        Part::Group(sequences) => sequences.iter().any(|parts| parts.iter().all(can_be_empty)),
        Part::Word { .. } | Part::Set(_) => false,
    }
}

/// Does a `~` stand anywhere in it?
pub(super) fn is_marked(parts: &[Part]) -> bool {
    parts.iter().any(|part| match part {
        Part::Word { marked, .. } => *marked,
        Part::Group(sequences) => sequences.iter().any(|parts| is_marked(parts)),
        Part::Optional(part) => is_marked(std::slice::from_ref(part)),
        Part::Set(_) | Part::Gap => false,
    })
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    /// Parts up to the end, a `|` or a closing parenthesis.
    fn sequence(&mut self, depth: usize) -> Result<Vec<Part>, (usize, String)> {
        let mut parts = Vec::new();
        loop {
            self.at += self.rest().len() - self.rest().trim_start().len();
            let start = self.at;
            let part = match self.rest().chars().next() {
                None | Some(')' | '|') => return Ok(parts),
                Some('(') => self.group(start, depth)?,
                Some('<') => {
                    let Some(length) = self.rest().find('>') else { return Err((start, "`<` without `>`".to_owned())) };
                    let name = self.rest()[1..length].trim().to_owned();
                    self.at += length + 1;
                    Part::Set(name)
                }
                Some(_) => self.word(start)?,
            };
            if self.rest().starts_with('?') {
                self.at += 1;
                parts.push(Part::Optional(Box::new(part)));
            } else {
                parts.push(part);
            }
        }
    }

    fn group(&mut self, start: usize, depth: usize) -> Result<Part, (usize, String)> {
        if depth == DEEPEST {
            return Err((start, "parentheses are nested too deeply".to_owned()));
        }
        let mut sequences = Vec::new();
        loop {
            self.at += 1;
            sequences.push(self.sequence(depth + 1)?);
            match self.rest().chars().next() {
                Some('|') => {}
                Some(_) => {
                    self.at += 1;
                    return Ok(Part::Group(sequences));
                }
                None => return Err((start, "`(` without `)`".to_owned())),
            }
        }
    }

    fn word(&mut self, start: usize) -> Result<Part, (usize, String)> {
        let length = self.rest().find([' ', '(', ')', '|', '<', '?', '>']).unwrap_or(self.rest().len());
        let text = self.rest()[..length].to_owned();
        self.at += length.max(1);
        if matches!(text.as_str(), "..." | "…") {
            return Ok(Part::Gap);
        }
        let (text, marked) = match text.strip_prefix('~') {
            Some(word) => (word, true),
            None => (text.as_str(), false),
        };
        let fit = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '#' | '%' | '&' | '/' | '.');
        match text.chars().find(|&c| !fit(c)) {
            _ if text.is_empty() => Err((start, "a word is missing here".to_owned())),
            Some(wrong) => Err((start, format!("`{wrong}` can't stand in a phrase"))),
            None => Ok(Part::Word { text: text.to_owned(), marked }),
        }
    }
}
