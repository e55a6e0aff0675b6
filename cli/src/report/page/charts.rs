//! Numbers → places in a drawing. Drawings hold no words: those stand around them and grow with the page.

use std::fmt::Write;

use changetalk::{Measures, Noteworthy, Share, Strengths, Talk};

use super::super::gather::Gathered;
use super::super::words;

/// The breadth and height in which drawings count; they are stretched to fit.
const WIDE: f64 = 1000.0;
const HIGH: f64 = 200.0;
/// So many marks still stand apart; more turns than these share bars.
const MARKS: usize = 150;
/// So many bars take the place of more marks.
const BARS: usize = 100;
/// A curve with more points looks the same.
const POINTS: usize = 500;

/// The client's turns from left to right: each a mark, or where they are many, some to a bar.
pub(super) struct Strip {
    pub(super) columns: Vec<Column>,
    /// How many turns a column stands for, where it is more than one.
    pub(super) each: Option<usize>,
}

pub(super) struct Column {
    /// The turn it leads to.
    pub(super) turn: u32,
    pub(super) class: &'static str,
    pub(super) glyph: &'static str,
    pub(super) label: String,
    /// An alert or discord: its class and glyph.
    pub(super) flag: Option<(&'static str, &'static str)>,
    /// Of a bar: how far it goes up and down, in percent.
    pub(super) up: u32,
    pub(super) down: u32,
}

/// Running counts of change and sustain talk over the client's turns.
pub(super) struct Curves {
    pub(super) change: String,
    pub(super) sustain: String,
    pub(super) changes: u32,
    pub(super) sustains: u32,
    /// The counts at each quarter, for those who do not see the curves: so many turns, change, sustain.
    pub(super) quarters: Vec<(u32, u32, u32)>,
}

/// A tenth of the session: its bar, counted from above.
pub(super) struct Bar {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) height: f64,
    pub(super) class: &'static str,
    pub(super) number: usize,
    pub(super) coded: u32,
    pub(super) mean: String,
}

/// A share over several sessions, with its interval.
pub(super) struct Line {
    pub(super) points: Vec<Point>,
    pub(super) line: String,
}

pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) small: bool,
}

fn flag(gathered: &Gathered, turn: u32) -> Option<(&'static str, &'static str)> {
    let is = |what| move |moment: &&changetalk::Moment| moment.what == what;
    let from = gathered.measures.moments.partition_point(|moment| moment.turn < turn);
    let of_turn = || gathered.measures.moments.iter().skip(from).take_while(|moment| moment.turn == turn);
    if of_turn().any(|moment| is(Noteworthy::Alert)(&moment)) {
        Some(("safety", "!"))
    } else if of_turn().any(|moment| is(Noteworthy::Discord)(&moment)) {
        Some(("discord", "×"))
    } else {
        None
    }
}

fn flag_word(flag: Option<(&'static str, &'static str)>) -> &'static str {
    match flag {
        Some(("safety", _)) => ", safety alert",
        Some(_) => ", discord",
        None => "",
    }
}

impl Strip {
    pub(super) fn of(gathered: &Gathered) -> Strip {
        let turns: Vec<(u32, Talk)> = gathered.client().map(|(spoken, tag)| (spoken.turn, tag.talk)).collect();
        if turns.len() <= MARKS {
            let mark = |&(turn, talk): &(u32, Talk)| {
                let flag = flag(gathered, turn);
                let label = format!("Turn {}, {}{}", turn + 1, super::talk_name(talk), flag_word(flag));
                Column { turn, class: talk.name(), glyph: words::mark(talk), label, flag, up: 0, down: 0 }
            };
            return Strip { columns: turns.iter().map(mark).collect(), each: None };
        }
        let each = turns.len().div_ceil(BARS);
        let columns = turns.chunks(each).filter_map(|turns| {
            let (first, last) = (turns.first()?.0, turns.last()?.0);
            let count = |talk| turns.iter().filter(|turn| turn.1 == talk).count();
            let (change, sustain) = (count(Talk::Change), count(Talk::Sustain));
            let percent = |count: usize| u32::try_from(100 * count / each).unwrap_or(100);
            // Among so many turns there is discord nearly everywhere.
            let flag = turns.iter().filter_map(|&(turn, _)| flag(gathered, turn)).find(|flag| flag.0 == "safety");
            let (from, to) = (first + 1, last + 1);
            let label = format!("Turns {from} to {to}: {change} change, {sustain} sustain{}", flag_word(flag));
            Some(Column { turn: first, class: "several", glyph: "", label, flag, up: percent(change), down: percent(sustain) })
        });
        Strip { columns: columns.collect(), each: Some(each) }
    }
}

