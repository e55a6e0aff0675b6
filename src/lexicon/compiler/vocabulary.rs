//! Words: from a spelling to word ids, with contractions taken apart; and the sets of words that phrases name.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::fast_hash::FastHash;
use super::spellings::{PackedSpellings, Spellings};

/// The number of a word. Unknown words are all [`UNKNOWN`]; numbers in digits are all [`NUMBER`].
pub(crate) type WordId = u32;

/// A word that no phrase, set or contraction holds.
pub(crate) const UNKNOWN: WordId = 0;
/// Any number in digits; `#` in phrases.
pub(crate) const NUMBER: WordId = 1;

/// The words of a lexicon.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vocabulary {
    spellings: Spellings,
    /// The first so many spellings stand for one word each.
    plain: u32,
    /// Where the words of each spelling after them begin in `words`; those of the next end them.
    starts: Vec<u32>,
    words: Vec<WordId>,
    /// How many word ids there are.
    length: usize,
}

/// A vocabulary as a file keeps it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct PackedVocabulary {
    spellings: PackedSpellings,
    /// How many words each of the last spellings stands for; those before them stand for one each.
    counts: Vec<u32>,
    words: Vec<WordId>,
    length: usize,
}

impl From<PackedVocabulary> for Vocabulary {
    fn from(PackedVocabulary { spellings, counts, words, length }: PackedVocabulary) -> Vocabulary {
        let plain = words.len() - counts.iter().sum::<u32>() as usize;
        let mut end = plain as u32;
        let ends = counts.iter().map(|count| {
            end += count;
            end
        });
        let starts = std::iter::once(plain as u32).chain(ends).collect();
        Vocabulary { spellings: spellings.into(), plain: plain as u32, starts, words, length }
    }
}

impl Vocabulary {
    /// The words that a lower-case spelling stands for: one, or several if it is a contraction; none if it is unknown.
    pub(crate) fn look_up(&self, spelling: &[u8]) -> &[WordId] {
        match self.spellings.find(spelling) {
            Some(number) if number < self.plain => &self.words[number as usize..=number as usize],
            Some(number) => {
                let number = (number - self.plain) as usize;
                &self.words[self.starts[number] as usize..self.starts[number + 1] as usize]
            }
            None => &[],
        }
    }

    /// How many word ids there are.
    pub(crate) fn len(&self) -> usize {
        self.length
    }

    /// The spelling of each word id.
    pub(crate) fn spellings(&self) -> Vec<&str> {
        let mut spellings = vec![""; self.len()];
        for number in 0..self.spellings.len() as u32 {
            let spelling = self.spellings.get(number);
            if let [word] = self.look_up(spelling.as_bytes()) {
                let known = &mut spellings[*word as usize];
                // Several spellings may stand for one word; the first by letter is taken, always the same.
                if known.is_empty() || spelling < *known {
                    *known = spelling;
                }
            }
        }
        spellings
    }
}

/// Builds a [`Vocabulary`].
#[derive(Debug, Default)]
pub(super) struct VocabularyBuilder {
    ids: HashMap<String, WordId>,
    contractions: BTreeMap<String, Vec<String>>,
    /// What typed words came to, since phrases repeat them.
    typed: HashMap<String, Vec<WordId>, FastHash>,
    set_names: HashMap<String, u32>,
    members: Vec<Vec<WordId>>,
    /// The words of each named set, as the files spell them.
    spelled: HashMap<String, Vec<String>>,
    /// Sets without a name, by their words.
    unnamed: HashMap<Vec<WordId>, u32>,
}

impl VocabularyBuilder {
    /// Adds what a spelling stands for; the spelling without its apostrophe too, unless it is a word of its own.
    pub(super) fn contraction(&mut self, spelling: &str, expansion: &str, homographs: &[String]) {
        let spelling = normal(spelling);
        let words: Vec<String> = expansion.split_whitespace().map(normal).collect();
        let bare: String = spelling.chars().filter(|&c| c != '\'').collect();
        if bare != spelling && !bare.is_empty() && !homographs.contains(&bare) {
            self.contractions.entry(bare).or_insert_with(|| words.clone());
        }
        self.contractions.insert(spelling, words);
        self.typed.clear();
    }

    /// The id of a plain word, new or known.
    pub(super) fn word(&mut self, word: &str) -> WordId {
        if word == "#" {
            return NUMBER;
        }
        let next = self.ids.len() as WordId + NUMBER + 1;
        *self.ids.entry(word.to_owned()).or_insert(next)
    }

