//! The same session in every form in which services export it.

use std::fs;
use std::path::{Path, PathBuf};

use changetalk::transcript::{Reader, Speaker, Turn};
use libtest_mimic::Trial;

use crate::{ensure, trial};

pub(crate) fn trials() -> Vec<Trial> {
    let files = fs::read_dir(folder()).into_iter().flatten().flatten().map(|entry| entry.path());
    // Documents of linguists and of Word are another session, read by features.
    let kinds = ["vtt", "srt", "txt", "csv"];
    let files = files.filter(|path| path.extension().is_some_and(|extension| kinds.iter().any(|kind| extension == *kind)));
    let mut trials: Vec<Trial> = files
        .map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            trial(format!("transcripts::{name}_is_the_same_session"), move || is_the_same(&path))
        })
        .collect();
    trials.push(trial("transcripts::the_guess_is_told", guess));
    trials.push(trial("transcripts::damaged_subtitles", damaged));
    trials
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/transcripts/formats")
}

fn read(path: &Path) -> Result<Vec<Turn>, String> {
    let file = fs::read(path).map_err(|error| error.to_string())?;
    // No table is read ahead, so there the client has to be told.
    let options = Reader::options().name(path.display().to_string());
    let options = if path.extension().is_some_and(|extension| extension == "csv") { options.client("Maria Lopez") } else { options };
    let reader = options.open(file.as_slice()).map_err(|error| error.to_string())?;
    reader.collect::<Result<_, _>>().map_err(|error| error.to_string())
}

fn is_the_same(path: &Path) -> Result<(), String> {
    let line = |turn: &Turn| format!("{} {}: {}", turn.index, turn.speaker, turn.text);
    let told: Vec<String> = read(path)?.iter().map(line).collect();
    let expected: Vec<String> = read(&folder().join("times.csv"))?.iter().map(line).collect();
    ensure(told == expected && expected.len() == 8, || format!("{told:#?}"))?;
    for (turn, (start, end)) in read(path)?.iter().zip([(5, 9), (10, 18), (19, 22), (23, 31), (32, 36), (37, 44), (45, 48), (49, 58)]) {
        let time = turn.time.ok_or_else(|| format!("{} has no time", turn.index))?;
        // The clock of a chat is that of the wall.
        let chat = path.file_name().is_some_and(|name| name == "zoom_chat.txt");
        ensure(chat || time.start == start * 1000, || format!("{time:?} instead of {start}"))?;
        ensure(time.end.is_none_or(|found| found == end * 1000), || format!("{time:?} instead of {end}"))?;
    }
    Ok(())
}

fn guess() -> Result<(), String> {
    let file = fs::read(folder().join("teams.vtt")).map_err(|error| error.to_string())?;
    let reader = Reader::new(file.as_slice()).map_err(|error| error.to_string())?;
    let [guess] = reader.guesses() else { return Err(format!("{:?}", reader.guesses())) };
    ensure(guess.name == "Maria Lopez" && guess.speaker == Speaker::Client && guess.since == "Dr. Lee", || format!("{guess:?}"))
}

fn damaged() -> Result<(), String> {
    let turns = |file: &str| -> Result<Vec<String>, String> {
        let reader = Reader::new(file.as_bytes()).map_err(|error| error.to_string())?;
        reader.map(|turn| turn.map(|turn| format!("{}: {}", turn.speaker, turn.text)).map_err(|error| error.to_string())).collect()
    };
    for (file, expected) in [
        ("WEBVTT\n", Err("there is nothing in it")),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n\n", Err("there is nothing in it")),
        (
            "WEBVTT\n\n00:01.000 --> 00:02.000\nno name\n",
            Err("line 4: nobody is named here or before; a cue says who speaks by `Name: words` or `<v Name>`"),
        ),
        // Cut off in the middle, out of order, without blank lines, with a note that looks like words.
        (
            "WEBVTT\n\nSTYLE\n::cue { color: red }\n\nNOTE T: not this\n\n00:05.000 --> 00:02.000\nT: Go on.\n\n00:01.0",
            Ok(&["counsellor: Go on."][..]),
        ),
        (
            "1\n00:00:01,000 --> 00:00:02,000\nT: One.\n2\n00:00:02,000 --> 00:00:03,000\nC: Two.\n3\n00:00:03,000 --> 00:00:04,000\nthree\n",
            Ok(&["counsellor: One.", "client: Two. three"]),
        ),
        ("1\n00:00:01,000 --> 00:00:02,000\nT: a\0b\n\n\n", Ok(&["counsellor: a\0b"])),
    ] {
        let found = turns(file);
        let expected = expected.map(|lines| lines.iter().map(|line| (*line).to_owned()).collect()).map_err(str::to_owned);
        ensure(found == expected, || format!("{file:?}: {found:?}"))?;
    }
    let long = format!("WEBVTT\n\n00:01.000 --> 00:02.000\nT: {}\n", "word ".repeat(1 << 18));
    let error = Reader::options().longest(1 << 20).open(long.as_bytes()).map_err(|error| error.to_string())?.next();
    ensure(matches!(error, Some(Err(ref error)) if error.is_too_long()), || format!("{error:?}"))
}
