//! A transcript that a person enjoys reading.

use std::io::Write;

use anstyle::Style;
use changetalk::transcript::{Speaker, Turn};
use changetalk::{Ideas, Tag, Withheld};

use super::Writer;
use super::summary::Summary;
use crate::conversation::Answer;
use crate::failure::Failure;
use crate::look::{ALARM, BOLD, DIM, Look, NOTICE, deciding, mark, talk_style};
use crate::wording;
use crate::wrap::{Harmless, Line, Marked, lines, width_of};

/// `  + change   counsellor  `: what stands before the words.
const GUTTER: usize = 23;
/// More findings than these are counted, not shown.
const SHOWN: usize = 3;

pub(crate) struct Page<W> {
    out: W,
    look: Look,
    title: String,
    session: Option<Summary>,
    after_client: bool,
}

impl<W: Write> Page<W> {
    pub(crate) fn new(out: W, look: Look, title: String) -> Page<W> {
        Page { out, look, title, session: None, after_client: false }
    }

    /// A client's turn, what was read in it and what might be said, outside any transcript.
    pub(crate) fn answered(&mut self, text: &str, answer: &Answer) -> Result<(), Failure> {
        self.client(text, &answer.tag)?;
        if let Some(ideas) = &answer.ideas {
            self.ideas(ideas)?;
        }
        Ok(self.out.flush()?)
    }

    /// Somebody else's turn, outside any transcript.
    pub(crate) fn heard(&mut self, text: &str) -> Result<(), Failure> {
        let gutter = format!("  {:<10} {} ", "", self.look.paint(DIM, format_args!("{:<10}", "counsellor")));
        self.words(&gutter, text, DIM, &[])
    }

    /// Anything else, at once.
    pub(crate) fn tell(&mut self, text: std::fmt::Arguments<'_>) -> Result<(), Failure> {
        self.out.write_fmt(text)?;
        Ok(self.out.flush()?)
    }

    fn heading(&mut self, turn: &Turn) -> Result<(), Failure> {
        let numbered = turn.session.starts_with(|c: char| c.is_ascii_digit());
        let session = if numbered { format!("Session {}", turn.session) } else { turn.session.clone() };
        let heading = match (turn.alone, self.title.as_str()) {
            (true, "") => "Turns".to_owned(),
            (true, title) => title.to_owned(),
            (false, title) if title.is_empty() || title == session => session,
            (false, title) => format!("{title} · {session}"),
        };
        let rule = "─".repeat(self.look.width.saturating_sub(width_of(&heading) + 4));
        let (heading, rule) = (self.look.paint(BOLD, Harmless(&heading)), self.look.paint(DIM, rule));
        writeln!(self.out, "── {heading} {rule}")?;
        Ok(())
    }

    /// The words of a turn behind its gutter, with the deciding ones marked.
    fn words(&mut self, gutter: &str, text: &str, style: Style, marked: &[Marked]) -> Result<(), Failure> {
        let look = self.look;
        let mut gutter = gutter.to_owned();
        let broken = lines(text, look.width - GUTTER);
        if broken.is_empty() {
            writeln!(self.out, "{}", gutter.trim_end())?;
        }
        for range in broken {
            writeln!(self.out, "{gutter}{}", Line { text, range, marked, style, look })?;
            gutter = " ".repeat(GUTTER);
        }
        Ok(())
    }

    /// A remark under a turn.
    fn remark(&mut self, label: &str, text: &str, style: Style) -> Result<(), Failure> {
        let look = self.look;
        let indent = GUTTER + label.chars().count() + 1;
        let mut before = format!("{}{label} ", " ".repeat(GUTTER));
        for range in lines(text, look.width.saturating_sub(indent).max(20)) {
            writeln!(self.out, "{}{}", look.paint(style, &before), Line { text, range, marked: &[], style, look })?;
            before = " ".repeat(indent);
        }
        Ok(())
    }

