//! The phrase book as it is kept in a file: small, and unpacked in one pass.
//!
//! What words leave a node is a row: a list of groups of words, a group for each node that they lead to. Few groups are different, since
//! they come from the sets of the lexicon, and few rows, so that each is written once; where they lead is the node's own.

use std::cmp::Reverse;
use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::fast_hash::FastHash;
use super::numbers::Numbers;
use super::phrase_book::{Drawn, Output};
use super::vocabulary::WordId;

/// The lists stand as numbers one behind the other.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct PackedBook<'a> {
    /// How many word ids, groups, rows and nodes there are.
    pub(super) words: usize,
    pub(super) group_count: usize,
    pub(super) row_count: usize,
    pub(super) node_count: usize,
    /// For each group: how many words, and each in order as its distance from the one before.
    #[serde(borrow)]
    pub(super) groups: Numbers<'a>,
    /// For each row: how many groups, and which.
    #[serde(borrow)]
    pub(super) rows: Numbers<'a>,
    /// For each node: twice its [`NO_ROW`], [`ONE_WORD`], [`NEW_ROW`], or [`KNOWN_ROW`] and the row's number, and one more if phrases end
    /// there. After that how many end, if any do; the word, if it is one; and for each group [`NEW_NODE`], for the first to which
    /// nothing has led, or [`KNOWN_NODE`] and its distance from the node that was named before.
    #[serde(borrow)]
    pub(super) nodes: Numbers<'a>,
    /// The entries and forms of the phrases that end at nodes, in the order of the nodes.
    pub(super) outputs: Vec<Output>,
    /// The nodes that gaps leave, and where they lead.
    pub(super) gaps: Vec<(u32, u32)>,
    /// The words that lead from the root, and where.
    pub(super) first: Vec<(WordId, u32)>,
}

pub(super) const NO_ROW: u32 = 0;
pub(super) const ONE_WORD: u32 = 1;
pub(super) const NEW_ROW: u32 = 2;
pub(super) const KNOWN_ROW: u32 = 3;

pub(super) const NEW_NODE: u32 = 0;
pub(super) const KNOWN_NODE: u32 = 1;

/// A number that may be negative as one that is small if it is near 0.
fn folded(number: i64) -> u32 {
    (number << 1 ^ number >> 63) as u32
}

/// The number that was folded.
pub(super) fn unfolded(number: u32) -> i32 {
    (number >> 1) as i32 ^ -((number & 1) as i32)
}

impl PackedBook<'_> {
    /// A book of these nodes, of which the first is the root, over so many words.
    pub(super) fn of(mut graph: Vec<Drawn>, words: usize) -> PackedBook<'static> {
        let first = graph.first_mut().map(|root| std::mem::take(&mut root.edges)).unwrap_or_default();
        let newest = first.iter().map(|&(_, to)| to).max().unwrap_or_default();
        let mut packer = Packer { book: PackedBook { words, first, ..PackedBook::default() }, newest, ..Packer::default() };
        packer.book.node_count = graph.len();
        for (number, drawn) in graph.into_iter().enumerate() {
            packer.node(number as u32, drawn);
        }
        packer.finish()
    }
}

#[derive(Default)]
struct Packer {
    book: PackedBook<'static>,
    groups: HashMap<Vec<WordId>, u32, FastHash>,
    rows: HashMap<Vec<u32>, u32, FastHash>,
    /// The highest node that anything has led to.
    newest: u32,
}

impl Packer {
    fn node(&mut self, number: u32, drawn: Drawn) {
        if drawn.gap != 0 {
            self.book.gaps.push((number, drawn.gap));
            self.newest = self.newest.max(drawn.gap);
        }
        // By target, in the order of the first word that leads there.
        let mut steps: HashMap<u32, usize, FastHash> = HashMap::default();
        let (mut targets, mut groups): (Vec<u32>, Vec<Vec<WordId>>) = Default::default();
        for (word, to) in drawn.edges {
            match steps.get(&to) {
                Some(&step) => groups[step].push(word),
                None => {
                    steps.insert(to, groups.len());
                    groups.push(vec![word]);
                    targets.push(to);
                }
            }
        }
        let (row, word) = match &groups[..] {
            [] => (NO_ROW, None),
            [group] if group.len() == 1 => (ONE_WORD, group.first().copied()),
            _ => (self.row(groups), None),
        };
        self.book.nodes.push(row << 1 | u32::from(!drawn.outputs.is_empty()));
        if !drawn.outputs.is_empty() {
            self.book.nodes.push(drawn.outputs.len() as u32);
            self.book.outputs.extend(drawn.outputs);
        }
        if let Some(word) = word {
            self.book.nodes.push(word);
        }
        let mut before = number;
        for to in targets {
            let new = to == self.newest + 1;
            self.newest += u32::from(new);
            self.book.nodes.push(if new { NEW_NODE } else { KNOWN_NODE + folded(i64::from(to) - i64::from(before)) });
            before = to;
        }
    }

    fn row(&mut self, groups: Vec<Vec<WordId>>) -> u32 {
        let mut numbers = Vec::with_capacity(groups.len());
        for group in groups {
            let next = self.groups.len() as u32;
            numbers.push(*self.groups.entry(group).or_insert(next));
        }
        let next = self.rows.len() as u32;
        let row = *self.rows.entry(numbers).or_insert(next);
        if row == next { NEW_ROW } else { KNOWN_ROW + row }
    }

    /// Writes the groups, those that most rows have first, and the rows.
    fn finish(mut self) -> PackedBook<'static> {
        let mut rows: Vec<(Vec<u32>, u32)> = self.rows.into_iter().collect();
        rows.sort_unstable_by_key(|&(_, number)| number);
        let mut uses = vec![0; self.groups.len()];
        for &group in rows.iter().flat_map(|(groups, _)| groups) {
            uses[group as usize] += 1;
        }
        let mut groups: Vec<(Vec<WordId>, u32)> = self.groups.into_iter().collect();
        groups.sort_unstable_by_key(|&(_, number)| (Reverse(uses[number as usize]), number));
        let mut places = vec![0; groups.len()];
        for (place, (words, number)) in groups.iter().enumerate() {
            places[*number as usize] = place as u32;
            self.book.groups.push(words.len() as u32);
            words.iter().fold(0, |before, &word| {
                self.book.groups.push(word - before);
                word
            });
        }
        for (groups, _) in &rows {
            self.book.rows.push(groups.len() as u32);
            for &group in groups {
                self.book.rows.push(places[group as usize]);
            }
        }
        self.book.group_count = groups.len();
        self.book.row_count = rows.len();
        self.book
    }
}
