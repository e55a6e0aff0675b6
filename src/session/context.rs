//! What is remembered from turn to turn: constant in size, whatever the length of the session.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::clause::{Clauses, Turn};
use crate::code::{Code, Scale, Strength, Target};
use crate::compose::{Findings, Footing, Given, NO_ENTRY, RawFinding, Source};
use crate::error::Error;
use crate::lexicon::{Asks, Class, EntryRecord, GENERAL, Lexicon, Meaning, Polarity, Scope};
use crate::safety;
use crate::scan::{Cue, CueList};
use crate::session::reply;
use crate::tagger::{TagRef, Tagger};
use crate::weigh::{Asked, Influences, Leaning};

/// Turns of the counsellor with fewer words than this leave the context as it is: "mm-hmm", "I see".
const SUBSTANTIVE: usize = 3;
/// Longer turns of the counsellor pull less clearly: a yes may be to any part of them.
const CLEAR: usize = 12;

/// What a turn is read in. The default is a line on its own; a [`Session`](crate::Session) keeps one for its client.
#[derive(Clone, Debug, Default)]
pub struct Context {
    dialogue: bool,
    /// Bits of the behaviours that count; `None`: all.
    target: Option<Arc<[u64]>>,
    /// The behaviour that the session is about so far.
    behaviour: Option<u16>,
    /// What the counsellor last spoke of: +1 toward change, -1 the status quo, 0 nothing.
    topic: i8,
    topic_stands: bool,
    asked_about: bool,
    /// What the counsellor's last substantive turn says with "you" as the client.
    pub(crate) pull: Option<Pull>,
    /// The prompt of the counsellor's last substantive turn.
    prompt: Option<Asks>,
    /// What the counsellor asks for.
    asked: Asked,
    /// The counsellor's last substantive turn asks openly.
    open: bool,
    /// What a number would be given on.
    ruler: Option<Scale>,
    /// The risk that the counsellor's last substantive turn asks after.
    risk_asked: Option<safety::Asked>,
    leaning: Leaning,
}

/// A proposition that waits for a yes or no.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pull {
    pub(crate) finding: crate::compose::RawFinding,
    /// It is negated as it stands, so that "no" agrees.
    pub(crate) negated: bool,
    /// It was asked, not stated.
    pub(crate) question: bool,
    /// How clearly it stands alone in its turn, up to 1.
    pub(crate) clarity: f64,
}

impl Context {
    /// The beginning of a dialogue in which every behaviour counts.
    pub(crate) fn in_dialogue() -> Context {
        Context { dialogue: true, ..Context::default() }
    }

    /// The beginning of a dialogue about a target.
    pub(crate) fn dialogue(tagger: &Tagger, target: Option<&Target>) -> Result<Context, Error> {
        let mut context = Context::for_target(tagger, target)?;
        context.dialogue = true;
        Ok(context)
    }

    /// A line on its own, about a target.
    ///
    /// # Errors
    /// The target names a behaviour that the lexicon does not have.
    pub fn for_target(tagger: &Tagger, target: Option<&Target>) -> Result<Context, Error> {
        let mut context = Context::default();
        let Some(target) = target else { return Ok(context) };
        let lexicon = tagger.lexicon();
        let compiled = lexicon.compiled();
        let mut bits = vec![0u64; compiled.behaviours.len() / 64 + 1];
        for name in target.names().chain([GENERAL]) {
            match compiled.behaviour(name) {
                Some(index) => {
                    bits[index as usize / 64] |= 1 << (index % 64);
                    if name != GENERAL {
                        context.behaviour.get_or_insert(index);
                    }
                }
                None if name == GENERAL => {}
                None => return Err(Error::unknown_target(name, lexicon.behaviours().map(str::to_owned).collect())),
            }
        }
        context.target = Some(bits.into());
        Ok(context)
    }

    /// Is a behaviour within the target?
    pub(crate) fn counts(&self, behaviour: u16) -> bool {
        self.target.as_ref().is_none_or(|bits| bits.get(behaviour as usize / 64).is_some_and(|bits| bits & (1 << (behaviour % 64)) != 0))
    }

    /// Is the session about a behaviour?
    pub(crate) fn is_about(&self, behaviour: u16) -> bool {
        self.behaviour == Some(behaviour)
    }

    /// What the counsellor's last substantive turn asks for by a prompt.
    pub(crate) fn prompt(&self) -> Option<Asks> {
        self.prompt
    }

    /// The counsellor's last substantive turn is an open question.
    pub(crate) fn is_asked_openly(&self) -> bool {
        self.open
    }

    /// The scale on which the counsellor asks for a number.
    pub(crate) fn ruler(&self) -> Option<Scale> {
        self.ruler
    }

    /// The risk that the counsellor asks after.
    pub(crate) fn risk_asked(&self) -> Option<safety::Asked> {
        self.risk_asked
    }

