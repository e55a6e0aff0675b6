//! The `changetalk` command: tags counselling transcripts for change talk and sustain talk, and says why.

mod args;
mod beside;
mod chat;
mod conversation;
mod evaluate;
mod explain;
mod failure;
mod fit;
mod input;
mod lexicon;
mod look;
mod metrics;
mod output;
mod redaction;
mod report;
mod shell;
mod suggest;
mod tag;
mod wording;
mod wrap;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use failure::Failure;

fn main() -> ExitCode {
    let args = Args::parse();
    args.colour.write_global();
    let done = match args.command {
        Command::Tag(args) => tag::run(&args),
        Command::Suggest(args) => suggest::run(&args),
        Command::Chat(args) => chat::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Evaluate(args) => evaluate::run(&args),
        Command::Fit(args) => fit::run(&args),
        Command::Report(args) => report::run(&args),
        Command::Lexicon(command) => lexicon::run(&command),
        Command::Completions(args) => shell::completions(&args),
        Command::Man(args) => shell::manual(&args),
    };
    match done {
        Ok(()) | Err(Failure::Closed) => ExitCode::SUCCESS,
        Err(failure) => {
            // Where standard error is closed too, the exit status still tells.
            let _ = writeln!(anstream::stderr().lock(), "{failure}");
            failure.status()
        }
    }
}
