//! The rows of a packed phrase book, and where the words of its nodes lead: kept as they are until a walk asks.

use super::numbers::{Numbers, Reading};
use super::vocabulary::WordId;

/// Rows by number, and what nodes lead to by place.
#[derive(Debug, Default)]
pub(super) struct PackedRows {
    nodes: Numbers<'static>,
    rows: Numbers<'static>,
    groups: Numbers<'static>,
    /// Where each row and each group begins.
    row_starts: Vec<u32>,
    group_starts: Vec<u32>,
}

impl PackedRows {
    pub(super) fn new(
        nodes: Numbers<'static>,
        row_count: usize,
        rows: Numbers<'static>,
        group_count: usize,
        groups: Numbers<'static>,
    ) -> PackedRows {
        PackedRows { row_starts: starts(&rows, row_count), group_starts: starts(&groups, group_count), nodes, rows, groups }
    }

    /// Reads what nodes lead to, from a place on.
    pub(super) fn targets(&self, at: u32) -> Reading<'_> {
        self.nodes.read(at as usize)
    }

    /// To how many nodes the words of a row lead.
    pub(super) fn group_count(&self, row: u32) -> u32 {
        self.rows.read(self.row_starts[row as usize] as usize).next()
    }

    /// The words of a row that lead to the same node, for one node after the other.
    pub(super) fn groups_of(&self, row: u32) -> impl Iterator<Item = impl Iterator<Item = WordId> + '_> + '_ {
        let mut numbers = self.rows.read(self.row_starts[row as usize] as usize);
        (0..numbers.next()).map(move |_| {
            let mut words = self.groups.read(self.group_starts[numbers.next() as usize] as usize);
            let count = words.next();
            (0..count).scan(0, move |word, _| {
                *word += words.next();
                Some(*word)
            })
        })
    }
}

/// Where each of so many lists begins that tell their lengths.
fn starts(numbers: &Numbers<'_>, count: usize) -> Vec<u32> {
    let mut reading = numbers.read(0);
    let start = |_| {
        let start = reading.at();
        let length = reading.next();
        reading.skip(length);
        start as u32
    };
    (0..count).map(start).collect()
}
