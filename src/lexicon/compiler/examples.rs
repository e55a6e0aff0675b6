//! The examples that stand beside the entries.

use std::ops::Range;

use toml::de::DeTable;

use super::fields::{Fields, Located};
use super::meaning::Asks;
use super::problem::Problems;
use crate::code::{Code, Level, Manner, Talk};

/// A sentence and what must come out.
#[derive(Clone, Debug)]
pub(crate) struct Example {
    pub(crate) text: String,
    /// The counsellor's turn before it.
    pub(crate) after: Option<String>,
    /// What it becomes, for [`Expect::Redacts`].
    pub(crate) becomes: String,
    pub(crate) expect: Expect,
    pub(crate) span: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expect {
    /// The talk of the turn, and perhaps a finding of this code and the same valence.
    Talk(Talk, Option<Code>),
    /// A finding of each valence.
    Ambivalent,
    /// The strongest alert, or none.
    Alert(Option<Level>),
    /// Discord or none.
    Discord(bool),
    /// The theme of the entry is found, or not.
    Theme(bool),
    /// The entry may answer the turn, or not.
    Answers(bool),
    /// What is left of the sentence when what identifies people is taken out.
    Redacts,
    /// What the sentence, said by a counsellor, asks for; `None`: nothing that a prompt names.
    Asks(Option<Asks>),
    /// What kind of turn the sentence is, said by a counsellor.
    Manner(Manner),
}

pub(crate) const LEVELS: &[(&str, Level)] = &[
    ("present", Level::Present),
    ("unclear", Level::Unclear),
    ("past", Level::Past),
    ("denied", Level::Denied),
    ("third_person", Level::ThirdPerson),
];

pub(crate) const ASKS: &[(&str, Asks)] = &[("+", Asks::Change), ("-", Asks::Sustain), ("±", Asks::View), ("=", Asks::Facts)];

/// The kinds of counsellors' turns by their names.
pub(crate) fn manners() -> Vec<(&'static str, Manner)> {
    Manner::ALL.iter().map(|&manner| (manner.name(), manner)).collect()
}

/// Reads all example keys of an entry.
pub(crate) fn read(fields: &mut Fields<'_>, problems: &mut Problems) -> Vec<Example> {
    let mut examples = signed(fields.strings("examples", problems), None, problems);
    examples.extend(signed(fields.strings("counterexamples", problems), None, problems));
    for (table, span) in fields.tables("after", problems) {
        examples.extend(read_after(table, span, problems));
    }
    for line in fields.strings("alerts", problems) {
        let (word, said) = line.text.split_once(' ').unwrap_or((&line.text, ""));
        let (after, text) = after_bar(said);
        let level = LEVELS.iter().find(|(name, _)| *name == word).map(|(_, level)| *level);
        if (level.is_none() && word != "none") || text.is_empty() {
            problems.add(
                &line.span,
                "an alert example begins with its level",
                "such as \"present I want to die\" or \"none I could murder a pint\"".to_owned(),
            );
            continue;
        }
        examples.push(Example { becomes: String::new(), text, after, expect: Expect::Alert(level), span: line.span });
    }
    for line in fields.strings("asked", problems) {
        let (word, text) = line.text.split_once(' ').unwrap_or((&line.text, ""));
        let asks = ASKS.iter().find(|(name, _)| *name == word).map(|(_, asks)| *asks);
        if (asks.is_none() && word != "none") || text.trim().is_empty() {
            let help = "such as \"+ What would help?\" or \"none I see\"".to_owned();
            problems.add(&line.span, "an example of what is asked begins with a sign or `none`", help);
            continue;
        }
        examples.push(Example {
            becomes: String::new(),
            text: text.trim().to_owned(),
            after: None,
            expect: Expect::Asks(asks),
            span: line.span,
        });
    }
    for line in fields.strings("turns", problems) {
        let (word, text) = line.text.split_once(' ').unwrap_or((&line.text, ""));
        match manners().iter().find(|(name, _)| *name == word) {
            Some(&(_, manner)) if !text.trim().is_empty() => {
                examples.push(Example {
                    becomes: String::new(),
                    text: text.trim().to_owned(),
                    after: None,
                    expect: Expect::Manner(manner),
                    span: line.span,
                });
            }
            _ => {
                let help = "such as \"open_question What brings you here?\" or \"reflection You're tired of it.\"".to_owned();
                problems.add(&line.span, "an example of a counsellor's turn begins with its kind", help);
            }
        }
    }
    for line in fields.strings("themes", problems) {
        match line.text.split_once(' ') {
            Some((word @ ("yes" | "no"), text)) if !text.trim().is_empty() => {
                examples.push(Example {
                    becomes: String::new(),
                    text: text.trim().to_owned(),
                    after: None,
                    expect: Expect::Theme(word == "yes"),
                    span: line.span,
                });
            }
            _ => {
                let help = "such as \"yes I'm ashamed of it\" or \"no I'm not ashamed\"".to_owned();
                problems.add(&line.span, "an example of a theme begins with `yes` or `no`", help);
            }
        }
    }
    for (key, expected) in [("fits", true), ("misfits", false)] {
        for line in fields.strings(key, problems) {
            let (after, text) = after_bar(&line.text);
            examples.push(Example { becomes: String::new(), text, after, expect: Expect::Answers(expected), span: line.span });
        }
    }
    for (key, expected) in [("discord", true), ("no_discord", false)] {
        for line in fields.strings(key, problems) {
            examples.push(Example {
                becomes: String::new(),
                text: line.text,
                after: None,
                expect: Expect::Discord(expected),
                span: line.span,
            });
        }
    }
    examples
}

/// What the counsellor said before stands before a bar.
fn after_bar(line: &str) -> (Option<String>, String) {
    match line.split_once('|') {
        Some((after, text)) => (Some(after.trim().to_owned()), text.trim().to_owned()),
        None => (None, line.trim().to_owned()),
    }
}

/// The examples of a list of names or places: `redacted` say what becomes of a sentence, `kept` stay as they are.
pub(crate) fn read_redactions(fields: &mut Fields<'_>, problems: &mut Problems) -> Vec<Example> {
    let mut examples = Vec::new();
    let example = |text: &str, becomes: &str, span| Example {
        text: text.trim().to_owned(),
        after: None,
        becomes: becomes.trim().to_owned(),
        expect: Expect::Redacts,
        span,
    };
    for line in fields.strings("redacted", problems) {
        match line.text.split_once("=>") {
            Some((text, becomes)) => examples.push(example(text, becomes, line.span)),
            None => {
                let help = "such as \"My sister Maria called => My sister [name] called\"".to_owned();
                problems.add(&line.span, "an example of what is redacted has two sides", help);
            }
        }
    }
    for line in fields.strings("kept", problems) {
        examples.push(example(&line.text, &line.text, line.span));
    }
    examples
}

fn read_after<'a>(table: &'a DeTable<'a>, span: Range<usize>, problems: &mut Problems) -> Vec<Example> {
    let mut fields = Fields::new(table, None, span);
    let turn = fields.string("turn", problems);
    let lines = fields.strings("examples", problems);
    if turn.is_none() {
        problems.add(fields.span(), "`after` needs the counsellor's turn", "write { turn = \"…?\", examples = [\"+ Yeah\"] }".to_owned());
    }
    fields.finish("`after`", problems);
    signed(lines, turn.map(|turn| turn.text), problems)
}

