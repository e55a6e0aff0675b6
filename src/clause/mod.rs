//! Cues → clauses, grouped into utterances (thought units), each with what colours all of it: condition, question, report, time.

mod denial;

use crate::code::Span;
use crate::lexicon::{Class, Compiled, Meaning, Person, Scope};
use crate::scan::{Break, Cue, Token};

pub(crate) use denial::is_denied;

/// Longer clauses and utterances are cut, so that the cost of a turn stays linear in its length whatever it is made of.
const LONGEST_CLAUSE: u32 = 96;
const MOST_CLAUSES: usize = 16;

/// How a clause hangs on the others of its utterance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    Main,
    /// "if I stopped", "when I drink"
    Condition,
    /// "unless I stop"
    ConditionNegative,
    /// "because it helps"
    Cause,
}

/// A stretch of tokens with one thing said.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clause {
    /// Cues `[first_cue, end_cue)` of the main layer.
    pub(crate) first_cue: usize,
    pub(crate) end_cue: usize,
    /// Tokens `[first, end)`.
    pub(crate) first: u32,
    pub(crate) end: u32,
    pub(crate) utterance: u32,
    pub(crate) link: Link,
    pub(crate) question: bool,
    /// The clause opens with an inverted verb or a question word.
    opens_question: bool,
    /// The cue that made it conditional.
    pub(crate) condition: Option<usize>,
}

/// The clauses of a turn and its utterances.
#[derive(Debug, Default)]
pub(crate) struct Clauses {
    pub(crate) list: Vec<Clause>,
    pub(crate) utterances: Vec<Span>,
}

/// What a turn is made of, for this room and the next.
#[derive(Clone, Copy)]
pub(crate) struct Turn<'a> {
    pub(crate) lexicon: &'a Compiled,
    pub(crate) tokens: &'a [Token],
    /// Cues of the main layer.
    pub(crate) cues: &'a [Cue],
    /// What ends the turn.
    pub(crate) ending: Break,
    /// Who "you" is.
    pub(crate) voice: Voice,
}

/// Whose turn is read: for the counsellor's, "you" is the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Voice {
    Client,
    Counsellor,
}

impl Turn<'_> {
    pub(crate) fn meaning(&self, cue: usize) -> Meaning {
        self.lexicon.entry(self.cues[cue].entry).meaning
    }

    pub(crate) fn scope(&self, cue: usize) -> Option<Scope> {
        self.lexicon.scope(self.cues[cue].entry)
    }

    pub(crate) fn is(&self, token: u32, class: Class) -> bool {
        self.tokens.get(token as usize).is_some_and(|token| self.lexicon.grammar.is(token.word, class))
    }

    /// Whom a cue names as somebody who does or feels something, if it names anybody.
    pub(crate) fn subject(&self, cue: usize) -> Option<Person> {
        let Some(Scope::Person(person)) = self.scope(cue) else { return None };
        let Cue { first, end, .. } = self.cues[cue];
        let single = end - first == 1;
        let after_preposition = first > 0 && self.is(first - 1, Class::Preposition);
        if single && self.is(first, Class::ObjectPronoun)
            || !self.starts_sentence(first) && (after_preposition || !single && self.is_object(cue))
        {
            return None;
        }
        Some(match (self.voice, person) {
            (Voice::Counsellor, Person::Generic | Person::Counsellor) => Person::Client,
            (Voice::Counsellor, Person::Client) => Person::Other,
            (Voice::Client, Person::Generic) => Person::Client,
            (_, person) => person,
        })
    }

    /// Does a verb stand right before it, so that it is what the verb is done to: "see my doctor"?
    fn is_object(&self, cue: usize) -> bool {
        let first = self.cues[cue].first;
        let near = cue.saturating_sub(4);
        let before = self.cues[near..cue].iter().rposition(|other| other.end == first).map(|at| near + at);
        before.is_some_and(|before| {
            matches!(self.meaning(before), Meaning::Stance { .. } | Meaning::Operator { .. } | Meaning::Direction { .. })
        })
    }

    pub(crate) fn starts_sentence(&self, token: u32) -> bool {
        token == 0 || self.tokens[token as usize].before.is_stop()
    }

    /// The span of tokens `[first, end)`.
    pub(crate) fn span(&self, first: u32, end: u32) -> Span {
        let start = self.tokens.get(first as usize).map_or(0, |token| token.start);
        let last = self.tokens.get((end.max(first + 1) - 1) as usize).map_or(start, |token| token.end);
        Span { start, end: last }
    }

    /// What ends the sentence that holds this token.
    fn sentence_ending(&self, token: u32) -> Break {
        let next = self.tokens[token as usize + 1..].iter().find(|token| token.before.is_stop());
        next.map_or(self.ending, |token| token.before)
    }
}

