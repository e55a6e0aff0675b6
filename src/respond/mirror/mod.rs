//! The client's own words, turned round: "I really want to stop drinking" → "you really want to stop drinking", or "to stop drinking".
//!
//! `words` takes a clause as it was said, `shape` trims it and judges whether it is a sentence, `person` turns it round. Whatever is not sure to
//! be English is declined: a template without a slot serves then. All word tables are data (`respond/mirror.toml`).

mod person;
mod shape;
mod words;

use crate::clause::Clause;
use crate::lexicon::{Answers, Compiled};
use crate::scan::Token;
use words::Word;

/// What has fewer words tells too little to be given back for its own sake.
const TELLING: usize = 5;

/// A turn, as the mirror needs it.
#[derive(Clone, Copy)]
pub(crate) struct Mirror<'a> {
    pub(crate) lexicon: &'a Compiled,
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
    pub(crate) clauses: &'a [Clause],
}

/// A client's clause in the second person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mirrored {
    /// In lower case but for names, without a full stop.
    pub(crate) text: String,
    /// It is said of the client, not of something or somebody else.
    pub(crate) own: bool,
}

impl<'a> Mirror<'a> {
    fn answers(&self) -> &'a Answers {
        &self.lexicon.answers
    }

    /// The clause that holds a token, turned round.
    pub(crate) fn clause_at(&self, token: u32) -> Option<Mirrored> {
        self.clause(self.clauses.iter().find(|clause| (clause.first..clause.end).contains(&token))?)
    }

    /// What the client wants, needs, plans or is able to do in the clause that holds a token: "to stop drinking".
    pub(crate) fn infinitive_at(&self, token: u32) -> Option<String> {
        self.act_at(token).map(|(base, rest)| join(&["to", &base], &rest))
    }

    /// The same as an -ing form: "stopping drinking".
    pub(crate) fn gerund_at(&self, token: u32) -> Option<String> {
        let (base, rest) = self.act_at(token)?;
        Some(join(&[self.answers().verbs.ing(&base)?], &rest))
    }

    /// The clause that says most of the client: the longest of their own that can be turned round, the last of equals.
    pub(crate) fn weightiest(&self) -> Option<Mirrored> {
        let words = |mirrored: &Mirrored| mirrored.text.split(' ').count();
        let all = self.clauses.iter().filter_map(|clause| self.clause(clause));
        all.filter(|mirrored| mirrored.own && words(mirrored) >= TELLING).max_by_key(words)
    }

    fn clause(&self, clause: &Clause) -> Option<Mirrored> {
        if clause.question {
            return None;
        }
        let words = self.words(clause.first, clause.end)?;
        let words = shape::sentence(self.answers(), words)?;
        let own = shape::is_first_person(self.answers(), &words[0].lower);
        let text = person::turn(self.answers(), &words)?;
        let text = match shape::frame(self.answers(), &words) {
            Some(frame) => format!("{frame} {text}"),
            None => text,
        };
        Some(Mirrored { text, own })
    }

    fn act_at(&self, token: u32) -> Option<(String, String)> {
        let clause = self.clauses.iter().find(|clause| (clause.first..clause.end).contains(&token) && !clause.question)?;
        let words = shape::act(self.answers(), self.words(clause.first, clause.end)?)?;
        let (base, rest) = words.split_first()?;
        let rest = if rest.is_empty() { String::new() } else { person::turn(self.answers(), rest)? };
        Some((base.lower.clone(), rest))
    }

    fn words(&self, first: u32, end: u32) -> Option<Vec<Word>> {
        let tokens = self.tokens.get(first as usize..end as usize)?;
        words::read(self.lexicon, self.text, tokens)
    }
}

fn join(first: &[&str], rest: &str) -> String {
    let mut joined = first.join(" ");
    if !rest.is_empty() {
        joined.push(' ');
        joined.push_str(rest);
    }
    joined
}
