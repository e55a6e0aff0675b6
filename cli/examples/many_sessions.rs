//! Writes a CSV of many sessions, made of the turns of shipped transcripts: `many_sessions MEBIBYTES > many.csv`.
//!
//! The same number gives the same file.

use std::io::{self, BufWriter, Write};

use changetalk::transcript::Reader;

const TRANSCRIPTS: [(&str, &str); 4] = [
    ("evening-drinks.csv", include_str!("../../examples/transcripts/evening-drinks.csv")),
    ("quit-smoking-chat.jsonl", include_str!("../../examples/transcripts/quit-smoking-chat.jsonl")),
    ("school-and-weed.tsv", include_str!("../../examples/transcripts/school-and-weed.tsv")),
    ("thinking-about-therapy.txt", include_str!("../../examples/transcripts/thinking-about-therapy.txt")),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mebibytes: usize = std::env::args().nth(1).ok_or("how many MiB?")?.parse()?;
    let mut turns = Vec::new();
    for (name, file) in TRANSCRIPTS {
        for turn in Reader::options().name(name).open(file.as_bytes())? {
            let turn = turn?;
            turns.push((turn.speaker, turn.text));
        }
    }
    let mut random = fastrand::Rng::with_seed(7);
    let mut out = csv::Writer::from_writer(BufWriter::new(io::stdout().lock()));
    out.write_record(["session", "speaker", "text"])?;
    let (mut bytes, mut session) = (0, 0u64);
    while bytes < mebibytes << 20 {
        session += 1;
        let id = session.to_string();
        // Now and then there is a session as long as a whole course of them.
        let length = if random.u8(..) == 0 { 5_000 } else { random.usize(20..200) };
        let mut at = random.usize(..turns.len());
        for _ in 0..length {
            let (speaker, text) = &turns[at % turns.len()];
            out.write_record([&id, speaker.name(), text])?;
            bytes += id.len() + speaker.name().len() + text.len() + 3;
            // Mostly what follows follows.
            at = if random.u8(..) < 200 { at + 1 } else { random.usize(..turns.len()) };
        }
    }
    out.into_inner()?.flush()?;
    Ok(())
}