impl Curves {
    pub(super) fn of(gathered: &Gathered) -> Option<Curves> {
        let talks: Vec<Talk> = gathered.client().map(|(_, tag)| tag.talk).collect();
        let mut counts = vec![(0u32, 0u32)];
        for talk in &talks {
            let (change, sustain) = counts.last().copied().unwrap_or_default();
            counts.push((change + u32::from(*talk == Talk::Change), sustain + u32::from(*talk == Talk::Sustain)));
        }
        let (changes, sustains) = counts.last().copied()?;
        let most = f64::from(changes.max(sustains));
        if talks.len() < 2 || most == 0.0 {
            return None;
        }
        let every = counts.len().div_ceil(POINTS);
        let last = counts.len() - 1;
        let drawn = || counts.iter().enumerate().filter(move |(index, _)| index % every == 0 || *index == last);
        let curve = |of: &dyn Fn(&(u32, u32)) -> u32| {
            drawn().fold(String::new(), |mut points, (index, counts)| {
                let (x, y) = (WIDE * index as f64 / last as f64, HIGH * (1.0 - f64::from(of(counts)) / most));
                let _ = write!(points, "{x:.1},{y:.1} ");
                points
            })
        };
        let quarter = |quarter: usize| {
            let turns = talks.len() * quarter / 4;
            let (change, sustain) = counts.get(turns).copied().unwrap_or_default();
            (u32::try_from(turns).unwrap_or(u32::MAX), change, sustain)
        };
        let (change, sustain) = (curve(&|counts| counts.0), curve(&|counts| counts.1));
        let mut quarters: Vec<_> = (1..=4).map(quarter).filter(|quarter| quarter.0 > 0).collect();
        quarters.dedup();
        Some(Curves { change, sustain, changes, sustains, quarters })
    }
}

/// The ten bars of strength, from -3 below to +3 above.
pub(super) fn tenths(strengths: &Strengths) -> Vec<Bar> {
    const STEP: f64 = WIDE / 10.0;
    let middle = HIGH / 2.0;
    let bar = |(index, tenth): (usize, &changetalk::Tenth)| {
        let mean = tenth.mean.unwrap_or_default().clamp(-3.0, 3.0);
        let height = mean.abs() / 3.0 * middle;
        Bar {
            x: STEP * index as f64 + STEP * 0.15,
            y: if mean > 0.0 { middle - height } else { middle },
            height,
            class: if mean > 0.0 { "change" } else { "sustain" },
            number: index + 1,
            coded: tenth.coded,
            mean: tenth.mean.map_or_else(|| "–".to_owned(), words::signed),
        }
    };
    strengths.tenths.iter().enumerate().map(bar).collect()
}

impl Line {
    /// Percent change talk by turn, over sessions in order; sessions in which nothing leans leave a gap.
    pub(super) fn of<'m>(measures: impl Iterator<Item = &'m Measures>) -> Option<Line> {
        let shares: Vec<Share> = measures.map(|measures| measures.change_turns).collect();
        let place = |value: f64| HIGH * (1.0 - value);
        let step = WIDE / shares.len() as f64;
        let point = |(index, share): (usize, &Share)| {
            let (value, (low, high)) = (share.value()?, share.interval()?);
            let x = step * (index as f64 + 0.5);
            Some(Point { x, y: place(value), low: place(low), high: place(high), small: share.is_small() })
        };
        let points: Vec<Point> = shares.iter().enumerate().filter_map(point).collect();
        let line = points.iter().fold(String::new(), |mut line, point| {
            let _ = write!(line, "{:.1},{:.1} ", point.x, point.y);
            line
        });
        (points.len() > 1).then_some(Line { points, line })
    }
}
