//! `changetalk report` from outside: every form, hostile words, and where it goes.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use assert_cmd::cargo::cargo_bin;
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

fn hostile() -> String {
    format!("{}/tests/data/hostile.csv", env!("CARGO_MANIFEST_DIR"))
}

fn output(args: &[&str], input: &str) -> String {
    let done = changetalk(args).write_stdin(input).assert().success();
    String::from_utf8(done.get_output().stdout.clone()).unwrap()
}

/// A page goes to standard output only where that is said.
fn standard(form: &str) -> &'static [&'static str] {
    if form == "html" { &["-o", "-"] } else { &[] }
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// What stands in the page as markup: the tags that begin, without what is in them.
fn tags(page: &str) -> Vec<String> {
    page.split('<').skip(1).map(|tag| tag.chars().take_while(|c| c.is_ascii_alphanumeric()).collect()).collect()
}

#[test]
fn every_form_tells_of_the_same_session() {
    let file = example("evening-drinks.csv");
    let json: Value = serde_json::from_str(&output(&["report", &file, "--output", "json"], "")).unwrap();
    let session = &json["sessions"][0];
    assert_eq!((&json["form"], &session["session"]), (&Value::from(1), &Value::from("evening-drinks")));
    let turns = session["turns"].as_array().unwrap();
    assert_eq!(session["measures"]["turns"]["all"], turns.len());
    for (index, turn) in turns.iter().enumerate() {
        assert_eq!(turn["turn"], index);
        assert_eq!(turn["tag"].is_null(), turn["speaker"] != "client");
    }
    assert!(turns.iter().any(|turn| turn["manner"] == "open_question"));
    let share = &session["measures"]["change_turns"];
    for key in ["part", "whole", "value", "low", "high"] {
        assert!(share[key].is_number(), "{key}");
    }
    let told = format!("{} of the {} client turns that lean", share["part"], share["whole"]);

    let folder = TempDir::new().unwrap();
    let page = folder.path().join("page.html");
    changetalk(&["report", &file, "-o", page.to_str().unwrap()]).assert().success().stdout("");
    let page = fs::read_to_string(page).unwrap();
    assert!(page.contains(&told) && page.contains("Content-Security-Policy") && page.contains("role=\"tooltip\""), "{told}");
    assert!(!page.contains("http://") && !page.contains("https://") && !page.contains("src="), "the page asks for something");

    for form in ["markdown", "summary"] {
        assert!(output(&["report", &file, "--output", form], "").contains(&told), "{form}");
    }
    let sheet = output(&["report", &file, "--output", "csv"], "");
    let mut rows = sheet.lines().map(|row| row.split(',').collect::<Vec<_>>());
    let (header, row) = (rows.next().unwrap(), rows.next().unwrap());
    let at = header.iter().position(|name| *name == "change_talk_by_turn_part").unwrap();
    assert_eq!((row[at], header.len(), rows.next()), (share["part"].to_string().as_str(), row.len(), None));
}

#[test]
fn the_ending_tells_the_form() {
    let folder = TempDir::new().unwrap();
    for (name, begins) in
        [("a.html", "<!doctype html>"), ("a.MD", "# Session report"), ("a.csv", "file,session"), ("a.json", "{\"changetalk\"")]
    {
        let path = folder.path().join(name);
        changetalk(&["report", &example("quit-smoking-chat.jsonl"), "-o", path.to_str().unwrap()]).assert().success().stdout("");
        assert!(fs::read_to_string(path).unwrap().starts_with(begins), "{name}");
    }
    let odd = folder.path().join("a.txt");
    changetalk(&["report", &example("quit-smoking-chat.jsonl"), "-o", odd.to_str().unwrap()]).assert().code(2).stderr(contains("--output"));
    changetalk(&["report", &example("quit-smoking-chat.jsonl"), "-o", odd.to_str().unwrap(), "--output", "json"]).assert().success();
    serde_json::from_slice::<Value>(&fs::read(odd).unwrap()).unwrap();
}

#[test]
fn several_files_stand_in_one_report() {
    let files = ["evening-drinks.csv", "quit-smoking-chat.jsonl", "school-and-weed.tsv", "thinking-about-therapy.txt"].map(example);
    let mut args = vec!["report"];
    args.extend(files.iter().map(String::as_str));
    let page = output(&[&args[..], &["-o", "-", "--output", "html"]].concat(), "");
    assert_eq!(page.matches("<details class=\"session\"").count(), 4);
    assert_eq!(tags(&page).iter().filter(|tag| *tag == "h1").count(), 1);
    assert!(page.contains("Report on 4 sessions") && page.contains("href=\"#s4\""));
    assert_eq!(output(&[&args[..], &["--output", "csv"]].concat(), "").lines().count(), 5);
    assert!(output(&args, "").contains("4 sessions"));
    let json: Value = serde_json::from_str(&output(&[&args[..], &["--output", "json"]].concat(), "")).unwrap();
    assert_eq!(json["sessions"].as_array().unwrap().len(), 4);
}

#[test]
fn ids_in_a_page_are_there_once_and_links_lead_somewhere() {
    let page = output(&["report", &example("evening-drinks.csv"), &hostile(), "-o", "-", "--output", "html"], "");
    let values = |name: &str| -> Vec<String> {
        let begin = format!(" {name}=\"");
        page.split(&begin).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    };
    let ids = values("id");
    let mut once = ids.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), ids.len());
    for link in values("href") {
        assert!(link.strip_prefix('#').is_some_and(|id| once.binary_search(&id.to_owned()).is_ok()), "{link}");
    }
    for described in values("aria-describedby").iter().chain(&values("aria-labelledby")) {
        assert!(described.split(' ').all(|id| once.binary_search(&id.to_owned()).is_ok()), "{described}");
    }
}

