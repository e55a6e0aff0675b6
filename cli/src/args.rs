//! What the command line may say.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use changetalk::transcript::Format;
use changetalk::{Ask, OffsetUnit, ResponseKind};
use clap::{ArgAction, Args as Group, Parser, Subcommand, ValueEnum};

/// Tags counselling transcripts: change talk, sustain talk or neutral, and why.
///
/// Everything stays on this machine: nothing is sent, nothing is logged.
#[derive(Debug, Parser)]
#[command(name = "changetalk", version, max_term_width = 100)]
pub(crate) struct Args {
    /// When to use colour. NO_COLOR and CLICOLOR_FORCE are honoured too
    #[arg(long = "color", alias = "colour", value_enum, default_value_t, global = true, value_name = "WHEN")]
    pub(crate) colour: Colour,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Tag(TagArgs),
    Suggest(SuggestArgs),
    Chat(ChatArgs),
    Explain(ExplainArgs),
    Evaluate(EvaluateArgs),
    Fit(FitArgs),
    Report(ReportArgs),
    #[command(subcommand)]
    Lexicon(LexiconCommand),
    Completions(CompletionsArgs),
    Man(ManArgs),
}

/// Tag each turn of a transcript
///
/// Writes one JSON object a turn, in the order of the file; --output pretty is for reading. The transcript is CSV or TSV with a header,
/// JSON Lines, plain text with `Speaker: words` lines or as Otter, Zoom, Teams and Rev export it, WebVTT, SRT, a Word document (.docx), or of CHAT,
/// ELAN or Praat; its form is told from name and content. Counsellors' turns serve as context.
#[derive(Debug, Group)]
pub(crate) struct TagArgs {
    /// How to write the answers
    #[arg(long, value_enum, default_value_t, value_name = "FORM")]
    pub(crate) output: Output,
    /// What spans count in JSON: UTF-8 bytes, Unicode characters (Python) or UTF-16 units (JavaScript, Java, C#)
    #[arg(long, value_enum, default_value_t, value_name = "UNIT")]
    pub(crate) offsets: Offsets,
    /// Replace names, places, dates and identifying numbers by words in brackets; =strict replaces all digits. A help, not a guarantee:
    /// read the result before it leaves the house. Session ids stay
    #[arg(long, value_enum, value_name = "HOW", num_args = 0..=1, require_equals = true, default_missing_value = "identifying")]
    pub(crate) redact: Option<Redact>,
    /// In CSV, leave cells as they are. A cell that begins with = + - @, a tab or a carriage return otherwise gets an apostrophe in front, so
    /// that no spreadsheet takes it for a formula
    #[arg(long)]
    pub(crate) raw_cells: bool,
    /// On how many threads to tag; all cores unless told otherwise. Redacting and what is for people takes one
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
    #[command(flatten)]
    pub(crate) source: Source,
    #[command(flatten)]
    pub(crate) tagging: Tagging,
}

/// Suggest what might be said to each turn of the client
///
/// Writes what `tag` writes and beside it the suggestions, the best first, with their reasons. Where nothing is suggested it says why: "listen", or
/// "safety" where a person must look first. What is suggested is for a counsellor to weigh, never to be sent by itself.
#[derive(Debug, Group)]
pub(crate) struct SuggestArgs {
    /// How to write the answers
    #[arg(long, value_enum, default_value_t, value_name = "FORM")]
    pub(crate) output: SuggestOutput,
    /// What spans count in JSON: UTF-8 bytes, Unicode characters (Python) or UTF-16 units (JavaScript, Java, C#)
    #[arg(long, value_enum, default_value_t, value_name = "UNIT")]
    pub(crate) offsets: Offsets,
    /// Replace names, places, dates and identifying numbers by words in brackets; =strict replaces all digits. A help, not a guarantee:
    /// read the result before it leaves the house. Session ids stay
    #[arg(long, value_enum, value_name = "HOW", num_args = 0..=1, require_equals = true, default_missing_value = "identifying")]
    pub(crate) redact: Option<Redact>,
    /// On how many threads to tag; all cores unless told otherwise. Redacting and what is for people takes one
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
    #[command(flatten)]
    pub(crate) asking: Asking,
    #[command(flatten)]
    pub(crate) source: Source,
    #[command(flatten)]
    pub(crate) tagging: Tagging,
}

