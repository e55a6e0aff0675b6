//! WebVTT and SRT: cues with times, of which those of one speaker make a turn.
//!
//! WebVTT after the W3C's recommendation, as Zoom ("Name: words") and Teams (`<v Name>words</v>`) write it; SRT, which nobody ever specified, as it is found.

use std::collections::VecDeque;
use std::io::Read;

use super::decode::Decoder;
use super::error::{Error, Kind};
use super::row::Row;
use super::speaker::Speakers;
use super::text;
use super::time::{Time, clock};

/// How much of the file is looked at to learn who speaks.
const SAMPLE: usize = 64 << 10;

pub(super) struct Subtitles<R> {
    input: Decoder<R>,
    line: String,
    number: u64,
    limit: usize,
    place: Place,
    /// The words of the cue so far, each line with its number.
    cue: Vec<(u64, String)>,
    time: Option<Time>,
    /// What was said in cues that are read, and not given out yet.
    pieces: VecDeque<Piece>,
    /// Who spoke last: a cue without a name goes on with them.
    speaker: Option<String>,
    turn: Option<(String, Row)>,
    any: bool,
    over: bool,
}

/// Where in the file the next line stands.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    /// Before a cue's time.
    Between,
    /// In a block that is no cue: the header, a note, a style sheet.
    Aside,
    /// Behind a cue's time.
    Cue,
}

/// What one speaker says in a cue.
#[derive(Debug, PartialEq)]
struct Piece {
    line: u64,
    name: Option<String>,
    words: String,
    time: Option<Time>,
}

impl<R: Read> Subtitles<R> {
    pub(super) fn open(mut input: Decoder<R>, speakers: &mut Speakers, limit: usize) -> Subtitles<R> {
        let sample = input.sample(SAMPLE);
        speakers.survey(sample.lines().filter_map(|line| split(line).into_iter().next().and_then(|(name, _)| name)));
        Subtitles {
            input,
            line: String::new(),
            number: 0,
            limit,
            place: Place::Between,
            cue: Vec::new(),
            time: None,
            pieces: VecDeque::new(),
            speaker: None,
            turn: None,
            any: false,
            over: false,
        }
    }

    pub(super) fn next(&mut self, speakers: &mut Speakers) -> Result<Option<Row>, Error> {
        loop {
            while let Some(piece) = self.pieces.pop_front() {
                if let Some(row) = self.take(piece, speakers)? {
                    return Ok(Some(row));
                }
            }
            if self.over {
                let last = self.turn.take().map(|(_, row)| row);
                self.any |= last.is_some();
                return if self.any { Ok(last) } else { Err(Error::new(Kind::Empty)) };
            }
            self.read()?;
        }
    }

    /// Reads a line.
    fn read(&mut self) -> Result<(), Error> {
        if !self.input.line(&mut self.line, self.number + 1, self.limit)? {
            self.over = true;
            self.finish();
            return Ok(());
        }
        self.number += 1;
        let line = self.line.trim();
        if line.is_empty() {
            self.finish();
            self.place = Place::Between;
        } else if let Some(time) = timing(line) {
            // Where the blank line between two cues is missing, the number of the next stands at the end of this one.
            if self.place == Place::Cue && self.cue.last().is_some_and(|(_, last)| last.bytes().all(|byte| byte.is_ascii_digit())) {
                self.cue.pop();
            }
            self.finish();
            (self.place, self.time) = (Place::Cue, Some(time));
        } else if self.place == Place::Cue {
            let held: usize = self.cue.iter().map(|(_, words)| words.len()).sum();
            if held + line.len() > self.limit {
                return Err(Error::new(Kind::TooLong { line: self.number, limit: self.limit, quoted: false }));
            }
            self.cue.push((self.number, line.to_owned()));
        } else if self.place == Place::Between && is_aside(line) {
            self.place = Place::Aside;
        }
        Ok(())
    }

    /// The cue is over.
    fn finish(&mut self) {
        let time = self.time.take();
        for (line, words) in self.cue.drain(..) {
            for (name, words) in split(&words) {
                self.pieces.push_back(Piece { line, name, words, time });
            }
        }
    }

