//! Text → tokens.

#[cfg(test)]
#[path = "words_tests.rs"]
mod tests;

use super::{Break, Token};
use crate::lexicon::Compiled;
use crate::lexicon::{NUMBER, UNKNOWN, is_apostrophe, is_invisible, is_mark, without_accent, without_possessive};

/// Longer words are known to nobody.
const LONGEST_WORD: usize = 48;
/// `[laughs]`: longer brackets are not skipped.
const LONGEST_NOTE: usize = 80;

/// Cuts `text` into tokens and tells what ends it.
pub(crate) fn tokenize(lexicon: &Compiled, text: &str, tokens: &mut Vec<Token>) -> Break {
    tokens.clear();
    let mut cursor = Cursor { lexicon, text, at: 0, before: Break::None, tokens };
    while cursor.at < text.len() {
        cursor.step();
    }
    cursor.before
}

struct Cursor<'a> {
    lexicon: &'a Compiled,
    text: &'a str,
    at: usize,
    before: Break,
    tokens: &'a mut Vec<Token>,
}

impl Cursor<'_> {
    fn step(&mut self) {
        // Most of a text is letters and spaces.
        match self.text.as_bytes()[self.at] {
            b' ' => return self.at += 1,
            byte if byte.is_ascii_alphanumeric() => return self.word(),
            _ => {}
        }
        let Some(c) = self.text[self.at..].chars().next() else { return };
        match c {
            // To Unicode some apostrophes are letters.
            _ if c.is_alphanumeric() && !is_apostrophe(c) => self.word(),
            '[' => self.note(c),
            _ if is_apostrophe(c) && self.opens_word() => self.word(),
            _ => {
                self.punctuation(c);
                self.at += c.len_utf8();
            }
        }
    }

    /// An apostrophe that begins a known short form: `'cause`.
    fn opens_word(&self) -> bool {
        let mut buffer = Spelling::default();
        self.read_word(&mut buffer);
        !self.lexicon.vocabulary.look_up(buffer.as_bytes()).is_empty()
    }

    fn punctuation(&mut self, c: char) {
        let rest = &self.text[self.at + c.len_utf8()..];
        let found = match c {
            '?' => Break::Question,
            '!' | ';' => Break::Stop,
            '.' if rest.starts_with("..") => Break::Dash,
            '.' if self.text[..self.at].ends_with('.') => return,
            '.' | '\n' => Break::Stop,
            '…' | '—' | '–' => Break::Dash,
            '-' if rest.starts_with('-') || self.text[..self.at].ends_with('-') => Break::Dash,
            '-' if self.text[..self.at].ends_with(char::is_whitespace) || rest.starts_with(char::is_whitespace) || rest.is_empty() => {
                Break::Dash
            }
            '-' | '‐' | '‑' => Break::Hyphen,
            ',' | ':' | '(' | ')' => Break::Comma,
            _ => return,
        };
        self.before = self.before.max(found);
    }

    /// Skips a transcriber's note.
    fn note(&mut self, open: char) {
        let rest = &self.text[self.at..];
        let closed = rest.bytes().take(LONGEST_NOTE).position(|byte| byte == b']');
        self.at += closed.map_or(open.len_utf8(), |length| length + 1);
    }

    fn word(&mut self) {
        let start = self.at;
        let mut spelling = Spelling::default();
        let mut end = self.read_plain_word(&mut spelling).unwrap_or_else(|| self.read_word(&mut spelling));
        let initialism = spelling.dotted;
        if initialism && self.text[end..].starts_with('.') {
            end += 1;
        }
        self.at = end;
        let mut before = std::mem::take(&mut self.before);
        let mut token = |word: u32, hash: u32| {
            self.tokens.push(Token { word, start: start as u32, end: end as u32, before, hash });
            before = Break::None;
        };
        let mut words = self.lexicon.vocabulary.look_up(spelling.as_bytes());
        let mut hash = 0;
        if words.is_empty() {
            hash = spelling.hash();
            words = Cursor::look_up_otherwise(self.lexicon, &mut spelling);
        }
        match words {
            [] if spelling.starts_with_digit() => token(NUMBER, hash),
            [] => token(UNKNOWN, hash),
            words => words.iter().for_each(|&word| token(word, if word == NUMBER { hash } else { 0 })),
        }
    }

    /// Reads a word of nothing but unaccented letters, as most are, and gives its end; `None` if more may belong to it.
    fn read_plain_word(&self, spelling: &mut Spelling) -> Option<usize> {
        let rest = &self.text.as_bytes()[self.at..];
        let mut length = 0;
        for (to, from) in spelling.bytes.iter_mut().zip(rest) {
            if !from.is_ascii_alphabetic() {
                break;
            }
            *to = from.to_ascii_lowercase();
            length += 1;
        }
        let ends = match rest.get(length) {
            None => true,
            Some(b'.') => length > 1,
            Some(b'\'' | b'`' | b'0'..=b'9') => false,
            Some(byte) => byte.is_ascii() && !byte.is_ascii_alphabetic(),
        };
        if !ends || length == 0 {
            return None;
        }
        spelling.length = length;
        Some(self.at + length)
    }

    /// Reads a word from `self.at` into `spelling` in normal form and gives its end.
    fn read_word(&self, spelling: &mut Spelling) -> usize {
        let mut end = self.at;
        let mut letters = 0;
        let mut chars = self.text[self.at..].char_indices().peekable();
        while let Some((index, c)) = chars.next() {
            let next = chars.peek().map(|&(_, next)| next);
            let next_fits = next.is_some_and(|next| next.is_alphanumeric() && !is_apostrophe(next));
            let fits = if c.is_alphanumeric() && !is_apostrophe(c) {
                letters += 1;
                spelling.push(c);
                true
            } else if is_mark(c) || is_invisible(c) {
                letters > 0
            } else if is_apostrophe(c) {
                spelling.push('\'');
                next_fits || letters > 0 && end == self.at + index && self.closing_apostrophe(spelling)
            } else if c == '.' {
                // "A.A.", "p.m.": single letters with dots; and 6.5.
                let dotted = next_fits && (letters == 1 && spelling.is_letter() || spelling.dotted || spelling.ends_with_digit());
                spelling.dotted |= dotted && !spelling.ends_with_digit();
                dotted
            } else {
                c == ',' && spelling.ends_with_digit() && next.is_some_and(|next| next.is_ascii_digit())
            };
            if !fits {
                if is_apostrophe(c) {
                    spelling.pop();
                }
                break;
            }
            if c == '.' && spelling.dotted {
                letters = 0;
            }
            end = self.at + index + c.len_utf8();
        }
        end
    }

    /// `tryin'`: an apostrophe that closes a known short form.
    fn closing_apostrophe(&self, spelling: &Spelling) -> bool {
        !self.lexicon.vocabulary.look_up(spelling.as_bytes()).is_empty()
    }

    /// The words of a spelling that is not known as it stands: without a possessive, without accents, or with letters drawn out ("sooo") set right.
    fn look_up_otherwise<'l>(lexicon: &'l Compiled, spelling: &mut Spelling) -> &'l [u32] {
        let vocabulary = &lexicon.vocabulary;
        let base = |spelling: &Spelling| vocabulary.look_up(without_possessive(spelling.as_str()).as_bytes());
        let words = base(spelling);
        if !words.is_empty() {
            return words;
        }
        if spelling.drop_accents() {
            for words in [vocabulary.look_up(spelling.as_bytes()), base(spelling)] {
                if !words.is_empty() {
                    return words;
                }
            }
        }
        for most in [2, 1] {
            if spelling.shorten_runs(most) {
                let words = vocabulary.look_up(spelling.as_bytes());
                if !words.is_empty() {
                    return words;
                }
            }
        }
        &[]
    }
}

