use std::{fmt, io};

use super::format::Format;

/// Why a transcript could not be read.
///
/// Its text says what is wrong and where; the predicates tell the kinds apart.
///
/// ```
/// use changetalk::transcript::Reader;
/// let error = Reader::new("session,utterence\n1,hello\n".as_bytes()).unwrap_err();
/// assert!(error.is_column());
/// assert_eq!(error.to_string(), "line 1: no column holds the words; found `session`, `utterence`: is it `utterence`?");
/// ```
pub struct Error(Box<Kind>);

#[derive(Debug)]
pub(super) enum Kind {
    Io(io::Error),
    NotUnicode {
        line: u64,
        offset: u64,
        encoding: &'static str,
    },
    Empty,
    NoColumn {
        line: u64,
        wanted: Wanted,
        found: Vec<String>,
        nearest: Option<String>,
    },
    NoColumns {
        format: Format,
        wanted: String,
    },
    Ragged {
        line: u64,
        fields: u64,
        expected: u64,
    },
    TooLong {
        line: u64,
        limit: usize,
        quoted: bool,
    },
    Json {
        line: u64,
        column: usize,
        message: String,
    },
    Array {
        line: u64,
    },
    NotObject {
        line: u64,
        found: &'static str,
    },
    NotText {
        line: u64,
        key: String,
        found: &'static str,
    },
    Speaker {
        line: u64,
        name: String,
        /// Everybody at the beginning of the file, with how often each speaks.
        all: Vec<(String, u64)>,
    },
    NoSpeaker {
        line: u64,
    },
    Ambiguous {
        line: u64,
        name: String,
        other: String,
    },
    /// Text was expected and something else was met.
    Binary {
        message: &'static str,
    },
    /// This build does not read the form.
    Off {
        format: Format,
        feature: &'static str,
    },
    /// Larger than what is read as a whole; `option` is the limit's name.
    TooLarge {
        what: &'static str,
        limit: usize,
        option: &'static str,
    },
    /// A document is damaged, or is none of its form.
    #[cfg_attr(not(any(feature = "linguistic", feature = "docx")), allow(dead_code))]
    Document {
        line: Option<u64>,
        column: Option<usize>,
        message: String,
    },
}

/// What a column was looked for.
#[derive(Debug)]
pub(super) enum Wanted {
    /// The words.
    Text,
    /// A column that the caller named.
    Named(String),
}

impl Error {
    pub(super) fn new(kind: Kind) -> Error {
        Error(Box::new(kind))
    }

    /// The line at fault, counted from 1; `None` where the whole file is, or the medium.
    pub fn line(&self) -> Option<u64> {
        match &*self.0 {
            Kind::NotUnicode { line, .. }
            | Kind::NoColumn { line, .. }
            | Kind::Ragged { line, .. }
            | Kind::TooLong { line, .. }
            | Kind::Json { line, .. }
            | Kind::Array { line }
            | Kind::NotObject { line, .. }
            | Kind::NotText { line, .. }
            | Kind::Speaker { line, .. }
            | Kind::NoSpeaker { line }
            | Kind::Ambiguous { line, .. } => Some(*line),
            Kind::Document { line, .. } => *line,
            Kind::Io(_) | Kind::Empty | Kind::NoColumns { .. } | Kind::Binary { .. } | Kind::Off { .. } | Kind::TooLarge { .. } => None,
        }
    }

    /// The column of the line at fault, in bytes from 1, where it is known (malformed JSON and XML).
    pub fn column(&self) -> Option<usize> {
        match &*self.0 {
            Kind::Json { column, .. } => Some(*column),
            Kind::Document { column, .. } => *column,
            _ => None,
        }
    }

    /// The byte of the input at fault, counted from 0, where the input is not Unicode.
    pub fn offset(&self) -> Option<u64> {
        match &*self.0 {
            Kind::NotUnicode { offset, .. } => Some(*offset),
            _ => None,
        }
    }

