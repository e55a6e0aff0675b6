//! Where texts come from.

use std::sync::LazyLock;

use changetalk::Lexicon;
use proptest::prelude::*;
use proptest::sample::select;

/// The sentences of all examples of the lexicon.
pub(crate) static SENTENCES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut texts: Vec<&str> = Lexicon::english().examples().map(|example| example.text()).collect();
    texts.sort_unstable();
    texts.dedup();
    texts
});

/// Every phrase of the lexicon, in one wording each.
static PHRASES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| Lexicon::english().surface_forms(1).into_iter().map(|form| &*form.leak()).collect());

/// What stands between words, beside a space, and characters that trip readers.
const BETWEEN: &[&str] = &[
    ", ",
    ". ",
    "? ",
    "! ",
    "-",
    "-- ",
    " - ",
    "… ",
    "... ",
    "\n",
    "\r\n",
    "\t",
    "'",
    "’",
    "\"",
    "(",
    ") ",
    "[",
    "] ",
    "[laughs] ",
    " um, ",
    "\u{0}",
    "\u{301}",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{feff}",
    "\u{202e}",
    "İ",
    "ß",
    "ﬁ",
    "🚬",
    "e\u{301}",
    "6",
    "6.5",
    "1,000",
    ".",
    "’’",
    "A.A.",
    "{clause}",
    "\u{1b}[31m",
];

/// One of the lexicon's own sentences.
pub(crate) fn sentence() -> impl Strategy<Value = &'static str> {
    (0..SENTENCES.len()).prop_map(|at| SENTENCES[at])
}

fn phrase() -> impl Strategy<Value = &'static str> {
    (0..PHRASES.len()).prop_map(|at| PHRASES[at])
}

/// Sentences and phrases of the lexicon one after another, as people join them.
pub(crate) fn english() -> impl Strategy<Value = String> {
    let joint = select(vec![" ", ", ", ". ", " and ", ", but ", " because ", ". I ", " not ", " if ", "? ", "-- "]);
    let piece = prop_oneof![sentence(), phrase(), phrase()];
    prop::collection::vec((piece, joint), 1..8).prop_map(|pieces| pieces.into_iter().flat_map(|(piece, joint)| [piece, joint]).collect())
}

/// Anything at all: arbitrary Unicode, and the lexicon's words among what trips readers.
pub(crate) fn anything() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        2 => phrase().prop_map(str::to_owned),
        2 => select(BETWEEN).prop_map(str::to_owned),
        1 => Just(" ".to_owned()),
        1 => "\\PC{0,6}",
    ];
    prop_oneof![
        1 => any::<String>(),
        1 => english(),
        3 => prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat()),
    ]
}
