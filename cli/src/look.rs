//! How things look to people: colour, width, marks. Colour never carries a meaning alone.

use std::fmt;
use std::io::{self, IsTerminal};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Effects, Style};
use changetalk::{Talk, Valence};
use console::Term;

/// Where there is no terminal to ask.
const WIDTH: usize = 100;
/// Longer lines are hard to read.
const WIDEST: usize = 110;
const NARROWEST: usize = 40;

/// What the reader's side can show.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    pub(crate) colour: bool,
    pub(crate) width: usize,
}

impl Look {
    pub(crate) fn of_stdout() -> Look {
        let stdout = io::stdout();
        Look { colour: AutoStream::choice(&stdout) != ColorChoice::Never, width: width(stdout.is_terminal().then(Term::stdout)) }
    }

    pub(crate) fn of_stderr() -> Look {
        let stderr = io::stderr();
        Look { colour: AutoStream::choice(&stderr) != ColorChoice::Never, width: width(stderr.is_terminal().then(Term::stderr)) }
    }

    /// The text in a style, or as it is where there is no colour.
    pub(crate) fn paint<T: fmt::Display>(self, style: Style, text: T) -> Painted<T> {
        Painted { style: if self.colour { style } else { Style::new() }, text }
    }
}

fn width(terminal: Option<Term>) -> usize {
    let columns = || std::env::var("COLUMNS").ok()?.parse().ok();
    let asked = terminal.and_then(|terminal| terminal.size_checked()).map(|(_, columns)| usize::from(columns));
    asked.or_else(columns).unwrap_or(WIDTH).clamp(NARROWEST, WIDEST)
}

/// A text with a style around it.
pub(crate) struct Painted<T> {
    style: Style,
    text: T,
}

impl<T: fmt::Display> fmt::Display for Painted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.style.render())?;
        self.text.fmt(f)?;
        write!(f, "{}", self.style.render_reset())
    }
}

/// `+`, `−` or `·`.
pub(crate) fn mark(talk: Talk) -> &'static str {
    match talk {
        Talk::Change => "+",
        Talk::Sustain => "−",
        Talk::Neutral => "·",
    }
}

/// Green for change, amber for sustain (red is kept for alarm: sustain talk is nothing bad), nothing for neutral.
pub(crate) fn talk_style(talk: Talk) -> Style {
    match talk {
        Talk::Change => AnsiColor::Green.on_default(),
        Talk::Sustain => AnsiColor::Yellow.on_default(),
        Talk::Neutral => DIM,
    }
}

/// The words that decided.
pub(crate) fn deciding(valence: Valence) -> Style {
    talk_style(valence.into()).bold().underline()
}

/// What is there for reference.
pub(crate) const DIM: Style = Style::new().effects(Effects::DIMMED);
/// Headings.
pub(crate) const BOLD: Style = Style::new().effects(Effects::BOLD);
/// What a person must look at.
pub(crate) const ALARM: Style = AnsiColor::Red.on_default().effects(Effects::BOLD);
/// Discord: worth a look.
pub(crate) const NOTICE: Style = AnsiColor::Magenta.on_default();
