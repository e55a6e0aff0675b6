//! The words of a text and what has been found among them so far.

use super::redacted::Identifying;
use super::words::{Gap, Shape, Word};
use crate::lexicon::{Compiled, WordKeys, WordList};

/// The longest saying that a list may hold, in words.
const LONGEST: usize = 5;

pub(super) struct Page<'a> {
    pub(super) text: &'a str,
    pub(super) words: Vec<Word>,
    pub(super) found: Vec<(usize, usize, Identifying)>,
    pub(super) lexicon: &'a Compiled,
    pub(super) lists: &'a WordKeys,
}

impl Page<'_> {
    pub(super) fn word(&self, at: usize) -> Option<&Word> {
        self.words.get(at)
    }

    pub(super) fn before(&self, at: usize) -> Option<&Word> {
        at.checked_sub(1).and_then(|at| self.words.get(at))
    }

    pub(super) fn shape(&self, at: usize) -> Option<Shape> {
        self.word(at).map(|word| word.shape)
    }

    pub(super) fn gap(&self, at: usize) -> Gap {
        self.word(at).map_or(Gap::Stop, |word| word.gap)
    }

    pub(super) fn holds(&self, list: WordList, at: usize) -> bool {
        self.word(at).is_some_and(|word| word.shape != Shape::Held && self.lists.holds(list, &word.key))
    }

    /// A word of the lexicon: no name that nobody has heard of.
    pub(super) fn known(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| !self.lexicon.vocabulary.look_up(word.key.as_bytes()).is_empty())
    }

    /// A word at which a sentence begins, so that its capital says nothing.
    pub(super) fn opens(&self, at: usize) -> bool {
        matches!(self.gap(at), Gap::Stop | Gap::Dot)
    }

    /// How many words of the longest saying of a list stand at `at`; 0: none.
    pub(super) fn saying(&self, list: WordList, at: usize) -> usize {
        let mut key = String::new();
        let mut longest = 0;
        for length in 1..=LONGEST {
            let Some(word) = self.word(at + length - 1).filter(|word| word.shape != Shape::Held) else { break };
            if length > 1 {
                if !matches!(word.gap, Gap::Space | Gap::Hyphen | Gap::Dot) {
                    break;
                }
                key.push(' ');
            }
            key.push_str(&word.key);
            if self.lists.holds(list, &key) {
                longest = length;
            }
        }
        longest
    }

    /// Whether a saying of a list ends right before `at`, in the same sentence.
    pub(super) fn follows(&self, list: WordList, at: usize) -> bool {
        matches!(self.gap(at), Gap::Space | Gap::Hyphen | Gap::Comma)
            && (1..=LONGEST).any(|length| at.checked_sub(length).is_some_and(|start| self.exactly(list, start, length)))
    }

    fn exactly(&self, list: WordList, start: usize, length: usize) -> bool {
        let Some(words) = self.words.get(start..start + length) else { return false };
        let joined = words.iter().skip(1).all(|word| matches!(word.gap, Gap::Space | Gap::Hyphen));
        if !joined || words.iter().any(|word| word.shape == Shape::Held) {
            return false;
        }
        let keys: Vec<&str> = words.iter().map(|word| word.key.as_str()).collect();
        self.lists.holds(list, &keys.join(" "))
    }

    /// Marks the words from `from` up to `to` as found.
    pub(super) fn take(&mut self, from: usize, to: usize, kind: Identifying) {
        let Some(words) = self.words.get_mut(from..to) else { return };
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
        self.found.push((first.start, last.end, kind));
        words.iter_mut().for_each(|word| word.shape = Shape::Held);
    }

    /// Leaves the words from `from` up to `to` as they are, for good.
    pub(super) fn keep(&mut self, from: usize, to: usize) {
        let words = self.words.get_mut(from..to).unwrap_or_default();
        words.iter_mut().for_each(|word| word.shape = Shape::Held);
    }
}
