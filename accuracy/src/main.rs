//! Writes `ACCURACY.md`: measures with the `changetalk` command and fills `accuracy/page.md`.
//!
//! `cargo run --release -p changetalk-accuracy -- DATA`, where DATA is a folder with `annomi-dev.csv`, `annomi-check.csv` (parts of AnnoMI)
//! and `misc-examples-dev.tsv` (worked examples), none of which is part of this project.

mod ablation;
mod agreement;
mod command;
mod manner;
mod safety;

use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use minijinja::{Environment, Value as Shown, context};
use serde_json::{Map, Value};

use command::Changetalk;

type Outcome<T> = Result<T, Box<dyn Error>>;

const LABEL: &str = "client_talk_type";

fn main() -> ExitCode {
    let result = match std::env::args_os().nth(1) {
        Some(data) => run(Path::new(&data)),
        None => Err("usage: accuracy DATA, a folder with annomi-dev.csv, annomi-check.csv and misc-examples-dev.tsv".into()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "accuracy: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(data: &Path) -> Outcome<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let changetalk = Changetalk::build(&root)?;
    let by_hand = root.join("lexicons/weights_by_hand.toml");
    let sets = sets(data, &root);
    for set in &sets {
        if !set.file.is_file() {
            return Err(format!("{} is not there", set.file.display()).into());
        }
    }

    let mut figures = Map::new();
    for set in &sets {
        let mut shown = Map::new();
        shown.insert("fitted".to_owned(), changetalk.evaluate(set, &[])?);
        shown.insert("by_hand".to_owned(), changetalk.evaluate(set, &[&by_hand])?);
        figures.insert(set.name.to_owned(), Value::Object(shown));
    }
    let fit = changetalk.fit(&[&data.join("annomi-dev.csv")], &by_hand)?;
    let fit_both = changetalk.fit(&[&data.join("annomi-dev.csv"), &root.join("corpus/sessions.csv")], &by_hand)?;

    let folder = tempfile::tempdir()?;
    let mut ablations = Vec::new();
    for ablation in ablation::all() {
        let file = folder.path().join("ablation.toml");
        std::fs::write(&file, &ablation.lexicon)?;
        let scores = ablation::SETS.iter().map(|name| {
            let set = sets.iter().find(|set| set.name == *name).ok_or("an ablation names a set that is not there")?;
            changetalk.evaluate(set, &[&file])
        });
        let scores = scores.collect::<Outcome<Vec<Value>>>()?;
        ablations.push(context! { name => ablation.name, scores });
    }

    let targeted = changetalk.evaluate_with(&sets[SESSIONS_KEPT], &[], &["--target-column", "target"])?;
    let agreement = agreement::between(&[root.join("corpus/sessions.csv"), root.join("corpus/sessions-kept.csv")])?;
    let seeking_help = changetalk.evaluate_only(&sets[SESSIONS_KEPT], "target", "seeking_help", folder.path())?;

    let screened = context! {
        developed => safety::screened(&changetalk, &root.join("corpus/safety.tsv"))?,
        kept => safety::screened(&changetalk, &root.join("corpus/safety-kept.tsv"))?,
        dev => safety::alarms(&changetalk, &data.join("annomi-dev.csv"))?,
        check => safety::alarms(&changetalk, &data.join("annomi-check.csv"))?,
        sessions_kept => safety::alarms(&changetalk, &root.join("corpus/sessions-kept.csv"))?,
    };

    let manner = context! {
        dev => manner::told(&changetalk, &data.join("annomi-dev.csv"))?,
        check => manner::told(&changetalk, &data.join("annomi-check.csv"))?,
    };

    let mut pages = Environment::new();
    pages.add_filter("f3", |value: f64| format!("{value:.3}").trim_start_matches('0').to_owned());
    pages.add_filter("percent", |value: f64| format!("{:.1} %", 100.0 * value));
    let source = std::fs::read_to_string(root.join("accuracy/page.md"))?;
    pages.add_template("page", &source)?;
    let page = pages.get_template("page")?.render(context! {
        screened, manner,
        sets => Shown::from_serialize(&figures),
        fit, fit_both, ablations, targeted, agreement, seeking_help,
    })?;
    let mut file = tempfile::NamedTempFile::new_in(&root)?;
    file.write_all(page.as_bytes())?;
    file.write_all(b"\n")?;
    file.persist(root.join("ACCURACY.md"))?;
    Ok(())
}

/// A labelled file and how to read it.
pub(crate) struct Set {
    pub(crate) name: &'static str,
    pub(crate) file: PathBuf,
    pub(crate) options: &'static [&'static str],
}

const SESSIONS_KEPT: usize = 4;

fn sets(data: &Path, root: &Path) -> Vec<Set> {
    let talk: &[&str] = &["--label-column", LABEL];
    let coded: &[&str] = &["--label-column", LABEL, "--code-column", "code"];
    let manual: &[&str] = &["--label-column", "valence", "--context-column", "therapist_context", "--code-column", "category"];
    vec![
        Set { name: "dev", file: data.join("annomi-dev.csv"), options: talk },
        Set { name: "check", file: data.join("annomi-check.csv"), options: talk },
        Set { name: "manual", file: data.join("misc-examples-dev.tsv"), options: manual },
        Set { name: "sessions", file: root.join("corpus/sessions.csv"), options: coded },
        Set { name: "sessions_kept", file: root.join("corpus/sessions-kept.csv"), options: coded },
        Set { name: "pairs", file: root.join("corpus/pairs.tsv"), options: &["--label-column", "talk"] },
        Set { name: "pairs_kept", file: root.join("corpus/pairs-kept.tsv"), options: &["--label-column", "talk"] },
        Set { name: "help_kept", file: root.join("corpus/help-seeking-kept.csv"), options: talk },
    ]
}
