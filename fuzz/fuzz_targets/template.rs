//! Templates of answers, and the mirror that gives clients' words back. The first byte chooses which: a text of any kind of answer, or a client's turn.
#![no_main]

use changetalk::{Ask, Responder, ResponseKind, Session, Tagger};
use changetalk_fuzz::BASE_LEXICON;
use libfuzzer_sys::fuzz_target;

const TURNS: [&str; 4] = ["I want to stop drinking.", "I don't want to stop drinking, but I want to stop.", "Maybe a six.", "I see."];

fuzz_target!(
    init: {
        Tagger::english();
        once_cell::sync::Lazy::force(&BASE_LEXICON);
    },
    |data: &[u8]| {
        let Some((&choice, text)) = data.split_first() else { return };
        let Ok(text) = std::str::from_utf8(text) else { return };
        if choice % 2 == 0 { template(choice / 2, text) } else { mirror(text) }
    }
);

fn template(choice: u8, text: &str) {
    let kind = ResponseKind::ALL[choice as usize % ResponseKind::ALL.len()];
    let text = serde_json::to_string(text).expect("a string").replace('\u{7f}', "\\u007f");
    let file = format!("kind = \"response\"\ngives = \"{kind}\"\n[[entry]]\nid = \"own\"\ntexts = [{text}]\n");
    let lexicon = match BASE_LEXICON.extend([("own.toml", file.as_str())]) {
        Ok(lexicon) => lexicon,
        Err(error) => {
            assert!(error.problems().iter().all(|problem| problem.line >= 1 && problem.line <= 6), "{error}");
            return;
        }
    };
    let (tagger, responder) = (Tagger::new(&lexicon), Responder::new(&lexicon));
    let mut session = Session::new(&tagger);
    session.counsellor("How important is it to you to stop, from 0 to 10?");
    for turn in TURNS {
        session.client(turn);
        let ideas = responder.suggest(&session, &Ask { count: 20, ..Ask::default() });
        assert!(ideas.suggestions.iter().all(|suggestion| !suggestion.text.contains(['{', '}'])), "{ideas:?}");
        session.offered(&ideas);
    }
}

fn mirror(text: &str) {
    let mut session = Session::builder(Tagger::english()).keep_words().build().expect("a session without a target");
    for seed in 0..3 {
        session.client(text);
        let ideas = Responder::english().suggest(&session, &Ask { count: 40, seed, ..Ask::default() });
        for suggestion in &ideas.suggestions {
            assert!(!suggestion.text.trim().is_empty(), "{suggestion:?}");
            assert!(!suggestion.text.contains(['\n', '\u{1b}']), "{suggestion:?}");
        }
        session.offered(&ideas);
        session.acknowledge();
    }
}
