//! The report in short, as Markdown.

use std::fmt::Write as _;
use std::io::{self, Seek, SeekFrom, Write};

use changetalk::{Mentioned, Noteworthy, Quote, Scale, Talk};
use tempfile::SpooledTempFile;

use super::Form;
use super::destination::Destination;
use super::gather::Gathered;
use super::words;
use crate::wording;
use crate::wrap::Harmless;

const IN_MEMORY: usize = 4 << 20;
/// So many of a list are quoted.
const SHOWN: usize = 8;

pub(super) struct Markdown {
    /// Sessions, while the table that stands above them is not done.
    aside: SpooledTempFile,
    rows: Vec<String>,
}

impl Default for Markdown {
    fn default() -> Markdown {
        Markdown { aside: SpooledTempFile::new(IN_MEMORY), rows: Vec::new() }
    }
}

impl Form for Markdown {
    fn session(&mut self, gathered: Gathered, _: &mut Destination) -> io::Result<()> {
        let measures = &gathered.measures;
        let alerts = measures.moments.iter().filter(|moment| moment.what == Noteworthy::Alert).count();
        let cells =
            [measures.change_turns.to_string(), words::ratio(measures), measures.commitment.to_string(), words::slope(&measures.strengths)];
        self.rows.push(format!("| {} | {} | {} | {alerts} |", plain(&gathered.title()), measures.turns.client, cells.join(" | ")));
        self.aside.write_all(session(&gathered).as_bytes())
    }

    fn finish(&mut self, out: &mut Destination) -> io::Result<()> {
        writeln!(out, "# Session report\n")?;
        if self.rows.len() > 1 {
            writeln!(
                out,
                "| Session | Client turns | Change talk, by turn | CT : ST | Commitment to change | Slope of strength | Alerts |"
            )?;
            writeln!(out, "|---|---:|---:|---:|---:|---:|---:|")?;
            for row in &self.rows {
                writeln!(out, "{row}")?;
            }
            writeln!(out)?;
        }
        self.aside.seek(SeekFrom::Start(0))?;
        io::copy(&mut self.aside, out)?;
        writeln!(out, "---\n\nRules over words told these apart, not a person: read this beside the session. It holds what a client said.")
    }
}

fn session(gathered: &Gathered) -> String {
    let mut page = String::new();
    // Writing to a string cannot fail.
    let _ = write_session(&mut page, gathered);
    page
}

fn write_session(page: &mut String, gathered: &Gathered) -> std::fmt::Result {
    let measures = &gathered.measures;
    writeln!(page, "## {}\n", plain(&gathered.title()))?;
    if let Some(note) = gathered.note {
        writeln!(page, "{note}\n")?;
    }
    safety(page, gathered)?;
    for sentence in words::headline(measures) {
        writeln!(page, "{sentence}")?;
    }
    writeln!(page, "\n| measure | |\n|---|---|")?;
    let turns = measures.turns;
    writeln!(page, "| turns | {}, {} the client's |", turns.all, turns.client)?;
    writeln!(
        page,
        "| client turns | {} change, {} sustain, {} neutral; {} with both sides |",
        turns.change, turns.sustain, turns.neutral, turns.ambivalent
    )?;
    writeln!(page, "| change talk, by turn | {} |", measures.change_turns)?;
    writeln!(page, "| change talk, by utterance | {} |", measures.change_utterances)?;
    writeln!(page, "| change to sustain, utterances | {} |", words::ratio(measures))?;
    writeln!(page, "| commitment to change | {} |", measures.commitment)?;
    writeln!(page, "| mobilising, of change talk | {} |", measures.mobilising)?;
    writeln!(page, "| slope of strength | {} |", words::slope(&measures.strengths))?;
    writeln!(page, "| slope of commitment, readiness and steps | {} |\n", words::slope(&measures.mobilising_strengths))?;
    course(page, gathered)?;
    codes(page, gathered)?;
    after(page, gathered)?;
    moments(page, gathered)?;
    in_words(page, gathered)
}

fn safety(page: &mut String, gathered: &Gathered) -> std::fmt::Result {
    let alerts = || gathered.client().filter(|(_, tag)| tag.safety.iter().any(|alert| alert.level.withholds()));
    if alerts().next().is_none() {
        return Ok(());
    }
    writeln!(page, "> **Safety.** {}", words::SCREEN)?;
    for (spoken, tag) in alerts() {
        for alert in &tag.safety {
            writeln!(page, ">\n> - turn {}: {}", spoken.turn + 1, plain(&wording::alert(alert, &spoken.text)))?;
        }
    }
    writeln!(page)
}

/// The client's turns in rows.
fn course(page: &mut String, gathered: &Gathered) -> std::fmt::Result {
    const ROW: usize = 60;
    let marks: Vec<&str> = gathered.client().map(|(_, tag)| words::mark(tag.talk)).collect();
    if marks.is_empty() {
        return Ok(());
    }
    writeln!(page, "### Course\n\n```text")?;
    for row in marks.chunks(ROW) {
        writeln!(page, "{}", row.concat())?;
    }
    writeln!(page, "```\n")
}

