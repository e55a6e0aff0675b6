//! `changetalk lexicon`.

mod list;
pub(crate) mod problems;

use std::io::Write;
use std::path::PathBuf;

use changetalk::Lexicon;

use crate::args::LexiconCommand;
use crate::failure::Failure;
use crate::look::Look;
use crate::{input, output};

pub(crate) fn run(command: &LexiconCommand) -> Result<(), Failure> {
    match command {
        LexiconCommand::Check { files } => check(files),
        LexiconCommand::List { kind, find, files } => list::run(&load(files)?, kind.as_deref(), find.as_deref()),
    }
}

/// English with these files on top.
fn load(files: &[PathBuf]) -> Result<Lexicon, Failure> {
    let files = files.iter().map(|path| input::text(path)).collect::<Result<Vec<_>, _>>()?;
    Ok(Lexicon::english().extend(files)?)
}

fn check(files: &[PathBuf]) -> Result<(), Failure> {
    // Loading user files checks their examples as well.
    let lexicon = load(files)?;
    let problems = if files.is_empty() { lexicon.check_examples() } else { Vec::new() };
    if !problems.is_empty() {
        return Err(Failure::Lexicon(problems::draw(&problems, Look::of_stderr())));
    }
    let names: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
    let entries = lexicon.entries().filter(|entry| names.is_empty() || names.iter().any(|name| name == entry.file)).count();
    let (mut out, _) = output::people();
    writeln!(out, "{} {}: no problems", entries, if entries == 1 { "entry" } else { "entries" })?;
    Ok(out.flush()?)
}
