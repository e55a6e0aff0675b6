//! What may be said back, over all invented sessions: form, safety, memory, choice.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use changetalk::transcript::{Reader, Speaker, Turn};
use changetalk::{Ask, Ideas, Lexicon, Responder, ResponseForm, ResponseKind, Session, Suggestion, Tagger, Withheld};
use libtest_mimic::Trial;

use crate::{ensure, trial};

/// What no suggestion ever says, whatever the client said.
const NEVER: [&str; 5] = [" you am ", " you was ", " you's ", " your's ", " yourself's "];
/// What no reflection says: it speaks of the client.
const FIRST_PERSON: [&str; 4] = [" i ", " i'm ", " my ", " myself "];

pub(crate) fn trials() -> Vec<Trial> {
    let mut trials: Vec<Trial> = files().into_iter().map(|path| trial(name(&path), move || keeps_its_form(&path))).collect();
    trials.extend([
        trial("suggestions::an_alert_withholds_until_it_is_acknowledged", alert),
        trial("suggestions::in_a_recording_the_next_turns_go_on", recording),
        trial("suggestions::self_harm_is_both_alert_and_change_talk", || {
            let tag = Tagger::english().tag("I want to stop cutting.");
            ensure(tag.safety.iter().any(|alert| alert.level.withholds()) && !tag.findings.is_empty(), || format!("{tag:#?}"))
        }),
        trial("suggestions::the_same_seed_gives_the_same", seeds),
        trial("suggestions::no_stem_twice", stems),
        trial("suggestions::kinds_count_and_exclusions", wishes),
        trial("suggestions::listen", listen),
        trial("suggestions::after_the_counsellor_there_is_nothing_to_answer", || {
            let mut session = Session::new(Tagger::english());
            session.client("I want to stop drinking.");
            session.counsellor("Tell me more.");
            ensure(ideas(&session).withheld == Some(Withheld::Listen), || "it answers the counsellor".to_owned())
        }),
        trial("suggestions::ability_is_never_amplified", amplified),
        trial("suggestions::a_ruler_knows_what_was_scaled", ruler),
        trial("suggestions::an_own_template_is_offered", own_template),
        trial("suggestions::a_template_out_of_form_is_refused", lint),
        trial("suggestions::answers_outlive_what_a_user_switches_off", || {
            let gone = |kind: &str| -> Vec<String> {
                let entries = Lexicon::english().entries().filter(|entry| entry.kind == kind);
                entries.map(|entry| format!("{:?}", entry.name)).collect()
            };
            let file = format!("disable = [{}]", [gone("theme"), gone("direction")].concat().join(", "));
            Lexicon::english().extend([("less.toml", file)]).map(drop).map_err(|error| error.to_string())
        }),
        trial("suggestions::json_there_and_back", || {
            let ideas = answer("I want to stop drinking, but I can't.");
            let json = serde_json::to_string(&ideas).map_err(|error| error.to_string())?;
            let back: Ideas = serde_json::from_str(&json).map_err(|error| error.to_string())?;
            ensure(back == ideas, || json)
        }),
    ]);
    trials
}

fn files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = vec![root.join("corpus/sessions.csv")];
    files.extend(fs::read_dir(root.join("examples/transcripts")).into_iter().flatten().flatten().map(|entry| entry.path()));
    files.retain(|path| path.is_file());
    files.sort();
    files
}

fn name(path: &Path) -> String {
    format!("suggestions::form::{}", path.file_name().unwrap_or_default().to_string_lossy())
}

fn ideas(session: &Session<'_>) -> Ideas {
    Responder::english().suggest(session, &Ask::default())
}

/// To a turn on its own.
fn answer(text: &str) -> Ideas {
    let mut session = Session::new(Tagger::english());
    session.client(text);
    ideas(&session)
}

/// Everything offered over a file keeps the form of its kind.
fn keeps_its_form(path: &Path) -> Result<(), String> {
    let begin = || Session::builder(Tagger::english()).recorded().build().map_err(|error| error.to_string());
    let text = fs::read(path).map_err(|error| error.to_string())?;
    let mut session = begin()?;
    let mut reflections = [0, 0];
    for turn in Reader::new(text.as_slice()).map_err(|error| error.to_string())? {
        let turn: Turn = turn.map_err(|error| error.to_string())?;
        if turn.index == 0 {
            session = begin()?;
        }
        match turn.speaker {
            Speaker::Counsellor => session.counsellor(&turn.text),
            Speaker::Client => {
                let tag = session.client(&turn.text);
                let ideas = ideas(&session);
                session.offered(&ideas);
                let alarmed = tag.safety.iter().any(|alert| alert.level.withholds());
                ensure(alarmed == (ideas.withheld == Some(Withheld::Safety)), || format!("{:?}", turn.text))?;
                ensure(ideas.withheld.is_some() == ideas.suggestions.is_empty(), || format!("{ideas:?}"))?;
                for suggestion in &ideas.suggestions {
                    form(&turn.text, suggestion).map_err(|fault| format!("{fault}: {:?} to {:?}", suggestion.text, turn.text))?;
                    reflections[0] += usize::from(suggestion.kind == ResponseKind::SimpleReflection);
                    reflections[1] += usize::from(suggestion.kind == ResponseKind::ComplexReflection);
                }
            }
            Speaker::Other => {}
        }
    }
    let [simple, complex] = reflections;
    ensure(simple + complex < 20 || complex >= simple, || format!("{simple} simple and {complex} complex reflections"))
}

