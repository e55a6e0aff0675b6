use std::fmt;

use serde::{Deserialize, Serialize};

/// What a ruler asks a client to put a number on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// How important the change is.
    Importance,
    /// How sure one is of managing it.
    Confidence,
    /// How ready one is.
    Readiness,
    /// A scale, of what is not said.
    Unnamed,
}

impl Scale {
    /// All four.
    pub const ALL: [Scale; 4] = [Scale::Importance, Scale::Confidence, Scale::Readiness, Scale::Unnamed];

    /// The name used in files.
    pub fn name(self) -> &'static str {
        match self {
            Scale::Importance => "importance",
            Scale::Confidence => "confidence",
            Scale::Readiness => "readiness",
            Scale::Unnamed => "unnamed",
        }
    }
}

impl fmt::Display for Scale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A number that a client gives on a scale from 0 to 10, or two that it lies between: "a six", "five or six".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// What was scaled.
    pub scale: Scale,
    /// The number, or the lower of two.
    pub low: u8,
    /// The number, or the higher of two.
    pub high: u8,
}

/// As it was said: "6", "5 or 6".
impl fmt::Display for Rating {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.low == self.high { f.pad(&self.low.to_string()) } else { f.pad(&format!("{} or {}", self.low, self.high)) }
    }
}
