use std::fmt;

use serde::{Deserialize, Serialize};

use super::category::Code;
use super::talk::{Talk, Valence};

/// A coding scheme, to name codes as it does.
///
/// MISC 2.1 codes desire, ability and need as kinds of reason, and readiness as commitment. MISC 2.5 has them apart, and like 2.1 no code of its own for
/// activation. CLEAR has one, and speaks of change talk (CT) and counter-change talk (CCT).
///
/// ```
/// use changetalk::{Code, Scheme, Talk, Valence};
///
/// assert_eq!(Scheme::Misc21.label(Code::Desire, Valence::Sustain), "Rd-");
/// assert_eq!(Scheme::Misc25.label(Code::Desire, Valence::Sustain), "D-");
/// assert_eq!(Scheme::Clear.label(Code::Activation, Valence::Change), "CT-AC");
/// assert_eq!(Scheme::Misc25.talk(Talk::Neutral), "FN");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scheme {
    /// Motivational Interviewing Skill Code 2.1 (Miller, Moyers, Ernst and Amrhein 2008).
    Misc21,
    /// Motivational Interviewing Skill Code 2.5 (Houck, Moyers, Miller, Glynn and Hallgren 2010).
    Misc25,
    /// Client Language Easy Rating (Glynn and Moyers 2012).
    Clear,
}

impl Scheme {
    /// All three.
    pub const ALL: [Scheme; 3] = [Scheme::Misc21, Scheme::Misc25, Scheme::Clear];

    /// `MISC 2.1`, `MISC 2.5` or `CLEAR`.
    pub fn name(self) -> &'static str {
        match self {
            Scheme::Misc21 => "MISC 2.1",
            Scheme::Misc25 => "MISC 2.5",
            Scheme::Clear => "CLEAR",
        }
    }

    /// The scheme's code for change or sustain talk of a kind, such as `R+` or `CCT-R`.
    pub fn label(self, code: Code, valence: Valence) -> String {
        let symbol = match (self, code) {
            (Scheme::Misc21, Code::Desire) => "Rd",
            (Scheme::Misc21, Code::Ability) => "Ra",
            (Scheme::Misc21, Code::Need) => "Rn",
            (Scheme::Misc21 | Scheme::Misc25, Code::Activation) => "C",
            (_, Code::Desire) => "D",
            (_, Code::Ability) => "A",
            (_, Code::Need) => "N",
            (_, Code::Activation) => "AC",
            (_, Code::Reason) => "R",
            (_, Code::Commitment) => "C",
            (_, Code::TakingSteps) => "TS",
            (_, Code::Other) => "O",
        };
        match (self, valence) {
            (Scheme::Clear, Valence::Change) => format!("CT-{symbol}"),
            (Scheme::Clear, Valence::Sustain) => format!("CCT-{symbol}"),
            (_, Valence::Change) => format!("{symbol}+"),
            (_, Valence::Sustain) => format!("{symbol}-"),
        }
    }

    /// The scheme's name for a talk type: CT and ST (CCT in CLEAR), and FN, follow/neutral, which CLEAR does not code.
    pub fn talk(self, talk: Talk) -> &'static str {
        match (self, talk) {
            (_, Talk::Change) => "CT",
            (Scheme::Clear, Talk::Sustain) => "CCT",
            (_, Talk::Sustain) => "ST",
            (_, Talk::Neutral) => "FN",
        }
    }
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
