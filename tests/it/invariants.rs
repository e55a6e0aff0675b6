//! What holds for every text.

use changetalk::{Context, Lexicon, OffsetUnit, Offsets, Scratch, Session, Tag, Tagger};
use libtest_mimic::Trial;

use crate::{ensure, trial};

/// Texts that trip readers.
const AWKWARD: &[&str] = &[
    "",
    " ",
    ".",
    "?!",
    "''",
    "’",
    "-",
    "--",
    "[",
    "[laughs",
    "[laughs]",
    "I",
    "i-i-i-i",
    "I'm I'm I'm",
    "don't don't don't",
    "\u{0}\u{1}",
    "I want\u{200b} to quit",
    "ＩＷＡＮＴ to quit",
    "I want to quit 🚬🚬",
    "é",
    "İstanbul",
    "ß",
    "I'd've wouldn't've y'all'd've",
    "...",
    "…",
    "1,000.5.5,5",
    "A.A. a.a. A.A",
    "\r\n\r\n",
    "soooooo",
    "not not not not not not not",
    "stop stop stop drinking drinking stop",
    "I want to, I want to, I want to, I want to stop",
    "\"quoted\" (aside) [note] <tag>",
    "if if if if I I I quit quit unless unless",
    "no no no no no no",
    "\u{feff}I want to stop drinking",
    "quit.quit.quit",
    "I-I-I w-w-want t-to st-stop",
];

/// What each way of asking says of a text.
fn by_every_way() -> Result<(), String> {
    let tagger = Tagger::english();
    let texts: Vec<&str> = Lexicon::english().examples().map(|example| example.text()).chain(AWKWARD.iter().copied()).collect();
    let one_by_one: Vec<Tag> = texts.iter().map(|text| tagger.tag(text)).collect();
    let mut batch: Vec<Tag> = Vec::new();
    tagger.tag_batch(&texts, |number, tag| {
        if number == batch.len() {
            batch.push(tag.to_owned());
        }
    });
    let parallel = tagger.tag_parallel(&texts, |number, tag| (number, tag.to_owned()));
    ensure(batch.len() == texts.len() && parallel.len() == texts.len(), || format!("{} {} {}", texts.len(), batch.len(), parallel.len()))?;
    for (number, (text, tag)) in texts.iter().zip(&one_by_one).enumerate() {
        ensure(batch[number] == *tag, || format!("{text:?} in a batch"))?;
        ensure(parallel[number] == (number, tag.clone()), || format!("{text:?} in parallel"))?;
        ensure(tagger.probability(text) == tag.probability, || format!("{text:?} by its probability"))?;
        let mut room = Scratch::new();
        let alone = tagger.tag_with(text, &Context::default(), &mut room).to_owned();
        ensure(alone == *tag, || format!("{text:?} in new room"))?;
    }
    Ok(())
}

pub(crate) fn trials() -> Vec<Trial> {
    let mut trials = vec![
        trial("invariants::every_way_of_asking_gives_the_same_answer", by_every_way),
        trial("invariants::the_tagger_is_shared_between_threads", || {
            let text = "I want to stop drinking, but I can't handle the cravings.";
            let expected = Tagger::english().tag(text);
            let all: Vec<Tag> = std::thread::scope(|scope| {
                let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| Tagger::english().tag(text))).collect();
                threads.into_iter().filter_map(|thread| thread.join().ok()).collect()
            });
            ensure(all.len() == 4 && all.iter().all(|tag| *tag == expected), || format!("{all:#?}"))
        }),
        trial("invariants::the_reuse_form_gives_the_same", || {
            let tagger = Tagger::english();
            let mut scratch = Scratch::new();
            for text in AWKWARD.iter().chain(&["I want to quit", "Drinking helps me relax"]) {
                let reused = tagger.tag_with(text, &Context::default(), &mut scratch).to_owned();
                ensure(reused == tagger.tag(text), || format!("{text:?}"))?;
            }
            Ok(())
        }),
        trial("invariants::json_there_and_back", || {
            let tag = Tagger::english().tag("I know I should quit smoking, but it relaxes me. You don't get it.");
            let json = serde_json::to_string(&tag).map_err(|error| error.to_string())?;
            let back: Tag = serde_json::from_str(&json).map_err(|error| error.to_string())?;
            ensure(back == tag, || json)
        }),
        trial("invariants::offsets_in_other_units", || {
            let text = "😀 I don’t want to quit";
            let tag = Tagger::english().tag(text);
            let span = tag.findings.first().ok_or("nothing found")?.span;
            let chars = Offsets::new(text, OffsetUnit::Chars).convert(span);
            let utf16 = Offsets::new(text, OffsetUnit::Utf16).convert(span);
            let by_chars: String = text.chars().skip(chars.start as usize).take((chars.end - chars.start) as usize).collect();
            let units: Vec<u16> = text.encode_utf16().skip(utf16.start as usize).take((utf16.end - utf16.start) as usize).collect();
            ensure(by_chars == span.of(text) && String::from_utf16_lossy(&units) == span.of(text), || format!("{by_chars:?} {units:?}"))
        }),
        trial("invariants::no_commitment_to_die", || {
            let tag = Tagger::english().tag("I'm going to end it all");
            ensure(tag.findings.is_empty() && tag.safety.iter().any(|alert| alert.level.withholds()), || format!("{tag:#?}"))
        }),
    ];
    for &text in AWKWARD {
        trials.push(trial(format!("invariants::sound::{}", text.escape_debug()), move || sound(text, &Tagger::english().tag(text))));
    }
    let long = [
        "ʼ",
        "’",
        "\u{301}",
        "e\u{301}",
        "\u{ad}",
        "stop ",
        "not ",
        "I want to ",
        "if I ",
        "um ",
        "a",
        "I-",
        "drinking drinking ",
        "cut ",
        "don't ",
    ];
    for unit in long {
        let text = unit.repeat(20_000 / unit.len());
        trials.push(trial(format!("invariants::long::{unit:?}"), move || {
            let mut session = Session::new(Tagger::english());
            session.counsellor(&text);
            sound(&text, &session.client(&text))
        }));
    }
    trials
}

/// Spans lie in the text, on character boundaries; probabilities are probabilities.
fn sound(text: &str, tag: &Tag) -> Result<(), String> {
    let spans = tag
        .findings
        .iter()
        .flat_map(|finding| finding.why.iter().map(|reason| reason.span).chain([finding.span]))
        .chain(tag.utterances.iter().copied())
        .chain(tag.discord.iter().map(|discord| discord.span))
        .chain(tag.safety.iter().flat_map(|alert| alert.spans.iter().copied()));
    for span in spans {
        ensure(span.start <= span.end && text.get(span.range()).is_some(), || format!("span {span:?} in {text:?}"))?;
    }
    let probability = tag.probability;
    let all = [probability.change, probability.sustain, probability.neutral];
    ensure(all.iter().all(|value| (0.0..=1.0).contains(value)) && (all.iter().sum::<f64>() - 1.0).abs() < 1e-9, || {
        format!("{probability:?}")
    })?;
    ensure(tag.findings.iter().all(|finding| finding.utterance < tag.utterances.len()), || "utterance out of range".to_owned())
}
