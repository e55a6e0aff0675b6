//! Phrases over word ids: a graph that is walked word by word, from every word of a text.
//!
//! From each node at most one edge takes a word, so that a walk never branches but at a gap. A failed longer phrase costs nothing to a
//! shorter one, since every phrase on the way is reported. The work is linear in the text, as phrases have a bounded length.
//!
//! Nodes are many and alike: what words leave a node is a *row* that nodes share, and where the words of a row lead is the node's own.

use std::collections::HashMap;

use super::fast_hash::FastHash;
use super::meaning::Form;
use super::vocabulary::WordId;

/// The longest gap that `...` stands for, in words.
const GAP: usize = 3;
/// More words than this make no phrase; it also bounds the walk.
pub(crate) const LONGEST: usize = 24;
/// Rows of more words have a bit for every word of the lexicon: where most walks pass, one look must do.
const WIDE: usize = 256;
/// In a row of no more words, looking at one after the other is quickest.
const NARROW: usize = 12;

/// An entry that a phrase belongs to, and the form in which it stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Output {
    pub(crate) entry: u32,
    pub(crate) form: Form,
}

/// How far a phrase reaches in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Extent {
    /// The index after its last word.
    pub(crate) end: usize,
    /// The index up to which its words are its own: its end, or its first gap; what stands in a gap may be a phrase itself.
    pub(crate) own: usize,
    /// Where the words after its last gap begin; its end if it has none.
    pub(crate) tail: usize,
    gapped: bool,
}

impl Extent {
    pub(super) fn from(end: usize) -> Extent {
        Extent { end, own: end, tail: end, gapped: false }
    }

    pub(super) fn longer(self) -> Extent {
        let end = self.end + 1;
        if self.gapped { Extent { end, ..self } } else { Extent { end, own: end, tail: end, ..self } }
    }

    /// Over each gap that fits before `limit`.
    pub(super) fn over_gaps(self, limit: usize) -> impl Iterator<Item = Extent> {
        (0..=GAP.min(limit - self.end)).map(move |words| Extent {
            end: self.end + words,
            own: self.own,
            tail: self.end + words,
            gapped: true,
        })
    }
}

/// A place in the graph.
#[derive(Clone, Copy, Debug, Default)]
struct Node {
    /// The words that lead on.
    row: Row,
    /// Where they lead: here begin the node's `targets`.
    targets: u32,
    /// Where the node's `outputs` begin; those of the next node end them.
    outputs: u32,
    /// A gap leaves it as well.
    gapped: bool,
}

/// What words leave a node.
#[derive(Clone, Copy, Debug, Default)]
enum Row {
    #[default]
    Empty,
    /// This many `letters` from here on, in order.
    Listed { start: u32, count: u16 },
    /// A row of `bits`.
    Wide(u32),
}

/// All phrases of a lexicon.
#[derive(Clone, Debug, Default)]
pub(crate) struct PhraseBook {
    /// By word: the node that it leads to from the root, or 0.
    first: Vec<u32>,
    nodes: Vec<Node>,
    outputs: Vec<Output>,
    /// The words of the rows that are listed, and which of a node's targets each leads to.
    letters: Vec<WordId>,
    steps: Vec<u16>,
    /// The rows that are wide, each with the same number of blocks.
    wide: Vec<Block>,
    blocks: usize,
    /// For the words of wide rows in order, which of a node's targets each leads to.
    wide_steps: Vec<u16>,
    targets: Vec<u32>,
    /// Where the gap of a node leads, in the order of the nodes.
    gaps: Vec<(u32, u32)>,
}

/// Sixty-four words of a wide row.
#[derive(Clone, Copy, Debug, Default)]
struct Block {
    bits: u64,
    /// Where the steps of these words begin.
    steps: u32,
}

impl PhraseBook {
    /// Calls `found` with every phrase that begins at `words[start]`: its outputs, and where it ends.
    /// `limit` is the index that no phrase may cross.
    pub(crate) fn walk(&self, words: &[WordId], start: usize, limit: usize, found: &mut impl FnMut(&[Output], Extent)) {
        let limit = limit.min(words.len()).min(start + LONGEST);
        let node = self.first.get(words[start] as usize).copied().unwrap_or_default();
        if node != 0 {
            self.go_on(words, node, Extent::from(start + 1), limit, found);
        }
    }

