//! Phrases laid together while files are read, and made into a book when all are known.
//!
//! First a trie, whose edges are words, sets of words and gaps. Then its equal endings are merged, as in the word graphs of spelling
//! checkers. Last each node is united with those that the same words lead to, so that a word leads to one node only (the subset
//! construction of Rabin and Scott, 1959); phrases are bounded, so that this ends, and few of their sets overlap, so that it stays small.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::fast_hash::FastHash;
use super::packed_book::PackedBook;
use super::phrase_book::{Drawn, Output};
use super::vocabulary::{NUMBER, UNKNOWN, WordId};

/// What an edge takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Label {
    Word(WordId),
    Set(u32),
    Gap,
}

/// A place that a phrase has come to.
pub(super) type Place = u32;
/// So many edges a lexicon's phrases may make when all are united: some twenty times those of the built-in one. Sets that overlap in ever
/// new ways could make far more than any machine holds.
const MOST_EDGES: usize = 32_000_000;
/// Where every phrase begins.
pub(super) const ROOT: Place = 0;

/// The trie.
#[derive(Debug)]
pub(crate) struct PhraseGraph {
    children: HashMap<(Place, Label), Place, FastHash>,
    outputs: Vec<Vec<Output>>,
}

impl PhraseGraph {
    pub(super) fn new() -> PhraseGraph {
        PhraseGraph { children: HashMap::default(), outputs: vec![Vec::new()] }
    }

    /// The place after these labels.
    pub(super) fn extend(&mut self, from: Place, labels: &[Label]) -> Place {
        labels.iter().fold(from, |place, &label| {
            let next = self.outputs.len() as Place;
            match self.children.entry((place, label)) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(new) => {
                    new.insert(next);
                    self.outputs.push(Vec::new());
                    next
                }
            }
        })
    }

    /// Ends a phrase here and gives all that end here.
    pub(super) fn end(&mut self, place: Place, output: Output) -> &[Output] {
        let outputs = &mut self.outputs[place as usize];
        add(outputs, output);
        outputs
    }

    /// Calls `found` with the labels of every phrase.
    pub(crate) fn phrases(&self, found: &mut impl FnMut(&[Label])) {
        let mut parents = vec![(ROOT, Label::Gap); self.outputs.len()];
        for (&(from, label), &to) in &self.children {
            parents[to as usize] = (from, label);
        }
        let mut labels = Vec::new();
        for place in 1..self.outputs.len() {
            if self.outputs[place].is_empty() {
                continue;
            }
            labels.clear();
            let mut at = place as Place;
            while at != ROOT {
                let (from, label) = parents[at as usize];
                labels.push(label);
                at = from;
            }
            labels.reverse();
            found(&labels);
        }
    }

    /// The book of these phrases, and the new number of each word: the more phrases go on with a word the lower it is, so that what most
    /// texts ask for lies close together. `members` are the words of each set, `words` is how many words there are. `None` if the book would be
    /// too large.
    pub(super) fn build(self, words: usize, members: &[Vec<WordId>]) -> Option<(PackedBook<'static>, Vec<WordId>)> {
        let merged = self.merge();
        let root = merged.len() as u32 - 1;
        let mut uniting = Uniting {
            merged: &merged,
            members,
            united: HashMap::default(),
            single: vec![0; merged.len()],
            known: HashMap::default(),
            // Node 0 is none.
            graph: vec![Drawn::default()],
            edges: 0,
        };
        let root = uniting.unite(vec![root])?;
        let mut graph = uniting.graph;
        let numbers = by_use(&graph, words);
        for node in &mut graph {
            for (word, _) in &mut node.edges {
                *word = numbers[*word as usize];
            }
            node.edges.sort_unstable();
        }
        Some((PackedBook::of(from_the_root(graph, root), words), numbers))
    }

    /// Makes one of the places from which the same phrases go on; the root comes last.
    fn merge(self) -> Vec<Merged> {
        let mut edges_of: Vec<Vec<(Label, Place)>> = vec![Vec::new(); self.outputs.len()];
        for ((from, label), to) in self.children {
            edges_of[from as usize].push((label, to));
        }
        // A place's children were made after it, so going backwards they come first.
        let mut merged: Vec<u32> = vec![0; self.outputs.len()];
        let mut known: HashMap<Merged, u32, FastHash> = HashMap::default();
        let mut graph: Vec<Merged> = Vec::new();
        for (place, outputs) in self.outputs.into_iter().enumerate().rev() {
            let mut edges: Vec<(Label, u32)> = edges_of[place].drain(..).map(|(label, to)| (label, merged[to as usize])).collect();
            edges.sort_unstable();
            merged[place] = *known.entry((outputs, edges)).or_insert_with_key(|node| {
                graph.push(node.clone());
                graph.len() as u32 - 1
            });
        }
        graph
    }
}