    /// Adds a piece to the turn of its speaker; gives the turn before it where another speaks.
    fn take(&mut self, piece: Piece, speakers: &mut Speakers) -> Result<Option<Row>, Error> {
        // "Note: …" in the middle of somebody's words is no speaker.
        let name = piece.name.clone().or_else(|| self.speaker.clone());
        let Some(name) = name else {
            // Before the first speaker there may be titles.
            return if piece.words.is_empty() { Ok(None) } else { Err(Error::new(Kind::NoSpeaker { line: piece.line })) };
        };
        self.speaker = Some(name.clone());
        if let Some((before, row)) = &mut self.turn
            && *before == name
        {
            if row.text.len() + piece.words.len() > self.limit {
                return Err(Error::new(Kind::TooLong { line: row.line, limit: self.limit, quoted: false }));
            }
            if !row.text.is_empty() && !piece.words.is_empty() {
                row.text.push(' ');
            }
            row.text.push_str(&piece.words);
            row.time = row.time.map(|time| time.to(piece.time)).or(piece.time);
            return Ok(None);
        }
        let speaker = speakers.resolve(&name, piece.line)?;
        let row = Row {
            line: piece.line,
            speaker: Some(speaker),
            name: Speakers::personal(&name),
            text: piece.words,
            time: piece.time,
            ..Row::default()
        };
        let finished = self.turn.replace((name, row)).map(|(_, row)| row);
        self.any |= finished.is_some();
        Ok(finished)
    }
}

/// Does a file that begins so hold subtitles? `Some(true)`: WebVTT.
pub(super) fn detect(content: &str) -> Option<bool> {
    let first = content.lines().next()?.trim();
    if first == "WEBVTT" || first.strip_prefix("WEBVTT").is_some_and(|rest| rest.starts_with([' ', '\t'])) {
        return Some(true);
    }
    let mut lines = content.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next()?;
    let numbered = first.bytes().all(|byte| byte.is_ascii_digit());
    let time = if numbered { lines.next()? } else { first };
    timing(time).map(|_| false)
}

/// `00:00:01.000 --> 00:00:02.500 align:start`
fn timing(line: &str) -> Option<Time> {
    let (start, rest) = line.split_once("-->")?;
    let end = rest.split_whitespace().next()?;
    Some(Time { start: clock(start)?, end: Some(clock(end)?) })
}

fn is_aside(line: &str) -> bool {
    let word = line.split_whitespace().next().unwrap_or_default();
    matches!(word, "WEBVTT" | "NOTE" | "STYLE" | "REGION" | "Kind:" | "Language:")
}

/// The speakers of a line and their words, without what only says how it looks.
fn split(line: &str) -> Vec<(Option<String>, String)> {
    let mut pieces: Vec<(Option<String>, String)> = Vec::new();
    let mut voice: Option<String> = None;
    let mut words = String::new();
    let mut rest = line;
    while let Some(open) = rest.find(['<', '{', '&']) {
        words.push_str(&rest[..open]);
        rest = &rest[open..];
        match mark(rest) {
            Some((Mark::Voice(name), length)) => {
                push(&mut pieces, voice.replace(name), &mut words);
                rest = &rest[length..];
            }
            Some((Mark::Text(text), length)) => {
                words.push_str(text);
                rest = &rest[length..];
            }
            None => {
                let length = rest.chars().next().map_or(0, char::len_utf8);
                words.push_str(&rest[..length]);
                rest = &rest[length..];
            }
        }
    }
    words.push_str(rest);
    push(&mut pieces, voice, &mut words);
    pieces
}

