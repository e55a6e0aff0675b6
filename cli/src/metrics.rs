//! Measures of agreement. Pure functions of counts and numbers.

use changetalk::{Probability, Talk};
use serde::Serialize;

/// How often each label met each tag: `[label][tag]`, both in the order of [`Talk::ALL`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub(crate) struct Confusion(pub(crate) [[u64; 3]; 3]);

/// How well one class is found.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct Class {
    /// Of those tagged so, how many are labelled so.
    pub(crate) precision: f64,
    /// Of those labelled so, how many are tagged so.
    pub(crate) recall: f64,
    /// Their harmonic mean.
    pub(crate) f1: f64,
    /// How many are labelled so.
    pub(crate) support: u64,
}

impl Confusion {
    pub(crate) fn count(&mut self, label: Talk, tag: Talk) {
        self.0[place(label)][place(tag)] += 1;
    }

    pub(crate) fn of(&self, label: Talk, tag: Talk) -> u64 {
        self.0[place(label)][place(tag)]
    }

    pub(crate) fn total(&self) -> u64 {
        self.0.iter().flatten().sum()
    }

    fn labelled(&self, talk: Talk) -> u64 {
        self.0[place(talk)].iter().sum()
    }

    fn tagged(&self, talk: Talk) -> u64 {
        self.0.iter().map(|row| row[place(talk)]).sum()
    }

    fn right(&self) -> u64 {
        Talk::ALL.into_iter().map(|talk| self.of(talk, talk)).sum()
    }

    /// The share that is right.
    pub(crate) fn accuracy(&self) -> f64 {
        ratio(self.right(), self.total())
    }

    pub(crate) fn class(&self, talk: Talk) -> Class {
        let hits = self.of(talk, talk);
        let (labelled, tagged) = (self.labelled(talk), self.tagged(talk));
        Class { precision: ratio(hits, tagged), recall: ratio(hits, labelled), f1: ratio(2 * hits, labelled + tagged), support: labelled }
    }

    /// The unweighted mean of the three classes' F1; a class that never occurs counts as 0.
    pub(crate) fn macro_f1(&self) -> f64 {
        Talk::ALL.into_iter().map(|talk| self.class(talk).f1).sum::<f64>() / 3.0
    }

    /// Cohen's kappa: agreement beyond what chance would give; 0 where nothing but one class occurs.
    pub(crate) fn kappa(&self) -> f64 {
        let total = self.total() as f64;
        let chance: f64 = Talk::ALL.into_iter().map(|talk| self.labelled(talk) as f64 / total * (self.tagged(talk) as f64 / total)).sum();
        let kappa = (self.accuracy() - chance) / (1.0 - chance);
        if kappa.is_finite() { kappa } else { 0.0 }
    }
}

/// Percent change talk, as a share: CT / (CT + ST), where there is either.
pub(crate) fn change_share(change: u64, sustain: u64) -> Option<f64> {
    (change + sustain > 0).then(|| ratio(change, change + sustain))
}

/// Pearson's correlation; none for fewer than three pairs or where one side never varies.
pub(crate) fn pearson(pairs: &[(f64, f64)]) -> Option<f64> {
    if pairs.len() < 3 {
        return None;
    }
    let n = pairs.len() as f64;
    let (mean_x, mean_y) = (pairs.iter().map(|pair| pair.0).sum::<f64>() / n, pairs.iter().map(|pair| pair.1).sum::<f64>() / n);
    let (mut xy, mut xx, mut yy) = (0.0, 0.0, 0.0);
    for (x, y) in pairs {
        let (x, y) = (x - mean_x, y - mean_y);
        xy += x * y;
        xx += x * x;
        yy += y * y;
    }
    let r = xy / (xx * yy).sqrt();
    r.is_finite().then_some(r)
}

/// The Brier score of one turn: the squared distance between the probabilities and the label, from 0 to 2 (Brier 1950).
pub(crate) fn brier(label: Talk, probability: &Probability) -> f64 {
    Talk::ALL.into_iter().map(|talk| (probability.of(talk) - if talk == label { 1.0 } else { 0.0 }).powi(2)).sum()
}

/// Nothing of nothing is 0.
pub(crate) fn ratio(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn place(talk: Talk) -> usize {
    match talk {
        Talk::Change => 0,
        Talk::Sustain => 1,
        Talk::Neutral => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-9, "{a} is not {b}");
    }

    #[test]
    fn by_hand() {
        // Labelled 8, 4, 8; tagged 10, 4, 6; right 5, 3, 4.
        let table = Confusion([[5, 1, 2], [1, 3, 0], [4, 0, 4]]);
        assert_eq!(table.total(), 20);
        near(table.accuracy(), 12.0 / 20.0);
        let change = table.class(Talk::Change);
        near(change.precision, 0.5);
        near(change.recall, 0.625);
        near(change.f1, 10.0 / 18.0);
        assert_eq!(change.support, 8);
        near(table.class(Talk::Sustain).f1, 0.75);
        near(table.class(Talk::Neutral).f1, 8.0 / 14.0);
        near(table.macro_f1(), (10.0 / 18.0 + 0.75 + 8.0 / 14.0) / 3.0);
        // By chance: (8·10 + 4·4 + 8·6) / 400 = 0.36.
        near(table.kappa(), (0.6 - 0.36) / 0.64);
    }

    #[test]
    fn at_the_edges() {
        let none = Confusion::default();
        near(none.accuracy(), 0.0);
        near(none.kappa(), 0.0);
        near(none.macro_f1(), 0.0);
        let mut one = Confusion::default();
        one.count(Talk::Neutral, Talk::Neutral);
        near(one.kappa(), 0.0);
        near(one.macro_f1(), 1.0 / 3.0);
        near(Confusion([[2, 0, 0], [0, 3, 0], [0, 0, 5]]).kappa(), 1.0);
    }

    #[test]
    fn brier_by_hand() {
        let probability = Probability { change: 0.5, sustain: 0.2, neutral: 0.3 };
        // 0.5² + 0.2² + 0.3²
        near(brier(Talk::Change, &probability), 0.38);
        // 0.5² + 0.8² + 0.3²
        near(brier(Talk::Sustain, &probability), 0.98);
    }

    #[test]
    fn correlation() {
        // Means 2 and 3; sums of products 3, of squares 2 and 6: 3 / √12.
        near(pearson(&[(1.0, 2.0), (2.0, 2.0), (3.0, 5.0)]).unwrap(), 3.0 / 12.0f64.sqrt());
        near(pearson(&[(0.0, 1.0), (0.5, 0.5), (1.0, 0.0)]).unwrap(), -1.0);
        assert_eq!(pearson(&[(0.0, 1.0), (1.0, 0.0)]), None);
        assert_eq!(pearson(&[(1.0, 1.0), (1.0, 2.0), (1.0, 3.0)]), None);
        assert_eq!(change_share(0, 0), None);
        assert_eq!(change_share(3, 1), Some(0.75));
    }
}
