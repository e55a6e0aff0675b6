//! The tables that the rooms after this one work with, and the form in which they are kept.

use serde::{Deserialize, Serialize};

use super::answers::Answers;
use super::late::Late;
use super::meaning::{Layer, Meaning, Scope};
use super::packed_book::PackedBook;
use super::phrase_book::PhraseBook;
use super::vocabulary::{PackedVocabulary, Vocabulary, WordId};
use super::weights::Weights;
use super::word_lists::WordLists;

/// What compiling makes of files: small, and quickly made into [`Compiled`].
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Packed<'a> {
    /// A hash of the files.
    pub(super) fingerprint: String,
    /// The names of the files.
    pub(super) files: Vec<Box<str>>,
    pub(super) vocabulary: PackedVocabulary,
    #[serde(borrow)]
    pub(super) book: PackedBook<'a>,
    pub(super) entries: Vec<EntryRecord>,
    pub(super) behaviours: Vec<String>,
    pub(super) fillers: Vec<FillerRule>,
    pub(super) grammar: Grammar,
    #[serde(with = "super::weights::packed")]
    pub(super) weights: Weights,
    #[serde(borrow)]
    pub(super) answers: Late<'a, Answers>,
    #[serde(borrow)]
    pub(super) word_lists: Late<'a, WordLists>,
}

/// What tagging needs of a lexicon.
#[derive(Debug)]
pub(crate) struct Compiled {
    pub(crate) vocabulary: Vocabulary,
    pub(crate) book: PhraseBook,
    pub(crate) entries: Vec<EntryRecord>,
    pub(crate) behaviours: Vec<String>,
    /// Sorted by their first word.
    fillers: Vec<FillerRule>,
    /// The first word of each.
    filler_starts: Vec<WordId>,
    pub(crate) grammar: Grammar,
    pub(crate) weights: Weights,
    /// What may be said back.
    pub(crate) answers: Late<'static, Answers>,
    /// Names, places and the words around them.
    pub(crate) word_lists: Late<'static, WordLists>,
    /// The entries of kind `hint`, in order.
    hints: Vec<u32>,
    /// What choosing among phrases asks of each entry.
    pub(crate) marks: Vec<Mark>,
    /// A hash of the files.
    pub(crate) fingerprint: String,
    /// The names of the files.
    pub(crate) files: Vec<Box<str>>,
}

/// The little that is asked of an entry for each of its phrases in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    pub(crate) layer: Layer,
    /// It needs company.
    pub(crate) guarded: bool,
    /// As in the [`EntryRecord`].
    pub(crate) behaviour: u16,
}

impl From<Packed<'static>> for Compiled {
    fn from(packed: Packed<'static>) -> Compiled {
        let is_hint = |number: &u32| packed.entries[*number as usize].meaning == Meaning::Hint;
        let mark =
            |entry: &EntryRecord| Mark { layer: entry.meaning.layer(), guarded: !entry.company.is_empty(), behaviour: entry.behaviour };
        Compiled {
            hints: (0..packed.entries.len() as u32).filter(is_hint).collect(),
            marks: packed.entries.iter().map(mark).collect(),
            vocabulary: packed.vocabulary.into(),
            book: packed.book.into(),
            entries: packed.entries,
            behaviours: packed.behaviours,
            filler_starts: packed.fillers.iter().map(|rule| rule.words[0]).collect(),
            fillers: packed.fillers,
            grammar: packed.grammar,
            weights: packed.weights,
            answers: packed.answers,
            word_lists: packed.word_lists,
            fingerprint: packed.fingerprint,
            files: packed.files,
        }
    }
}

/// An entry as the engine sees it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct EntryRecord {
    /// The full id.
    pub(crate) name: Box<str>,
    pub(crate) meaning: Meaning,
    /// Index into the behaviours, or [`NO_BEHAVIOUR`].
    pub(crate) behaviour: u16,
    /// Words of which one must stand in the turn; empty if none must.
    pub(crate) company: Box<[WordId]>,
    /// What a theme is called in an answer; empty for other kinds.
    pub(crate) says: Box<str>,
    /// How many phrases the file gives.
    pub(crate) phrases: usize,
    pub(crate) file: usize,
    pub(crate) line: usize,
}

pub(crate) const NO_BEHAVIOUR: u16 = u16::MAX;
/// The behaviour of words that fit any.
pub(crate) const GENERAL: &str = "general";

/// A filler of one or more words and when it is none.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct FillerRule {
    pub(crate) words: Vec<WordId>,
    pub(crate) unless_before: Vec<WordId>,
    pub(crate) unless_after: Vec<WordId>,
    pub(crate) between_breaks: bool,
}

/// Small word classes that composing asks for, from the sets of the same names.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Grammar {
    pub(super) bits: Vec<u32>,
}

/// A word class: one of the sets that the engine asks for, in their order, or one that compiling finds out.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Class {
    /// Carries no content of its own.
    Function,
    Determiner,
    Preposition,
    ObjectPronoun,
    Have,
    Be,
    PastAuxiliary,
    Infinitive,
    SubjectPronoun,
    ProForm,
    QuestionAuxiliary,
    Modal,
    Concord,
    QuestionWord,
    Negator,
    Raising,
    SelfWord,
    TheirWord,
    NumberWord,
    /// Begins a filler.
    FillerStart,
}

impl Grammar {
    pub(crate) fn is(&self, word: WordId, class: Class) -> bool {
        self.bits.get(word as usize).is_some_and(|bits| bits & (1 << class as u8) != 0)
    }
}

impl Compiled {
    /// The fillers that begin with a word.
    pub(crate) fn fillers_from(&self, word: WordId) -> &[FillerRule] {
        let start = self.filler_starts.partition_point(|&start| start < word);
        let length = self.filler_starts[start..].iter().take_while(|&&start| start == word).count();
        &self.fillers[start..start + length]
    }

    /// The behaviours' index of a name.
    pub(crate) fn behaviour(&self, name: &str) -> Option<u16> {
        self.behaviours.iter().position(|known| known == name).map(|index| index as u16)
    }

    /// Which of the hints an entry is.
    pub(crate) fn hint(&self, entry: u32) -> Option<usize> {
        self.hints.binary_search(&entry).ok()
    }

    /// The name of a hint's entry.
    pub(crate) fn hint_name(&self, hint: usize) -> &str {
        self.hints.get(hint).map_or("", |&entry| &self.entry(entry).name)
    }

    pub(crate) fn entry(&self, number: u32) -> &EntryRecord {
        &self.entries[number as usize]
    }

    /// The entry, unless the number stands for none.
    pub(crate) fn known_entry(&self, number: u32) -> Option<&EntryRecord> {
        self.entries.get(number as usize)
    }

    pub(crate) fn scope(&self, number: u32) -> Option<Scope> {
        match self.entry(number).meaning {
            Meaning::Scope(scope) => Some(scope),
            _ => None,
        }
    }
}
