//! Spoken and typed language is broken: fillers, stutters and restarts are dropped, so that a phrase reads through them.

use super::{Break, Token};
use crate::lexicon::{Class, Compiled, FillerRule};

/// The longest restart that is recognised, in words: "I want to-- I want to stop".
const LONGEST_RESTART: usize = 4;

/// Copies `raw` to `tokens` without fillers, stutters and restarts.
pub(crate) fn clean(lexicon: &Compiled, text: &str, raw: &[Token], tokens: &mut Vec<Token>) {
    tokens.clear();
    let mut at = 0;
    // What stood before the fillers just dropped, if any were.
    let mut pending: Option<Break> = None;
    while at < raw.len() {
        let skipped = filler_length(lexicon, raw, at, tokens.last());
        if skipped > 0 {
            let breaks = raw[at..at + skipped].iter().map(|token| token.before);
            pending = Some(breaks.fold(pending.unwrap_or_default(), Break::max));
            at += skipped;
            continue;
        }
        let mut token = raw[at];
        at += 1;
        if let Some(before) = pending.take() {
            // The comma behind a filler is the filler's own: "I need, um, to stop" and "I need um, to stop".
            token.before = if token.before == Break::Comma { before } else { before.max(token.before) };
        }
        if matches!(token.before, Break::Hyphen | Break::Dash)
            && let Some(last) = tokens.last().copied()
            && is_cut_word(text, &last, &token)
        {
            tokens.pop();
            token.before = last.before;
        }
        // Only what was said a few words before can begin again.
        let near = &tokens[tokens.len().saturating_sub(LONGEST_RESTART)..];
        let again = near.iter().any(|earlier| earlier.same_word(&token));
        tokens.push(token);
        if again {
            drop_restart(tokens);
        }
    }
}

/// How many tokens the longest filler at `at` takes; 0 if there is none.
fn filler_length(lexicon: &Compiled, raw: &[Token], at: usize, last: Option<&Token>) -> usize {
    if !lexicon.grammar.is(raw[at].word, Class::FillerStart) {
        return 0;
    }
    let fits = |rule: &&FillerRule| {
        let end = at + rule.words.len();
        let Some(window) = raw.get(at..end) else { return false };
        let next = raw.get(end);
        window.iter().zip(&rule.words).all(|(token, &word)| token.word == word)
            && window[1..].iter().all(|token| !token.before.is_stop())
            && !next.is_some_and(|next| next.before == Break::None && rule.unless_before.contains(&next.word))
            && !last.is_some_and(|last| window[0].before == Break::None && rule.unless_after.contains(&last.word))
            && (!rule.between_breaks
                || (at == 0 || window[0].before >= Break::Comma) && next.is_none_or(|next| next.before >= Break::Comma))
    };
    lexicon.fillers_from(raw[at].word).iter().filter(fits).map(|rule| rule.words.len()).max().unwrap_or(0)
}

/// "w-want", "flo-floss", "I-I'm": a word cut off and begun again.
fn is_cut_word(text: &str, cut: &Token, whole: &Token) -> bool {
    let joined = matches!(whole.before, Break::Hyphen) && cut.end + 1 >= whole.start || matches!(whole.before, Break::Dash);
    if !joined || cut.start == whole.start {
        return false;
    }
    let (cut, whole) = (text_of(text, cut), text_of(text, whole));
    cut.len() < whole.len() && whole.is_char_boundary(cut.len()) && whole[..cut.len()].eq_ignore_ascii_case(cut)
}

fn text_of<'a>(text: &'a str, token: &Token) -> &'a str {
    text.get(token.start as usize..token.end as usize).unwrap_or_default()
}

/// If the last words repeat the ones before them, the earlier ones go.
fn drop_restart(tokens: &mut Vec<Token>) {
    let Some(last) = tokens.last().copied() else { return };
    for length in 1..=LONGEST_RESTART.min(tokens.len() / 2) {
        let middle = tokens.len() - length;
        if !tokens[middle - 1].same_word(&last) {
            continue;
        }
        let first = middle - length;
        let (earlier, later) = (&tokens[first..middle], &tokens[middle..]);
        let repeats = earlier.iter().zip(later).all(|(a, b)| a.same_word(b)) && later.iter().all(|token| !token.before.is_stop());
        // The parts of one contraction are no restart of each other.
        if repeats && earlier[length - 1].start != later[0].start {
            let before = earlier[0].before;
            tokens.drain(first..middle);
            tokens[first].before = before;
            return;
        }
    }
}
