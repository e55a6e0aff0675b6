use std::fmt;

use serde::{Deserialize, Serialize};

/// The kind of client language (DARN-CAT and other).
///
/// Desire, ability, reason and need are *preparatory*; commitment, activation and taking steps are *mobilising*.
/// Sources: MISC 2.1 (Miller, Moyers, Ernst and Amrhein 2008), MISC 2.5 and CLEAR, which differ in what they join.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// Wanting, liking, hating.
    Desire,
    /// Can, willpower, how hard it is.
    Ability,
    /// A specific cost or benefit; worry; should, ought, have to.
    Reason,
    /// Need, must.
    Need,
    /// Intention, promise, plan, decision.
    Commitment,
    /// Ready, willing, considering.
    Activation,
    /// A concrete recent act.
    TakingSteps,
    /// Problem recognition, minimising, hypotheticals.
    Other,
}

impl Code {
    /// All eight, preparatory first.
    pub const ALL: [Code; 8] =
        [Code::Desire, Code::Ability, Code::Reason, Code::Need, Code::Commitment, Code::Activation, Code::TakingSteps, Code::Other];

    /// The name used in files, such as `taking_steps`.
    pub fn name(self) -> &'static str {
        match self {
            Code::Desire => "desire",
            Code::Ability => "ability",
            Code::Reason => "reason",
            Code::Need => "need",
            Code::Commitment => "commitment",
            Code::Activation => "activation",
            Code::TakingSteps => "taking_steps",
            Code::Other => "other",
        }
    }

    /// The code of a name used in files.
    pub fn parse(name: &str) -> Option<Code> {
        Code::ALL.into_iter().find(|code| code.name() == name)
    }

    /// Commitment, activation and taking steps mobilise.
    pub fn is_mobilising(self) -> bool {
        matches!(self, Code::Commitment | Code::Activation | Code::TakingSteps)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
