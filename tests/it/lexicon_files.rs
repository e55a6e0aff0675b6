//! Lexicon files of users: what they can do, and what is said of a faulty one.

use changetalk::{Lexicon, Tagger, Talk};
use libtest_mimic::Trial;

use crate::{ensure, trial};

/// A name, a faulty file, the line of each of its problems, and words of the message or help.
type Faulty = (&'static str, &'static str, &'static [(usize, &'static str)]);

const FAULTY: &[Faulty] = &[
    ("unknown kind", "kind = \"stanse\"\n[[entry]]\nid = \"a\"\n", &[(1, "did you mean `stance`")]),
    ("no kind", "[[entry]]\nid = \"a\"\n", &[(1, "no kind")]),
    ("unknown key", "kind = \"discord\"\n[[entry]]\nid = \"a\"\nphrasess = [\"x\"]\n", &[(3, "no phrase"), (4, "did you mean `phrases`")]),
    (
        "unknown code",
        "kind = \"stance\"\ncode = \"desir\"\n[[entry]]\nid = \"a\"\nphrases = [\"xyzzy\"]\n",
        &[(2, "did you mean `desire`")],
    ),
    ("unknown set", "kind = \"discord\"\n[[entry]]\nid = \"a\"\nphrases = [\"my <relatve>\"]\n", &[(4, "no set")]),
    ("empty phrase", "kind = \"discord\"\n[[entry]]\nid = \"a\"\nphrases = [\"\"]\n", &[(4, "empty")]),
    ("open parenthesis", "kind = \"discord\"\n[[entry]]\nid = \"a\"\nphrases = [\"oh (my\"]\n", &[(4, "`(` without `)`")]),
    (
        "too many readings",
        "kind = \"discord\"\n[[entry]]\nid = \"a\"\nphrases = [\"a? b? c? d? e? f? g? h? i? j? k? l? m? n? p? q? o\"]\n",
        &[(4, "more than")],
    ),
    ("no id", "kind = \"discord\"\n[[entry]]\nphrases = [\"x\"]\n", &[(2, "no id")]),
    (
        "id twice",
        "kind = \"discord\"\n[[entry]]\nid = \"a\"\nphrases = [\"x\"]\n[[entry]]\nid = \"a\"\nphrases = [\"y\"]\n",
        &[(6, "given twice")],
    ),
    (
        "bad example",
        "kind = \"discord\"\n[[entry]]\nid = \"a\"\nphrases = [\"x\"]\nexamples = [\"I want\"]\n",
        &[(5, "begins with a sign")],
    ),
    ("not TOML", "kind = \"discord\n", &[(1, "TOML")]),
    (
        "clash with a built-in entry",
        "kind = \"stance\"\ncode = \"desire\"\n[[entry]]\nid = \"a\"\nphrases = [\"want\"]\nvalence = \"-\"\n",
        &[(5, "share a phrase")],
    ),
    ("unknown entry switched off", "disable = [\"desire.wantt\"]\n", &[(1, "did you mean `desire.want`")]),
    (
        "an example that does not hold",
        "kind = \"idiom\"\n[[entry]]\nid = \"a\"\nvalence = \"+\"\nphrases = [\"zig the zag\"]\nexamples = [\"- I'll zig the zag\"]\n",
        &[(6, "does not hold")],
    ),
    (
        "several at once",
        "kind = \"idiom\"\n[[entry]]\nid = \"A\"\nvalence = \"x\"\nphrases = [\"\"]\ncolour = 1\n",
        &[(3, "lower-case"), (4, "unknown valence"), (5, "empty"), (6, "unknown key")],
    ),
];

pub(crate) fn trials() -> Vec<Trial> {
    let mut trials: Vec<Trial> = FAULTY
        .iter()
        .map(|&(name, text, expected)| {
            trial(format!("lexicon_files::faulty::{name}"), move || {
                let error = Lexicon::english().extend([("mine.toml", text)]).err().ok_or("it was accepted")?;
                ensure(error.is_lexicon(), || error.to_string())?;
                for &(line, words) in expected {
                    let found = error
                        .problems()
                        .iter()
                        .any(|problem| problem.line == line && problem.file == "mine.toml" && problem.to_string().contains(words));
                    ensure(found, || format!("no problem on line {line} with {words:?}:\n{error}"))?;
                }
                Ok(())
            })
        })
        .collect();
    trials.push(trial("lexicon_files::a_user_adds_a_behaviour", || {
        let own = "kind = \"direction\"\nbehaviour = \"nail_biting\"\ntoward = \"status_quo\"\ninflect = \"verb\"\n[[entry]]\nid = \"bite\"\nphrases = [\"bite <my>? nails\"]\n";
        let lexicon = Lexicon::english().extend([("nails.toml", own)]).map_err(|error| error.to_string())?;
        let tag = Tagger::new(&lexicon).tag("I really want to stop biting my nails");
        ensure(tag.talk == Talk::Change && lexicon.behaviours().any(|name| name == "nail_biting"), || format!("{tag:#?}"))
    }));
    trials.push(trial("lexicon_files::a_user_switches_an_entry_off", || {
        let lexicon = Lexicon::english().extend([("mine.toml", "disable = [\"desire.want\"]\n")]).map_err(|error| error.to_string())?;
        let tag = Tagger::new(&lexicon).tag("I want to stop drinking");
        ensure(tag.findings.iter().all(|finding| finding.entry != "desire.want"), || format!("{tag:#?}"))
    }));
    trials.push(trial("lexicon_files::a_user_replaces_an_entry", || {
        let own = "kind = \"stance\"\ncode = \"desire\"\n[[entry]]\nid = \"yearn\"\nreplaces = \"desire.want\"\ninflect = \"verb\"\nphrases = [\"want\"]\nstrength = \"high\"\n";
        let lexicon = Lexicon::english().extend([("mine.toml", own)]).map_err(|error| error.to_string())?;
        let tag = Tagger::new(&lexicon).tag("I want to stop drinking");
        ensure(tag.findings.first().is_some_and(|finding| finding.entry == "mine.yearn"), || format!("{tag:#?}"))
    }));
    trials.push(trial("lexicon_files::ids_are_unique", || {
        let mut names: Vec<&str> = Lexicon::english().entries().map(|entry| entry.name).collect();
        names.sort_unstable();
        let twice = names.windows(2).find(|pair| pair[0] == pair[1]);
        ensure(twice.is_none(), || format!("{twice:?}"))
    }));
    trials
}
