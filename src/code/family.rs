use std::fmt;

use serde::{Deserialize, Serialize};

/// What kind of theme a client speaks of beside the change itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// What stands between the client and the change or help: shame, money, time, distrust …
    Barrier,
    /// What matters to the client: family, health, independence …
    Value,
    /// Where the client stands on the way: a goal, a past success, a small win, a lapse, a plan …
    Movement,
    /// What the client feels.
    Feeling,
    /// What the client is going through: being judged, losing ground, coming last …
    Experience,
}

impl Family {
    /// All families, in the order of the documentation.
    pub const ALL: [Family; 5] = [Family::Barrier, Family::Value, Family::Movement, Family::Feeling, Family::Experience];

    /// The name used in files, such as `barrier`.
    pub fn name(self) -> &'static str {
        match self {
            Family::Barrier => "barrier",
            Family::Value => "value",
            Family::Movement => "movement",
            Family::Feeling => "feeling",
            Family::Experience => "experience",
        }
    }
}

impl fmt::Display for Family {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
