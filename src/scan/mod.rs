//! `&str` → cues in order, reading the text once.
//!
//! `words` cuts the text into tokens (case, apostrophes, contractions, numbers and punctuation are settled there), `speech` drops
//! fillers and stutters, `cues` finds the phrases of the lexicon over what is left.

mod cues;
mod speech;
mod words;

use crate::lexicon::{Form, WordId};

pub(crate) use cues::{CueFinder, CueList};
pub(crate) use speech::clean;
pub(crate) use words::tokenize;

/// What stands between a token and the one before it, the weakest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Break {
    #[default]
    None,
    Hyphen,
    Comma,
    /// A cut-off or a thought dash.
    Dash,
    Stop,
    Question,
}

impl Break {
    /// Ends a sentence.
    pub(crate) fn is_stop(self) -> bool {
        self >= Break::Stop
    }
}

/// One word of the text. A contraction makes several, all with its span.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) word: WordId,
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) before: Break,
    /// Tells unknown words apart.
    pub(crate) hash: u32,
}

impl Token {
    pub(crate) fn same_word(&self, other: &Token) -> bool {
        self.word == other.word && self.hash == other.hash
    }
}

/// A phrase of the lexicon in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cue {
    pub(crate) entry: u32,
    pub(crate) form: Form,
    /// Tokens `[first, end)`.
    pub(crate) first: u32,
    pub(crate) end: u32,
}
