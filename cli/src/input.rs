//! Opens transcripts and other files.

use std::fs::File;
use std::io::{self, BufRead, IsTerminal, Read, Write};
use std::path::Path;

use changetalk::transcript::{Columns, Reader, Speaker, Turn};
use indicatif::{ProgressBar, ProgressStyle};

use crate::args::{Reading, Source};
use crate::failure::Failure;
use crate::wrap::Harmless;

/// A transcript that is being read.
pub(crate) struct Input {
    reader: Reader<Box<dyn Read>>,
    /// What it is called in messages and headings.
    pub(crate) name: String,
    progress: Option<ProgressBar>,
    /// A column names targets.
    pub(crate) has_target: bool,
}

impl Source {
    /// Opens the transcript, with these further columns.
    pub(crate) fn open(&self, extra: &[&str]) -> Result<Input, Failure> {
        self.reading.open(&self.file, extra)
    }

    /// What to call the transcript in a heading: its file's name without the ending.
    pub(crate) fn title(&self) -> String {
        let stem = self.file.file_stem().filter(|_| self.file.as_os_str() != "-");
        stem.map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
    }

    /// The same, but nothing where names are hidden: files are called by them.
    pub(crate) fn title_unless(&self, hidden: bool) -> String {
        if hidden { String::new() } else { self.title() }
    }
}

impl Reading {
    /// Opens a transcript, with these further columns.
    pub(crate) fn open(&self, path: &Path, extra: &[&str]) -> Result<Input, Failure> {
        let standard = path.as_os_str() == "-";
        let name = if standard { "standard input".to_owned() } else { path.display().to_string() };
        let (bytes, progress) = if standard { (Box::new(terminal_told(io::stdin())) as _, None) } else { file(path, &name)? };

        let mebibytes = |size: u32| usize::try_from(u64::from(size) << 20).unwrap_or(usize::MAX);
        let mut options = Reader::options().columns(self.columns(extra));
        options = options.largest_file(mebibytes(self.largest_file)).largest_expanded(mebibytes(self.largest_expanded));
        options = options.longest(mebibytes(self.longest_turn));
        if !standard {
            options = options.name(&name);
        }
        if let Some(format) = self.format {
            options = options.format(format);
        }
        options = self.client.iter().fold(options, |options, name| options.client(name));
        options = self.counsellor.iter().fold(options, |options, name| options.counsellor(name));
        let reader = options.open(bytes).map_err(|error| Failure::transcript(&name, &error))?;
        for guess in reader.guesses() {
            let (guessed, since) = (guess.name.escape_debug(), guess.since.escape_debug());
            let other = if guess.speaker == Speaker::Client { Speaker::Counsellor } else { Speaker::Client };
            let told = format!("taking `{guessed}` for the {}, since `{since}` is the {other}; --{0} NAME says otherwise", guess.speaker);
            let _ = writeln!(anstream::stderr(), "changetalk: {}: {told}", Harmless(&name));
        }
        Ok(Input { reader, name, progress, has_target: self.target_column.is_some() })
    }

    /// The columns that were named; that of the target is the last of the extra ones.
    fn columns(&self, extra: &[&str]) -> Columns {
        let mut columns = Columns::new();
        for (name, set) in [
            (&self.session_column, Columns::session as fn(Columns, String) -> Columns),
            (&self.speaker_column, Columns::speaker),
            (&self.text_column, Columns::text),
            (&self.context_column, Columns::context),
        ] {
            if let Some(name) = name {
                columns = set(columns, name.clone());
            }
        }
        extra.iter().copied().chain(self.target_column.as_deref()).fold(columns, Columns::extra)
    }
}

impl Input {
    /// The next turn.
    pub(crate) fn turn(&mut self) -> Result<Option<Turn>, Failure> {
        self.reader.next().transpose().map_err(|error| {
            self.finish();
            Failure::transcript(&self.name, &error)
        })
    }

    /// The personal names of those who speak at the beginning, where the form tells them.
    pub(crate) fn people(&self) -> impl Iterator<Item = String> {
        self.reader.people()
    }

    /// The target that the turn's row names, where there is a column for it.
    pub(crate) fn target<'a>(&self, turn: &'a Turn) -> Option<&'a str> {
        target_in(self.has_target, turn)
    }

    /// Takes the progress bar away.
    pub(crate) fn finish(&self) {
        if let Some(progress) = &self.progress {
            progress.finish_and_clear();
        }
    }
}

/// The target that a turn's row names, where there `is` a column for it.
pub(crate) fn target_in(is: bool, turn: &Turn) -> Option<&str> {
    let target = turn.extra.last().filter(|_| is)?.trim();
    (!target.is_empty()).then_some(target)
}

/// Opens a file, with a progress bar where somebody would see it and nothing else stands in its way.
fn file(path: &Path, name: &str) -> Result<(Box<dyn Read>, Option<ProgressBar>), Failure> {
    let unreadable = |error| Failure::unreadable(name, &error);
    let file = File::open(path).map_err(unreadable)?;
    let about = file.metadata().map_err(unreadable)?;
    if about.is_dir() {
        return Err(unreadable(io::ErrorKind::IsADirectory.into()));
    }
    if !about.is_file() || !io::stderr().is_terminal() || io::stdout().is_terminal() {
        return Ok((Box::new(file), None));
    }
    let template = "{wide_bar} {bytes}/{total_bytes}, {eta} left";
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    let progress = ProgressBar::new(about.len()).with_style(style);
    Ok((Box::new(progress.wrap_read(file)), Some(progress)))
}

/// Standard input; tells whoever sits at a terminal that it waits for them.
fn terminal_told(stdin: io::Stdin) -> io::Stdin {
    if stdin.is_terminal() {
        let _ = writeln!(io::stderr(), "changetalk: reading from the terminal; Ctrl-D ends");
    }
    stdin
}

/// The largest lexicon file that is read: some ten times all that is built in.
const LARGEST_LEXICON: u64 = 32 << 20;

/// The whole of a lexicon file.
pub(crate) fn text(path: &Path) -> Result<(String, String), Failure> {
    let name = path.display().to_string();
    let unreadable = |error| Failure::unreadable(&name, &error);
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(LARGEST_LEXICON + 1).read_to_end(&mut bytes)).map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST_LEXICON {
        let limit = LARGEST_LEXICON >> 20;
        return Err(Failure::Medium(format!("cannot read {name}: larger than {limit} MiB, the most that is read as a lexicon file")));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
        let byte = before.len();
        Failure::Medium(format!("cannot read {name}: line {line}, byte {byte} of the file: not UTF-8; save the file as UTF-8"))
    })?;
    Ok((name, text))
}

/// Reads one line, without its end; false at the end of the input. One longer than `limit` bytes is an error.
pub(crate) fn line(input: &mut impl BufRead, line: &mut String, limit: usize) -> io::Result<bool> {
    let mut bytes = std::mem::take(line).into_bytes();
    bytes.clear();
    let read = input.take(limit as u64 + 1).read_until(b'\n', &mut bytes)?;
    if bytes.last() == Some(&b'\n') {
        bytes.pop();
    } else if bytes.len() > limit {
        return Err(io::Error::other(format!("a line is longer than {} MiB, the most that is read as one turn", limit >> 20)));
    }
    *line = String::from_utf8(bytes).map_err(|_| io::Error::other("a line is not UTF-8"))?;
    Ok(read > 0)
}