/// What begins at a cue.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    Utterance,
    Clause(Link),
}

/// Cuts a turn into clauses.
pub(crate) fn divide(turn: &Turn<'_>, clauses: &mut Clauses) {
    clauses.list.clear();
    clauses.utterances.clear();
    if turn.tokens.is_empty() {
        return;
    }
    let mut divider = Divider { turn, clauses, utterance: 0 };
    let mut cue = 0;
    for token in 0..turn.tokens.len() as u32 {
        while turn.cues.get(cue).is_some_and(|cue| cue.first < token) {
            cue += 1;
        }
        let here = turn.cues.get(cue).filter(|cue| cue.first == token).map(|_| cue);
        divider.token(token, cue, here);
    }
    divider.finish();
}

struct Divider<'a, 'b> {
    turn: &'a Turn<'a>,
    clauses: &'b mut Clauses,
    utterance: u32,
}

impl Divider<'_, '_> {
    /// Looks whether something begins at a token, and opens it. `cue` is the next cue, `here` the one that begins at the token.
    fn token(&mut self, token: u32, cue: usize, here: Option<usize>) {
        if token == 0 || self.turn.tokens[token as usize].before.is_stop() {
            self.utterance += u32::from(token > 0);
            self.open(token, cue, Link::Main, None);
            if let Some(Opening::Clause(link)) = here.and_then(|cue| self.opening(cue, token)) {
                self.relink(link, cue);
            }
            return;
        }
        match here.and_then(|cue| self.opening(cue, token)) {
            Some(Opening::Utterance) => {
                self.utterance += 1;
                self.open(token, cue, Link::Main, None);
            }
            Some(Opening::Clause(link)) => self.open(token, cue, link, here.filter(|_| link != Link::Main)),
            None if self.is_too_long(token) || self.ends_condition(token) => self.open(token, cue, Link::Main, None),
            None => {}
        }
    }

    fn open(&mut self, token: u32, cue: usize, link: Link, condition: Option<usize>) {
        if let Some(last) = self.clauses.list.last_mut() {
            last.end = token;
            last.end_cue = cue;
            if last.first == last.end {
                self.clauses.list.pop();
            }
        }
        let same = self.clauses.list.iter().rev().take(MOST_CLAUSES).take_while(|clause| clause.utterance == self.utterance).count();
        if same == MOST_CLAUSES {
            self.utterance += 1;
        }
        self.clauses.list.push(Clause {
            first_cue: cue,
            end_cue: cue,
            first: token,
            end: token,
            utterance: self.utterance,
            link,
            question: false,
            opens_question: self.opens_question(token, cue),
            condition,
        });
    }

    /// The clause that opened just now turns out to be linked.
    fn relink(&mut self, link: Link, cue: usize) {
        if let Some(last) = self.clauses.list.last_mut() {
            last.link = link;
            last.condition = (link != Link::Main).then_some(cue);
        }
    }

    fn opens_question(&self, token: u32, cue: usize) -> bool {
        let inverted = self.turn.is(token, Class::QuestionAuxiliary) && self.turn.is(token + 1, Class::SubjectPronoun);
        let question = self.turn.cues.get(cue).is_some_and(|here| here.first == token) && self.turn.scope(cue) == Some(Scope::Question);
        inverted || question
    }

    fn is_too_long(&self, token: u32) -> bool {
        self.clauses.list.last().is_some_and(|clause| token - clause.first >= LONGEST_CLAUSE)
    }

    /// A comma behind a condition: "if I stopped, nobody would".
    fn ends_condition(&self, token: u32) -> bool {
        let parted = self.turn.tokens[token as usize].before == Break::Comma;
        let current = self.clauses.list.last();
        parted && current.is_some_and(|clause| matches!(clause.link, Link::Condition | Link::ConditionNegative) && token > clause.first + 2)
    }

