//! Reads the number that a client gives on a scale: "maybe a six", "6/10", "somewhere between five and six".

use crate::code::{Rating, Scale};
use crate::lexicon::{Compiled, NUMBER};
use crate::scan::Token;

/// The highest number of a scale.
const TOP: u8 = 10;

/// The first number of a turn that stands alone or beside another ("five or six"), with no unit behind it.
pub(crate) fn read(lexicon: &Compiled, text: &str, tokens: &[Token], scale: Scale) -> Option<Rating> {
    let wording = &lexicon.answers.wording;
    let lower = |token: &Token| text.get(token.start as usize..token.end as usize).unwrap_or_default().to_lowercase();
    let value = |token: &Token| -> Option<u8> {
        let spelled = lower(token);
        let digits = if token.word == NUMBER { &spelled } else { wording.look_up("number", &spelled)? };
        let number: f64 = digits.parse().ok()?;
        // "6.5" is between six and seven.
        (0.0..=f64::from(TOP)).contains(&number).then_some(number as u8)
    };
    let half = |token: &Token| token.word == NUMBER && lower(token).ends_with(".5");
    let stands = |at: usize| {
        tokens.get(at).is_none_or(|next| {
            next.before > crate::scan::Break::None || wording.holds("after-number", &lower(next)) || value(next).is_some()
        })
    };
    let at = (0..tokens.len()).find(|&at| value(&tokens[at]).is_some() && stands(at + 1) && !is_scale(lexicon, text, tokens, at))?;
    let low = value(&tokens[at])?;
    // "five or six", "between five and six", "five, six", but not the ten of "6/10".
    let next = (at + 1..=at + 2).find(|&next| tokens.get(next).is_some_and(|token| value(token).is_some()));
    let joins = |next: &usize| {
        next - at == 1 && !text.get(tokens[at].end as usize..tokens[*next].start as usize).is_some_and(|between| between.contains('/'))
            || next - at == 2 && wording.holds("number-joint", &lower(&tokens[at + 1]))
    };
    let second = next.filter(joins).and_then(|next| value(&tokens[next])).filter(|high| *high == low + 1);
    let high = second.unwrap_or(if half(&tokens[at]) { (low + 1).min(TOP) } else { low });
    Some(Rating { scale, low, high })
}

/// Is it the length of the scale, as in "out of ten", and not a place on it?
fn is_scale(lexicon: &Compiled, text: &str, tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &tokens[before]) else { return false };
    let word = text.get(before.start as usize..before.end as usize).unwrap_or_default().to_lowercase();
    let wording = &lexicon.answers.wording;
    let top = text.get(tokens[at].start as usize..tokens[at].end as usize).map(str::to_lowercase).unwrap_or_default();
    let is_top = wording.look_up("number", &top).unwrap_or(&top) == TOP.to_string();
    // "from one to ten"
    wording.holds("before-scale", &word) || is_top && wording.holds("number-joint", &word)
}
