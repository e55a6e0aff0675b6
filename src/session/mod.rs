//! Turns in order: what each brings into the context of the next.
//!
//! `context` holds what is remembered, `reply` reads "yeah" and "no" against it.

mod context;
mod reply;

use crate::code::Target;
use crate::error::Error;
use crate::tag::Tag;
use crate::tagger::{Scratch, TagRef, Tagger};

pub use context::Context;
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
}

/// Sets a session up.
#[derive(Debug)]
pub struct SessionBuilder<'t> {
    tagger: &'t Tagger,
    target: Option<Target>,
}

impl<'t> SessionBuilder<'t> {
    /// Only these behaviours count.
    #[must_use]
    pub fn target(mut self, target: Target) -> SessionBuilder<'t> {
        self.target = Some(target);
        self
    }

    /// Begins the session.
    ///
    /// # Errors
    /// The target names a behaviour that the lexicon does not have.
    pub fn build(self) -> Result<Session<'t>, Error> {
        let context = Context::dialogue(self.tagger, self.target.as_ref())?;
        Ok(Session { tagger: self.tagger, context, scratch: Scratch::new() })
    }
}

impl<'t> Session<'t> {
    /// A session in which every behaviour counts.
    pub fn new(tagger: &'t Tagger) -> Session<'t> {
        Session { tagger, context: Context::in_dialogue(), scratch: Scratch::new() }
    }

    /// A session to be set up.
    pub fn builder(tagger: &'t Tagger) -> SessionBuilder<'t> {
        SessionBuilder { tagger, target: None }
    }

    /// Takes in a counsellor's turn.
    pub fn counsellor(&mut self, text: &str) {
        self.tagger.hear(text, &mut self.context, &mut self.scratch);
    }

    /// Tags a client's turn.
    pub fn client(&mut self, text: &str) -> Tag {
        self.client_ref(text).to_owned()
    }

    /// Tags a client's turn without allocating once the session is warm.
    pub fn client_ref(&mut self, text: &str) -> TagRef<'_> {
        let tag = self.tagger.tag_with(text, &self.context, &mut self.scratch);
        self.context.said(&tag);
        tag
    }

    /// What the next turn will be read in.
    pub fn context(&self) -> &Context {
        &self.context
    }
}
