use std::fmt;

use serde::{Deserialize, Serialize};

/// What kind of turn a counsellor's is, told by simple rules.
///
/// The names are those of MITI 4.2 and MISC 2.1. A coder hears tone and knows what went before; rules over words tell questions, reflections
/// and the rest apart in about two turns of three (ACCURACY.md), so what is counted by these kinds is rough. Where a turn is several things, a question that it ends with
/// comes first, then persuasion, then reflection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Manner {
    /// "What would you like to change?", "Tell me more about that."
    OpenQuestion,
    /// "Do you drink every day?", "How many?"
    ClosedQuestion,
    /// "It sounds like you're torn."
    Reflection,
    /// Advice, warning or argument: "You need to stop.", "Why don't you call them?"
    Persuasion,
    /// Information, structure, small talk and the rest.
    Other,
}

impl Manner {
    /// All of them, in the order in which tables print them.
    pub const ALL: [Manner; 5] = [Manner::OpenQuestion, Manner::ClosedQuestion, Manner::Reflection, Manner::Persuasion, Manner::Other];

    /// The name used in files, such as `open_question`.
    pub fn name(self) -> &'static str {
        match self {
            Manner::OpenQuestion => "open_question",
            Manner::ClosedQuestion => "closed_question",
            Manner::Reflection => "reflection",
            Manner::Persuasion => "persuasion",
            Manner::Other => "other",
        }
    }
}

impl fmt::Display for Manner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
