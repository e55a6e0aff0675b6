//! Turns in order: what each brings into the context of the next, and what they come to.
//!
//! `context` holds what is remembered to read by, `course` what is remembered to answer by, `reply` reads "yeah" and "no" against it; `manner` tells what kind
//! of turn a counsellor's is and `ruler` reads numbers, for the measures; `ledger` keeps the client's words where that is asked for, `saved` puts a session away.

mod context;
mod continued;
mod course;
pub(crate) mod exact;
mod ledger;
mod manner;
mod reply;
mod ruler;
mod saved;

use crate::code::{Level, Manner, Rating, ResponseKind, Target, Valence};
use crate::error::Error;
use crate::measure::{self, Alarm, Coded, Measures, Record};
use crate::respond::{self, Ideas};
use crate::tag::Tag;
use crate::tagger::{Heard, Scratch, TagRef, Tagger};

pub use context::Context;
pub(crate) use course::Course;
pub use ledger::{Balance, Ledger, Mention, Quote};
pub(crate) use manner::manner_of;
pub(crate) use reply::{Reply, SPARE_WORDS, adopt, reply_of};
use saved::Said;
pub use saved::SavedSession;

/// A counselling session, fed a turn at a time.
///
/// ```
/// use changetalk::{Session, Tagger, Talk};
///
/// let mut session = Session::new(Tagger::english());
/// session.counsellor("Do you want to quit smoking?");
/// assert_eq!(session.client("Yeah, I do.").talk, Talk::Change);
/// session.counsellor("Do you want to quit smoking?");
/// assert_eq!(session.client("Not really.").talk, Talk::Sustain);
/// ```
#[derive(Debug)]
pub struct Session<'t> {
    tagger: &'t Tagger,
    target: Option<Target>,
    context: Context,
    /// The context of the client's last turn.
    before: Context,
    scratch: Scratch,
    course: Course,
    record: Record,
    /// All turns, and what is worth coming back to, where words are kept.
    words: Option<Vec<Said>>,
    ledger: Option<Ledger>,
    /// The client's last turn, while it is the last of all.
    heard: Option<Heard>,
    /// The client's last turn, if it was cut off and may go on.
    cut: Option<String>,
    /// An alert waits for somebody to look.
    alarmed: bool,
    recorded: bool,
}

/// Sets a session up.
#[derive(Debug)]
pub struct SessionBuilder<'t> {
    tagger: &'t Tagger,
    target: Option<Target>,
    recorded: bool,
    keeps_words: bool,
}

impl<'t> SessionBuilder<'t> {
    /// Only these behaviours count.
    #[must_use]
    pub fn target(mut self, target: Target) -> SessionBuilder<'t> {
        self.target = Some(target);
        self
    }

    /// The session is over and only read: after an alert its next turns go on as they are, and nothing waits to be acknowledged.
    #[must_use]
    pub fn recorded(mut self) -> SessionBuilder<'t> {
        self.recorded = true;
        self
    }

    /// Keeps all that is said, for the [`ledger`](Session::ledger) and to [tag it again](SavedSession::retag); without this a session keeps no more of it
    /// than answering asks for.
    #[must_use]
    pub fn keep_words(mut self) -> SessionBuilder<'t> {
        self.keeps_words = true;
        self
    }

    /// Begins the session.
    ///
    /// # Errors
    /// The target names a behaviour that the lexicon does not have.
    pub fn build(self) -> Result<Session<'t>, Error> {
        let context = Context::dialogue(self.tagger, self.target.as_ref())?;
        Ok(Session {
            context,
            target: self.target,
            recorded: self.recorded,
            words: self.keeps_words.then(Vec::new),
            ledger: self.keeps_words.then(Ledger::default),
            ..Session::new(self.tagger)
        })
    }
}

