//! Transcripts → what a report is made of, a session at a time.
//!
//! `--output json` is exactly this. Every other form is made from it.

use std::path::Path;

use changetalk::transcript::{Speaker, Time, Turn};
use changetalk::{Ledger, Manner, Measures, Redacted, Session, Tag, Target};
use serde::Serialize;

use crate::args::ReportArgs;
use crate::conversation::Setup;
use crate::failure::Failure;
use crate::input::Input;
use crate::redaction::{Redaction, move_spans, requote};

/// Rows that name neither session nor speaker come as turns on their own; a report says how it took them.
const ROWS_ALONE: &str = "The file names neither sessions nor speakers: its rows are taken for one session, in their order.";

/// A session with all that was read in it.
#[derive(Debug, Serialize)]
pub(crate) struct Gathered {
    /// The file, as it was given.
    pub(crate) file: String,
    /// What the file calls the session.
    pub(crate) session: String,
    /// The behaviours that count; all without a target.
    pub(crate) target: Option<Target>,
    /// How the file was taken, where that is not plain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<&'static str>,
    pub(crate) measures: Measures,
    pub(crate) ledger: Ledger,
    pub(crate) turns: Vec<Spoken>,
}

/// A turn and what was read in it.
#[derive(Debug, Serialize)]
pub(crate) struct Spoken {
    /// Its place in the session, from 0, as measures and ledger count.
    pub(crate) turn: u32,
    /// The line of the file on which it starts, from 1.
    pub(crate) line: u64,
    /// `client`, `counsellor` or `other`.
    pub(crate) speaker: &'static str,
    /// When it was said, in milliseconds, where the file tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) time: Option<Time>,
    pub(crate) text: String,
    /// Roughly what kind of turn a counsellor's is; none of a backchannel and of everybody else's.
    pub(crate) manner: Option<Manner>,
    /// What was read in a client's turn. Spans are bytes of the text.
    pub(crate) tag: Option<Tag>,
}

impl Gathered {
    /// What to call the session in a heading: the file's name without its ending, and the session's id where that tells more.
    pub(crate) fn title(&self) -> String {
        let stem = Path::new(&self.file).file_stem().filter(|_| self.file != "-").map(|stem| stem.to_string_lossy().into_owned());
        let numbered = self.session.chars().all(|c| c.is_ascii_digit());
        let session = match (self.note, numbered) {
            (Some(_), _) => "Turns".to_owned(),
            (None, true) => format!("Session {}", self.session),
            (None, false) => self.session.clone(),
        };
        match stem {
            Some(stem) if stem == session => session,
            // A file with one session mostly calls it "1".
            Some(stem) if self.note.is_some() || self.session == "1" => stem,
            Some(stem) => format!("{stem} · {session}"),
            None => session,
        }
    }

    /// A turn of the session.
    pub(crate) fn turn(&self, turn: u32) -> Option<&Spoken> {
        self.turns.get(turn as usize)
    }

    /// The client's turns, in order, with what was read in them.
    pub(crate) fn client(&self) -> impl Iterator<Item = (&Spoken, &Tag)> {
        self.turns.iter().filter_map(|spoken| Some((spoken, spoken.tag.as_ref()?)))
    }
}

/// Gives one session after another, in the order of the files.
pub(crate) fn gather(args: &ReportArgs, setup: &Setup, mut give: impl FnMut(Gathered) -> Result<(), Failure>) -> Result<(), Failure> {
    for (index, path) in args.files.iter().enumerate() {
        let mut input = args.reading.open(path, &[])?;
        let redaction = Redaction::new(args.redact, &args.reading, &input, setup);
        // Files are often called after those who speak in them.
        let name = if redaction.is_some() { format!("file {}", index + 1) } else { path.to_string_lossy().into_owned() };
        let done = of_file(&name, &mut input, setup, redaction, &mut give);
        input.finish();
        done?;
    }
    Ok(())
}

fn of_file(
    file: &str,
    input: &mut Input,
    setup: &Setup,
    mut redaction: Option<Redaction>,
    give: &mut impl FnMut(Gathered) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut following: Option<Following<'_>> = None;
    let mut sessions = 0u64;
    while let Some(turn) = input.turn()? {
        let named = input.target(&turn).map(str::to_owned);
        if following.as_ref().is_none_or(|following| following.ends_before(&turn, named.as_deref())) {
            if let Some(ended) = following.take() {
                give(ended.end())?;
            }
            let begun = Following::begin(file, &turn, named, setup);
            let mut begun = begun.map_err(|failure| told_at(failure, turn.line).in_file(&input.name))?;
            sessions += 1;
            if redaction.is_some() {
                begun.gathered.session = sessions.to_string();
            }
            following = Some(begun);
        }
        if let Some(following) = &mut following {
            following.take_in(turn, redaction.as_mut());
        }
    }
    following.map_or(Ok(()), |ended| give(ended.end()))
}

/// A target that a row names is the file's fault, not the command line's.
fn told_at(failure: Failure, line: u64) -> Failure {
    match failure {
        Failure::Usage(message) => Failure::Medium(format!("line {line}: {message}")),
        other => other,
    }
}

/// A session that is being read.
struct Following<'s> {
    session: Session<'s>,
    /// The target that a column names.
    named: Option<String>,
    alone: bool,
    gathered: Gathered,
    /// The turns as they may be written, where that is not as they were said.
    redacted: Vec<Redacted>,
}

impl<'s> Following<'s> {
    fn begin(file: &str, turn: &Turn, named: Option<String>, setup: &'s Setup) -> Result<Following<'s>, Failure> {
        let target = setup.target_of(named.as_deref());
        let session = setup.kept(target.clone())?;
        let gathered = Gathered {
            file: file.to_owned(),
            session: turn.session.clone(),
            target,
            note: turn.alone.then_some(ROWS_ALONE),
            measures: session.measures(),
            ledger: Ledger::default(),
            turns: Vec::new(),
        };
        Ok(Following { session, named, alone: turn.alone, gathered, redacted: Vec::new() })
    }

    /// Does this turn begin another session, or the same one with another target?
    fn ends_before(&self, turn: &Turn, named: Option<&str>) -> bool {
        let another = turn.index == 0 && !(self.alone && turn.alone);
        another || (named.is_some() && named != self.named.as_deref())
    }

    fn take_in(&mut self, turn: Turn, redaction: Option<&mut Redaction>) {
        let index = self.session.turns();
        let (mut manner, mut tag) = (None, None);
        match turn.speaker {
            Speaker::Client => tag = Some(self.session.client(&turn.text)),
            Speaker::Counsellor => {
                self.session.counsellor(&turn.text);
                manner = self.session.manner();
            }
            Speaker::Other => self.session.other(),
        }
        let text = match redaction {
            None => turn.text,
            Some(redaction) => {
                let redacted = redaction.text(&turn);
                tag.iter_mut().for_each(|tag| move_spans(tag, &redacted));
                let text = redacted.text().to_owned();
                self.redacted.push(redacted);
                text
            }
        };
        let spoken = Spoken { turn: index, line: turn.line, speaker: turn.speaker.name(), time: turn.time, text, manner, tag };
        self.gathered.turns.push(spoken);
    }

    fn end(self) -> Gathered {
        let mut ledger = self.session.ledger().cloned().unwrap_or_default();
        if !self.redacted.is_empty() {
            requote(&mut ledger, &self.redacted);
        }
        Gathered { measures: self.session.measures(), ledger, ..self.gathered }
    }
}
