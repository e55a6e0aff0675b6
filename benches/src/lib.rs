//! The turns that all benchmarks read, and the phrases that other matchers look for in them.

use std::path::Path;
use std::{env, fs};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use changetalk::Tagger;
use serde::Deserialize;

/// Of a thousand turns of real clients (AnnoMI, the 2,356 turns that rules were developed on), how many are shorter than so many bytes and no shorter than
/// those before, and in how many of these something is found.
const LENGTHS: [(usize, usize, usize); 8] =
    [(10, 223, 0), (20, 115, 6), (40, 161, 30), (80, 189, 53), (160, 179, 76), (320, 93, 59), (640, 37, 25), (2000, 3, 3)];

#[derive(Deserialize)]
struct Row {
    transcript_id: String,
    interlocutor: String,
    utterance_text: String,
}

/// A thousand turns of invented clients, of whom `corpus/README.md` tells, as long as real ones are; or the lines of the file that
/// `CHANGETALK_BENCH_TEXT` names.
///
/// # Panics
/// If there is no such file.
pub fn turns() -> Vec<String> {
    if let Some(path) = env::var_os("CHANGETALK_BENCH_TEXT") {
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("CHANGETALK_BENCH_TEXT: {error}"));
        return text.lines().map(str::to_owned).collect();
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus/sessions.csv");
    let rows = csv::Reader::from_path(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())).into_deserialize();
    let said: Vec<Row> = rows.flatten().filter(|row: &Row| row.interlocutor == "client").collect();
    drawn(&said)
}

/// Draws from each length as many as real clients say, and as many in which something is found.
fn drawn(said: &[Row]) -> Vec<String> {
    let mut turns = Vec::new();
    let mut shortest = 0;
    for (longer, count, found) in LENGTHS {
        let fits = |text: &String| (shortest..longer).contains(&text.len());
        let mut fitting: Vec<String> = said.iter().map(|row| &row.utterance_text).filter(|text| fits(text)).cloned().collect();
        if fitting.is_empty() {
            // Nobody invented a turn so long: a client goes on.
            let sessions = said.chunk_by(|a, b| a.transcript_id == b.transcript_id);
            let whole = sessions.map(|session| session.iter().map(|row| row.utterance_text.as_str()).collect::<Vec<_>>().join(" "));
            fitting = whole.filter(fits).collect();
        }
        let (cued, plain): (Vec<String>, Vec<String>) =
            fitting.into_iter().partition(|text| !Tagger::english().tag(text).findings.is_empty());
        turns.extend(evenly(&cued, found).chain(evenly(&plain, count - found)).cloned());
        shortest = longer;
    }
    // A client's turns are not sorted: steps of a prime number visit all of them.
    (0..turns.len()).map(|number| turns[number * 389 % turns.len()].clone()).collect()
}

/// So many of these, from all over them.
fn evenly(from: &[String], count: usize) -> impl Iterator<Item = &String> {
    (0..count).filter_map(move |number| from.get(number * from.len() / count))
}

/// A word of the text goes on here.
fn in_word(text: &[u8], at: usize) -> bool {
    text.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'\'')
}

/// The least that somebody would write by hand: one automaton over all phrases, and whole words only.
#[derive(Debug)]
pub struct Bare(AhoCorasick);

impl Bare {
    /// An automaton of the crate's quickest kind.
    ///
    /// # Panics
    /// If there are more phrases than it can hold.
    pub fn new(phrases: &[String]) -> Bare {
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::DFA))
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .build(phrases);
        Bare(automaton.unwrap_or_else(|error| panic!("{} phrases: {error}", phrases.len())))
    }

    /// How many phrases stand in a text.
    pub fn count(&self, text: &str) -> usize {
        let bytes = text.as_bytes();
        let whole = |start: usize, end: usize| !in_word(bytes, end) && start.checked_sub(1).is_none_or(|before| !in_word(bytes, before));
        self.0.find_overlapping_iter(text).filter(|found| whole(found.start(), found.end())).count()
    }

    /// How much memory it takes, in bytes.
    pub fn memory(&self) -> usize {
        self.0.memory_usage()
    }
}
