//! Turns in order → tags: the tagger, its lexicon and target as the command line asks for them.

use std::path::Path;

use changetalk::transcript::{Speaker, Turn};
use changetalk::{Ask, Context, Ideas, Lexicon, Responder, Scratch, Session, SessionBuilder, Tag, Tagger, Target};

use crate::args::Tagging;
use crate::failure::Failure;
use crate::input;

/// What to tag with.
pub(crate) struct Setup {
    tagger: Engine,
    target: Option<Target>,
}

enum Engine {
    English(&'static Tagger),
    Own(Box<Tagger>),
}

impl Tagging {
    /// Loads the lexicons and finds the target.
    pub(crate) fn prepare(&self) -> Result<Setup, Failure> {
        let target_file = self.target.as_deref().filter(|target| is_file(target)).map(Path::new);
        let files = self.lexicons.iter().map(AsRef::as_ref).chain(target_file).map(input::text).collect::<Result<Vec<_>, _>>()?;
        let engine = if files.is_empty() {
            Engine::English(Tagger::english())
        } else {
            Engine::Own(Box::new(Tagger::new(&Lexicon::english().extend(files)?)))
        };
        let mut setup = Setup { tagger: engine, target: None };
        setup.target = match (&self.target, target_file) {
            (Some(_), Some(file)) => Some(behaviours_of(setup.tagger().lexicon(), &file.display().to_string())?),
            (Some(names), None) => Some(target(names)),
            (None, _) => None,
        };
        // An unknown name is told before anything is read.
        setup.session(setup.target.clone())?;
        Ok(setup)
    }
}

impl Setup {
    pub(crate) fn tagger(&self) -> &Tagger {
        match &self.tagger {
            Engine::English(tagger) => tagger,
            Engine::Own(tagger) => tagger,
        }
    }

    /// A session with the target of the command line.
    pub(crate) fn fresh(&self) -> Result<Session<'_>, Failure> {
        self.session(self.target.clone())
    }

    /// The target that a column names, or that of the command line.
    pub(crate) fn target_of(&self, named: Option<&str>) -> Option<Target> {
        named.map(target).or_else(|| self.target.clone())
    }

    /// Reads a line on its own.
    pub(crate) fn line(&self, text: &str) -> Result<Tag, Failure> {
        self.line_about(text, self.target.as_ref())
    }

    fn line_about(&self, text: &str, target: Option<&Target>) -> Result<Tag, Failure> {
        let context = Context::for_target(self.tagger(), target)?;
        Ok(self.tagger().tag_with(text, &context, &mut Scratch::new()).to_owned())
    }

    /// A session of a file that keeps what is said, for its ledger.
    pub(crate) fn kept(&self, target: Option<Target>) -> Result<Session<'_>, Failure> {
        Ok(self.begin(target).recorded().keep_words().build()?)
    }

    /// A session as it happens.
    pub(crate) fn live(&self) -> Result<Session<'_>, Failure> {
        Ok(self.begin(self.target.clone()).build()?)
    }

    fn begin(&self, target: Option<Target>) -> SessionBuilder<'_> {
        let builder = Session::builder(self.tagger());
        match target {
            Some(target) => builder.target(target),
            None => builder,
        }
    }

    fn session(&self, target: Option<Target>) -> Result<Session<'_>, Failure> {
        // What stands in a file is over.
        Ok(self.begin(target).recorded().build()?)
    }
}

/// What was read in a client's turn, and what might be said to it.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) tag: Tag,
    pub(crate) ideas: Option<Ideas>,
}

/// Who suggests answers, and what is asked for.
pub(crate) struct Advice {
    responder: Responder,
    ask: Ask,
}

impl Advice {
    pub(crate) fn new(setup: &Setup, ask: Ask) -> Advice {
        Advice { responder: Responder::new(setup.tagger().lexicon()), ask }
    }

