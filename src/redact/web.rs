//! E-mail addresses, web addresses and @handles.

use super::redacted::Identifying;
use crate::lexicon::{WordKeys, WordList};

/// What of them stands in the text, in order.
pub(super) fn find(text: &str, lists: &WordKeys) -> Vec<(usize, usize, Identifying)> {
    let mut found = Vec::new();
    let mut at = 0;
    for chunk in text.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | '[' | ']' | '"' | '“' | '”' | ',' | ';'))
    {
        let separator = text.get(at + chunk.len()..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let start = at;
        // What hangs on a placeholder was looked at with the words that it stands for.
        let after = text.get(start + chunk.len()..).unwrap_or_default();
        let hangs = after.starts_with('[') || text.get(..start).is_some_and(|before| before.ends_with(']'));
        at += chunk.len() + separator;
        let left = chunk.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '@');
        let start = start + chunk.len() - left.len();
        let word = left.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '/');
        let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
        if let Some(kind) = kind_of(word, lists).filter(|_| !hangs) {
            found.push((start, start + word.len(), kind));
        }
    }
    found
}

fn kind_of(word: &str, lists: &WordKeys) -> Option<Identifying> {
    let lower = word.to_lowercase();
    if lower.contains("://") || lower.starts_with("www.") {
        return Some(Identifying::Link);
    }
    if let Some((name, host)) = lower.rsplit_once('@') {
        let known = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
        return match name {
            "" if host.chars().filter(|c| c.is_alphanumeric()).count() > 1 && host.chars().all(known) => Some(Identifying::Handle),
            "" => None,
            _ if host.contains('.') => Some(Identifying::Email),
            _ => None,
        };
    }
    let host = lower.split('/').next().unwrap_or_default();
    let (name, ending) = host.rsplit_once('.')?;
    let sound = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
    (sound && lists.holds(WordList::WebEnding, ending)).then_some(Identifying::Link)
}
