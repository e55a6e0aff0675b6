//! When something was said, and how files write it.

use serde::{Deserialize, Serialize};

/// When something was said, in milliseconds from the beginning of the recording, as the file has it.
///
/// ```
/// use changetalk::transcript::Time;
/// let time = Time { start: 61_500, end: Some(63_000) };
/// assert_eq!(time.end.map(|end| end - time.start), Some(1_500));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Time {
    /// When it begins.
    pub start: u64,
    /// When it ends, where the file says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<u64>,
}

impl Time {
    /// From this one's start to the other's end.
    pub(super) fn to(self, other: Option<Time>) -> Time {
        Time { start: self.start, end: other.and_then(|other| other.end).or(self.end) }
    }
}

/// `1:02:03.456`, `02:03,456`, `0:05`: hours, minutes and seconds between colons, in milliseconds. A bare number is no clock.
pub(super) fn clock(text: &str) -> Option<u64> {
    let text = text.trim();
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let parts: Vec<&str> = whole.split(':').collect();
    if !(2..=3).contains(&parts.len()) {
        return None;
    }
    let number = |part: &&str| Some(part).filter(|part| (1..=6).contains(&part.len())).and_then(|part| digits(part));
    let seconds = parts.iter().try_fold(0u64, |sum, part| Some(sum * 60 + number(part)?))?;
    Some(seconds * 1000 + milliseconds(fraction)?)
}

/// A clock, or seconds (`12.5`).
pub(super) fn clock_or_seconds(text: &str) -> Option<u64> {
    let text = text.trim();
    clock(text).or_else(|| {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let seconds = Some(whole).filter(|whole| (1..=9).contains(&whole.len())).and_then(digits)?;
        Some(seconds * 1000 + milliseconds(fraction)?)
    })
}

fn digits(text: &str) -> Option<u64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

/// The first three places after the point; `None` where there is something else.
fn milliseconds(fraction: &str) -> Option<u64> {
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    format!("{:0<3.3}", fraction).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks() {
        for (text, expect) in [
            ("0:05", Some(5_000)),
            ("12:34", Some(754_000)),
            ("01:02:03.456", Some(3_723_456)),
            ("00:00:01,5", Some(1_500)),
            ("00:01.123456", Some(1_123)),
            ("5", None),
            ("1:2:3:4", None),
            ("a:b", None),
            ("1:-2", None),
            (":", None),
            ("99999999999999999999:00", None),
        ] {
            assert_eq!(clock(text), expect, "{text}");
        }
        assert_eq!(clock_or_seconds("12.5"), Some(12_500));
        assert_eq!(clock_or_seconds("7"), Some(7_000));
        assert_eq!(clock_or_seconds("noon"), None);
    }
}
