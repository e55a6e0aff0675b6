//! A frozen table of strings: from a spelling to its number.

use std::hash::Hasher;

use serde::{Deserialize, Serialize};

use super::fast_hash::Folded;

/// Spellings by number, in one block of text, with a hash table over them (open addressing).
#[derive(Clone, Debug, Default)]
pub(crate) struct Spellings {
    text: String,
    /// Where each spelling ends in the text; the first begins at 0.
    ends: Vec<u32>,
    /// Spellings at their hash or behind it. As many as a power of two.
    places: Vec<Place>,
}

/// What is known of a spelling where it is looked for: enough for most, so that the text need not be read.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    /// Its first bytes.
    start: u64,
    /// In bytes; 0 where there is no spelling.
    length: u32,
    number: u32,
}

/// So many bytes of a spelling stand in its place.
const START: usize = size_of::<u64>();

/// Spellings as a file keeps them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct PackedSpellings {
    text: String,
    lengths: Vec<u32>,
}

impl PackedSpellings {
    /// Adds a spelling, which is new and gets the next number.
    pub(super) fn push(&mut self, spelling: &str) {
        self.text.push_str(spelling);
        self.lengths.push(spelling.len() as u32);
    }
}

impl From<PackedSpellings> for Spellings {
    fn from(PackedSpellings { text, lengths }: PackedSpellings) -> Spellings {
        let mut end = 0;
        let ends: Vec<u32> = lengths
            .iter()
            .map(|length| {
                end += length;
                end
            })
            .collect();
        let count = (ends.len() * 3 / 2).next_power_of_two();
        let mut spellings = Spellings { places: vec![Place::default(); count], text, ends };
        for number in 0..spellings.ends.len() as u32 {
            let spelling = spellings.bytes(number);
            let (start, length) = (start_of(spelling), spelling.len() as u32);
            let mut place = spellings.home(spelling);
            while spellings.places[place].length != 0 {
                place = (place + 1) & (spellings.places.len() - 1);
            }
            spellings.places[place] = Place { start, length, number };
        }
        spellings
    }
}

impl Spellings {
    /// The number of a spelling.
    pub(crate) fn find(&self, spelling: &[u8]) -> Option<u32> {
        let (start, length) = (start_of(spelling), spelling.len());
        let mut at = self.home(spelling);
        loop {
            let place = self.places.get(at).filter(|place| place.length != 0)?;
            let alike = place.start == start && place.length as usize == length;
            if alike && (length <= START || self.bytes(place.number)[START..] == spelling[START..]) {
                return Some(place.number);
            }
            at = (at + 1) & (self.places.len() - 1);
        }
    }

    /// The spelling of a number that there is.
    pub(crate) fn get(&self, number: u32) -> &str {
        let (start, end) = self.range(number);
        &self.text[start..end]
    }

    fn bytes(&self, number: u32) -> &[u8] {
        let (start, end) = self.range(number);
        &self.text.as_bytes()[start..end]
    }

    fn range(&self, number: u32) -> (usize, usize) {
        let number = number as usize;
        let start = if number == 0 { 0 } else { self.ends[number - 1] };
        (start as usize, self.ends[number] as usize)
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    fn home(&self, spelling: &[u8]) -> usize {
        let mut hasher = Folded::default();
        if spelling.len() > START {
            hasher.write(spelling);
        } else {
            hasher.write_u64(start_of(spelling) ^ (spelling.len() as u64) << 56);
        }
        hasher.finish() as usize & self.places.len().saturating_sub(1)
    }
}

/// The first bytes of a spelling, all of them if there are no more; of spellings as long as each other no two that differ there have the same.
#[inline]
fn start_of(spelling: &[u8]) -> u64 {
    match (spelling, spelling.first_chunk(), spelling.first_chunk(), spelling.last_chunk()) {
        (_, Some(&eight), ..) => u64::from_le_bytes(eight),
        // Of four to seven bytes the first four and the last four, which may overlap: no loop, and no call.
        (.., Some(&first), Some(&last)) => u64::from(u32::from_le_bytes(first)) | u64::from(u32::from_le_bytes(last)) << 32,
        (&[a, b, c], ..) => u64::from_le_bytes([a, b, c, 0, 0, 0, 0, 0]),
        (&[a, b], ..) => u64::from_le_bytes([a, b, 0, 0, 0, 0, 0, 0]),
        (&[a], ..) => u64::from(a),
        _ => 0,
    }
}
