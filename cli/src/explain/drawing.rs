//! The sentence with its cues underlined and labelled.

use std::io::Write;
use std::ops::Range;

use changetalk::{Reason, Tag, Talk, Valence};

use crate::failure::Failure;
use crate::look::{DIM, Look, talk_style};
use crate::wording;
use crate::wrap::{Line, Marked, lines, width_of};

/// A cue and the finding that it belongs to.
struct Cue<'a> {
    reason: &'a Reason,
    range: Range<usize>,
    valence: Valence,
}

/// ```text
///   I don't want to stop drinking
///     ──┬── ──┬─    ──┬─ ───┬────
///       │     │       │     ╰ what it is about: staying the same  −
///       │     │       ╰ turns it around  −
///       │     ╰ speaks for it  +
///       ╰ says no to it  −
/// ```
pub(super) fn write(out: &mut dyn Write, look: Look, text: &str, tag: &Tag) -> Result<(), Failure> {
    let cues = cues(tag, text);
    let marked: Vec<Marked> =
        cues.iter().map(|cue| Marked { range: cue.range.clone(), style: talk_style(Talk::from(cue.valence)).bold() }).collect();
    // The labels stand for the brackets that mark words where there is no colour.
    let shown: &[Marked] = if look.colour { &marked } else { &[] };
    for range in lines(text, look.width - 4) {
        let line = Line { text, range: range.clone(), marked: shown, style: anstyle::Style::new(), look };
        writeln!(out, "  {line}")?;
        labels(out, look, text, &range, &cues)?;
    }
    writeln!(out)?;
    Ok(())
}

/// The cues of all findings in the order of the text, each once: the stronger finding has it.
fn cues<'a>(tag: &'a Tag, text: &str) -> Vec<Cue<'a>> {
    let mut cues: Vec<Cue<'a>> = Vec::new();
    for finding in &tag.findings {
        for reason in &finding.why {
            let range = reason.span.range();
            let taken = cues.iter().any(|cue| cue.range.start < range.end && range.start < cue.range.end);
            if !range.is_empty() && !taken && text.get(range.clone()).is_some() {
                cues.push(Cue { reason, range, valence: finding.valence });
            }
        }
    }
    cues.sort_by_key(|cue| cue.range.start);
    cues
}

fn labels(out: &mut dyn Write, look: Look, text: &str, line: &Range<usize>, cues: &[Cue<'_>]) -> Result<(), Failure> {
    let column = |byte: usize| width_of(text.get(line.start..byte).unwrap_or_default());
    // Where each cue starts, where its label hangs and where it ends.
    let places: Vec<(usize, usize, usize, &Cue<'_>)> = cues
        .iter()
        .filter_map(|cue| {
            let range = cue.range.start.max(line.start)..cue.range.end.min(line.end);
            (!range.is_empty()).then(|| {
                let (from, to) = (column(range.start), column(range.end));
                (from, from + (to - from - 1) / 2, to, cue)
            })
        })
        .collect();
    if places.is_empty() {
        return Ok(());
    }
    let mut row = String::from("  ");
    let mut at = 0;
    for &(from, hook, to, _) in &places {
        row.push_str(&" ".repeat(from.saturating_sub(at)));
        row.extend((from..to).map(|column| if column == hook { '┬' } else { '─' }));
        at = to;
    }
    writeln!(out, "{}", look.paint(DIM, row))?;
    for last in (0..places.len()).rev() {
        let mut row = String::from("  ");
        let mut at = 0;
        for &(_, hook, ..) in &places[..last] {
            row.push_str(&" ".repeat(hook.saturating_sub(at)));
            row.push('│');
            at = hook + 1;
        }
        let (_, hook, _, cue) = places[last];
        row.push_str(&" ".repeat(hook.saturating_sub(at)));
        row.push('╰');
        let (deed, sign) = (wording::deed(cue.reason), wording::sign(cue.reason.factor));
        writeln!(out, "{} {deed}  {}", look.paint(DIM, row), look.paint(talk_style(cue.valence.into()), sign))?;
    }
    Ok(())
}
