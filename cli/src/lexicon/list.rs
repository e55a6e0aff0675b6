//! A table of entries.

use std::io::Write;

use changetalk::{EntryInfo, Lexicon, Talk};

use crate::failure::Failure;
use crate::look::{DIM, talk_style};
use crate::output;
use crate::wrap::Harmless;

pub(super) fn run(lexicon: &Lexicon, kind: Option<&str>, find: Option<&str>) -> Result<(), Failure> {
    if let Some(kind) = kind
        && !lexicon.entries().any(|entry| entry.kind == kind)
    {
        let mut kinds: Vec<&str> = lexicon.entries().map(|entry| entry.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        return Err(Failure::Usage(format!("no entry is of kind `{}`; kinds are {}", kind.escape_debug(), kinds.join(", "))));
    }
    let find = find.map(str::to_lowercase);
    let wanted = |entry: &EntryInfo<'_>| {
        kind.is_none_or(|kind| entry.kind == kind)
            && find.as_ref().is_none_or(|word| {
                entry.name.contains(word.as_str()) || about(entry).contains(word.as_str()) || entry.file.contains(word.as_str())
            })
    };
    let entries: Vec<EntryInfo<'_>> = lexicon.entries().filter(wanted).collect();
    let widest = |text: fn(&EntryInfo<'_>) -> usize, title: usize| entries.iter().map(text).max().unwrap_or(0).max(title);
    let name = widest(|entry| entry.name.len(), 5);
    let class = widest(|entry| entry.kind.len(), 4);
    let about_width = widest(|entry| about(entry).len(), 5);
    let (mut out, look) = output::people();
    let header = format!("{:name$}  {:class$}  {:about_width$}  sign  phrases  file", "entry", "kind", "about");
    writeln!(out, "{}", look.paint(DIM, header))?;
    for entry in &entries {
        let (sign, talk) = match entry.valence {
            Some("+") => ("+", Talk::Change),
            Some("-") => ("−", Talk::Sustain),
            Some(other) => (other, Talk::Neutral),
            None => ("", Talk::Neutral),
        };
        write!(
            out,
            "{:name$}  {:class$}  {:about_width$}  ",
            Harmless(entry.name).to_string(),
            entry.kind,
            Harmless(about(entry)).to_string()
        )?;
        write!(out, "{}  {:>7}  ", look.paint(talk_style(talk), format_args!("{sign:^4}")), entry.phrases)?;
        writeln!(out, "{}", look.paint(DIM, format_args!("{}:{}", Harmless(entry.file), entry.line)))?;
    }
    let count = entries.len();
    writeln!(out, "{}", look.paint(DIM, format_args!("{count} {}", if count == 1 { "entry" } else { "entries" })))?;
    Ok(out.flush()?)
}

/// The code or the behaviour.
fn about<'a>(entry: &EntryInfo<'a>) -> &'a str {
    entry.behaviour.or(entry.code.map(|code| code.name())).unwrap_or_default()
}
