//! A user's lexicon file, alone and over a small lexicon: it loads, or each problem has a place.
#![no_main]

use changetalk::{Error, Lexicon, Redactor, Tagger};
use changetalk_fuzz::{BASE_LEXICON, assert_sound};
use libfuzzer_sys::fuzz_target;

/// Meets what a mutated file is likely to say.
const TEXT: &str =
    "I don't want to stop drinking, but I might xyzzy my beer. No, not really. It's, um, on a scale from 0 to 10 a six. Maria said so.";

fuzz_target!(init: { once_cell::sync::Lazy::force(&BASE_LEXICON); }, |data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    try_out(text, Lexicon::from_files([("own.toml", text)]));
    try_out(text, BASE_LEXICON.extend([("own.toml", text)]));
});

fn try_out(file: &str, lexicon: Result<Lexicon, Error>) {
    match lexicon {
        Ok(lexicon) => {
            assert_sound(TEXT, &Tagger::new(&lexicon).tag(TEXT));
            // The file's own words are what its phrases are made for.
            assert_sound(file, &Tagger::new(&lexicon).tag(file));
            Redactor::new(&lexicon).redact(TEXT);
            assert_eq!(lexicon.surface_forms(2), lexicon.surface_forms(2));
            lexicon.entries().count();
        }
        Err(error) => {
            assert!(error.is_lexicon() && !error.problems().is_empty() && !error.to_string().is_empty());
            let lines = file.lines().count().max(1);
            // The line behind the last one is where a file ends too early.
            assert!(error.problems().iter().all(|problem| problem.line >= 1 && problem.line <= lines + 1), "{error}");
        }
    }
}
