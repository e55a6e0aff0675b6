//! Text → the same text without what identifies people, and a map of positions.
//!
//! `words` cuts the text, then each of `web`, `numbers`, `dates`, `places` and `names` takes what it is sure of. Its words stand in
//! `lexicons/english/redact`.

mod dates;
mod names;
mod numbers;
mod page;
mod places;
mod redacted;
#[cfg(test)]
mod tests;
mod web;
mod words;

use std::collections::HashSet;

pub use redacted::{Identifying, Redacted, Replacement};

use crate::lexicon::{Lexicon, WordKeys, WordList};
use page::Page;
use words::Shape;

/// How often a text is looked through at most.
const PASSES: usize = 8;

/// Takes names, places, dates and identifying numbers out of a text and puts words in brackets in their place.
///
/// **It is a help, not a guarantee.** It knows lists and shapes of words: it misses names that it does not know, and what tells who somebody
/// is without naming them. A person has to read what is to leave the house. Counts ("20 a day", "7 out of 10"), amounts, weekdays and months
/// stay, as they carry meaning; so do medicines and brands.
///
/// ```
/// use changetalk::Redactor;
///
/// let redactor = Redactor::english();
/// let text = "My sister Maria says I smoke 20 a day. Ring me on 07700 900123.";
/// assert_eq!(redactor.redact(text).text(), "My sister [name] says I smoke 20 a day. Ring me on [number].");
/// ```
#[derive(Clone, Debug)]
pub struct Redactor {
    lexicon: Lexicon,
    told: HashSet<String>,
    all_numbers: bool,
}

impl Redactor {
    /// A redactor with the names and places of a lexicon.
    pub fn new(lexicon: &Lexicon) -> Redactor {
        Redactor { lexicon: lexicon.clone(), told: HashSet::new(), all_numbers: false }
    }

    /// A redactor with the names and places of the built-in English lexicon.
    pub fn english() -> Redactor {
        Redactor::new(Lexicon::english())
    }

    /// Replaces these names too, whole and by their parts, such as those of a transcript's speakers. In small letters a name that is also
    /// a word ("Will") stays.
    ///
    /// ```
    /// use changetalk::Redactor;
    /// let redactor = Redactor::english().with_names(["Tom Zuckschwerdt"]);
    /// assert_eq!(redactor.redact("Ask Zuckschwerdt.").text(), "Ask [name].");
    /// ```
    #[must_use]
    pub fn with_names<N: AsRef<str>>(mut self, names: impl IntoIterator<Item = N>) -> Redactor {
        for name in names {
            self.add_name(name.as_ref());
        }
        self
    }

    /// Replaces this name too from now on, as [`with_names`](Redactor::with_names) does.
    pub fn add_name(&mut self, name: &str) {
        let lists = lists(&self.lexicon);
        let parts = words::words(name).into_iter().filter(|word| {
            let common = [WordList::Title, WordList::Never, WordList::Particle].iter().any(|&list| lists.holds(list, &word.key));
            !matches!(word.shape, Shape::Held | Shape::Initial | Shape::Number) && !common && word.key.chars().count() > 1
        });
        self.told.extend(parts.map(|word| word.key));
    }

    /// Whether all digits are replaced, counts and amounts included. Not unless told.
    #[must_use]
    pub fn all_numbers(mut self, all: bool) -> Redactor {
        self.all_numbers = all;
        self
    }

    /// The text without what identifies people. What was redacted before stays as it is.
    pub fn redact(&self, text: &str) -> Redacted {
        let mut found = self.find(text);
        let mut redacted = Redacted::new(text, &found);
        // What has gone may uncover what stands beside it.
        for _ in 1..PASSES {
            let further = self.find(redacted.text());
            if further.is_empty() {
                break;
            }
            found.extend(further.into_iter().map(|(start, end, kind)| (redacted.back(start), redacted.back(end), kind)));
            found.sort_unstable_by_key(|&(start, end, _)| (start, end));
            redacted = Redacted::new(text, &found);
        }
        redacted
    }

    fn find(&self, text: &str) -> Vec<(usize, usize, Identifying)> {
        let lexicon = self.lexicon.compiled();
        let lists = lists(&self.lexicon);
        let found = web::find(text, lists);
        let mut words = words::words(text);
        let mut ranges = found.iter().peekable();
        for word in &mut words {
            while ranges.next_if(|range| range.1 <= word.start).is_some() {}
            if ranges.peek().is_some_and(|range| range.0 < word.end) {
                word.shape = Shape::Held;
            }
        }
        let mut page = Page { text, words, found, lexicon, lists };
        for at in 0..page.words.len() {
            let length = page.saying(WordList::Never, at);
            // A single word is looked at where it is: beside others it may be a name after all.
            if length > 1 {
                page.keep(at, at + length);
            }
        }
        numbers::find(&mut page, false);
        dates::find(&mut page);
        names::told(&mut page, &self.told);
        places::find(&mut page);
        names::find(&mut page);
        if self.all_numbers {
            numbers::find(&mut page, true);
        }
        page.found.sort_unstable_by_key(|&(start, end, _)| (start, end));
        page.found
    }
}

/// A lexicon's lists, in the form in which the words of a text are looked up.
fn lists(lexicon: &Lexicon) -> &WordKeys {
    lexicon.compiled().word_lists.keys(words::list_key)
}