/// Type both sides of a conversation and see tags, reasons and suggestions as you go
///
/// Nothing is kept when it ends. Counsellor and client take turns; an empty line passes the turn. /help shows what else can be typed.
#[derive(Debug, Group)]
pub(crate) struct ChatArgs {
    #[command(flatten)]
    pub(crate) asking: Asking,
    #[command(flatten)]
    pub(crate) tagging: Tagging,
}

/// What to suggest.
#[derive(Debug, Group)]
#[command(next_help_heading = "Suggestions")]
pub(crate) struct Asking {
    /// How many suggestions a turn, at most
    #[arg(long, default_value_t = 3, value_name = "N")]
    pub(crate) count: usize,
    /// Only this kind: simple_reflection, open_question …; may be given several times
    #[arg(long, value_name = "KIND", value_parser = kind, action = ArgAction::Append)]
    pub(crate) kind: Vec<ResponseKind>,
    /// Never this template (ENTRY or ENTRY#NUMBER); may be given several times
    #[arg(long, value_name = "TEMPLATE", action = ArgAction::Append)]
    pub(crate) without: Vec<String>,
    /// Among suggestions that fit equally well another seed chooses others
    #[arg(long, default_value_t = 0, value_name = "NUMBER")]
    pub(crate) seed: u64,
}

impl Asking {
    pub(crate) fn ask(&self) -> Ask {
        Ask { count: self.count, kinds: self.kind.clone(), without: self.without.clone(), seed: self.seed }
    }
}

fn kind(name: &str) -> Result<ResponseKind, String> {
    let names = || ResponseKind::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", ");
    ResponseKind::parse(name).ok_or_else(|| format!("one of {}", names()))
}

/// Show how a sentence is read: its cues, what each does, and what comes of it
///
/// Several words need no quotes: changetalk explain I want to stop
#[derive(Debug, Group)]
pub(crate) struct ExplainArgs {
    /// What the client says
    #[arg(required = true, value_name = "TEXT")]
    pub(crate) text: Vec<String>,
    /// What the counsellor said before; may be given several times
    #[arg(long, value_name = "TURN")]
    pub(crate) context: Vec<String>,
    /// Write JSON
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) tagging: Tagging,
}

/// Compare the tags with coders' labels
///
/// Prints macro-F1, precision, recall and F1 of each talk type, the confusion matrix, Cohen's kappa, and how well the sessions' percent
/// change talk agree. Rows without a label (blank, n/a) are context only.
#[derive(Debug, Group)]
pub(crate) struct EvaluateArgs {
    /// The column of the coders' labels: change, sustain, neutral, or CT, ST, FN and the like
    #[arg(long, value_name = "NAME")]
    pub(crate) label_column: String,
    /// The column of the coders' categories: desire, ability, reason … Also compares these
    #[arg(long, value_name = "NAME")]
    pub(crate) code_column: Option<String>,
    /// Show the N most confident mistakes, with their reasons
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) errors: usize,
    /// Write JSON
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) source: Source,
    #[command(flatten)]
    pub(crate) tagging: Tagging,
}

