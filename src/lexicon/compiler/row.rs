//! Rows of the phrase book: which words leave a node, and by which of its steps.

use super::vocabulary::WordId;

/// A cell holds a word and its step.
const STEP_BITS: u32 = 12;
/// So many words a lexicon may have.
pub(super) const MOST_WORDS: usize = 1 << (u32::BITS - STEP_BITS);
/// So many steps a row may have.
pub(super) const MOST_STEPS: usize = 1 << STEP_BITS;
/// Rows of more words are hash tables: looking at one word after the other is quicker up to a line of memory.
const LISTED: usize = 16;

/// The words of a row, each with its step.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    cells: Box<[u32]>,
}

impl Row {
    /// A row of these words, which are not 0 and all different, and their steps.
    pub(super) fn of(steps: &[(WordId, u32)]) -> Row {
        let cell = |&(word, step): &(WordId, u32)| word << STEP_BITS | step;
        if steps.len() <= LISTED {
            return Row { cells: steps.iter().map(cell).collect() };
        }
        // A quarter stays free.
        let mut cells = vec![0; steps.len() + steps.len() / 3];
        for step in steps {
            let mut place = home(step.0, cells.len());
            while cells[place] != 0 {
                place = next(place, cells.len());
            }
            cells[place] = cell(step);
        }
        Row { cells: cells.into() }
    }

    /// The step by which a word leaves, if it does.
    #[inline]
    pub(super) fn step(&self, word: WordId) -> Option<u32> {
        let cell = if self.cells.len() <= LISTED {
            *self.cells.iter().find(|&&cell| cell >> STEP_BITS == word)?
        } else {
            let mut place = home(word, self.cells.len());
            loop {
                match self.cells[place] {
                    0 => return None,
                    cell if cell >> STEP_BITS == word => break cell,
                    _ => place = next(place, self.cells.len()),
                }
            }
        };
        Some(cell & (MOST_STEPS as u32 - 1))
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
