//! Praat's TextGrid, long and short: tiers of intervals.
//!
//! Praat itself reads only what stands free in such a file: texts in quotes, numbers, and flags like `<exists>`. All else (`xmin =`,
//! `intervals [3]:`) is there for people. So is it here, which makes the long and the short form one.

use std::str::FromStr;

use super::speech::{Speeches, milliseconds};
use crate::transcript::error::{Error, Kind};
use crate::transcript::time::Time;

struct Interval {
    from: f64,
    to: f64,
    voice: usize,
    line: u64,
    words: String,
}

/// Reads the text of a TextGrid.
pub(super) fn read(text: &str, speeches: &mut Speeches) -> Result<(), Error> {
    let mut values = Values { rest: text, line: 1, started: 1 };
    if !values.text("the file's type")?.starts_with("ooTextFile") || values.text("the kind of object")? != "TextGrid" {
        return Err(values.wrong("not a TextGrid: it does not begin with `File type = \"ooTextFile\"` and `Object class = \"TextGrid\"`"));
    }
    values.number("where the recording begins")?;
    values.number("where the recording ends")?;
    let tiers = if values.flag("whether there are tiers")? == "<exists>" { values.count("the number of tiers")? } else { 0 };
    let mut intervals = Vec::new();
    for _ in 0..tiers {
        let class = values.text("a tier's class")?;
        let name = values.text("a tier's name")?;
        values.number("where the tier begins")?;
        values.number("where the tier ends")?;
        let count = values.count("the number of intervals")?;
        match class.as_str() {
            "IntervalTier" => {
                let voice = speeches.voice(&name, Vec::new);
                for _ in 0..count {
                    let from = values.number("where an interval begins")?;
                    let to = values.number("where an interval ends")?;
                    let words = values.text("an interval's words")?;
                    let line = values.started;
                    if !words.trim().is_empty() {
                        intervals.push(Interval { from, to, voice, line, words });
                    }
                }
            }
            // Points have no duration: they mark events, not words.
            "TextTier" => {
                for _ in 0..count {
                    values.number("the time of a point")?;
                    values.text("a point's mark")?;
                }
            }
            other => {
                let short: String = other.chars().take(40).collect();
                return Err(values.wrong(&format!("a tier is an `IntervalTier` or a `TextTier`, not `{}`", short.escape_debug())));
            }
        }
    }
    intervals.sort_by(|a, b| a.from.total_cmp(&b.from).then(a.to.total_cmp(&b.to)));
    for Interval { from, to, voice, line, words } in intervals {
        let time = Time { start: milliseconds(from), end: Some(milliseconds(to)) };
        speeches.add(voice, line, &words, Some(time))?;
    }
    Ok(())
}

/// The values that stand free in a file.
struct Values<'a> {
    rest: &'a str,
    line: u64,
    /// The line on which the value that was read last begins.
    started: u64,
}

enum Value<'a> {
    Text(String),
    Number(&'a str),
    Flag(&'a str),
}

impl<'a> Values<'a> {
    fn next(&mut self) -> Result<Option<Value<'a>>, Error> {
        loop {
            let words = self.rest.trim_start();
            self.skip(self.rest.len() - words.len());
            let Some(first) = words.chars().next() else { return Ok(None) };
            self.started = self.line;
            if first == '"' {
                return self.quoted().map(|text| Some(Value::Text(text)));
            }
            if first == '!' {
                self.skip(words.find('\n').unwrap_or(words.len()));
                continue;
            }
            let word = words.split(char::is_whitespace).next().unwrap_or_default();
            self.skip(word.len());
            if word.starts_with('<') && word.ends_with('>') {
                return Ok(Some(Value::Flag(word)));
            }
            if f64::from_str(word).is_ok_and(f64::is_finite) {
                return Ok(Some(Value::Number(word)));
            }
        }
    }

    /// A text in quotes, in which two of them stand for one.
    fn quoted(&mut self) -> Result<String, Error> {
        let line = self.started;
        let mut text = String::new();
        self.skip(1);
        loop {
            let Some(end) = self.rest.find('"') else {
                return Err(Error::new(Kind::Document {
                    line: Some(line),
                    column: None,
                    message: "a text in quotes does not end".to_owned(),
                }));
            };
            text.push_str(self.rest.get(..end).unwrap_or_default());
            self.skip(end + 1);
            if !self.rest.starts_with('"') {
                return Ok(text);
            }
            text.push('"');
            self.skip(1);
        }
    }

    fn skip(&mut self, bytes: usize) {
        let (gone, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        self.line += gone.bytes().filter(|&b| b == b'\n').count() as u64;
        self.rest = rest;
    }

    fn text(&mut self, what: &str) -> Result<String, Error> {
        match self.next()? {
            Some(Value::Text(text)) => Ok(text),
            other => Err(self.unexpected(what, "a text in quotes", other)),
        }
    }

    fn number(&mut self, what: &str) -> Result<f64, Error> {
        match self.next()? {
            Some(Value::Number(number)) => Ok(number.parse().unwrap_or_default()),
            other => Err(self.unexpected(what, "a number", other)),
        }
    }

    fn count(&mut self, what: &str) -> Result<u64, Error> {
        match self.next()? {
            Some(Value::Number(number)) if number.parse::<u64>().is_ok() => Ok(number.parse().unwrap_or_default()),
            other => Err(self.unexpected(what, "a whole number", other)),
        }
    }

    fn flag(&mut self, what: &str) -> Result<&'a str, Error> {
        match self.next()? {
            Some(Value::Flag(flag)) => Ok(flag),
            other => Err(self.unexpected(what, "`<exists>` or `<absent>`", other)),
        }
    }

    fn unexpected(&self, what: &str, wanted: &str, found: Option<Value<'_>>) -> Error {
        let found = match &found {
            None => return self.wrong(&format!("the file ends where {what} was expected, {wanted}")),
            Some(Value::Text(text)) => text,
            Some(Value::Number(word) | Value::Flag(word)) => *word,
        };
        let short: String = found.chars().take(40).collect();
        self.wrong(&format!("`{}` stands where {what} was expected, {wanted}", short.escape_debug()))
    }

    fn wrong(&self, message: &str) -> Error {
        Error::new(Kind::Document { line: Some(self.started), column: None, message: message.to_owned() })
    }
}
