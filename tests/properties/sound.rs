//! Every answer is well formed and depends on nothing but its text.

use std::cell::RefCell;

use changetalk::{Context, OffsetUnit, Offsets, Redactor, Scratch, Span, Tag, Tagger};
use proptest::prelude::*;

use crate::cases;
use crate::texts::anything;

thread_local! {
    /// Never cleared, so that each case meets what all before it have left.
    static USED: RefCell<Scratch> = RefCell::default();
}

proptest! {
    #![proptest_config(cases(1000))]

    #[test]
    fn an_answer_is_well_formed(text in anything()) {
        check(&text, &Tagger::english().tag(&text))?;
    }

    #[test]
    fn the_same_text_has_the_same_answer(text in anything()) {
        let tagger = Tagger::english();
        let tag = tagger.tag_with(&text, &Context::default(), &mut Scratch::new()).to_owned();
        let used = USED.with_borrow_mut(|room| tagger.tag_with(&text, &Context::default(), room).to_owned());
        prop_assert_eq!(&used, &tag);
        let elsewhere = std::thread::scope(|scope| scope.spawn(|| tagger.tag(&text)).join());
        prop_assert_eq!(elsewhere.ok(), Some(tag));
    }

    #[test]
    fn many_at_once_are_read_as_one_by_one(texts in prop::collection::vec(anything(), 0..12)) {
        let tagger = Tagger::english();
        let each: Vec<Tag> = texts.iter().map(|text| tagger.tag(text)).collect();
        let mut batch = Vec::new();
        tagger.tag_batch(&texts, |index, tag| batch.push((index, tag.to_owned())));
        prop_assert!(batch.iter().map(|(index, _)| *index).eq(0..texts.len()));
        prop_assert!(batch.iter().map(|(_, tag)| tag).eq(&each));
        prop_assert_eq!(tagger.tag_parallel(&texts, |_, tag| tag.to_owned()), each);
    }

    #[test]
    fn a_tag_is_read_as_it_was_written(text in anything()) {
        let tag = Tagger::english().tag(&text);
        let json = serde_json::to_string(&tag).unwrap();
        prop_assert_eq!(serde_json::from_str::<Tag>(&json).unwrap(), tag);
    }

    #[test]
    fn positions_in_other_units_are_those_of_the_same_words(text in anything()) {
        let (chars, utf16) = (Offsets::new(&text, OffsetUnit::Chars), Offsets::new(&text, OffsetUnit::Utf16));
        for span in spans(&Tagger::english().tag(&text)) {
            let in_chars = chars.convert(span);
            prop_assert_eq!(in_chars.start as usize, text[..span.start as usize].chars().count());
            prop_assert_eq!(in_chars.end as usize, text[..span.end as usize].chars().count());
            prop_assert_eq!(utf16.convert(span).end as usize, text[..span.end as usize].encode_utf16().count());
        }
    }

    #[test]
    fn what_is_redacted_stays_redacted(text in anything()) {
        let redactor = Redactor::english().with_names(["Maria Lopez"]);
        let redacted = redactor.redact(&text);
        for replacement in redacted.replacements() {
            prop_assert!(text.get(replacement.original.range()).is_some(), "{:?}", replacement);
            prop_assert_eq!(replacement.redacted.of(redacted.text()), replacement.kind.placeholder());
        }
        let again = redactor.redact(redacted.text());
        prop_assert_eq!(again.text(), redacted.text());
    }
}

/// Spans lie in the text, on character boundaries and in order; probabilities are probabilities.
pub(crate) fn check(text: &str, tag: &Tag) -> Result<(), TestCaseError> {
    for span in spans(tag) {
        prop_assert!(span.start <= span.end && text.get(span.range()).is_some(), "{:?} in {:?}", span, text);
    }
    for finding in &tag.findings {
        prop_assert!(finding.utterance < tag.utterances.len());
        prop_assert!(finding.weight.is_finite() && finding.weight >= 0.0, "{:?}", finding);
        prop_assert!(finding.why.is_sorted_by_key(|reason| reason.span.start), "{:?} in {:?}", finding, text);
        prop_assert!(finding.why.iter().all(|reason| reason.reach as usize <= text.len() && (-1..=1).contains(&reason.factor)));
    }
    prop_assert!(tag.findings.is_sorted_by(|a, b| a.weight >= b.weight), "{:?}", tag.findings);
    prop_assert!(tag.utterances.is_sorted_by(|a, b| a.end <= b.start), "{:?}", tag.utterances);
    prop_assert!(tag.discord.is_sorted_by(|a, b| a.span.end <= b.span.start), "{:?}", tag.discord);
    let probability = tag.probability;
    let all = [probability.change, probability.sustain, probability.neutral];
    prop_assert!(all.iter().all(|value| (0.0..=1.0).contains(value)), "{:?}", probability);
    prop_assert!((all.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{:?}", probability);
    Ok(())
}

fn spans(tag: &Tag) -> Vec<Span> {
    let findings = tag.findings.iter().flat_map(|finding| finding.why.iter().map(|reason| reason.span).chain([finding.span]));
    findings
        .chain(tag.utterances.iter().copied())
        .chain(tag.discord.iter().map(|discord| discord.span))
        .chain(tag.themes.iter().map(|theme| theme.span))
        .chain(tag.context.iter().flat_map(|influence| influence.spans.iter().copied()))
        .chain(tag.safety.iter().flat_map(|alert| alert.spans.iter().copied()))
        .collect()
}
