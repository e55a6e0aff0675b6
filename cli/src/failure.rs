//! What can go wrong, and the exit status that tells it.

use std::process::ExitCode;
use std::{fmt, io};

use changetalk::{Error, transcript};

use crate::lexicon::problems;
use crate::look::Look;
use crate::wrap::Harmless;

/// Why the command stops.
#[derive(Clone, Debug)]
pub(crate) enum Failure {
    /// What was asked for makes no sense: status 2.
    Usage(String),
    /// Something could not be read or written: status 1.
    Medium(String),
    /// Lexicon files have problems, drawn already: status 1.
    Lexicon(String),
    /// Whoever read the output wants no more: status 0.
    Closed,
}

impl Failure {
    pub(crate) fn status(&self) -> ExitCode {
        match self {
            Failure::Usage(_) => ExitCode::from(2),
            Failure::Medium(_) | Failure::Lexicon(_) => ExitCode::from(1),
            Failure::Closed => ExitCode::SUCCESS,
        }
    }

    /// A file could not be read.
    pub(crate) fn unreadable(name: &str, error: &io::Error) -> Failure {
        Failure::Medium(format!("cannot read {name}: {error}"))
    }

    /// The same, told of a place in a file.
    pub(crate) fn in_file(self, name: &str) -> Failure {
        match self {
            Failure::Medium(message) => Failure::Medium(format!("cannot read {name}: {message}")),
            other => other,
        }
    }

    /// A transcript could not be read; where an option would help, it says which.
    pub(crate) fn transcript(name: &str, error: &transcript::Error) -> Failure {
        let mut message = format!("cannot read {name}: {error}");
        if error.is_text_column() {
            message.push_str("\n  help: name the column with --text-column NAME");
        } else if error.is_too_long() {
            message.push_str("\n  help: --longest-turn MIB sets the limit, in MiB");
        } else if let Some(limit) = error.limit() {
            message.push_str(&format!("\n  help: --{} MIB sets the limit, in MiB", limit.replace('_', "-")));
        } else if let Some(speaker) = error.speaker() {
            let speaker = speaker.escape_debug();
            message
                .push_str(&format!("\n  help: --client \"{speaker}\" if it is the client, --counsellor \"{speaker}\" if the counsellor"));
        }
        Failure::Medium(message)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        if error.is_lexicon() {
            Failure::Lexicon(problems::draw(error.problems(), Look::of_stderr()))
        } else if error.is_unknown_target() {
            Failure::Usage(error.to_string())
        } else {
            Failure::Medium(error.to_string())
        }
    }
}

impl From<io::Error> for Failure {
    /// Errors of reading are told with their file's name; what comes this way is of standard output.
    fn from(error: io::Error) -> Failure {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::Closed,
            _ => Failure::Medium(format!("cannot write to standard output: {error}")),
        }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Failure {
        io::Error::from(error).into()
    }
}

impl From<csv::Error> for Failure {
    fn from(error: csv::Error) -> Failure {
        io::Error::from(error).into()
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Usage(message) => {
                told(f, message)?;
                f.write_str("\nFor more information, try 'changetalk --help'.")
            }
            Failure::Medium(message) => told(f, message),
            Failure::Lexicon(drawing) => f.write_str(drawing),
            Failure::Closed => Ok(()),
        }
    }
}

/// A message, in which names of files and of whatever stands in them do nothing to a terminal.
fn told(f: &mut fmt::Formatter<'_>, message: &str) -> fmt::Result {
    f.write_str("changetalk: ")?;
    for (number, line) in message.split('\n').enumerate() {
        if number > 0 {
            f.write_str("\n")?;
        }
        write!(f, "{}", Harmless(line))?;
    }
    Ok(())
}