    fn client(&mut self, text: &str, tag: &Tag) -> Result<(), Failure> {
        for alert in &tag.safety {
            let style = if alert.level.withholds() { ALARM } else { NOTICE };
            let label = if alert.level.withholds() { "! SAFETY" } else { "safety:" };
            self.remark(label, &wording::alert(alert, text), style)?;
        }
        let word = format!("{} {:<8}", mark(tag.talk), tag.talk);
        let gutter = format!("  {} {:<10}", self.look.paint(talk_style(tag.talk).bold(), word), "client");
        self.words(&gutter, text, Style::new(), &marked(tag, text))?;
        for (i, finding) in tag.findings.iter().take(SHOWN).enumerate() {
            let label = if i == 0 { "why:" } else { "and:" };
            self.remark(label, &wording::derivation(finding, text), DIM)?;
        }
        if let Some(hints) = wording::hints(tag, text) {
            self.remark("hints:", &hints, DIM)?;
        }
        if tag.findings.len() > SHOWN {
            self.remark("and", &format!("{} more", tag.findings.len() - SHOWN), DIM)?;
        }
        for discord in &tag.discord {
            let words = format!("“{}”: about the two of you, not about the change", discord.span.of(text));
            self.remark("discord:", &words, NOTICE)?;
        }
        Ok(())
    }

    /// What might be said, with its reasons where they are not those of the suggestion before.
    pub(crate) fn ideas(&mut self, ideas: &Ideas) -> Result<(), Failure> {
        match ideas.withheld {
            // The alert itself stands above.
            Some(Withheld::Safety) => return self.remark("!", "Nothing is suggested.", ALARM),
            Some(Withheld::Listen) => return self.remark("listen:", &ideas.because.join(", "), DIM),
            None => {}
        }
        let mut before: &[String] = &[];
        for suggestion in &ideas.suggestions {
            self.remark("say:", &suggestion.text, BOLD)?;
            let mut about = wording::kind(suggestion);
            if suggestion.because != before {
                about = format!("{about}: {}", suggestion.because.join("; "));
            }
            self.remark("    ", &about, DIM)?;
            before = &suggestion.because;
        }
        Ok(())
    }

    fn footer(&mut self) -> Result<(), Failure> {
        if let Some(summary) = self.session.take() {
            summary.write(&mut self.out, self.look)?;
        }
        Ok(())
    }
}

impl<W: Write> Writer for Page<W> {
    fn turn(&mut self, turn: &Turn, answer: Option<Answer>) -> Result<(), Failure> {
        // Turns on their own are shown together.
        let lasting = turn.alone && self.session.as_ref().is_some_and(Summary::of_lines);
        let first = turn.index == 0 && !lasting;
        if first {
            self.footer()?;
            self.heading(turn)?;
            self.session = Some(Summary::new(turn.alone));
            self.after_client = true;
        }
        match &answer {
            Some(Answer { tag, ideas }) => {
                if first || (turn.alone && turn.index == 0) || (self.after_client && !tag.safety.is_empty()) {
                    writeln!(self.out)?;
                }
                self.client(&turn.text, tag)?;
                if let Some(ideas) = ideas {
                    self.ideas(ideas)?;
                }
                if let Some(summary) = &mut self.session {
                    summary.add(tag);
                }
            }
            None => {
                // A blank line before each exchange.
                if self.after_client {
                    writeln!(self.out)?;
                }
                let who = if turn.speaker == Speaker::Counsellor { "counsellor" } else { "other" };
                let gutter = format!("  {:<10} {} ", "", self.look.paint(DIM, format_args!("{who:<10}")));
                self.words(&gutter, &turn.text, DIM, &[])?;
            }
        }
        self.after_client = answer.is_some();
        Ok(())
    }

    fn finish(&mut self) -> Result<(), Failure> {
        self.footer()?;
        Ok(self.out.flush()?)
    }
}

/// The words that decided, in order and without overlap; where two findings share words, the stronger one has them.
fn marked(tag: &Tag, text: &str) -> Vec<Marked> {
    let mut found: Vec<Marked> = Vec::new();
    for finding in &tag.findings {
        for reason in finding.why.iter().filter(|reason| reason.factor != 0) {
            let range = reason.span.range();
            let taken = found.iter().any(|other| other.range.start < range.end && range.start < other.range.end);
            if !range.is_empty() && !taken && text.get(range.clone()).is_some() {
                found.push(Marked { range, style: deciding(finding.valence) });
            }
        }
    }
    found.sort_by_key(|marked| marked.range.start);
    // Neighbours are marked as one.
    found.dedup_by(|next, before| {
        let between = text.get(before.range.end..next.range.start);
        let join = before.style == next.style && between.is_some_and(|between| between.trim().is_empty());
        if join {
            before.range.end = next.range.end;
        }
        join
    });
    found
}

