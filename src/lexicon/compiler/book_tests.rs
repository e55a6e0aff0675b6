//! Holds the phrase book to a plain search, phrase by phrase, over random phrases and texts.

use std::collections::BTreeMap;

use super::meaning::Form;
use super::phrase_book::{Output, PhraseBook};
use super::phrase_graph::{Label, PhraseGraph, ROOT};
use super::vocabulary::WordId;

/// Where a phrase of an entry was found (first, end, own, tail), and in which forms.
type Found = BTreeMap<(u32, [u32; 4]), Form>;

/// Small random numbers (xorshift, Marsaglia 2003), the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }

    fn word(&mut self) -> WordId {
        2 + self.below(40) as WordId
    }
}

struct Phrase {
    labels: Vec<Label>,
    output: Output,
}

fn random_phrases(dice: &mut Dice, sets: usize) -> Vec<Phrase> {
    let phrase = |entry: u32, dice: &mut Dice| {
        let length = 1 + dice.below(5);
        let mut labels: Vec<Label> = Vec::new();
        for place in 0..length {
            labels.push(match dice.below(6) {
                0 if place > 0 && place + 1 < length && labels.last() != Some(&Label::Gap) => Label::Gap,
                1 | 2 => Label::Set(dice.below(sets) as u32),
                _ => Label::Word(dice.word()),
            });
        }
        Phrase { labels, output: Output { entry, form: [Form::NONE, Form::BASE, Form::PAST][dice.below(3)] } }
    };
    (0..60).map(|entry| phrase(entry / 2, dice)).collect()
}

/// All places where the phrase stands from `at` on, label by label.
fn search(labels: &[Label], sets: &[Vec<WordId>], words: &[WordId], at: [u32; 4], gapped: bool, found: &mut Vec<[u32; 4]>) {
    let Some((label, rest)) = labels.split_first() else { return found.push(at) };
    let [first, end, own, tail] = at;
    let fits = |word: &WordId| match label {
        Label::Word(own) => own == word,
        Label::Set(set) => sets[*set as usize].contains(word),
        Label::Gap => false,
    };
    if *label == Label::Gap {
        for beyond in end..=(end + 3).min(words.len() as u32) {
            search(rest, sets, words, [first, beyond, own, beyond], true, found);
        }
    } else if words.get(end as usize).is_some_and(fits) {
        let end = end + 1;
        let at = if gapped { [first, end, own, tail] } else { [first, end, end, end] };
        search(rest, sets, words, at, gapped, found);
    }
}

fn walked(book: &PhraseBook, words: &[WordId]) -> Found {
    let (mut walks, mut next) = (Vec::new(), Vec::new());
    for first in 0..words.len() {
        book.set_out(words, first, words.len(), &mut walks);
    }
    let mut found = Found::new();
    book.walk(words, &mut walks, &mut next, &mut |outputs, at| {
        for output in outputs {
            let form = found.entry((output.entry, [at.first, at.end, at.own, at.tail])).or_default();
            *form = form.with(output.form);
        }
    });
    found
}

#[test]
fn walks_find_what_a_plain_search_finds() {
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    let mut total = 0;
    for _ in 0..150 {
        let sets: Vec<Vec<WordId>> = (0..6)
            .map(|_| {
                let mut words: Vec<WordId> = (0..2 + dice.below(20)).map(|_| dice.word()).collect();
                words.sort_unstable();
                words.dedup();
                words
            })
            .collect();
        let phrases = random_phrases(&mut dice, sets.len());
        let mut graph = PhraseGraph::new();
        for phrase in &phrases {
            let place = graph.extend(ROOT, &phrase.labels);
            graph.end(place, phrase.output);
        }
        let (packed, numbers) = graph.build(42, &sets).expect("a small graph");
        let book = PhraseBook::from(packed);
        for _ in 0..20 {
            let words: Vec<WordId> = (0..1 + dice.below(12)).map(|_| dice.word()).collect();
            let mut plain = Found::new();
            for phrase in &phrases {
                for first in 0..words.len() as u32 {
                    let mut found = Vec::new();
                    search(&phrase.labels, &sets, &words, [first, first, first, first], false, &mut found);
                    for at in found {
                        let form = plain.entry((phrase.output.entry, at)).or_default();
                        *form = form.with(phrase.output.form);
                    }
                }
            }
            total += plain.len();
            let renamed: Vec<WordId> = words.iter().map(|&word| numbers[word as usize]).collect();
            assert_eq!(walked(&book, &renamed), plain, "{words:?}");
        }
    }
    assert!(total > 10_000, "{total} phrases found");
}

/// Far more phrases go on from one word than in any real lexicon.
#[test]
fn rows_may_be_long() {
    let count = 70_000;
    let mut graph = PhraseGraph::new();
    for entry in 0..count {
        let place = graph.extend(ROOT, &[Label::Word(2), Label::Word(3 + entry)]);
        graph.end(place, Output { entry, form: Form::NONE });
    }
    let (packed, numbers) = graph.build(count as usize + 3, &[]).expect("a small graph");
    let book = PhraseBook::from(packed);
    for entry in (0..count).step_by(97) {
        let found = walked(&book, &[numbers[2], numbers[3 + entry as usize]]);
        assert_eq!(found.into_keys().map(|(entry, _)| entry).collect::<Vec<_>>(), [entry]);
    }
}

/// Sets that overlap in ever new ways are refused, not waited for.
#[test]
fn too_many_edges_are_refused() {
    let mut dice = Dice(7);
    let sets: Vec<Vec<WordId>> = (0..400)
        .map(|_| {
            let mut words: Vec<WordId> = (0..300).map(|_| 2 + dice.below(600) as WordId).collect();
            words.sort_unstable();
            words.dedup();
            words
        })
        .collect();
    let mut graph = PhraseGraph::new();
    for entry in 0..400 {
        let labels: Vec<Label> = (0..8).map(|_| Label::Set(dice.below(sets.len()) as u32)).collect();
        let place = graph.extend(ROOT, &labels);
        graph.end(place, Output { entry, form: Form::NONE });
    }
    assert!(graph.build(602, &sets).is_none());
}
