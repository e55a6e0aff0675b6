use serde::{Deserialize, Serialize};

use super::share::{Share, Z};
use crate::code::{Manner, Talk};

/// What clients said after one kind of counsellor's turn.
///
/// The unit is the client's turn. It is counted under the counsellor's last turn that was more than a backchannel, as "mm-hmm" leaves a question
/// standing. Kinds are told by rules ([`Manner`]), so the counts are rough; and what goes before is not yet what brings about.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Transition {
    /// The kind of turn before.
    pub after: Manner,
    /// Client's turns of change talk.
    pub change: u32,
    /// Of sustain talk.
    pub sustain: u32,
    /// Of neutral talk.
    pub neutral: u32,
    /// The odds of change talk after this kind of turn over those after all other kinds.
    pub change_odds: Option<Odds>,
    /// The same of sustain talk.
    pub sustain_odds: Option<Odds>,
}

/// An odds ratio: above 1 it is likelier here than elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Odds {
    /// The ratio. Where a cell is empty half a turn is added to each (Haldane 1956, Anscombe 1956).
    pub ratio: f64,
    /// The lower end of its 95 % interval (Woolf 1955).
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Odds {
    /// Does the interval leave out 1?
    pub fn is_sure(self) -> bool {
        self.low > 1.0 || self.high < 1.0
    }

    /// Of so many here and so many elsewhere; `None` where one of the two is empty, or it never or always happens.
    fn of(here: Share, elsewhere: Share) -> Option<Odds> {
        let yes = here.part + elsewhere.part;
        if here.whole == 0 || elsewhere.whole == 0 || yes == 0 || yes == here.whole + elsewhere.whole {
            return None;
        }
        let counts = [here.part, here.whole - here.part, elsewhere.part, elsewhere.whole - elsewhere.part];
        let added = if counts.contains(&0) { 0.5 } else { 0.0 };
        let [a, b, c, d] = counts.map(|count| f64::from(count) + added);
        let (log, reach) = ((a * d / (b * c)).ln(), Z * (1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d).sqrt());
        Some(Odds { ratio: log.exp(), low: (log - reach).exp(), high: (log + reach).exp() })
    }
}

impl Transition {
    /// Client's turns after this kind of turn.
    pub fn turns(&self) -> u32 {
        self.change + self.sustain + self.neutral
    }

    /// How many of them are of one talk type.
    pub fn share(&self, talk: Talk) -> Share {
        let part = match talk {
            Talk::Change => self.change,
            Talk::Sustain => self.sustain,
            Talk::Neutral => self.neutral,
        };
        Share { part, whole: self.turns() }
    }

    /// One row for each kind, from counts in the orders of [`Manner::ALL`] and [`Talk::ALL`].
    pub(super) fn rows(counts: &[[u32; 3]; Manner::ALL.len()]) -> Vec<Transition> {
        let total = counts.iter().fold([0; 3], |sum, row| [sum[0] + row[0], sum[1] + row[1], sum[2] + row[2]]);
        let whole = |row: [u32; 3]| row.iter().sum::<u32>();
        let odds = |row: [u32; 3], talk: usize| {
            let here = Share { part: row[talk], whole: whole(row) };
            Odds::of(here, Share { part: total[talk] - here.part, whole: whole(total) - here.whole })
        };
        let row = |(after, row): (Manner, [u32; 3])| Transition {
            after,
            change: row[0],
            sustain: row[1],
            neutral: row[2],
            change_odds: odds(row, 0),
            sustain_odds: odds(row, 1),
        };
        Manner::ALL.into_iter().zip(counts.iter().copied()).map(row).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odds_by_hand() {
        // 6 of 8 here, 3 of 12 elsewhere: (6/2) / (3/9) = 9.
        let odds = Odds::of(Share { part: 6, whole: 8 }, Share { part: 3, whole: 12 }).unwrap();
        assert!((odds.ratio - 9.0).abs() < 1e-9);
        // ln 9 ± 1.96 · √(1/6 + 1/2 + 1/3 + 1/9)
        assert!((odds.low - (9f64.ln() - Z * (10.0f64 / 9.0).sqrt()).exp()).abs() < 1e-9);
        assert!(odds.is_sure());
        // An empty cell: (2.5 · 2.5) / (0.5 · 1.5).
        let odds = Odds::of(Share { part: 2, whole: 2 }, Share { part: 1, whole: 3 }).unwrap();
        assert!((odds.ratio - 2.5 * 2.5 / (0.5 * 1.5)).abs() < 1e-9 && !odds.is_sure());
        assert_eq!(Odds::of(Share { part: 0, whole: 2 }, Share { part: 0, whole: 3 }), None);
        assert_eq!(Odds::of(Share { part: 2, whole: 2 }, Share { part: 0, whole: 0 }), None);
    }

    #[test]
    fn rows_add_up() {
        let rows = Transition::rows(&[[3, 1, 2], [0, 0, 0], [1, 1, 1], [0, 2, 0], [0, 0, 4]]);
        assert_eq!(rows.iter().map(Transition::turns).sum::<u32>(), 15);
        assert_eq!(rows[0].share(Talk::Change), Share { part: 3, whole: 6 });
        assert_eq!((rows[1].after, rows[1].change_odds), (Manner::ClosedQuestion, None));
    }
}
