//! Lists of names, places and the words around them, for taking them out of a text. Data of kind `redaction`.

use std::collections::HashSet;

use once_cell::sync::OnceCell;
use serde::{Deserialize, Serialize};

use super::fast_hash::FastHash;

macro_rules! lists {
    ($($(#[$doc:meta])* $list:ident = $name:literal,)*) => {
        /// What a list of words is for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub(crate) enum WordList { $($(#[$doc])* $list,)* }

        /// The lists by the names that files give them.
        pub(crate) const WORD_LISTS: &[(&str, WordList)] = &[$(($name, WordList::$list),)*];
    };
}

lists! {
    /// Given names that are hardly anything else.
    Name = "name",
    /// Given names that are words too.
    WordName = "word-name",
    /// Parts of a surname in small letters.
    Particle = "particle",
    Title = "title",
    /// Relatives and others whose name may follow.
    Kin = "kin",
    /// After which a person is named: "with", "told".
    BeforeName = "before-name",
    /// What a person does after the name: "said".
    Speech = "speech",
    /// "my name is".
    Introduction = "introduction",
    /// What looks like a name or a place and is none.
    Never = "never",
    Place = "place",
    /// Places that are words or names too.
    WordPlace = "word-place",
    /// "in", "moved to".
    PlaceCue = "place-cue",
    /// "Street", "Hospital".
    PlaceEnding = "place-ending",
    /// What may stand before such an ending and names nothing by itself: "General".
    PlaceGeneric = "place-generic",
    Month = "month",
    Ordinal = "ordinal",
    /// "born in", "my birthday is".
    Birth = "birth",
    /// Digits that are said one by one.
    DigitWord = "digit-word",
    /// What an identifying number is announced by.
    NumberCue = "number-cue",
    /// What makes a number a count.
    Unit = "unit",
    WebEnding = "web-ending",
}

/// The words of all lists. Most readers of a lexicon never redact, so that the tables to look them up in are made when they are first
/// asked for.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct WordLists {
    words: Vec<(WordList, Box<str>)>,
    #[serde(skip)]
    keys: OnceCell<WordKeys>,
}

/// The words of all lists, each in the form in which a text is looked up.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordKeys {
    lists: [HashSet<Box<str>, FastHash>; WORD_LISTS.len()],
}

impl WordLists {
    pub(super) fn add(&mut self, list: WordList, word: &str) {
        self.words.push((list, word.into()));
    }

    /// The words as `key` writes them, which must always be the same.
    pub(crate) fn keys(&self, key: impl Fn(&str) -> String) -> &WordKeys {
        self.keys.get_or_init(|| {
            let mut keys = WordKeys::default();
            for (list, word) in &self.words {
                keys.lists[*list as usize].insert(key(word).into());
            }
            keys
        })
    }
}

impl WordKeys {
    /// Is a word, or a saying of several with a space between, in a list?
    pub(crate) fn holds(&self, list: WordList, key: &str) -> bool {
        self.lists[list as usize].contains(key)
    }
}