impl<'t> Session<'t> {
    /// A session in which every behaviour counts.
    pub fn new(tagger: &'t Tagger) -> Session<'t> {
        Session {
            tagger,
            target: None,
            context: Context::in_dialogue(),
            before: Context::default(),
            scratch: Scratch::new(),
            course: Course::default(),
            record: Record::default(),
            words: None,
            ledger: None,
            heard: None,
            cut: None,
            alarmed: false,
            recorded: false,
        }
    }

    /// A session to be set up.
    pub fn builder(tagger: &'t Tagger) -> SessionBuilder<'t> {
        SessionBuilder { tagger, target: None, recorded: false, keeps_words: false }
    }

    /// Takes in a counsellor's turn.
    pub fn counsellor(&mut self, text: &str) {
        self.heard = None;
        self.course.converse();
        let manner = self.tagger.hear(text, &mut self.context, &mut self.scratch);
        if manner.is_some() {
            self.cut = None;
        }
        self.record.counsellor(manner.unwrap_or(Manner::Other), manner.is_none());
        self.keep(|| Said::Counsellor(text.to_owned()));
    }

    /// Roughly what kind of turn the counsellor's last one was; none of a backchannel.
    pub fn manner(&self) -> Option<Manner> {
        self.record.manner()
    }

    /// Did the counsellor only listen before the client's last turn?
    pub(crate) fn listened(&self) -> bool {
        self.record.listened()
    }

    /// Counts a turn of somebody else in the room, so that turns are numbered as in the transcript. What they say is not read.
    pub fn other(&mut self) {
        self.record.other();
        self.keep(|| Said::Other);
    }

    /// Tags a client's turn.
    ///
    /// A turn that goes on where the one before was cut off by a backchannel ("I'm going to-" "Mm-hmm." "-stop.") is read together with it. What ends in
    /// the turn belongs to it; the spans of words that stand in the turn before are empty.
    pub fn client(&mut self, text: &str) -> Tag {
        self.client_ref(text).to_owned()
    }

    /// Tags a client's turn without allocating once the session is warm, save for room to count ever more turns in.
    pub fn client_ref(&mut self, text: &str) -> TagRef<'_> {
        self.keep(|| Said::Client(text.to_owned()));
        let turn = self.record.turns();
        let joined = self.cut.take().and_then(|cut| continued::join(&cut, text));
        self.cut = continued::is_cut(text).then(|| text.to_owned());
        // What goes on is read as one with its beginning, in the context of that.
        if joined.is_none() {
            self.before.clone_from(&self.context);
        }
        let (start, whole) = joined.as_ref().map_or((0, text), |(start, whole)| (*start, whole));
        let tag = self.tagger.tag_from(start, whole, &self.before, &mut self.scratch);
        self.alarmed |= tag.gravest_alert().is_some_and(Level::withholds) && !self.recorded;
        self.course.said(text, &tag);
        let rating = self.context.ruler().and_then(|scale| ruler::read(tag.lexicon(), whole, tag.tokens(), scale));
        measure(&mut self.record, &tag, rating, self.course.is_rising());
        if let Some(ledger) = &mut self.ledger {
            ledger.said(turn, text, &tag);
        }
        Heard::keep(&mut self.heard, whole, &tag);
        self.context.said(&tag);
        tag
    }

    /// Reads the client's last turn once more, in the context before it and with nothing counted.
    fn hear_again(&mut self, start: usize, text: &str) {
        let tag = self.tagger.tag_from(start, text, &self.before, &mut self.scratch);
        Heard::keep(&mut self.heard, text, &tag);
    }

    fn keep(&mut self, said: impl FnOnce() -> Said) {
        if let Some(words) = &mut self.words {
            words.push(said());
        }
    }

    /// What the session comes to so far.
    pub fn measures(&self) -> Measures {
        self.record.measures()
    }

    /// The decisional balance and what is worth coming back to, if the session [keeps words](SessionBuilder::keep_words).
    pub fn ledger(&self) -> Option<&Ledger> {
        self.ledger.as_ref()
    }

    /// Turns so far, of whomever.
    pub fn turns(&self) -> u32 {
        self.record.turns()
    }

    /// The behaviours that count; all without a target.
    pub fn target(&self) -> Option<&Target> {
        self.target.as_ref()
    }

    /// All alerts so far, of every level, in order.
    pub fn alerts(&self) -> &[Alarm] {
        self.record.alerts()
    }

    /// Does an alert wait for somebody to look? Until [`acknowledge`](Session::acknowledge) no answer is suggested.
    pub fn is_alarmed(&self) -> bool {
        self.alarmed
    }

    /// A person has looked at the alerts so far; suggestions may go on.
    pub fn acknowledge(&mut self) {
        self.alarmed = false;
    }

    /// Remembers what was shown, so that nothing is offered twice while there is something else to say.
    pub fn offered(&mut self, ideas: &Ideas) {
        for suggestion in &ideas.suggestions {
            self.course.remember(respond::trace(&suggestion.template));
            self.course.remember(respond::trace(&respond::stem(&suggestion.text)));
            self.course.count(suggestion.kind);
            if suggestion.kind == ResponseKind::Summary {
                self.course.summarised();
            }
        }
    }

    /// The number that the client's last turn gives on a scale that the counsellor asked for.
    pub(crate) fn rating(&self) -> Option<Rating> {
        let (text, tag) = self.last()?;
        ruler::read(tag.lexicon(), text, tag.tokens(), self.context.ruler()?)
    }

    pub(crate) fn course(&self) -> &Course {
        &self.course
    }

    pub(crate) fn tagger(&self) -> &'t Tagger {
        self.tagger
    }

    /// The client's last turn, if nobody has spoken since: its text and what was read in it.
    pub(crate) fn last(&self) -> Option<(&str, TagRef<'_>)> {
        let heard = self.heard.as_ref()?;
        Some((&heard.text, self.tagger.recall(&self.scratch, heard)))
    }

    /// Where the client's last turn begins in the text that it was read in.
    pub(crate) fn begins(&self) -> u32 {
        self.heard.as_ref().map_or(0, Heard::start)
    }

    /// What the next turn will be read in.
    pub fn context(&self) -> &Context {
        &self.context
    }
}

/// Takes a client's turn into the record: for each utterance its strongest finding, as coders give one code each.
fn measure(record: &mut Record, tag: &TagRef<'_>, rating: Option<Rating>, rising: bool) {
    let utterances = record.utterances(tag.utterance_count());
    // The strongest come first.
    for finding in tag.raw_findings() {
        let valence = if finding.sign > 0 { Valence::Change } else { Valence::Sustain };
        if let Some(code @ None) = utterances.get_mut(tag.utterance(finding)) {
            *code = Some(Coded { code: finding.code, valence, strength: finding.strength });
        }
    }
    record.client(measure::Heard {
        talk: tag.talk(),
        ambivalent: tag.is_ambivalent(),
        discord: !tag.discord().is_empty(),
        rising,
        rating,
        alerts: tag.raw_alerts().iter().map(|alert| (alert.risk, alert.level)),
    });
}
