use std::fmt;

use serde::{Deserialize, Serialize};

/// What a client's turn is, as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Talk {
    /// Speaks for the target behaviour change.
    Change,
    /// Speaks for the status quo.
    Sustain,
    /// Leans neither way ("follow/neutral" in MISC).
    Neutral,
}

impl Talk {
    /// The three types, in the order in which tables print them.
    pub const ALL: [Talk; 3] = [Talk::Change, Talk::Sustain, Talk::Neutral];

    /// The name used in files: `change`, `sustain` or `neutral`.
    pub fn name(self) -> &'static str {
        match self {
            Talk::Change => "change",
            Talk::Sustain => "sustain",
            Talk::Neutral => "neutral",
        }
    }

    /// The talk type that a coder's label names: `change`, `sustain`, `neutral`, and the common variants
    /// `ct`, `+`, `change talk`, `st`, `-`, `counter change`, `cct`, `fn`, `follow`, `follow/neutral`, `n`, `0`. Case is ignored.
    pub fn parse(label: &str) -> Option<Talk> {
        match label.trim().to_ascii_lowercase().as_str() {
            "change" | "change talk" | "change_talk" | "ct" | "+" | "c" => Some(Talk::Change),
            "sustain" | "sustain talk" | "sustain_talk" | "st" | "-" | "s" | "cct" | "counter change" => Some(Talk::Sustain),
            "neutral" | "follow" | "follow/neutral" | "follow_neutral" | "fn" | "f/n" | "n" | "=" | "0" => Some(Talk::Neutral),
            _ => None,
        }
    }
}

impl fmt::Display for Talk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Which way a finding leans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Valence {
    /// Toward the target behaviour change (`+` in MISC).
    Change,
    /// Away from it (`-` in MISC).
    Sustain,
}

impl Valence {
    /// `change` or `sustain`.
    pub fn name(self) -> &'static str {
        Talk::from(self).name()
    }

    /// The other one.
    #[must_use]
    pub fn reversed(self) -> Valence {
        match self {
            Valence::Change => Valence::Sustain,
            Valence::Sustain => Valence::Change,
        }
    }
}

impl From<Valence> for Talk {
    fn from(valence: Valence) -> Talk {
        match valence {
            Valence::Change => Talk::Change,
            Valence::Sustain => Talk::Sustain,
        }
    }
}

impl fmt::Display for Valence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// How probable each talk type is. Each lies in [0, 1]; together they are one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Probability {
    /// Probability of change talk.
    pub change: f64,
    /// Probability of sustain talk.
    pub sustain: f64,
    /// Probability of neutral talk.
    pub neutral: f64,
}

impl Probability {
    /// The probability of one type.
    pub fn of(&self, talk: Talk) -> f64 {
        match talk {
            Talk::Change => self.change,
            Talk::Sustain => self.sustain,
            Talk::Neutral => self.neutral,
        }
    }

    /// The most probable type; neutral wins a tie, since coders code neutral when in doubt.
    pub fn most_probable(&self) -> Talk {
        if self.change > self.neutral && self.change > self.sustain {
            Talk::Change
        } else if self.sustain > self.neutral && self.sustain >= self.change {
            Talk::Sustain
        } else {
            Talk::Neutral
        }
    }
}