/// Fit the weights to coders' labels
///
/// Learns how much each kind of finding and context counts from labelled transcripts, and writes a lexicon file of weights for --lexicon.
/// Which phrases there are stays as it is. Prints the scores of the weights as they were and as fitted, each session judged by weights that were
/// fitted without it, with 95 % confidence intervals. The same files and options give the same weights.
#[derive(Debug, Group)]
pub(crate) struct FitArgs {
    /// Labelled transcripts
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// The column of the coders' labels: change, sustain, neutral, or CT, ST, FN and the like
    #[arg(long, value_name = "NAME")]
    pub(crate) label_column: String,
    /// Where to write the weights; without it they are only tried
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Into how many parts the sessions are divided; each part is judged by weights fitted to the others
    #[arg(long, default_value_t = 10, value_name = "N", value_parser = clap::value_parser!(u16).range(2..))]
    pub(crate) folds: u16,
    /// How far rare kinds of talk are weighed up: 0 not at all (best likelihood), 1 as if all were equally frequent
    #[arg(long, value_name = "0..1")]
    pub(crate) balance: Option<f64>,
    /// How strongly weights are drawn toward those that they start from; 0 not at all
    #[arg(long, value_name = "NUMBER")]
    pub(crate) restraint: Option<f64>,
    /// Write JSON
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) tagging: Tagging,
}

/// Show what sessions come to: for reading, for print, for spreadsheets
///
/// Without -o a summary of each session goes to the terminal. `-o report.html` writes one page that needs nothing else and sends nothing: the session in
/// words, its course, what followed what the counsellor said, the decisional balance, moments worth a supervisor's look, and the transcript with the
/// words that decided and why. Several sessions also get a table and their trend, in the order in which they are given. It holds what clients said:
/// keep it as you keep the transcripts.
#[derive(Debug, Group)]
pub(crate) struct ReportArgs {
    /// Transcripts; - is standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Where to write; its ending tells the form (.html, .md, .csv, .json). - is standard output
    #[arg(long = "to", short = 'o', value_name = "FILE")]
    pub(crate) path: Option<PathBuf>,
    /// How to write, where the ending does not tell
    #[arg(long, value_enum, value_name = "FORM")]
    pub(crate) output: Option<ReportOutput>,
    /// Replace names, places, dates and identifying numbers by words in brackets; =strict replaces all digits. A help, not a guarantee:
    /// read the result before it leaves the house. Session ids stay
    #[arg(long, value_enum, value_name = "HOW", num_args = 0..=1, require_equals = true, default_missing_value = "identifying")]
    pub(crate) redact: Option<Redact>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) tagging: Tagging,
}

/// Write what a shell needs to complete this command's options
///
/// Standard output gets it; for bash: changetalk completions bash > ~/.local/share/bash-completion/completions/changetalk
#[derive(Debug, Group)]
#[command(hide = true)]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    pub(crate) shell: clap_complete::Shell,
}

/// Write the manual: a page to standard output, or a page for each verb into a folder
#[derive(Debug, Group)]
#[command(hide = true)]
pub(crate) struct ManArgs {
    /// The folder, which is made where there is none
    #[arg(value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
}

