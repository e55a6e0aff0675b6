//! Labelled transcripts → material to fit to.

use changetalk::fit::{CodedTurn, Material};
use changetalk::transcript::{Speaker, Turn};
use changetalk::{Talk, Target};

use super::FileCount;
use crate::args::FitArgs;
use crate::conversation::Setup;
use crate::failure::Failure;
use crate::input::Input;

/// Reads all files, and counts what each brings.
pub(super) fn read(args: &FitArgs) -> Result<(Material, Vec<FileCount>), Failure> {
    let setup = args.tagging.prepare()?;
    let mut material = Material::new(setup.tagger().lexicon());
    let mut counts = Vec::new();
    for path in &args.files {
        let mut input = args.reading.open(path, &[&args.label_column])?;
        let mut file = FileReader { setup: &setup, material: &mut material, session: None, sessions: 0, turns: 0 };
        while let Some(turn) = input.turn()? {
            file.take(turn, &input)?;
        }
        input.finish();
        file.finish().map_err(|failure| failure.in_file(&input.name))?;
        let (sessions, turns) = (file.sessions, file.turns);
        if turns == 0 {
            let message = format!("cannot fit to {}: no client's turn has a label in column `{}`", input.name, args.label_column);
            return Err(Failure::Medium(message));
        }
        counts.push(FileCount { name: input.name, sessions, turns });
    }
    Ok((material, counts))
}

/// Gathers the turns of one file's sessions.
struct FileReader<'a> {
    setup: &'a Setup,
    material: &'a mut Material,
    session: Option<Gathered>,
    sessions: usize,
    turns: usize,
}

/// The session being read.
struct Gathered {
    target: Option<Target>,
    /// A line on its own, with no turn before it.
    alone: bool,
    turns: Vec<CodedTurn>,
    /// The last label.
    label: Option<Talk>,
    text: String,
}

impl FileReader<'_> {
    fn take(&mut self, turn: Turn, input: &Input) -> Result<(), Failure> {
        if turn.index == 0 {
            self.finish().map_err(|failure| failure.in_file(&input.name))?;
        }
        let label = turn.extra.first().and_then(|label| Talk::parse(label.trim()));
        let named = input.target(&turn);
        let target = || self.setup.target_of(named);
        let session = self.session.get_or_insert_with(|| Gathered {
            target: target(),
            alone: turn.alone && turn.speaker == Speaker::Client,
            turns: Vec::new(),
            label,
            text: turn.text.clone(),
        });
        match turn.speaker {
            Speaker::Client => {
                self.turns += usize::from(label.is_some());
                session.turns.push(CodedTurn::client(turn.text, label));
            }
            Speaker::Counsellor => session.turns.push(CodedTurn::counsellor(turn.text)),
            Speaker::Other => {}
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<(), Failure> {
        let Some(Gathered { target, alone, turns, label, text }) = self.session.take() else { return Ok(()) };
        self.sessions += 1;
        match label {
            Some(label) if alone && turns.len() == 1 => self.material.line(target.as_ref(), &text, label)?,
            _ => self.material.session(target.as_ref(), turns)?,
        }
        Ok(())
    }
}
