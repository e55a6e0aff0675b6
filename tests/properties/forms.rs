//! However a sentence is typed, stored or stammered, it says the same.

use std::collections::HashSet;
use std::path::Path;
use std::sync::LazyLock;

use changetalk::{Level, Lexicon, Risk, Tag, Tagger};
use proptest::prelude::*;
use proptest::sample::select;
use unicode_normalization::UnicodeNormalization;

use crate::cases;
use crate::texts::sentence;

/// A way to type or store the same words.
#[derive(Clone, Copy, Debug)]
enum Typed {
    Composed,
    Decomposed,
    Accented,
    AccentedDecomposed,
    Upper,
    Lower,
    Apostrophes(char),
    WithoutApostrophes,
    Spaces(&'static str),
    SoftHyphens,
    ByteOrderMark,
}

const TYPED: &[Typed] = &[
    Typed::Composed,
    Typed::Decomposed,
    Typed::Accented,
    Typed::AccentedDecomposed,
    Typed::Upper,
    Typed::Lower,
    Typed::Apostrophes('’'),
    Typed::Apostrophes('‘'),
    Typed::Apostrophes('ʼ'),
    Typed::Apostrophes('＇'),
    Typed::Apostrophes('´'),
    Typed::Apostrophes('`'),
    Typed::WithoutApostrophes,
    Typed::Spaces("   "),
    Typed::Spaces("\t"),
    Typed::Spaces("\u{a0}"),
    Typed::Spaces(" \u{2009}"),
    Typed::SoftHyphens,
    Typed::ByteOrderMark,
];

/// What happens to a word as it is said.
#[derive(Clone, Copy, Debug)]
enum Spoken {
    Um,
    Laugh,
    /// "I-I", "I I", "I-- I"
    Twice(&'static str),
    /// "w-want", "wa- want": the first letters, so many.
    Cut(usize, &'static str),
}

const SPOKEN: &[Spoken] = &[
    Spoken::Um,
    Spoken::Laugh,
    Spoken::Twice("-"),
    Spoken::Twice(" "),
    Spoken::Twice("-- "),
    Spoken::Cut(1, "-"),
    Spoken::Cut(2, "- "),
    Spoken::Cut(3, "-"),
];

proptest! {
    #![proptest_config(cases(4000))]

    #[test]
    fn a_sentence_is_the_same_however_it_is_typed(text in sentence(), ways in prop::collection::vec(select(TYPED), 1..4)) {
        let form = ways.iter().fold(text.to_owned(), |form, way| typed(&form, *way));
        same_reading(text, &form)?;
    }

    #[test]
    fn a_sentence_is_the_same_however_it_is_said(text in sentence(), ways in prop::collection::vec((any::<prop::sample::Index>(), select(SPOKEN)), 1..4)) {
        let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
        // What is a filler as a whole is none with another word in it.
        prop_assume!(!holds_long_filler(&words));
        for (index, way) in ways {
            let at = index.index(words.len());
            words[at] = spoken(&words[at], way);
        }
        same_reading(text, &words.join(" "))?;
    }

    #[test]
    fn a_sentence_begun_twice_is_said_once(text in sentence(), length in 2usize..5) {
        let words: Vec<&str> = text.split(' ').collect();
        let (begun, rest) = words.split_at(length.min(words.len()));
        let plain = begun.iter().all(|word| word.chars().all(|c| c.is_alphabetic() || c == '\''));
        let joined: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        // A restart is of four words at most, and a short form is two or three.
        let short = begun.iter().filter(|word| word.contains('\'') || SHORT_FORMS.contains(&word.to_lowercase())).count();
        if plain && begun.len() + 2 * short <= 4 && !holds_long_filler(&joined) {
            same_reading(text, &format!("{}-- {} {}", begun.join(" "), begun.join(" "), rest.join(" ")))?;
        }
    }
}

/// The same talk type, and the same alerts.
fn same_reading(text: &str, form: &str) -> Result<(), TestCaseError> {
    let (tag, other) = (Tagger::english().tag(text), Tagger::english().tag(form));
    prop_assert_eq!(tag.talk, other.talk, "{:?} {:#?}\n{:?} {:#?}", text, tag.findings, form, other.findings);
    let alerts = |tag: &Tag| -> Vec<(Risk, Level)> { tag.safety.iter().map(|alert| (alert.kind, alert.level)).collect() };
    prop_assert_eq!(alerts(&tag), alerts(&other), "{:?} and {:?}", text, form);
    Ok(())
}

fn typed(text: &str, way: Typed) -> String {
    match way {
        Typed::Composed => text.nfc().collect(),
        Typed::Decomposed => text.nfd().collect(),
        Typed::Accented => text.replace('e', "é").replace('o', "ö"),
        Typed::AccentedDecomposed => typed(text, Typed::Accented).nfd().collect(),
        Typed::Upper => text.to_uppercase(),
        Typed::Lower => text.to_lowercase(),
        Typed::Apostrophes(other) => text.replace('\'', &other.to_string()),
        Typed::WithoutApostrophes => text.split(' ').map(without_apostrophe).collect::<Vec<_>>().join(" "),
        Typed::Spaces(space) => format!("{space}{}{space}", text.replace(' ', space)),
        Typed::SoftHyphens => text.replace("in", "i\u{ad}n").replace("st", "s\u{ad}t"),
        Typed::ByteOrderMark => format!("\u{feff}{text}"),
    }
}

/// Contractions lose it in typing; a possessive without it is a plural.
fn without_apostrophe(word: &str) -> String {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    if SHORT_FORMS.contains(&bare) { word.replace('\'', "") } else { word.to_owned() }
}

fn spoken(word: &str, way: Spoken) -> String {
    let plain = word.chars().all(|c| c.is_alphabetic() || c == '\'');
    match way {
        Spoken::Um => format!("um {word}"),
        Spoken::Laugh => format!("[laughs] {word}"),
        Spoken::Twice(joint) if plain => format!("{word}{joint}{word}"),
        Spoken::Cut(letters, joint) if plain => {
            let cut: String = word.chars().take(letters).collect();
            // "I-I" is said twice, and "an- anxious" has a word in it that may count.
            if cut.len() >= word.len() || WORDS.contains(&cut.to_lowercase()) { word.to_owned() } else { format!("{cut}{joint}{word}") }
        }
        _ => word.to_owned(),
    }
}

fn file(name: &str) -> toml::Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicons/english/scan").join(name);
    std::fs::read_to_string(path).unwrap().parse().unwrap()
}

fn strings<'a>(table: &'a toml::Table, key: &str) -> Vec<&'a str> {
    table.get(key).and_then(toml::Value::as_array).into_iter().flatten().filter_map(toml::Value::as_str).collect()
}