/// A node of the merged trie: the phrases that end there and the edges that leave it.
type Merged = (Vec<Output>, Vec<(Label, u32)>);

/// Makes of each set of nodes one from which all their phrases go on.
struct Uniting<'a> {
    merged: &'a [Merged],
    members: &'a [Vec<WordId>],
    /// Sets of several nodes that are united.
    united: HashMap<Vec<u32>, u32, FastHash>,
    /// The same of a single node, or 0.
    single: Vec<u32>,
    known: HashMap<Drawn, u32, FastHash>,
    graph: Vec<Drawn>,
    /// How many edges were looked at.
    edges: usize,
}

impl Uniting<'_> {
    /// The node of these nodes, which are in order; `None` if there are too many edges. Calls itself no deeper than phrases are long.
    fn unite(&mut self, nodes: Vec<u32>) -> Option<u32> {
        let known = match nodes[..] {
            [node] => Some(self.single[node as usize]).filter(|&known| known != 0),
            _ => self.united.get(&nodes).copied(),
        };
        if known.is_some() {
            return known;
        }
        let mut drawn = Drawn::default();
        let mut edges: Vec<(WordId, u32)> = Vec::new();
        let mut gaps: Vec<u32> = Vec::new();
        for &node in &nodes {
            let (outputs, labels) = &self.merged[node as usize];
            for &output in outputs {
                add(&mut drawn.outputs, output);
            }
            for &(label, to) in labels {
                match label {
                    Label::Word(word) => edges.push((word, to)),
                    Label::Set(set) => edges.extend(self.members[set as usize].iter().map(|&word| (word, to))),
                    Label::Gap => gaps.push(to),
                }
            }
        }
        drawn.outputs.sort_unstable();
        self.edges += edges.len();
        if self.edges > MOST_EDGES {
            return None;
        }
        edges.sort_unstable();
        edges.dedup();
        for same in edges.chunk_by(|a, b| a.0 == b.0) {
            let to = self.unite(same.iter().map(|&(_, to)| to).collect())?;
            drawn.edges.push((same[0].0, to));
        }
        if !gaps.is_empty() {
            gaps.sort_unstable();
            gaps.dedup();
            drawn.gap = self.unite(gaps)?;
        }
        let node = *self.known.entry(drawn).or_insert_with_key(|drawn| {
            self.graph.push(drawn.clone());
            self.graph.len() as u32 - 1
        });
        match nodes[..] {
            [single] => self.single[single as usize] = node,
            _ => drop(self.united.insert(nodes, node)),
        }
        Some(node)
    }
}

/// An entry ends once at a place, in all the forms that come there.
fn add(outputs: &mut Vec<Output>, output: Output) {
    match outputs.iter_mut().find(|known| known.entry == output.entry) {
        Some(known) => known.form = known.form.with(output.form),
        None => outputs.push(output),
    }
}

/// A new number for each word, by how many nodes it leaves.
fn by_use(graph: &[Drawn], words: usize) -> Vec<WordId> {
    let mut uses = vec![0u32; words];
    for &(word, _) in graph.iter().flat_map(|node| &node.edges) {
        uses[word as usize] += 1;
    }
    let mut order: Vec<WordId> = (NUMBER + 1..words as WordId).collect();
    order.sort_by_key(|&word| Reverse(uses[word as usize]));
    let mut numbers = vec![UNKNOWN; words];
    numbers[NUMBER as usize] = NUMBER;
    for (place, &word) in order.iter().enumerate() {
        numbers[word as usize] = NUMBER + 1 + place as WordId;
    }
    numbers
}

/// The nodes in the order in which walks come to them, level by level: the root, where words lead from it, and so on.
fn from_the_root(mut graph: Vec<Drawn>, root: u32) -> Vec<Drawn> {
    let mut order = vec![root];
    let mut places = vec![u32::MAX; graph.len()];
    places[root as usize] = 0;
    let mut next = 0;
    while let Some(&node) = order.get(next) {
        next += 1;
        let Drawn { edges, gap, .. } = &graph[node as usize];
        for to in edges.iter().map(|&(_, to)| to).chain(Some(*gap).filter(|&gap| gap != 0)) {
            if places[to as usize] == u32::MAX {
                places[to as usize] = order.len() as u32;
                order.push(to);
            }
        }
    }
    let renamed = |node: u32| {
        let mut drawn = std::mem::take(&mut graph[node as usize]);
        for (_, to) in &mut drawn.edges {
            *to = places[*to as usize];
        }
        if drawn.gap != 0 {
            drawn.gap = places[drawn.gap as usize];
        }
        drawn
    };
    order.into_iter().map(renamed).collect()
}
