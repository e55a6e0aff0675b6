//! `lexicons/schema.json`, which editors use, says what the loader says.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use changetalk::Lexicon;
use jsonschema::Validator;
use libtest_mimic::Trial;
use serde_json::Value;

use crate::{ensure, trial};

/// The kinds whose entries are words that people say.
const SAYING: [&str; 14] = [
    "stance",
    "direction",
    "operator",
    "idiom",
    "scope",
    "reply",
    "prompt",
    "hint",
    "discord",
    "theme",
    "ruler",
    "counsellor",
    "safety",
    "filler",
];

/// The kinds whose entries are answers.
const ANSWERING: [&str; 2] = ["response", "policy"];

/// The kind whose entries are words to be taken out of texts, or stand around them.
const LISTING: &str = "redaction";

/// Nobody's key and nobody's value, and near to none.
const NONSENSE: &str = "zzqxj";

/// Files that the loader refuses. The schema must refuse them too.
const FAULTY: &[(&str, &str)] = &[
    ("no kind", "[[entry]]\nid = \"a\"\nphrases = [\"x\"]\n"),
    ("unknown kind", "kind = \"verb\"\n[[entry]]\nid = \"a\"\nphrases = [\"x\"]\n"),
    ("no entry", "kind = \"discord\"\n"),
    ("no id", "kind = \"discord\"\n[[entry]]\nphrases = [\"x\"]\n"),
    ("wrong id", "kind = \"discord\"\n[[entry]]\nid = \"My Id\"\nphrases = [\"x\"]\n"),
    ("no phrase", "kind = \"discord\"\n[[entry]]\nid = \"a\"\nphrases = []\n"),
    ("no string", "kind = \"discord\"\n[[entry]]\nid = \"a\"\nphrases = [1]\n"),
    ("wrong character", "kind = \"discord\"\n[[entry]]\nid = \"a\"\nphrases = [\"hey!\"]\n"),
    ("no code", "kind = \"stance\"\n[[entry]]\nid = \"a\"\nphrases = [\"x\"]\n"),
    ("neutral stance", "kind = \"stance\"\ncode = \"need\"\nvalence = \"=\"\n[[entry]]\nid = \"a\"\nphrases = [\"x\"]\n"),
    ("no behaviour", "kind = \"direction\"\ntoward = \"change\"\n[[entry]]\nid = \"a\"\nphrases = [\"x\"]\n"),
    (
        "weak is no string",
        "kind = \"direction\"\ntoward = \"change\"\nbehaviour = \"x\"\nweak = \"yes\"\n[[entry]]\nid = \"a\"\nphrases = [\"x\"]\n",
    ),
    ("a person without a subject", "kind = \"scope\"\nrole = \"person\"\n[[entry]]\nid = \"a\"\nphrases = [\"x\"]\n"),
    ("a hedge with a subject", "kind = \"scope\"\n[[entry]]\nid = \"a\"\nrole = \"hedge\"\nsubject = \"self\"\nphrases = [\"x\"]\n"),
    ("example without a sign", "kind = \"discord\"\n[[entry]]\nid = \"a\"\nphrases = [\"x\"]\nexamples = [\"I want\"]\n"),
    ("neutral example with a code", "kind = \"discord\"\n[[entry]]\nid = \"a\"\nphrases = [\"x\"]\nexamples = [\"=need I want\"]\n"),
    ("alert without a level", "kind = \"discord\"\n[[entry]]\nid = \"a\"\nphrases = [\"x\"]\nalerts = [\"I want to die\"]\n"),
    ("after without a turn", "kind = \"discord\"\n[[entry]]\nid = \"a\"\nphrases = [\"x\"]\nafter = [{ examples = [\"+ Yes\"] }]\n"),
    ("empty set", "kind = \"set\"\n[[entry]]\nid = \"a\"\nwords = []\n"),
    ("contraction without words", "kind = \"contraction\"\n[[entry]]\nid = \"a\"\n"),
    ("short row", "kind = \"inflection\"\n[[entry]]\nid = \"a\"\nverbs = [[\"go\", \"goes\"]]\n"),
    ("wrong change", "kind = \"inflection\"\n[[entry]]\nid = \"noun\"\nrules = [{ ends = \"\", plural = \"s\" }]\n"),
    ("rule without a form", "kind = \"inflection\"\n[[entry]]\nid = \"verb\"\nrules = [{ ends = \"\", third = \"+s\" }]\n"),
    ("theme without a family", "kind = \"theme\"\n[[entry]]\nid = \"a\"\nsays = \"b\"\nphrases = [\"x\"]\n"),
    ("response without texts", "kind = \"response\"\ngives = \"summary\"\n[[entry]]\nid = \"a\"\n"),
    ("response that gives nothing", "kind = \"response\"\n[[entry]]\nid = \"a\"\ntexts = [\"Well.\"]\n"),
    ("unknown state", "kind = \"response\"\ngives = \"summary\"\nstate = \"asleep\"\n[[entry]]\nid = \"a\"\ntexts = [\"Well.\"]\n"),
    ("policy without a reason", "kind = \"policy\"\n[[entry]]\nid = \"a\"\nkinds = []\n"),
    ("a list of nothing", "kind = \"redaction\"\nlist = \"name\"\n[[entry]]\nid = \"a\"\nwords = []\n"),
    ("words of no list", "kind = \"redaction\"\n[[entry]]\nid = \"a\"\nwords = [\"x\"]\n"),
    (
        "a redaction without a result",
        "kind = \"redaction\"\nlist = \"name\"\n[[entry]]\nid = \"a\"\nwords = [\"x\"]\nredacted = [\"X said so\"]\n",
    ),
    ("unknown wording", "kind = \"wording\"\n[[entry]]\nid = \"a\"\nwords = [\"x\"]\n"),
    ("a table that is a list", "kind = \"wording\"\n[[entry]]\nid = \"person\"\nwords = [\"x\"]\n"),
    ("unknown weight", "kind = \"weights\"\n[change]\ndesires = 1.0\n"),
    ("weight out of range", "kind = \"weights\"\n[change]\ndesire = 1000.0\n"),
];

