//! Tags a transcript and counts what came of it.
//!
//! `cargo run --example tag_a_transcript [FILE]`; without a file, a shipped one is read.

#![allow(clippy::print_stdout, reason = "an example has something to show")]

use std::env;
use std::error::Error;
use std::fs::File;

use changetalk::transcript::{Reader, Speaker};
use changetalk::{Session, Tagger, Talk};

const SHIPPED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/transcripts/evening-drinks.csv");

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).unwrap_or_else(|| SHIPPED.to_owned());

    // The reader finds out by itself what it is given: CSV, TSV, JSON Lines, or `Speaker: words`. It never holds the whole file.
    let turns = Reader::options().name(&path).open(File::open(&path)?)?;

    let mut session = Session::new(Tagger::english());
    let mut counts = [0; 3];
    for turn in turns {
        let turn = turn?;
        // A file may hold many sessions; each begins with a turn of index 0 and knows nothing of the one before.
        if turn.index == 0 {
            session = Session::new(Tagger::english());
            println!("session {}", turn.session);
        }
        match turn.speaker {
            // A counsellor's turn gets no tag. It is what "yeah", "no" and "it relaxes me" are understood by.
            Speaker::Counsellor => session.counsellor(&turn.text),
            Speaker::Client => {
                let tag = session.client(&turn.text);
                // The strongest finding stands first; where there is none, the turn is neutral.
                let words = tag.findings.first().map_or("", |finding| finding.span.of(&turn.text));
                println!("{:>4}  {:<8}{words}", turn.index, tag.talk);
                counts[Talk::ALL.iter().position(|&talk| talk == tag.talk).unwrap_or_default()] += 1;

                // Alerts come before everything else that is made of a turn: a person must look.
                for alert in tag.safety.iter().filter(|alert| alert.level.withholds()) {
                    println!("      look at this now, by your local protocol: {} ({})", alert.kind, alert.level);
                }
            }
            Speaker::Other => {}
        }
    }

    let [change, sustain, neutral] = counts;
    println!("\n{change} change, {sustain} sustain, {neutral} neutral");
    if change + sustain > 0 {
        println!("percent change talk: {:.0}", 100.0 * f64::from(change) / f64::from(change + sustain));
    }
    Ok(())
}