#[test]
fn hostile_words_are_words_in_every_form() {
    let obeyed = |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{202a}'..='\u{202e}');
    let [page, markdown, sheet, json, summary] = ["html", "markdown", "csv", "json", "summary"]
        .map(|form| output(&[&["report", &hostile(), "--output", form], standard(form)].concat(), ""));
    for written in [&page, &markdown, &sheet, &json, &summary] {
        assert!(!written.contains(obeyed), "{written}");
    }
    let found = tags(&page);
    for tag in ["script", "style", "title"] {
        // A drawing's title is the page's own.
        let own = if tag == "title" { 1 + page.matches("<title id=").count() } else { 1 };
        assert_eq!(found.iter().filter(|found| *found == tag).count(), own, "{tag}");
    }
    for tag in ["img", "iframe", "link", "form", "input", "base", "textarea"] {
        assert!(!found.iter().any(|found| found == tag), "{tag}");
    }
    assert!(page.contains("&#60;script&#62;window.hacked=3") || page.contains("&lt;script&gt;window.hacked=3"));
    // Templates in a transcript are words too.
    assert!(page.contains("{{ 7*7 }}"));

    assert!(sheet.contains(",'=1+1,"), "a formula in a cell");
    assert!(!markdown.contains("<script") && !markdown.contains("<img") && !markdown.contains("](javascript"));
}