pub(crate) fn trials() -> Vec<Trial> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let schema = match read(&root.join("lexicons/schema.json")) {
        Ok(schema) => Arc::new(schema),
        Err(message) => return vec![trial("schema::is_json", || Err(message))],
    };
    let validator = match jsonschema::draft202012::new(&schema) {
        Ok(validator) => Arc::new(validator),
        Err(error) => return vec![trial("schema::is_a_schema", move || Err(error.to_string()))],
    };
    let mut trials = Vec::new();

    let mut files = Vec::new();
    toml_files(&root.join("lexicons"), &mut files);
    toml_files(&root.join("examples"), &mut files);
    files.sort();
    for path in files {
        let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let validator = Arc::clone(&validator);
        trials.push(trial(format!("schema::accepts::{name}"), move || {
            let text = fs::read_to_string(&path).map_err(|error| error.to_string())?;
            accepted(&validator, &text)
        }));
    }
    trials.push(trial("schema::accepts::the example of lexicons/README.md", {
        let validator = Arc::clone(&validator);
        let path = root.join("lexicons/README.md");
        move || {
            let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
            let block = text.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next());
            accepted(&validator, block.ok_or("no example")?)
        }
    }));
    for &(name, text) in FAULTY {
        let validator = Arc::clone(&validator);
        trials.push(trial(format!("schema::refuses::{name}"), move || {
            ensure(Lexicon::from_files([("faulty.toml", text)]).is_err(), || "the loader accepts it".to_owned())?;
            ensure(accepted(&validator, text).is_err(), || "the schema accepts it".to_owned())
        }));
    }

    for kind in SAYING.into_iter().chain(ANSWERING).chain([LISTING, "contraction", "inflection", "set", "wording"]) {
        let schema = Arc::clone(&schema);
        trials.push(trial(format!("schema::knows_the_keys::{kind}"), move || same_keys(&schema, kind)));
    }
    trials.push(trial("schema::knows_the_kinds", {
        let schema = Arc::clone(&schema);
        move || {
            let told = told("kind = \"zzqxj\"\n", "unknown kind", "one of: ")?;
            same(&told, &names(&schema["properties"]["kind"]["enum"]))
        }
    }));
    trials.push(trial("schema::knows_the_weights", move || {
        let told = told("kind = \"weights\"\n[zzqxj]\nzzqxj = 1\n", "unknown weight", "one of: ")?;
        let sections = schema["$defs"]["weights"]["properties"].as_object().ok_or("no sections")?;
        let named = sections
            .iter()
            .flat_map(|(section, keys)| names(&keys["propertyNames"]["enum"]).into_iter().map(move |name| format!("{section}.{name}")));
        same(&told, &named.collect())
    }));
    trials
}

