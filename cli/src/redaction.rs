//! Takes what identifies people out of what is written. Tags are made of the original words and keep their meaning.

use changetalk::transcript::Turn;
use changetalk::{Ledger, Mention, Quote, Redacted, Redactor, Tag};

use crate::args::{Reading, Redact};
use crate::conversation::{Answer, Setup};
use crate::input::Input;

/// What replaces, and the names that it learns from the transcript.
pub(crate) struct Redaction {
    redactor: Redactor,
    /// The name that was added last, which most turns have once more.
    last: Option<String>,
}

impl Redaction {
    /// The redaction that the command line asks for; names that it gives to speakers, and those with which the file begins, are replaced too.
    pub(crate) fn new(asked: Option<Redact>, reading: &Reading, input: &Input, setup: &Setup) -> Option<Redaction> {
        let strict = matches!(asked?, Redact::Strict);
        let names = reading.client.iter().chain(&reading.counsellor);
        let redactor = Redactor::new(setup.tagger().lexicon()).all_numbers(strict).with_names(names).with_names(input.people());
        Some(Redaction { redactor, last: None })
    }

    /// A turn's text as it may be written. The speaker's own name is replaced from here on.
    pub(crate) fn text(&mut self, turn: &Turn) -> Redacted {
        if turn.name.is_some() && turn.name != self.last {
            self.last.clone_from(&turn.name);
            self.redactor.add_name(turn.name.as_deref().unwrap_or_default());
        }
        self.redactor.redact(&turn.text)
    }

    /// A turn and what was read in it, as they may be written. Positions are those of the redacted text, in bytes.
    pub(crate) fn turn(&mut self, turn: &Turn, answer: Option<Answer>) -> (Turn, Option<Answer>) {
        let redacted = self.text(turn);
        let answer = answer.map(|Answer { mut tag, mut ideas }| {
            move_spans(&mut tag, &redacted);
            for suggestion in ideas.iter_mut().flat_map(|ideas| &mut ideas.suggestions) {
                suggestion.text = self.redactor.redact(&suggestion.text).into_text();
            }
            Answer { tag, ideas }
        });
        let mut turn = turn.clone();
        turn.text = redacted.into_text();
        (turn, answer)
    }
}

/// Moves everything that a tag points at to where it stands in the redacted text.
pub(crate) fn move_spans(tag: &mut Tag, redacted: &Redacted) {
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

/// Gives a session's quotations the words of its redacted turns.
pub(crate) fn requote(ledger: &mut Ledger, turns: &[Redacted]) {
    let balance = &mut ledger.balance;
    let boxes = [&mut balance.good_of_change, &mut balance.bad_of_change, &mut balance.good_of_same, &mut balance.bad_of_same];
    let mentions = ledger.mentions.iter_mut().map(|Mention { quote, .. }| quote);
    for quote in boxes.into_iter().flatten().chain(mentions) {
        let Quote { turn, span, words, .. } = quote;
        // Words that cannot be found again are not written.
        let Some(redacted) = turns.get(*turn as usize) else {
            words.clear();
            continue;
        };
        *span = redacted.span(*span);
        *words = span.of(redacted.text()).split_whitespace().collect::<Vec<_>>().join(" ");
    }
}
