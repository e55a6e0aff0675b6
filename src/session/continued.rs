//! Turns that the other speaker's "mm-hmm" cut in two: "I want to-" "Mm-hmm." "-stop drinking."

/// What transcribers put where somebody is interrupted, and where they go on.
const MARKS: [char; 4] = ['-', '–', '—', '…'];

/// Does a turn end in the middle of a sentence?
pub(super) fn is_cut(text: &str) -> bool {
    let end = text.trim_end();
    end.ends_with(MARKS) || end.ends_with(',') || end.ends_with("...")
}

/// The beginning and the turn that goes on with it as one text, and where the turn stands in it; `None` if it does not go on.
///
/// The marks become spaces, so that phrases are found across them and every byte of the turn keeps its place.
pub(super) fn join(cut: &str, text: &str) -> Option<(usize, String)> {
    let words = text.trim_start_matches(|c: char| MARKS.contains(&c) || c == '.' || c.is_whitespace());
    let marked = text.len() - words.len();
    let goes_on = text.trim_start().starts_with(MARKS) || text.starts_with("...") || words.starts_with(char::is_lowercase);
    let before = cut.trim_end_matches(|c: char| MARKS.contains(&c) || matches!(c, ',' | '.') || c.is_whitespace());
    if !goes_on || words.is_empty() || before.is_empty() {
        return None;
    }
    let mut whole = String::with_capacity(before.len() + 1 + text.len());
    whole.push_str(before);
    whole.push(' ');
    let start = whole.len();
    whole.extend(std::iter::repeat_n(' ', marked));
    whole.push_str(words);
    Some((start, whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cut_and_joined() {
        for (cut, text, expect) in [
            ("I want to-", "-stop drinking.", Some("I want to  stop drinking.")),
            ("I want to —", "stop drinking.", Some("I want to stop drinking.")),
            ("I want to…", "... stop.", Some("I want to     stop.")),
            ("Well,", "—é was here", Some("Well    é was here")),
            ("I want to-", "The weather is fine.", None),
            ("--", "stop", None),
            ("I want to-", "--", None),
        ] {
            assert!(is_cut(cut), "{cut}");
            let joined = join(cut, text);
            assert_eq!(joined.as_ref().map(|(_, whole)| whole.as_str()), expect, "{cut} {text}");
            if let Some((start, whole)) = joined {
                assert_eq!(whole.len() - start, text.len());
            }
        }
        assert!(!is_cut("I want to stop.") && !is_cut(""));
    }
}
