//! Takes what identifies people out of what is written. Tags are made of the original words and keep their meaning.

use changetalk::transcript::Turn;
use changetalk::{Redacted, Redactor, Tag};

use crate::args::{Reading, Redact};
use crate::conversation::{Answer, Setup};

/// The redactor that the command line asks for; names that it gives to speakers are replaced too.
pub(crate) fn redactor(asked: Option<Redact>, reading: &Reading, setup: &Setup) -> Option<Redactor> {
    let strict = matches!(asked?, Redact::Strict);
    let names = reading.client.iter().chain(&reading.counsellor);
    Some(Redactor::new(setup.tagger().lexicon()).all_numbers(strict).with_names(names))
}

/// A turn and what was read in it, as they may be written. Positions are those of the redacted text, in bytes.
pub(crate) fn redact(redactor: &Redactor, turn: &Turn, answer: Option<Answer>) -> (Turn, Option<Answer>) {
    let redacted = redactor.redact(&turn.text);
    let answer = answer.map(|Answer { mut tag, mut ideas }| {
        move_spans(&mut tag, &redacted);
        for suggestion in ideas.iter_mut().flat_map(|ideas| &mut ideas.suggestions) {
            suggestion.text = redactor.redact(&suggestion.text).into_text();
        }
        Answer { tag, ideas }
    });
    let mut turn = turn.clone();
    turn.text = redacted.into_text();
    (turn, answer)
}

fn move_spans(tag: &mut Tag, redacted: &Redacted) {
    for finding in &mut tag.findings {
        finding.span = redacted.span(finding.span);
        for reason in &mut finding.why {
            let scope = changetalk::Span { start: reason.span.start, end: reason.reach };
            reason.reach = redacted.span(scope).end;
            reason.span = redacted.span(reason.span);
        }
    }
    let spans = tag.utterances.iter_mut();
    let spans = spans.chain(tag.discord.iter_mut().map(|discord| &mut discord.span));
    let spans = spans.chain(tag.themes.iter_mut().map(|theme| &mut theme.span));
    let spans = spans.chain(tag.context.iter_mut().flat_map(|influence| &mut influence.spans));
    let spans = spans.chain(tag.safety.iter_mut().flat_map(|alert| &mut alert.spans));
    spans.for_each(|span| *span = redacted.span(*span));
}
