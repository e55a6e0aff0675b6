//! First person → second.

use super::words::Word;
use crate::lexicon::Answers;
use crate::scan::Break;

/// Turns words round and joins them; `None` where it cannot be sure who is meant.
pub(super) fn turn(answers: &Answers, words: &[Word]) -> Option<String> {
    let wording = &answers.wording;
    let is = |list: &str, word: &Word| wording.holds(list, &word.lower);
    let first = words.iter().any(|word| is("first-person", word));
    let together = words.iter().any(|word| is("together", word));
    // "I think we ought to": who "you" is would no longer be clear.
    if first && together {
        return None;
    }
    let mut text = String::new();
    for (index, word) in words.iter().enumerate() {
        let before = words[..index].iter().rev().find(|word| !is("adverb", word));
        let turned: &str = if is("counsellor", word) && (first || together) {
            // "I told you": the counsellor; any other "you" beside an "I" may be anybody.
            if word.lower != "you" || !before.is_some_and(|verb| is("to-counsellor", verb)) {
                return None;
            }
            wording.look_up("person", "you")?
        } else if let Some(agreed) = wording.look_up("agreement", &word.lower) {
            if words.get(index + 1).is_some_and(|next| wording.holds("first-person", &next.lower) && is("subject", next)) {
                return None;
            }
            let own = |word: &Word| (is("first-person", word) || is("together", word)) && is("subject", word);
            let joined = |word: &Word| is("conjunction", word) && own(&words[0]);
            if before.is_some_and(|before| own(before) || joined(before)) { agreed } else { &word.surface }
        } else if is("counsellor", word) {
            &word.surface
        } else {
            wording.look_up("person", &word.lower).unwrap_or(&word.surface)
        };
        if index > 0 {
            text.push_str(match word.before {
                Break::None | Break::Stop | Break::Question => " ",
                Break::Hyphen => "-",
                Break::Comma => ", ",
                Break::Dash => return None,
            });
        }
        text.push_str(turned);
    }
    let doubled = text.split(' ').zip(text.split(' ').skip(1)).any(|(a, b)| a == b);
    (!doubled).then_some(text)
}