/// Markup in a line.
enum Mark {
    /// Somebody speaks from here on.
    Voice(String),
    /// Stands for this.
    Text(&'static str),
}

/// What a line that begins with `<`, `{` or `&` begins with, and how long it is. A lone one is a character like any other.
fn mark(text: &str) -> Option<(Mark, usize)> {
    const ENTITIES: [(&str, &str); 9] = [
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", " "),
        ("&lrm;", ""),
        ("&rlm;", ""),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&#39;", "'"),
    ];
    if text.starts_with('&') {
        let &(entity, stands) = ENTITIES.iter().find(|(entity, _)| text.starts_with(entity))?;
        return Some((Mark::Text(stands), entity.len()));
    }
    let close = if text.starts_with('<') { '>' } else { '}' };
    let end = text.find(close)?;
    let inside = &text[1..end];
    if text.starts_with('{') {
        // `{\an8}`
        return inside.starts_with('\\').then_some((Mark::Text(""), end + 1));
    }
    if let Some(voice) = inside.strip_prefix('v').filter(|voice| voice.starts_with([' ', '.', '\t'])) {
        let name = voice.split_once(char::is_whitespace).map_or("", |(_, name)| name);
        return Some((Mark::Voice(name.trim().to_owned()), end + 1));
    }
    let tag = inside.starts_with(|c: char| c == '/' || c.is_ascii_alphanumeric());
    tag.then_some((Mark::Text(""), end + 1))
}

fn push(pieces: &mut Vec<(Option<String>, String)>, voice: Option<String>, words: &mut String) {
    let said = std::mem::take(words);
    let said = said.trim().trim_start_matches(">>").trim_start();
    let (name, said) = match voice {
        Some(name) if !name.is_empty() => (Some(name), said),
        _ => named(said),
    };
    // A dash before a line only says that another speaks.
    let said = if name.is_none() { said.strip_prefix("- ").unwrap_or(said) } else { said };
    if !said.is_empty() || name.is_some() {
        pieces.push((name, said.to_owned()));
    }
}

/// `Name: words`, `[Name] words`, `(Name): words`, with or without a dash before them.
fn named(words: &str) -> (Option<String>, &str) {
    let bare = words.strip_prefix("- ").or_else(|| words.strip_prefix('-')).unwrap_or(words).trim_start();
    if let Some((name, rest)) = bare.strip_prefix('[').and_then(|rest| rest.split_once(']'))
        && text::is_name(name)
        && !rest.trim().is_empty()
    {
        return (Some(name.trim().to_owned()), rest.trim_start_matches(':').trim());
    }
    match text::speech(bare) {
        Some((name, rest)) if text::could_speak(name) => (Some(name.to_owned()), rest),
        _ => (None, words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_taken_apart() {
        let one = |name: &str, words: &str| vec![(Some(name.to_owned()), words.to_owned())];
        let none = |words: &str| vec![(None, words.to_owned())];
        for (line, expect) in [
            ("Client: I might ring them.", one("Client", "I might ring them.")),
            ("<v Maria Lopez>I might <i>ring</i> them.</v>", one("Maria Lopez", "I might ring them.")),
            ("<v.loud Dr. Lee>Go on.", one("Dr. Lee", "Go on.")),
            ("[Client] I might.", one("Client", "I might.")),
            ("- Client: I might.", one("Client", "I might.")),
            (">> T: Go on.", one("T", "Go on.")),
            ("{\\an8}I might &amp; I &lt;will&gt;", none("I might & I <will>")),
            ("- and then", none("and then")),
            ("<00:00:01.000>one <c.x>two</c>", none("one two")),
            ("3 < 4 & 5 > 2", none("3 < 4 & 5 > 2")),
            ("I said: no", none("I said: no")),
            ("<v", none("<v")),
            ("é<v Ä>ö</v>", vec![(None, "é".to_owned()), (Some("Ä".to_owned()), "ö".to_owned())]),
        ] {
            assert_eq!(split(line), expect, "{line:?}");
        }
    }

    #[test]
    fn beginnings_tell() {
        assert_eq!(detect("WEBVTT\n\n"), Some(true));
        assert_eq!(detect("WEBVTT - from a meeting"), Some(true));
        assert_eq!(detect("1\n00:00:01,000 --> 00:00:02,000\nT: Hello"), Some(false));
        assert_eq!(detect("00:00:01,000 --> 00:00:02,000\nT: Hello"), Some(false));
        assert_eq!(detect("WEBVTTX"), None);
        assert_eq!(detect("T: Hello --> there"), None);
        assert_eq!(detect(""), None);
    }
}