/// Check and list lexicon files
#[derive(Debug, Subcommand)]
pub(crate) enum LexiconCommand {
    /// Check lexicon files on top of English, their examples included; without FILE, check English itself
    Check {
        /// Lexicon files (TOML)
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// List entries: id, kind, code or behaviour, sign, number of phrases
    List {
        /// Only entries of this kind: stance, direction, operator, idiom …
        #[arg(long, value_name = "KIND")]
        kind: Option<String>,
        /// Only entries whose id, code or behaviour holds this word
        #[arg(long, value_name = "WORD")]
        find: Option<String>,
        /// Lexicon files on top of English; may be given several times
        #[arg(long = "lexicon", value_name = "FILE", action = ArgAction::Append)]
        files: Vec<PathBuf>,
    },
}

/// What to read and how.
#[derive(Debug, Group)]
pub(crate) struct Source {
    /// The transcript; - is standard input
    #[arg(default_value = "-", hide_default_value = true, value_name = "FILE", help_heading = None)]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// How to read a transcript.
#[derive(Debug, Group)]
#[command(next_help_heading = "Reading")]
pub(crate) struct Reading {
    /// The transcript's form, where name and content do not tell: csv, tsv, text, jsonl, vtt, srt, chat, elan, textgrid or docx
    #[arg(long, value_name = "FORM")]
    pub(crate) format: Option<Format>,
    /// The column (or JSON key) of the session's id
    #[arg(long, value_name = "NAME")]
    pub(crate) session_column: Option<String>,
    /// The column that says who speaks
    #[arg(long, value_name = "NAME")]
    pub(crate) speaker_column: Option<String>,
    /// The column of the words
    #[arg(long, value_name = "NAME")]
    pub(crate) text_column: Option<String>,
    /// The column of the counsellor's turn before each row
    #[arg(long, value_name = "NAME")]
    pub(crate) context_column: Option<String>,
    /// The column of each session's target behaviour
    #[arg(long, value_name = "NAME", conflicts_with = "target")]
    pub(crate) target_column: Option<String>,
    /// The longest line or row to read, in MiB
    #[arg(long, default_value_t = 16, value_name = "MIB", value_parser = clap::value_parser!(u32).range(1..=64))]
    pub(crate) longest_turn: u32,
    /// The largest CHAT, ELAN, TextGrid or Word file to read, in MiB: these are read as a whole
    #[arg(long, default_value_t = 64, value_name = "MIB")]
    pub(crate) largest_file: u32,
    /// The most text that a Word file may hold unpacked, in MiB
    #[arg(long, default_value_t = 256, value_name = "MIB")]
    pub(crate) largest_expanded: u32,
    /// What the client is called in the file; may be given several times
    #[arg(long, value_name = "NAME")]
    pub(crate) client: Vec<String>,
    /// What the counsellor is called in the file; may be given several times
    #[arg(long, value_name = "NAME")]
    pub(crate) counsellor: Vec<String>,
}

/// With what to tag.
#[derive(Debug, Group)]
#[command(next_help_heading = "Tagging")]
pub(crate) struct Tagging {
    /// The target behaviour change: names with commas between them (alcohol, seeking_help …), or a lexicon file whose own behaviours are it
    #[arg(long, id = "target", value_name = "NAME|FILE")]
    pub(crate) target: Option<String>,
    /// A lexicon file on top of English; may be given several times
    #[arg(long = "lexicon", value_name = "FILE", action = ArgAction::Append)]
    pub(crate) lexicons: Vec<PathBuf>,
}

/// How `tag` writes.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum Output {
    /// One JSON object a turn
    #[default]
    Jsonl,
    /// A table for spreadsheets
    Csv,
    /// For people
    Pretty,
}

/// How `suggest` writes.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum SuggestOutput {
    /// One JSON object a turn
    #[default]
    Jsonl,
    /// For people
    Pretty,
}

/// What --redact replaces.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Redact {
    /// What identifies people; counts, amounts, weekdays and months stay
    Identifying,
    /// All digits as well
    Strict,
}

/// How `report` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportOutput {
    /// A summary for the terminal
    Summary,
    /// One page that needs nothing else, for reading and for print
    Html,
    /// The report in short
    Markdown,
    /// A row a session with all measures
    Csv,
    /// Everything: turns, tags, measures and quotations
    Json,
}

/// What spans count.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum Offsets {
    #[default]
    Bytes,
    Chars,
    Utf16,
}

impl From<Offsets> for OffsetUnit {
    fn from(offsets: Offsets) -> OffsetUnit {
        match offsets {
            Offsets::Bytes => OffsetUnit::Bytes,
            Offsets::Chars => OffsetUnit::Chars,
            Offsets::Utf16 => OffsetUnit::Utf16,
        }
    }
}

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum Colour {
    /// Where the terminal has it
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Colour {
    /// Makes it the choice of every stream of this process.
    pub(crate) fn write_global(self) {
        match self {
            Colour::Auto => anstream::ColorChoice::Auto,
            Colour::Always => anstream::ColorChoice::Always,
            Colour::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        super::Args::command().debug_assert();
    }
}