/// The loader and the schema know the same keys of a kind, and the same values of those that have a fixed list.
fn same_keys(schema: &Value, kind: &str) -> Result<(), String> {
    let keys = names(&schema["$defs"][format!("{kind}_keys")]["enum"]);
    // A person is the scope that has all keys; paradigms have one key that the other entries of their file lack.
    let rest = match kind {
        "scope" => "role = \"person\"\n",
        _ => "",
    };
    let entry = |id: &str, key: &str| format!("kind = \"{kind}\"\n[[entry]]\nid = \"{id}\"\n{rest}{key} = \"{NONSENSE}\"\n");
    let mut known = told(&entry("a", NONSENSE), "unknown key", " takes: ")?;
    if kind == "inflection" {
        known.extend(told(&entry("verb", NONSENSE), "unknown key", " takes: ")?);
    }
    // The loader lets an entry repeat its file's kind; no file should.
    known.remove("kind");
    same(&known, &keys)?;

    if !SAYING.contains(&kind) && !ANSWERING.contains(&kind) && kind != LISTING {
        return Ok(());
    }
    let file = format!("kind = \"{kind}\"\n{NONSENSE} = 1\n[[entry]]\nid = \"a\"\n");
    same(&told(&file, "unknown key", " takes: ")?, &names(&schema["$defs"][kind]["propertyNames"]["enum"]))?;

    for key in &keys {
        // A kind may narrow what other kinds allow. The paradigms are data, so that another room checks their names.
        let places = match (kind, key.as_str()) {
            (_, "inflect") => continue,
            ("scope", "subject") => vec![&schema["$defs"]["person"]],
            _ => {
                let own = &schema["$defs"][kind]["properties"]["entry"]["items"]["properties"][key];
                let own = own["$ref"].as_str().and_then(|path| schema.pointer(path.trim_start_matches('#'))).unwrap_or(own);
                vec![own, &schema["$defs"][key], &schema["$defs"][key]["anyOf"][0]]
            }
        };
        let Some(list) = places.into_iter().find_map(|place| place.get("enum")) else { continue };
        let text =
            if key == "role" { format!("kind = \"{kind}\"\n[[entry]]\nid = \"a\"\nrole = \"{NONSENSE}\"\n") } else { entry("a", key) };
        same(&told(&text, &format!("unknown {key}"), "one of: ")?, &names(list)).map_err(|message| format!("{key}: {message}"))?;
    }
    Ok(())
}

/// The names that the loader offers instead of what a faulty file has.
fn told(text: &str, message: &str, before: &str) -> Result<BTreeSet<String>, String> {
    let error = Lexicon::from_files([("probe.toml", text)]).err().ok_or_else(|| format!("the loader accepts {text:?}"))?;
    let help = error.problems().iter().filter(|problem| problem.message == message).find_map(|problem| problem.help.as_deref());
    let list = help.and_then(|help| help.split_once(before)).ok_or_else(|| format!("no {message:?} of {text:?}: {error}"))?.1;
    Ok(list.split(", ").map(str::to_owned).collect())
}

fn names(list: &Value) -> BTreeSet<String> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn same(loader: &BTreeSet<String>, schema: &BTreeSet<String>) -> Result<(), String> {
    ensure(loader == schema, || format!("the loader has {loader:?}, the schema {schema:?}"))
}

fn accepted(validator: &Validator, text: &str) -> Result<(), String> {
    let value: Value = toml::from_str(text).map_err(|error| error.to_string())?;
    let errors: Vec<String> = validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    ensure(errors.is_empty(), || errors.join("\n"))
}

fn read(path: &Path) -> Result<Value, String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    serde_json::from_str(&text).map_err(|error| error.to_string())
}

fn toml_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            toml_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
}