    /// What a cue opens, if anything.
    fn opening(&self, cue: usize, token: u32) -> Option<Opening> {
        let turn = self.turn;
        let current = self.clauses.list.last()?;
        if let Meaning::Idiom { .. } = turn.meaning(cue) {
            let opens = turn.tokens[token as usize].before >= Break::Comma || turn.is(token, Class::QuestionWord);
            return opens.then_some(Opening::Clause(Link::Main));
        }
        if let Meaning::Stance { alone: Some(_), .. } = turn.meaning(cue) {
            // "if I keep gambling my husband will leave me": the phrase brings its subject along.
            let conditional = matches!(current.link, Link::Condition | Link::ConditionNegative) && token > current.first + 2;
            let subject = turn.is(token, Class::SubjectPronoun) || turn.is(token, Class::Determiner);
            return (turn.is(token, Class::QuestionWord) || conditional && subject).then_some(Opening::Clause(Link::Main));
        }
        match turn.scope(cue)? {
            Scope::Contrast => Some(Opening::Utterance),
            Scope::Cause => Some(Opening::Clause(Link::Cause)),
            Scope::Condition => Some(Opening::Clause(Link::Condition)),
            Scope::ConditionNegative => Some(Opening::Clause(Link::ConditionNegative)),
            // "if I stayed sober, then I could": still what comes of the condition.
            Scope::Result if matches!(current.link, Link::Condition | Link::ConditionNegative) => Some(Opening::Clause(Link::Main)),
            Scope::Question if turn.tokens[token as usize].before >= Break::Comma => Some(Opening::Clause(Link::Main)),
            Scope::Coordination | Scope::Result => {
                let after = turn.cues[cue].end;
                let next =
                    (cue + 1..turn.cues.len()).find(|&next| turn.cues[next].first >= after).filter(|&next| turn.cues[next].first == after);
                let points = turn.is(after, Class::ProForm) && turn.is(after + 1, Class::Be);
                let subject = points || turn.is(after, Class::SubjectPronoun) || next.is_some_and(|next| turn.subject(next).is_some());
                subject.then_some(Opening::Utterance)
            }
            Scope::Person(_) => {
                turn.subject(cue)?;
                let parted = turn.tokens[token as usize].before >= Break::Comma;
                let conditional = matches!(current.link, Link::Condition | Link::ConditionNegative);
                // "when I drink I get loud": the second subject ends the condition.
                (parted || conditional && token > current.first + 2).then_some(Opening::Clause(Link::Main))
            }
            _ => None,
        }
    }

    fn finish(self) {
        let turn = self.turn;
        let clauses = self.clauses;
        if let Some(last) = clauses.list.last_mut() {
            last.end = turn.tokens.len() as u32;
            last.end_cue = turn.cues.len();
        }
        // Utterances count from 0 without holes, and end where the next begins.
        let mut number = None;
        for clause in &mut clauses.list {
            let span = turn.span(clause.first, clause.end);
            if number == Some(clause.utterance) {
                if let Some(last) = clauses.utterances.last_mut() {
                    *last = last.to(span);
                }
            } else {
                number = Some(clause.utterance);
                clauses.utterances.push(span);
            }
            clause.utterance = clauses.utterances.len() as u32 - 1;
        }
        mark_questions(turn, &mut clauses.list);
    }
}

/// A sentence that ends in a question mark is a question from the clause that opens like one, or whole; unless a tag ends it.
fn mark_questions(turn: &Turn<'_>, clauses: &mut [Clause]) {
    let mut start = 0;
    while start < clauses.len() {
        let next = clauses[start + 1..].iter().position(|clause| turn.starts_sentence(clause.first));
        let end = next.map_or(clauses.len(), |offset| start + 1 + offset);
        let asked = turn.sentence_ending(clauses[end - 1].first) == Break::Question;
        let sentence = &mut clauses[start..end];
        let tagged = sentence.last().is_some_and(|last| {
            (last.first_cue..last.end_cue).any(|cue| {
                let asks = matches!(turn.scope(cue), Some(Scope::QuestionTag | Scope::Question));
                asks && turn.cues[cue].end == last.end && turn.cues[cue].first > last.first
            })
        });
        let opener = sentence.iter().position(|clause| clause.opens_question);
        let inverted = sentence
            .iter()
            .position(|clause| turn.is(clause.first, Class::QuestionAuxiliary) && turn.is(clause.first + 1, Class::SubjectPronoun));
        let from = match (asked && !tagged, opener) {
            (true, Some(opener)) => Some(opener),
            (true, None) => Some(0),
            (false, _) => inverted.filter(|_| !tagged),
        };
        if let Some(from) = from {
            for clause in &mut sentence[from..] {
                clause.question = true;
            }
        }
        start = end;
    }
}
