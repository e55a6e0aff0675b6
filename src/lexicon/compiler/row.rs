//! A row of the phrase book: the words that leave a node, and where they lead.

use super::vocabulary::WordId;

/// The ways of a node: a hash table.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// A word, which is not 0, and the node that it leads to. Free cells have word 0.
    cells: Box<[(WordId, u32)]>,
}

/// What a row holds at the place where a word is looked for first.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    place: usize,
    cell: (WordId, u32),
}

impl Row {
    /// A row of these words, which are not 0 and all different, and the nodes that they lead to.
    pub(super) fn of(ways: &[(WordId, u32)]) -> Row {
        // More than half stays free: most words lead nowhere, and a search for them ends at a free cell.
        let mut cells = vec![(0, 0); ways.len() * 2 + 1];
        for &way in ways {
            let mut place = home(way.0, cells.len());
            while cells[place].0 != 0 {
                place = next(place, cells.len());
            }
            cells[place] = way;
        }
        Row { cells: cells.into() }
    }

    /// Begins to look for a word.
    #[inline]
    pub(super) fn look(&self, word: WordId) -> Look {
        let place = home(word, self.cells.len());
        Look { place, cell: self.cells[place] }
    }

    /// Where a word leads that was begun to be looked for.
    #[inline]
    pub(super) fn go_on(&self, word: WordId, Look { mut place, mut cell }: Look) -> Option<u32> {
        while cell.0 != word {
            if cell.0 == 0 {
                return None;
            }
            place = next(place, self.cells.len());
            cell = self.cells[place];
        }
        // No word is 0, as a free cell is.
        (word != 0).then_some(cell.1)
    }

    /// Where a word leads.
    #[inline]
    pub(super) fn step(&self, word: WordId) -> Option<u32> {
        self.go_on(word, self.look(word))
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
