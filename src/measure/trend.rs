use serde::{Deserialize, Serialize};

use super::record::Coded;

/// Into so many parts a session is divided (Amrhein and others 2003).
pub(super) const TENTHS: usize = 10;
/// A line through fewer points says nothing.
const FEWEST: usize = 3;

/// How strength goes through a session.
///
/// Each coded utterance has a signed strength: +1, +2, +3 for low, medium, high change talk, -1, -2, -3 for sustain talk. Its place is that of the
/// utterance among all of the client's, from 0 (beginning) to 1 (end). Neutral utterances take up room and have no strength.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Strengths {
    /// The tenths of the session, in order; always ten.
    pub tenths: Vec<Tenth>,
    /// The line through the coded utterances; none with fewer than three, or all at one place.
    pub trend: Option<Trend>,
}

/// A tenth of a session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tenth {
    /// Coded utterances in it.
    pub coded: u32,
    /// The mean of their signed strengths, from -3 to +3; none where there are no coded utterances.
    pub mean: Option<f64>,
}

/// A straight line through signed strengths by least squares.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trend {
    /// What strength gains from the beginning of the session to its end, from about -6 to +6.
    pub slope: f64,
    /// The lower end of its 95 % interval (Student's t).
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// How many utterances it rests on.
    pub utterances: u32,
}

impl Trend {
    /// Is it sure which way it goes: does the interval leave out 0?
    pub fn is_sure(self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

impl Strengths {
    /// Of all utterances of a session, in order; those that `counts` leaves out are taken for neutral.
    pub(super) fn of(utterances: &[Option<Coded>], counts: impl Fn(&Coded) -> bool) -> Strengths {
        let all = utterances.len() as f64;
        let coded = utterances
            .iter()
            .enumerate()
            .filter_map(|(index, coded)| coded.as_ref().filter(|coded| counts(coded)).map(|coded| (index, coded)));
        let points: Vec<(f64, f64)> = coded.map(|(index, coded)| ((index as f64 + 0.5) / all, f64::from(coded.signed()))).collect();
        let mut sums = [(0u32, 0.0); TENTHS];
        for (place, strength) in &points {
            let sum = &mut sums[((place * TENTHS as f64) as usize).min(TENTHS - 1)];
            *sum = (sum.0 + 1, sum.1 + strength);
        }
        let tenth = |(coded, sum): (u32, f64)| Tenth { coded, mean: (coded > 0).then(|| sum / f64::from(coded)) };
        Strengths { tenths: sums.into_iter().map(tenth).collect(), trend: line(&points) }
    }
}

/// Ordinary least squares, with the interval of the slope.
fn line(points: &[(f64, f64)]) -> Option<Trend> {
    if points.len() < FEWEST {
        return None;
    }
    let n = points.len() as f64;
    let (mean_x, mean_y) = (points.iter().map(|point| point.0).sum::<f64>() / n, points.iter().map(|point| point.1).sum::<f64>() / n);
    let xx: f64 = points.iter().map(|point| (point.0 - mean_x).powi(2)).sum();
    let xy: f64 = points.iter().map(|point| (point.0 - mean_x) * (point.1 - mean_y)).sum();
    if xx <= f64::EPSILON {
        return None;
    }
    let slope = xy / xx;
    let rest: f64 = points.iter().map(|point| (point.1 - mean_y - slope * (point.0 - mean_x)).powi(2)).sum();
    let reach = student(points.len() - 2) * (rest / (n - 2.0) / xx).sqrt();
    Some(Trend { slope, low: slope - reach, high: slope + reach, utterances: points.len() as u32 })
}

/// The 97.5 % point of Student's t. Few degrees of freedom from the usual table; more by the first terms of Fisher's expansion, which are right to three
/// digits from nine on.
fn student(freedom: usize) -> f64 {
    const TABLE: [f64; 8] = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306];
    if let Some(point) = freedom.checked_sub(1).and_then(|index| TABLE.get(index)) {
        return *point;
    }
    let (z, n) = (super::share::Z, freedom.max(1) as f64);
    let (z3, z5, z7) = (z.powi(3), z.powi(5), z.powi(7));
    let first = (z3 + z) / 4.0;
    let second = (5.0 * z5 + 16.0 * z3 + 3.0 * z) / 96.0;
    let third = (3.0 * z7 + 19.0 * z5 + 17.0 * z3 - 15.0 * z) / 384.0;
    z + first / n + second / n.powi(2) + third / n.powi(3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::{Code, Strength, Valence};

    fn coded(valence: Valence, strength: Strength) -> Option<Coded> {
        Some(Coded { code: Code::Reason, valence, strength })
    }

    #[test]
    fn a_line_by_hand() {
        // Strengths -2, +1, +2 at 1/6, 1/2, 5/6: Sxx = 2/9, Sxy = 4/3, slope 6; residuals 1/3, -2/3, 1/3.
        let utterances =
            [coded(Valence::Sustain, Strength::Medium), coded(Valence::Change, Strength::Low), coded(Valence::Change, Strength::Medium)];
        let strengths = Strengths::of(&utterances, |_| true);
        let trend = strengths.trend.unwrap();
        assert!((trend.slope - 6.0).abs() < 1e-9);
        // √(0.6667 / 1 / 0.2222) = 1.7321, times 12.706.
        assert!((trend.high - trend.low - 2.0 * 12.706 * 3f64.sqrt()).abs() < 1e-6);
        assert!(!trend.is_sure());
        let told: Vec<(usize, Option<f64>)> =
            strengths.tenths.iter().enumerate().filter(|(_, tenth)| tenth.coded > 0).map(|(index, tenth)| (index, tenth.mean)).collect();
        assert_eq!(told, [(1, Some(-2.0)), (5, Some(1.0)), (8, Some(2.0))]);
    }

    #[test]
    fn nothing_to_draw_a_line_through() {
        assert_eq!(Strengths::of(&[], |_| true).trend, None);
        let two = [coded(Valence::Change, Strength::High), None, coded(Valence::Change, Strength::High)];
        assert_eq!(Strengths::of(&two, |_| true).trend, None);
        assert_eq!(Strengths::of(&two, |_| false).tenths.len(), TENTHS);
    }

    #[test]
    fn students_t() {
        for (freedom, point) in [(1, 12.706), (8, 2.306), (9, 2.262), (20, 2.086), (60, 2.000), (1000, 1.962)] {
            assert!((student(freedom) - point).abs() < 2e-3, "{freedom}: {}", student(freedom));
        }
    }
}
