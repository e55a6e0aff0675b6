//! One JSON object a turn.

use std::io::Write;

use changetalk::transcript::{Time, Turn};
use changetalk::{Ideas, OffsetUnit, Tag, Talk};
use serde::Serialize;

use super::{Writer, offsets};
use crate::conversation::Answer as Answered;
use crate::failure::Failure;

pub(super) struct Lines<W> {
    out: W,
    unit: OffsetUnit,
}

#[derive(Serialize)]
struct Line<'a> {
    session: &'a str,
    turn: u64,
    speaker: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<Time>,
    text: &'a str,
    #[serde(flatten)]
    answer: Answer,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Answer {
    Client {
        #[serde(flatten)]
        tag: Box<Tag>,
        #[serde(flatten)]
        ideas: Option<Ideas>,
    },
    /// Nobody else's words are tagged.
    Other { talk: Option<Talk> },
}

impl<W: Write> Lines<W> {
    pub(super) fn new(out: W, unit: OffsetUnit) -> Lines<W> {
        Lines { out, unit }
    }
}

impl<W: Write> Writer for Lines<W> {
    fn turn(&mut self, turn: &Turn, answer: Option<Answered>) -> Result<(), Failure> {
        let answer = match answer {
            Some(Answered { mut tag, ideas }) => {
                offsets::convert(&mut tag, &turn.text, self.unit);
                Answer::Client { tag: Box::new(tag), ideas }
            }
            None => Answer::Other { talk: None },
        };
        let line =
            Line { session: &turn.session, turn: turn.index, speaker: turn.speaker.name(), time: turn.time, text: &turn.text, answer };
        serde_json::to_writer(&mut self.out, &line)?;
        self.out.write_all(b"\n")?;
        Ok(())
    }

    fn finish(&mut self) -> Result<(), Failure> {
        Ok(self.out.flush()?)
    }
}
