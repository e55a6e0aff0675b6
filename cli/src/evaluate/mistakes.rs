//! The most confident mistakes.

use changetalk::transcript::Turn;
use changetalk::{Finding, Probability, Tag, Talk};
use serde::Serialize;

/// A turn that was tagged otherwise than labelled.
#[derive(Debug, Serialize)]
pub(super) struct Mistake {
    pub(super) session: String,
    pub(super) turn: u64,
    pub(super) line: u64,
    pub(super) text: String,
    pub(super) label: Talk,
    pub(super) talk: Talk,
    pub(super) probability: Probability,
    pub(super) findings: Vec<Finding>,
}

/// Keeps the worst few of any number.
pub(super) struct Mistakes {
    most: usize,
    kept: Vec<Mistake>,
}

impl Mistakes {
    pub(super) fn new(most: usize) -> Mistakes {
        Mistakes { most, kept: Vec::new() }
    }

    pub(super) fn add(&mut self, label: Talk, turn: Turn, tag: Tag) {
        if self.most == 0 {
            return;
        }
        let Turn { session, index, line, text, .. } = turn;
        let Tag { talk, probability, findings, .. } = tag;
        self.kept.push(Mistake { session, turn: index, line, text, label, talk, probability, findings });
        if self.kept.len() >= 2 * self.most.max(64) {
            self.thin();
        }
    }

    /// The worst first.
    pub(super) fn finish(mut self) -> Vec<Mistake> {
        self.thin();
        self.kept
    }

    fn thin(&mut self) {
        let confidence = |mistake: &Mistake| mistake.probability.of(mistake.talk);
        self.kept.sort_by(|a, b| confidence(b).total_cmp(&confidence(a)));
        self.kept.truncate(self.most);
    }
}
