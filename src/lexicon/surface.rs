//! The phrases written out, for those who want to compare with another matcher.

use std::collections::BTreeSet;

use super::Lexicon;
use super::phrase_book::Label;

/// A phrase whose sets would give more forms than this gives only so many.
const MOST_FORMS: usize = 64;

impl Lexicon {
    /// Every phrase that the lexicon recognises, in all its inflected forms and with the words of its sets put in (at most 64 forms of one
    /// phrase; gaps are left out), in normal form: lower case, contractions taken apart.
    pub fn surface_forms(&self) -> Vec<String> {
        let compiled = self.compiled();
        let words = compiled.vocabulary.spellings();
        let sets = compiled.vocabulary.members();
        let mut forms = BTreeSet::new();
        compiled.book.phrases(&mut |labels: &[Label]| {
            let mut texts = vec![String::new()];
            for label in labels {
                let options: &[u32] = match label {
                    Label::Word(word) => std::slice::from_ref(word),
                    Label::Set(set) => sets.get(*set as usize).map(Vec::as_slice).unwrap_or_default(),
                    Label::Gap => continue,
                };
                let mut longer = Vec::new();
                for text in &texts {
                    for option in options.iter().take(MOST_FORMS.div_ceil(texts.len())) {
                        let word = words.get(*option as usize).map(String::as_str).unwrap_or_default();
                        longer.push(if text.is_empty() { word.to_owned() } else { format!("{text} {word}") });
                    }
                }
                longer.truncate(MOST_FORMS);
                texts = longer;
            }
            forms.extend(texts);
        });
        forms.remove("");
        forms.into_iter().collect()
    }
}
