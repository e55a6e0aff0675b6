//! Plain text: `Speaker: words`, or one turn a line.

use std::io::Read;

use super::decode::Decoder;
use super::error::{Error, Kind};
use super::names;
use super::row::Row;
use super::speaker::Speakers;
use super::time::{Time, clock};

/// How much of the file is looked at to tell a dialogue from single turns.
const SAMPLE: usize = 64 << 10;

pub(super) struct Text<R> {
    input: Decoder<R>,
    dialogue: bool,
    line: String,
    number: u64,
    limit: usize,
    session: String,
    sessions: u64,
    /// No turn has been read of the session yet.
    fresh: bool,
    /// The turn that the lines read last belong to.
    turn: Option<Row>,
    /// Who speaks, where a heading says so: one that repeats it goes on.
    headed: Option<String>,
    any: bool,
}

/// What a line is.
#[derive(Debug, PartialEq)]
enum Line<'a> {
    /// Nothing, or a comment.
    Blank,
    /// A new session starts, perhaps with a name.
    Break(Option<&'a str>),
    /// Somebody starts to speak.
    Speech { name: &'a str, words: &'a str },
    /// The same on a line of its own, with a time; the words follow.
    Heading { name: &'a str },
    /// Words of whoever speaks.
    Words(&'a str),
}

impl<R: Read> Text<R> {
    pub(super) fn open(mut input: Decoder<R>, speakers: &mut Speakers, limit: usize) -> Text<R> {
        let sample = input.sample(SAMPLE);
        let dialogue = is_dialogue(sample, speakers);
        if dialogue {
            let names: Vec<String> = sample.lines().filter_map(|line| speaker_of(&read(line), speakers)).collect();
            speakers.survey(names.into_iter());
        }
        Text {
            input,
            dialogue,
            line: String::new(),
            number: 0,
            limit,
            session: "1".to_owned(),
            sessions: 1,
            fresh: true,
            turn: None,
            headed: None,
            any: false,
        }
    }

    pub(super) fn next(&mut self, speakers: &mut Speakers) -> Result<Option<Row>, Error> {
        loop {
            if !self.input.line(&mut self.line, self.number + 1, self.limit)? {
                let last = self.turn.take();
                self.any |= last.is_some();
                return if self.any { Ok(last) } else { Err(Error::new(Kind::Empty)) };
            }
            self.number += 1;
            let line = read(&self.line);
            let time = time_of(&self.line);
            let finished = match line {
                Line::Blank => None,
                Line::Break(name) => {
                    let name = name.map(str::to_owned);
                    let finished = self.turn.take();
                    if finished.is_some() || !self.fresh {
                        self.sessions += 1;
                        self.session = self.sessions.to_string();
                    }
                    self.session = name.unwrap_or_else(|| self.session.clone());
                    self.fresh = true;
                    self.headed = None;
                    finished
                }
                _ if !self.dialogue => {
                    self.any = true;
                    return Ok(Some(Row { line: self.number, text: self.line.trim().to_owned(), ..Row::default() }));
                }
                Line::Heading { name } if self.turn.is_some() && self.headed.as_deref() == Some(name) => None,
                Line::Heading { name } | Line::Speech { name, .. } if speaks(name, speakers) => {
                    let words = if let Line::Speech { words, .. } = line { words } else { "" };
                    let row = Row {
                        line: self.number,
                        session: Some(self.session.clone()),
                        fresh: self.fresh,
                        speaker: Some(speakers.resolve(name, self.number)?),
                        name: Speakers::personal(name),
                        text: words.to_owned(),
                        time,
                        ..Row::default()
                    };
                    self.headed = matches!(line, Line::Heading { .. }).then(|| name.to_owned());
                    self.fresh = false;
                    self.turn.replace(row)
                }
                Line::Heading { .. } | Line::Speech { .. } | Line::Words(_) => {
                    // Before the first speaker there are titles.
                    if let Some(turn) = &mut self.turn {
                        let words = self.line.trim();
                        if turn.text.len() + words.len() > self.limit {
                            return Err(Error::new(Kind::TooLong { line: turn.line, limit: self.limit, quoted: false }));
                        }
                        if !turn.text.is_empty() {
                            turn.text.push(' ');
                        }
                        turn.text.push_str(words);
                    }
                    None
                }
            };
            if finished.is_some() {
                self.any = true;
                return Ok(finished);
            }
        }
    }
}

/// A dialogue has a line of a known speaker, or several that look like it: then unknown ones are asked for rather than overlooked.
fn is_dialogue(sample: &str, speakers: &Speakers) -> bool {
    let (mut lines, mut alike) = (0, 0);
    for line in sample.lines() {
        match read(line) {
            Line::Speech { name, .. } | Line::Heading { name } if speakers.recognise(name).is_some() => return true,
            Line::Speech { name, .. } | Line::Heading { name } if is_name(name) => (lines, alike) = (lines + 1, alike + 1),
            Line::Speech { .. } | Line::Heading { .. } | Line::Words(_) => lines += 1,
            Line::Blank | Line::Break(_) => {}
        }
    }
    alike > 1 && alike * 4 >= lines
}

/// True if what stands before the colon is a speaker, and not the beginning of a sentence ("and I said: no").
fn speaks(name: &str, speakers: &Speakers) -> bool {
    speakers.recognise(name).is_some() || is_name(name)
}

/// Could be somebody who speaks: a name that transcripts know, or one that looks like a name.
pub(super) fn could_speak(name: &str) -> bool {
    speaks(name, &Speakers::default())
}

/// Who speaks in a line, if somebody is named.
fn speaker_of(line: &Line<'_>, speakers: &Speakers) -> Option<String> {
    match line {
        Line::Heading { name } => Some((*name).to_owned()),
        Line::Speech { name, .. } if speaks(name, speakers) => Some((*name).to_owned()),
        _ => None,
    }
}

/// One to three words, each with a capital or a number: "Maria", "Speaker 1", "J. Smith".
pub(super) fn is_name(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    name.starts_with(char::is_alphabetic) && words.by_ref().take(3).all(capital) && words.next().is_none()
}

fn read(line: &str) -> Line<'_> {
    let line = line.trim();
    if line.is_empty() || line.starts_with('#') {
        return Line::Blank;
    }
    if let Some(name) = session_break(line) {
        return Line::Break(Some(name).filter(|name| !name.is_empty()));
    }
    if names::NOTICES.iter().any(|notice| line.starts_with(notice)) {
        return Line::Blank;
    }
    if let Some(name) = heading(line) {
        return Line::Heading { name };
    }
    match speech(line) {
        Some((name, words)) => Line::Speech { name, words },
        None => Line::Words(line),
    }
}

/// `---`, `=== name ===`, `Session 2`, `Session 2: March`.
fn session_break(line: &str) -> Option<&str> {
    let rule = |c: char| matches!(c, '-' | '=' | '*' | '_' | '~' | '—' | '–');
    let inner = line.trim_start_matches(rule);
    let dashes = line.len() - inner.len();
    let name = inner.trim_end_matches(rule);
    if dashes >= 3 && (name.is_empty() || (name.len() < inner.len() && name.len() <= 80)) {
        return Some(name.trim());
    }
    let first = line.split_whitespace().next()?;
    if !first.eq_ignore_ascii_case("session") {
        return None;
    }
    let rest = line[first.len()..].trim_start();
    let number = rest.trim_start_matches(['#', ' ']);
    let after = number.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = after.len() < number.len() && (after.is_empty() || after.starts_with([':', '.', ',', ' ', '-']));
    let titled = after.trim_start().is_empty() || after.trim_start().starts_with([':', '-', '–', '—', '(', ',']);
    (numbered && titled && line.len() <= 80).then_some(line)
}

/// Takes `Speaker: words` apart. A time may stand before the name or behind it: `[00:12] Speaker: …`, `Speaker (00:12): …`. Markdown's
/// bold may stand around the name.
pub(super) fn speech(line: &str) -> Option<(&str, &str)> {
    let untimed = past_time(line);
    // Zoom's chat: "10:15:32 From Maria Lopez to Everyone: words".
    let sent = if untimed.len() < line.len() { untimed.strip_prefix(names::SENT_BY) } else { None };
    let line = sent.unwrap_or(untimed).trim_start().trim_start_matches('*');
    let timed = line.find([')', ']']).filter(|&end| line[end + 1..].starts_with(':'));
    let colon = timed.map(|end| end + 1).or_else(|| line.find(':'))?;
    let (name, words) = (&line[..colon], &line[colon + 1..]);
    if words.starts_with(|c: char| c == '/' || c.is_numeric()) {
        return None; // an address, a time of day
    }
    let name = name.split_once(['(', '[']).map_or(name, |(name, _)| name).trim_end_matches('*').trim();
    let name = if sent.is_some() { name.split_once(names::SENT_TO).map_or(name, |(name, _)| name).trim() } else { name };
    could_name(name).then(|| (name, words.trim_start_matches('*').trim()))
}

/// A name and a time on a line of their own, as Otter, Zoom, Teams and Rev write them: `Maria Lopez  0:05`, `[Maria Lopez] 10:15:32`,
/// `00:01:12 Speaker 1`, `Speaker 1 (00:05)`.
fn heading(line: &str) -> Option<&str> {
    let (before, after) = (line.rsplit_once(char::is_whitespace), line.split_once(char::is_whitespace));
    let bare = |time: &str| clock(time.trim_matches(['(', ')', '[', ']'])).is_some();
    let name = match (before, after) {
        (Some((name, time)), _) if bare(time) => name,
        (_, Some((time, name))) if bare(time) => name,
        _ => return None,
    };
    let name = name.trim().trim_matches(['[', ']', '*']).trim();
    (could_name(name) && is_name(name)).then_some(name)
}

/// The time that a line names: before the name, or behind it.
fn time_of(line: &str) -> Option<Time> {
    let line = line.trim();
    let read = |words: &str| words.split([' ', '-', '>']).filter(|part| !part.is_empty()).map(clock).collect::<Option<Vec<u64>>>();
    let bracketed = |open, close| {
        let name = line.split_once(close)?.0;
        read(name.split_once(open)?.1)
    };
    let bare = |word: Option<&str>| read(word?);
    let times = bracketed('[', ']')
        .or_else(|| bracketed('(', ')'))
        .filter(|times| !times.is_empty())
        .or_else(|| bare(line.split_whitespace().next()))
        .or_else(|| bare(line.split_whitespace().next_back()))?;
    Some(Time { start: *times.first()?, end: times.get(1).copied() })
}

/// A name is short, starts with a letter and holds a full stop only where it shortens a word: "Client", "Dr. Lee", "J. Smith".
fn could_name(name: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '#' | '&' | '\'' | '’');
    let word = |word: &str| word.strip_suffix('.').filter(|short| short.len() < 5).unwrap_or(word).chars().all(inside);
    name.len() <= 40 && name.starts_with(char::is_alphabetic) && name.split_whitespace().all(word)
}