    /// Reading itself failed.
    pub fn is_io(&self) -> bool {
        matches!(*self.0, Kind::Io(_))
    }

    /// The input is neither UTF-8 nor UTF-16.
    pub fn is_encoding(&self) -> bool {
        matches!(*self.0, Kind::NotUnicode { .. })
    }

    /// There is nothing in it.
    pub fn is_empty(&self) -> bool {
        matches!(*self.0, Kind::Empty)
    }

    /// A column is missing: that of the words, or one that the caller named.
    pub fn is_column(&self) -> bool {
        matches!(*self.0, Kind::NoColumn { .. } | Kind::NoColumns { .. })
    }

    /// The column that holds the words is missing.
    pub fn is_text_column(&self) -> bool {
        matches!(*self.0, Kind::NoColumn { wanted: Wanted::Text, .. })
    }

    /// The input breaks the rules of its form: rows of unequal length, malformed JSON or XML, a value that is no text, a damaged document.
    pub fn is_malformed(&self) -> bool {
        matches!(
            *self.0,
            Kind::Ragged { .. }
                | Kind::Json { .. }
                | Kind::Array { .. }
                | Kind::NotObject { .. }
                | Kind::NotText { .. }
                | Kind::Binary { .. }
                | Kind::Document { .. }
        )
    }

    /// The form is known and this build does not read it: it lacks a feature.
    pub fn is_unsupported(&self) -> bool {
        matches!(*self.0, Kind::Off { .. })
    }

    /// A file that has to be read whole is larger than [`Options::largest_file`](super::Options::largest_file) or
    /// [`Options::largest_expanded`](super::Options::largest_expanded) allows: [`limit`](Error::limit) says which.
    pub fn is_too_large(&self) -> bool {
        matches!(*self.0, Kind::TooLarge { .. })
    }

    /// The name of the option that a file is too large for.
    pub fn limit(&self) -> Option<&'static str> {
        match &*self.0 {
            Kind::TooLarge { option, .. } => Some(option),
            _ => None,
        }
    }

    /// A line or row is longer than [`Options::longest`](super::Options::longest) allows.
    pub fn is_too_long(&self) -> bool {
        matches!(*self.0, Kind::TooLong { .. })
    }

    /// A speaker may be the client or the counsellor, [`speaker`](Error::speaker) names them; or nobody is named at all.
    pub fn is_speaker(&self) -> bool {
        matches!(*self.0, Kind::Speaker { .. } | Kind::Ambiguous { .. } | Kind::NoSpeaker { .. })
    }

    /// The speaker who may be either.
    pub fn speaker(&self) -> Option<&str> {
        match &*self.0 {
            Kind::Speaker { name, .. } | Kind::Ambiguous { name, .. } => Some(name),
            _ => None,
        }
    }
}

impl From<io::Error> for Error {
    /// Takes an error of this module out again where it had to travel through a reader.
    fn from(error: io::Error) -> Error {
        error.downcast::<Error>().unwrap_or_else(|error| Error::new(Kind::Io(error)))
    }
}