    /// The behaviour that the session is about.
    pub(crate) fn behaviour(&self) -> Option<u16> {
        self.behaviour
    }

    pub(crate) fn given(&self) -> Given {
        Given { topic: self.topic, asked_about: self.asked_about }
    }

    pub(crate) fn influences(&self, findings: &Findings, words: usize, takes_up: f64) -> Influences {
        Influences {
            dialogue: self.dialogue,
            leaning: self.leaning,
            asked: self.asked.taken_up(takes_up),
            words,
            undirected: if self.dialogue { f64::from(findings.undirected.clamp(-1, 1)) } else { 0.0 },
        }
    }

    /// Takes in a counsellor's turn; false if it is nothing but a backchannel.
    pub(crate) fn hear(&mut self, turn: &Turn<'_>, clauses: &Clauses, findings: &Findings, cues: &CueList) -> bool {
        let (replies, prompts) = (&cues.reply[..], &cues.prompt[..]);
        self.dialogue = true;
        let words = turn.tokens.len();
        let listens = |reply: reply::Reply| reply.polarity == Polarity::Backchannel;
        let only_listens = words < SUBSTANTIVE || reply::reply_of(turn.lexicon, turn.tokens, replies, 0).is_some_and(listens);
        if prompts.is_empty() && only_listens {
            return false;
        }
        self.ruler = self.scale(turn, &cues.ruler);
        self.risk_asked = safety::asked(turn, &clauses.list, &cues.safety_question);
        if let (Some(behaviour), None) = (findings.behaviour, &self.target) {
            self.behaviour = Some(behaviour);
        }
        // A turn with no topic of its own ("That's it. What do you think?") leaves the one before standing, once.
        if findings.topic != 0 {
            (self.topic, self.topic_stands) = (findings.topic, true);
        } else if !std::mem::take(&mut self.topic_stands) {
            self.topic = 0;
        }
        let last = clauses.list.last();
        let question = last.is_some_and(|clause| clause.question);
        let open = question
            && last.is_some_and(|clause| {
                (clause.first_cue..clause.end_cue).any(|cue| turn.scope(cue) == Some(Scope::Question))
                    && !turn.is(clause.first, Class::QuestionAuxiliary)
            });
        let pulls = findings.list.iter().filter(|finding| last.is_some_and(|clause| clause.utterance == finding.utterance));
        let strongest = pulls.max_by(|a, b| a.weight.total_cmp(&b.weight)).copied();
        self.open = open;
        self.asked_about = open && (strongest.is_some() || self.topic != 0);
        let lean = strongest.filter(|_| open).map_or(0.0, |finding| f64::from(finding.sign));
        self.prompt = prompts.last().and_then(|cue| match turn.lexicon.entry(cue.entry).meaning {
            Meaning::Prompt(asks) => Some(asks),
            _ => None,
        });
        self.asked = asked(self.prompt, lean);
        self.pull = strongest.filter(|finding| !open && finding.footing != Footing::Elliptic).map(|finding| {
            // "No" agrees with "You don't see it as a problem", whichever phrase holds the "not".
            let negated = (finding.first..finding.end).filter(|&token| turn.is(token, Class::Negator)).count() % 2 == 1;
            Pull { finding, negated, question, clarity: (CLEAR as f64 / words as f64).min(1.0).powi(2) }
        });
        true
    }

    /// "On a scale from 0 to 10": the scale named last, else what was asked the time before.
    fn scale(&self, turn: &Turn<'_>, cues: &[Cue]) -> Option<Scale> {
        let scales = || {
            cues.iter().filter_map(|cue| match turn.lexicon.entry(cue.entry).meaning {
                Meaning::Ruler(scale) => Some(scale),
                _ => None,
            })
        };
        // Without a word of numbers "how important" asks for no number.
        scales().find(|&scale| scale == Scale::Unnamed)?;
        scales().rev().find(|&scale| scale != Scale::Unnamed).or(self.ruler).or(Some(Scale::Unnamed))
    }

    /// Takes in what a client's turn turned out to be.
    pub(crate) fn said(&mut self, tag: &TagRef<'_>) {
        self.dialogue = true;
        match tag.reply() {
            // A backchannel leaves the counsellor's turn standing.
            Some(reply) if reply.polarity == Polarity::Backchannel => {}
            _ => {
                self.leaning = self.leaning.after(tag.weights(), tag.probability());
                self.pull = None;
                self.asked = Asked::default();
            }
        }
        // A few words on the way to an answer leave what was asked standing.
        if tag.tokens().len() >= SUBSTANTIVE || tag.reply().is_some_and(|reply| reply.polarity != Polarity::Backchannel) {
            self.risk_asked = None;
        }
        if let (Some(behaviour), None, None) = (tag.behaviour(), &self.target, self.behaviour) {
            self.behaviour = Some(behaviour);
        }
    }
}