fn signed(lines: Vec<Located>, after: Option<String>, problems: &mut Problems) -> Vec<Example> {
    let mut examples = Vec::with_capacity(lines.len());
    for line in lines {
        match parse(&line.text) {
            Some((expect, text)) => {
                examples.push(Example { becomes: String::new(), text: text.to_owned(), after: after.clone(), expect, span: line.span })
            }
            None => {
                problems.add(
                    &line.span,
                    "an example begins with a sign, perhaps a code, and a space",
                    "such as \"+ I want to quit\", \"-ability I can't stop\", \"= Good morning\" or \"± I want to, but I can't\""
                        .to_owned(),
                );
            }
        }
    }
    examples
}

fn parse(line: &str) -> Option<(Expect, &str)> {
    let (mark, text) = line.split_once(' ')?;
    let mut chars = mark.chars();
    let sign = chars.next()?;
    let code = match chars.as_str() {
        "" => None,
        name => Some(Code::parse(name)?),
    };
    let text = text.trim();
    let expect = match sign {
        '+' => Expect::Talk(Talk::Change, code),
        '-' => Expect::Talk(Talk::Sustain, code),
        '=' if code.is_none() => Expect::Talk(Talk::Neutral, None),
        '±' if code.is_none() => Expect::Ambivalent,
        _ => return None,
    };
    (!text.is_empty()).then_some((expect, text))
}
