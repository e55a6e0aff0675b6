//! `changetalk tag`.

mod csv;
mod json;
mod offsets;
mod pretty;
mod summary;

use changetalk::transcript::Turn;

use crate::args::{Output, TagArgs};
use crate::conversation::{Advice, Answer, Conversation, Setup};
use crate::failure::Failure;
use crate::input::Input;
use crate::output;
use crate::redaction::Redaction;

pub(crate) use csv::inert;
pub(crate) use json::Lines;
pub(crate) use pretty::Page;

/// Writes turns and what was read in them; an answer comes with every client's turn.
pub(crate) trait Writer {
    fn turn(&mut self, turn: &Turn, answer: Option<Answer>) -> Result<(), Failure>;
    fn finish(&mut self) -> Result<(), Failure>;
}

pub(crate) fn run(args: &TagArgs) -> Result<(), Failure> {
    let mut input = args.source.open(&[])?;
    let setup = args.tagging.prepare()?;
    let mut writer: Box<dyn Writer> = match args.output {
        Output::Jsonl => Box::new(json::Lines::new(output::data(), args.offsets.into())),
        Output::Csv => Box::new(csv::Sheet::new(output::data())),
        Output::Pretty => {
            let (out, look) = output::people();
            Box::new(pretty::Page::new(out, look, args.source.title_unless(args.redact.is_some())))
        }
    };
    let redaction = Redaction::new(args.redact, &args.source.reading, &input, &setup);
    write(&mut input, &setup, None, redaction, &mut *writer)
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
