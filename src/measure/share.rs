use std::fmt;

use serde::{Deserialize, Serialize};

/// Fewer cases than this make no percentage worth printing.
const FEW: u32 = 10;
/// The 97.5 % point of the normal distribution.
pub(super) const Z: f64 = 1.959_964;

/// So many of so many.
///
/// Printed, it is a percentage with its 95 % interval, or, of fewer than ten, the plain counts.
///
/// ```
/// use changetalk::Share;
///
/// let share = Share { part: 12, whole: 20 };
/// assert_eq!(share.value(), Some(0.6));
/// assert_eq!(share.to_string(), "60 % (39–78)");
/// assert_eq!(Share { part: 2, whole: 3 }.to_string(), "2 of 3");
/// assert_eq!(Share { part: 0, whole: 0 }.value(), None);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Counts", into = "Figures")]
pub struct Share {
    /// How many are meant.
    pub part: u32,
    /// Of how many.
    pub whole: u32,
}

/// What is read of a share: the rest follows.
#[derive(Deserialize)]
struct Counts {
    part: u32,
    whole: u32,
}

/// What is written of a share.
#[derive(Serialize)]
struct Figures {
    part: u32,
    whole: u32,
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
}

impl Share {
    /// The share, in [0, 1]; none of none has no value.
    pub fn value(self) -> Option<f64> {
        (self.whole > 0).then(|| f64::from(self.part) / f64::from(self.whole))
    }

    /// The 95 % interval of Wilson (1927), which holds for small numbers too: what the share might be in a longer session of the same kind.
    pub fn interval(self) -> Option<(f64, f64)> {
        let (n, p) = (f64::from(self.whole), self.value()?);
        let centre = p + Z * Z / (2.0 * n);
        let reach = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
        let scale = 1.0 + Z * Z / n;
        Some((((centre - reach) / scale).max(0.0), ((centre + reach) / scale).min(1.0)))
    }

    /// Too few for a percentage.
    pub fn is_small(self) -> bool {
        self.whole < FEW
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |value: f64| (value * 100.0).round();
        match (self.value(), self.interval()) {
            (Some(value), Some((low, high))) if !self.is_small() => {
                f.pad(&format!("{} % ({}–{})", percent(value), percent(low), percent(high)))
            }
            (Some(_), _) => f.pad(&format!("{} of {}", self.part, self.whole)),
            (None, _) => f.pad("none"),
        }
    }
}

impl From<Counts> for Share {
    fn from(counts: Counts) -> Share {
        Share { part: counts.part, whole: counts.whole }
    }
}

impl From<Share> for Figures {
    fn from(share: Share) -> Figures {
        let interval = share.interval();
        Figures {
            part: share.part,
            whole: share.whole,
            value: share.value(),
            low: interval.map(|interval| interval.0),
            high: interval.map(|interval| interval.1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wilson_by_hand() {
        // n = 10, p = 0.5, z² = 3.8415: (0.5 + 0.19207 ± 1.96·√(0.025 + 0.0096)) / 1.38415
        let (low, high) = Share { part: 5, whole: 10 }.interval().unwrap();
        assert!((low - 0.2366).abs() < 1e-4 && (high - 0.7634).abs() < 1e-4, "{low} {high}");
        let (low, high) = Share { part: 0, whole: 12 }.interval().unwrap();
        assert!(low == 0.0 && (high - 0.2425).abs() < 1e-3, "{low} {high}");
        assert_eq!(Share::default().interval(), None);
    }

    #[test]
    fn damaged_counts_do_no_harm() {
        // More than all: no panic, no nonsense beyond the bounds.
        let share = Share { part: 9, whole: 4 };
        assert!(share.interval().is_some_and(|(_, high)| high <= 1.0 || high.is_nan()));
        let _ = share.to_string();
    }
}
