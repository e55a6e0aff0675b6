//! Names of people. A capital inside a sentence is evidence, a relative or a title beside it is more; a capital alone is neither.

use std::collections::HashSet;

use super::page::Page;
use super::redacted::Identifying;
use super::words::{Gap, Shape};
use crate::lexicon::WordList;

/// How many words a name takes on after its first one.
const FURTHER: usize = 4;

/// The names that somebody has told.
pub(super) fn told(page: &mut Page<'_>, told: &HashSet<String>) {
    find_where(page, |page, at| is_told(page, at, told));
}

pub(super) fn find(page: &mut Page<'_>) {
    find_where(page, is_name);
}

fn find_where(page: &mut Page<'_>, begins: impl Fn(&Page<'_>, usize) -> bool) {
    let mut at = 0;
    while at < page.words.len() {
        let end = if begins(page, at) { surnames(page, at + 1) } else { at };
        if end > at {
            page.take(at, end, Identifying::Name);
        }
        at = end.max(at + 1);
    }
}

fn is_told(page: &Page<'_>, at: usize, told: &HashSet<String>) -> bool {
    let Some(word) = page.word(at).filter(|word| word.shape != Shape::Held && told.contains(&word.key)) else { return false };
    word.shape != Shape::Lower || !(page.known(at) || page.holds(WordList::WordName, at) || page.holds(WordList::Never, at))
}

fn is_name(page: &Page<'_>, at: usize) -> bool {
    let Some(word) = page.word(at) else { return false };
    let capital = matches!(word.shape, Shape::Title | Shape::Upper);
    if !capital && word.shape != Shape::Lower || page.holds(WordList::Never, at) {
        return false;
    }
    let listed = page.holds(WordList::Name, at);
    let doubtful = page.holds(WordList::WordName, at) || listed && (word.key.len() < 3 || page.known(at));
    let certain = listed && !doubtful;
    // "ED", "AL": capitals that short stand for something else.
    let shouted = word.shape == Shape::Upper && word.key.chars().count() < 4;
    let beside = page.follows(WordList::Kin, at) || titled(page, at);
    let introduced = page.follows(WordList::Introduction, at);
    let speaks = page.holds(WordList::Speech, at + 1) && page.gap(at + 1) == Gap::Space;
    if !capital {
        return certain && (beside || introduced || speaks)
            || (titled(page, at) || introduced) && !page.known(at) && certain_or_rare(page, at);
    }
    if certain && !shouted {
        return true;
    }
    let inside = !page.opens(at) || titled(page, at);
    if doubtful || certain {
        let surname = word.shape == Shape::Title && is_surname(page, at + 1) && !page.known(at + 1);
        return inside && (beside || introduced || speaks || surname || page.follows(WordList::BeforeName, at))
            || !shouted && speaks && word.shape == Shape::Title
            || surname && !page.known(at + 1) && !page.holds(WordList::Month, at);
    }
    inside && word.shape == Shape::Title && (titled(page, at) || !page.known(at) && (beside || introduced || speaks))
}

/// In small letters only what is listed, or what nobody takes for a word.
fn certain_or_rare(page: &Page<'_>, at: usize) -> bool {
    page.holds(WordList::Name, at) || page.holds(WordList::WordName, at) && page.follows(WordList::Introduction, at)
}

/// "Dr. Lee", "Mrs Kowalski".
fn titled(page: &Page<'_>, at: usize) -> bool {
    let before = at.checked_sub(1);
    matches!(page.gap(at), Gap::Space | Gap::Dot)
        && before.is_some_and(|before| {
            // A full stop after a word of more letters ends a sentence.
            page.holds(WordList::Title, before) && (page.gap(at) == Gap::Space || page.word(before).is_some_and(|word| word.key.len() <= 4))
        })
}

/// The end of a name whose further words begin at `at`.
fn surnames(page: &Page<'_>, at: usize) -> usize {
    let mut end = at;
    let mut next = at;
    while next < at + FURTHER {
        if is_surname(page, next) {
            next += 1;
            end = next;
        } else if page.holds(WordList::Particle, next) && page.gap(next) == Gap::Space {
            next += 1;
        } else {
            break;
        }
    }
    end
}

fn is_surname(page: &Page<'_>, at: usize) -> bool {
    let Some(word) = page.word(at).filter(|word| matches!(word.gap, Gap::Space | Gap::Hyphen)) else { return false };
    let barred = page.holds(WordList::Never, at) || page.holds(WordList::Month, at);
    match word.shape {
        Shape::Title => !barred,
        Shape::Upper => !barred && !page.known(at) && page.before(at).is_some_and(|before| before.shape == Shape::Upper),
        _ => false,
    }
}
