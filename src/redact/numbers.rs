//! Numbers that identify, postcodes, and dates in digits. Counts, amounts and scales stay.

use super::page::Page;
use super::redacted::Identifying;
use super::words::{Gap, Shape};
use crate::lexicon::WordList;

/// So many digits or more make a number that belongs to somebody.
const LONG: usize = 7;
/// How many groups of digits a number has at most.
const GROUPS: usize = 24;

pub(super) fn find(page: &mut Page<'_>, all: bool) {
    let mut at = 0;
    while at < page.words.len() {
        at = step(page, at).max(at + 1);
    }
    if all {
        for at in 0..page.words.len() {
            if matches!(page.shape(at), Some(Shape::Number | Shape::Mixed)) {
                page.take(at, at + 1, Identifying::Number);
            }
        }
    }
}

/// Takes what begins at a word and gives the word to go on with.
fn step(page: &mut Page<'_>, at: usize) -> usize {
    match page.shape(at) {
        Some(Shape::Mixed) => mixed(page, at),
        Some(Shape::Number) => digits(page, at),
        Some(Shape::Lower | Shape::Title | Shape::Upper) => spoken(page, at),
        _ => at,
    }
}

fn mixed(page: &mut Page<'_>, at: usize) -> usize {
    let key = |at: usize| page.word(at).map(|word| word.key.clone()).unwrap_or_default();
    let (first, second) = (key(at), key(at + 1));
    let joined = page.gap(at + 1) == Gap::Space;
    let whole = first.len().checked_sub(3).filter(|&cut| first.is_char_boundary(cut)).map(|cut| first.split_at(cut));
    if joined && (is_outward(&first) && is_inward(&second) || is_canadian(&first, &second)) {
        page.take(at, at + 2, Identifying::Postcode);
        return at + 2;
    }
    if whole.is_some_and(|(outward, inward)| is_outward(outward) && is_inward(inward)) {
        page.take(at, at + 1, Identifying::Postcode);
    } else if first.starts_with(char::is_alphabetic) && first.chars().filter(|c| c.is_numeric()).count() >= 5 {
        page.take(at, at + 1, Identifying::Number);
    }
    at + 1
}

fn pattern(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_ascii_digit() {
                '9'
            } else if c.is_ascii_alphabetic() {
                'a'
            } else {
                '?'
            }
        })
        .collect()
}

/// The first half of a British postcode: SW1A.
fn is_outward(text: &str) -> bool {
    matches!(pattern(text).as_str(), "a9" | "a99" | "aa9" | "aa99" | "a9a" | "aa9a")
}

fn is_inward(text: &str) -> bool {
    pattern(text) == "9aa"
}

fn is_canadian(first: &str, second: &str) -> bool {
    pattern(first) == "a9a" && pattern(second) == "9a9"
}

/// Between two groups of digits of one number.
fn separator<'a>(page: &Page<'a>, at: usize) -> Option<&'a str> {
    let (before, word) = (page.before(at)?, page.word(at)?);
    let between = page.text.get(before.end..word.start)?;
    let plain = matches!(between, " " | "-" | "." | "/" | "\u{a0}" | "–" | " - " | ") " | ")" | " (");
    (plain && before.shape == Shape::Number && word.shape == Shape::Number).then_some(between)
}

fn digits(page: &mut Page<'_>, at: usize) -> usize {
    if is_date(page, at) {
        page.take(at, at + 3, Identifying::Date);
        return at + 3;
    }
    let mut end = at + 1;
    while end < page.words.len() && end - at < GROUPS && separator(page, end).is_some() && !is_date(page, end) {
        end += 1;
    }
    let groups: Vec<String> = page.words.get(at..end).unwrap_or_default().iter().map(|word| word.key.clone()).collect();
    let count: usize = groups.iter().map(String::len).sum();
    let ahead = page.word(at).and_then(|word| page.text.get(..word.start)).unwrap_or_default();
    if ahead.ends_with(['£', '$', '€']) || ahead.ends_with(',') && ahead.trim_end_matches(',').ends_with(|c: char| c.is_numeric()) {
        return end;
    }
    let dialled = ahead.ends_with(['+', '(']) || groups.first().is_some_and(|group| group.starts_with('0'));
    let years = groups.iter().all(|group| group.len() == 4 && (group.starts_with("19") || group.starts_with("20")));
    let round = groups.iter().all(|group| group.ends_with('0'));
    let counted = page.holds(WordList::Unit, end);
    let short = groups.iter().all(|group| group.len() <= 2) && !groups.iter().all(|group| group.len() == 1);
    let sorted = groups.len() == 3 && groups.iter().all(|group| group.len() == 2) && separator(page, at + 1) == Some("-");
    let announced = page.follows(WordList::NumberCue, at) && count >= 3 && !counted;
    let identifies = match groups.len() {
        1 => (count >= 6 && !(counted || round && !dialled)) || announced,
        _ => (count >= LONG && !(years || (round || counted || short) && !dialled)) || sorted && !counted || announced,
    };
    if identifies {
        page.take(at, end, Identifying::Number);
    }
    end
}

/// Day, month and year in digits.
fn is_date(page: &Page<'_>, at: usize) -> bool {
    let Some([first, second, third]) = page.words.get(at..at + 3) else { return false };
    let separators = (separator(page, at + 1), separator(page, at + 2));
    let (Some(one), Some(two)) = separators else { return false };
    if one != two || !matches!(one, "/" | "-" | ".") || separator(page, at + 3).is_some_and(|next| next == one) {
        return false;
    }
    let number = |word: &super::words::Word| word.key.parse::<u32>().unwrap_or(u32::MAX);
    let (a, b, c) = (number(first), number(second), number(third));
    let day_and_month = |a: u32, b: u32| (1..=12).contains(&a) && (1..=31).contains(&b) || (1..=31).contains(&a) && (1..=12).contains(&b);
    let year_last = first.key.len() <= 2 && second.key.len() <= 2 && matches!(third.key.len(), 2 | 4) && day_and_month(a, b);
    let year_first = first.key.len() == 4 && second.key.len() <= 2 && third.key.len() <= 2 && day_and_month(b, c);
    (year_last || year_first) && !page.holds(WordList::Unit, at + 3)
}

/// Seven digits or more that are said one by one.
fn spoken(page: &mut Page<'_>, at: usize) -> usize {
    let mut end = at;
    while page.holds(WordList::DigitWord, end) && (end == at || matches!(page.gap(end), Gap::Space | Gap::Comma | Gap::Hyphen)) {
        end += 1;
    }
    if end - at >= LONG {
        page.take(at, end, Identifying::Number);
    }
    end
}
