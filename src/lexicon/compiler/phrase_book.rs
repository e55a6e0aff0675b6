//! Phrases over word ids: a graph that is walked word by word, from every word of a text.
//!
//! From each node at most one edge takes a word, so that a walk never branches but at a gap. A failed longer phrase costs nothing to a
//! shorter one, since every phrase on the way is reported. The work is linear in the text, as phrases have a bounded length.
//!
//! Nodes are many and alike: what words leave a node is a *row* that nodes share, and where the words of a row lead is the node's own. All
//! walks of a text are taken together, a word each in turn, so that while one waits for memory another goes on.

use serde::{Deserialize, Serialize};

use super::meaning::Form;
use super::packed_book::{KNOWN_NODE, KNOWN_ROW, NEW_NODE, NEW_ROW, NO_ROW, ONE_WORD, PackedBook, unfolded};
use super::rows::Rows;
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
#[derive(Clone, Copy, Debug, Default)]
struct Node {
    /// The number of its row; the word itself where only one leads on.
    row: u32,
    /// Where its targets begin; the target itself where there is but one.
    targets: u32,
    /// Where its outputs begin; those of the next node end them.
    outputs: u32,
    leaves: Leaves,
    /// Phrases end here.
    ends: bool,
    /// A gap leaves it as well.
    gapped: bool,
    /// Its words go on in the row of another node.
    more: bool,
}

/// By what a walk leaves a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Leaves {
    #[default]
    Never,
    /// By one word.
    One,
    /// By several words that all lead to one node.
    OneWay,
    /// By words that lead to several nodes.
    Ways,
}

/// A walk on its way.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Walk {
    node: u32,
    at: Extent,
    limit: u32,
}

/// All phrases of a lexicon.
#[derive(Debug, Default)]
pub(crate) struct PhraseBook {
    /// By word: the node that it leads to from the root, or 0.
    first: Vec<u32>,
    nodes: Vec<Node>,
    outputs: Vec<Output>,
    targets: Vec<u32>,
    /// Where the gap of a node leads, in the order of the nodes.
    gaps: Vec<(u32, u32)>,
    /// The same of those nodes whose words go on elsewhere.
    more: Vec<(u32, u32)>,
    rows: Rows,
}

impl PhraseBook {
    /// Sets out from a word; `limit` is the index that no phrase may cross.
    pub(crate) fn set_out(&self, words: &[WordId], first: usize, limit: usize, walks: &mut Vec<Walk>) {
        let node = self.first.get(words[first] as usize).copied().unwrap_or_default();
        if node != 0 {
            let limit = limit.min(words.len()).min(first + LONGEST) as u32;
            walks.push(Walk { node, at: Extent::from(first as u32), limit });
        }
    }

    /// Takes all walks to their ends and calls `found` with every phrase on the way, the shorter of two from one word first.
    pub(crate) fn walk(&self, words: &[WordId], walks: &mut Vec<Walk>, next: &mut Vec<Walk>, found: &mut impl FnMut(&[Output], Extent)) {
        while !walks.is_empty() {
            next.clear();
            for walk in walks.iter() {
                let node = self.nodes[walk.node as usize];
                if node.ends {
                    let end = self.nodes[walk.node as usize + 1].outputs;
                    found(&self.outputs[node.outputs as usize..end as usize], walk.at);
                }
                if walk.at.end >= walk.limit {
                    continue;
                }
                if let Some(node) = self.step(walk.node, &node, words[walk.at.end as usize]) {
                    next.push(Walk { node, at: walk.at.longer(), ..*walk });
                }
                if node.gapped {
                    let node = leads(&self.gaps, walk.node);
                    next.extend(walk.at.over_gaps(walk.limit).map(|at| Walk { node, at, ..*walk }));
                }
            }
            std::mem::swap(walks, next);
        }
    }

    /// Where a word leads from a node.
    fn step(&self, number: u32, node: &Node, word: WordId) -> Option<u32> {
        let step = match node.leaves {
            Leaves::Never => None,
            Leaves::One => (node.row == word).then_some(node.targets),
            Leaves::OneWay => self.rows.get(node.row).step(word).map(|_| node.targets),
            Leaves::Ways => self.rows.get(node.row).step(word).map(|step| self.targets[(node.targets + step) as usize]),
        };
        if step.is_none() && node.more {
            let rest = leads(&self.more, number);
            return self.step(rest, &self.nodes[rest as usize], word);
        }
        step
    }
}

/// Where a pair leads that begins with this node; there is one.
fn leads(pairs: &[(u32, u32)], node: u32) -> u32 {
    pairs.get(pairs.partition_point(|&(from, _)| from < node)).map_or(0, |&(_, to)| to)
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
        let mut book = PhraseBook {
            first: vec![0; packed.words],
            outputs: packed.outputs,
            gaps: packed.gaps,
            more: packed.more,
            ..PhraseBook::default()
        };
        let mut newest = 0;
        for &(word, to) in &packed.first {
            book.first[word as usize] = to;
            newest = newest.max(to);
        }
        book.rows = Rows::new(packed.row_count, packed.rows, packed.group_count, packed.groups);
        book.nodes.reserve(packed.node_count + 1);
        let (mut gaps, mut more) = (book.gaps.iter().peekable(), book.more.iter().peekable());
        let mut numbers = packed.nodes.read(0);
        let (mut outputs, mut rows) = (0, 0);
        for number in 0..packed.node_count as u32 {
            if let Some(&(_, to)) = gaps.next_if(|(from, _)| *from == number) {
                newest = newest.max(to);
                book.nodes.push(Node { gapped: true, ..Node::default() });
            } else {
                book.nodes.push(Node::default());
            }
            let node = &mut book.nodes[number as usize];
            node.more = more.next_if(|(from, _)| *from == number).is_some();
            node.outputs = outputs;
            let code = numbers.next();
            node.ends = code & 1 == 1;
            if node.ends {
                outputs += numbers.next();
            }
            let ways = match code >> 1 {
                NO_ROW => 0,
                ONE_WORD => {
                    node.leaves = Leaves::One;
                    node.row = numbers.next();
                    1
                }
                code => {
                    node.row = if code == NEW_ROW { rows } else { code - KNOWN_ROW };
                    rows += u32::from(code == NEW_ROW);
                    let ways = book.rows.ways(node.row);
                    node.leaves = if ways == 1 { Leaves::OneWay } else { Leaves::Ways };
                    ways
                }
            };
            node.targets = book.targets.len() as u32;
            let mut before = number;
            for _ in 0..ways {
                before = match numbers.next() {
                    NEW_NODE => {
                        newest += 1;
                        newest
                    }
                    code => before.wrapping_add_signed(unfolded(code - KNOWN_NODE)),
                };
                book.targets.push(before);
            }
            if ways == 1 {
                node.targets = before;
                book.targets.pop();
            }
        }
        book.nodes.push(Node { outputs, ..Node::default() });
        book
    }
}
