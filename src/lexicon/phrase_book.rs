//! Phrases over word ids: a graph whose edges are words, sets of words and gaps.
//!
//! It is walked once from every word of a text. A failed longer phrase costs nothing to a shorter one, since every phrase on
//! the way is reported. The work is linear in the text, as phrases have a bounded length.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use super::fast_hash::FastHash;
use super::meaning::Form;
use super::vocabulary::{UNKNOWN, Vocabulary, WordId};

/// The longest gap that `...` stands for, in words.
const GAP: usize = 3;
/// More words than this make no phrase; it also bounds the walk.
pub(crate) const LONGEST: usize = 24;

/// What an edge takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Label {
    Word(WordId),
    Set(u32),
    Gap,
}

/// An entry that a phrase belongs to, and the form in which it stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
    /// Where the words after its last gap begin; its end if it has none.
    pub(crate) tail: usize,
    gapped: bool,
}

impl Extent {
    fn from(end: usize) -> Extent {
        Extent { end, own: end, tail: end, gapped: false }
    }

    fn longer(self) -> Extent {
        let end = self.end + 1;
        if self.gapped { Extent { end, ..self } } else { Extent { end, own: end, tail: end, ..self } }
    }

    fn over(self, words: usize) -> Extent {
        Extent { end: self.end + words, own: self.own, tail: self.end + words, gapped: true }
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Node {
    outputs_start: u32,
    outputs_end: u32,
    has_words: bool,
    /// Edges that take a word of a set: `[sets_start, sets_end)`.
    sets_start: u32,
    sets_end: u32,
    gap: u32,
}

/// All phrases of a lexicon.
#[derive(Clone, Debug, Default)]
pub(crate) struct PhraseBook {
    nodes: Vec<Node>,
    outputs: Vec<Output>,
    /// By word: the node that it leads to from the root, or 0.
    first: Vec<u32>,
    /// Open addressing: (node, word) → node; empty places hold node 0, which nothing leads to.
    edges: Vec<(u32, u32, u32)>,
    /// (set, node), by the node they leave.
    set_edges: Vec<(u32, u32)>,
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
        let Node { outputs_start, outputs_end, has_words, sets_start, sets_end, gap } = self.nodes[node as usize];
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
        for &(set, next) in &self.set_edges[sets_start as usize..sets_end as usize] {
            if vocabulary.holds(set, word) {
                self.visit(vocabulary, words, next, at.longer(), limit, found);
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
        for &(from, word, to) in self.edges.iter().filter(|edge| edge.2 != 0) {
            children[from as usize].push((Label::Word(word), to));
        }
        for (from, node) in self.nodes.iter().enumerate() {
            let sets = &self.set_edges[node.sets_start as usize..node.sets_end as usize];
            children[from].extend(sets.iter().map(|&(set, to)| (Label::Set(set), to)));
            children[from].extend((node.gap != 0).then_some((Label::Gap, node.gap)));
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

/// A node of the graph: the phrases that end there and the edges that leave it.
type Drawn = (Vec<Output>, Vec<(Label, u32)>);

/// A place that a phrase has come to while the book is built.
pub(super) type Place = u32;
/// Where every phrase begins.
pub(super) const ROOT: Place = 0;

/// Builds a [`PhraseBook`].
#[derive(Debug)]
pub(super) struct PhraseBookBuilder {
    children: HashMap<(Place, Label), Place, FastHash>,
    outputs: Vec<Vec<Output>>,
}

impl PhraseBookBuilder {
    pub(super) fn new() -> PhraseBookBuilder {
        PhraseBookBuilder { children: HashMap::default(), outputs: vec![Vec::new()] }
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
        match outputs.iter_mut().find(|known| known.entry == output.entry) {
            Some(known) => known.form = known.form.with(output.form),
            None => outputs.push(output),
        }
        outputs
    }

    /// Freezes the book. Places from which the same phrases go on are made one, as in a word graph: the many readings of one
    /// phrase differ at the front and end alike.
    ///
    /// `members` are the words of each set: what leaves the root by a set is dealt out to them, as the first word of a text is looked up directly.
    pub(super) fn build(self, words: usize, members: &[Vec<WordId>]) -> PhraseBook {
        let mut edges_of: Vec<Vec<(Label, Place)>> = vec![Vec::new(); self.outputs.len()];
        for ((from, label), to) in self.children {
            edges_of[from as usize].push((label, to));
        }
        // A place's children were made after it, so going backwards they come first.
        let mut merged: Vec<u32> = vec![0; self.outputs.len()];
        let mut known: HashMap<Drawn, u32, FastHash> = HashMap::default();
        let mut graph: Vec<Drawn> = vec![(Vec::new(), Vec::new())];
        for (place, outputs) in self.outputs.into_iter().enumerate().rev() {
            let mut edges: Vec<(Label, u32)> = edges_of[place].drain(..).map(|(label, to)| (label, merged[to as usize])).collect();
            edges.sort_unstable();
            if place == ROOT as usize {
                let edges = deal_out(edges, members, &mut graph, &mut known);
                graph[0] = (outputs, edges);
                break;
            }
            let key = (outputs, edges);
            merged[place] = *known.entry(key).or_insert_with_key(|key| {
                graph.push(key.clone());
                graph.len() as u32 - 1
            });
        }
        PhraseBook::of(graph, words)
    }
}

/// The root's edges by single words: where a word stands in several sets, what follows them is laid together.
fn deal_out(
    edges: Vec<(Label, u32)>,
    members: &[Vec<WordId>],
    graph: &mut Vec<Drawn>,
    known: &mut HashMap<Drawn, u32, FastHash>,
) -> Vec<(Label, u32)> {
    let mut nodes_of: BTreeMap<WordId, Vec<u32>> = BTreeMap::new();
    for (label, to) in edges {
        match label {
            Label::Word(word) => nodes_of.entry(word).or_default().push(to),
            Label::Set(set) => {
                for &word in members.get(set as usize).into_iter().flatten() {
                    nodes_of.entry(word).or_default().push(to);
                }
            }
            Label::Gap => {}
        }
    }
    let mut united = HashMap::default();
    nodes_of.into_iter().map(|(word, nodes)| (Label::Word(word), unite(nodes, graph, known, &mut united))).collect()
}

/// The node from which all phrases go on that go on from any of these. Most words stand in the same sets as others, so few nodes are made.
fn unite(
    mut nodes: Vec<u32>,
    graph: &mut Vec<Drawn>,
    known: &mut HashMap<Drawn, u32, FastHash>,
    united: &mut HashMap<Vec<u32>, u32, FastHash>,
) -> u32 {
    nodes.sort_unstable();
    nodes.dedup();
    if let [node] = nodes[..] {
        return node;
    }
    if let Some(&node) = united.get(&nodes) {
        return node;
    }
    let mut outputs: Vec<Output> = Vec::new();
    let mut targets: BTreeMap<Label, Vec<u32>> = BTreeMap::new();
    for &node in &nodes {
        let (from, edges) = &graph[node as usize];
        for output in from {
            match outputs.iter_mut().find(|known| known.entry == output.entry) {
                Some(known) => known.form = known.form.with(output.form),
                None => outputs.push(*output),
            }
        }
        for &(label, to) in edges {
            targets.entry(label).or_default().push(to);
        }
    }
    let edges = targets.into_iter().map(|(label, to)| (label, unite(to, graph, known, united))).collect();
    let node = *known.entry((outputs, edges)).or_insert_with_key(|key| {
        graph.push(key.clone());
        graph.len() as u32 - 1
    });
    united.insert(nodes, node);
    node
}

impl PhraseBook {
    fn of(graph: Vec<Drawn>, words: usize) -> PhraseBook {
        let edges = graph.iter().map(|(_, edges)| edges.len()).sum::<usize>();
        let size = (edges * 2 + 2).next_power_of_two();
        let mut book = PhraseBook { first: vec![0; words], edges: vec![(0, 0, 0); size], mask: size - 1, ..PhraseBook::default() };
        for (from, (outputs, edges)) in graph.into_iter().enumerate() {
            let mut node = Node { outputs_start: book.outputs.len() as u32, ..Node::default() };
            book.outputs.extend(outputs);
            node.outputs_end = book.outputs.len() as u32;
            node.sets_start = book.set_edges.len() as u32;
            for (label, to) in edges {
                match label {
                    Label::Word(word) if from == 0 => book.first[word as usize] = to,
                    Label::Word(word) => {
                        node.has_words = true;
                        let mut place = slot(from as u32, word) & book.mask;
                        while book.edges[place].2 != 0 {
                            place = (place + 1) & book.mask;
                        }
                        book.edges[place] = (from as u32, word, to);
                    }
                    Label::Set(set) => book.set_edges.push((set, to)),
                    Label::Gap => node.gap = to,
                }
            }
            node.sets_end = book.set_edges.len() as u32;
            book.nodes.push(node);
        }
        book
    }
}
