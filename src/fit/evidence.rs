//! What was read in a turn, ready to be weighed by any weights.

use crate::code::{Probability, Talk};
use crate::compose::RawFinding;
use crate::lexicon::{Polarity, Weights};
use crate::tagger::TagRef;
use crate::weigh::{self, Hinted, Influences, Leaning, Reading};

/// A turn's findings and what else weighs in. Only the client's leaning is worked out anew, since it rests on how the turns before came out.
#[derive(Clone, Debug)]
pub(super) struct Evidence {
    findings: Vec<RawFinding>,
    hints: Vec<Hinted>,
    influences: Influences,
    /// Leaves the client's leaning as it is.
    listens: bool,
    pub(super) label: Option<Talk>,
}

impl Evidence {
    pub(super) fn of(tag: &TagRef<'_>, label: Option<Talk>) -> Evidence {
        Evidence {
            findings: tag.raw_findings().to_vec(),
            hints: tag.hints().to_vec(),
            influences: *tag.influences(),
            listens: tag.reply().is_some_and(|reply| reply.polarity == Polarity::Backchannel),
            label,
        }
    }
}

/// Weighs a session's turns in order and gives each labelled one with its probabilities. `room` and `ranked` are room to work in.
pub(super) fn forward(
    weights: &Weights,
    session: &[Evidence],
    room: &mut Vec<RawFinding>,
    ranked: &mut Vec<f64>,
    mut each: impl FnMut(Talk, Probability),
) {
    let mut leaning = Leaning::default();
    for evidence in session {
        room.clear();
        room.extend_from_slice(&evidence.findings);
        weigh::settle(weights, room);
        let influences = Influences { leaning, ..evidence.influences };
        let reading = Reading { findings: room, hints: &evidence.hints, dialogue: influences.dialogue };
        let probability = weigh::weigh(weights, reading, &weigh::shares(weights, &influences), ranked);
        if !evidence.listens {
            leaning = leaning.after(weights, probability);
        }
        if let Some(label) = evidence.label {
            each(label, probability);
        }
    }
}
