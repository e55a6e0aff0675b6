//! `changetalk suggest`.

use crate::args::{SuggestArgs, SuggestOutput};
use crate::conversation::Advice;
use crate::failure::Failure;
use crate::output;
use crate::redaction::Redaction;
use crate::tag::{Lines, Page, Writer, write};

pub(crate) fn run(args: &SuggestArgs) -> Result<(), Failure> {
    let mut input = args.source.open(&[])?;
    let setup = args.tagging.prepare()?;
    let mut writer: Box<dyn Writer> = match args.output {
        SuggestOutput::Jsonl => Box::new(Lines::new(output::data(), args.offsets.into())),
        SuggestOutput::Pretty => {
            let (out, look) = output::people();
            Box::new(Page::new(out, look, args.source.title_unless(args.redact.is_some())))
        }
    };
    let advice = Advice::new(&setup, args.asking.ask());
    let redaction = Redaction::new(args.redact, &args.source.reading, &input, &setup);
    write(&mut input, &setup, Some(&advice), redaction, &mut *writer)
}
