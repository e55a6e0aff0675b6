//! `changetalk suggest`.

use crate::args::{SuggestArgs, SuggestOutput};
use crate::conversation::Advice;
use crate::failure::Failure;
use crate::output;
use crate::redaction::Redaction;
use crate::tag::{Form, Page, write, write_data};

pub(crate) fn run(args: &SuggestArgs) -> Result<(), Failure> {
    let mut input = args.source.open(&[])?;
    let setup = args.tagging.prepare()?;
    let advice = Advice::new(&setup, args.asking.ask());
    let redaction = Redaction::new(args.redact, &args.source.reading, &input, &setup);
    match args.output {
        SuggestOutput::Jsonl => write_data(&mut input, &setup, Some(&advice), redaction, Form::Json(args.offsets.into()), args.threads),
        SuggestOutput::Pretty => {
            let (out, look) = output::people();
            let mut page = Page::new(out, look, args.source.title_unless(args.redact.is_some()));
            write(&mut input, &setup, Some(&advice), redaction, &mut page)
        }
    }
}
