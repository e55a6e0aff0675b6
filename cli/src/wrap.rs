//! Text for terminals: broken into lines, made harmless, its words marked.

use std::fmt;
use std::ops::Range;

use anstyle::Style;
use unicode_width::UnicodeWidthChar;

use crate::look::Look;

/// A stretch of a text to be marked.
#[derive(Clone, Debug)]
pub(crate) struct Marked {
    pub(crate) range: Range<usize>,
    pub(crate) style: Style,
}

/// The lines of a text, as ranges of its bytes, none wider than `width` columns.
pub(crate) fn lines(text: &str, width: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start: Option<usize> = None;
    // The end of the last whole word of the line, and the columns of the line so far.
    let (mut end, mut columns) = (0, 0);
    for word in words(text, width.max(1)) {
        let wide: usize = text[word.clone()].chars().map(columns_of).sum();
        match start {
            Some(first) if columns + gap(&text[end..word.start]) + wide > width => {
                lines.push(first..end);
                (start, columns) = (Some(word.start), wide);
            }
            Some(_) => columns += gap(&text[end..word.start]) + wide,
            None => (start, columns) = (Some(word.start), wide),
        }
        end = word.end;
    }
    lines.extend(start.map(|first| first..end));
    lines
}

/// Words between white space; one wider than `width` is cut.
fn words(text: &str, width: usize) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    let mut columns = 0;
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            words.extend(start.take().map(|start| start..at));
            continue;
        }
        let wide = columns_of(c);
        match start {
            Some(first) if columns + wide > width => {
                words.push(first..at);
                (start, columns) = (Some(at), wide);
            }
            Some(_) => columns += wide,
            None => (start, columns) = (Some(at), wide),
        }
    }
    words.extend(start.map(|start| start..text.len()));
    words
}

/// White space is as wide as it is written, save that words cut apart have none between them.
fn gap(between: &str) -> usize {
    between.chars().count()
}

/// How many columns a character takes once it is harmless.
fn columns_of(c: char) -> usize {
    harmless(c).width().unwrap_or(0)
}

/// How many columns a text takes.
pub(crate) fn width_of(text: &str) -> usize {
    text.chars().map(columns_of).sum()
}

/// A character that a terminal shows instead of obeying: control characters have pictures, those that turn the direction of writing
/// are replaced.
pub(crate) fn harmless(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c => c,
    }
}

/// A text that does nothing to a terminal.
pub(crate) struct Harmless<'a>(pub(crate) &'a str);

impl fmt::Display for Harmless<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write;
        self.0.chars().try_for_each(|c| f.write_char(harmless(c)))
    }
}

/// A line of a text with its marked stretches: in their style where there is colour, else between « and ».
pub(crate) struct Line<'a> {
    pub(crate) text: &'a str,
    pub(crate) range: Range<usize>,
    /// In order, without overlap.
    pub(crate) marked: &'a [Marked],
    pub(crate) style: Style,
    pub(crate) look: Look,
}

impl fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = |range: Range<usize>| Harmless(self.text.get(range).unwrap_or_default());
        let plain = |f: &mut fmt::Formatter<'_>, range: Range<usize>| {
            if range.is_empty() { Ok(()) } else { self.look.paint(self.style, words(range)).fmt(f) }
        };
        let mut at = self.range.start;
        for mark in self.marked {
            let inside = mark.range.start.max(self.range.start)..mark.range.end.min(self.range.end);
            if inside.is_empty() || inside.start < at {
                continue;
            }
            plain(f, at..inside.start)?;
            if self.look.colour {
                self.look.paint(mark.style, words(inside.clone())).fmt(f)?;
            } else {
                write!(f, "«{}»", words(inside.clone()))?;
            }
            at = inside.end;
        }
        plain(f, at..self.range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit() {
        for (text, width, expect) in [
            ("", 10, &[][..]),
            ("  one two\nthree  ", 8, &["one two", "three"]),
            ("one  two", 7, &["one", "two"]),
            ("unbreakable", 4, &["unbr", "eaka", "ble"]),
            ("日本語 x", 4, &["日本", "語 x"]),
            ("café ok", 4, &["café", "ok"]),
        ] {
            let found: Vec<&str> = lines(text, width).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expect, "{text:?}");
        }
    }

    #[test]
    fn nothing_reaches_the_terminal_but_text() {
        let evil = "a\u{1b}[31mb\u{7}\u{9b}c\u{202e}d\r\ne\u{7f}";
        assert_eq!(Harmless(evil).to_string(), "a␛[31mb␇\u{fffd}c\u{fffd}d  e␡");
    }

    #[test]
    fn marks_stand_without_colour() {
        let marked = [Marked { range: 2..6, style: Style::new().bold() }, Marked { range: 8..10, style: Style::new() }];
        let line = |colour| {
            let look = Look { colour, width: 80 };
            Line { text: "I want to go", range: 0..9, marked: &marked, style: Style::new(), look }.to_string()
        };
        assert_eq!(line(false), "I «want» t«o»");
        assert!(line(true).contains("\u{1b}[1mwant\u{1b}[0m"));
    }
}