    /// Suggestions for the client's last turn, remembered as shown.
    pub(crate) fn give(&self, session: &mut Session<'_>) -> Ideas {
        self.give_other(session, self.ask.seed)
    }

    pub(crate) fn give_other(&self, session: &mut Session<'_>, seed: u64) -> Ideas {
        let ideas = self.responder.suggest(session, &Ask { seed, ..self.ask.clone() });
        session.offered(&ideas);
        ideas
    }
}

/// Follows the turns of a file from session to session.
pub(crate) struct Conversation<'s> {
    setup: &'s Setup,
    session: Session<'s>,
    /// The target that a column named for this session.
    named: Option<String>,
}

impl<'s> Conversation<'s> {
    pub(crate) fn new(setup: &'s Setup) -> Result<Conversation<'s>, Failure> {
        Ok(Conversation { setup, session: setup.fresh()?, named: None })
    }

    /// Takes in a turn; a client's gets a tag, and suggestions where there is advice.
    pub(crate) fn answer(&mut self, turn: &Turn, target: Option<&str>, advice: Option<&Advice>) -> Result<Option<Answer>, Failure> {
        let Some(tag) = self.hear(turn, target)? else { return Ok(None) };
        let Some(advice) = advice else { return Ok(Some(Answer { tag, ideas: None })) };
        let ideas = if is_line(turn) {
            let mut session = self.setup.session(self.setup.target_of(target))?;
            session.client(&turn.text);
            advice.give(&mut session)
        } else {
            advice.give(&mut self.session)
        };
        Ok(Some(Answer { tag, ideas: Some(ideas) }))
    }

    /// Takes in a turn; a client's gets a tag. `target` is what the turn's row names.
    pub(crate) fn hear(&mut self, turn: &Turn, target: Option<&str>) -> Result<Option<Tag>, Failure> {
        self.hear_about(turn, target).map_err(|failure| match failure {
            Failure::Usage(message) => Failure::Medium(format!("line {}: {message}", turn.line)),
            other => other,
        })
    }

    fn hear_about(&mut self, turn: &Turn, named: Option<&str>) -> Result<Option<Tag>, Failure> {
        if is_line(turn) {
            return self.setup.line_about(&turn.text, self.setup.target_of(named).as_ref()).map(Some);
        }
        if turn.index == 0 || (named.is_some() && named != self.named.as_deref()) {
            self.session = match named {
                Some(names) => self.setup.session(Some(target(names)))?,
                None => self.setup.fresh()?,
            };
            self.named = named.map(str::to_owned);
        }
        Ok(match turn.speaker {
            Speaker::Client => Some(self.session.client(&turn.text)),
            Speaker::Counsellor => {
                self.session.counsellor(&turn.text);
                None
            }
            Speaker::Other => {
                self.session.other();
                None
            }
        })
    }
}

/// A client's line on its own, of no session.
fn is_line(turn: &Turn) -> bool {
    turn.alone && turn.index == 0 && turn.speaker == Speaker::Client
}

/// A target names behaviours; what has an ending or a folder, or simply is there, is a file.
fn is_file(target: &str) -> bool {
    let path = Path::new(target);
    path.extension().is_some() || path.components().count() > 1 || path.is_file()
}

fn target(names: &str) -> Target {
    Target::new(names.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned))
}

/// The target of all behaviours of which the file speaks.
fn behaviours_of(lexicon: &Lexicon, file: &str) -> Result<Target, Failure> {
    let known: Vec<&str> = lexicon.behaviours().collect();
    let own = lexicon.entries().filter(|entry| entry.file == file).filter_map(|entry| entry.behaviour);
    let mut own: Vec<&str> = own.filter(|name| known.contains(name)).collect();
    own.sort_unstable();
    own.dedup();
    if own.is_empty() {
        return Err(Failure::Usage(format!("{file} cannot be a target: no entry in it is a direction with a behaviour of its own")));
    }
    Ok(Target::new(own.into_iter().map(str::to_owned)))
}
