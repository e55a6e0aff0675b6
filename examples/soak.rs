//! Reads a great many utterances on all threads and watches that memory stays flat and answers stay the same.
//!
//!     cargo run --release --example soak -- 10000000 [SEED]
//!
//! Utterances are put together at random from words of the transcripts beside this file, phrases of the lexicon and any Unicode at all; one in ten is
//! a turn of a session that is answered. Exits with 1 if memory grows or an answer to one of the lexicon's own sentences has changed at the end.

#![allow(clippy::print_stdout, reason = "an example has something to show")]

use std::error::Error;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use changetalk::{Ask, Context, Lexicon, Responder, Scratch, Session, Tagger, Talk};

/// Memory may grow by so much after the first tenth: allocators keep some room for themselves.
const SLACK: u64 = 16 << 20;
/// A session lasts so many turns.
const TURNS: u32 = 120;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let count: u64 = arguments.next().map_or(Ok(20_000), |text| text.parse())?;
    let seed: u64 = arguments.next().map_or(Ok(1), |text| text.parse())?;
    let material = Material::gather()?;
    let threads = std::thread::available_parallelism()?.get() as u64;
    let before = answers();
    println!("{count} utterances, {threads} threads, seed {seed}; answers before: {before:016x}");

    let mut rooms: Vec<Room> = (0..threads).map(|thread| Room::new(seed, thread)).collect();
    let began = Instant::now();
    let mut memory = Vec::new();
    for tenth in 1..=10 {
        let share = count / 10 / threads;
        std::thread::scope(|scope| {
            for room in &mut rooms {
                scope.spawn(|| room.work(&material, share));
            }
        });
        let done = tenth * share * threads;
        let resident = resident();
        let megabytes = resident.map_or("unknown".to_owned(), |bytes| format!("{:.1} MiB", bytes as f64 / f64::from(1 << 20)));
        println!("{done:>10} utterances, {:>7.1} s, resident memory {megabytes}", began.elapsed().as_secs_f64());
        memory.extend(resident);
    }
    let after = answers();
    let [change, sustain, neutral] = [0, 1, 2].map(|talk| rooms.iter().map(|room| room.talks[talk]).sum::<u64>());
    println!("answers after: {after:016x}; change {change}, sustain {sustain}, neutral {neutral}");

    let grown = memory.first().zip(memory.iter().skip(1).max()).is_some_and(|(first, most)| *most > first + SLACK);
    if grown {
        eprintln!("memory grows");
    }
    if before != after {
        eprintln!("answers have changed");
    }
    Ok(if grown || before != after { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// What utterances are made of.
struct Material {
    words: Vec<String>,
    phrases: Vec<String>,
}

impl Material {
    fn gather() -> Result<Material, Box<dyn Error>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/transcripts");
        let mut words = Vec::new();
        for file in std::fs::read_dir(folder)? {
            let path = file?.path();
            if path.is_dir() {
                continue;
            }
            let bytes = std::fs::read(path)?;
            words.extend(String::from_utf8_lossy(&bytes).split_whitespace().map(str::to_owned));
        }
        // Folders are listed in any order, and the same seed is to make the same utterances.
        words.sort_unstable();
        Ok(Material { words, phrases: Lexicon::english().surface_forms(1) })
    }
}

/// What a thread keeps from utterance to utterance.
struct Room {
    random: Random,
    scratch: Scratch,
    session: Session<'static>,
    text: String,
    talks: [u64; 3],
}

impl Room {
    fn new(seed: u64, thread: u64) -> Room {
        let random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (thread + 1));
        Room { random, scratch: Scratch::new(), session: Session::new(Tagger::english()), text: String::new(), talks: [0; 3] }
    }

    fn work(&mut self, material: &Material, utterances: u64) {
        let tagger = Tagger::english();
        for _ in 0..utterances {
            self.random.utterance(material, &mut self.text);
            let tag = tagger.tag_with(&self.text, &Context::default(), &mut self.scratch);
            self.talks[match tag.talk() {
                Talk::Change => 0,
                Talk::Sustain => 1,
                Talk::Neutral => 2,
            }] += 1;
            match self.random.below(20) {
                0 => self.session.counsellor(&self.text),
                1 => {
                    self.session.client_ref(&self.text);
                    self.session.acknowledge();
                    let ideas = Responder::english().suggest(&self.session, &Ask::default());
                    self.session.offered(&ideas);
                }
                _ => {}
            }
            if self.session.turns() >= TURNS {
                self.session = Session::new(tagger);
            }
        }
    }
}

/// Xorshift (Marsaglia): the same utterances on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end
    }

    fn of<'a>(&mut self, list: &'a [String]) -> &'a str {
        let at = self.below(list.len().max(1));
        list.get(at).map_or("", String::as_str)
    }

    /// One to forty pieces; once in a thousand, hundreds.
    fn utterance(&mut self, material: &Material, text: &mut String) {
        text.clear();
        let pieces = 1 + if self.below(1000) == 0 { self.below(800) } else { self.below(40) };
        for _ in 0..pieces {
            match self.below(16) {
                0 => text.extend(char::from_u32(self.below(0x11_0000) as u32)),
                1 => text.push(char::from(self.below(128) as u8)),
                2..5 => text.push_str(self.of(&material.phrases)),
                _ => text.push_str(self.of(&material.words)),
            }
            text.push_str([" ", " ", " ", " ", ", ", ". ", "? ", "-"][self.below(8)]);
        }
    }
}

/// A hash of all that is read in the lexicon's own sentences.
fn answers() -> u64 {
    let mut hasher = DefaultHasher::new();
    for example in Lexicon::english().examples() {
        format!("{:?}", Tagger::english().tag(example.text())).hash(&mut hasher);
    }
    hasher.finish()
}

/// Bytes of memory in use, where the system tells.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes << 10)
}
