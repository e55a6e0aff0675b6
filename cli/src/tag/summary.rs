//! What stands under a session.

use std::io::Write;

use changetalk::{Tag, Talk};

use crate::failure::Failure;
use crate::look::{ALARM, BOLD, Look, mark, talk_style};

/// A longer course tells nobody anything.
const COURSE: usize = 1000;

/// The talk types of a session's client turns.
#[derive(Default)]
pub(super) struct Summary {
    of_lines: bool,
    course: Vec<Talk>,
    counts: [u64; 3],
    alerts: usize,
}

impl Summary {
    /// `of_lines`: not of a session but of turns on their own, whose order means nothing.
    pub(super) fn new(of_lines: bool) -> Summary {
        Summary { of_lines, ..Summary::default() }
    }

    pub(super) fn of_lines(&self) -> bool {
        self.of_lines
    }

    pub(super) fn add(&mut self, tag: &Tag) {
        for (talk, count) in Talk::ALL.into_iter().zip(&mut self.counts) {
            *count += u64::from(talk == tag.talk);
        }
        if !self.of_lines && self.course.len() <= COURSE {
            self.course.push(tag.talk);
        }
        self.alerts += tag.safety.iter().filter(|alert| alert.level.withholds()).count();
    }

    /// ```text
    ///   11 client turns: 6 change, 1 sustain, 4 neutral · 86 % change talk
    ///   course  ··+·+−·++++
    /// ```
    pub(super) fn write(&self, out: &mut dyn Write, look: Look) -> Result<(), Failure> {
        writeln!(out)?;
        let turns: u64 = self.counts.iter().sum();
        if turns == 0 {
            return Ok(());
        }
        write!(out, "  {turns} client {}:", if turns == 1 { "turn" } else { "turns" })?;
        for (i, (talk, count)) in Talk::ALL.into_iter().zip(self.counts).enumerate() {
            let comma = if i == 0 { "" } else { "," };
            write!(out, "{comma} {}", look.paint(talk_style(talk), format_args!("{count} {talk}")))?;
        }
        let [change, sustain, _] = self.counts;
        if change + sustain > 0 {
            let percent = 100.0 * change as f64 / (change + sustain) as f64;
            write!(out, " · {} change talk", look.paint(BOLD, format_args!("{percent:.0} %")))?;
        }
        if self.alerts > 0 {
            write!(out, " · {}", look.paint(ALARM, format_args!("{} to look at for safety", self.alerts)))?;
        }
        writeln!(out)?;
        if self.course.len() <= COURSE {
            self.write_course(out, look)?;
        }
        writeln!(out)?;
        Ok(())
    }

    fn write_course(&self, out: &mut dyn Write, look: Look) -> Result<(), Failure> {
        for (i, row) in self.course.chunks(look.width - 12).enumerate() {
            write!(out, "  {:<8}", if i == 0 { "course" } else { "" })?;
            for &talk in row {
                write!(out, "{}", look.paint(talk_style(talk).bold(), mark(talk)))?;
            }
            writeln!(out)?;
        }
        Ok(())
    }
}
