//! `changetalk tag`.

mod csv;
mod json;
mod offsets;
mod pretty;
mod summary;

use changetalk::Tag;
use changetalk::transcript::Turn;

use crate::args::{Output, TagArgs};
use crate::conversation::{Conversation, Setup};
use crate::failure::Failure;
use crate::input::Input;
use crate::output;

/// Writes turns and what was read in them; a tag comes with every client's turn.
trait Writer {
    fn turn(&mut self, turn: &Turn, tag: Option<Tag>) -> Result<(), Failure>;
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
            Box::new(pretty::Page::new(out, look, args.source.title()))
        }
    };
    let done = all(&mut input, &setup, &mut *writer);
    input.finish();
    // What could be read is written, whatever ended it.
    let written = writer.finish();
    done.and(written)
}

fn all(input: &mut Input, setup: &Setup, writer: &mut dyn Writer) -> Result<(), Failure> {
    let mut conversation = Conversation::new(setup)?;
    while let Some(turn) = input.turn()? {
        let tag = conversation.hear(&turn, input.target(&turn)).map_err(|failure| failure.in_file(&input.name))?;
        writer.turn(&turn, tag)?;
    }
    Ok(())
}
