//! What the rules promise of whole families of sentences.

use std::path::Path;
use std::sync::LazyLock;

use changetalk::{Role, Tagger, Talk};
use proptest::prelude::*;
use proptest::sample::select;

use crate::cases;
use crate::texts::SENTENCES;

/// Sentences that have nothing to do with anything, nor a word that leans.
const UNRELATED: &[&str] = &[
    "There is a table in the room.",
    "We talked about the football.",
    "She lives next door.",
    "The shop opens at nine.",
    "He drives a red car.",
];

/// What is said yes or no to.
const OBJECTS: &[&str] = &["", "stop drinking", "to stop drinking", "drinking", "stopping drinking", "my drinking", "a drink", "to drink"];

/// Plain verbs of stances that negation turns round, and the entries that they stand in.
static STANCES: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicons/english/stance");
    let mut stances = Vec::new();
    for path in std::fs::read_dir(folder).unwrap() {
        let file: toml::Table = std::fs::read_to_string(path.unwrap().path()).unwrap().parse().unwrap();
        for entry in file["entry"].as_array().unwrap() {
            let get = |key: &str| entry.get(key).or_else(|| file.get(key)).and_then(toml::Value::as_str);
            if get("inflect") != Some("verb") || get("negated").is_some_and(|negated| negated != "flip") {
                continue;
            }
            for phrase in entry.get("phrases").and_then(toml::Value::as_array).into_iter().flatten().filter_map(toml::Value::as_str) {
                if phrase.chars().all(|c| c.is_ascii_alphabetic() || c == ' ') {
                    stances.push((get("id").unwrap().to_owned(), phrase.to_owned()));
                }
            }
        }
    }
    stances.sort();
    stances
});

/// Sentences that lean one way only: between two sides that weigh the same a feather decides.
static LEANING: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let leans = |text: &&str| {
        let tag = Tagger::english().tag(text);
        tag.talk != Talk::Neutral && !tag.ambivalent
    };
    SENTENCES.iter().copied().filter(leans).collect()
});

fn stance() -> impl Strategy<Value = &'static (String, String)> {
    (0..STANCES.len()).prop_map(|at| &STANCES[at])
}

proptest! {
    #![proptest_config(cases(4000))]

    #[test]
    fn an_unrelated_sentence_turns_nothing_round(at in any::<prop::sample::Index>(), other in select(UNRELATED), before: bool) {
        let text = at.get(&LEANING);
        let tag = Tagger::english().tag(text);
        let end = if text.ends_with(['.', '?', '!']) { "" } else { "." };
        let both = if before { format!("{other} {text}") } else { format!("{text}{end} {other}") };
        let talk = Tagger::english().tag(&both).talk;
        prop_assert!(talk == tag.talk || talk == Talk::Neutral, "{:?} is {}, {:?} is {}", text, tag.talk, both, talk);
    }

    #[test]
    fn not_turns_a_stance_round(stance in stance(), object in select(OBJECTS), will: bool) {
        let (id, verb) = stance;
        let (plain, negated) = if will { ("I will", "I won't") } else { ("I", "I don't") };
        turned_round(id, &format!("{plain} {verb} {object}"), &format!("{negated} {verb} {object}"))?;
    }
}

/// If the stance alone carries the plain sentence, it does not do so with the same sign in the negated one; and where it takes part in it with its
/// "not", it has turned round.
fn turned_round(id: &str, plain: &str, negated: &str) -> Result<(), TestCaseError> {
    let tag = Tagger::english().tag(plain);
    let [one] = tag.findings.as_slice() else { return Ok(()) };
    let stances = one.why.iter().filter(|reason| reason.role == Role::Stance).count();
    if one.entry.rsplit('.').next() != Some(id) || stances != 1 || one.why.iter().any(|reason| reason.role == Role::Negation) {
        return Ok(());
    }
    let other = Tagger::english().tag(negated);
    for finding in other.findings.iter().filter(|finding| finding.entry == one.entry) {
        prop_assert_ne!(finding.valence, one.valence, "{:?} and {:?}: {:#?}", plain, negated, other.findings);
    }
    Ok(())
}

/// The property above passes over what it cannot judge; this holds it to judging most.
#[test]
fn most_stances_turn_round() {
    let (mut plain, mut turned) = (0, 0);
    for (id, verb) in STANCES.iter() {
        let tag = Tagger::english().tag(&format!("I {verb} to stop drinking"));
        let [one] = tag.findings.as_slice() else { continue };
        if one.entry.rsplit('.').next() != Some(id) {
            continue;
        }
        plain += 1;
        let negated = Tagger::english().tag(&format!("I don't {verb} to stop drinking"));
        turned += usize::from(negated.findings.iter().any(|finding| finding.entry == one.entry && finding.valence != one.valence));
    }
    assert!(plain > 300 && turned * 10 >= plain * 9, "{turned} of {plain}");
}
