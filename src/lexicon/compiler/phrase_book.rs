//! Phrases over word ids: a graph that is walked word by word, from every word of a text.
//!
//! From each node at most one edge takes a word, so that a walk never branches but at a gap. A failed longer phrase costs nothing to a
//! shorter one, since every phrase on the way is reported. The work is linear in the text, as phrases have a bounded length.
//!
//! Nodes are many, and a program meets few of them: the row of a node is laid out when a walk first comes to it. All walks of a text are
//! taken together, a word each in turn, so that while one waits for memory another goes on.

use std::ops::Range;

use once_cell::sync::OnceCell;
use serde::{Deserialize, Serialize};

use super::meaning::Form;
use super::numbers::Reading;
use super::packed_book::{KNOWN_NODE, KNOWN_ROW, NEW_NODE, NEW_ROW, NO_ROW, ONE_WORD, PackedBook, unfolded};
use super::packed_rows::PackedRows;
use super::row::{Look, Row};
use super::vocabulary::WordId;

/// The longest gap that `...` stands for, in words.
const GAP: u32 = 3;
/// More words than this make no phrase; it also bounds the walk.
pub(crate) const LONGEST: usize = 24;

/// An entry that a phrase belongs to, and the form in which it stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Output {
    pub(crate) entry: u32,
    pub(crate) form: Form,
}

/// How far a phrase reaches in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Extent {
    /// Its first word.
    pub(crate) first: u32,
    /// The index after its last word.
    pub(crate) end: u32,
    /// The index up to which its words are its own: its end, or its first gap; what stands in a gap may be a phrase itself.
    pub(crate) own: u32,
    /// Where the words after its last gap begin; its end if it has none.
    pub(crate) tail: u32,
    gapped: bool,
}

impl Extent {
    fn from(first: u32) -> Extent {
        let end = first + 1;
        Extent { first, end, own: end, tail: end, gapped: false }
    }

    fn longer(self) -> Extent {
        let end = self.end + 1;
        if self.gapped { Extent { end, ..self } } else { Extent { end, own: end, tail: end, ..self } }
    }

    /// Over each gap that fits before `limit`.
    fn over_gaps(self, limit: u32) -> impl Iterator<Item = Extent> {
        (self.end..=limit.min(self.end + GAP)).map(move |end| Extent { end, tail: end, gapped: true, ..self })
    }
}

/// A place in the graph.
#[derive(Debug, Default)]
struct Node {
    /// Where words lead, once somebody has asked.
    row: OnceCell<Row>,
    /// Where its outputs begin; those of the next node end them.
    outputs: u32,
    /// Where a gap leads, or 0.
    gap: u32,
}

/// Where in the packed book a node's row is found.
#[derive(Clone, Copy, Debug, Default)]
struct Origin {
    /// The number of its packed row, or the word itself where only one leads on.
    row: u32,
    /// Where the nodes stand that it leads to.
    targets: u32,
    /// The highest node that any node before it led to.
    newest: u32,
    leaves: Leaves,
}

/// By what a walk leaves a node.
#[derive(Clone, Copy, Debug, Default)]
enum Leaves {
    #[default]
    Never,
    ByOneWord,
    ByRow,
}

/// A walk on its way.
#[derive(Clone, Copy, Debug)]
struct Walk {
    node: u32,
    at: Extent,
    limit: u32,
}

/// Room for the walks of a sentence, and for those that go on from them.
#[derive(Debug, Default)]
pub(crate) struct Walks {
    now: Vec<Walk>,
    next: Vec<Walk>,
    looks: Vec<Look>,
}

/// All phrases of a lexicon.
#[derive(Debug, Default)]
pub(crate) struct PhraseBook {
    /// By word: the node that it leads to from the root, or 0.
    first: Vec<u32>,
    nodes: Vec<Node>,
    outputs: Vec<Output>,
    origins: Vec<Origin>,
    packed: PackedRows,
}

impl PhraseBook {
    /// Sets out from some of the words of a sentence and calls `found` with every phrase on the way, the shorter of two from one word first.
    pub(crate) fn walk(&self, words: &[WordId], firsts: Range<usize>, walks: &mut Walks, found: &mut impl FnMut(&[Output], Extent)) {
        let Walks { now, next, looks } = walks;
        now.clear();
        for first in firsts {
            let node = self.first.get(words[first] as usize).copied().unwrap_or_default();
            if node != 0 {
                now.push(Walk { node, at: Extent::from(first as u32), limit: words.len().min(first + LONGEST) as u32 });
            }
        }
        while !now.is_empty() {
            next.clear();
            looks.clear();
            // Nothing here waits for what was read before, so that the processor waits for memory once and not for every walk.
            looks.extend(now.iter().map(|walk| self.row(walk.node).look(word_at(words, walk))));
            for (walk, &look) in now.iter().zip(&*looks) {
                let node = &self.nodes[walk.node as usize];
                let end = self.nodes[walk.node as usize + 1].outputs;
                if node.outputs < end {
                    found(&self.outputs[node.outputs as usize..end as usize], walk.at);
                }
                if walk.at.end >= walk.limit {
                    continue;
                }
                if let Some(node) = self.row(walk.node).go_on(word_at(words, walk), look) {
                    next.push(Walk { node, at: walk.at.longer(), ..*walk });
                }
                if node.gap != 0 {
                    self.leap(words, node.gap, *walk, next);
                }
            }
            std::mem::swap(now, next);
        }
        // Either may be the larger one next time.
        let room = now.capacity().max(next.capacity());
        now.reserve(room);
        next.clear();
        next.reserve(room);
    }

