//! The command from outside: what it reads, what it writes, how it ends.
//!
//! What the rules say of a sentence is tested beside the rules; here only what no rule will ever change.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::Stdio;

use assert_cmd::Command;
use assert_cmd::cargo::cargo_bin;
use predicates::prelude::*;
use predicates::str::contains;
use serde_json::Value;
use tempfile::TempDir;

fn changetalk(args: &[&str]) -> Command {
    let mut command = Command::new(cargo_bin("changetalk"));
    command.args(args).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env_remove("COLUMNS");
    command
}

fn example(name: &str) -> String {
    format!("{}/../examples/transcripts/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// Standard output of a run that succeeds.
fn output(args: &[&str], input: &str) -> String {
    let done = changetalk(args).write_stdin(input).assert().success();
    String::from_utf8(done.get_output().stdout.clone()).unwrap()
}

fn json_lines(args: &[&str], input: &str) -> Vec<Value> {
    output(args, input).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> (TempDir, impl Fn(&str) -> String + use<>) {
    let folder = TempDir::new().unwrap();
    for (name, content) in files {
        fs::write(folder.path().join(name), content).unwrap();
    }
    let root: PathBuf = folder.path().to_owned();
    (folder, move |name| root.join(name).display().to_string())
}

const NAILS: &str = r#"
kind = "direction"
behaviour = "nail_biting"
toward = "status_quo"
inflect = "verb"

[[entry]]
id = "bite-nails"
phrases = ["bite <my>? nails"]
examples = ["+ I want to stop biting my nails"]
"#;

#[test]
fn wrong_usage_is_status_2() {
    for (args, says) in [
        (&[][..], "Usage"),
        (&["tag", "--no-such-option"], "unexpected argument"),
        (&["tag", "--output", "html"], "possible values: jsonl, csv, pretty"),
        (&["tag", "--format", "odt"], "csv, tsv, text, jsonl"),
        (&["tag", "--target", "alcohol", "--target-column", "topic"], "cannot be used with"),
        (&["evaluate", "x.csv"], "--label-column"),
        (&["explain"], "TEXT"),
        (&["explain", "--target", "alcohool", "I want to stop"], "alcohool"),
        (&["lexicon", "list", "--kind", "verbs"], "stance"),
    ] {
        changetalk(args).assert().code(2).stdout("").stderr(contains(says));
    }
    changetalk(&["--version"]).assert().success().stdout(contains(env!("CARGO_PKG_VERSION")));
}

#[test]
fn what_cannot_be_read_is_status_1_and_says_where() {
    let (_folder, path) = folder(&[
        ("latin.txt", b"T: hi\nC: caf\xE9\n"),
        ("columns.csv", b"session,utterence\n1,hello\n"),
        ("ragged.csv", b"speaker,text\nT,hi\nC,well,no\n"),
        ("names.txt", b"Ann: hi\nBob: hello\n"),
        ("bad.jsonl", b"{\"text\": \"hi\"\n"),
        ("empty.csv", b""),
    ]);
    for (file, says) in [
        ("missing.csv", "missing.csv: No such file"),
        (".", "irectory"),
        ("latin.txt", "line 2, byte 12 of the file: not UTF-8"),
        ("columns.csv", "is it `utterence`?\n  help: name the column with --text-column NAME"),
        ("ragged.csv", "line 3: 3 fields where the header has 2"),
        ("names.txt", "help: --client \"Ann\" if it is the client"),
        ("bad.jsonl", "line 1, column 13: malformed JSON"),
        ("empty.csv", "there is nothing in it"),
    ] {
        changetalk(&["tag", &path(file)])
            .assert()
            .code(1)
            .stdout(predicate::str::is_empty().or(contains("\"talk\"")))
            .stderr(contains(says));
    }
}

#[test]
fn every_form_becomes_json_lines() {
    for (file, turns, session) in [
        ("evening-drinks.csv", 26, "evening-drinks"),
        ("thinking-about-therapy.txt", 22, "1"),
        ("quit-smoking-chat.jsonl", 24, "chat-118"),
        ("school-and-weed.tsv", 24, "school-and-weed"),
    ] {
        let written = output(&["tag", &example(file)], "");
        let lines: Vec<Value> = written.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.len(), turns, "{file}");
        for (i, (line, text)) in lines.iter().zip(written.lines()).enumerate() {
            assert_eq!((&line["session"], &line["turn"]), (&Value::from(session), &Value::from(i)));
            let client = line["speaker"] == "client";
            let keys =
                ["session", "turn", "speaker", "text", "talk", "probability", "ambivalent", "findings", "utterances", "discord", "safety"];
            let places: Vec<usize> =
                keys[..if client { 11 } else { 5 }].iter().map(|key| text.find(&format!("\"{key}\":")).unwrap()).collect();
            assert!(places.is_sorted(), "{text}");
            assert_eq!(line["talk"].is_null(), !client);
        }
    }
}

#[test]
fn options_say_how_to_read() {
    let lines = json_lines(
        &["tag", "--text-column", "Satz", "--session-column", "Nr", "--speaker-column", "Wer"],
        "Nr;Wer;Satz\n9;client;I might\n",
    );
    assert_eq!((&lines[0]["session"], &lines[0]["text"]), (&Value::from("9"), &Value::from("I might")));
    let lines = json_lines(&["tag", "-", "--client", "Ann"], "Ann: hi\nBob: hello\n");
    assert_eq!((&lines[0]["speaker"], &lines[1]["speaker"]), (&Value::from("client"), &Value::from("counsellor")));
    let lines = json_lines(&["tag", "--format", "text"], "text\nI might\n");
    assert_eq!(lines.len(), 2);
    assert!(lines.iter().all(|line| line["turn"] == 0));
}

#[test]
fn spans_count_in_the_unit_asked_for() {
    let text = "🙂 I want to quit smoking";
    for (unit, expect) in [("bytes", 5), ("chars", 2), ("utf16", 3)] {
        let lines = json_lines(&["tag", "--format", "text", "--offsets", unit], text);
        let utterance = &lines[0]["utterances"][0];
        let finding = &lines[0]["findings"][0]["span"];
        assert!(utterance[0].as_u64() <= Some(expect) && utterance[1].as_u64() == Some(expect + 22), "{unit}: {utterance}");
        assert!(finding[0].as_u64() >= Some(expect), "{unit}: {finding}");
    }
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut child = std::process::Command::new(cargo_bin("changetalk"))
        .args(["tag", "--format", "text"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let feeder = std::thread::spawn(move || {
        // The command stops reading some time; then writing fails here, as it should.
        while input.write_all(&b"T: How are you?\nC: I am well.\n".repeat(1000)).is_ok() {}
    });
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.starts_with("{\"session\""));
    let done = child.wait_with_output().unwrap();
    assert!(done.status.success());
    assert_eq!(String::from_utf8_lossy(&done.stderr), "");
    feeder.join().unwrap();
}

#[test]
fn pretty_output_obeys_nothing_in_the_text() {
    let evil = "T: \u{1b}[2Jhello\nC: I want \u{1b}]0;title\u{7} to \u{9b}31m stop\u{202e}.\n";
    let plain = output(&["tag", "--output", "pretty"], evil);
    assert!(plain.contains("␛[2Jhello") && plain.contains("␇"), "{plain}");
    assert!(!plain.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}']));
    assert!(plain.contains("1 client turn: "), "{plain}");
    let coloured = output(&["tag", "--output", "pretty", "--color", "always"], evil);
    assert!(coloured.contains("\u{1b}[1m") && !coloured.contains("\u{1b}[2J") && !coloured.contains("\u{1b}]"));
}

#[test]
fn a_spreadsheet_is_handed_no_formula() {
    let written = output(&["tag", "--output", "csv"], "speaker,text\nT,=1+1\nC,\"-- I, well\"\nC,@here\n");
    let mut rows = csv::Reader::from_reader(written.as_bytes());
    assert_eq!(rows.headers().unwrap().iter().take(5).collect::<Vec<_>>(), ["session", "turn", "speaker", "text", "talk"]);
    let texts: Vec<String> = rows.records().map(|row| row.unwrap()[3].to_owned()).collect();
    assert_eq!(texts, ["'=1+1", "'-- I, well", "'@here"]);
}

#[test]
fn own_lexicons_add_behaviours_and_targets() {
    let (_folder, path) = folder(&[("nails.toml", NAILS.as_bytes()), ("bad.toml", NAILS.replace("status_quo", "status quo").as_bytes())]);
    let (nails, bad) = (path("nails.toml"), path("bad.toml"));
    let lines = json_lines(&["tag", "--lexicon", &nails, "--format", "text"], "I want to stop biting my nails.\n");
    assert_eq!(lines[0]["talk"], "change");
    let lines =
        json_lines(&["tag", "--target", &nails, "--format", "text"], "I want to stop biting my nails.\nI want to stop drinking beer.\n");
    assert_eq!((&lines[0]["talk"], &lines[1]["talk"]), (&Value::from("change"), &Value::from("neutral")));

    changetalk(&["lexicon", "check", &nails]).assert().success().stdout(contains("1 entry: no problems"));
    for args in [&["lexicon", "check", &bad][..], &["explain", "--lexicon", &bad, "hm"]] {
        changetalk(args)
            .assert()
            .code(1)
            .stdout("")
            .stderr(contains("bad.toml:4:").and(contains("^^^^")).and(contains("error: 1 problem")));
    }
    changetalk(&["lexicon", "list", "--lexicon", &nails, "--find", "nail"]).assert().success().stdout(contains("nails.bite-nails"));
}

#[test]
fn a_column_names_the_target() {
    let file = "session,speaker,text,goal\n1,C,I want to stop drinking beer,alcohol\n2,C,I want to stop drinking beer,tobacco\n";
    let lines = json_lines(&["tag", "--target-column", "goal"], file);
    assert_eq!((&lines[0]["talk"], &lines[1]["talk"]), (&Value::from("change"), &Value::from("neutral")));
    let wrong = file.replace("tobacco", "tobaco");
    changetalk(&["tag", "--target-column", "goal"]).write_stdin(wrong).assert().code(1).stderr(contains("line 3").and(contains("tobaco")));
}

#[test]
fn explain_draws_and_writes_json() {
    let drawn = output(&["explain", "I don't want to stop drinking"], "");
    for says in ["I don't want to stop drinking", "┬", "╰", "sustain talk", "All in all"] {
        assert!(drawn.contains(says), "{drawn}");
    }
    let json: Value =
        serde_json::from_str(&output(&["explain", "--json", "--context", "Do you want to quit smoking?", "No."], "")).unwrap();
    assert_eq!((&json["text"], json["findings"].is_array()), (&Value::from("No."), true));
}

#[test]
fn evaluate_measures() {
    let file = example("evening-drinks.csv");
    let json: Value = serde_json::from_str(&output(&["evaluate", &file, "--label-column", "client_talk_type", "--json"], "")).unwrap();
    assert_eq!((&json["turns"], &json["change"]["support"], &json["sustain"]["support"]), (&13.into(), &5.into(), &3.into()));
    assert!(json["macro_f1"].as_f64().is_some_and(|f1| (0.0..=1.0).contains(&f1)));

    // No counsellor, no session: lines on their own, whose category is compared too. One label is wrong on purpose.
    let lines = "utterance,valence,category\nI want to stop drinking.,+,desire\nI want to stop drinking.,sustain,desire\nHello.,n/a,\nHello.,maybe,\n";
    let args = ["evaluate", "-", "--label-column", "valence", "--code-column", "category", "--errors", "5"];
    let report = output(&args, lines);
    for says in
        ["2 coded client turns, 2 without a label", "1 × `maybe`", "Category found in 1 of 1", "labelled sustain, tagged change", "line 3"]
    {
        assert!(report.contains(says), "{report}");
    }
    changetalk(&["evaluate", &file, "--label-column", "client_talk"]).assert().code(1).stderr(contains("is it `client_talk_type`?"));
    changetalk(&["evaluate", "-", "--label-column", "valence"])
        .write_stdin("text,valence\nhm,\n")
        .assert()
        .code(1)
        .stderr(contains("no client's turn has a label"));
}

#[test]
fn fit_writes_weights_that_can_be_used() {
    let (_folder, path) = folder(&[]);
    let file = path("mine.toml");
    let coded = format!("{}/../corpus/help-seeking-dev.csv", env!("CARGO_MANIFEST_DIR"));
    let fit = ["fit", &coded, "--label-column", "client_talk_type", "--folds", "3", "--output", &file, "--json"];
    let report: Value = serde_json::from_str(&output(&fit, "")).unwrap();
    assert_eq!(report["files"][0]["sessions"], 30);
    for score in ["unfitted", "fitted"] {
        let macro_f1 = report[score]["macro_f1"].as_f64().unwrap();
        let low = report[score]["macro_f1_interval"][0].as_f64().unwrap();
        assert!(low <= macro_f1 && macro_f1 <= 1.0);
    }
    let first = fs::read_to_string(&file).unwrap();
    assert!(first.starts_with("# Weights fitted by `changetalk fit`"));
    output(&["tag", "--lexicon", &file], "text\nI want to quit smoking.\n");
    output(&fit, "");
    assert_eq!(fs::read_to_string(&file).unwrap(), first, "the same files give the same weights");
}

#[test]
fn fit_says_what_it_cannot_do() {
    let coded = format!("{}/../corpus/help-seeking-dev.csv", env!("CARGO_MANIFEST_DIR"));
    changetalk(&["fit", &coded, "--label-column", "client_talk_type", "--balance", "2"]).assert().code(2).stderr(contains("from 0 to 1"));
    changetalk(&["fit", &coded, "--label-column", "nothing"]).assert().code(1).stderr(contains("nothing"));
    let (_folder, path) = folder(&[("one.csv", b"transcript_id,interlocutor,utterance_text,label\n1,client,I want to quit,change\n")]);
    changetalk(&["fit", &path("one.csv"), "--label-column", "label"]).assert().code(1).stderr(contains("but one session"));
    let nowhere = path("no/such/folder/mine.toml");
    changetalk(&["fit", &coded, "--label-column", "client_talk_type", "--folds", "2", "-o", &nowhere])
        .assert()
        .code(1)
        .stderr(contains("cannot write"));
}

#[test]
fn redaction_hides_names_and_leaves_tags_alone() {
    let text = "Counsellor: Hi Maria.\nClient: My sister Rebecca Harding called, and I want to quit drinking.\n";
    let (plain, hidden) = (json_lines(&["tag"], text), json_lines(&["tag", "--redact"], text));
    assert_eq!(hidden[0]["text"], "Hi [name].");
    let words = hidden[1]["text"].as_str().unwrap();
    assert_eq!(words, "My sister [name] called, and I want to quit drinking.");
    assert_eq!(plain[1]["probability"], hidden[1]["probability"]);
    let span = &hidden[1]["findings"][0]["span"];
    let part = |at: usize| span[at].as_u64().unwrap() as usize;
    let original = &plain[1]["findings"][0]["span"];
    let original_part = |at: usize| original[at].as_u64().unwrap() as usize;
    let of_plain = &plain[1]["text"].as_str().unwrap()[original_part(0)..original_part(1)];
    assert_eq!(&words[part(0)..part(1)], of_plain);
    for output_form in ["pretty", "csv"] {
        assert!(!output(&["tag", "--redact=strict", "--output", output_form], text).contains("Rebecca"));
    }
}

#[test]
fn suggestions_stand_beside_the_tags() {
    let lines = json_lines(
        &["suggest", "--format", "text", "-"],
        "T: What do you think about your drinking?\nC: I really want to stop drinking.\nT: You do.\nC: Mm-hmm.\nC: I don't want to live any more.\nC: I want to stop.\n",
    );
    assert_eq!(lines[0]["talk"], Value::Null);
    assert!(lines[0].get("suggestions").is_none());
    let first = &lines[1]["suggestions"][0];
    for key in ["kind", "text", "template", "because"] {
        assert!(!first[key].is_null(), "{key}");
    }
    assert_eq!(lines[3]["withheld"], "listen");
    assert_eq!(lines[4]["withheld"], "safety");
    assert_eq!(lines[4]["suggestions"], Value::Array(vec![]));
    // In a file the turns after an alert go on.
    assert!(lines[5].get("withheld").is_none());
}

#[test]
fn suggestions_are_asked_for_by_kind_and_count() {
    let lines = json_lines(&["suggest", "--kind", "open_question", "--count", "2"], "text\nI really want to stop drinking.\n");
    let suggestions = lines[0]["suggestions"].as_array().unwrap();
    assert_eq!(suggestions.len(), 2);
    assert!(suggestions.iter().all(|suggestion| suggestion["kind"] == "open_question"));
    changetalk(&["suggest", "--kind", "lecture"]).write_stdin("").assert().code(2).stderr(contains("simple_reflection"));
}

#[test]
fn a_chat_withholds_until_somebody_has_looked() {
    let said = output(
        &["chat"],
        "How are things?\nI want to stop drinking.\nGo on.\nI don't want to live any more.\nI'm glad you said so.\nI want to stop drinking.\n/ack\n/more\n/nonsense\n/quit\nnever read\n",
    );
    assert!(said.contains("say:"));
    assert_eq!(said.matches("Nothing is suggested.").count(), 2);
    let after = said.split("acknowledged").nth(1).unwrap();
    assert!(after.contains("say:"));
    assert!(after.contains("/help"));
    assert!(!said.contains("never read"));
}

#[test]
fn documents_are_read_whole_and_within_limits() {
    for name in ["session.cha", "session.eaf", "session.TextGrid", "session.docx"] {
        let turns = json_lines(&["tag", &example(&format!("formats/{name}"))], "");
        let who: Vec<&str> = turns.iter().map(|turn| turn["speaker"].as_str().unwrap()).collect();
        assert_eq!(who, ["counsellor", "client", "counsellor", "client", "counsellor", "client"], "{name}");
        assert_eq!(turns[5]["talk"], "change", "{name}");
    }
    let (_folder, path) = folder(&[("large.cha", &[b'a'; (1 << 20) + 1])]);
    let failed = changetalk(&["tag", &path("large.cha"), "--largest-file", "1"]).assert().code(1);
    failed.stderr(contains("the file is larger than 1 MiB").and(contains("help: --largest-file MIB")));
}