    /// The words that a typed word stands for, as the scanner would see it in a text.
    pub(super) fn words(&mut self, typed: &str) -> Vec<WordId> {
        if let Some(words) = self.typed.get(typed) {
            return words.clone();
        }
        let words = self.read(typed);
        self.typed.insert(typed.to_owned(), words.clone());
        words
    }

    fn read(&mut self, typed: &str) -> Vec<WordId> {
        let mut words = Vec::with_capacity(2);
        for part in typed.split(['-', '/']).filter(|part| !part.is_empty()) {
            let part = normal(part);
            if part.chars().all(|c| c.is_ascii_digit()) {
                words.push(NUMBER);
                continue;
            }
            match self.contractions.get(&part).cloned() {
                Some(parts) => words.extend(parts.iter().map(|word| self.word(word))),
                None => words.push(self.word(without_possessive(&part))),
            }
        }
        words
    }

    /// Adds words to a set, which is new or known.
    pub(super) fn set(&mut self, name: &str, words: &[String]) {
        let next = self.members.len() as u32;
        let set = *self.set_names.entry(name.to_owned()).or_insert(next);
        if set == next {
            self.members.push(Vec::new());
        }
        self.spelled.entry(name.to_owned()).or_default().extend(words.iter().cloned());
        for word in words {
            if let [word] = self.words(word)[..] {
                self.members[set as usize].push(word);
            }
        }
    }

    /// The set of just these words.
    pub(super) fn unnamed_set(&mut self, mut words: Vec<WordId>) -> u32 {
        words.sort_unstable();
        words.dedup();
        let next = self.members.len() as u32;
        let set = *self.unnamed.entry(words.clone()).or_insert(next);
        if set == next {
            self.members.push(words);
        }
        set
    }

    /// The number of a set.
    pub(super) fn set_id(&self, name: &str) -> Option<u32> {
        self.set_names.get(name).copied()
    }

    /// The words of a set.
    pub(super) fn members(&self, name: &str) -> &[WordId] {
        self.set_id(name).map(|set| self.members[set as usize].as_slice()).unwrap_or_default()
    }

    /// The words of every set, by its number.
    pub(super) fn all_members(&self) -> &[Vec<WordId>] {
        &self.members
    }

    /// The words of a set as they are spelled.
    pub(super) fn spellings_of(&self, name: &str) -> Vec<String> {
        self.spelled.get(name).cloned().unwrap_or_default()
    }

    pub(super) fn set_names(&self) -> impl Iterator<Item = &str> {
        self.set_names.keys().map(String::as_str)
    }

    /// How many word ids there are.
    pub(super) fn len(&self) -> usize {
        self.ids.len() + NUMBER as usize + 1
    }

    /// Gives every word a new number.
    pub(super) fn renumber(&mut self, numbers: &[WordId]) {
        for id in self.ids.values_mut().chain(self.members.iter_mut().flatten()) {
            *id = numbers[*id as usize];
        }
        self.typed.clear();
        self.unnamed.clear();
    }

    pub(super) fn build(mut self) -> PackedVocabulary {
        let contractions = std::mem::take(&mut self.contractions);
        let expanded: BTreeMap<String, Vec<WordId>> =
            contractions.into_iter().map(|(spelling, words)| (spelling, words.iter().map(|word| self.word(word)).collect())).collect();
        let mut vocabulary = PackedVocabulary { length: self.len(), ..PackedVocabulary::default() };
        // By number: what is used most lies close together.
        let mut plain: Vec<(WordId, String)> = self.ids.into_iter().map(|(word, id)| (id, word)).collect();
        plain.sort_unstable();
        for (id, word) in plain.iter().filter(|(_, word)| !expanded.contains_key(word)) {
            vocabulary.spellings.push(word);
            vocabulary.words.push(*id);
        }
        for (spelling, words) in expanded {
            vocabulary.spellings.push(&spelling);
            vocabulary.counts.push(words.len() as u32);
            vocabulary.words.extend(words);
        }
        vocabulary
    }
}

/// Lower case, straight apostrophes, no dots.
pub(crate) fn normal(word: &str) -> String {
    let straight = |c: char| if is_apostrophe(c) { '\'' } else { c };
    word.chars().filter(|&c| c != '.').map(straight).flat_map(char::to_lowercase).collect()
}

/// The word without `'s` or a closing apostrophe.
pub(crate) fn without_possessive(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix('\'')).filter(|base| !base.is_empty()).unwrap_or(word)
}

/// Straight, typographic, modifier, prime, fullwidth, and the accents that people type for one.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '‛' | 'ʼ' | 'ʹ' | '′' | '＇' | '`' | '´')
}
