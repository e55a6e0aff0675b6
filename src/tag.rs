//! What the tagger answers, in owned form.

use serde::{Deserialize, Serialize};

use crate::code::{Code, Family, Level, Probability, Risk, Span, Strength, Talk, Valence};

/// All that was read in one turn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tag {
    /// The most probable talk type of the whole turn.
    pub talk: Talk,
    /// How probable each type is.
    pub probability: Probability,
    /// At least one finding of each valence, whatever `talk` came out.
    pub ambivalent: bool,
    /// What was found, the strongest first.
    pub findings: Vec<Finding>,
    /// What else weighed in: the turn before, the client's recent leaning, words that hint.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub context: Vec<Influence>,
    /// The thought units of the turn.
    pub utterances: Vec<Span>,
    /// Where the client pushes against the counsellor or the process.
    pub discord: Vec<Discord>,
    /// What the client speaks of beside the change: barriers, values, movement, feelings, experiences.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<Theme>,
    /// Safety alerts. Look at these before anything else is made of the turn.
    pub safety: Vec<Alert>,
}

/// One piece of change or sustain talk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Its kind.
    pub code: Code,
    /// Which way it leans.
    pub valence: Valence,
    /// How strongly it is said.
    pub strength: Strength,
    /// The words from the first cue to the last.
    pub span: Span,
    /// Which of the turn's utterances it belongs to.
    pub utterance: usize,
    /// The entry that leads it, such as `desire.want`.
    pub entry: String,
    /// How much it counts toward its valence, in log-odds.
    pub weight: f64,
    /// The cues it rests on, in the order of the text.
    pub why: Vec<Reason>,
}

/// One cue and what it did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// What the cue did.
    pub role: Role,
    /// Its words.
    pub span: Span,
    /// The entry it comes from; empty where the role rests on no entry (punctuation, position).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub entry: String,
    /// The factor it brought: +1, -1, or 0 where it brought none.
    pub factor: i8,
    /// How far it reached: the byte where its scope ended.
    pub reach: u32,
}

/// What a cue does in a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// How the client stands to it.
    Stance,
    /// What it is about, toward change or the status quo.
    Direction,
    /// Turns the direction around: stop, without, less.
    Reverse,
    /// Holds the direction: keep, go back to.
    Hold,
    /// Carries the direction: have, take, go to.
    Act,
    /// A phrase that means what it says, without composing.
    Idiom,
    /// Reverses.
    Negation,
    /// Lowers the strength.
    Hedge,
    /// Raises the strength.
    Booster,
    /// Makes it conditional.
    Condition,
    /// Says when.
    Time,
    /// Says who.
    Person,
    /// A yes or no that takes up the turn before.
    Reply,
    /// The direction comes from earlier in the turn or session.
    Inherited,
}

/// Something beside the findings that weighed in: where the turn stands, what the counsellor asked for, words that hint.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Influence {
    /// Its name: `context.asked` and the like as in `weights.toml`, or a hint's entry, such as `hint.could`.
    pub name: String,
    /// Added to the log-odds of change.
    pub change: f64,
    /// Added to the log-odds of sustain.
    pub sustain: f64,
    /// The words of a hint.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spans: Vec<Span>,
}

/// A stretch of discord.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discord {
    /// The words.
    pub span: Span,
    /// The entry they come from.
    pub entry: String,
}

/// A barrier, value, movement or feeling that the client names. It says nothing about valence and weighs nothing in `talk`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Theme {
    /// Which kind of theme.
    pub family: Family,
    /// The entry, such as `barrier.shame`.
    pub name: String,
    /// The words.
    pub span: Span,
}

/// A safety alert: a screen, not a monitor. A person must look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alert {
    /// What it is about.
    pub kind: Risk,
    /// How it stands to the here and now.
    pub level: Level,
    /// The words it rests on.
    pub spans: Vec<Span>,
    /// The entries they come from.
    pub entries: Vec<String>,
}
