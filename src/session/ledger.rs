//! The client's own words, kept on request: the decisional balance and what is worth coming back to.

use serde::{Deserialize, Serialize};

use crate::code::{Code, Mentioned, Span, Strength};
use crate::compose::{Footing, RawFinding, Source};
use crate::lexicon::{Compiled, Meaning, Sign};
use crate::tag::Role;
use crate::tagger::TagRef;

/// What counts for less is not plain enough to be weighed up.
const CLEAR: f64 = 0.8;
/// A quotation is a clause, up to so many words.
const LONGEST_QUOTE: u32 = 30;

/// What a client said that is worth coming back to, each with its turn and words. A [`Session`](crate::Session) fills it if it was
/// [asked to keep words](crate::SessionBuilder::keep_words).
///
/// ```
/// use changetalk::{Mentioned, Session, Tagger};
///
/// let mut session = Session::builder(Tagger::english()).keep_words().build()?;
/// session.client("Drinking relaxes me, but it's wrecking my sleep.");
/// session.client("I'd have more money if I stopped. My family means everything to me.");
/// let ledger = session.ledger().unwrap();
/// assert_eq!(ledger.balance.good_of_same[0].words, "Drinking relaxes me");
/// assert_eq!(ledger.balance.bad_of_same[0].words, "it's wrecking my sleep");
/// assert_eq!(ledger.balance.good_of_change.len(), 1);
/// assert!(ledger.of(Mentioned::Value).any(|value| value.called == "your family" && value.quote.turn == 1));
/// # Ok::<(), changetalk::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ledger {
    /// The decisional balance.
    pub balance: Balance,
    /// Barriers, values, supports, small wins, plans and setbacks, in the order of the session.
    pub mentions: Vec<Mention>,
}

/// The decisional balance (Janis and Mann 1977): four boxes, filled with what the client gave as reasons.
///
/// The phrase that leads a finding is a good or a bad thing by itself ("relaxes me", "wrecks my sleep"; "not" turns it round). A good thing that speaks for the
/// change is what is good about changing, a bad thing that speaks for it what is bad about staying the same; what speaks against it likewise. Which
/// entries weigh anything up, the lexicon says (`balance`): reasons mostly, and liking and hating, but not "I should".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Balance {
    /// What is good about changing: change talk.
    pub good_of_change: Vec<Quote>,
    /// What is bad about changing: sustain talk.
    pub bad_of_change: Vec<Quote>,
    /// What is good about staying the same: sustain talk.
    pub good_of_same: Vec<Quote>,
    /// What is bad about staying the same: change talk.
    pub bad_of_same: Vec<Quote>,
}

/// Words of the client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quote {
    /// The turn of the session, from 0.
    pub turn: u32,
    /// Where they stand in the turn's text.
    pub span: Span,
    /// The words: the clause, or where that is long the phrase.
    pub words: String,
    /// The entry that led to them.
    pub entry: String,
}

/// Something worth coming back to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mention {
    /// What it is.
    pub what: Mentioned,
    /// What it is called to the client, where the lexicon has words for it: "your family".
    pub called: String,
    /// The client's words.
    pub quote: Quote,
}

/// One of the four boxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    GoodOfChange,
    BadOfChange,
    GoodOfSame,
    BadOfSame,
}

impl Ledger {
    /// What is of one kind.
    pub fn of(&self, what: Mentioned) -> impl Iterator<Item = &Mention> {
        self.mentions.iter().filter(move |mention| mention.what == what)
    }

    /// Takes in a client's turn.
    pub(super) fn said(&mut self, turn: u32, text: &str, tag: &TagRef<'_>) {
        let lexicon = tag.lexicon();
        // What only takes up a topic counts where the phrase would say the same by itself.
        let says_so = |finding: &RawFinding| match lexicon.known_entry(finding.entry).map(|entry| entry.meaning) {
            Some(Meaning::Stance { alone: Some(sign), .. }) => sign.factor() == finding.sign,
            _ => false,
        };
        let own = |finding: &&RawFinding| finding.source == Source::Own && (finding.footing != Footing::Inherited || says_so(finding));
        let mut findings: Vec<&RawFinding> = tag.raw_findings().iter().filter(own).collect();
        findings.sort_by_key(|finding| finding.first);
        for finding in findings {
            let quote = || quote(turn, text, tag, (finding.first, finding.end), finding.entry);
            if let Some(side) = side(lexicon, tag, finding) {
                self.balance.put(side, quote());
            }
            if let Some(what) = counts_as(finding) {
                self.mention(what, String::new(), quote());
            }
        }
        for cue in tag.raw_themes() {
            let record = lexicon.entry(cue.entry);
            if let Meaning::Theme { mentioned: Some(what), .. } = record.meaning {
                self.mention(what, record.says.to_string(), quote(turn, text, tag, (cue.first, cue.end), cue.entry));
            }
        }
    }

