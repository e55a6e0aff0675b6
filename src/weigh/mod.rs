//! Findings + context → probabilities and talk type.
//!
//! A small log-linear model whose every number stands in `weights.toml`: neutral has log-odds 0; change and sustain begin at a bias,
//! gain by their own findings and the context, and lose a share of the other side's.

use serde::{Deserialize, Serialize};

use crate::code::{Code, Probability, Strength};
use crate::compose::{Footing, RawFinding, Source};
use crate::lexicon::Weights;

/// Turns of this many words count as of ordinary length.
pub(crate) const ORDINARY: usize = 8;
/// How probable change or sustain talk is in a client's usual turn.
const USUAL: f64 = 0.25;
/// No turn counts as longer or shorter than by this many doublings.
const DOUBLINGS: f64 = 3.0;

/// What weighs in beside the findings.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Influences {
    /// The turn is part of a dialogue, not a line on its own.
    pub(crate) dialogue: bool,
    /// The client's recent leaning.
    pub(crate) leaning: Leaning,
    /// What the counsellor asks for.
    pub(crate) asked: Asked,
    /// Stances to things that no phrase names, from -1 to 1; counts in a dialogue only.
    pub(crate) undirected: f64,
    /// How many words the turn has.
    pub(crate) words: usize,
}

/// How the client's turns have come out of late: averages that forget.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Leaning {
    /// Change talk less sustain talk, from -1 to 1.
    #[serde(with = "crate::session::exact")]
    pub(crate) side: f64,
    /// Change and sustain talk together, from 0 to 1.
    #[serde(with = "crate::session::exact")]
    pub(crate) either: f64,
}

impl Default for Leaning {
    /// Of a client who has said nothing yet, what most are like.
    fn default() -> Leaning {
        Leaning { side: 0.0, either: USUAL }
    }
}

impl Leaning {
    /// After one more turn.
    pub(crate) fn after(self, weights: &Weights, probability: Probability) -> Leaning {
        let average = |before: f64, now: f64| before * weights.leaning_decay + now * (1.0 - weights.leaning_decay);
        Leaning {
            side: average(self.side, probability.change - probability.sustain),
            either: average(self.either, probability.change + probability.sustain),
        }
    }
}

/// What a counsellor's turn asks for, each from 0 (or -1) to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Asked {
    /// Which way an answer leans by itself, from -1 to 1.
    #[serde(with = "crate::session::exact")]
    pub(crate) lean: f64,
    /// How much it asks for the client's view.
    #[serde(with = "crate::session::exact")]
    pub(crate) view: f64,
    /// How much it asks for facts.
    #[serde(with = "crate::session::exact")]
    pub(crate) facts: f64,
}

impl Asked {
    /// The same, taken up by a share.
    pub(crate) fn taken_up(self, share: f64) -> Asked {
        Asked { lean: self.lean * share, view: self.view * share, facts: self.facts * share }
    }
}

/// A named share of the log-odds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Share {
    pub(crate) name: &'static str,
    pub(crate) change: f64,
    pub(crate) sustain: f64,
}

impl Share {
    fn both(name: &'static str, value: f64) -> Share {
        Share { name, change: value, sustain: value }
    }

    fn against(name: &'static str, value: f64) -> Share {
        Share { name, change: value, sustain: -value }
    }
}

/// How many shares there are.
pub(crate) const SHARES: usize = 7;

/// The shares of the log-odds that come from outside the findings.
pub(crate) fn shares(weights: &Weights, influences: &Influences) -> [Share; SHARES] {
    let Influences { dialogue, leaning, asked, undirected, words } = *influences;
    let (bias, change, sustain) = if dialogue {
        ("bias.dialogue", weights.dialogue_change, weights.dialogue_sustain)
    } else {
        ("bias.isolated", weights.isolated_change, weights.isolated_sustain)
    };
    let doublings = if dialogue { (words.max(1) as f64 / ORDINARY as f64).log2().clamp(-DOUBLINGS, DOUBLINGS) } else { 0.0 };
    let (toward, other) = (weights.asked * asked.lean.abs(), weights.asked_other * asked.lean.abs());
    let (for_change, for_sustain) = if asked.lean > 0.0 { (toward, other) } else { (other, toward) };
    let (side, either) = if dialogue { (weights.leaning * leaning.side, weights.leaning_either * leaning.either) } else { (0.0, 0.0) };
    [
        Share { name: bias, change, sustain },
        Share::both("context.length", weights.length * doublings),
        Share { name: "context.leaning", change: either + side, sustain: either - side },
        Share { name: "context.asked", change: for_change, sustain: for_sustain },
        Share::both("context.view", weights.view * asked.view),
        Share::both("context.facts", weights.facts * asked.facts),
        Share::against("context.undirected", weights.hinted * undirected),
    ]
}

