//! CSV and TSV.

use std::collections::HashMap;
use std::io::Read;

use csv::{ErrorKind, ReaderBuilder, StringRecord};

use super::columns::{Columns, Places};
use super::decode::Decoder;
use super::error::{Error, Kind};
use super::row::Row;
use super::speaker::{Speaker, Speakers};
use super::time::{Time, clock_or_seconds};

pub(super) struct Table<R> {
    rows: csv::Reader<Decoder<R>>,
    places: Places,
    record: StringRecord,
    limit: usize,
    /// What was made of the labels in the speaker's column.
    labels: HashMap<String, (Speaker, Option<String>)>,
}

/// More labels than these are not remembered: no transcript has so many people.
const LABELS: usize = 256;

impl<R: Read> Table<R> {
    /// Reads the header.
    pub(super) fn open(mut input: Decoder<R>, separator: char, columns: &Columns, limit: usize) -> Result<Table<R>, Error> {
        input.allow(limit);
        let separator = u8::try_from(separator).unwrap_or(b',');
        let mut rows = ReaderBuilder::new().delimiter(separator).has_headers(true).from_reader(input);
        let header = match rows.headers() {
            Ok(header) => header.clone(),
            Err(error) => return Err(problem(error, 1, 1, rows.get_ref().is_spent().then_some(limit))),
        };
        if header.iter().all(|name| name.trim().is_empty()) {
            return Err(Error::new(Kind::Empty));
        }
        let names: Vec<&str> = header.iter().collect();
        let places = columns.locate(&names, header.position().map_or(1, csv::Position::line), true)?;
        Ok(Table { rows, places, record: StringRecord::new(), limit, labels: HashMap::new() })
    }

    pub(super) fn next(&mut self, speakers: &mut Speakers) -> Result<Option<Row>, Error> {
        self.rows.get_mut().allow(self.limit);
        let start = self.rows.position().line();
        let read = self.rows.read_record(&mut self.record);
        // Where a record starts the reader knows save for blank lines before it; where it ends is sure.
        let inside: usize = self.record.iter().map(|field| field.matches('\n').count()).sum();
        let line = self.rows.position().line().saturating_sub(1 + inside as u64);
        match read {
            Ok(true) => {}
            Ok(false) => return Ok(None),
            Err(error) => return Err(problem(error, start, line, self.rows.get_ref().is_spent().then_some(self.limit))),
        }
        let field = |at: usize| self.record.get(at).unwrap_or_default();
        let own = |at: Option<usize>| at.map(|at| field(at).to_owned());
        let (speaker, name) = match self.places.speaker.map(field) {
            Some(label) => {
                let (speaker, name) = match self.labels.get(label) {
                    Some(known) => known.clone(),
                    None => {
                        let speaker = if label.trim().is_empty() { Speaker::Other } else { speakers.resolve(label, line)? };
                        let new = (speaker, Speakers::personal(label));
                        if self.labels.len() < LABELS {
                            self.labels.insert(label.to_owned(), new.clone());
                        }
                        new
                    }
                };
                (Some(speaker), name)
            }
            None => (None, None),
        };
        let moment = |at: Option<usize>| clock_or_seconds(field(at?));
        let time = moment(self.places.start).map(|start| Time { start, end: moment(self.places.end) });
        Ok(Some(Row {
            line,
            session: own(self.places.session),
            weak_session: own(self.places.weak_session),
            fresh: false,
            speaker,
            name,
            text: field(self.places.text).to_owned(),
            time,
            context: own(self.places.context),
            extra: self.places.extra.iter().map(|&at| own(at).unwrap_or_default()).collect(),
        }))
    }
}

/// `start` is where reading the record began, `line` the first line of the record if it could be read.
fn problem(error: csv::Error, start: u64, line: u64, spent: Option<usize>) -> Error {
    match (error.into_kind(), spent) {
        (ErrorKind::Io(_), Some(limit)) => Error::new(Kind::TooLong { line: start, limit, quoted: true }),
        (ErrorKind::Io(error), None) => error.into(),
        (ErrorKind::UnequalLengths { len, expected_len, .. }, _) => Error::new(Kind::Ragged { line, fields: len, expected: expected_len }),
        (other, _) => Error::new(Kind::Io(std::io::Error::other(format!("{other:?}")))),
    }
}