fn codes(page: &mut String, gathered: &Gathered) -> std::fmt::Result {
    writeln!(page, "### Codes\n\n| code | change | sustain |\n|---|---:|---:|")?;
    for count in &gathered.measures.codes {
        writeln!(page, "| {} | {} | {} |", words::code(count.code), count.change, count.sustain)?;
    }
    writeln!(page)
}

fn after(page: &mut String, gathered: &Gathered) -> std::fmt::Result {
    let rows = &gathered.measures.transitions;
    if rows.iter().all(|row| row.turns() == 0) {
        return Ok(());
    }
    writeln!(page, "### What followed what the counsellor said\n\n{}\n", words::ROUGH)?;
    writeln!(
        page,
        "| after | client turns | change | sustain | neutral | odds of change | odds of sustain |\n|---|---:|---:|---:|---:|---:|---:|"
    )?;
    for row in rows.iter().filter(|row| row.turns() > 0) {
        let odds = |talk| words::odds(row, rows, talk).unwrap_or_else(|| "too few".to_owned());
        let [change, sustain, neutral] = Talk::ALL.map(|talk| row.share(talk).to_string());
        let (name, turns) = (words::manner(row.after), row.turns());
        writeln!(page, "| {name} | {turns} | {change} | {sustain} | {neutral} | {} | {} |", odds(Talk::Change), odds(Talk::Sustain))?;
    }
    writeln!(page)
}

fn moments(page: &mut String, gathered: &Gathered) -> std::fmt::Result {
    let mut moments = gathered.measures.moments.clone();
    if moments.is_empty() {
        return Ok(());
    }
    moments.sort_by_key(|moment| (moment.what, moment.turn));
    writeln!(page, "### Moments worth a look\n")?;
    for moment in moments.iter().take(2 * SHOWN) {
        let said = gathered.turn(moment.turn).map(|spoken| plain(&spoken.text)).unwrap_or_default();
        writeln!(page, "- **{}** (turn {}): “{said}”", words::moment(moment.what), moment.turn + 1)?;
    }
    more(page, moments.len(), 2 * SHOWN)?;
    writeln!(page)
}

fn in_words(page: &mut String, gathered: &Gathered) -> std::fmt::Result {
    let balance = &gathered.ledger.balance;
    if !balance.is_empty() {
        writeln!(page, "### Decisional balance\n")?;
        for (name, quotes) in [
            ("Good about staying the same", &balance.good_of_same),
            ("Less good about staying the same", &balance.bad_of_same),
            ("Less good about changing", &balance.bad_of_change),
            ("Good about changing", &balance.good_of_change),
        ] {
            list(page, name, quotes.iter().map(|quote| (quote, "")))?;
        }
    }
    if !gathered.ledger.mentions.is_empty() {
        writeln!(page, "### Named by the client\n")?;
        for what in Mentioned::ALL {
            list(page, words::mentioned(what), gathered.ledger.of(what).map(|mention| (&mention.quote, mention.called.as_str())))?;
        }
    }
    if !gathered.measures.rulers.is_empty() {
        writeln!(page, "### Numbers on a scale\n")?;
        for scale in Scale::ALL {
            for ruling in gathered.measures.rulers_of(scale) {
                writeln!(page, "- {} (turn {}): {}", words::scale(scale), ruling.turn + 1, words::rating(ruling.rating))?;
            }
        }
        writeln!(page)?;
    }
    Ok(())
}

fn list<'q>(page: &mut String, name: &str, quotes: impl Iterator<Item = (&'q Quote, &'q str)>) -> std::fmt::Result {
    let quotes: Vec<_> = quotes.collect();
    if quotes.is_empty() {
        return Ok(());
    }
    writeln!(page, "**{name}**\n")?;
    for (quote, called) in quotes.iter().take(SHOWN) {
        let called = if called.is_empty() { String::new() } else { format!("{}: ", plain(called)) };
        writeln!(page, "- {called}“{}” (turn {})", plain(&quote.words), quote.turn + 1)?;
    }
    more(page, quotes.len(), SHOWN)?;
    writeln!(page)
}

fn more(page: &mut String, all: usize, shown: usize) -> std::fmt::Result {
    if all > shown { writeln!(page, "- and {} more", all - shown) } else { Ok(()) }
}

/// Words that are neither Markdown nor HTML, nor anything to a terminal.
fn plain(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    let words = Harmless(words).to_string();
    let mut words = words.chars().peekable();
    while let Some(c) = words.next() {
        match c {
            // Addresses become links by themselves.
            ':' if words.peek() == Some(&'/') => plain.push_str("\\:"),
            '&' => plain.push_str("&amp;"),
            '<' => plain.push_str("&lt;"),
            '>' => plain.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '(' | ')' | '#' | '|' | '~' | '!' | '$' => plain.extend(['\\', c]),
            c => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn words_stay_words() {
        for (words, expect) in [
            ("plain, isn't it?", "plain, isn't it?"),
            ("<b>&", "&lt;b&gt;&amp;"),
            ("[a](javascript:b)", "\\[a\\]\\(javascript:b\\)"),
            ("see https://x: no", "see https\\://x: no"),
            ("| # *", "\\| \\# \\*"),
            ("a\u{1b}[0m\nb", "a␛\\[0m b"),
        ] {
            assert_eq!(plain(words), expect);
        }
    }
}
