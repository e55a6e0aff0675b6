//! A table for spreadsheets: a row a turn.

use std::borrow::Cow;
use std::io::Write;

use changetalk::Tag;
use changetalk::transcript::Turn;

use super::Writer;
use crate::conversation::Answer;
use crate::failure::Failure;

const HEADER: [&str; 13] = [
    "session",
    "turn",
    "speaker",
    "text",
    "talk",
    "p_change",
    "p_sustain",
    "p_neutral",
    "ambivalent",
    "findings",
    "words",
    "discord",
    "safety",
];

pub(super) struct Sheet<W: Write> {
    out: csv::Writer<W>,
    begun: bool,
    raw: bool,
}

impl<W: Write> Sheet<W> {
    /// `raw`: cells stay as they are, whatever a spreadsheet makes of them.
    pub(super) fn new(out: W, raw: bool) -> Sheet<W> {
        Sheet { out: csv::Writer::from_writer(out), begun: false, raw }
    }

    /// Rows whose header stands elsewhere.
    pub(super) fn continued(out: W, raw: bool) -> Sheet<W> {
        Sheet { begun: true, ..Sheet::new(out, raw) }
    }

    fn begin(&mut self) -> Result<(), Failure> {
        if !std::mem::replace(&mut self.begun, true) {
            self.out.write_record(HEADER)?;
        }
        Ok(())
    }
}

impl<W: Write> Writer for Sheet<W> {
    fn turn(&mut self, turn: &Turn, found: Option<Answer>) -> Result<(), Failure> {
        self.begin()?;
        let answer = found.map_or_else(Default::default, |found| answer(&found.tag, &turn.text));
        let index = turn.index.to_string();
        let about = [&*turn.session, &index, turn.speaker.name(), &turn.text];
        for cell in about.into_iter().chain(answer.iter().map(String::as_str)) {
            let cell = if self.raw { Cow::Borrowed(cell) } else { inert(cell) };
            self.out.write_field(&*cell)?;
        }
        self.out.write_record(None::<&[u8]>)?;
        Ok(())
    }

    fn finish(&mut self) -> Result<(), Failure> {
        self.begin()?;
        Ok(self.out.flush()?)
    }
}

/// The cells from `talk` on.
fn answer(tag: &Tag, text: &str) -> [String; 9] {
    let list = |items: Vec<String>| items.join("; ");
    let findings = tag.findings.iter().map(|finding| format!("{} {} {}", finding.valence, finding.code, finding.strength));
    let words = tag.findings.iter().map(|finding| finding.span.of(text).to_owned());
    let discord = tag.discord.iter().map(|discord| discord.span.of(text).to_owned());
    let safety = tag.safety.iter().map(|alert| format!("{} {}", alert.kind, alert.level));
    [
        tag.talk.name().to_owned(),
        format!("{:.3}", tag.probability.change),
        format!("{:.3}", tag.probability.sustain),
        format!("{:.3}", tag.probability.neutral),
        if tag.ambivalent { "yes" } else { "no" }.to_owned(),
        list(findings.collect()),
        list(words.collect()),
        list(discord.collect()),
        list(safety.collect()),
    ]
}

/// A cell that no spreadsheet takes for a formula: one that looks like it gets an apostrophe in front.
pub(crate) fn inert(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

#[cfg(test)]
mod tests {
    use super::inert;

    #[test]
    fn formulas_are_inert() {
        for (cell, expect) in [
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-- you know", "'-- you know"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("I = me", "I = me"),
            ("", ""),
        ] {
            assert_eq!(inert(cell), expect);
        }
    }
}
