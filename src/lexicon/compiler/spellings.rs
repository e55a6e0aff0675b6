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
    /// Numbers of spellings, each plus one, at their hash or behind it; 0 where there is none. As many as a power of two.
    places: Vec<u32>,
}

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
        let mut spellings = Spellings { places: vec![0; (ends.len() * 2).next_power_of_two()], text, ends };
        for number in 0..spellings.ends.len() as u32 {
            let mut place = spellings.home(spellings.bytes(number));
            while spellings.places[place] != 0 {
                place = (place + 1) & (spellings.places.len() - 1);
            }
            spellings.places[place] = number + 1;
        }
        spellings
    }
}

impl Spellings {
    /// The number of a spelling.
    pub(crate) fn find(&self, spelling: &[u8]) -> Option<u32> {
        let mut place = self.home(spelling);
        loop {
            let number = self.places.get(place)?.checked_sub(1)?;
            if self.bytes(number) == spelling {
                return Some(number);
            }
            place = (place + 1) & (self.places.len() - 1);
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
        hasher.write(spelling);
        hasher.finish() as usize & self.places.len().saturating_sub(1)
    }
}
