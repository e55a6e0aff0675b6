//! Input that was damaged, or made to do harm: each file either works or is refused with a sentence, soon and in bounded memory.
//!
//! Quick as it stands; `CHANGETALK_HOSTILE=20` tries twenty times as much, with `cargo test --release -p changetalk-cli --test hostile`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use assert_cmd::cargo::cargo_bin;
use changetalk::transcript::{Reader, Speaker};
use changetalk::{Lexicon, Session, Tagger};
use tempfile::TempDir;

/// Nothing takes longer than this.
const SOON: Duration = Duration::from_secs(10);

fn effort() -> usize {
    std::env::var("CHANGETALK_HOSTILE").ok().and_then(|times| times.parse().ok()).unwrap_or(1)
}

fn changetalk() -> Command {
    let mut command = Command::new(cargo_bin("changetalk"));
    command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env_remove("COLUMNS");
    command
}

/// Runs to the end with this input, of which it need not read everything.
fn fed(command: &mut Command, input: impl FnOnce(&mut dyn Write) -> std::io::Result<()> + Send + 'static) -> Output {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let feeder = std::thread::spawn(move || drop(input(&mut stdin)));
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap();
    output
}

fn transcripts() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/transcripts");
    let folders = [root.clone(), root.join("formats")];
    let all = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path());
    let mut all: Vec<PathBuf> = all.filter(|path| path.is_file()).collect();
    all.sort();
    all
}

/// Some damage.
fn mutate(bytes: &mut Vec<u8>, random: &mut fastrand::Rng) {
    let at = random.usize(..=bytes.len());
    match random.u8(..9) {
        0 => bytes.truncate(at),
        1 => drop(bytes.drain(..at)),
        2 => {
            let end = random.usize(at..=bytes.len());
            let block = bytes[at..end].to_vec();
            bytes.splice(at..at, block);
        }
        3 => *bytes = String::from_utf8_lossy(bytes).encode_utf16().flat_map(u16::to_le_bytes).collect(),
        4 => *bytes = String::from_utf8_lossy(bytes).chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect(),
        5 => drop(bytes.splice(at..at, vec![0; random.usize(1..64)])),
        6 => {
            // What the forms are made of.
            let pieces: [&[u8]; 12] =
                [b"\"", b"<", b"&", b"{", b"[", b",", b"\n\n", b"\r", b"-->", b"]]>", b"\xEF\xBB\xBF", b"\xE2\x80\xAE\x1B[2J"];
            bytes.splice(at..at, random.choice(pieces).unwrap().iter().copied());
        }
        _ => {
            for _ in 0..random.usize(1..8) {
                if !bytes.is_empty() {
                    let at = random.usize(..bytes.len());
                    bytes[at] = random.u8(..);
                }
            }
        }
    }
}

