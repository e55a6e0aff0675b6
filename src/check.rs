//! Holds lexicon files to their own examples.

use crate::code::{Level, Manner, Talk, Valence};
use crate::lexicon::{Asks, Example, Expect, Lexicon, Problem, Problems};
use crate::redact::Redactor;
use crate::respond::Responder;
use crate::session::Session;
use crate::tag::Tag;
use crate::tagger::Tagger;

/// An example of a lexicon file: a sentence and what must come out of it.
#[derive(Clone, Copy, Debug)]
pub struct LexiconExample<'a> {
    file: &'a str,
    entry: &'a str,
    example: &'a Example,
}

impl<'a> LexiconExample<'a> {
    pub(crate) fn new(file: &'a str, entry: &'a str, example: &'a Example) -> LexiconExample<'a> {
        LexiconExample { file, entry, example }
    }

    /// The file it stands in.
    pub fn file(&self) -> &'a str {
        self.file
    }

    /// The full id of its entry.
    pub fn entry(&self) -> &'a str {
        self.entry
    }

    /// The sentence.
    pub fn text(&self) -> &'a str {
        &self.example.text
    }

    /// The counsellor's turn before it, if there is one.
    pub fn after(&self) -> Option<&'a str> {
        self.example.after.as_deref()
    }

    /// What must come out, in a few words: `change`, `no alert` …
    pub fn expected(&self) -> String {
        match self.example.expect {
            Expect::Talk(talk, None) => talk.to_string(),
            Expect::Talk(talk, Some(code)) => format!("{talk} {code}"),
            Expect::Ambivalent => "ambivalent".to_owned(),
            Expect::Alert(Some(level)) => format!("{level} alert"),
            Expect::Alert(None) => "no alert".to_owned(),
            Expect::Answers(true) => "an answer".to_owned(),
            Expect::Answers(false) => "not the answer".to_owned(),
            Expect::Theme(true) => "the theme".to_owned(),
            Expect::Theme(false) => "not the theme".to_owned(),
            Expect::Discord(true) => "discord".to_owned(),
            Expect::Discord(false) => "no discord".to_owned(),
            Expect::Asks(asks) => asked(asks),
            Expect::Manner(manner) => format!("{manner} by a counsellor"),
            Expect::Redacts => self.example.becomes.clone(),
        }
    }

    /// Reads the sentence.
    ///
    /// # Errors
    /// What came out instead, in a line.
    pub fn check(&self, tagger: &Tagger) -> Result<(), String> {
        check(tagger, self.entry, self.example)
    }
}

/// The examples that do not hold, of the files from `first_file` on.
pub(crate) fn examples(lexicon: &Lexicon, first_file: usize) -> Vec<Problem> {
    let tagger = Tagger::new(lexicon);
    let mut problems = Vec::new();
    for (_, file, entry, example) in lexicon.located_examples().filter(|(index, ..)| *index >= first_file) {
        if let Err(found) = check(&tagger, entry, example) {
            let mut list = Problems::new(&file.name, &file.text);
            list.add(&example.span, format!("an example of `{entry}` does not hold"), found);
            problems.extend(list.into_list());
        }
    }
    problems
}

/// Reads one example; on failure, what came out instead.
pub(crate) fn check(tagger: &Tagger, entry: &str, example: &Example) -> Result<(), String> {
    if let Expect::Redacts = example.expect {
        let redacted = Redactor::new(tagger.lexicon()).redact(&example.text);
        return if redacted.text() == example.becomes { Ok(()) } else { Err(format!("it becomes “{}”", redacted.text())) };
    }
    if let Expect::Asks(expected) = example.expect {
        let mut session = Session::new(tagger);
        session.counsellor(&example.text);
        let found = session.context().prompt();
        return if found == expected { Ok(()) } else { Err(format!("it reads as {}", asked(found))) };
    }
    if let Expect::Manner(expected) = example.expect {
        let mut session = Session::new(tagger);
        session.counsellor(&example.text);
        let found = session.manner().unwrap_or(Manner::Other);
        return if found == expected { Ok(()) } else { Err(format!("it reads as {found}")) };
    }
    if let Expect::Answers(expected) = example.expect {
        let mut session = Session::new(tagger);
        if let Some(turn) = &example.after {
            session.counsellor(turn);
        }
        let tag = session.client(&example.text);
        let answers = Responder::new(tagger.lexicon()).may_answer(&session, entry);
        return if answers == expected { Ok(()) } else { Err(summary(&tag)) };
    }
    let tag = match &example.after {
        None => tagger.tag(&example.text),
        Some(turn) => {
            let mut session = Session::new(tagger);
            session.counsellor(turn);
            session.client(&example.text)
        }
    };
    let holds = match example.expect {
        Expect::Talk(talk, code) => {
            tag.talk == talk
                && code.is_none_or(|code| tag.findings.iter().any(|finding| finding.code == code && Talk::from(finding.valence) == talk))
        }
        Expect::Ambivalent => tag.ambivalent,
        Expect::Alert(level) => gravest(&tag) == level,
        Expect::Discord(expected) => tag.discord.is_empty() != expected,
        Expect::Theme(expected) => tag.themes.iter().any(|theme| theme.name == entry) == expected,
        Expect::Asks(_) | Expect::Answers(_) | Expect::Manner(_) | Expect::Redacts => true,
    };
    if holds { Ok(()) } else { Err(summary(&tag)) }
}

fn asked(asks: Option<Asks>) -> String {
    match asks {
        Some(Asks::Change) => "asking for change talk",
        Some(Asks::Sustain) => "asking for sustain talk",
        Some(Asks::View) => "asking for a view",
        Some(Asks::Facts) => "asking for facts",
        None => "asking for nothing",
    }
    .to_owned()
}

fn gravest(tag: &Tag) -> Option<Level> {
    Level::gravest(tag.safety.iter().map(|alert| alert.level))
}

/// What was read, in a line.
fn summary(tag: &Tag) -> String {
    let mut parts = vec![format!("it reads as {}", tag.talk)];
    for finding in &tag.findings {
        let sign = if finding.valence == Valence::Change { '+' } else { '-' };
        let why: Vec<&str> = finding.why.iter().map(|reason| reason.entry.as_str()).collect();
        parts.push(format!("{sign}{} {:.1} ({})", finding.code, finding.weight, why.join(" × ")));
    }
    if let Some(level) = gravest(tag) {
        parts.push(format!(
            "alert {level} ({})",
            tag.safety.iter().flat_map(|alert| &alert.entries).cloned().collect::<Vec<_>>().join(", ")
        ));
    }
    if !tag.discord.is_empty() {
        parts.push("discord".to_owned());
    }
    parts.extend(tag.themes.iter().map(|theme| theme.name.clone()));
    parts.join("; ")
}
