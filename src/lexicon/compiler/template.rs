//! A template of an answer: words and slots, and the rules of form that every template keeps.

use serde::{Deserialize, Serialize};

use crate::code::{ResponseForm, ResponseKind};

/// What a slot is filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Slot {
    /// The client's clause, turned round: "you want to stop drinking".
    Clause,
    /// What the client wants to do: "to stop drinking".
    To,
    /// The same as an -ing form: "stopping drinking".
    Doing,
    /// The clause of the side for change, and of the other.
    Change,
    Sustain,
    /// What the client does: "drinking".
    Behaviour,
    /// The change: "drinking less".
    TheChange,
    /// What the theme says.
    Theme,
    /// Of a ruler: the number given, one below, one above.
    Number,
    Lower,
    Higher,
    /// The change talk so far, joined.
    Points,
}

const SLOTS: &[(&str, Slot)] = &[
    ("clause", Slot::Clause),
    ("to", Slot::To),
    ("doing", Slot::Doing),
    ("change", Slot::Change),
    ("sustain", Slot::Sustain),
    ("behaviour", Slot::Behaviour),
    ("the_change", Slot::TheChange),
    ("theme", Slot::Theme),
    ("number", Slot::Number),
    ("lower", Slot::Lower),
    ("higher", Slot::Higher),
    ("points", Slot::Points),
];

/// Words or a slot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Piece {
    Text(String),
    Slot(Slot),
}

/// One template, taken apart.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Template {
    pub(crate) pieces: Vec<Piece>,
    /// How it begins; no stem is used twice in a session while others fit.
    pub(crate) stem: String,
}

/// A stem has so many words.
const STEM_WORDS: usize = 3;
/// Templates of reflections leave room for what fills them.
const REFLECTION_WORDS: usize = 24;

impl Template {
    /// Takes a template apart.
    ///
    /// # Errors
    /// Where in the text (bytes), what is wrong and what would be right.
    pub(crate) fn parse(text: &str) -> Result<Template, (usize, String, String)> {
        let mut pieces = Vec::new();
        let mut rest = text;
        let at = |rest: &str| text.len() - rest.len();
        while let Some(open) = rest.find(['{', '}']) {
            if rest[open..].starts_with('}') {
                return Err((at(rest) + open, "a brace closes that was not opened".to_owned(), "slots are written {clause}".to_owned()));
            }
            if open > 0 {
                pieces.push(Piece::Text(rest[..open].to_owned()));
            }
            let inner = &rest[open + 1..];
            let Some(close) = inner.find('}') else {
                return Err((at(rest) + open, "a brace is not closed".to_owned(), "slots are written {clause}".to_owned()));
            };
            match SLOTS.iter().find(|(name, _)| *name == &inner[..close]) {
                Some((_, slot)) => pieces.push(Piece::Slot(*slot)),
                None => {
                    let names: Vec<&str> = SLOTS.iter().map(|(name, _)| *name).collect();
                    return Err((at(rest) + open + 1, "unknown slot".to_owned(), super::problem::suggestion(&inner[..close], &names)));
                }
            }
            rest = &inner[close + 1..];
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        let stem = text.split_whitespace().take(STEM_WORDS).map(bare).collect::<Vec<_>>().join(" ");
        Ok(Template { pieces, stem })
    }

    pub(crate) fn slots(&self) -> impl Iterator<Item = Slot> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Slot(slot) => Some(*slot),
            Piece::Text(_) => None,
        })
    }
}

fn bare(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric() || matches!(c, '\'' | '{' | '}')).flat_map(char::to_lowercase).collect()
}

/// Words that no template says and words with which an open question begins: sets of the lexicon.
pub(crate) struct Manners {
    pub(crate) never_said: Vec<String>,
    pub(crate) not_joining: Vec<String>,
    pub(crate) question_starts: Vec<String>,
    /// "Tell me more" asks without a question mark.
    pub(crate) invitation_starts: Vec<String>,
}

/// What breaks the form of its kind in a template, each with what would be right.
pub(crate) fn lint(text: &str, kind: ResponseKind, form: Option<ResponseForm>, manners: &Manners) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut fault = |message: String, help: &str| found.push((message, help.to_owned()));
    let words: Vec<String> = text.split_whitespace().map(bare).collect();
    let questions = text.matches('?').count();
    let most = if kind.is_reflection() { REFLECTION_WORDS } else { kind.most_words() };
    if words.len() > most {
        fault(format!("the template has {} words", words.len()), &format!("{kind} has at most {most}"));
    }
    if kind.is_statement() && (questions > 0 || !text.ends_with('.')) {
        fault(format!("{kind} is a statement"), "end it with a full stop and ask nothing");
    } else if questions > kind.most_questions() {
        fault(format!("the template asks {questions} questions"), &format!("{kind} asks at most {}", kind.most_questions()));
    } else if kind == ResponseKind::OpenQuestion && !text.ends_with('?') && !invites(text, &manners.invitation_starts) {
        fault("an open question asks".to_owned(), "end it with a question mark, or invite: \"Tell me more about that.\"");
    } else if !text.ends_with(['.', '?']) {
        fault("the template does not end".to_owned(), "end it with a full stop or a question mark");
    }
    if text.contains('!') {
        fault("the template calls out".to_owned(), "end it with a full stop");
    }
    if text.contains("  ") || text.trim() != text {
        fault("the template has stray spaces".to_owned(), "put one space between words and none around");
    }
    if !text.starts_with(|c: char| c.is_uppercase() || c == '{') {
        fault("the template does not begin with a capital letter".to_owned(), "begin it with a capital letter or a slot");
    }
    if let Some(said) = manners.never_said.iter().find(|said| says(&words, said)) {
        fault(
            format!("`{said}` is never said by a template"),
            "advice, labels and persuasion are not the counsellor's part: say it otherwise",
        );
    }
    if form == Some(ResponseForm::DoubleSided)
        && let Some(word) = manners.not_joining.iter().find(|word| says(&words, word))
    {
        fault(format!("`{word}` takes back what stands before it"), "join the sides with \"and\"");
    }
    if kind == ResponseKind::OpenQuestion && questions > 0 && !opens(text, &manners.question_starts) {
        fault("the question is not open".to_owned(), &format!("ask with one of: {}", manners.question_starts.join(", ")));
    }
    found
}

/// Do the words hold the saying?
fn says(words: &[String], saying: &str) -> bool {
    let saying: Vec<&str> = saying.split_whitespace().collect();
    words.windows(saying.len().max(1)).any(|window| window.iter().eq(saying.iter()))
}

/// Does the last sentence invite?
fn invites(text: &str, starts: &[String]) -> bool {
    let sentence = text.trim_end_matches('.').rsplit(". ").next().unwrap_or(text);
    let words: Vec<String> = sentence.split_whitespace().map(bare).collect();
    starts.iter().any(|start| words.join(" ").starts_with(start.as_str()))
}

/// Does the last sentence ask with an opening word, at its start or after a comma?
fn opens(text: &str, starts: &[String]) -> bool {
    let body = text.trim_end_matches('?');
    let sentence = body.rsplit(['.', '?']).next().unwrap_or(body);
    sentence.split([',', ':']).any(|part| {
        let words: Vec<String> = part.split_whitespace().map(bare).collect();
        // "And what …", "So how …"
        let words =
            if words.first().is_some_and(|word| word.len() <= 3) && words.len() > 1 { &words[..2] } else { &words[..words.len().min(1)] };
        words.iter().any(|word| starts.iter().any(|start| word == start || word.starts_with(&format!("{start}'"))))
    })
}
