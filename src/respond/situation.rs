//! Where a turn and its session stand: what conditions are held against.

use std::cell::RefCell;

use crate::clause::{Clause, Link};
use crate::code::{Code, Family, Level, Rating, Risk, Scale, Talk, Valence};
use crate::compose::{Footing, NO_ENTRY, RawFinding, Source};
use crate::lexicon::{Answers, Asks, Class, Compiled, Conditions, Meaning, Polarity, State, States};
use crate::scan::Cue;
use crate::session::{Course, Session};
use crate::tagger::{TagRef, Tagger};

use super::mirror::{Mirror, Mirrored, is_cut_off};

/// Turns up to this one are early in a session.
const EARLY: u32 = 2;
/// Turns from this one on are late.
const LATE: u32 = 24;
/// Turns with at most so many words, and nothing found in them, say next to nothing.
const SHORT: usize = 5;
/// Who says no more than this and "I don't know" does not know.
const UNSURE: usize = 5;
/// Thanks and good-byes in at most so many words are answered in the same way.
const BRIEF: usize = 8;
/// What is given back need not carry the whole turn: a finding that counts for so much is said plainly enough, whatever the turn as a whole is
/// tagged as. One that a phrase names counts for less.
const PLAIN: f64 = 0.8;
const NAMED: f64 = 0.5;
/// … and in a turn that is tagged otherwise takes up so much of it.
const GIST: f64 = 0.25;
/// Longer turns are stories.
const LONG: usize = 24;
const OUTSTANDING: f64 = 1.6;
/// A feeling is that of somebody named at most so many words before.
const NEAR: u32 = 5;
/// Discord that names nobody is said shortly: "this is a waste of time".
const CURT: usize = 8;
/// A turn of at most so many words says one thing.
const POINTED: usize = 14;
/// What is most of a turn takes up so much of it, unless the turn is as short as can be.
const MOST: f64 = 0.4;
/// A feeling is the point of any turn but the longest; named so often it is the point of those too.
const TALE: usize = 100;
const OFTEN: usize = 2;
/// … and longer turns than this are stories: they tell of a quarrel with somebody else, and end on one thing of many.
const STORY: usize = 30;
/// So few words that go on with a turn are only its end.
const TRAILING: usize = 3;
/// A theme takes up at least so much of its turn.
const THEME: f64 = 0.1;
/// … a feeling so much, and what the client goes through so much.
const FEELING: f64 = 0.015;
const EXPERIENCE: f64 = 0.03;
/// What is put together from a stance and what it is about counts for at least so much.
const COMPOSED: f64 = 1.0;
/// A session is balanced when it holds so many findings of each side, and neither side more than so many times the other.
const BALANCED: (u32, f64) = (2, 1.6);

/// A turn in its session.
pub(crate) struct Situation<'a> {
    pub(crate) tagger: &'a Tagger,
    pub(crate) tag: TagRef<'a>,
    pub(crate) text: &'a str,
    pub(crate) lexicon: &'a Compiled,
    pub(crate) course: &'a Course,
    pub(crate) behaviour: Option<u16>,
    pub(crate) rating: Option<Rating>,
    pub(crate) states: States,
    /// Where in the text the turn begins: what it goes on with stands before that.
    begins: u32,
    pub(crate) talk: Talk,
    /// Clauses that were turned round for one template or another: that of a token, or what says most.
    turned: RefCell<Vec<(Option<u32>, Option<Mirrored>)>>,
}

/// How conditions are met: by which finding and theme, and how closely.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Met {
    pub(crate) finding: Option<usize>,
    pub(crate) theme: Option<usize>,
    pub(crate) closeness: i32,
}

