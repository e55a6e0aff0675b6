//! What the sessions of a folder come to: the measures of each, by the library alone.
//!
//! `cargo run --example report_on_a_folder -- [FOLDER]`

#![allow(clippy::print_stdout, reason = "an example has something to show")]

use std::error::Error;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use changetalk::transcript::{Reader, Speaker};
use changetalk::{Session, Tagger};

fn main() -> Result<(), Box<dyn Error>> {
    let shipped = || Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/transcripts");
    let folder = std::env::args_os().nth(1).map_or_else(shipped, PathBuf::from);
    let mut files = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, std::io::Error>>()?;
    files.sort();
    for path in files.iter().filter(|path| path.is_file()) {
        // One file that cannot be read keeps nobody from the others.
        if let Err(error) = report(path) {
            println!("{}: {error}\n", path.display());
        }
    }
    Ok(())
}

fn report(path: &Path) -> Result<(), Box<dyn Error>> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut session: Option<(String, Session<'_>)> = None;
    for turn in Reader::options().name(path.to_string_lossy()).open(File::open(path)?)? {
        let turn = turn?;
        // A turn of index 0 starts a session; what stands in a file is over.
        if turn.index == 0 {
            if let Some((id, ended)) = &session {
                print(&name, id, ended);
            }
            session = Some((turn.session.clone(), Session::builder(Tagger::english()).recorded().build()?));
        }
        let Some((_, session)) = &mut session else { continue };
        match turn.speaker {
            // `client_ref` lends the tag instead of giving it: the session counts it anyhow.
            Speaker::Client => drop(session.client_ref(&turn.text)),
            Speaker::Counsellor => session.counsellor(&turn.text),
            // Turns stay numbered as in the transcript.
            Speaker::Other => session.other(),
        }
    }
    if let Some((id, ended)) = &session {
        print(&name, id, ended);
    }
    Ok(())
}

fn print(file: &str, id: &str, session: &Session<'_>) {
    let measures = session.measures();
    println!("{file}, session {id}: {} turns", session.turns());
    // A share prints as a percentage with its interval, or, where it rests on few, as so many of so many.
    println!("  change talk  {} by turn, {} by utterance", measures.change_turns, measures.change_utterances);
    match measures.ratio() {
        Some(ratio) => println!("  CT:ST        {ratio:.1}"),
        None => println!("  CT:ST        {} : 0", measures.utterances.change),
    }
    match measures.strengths.trend {
        Some(trend) if trend.is_sure() => println!("  slope        {:+.1} ({:+.1} to {:+.1})", trend.slope, trend.low, trend.high),
        Some(trend) => println!("  slope        unsure, on {} utterances", trend.utterances),
        None => println!("  slope        too few utterances"),
    }
    for moment in &measures.moments {
        println!("  turn {:<8} {}", moment.turn, moment.what.name().replace('_', " "));
    }
    println!();
}