    /// Goes on behind a gap, over as many words as it may stand for.
    fn leap(&self, words: &[WordId], behind: u32, walk: Walk, next: &mut Vec<Walk>) {
        if self.ends(behind) || self.nodes[behind as usize].gap != 0 {
            return next.extend(walk.at.over_gaps(walk.limit).map(|at| Walk { node: behind, at, ..walk }));
        }
        // Most words do not lead on: a step at once spares a walk that ends there.
        let row = self.row(behind);
        for at in walk.at.over_gaps(walk.limit - 1) {
            if let Some(node) = row.step(words[at.end as usize]) {
                next.push(Walk { node, at: at.longer(), ..walk });
            }
        }
    }

    /// Do phrases end at a node?
    fn ends(&self, node: u32) -> bool {
        self.nodes[node as usize].outputs < self.nodes[node as usize + 1].outputs
    }

    #[inline]
    fn row(&self, node: u32) -> &Row {
        self.nodes[node as usize].row.get_or_init(|| self.lay(node))
    }

    /// Lays out where words lead from a node.
    fn lay(&self, number: u32) -> Row {
        let Origin { row, targets, mut newest, leaves } = self.origins[number as usize];
        let mut ways = Vec::new();
        let mut before = number;
        let mut targets = self.packed.targets(targets);
        match leaves {
            Leaves::Never => {}
            Leaves::ByOneWord => ways.push((row, next_node(&mut targets, &mut before, &mut newest))),
            Leaves::ByRow => self.packed.groups_of(row).for_each(|words| {
                let to = next_node(&mut targets, &mut before, &mut newest);
                ways.extend(words.map(|word| (word, to)));
            }),
        }
        Row::of(&ways)
    }
}

/// What leaves a node, and what ends there: a [`PhraseBook`] is built of these, and the first of them is the root.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Drawn {
    pub(super) outputs: Vec<Output>,
    /// Words, in order, and the nodes that they lead to.
    pub(super) edges: Vec<(WordId, u32)>,
    /// The node behind a gap, or 0.
    pub(super) gap: u32,
}

impl From<PackedBook<'static>> for PhraseBook {
    fn from(packed: PackedBook<'static>) -> PhraseBook {
        let mut first = vec![0; packed.words];
        let mut newest = 0;
        for &(word, to) in &packed.first {
            first[word as usize] = to;
            newest = newest.max(to);
        }
        let count = packed.node_count;
        let (mut nodes, mut origins) = (Vec::with_capacity(count + 1), Vec::with_capacity(count));
        let mut gaps = packed.gaps.iter().peekable();
        let rows = PackedRows::new(packed.nodes, packed.row_count, packed.rows, packed.group_count, packed.groups);
        let mut numbers = rows.targets(0);
        let (mut outputs, mut new_rows) = (0, 0);
        for number in 0..count as u32 {
            let gap = gaps.next_if(|(from, _)| *from == number);
            newest = gap.map_or(newest, |&(_, to)| newest.max(to));
            let code = numbers.next();
            let ends = code & 1 == 1;
            nodes.push(Node { row: OnceCell::new(), outputs, gap: gap.map_or(0, |&(_, to)| to) });
            outputs += if ends { numbers.next() } else { 0 };
            let mut origin = Origin { newest, ..Origin::default() };
            let ways = match code >> 1 {
                NO_ROW => 0,
                ONE_WORD => {
                    origin.leaves = Leaves::ByOneWord;
                    origin.row = numbers.next();
                    1
                }
                code => {
                    origin.leaves = Leaves::ByRow;
                    origin.row = if code == NEW_ROW { new_rows } else { code - KNOWN_ROW };
                    new_rows += u32::from(code == NEW_ROW);
                    rows.group_count(origin.row)
                }
            };
            origin.targets = numbers.at() as u32;
            for _ in 0..ways {
                newest += u32::from(numbers.next() == NEW_NODE);
            }
            origins.push(origin);
        }
        nodes.push(Node { outputs, ..Node::default() });
        PhraseBook { first, nodes, outputs: packed.outputs, origins, packed: rows }
    }
}

/// The word that a walk comes to next, or 0 at the end of the text.
#[inline]
fn word_at(words: &[WordId], walk: &Walk) -> WordId {
    words.get(walk.at.end as usize).copied().unwrap_or_default()
}

/// The next of the nodes that a node leads to.
fn next_node(targets: &mut Reading<'_>, before: &mut u32, newest: &mut u32) -> u32 {
    *before = match targets.next() {
        NEW_NODE => {
            *newest += 1;
            *newest
        }
        code => before.wrapping_add_signed(unfolded(code - KNOWN_NODE)),
    };
    *before
}
