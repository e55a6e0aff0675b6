//! What a session comes to: the measures that people compute of coded sessions.
//!
//! `record` is what is kept of a session while it goes on, a few bytes a turn and none of its words; [`Measures`] are worked out of it whenever they are asked
//! for: `share` (so many of so many), `trend` (strength through the session), `transition` (what followed which kind of counsellor's turn).

mod moment;
mod record;
mod share;
mod transition;
mod trend;

use serde::{Deserialize, Serialize};

use crate::code::{Code, Level, Manner, Rating, Risk, Scale};

pub use moment::{Moment, Noteworthy};
pub(crate) use record::{Coded, Heard, Record};
pub use share::Share;
pub use transition::{Odds, Transition};
pub use trend::{Strengths, Tenth, Trend};

/// The measures of a session, at one moment.
///
/// | measure | of what | formula | source |
/// |---|---|---|---|
/// | [`turns`](Measures::turns) | turns | counts by talk type | |
/// | [`utterances`](Measures::utterances), [`codes`](Measures::codes) | client's utterances | one code each, that of the strongest finding | MISC 2.1 |
/// | [`change_turns`](Measures::change_turns) | client's turns | change / (change + sustain) | percent change talk by volley |
/// | [`change_utterances`](Measures::change_utterances) | client's utterances | the same | percent change talk: Magill and others 2014 |
/// | [`ratio`](Measures::ratio) | client's utterances | change / sustain | CT:ST ratio: Moyers and others 2009 |
/// | [`commitment`](Measures::commitment) | utterances of commitment | toward change / all commitment | Amrhein and others 2003 |
/// | [`mobilising`](Measures::mobilising) | change utterances | commitment, activation, taking steps / all | DARN-CAT |
/// | [`strengths`](Measures::strengths), [`mobilising_strengths`](Measures::mobilising_strengths) | client's utterances | see [`Strengths`] | Amrhein and others 2003 |
/// | [`transitions`](Measures::transitions) | client's turns | see [`Transition`] | MISC sequential coding: Moyers and Martin 2006 |
///
/// Every share knows how many it rests on, and prints so many of so many rather than a percentage where they are few.
///
/// ```
/// use changetalk::{Session, Tagger};
///
/// let mut session = Session::new(Tagger::english());
/// session.counsellor("What do you make of your drinking?");
/// session.client("I want to stop. But it relaxes me.");
/// session.counsellor("What would be good about stopping?");
/// session.client("I'd have more money for the kids.");
/// let measures = session.measures();
/// assert_eq!((measures.utterances.change, measures.utterances.sustain), (2, 1));
/// assert_eq!(measures.change_utterances.to_string(), "2 of 3");
/// assert_eq!(measures.ratio(), Some(2.0));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measures {
    /// Turns of both sides.
    pub turns: Turns,
    /// The client's utterances (thought units).
    pub utterances: Utterances,
    /// The client's coded utterances by code, in the order of [`Code::ALL`].
    pub codes: Vec<CodeCount>,
    /// Percent change talk over turns: change of change and sustain.
    pub change_turns: Share,
    /// Percent change talk over utterances.
    pub change_utterances: Share,
    /// Of the utterances of commitment, those toward change.
    pub commitment: Share,
    /// Of the utterances of change talk, those that mobilise.
    pub mobilising: Share,
    /// Strength through the session, over all coded utterances.
    pub strengths: Strengths,
    /// The same over commitment, activation and taking steps: where it rises to the end, change is likelier to follow.
    pub mobilising_strengths: Strengths,
    /// What followed which kind of counsellor's turn, in the order of [`Manner::ALL`].
    pub transitions: Vec<Transition>,
    /// Where the client pushed against the counsellor or the process, and what went before.
    pub discord: Vec<Strain>,
    /// Numbers that the client gave on a scale.
    pub rulers: Vec<Ruling>,
    /// Safety alerts of every level.
    pub alerts: Vec<Alarm>,
    /// Turns worth a supervisor's look.
    pub moments: Vec<Moment>,
}

/// Turns of a session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turns {
    /// All turns, those of others in the room included.
    pub all: u32,
    /// The counsellor's.
    pub counsellor: u32,
    /// The client's.
    pub client: u32,
    /// The client's turns of change talk.
    pub change: u32,
    /// The client's turns of sustain talk.
    pub sustain: u32,
    /// The client's neutral turns.
    pub neutral: u32,
    /// The client's turns in which something speaks for change and something against it, whichever way they lean.
    pub ambivalent: u32,
}

/// The client's utterances.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Utterances {
    /// All of them.
    pub all: u32,
    /// Coded as change talk.
    pub change: u32,
    /// Coded as sustain talk.
    pub sustain: u32,
    /// Not coded: follow/neutral.
    pub neutral: u32,
}

/// How often a code was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeCount {
    /// The code.
    pub code: Code,
    /// Toward change.
    pub change: u32,
    /// Away from it.
    pub sustain: u32,
}

/// A client's turn with discord.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Strain {
    /// The turn of the session, from 0.
    pub turn: u32,
    /// The counsellor's turn before it, backchannels aside.
    pub after: Option<Manner>,
}

/// A number that a client gave on a scale from 0 to 10.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "FlatRuling", into = "FlatRuling")]
pub struct Ruling {
    /// The turn of the session, from 0.
    pub turn: u32,
    /// What was scaled, and the number.
    pub rating: Rating,
}

/// A [`Ruling`] as it is written: all in one. Serde's own flattening makes a map of it, which not every form can write.
#[derive(Serialize, Deserialize)]
struct FlatRuling {
    turn: u32,
    scale: Scale,
    low: u8,
    high: u8,
}

impl From<FlatRuling> for Ruling {
    fn from(FlatRuling { turn, scale, low, high }: FlatRuling) -> Ruling {
        Ruling { turn, rating: Rating { scale, low, high } }
    }
}

impl From<Ruling> for FlatRuling {
    fn from(Ruling { turn, rating: Rating { scale, low, high } }: Ruling) -> FlatRuling {
        FlatRuling { turn, scale, low, high }
    }
}

/// A client's turn with a safety alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alarm {
    /// The turn of the session, from 0.
    pub turn: u32,
    /// What it is about.
    pub kind: Risk,
    /// How it stands to the here and now.
    pub level: Level,
}

impl Measures {
    /// The CT:ST ratio, over utterances; none where there is no sustain talk to divide by.
    pub fn ratio(&self) -> Option<f64> {
        let Utterances { change, sustain, .. } = self.utterances;
        (sustain > 0).then(|| f64::from(change) / f64::from(sustain))
    }

    /// The numbers given on one scale, in order.
    pub fn rulers_of(&self, scale: Scale) -> impl Iterator<Item = Ruling> {
        self.rulers.iter().copied().filter(move |ruling| ruling.rating.scale == scale)
    }
}
