//! What the targets share: what holds for every answer, and a lexicon small enough to be read a thousand times a second.

use changetalk::transcript::{Options, Turn};
use changetalk::{Lexicon, Span, Tag};
use once_cell::sync::Lazy;

/// Spans lie in the text, on character boundaries; probabilities are probabilities.
pub fn assert_sound(text: &str, tag: &Tag) {
    let spans = tag
        .findings
        .iter()
        .flat_map(|finding| finding.why.iter().map(|reason| reason.span).chain([finding.span]))
        .chain(tag.utterances.iter().copied())
        .chain(tag.discord.iter().map(|discord| discord.span))
        .chain(tag.themes.iter().map(|theme| theme.span))
        .chain(tag.context.iter().flat_map(|influence| influence.spans.iter().copied()))
        .chain(tag.safety.iter().flat_map(|alert| alert.spans.iter().copied()));
    for span in spans {
        assert_span(text, span);
    }
    let probability = tag.probability;
    let all = [probability.change, probability.sustain, probability.neutral];
    assert!(all.iter().all(|value| (0.0..=1.0).contains(value)), "{probability:?}");
    assert!((all.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{probability:?}");
    assert!(tag.findings.iter().all(|finding| finding.utterance < tag.utterances.len()), "{tag:?}");
}

fn assert_span(text: &str, span: Span) {
    assert!(span.start <= span.end && text.get(span.range()).is_some(), "{span:?} in {text:?}");
}

/// Reads all turns and gives them up to the first error, which must be a sentence.
pub fn turns(options: Options, file: &[u8]) -> Vec<Turn> {
    let reader = match options.open(file) {
        Ok(reader) => reader,
        Err(error) => {
            assert!(!error.to_string().is_empty());
            return Vec::new();
        }
    };
    let mut turns = Vec::new();
    for turn in reader {
        match turn {
            Ok(turn) => turns.push(turn),
            Err(error) => {
                assert!(!error.to_string().is_empty());
                break;
            }
        }
    }
    // A turn takes at least a byte of its file, twice where a row brings the turn before it.
    assert!(turns.len() <= 2 * file.len().max(1), "{} turns of {} bytes", turns.len(), file.len());
    turns
}

/// What the engine asks of any language, and a few rules of every kind.
const BASE: &[(&str, &str)] = &[
    ("grammar.toml", include_str!("../../lexicons/english/scan/grammar.toml")),
    ("sets.toml", include_str!("../../lexicons/english/scan/sets.toml")),
    ("fillers.toml", include_str!("../../lexicons/english/scan/fillers.toml")),
    ("manners.toml", include_str!("../../lexicons/english/answering/manners.toml")),
    ("contraction.toml", include_str!("../base/contraction.toml")),
    ("direction.toml", include_str!("../base/direction.toml")),
    ("inflection.toml", include_str!("../base/inflection.toml")),
    ("operator.toml", include_str!("../base/operator.toml")),
    ("stance.toml", include_str!("../base/stance.toml")),
    ("weights.toml", include_str!("../base/weights.toml")),
];

/// A small lexicon.
pub static BASE_LEXICON: Lazy<Lexicon> =
    Lazy::new(|| Lexicon::from_files(BASE.iter().copied()).unwrap_or_else(|error| panic!("the base of the fuzz targets:\n{error}")));