    fn go_on(&self, words: &[WordId], mut node: u32, mut at: Extent, limit: usize, found: &mut impl FnMut(&[Output], Extent)) {
        loop {
            let [here, next] = self.nodes[node as usize..][..2] else { return };
            if here.outputs != next.outputs {
                found(&self.outputs[here.outputs as usize..next.outputs as usize], at);
            }
            if at.end >= limit {
                return;
            }
            let next = self.step(&here, words[at.end]);
            if here.gapped {
                if let Some(next) = next {
                    self.go_on(words, next, at.longer(), limit, found);
                }
                let gap = self.gaps.partition_point(|&(from, _)| from < node);
                for beyond in at.over_gaps(limit) {
                    self.go_on(words, self.gaps[gap].1, beyond, limit, found);
                }
                return;
            }
            let Some(next) = next else { return };
            node = next;
            at = at.longer();
        }
    }

    /// Where a word leads from a node.
    fn step(&self, node: &Node, word: WordId) -> Option<u32> {
        let step = match node.row {
            Row::Empty => return None,
            Row::Listed { start, count } => {
                let start = start as usize;
                let letters = &self.letters[start..start + count as usize];
                let place = if letters.len() <= NARROW {
                    letters.iter().position(|&letter| letter == word)?
                } else {
                    letters.binary_search(&word).ok()?
                };
                self.steps[start + place]
            }
            Row::Wide(row) => {
                let Block { bits, steps } = self.wide[row as usize * self.blocks + word as usize / 64];
                let bit = 1 << (word % 64);
                if bits & bit == 0 {
                    return None;
                }
                self.wide_steps[steps as usize + (bits & (bit - 1)).count_ones() as usize]
            }
        };
        Some(self.targets[node.targets as usize + step as usize])
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

impl PhraseBook {
    /// A book of these nodes over so many words.
    pub(super) fn of(graph: &[Drawn], words: usize) -> PhraseBook {
        let mut book = PhraseBook { first: vec![0; words], blocks: words.div_ceil(64), ..PhraseBook::default() };
        let mut rows: HashMap<Vec<(WordId, u16)>, Row, FastHash> = HashMap::default();
        for (number, drawn) in graph.iter().enumerate() {
            let mut node =
                Node { row: Row::Empty, targets: book.targets.len() as u32, outputs: book.outputs.len() as u32, gapped: drawn.gap != 0 };
            book.outputs.extend(&drawn.outputs);
            if node.gapped {
                book.gaps.push((number as u32, drawn.gap));
            }
            if number == 0 {
                for &(word, to) in &drawn.edges {
                    book.first[word as usize] = to;
                }
            } else if !drawn.edges.is_empty() {
                let row = book.targets_of(drawn);
                node.row = *rows.entry(row).or_insert_with_key(|row| book.lay(row));
            }
            book.nodes.push(node);
        }
        book.nodes.push(Node { outputs: book.outputs.len() as u32, ..Node::default() });
        book
    }

    /// Notes each node that a node leads to once, and gives its row: which of them each word leads to.
    fn targets_of(&mut self, drawn: &Drawn) -> Vec<(WordId, u16)> {
        let first = self.targets.len();
        let mut known: HashMap<u32, u16, FastHash> = HashMap::default();
        let step = |&(word, to): &(WordId, u32)| {
            let step = *known.entry(to).or_insert_with(|| {
                self.targets.push(to);
                (self.targets.len() - 1 - first) as u16
            });
            (word, step)
        };
        drawn.edges.iter().map(step).collect()
    }

    fn lay(&mut self, row: &[(WordId, u16)]) -> Row {
        if row.len() < WIDE {
            let start = self.letters.len() as u32;
            self.letters.extend(row.iter().map(|&(word, _)| word));
            self.steps.extend(row.iter().map(|&(_, step)| step));
            return Row::Listed { start, count: row.len() as u16 };
        }
        let first = self.wide.len();
        self.wide.resize(first + self.blocks, Block::default());
        for &(word, step) in row {
            let block = &mut self.wide[first + word as usize / 64];
            if block.bits == 0 {
                block.steps = self.wide_steps.len() as u32;
            }
            block.bits |= 1 << (word % 64);
            self.wide_steps.push(step);
        }
        Row::Wide((first / self.blocks) as u32)
    }
}
