use std::fmt;
use std::io::Read;

use super::columns::Columns;
use super::decode::Decoder;
use super::error::{Error, Kind};
use super::format::{Format, separator};
use super::json::JsonLines;
use super::row::{Row, Sequence, Turn};
use super::speaker::{Guess, Speaker, Speakers};
use super::subtitles::Subtitles;
use super::table::Table;
use super::text::Text;

/// How much of the beginning is looked at to tell the form.
const SAMPLE: usize = 64 << 10;

/// How to read a transcript, where the defaults will not do.
///
/// ```
/// use changetalk::transcript::{Reader, Speaker};
/// let file = "Maria: I might ring them.\nTom: What would it take?\n";
/// assert!(Reader::new(file.as_bytes())?.next().unwrap().unwrap_err().is_speaker());
///
/// let turns: Vec<_> = Reader::options().client("Maria").open(file.as_bytes())?.collect::<Result<_, _>>()?;
/// assert_eq!(turns[0].speaker, Speaker::Client);
/// assert_eq!(turns[1].speaker, Speaker::Counsellor);
/// # Ok::<(), changetalk::transcript::Error>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Options {
    format: Option<Format>,
    name: Option<String>,
    columns: Columns,
    speakers: Speakers,
    longest: usize,
}

impl Default for Options {
    fn default() -> Options {
        Options { format: None, name: None, columns: Columns::new(), speakers: Speakers::default(), longest: 16 << 20 }
    }
}

impl Options {
    /// The form; without it, name and content tell.
    pub fn format(mut self, format: Format) -> Options {
        self.format = Some(format);
        self
    }

    /// The file's name, whose ending tells the form.
    pub fn name(mut self, name: impl Into<String>) -> Options {
        self.name = Some(name.into());
        self
    }

    /// Which columns hold what.
    pub fn columns(mut self, columns: Columns) -> Options {
        self.columns = columns;
        self
    }

    /// What the client is called in this file. One other name that says nothing by itself is then taken for the counsellor's.
    pub fn client(mut self, name: &str) -> Options {
        self.speakers.name(name, Speaker::Client);
        self
    }

    /// What the counsellor is called in this file.
    pub fn counsellor(mut self, name: &str) -> Options {
        self.speakers.name(name, Speaker::Counsellor);
        self
    }

    /// The longest line or row, in bytes of its text. 16 MiB unless told otherwise; a longer one is an error.
    pub fn longest(mut self, bytes: usize) -> Options {
        self.longest = bytes;
        self
    }

    /// Starts to read: tells the form and finds the columns.
    pub fn open<R: Read>(mut self, input: R) -> Result<Reader<R>, Error> {
        let mut input = Decoder::new(input);
        let mut sample = input.sample_line(SAMPLE);
        // A number alone begins a file of subtitles: the line after it tells.
        if sample.trim().bytes().all(|byte| byte.is_ascii_digit()) {
            sample = input.sample(SAMPLE);
        }
        let format = self.format.unwrap_or_else(|| Format::detect(self.name.as_deref(), sample, &self.columns));
        let header = sample.trim_start().lines().next().unwrap_or_default();
        let rows = match format {
            Format::Csv => {
                let separator = separator(header, &self.columns);
                Rows::Table(Table::open(input, separator, &self.columns, self.longest)?)
            }
            Format::Tsv => Rows::Table(Table::open(input, '\t', &self.columns, self.longest)?),
            Format::JsonLines => Rows::Json(JsonLines::open(input, self.columns, self.longest)),
            Format::WebVtt | Format::Srt => {
                self.refuse_columns("a file of subtitles")?;
                Rows::Subtitles(Subtitles::open(input, &mut self.speakers, self.longest))
            }
            Format::Text => {
                self.refuse_columns("plain text")?;
                Rows::Text(Text::open(input, &mut self.speakers, self.longest))
            }
        };
        Ok(Reader { format, rows, speakers: self.speakers, sequence: Sequence::default(), over: false })
    }

    /// Forms without columns have none of those that were asked for.
    fn refuse_columns(&self, form: &'static str) -> Result<(), Error> {
        match self.columns.first_extra() {
            Some(wanted) => Err(Error::new(Kind::NoColumns { wanted: wanted.to_owned(), form })),
            None => Ok(()),
        }
    }
}

/// Reads turns from a transcript, one after another. After an error it is over.
pub struct Reader<R> {
    format: Format,
    rows: Rows<R>,
    speakers: Speakers,
    sequence: Sequence,
    over: bool,
}

enum Rows<R> {
    Table(Table<R>),
    Json(JsonLines<R>),
    Text(Text<R>),
    Subtitles(Subtitles<R>),
}

impl Reader<&'static [u8]> {
    /// Everything that can be chosen.
    pub fn options() -> Options {
        Options::default()
    }
}

impl<R: Read> Reader<R> {
    /// Reads with the defaults. What is read need not be buffered.
    pub fn new(input: R) -> Result<Reader<R>, Error> {
        Reader::options().open(input)
    }

    /// Who was taken for whom though their names do not tell: of two people of whom one is known, the other is on the other side. Show it to whoever
    /// uses the transcript; [`Options::client`] and [`Options::counsellor`] say otherwise.
    pub fn guesses(&self) -> &[Guess] {
        self.speakers.guesses()
    }

    /// The form that was found or given.
    pub fn format(&self) -> Format {
        self.format
    }
}

impl<R: Read> Rows<R> {
    fn next(&mut self, speakers: &mut Speakers) -> Result<Option<Row>, Error> {
        match self {
            Rows::Table(table) => table.next(speakers),
            Rows::Json(lines) => lines.next(speakers),
            Rows::Text(text) => text.next(speakers),
            Rows::Subtitles(subtitles) => subtitles.next(speakers),
        }
    }
}

impl<R: Read> Iterator for Reader<R> {
    type Item = Result<Turn, Error>;

    fn next(&mut self) -> Option<Result<Turn, Error>> {
        if self.over {
            return None;
        }
        let turn = self.sequence.next(|| self.rows.next(&mut self.speakers)).transpose();
        self.over = !matches!(turn, Some(Ok(_)));
        turn
    }
}

impl<R: Read> std::iter::FusedIterator for Reader<R> {}

impl<R> fmt::Debug for Reader<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader").field("format", &self.format).finish_non_exhaustive()
    }
}
