//! Dates with a month in words, and when somebody was born. A weekday or a month alone stays: they carry plans.

use super::page::Page;
use super::redacted::Identifying;
use super::words::{Gap, Shape};
use crate::lexicon::WordList;

pub(super) fn find(page: &mut Page<'_>) {
    let mut at = 0;
    while at < page.words.len() {
        let length = [day_first(page, at), month_first(page, at), birth(page, at)].into_iter().max().unwrap_or(0);
        if length > 0 {
            page.take(at, at + length, Identifying::Date);
        }
        at += length.max(1);
    }
}

/// "3rd of March 2021": its length in words.
fn day_first(page: &Page<'_>, at: usize) -> usize {
    let day = day(page, at);
    let of = usize::from(page.word(at + day).is_some_and(|word| word.key == "of"));
    let month = at + day + of;
    if day == 0 || !joined(page, at + day) || !joined(page, month) || !is_month(page, month) {
        return 0;
    }
    let length = day + of + 1;
    length + year(page, at + length)
}

/// "March 3rd, 2021", "March the 3rd", "March 2021".
fn month_first(page: &Page<'_>, at: usize) -> usize {
    if !is_month(page, at) || matches!(page.shape(at), Some(Shape::Lower)) && !is_marked(page, at + 1) && year(page, at + 1) == 0 {
        return 0;
    }
    let the = usize::from(page.word(at + 1).is_some_and(|word| word.key == "the"));
    let day = day(page, at + 1 + the);
    let counted = page.holds(WordList::Unit, at + 1 + the + day);
    if day > 0 && joined(page, at + 1) && joined(page, at + 1 + the) && !counted {
        let length = 1 + the + day;
        return length + year(page, at + length);
    }
    match year(page, at + 1) {
        0 => 0,
        _ => 2,
    }
}

/// "born in 1974", "my birthday is in May".
fn birth(page: &Page<'_>, at: usize) -> usize {
    if !page.follows(WordList::Birth, at) {
        return 0;
    }
    let is_year = page.shape(at) == Some(Shape::Number) && page.word(at).is_some_and(|word| matches!(word.key.len(), 2 | 4));
    match day(page, at) {
        _ if is_year || is_month(page, at) => 1,
        day if is_marked(page, at) => day,
        _ => 0,
    }
}

fn joined(page: &Page<'_>, at: usize) -> bool {
    matches!(page.gap(at), Gap::Space | Gap::Dot | Gap::Comma | Gap::Hyphen)
}

fn is_month(page: &Page<'_>, at: usize) -> bool {
    page.holds(WordList::Month, at)
}

/// "3rd", "third": plainly a day where a month is near.
fn is_marked(page: &Page<'_>, at: usize) -> bool {
    page.saying(WordList::Ordinal, at) > 0 || page.shape(at) == Some(Shape::Mixed) && day(page, at) > 0
}

/// How many words name a day of the month.
fn day(page: &Page<'_>, at: usize) -> usize {
    let words = page.saying(WordList::Ordinal, at);
    let Some(word) = page.word(at).filter(|word| matches!(word.shape, Shape::Number | Shape::Mixed)) else { return words };
    let digits = word.key.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = word.key.get(digits.len()..).unwrap_or_default();
    let sound = matches!(ending, "" | "st" | "nd" | "rd" | "th") && digits.parse().is_ok_and(|day: u32| (1..=31).contains(&day));
    usize::from(sound)
}

fn year(page: &Page<'_>, at: usize) -> usize {
    let is = |word: &super::words::Word| {
        word.shape == Shape::Number && word.key.parse().is_ok_and(|year: u32| (1900..2100).contains(&year)) && joined(page, at)
    };
    usize::from(page.word(at).is_some_and(is))
}
