//! Penalised maximum likelihood by coordinate search: a step up or down each weight in turn, halved when none helps any more.
//!
//! There are some fifty weights and a pass over thousands of turns takes a millisecond, so nothing cleverer is called for; and it is
//! deterministic, with no seed and no learning rate to tune.

use super::Settings;
use super::evidence::{Evidence, forward};
use crate::code::Talk;
use crate::lexicon::Weights;

/// The first step, in spreads of a weight, and how often it is halved.
const FIRST_STEP: f64 = 0.5;
const HALVINGS: usize = 5;
/// Rounds at one step width, at most.
const ROUNDS: usize = 20;
/// What a step must gain, in nats.
const GAIN: f64 = 1e-3;
/// No probability counts as smaller.
const LEAST: f64 = 1e-6;

/// What a weight may be, and how far it is usual for it to move.
struct Bounds {
    least: f64,
    most: f64,
    spread: f64,
}

impl Bounds {
    /// By the section of the weight's name.
    fn of(name: &str) -> Bounds {
        match name.split_once('.').map_or(name, |(section, _)| section) {
            // The sign of a finding is the lexicon's to say, never the fit's.
            "change" | "sustain" => Bounds { least: 0.1, most: 5.0, spread: 0.3 },
            "strength" | "factor" => Bounds { least: 0.0, most: 1.5, spread: 0.1 },
            "hint_change" | "hint_sustain" => Bounds { least: -1.0, most: 1.0, spread: 0.15 },
            "bias" => Bounds { least: -5.0, most: 2.0, spread: 1.0 },
            _ if name == "context.leaning_decay" => Bounds { least: 0.0, most: 0.98, spread: 0.1 },
            _ => Bounds { least: -3.0, most: 3.0, spread: 0.4 },
        }
    }
}

pub(super) fn search(start: &Weights, sessions: &[&[Evidence]], settings: &Settings) -> Weights {
    let bounds: Vec<Bounds> = start.iter().map(|(name, _)| Bounds::of(&name)).collect();
    let prior = start.values();
    let shares = shares(sessions, settings.balance);
    let mut room = (Vec::new(), Vec::new());
    let mut weights = start.clone();
    let mut cost = |values: &[f64]| {
        weights.assign(values);
        let mut sum = 0.0;
        for session in sessions {
            forward(&weights, session, &mut room.0, &mut room.1, |label, probability| {
                sum -= shares[place(label)] * probability.of(label).max(LEAST).ln();
            });
        }
        let moved = values.iter().zip(&prior).zip(&bounds).map(|((value, prior), bounds)| ((value - prior) / bounds.spread).powi(2));
        sum + 0.5 * settings.restraint * moved.sum::<f64>()
    };

    let mut values = prior.clone();
    let mut best = cost(&values);
    let mut step = FIRST_STEP;
    for _ in 0..=HALVINGS {
        for _ in 0..ROUNDS {
            let before = best;
            for index in 0..values.len() {
                for direction in [1.0, -1.0] {
                    let kept = values[index];
                    values[index] = (kept + direction * step * bounds[index].spread).clamp(bounds[index].least, bounds[index].most);
                    let tried = cost(&values);
                    if tried < best - GAIN {
                        best = tried;
                        break;
                    }
                    values[index] = kept;
                }
            }
            if before - best < GAIN {
                break;
            }
        }
        step /= 2.0;
    }
    let mut fitted = start.clone();
    fitted.assign(&values);
    fitted
}

/// What a turn of each kind counts: on average one.
fn shares(sessions: &[&[Evidence]], balance: f64) -> [f64; 3] {
    let mut counts = [0.0; 3];
    for label in sessions.iter().flat_map(|session| session.iter()).filter_map(|evidence| evidence.label) {
        counts[place(label)] += 1.0;
    }
    let total: f64 = counts.iter().sum();
    let raw = counts.map(|count: f64| (total / 3.0 / count.max(1.0)).powf(balance));
    let mean = raw.iter().zip(&counts).map(|(share, count)| share * count).sum::<f64>() / total.max(1.0);
    raw.map(|share| share / mean.max(f64::MIN_POSITIVE))
}

fn place(talk: Talk) -> usize {
    match talk {
        Talk::Change => 0,
        Talk::Sustain => 1,
        Talk::Neutral => 2,
    }
}
