//! An entry that a user's file switches off is as good as never written.

use std::path::Path;
use std::sync::LazyLock;

use changetalk::{Lexicon, Tagger};
use proptest::prelude::*;

use crate::cases;
use crate::texts::{SENTENCES, english};

/// Every so many-th entry that may go is switched off.
const EVERY: usize = 9;

struct Without {
    /// Switched off by a user's file.
    disabled: Tagger,
    /// Cut out of the files.
    cut_out: Tagger,
    names: Vec<String>,
}

static WITHOUT: LazyLock<Without> = LazyLock::new(|| {
    let files = files();
    let all: String = files.iter().map(|(_, text)| text.as_str()).collect();
    let entries = Lexicon::english().entries().filter(|entry| ["stance", "direction", "idiom", "operator"].contains(&entry.kind));
    // What a condition of an answer names has to stay.
    let free: Vec<_> = entries.filter(|entry| !all.contains(&format!("\"{}\"", entry.name))).step_by(EVERY).collect();
    let names: Vec<String> = free.iter().map(|entry| entry.name.to_owned()).collect();
    let own = format!("disable = {names:?}\n");
    let disabled = Lexicon::english().extend([("own.toml", own)]).unwrap();
    let cut = |(name, text): &(String, String)| {
        let ids: Vec<usize> = free.iter().filter(|entry| entry.file == name).map(|entry| entry.line).collect();
        (name.clone(), without_entries(text, &ids))
    };
    let cut_out = Lexicon::from_files(files.iter().map(cut)).unwrap();
    Without { disabled: Tagger::new(&disabled), cut_out: Tagger::new(&cut_out), names }
});

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn a_disabled_entry_is_as_if_it_were_never_there(text in english()) {
        prop_assert_eq!(WITHOUT.disabled.tag(&text), WITHOUT.cut_out.tag(&text), "{:?}", text);
    }
}

/// Every sentence that stands in the lexicon, among them those of the entries that are gone.
#[test]
fn no_sentence_finds_a_disabled_entry() {
    assert!(WITHOUT.names.len() > 50, "{}", WITHOUT.names.len());
    let mut changed = 0;
    for text in SENTENCES.iter() {
        let tag = WITHOUT.disabled.tag(text);
        assert_eq!(tag, WITHOUT.cut_out.tag(text), "{text:?}");
        assert!(tag.findings.iter().all(|finding| finding.why.iter().all(|reason| !WITHOUT.names.contains(&reason.entry))), "{text:?}");
        changed += usize::from(tag != Tagger::english().tag(text));
    }
    assert!(changed > 100, "{changed}");
}

/// The files of the English lexicon, with the names under which they are built in.
fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicons/english");
    let mut folders = vec![root.clone()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name: Vec<&str> = path.strip_prefix(&root).unwrap().iter().filter_map(|part| part.to_str()).collect();
                files.push((name.join("/"), std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

/// The text without the entries whose ids stand on these lines, from 1.
fn without_entries(text: &str, ids: &[usize]) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let begins = |at: &usize| lines[*at].starts_with("[[entry]]");
    let mut kept = lines.clone();
    for id in ids {
        let first = (0..*id).rev().find(begins).unwrap();
        let end = (*id..lines.len()).find(begins).unwrap_or(lines.len());
        // Lines keep their numbers.
        kept[first..end].fill("");
    }
    kept.join("\n")
}
