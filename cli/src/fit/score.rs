//! How well predictions agree with the labels, and how sure that is.

use changetalk::{Probability, Talk};
use serde::Serialize;

use crate::metrics::{Class, Confusion, brier, ratio};

/// By session, each labelled turn's label and probabilities.
pub(super) type Predictions = Vec<Vec<(Talk, Probability)>>;

/// How often the sessions are drawn anew for the intervals.
const DRAWS: usize = 1000;
/// Any number will do; that it is fixed makes the intervals the same each time.
const SEED: u64 = 20_08;
/// The probability of the chosen type lies between a third and one; so do the rows of the reliability table.
const ROWS: [f64; 6] = [0.0, 0.45, 0.55, 0.65, 0.75, 0.85];

#[derive(Debug, Serialize)]
pub(super) struct Score {
    pub(super) turns: u64,
    pub(super) macro_f1: f64,
    /// 95 % interval: percentiles of a bootstrap over whole sessions, since turns of one session are not independent.
    pub(super) macro_f1_interval: (f64, f64),
    pub(super) kappa: f64,
    pub(super) change: Class,
    pub(super) sustain: Class,
    pub(super) neutral: Class,
    /// Mean Brier score, from 0 (best) to 2.
    pub(super) brier: f64,
    /// That of always giving each type its share in the labels.
    pub(super) brier_of_shares: f64,
    pub(super) reliability: Vec<Row>,
}

/// Turns whose talk type was given with a probability in a range.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub(super) from: f64,
    pub(super) turns: u64,
    /// The mean probability given.
    pub(super) given: f64,
    /// The share that was right.
    pub(super) right: f64,
}

impl Score {
    pub(super) fn of(predictions: &Predictions) -> Score {
        let table = tabulate(predictions.iter());
        let total = table.total().max(1) as f64;
        let shares = Probability {
            change: table.class(Talk::Change).support as f64 / total,
            sustain: table.class(Talk::Sustain).support as f64 / total,
            neutral: table.class(Talk::Neutral).support as f64 / total,
        };
        let turns = || predictions.iter().flatten();
        Score {
            turns: table.total(),
            macro_f1: table.macro_f1(),
            macro_f1_interval: interval(predictions),
            kappa: table.kappa(),
            change: table.class(Talk::Change),
            sustain: table.class(Talk::Sustain),
            neutral: table.class(Talk::Neutral),
            brier: turns().map(|(label, probability)| brier(*label, probability)).sum::<f64>() / total,
            brier_of_shares: turns().map(|(label, _)| brier(*label, &shares)).sum::<f64>() / total,
            reliability: reliability(predictions),
        }
    }
}

fn tabulate<'a>(sessions: impl Iterator<Item = &'a Vec<(Talk, Probability)>>) -> Confusion {
    let mut table = Confusion::default();
    for (label, probability) in sessions.flatten() {
        table.count(*label, probability.most_probable());
    }
    table
}

fn interval(predictions: &Predictions) -> (f64, f64) {
    if predictions.is_empty() {
        return (0.0, 0.0);
    }
    let mut random = fastrand::Rng::with_seed(SEED);
    let mut draws: Vec<f64> =
        (0..DRAWS).map(|_| tabulate((0..predictions.len()).map(|_| &predictions[random.usize(..predictions.len())])).macro_f1()).collect();
    draws.sort_by(f64::total_cmp);
    let at = |share: f64| draws[((draws.len() - 1) as f64 * share).round() as usize];
    (at(0.025), at(0.975))
}

fn reliability(predictions: &Predictions) -> Vec<Row> {
    let ends = ROWS[1..].iter().copied().chain([f64::INFINITY]);
    let rows = ROWS.into_iter().zip(ends).map(|(from, end)| {
        let chosen = predictions.iter().flatten().map(|(label, probability)| {
            let talk = probability.most_probable();
            (probability.of(talk), talk == *label)
        });
        let inside: Vec<(f64, bool)> = chosen.filter(|(given, _)| (from..end).contains(given)).collect();
        let turns = inside.len() as u64;
        let given = inside.iter().map(|(given, _)| given).sum::<f64>() / inside.len().max(1) as f64;
        Row { from, turns, given, right: ratio(inside.iter().filter(|(_, right)| *right).count() as u64, turns) }
    });
    rows.filter(|row| row.turns > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sure(talk: Talk) -> Probability {
        let p = |of| if of == talk { 0.8 } else { 0.1 };
        Probability { change: p(Talk::Change), sustain: p(Talk::Sustain), neutral: p(Talk::Neutral) }
    }

    #[test]
    fn by_hand() {
        let good = vec![(Talk::Change, sure(Talk::Change)), (Talk::Sustain, sure(Talk::Sustain)), (Talk::Neutral, sure(Talk::Neutral))];
        let bad = vec![(Talk::Change, sure(Talk::Neutral))];
        let score = Score::of(&vec![good.clone(), good, bad]);
        assert_eq!(score.turns, 7);
        assert!((score.change.recall - 2.0 / 3.0).abs() < 1e-9);
        // Six times 0.2² + 2 × 0.1², once 0.9² + 0.1² + 0.8².
        assert!((score.brier - (6.0 * 0.06 + 1.46) / 7.0).abs() < 1e-9);
        assert_eq!(score.reliability.len(), 1);
        assert!((score.reliability[0].right - 6.0 / 7.0).abs() < 1e-9);
        assert!(score.macro_f1_interval.0 <= score.macro_f1 && score.macro_f1 <= score.macro_f1_interval.1);
    }
}
