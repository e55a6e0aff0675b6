//! Lexicon files → the tables that tagging works with.
//!
//! `source` reads and checks one file; `compile` turns all files into [`Compiled`] tables: `vocabulary` (words), `phrase_book` (phrases over
//! words), and what entries mean. This part of the house knows only `code`: the build script has it too, and compiles the built-in
//! lexicon ahead.

mod answers;
#[cfg(test)]
mod book_tests;
mod compile;
mod examples;
mod fast_hash;
mod fields;
mod inflect;
mod late;
mod meaning;
mod numbers;
mod packed_book;
mod packed_rows;
mod phrase;
mod phrase_book;
mod phrase_graph;
mod problem;
mod response;
mod row;
mod source;
mod spellings;
mod spread;
mod tables;
mod template;
mod vocabulary;
mod weights;
mod word_lists;
mod wording;

pub(crate) use answers::Answers;
pub(crate) use compile::{compile, written};
pub(crate) use examples::{Example, Expect};
pub(crate) use fast_hash::Folded as FoldedHasher;
pub(crate) use meaning::{Asks, Effect, Form, Holder, Layer, Meaning, Negated, Object, Person, Polarity, Position, Scope, Sign};
pub(crate) use phrase_book::{Extent, Output, Walks};
pub(crate) use phrase_graph::Label;
pub use problem::Problem;
pub(crate) use problem::Problems;
pub(crate) use response::{Conditions, Policy, Response, State, States};
pub(crate) use source::SourceFile;
pub(crate) use tables::{Class, Compiled, EntryRecord, FillerRule, GENERAL, Mark, NO_BEHAVIOUR, Packed};
pub(crate) use template::{Piece, Slot, Template};
pub(crate) use vocabulary::{NUMBER, UNKNOWN, WordId, is_apostrophe, without_possessive};
pub use weights::Weights;
pub(crate) use word_lists::{WordKeys, WordList};
