//! Saved sessions, whole and damaged, and sessions of any turns with a break after each.
#![no_main]

use changetalk::{Ask, Responder, SavedSession, Session, Tagger};
use changetalk_fuzz::assert_sound;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(init: { Tagger::english(); }, |data: &[u8]| {
    if data.starts_with(b"{") { resume(data) } else { live(&String::from_utf8_lossy(data)) }
});

/// What somebody has changed in a saved session is refused, or goes on without harm.
fn resume(data: &[u8]) {
    let Ok(mut json) = serde_json::from_slice::<Value>(data) else { return };
    // The lexicon grows, and the seeds are to stay good.
    if let Some(fingerprint) = json.get_mut("lexicon") {
        *fingerprint = Value::from(Tagger::english().lexicon().fingerprint());
    }
    let Ok(saved) = serde_json::from_value::<SavedSession>(json) else { return };
    if let Ok(session) = saved.clone().retag(Tagger::english()) {
        session.measures();
    }
    match saved.resume(Tagger::english()) {
        Ok(session) => go_on(session),
        Err(error) => assert!(error.is_damaged() || error.is_unknown_target(), "{error}"),
    }
}

fn go_on(mut session: Session<'_>) {
    Responder::english().suggest(&session, &Ask::default());
    session.counsellor("On a scale from 0 to 10, how ready are you to stop drinking?");
    for turn in ["Maybe a six, but I can't handle the cravings.", "I'm going to-", "stop on Monday."] {
        assert_sound(turn, &session.client(turn));
        let ideas = Responder::english().suggest(&session, &Ask::default());
        session.offered(&ideas);
    }
    session.other();
    let _ = serde_json::to_string(&session.measures()).expect("measures can be written");
    let _ = serde_json::to_string(&session.ledger()).expect("a ledger can be written");
    there_and_back(&session);
}

/// Turns a line each; `C`, `T` and `O` before them say who speaks.
fn live(text: &str) {
    let tagger = Tagger::english();
    let mut whole = Session::builder(tagger).keep_words().build().expect("a session without a target");
    let mut broken = Session::builder(tagger).keep_words().build().expect("a session without a target");
    for line in text.lines() {
        let (who, said) = line.split_at(line.chars().next().map_or(0, char::len_utf8));
        match who {
            "T" => {
                whole.counsellor(said);
                broken.counsellor(said);
            }
            "O" => {
                whole.other();
                broken.other();
            }
            _ => assert_eq!(whole.client(said), broken.client(said), "{said:?}"),
        }
        broken = there_and_back(&broken);
        let ask = Ask::default();
        assert_eq!(Responder::english().suggest(&whole, &ask), Responder::english().suggest(&broken, &ask), "{said:?}");
    }
    assert_eq!(whole.measures(), broken.measures());
    assert_eq!(whole.ledger(), broken.ledger());
}

fn there_and_back(session: &Session<'_>) -> Session<'static> {
    let json = serde_json::to_string(&session.save()).expect("a session can be written");
    let saved: SavedSession = serde_json::from_str(&json).expect("what was written can be read");
    let back = saved.resume(Tagger::english()).expect("what was saved can be resumed");
    assert_eq!(serde_json::to_string(&back.save()).expect("a session can be written"), json);
    back
}
