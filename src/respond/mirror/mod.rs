//! The client's own words, turned round: "I really want to stop drinking" → "you really want to stop drinking", or "to stop drinking".
//!
//! `words` takes a clause as it was said, `shape` trims it and judges whether it is a sentence, `person` turns it round. Whatever is not sure to
//! be English is declined: a template without a slot serves then. All word tables are data (`respond/mirror.toml`).

mod person;
mod shape;
mod words;

use crate::clause::{Clause, Link};
use crate::lexicon::{Answers, Compiled};
use crate::scan::{Break, Token};
use words::Word;

/// What has fewer words tells too little to be given back for its own sake.
const TELLING: usize = 4;
/// … unless something was found in it.
const TELLING_MARKED: usize = 3;
/// What is given back for its own sake is so much of the turn, or less if something was found in it.
const SHARE: f64 = 0.3;
const SHARE_MARKED: f64 = 0.2;
/// … and less again if it comes last.
const SHARE_LAST: f64 = 0.1;
/// Two clauses that "but" joins are given back together if they have no more words.
const JOINED: usize = 22;
/// "But, um": what has no more words joins nothing.
const TURN: usize = 2;
/// A question of so few words only asks for a yes to what goes before it.
const TAG: u32 = 3;
/// Words beyond so many make a clause no weightier.
const ENOUGH: usize = 12;
/// What a clause gains if something was found in it, if it is the client's own, and at most if it comes late: people end on what they mean.
const MARKED: usize = 8;
const OWN: usize = 6;
const MAIN: usize = 4;
const LATE: usize = 5;
/// In a longer turn it counts twice.
const STORY: usize = 40;

/// A turn, as the mirror needs it.
#[derive(Clone, Copy)]
pub(crate) struct Mirror<'a> {
    pub(crate) lexicon: &'a Compiled,
    pub(crate) text: &'a str,
    /// Where the turn begins in the text; before that stands what it goes on with.
    pub(crate) begins: u32,
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
    /// It speaks of the client in some place.
    pub(crate) concerns: bool,
}

