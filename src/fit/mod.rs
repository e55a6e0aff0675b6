//! Learns the numbers of `weights.toml` from transcripts that coders have labelled.
//!
//! Which phrases there are and how they compose stays as the lexicon says; only how much each *kind* of thing counts is learned. The model
//! is the log-linear one by which turns are weighed. It is fitted by penalised maximum likelihood: every weight is drawn toward the one it
//! starts from, so that what the material says little about stays where a person has put it.
//!
//! ```
//! use changetalk::fit::{CodedTurn, Material, Settings};
//! use changetalk::{Lexicon, Talk};
//!
//! let mut material = Material::new(Lexicon::english());
//! material.session(None, [
//!     CodedTurn::counsellor("What would be better?"),
//!     CodedTurn::client("I'd have more money for the kids.", Some(Talk::Change)),
//!     CodedTurn::client("Anyway, the bus was late.", Some(Talk::Neutral)),
//! ])?;
//! let weights = material.fit(&[0], &Settings::default());
//! let lexicon = Lexicon::english().extend([("weights.toml", weights.to_toml("Fitted on one session."))])?;
//! # Ok::<(), changetalk::Error>(())
//! ```

mod evidence;
mod search;

use crate::code::{Probability, Talk, Target};
use crate::error::Error;
use crate::lexicon::{Lexicon, Weights};
use crate::session::{Context, Session};
use crate::tagger::{Scratch, Tagger};
use evidence::Evidence;

/// A turn of a transcript that coders have labelled.
#[derive(Clone, Debug, PartialEq)]
pub struct CodedTurn {
    text: String,
    client: bool,
    label: Option<Talk>,
}

impl CodedTurn {
    /// What the counsellor said.
    pub fn counsellor(text: impl Into<String>) -> CodedTurn {
        CodedTurn { text: text.into(), client: false, label: None }
    }

    /// What the client said, and its label if it has one; a turn without one is context for the next.
    pub fn client(text: impl Into<String>, label: Option<Talk>) -> CodedTurn {
        CodedTurn { text: text.into(), client: true, label }
    }
}

/// How to fit.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Settings {
    /// How far rare kinds of talk are weighed up, from 0 (each turn counts the same: best likelihood) to 1 (each kind of talk counts the same:
    /// best for macro-F1, which counts them so).
    pub balance: f64,
    /// How strongly weights are drawn toward those that they start from, from 0 on. At 1, moving a weight by its usual spread costs what half a
    /// nat of likelihood brings.
    pub restraint: f64,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { balance: 0.75, restraint: 0.5 }
    }
}

/// Labelled sessions, read once; only their weighing is left to do.
#[derive(Debug)]
pub struct Material {
    tagger: Tagger,
    start: Weights,
    sessions: Vec<Vec<Evidence>>,
}

impl Material {
    /// No sessions yet. The lexicon's own weights are those that fitting starts from.
    pub fn new(lexicon: &Lexicon) -> Material {
        Material { tagger: Tagger::new(lexicon), start: lexicon.weights().clone(), sessions: Vec::new() }
    }

    /// Adds a session.
    ///
    /// # Errors
    /// The target names a behaviour that the lexicon does not have.
    pub fn session(&mut self, target: Option<&Target>, turns: impl IntoIterator<Item = CodedTurn>) -> Result<(), Error> {
        let mut session = match target {
            Some(target) => Session::builder(&self.tagger).target(target.clone()).build()?,
            None => Session::new(&self.tagger),
        };
        let mut evidence = Vec::new();
        for turn in turns {
            if turn.client {
                evidence.push(Evidence::of(&session.client_ref(&turn.text), turn.label));
            } else {
                session.counsellor(&turn.text);
            }
        }
        self.sessions.push(evidence);
        Ok(())
    }

    /// Adds a line on its own, which counts as a session of one turn.
    ///
    /// # Errors
    /// The target names a behaviour that the lexicon does not have.
    pub fn line(&mut self, target: Option<&Target>, text: &str, label: Talk) -> Result<(), Error> {
        let context = Context::for_target(&self.tagger, target)?;
        let mut scratch = Scratch::new();
        let evidence = Evidence::of(&self.tagger.tag_with(text, &context, &mut scratch), Some(label));
        self.sessions.push(vec![evidence]);
        Ok(())
    }

    /// How many sessions there are.
    pub fn len(&self) -> usize {
        self.sessions.len()
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.sessions.is_empty()
    }

    /// The weights that fitting starts from.
    pub fn start(&self) -> &Weights {
        &self.start
    }

    /// Fits to some of the sessions, by their index. The same material, sessions and settings give the same weights.
    pub fn fit(&self, sessions: &[usize], settings: &Settings) -> Weights {
        let chosen: Vec<&[Evidence]> = sessions.iter().filter_map(|&index| self.sessions.get(index)).map(Vec::as_slice).collect();
        search::search(&self.start, &chosen, settings)
    }

    /// What each labelled turn of a session comes to with other weights, beside its label.
    pub fn predict(&self, weights: &Weights, session: usize) -> Vec<(Talk, Probability)> {
        let mut predictions = Vec::new();
        if let Some(session) = self.sessions.get(session) {
            evidence::forward(weights, session, &mut Vec::new(), &mut Vec::new(), |label, probability| {
                predictions.push((label, probability))
            });
        }
        predictions
    }
}
