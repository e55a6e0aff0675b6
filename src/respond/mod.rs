//! A session → what might be said back to its client, best first; or nothing, and why.
//!
//! `situation` gathers where the turn and its session stand, `policy` files say which kinds of answer come first there, `choose` ranks the templates
//! that fit, `fill` puts the client's own words into their slots with the help of `mirror`, and numbers on from where they stand. What is said is data
//! (`lexicons/english/respond`); nothing is ever offered before the safety screen was asked.

mod choose;
mod fill;
mod mirror;
mod situation;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::code::{ResponseForm, ResponseKind};
use crate::lexicon::Lexicon;
use crate::session::Session;
use crate::tagger::Tagger;
use situation::Situation;

pub(crate) use choose::{stem, trace};

/// Suggests what a counsellor might say. Immutable, `Send + Sync`, cheap to clone.
///
/// ```
/// use changetalk::{Ask, Responder, Session, Tagger};
///
/// let mut session = Session::new(Tagger::english());
/// session.counsellor("How do you feel about your drinking?");
/// session.client("I really want to stop drinking, but it's the only way I can relax.");
/// let ideas = Responder::english().suggest(&session, &Ask::default());
/// assert!(!ideas.suggestions.is_empty());
/// session.offered(&ideas);
/// ```
#[derive(Clone, Debug)]
pub struct Responder {
    lexicon: Lexicon,
}

/// What is asked of a [`Responder`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// At most so many suggestions. 3 if nothing else is said.
    pub count: usize,
    /// Only these kinds; all if empty.
    pub kinds: Vec<ResponseKind>,
    /// Templates that are not wanted, by their ids.
    pub without: Vec<String>,
    /// Among answers that fit equally well another seed chooses others. The same seed in the same session always gives the same answer.
    pub seed: u64,
}

impl Default for Ask {
    fn default() -> Ask {
        Ask { count: 3, kinds: Vec::new(), without: Vec::new(), seed: 0 }
    }
}

/// What might be said, or why nothing is suggested.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ideas {
    /// The best first.
    pub suggestions: Vec<Suggestion>,
    /// Why there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withheld: Option<Withheld>,
    /// On what grounds: after an alert a plain notice for each risk, else the situation in words.
    pub because: Vec<String>,
}

/// Why nothing is suggested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Withheld {
    /// A present or unclear alert: a person must look now.
    Safety,
    /// The client is in the middle of something, or has said nothing that asks for an answer.
    Listen,
}

impl Withheld {
    /// The name used in output.
    pub fn name(self) -> &'static str {
        match self {
            Withheld::Safety => "safety",
            Withheld::Listen => "listen",
        }
    }
}

/// Something that a counsellor might say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// What kind of answer it is.
    pub kind: ResponseKind,
    /// The finer form of a complex reflection, or the purpose of a question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<ResponseForm>,
    /// The words.
    pub text: String,
    /// The template: entry and number of its text, such as `open_question.values#2`.
    pub template: String,
    /// Why this one, in words.
    pub because: Vec<String>,
}

impl Responder {
    /// A responder that knows the answers of a lexicon. Use it with sessions of the same lexicon.
    pub fn new(lexicon: &Lexicon) -> Responder {
        Responder { lexicon: lexicon.clone() }
    }

    /// The responder of the built-in English lexicon.
    pub fn english() -> &'static Responder {
        static ENGLISH: once_cell::sync::Lazy<Responder> = once_cell::sync::Lazy::new(|| Responder::new(Tagger::english().lexicon()));
        &ENGLISH
    }

    /// What might be said to the client's last turn.
    ///
    /// After a present or unclear alert nothing is suggested; in a live session until it is [acknowledged](Session::acknowledge). Nor is there
    /// anything to suggest while the counsellor has the floor.
    pub fn suggest(&self, session: &Session<'_>, ask: &Ask) -> Ideas {
        let answers = &self.lexicon.compiled().answers;
        let Some(situation) = Situation::of(session) else {
            return Ideas { suggestions: Vec::new(), withheld: Some(Withheld::Listen), because: Vec::new() };
        };
        if session.is_alarmed() || situation.alarms() {
            return Ideas { suggestions: Vec::new(), withheld: Some(Withheld::Safety), because: situation.notices(answers) };
        }
        choose::choose(answers, &situation, session.course(), ask)
    }

    /// May an entry answer the client's last turn? For checking a lexicon's examples.
    pub(crate) fn may_answer(&self, session: &Session<'_>, entry: &str) -> bool {
        let answers = &self.lexicon.compiled().answers;
        let response = answers.responses.iter().find(|(name, _)| **name == *entry).map(|(_, response)| response);
        let policy = answers.policies.iter().find(|(name, _)| **name == *entry).map(|(_, policy)| &policy.when);
        let Some(when) = response.map(|response| &response.when).or(policy) else { return false };
        Situation::of(session).is_some_and(|situation| !situation.alarms() && situation.meets(when).is_some())
    }
}
