//! The name that was probably meant.

use super::names::plain;
use crate::edits::distance;

/// The one of `names` that is nearest to any of `wanted`, if it is near enough to be a slip.
pub(super) fn nearest<'a>(names: &[&'a str], wanted: &[&str]) -> Option<&'a str> {
    let wanted: Vec<String> = wanted.iter().map(|name| plain(name)).collect();
    let best = names.iter().filter_map(|&name| {
        let ours = plain(name);
        let distance = wanted.iter().filter(|theirs| near(&ours, theirs)).map(|theirs| distance(&ours, theirs)).min()?;
        Some((distance, name))
    });
    best.min_by_key(|&(distance, _)| distance).map(|(_, name)| name)
}

/// A slip is one edit in three letters at most; a longer name may hold the wanted one whole (`the_text`).
fn near(ours: &str, theirs: &str) -> bool {
    let longer = ours.len().max(theirs.len());
    distance(ours, theirs) * 3 <= longer || (theirs.len() >= 4 && ours.contains(theirs))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_found() {
        for (names, wanted, expect) in [
            (&["utterence_text", "id"][..], &["utterancetext", "text"][..], Some("utterence_text")),
            (&["txet"], &["text"], Some("txet")),
            (&["Client_Words_Text"], &["text"], Some("Client_Words_Text")),
            (&["date", "score"], &["speaker"], None),
            (&[], &["text"], None),
        ] {
            assert_eq!(nearest(names, wanted), expect, "{names:?}");
        }
    }
}
