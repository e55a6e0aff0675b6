//! What each main idea brings: the tagger with one of them taken out, by a lexicon file as any user could write it.

use changetalk::Lexicon;

/// The sets on which each is measured.
pub(crate) const SETS: [&str; 3] = ["dev", "check", "sessions"];

pub(crate) struct Ablation {
    pub(crate) name: &'static str,
    pub(crate) lexicon: String,
}

pub(crate) fn all() -> Vec<Ablation> {
    vec![
        without("negation", |file, _| file == "negation"),
        without("operators that turn a direction: stop, without, less", |file, _| file == "reverse"),
        without("directions: every stance counts by itself", |_, kind| kind == "direction"),
        without("who speaks of whom", |file, _| file == "people"),
        without("reported speech", |file, _| file == "report"),
        without("times", |file, _| file == "time"),
        without("questions", |file, _| file == "question"),
        without("idioms", |_, kind| kind == "idiom"),
        weights("hedges and boosters", "[strength]\nlow = 1.0\nhigh = 1.0\n"),
        without("what the counsellor asks for", |_, kind| kind == "prompt"),
        without("hints", |_, kind| kind == "hint"),
        weights("yes and no as answers", "[factor]\nanswered = 0.0\nagreed = 0.0\n"),
        weights("the client's recent leaning", "[context]\nleaning = 0.0\n"),
        weights(
            "all context",
            "[factor]\nanswered = 0.0\nagreed = 0.0\n[context]\nleaning = 0.0\nasked = 0.0\nasked_other = 0.0\nview = 0.0\nfacts = 0.0\n",
        ),
        weights("the turn's length", "[context]\nlength = 0.0\n"),
    ]
}

/// Without the entries that are chosen by their file's name and their kind.
fn without(name: &'static str, chosen: impl Fn(&str, &str) -> bool) -> Ablation {
    let file = |path: &str| path.rsplit('/').next().unwrap_or(path).trim_end_matches(".toml").to_owned();
    let names: Vec<String> = Lexicon::english()
        .entries()
        .filter(|entry| chosen(&file(entry.file), entry.kind))
        .map(|entry| format!("\"{}\"", entry.name))
        .collect();
    Ablation { name, lexicon: format!("disable = [{}]\n", names.join(", ")) }
}

fn weights(name: &'static str, sections: &str) -> Ablation {
    Ablation { name, lexicon: format!("kind = \"weights\"\n{sections}") }
}
