//! JSON Lines.

use std::io::Read;

use serde_json::{Map, Value};

use super::columns::{Columns, Places};
use super::decode::Decoder;
use super::error::{Error, Kind};
use super::row::Row;
use super::speaker::{Speaker, Speakers};
use super::time::{Time, clock_or_seconds};

pub(super) struct JsonLines<R> {
    input: Decoder<R>,
    columns: Columns,
    line: String,
    number: u64,
    limit: usize,
    /// The keys of the last object and what they are: most files have the same in every line.
    places: Option<(Vec<String>, Places)>,
}

impl<R: Read> JsonLines<R> {
    pub(super) fn open(input: Decoder<R>, columns: Columns, limit: usize) -> JsonLines<R> {
        JsonLines { input, columns, line: String::new(), number: 0, limit, places: None }
    }

    pub(super) fn next(&mut self, speakers: &mut Speakers) -> Result<Option<Row>, Error> {
        loop {
            if !self.input.line(&mut self.line, self.number + 1, self.limit)? {
                return if self.places.is_none() { Err(Error::new(Kind::Empty)) } else { Ok(None) };
            }
            self.number += 1;
            if !self.line.trim().is_empty() {
                return self.row(speakers).map(Some);
            }
        }
    }

    fn row(&mut self, speakers: &mut Speakers) -> Result<Row, Error> {
        let line = self.number;
        if self.line.trim_start().starts_with('[') {
            return Err(Error::new(Kind::Array { line }));
        }
        let value: Value = serde_json::from_str(&self.line).map_err(|error| {
            let message = error.to_string();
            // What it is, without the place: the error says that itself, and every line is its parser's first.
            let message = message.rsplit_once(" at line ").map_or(&*message, |(what, _)| what).to_owned();
            Error::new(Kind::Json { line, column: error.column(), message })
        })?;
        let Value::Object(object) = value else {
            return Err(Error::new(Kind::NotObject { line, found: kind(&value) }));
        };
        if !self.places.as_ref().is_some_and(|(keys, _)| keys.iter().eq(object.keys())) {
            let keys: Vec<&str> = object.keys().map(String::as_str).collect();
            let places = self.columns.locate(&keys, line, false)?;
            self.places = Some((object.keys().cloned().collect(), places));
        }
        let Some((keys, places)) = &self.places else { return Err(Error::new(Kind::Empty)) };
        let text = |at: Option<usize>| match at.and_then(|at| keys.get(at)) {
            Some(key) => text(&object, key, line),
            None => Ok(None),
        };
        let name = text(places.speaker)?.and_then(|name| Speakers::personal(&name));
        let speaker = match text(places.speaker)? {
            Some(name) => Some(if name.trim().is_empty() { Speaker::Other } else { speakers.resolve(&name, line)? }),
            None => None,
        };
        Ok(Row {
            line,
            session: text(places.session)?,
            weak_session: text(places.weak_session)?,
            fresh: false,
            speaker,
            name,
            text: text(Some(places.text))?.unwrap_or_default(),
            time: time(&object, keys, places),
            context: text(places.context)?,
            extra: places.extra.iter().map(|&at| Ok(text(at)?.unwrap_or_default())).collect::<Result<_, Error>>()?,
        })
    }
}

/// When it was said: a clock or seconds, or what this library writes, `{"start": …, "end": …}` in milliseconds. Anything else is no time.
fn time(object: &Map<String, Value>, keys: &[String], places: &Places) -> Option<Time> {
    let value = |at: Option<usize>| object.get(keys.get(at?)?);
    let read = |value: &Value| match value {
        Value::String(text) => clock_or_seconds(text),
        Value::Number(number) => clock_or_seconds(&number.to_string()),
        _ => None,
    };
    match value(places.start)? {
        Value::Object(own) => Some(Time { start: own.get("start")?.as_u64()?, end: own.get("end").and_then(Value::as_u64) }),
        start => Some(Time { start: read(start)?, end: value(places.end).and_then(read) }),
    }
}

/// The text of a value; a number is the text of its digits, null is none.
fn text(object: &Map<String, Value>, key: &str, line: u64) -> Result<Option<String>, Error> {
    match object.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(Value::Number(number)) => Ok(Some(number.to_string())),
        Some(other) => Err(Error::new(Kind::NotText { line, key: key.to_owned(), found: kind(other) })),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