/// What each finding counts for.
pub(crate) fn settle(weights: &Weights, findings: &mut [RawFinding]) {
    for finding in findings {
        finding.weight = worth(weights, finding);
    }
}

/// Code × strength × what the finding rests on.
pub(crate) fn worth(weights: &Weights, finding: &RawFinding) -> f64 {
    let (change, sustain) = match finding.code {
        Code::Desire => (weights.change_desire, weights.sustain_desire),
        Code::Ability => (weights.change_ability, weights.sustain_ability),
        Code::Reason => (weights.change_reason, weights.sustain_reason),
        Code::Need => (weights.change_need, weights.sustain_need),
        Code::Commitment => (weights.change_commitment, weights.sustain_commitment),
        Code::Activation => (weights.change_activation, weights.sustain_activation),
        Code::TakingSteps => (weights.change_taking_steps, weights.sustain_taking_steps),
        Code::Other => (weights.change_other, weights.sustain_other),
    };
    let strength = match finding.strength {
        Strength::Low => weights.low,
        Strength::Medium => 1.0,
        Strength::High => weights.high,
    };
    let footing = match finding.footing {
        Footing::Named => 1.0,
        Footing::Inherited if finding.sign > 0 => weights.inherited_change,
        Footing::Inherited => weights.inherited_sustain,
        Footing::Elliptic => weights.elliptic,
        Footing::Undirected if finding.sign > 0 => weights.undirected_change,
        Footing::Undirected => weights.undirected_sustain,
        Footing::Undated => weights.undated,
        Footing::Incidental => weights.incidental,
    };
    let conditional = if finding.conditional { weights.conditional } else { 1.0 };
    let source = match finding.source {
        Source::Own => 1.0,
        Source::Answered => weights.answered,
        Source::Agreed(clarity) => weights.agreed * clarity,
    };
    let base = if finding.sign > 0 { change } else { sustain };
    base * strength * footing * conditional * source
}

/// How often a hint stands in a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hinted {
    pub(crate) hint: u16,
    pub(crate) times: u16,
}

/// What a hint adds: each further use of it less than the one before, and all of them less in a line on its own.
pub(crate) fn hinted(weights: &Weights, hinted: Hinted, dialogue: bool) -> (f64, f64) {
    let Some(hint) = weights.hints.get(hinted.hint as usize) else { return (0.0, 0.0) };
    let times = f64::from(hinted.times).ln_1p() * if dialogue { 1.0 } else { weights.hints_isolated };
    (hint.change * times, hint.sustain * times)
}

/// What was read in a turn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading<'a> {
    pub(crate) findings: &'a [RawFinding],
    pub(crate) hints: &'a [Hinted],
    /// The turn is part of a dialogue.
    pub(crate) dialogue: bool,
}

/// The probabilities of a turn, from its findings, its hints and the shares that come from outside it.
pub(crate) fn weigh(weights: &Weights, reading: Reading<'_>, shares: &[Share], ranked: &mut Vec<f64>) -> Probability {
    let Reading { findings, hints, dialogue } = reading;
    let change = total(weights, findings, 1, ranked);
    let sustain = total(weights, findings, -1, ranked);
    let outside = shares.iter().map(|share| (share.change, share.sustain));
    let words = hints.iter().map(|&hint| hinted(weights, hint, dialogue));
    let (more_change, more_sustain) = outside.chain(words).fold((0.0, 0.0), |sum, share| (sum.0 + share.0, sum.1 + share.1));
    softmax(change - weights.opposed * sustain + more_change, sustain - weights.opposed * change + more_sustain)
}

/// The weights of one valence: the strongest counts whole, each further one less.
fn total(weights: &Weights, findings: &[RawFinding], sign: i8, ranked: &mut Vec<f64>) -> f64 {
    ranked.clear();
    ranked.extend(findings.iter().filter(|finding| finding.sign == sign).map(|finding| finding.weight));
    ranked.sort_by(|a, b| b.total_cmp(a));
    let mut share = 1.0;
    let mut sum = 0.0;
    for weight in ranked.iter() {
        sum += weight * share;
        share *= weights.repeated;
    }
    sum
}

fn softmax(change: f64, sustain: f64) -> Probability {
    let top = change.max(sustain).max(0.0);
    let (change, sustain, neutral): (f64, f64, f64) = ((change - top).exp(), (sustain - top).exp(), (-top).exp());
    let sum = change + sustain + neutral;
    let (change, sustain) = (rounded(change / sum), rounded(sustain / sum));
    Probability { change, sustain, neutral: rounded(1.0 - change - sustain).max(0.0) }
}

/// Six decimals: more would claim a precision that no coder has, and these survive any way of writing numbers down.
pub(crate) fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}
