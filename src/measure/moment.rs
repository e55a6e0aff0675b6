use std::fmt;

use serde::{Deserialize, Serialize};

/// A turn worth a supervisor's look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// The turn of the session, from 0: the client's, or the counsellor's that answers it.
    pub turn: u32,
    /// Why it is worth a look.
    pub what: Noteworthy,
}

/// Why a turn is worth a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Noteworthy {
    /// A safety alert, present or unclear.
    Alert,
    /// The client pushes against the counsellor or the process.
    Discord,
    /// Change talk that the counsellor's next turn met with a closed question, so that it may not have been taken up.
    MissedChangeTalk,
    /// Sustain talk that the counsellor's next turn met with persuasion.
    SustainMetWithPersuasion,
    /// The client's recent turns lean further toward change than those before, or a number on a scale is higher than the one before.
    ReadinessRising,
}

impl Noteworthy {
    /// All of them, the gravest first.
    pub const ALL: [Noteworthy; 5] = [
        Noteworthy::Alert,
        Noteworthy::Discord,
        Noteworthy::MissedChangeTalk,
        Noteworthy::SustainMetWithPersuasion,
        Noteworthy::ReadinessRising,
    ];

    /// The name used in files, such as `missed_change_talk`.
    pub fn name(self) -> &'static str {
        match self {
            Noteworthy::Alert => "alert",
            Noteworthy::Discord => "discord",
            Noteworthy::MissedChangeTalk => "missed_change_talk",
            Noteworthy::SustainMetWithPersuasion => "sustain_met_with_persuasion",
            Noteworthy::ReadinessRising => "readiness_rising",
        }
    }
}

impl fmt::Display for Noteworthy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