/// The line after a time at its beginning, in brackets or bare.
fn past_time(line: &str) -> &str {
    let digits =
        |text: &str| text.contains(':') && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | ',' | '-' | '>' | ' '));
    for (open, close) in [('[', ']'), ('(', ')')] {
        if let Some((time, rest)) = line.strip_prefix(open).and_then(|rest| rest.split_once(close))
            && digits(time)
        {
            return rest.trim_start();
        }
    }
    match line.split_once(char::is_whitespace) {
        Some((time, rest)) if digits(time) => rest.trim_start(),
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read() {
        for (line, expect) in [
            ("[00:12] T: Go on.", Some((12_000, None))),
            ("T (00:12): Go on.", Some((12_000, None))),
            ("00:01:12 T: Go on.", Some((72_000, None))),
            ("[00:12 --> 00:15] T: Go on.", Some((12_000, Some(15_000)))),
            ("Maria Lopez  0:05", Some((5_000, None))),
            ("T: Go on.", None),
            ("T (laughs): Go on.", None),
            ("", None),
        ] {
            assert_eq!(time_of(line).map(|time| (time.start, time.end)), expect, "{line:?}");
        }
    }

    #[test]
    fn lines_are_told_apart() {
        let speech = |name, words| Line::Speech { name, words };
        for (line, expect) in [
            ("", Line::Blank),
            ("# recorded in May", Line::Blank),
            ("Client: I don't know.", speech("Client", "I don't know.")),
            ("  **Client:** I don't know.", speech("Client", "I don't know.")),
            ("Dr. Lee: Hm.", speech("Dr. Lee", "Hm.")),
            ("[00:01:12] T: Go on.", speech("T", "Go on.")),
            ("00:01:12 T: Go on.", speech("T", "Go on.")),
            ("T (00:12): Go on.", speech("T", "Go on.")),
            ("C:", speech("C", "")),
            ("Maria Lopez  0:05", Line::Heading { name: "Maria Lopez" }),
            ("Speaker 1 (00:05)", Line::Heading { name: "Speaker 1" }),
            ("00:01:12 Speaker 1", Line::Heading { name: "Speaker 1" }),
            ("[Maria Lopez] 10:15:32", Line::Heading { name: "Maria Lopez" }),
            ("10:15:32 From Maria Lopez to Everyone: I might.", speech("Maria Lopez", "I might.")),
            ("10:15:32 From Maria Lopez : I might.", speech("Maria Lopez", "I might.")),
            ("Speaker 1 (00:05):", speech("Speaker 1", "")),
            ("I left at 10:30", Line::Words("I left at 10:30")),
            ("Transcribed by https://otter.ai", Line::Blank),
            ("T:No space.", speech("T", "No space.")),
            ("https://example.org", Line::Words("https://example.org")),
            ("at 10:30 I left", Line::Words("at 10:30 I left")),
            ("I was tired, and I said: no", Line::Words("I was tired, and I said: no")),
            ("---", Line::Break(None)),
            ("=== Anna, first talk ===", Line::Break(Some("Anna, first talk"))),
            ("--- you know, I can't", Line::Words("--- you know, I can't")),
            ("Session 2", Line::Break(Some("Session 2"))),
            ("session 12: March", Line::Break(Some("session 12: March"))),
            ("Session 2 went well for me", Line::Words("Session 2 went well for me")),
            ("Session", Line::Words("Session")),
        ] {
            assert_eq!(read(line), expect, "{line:?}");
        }
    }
}
