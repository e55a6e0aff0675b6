//! A block a session, for the terminal.

use std::io::Write;

use changetalk::{Noteworthy, Strengths, Talk};

use super::gather::{Gathered, gather};
use super::words;
use crate::args::ReportArgs;
use crate::failure::Failure;
use crate::look::{ALARM, BOLD, DIM, Look, NOTICE, mark, talk_style};
use crate::output;
use crate::wrap::{Harmless, lines, width_of};

/// A longer course tells nobody anything.
const COURSE: usize = 1000;
/// So many moments are quoted.
const MOMENTS: usize = 6;
/// What stands before the words of a line.
const LABEL: usize = 12;
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

pub(super) fn run(args: &ReportArgs) -> Result<(), Failure> {
    let setup = args.tagging.prepare()?;
    let (mut out, look) = output::people();
    let mut shares = Vec::new();
    gather(args, &setup, |session| {
        shares.push(session.measures.change_turns.value());
        write(&mut *out, look, &session)
    })?;
    if shares.len() > 1 {
        let line: String = shares.iter().map(|share| share.map_or('·', bar)).collect();
        let label = look.paint(BOLD, format!("{} sessions", shares.len()));
        writeln!(out, "{label}: change talk by turn, first to last")?;
        for row in line.chars().collect::<Vec<_>>().chunks(look.width - 2) {
            writeln!(out, "  {}", look.paint(talk_style(Talk::Change), row.iter().collect::<String>()))?;
        }
        writeln!(out)?;
    }
    Ok(out.flush()?)
}

fn write(out: &mut dyn Write, look: Look, session: &Gathered) -> Result<(), Failure> {
    let measures = &session.measures;
    let title = Harmless(&session.title()).to_string();
    let rule = "─".repeat(look.width.saturating_sub(width_of(&title) + 4));
    writeln!(out, "── {} {}\n", look.paint(BOLD, title), look.paint(DIM, rule))?;
    if let Some(note) = session.note {
        paragraph(out, look, note, |line| look.paint(DIM, line).to_string())?;
    }
    let alerts = measures.moments.iter().filter(|moment| moment.what == Noteworthy::Alert).count();
    if alerts > 0 {
        let told = format!("! {} set off the safety screen. {}", words::counted(alerts as u32, "turn"), words::SCREEN);
        paragraph(out, look, &told, |line| look.paint(ALARM, line).to_string())?;
        writeln!(out)?;
    }
    for sentence in words::headline(measures) {
        paragraph(out, look, &sentence, str::to_owned)?;
    }
    writeln!(out)?;
    course(out, look, session)?;
    labelled(out, look, "strength", &format!("{}  slope: {}", spark(&measures.strengths), words::slope(&measures.strengths)))?;
    labelled(
        out,
        look,
        "mobilising",
        &format!("{}  slope: {}", spark(&measures.mobilising_strengths), words::slope(&measures.mobilising_strengths)),
    )?;
    let turns = measures.turns;
    let counts = format!(
        "{} change, {} sustain, {} neutral; {} by utterance",
        turns.change, turns.sustain, turns.neutral, measures.change_utterances
    );
    labelled(out, look, "turns", &counts)?;
    labelled(out, look, "CT : ST", &format!("{} · commitment to change {}", words::ratio(measures), measures.commitment))?;
    moments(out, look, session)?;
    writeln!(out)?;
    Ok(())
}

fn course(out: &mut dyn Write, look: Look, session: &Gathered) -> Result<(), Failure> {
    let talks: Vec<Talk> = session.client().map(|(_, tag)| tag.talk).collect();
    if talks.len() > COURSE {
        return Ok(());
    }
    for (index, row) in talks.chunks(look.width.saturating_sub(LABEL + 4).max(1)).enumerate() {
        write!(out, "  {:<LABEL$}", if index == 0 { "course" } else { "" })?;
        for &talk in row {
            write!(out, "{}", look.paint(talk_style(talk).bold(), mark(talk)))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn moments(out: &mut dyn Write, look: Look, session: &Gathered) -> Result<(), Failure> {
    let mut moments = session.measures.moments.clone();
    moments.sort_by_key(|moment| (moment.what, moment.turn));
    if !moments.is_empty() {
        writeln!(out)?;
    }
    for moment in moments.iter().take(MOMENTS) {
        let style = match moment.what {
            Noteworthy::Alert => ALARM,
            Noteworthy::Discord => NOTICE,
            _ => BOLD,
        };
        writeln!(out, "  {} {}", look.paint(style, words::moment(moment.what)), look.paint(DIM, format_args!("turn {}", moment.turn + 1)))?;
        if let Some(spoken) = session.turn(moment.turn) {
            let quote = format!("“{}”", spoken.text.trim());
            for line in lines(&quote, look.width.saturating_sub(4)).into_iter().take(2) {
                writeln!(out, "    {}", Harmless(quote.get(line).unwrap_or_default()))?;
            }
        }
    }
    if moments.len() > MOMENTS {
        writeln!(out, "  {}", look.paint(DIM, format_args!("and {} more moments worth a look", moments.len() - MOMENTS)))?;
    }
    Ok(())
}

/// A line behind a label.
fn labelled(out: &mut dyn Write, look: Look, label: &str, text: &str) -> Result<(), Failure> {
    let mut label = label;
    for line in lines(text, look.width.saturating_sub(LABEL + 2)) {
        writeln!(out, "  {}{}", look.paint(DIM, format_args!("{label:<LABEL$}")), text.get(line).unwrap_or_default())?;
        label = "";
    }
    Ok(())
}

/// Sentences over the whole width.
fn paragraph(out: &mut dyn Write, look: Look, text: &str, paint: impl Fn(&str) -> String) -> Result<(), Failure> {
    for line in lines(text, look.width.saturating_sub(2)) {
        writeln!(out, "  {}", paint(text.get(line).unwrap_or_default()))?;
    }
    Ok(())
}

/// The means of the tenths as bars, a point where nothing was coded.
fn spark(strengths: &Strengths) -> String {
    strengths.tenths.iter().map(|tenth| tenth.mean.map_or('·', |mean| bar((mean + 3.0) / 6.0))).collect()
}

/// A bar for a number from 0 to 1.
fn bar(height: f64) -> char {
    let index = (height.clamp(0.0, 1.0) * (BARS.len() - 1) as f64).round() as usize;
    BARS.get(index).copied().unwrap_or('·')
}

#[cfg(test)]
mod tests {
    use super::bar;

    #[test]
    fn bars_rise() {
        let drawn: String = [-1.0, 0.0, 0.3, 0.5, 1.0, 2.0, f64::NAN].into_iter().map(bar).collect();
        assert_eq!(drawn, "▁▁▃▅██▁");
    }
}
