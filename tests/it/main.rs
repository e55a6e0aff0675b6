//! The one integration binary: the rules' own examples, invariants, golden transcripts and bad input.
//!
//! `cargo test --test it direction/alcohol` runs the examples of one file, `cargo test --test it desire.want` those of one entry.

mod composition;
mod examples;
mod fit;
mod golden;
mod invariants;
mod lexicon_files;
mod measures;
mod pairs;
mod saved;
mod schema;
mod sessions;
mod suggestions;
mod transcripts;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let mut trials: Vec<Trial> = Vec::new();
    trials.extend(examples::trials());
    trials.extend(composition::trials());
    trials.extend(sessions::trials());
    trials.extend(invariants::trials());
    trials.extend(golden::trials());
    trials.extend(lexicon_files::trials());
    trials.extend(schema::trials());
    trials.extend(pairs::trials());
    trials.extend(fit::trials());
    trials.extend(suggestions::trials());
    trials.extend(measures::trials());
    trials.extend(saved::trials());
    trials.extend(transcripts::trials());
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// A named check.
fn trial(name: impl Into<String>, check: impl FnOnce() -> Result<(), String> + Send + 'static) -> Trial {
    Trial::test(name, move || check().map_err(Into::into))
}

/// Fails with a message unless something holds.
fn ensure(holds: bool, message: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(message()) }
}
