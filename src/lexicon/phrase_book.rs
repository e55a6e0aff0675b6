//! Phrases over word ids: a trie whose edges are words, sets of words and gaps.
//!
//! It is walked once from every word of a text. A failed longer phrase costs nothing to a shorter one, since every phrase on
//! the way is reported. The work is linear in the text, as phrases have a bounded length.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::meaning::Form;
use super::vocabulary::{UNKNOWN, Vocabulary, WordId};

/// The longest gap that `...` stands for, in words.
const GAP: usize = 3;
/// More words than this make no phrase; it also bounds the walk.
pub(crate) const LONGEST: usize = 24;

/// What an edge of the trie takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Label {
    Word(WordId),
    Set(u32),
    Gap,
}

impl Label {
    /// Words below, sets above, the gap at the top: one number for the edge table.
    fn code(self) -> u32 {
        match self {
            Label::Word(word) => word,
            Label::Set(set) => SET_BASE + set,
            Label::Gap => u32::MAX,
        }
    }
}

const SET_BASE: u32 = 1 << 31;

/// An entry that a phrase belongs to, and the form in which it stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Output {
    pub(crate) entry: u32,
    pub(crate) form: Form,
}

/// How far a phrase reaches in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Extent {
    /// The index after its last word.
    pub(crate) end: usize,
    /// The index up to which its words are its own: its end, or its first gap; what stands in a gap may be a phrase itself.
    pub(crate) own: usize,
    gapped: bool,
}

impl Extent {
    fn from(end: usize) -> Extent {
        Extent { end, own: end, gapped: false }
    }

    fn longer(self) -> Extent {
        Extent { end: self.end + 1, own: if self.gapped { self.own } else { self.end + 1 }, ..self }
    }

