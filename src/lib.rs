//! Reads what clients say in counselling: change talk, sustain talk or neutral, and why.

mod check;
mod clause;
mod code;
mod compose;
mod error;
mod lexicon;
mod safety;
mod scan;
mod session;
mod tag;
mod tagger;
#[cfg(feature = "transcript")]
pub mod transcript;
mod weigh;

pub use check::LexiconExample;
pub use code::{Code, Level, OffsetUnit, Offsets, Probability, Risk, Span, Strength, Talk, Target, Valence};
pub use error::Error;
pub use lexicon::{EntryInfo, Lexicon, Problem};
pub use session::{Context, Session, SessionBuilder};
pub use tag::{Alert, Discord, Finding, Influence, Reason, Role, Tag};
pub use tagger::{Scratch, TagRef, Tagger};
