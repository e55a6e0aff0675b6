//! The notation of phrases: `cut <it>? (down|back)`.

/// One step of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// A word as it is typed; may expand into several.
    Word { text: String, marked: bool },
    /// A word of a set.
    Set(String),
    /// Up to three words of any kind.
    Gap,
}

/// More alternatives than this in one phrase are a mistake.
const MOST_READINGS: usize = 4096;

/// All the ways to read a phrase, or what is wrong with it and where (in bytes of the phrase).
pub(super) fn readings(phrase: &str) -> Result<Vec<Vec<Step>>, (usize, String)> {
    let mut parser = Parser { text: phrase, at: 0 };
    let readings = parser.alternatives(0)?;
    if parser.at < phrase.len() {
        return Err((parser.at, "`)` without `(`".to_owned()));
    }
    if readings.iter().any(Vec::is_empty) {
        return Err((0, "the phrase can be empty".to_owned()));
    }
    if readings.iter().any(|steps| matches!(steps.first(), Some(Step::Gap)) || matches!(steps.last(), Some(Step::Gap))) {
        return Err((0, "a phrase can't begin or end with `...`".to_owned()));
    }
    Ok(readings)
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    /// `a b|c d`, up to the end or a closing parenthesis.
    fn alternatives(&mut self, depth: usize) -> Result<Vec<Vec<Step>>, (usize, String)> {
        if depth > 8 {
            return Err((self.at, "parentheses are nested too deeply".to_owned()));
        }
        let mut all = self.sequence(depth)?;
        while self.rest().starts_with('|') {
            if depth == 0 {
                return Err((self.at, "alternatives stand in parentheses: `(a|b)`".to_owned()));
            }
            self.at += 1;
            all.extend(self.sequence(depth)?);
        }
        Ok(all)
    }

    fn sequence(&mut self, depth: usize) -> Result<Vec<Vec<Step>>, (usize, String)> {
        let mut readings: Vec<Vec<Step>> = vec![Vec::new()];
        loop {
            let skipped = self.rest().len() - self.rest().trim_start().len();
            self.at += skipped;
            let start = self.at;
            let Some(first) = self.rest().chars().next() else { break };
            let mut options = match first {
                ')' | '|' => break,
                '(' => {
                    self.at += 1;
                    let inner = self.alternatives(depth + 1)?;
                    if !self.rest().starts_with(')') {
                        return Err((start, "`(` without `)`".to_owned()));
                    }
                    self.at += 1;
                    inner
                }
                '<' => {
                    let Some(length) = self.rest().find('>') else { return Err((start, "`<` without `>`".to_owned())) };
                    let name = self.rest()[1..length].trim().to_owned();
                    self.at += length + 1;
                    vec![vec![Step::Set(name)]]
                }
                _ => self.word(start)?,
            };
            if self.rest().starts_with('?') {
                self.at += 1;
                options.push(Vec::new());
            }
            let mut longer = Vec::with_capacity(readings.len() * options.len());
            for reading in &readings {
                for option in &options {
                    longer.push(reading.iter().chain(option).cloned().collect());
                }
            }
            readings = longer;
            if readings.len() > MOST_READINGS {
                return Err((start, format!("the phrase has more than {MOST_READINGS} readings")));
            }
        }
        Ok(readings)
    }

    fn word(&mut self, start: usize) -> Result<Vec<Vec<Step>>, (usize, String)> {
        let length = self.rest().find([' ', '(', ')', '|', '<', '?', '>']).unwrap_or(self.rest().len());
        let text = self.rest()[..length].to_owned();
        self.at += length.max(1);
        if matches!(text.as_str(), "..." | "…") {
            return Ok(vec![vec![Step::Gap]]);
        }
        let (text, marked) = match text.strip_prefix('~') {
            Some(word) => (word, true),
            None => (text.as_str(), false),
        };
        let fit = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '#' | '%' | '&' | '/' | '.');
        match text.chars().find(|&c| !fit(c)) {
            _ if text.is_empty() => Err((start, "a word is missing here".to_owned())),
            Some(wrong) => Err((start, format!("`{wrong}` can't stand in a phrase"))),
            None => Ok(vec![vec![Step::Word { text: text.to_owned(), marked }]]),
        }
    }
}
