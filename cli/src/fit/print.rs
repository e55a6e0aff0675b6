//! A report for people.

use std::io::Write;
use std::path::Path;

use super::Report;
use super::score::Score;
use crate::failure::Failure;
use crate::look::{BOLD, DIM, Look};
use crate::wrap::Harmless;

pub(super) fn write(out: &mut dyn Write, look: Look, report: &Report, written: Option<&Path>) -> Result<(), Failure> {
    for file in &report.files {
        writeln!(out, "{}: {} coded client turns in {} sessions", look.paint(BOLD, Harmless(&file.name)), file.turns, file.sessions)?;
    }
    let Report { folds, balance, restraint, .. } = report;
    writeln!(out, "{folds} parts, balance {balance}, restraint {restraint}\n")?;

    let heading = format!(
        "  {:<12} {:>8} {:>15} {:>8} {:>8} {:>8} {:>8} {:>8}",
        "", "macro-F1", "95 % interval", "change", "sustain", "neutral", "kappa", "Brier"
    );
    writeln!(out, "{}", look.paint(DIM, heading))?;
    row(out, "as they were", &report.unfitted)?;
    row(out, "fitted", &report.fitted)?;
    writeln!(
        out,
        "  Fitted: each session judged by weights that have not seen it. Brier of the labels' shares: {:.3}",
        report.fitted.brier_of_shares
    )?;

    writeln!(out, "\n{}", look.paint(DIM, "  probability of the type given   turns   mean   right (fitted)"))?;
    for row in &report.fitted.reliability {
        writeln!(out, "  from {:<25.2} {:>7} {:>6.2} {:>7.2}", row.from, row.turns, row.given, row.right)?;
    }

    writeln!(out, "\n{}", look.paint(DIM, format_args!("  {:<26} {:>6} {:>8}", "weight", "before", "fitted")))?;
    for weight in &report.weights {
        writeln!(out, "  {:<26} {:>6.2} {:>8.2}", weight.name, weight.start, weight.fitted)?;
    }
    if let Some(path) = written {
        writeln!(out, "\nwritten to {}", Harmless(&path.display().to_string()))?;
    }
    Ok(())
}

fn row(out: &mut dyn Write, name: &str, score: &Score) -> Result<(), Failure> {
    let (low, high) = score.macro_f1_interval;
    writeln!(
        out,
        "  {name:<12} {:>8.3} {:>15} {:>8.3} {:>8.3} {:>8.3} {:>8.3} {:>8.3}",
        score.macro_f1,
        format!("{low:.3} to {high:.3}"),
        score.change.f1,
        score.sustain.f1,
        score.neutral.f1,
        score.kappa,
        score.brier
    )?;
    Ok(())
}
