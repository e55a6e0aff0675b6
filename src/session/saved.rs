//! A session put away and taken up again.

use serde::{Deserialize, Serialize};

use super::context::{Context, SavedContext};
use super::{Course, Ledger, Session};
use crate::code::Target;
use crate::error::Error;
use crate::measure::Record;
use crate::tagger::Tagger;

/// The form in which sessions are saved; another one is refused.
const FORM: u32 = 2;

/// A session as it stands, to be written and read with serde. It holds no lexicon, only its fingerprint.
///
/// It holds words of the client: the last turn and, for summaries, up to six pieces of change talk; and all of them where the session was asked to
/// [keep words](crate::SessionBuilder::keep_words). It is health data.
///
/// A checksum goes with it: what is not as it was saved, to the last byte, is refused. So that a power cut leaves the session before it or after it,
/// write to a new file beside the old one, sync it, and rename it.
///
/// ```
/// use changetalk::{SavedSession, Session, Tagger, Talk};
///
/// let tagger = Tagger::english();
/// let mut session = Session::new(tagger);
/// session.counsellor("Do you want to quit smoking?");
/// let saved = serde_json::to_string(&session.save())?;
///
/// let mut session = serde_json::from_str::<SavedSession>(&saved)?.resume(tagger)?;
/// assert_eq!(session.client("Yeah, I do.").talk, Talk::Change);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedSession {
    form: u32,
    /// The fingerprint of the lexicon that it was tagged with.
    lexicon: String,
    /// Sixteen hexadecimal digits that tell whether the rest is as it was saved.
    checksum: String,
    state: State,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct State {
    target: Option<Target>,
    context: SavedContext,
    /// The context in which the client's last turn was read.
    before: SavedContext,
    /// The client's last turn, while nobody has spoken since: what was read, and where in it the turn begins.
    heard: Option<(u32, String)>,
    /// The client's last turn, while it is cut off.
    cut: Option<String>,
    course: Course,
    record: Record,
    words: Option<Vec<Said>>,
    ledger: Option<Ledger>,
    alarmed: bool,
    recorded: bool,
}

/// A turn, kept on request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "speaker", content = "text", rename_all = "snake_case")]
pub(crate) enum Said {
    Client(String),
    Counsellor(String),
    Other,
}

impl Session<'_> {
    /// The session as it stands, to be written somewhere and [resumed](SavedSession::resume).
    pub fn save(&self) -> SavedSession {
        let lexicon = self.tagger.lexicon();
        let state = State {
            target: self.target.clone(),
            context: self.context.save(lexicon),
            before: self.before.save(lexicon),
            heard: self.heard.as_ref().map(|heard| (heard.start(), heard.text.clone())),
            cut: self.cut.clone(),
            course: self.course.clone(),
            record: self.record.clone(),
            words: self.words.clone(),
            ledger: self.ledger.clone(),
            alarmed: self.alarmed,
            recorded: self.recorded,
        };
        let mut saved = SavedSession { form: FORM, lexicon: lexicon.fingerprint().to_owned(), checksum: String::new(), state };
        saved.checksum = saved.sum().unwrap_or_default();
        saved
    }
}

impl SavedSession {
    /// The fingerprint of the lexicon that the session was tagged with.
    pub fn fingerprint(&self) -> &str {
        &self.lexicon
    }

    /// Takes the session up again, with a tagger of the same lexicon: it answers as if it had never been away.
    ///
    /// # Errors
    /// The tagger has another lexicon ([`Error::is_other_lexicon`]); what was saved is damaged or of another version
    /// ([`Error::is_damaged`]).
    pub fn resume(self, tagger: &Tagger) -> Result<Session<'_>, Error> {
        let lexicon = tagger.lexicon();
        self.check()?;
        if self.lexicon != lexicon.fingerprint() {
            return Err(Error::other_lexicon(&self.lexicon, lexicon.fingerprint()));
        }
        let State { target, context, before, heard, cut, course, record, words, ledger, alarmed, recorded } = self.state;
        let start = Context::dialogue(tagger, target.as_ref())?;
        let restore = |saved: SavedContext| saved.restore(lexicon, &start).map_err(Error::damaged);
        let mut session = Session { target, ..Session::new(tagger) };
        session.before = restore(before)?;
        // What was read in the last turn is read again, as the answers ask for it.
        if let Some((start, text)) = heard {
            session.hear_again(start as usize, &text);
        }
        session.context = restore(context)?;
        Ok(Session { cut, course, record, words, ledger, alarmed, recorded, ..session })
    }

    /// Reads the kept words of the session once more, with another lexicon. Alerts have to be acknowledged once more, and what was offered is forgotten.
    ///
    /// # Errors
    /// The session did not keep its words; the lexicon lacks a behaviour of its target; what was saved is damaged.
    pub fn retag(self, tagger: &Tagger) -> Result<Session<'_>, Error> {
        self.check()?;
        let words = self.state.words.ok_or_else(Error::no_words)?;
        let builder = Session::builder(tagger).keep_words();
        let builder = if self.state.recorded { builder.recorded() } else { builder };
        let mut session = match self.state.target {
            Some(target) => builder.target(target).build()?,
            None => builder.build()?,
        };
        for said in words {
            match said {
                Said::Client(text) => drop(session.client_ref(&text)),
                Said::Counsellor(text) => session.counsellor(&text),
                Said::Other => session.other(),
            }
        }
        Ok(session)
    }

    /// What serde cannot know: numbers that hang together.
    fn check(&self) -> Result<(), Error> {
        if self.form != FORM {
            return Err(Error::damaged(format!("it is of form {}, and this version reads form {FORM}", self.form)));
        }
        let sum = self.sum().ok_or_else(|| Error::damaged("it has no checksum".to_owned()))?;
        if self.checksum != sum {
            return Err(Error::damaged(format!("its checksum is {sum}, and {} when it was saved", self.checksum.escape_debug())));
        }
        self.state.course.check().map_err(Error::damaged)?;
        let turns = self.state.record.check().map_err(Error::damaged)?;
        let kept = self.state.words.as_ref().map_or(turns as usize, Vec::len);
        if kept != turns as usize {
            return Err(Error::damaged(format!("it counts {turns} turns and keeps {kept}")));
        }
        let turn_of = self.state.ledger.iter().flat_map(Ledger::quotes).map(|quote| quote.turn).max();
        if turn_of.is_some_and(|turn| turn >= turns) {
            return Err(Error::damaged("it quotes a turn that it does not have".to_owned()));
        }
        Ok(())
    }

    /// The checksum that this session should have: FNV-1a over everything else, which a change of any one byte changes. None if it cannot be written
    /// as bytes, as every part of it can.
    fn sum(&self) -> Option<String> {
        let bytes = postcard::to_allocvec(&(self.form, &self.lexicon, &self.state)).ok()?;
        let sum = bytes.iter().fold(0xCBF2_9CE4_8422_2325, |sum: u64, &byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3));
        Some(format!("{sum:016x}"))
    }
}
