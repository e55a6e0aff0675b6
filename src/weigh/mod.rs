//! Findings + context → probabilities and talk type.
//!
//! A small log-linear model whose every number stands in `weights.toml`: neutral has log-odds 0; change and sustain begin at a bias,
//! gain by their own findings and the context, and lose a share of the other side's.

use crate::code::Probability;
use crate::compose::Findings;
use crate::lexicon::Weights;

/// What weighs in beside the findings.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Influences {
    /// The turn is part of a dialogue, not a line on its own.
    pub(crate) dialogue: bool,
    /// The client's recent leaning, from -1 to 1.
    pub(crate) leaning: f64,
    /// Which way the counsellor's question asks, from -1 to 1.
    pub(crate) asked: f64,
    /// Stances to things that no phrase names, from -1 to 1; counts in a dialogue only.
    pub(crate) undirected: f64,
}

/// A named share of the log-odds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Share {
    pub(crate) name: &'static str,
    pub(crate) change: f64,
    pub(crate) sustain: f64,
}

/// How many shares there are.
pub(crate) const SHARES: usize = 4;

/// The shares of the log-odds that come from outside the findings.
pub(crate) fn shares(weights: &Weights, influences: &Influences) -> [Share; SHARES] {
    let (name, bias) = if influences.dialogue { ("bias.dialogue", weights.dialogue) } else { ("bias.isolated", weights.isolated) };
    let leaning = weights.leaning * influences.leaning;
    let asked = weights.asked * influences.asked;
    let undirected = weights.hinted * influences.undirected;
    [
        Share { name, change: bias, sustain: bias },
        Share { name: "context.leaning", change: leaning, sustain: -leaning },
        Share { name: "context.asked", change: asked, sustain: -asked },
        Share { name: "context.undirected", change: undirected, sustain: -undirected },
    ]
}

/// The probabilities of a turn, from its findings and the shares that come from outside them.
pub(crate) fn weigh(weights: &Weights, findings: &Findings, shares: &[Share], ranked: &mut Vec<f64>) -> Probability {
    let change = total(weights, findings, 1, ranked);
    let sustain = weights.sustain * total(weights, findings, -1, ranked);
    let outside = |pick: fn(&Share) -> f64| shares.iter().map(pick).sum::<f64>();
    softmax(
        change - weights.opposed * sustain + outside(|share| share.change),
        sustain - weights.opposed * change + outside(|share| share.sustain),
    )
}

/// The weights of one valence: the strongest counts whole, each further one less.
fn total(weights: &Weights, findings: &Findings, sign: i8, ranked: &mut Vec<f64>) -> f64 {
    ranked.clear();
    ranked.extend(findings.list.iter().filter(|finding| finding.sign == sign).map(|finding| finding.weight));
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
