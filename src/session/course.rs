//! How a session has gone so far, as far as answers need to know: constant in size.

use serde::{Deserialize, Serialize};

use crate::code::{Code, ResponseKind, Span, Strength};
use crate::compose::{RawFinding, Source};
use crate::lexicon::Polarity;
use crate::tagger::TagRef;

/// Leanings of so many turns are compared, half of them with the half before.
const RECENT: usize = 8;
/// Readiness rises where the recent half leans so much more than the one before.
const RISE: f32 = 0.2;
/// So many pieces of change talk wait for a summary.
const KEPT: usize = 6;
/// A summary is due with so many pieces and after so many turns.
const ENOUGH: usize = 3;
const LONG: u32 = 8;
/// So many answers are remembered.
const REMEMBERED: usize = 512;

/// The course of a session.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Course {
    /// The client's turns, bare replies aside.
    turns: u32,
    since_summary: u32,
    /// The client's own findings by code, toward change and away from it.
    found: [[u32; 2]; Code::ALL.len()],
    leanings: [f32; RECENT],
    /// Change talk in the client's words: the text of the turn and the place of the finding.
    kept: Vec<Kept>,
    next_kept: usize,
    /// Hashes of answers that were offered and of how they begin.
    offered: Vec<u64>,
    next_offered: usize,
    /// Somebody talks with the client: this is no line on its own.
    dialogue: bool,
    /// How many reflections were offered, simple and complex.
    reflections: [u32; 2],
}

/// A piece of change talk to come back to.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Kept {
    pub(crate) text: String,
    pub(crate) span: Span,
}

impl Course {
    /// What is wrong with a course that was read from somewhere.
    pub(super) fn check(&self) -> Result<(), String> {
        let leanings = self.leanings.iter().all(|leaning| (-1.0..=1.0).contains(leaning));
        let kept =
            self.kept.len() <= KEPT && self.next_kept <= KEPT && self.kept.iter().all(|kept| kept.text.get(kept.span.range()).is_some());
        let offered = self.offered.len() <= REMEMBERED && self.next_offered < REMEMBERED;
        if leanings && kept && offered { Ok(()) } else { Err("what it remembers of its course does not hang together".to_owned()) }
    }

    /// Takes in a client's turn.
    pub(super) fn said(&mut self, text: &str, tag: &TagRef<'_>) {
        if tag.reply().is_some_and(|reply| reply.polarity == Polarity::Backchannel) {
            return;
        }
        self.turns = self.turns.saturating_add(1);
        self.since_summary = self.since_summary.saturating_add(1);
        let probability = tag.probability();
        self.leanings.rotate_left(1);
        self.leanings[RECENT - 1] = (probability.change - probability.sustain) as f32;
        for finding in tag.raw_findings().iter().filter(|finding| !matches!(finding.source, Source::Agreed(_))) {
            let code = Code::ALL.iter().position(|code| *code == finding.code).unwrap_or_default();
            let found = &mut self.found[code][usize::from(finding.sign < 0)];
            *found = found.saturating_add(1);
        }
        let own = |finding: &&RawFinding| finding.sign > 0 && finding.source == Source::Own && finding.strength > Strength::Low;
        if let Some(finding) = tag.raw_findings().iter().find(own).filter(|_| !tag.is_ambivalent()) {
            self.keep(text, tag.span(finding.first, finding.end));
        }
    }

    fn keep(&mut self, text: &str, span: Span) {
        if self.kept.len() <= self.next_kept {
            self.kept.push(Kept::default());
        }
        if let Some(kept) = self.kept.get_mut(self.next_kept) {
            kept.text.clear();
            kept.text.push_str(text);
            kept.span = span;
        }
        self.next_kept = (self.next_kept + 1) % KEPT;
    }

    pub(crate) fn turns(&self) -> u32 {
        self.turns
    }

    /// How often a code was found, toward change and away from it.
    pub(crate) fn found(&self, code: Code) -> [u32; 2] {
        Code::ALL.iter().position(|known| *known == code).map_or([0, 0], |index| self.found[index])
    }

    /// Findings toward change and away from it.
    pub(crate) fn sides(&self) -> [u32; 2] {
        self.found.iter().fold([0, 0], |sum, found| [sum[0].saturating_add(found[0]), sum[1].saturating_add(found[1])])
    }

    /// The client's recent turns lean further toward change than those before.
    pub(crate) fn is_rising(&self) -> bool {
        let (before, now) = self.leanings.split_at(RECENT / 2);
        let mean = |leanings: &[f32]| leanings.iter().sum::<f32>() / leanings.len() as f32;
        self.turns as usize >= RECENT && mean(now) > 0.0 && mean(now) - mean(before) > RISE
    }

    /// Enough was said to gather it.
    pub(crate) fn is_summary_due(&self) -> bool {
        self.kept.len() >= ENOUGH && self.since_summary >= LONG
    }

    /// The change talk kept, the oldest first.
    pub(crate) fn kept(&self) -> impl Iterator<Item = &Kept> {
        let (newer, older) = self.kept.split_at(self.next_kept.min(self.kept.len()));
        older.iter().chain(newer)
    }

    /// Remembers an answer or a beginning.
    pub(super) fn remember(&mut self, hash: u64) {
        if self.offered.len() < REMEMBERED {
            self.offered.push(hash);
        } else {
            self.offered[self.next_offered] = hash;
            self.next_offered = (self.next_offered + 1) % REMEMBERED;
        }
    }

    pub(crate) fn has_offered(&self, hash: u64) -> bool {
        self.offered.contains(&hash)
    }

    /// The counsellor speaks.
    pub(super) fn converse(&mut self) {
        self.dialogue = true;
    }

    /// Counts an answer that was offered.
    pub(super) fn count(&mut self, kind: ResponseKind) {
        match kind {
            ResponseKind::SimpleReflection => self.reflections[0] = self.reflections[0].saturating_add(1),
            ResponseKind::ComplexReflection => self.reflections[1] = self.reflections[1].saturating_add(1),
            _ => {}
        }
    }

    /// Simple reflections have had their share: a skilled counsellor gives at least as many complex ones (MITI 4.2).
    pub(crate) fn is_simple_enough(&self) -> bool {
        let [simple, complex] = self.reflections;
        self.dialogue && simple >= complex
    }

    /// What was gathered is not gathered again.
    pub(super) fn summarised(&mut self) {
        self.since_summary = 0;
        self.kept.clear();
        self.next_kept = 0;
    }
}
