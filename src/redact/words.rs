//! Text → words with their shape.

use super::redacted::Identifying;
use crate::lexicon::{is_apostrophe, is_mark, without_accent};

/// A word, a number, or what is not to be touched.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) start: usize,
    /// Without a possessive or a short verb: "Maria" of "Maria's".
    pub(super) end: usize,
    /// Lower case, without accents.
    pub(super) key: String,
    pub(super) shape: Shape,
    pub(super) gap: Gap,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Lower,
    /// A capital and small letters: "Maria", "McDonald".
    Title,
    /// Two capitals or more.
    Upper,
    /// One capital alone.
    Initial,
    /// Digits alone.
    Number,
    /// Letters and digits.
    Mixed,
    /// Redacted before, or found already.
    Held,
}

/// What stands before a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    Space,
    Hyphen,
    Comma,
    /// A full stop, which may end a sentence or an abbreviation.
    Dot,
    /// The end of a sentence, or the beginning of the text or a quotation.
    Stop,
    Other,
}

pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut ended = 0;
    while let Some((start, c)) = chars.next() {
        if c == '[' {
            let rest = text.get(start..).unwrap_or_default();
            if let Some(kind) = Identifying::ALL.into_iter().find(|kind| rest.starts_with(kind.placeholder())) {
                let end = start + kind.placeholder().len();
                while chars.next_if(|&(at, _)| at < end).is_some() {}
                let gap = gap(text.get(ended..start).unwrap_or_default(), words.is_empty());
                words.push(Word { start, end, key: String::new(), shape: Shape::Held, gap });
                ended = end;
            }
            continue;
        }
        if !c.is_alphanumeric() {
            continue;
        }
        let mut end = start + c.len_utf8();
        while let Some(&(at, next)) = chars.peek() {
            let inside = next.is_alphanumeric() || is_mark(next);
            let joined = is_apostrophe(next) && text.get(at + next.len_utf8()..).is_some_and(|rest| rest.starts_with(char::is_alphabetic));
            if !inside && !joined {
                break;
            }
            end = at + next.len_utf8();
            chars.next();
        }
        let whole = text.get(start..end).unwrap_or_default();
        let stem = stem(whole);
        let gap = gap(text.get(ended..start).unwrap_or_default(), words.is_empty());
        words.push(Word { start, end: start + stem.len(), key: key(stem), shape: shape(stem), gap });
        ended = end;
    }
    words
}

/// The form in which a list holds a word or a saying.
pub(super) fn list_key(text: &str) -> String {
    let keys: Vec<String> = words(text).into_iter().map(|word| word.key).collect();
    keys.join(" ")
}

fn gap(between: &str, first: bool) -> Gap {
    let bare = between.trim();
    let closes = between.contains(['\n', '!', '?', ';', '…', '“', '"', ':', '—']);
    match bare {
        _ if first || closes => Gap::Stop,
        "" => Gap::Space,
        "-" | "‐" | "‑" if !between.contains(char::is_whitespace) => Gap::Hyphen,
        "," => Gap::Comma,
        "." => Gap::Dot,
        // A possessive after a plural: "the Bakers' house".
        "'" | "’" => Gap::Space,
        _ if bare.contains('.') => Gap::Stop,
        _ => Gap::Other,
    }
}

/// The word without "'s", "'ll" and their like: at most two letters after the last apostrophe, of at least two before it.
fn stem(word: &str) -> &str {
    match word.rsplit_once(is_apostrophe) {
        Some((stem, tail)) if tail.chars().count() <= 2 && tail.chars().all(|c| c.is_ascii_alphabetic()) && !stem.is_empty() => stem,
        _ => word,
    }
}

fn key(word: &str) -> String {
    let plain = |c: char| if is_apostrophe(c) { '\'' } else { without_accent(c) };
    word.chars().flat_map(char::to_lowercase).filter(|c| !is_mark(*c)).map(plain).collect()
}

fn shape(word: &str) -> Shape {
    let digits = word.chars().filter(|c| c.is_numeric()).count();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    match (digits, letters) {
        (1.., 0) => Shape::Number,
        (1.., _) => Shape::Mixed,
        _ if !word.starts_with(char::is_uppercase) => Shape::Lower,
        (_, 1) => Shape::Initial,
        _ if capitals == letters => Shape::Upper,
        _ => Shape::Title,
    }
}