/// What a turn asks for: its last prompt says, and what it speaks of where there is none.
fn asked(prompt: Option<Asks>, lean: f64) -> Asked {
    let plain = Asked { lean, ..Asked::default() };
    match prompt {
        Some(Asks::Change) => Asked { lean: 1.0, ..plain },
        Some(Asks::Sustain) => Asked { lean: -1.0, ..plain },
        Some(Asks::View) => Asked { view: 1.0, ..plain },
        Some(Asks::Facts) => Asked { facts: 1.0, ..Asked::default() },
        None => plain,
    }
}

/// The entry that asks after a risk, and whether as a question.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedRisk {
    entry: String,
    question: bool,
}

/// A context as it is written: names instead of the lexicon's numbers.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SavedContext {
    behaviour: Option<String>,
    topic: i8,
    topic_stands: bool,
    asked_about: bool,
    pull: Option<SavedPull>,
    prompt: Option<Asks>,
    asked: Asked,
    open: bool,
    ruler: Option<Scale>,
    risk_asked: Option<SavedRisk>,
    leaning: Leaning,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedPull {
    code: Code,
    sign: i8,
    strength: Strength,
    footing: Footing,
    conditional: bool,
    negated: bool,
    question: bool,
    #[serde(with = "super::exact")]
    clarity: f64,
}

impl Context {
    pub(super) fn save(&self, lexicon: &Lexicon) -> SavedContext {
        let name = |behaviour: u16| lexicon.compiled().behaviours.get(behaviour as usize).cloned();
        let pull = |pull: Pull| SavedPull {
            code: pull.finding.code,
            sign: pull.finding.sign,
            strength: pull.finding.strength,
            footing: pull.finding.footing,
            conditional: pull.finding.conditional,
            negated: pull.negated,
            question: pull.question,
            clarity: pull.clarity,
        };
        let risk =
            |asked: safety::Asked| SavedRisk { entry: lexicon.compiled().entry(asked.entry).name.to_string(), question: asked.question };
        SavedContext {
            behaviour: self.behaviour.and_then(name),
            topic: self.topic,
            topic_stands: self.topic_stands,
            asked_about: self.asked_about,
            pull: self.pull.map(pull),
            prompt: self.prompt,
            asked: self.asked,
            open: self.open,
            ruler: self.ruler,
            risk_asked: self.risk_asked.map(risk),
            leaning: self.leaning,
        }
    }
}

impl SavedContext {
    /// The context again, with the target of `start`; or what is wrong with it.
    pub(super) fn restore(self, lexicon: &Lexicon, start: &Context) -> Result<Context, String> {
        let within = |number: f64| (-1.0..=1.0).contains(&number);
        let Asked { lean, view, facts } = self.asked;
        let numbers = [lean, view, facts, self.leaning.side, self.leaning.either];
        let signs = [Some(self.topic), self.pull.as_ref().map(|pull| pull.sign)];
        let sound = numbers.into_iter().chain(self.pull.as_ref().map(|pull| pull.clarity)).all(within);
        if !sound || signs.into_iter().flatten().any(|sign| !(-1..=1).contains(&sign)) {
            return Err("a number of its context is not from -1 to 1".to_owned());
        }
        let behaviour = match self.behaviour {
            Some(name) => Some(lexicon.compiled().behaviour(&name).ok_or_else(|| format!("the lexicon has no behaviour `{name}`"))?),
            None => None,
        };
        let risk = |saved: SavedRisk| {
            let asks = |entry: &EntryRecord| matches!(entry.meaning, Meaning::SafetyQuestion { .. }) && *entry.name == *saved.entry;
            let entry = lexicon.compiled().entries.iter().position(asks).map(|entry| entry as u32);
            let entry = entry.ok_or_else(|| format!("the lexicon has no question `{}`", saved.entry))?;
            Ok::<_, String>(safety::Asked { entry, question: saved.question })
        };
        let risk_asked = self.risk_asked.map(risk).transpose()?;
        let pull = |saved: SavedPull| Pull {
            finding: RawFinding {
                code: saved.code,
                sign: saved.sign,
                strength: saved.strength,
                footing: saved.footing,
                conditional: saved.conditional,
                // The rest is the answering turn's.
                source: Source::Answered,
                weight: 0.0,
                utterance: 0,
                entry: NO_ENTRY,
                first_reason: 0,
                end_reason: 0,
                first: 0,
                end: 0,
            },
            negated: saved.negated,
            question: saved.question,
            clarity: saved.clarity,
        };
        Ok(Context {
            behaviour,
            topic: self.topic,
            topic_stands: self.topic_stands,
            asked_about: self.asked_about,
            pull: self.pull.map(pull),
            prompt: self.prompt,
            asked: self.asked,
            open: self.open,
            ruler: self.ruler,
            risk_asked,
            leaning: self.leaning,
            ..start.clone()
        })
    }
}
