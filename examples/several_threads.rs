//! Tags many sessions on several threads with one tagger.
//!
//! `cargo run --release --example several_threads`

#![allow(clippy::print_stdout, reason = "an example has something to show")]

use std::error::Error;
use std::fs::{self, File};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use changetalk::transcript::{Reader, Speaker, Turn};
use changetalk::{Session, Tagger, Talk};

/// How many sessions to make of the few that are shipped.
const SESSIONS: usize = 200;

fn main() -> Result<(), Box<dyn Error>> {
    let transcripts = read(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/transcripts").as_path())?;

    // Built once, at its first use. It never changes after that, so a plain `&Tagger` goes to any number of threads: no lock, no copy.
    let tagger: &Tagger = Tagger::english();

    // Turns of one session hang on each other and stay on one thread; sessions do not, so each thread takes the next one that is left.
    let next = AtomicUsize::new(0);
    let threads = thread::available_parallelism()?.get();
    let counts: Vec<[usize; 3]> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(|| {
                    let mut counts = [0; 3];
                    loop {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        if number >= SESSIONS {
                            return counts;
                        }
                        tag(tagger, &transcripts[number % transcripts.len()], &mut counts);
                    }
                })
            })
            .collect();
        workers.into_iter().filter_map(|worker| worker.join().ok()).collect()
    });

    for (thread, counts) in counts.iter().enumerate() {
        println!("thread {thread}: {} client turns", counts.iter().sum::<usize>());
    }
    for (index, talk) in Talk::ALL.into_iter().enumerate() {
        println!("{:<8} {:>5}", talk.name(), counts.iter().map(|counts| counts[index]).sum::<usize>());
    }
    Ok(())
}

/// One session. `client_ref` borrows the session's own room: once warm, nothing is allocated for a turn.
fn tag(tagger: &Tagger, turns: &[Turn], counts: &mut [usize; 3]) {
    let mut session = Session::new(tagger);
    for turn in turns {
        match turn.speaker {
            Speaker::Client => {
                let talk = session.client_ref(&turn.text).talk();
                counts[Talk::ALL.iter().position(|&other| other == talk).unwrap_or_default()] += 1;
            }
            Speaker::Counsellor => session.counsellor(&turn.text),
            Speaker::Other => {}
        }
    }
}

/// Each file of the folder is one session.
fn read(folder: &Path) -> Result<Vec<Vec<Turn>>, Box<dyn Error>> {
    let mut transcripts = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if !path.is_file() {
            continue;
        }
        let reader = Reader::options().name(path.to_string_lossy()).open(File::open(&path)?)?;
        transcripts.push(reader.collect::<Result<Vec<Turn>, _>>()?);
    }
    Ok(transcripts)
}
