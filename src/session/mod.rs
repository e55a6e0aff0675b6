//! Turns in order: what each brings into the context of the next.
//!
//! `context` holds what is remembered to read by, `course` what is remembered to answer by, `reply` reads "yeah" and "no" against it.

mod context;
mod course;
mod reply;

use crate::code::{Level, ResponseKind, Target};
use crate::error::Error;
use crate::respond::{self, Ideas};
use crate::tag::Tag;
use crate::tagger::{Heard, Scratch, TagRef, Tagger};

pub use context::Context;
pub(crate) use course::Course;
pub(crate) use reply::{Reply, SPARE_WORDS, adopt, reply_of};

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
    context: Context,
    scratch: Scratch,
    course: Course,
    /// The client's last turn, while it is the last of all.
    heard: Option<Heard>,
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

    /// Begins the session.
    ///
    /// # Errors
    /// The target names a behaviour that the lexicon does not have.
    pub fn build(self) -> Result<Session<'t>, Error> {
        let context = Context::dialogue(self.tagger, self.target.as_ref())?;
        Ok(Session { context, recorded: self.recorded, ..Session::new(self.tagger) })
    }
}

impl<'t> Session<'t> {
    /// A session in which every behaviour counts.
    pub fn new(tagger: &'t Tagger) -> Session<'t> {
        Session {
            tagger,
            context: Context::in_dialogue(),
            scratch: Scratch::new(),
            course: Course::default(),
            heard: None,
            alarmed: false,
            recorded: false,
        }
    }

    /// A session to be set up.
    pub fn builder(tagger: &'t Tagger) -> SessionBuilder<'t> {
        SessionBuilder { tagger, target: None, recorded: false }
    }

    /// Takes in a counsellor's turn.
    pub fn counsellor(&mut self, text: &str) {
        self.heard = None;
        self.course.converse();
        self.tagger.hear(text, &mut self.context, &mut self.scratch);
    }

    /// Tags a client's turn.
    pub fn client(&mut self, text: &str) -> Tag {
        self.client_ref(text).to_owned()
    }

    /// Tags a client's turn without allocating once the session is warm.
    pub fn client_ref(&mut self, text: &str) -> TagRef<'_> {
        let tag = self.tagger.tag_with(text, &self.context, &mut self.scratch);
        self.alarmed |= tag.gravest_alert().is_some_and(Level::withholds) && !self.recorded;
        self.course.said(text, &tag);
        Heard::keep(&mut self.heard, text, &tag);
        self.context.said(&tag);
        tag
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

    /// What the next turn will be read in.
    pub fn context(&self) -> &Context {
        &self.context
    }
}
