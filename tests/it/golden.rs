//! The shipped transcripts, turn by turn, against what a reader has looked at and found right.
//!
//! `UPDATE_GOLDEN=1 cargo test --test it golden` writes the files anew; read the difference before you commit it.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use changetalk::transcript::{Reader, Speaker};
use changetalk::{Session, Tagger, Valence};
use libtest_mimic::Trial;

use crate::{ensure, trial};

pub(crate) fn trials() -> Vec<Trial> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/transcripts");
    let files =
        fs::read_dir(folder).map(|entries| entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect::<Vec<PathBuf>>());
    let mut files = files.unwrap_or_default();
    files.retain(|path| path.is_file());
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            trial(format!("golden::{name}"), move || compare(&path, &name))
        })
        .collect()
}

fn compare(path: &Path, name: &str) -> Result<(), String> {
    let text = read(path)?;
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(format!("{name}.txt"));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        return fs::write(&golden, text).map_err(|error| error.to_string());
    }
    let expected = fs::read_to_string(&golden).map_err(|error| format!("{}: {error}", golden.display()))?;
    let first = text.lines().zip(expected.lines()).find(|(now, then)| now != then);
    ensure(text == expected, || format!("first difference (now, then): {first:#?}"))
}

/// One line a turn: who, talk type, findings, words.
fn read(path: &Path) -> Result<String, String> {
    let file = fs::File::open(path).map_err(|error| error.to_string())?;
    let reader = Reader::options().name(path.to_string_lossy()).open(file).map_err(|error| error.to_string())?;
    let mut out = String::new();
    let mut session = Session::new(Tagger::english());
    let mut id = None;
    for turn in reader {
        let turn = turn.map_err(|error| error.to_string())?;
        if id.as_ref() != Some(&turn.session) {
            session = Session::new(Tagger::english());
            id = Some(turn.session.clone());
        }
        if turn.speaker == Speaker::Client {
            let tag = session.client(&turn.text);
            let findings: Vec<String> = tag
                .findings
                .iter()
                .map(|finding| format!("{}{}", if finding.valence == Valence::Change { '+' } else { '-' }, finding.code))
                .collect();
            let _ = writeln!(out, "{:<8}{:<40}{}", tag.talk, findings.join(" "), turn.text);
        } else {
            session.counsellor(&turn.text);
            let _ = writeln!(out, "{:<48}{}", "", turn.text);
        }
    }
    Ok(out)
}