    /// A finding and a theme over the same words are one mention; the one that has a name stays.
    fn mention(&mut self, what: Mentioned, called: String, quote: Quote) {
        let overlaps = |known: &Mention| {
            known.what == what
                && known.quote.turn == quote.turn
                && known.quote.span.start < quote.span.end
                && quote.span.start < known.quote.span.end
        };
        match self.mentions.iter_mut().rev().take_while(|known| known.quote.turn == quote.turn).find(|known| overlaps(known)) {
            Some(known) if known.called.is_empty() => *known = Mention { what, called, quote },
            Some(_) => {}
            None => self.mentions.push(Mention { what, called, quote }),
        }
    }

    /// Every quotation.
    pub(super) fn quotes(&self) -> impl Iterator<Item = &Quote> {
        let balance = &self.balance;
        let boxes = [&balance.good_of_change, &balance.bad_of_change, &balance.good_of_same, &balance.bad_of_same];
        boxes.into_iter().flatten().chain(self.mentions.iter().map(|mention| &mention.quote))
    }
}

impl Balance {
    /// Nothing was weighed.
    pub fn is_empty(&self) -> bool {
        [&self.good_of_change, &self.bad_of_change, &self.good_of_same, &self.bad_of_same].into_iter().all(Vec::is_empty)
    }

    /// The same words stand in a box once.
    fn put(&mut self, side: Side, quote: Quote) {
        let list = match side {
            Side::GoodOfChange => &mut self.good_of_change,
            Side::BadOfChange => &mut self.bad_of_change,
            Side::GoodOfSame => &mut self.good_of_same,
            Side::BadOfSame => &mut self.bad_of_same,
        };
        if list.iter().rev().take_while(|known| known.turn == quote.turn).all(|known| known.span != quote.span) {
            list.push(quote);
        }
    }
}

/// The box in which a finding belongs, if it weighs anything up.
///
/// A good thing that speaks for the change is what is good about changing, a bad thing that speaks for it is what is bad about staying the same, and so on.
fn side(lexicon: &Compiled, tag: &TagRef<'_>, finding: &RawFinding) -> Option<Side> {
    let reasons = tag.reasons(finding);
    let good = match lexicon.known_entry(finding.entry)?.meaning {
        Meaning::Stance { balance: true, valence, .. } => {
            let denied = reasons.iter().filter(|reason| reason.role == Role::Negation && reason.factor < 0).count() % 2 == 1;
            (valence == Sign::Plus) != denied
        }
        // A saying is neither: what it is said of tells, and where that is nothing, it is about things as they are.
        Meaning::Idiom { balance: true, .. } => {
            let directed = |role: Role| matches!(role, Role::Direction | Role::Reverse | Role::Hold | Role::Act);
            let named = reasons.iter().filter(|reason| directed(reason.role)).map(|reason| reason.factor);
            let of_change = named.clone().count() > 0 && named.product::<i8>() > 0;
            of_change == (finding.sign > 0)
        }
        _ => return None,
    };
    (finding.weight >= CLEAR).then_some(match (finding.sign > 0, good) {
        (true, true) => Side::GoodOfChange,
        (true, false) => Side::BadOfSame,
        (false, true) => Side::GoodOfSame,
        (false, false) => Side::BadOfChange,
    })
}

/// Plans, steps and steps back are findings already.
fn counts_as(finding: &RawFinding) -> Option<Mentioned> {
    let named = finding.footing == Footing::Named || finding.footing == Footing::Undirected;
    match (finding.code, finding.sign > 0) {
        (Code::Commitment, true) if named && !finding.conditional && finding.strength > Strength::Low => Some(Mentioned::Plan),
        (Code::TakingSteps, true) if named => Some(Mentioned::SmallWin),
        (Code::TakingSteps, false) if named => Some(Mentioned::Setback),
        _ => None,
    }
}

/// The clauses that hold some words, or, where those are long, the words alone.
fn quote(turn: u32, text: &str, tag: &TagRef<'_>, (first, end): (u32, u32), entry: u32) -> Quote {
    let holding = |clause: &&crate::clause::Clause| clause.first < end && first < clause.end;
    let clauses = || tag.clauses().iter().filter(holding);
    let whole = (clauses().map(|clause| clause.first).min().unwrap_or(first), clauses().map(|clause| clause.end).max().unwrap_or(end));
    let (first, end) = if whole.1 - whole.0 <= LONGEST_QUOTE { (tag.past_joints(whole.0, first), whole.1) } else { (first, end) };
    let span = tag.span(first, end);
    let words = text.get(span.start as usize..span.end as usize).unwrap_or_default();
    Quote { turn, span, words: words.split_whitespace().collect::<Vec<_>>().join(" "), entry: tag.name(entry) }
}