    fn over(self, words: usize) -> Extent {
        Extent { end: self.end + words, own: self.own, gapped: true }
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Node {
    outputs_start: u32,
    outputs_end: u32,
    has_words: bool,
    has_sets: bool,
    gap: u32,
}

/// All phrases of a lexicon.
#[derive(Clone, Debug, Default)]
pub(crate) struct PhraseBook {
    nodes: Vec<Node>,
    outputs: Vec<Output>,
    /// By word: the node that it leads to from the root, or 0.
    first: Vec<u32>,
    /// Open addressing: (node, label) → node; empty places hold node 0, which nothing leads to.
    edges: Vec<(u32, u32, u32)>,
    mask: usize,
}

impl PhraseBook {
    /// Calls `found` with every phrase that begins at `words[start]`: its outputs, and where it ends.
    /// `limit` is the index that no phrase may cross.
    pub(crate) fn walk(
        &self,
        vocabulary: &Vocabulary,
        words: &[WordId],
        start: usize,
        limit: usize,
        found: &mut impl FnMut(&[Output], Extent),
    ) {
        let limit = limit.min(words.len()).min(start + LONGEST);
        let word = words[start];
        if let Some(&node) = self.first.get(word as usize)
            && node != 0
        {
            self.visit(vocabulary, words, node, Extent::from(start + 1), limit, found);
        }
        if self.nodes[0].has_sets {
            for &set in vocabulary.sets_of(word) {
                if let Some(node) = self.step(0, SET_BASE + set) {
                    self.visit(vocabulary, words, node, Extent::from(start + 1), limit, found);
                }
            }
        }
    }

    fn visit(
        &self,
        vocabulary: &Vocabulary,
        words: &[WordId],
        node: u32,
        at: Extent,
        limit: usize,
        found: &mut impl FnMut(&[Output], Extent),
    ) {
        let Node { outputs_start, outputs_end, has_words, has_sets, gap } = self.nodes[node as usize];
        if outputs_start < outputs_end {
            found(&self.outputs[outputs_start as usize..outputs_end as usize], at);
        }
        if at.end >= limit {
            return;
        }
        let word = words[at.end];
        if has_words
            && word != UNKNOWN
            && let Some(next) = self.step(node, word)
        {
            self.visit(vocabulary, words, next, at.longer(), limit, found);
        }
        if has_sets {
            for &set in vocabulary.sets_of(word) {
                if let Some(next) = self.step(node, SET_BASE + set) {
                    self.visit(vocabulary, words, next, at.longer(), limit, found);
                }
            }
        }
        if gap != 0 {
            for skipped in 0..=GAP.min(limit - at.end) {
                self.visit(vocabulary, words, gap, at.over(skipped), limit, found);
            }
        }
    }

    /// Calls `found` with the labels of every phrase.
    pub(super) fn phrases(&self, found: &mut impl FnMut(&[Label])) {
        let mut children: Vec<Vec<(Label, u32)>> = vec![Vec::new(); self.nodes.len()];
        let first = self.first.iter().enumerate().filter(|&(_, &to)| to != 0).map(|(word, &to)| (Label::Word(word as WordId), to));
        children[0].extend(first);
        for &(from, by, to) in self.edges.iter().filter(|edge| edge.2 != 0) {
            let label = match by {
                u32::MAX => Label::Gap,
                set if set >= SET_BASE => Label::Set(set - SET_BASE),
                word => Label::Word(word),
            };
            children[from as usize].push((label, to));
        }
        let mut labels = Vec::new();
        let mut open: Vec<(u32, usize)> = vec![(0, 0)];
        while let Some((node, next)) = open.pop() {
            let here = &self.nodes[node as usize];
            if next == 0 && here.outputs_start < here.outputs_end {
                found(&labels);
            }
            match children[node as usize].get(next) {
                Some(&(label, to)) => {
                    open.push((node, next + 1));
                    open.push((to, 0));
                    labels.push(label);
                }
                None => {
                    labels.pop();
                }
            }
        }
    }

    fn step(&self, node: u32, label: u32) -> Option<u32> {
        let mut place = slot(node, label) & self.mask;
        loop {
            let (from, by, to) = self.edges[place];
            if to == 0 {
                return None;
            }
            if from == node && by == label {
                return Some(to);
            }
            place = (place + 1) & self.mask;
        }
    }
}

fn slot(node: u32, label: u32) -> usize {
    let mixed = (u64::from(node) << 32 | u64::from(label)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> 32) as usize
}

/// Builds a [`PhraseBook`].
#[derive(Debug)]
pub(super) struct PhraseBookBuilder {
    children: HashMap<(u32, Label), u32>,
    outputs: Vec<Vec<Output>>,
}

impl PhraseBookBuilder {
    pub(super) fn new() -> PhraseBookBuilder {
        PhraseBookBuilder { children: HashMap::new(), outputs: vec![Vec::new()] }
    }

    /// Adds a phrase and gives what stands there already.
    pub(super) fn insert(&mut self, labels: &[Label], output: Output) -> &[Output] {
        let mut node = 0;
        for &label in labels {
            let next = self.outputs.len() as u32;
            node = match self.children.entry((node, label)) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(new) => {
                    new.insert(next);
                    self.outputs.push(Vec::new());
                    next
                }
            };
        }
        let outputs = &mut self.outputs[node as usize];
        match outputs.iter_mut().find(|known| known.entry == output.entry) {
            Some(known) => known.form = known.form.with(output.form),
            None => outputs.push(output),
        }
        outputs
    }

    pub(super) fn build(self, words: usize) -> PhraseBook {
        let mut book = PhraseBook { nodes: vec![Node::default(); self.outputs.len()], first: vec![0; words], ..PhraseBook::default() };
        for (node, outputs) in book.nodes.iter_mut().zip(&self.outputs) {
            node.outputs_start = book.outputs.len() as u32;
            book.outputs.extend(outputs);
            node.outputs_end = book.outputs.len() as u32;
        }
        let size = (self.children.len() * 2 + 2).next_power_of_two();
        book.mask = size - 1;
        book.edges = vec![(0, 0, 0); size];
        // Sorted, so that the same lexicon makes the same table.
        let mut children: Vec<((u32, Label), u32)> = self.children.into_iter().collect();
        children.sort_unstable();
        for ((node, label), to) in children {
            match label {
                Label::Word(word) if node == 0 => {
                    book.first[word as usize] = to;
                    continue;
                }
                Label::Word(_) => book.nodes[node as usize].has_words = true,
                Label::Set(_) => book.nodes[node as usize].has_sets = true,
                Label::Gap => book.nodes[node as usize].gap = to,
            }
            let mut place = slot(node, label.code()) & book.mask;
            while book.edges[place].2 != 0 {
                place = (place + 1) & book.mask;
            }
            book.edges[place] = (node, label.code(), to);
        }
        book
    }
}