impl<'a> Situation<'a> {
    /// The situation after the client's last turn; `None` if the counsellor has spoken since.
    pub(crate) fn of(session: &'a Session<'_>) -> Option<Situation<'a>> {
        let (text, tag) = session.last()?;
        let lexicon = session.tagger().lexicon().compiled();
        let context = session.context();
        let talk = lean(lexicon, &tag);
        let mut situation = Situation {
            tagger: session.tagger(),
            text,
            lexicon,
            course: session.course(),
            behaviour: context.behaviour(),
            rating: session.rating(),
            states: States::default(),
            begins: session.begins(),
            talk,
            tag,
            turned: RefCell::default(),
        };
        let asks_for_more = matches!(context.prompt(), Some(Asks::Change | Asks::Sustain | Asks::View));
        situation.states = situation.find_states(context.is_asked_openly());
        if context.is_asked_openly() && asks_for_more {
            situation.states.add(State::AskedOpen);
        }
        if session.listened() {
            situation.states.add(State::InFlow);
        }
        Some(situation)
    }

    pub(crate) fn mirror(&self) -> Mirror<'_> {
        Mirror { lexicon: self.lexicon, text: self.text, begins: self.begins, tokens: self.tag.tokens(), clauses: self.tag.clauses() }
    }

    /// The clause that holds a token, or else what says most of the turn, turned round. Many templates ask for the same.
    pub(crate) fn mirrored(&self, token: Option<u32>) -> Option<Mirrored> {
        if let Some((_, known)) = self.turned.borrow().iter().find(|(at, _)| *at == token) {
            return known.clone();
        }
        let mirror = self.mirror();
        let turned = match token {
            Some(token) => mirror.clause_at(token),
            None => mirror.gist(&self.found()),
        };
        self.turned.borrow_mut().push((token, turned.clone()));
        turned
    }

    /// Does it tell of the client, and not end in a question? Else there is nothing to ask on about.
    pub(crate) fn is_told(&self) -> bool {
        let asked = self.tag.clauses().last().is_some_and(|clause| clause.question);
        !asked && (0..self.tag.tokens().len() as u32).any(|token| self.is_first_person(token))
    }

    /// How many words the turn has, without what it goes on with.
    fn length(&self) -> usize {
        self.tag.tokens().iter().filter(|token| token.start >= self.begins).count()
    }

    /// Does it say more than one thing?
    pub(crate) fn is_long(&self) -> bool {
        self.tag.tokens().len() > POINTED
    }

    /// Is what meets the conditions most of what was said? What was only touched upon is not for an answer in other words than the client's. A feeling
    /// is, if the turn is no story.
    pub(crate) fn is_point(&self, met: Met) -> bool {
        let count = self.tag.tokens().len();
        let fills = |first: u32, end: u32| count < SHORT || f64::from(end - first) >= MOST * count as f64;
        let finding = met.finding.and_then(|index| self.tag.raw_findings().get(index));
        let theme = met.theme.and_then(|index| self.themes().get(index));
        let often = |cue: &Cue| self.themes().iter().filter(|other| other.entry == cue.entry && self.is_felt(other)).count() >= OFTEN;
        let felt = |cue: &Cue| self.is_feeling(cue) && (count <= TALE || often(cue));
        finding.is_none_or(|finding| fills(finding.first, finding.end)) && theme.is_none_or(|cue| fills(cue.first, cue.end) || felt(cue))
    }

    /// The findings that can be given back, the strongest first.
    pub(crate) fn findings(&self) -> impl DoubleEndedIterator<Item = (usize, &RawFinding)> {
        self.tag.raw_findings().iter().enumerate().filter(|(_, finding)| is_given_back(self.lexicon, &self.tag, finding))
    }

    /// What the client says for one side. Where both are there neither needs to be the gist of the turn.
    pub(crate) fn sides(&self, sign: i8) -> impl Iterator<Item = &RawFinding> {
        let said = move |finding: &&RawFinding| {
            let own = finding.source == Source::Own && matches!(finding.footing, Footing::Named | Footing::Undirected);
            own && finding.sign == sign && finding.weight >= PLAIN
        };
        self.tag.raw_findings().iter().filter(said)
    }

    /// Where something was found that the turn is about: the findings of the side it leans to, feelings, what stands in the way or matters.
    pub(crate) fn found(&self) -> Vec<u32> {
        let leans = |finding: &&RawFinding| match self.tag.talk() {
            Talk::Change => finding.sign > 0,
            Talk::Sustain => finding.sign < 0,
            Talk::Neutral => true,
        };
        let own = |finding: &&RawFinding| finding.source == Source::Own && finding.weight >= NAMED;
        let findings = self.tag.raw_findings().iter().filter(own).filter(leans).map(|finding| finding.first);
        findings.chain(self.themes().iter().map(|cue| cue.first)).collect()
    }

    /// Is it something the client feels or goes through, which the client's own "I" must be near?
    fn is_feeling(&self, cue: &Cue) -> bool {
        matches!(self.lexicon.entry(cue.entry).meaning, Meaning::Theme { family: Family::Feeling | Family::Experience, .. })
    }

    pub(crate) fn themes(&self) -> &[Cue] {
        self.tag.raw_themes()
    }

    /// Does this turn withhold suggestions?
    pub(crate) fn alarms(&self) -> bool {
        self.tag.gravest_alert().is_some_and(Level::withholds)
    }

    /// A plain notice for each risk.
    pub(crate) fn notices(&self, answers: &Answers) -> Vec<String> {
        let mut risks: Vec<Risk> = self.tag.raw_alerts().iter().filter(|alert| alert.level.withholds()).map(|alert| alert.risk).collect();
        risks.sort_unstable();
        risks.dedup();
        let named = risks.iter().map(|risk| risk.name());
        // A turn before raised it.
        let names: Vec<&str> = if risks.is_empty() { vec!["before"] } else { named.collect() };
        names.into_iter().filter_map(|name| answers.wording.look_up("notice", name)).map(str::to_owned).collect()
    }

    /// The same for a kind that was asked for by name: a decisional balance need not wait for equipoise then.
    pub(crate) fn meets_when_asked(&self, when: &Conditions) -> Option<Met> {
        self.meets(&Conditions { state: when.state.without(State::Equipoise), ..when.clone() })
    }

    /// Are conditions met, and by what?
    pub(crate) fn meets(&self, when: &Conditions) -> Option<Met> {
        let Conditions { talk, state, unless, behaviours, .. } = when;
        if talk.is_some_and(|talk| talk != self.talk) || !self.states.holds_all(*state) || self.states.holds_any(*unless) {
            return None;
        }
        if !behaviours.is_empty() && !self.behaviour.is_some_and(|behaviour| behaviours.contains(&behaviour)) {
            return None;
        }
        let mut met = Met { closeness: state.len() as i32 * 4 + i32::from(talk.is_some()) * 2, ..Met::default() };
        if !behaviours.is_empty() {
            met.closeness += 3;
        }
        if when.ask_finding() {
            let (index, _) = self.findings().find(|(_, finding)| {
                let named = !when.entries.is_empty() && finding.weight >= NAMED;
                (named || self.is_plain(finding)) && is_asked(when, finding)
            })?;
            met.finding = Some(index);
            met.closeness += if when.entries.is_empty() { 5 } else { 26 } + i32::from(when.strength.is_some()) * 4;
        }
        if !when.themes.is_empty() {
            met.theme = Some(self.themes().iter().position(|cue| when.themes.binary_search(&cue.entry).is_ok() && self.is_gist(cue))?);
            met.closeness += 30;
        }
        Some(met)
    }

    /// A word of money in a long story is no barrier yet; a feeling needs less.
    fn is_gist(&self, cue: &Cue) -> bool {
        let feeling = self.is_feeling(cue);
        if feeling && !self.is_felt(cue) {
            return false;
        }
        let least = match self.lexicon.entry(cue.entry).meaning {
            Meaning::Theme { family: Family::Feeling, .. } => FEELING,
            Meaning::Theme { family: Family::Experience, .. } => EXPERIENCE,
            _ => THEME,
        };
        f64::from(cue.end - cue.first) >= least * self.tag.tokens().len() as f64
    }

    /// Somebody feels it, and it is the client: "I'm afraid", "it makes me sad", "it's embarrassing", and not "what would be exciting". What the
    /// client goes through may stand behind a "when" or "because" and name nobody: "it's been one thing after another".
    fn is_felt(&self, cue: &Cue) -> bool {
        let lived = matches!(self.lexicon.entry(cue.entry).meaning, Meaning::Theme { family: Family::Experience, .. });
        let wording = &self.lexicon.answers.wording;
        let is = |list: &str, token: u32| self.word(token).is_some_and(|word| wording.holds(list, &word.to_lowercase()));
        let clause = self.tag.clauses().iter().find(|clause| (clause.first..clause.end).contains(&cue.first));
        let told = |clause: &Clause| {
            let mut near = clause.first.max(cue.first.saturating_sub(NEAR))..cue.end;
            // "I'm going to be disappointed now and then" is not felt yet.
            let to_come = (clause.first..cue.first).rev().take(2).any(|token| is("to-come", token));
            !clause.question && (lived || clause.link == Link::Main && !to_come && near.any(|token| is("feeler", token)))
        };
        clause.is_some_and(told)
    }

    /// A word as written.
    fn word(&self, token: u32) -> Option<&str> {
        self.tag.tokens().get(token as usize).and_then(|token| self.text.get(token.start as usize..token.end as usize))
    }

    /// Plain enough to be given back: the turn as a whole leans so, or it counts for much.
    fn is_plain(&self, finding: &RawFinding) -> bool {
        let side = if finding.sign > 0 { Talk::Change } else { Talk::Sustain };
        side == self.talk || finding.weight >= PLAIN
    }

    fn find_states(&self, asked_openly: bool) -> States {
        let mut states = States::default();
        let mut set = |state, holds: bool| {
            if holds {
                states.add(state);
            }
        };
        let (course, tag) = (self.course, &self.tag);
        let mobilises = |finding: &RawFinding| {
            finding.sign > 0 && matches!(finding.code, Code::Commitment | Code::Activation | Code::TakingSteps) && self.is_plain(finding)
        };
        let [change, sustain] = course.sides();
        let (more, less) = (f64::from(change.max(sustain)), f64::from(change.min(sustain)));
        set(State::Ambivalent, self.sets_against());
        set(State::Equipoise, change.min(sustain) >= BALANCED.0 && more <= less * BALANCED.1);
        set(State::Mobilising, self.findings().any(|(_, finding)| mobilises(finding)));
        set(State::NoChangeYet, change == 0);
        set(State::ChangeBefore, change > 0);
        set(State::ReadinessRising, course.is_rising());
        // Being sent by others is no quarrel with the one who listens.
        let pressed = self.themes().iter().any(|cue| self.lexicon.answers.wording.holds("pressure", &self.lexicon.entry(cue.entry).name));
        let quotes = self.text.contains(['"', '“', '”']);
        let addressed = !quotes && (0..tag.tokens().len() as u32).any(|token| self.addresses(token));
        // "Like I said, it isn't my fault. Are we done here?"
        let curt = |cue: &Cue| {
            let clause = tag.clauses().iter().rfind(|clause| clause.first <= cue.first);
            clause.is_some_and(|clause| (clause.end - clause.first) as usize <= CURT)
        };
        let curt = !quotes && tag.discord().iter().any(curt);
        // In a story it is told, not had.
        let told = tag.tokens().len() > STORY;
        set(State::Discord, !told && !tag.discord().is_empty() && (addressed || curt && !pressed));
        set(State::Question, self.asks());
        set(State::Early, course.turns() <= EARLY);
        set(State::Late, course.turns() >= LATE);
        set(State::SummaryDue, course.is_summary_due());
        let named = self.behaviour.and_then(|behaviour| self.lexicon.behaviours.get(behaviour as usize));
        set(State::KnownBehaviour, named.is_some_and(|name| self.lexicon.answers.wording.look_up("doing", name).is_some()));
        if let Some(rating) = self.rating {
            set(State::Ruler, true);
            set(State::RulerBottom, rating.low <= 1);
            set(State::RulerTop, rating.high >= 10);
            set(State::RulerImportance, rating.scale == Scale::Importance);
            set(State::RulerConfidence, rating.scale == Scale::Confidence);
            set(State::RulerReadiness, rating.scale == Scale::Readiness);
        }
        for (state, code) in [
            (State::MissingDesire, Code::Desire),
            (State::MissingAbility, Code::Ability),
            (State::MissingReason, Code::Reason),
            (State::MissingNeed, Code::Need),
            (State::MissingCommitment, Code::Commitment),
        ] {
            set(state, course.found(code)[0] == 0);
        }
        let nothing = self.findings().next().is_none() && self.themes().is_empty() && self.rating.is_none();
        let reply = tag.reply().map(|reply| reply.polarity);
        let listens = nothing && matches!(reply, Some(Polarity::Backchannel | Polarity::Yes));
        set(State::Backchannel, tag.tokens().is_empty() || listens);
        let trails = self.begins > 0 && self.length() <= TRAILING;
        // A fact that was asked for, a few words on the way to more.
        let few = if asked_openly { SHORT } else { BRIEF };
        set(State::Short, trails || nothing && tag.tokens().len() <= if tag.talk() == Talk::Neutral { few } else { SHORT });
        set(State::Brief, self.length() <= BRIEF);
        set(State::Unsure, nothing && !self.asks() && reply == Some(Polarity::Unsure) && tag.tokens().len() <= UNSURE);
        let asks = self.asks();
        let addressed = (0..tag.tokens().len() as u32).any(|token| self.addresses(token));
        let echoes = !asks && tag.tokens().len() <= POINTED && self.text.trim_end().ends_with('?');
        // "What do I like about it?"
        let own = (0..tag.tokens().len() as u32).any(|token| self.is_first_person(token));
        let repeats = tag.tokens().len() < if own { BRIEF } else { SHORT } && !addressed;
        set(State::AsksBack, echoes || asks && (!self.inquires() || repeats) || !asks && self.ends_in_question());
        set(State::Unfinished, self.is_unfinished());
        set(State::Feeling, self.themes().iter().any(|cue| self.is_feeling(cue) && self.is_gist(cue)));
        states
    }

    /// Are both sides there, and one set against the other: "I want to, but"?
    fn sets_against(&self) -> bool {
        let wording = &self.lexicon.answers.wording;
        let turns = |token: u32| self.word(token).is_some_and(|word| wording.holds("turning", &word.to_lowercase()));
        // In a story the two may be of different things.
        let near = |one: &RawFinding, other: &RawFinding| (one.end.max(other.end) - one.first.min(other.first)) as usize <= STORY;
        let apart =
            |one: &RawFinding, other: &RawFinding| near(one, other) && (one.first.min(other.first)..one.end.max(other.end)).any(turns);
        self.sides(1).any(|change| self.sides(-1).any(|sustain| apart(change, sustain)))
    }

    fn is_first_person(&self, token: u32) -> bool {
        self.word(token).is_some_and(|word| self.lexicon.answers.wording.holds("first-person", &word.to_lowercase()))
    }

    /// Does a word mean the counsellor?
    fn addresses(&self, token: u32) -> bool {
        self.word(token).is_some_and(|word| self.lexicon.answers.wording.holds("counsellor", &word.to_lowercase()))
    }

    /// The client asks the counsellor: the turn ends in a question that is most of it, and quotes nobody's.
    fn asks(&self) -> bool {
        let clauses = self.tag.clauses();
        let words = |asked: &Clause| (asked.end - asked.first) as usize;
        let asked: usize = clauses.iter().filter(|clause| clause.question).map(words).sum();
        let is = |token: u32, class| self.tag.tokens().get(token as usize).is_some_and(|token| self.lexicon.grammar.is(token.word, class));
        // "You know?" asks for nothing.
        let opens = |clause: &Clause| is(clause.first, Class::QuestionWord) || is(clause.first, Class::QuestionAuxiliary);
        let quotes = self.text.contains(['"', '“', '”']);
        let last = clauses.last().is_some_and(|clause| clause.question && words(clause) > 2);
        let addressed = clauses.last().is_some_and(|clause| (clause.first..clause.end).any(|token| self.addresses(token)));
        !quotes
            && self.tag.tokens().len() <= STORY
            && last
            && (addressed || asked * 2 > self.tag.tokens().len())
            && clauses.iter().any(|clause| clause.question && opens(clause))
    }

    /// "I could smoke outside. Would that help?": whatever went before, it is the question that waits.
    fn ends_in_question(&self) -> bool {
        let is = |token: u32, class| self.tag.tokens().get(token as usize).is_some_and(|token| self.lexicon.grammar.is(token.word, class));
        let opens = |clause: &Clause| is(clause.first, Class::QuestionWord) || is(clause.first, Class::QuestionAuxiliary);
        let last = self.tag.clauses().last();
        self.text.trim_end().ends_with('?') && last.is_some_and(|clause| clause.question && opens(clause) && clause.end - clause.first > 2)
    }

    /// Does the question ask to be told something, rather than for a yes or a no, or for nothing at all?
    fn inquires(&self) -> bool {
        let begins = |first: &str, second: &str| self.lexicon.answers.wording.holds("inquiry", &format!("{first} {second}").to_lowercase());
        let told =
            |clause: &Clause| self.word(clause.first).zip(self.word(clause.first + 1)).is_some_and(|(first, second)| begins(first, second));
        self.tag.clauses().iter().any(|clause| clause.question && told(clause))
    }

    /// Cut off in the middle: a dash, or dots, at the end of a turn in which nothing was found.
    fn is_unfinished(&self) -> bool {
        is_cut_off(self.text) && (self.findings().next().is_none() || self.begins > 0 && self.length() <= BRIEF)
    }
}

