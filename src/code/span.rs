use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A stretch of a text: `[start, end)` in UTF-8 bytes, always on character boundaries. Written as `[start, end]` in JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "[u32; 2]", into = "[u32; 2]")]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
}

impl Span {
    /// The span of these bytes.
    pub fn new(start: usize, end: usize) -> Span {
        // Texts are cut at `Limits::text_bytes`, far below 4 GiB, before any span is made.
        Span { start: u32::try_from(start).unwrap_or(u32::MAX), end: u32::try_from(end).unwrap_or(u32::MAX) }
    }

    /// The words that the span covers, or `""` where `text` is not the text that it was made from.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// As a range of byte positions.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl From<[u32; 2]> for Span {
    fn from([start, end]: [u32; 2]) -> Span {
        Span { start, end }
    }
}

impl From<Span> for [u32; 2] {
    fn from(span: Span) -> [u32; 2] {
        [span.start, span.end]
    }
}

/// In what a host counts positions in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OffsetUnit {
    /// UTF-8 bytes (Rust, Go).
    #[default]
    Bytes,
    /// Unicode scalar values (Python).
    Chars,
    /// UTF-16 code units (JavaScript, Java, C#).
    Utf16,
}

/// Converts spans of one text into another unit. Built once a text, in one pass; each conversion is a look-up.
///
/// ```
/// use changetalk::{OffsetUnit, Offsets, Span};
/// let text = "I’m done";
/// let offsets = Offsets::new(text, OffsetUnit::Chars);
/// assert_eq!(offsets.convert(Span::new(6, 10)), Span::new(4, 8));
/// ```
#[derive(Clone, Debug)]
pub struct Offsets {
    /// For every byte of the text and its end, the position in the unit; empty where bytes stay bytes.
    positions: Vec<u32>,
}

impl Offsets {
    /// Prepares `text` for conversion.
    pub fn new(text: &str, unit: OffsetUnit) -> Offsets {
        if unit == OffsetUnit::Bytes || text.is_ascii() {
            return Offsets { positions: Vec::new() };
        }
        let mut positions = Vec::with_capacity(text.len() + 1);
        let mut at = 0u32;
        for c in text.chars() {
            positions.extend(std::iter::repeat_n(at, c.len_utf8()));
            at += if unit == OffsetUnit::Utf16 { c.len_utf16() as u32 } else { 1 };
        }
        positions.push(at);
        Offsets { positions }
    }

    /// The span in the unit; positions outside the text are left as they are.
    pub fn convert(&self, span: Span) -> Span {
        let place = |byte: u32| self.positions.get(byte as usize).copied().unwrap_or(byte);
        Span { start: place(span.start), end: place(span.end) }
    }
}
