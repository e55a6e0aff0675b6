//! `changetalk tag`.

mod csv;
mod form;
mod json;
mod offsets;
mod pipeline;
mod pretty;
mod summary;

use std::io::{self, IsTerminal};
use std::num::NonZeroUsize;
use std::thread;

use changetalk::transcript::Turn;

use crate::args::{Output, TagArgs};
use crate::conversation::{Advice, Answer, Conversation, Setup};
use crate::failure::Failure;
use crate::input::Input;
use crate::output;
use crate::redaction::Redaction;

pub(crate) use csv::inert;
pub(crate) use form::Form;
pub(crate) use pretty::Page;

/// Writes turns and what was read in them; an answer comes with every client's turn.
pub(crate) trait Writer {
    fn turn(&mut self, turn: &Turn, answer: Option<Answer>) -> Result<(), Failure>;
    fn finish(&mut self) -> Result<(), Failure>;
}

pub(crate) fn run(args: &TagArgs) -> Result<(), Failure> {
    let mut input = args.source.open(&[])?;
    let setup = args.tagging.prepare()?;
    let redaction = Redaction::new(args.redact, &args.source.reading, &input, &setup);
    let form = match args.output {
        Output::Jsonl => Form::Json(args.offsets.into()),
        Output::Csv => Form::Csv { raw: args.raw_cells },
        Output::Pretty => {
            let (out, look) = output::people();
            let mut page = Page::new(out, look, args.source.title_unless(args.redact.is_some()));
            return write(&mut input, &setup, None, redaction, &mut page);
        }
    };
    write_data(&mut input, &setup, None, redaction, form, args.threads)
}

/// Writes all turns as data, on so many threads, or all that there are.
pub(crate) fn write_data(
    input: &mut Input,
    setup: &Setup,
    advice: Option<&Advice>,
    redaction: Option<Redaction>,
    form: Form,
    threads: Option<NonZeroUsize>,
) -> Result<(), Failure> {
    let threads = threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    // Redaction learns names as it goes, and whoever sits at a terminal wants each answer at once.
    match NonZeroUsize::new(threads).filter(|threads| threads.get() > 1 && redaction.is_none() && !io::stdout().is_terminal()) {
        Some(threads) => pipeline::write(input, setup, advice, form, threads),
        None => write(input, setup, advice, redaction, &mut *form.writer(output::data())),
    }
}

/// Writes all turns, with suggestions where there is advice, and redacted where that is asked for.
pub(crate) fn write(
    input: &mut Input,
    setup: &Setup,
    advice: Option<&Advice>,
    redaction: Option<Redaction>,
    writer: &mut dyn Writer,
) -> Result<(), Failure> {
    let done = all(input, setup, advice, redaction, writer);
    input.finish();
    // What could be read is written, whatever ended it.
    let written = writer.finish();
    done.and(written)
}

fn all(
    input: &mut Input,
    setup: &Setup,
    advice: Option<&Advice>,
    mut redaction: Option<Redaction>,
    writer: &mut dyn Writer,
) -> Result<(), Failure> {
    let mut conversation = Conversation::new(setup)?;
    while let Some(turn) = input.turn()? {
        let answer = conversation.answer(&turn, input.target(&turn), advice).map_err(|failure| failure.in_file(&input.name))?;
        let (turn, answer) = match &mut redaction {
            Some(redaction) => redaction.turn(&turn, answer),
            None => (turn, answer),
        };
        writer.turn(&turn, answer)?;
    }
    Ok(())
}