/// Which way a turn leans, to one who answers: as what can be given back of it says.
fn lean(lexicon: &Compiled, tag: &TagRef<'_>) -> Talk {
    let strongest = |sign: i8| {
        let own = tag.raw_findings().iter().filter(|finding| finding.sign == sign && is_given_back(lexicon, tag, finding));
        own.map(|finding| finding.weight).fold(0.0, f64::max)
    };
    match (tag.talk(), strongest(1), strongest(-1)) {
        (Talk::Change, change, _) if change >= NAMED => Talk::Change,
        (Talk::Sustain, _, sustain) if sustain >= NAMED => Talk::Sustain,
        (_, change, sustain) if change >= PLAIN && change > sustain => Talk::Change,
        (_, change, sustain) if sustain >= PLAIN && sustain > change => Talk::Sustain,
        _ => Talk::Neutral,
    }
}

/// Can a finding be given back? Only the client's own words can, and only where it is plain what they are about: what is enough for a tag, where
/// errors level out, is not always enough to put words into somebody's mouth.
fn is_given_back(lexicon: &Compiled, tag: &TagRef<'_>, finding: &RawFinding) -> bool {
    if finding.source != Source::Own || finding.entry == NO_ENTRY || matches!(finding.footing, Footing::Inherited | Footing::Incidental) {
        return false;
    }
    let says_so = match lexicon.entry(finding.entry).meaning {
        Meaning::Idiom { .. } => true,
        Meaning::Stance { alone, .. } => alone.is_some_and(|sign| sign.factor() == finding.sign),
        _ => false,
    };
    // "I can", "I want", "I'll": what it is about must be named, and the turn as a whole must lean that way too.
    let side = if finding.sign > 0 { Talk::Change } else { Talk::Sustain };
    // In a turn that leans elsewhere it must be a good part of what is said, or it is not the gist.
    let covers = f64::from(finding.end - finding.first) >= GIST * tag.tokens().len() as f64;
    // A long turn says many things; only what stands out in it is worth giving back.
    if tag.tokens().len() > LONG && finding.weight < OUTSTANDING {
        return false;
    }
    says_so && (tag.talk() == side || covers) || finding.footing == Footing::Named && tag.talk() == side && finding.weight >= COMPOSED
}

/// Is a finding what the conditions ask for?
fn is_asked(when: &Conditions, finding: &RawFinding) -> bool {
    let valence = if finding.sign > 0 { Valence::Change } else { Valence::Sustain };
    when.valence.is_none_or(|wanted| wanted == valence)
        && (when.code.is_empty() || when.code.contains(&finding.code))
        && when.strength.is_none_or(|wanted| wanted == finding.strength)
        && (when.entries.is_empty() || when.entries.binary_search(&finding.entry).is_ok())
}
