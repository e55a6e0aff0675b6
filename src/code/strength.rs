use std::fmt;

use serde::{Deserialize, Serialize};

/// How strongly something is said: hedges lower it, boosters raise it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// "I guess I'd like to smoke less."
    Low,
    /// "I'd like to smoke less."
    Medium,
    /// "I really want to smoke less, no matter what."
    High,
}

impl Strength {
    /// `low`, `medium` or `high`.
    pub fn name(self) -> &'static str {
        match self {
            Strength::Low => "low",
            Strength::Medium => "medium",
            Strength::High => "high",
        }
    }

    /// One step up, if there is one.
    #[must_use]
    pub fn raised(self) -> Strength {
        match self {
            Strength::Low => Strength::Medium,
            Strength::Medium | Strength::High => Strength::High,
        }
    }

    /// One step down, if there is one.
    #[must_use]
    pub fn lowered(self) -> Strength {
        match self {
            Strength::High => Strength::Medium,
            Strength::Medium | Strength::Low => Strength::Low,
        }
    }
}

impl fmt::Display for Strength {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
