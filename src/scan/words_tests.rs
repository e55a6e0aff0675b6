//! Holds the short way through a plain word to the long one.

use super::{Break, Cursor, Spelling};
use crate::lexicon::Lexicon;

#[test]
fn plain_words_are_read_as_all_words_are() {
    let pieces =
        ["a", "Word", "don", "'", "’", "`", ".", "..", ",", "5", "é", "İ", "-", " ", "sooooo", "N.B.", "x", "\u{301}", "_", "I", "[", "ß"];
    let long = "l".repeat(60);
    let mut plain = 0;
    // Every sequence of three pieces, and some that are longer than any word.
    for first in pieces.iter().copied().chain([long.as_str()]) {
        for second in pieces {
            for third in pieces {
                let text = format!("{first}{second}{third}");
                let mut tokens = Vec::new();
                let cursor =
                    Cursor { lexicon: Lexicon::english().compiled(), text: &text, at: 0, before: Break::None, tokens: &mut tokens };
                let (mut short, mut whole) = (Spelling::default(), Spelling::default());
                if let Some(end) = cursor.read_plain_word(&mut short) {
                    plain += 1;
                    assert_eq!((end, short.as_bytes()), (cursor.read_word(&mut whole), whole.as_bytes()), "{text}");
                    assert_eq!((short.dotted, short.too_long), (whole.dotted, whole.too_long), "{text}");
                }
            }
        }
    }
    assert!(plain > 1000, "{plain} plain words");
}
