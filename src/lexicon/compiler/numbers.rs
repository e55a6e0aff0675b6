//! Numbers in bytes, the fewer the smaller they are: seven bits a byte, the lowest first, and the eighth says that more follow (LEB128, as
//! in DWARF and WebAssembly).

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// A list of numbers.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Numbers<'a> {
    #[serde(borrow)]
    bytes: Cow<'a, [u8]>,
}

impl Numbers<'_> {
    pub(super) fn push(&mut self, mut number: u32) {
        let bytes = self.bytes.to_mut();
        while number >= 0x80 {
            bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        bytes.push(number as u8);
    }

    /// Reads from a place in the bytes where a number stands.
    pub(super) fn read(&self, at: usize) -> Reading<'_> {
        Reading { bytes: &self.bytes, at }
    }
}

/// Reads numbers one by one; behind the last come zeros.
#[derive(Clone, Debug)]
pub(super) struct Reading<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reading<'_> {
    #[inline]
    pub(super) fn next(&mut self) -> u32 {
        let first = self.byte();
        if first < 0x80 { first } else { self.go_on(first & 0x7F) }
    }

    fn go_on(&mut self, mut number: u32) -> u32 {
        for shift in [7, 14, 21, 28] {
            let byte = self.byte();
            number |= (byte & 0x7F) << shift;
            if byte < 0x80 {
                break;
            }
        }
        number
    }

    #[inline]
    fn byte(&mut self) -> u32 {
        let byte = self.bytes.get(self.at).copied().unwrap_or_default();
        self.at += 1;
        u32::from(byte)
    }

    /// Where the next number stands.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Passes over so many numbers.
    pub(super) fn skip(&mut self, count: u32) {
        for _ in 0..count {
            self.next();
        }
    }
}
