//! Places, and institutions by what they end in.

use super::page::Page;
use super::redacted::Identifying;
use super::words::{Gap, Shape};
use crate::lexicon::WordList;

/// How many words stand before "Street" at most, and how many unknown ones make a place.
const BEFORE: usize = 4;

pub(super) fn find(page: &mut Page<'_>) {
    let mut at = 0;
    while at < page.words.len() {
        let end = institution(page, at).or_else(|| listed(page, at)).or_else(|| unknown(page, at));
        if let Some(end) = end {
            page.take(at, end, Identifying::Place);
        }
        at = end.unwrap_or(at).max(at + 1);
    }
}

fn is_capital(page: &Page<'_>, at: usize) -> bool {
    matches!(page.shape(at), Some(Shape::Title | Shape::Upper))
}

/// "12 Oak Road", "St Mary's Hospital", "Barnfield clinic": where it ends.
fn institution(page: &Page<'_>, at: usize) -> Option<usize> {
    let numbered = matches!(page.shape(at), Some(Shape::Number | Shape::Mixed));
    let first = at + usize::from(numbered);
    let mut named = false;
    for next in first..first + BEFORE {
        if next > at && !matches!(page.gap(next), Gap::Space | Gap::Hyphen | Gap::Dot) {
            return None;
        }
        let ends = next > first && page.holds(WordList::PlaceEnding, next);
        if ends && named && (is_capital(page, next) || next == first + 1 && !page.known(first) && !page.opens(first)) {
            return Some(next + 1);
        }
        let fits = is_capital(page, next) && !page.holds(WordList::Never, next);
        // "The Hospital": the capital of a sentence's first word names nothing.
        if !fits || next == first && page.opens(first) && page.known(first) && !page.holds(WordList::Name, first) && !numbered {
            return None;
        }
        named |= !page.holds(WordList::PlaceGeneric, next);
    }
    None
}

/// A place that the lists know: where it ends.
fn listed(page: &Page<'_>, at: usize) -> Option<usize> {
    let cue = page.follows(WordList::PlaceCue, at);
    let sure = page.saying(WordList::Place, at);
    let capital = matches!(page.shape(at), Some(Shape::Title)) || page.shape(at) == Some(Shape::Upper) && (cue || sure > 1);
    if sure > 0 && (capital || cue) {
        return Some(at + sure);
    }
    let doubtful = page.saying(WordList::WordPlace, at);
    (doubtful > 0 && cue && is_capital(page, at)).then_some(at + doubtful)
}

/// A capital that nobody knows after "in", "moved to" and the like.
fn unknown(page: &Page<'_>, at: usize) -> Option<usize> {
    let is = |at: usize| {
        page.shape(at) == Some(Shape::Title)
            && !page.known(at)
            && ![WordList::Never, WordList::Name, WordList::WordName, WordList::Month, WordList::Title]
                .iter()
                .any(|&list| page.holds(list, at))
    };
    if !is(at) || !page.follows(WordList::PlaceCue, at) {
        return None;
    }
    let further = (at + 1..at + BEFORE).take_while(|&next| is(next) && matches!(page.gap(next), Gap::Space | Gap::Hyphen)).count();
    Some(at + 1 + further)
}
