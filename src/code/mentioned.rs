use std::fmt;

use serde::{Deserialize, Serialize};

/// What a client named that is worth coming back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mentioned {
    /// What stands between the client and the change or help.
    Barrier,
    /// What matters to the client.
    Value,
    /// Who or what supports them.
    Support,
    /// A step taken, a first success.
    SmallWin,
    /// What they intend to do.
    Plan,
    /// A lapse, a step back.
    Setback,
}

impl Mentioned {
    /// All of them, in the order of the documentation.
    pub const ALL: [Mentioned; 6] =
        [Mentioned::Barrier, Mentioned::Value, Mentioned::Support, Mentioned::SmallWin, Mentioned::Plan, Mentioned::Setback];

    /// The name used in files, such as `small_win`.
    pub fn name(self) -> &'static str {
        match self {
            Mentioned::Barrier => "barrier",
            Mentioned::Value => "value",
            Mentioned::Support => "support",
            Mentioned::SmallWin => "small_win",
            Mentioned::Plan => "plan",
            Mentioned::Setback => "setback",
        }
    }
}

impl fmt::Display for Mentioned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
