use std::fmt;

use serde::{Deserialize, Serialize};

/// What a safety alert is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Risk {
    /// Wanting to die, ending one's life.
    Suicide,
    /// Hurting oneself without a stated wish to die.
    SelfHarm,
    /// Hurting somebody else.
    HarmToOthers,
    /// Being hurt, threatened or controlled by somebody.
    HarmedByOthers,
    /// Overdose, dangerous withdrawal, another medical emergency.
    Medical,
}

impl Risk {
    /// The name used in files, such as `self_harm`.
    pub fn name(self) -> &'static str {
        match self {
            Risk::Suicide => "suicide",
            Risk::SelfHarm => "self_harm",
            Risk::HarmToOthers => "harm_to_others",
            Risk::HarmedByOthers => "harmed_by_others",
            Risk::Medical => "medical",
        }
    }
}

impl fmt::Display for Risk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// How an alert stands to the here and now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Said of oneself, now.
    Present,
    /// May be meant; a person has to ask.
    Unclear,
    /// Said of a time gone by.
    Past,
    /// Denied: "I'm not suicidal".
    Denied,
    /// Said of somebody else.
    ThirdPerson,
}

impl Level {
    /// The name used in files, such as `third_person`.
    pub fn name(self) -> &'static str {
        match self {
            Level::Present => "present",
            Level::Unclear => "unclear",
            Level::Past => "past",
            Level::Denied => "denied",
            Level::ThirdPerson => "third_person",
        }
    }

    /// The gravest of several: present, then unclear, past, somebody else's, denied.
    pub(crate) fn gravest(levels: impl Iterator<Item = Level> + Clone) -> Option<Level> {
        let order = [Level::Present, Level::Unclear, Level::Past, Level::ThirdPerson, Level::Denied];
        order.into_iter().find(|&level| levels.clone().any(|found| found == level))
    }

    /// Present and unclear alerts withhold every motivational suggestion.
    pub fn withholds(self) -> bool {
        matches!(self, Level::Present | Level::Unclear)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
