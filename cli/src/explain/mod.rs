//! `changetalk explain`.

mod derivation;
mod drawing;

use std::io::Write;

use changetalk::{Probability, Tag, Talk};
use serde::Serialize;

use crate::args::ExplainArgs;
use crate::conversation::Setup;
use crate::failure::Failure;
use crate::look::{ALARM, BOLD, DIM, Look, NOTICE, mark, talk_style};
use crate::wrap::{Harmless, lines};
use crate::{output, wording};

pub(crate) fn run(args: &ExplainArgs) -> Result<(), Failure> {
    let setup = args.tagging.prepare()?;
    let text = args.text.join(" ");
    let tag = read(&setup, &args.context, &text)?;
    if args.json {
        #[derive(Serialize)]
        struct Explained<'a> {
            text: &'a str,
            #[serde(flatten)]
            tag: &'a Tag,
        }
        return output::json(&Explained { text: &text, tag: &tag });
    }
    let (mut out, look) = output::people();
    write(&mut *out, look, &args.context, &text, &tag)?;
    Ok(out.flush()?)
}

fn read(setup: &Setup, context: &[String], text: &str) -> Result<Tag, Failure> {
    if context.is_empty() {
        return setup.line(text);
    }
    let mut session = setup.fresh()?;
    for turn in context {
        session.counsellor(turn);
    }
    Ok(session.client(text))
}

fn write(out: &mut dyn Write, look: Look, context: &[String], text: &str, tag: &Tag) -> Result<(), Failure> {
    writeln!(out)?;
    for turn in context {
        let turn = format!("Counsellor: {turn}");
        for range in lines(&turn, look.width - 4) {
            writeln!(out, "  {}", look.paint(DIM, Harmless(&turn[range])))?;
        }
    }
    if !context.is_empty() {
        writeln!(out)?;
    }
    for alert in &tag.safety {
        let style = if alert.level.withholds() { ALARM } else { NOTICE };
        writeln!(out, "  {}\n", look.paint(style, format_args!("! SAFETY {}", Harmless(&wording::alert(alert, text)))))?;
    }
    drawing::write(out, look, text, tag)?;
    for (number, finding) in tag.findings.iter().enumerate() {
        derivation::write(out, look, text, number + 1, finding)?;
    }
    for discord in &tag.discord {
        let words = Harmless(discord.span.of(text));
        let label = look.paint(NOTICE, "discord");
        writeln!(out, "  {label} “{words}”: about the two of you, not about the change {}\n", look.paint(DIM, &discord.entry))?;
    }
    if tag.findings.is_empty() {
        let why =
            if tag.safety.is_empty() { "No rule finds change or sustain talk in it." } else { "Safety comes first: nothing else is read." };
        writeln!(out, "  {why}\n")?;
    }
    verdict(out, look, text, tag)
}

/// What comes of it all.
fn verdict(out: &mut dyn Write, look: Look, text: &str, tag: &Tag) -> Result<(), Failure> {
    let ambivalent = if tag.ambivalent { ", ambivalent" } else { "" };
    let talk = look.paint(talk_style(tag.talk).bold(), format!("{} {}", mark(tag.talk), tag.talk));
    writeln!(out, "  {}{talk}{ambivalent}", look.paint(BOLD, "All in all  "))?;
    for talk in Talk::ALL {
        let (share, bar) = bar(&tag.probability, talk);
        writeln!(out, "    {talk:<8} {share:>5.1} %  {}", look.paint(talk_style(talk), bar))?;
    }
    if !tag.context.is_empty() {
        writeln!(out, "\n  Beside what the rules find, this weighed in (log-odds of change and sustain):")?;
    }
    for influence in &tag.context {
        let name = influence.name.replace('_', " ");
        let words = wording::quoted(&influence.spans, text);
        let line = format!("{name:<24} {:>+6.2} {:>+6.2}  {}", influence.change, influence.sustain, Harmless(&words));
        writeln!(out, "    {}", line.trim_end())?;
    }
    writeln!(out)?;
    Ok(())
}

fn bar(probability: &Probability, talk: Talk) -> (f64, String) {
    const WHOLE: f64 = 40.0;
    let share = probability.of(talk).clamp(0.0, 1.0);
    (share * 100.0, "█".repeat((share * WHOLE).round() as usize))
}