impl From<Error> for io::Error {
    fn from(error: Error) -> io::Error {
        match *error.0 {
            Kind::Io(error) => error,
            kind => io::Error::new(io::ErrorKind::InvalidData, Error::new(kind)),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line() {
            write!(f, "line {line}")?;
            if let Some(column) = self.column() {
                write!(f, ", column {column}")?;
            }
            if let Some(offset) = self.offset() {
                write!(f, ", byte {offset} of the file")?;
            }
            f.write_str(": ")?;
        }
        match &*self.0 {
            Kind::Io(error) => write!(f, "{error}"),
            Kind::NotUnicode { encoding, .. } => write!(f, "not {encoding}; save the file as UTF-8 and read it again"),
            Kind::Empty => f.write_str("there is nothing in it"),
            Kind::NoColumn { wanted, found, nearest, .. } => {
                match wanted {
                    Wanted::Text => f.write_str("no column holds the words; found ")?,
                    Wanted::Named(name) => write!(f, "no column is called `{}`; found ", name.escape_debug())?,
                }
                list(f, found)?;
                match nearest {
                    Some(name) => write!(f, ": is it `{}`?", name.escape_debug()),
                    None => Ok(()),
                }
            }
            Kind::NoColumns { format, wanted } => {
                let form = match format {
                    Format::Text => "plain text",
                    Format::WebVtt | Format::Srt => "a file of subtitles",
                    other => other.name(),
                };
                write!(f, "{form} has no columns, so none is called `{}`", wanted.escape_debug())
            }
            Kind::Ragged { fields, expected, .. } => {
                let fields = Count(*fields, "field");
                write!(f, "{fields} where the header has {expected}; a field that holds the separator must stand in quotes")
            }
            Kind::TooLong { limit, quoted, .. } => {
                let hint = if *quoted { "; is a quote left open?" } else { "" };
                write!(f, "longer than {}, the most that is read as one turn{hint}", Size(*limit))
            }
            Kind::Json { message, .. } => write!(f, "malformed JSON: {message}"),
            Kind::Array { .. } => f.write_str("a JSON array where one object a line was expected (JSON Lines)"),
            Kind::NotObject { found, .. } => write!(f, "{found} where a JSON object was expected"),
            Kind::NotText { key, found, .. } => write!(f, "`{}` is {found} where text was expected", key.escape_debug()),
            Kind::Speaker { name, all, .. } => {
                write!(f, "`{}` may be the client or the counsellor: tell which", name.escape_debug())?;
                if all.len() < 2 {
                    return Ok(());
                }
                let all: Vec<String> = all.iter().map(|(name, times)| format!("{name} ({times})")).collect();
                f.write_str("; who speaks, and how often: ")?;
                list(f, &all)
            }
            Kind::NoSpeaker { .. } => f.write_str("nobody is named here or before; a cue says who speaks by `Name: words` or `<v Name>`"),
            Kind::Ambiguous { name, other, .. } => {
                let (name, other) = (name.escape_debug(), other.escape_debug());
                write!(f, "`{name}` and `{other}` cannot both stand for the client: tell which one does")
            }
            Kind::Binary { message } => f.write_str(message),
            Kind::Off { format, feature } => {
                write!(f, "this build of changetalk does not read {format} files: build it with the feature `{feature}`")
            }
            Kind::TooLarge { what, limit, option } => {
                write!(f, "{what} is larger than {}, the most that is read as a whole; `{option}` raises it", Size(*limit))
            }
            Kind::Document { message, .. } => f.write_str(message),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.0 {
            Kind::Io(error) => Some(error),
            _ => None,
        }
    }
}

/// A number of things.
struct Count(u64, &'static str);

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.0 == 1 { "" } else { "s" };
        write!(f, "{} {}{plural}", self.0, self.1)
    }
}

/// A number of bytes.
struct Size(usize);

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            bytes if bytes > 0 && bytes % (1 << 20) == 0 => write!(f, "{} MiB", bytes >> 20),
            bytes => write!(f, "{bytes} bytes"),
        }
    }
}

/// The first dozen names, each as it stands in the file.
fn list(f: &mut fmt::Formatter<'_>, names: &[String]) -> fmt::Result {
    const SHOWN: usize = 12;
    if names.is_empty() {
        return f.write_str("none");
    }
    for (i, name) in names.iter().take(SHOWN).enumerate() {
        let comma = if i == 0 { "" } else { ", " };
        let short: String = name.chars().take(40).collect();
        write!(f, "{comma}`{}`", short.escape_debug())?;
    }
    match names.len().saturating_sub(SHOWN) {
        0 => Ok(()),
        more => write!(f, " and {more} more"),
    }
}