#[test]
fn nothing_is_left_half_written() {
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(at("good.txt"), "T: hi\nC: I want to stop.\n").unwrap();
    fs::write(at("bad.jsonl"), "{\"text\": \"hi\"\n").unwrap();
    fs::write(at("out.html"), "as it was").unwrap();
    changetalk(&["report", &at("good.txt"), &at("bad.jsonl"), "-o", &at("out.html")])
        .assert()
        .code(1)
        .stderr(contains("bad.jsonl: line 1"));
    assert_eq!(fs::read_to_string(at("out.html")).unwrap(), "as it was");
    assert_eq!(names(folder.path()), ["bad.jsonl", "good.txt", "out.html"]);

    changetalk(&["report", &at("good.txt"), "-o", &at("good.txt"), "--output", "html"])
        .assert()
        .code(2)
        .stderr(contains("name of its own"));
    assert!(fs::read_to_string(at("good.txt")).unwrap().starts_with("T: hi"));
    let nowhere = at("no such folder/out.html");
    changetalk(&["report", &at("good.txt"), "-o", &nowhere])
        .assert()
        .code(1)
        .stderr(contains(format!("cannot write {nowhere}: there is no such folder\n")));
    changetalk(&["report", &at("good.txt"), "-o", folder.path().to_str().unwrap(), "--output", "html"])
        .assert()
        .code(1)
        .stderr(contains("it is a folder"));
    changetalk(&["report", &at("good.txt"), "--output", "html"]).assert().code(2).stderr(contains("-o report.html"));
    changetalk(&["report"]).assert().code(2).stderr(contains("FILE"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let done = std::process::Command::new(cargo_bin("changetalk"))
        .args(["report", &example("evening-drinks.csv"), "--output", "json"])
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&done.stderr).contains("cannot write to standard output"));
}

#[test]
fn awkward_sessions_have_reports() {
    let input = "session,speaker,text\n\
                 nobody,therapist,How are you?\n\
                 nothing,client,Mm.\n\
                 one,client,I want to stop drinking.\n\
                 blank,other,hello\nblank,client,\nblank,client,I might stop.\n";
    for form in ["html", "markdown", "csv", "json", "summary"] {
        let written = output(&[&["report", "-", "--output", form], standard(form)].concat(), input);
        for says in ["no turn of the client", "leans neither", "too little to say more"] {
            assert!(matches!(form, "csv" | "json") || written.contains(says), "{form}: {says}");
        }
    }
}

#[test]
fn others_in_the_room_are_counted() {
    let input = "speaker,text\nclient,I want to stop drinking.\nother,Shall I wait outside?\nclient,I'm going to end it all.\n";
    let json: Value = serde_json::from_str(&output(&["report", "-", "--output", "json"], input)).unwrap();
    assert_eq!(json["sessions"][0]["measures"]["alerts"][0]["turn"], 2);
    assert_eq!(json["sessions"][0]["turns"][2]["speaker"], "client");
}

#[test]
fn rows_that_name_nobody_are_one_session_and_it_says_so() {
    let input = "text\nI want to stop drinking.\nBut it relaxes me.\n";
    let json: Value = serde_json::from_str(&output(&["report", "-", "--output", "json"], input)).unwrap();
    assert_eq!(json["sessions"].as_array().unwrap().len(), 1);
    assert!(json["sessions"][0]["note"].as_str().unwrap().contains("neither sessions nor speakers"));
}

#[test]
fn a_target_that_changes_starts_anew() {
    let input = "session,topic,speaker,text\n1,alcohol,client,I want to stop drinking.\n1,tobacco,client,I want to stop smoking.\n";
    let json: Value = serde_json::from_str(&output(&["report", "-", "--target-column", "topic", "--output", "json"], input)).unwrap();
    let targets: Vec<&Value> = json["sessions"].as_array().unwrap().iter().map(|session| &session["target"][0]).collect();
    assert_eq!(targets, ["alcohol", "tobacco"]);
}

#[test]
fn shells_and_man_know_the_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(output(&["completions", shell], "").contains("report"), "{shell}");
    }
    assert!(output(&["man"], "").contains(".TH changetalk"));
    let folder = TempDir::new().unwrap();
    let pages = folder.path().join("man");
    changetalk(&["man", pages.to_str().unwrap()]).assert().success().stdout("");
    assert!(names(&pages).contains(&"changetalk-report.1".to_owned()));
    changetalk(&["help", "report"]).assert().success().stdout(contains("-o report.html"));
}