impl<'a> Mirror<'a> {
    fn answers(&self) -> &'a Answers {
        &self.lexicon.answers
    }

    /// The clause that holds a token, turned round.
    pub(crate) fn clause_at(&self, token: u32) -> Option<Mirrored> {
        self.whole(self.clauses.iter().position(|clause| (clause.first..clause.end).contains(&token))?)
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

    /// What says most of the turn: of what can be turned round the clause in which something was found, the client's own, the longer, the later.
    pub(crate) fn gist(&self, found: &[u32]) -> Option<Mirrored> {
        let holds = |index: usize| self.clauses[index].first..self.clauses[index].end;
        let marked =
            |index: usize| found.iter().any(|token| holds(index).contains(token)) || holds(index).any(|token| self.is(token, "weighty"));
        let last = self.clauses.len().saturating_sub(1).max(1);
        let late = if self.tokens.len() > STORY { LATE * 2 } else { LATE };
        let worth = |index: usize, mirrored: &Mirrored| {
            let bonus = |holds: bool, worth: usize| if holds { worth } else { 0 };
            length(mirrored).min(ENOUGH)
                + bonus(marked(index), MARKED)
                + bonus(mirrored.own, OWN)
                + bonus(self.clauses[index].link == Link::Main, MAIN)
                + late * index / last
        };
        let all =
            (0..self.clauses.len()).filter(|&index| self.is_new(&self.clauses[index])).filter_map(|index| Some((index, self.said(index)?)));
        let fewest = |index: usize| if marked(index) { TELLING_MARKED } else { TELLING };
        // What is neither marked nor a good part of the turn is a thing said by the way.
        let share = |index: usize| match marked(index) {
            true if index == last => SHARE_LAST,
            true => SHARE_MARKED,
            false => SHARE,
        };
        let weighs = |index: usize, words: usize| words as f64 >= share(index) * self.tokens.len() as f64;
        let tells = |index: usize, words: usize| words >= fewest(index) && weighs(index, words);
        let telling = all.filter(|(index, mirrored)| mirrored.concerns && tells(*index, length(mirrored)));
        telling.max_by_key(|(index, mirrored)| worth(*index, mirrored)).map(|(_, mirrored)| mirrored)
    }

    /// Is a word in a list?
    fn is(&self, token: u32, list: &str) -> bool {
        let spelled = self.tokens.get(token as usize).and_then(|token| self.text.get(token.start as usize..token.end as usize));
        spelled.is_some_and(|word| self.answers().wording.holds(list, &word.to_lowercase()))
    }

    /// A clause with what "but" joins to it: half of that would be something else.
    fn said(&self, index: usize) -> Option<Mirrored> {
        let first = self.whole(index)?;
        let Some(next) =
            self.clauses.get(index + 1).filter(|next| self.is(next.first, "turning") && (next.end - next.first) as usize > TURN)
        else {
            return Some(first);
        };
        // What is said of others is hardly two sides of the client's.
        let second = self.whole(index + 1).filter(|second| !next.question && (first.own || second.own))?;
        (length(&first) + length(&second) < JOINED).then(|| Mirrored {
            text: format!("{}, and {}", first.text, second.text),
            own: first.own || second.own,
            concerns: true,
        })
    }

    /// A clause with the condition or the cause that hangs on it. Without its condition nothing would be true of it.
    fn whole(&self, index: usize) -> Option<Mirrored> {
        let clause = self.clauses.get(index)?;
        if index + 1 == self.clauses.len() && is_cut_off(self.text) {
            return None;
        }
        // "I'm not in trouble, am I?"
        if self.clauses.get(index + 1).is_some_and(|next| next.question && next.end - next.first <= TAG) {
            return None;
        }
        let hangs = |other: Option<&Clause>| other.filter(|other| other.utterance == clause.utterance).map(|other| other.link);
        let conditional = |link| matches!(link, Some(Link::Condition | Link::ConditionNegative));
        if !conditional(Some(clause.link)) && conditional(hangs(index.checked_sub(1).and_then(|before| self.clauses.get(before)))) {
            return None;
        }
        // "I'd like it to be normal, where I don't take tablets, and I don't end up in hospital": what is joined to half a sentence is half of it too.
        let before = index.checked_sub(1).and_then(|before| self.clauses.get(before)).filter(|before| before.utterance == clause.utterance);
        if before.is_some_and(|before| (before.first..before.end).any(|token| self.is(token, "embedding")))
            && self.is(clause.first, "joint")
        {
            return None;
        }
        let next = self.clauses.get(index + 1);
        let link = hangs(next);
        if let Some(next) = next.filter(|_| conditional(link) || link == Some(Link::Cause)) {
            let mut both = *clause;
            both.end = next.end;
            let alone = self.clause(clause)?;
            return match self.clause(&both) {
                Some(both) if length(&both) > length(&alone) => Some(both),
                _ if conditional(link) => None,
                _ => Some(alone),
            };
        }
        self.clause(clause)
    }

    /// Does a clause end in this turn, not in what it goes on with?
    fn is_new(&self, clause: &Clause) -> bool {
        self.tokens[..clause.end as usize].last().is_some_and(|last| last.end > self.begins)
    }

    fn clause(&self, clause: &Clause) -> Option<Mirrored> {
        if clause.question {
            return None;
        }
        let mut words = self.words(clause.first, clause.end)?;
        if let Some(last) = words.last_mut() {
            last.closed |= self.closes(clause.end);
        }
        if shape::is_purpose(self.answers(), &words) {
            return None;
        }
        let opines = shape::is_opinion(self.answers(), &words);
        let words = shape::sentence(self.answers(), words)?;
        let own = shape::is_first_person(self.answers(), &words[0].lower);
        let concerns = own || opines || words.iter().any(|word| shape::is_first_person(self.answers(), &word.lower));
        let text = person::turn(self.answers(), &words)?;
        // "Right now you don't see how it's possible": not where the client has said so, or said when.
        let said = |frame: &str| {
            let both_say_when = [frame, &text].iter().all(|part| shape::says_when(self.answers(), part));
            text.contains(frame) || both_say_when
        };
        let text = match shape::frame(self.answers(), &words).filter(|frame| !said(frame)) {
            Some(frame) => format!("{frame} {text}"),
            None => text,
        };
        Some(Mirrored { text, own, concerns })
    }

    /// Is a clause over at a token: at the end of the turn, or where a joint begins the next?
    fn closes(&self, end: u32) -> bool {
        match self.tokens.get(end as usize) {
            None => !is_cut_off(self.text),
            Some(next) => next.before <= Break::Comma && self.is(end, "joint"),
        }
    }

    fn act_at(&self, token: u32) -> Option<(String, String)> {
        let index = self.clauses.iter().position(|clause| (clause.first..clause.end).contains(&token) && !clause.question)?;
        let clause = &self.clauses[index];
        // "If I drink less, I'll …": not without its condition.
        if [index.wrapping_sub(1), index + 1].into_iter().any(|near| self.is_condition_of(clause, near)) {
            return None;
        }
        let words = self.words(clause.first, clause.end)?;
        // "…, so I can talk to my mum" is what something else is for.
        let joined = index.checked_sub(1).is_some_and(|before| self.clauses[before].utterance == clause.utterance);
        if joined && shape::is_purpose(self.answers(), &words) {
            return None;
        }
        let words = shape::act(self.answers(), words)?;
        let (base, rest) = words.split_first()?;
        let rest = if rest.is_empty() { String::new() } else { person::turn(self.answers(), rest)? };
        Some((base.lower.clone(), rest))
    }

    fn is_condition_of(&self, clause: &Clause, index: usize) -> bool {
        let conditional =
            |other: &Clause| other.utterance == clause.utterance && matches!(other.link, Link::Condition | Link::ConditionNegative);
        self.clauses.get(index).is_some_and(conditional)
    }

    fn words(&self, first: u32, end: u32) -> Option<Vec<Word>> {
        let tokens = self.tokens.get(first as usize..end as usize)?;
        words::read(self.lexicon, self.text, tokens)
    }
}

/// Does a turn break off at its end?
pub(crate) fn is_cut_off(text: &str) -> bool {
    let end = text.trim_end_matches(|c: char| c.is_whitespace() || c == '"');
    end.ends_with(['-', '–', '—', '…']) || end.ends_with("..")
}

fn length(mirrored: &Mirrored) -> usize {
    mirrored.text.split(' ').count()
}

fn join(first: &[&str], rest: &str) -> String {
    let mut joined = first.join(" ");
    if !rest.is_empty() {
        joined.push(' ');
        joined.push_str(rest);
    }
    joined
}
