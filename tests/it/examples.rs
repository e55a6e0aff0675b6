//! Every example of every lexicon entry, by name: `FILE::ENTRY::SENTENCE`.

use changetalk::{Lexicon, Tagger};
use libtest_mimic::Trial;

use crate::trial;

pub(crate) fn trials() -> impl Iterator<Item = Trial> {
    Lexicon::english().examples().map(|example| {
        let after = example.after().map(|turn| format!(" [after: {turn}]")).unwrap_or_default();
        let name = format!("{}::{}::{}{after} ({})", example.file(), example.entry(), example.text(), example.expected());
        trial(name, move || example.check(Tagger::english()))
    })
}