fn form(heard: &str, suggestion: &Suggestion) -> Result<(), String> {
    let text = &suggestion.text;
    let words = text.split_whitespace().count();
    let questions = text.matches('?').count();
    let most = match suggestion.kind {
        kind if kind.is_reflection() => 30.min(heard.split_whitespace().count() + 12),
        ResponseKind::Affirmation | ResponseKind::OpenQuestion => 25,
        _ => 80,
    };
    ensure(words <= most, || format!("{words} words"))?;
    ensure(questions <= if suggestion.kind == ResponseKind::Information { 2 } else { 1 }, || "too many questions".to_owned())?;
    if suggestion.kind.is_reflection() {
        ensure(questions == 0 && text.ends_with('.'), || "no statement".to_owned())?;
    }
    if suggestion.form == Some(ResponseForm::DoubleSided) {
        ensure(!text.contains(", but "), || "it takes back what it gives".to_owned())?;
    }
    ensure(text.starts_with(char::is_uppercase), || "no capital".to_owned())?;
    let spaced = format!(" {} ", text.to_lowercase().replace(['.', ',', '?'], " "));
    ensure(!NEVER.iter().any(|never| spaced.contains(never)), || "a person not turned".to_owned())?;
    let own = suggestion.kind.is_reflection() && FIRST_PERSON.iter().any(|first| spaced.contains(first));
    ensure(!own, || "the counsellor speaks of themselves".to_owned())?;
    ensure(!text.contains(['{', '}', '!']) && !text.contains("  "), || "raw".to_owned())?;
    ensure(!suggestion.because.is_empty() && suggestion.template.contains('#'), || "no reason".to_owned())
}

fn alert() -> Result<(), String> {
    let mut session = Session::new(Tagger::english());
    session.client("I don't want to live any more.");
    let first = ideas(&session);
    ensure(first.withheld == Some(Withheld::Safety) && first.because.iter().any(|notice| notice.contains("suicide")), || {
        format!("{first:?}")
    })?;
    session.counsellor("Tell me about your drinking.");
    session.client("I want to stop drinking.");
    ensure(session.is_alarmed() && ideas(&session).withheld == Some(Withheld::Safety), || "the alert is forgotten".to_owned())?;
    session.acknowledge();
    ensure(!session.is_alarmed() && ideas(&session).withheld.is_none(), || "it goes on withholding".to_owned())
}

fn recording() -> Result<(), String> {
    let mut session = Session::builder(Tagger::english()).recorded().build().map_err(|error| error.to_string())?;
    session.client("I don't want to live any more.");
    ensure(ideas(&session).withheld == Some(Withheld::Safety), || "it answers an alert".to_owned())?;
    session.client("I want to stop drinking.");
    ensure(ideas(&session).withheld.is_none(), || "it goes on withholding".to_owned())
}

fn seeds() -> Result<(), String> {
    let mut session = Session::new(Tagger::english());
    session.client("I live with my sister and her two kids in a flat by the park.");
    let with = |seed| Responder::english().suggest(&session, &Ask { seed, ..Ask::default() });
    ensure(with(7) == with(7), || "the same seed gives something else".to_owned())?;
    let first: BTreeSet<String> = (0..20).flat_map(|seed| with(seed).suggestions).map(|suggestion| suggestion.text).collect();
    ensure(first.len() > 4, || format!("other seeds give nothing else: {first:?}"))
}

fn stems() -> Result<(), String> {
    let mut session = Session::new(Tagger::english());
    let mut seen = BTreeSet::new();
    for _ in 0..8 {
        session.counsellor("And drinking?");
        session.client("I want to stop drinking.");
        let ideas = ideas(&session);
        session.offered(&ideas);
        for suggestion in ideas.suggestions {
            let stem = suggestion.text.split_whitespace().take(3).collect::<Vec<_>>().join(" ").to_lowercase();
            ensure(seen.insert(stem.clone()), || format!("{stem:?} comes twice"))?;
        }
    }
    Ok(())
}

