//! A finding, step by step.

use std::io::Write;

use changetalk::{Finding, Reason, Role, Talk};

use crate::failure::Failure;
use crate::look::{BOLD, DIM, Look, mark, talk_style};
use crate::wording;
use crate::wrap::{Harmless, width_of};

/// A table of its cues: the words, their role, their sign, the sign of all so far, and the rule.
pub(super) fn write(out: &mut dyn Write, look: Look, text: &str, number: usize, finding: &Finding) -> Result<(), Failure> {
    let talk = Talk::from(finding.valence);
    let title = format!("{} {talk} talk", mark(talk));
    let (code, strength) = (wording::code(finding.code), finding.strength);
    writeln!(
        out,
        "  {} {}: {code}, strength {strength} {}",
        look.paint(BOLD, number),
        look.paint(talk_style(talk).bold(), title),
        look.paint(DIM, format_args!("“{}”", Harmless(finding.span.of(text)))),
    )?;
    let rows: Vec<(String, &Reason)> =
        finding.why.iter().map(|reason| (Harmless(&wording::words(reason, text)).to_string(), reason)).collect();
    let widest = rows.iter().map(|(words, _)| width_of(words)).max().unwrap_or(0).clamp(8, 36);
    writeln!(out, "{}", look.paint(DIM, format_args!("    {:widest$}  {:<10} sign  so far  rule", "words", "role")))?;
    let mut so_far = 1;
    for (words, reason) in rows {
        let pad = " ".repeat(widest.saturating_sub(width_of(&words)));
        if reason.factor != 0 {
            so_far *= reason.factor;
        }
        let sign = wording::sign(reason.factor);
        let running = if reason.factor == 0 { "" } else { wording::sign(so_far) };
        write!(out, "    {words}{pad}  {:<10} {sign:^4}  {running:^6}  ", wording::role(reason.role))?;
        writeln!(out, "{}", look.paint(DIM, format_args!("{}{}", reason.entry, reach(reason, text))))?;
    }
    if let Some(factor) = wording::by_itself(finding) {
        let sign = wording::sign(factor);
        write!(out, "    {:widest$}  {:<10} {sign:^4}  {:^6}  ", "", "by itself", wording::sign(so_far * factor))?;
        writeln!(out, "{}", look.paint(DIM, "with nothing nearby that it is about, the phrase counts so"))?;
    }
    let weight = look.paint(DIM, format!("counts {:+.2} toward {talk}", finding.weight));
    writeln!(out, "    {:widest$}  {:<10} {:^4}  {:^6}  {weight}", "", "", "=", mark(talk))?;
    writeln!(out)?;
    Ok(())
}

/// How far a cue's scope reaches, where it reaches beyond itself.
fn reach(reason: &Reason, text: &str) -> String {
    let scoped = matches!(reason.role, Role::Negation | Role::Hedge | Role::Booster | Role::Condition | Role::Time | Role::Person);
    let within = text.get(reason.span.end as usize..reason.reach as usize).filter(|_| scoped).unwrap_or_default();
    match within.split_whitespace().next_back() {
        Some(last) => format!(" · reaches “{}”", Harmless(last.trim_end_matches(['.', ',', '!', '?', ';', ':']))),
        None => String::new(),
    }
}