#[cfg(test)]
mod tests {
    use changetalk::transcript::Reader;
    use changetalk::{Alert, Code, Discord, Finding, Level, Probability, Reason, Risk, Role, Span, Strength, Talk, Valence};

    use super::*;

    fn span(text: &str, words: &str) -> Span {
        let start = text.find(words).unwrap_or_default();
        Span::new(start, start + words.len())
    }

    fn reason(text: &str, words: &str, role: Role, factor: i8) -> Reason {
        Reason { role, span: span(text, words), entry: "some.rule".to_owned(), factor, reach: 0 }
    }

    fn tag(text: &str, talk: Talk) -> Tag {
        let probability = Probability { change: 0.2, sustain: 0.6, neutral: 0.2 };
        let utterances = vec![Span::new(0, text.len())];
        let findings = vec![];
        Tag { talk, probability, ambivalent: false, findings, context: vec![], utterances, discord: vec![], themes: vec![], safety: vec![] }
    }

    fn sustain(text: &str) -> Tag {
        let why = vec![
            reason(text, "don't", Role::Negation, -1),
            reason(text, "want", Role::Stance, 1),
            reason(text, "stop", Role::Reverse, -1),
            reason(text, "drinking", Role::Direction, -1),
            reason(text, "really", Role::Booster, 0),
        ];
        let (code, valence, strength) = (Code::Desire, Valence::Sustain, Strength::High);
        let finding =
            Finding { code, valence, strength, span: span(text, text), utterance: 0, entry: "desire.want".to_owned(), weight: 1.0, why };
        Tag { findings: vec![finding], ..tag(text, Talk::Sustain) }
    }

    fn alarm(text: &str) -> Tag {
        let (kind, level) = (Risk::Suicide, Level::Present);
        let alert = Alert { kind, level, spans: vec![span(text, "end it all")], entries: vec![] };
        let discord = Discord { span: span(text, "You don't get it"), entry: String::new() };
        Tag { safety: vec![alert], discord: vec![discord], ..tag(text, Talk::Neutral) }
    }

    const PAGE: &str = "\
── june · Session 4 ────────────────────────────────────────────────────

             counsellor What do you make of that?
  − sustain  client    I really «don't want» to «stop drinking», not in the
                       summer and not for him.
                       why: “don't” − × “want” + × “stop” − × “drinking”
                            − = sustain (desire, high, booster “really”)

                       ! SAFETY suicide: “end it all”. A person must
                                look now; follow your local protocol.
  · neutral  client    You don't get it. I'm going to end it all.
                       discord: “You don't get it”: about the two of
                                you, not about the change

  2 client turns: 0 change, 1 sustain, 1 neutral · 0 % change talk · 1 to look at for safety
  course  −·

";

    #[test]
    fn a_page_is_pleasant_to_read() -> Result<(), Failure> {
        let file = "session,speaker,text\n\
                    4,T,What do you make of that?\n\
                    4,C,\"I really don't want to stop drinking, not in the summer and not for him.\"\n\
                    4,C,You don't get it. I'm going to end it all.\n";
        let mut page = Page::new(Vec::new(), Look { colour: false, width: 72 }, "june".to_owned());
        for turn in Reader::new(file.as_bytes()).into_iter().flatten().flatten() {
            let tag = match (turn.speaker, turn.index) {
                (Speaker::Client, 1) => Some(sustain(&turn.text)),
                (Speaker::Client, _) => Some(alarm(&turn.text)),
                _ => None,
            };
            page.turn(&turn, tag.map(|tag| Answer { tag, ideas: None }))?;
        }
        page.finish()?;
        assert_eq!(String::from_utf8_lossy(&page.out), PAGE);
        Ok(())
    }
}