fn wishes() -> Result<(), String> {
    let mut session = Session::new(Tagger::english());
    session.client("I want to stop drinking, it's ruining my sleep.");
    let ask = |ask: Ask| Responder::english().suggest(&session, &ask).suggestions;
    let questions = ask(Ask { kinds: vec![ResponseKind::OpenQuestion], count: 5, ..Ask::default() });
    ensure(questions.len() == 5 && questions.iter().all(|suggestion| suggestion.kind == ResponseKind::OpenQuestion), || {
        format!("{questions:?}")
    })?;
    let best = ask(Ask { count: 1, ..Ask::default() });
    let without: Vec<String> = best.iter().map(|suggestion| suggestion.template.clone()).collect();
    let other = ask(Ask { count: 1, without, ..Ask::default() });
    ensure(!other.is_empty() && other != best, || format!("{other:?}"))?;
    let balance = ask(Ask { kinds: vec![ResponseKind::DecisionalBalance], ..Ask::default() });
    ensure(!balance.is_empty() && balance.iter().all(|suggestion| suggestion.kind == ResponseKind::DecisionalBalance), || {
        format!("{balance:?}")
    })
}

fn listen() -> Result<(), String> {
    for text in ["Mm-hmm.", "Yeah.", "And then my brother--", "", "[laughs]", "Okay."] {
        let mut session = Session::new(Tagger::english());
        session.counsellor("It was a hard year for you.");
        session.client(text);
        let ideas = ideas(&session);
        ensure(ideas.withheld == Some(Withheld::Listen) && ideas.suggestions.is_empty(), || format!("{text:?}: {ideas:?}"))?;
    }
    Ok(())
}

fn amplified() -> Result<(), String> {
    let all = |text: &str| {
        let mut session = Session::new(Tagger::english());
        session.client(text);
        Responder::english().suggest(&session, &Ask { count: 200, ..Ask::default() }).suggestions
    };
    let has = |text: &str| all(text).iter().any(|suggestion| suggestion.form == Some(ResponseForm::Amplified));
    ensure(has("I don't want to quit smoking."), || "desire is not amplified either".to_owned())?;
    for text in ["I just can't quit smoking.", "There's no point, I'll never manage to stop drinking."] {
        ensure(!has(text), || format!("{text:?}: {:?}", all(text)))?;
    }
    Ok(())
}

fn ruler() -> Result<(), String> {
    for (scale, number, holds, lacks) in
        [("important", "Maybe a six.", "6", "10"), ("confident", "8 out of 10", "8", "10"), ("ready", "A zero, I'd say.", "", "-")]
    {
        let mut session = Session::new(Tagger::english());
        session.counsellor(&format!("On a scale from 0 to 10, how {scale} are you, or is it to you?"));
        session.client(number);
        let ideas = ideas(&session);
        let first = ideas.suggestions.first().ok_or("nothing to a number")?;
        ensure(first.kind == ResponseKind::RulerFollowUp, || format!("{ideas:?}"))?;
        for suggestion in ideas.suggestions.iter().filter(|suggestion| suggestion.kind == ResponseKind::RulerFollowUp) {
            ensure(!suggestion.text.contains(lacks), || format!("{suggestion:?}"))?;
        }
        ensure(ideas.suggestions.iter().any(|suggestion| suggestion.text.contains(holds)), || format!("{ideas:?}"))?;
    }
    Ok(())
}

const OWN: &str = r#"
kind = "response"
gives = "open_question"

[[entry]]
id = "kayak"
theme = ["feeling.stuck"]
texts = ["What happened the last time you were out in the kayak?"]
fits = ["I feel stuck."]
"#;

fn own_template() -> Result<(), String> {
    let lexicon = Lexicon::english().extend([("own.toml", OWN)]).map_err(|error| error.to_string())?;
    let tagger = Tagger::new(&lexicon);
    let mut session = Session::new(&tagger);
    session.client("I feel so stuck with all of it.");
    let ideas = Responder::new(&lexicon).suggest(&session, &Ask { count: 30, ..Ask::default() });
    ensure(ideas.suggestions.iter().any(|suggestion| suggestion.template == "own.kayak#1"), || format!("{ideas:?}"))
}

/// Each is refused for the reason that stands beside it.
fn lint() -> Result<(), String> {
    let faulty = [
        ("complex_reflection", "Are you worried?", "statement"),
        ("complex_reflection", "You should stop.", "`should`"),
        ("open_question", "Do you want to stop?", "not open"),
        ("open_question", "You want to stop.", "asks"),
        ("affirmation", "Great!", "statement"),
        ("summary", "you want {this}.", "unknown slot"),
        ("summary", "You want {clause.", "not closed"),
        ("plan", "What first? What then?", "asks 2"),
    ];
    for (gives, text, reason) in faulty {
        let file = format!("kind = \"response\"\ngives = \"{gives}\"\n[[entry]]\nid = \"a\"\ntexts = [\"{text}\"]\n");
        let error = Lexicon::english().extend([("own.toml", file)]).err().ok_or_else(|| format!("{text:?} is accepted"))?;
        ensure(error.problems().iter().any(|problem| problem.message.contains(reason) && problem.line == 5), || {
            format!("{text:?}: {error}")
        })?;
    }
    Ok(())
}