/// Reads and tags all there is. An error is a sentence that knows its place, or is about the file as a whole.
fn read(name: &str, bytes: &[u8]) {
    let tagger = Tagger::english();
    let mut session = Session::new(tagger);
    let turns = match Reader::options().name(name).client("Ruth").open(bytes) {
        Ok(turns) => turns,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    for turn in turns {
        match turn {
            Ok(turn) => {
                if turn.index == 0 {
                    session = Session::new(tagger);
                }
                match turn.speaker {
                    Speaker::Client => drop(session.client_ref(&turn.text)),
                    Speaker::Counsellor => session.counsellor(&turn.text),
                    Speaker::Other => session.other(),
                }
            }
            Err(error) => return assert!(!error.to_string().is_empty()),
        }
    }
}

#[test]
fn damaged_transcripts_are_read_or_refused() {
    let mut random = fastrand::Rng::with_seed(11);
    for path in transcripts() {
        let whole = fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        for round in 0..60 * effort() {
            let mut bytes = whole.clone();
            for _ in 0..random.usize(1..4) {
                mutate(&mut bytes, &mut random);
            }
            let begun = Instant::now();
            // Under its own name and, now and then, under one that says nothing.
            read(if round % 4 == 0 { "transcript" } else { &name }, &bytes);
            assert!(begun.elapsed() < SOON, "{name}, round {round}: {:?}", begun.elapsed());
        }
    }
}

const OWN: &str = "\
kind = \"direction\"
behaviour = \"nail_biting\"
toward = \"status_quo\"
inflect = \"verb\"

[[entry]]
id = \"bite-nails\"
phrases = [\"bite <my>? (nails|fingernails)\"]
examples = [\"+ I want to stop biting my nails\"]
";

#[test]
fn a_lexicon_with_one_byte_changed_loads_or_says_where() {
    let english = Lexicon::english();
    assert!(english.extend([("own.toml", OWN)]).is_ok());
    let mut random = fastrand::Rng::with_seed(12);
    let step = (OWN.len() / (12 * effort())).max(1);
    for at in (0..OWN.len()).step_by(step) {
        let mut bytes = OWN.as_bytes().to_vec();
        bytes[at] = random.u8(1..128);
        let text = String::from_utf8(bytes).unwrap();
        let begun = Instant::now();
        if let Err(error) = english.extend([("own.toml", text.as_str())]) {
            assert!(error.is_lexicon() && !error.problems().is_empty(), "{error}\n{text}");
            // What an example tells may stand anywhere, but every problem has its place.
            assert!(error.problems().iter().all(|problem| !problem.file.is_empty() && problem.line > 0), "{error}");
        }
        assert!(begun.elapsed() < SOON, "byte {at}: {:?}", begun.elapsed());
    }
}

/// A line without an end, in 400 MiB of address space.
#[test]
#[cfg(target_os = "linux")]
fn an_endless_line_is_refused_in_bounded_memory() {
    for (form, start, limit) in [
        ("csv", "session,speaker,text\n1,client,", "16 MiB"),
        ("csv", "session,speaker,text\n1,client,\"", "16 MiB"),
        ("csv", "", "16 MiB"),
        ("tsv", "session\tspeaker\ttext\n1\tclient\t", "16 MiB"),
        ("jsonl", "{\"text\": \"", "16 MiB"),
        ("text", "Client: ", "16 MiB"),
        ("vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nClient: ", "16 MiB"),
        ("srt", "1\n00:00:00,000 --> 00:00:01,000\nClient: ", "16 MiB"),
        ("chat", "@UTF8\n@Begin\n*PAR:\t", "64 MiB"),
        ("elan", "<?xml version=\"1.0\"?><ANNOTATION_DOCUMENT><A B=\"", "64 MiB"),
        ("textgrid", "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n", "64 MiB"),
    ] {
        let begun = Instant::now();
        let mut command = Command::new("sh");
        let tag = format!("ulimit -v 400000; exec '{}' tag --format {form}", cargo_bin("changetalk").display());
        let output = fed(command.args(["-c", &tag]), move |input| {
            input.write_all(start.as_bytes())?;
            let block = [b'a'; 1 << 16];
            (0..1 << 14).try_for_each(|_| input.write_all(&block))
        });
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{form}: {told}");
        assert!(told.contains(limit) && told.contains("help: --l"), "{form}: {told}");
        assert!(begun.elapsed() < SOON, "{form}: {:?}", begun.elapsed());
    }
}

#[test]
#[cfg(target_os = "linux")]
fn endless_files_of_other_kinds_are_refused_too() {
    let output = fed(changetalk().args(["tag", "--lexicon", "/dev/zero"]), |_| Ok(()));
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("/dev/zero: larger than 32 MiB"), "{told}");
    let output = fed(changetalk().arg("chat"), |input| input.write_all(&vec![b'a'; 2 << 20]));
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("longer than 1 MiB"), "{told}");
}

#[test]
fn deep_json_and_xml_are_refused() {
    for (form, text, told) in [
        ("jsonl", format!("{{\"text\": {}1{}}}\n", "[".repeat(100_000), "]".repeat(100_000)), "recursion limit"),
        ("elan", format!("<ANNOTATION_DOCUMENT>{}", "<b>".repeat(100_000)), "256 deep"),
    ] {
        let output = fed(changetalk().args(["tag", "--format", form]), move |input| input.write_all(text.as_bytes()));
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{form}: {error}");
        assert!(error.contains(told) && error.contains("line 1"), "{form}: {error}");
    }
    // A lexicon may be as deep as nobody writes one.
    for text in [format!("a = {}", "[".repeat(100_000)), format!("{}x = 1", "a.".repeat(100_000)), format!("[{}a]", "a.".repeat(10_000))] {
        let begun = Instant::now();
        assert!(Lexicon::english().extend([("deep.toml", text)]).is_err());
        assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
    }
}

/// Control characters, C1 and the marks that turn the direction of writing.
fn obeyed(text: &str) -> Option<char> {
    text.chars().find(|&c| {
        (c.is_control() && c != '\n') || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    })
}

const EVIL: &str = "\u{1b}[2J\u{1b}]0;x\u{7}\u{9b}31m\u{8}\u{8}\u{202e}evil\u{2066}\u{7f}";

#[test]
#[cfg(unix)]
fn terminals_obey_nothing_that_others_wrote() {
    let folder = TempDir::new().unwrap();
    let file = |name: &str, content: &str| {
        let path = folder.path().join(format!("{EVIL}{name}"));
        fs::write(&path, content).unwrap();
        path.into_os_string().into_string().unwrap()
    };
    let talk = format!("session,speaker,text\n{EVIL}s,client,I want to {EVIL} stop drinking.\n{EVIL}s,therapist,Do you {EVIL}?\n");
    let good = file("good.csv", &talk);
    let nobody = file("nobody.txt", &format!("{EVIL}Ann: hello\n{EVIL}Bob: hello\n"));
    let ragged = file("ragged.csv", &format!("session,text\n1,a,{EVIL}\n"));
    let column = file("column.csv", &format!("{EVIL},b\n1,2\n"));
    let json = file("bad.jsonl", &format!("{{\"text\": \"{EVIL}\n"));
    let lexicon = file("own.toml", &format!("kind = \"{EVIL}\"\n[[entry]]\nid = \"{EVIL}\"\nphrases = [\"{EVIL}\"]\n"));
    let guessed = file("guess.txt", &format!("Client: hello\n{EVIL}Bob: hello\n"));
    let gone = format!("{EVIL}gone");
    let runs: [&[&str]; 16] = [
        &["tag", "--output", "pretty", &good],
        &["tag", "--output", "pretty", &guessed],
        &["suggest", "--output", "pretty", &good],
        &["report", &good],
        &["report", "--output", "html", &good],
        &["report", "--output", "markdown", &good],
        &["explain", "I want to", EVIL, "stop drinking"],
        &["explain", "--context", EVIL, "Yes."],
        &["tag", "--output", "pretty", &nobody],
        &["tag", &ragged],
        &["tag", &column],
        &["tag", &json],
        &["tag", &gone],
        &["tag", "--target", EVIL, &good],
        &["lexicon", "check", &lexicon],
        &["tag", "--text-column", EVIL, &good],
    ];
    for args in runs {
        let output = changetalk().args(args).output().unwrap();
        let told = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
        assert!(!told.is_empty(), "{args:?}");
        assert_eq!(obeyed(&told), None, "{args:?}: {told:?}");
    }
    let output = fed(changetalk().arg("chat"), |input| writeln!(input, "What {EVIL}?\nI want to {EVIL} stop.\n/{EVIL}"));
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.contains("stop") && obeyed(&told).is_none(), "{told:?}");
}

