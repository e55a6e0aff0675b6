//! Who said what and when, gathered from a document: turns.

use std::collections::HashMap;
use std::vec;

use crate::transcript::error::{Error, Kind};
use crate::transcript::row::Row;
use crate::transcript::speaker::{Speaker, Speakers};
use crate::transcript::time::Time;

/// The turns of a document, in order. What one speaker says without another between is one turn.
pub(in crate::transcript) struct Speeches {
    voices: Vec<Voice>,
    numbers: HashMap<String, usize>,
    longest: usize,
    gathered: Vec<Speech>,
    turns: vec::IntoIter<Speech>,
}

struct Voice {
    /// What the file calls the speaker, and by what they are asked for.
    name: String,
    /// What else it says of them (a role, a longer name), what tells most first.
    about: Vec<String>,
    /// Who that is, once it has been asked.
    speaker: Option<Speaker>,
}

struct Speech {
    voice: usize,
    line: u64,
    text: String,
    time: Option<Time>,
}

impl Speeches {
    /// No turn may be longer than `longest` bytes.
    pub(super) fn new(longest: usize) -> Speeches {
        Speeches { voices: Vec::new(), numbers: HashMap::new(), longest, gathered: Vec::new(), turns: Vec::new().into_iter() }
    }

    /// The number of the speaker whom the file calls `name`. What it says `about` a new one tells more than that name.
    pub(super) fn voice(&mut self, name: &str, about: impl FnOnce() -> Vec<String>) -> usize {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = self.voices.len();
        let about = about().into_iter().filter(|name| !name.trim().is_empty()).collect();
        self.voices.push(Voice { name: name.to_owned(), about, speaker: None });
        self.numbers.insert(name.to_owned(), number);
        number
    }

    /// Adds what `voice` says next. Where there are no words it does nothing.
    pub(super) fn add(&mut self, voice: usize, line: u64, words: &str, time: Option<Time>) -> Result<(), Error> {
        let mut words = words.split_whitespace();
        let Some(first) = words.next() else { return Ok(()) };
        if self.gathered.last().is_none_or(|last| last.voice != voice) {
            self.gathered.push(Speech { voice, line, text: String::new(), time: None });
        }
        let Some(turn) = self.gathered.last_mut() else { return Ok(()) };
        for word in std::iter::once(first).chain(words) {
            if turn.text.len().saturating_add(word.len()) > self.longest {
                return Err(Error::new(Kind::TooLong { line: turn.line, limit: self.longest, quoted: false }));
            }
            if !turn.text.is_empty() {
                turn.text.push(' ');
            }
            turn.text.push_str(word);
        }
        turn.time = match (turn.time, time) {
            (Some(so_far), Some(time)) => Some(Time { start: so_far.start, end: so_far.end.max(time.end) }),
            (so_far, time) => so_far.or(time),
        };
        Ok(())
    }

    /// All has been added.
    pub(super) fn finish(mut self) -> Result<Speeches, Error> {
        if self.gathered.is_empty() {
            return Err(Error::new(Kind::Empty));
        }
        self.turns = std::mem::take(&mut self.gathered).into_iter();
        Ok(self)
    }

    /// Shows all who speak to `speakers`, so that of two the unknown one can be told from the known one.
    pub(super) fn introduce(&self, speakers: &mut Speakers) {
        let voices: Vec<&Voice> = self.turns.as_slice().iter().filter_map(|speech| self.voices.get(speech.voice)).collect();
        let name = |voice: &Voice| voice.telling(speakers).to_owned();
        let names: Vec<String> = voices.into_iter().map(name).collect();
        speakers.survey(names.into_iter());
    }

    /// The next turn.
    pub(super) fn next(&mut self, speakers: &mut Speakers) -> Result<Option<Row>, Error> {
        let Some(Speech { voice, line, text, time }) = self.turns.next() else { return Ok(None) };
        let Some(voice) = self.voices.get_mut(voice) else { return Ok(None) };
        let speaker = voice.speaker(speakers, line)?;
        let name = Speakers::personal(&voice.name);
        Ok(Some(Row { line, speaker: Some(speaker), name, text, time, ..Row::default() }))
    }
}

impl Voice {
    fn speaker(&mut self, speakers: &mut Speakers, line: u64) -> Result<Speaker, Error> {
        if let Some(speaker) = self.speaker {
            return Ok(speaker);
        }
        let speaker = speakers.resolve(self.telling(speakers), line)?;
        self.speaker = Some(speaker);
        Ok(speaker)
    }

    /// Of the names of a voice the one that tells who it is.
    fn telling(&self, speakers: &Speakers) -> &str {
        let names = || self.about.iter().chain([&self.name]);
        // What the caller named outweighs a role, which others may have too.
        let told = names().rev().find(|name| speakers.known(name).is_some());
        told.or_else(|| names().find(|name| speakers.recognise(name).is_some())).unwrap_or(&self.name)
    }
}

/// Seconds, as a document writes them, in milliseconds. What is before the beginning counts as the beginning.
pub(super) fn milliseconds(seconds: f64) -> u64 {
    // The cast keeps within the bounds of its type whatever the number is.
    (seconds.max(0.0) * 1000.0).round() as u64
}
