//! All rows of the phrase book, laid out when a walk first comes to them: a program meets few of them.

use once_cell::sync::OnceCell;

use super::numbers::Numbers;
use super::row::Row;

/// Rows by number.
#[derive(Debug, Default)]
pub(super) struct Rows {
    laid: Box<[OnceCell<Row>]>,
    /// Where in the numbers each row and each group begins.
    starts: Vec<u32>,
    group_starts: Vec<u32>,
    packed: Numbers<'static>,
    groups: Numbers<'static>,
}

impl Rows {
    /// Rows as a packed book has them.
    pub(super) fn new(count: usize, packed: Numbers<'static>, group_count: usize, groups: Numbers<'static>) -> Rows {
        Rows {
            laid: (0..count).map(|_| OnceCell::new()).collect(),
            starts: starts(&packed, count),
            group_starts: starts(&groups, group_count),
            packed,
            groups,
        }
    }

    /// To how many nodes the words of a row lead.
    pub(super) fn ways(&self, row: u32) -> u32 {
        self.packed.read(self.starts[row as usize] as usize).next()
    }

    pub(super) fn get(&self, row: u32) -> &Row {
        self.laid[row as usize].get_or_init(|| self.lay(row))
    }

    fn lay(&self, row: u32) -> Row {
        let mut groups = self.packed.read(self.starts[row as usize] as usize);
        let mut steps = Vec::new();
        for step in 0..groups.next() {
            let mut words = self.groups.read(self.group_starts[groups.next() as usize] as usize);
            let mut word = 0;
            for _ in 0..words.next() {
                word += words.next();
                steps.push((word, step));
            }
        }
        Row::of(&steps)
    }
}

/// Where each of so many lists begins that tell their lengths.
fn starts(numbers: &Numbers<'_>, count: usize) -> Vec<u32> {
    let mut reading = numbers.read(0);
    (0..count)
        .map(|_| {
            let start = reading.at();
            let length = reading.next();
            reading.skip(length);
            start as u32
        })
        .collect()
}