#[test]
fn own_tables_can_be_read_again() {
    let talk = "session,speaker,text\n1,therapist,Hello?\n1,client,- I want to stop drinking.\n1,client,\"=1+1, \"\"no\"\"\"\n";
    let tag = |args: &[&str], input: &str| {
        let input = input.to_owned();
        let output = fed(changetalk().args(["tag", "--output", "csv"]).args(args), move |stdin| stdin.write_all(input.as_bytes()));
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let (safe, raw) = (tag(&[], talk), tag(&["--raw-cells"], talk));
    assert!(safe.contains(",'- I want") && safe.contains("\"'=1+1"), "{safe}");
    assert!(raw.contains(",- I want") && raw.contains(",\"=1+1"), "{raw}");
    // Nothing is added a second time, and what is not added changes nothing.
    assert_eq!(tag(&[], &safe), safe);
    assert_eq!(tag(&["--raw-cells"], &raw), raw);
}

#[test]
fn threads_change_nothing() {
    let mut talk = "session,speaker,text\n".to_owned();
    let mut random = fastrand::Rng::with_seed(13);
    let said = ["I want to stop drinking.", "Yeah.", "I can't.", "It's my business.", "No - not yet.", "Maybe a six."];
    for session in 0..120 {
        // Some are longer than a batch, one is longer than all queues hold.
        for _ in 0..if session == 50 { 6_000 } else { random.usize(1..120) } {
            let speaker = if random.bool() { "client" } else { "therapist" };
            talk.push_str(&format!("{session},{speaker},{} {}\n", random.choice(said).unwrap(), random.choice(said).unwrap()));
        }
    }
    for form in ["csv", "jsonl"] {
        let tag = |threads: &str, talk: &str| {
            let talk = talk.to_owned();
            let output =
                fed(changetalk().args(["tag", "--output", form, "--threads", threads]), move |stdin| stdin.write_all(talk.as_bytes()));
            (output.status.code(), output.stdout, String::from_utf8(output.stderr).unwrap())
        };
        let (one, three) = (tag("1", &talk), tag("3", &talk));
        assert!(one == three && one.0 == Some(0), "{form}");
        // What stands before an error is written whatever the number of threads.
        let cut = format!("{talk}9,client,too,many\n");
        let (one, three) = (tag("1", &cut), tag("3", &cut));
        assert!(one == three && one.0 == Some(1) && one.2.contains("line"), "{form}: {} {}", one.2, three.2);
    }
}

/// Ctrl-C while a report is written.
#[test]
#[cfg(target_os = "linux")]
fn an_interrupt_leaves_nothing_behind() {
    for signal in ["INT", "TERM"] {
        let folder = TempDir::new().unwrap();
        let report = folder.path().join("report.html");
        let mut command = changetalk();
        command.args(["report", "-", "-o"]).arg(&report).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        // Open to the end, so that only the signal ends it.
        let stdin = child.stdin.take();
        let begun = Instant::now();
        while fs::read_dir(folder.path()).unwrap().count() == 0 {
            assert!(begun.elapsed() < SOON, "nothing was begun");
            std::thread::sleep(Duration::from_millis(5));
        }
        let sent = Command::new("kill").args([format!("-{signal}"), child.id().to_string()]).status().unwrap();
        assert!(sent.success());
        assert_eq!(child.wait().unwrap().code(), Some(130), "{signal}");
        drop(stdin);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "{signal}");
    }
}
