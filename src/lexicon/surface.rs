//! The phrases written out, for those who want to compare with another matcher.

use std::collections::BTreeSet;

use super::Lexicon;
use super::compiler::{Label, written};

impl Lexicon {
    /// Every phrase that the lexicon recognises, in all its inflected forms and with the words of its sets put in (at most `most` forms of one
    /// reading; gaps are left out), in normal form: lower case, contractions taken apart.
    pub fn surface_forms(&self, most: usize) -> Vec<String> {
        let (vocabulary, sets, phrases) = written(&self.sources);
        let words = vocabulary.spellings();
        let mut forms = BTreeSet::new();
        phrases.phrases(&mut |labels: &[Label]| {
            let mut texts = vec![String::new()];
            for label in labels {
                let options: &[u32] = match label {
                    Label::Word(word) => std::slice::from_ref(word),
                    Label::Set(set) => sets.get(*set as usize).map(Vec::as_slice).unwrap_or_default(),
                    Label::Gap => continue,
                };
                let mut longer = Vec::new();
                for text in &texts {
                    for option in options.iter().take(most.div_ceil(texts.len())) {
                        let word = words.get(*option as usize).copied().unwrap_or_default();
                        longer.push(if text.is_empty() { word.to_owned() } else { format!("{text} {word}") });
                    }
                }
                longer.truncate(most);
                texts = longer;
            }
            forms.extend(texts);
        });
        forms.remove("");
        forms.into_iter().collect()
    }
}
