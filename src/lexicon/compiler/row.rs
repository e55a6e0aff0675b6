//! A row of the phrase book: the words that leave a node, and where they lead.

use super::vocabulary::WordId;

/// Rows of more words are hash tables: looking at one word after the other is quicker up to two lines of memory.
const LISTED: usize = 16;

/// The ways of a node.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    /// A word, which is not 0, and the node that it leads to. Free cells of a hash table have word 0.
    cells: Box<[(WordId, u32)]>,
}

impl Row {
    /// A row of these words, which are not 0 and all different, and the nodes that they lead to.
    pub(super) fn of(ways: &[(WordId, u32)]) -> Row {
        if ways.len() <= LISTED {
            return Row { cells: ways.into() };
        }
        // A quarter stays free.
        let mut cells = vec![(0, 0); ways.len() + ways.len() / 3];
        for &way in ways {
            let mut place = home(way.0, cells.len());
            while cells[place].0 != 0 {
                place = next(place, cells.len());
            }
            cells[place] = way;
        }
        Row { cells: cells.into() }
    }

    /// Where a word leads.
    #[inline]
    pub(super) fn step(&self, word: WordId) -> Option<u32> {
        if self.cells.len() <= LISTED {
            return self.cells.iter().find(|way| way.0 == word).map(|way| way.1);
        }
        let mut place = home(word, self.cells.len());
        loop {
            match self.cells[place] {
                (0, _) => return None,
                (known, to) if known == word => return Some(to),
                _ => place = next(place, self.cells.len()),
            }
        }
    }
}

/// Where a word is looked for first.
fn home(word: WordId, cells: usize) -> usize {
    // Fibonacci hashing (Knuth, The Art of Computer Programming, 6.4), brought into the range by a product instead of a division.
    let hash = word.wrapping_mul(0x9E37_79B9);
    ((u64::from(hash) * cells as u64) >> 32) as usize
}

/// Where it is looked for next.
fn next(place: usize, cells: usize) -> usize {
    if place + 1 == cells { 0 } else { place + 1 }
}
