//! Turns in order → tags: the tagger, its lexicon and target as the command line asks for them.

use std::path::Path;

use changetalk::transcript::{Speaker, Turn};
use changetalk::{Context, Lexicon, Scratch, Session, Tag, Tagger, Target};

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

    fn session(&self, target: Option<Target>) -> Result<Session<'_>, Failure> {
        let builder = Session::builder(self.tagger());
        Ok(match target {
            Some(target) => builder.target(target).build()?,
            None => builder.build()?,
        })
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

    /// Takes in a turn; a client's gets a tag. `target` is what the turn's row names.
    pub(crate) fn hear(&mut self, turn: &Turn, target: Option<&str>) -> Result<Option<Tag>, Failure> {
        self.hear_about(turn, target).map_err(|failure| match failure {
            Failure::Usage(message) => Failure::Medium(format!("line {}: {message}", turn.line)),
            other => other,
        })
    }

    fn hear_about(&mut self, turn: &Turn, named: Option<&str>) -> Result<Option<Tag>, Failure> {
        if turn.alone && turn.index == 0 && turn.speaker == Speaker::Client {
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
            Speaker::Other => None,
        })
    }
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