/// A word in normal form, on the stack.
#[derive(Clone)]
struct Spelling {
    bytes: [u8; LONGEST_WORD],
    length: usize,
    too_long: bool,
    dotted: bool,
}

impl Default for Spelling {
    fn default() -> Spelling {
        Spelling { bytes: [0; LONGEST_WORD], length: 0, too_long: false, dotted: false }
    }
}

impl Spelling {
    fn push(&mut self, c: char) {
        if c.is_ascii() {
            self.push_bytes(&[c.to_ascii_lowercase() as u8]);
        } else {
            for lower in c.to_lowercase().filter(|&lower| !is_mark(lower)) {
                self.push_bytes(lower.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
    }

    fn push_bytes(&mut self, bytes: &[u8]) {
        match self.bytes.get_mut(self.length..self.length + bytes.len()) {
            Some(place) => {
                place.copy_from_slice(bytes);
                self.length += bytes.len();
            }
            None => self.too_long = true,
        }
    }

    fn pop(&mut self) {
        self.length = self.length.saturating_sub(1);
    }

    /// The word, unless it is too long for anybody to know it.
    fn as_bytes(&self) -> &[u8] {
        if self.too_long { &[] } else { &self.bytes[..self.length] }
    }

    fn as_str(&self) -> &str {
        std::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }

    fn is_letter(&self) -> bool {
        self.length == 1 && self.bytes[0].is_ascii_lowercase()
    }

    fn starts_with_digit(&self) -> bool {
        self.bytes[0].is_ascii_digit()
    }

    fn ends_with_digit(&self) -> bool {
        self.length > 0 && self.bytes[self.length - 1].is_ascii_digit()
    }

    /// Writes each letter as somebody types it who has no accents; false if there are none.
    fn drop_accents(&mut self) -> bool {
        if self.bytes[..self.length].is_ascii() {
            return false;
        }
        let accented = self.clone();
        self.length = 0;
        accented.as_str().chars().for_each(|c| self.push(without_accent(c)));
        self.length != accented.length
    }

    fn hash(&self) -> u32 {
        self.bytes[..self.length].iter().fold(0x811C_9DC5, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    }

    /// Leaves at most `most` of the same letter in a row where there were more than two; false if nothing was to be done.
    fn shorten_runs(&mut self, most: usize) -> bool {
        let bytes = self.bytes;
        let text = &bytes[..self.length];
        let long = |byte: u8, at: usize| text[at..].iter().take_while(|&&other| other == byte).count();
        let mut kept = 0;
        let mut at = 0;
        let mut changed = false;
        while at < text.len() {
            let run = long(text[at], at);
            let keep = if run > 2 || (most == 1 && run == 2 && at + run == text.len()) { most.min(run) } else { run };
            changed |= keep < run;
            self.bytes[kept..kept + keep].copy_from_slice(&text[at..at + keep]);
            kept += keep;
            at += run;
        }
        self.length = kept;
        changed
    }
}
