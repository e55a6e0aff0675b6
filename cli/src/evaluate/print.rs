//! A report for people.

use std::io::Write;

use anstyle::Style;
use changetalk::Talk;

use super::mistakes::Mistake;
use super::{CODED, Report};
use crate::failure::Failure;
use crate::look::{BOLD, DIM, Look, mark, talk_style};
use crate::wording;
use crate::wrap::{Harmless, Line, lines};

pub(super) fn write(out: &mut dyn Write, look: Look, report: &Report) -> Result<(), Failure> {
    let Report { file, turns, unlabelled, .. } = report;
    writeln!(out, "{}: {turns} coded client turns, {unlabelled} without a label", look.paint(BOLD, Harmless(file)))?;
    for (label, count) in &report.unknown_labels {
        writeln!(out, "  {count} × `{}` is no label known here", label.escape_debug())?;
    }
    writeln!(out)?;
    for (name, value) in [("macro-F1", report.macro_f1), ("accuracy", report.accuracy), ("Cohen's kappa", report.kappa)] {
        writeln!(out, "  {name:<14} {}", look.paint(BOLD, format_args!("{value:.3}")))?;
    }
    classes(out, look, report)?;
    matrix(out, look, report)?;
    shares(out, report)?;
    if let Some(codes) = &report.codes {
        let (right, of, percent) = (codes.right, codes.turns, 100.0 * codes.share);
        writeln!(out, "\n  Category found in {right} of {of} turns whose talk type is right ({percent:.1} %)")?;
        writeln!(
            out,
            "{}",
            look.paint(DIM, format_args!("  {:<22} {:>6} {:>11} {:>14}", "category", "turns", "talk right", "category found"))
        )?;
        for count in &codes.by_code {
            let name = look.paint(talk_style(count.talk), format!("{} {:<20}", mark(count.talk), count.code));
            writeln!(out, "  {name} {:>6} {:>11} {:>14}", count.turns, count.talk_right, count.code_right)?;
        }
    }
    mistakes(out, look, &report.mistakes)
}

fn classes(out: &mut dyn Write, look: Look, report: &Report) -> Result<(), Failure> {
    writeln!(out, "\n{}", look.paint(DIM, format_args!("  {:<14} precision  recall     F1  turns", "")))?;
    for (talk, class) in [(Talk::Change, report.change), (Talk::Sustain, report.sustain), (Talk::Neutral, report.neutral)] {
        let name = look.paint(talk_style(talk), format!("{} {talk:<12}", mark(talk)));
        writeln!(out, "  {name} {:>9.3}  {:>6.3}  {:>5.3}  {:>5}", class.precision, class.recall, class.f1, class.support)?;
    }
    Ok(())
}

fn matrix(out: &mut dyn Write, look: Look, report: &Report) -> Result<(), Failure> {
    writeln!(
        out,
        "\n{}",
        look.paint(DIM, format_args!("  {:<14} {:>9} {:>9} {:>9}  ← tagged", "labelled ↓", "change", "sustain", "neutral"))
    )?;
    for label in Talk::ALL {
        write!(out, "  {}", look.paint(talk_style(label), format_args!("{} {label:<12}", mark(label))))?;
        for tag in Talk::ALL {
            let style = if label == tag { BOLD } else { Style::new() };
            write!(out, " {}", look.paint(style, format_args!("{:>9}", report.confusion.of(label, tag))))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn shares(out: &mut dyn Write, report: &Report) -> Result<(), Failure> {
    let shares = &report.change_share;
    let r = shares.pearson.map_or("not defined".to_owned(), |r| format!("{r:.3}"));
    writeln!(out, "\n  Percent change talk per session, labelled against tagged: Pearson's r {r}")?;
    let (of, few) = (shares.sessions, shares.eligible - shares.sessions);
    write!(out, "  over {of} {} with at least {CODED} coded turns", if of == 1 { "session" } else { "sessions" })?;
    if few > 0 {
        write!(out, " ({few} more with no change or sustain talk to count)")?;
    }
    writeln!(out)?;
    Ok(())
}

fn mistakes(out: &mut dyn Write, look: Look, mistakes: &[Mistake]) -> Result<(), Failure> {
    if mistakes.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", look.paint(BOLD, "The most confident mistakes"))?;
    for mistake in mistakes {
        let Mistake { session, turn, line, label, talk, text, .. } = mistake;
        let sure = 100.0 * mistake.probability.of(*talk);
        let place = look.paint(DIM, format!("session {}, turn {turn}, line {line}", Harmless(session)));
        let (label, talk) = (look.paint(talk_style(*label).bold(), label), look.paint(talk_style(*talk).bold(), talk));
        writeln!(out, "\n  labelled {label}, tagged {talk} ({sure:.0} %)  {place}")?;
        for range in lines(text, look.width - 4) {
            writeln!(out, "    {}", Line { text, range, marked: &[], style: Style::new(), look })?;
        }
        for finding in &mistake.findings {
            let why = wording::derivation(finding, text);
            writeln!(out, "    {}", look.paint(DIM, format_args!("why: {} {}", Harmless(&why), finding.entry)))?;
        }
        if mistake.findings.is_empty() {
            writeln!(out, "    {}", look.paint(DIM, "why: nothing was found in it"))?;
        }
    }
    Ok(())
}
