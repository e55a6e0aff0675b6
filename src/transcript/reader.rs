use std::fmt;
use std::io::Read;

use super::columns::Columns;
use super::decode::Decoder;
use super::document::{self, Document};
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
    limits: document::Limits,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            format: None,
            name: None,
            columns: Columns::new(),
            speakers: Speakers::default(),
            longest: 16 << 20,
            limits: document::Limits::default(),
        }
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

    /// The longest line or row, in bytes of its text. 16 MiB unless told otherwise; a longer one is an error. The tagger reads no more of a text
    /// than its first 64 MiB.
    pub fn longest(mut self, bytes: usize) -> Options {
        self.longest = bytes;
        self
    }

    /// The largest file, in bytes, of a form that is read as a whole: CHAT, ELAN, TextGrid and Word. 64 MiB unless told otherwise; a larger
    /// one is an error. The other forms are read as they come and may be of any size.
    ///
    /// ```
    /// use changetalk::transcript::{Format, Reader};
    /// let options = Reader::options().format(Format::Chat).largest_file(8);
    /// let error = options.open("@UTF8\n@Begin\n*PAR:\tI might .\n".as_bytes()).unwrap_err();
    /// # #[cfg(feature = "linguistic")]
    /// assert_eq!(error.limit(), Some("largest_file"));
    /// ```
    pub fn largest_file(mut self, bytes: usize) -> Options {
        self.limits.file = bytes;
        self
    }

    /// The most text, in bytes, to which the inside of a compressed document (Word) may expand. 256 MiB unless told otherwise; reading stops with an
    /// error as soon as there is more.
    pub fn largest_expanded(mut self, bytes: usize) -> Options {
        self.limits.expanded = bytes;
        self
    }

    /// Starts to read: tells the form and finds the columns.
    pub fn open<R: Read>(mut self, input: R) -> Result<Reader<R>, Error> {
        let mut input = Decoder::new(input);
        let mut sample = input.sample_line(SAMPLE);
        // What an XML file holds need not stand in its first line, and a number alone begins a file of subtitles.
        if sample.trim_start().starts_with('<') || sample.trim().bytes().all(|byte| byte.is_ascii_digit()) {
            sample = input.sample(SAMPLE);
        }
        let format = self.format.unwrap_or_else(|| Format::detect(self.name.as_deref(), sample, &self.columns));
        if let Some(wanted) = self.columns.first_extra().filter(|_| !format.has_columns()) {
            return Err(Error::new(Kind::NoColumns { format, wanted: wanted.to_owned() }));
        }
        let header = sample.trim_start().lines().next().unwrap_or_default();
        let rows = match format {
            Format::Csv => {
                let separator = separator(header, &self.columns);
                Rows::Table(Table::open(input, separator, &self.columns, self.longest)?)
            }
            Format::Tsv => Rows::Table(Table::open(input, '\t', &self.columns, self.longest)?),
            Format::JsonLines => Rows::Json(JsonLines::open(input, self.columns, self.longest)),
            Format::WebVtt | Format::Srt => Rows::Subtitles(Subtitles::open(input, &mut self.speakers, self.longest)),
            Format::Text => Rows::Text(Text::open(input, &mut self.speakers, self.longest)),
            Format::Chat | Format::Elan | Format::TextGrid | Format::Docx => {
                let mut how =
                    document::How { columns: &self.columns, speakers: &mut self.speakers, limits: self.limits, longest: self.longest };
                Rows::Document(Document::open(format, input, &mut how)?)
            }
        };
        Ok(Reader { format, rows, speakers: self.speakers, sequence: Sequence::default(), over: false })
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
    Document(Document),
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

    /// The personal names of those who speak at the beginning of a text or of subtitles, as [`Turn::name`] will have them.
    pub fn people(&self) -> impl Iterator<Item = String> {
        self.speakers.people()
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
            Rows::Document(document) => document.next(speakers),
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