fn entries(table: &toml::Table) -> impl Iterator<Item = &toml::Table> {
    table["entry"].as_array().into_iter().flatten().filter_map(toml::Value::as_table)
}

/// Contractions whose apostrophe may be left out.
static SHORT_FORMS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let file = file("contractions.toml");
    let homographs: HashSet<&str> = strings(&file, "homographs").into_iter().collect();
    let words = entries(&file).flat_map(|entry| entry["words"].as_table().into_iter().flat_map(toml::Table::keys));
    words.filter(|word| !homographs.contains(word.replace('\'', "").as_str())).cloned().collect()
});

/// Fillers of more than one word.
static LONG_FILLERS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let file = file("fillers.toml");
    let phrases = entries(&file).flat_map(|entry| strings(entry, "phrases"));
    phrases.filter(|phrase| phrase.contains(' ')).map(|phrase| format!(" {phrase} ")).collect()
});

fn holds_long_filler(words: &[String]) -> bool {
    let plain: Vec<String> = words.iter().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()).collect();
    let text = format!(" {} ", plain.join(" "));
    LONG_FILLERS.iter().any(|filler| text.contains(filler.as_str()))
}

/// All that the lexicon knows as a word by itself.
static WORDS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let mut words: HashSet<String> = SHORT_FORMS.iter().map(|word| word.replace('\'', "")).collect();
    words.extend(Lexicon::english().surface_forms(8).iter().flat_map(|form| form.split(' ').map(str::to_owned)));
    words.extend(entries(&file("fillers.toml")).flat_map(|entry| strings(entry, "phrases")).map(str::to_owned));
    for name in ["grammar.toml", "sets.toml"] {
        let file = file(name);
        words.extend(entries(&file).flat_map(|entry| strings(entry, "words")).map(str::to_owned));
    }
    words
});

/// Found by the properties above.
#[test]
fn found_before() {
    for (text, form) in [
        ("I don't want to stop", "I donʼt want to stop"),
        ("I want to stop drinking", "I want to stop dri\u{ad}nk\u{ad}ing"),
        ("I want to stop drinking", "I want\u{feff} to sto\u{200d}p drinking"),
        ("My naive idea is to quit", "My nai\u{308}ve idea is to quit"),
    ] {
        assert_eq!(Tagger::english().tag(text).talk, Tagger::english().tag(form).talk, "{form:?}");
    }
    for form in ["My fiancé hit me", "My fiance\u{301} hit me", "My FIANCÉ hit me"] {
        assert_eq!(Tagger::english().tag(form).safety.len(), 1, "{form:?}");
    }
}
