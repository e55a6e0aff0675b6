//! Transcripts of every form without a structure of its own: the first byte chooses the form and how it is read.
#![no_main]

use changetalk::transcript::{Columns, Format, Reader};
use changetalk_fuzz::turns;
use libfuzzer_sys::fuzz_target;

const FORMS: [Option<Format>; 7] =
    [None, Some(Format::Csv), Some(Format::Tsv), Some(Format::Text), Some(Format::JsonLines), Some(Format::WebVtt), Some(Format::Srt)];

fuzz_target!(|data: &[u8]| {
    let Some((&choice, file)) = data.split_first() else { return };
    let (form, how) = (choice % 8, choice / 8);
    let mut options = Reader::options();
    if let Some(format) = FORMS[form as usize % FORMS.len()] {
        options = options.format(format);
    }
    if how & 1 != 0 {
        options = options.longest(64);
    }
    if how & 2 != 0 {
        options = options.client("Maria").counsellor("Dr. Lee");
    }
    if how & 4 != 0 {
        options = options.columns(Columns::new().text("words"));
    }
    for turn in turns(options, file) {
        assert!(turn.line > 0, "{turn:?}");
    }
});
