//! A session that is put away and taken up after each turn is the one that never was.

use changetalk::{Ask, Responder, SavedSession, Session, Tagger};
use proptest::prelude::*;

use crate::cases;
use crate::sound;
use crate::texts::{anything, sentence};

fn turn() -> impl Strategy<Value = (u8, String)> {
    (0u8..5, prop_oneof![anything(), sentence().prop_map(str::to_owned), sentence().prop_map(|text| format!("{text}--"))])
}

proptest! {
    #![proptest_config(cases(120))]

    #[test]
    fn a_break_changes_nothing(turns in prop::collection::vec(turn(), 1..8), words: bool) {
        let (mut whole, mut broken) = (begin(words), begin(words));
        for (who, text) in &turns {
            match who {
                0 => {
                    whole.other();
                    broken.other();
                }
                1 | 2 => {
                    whole.counsellor(text);
                    broken.counsellor(text);
                }
                _ => {
                    let tag = whole.client(text);
                    prop_assert_eq!(&broken.client(text), &tag);
                    sound::check(text, &tag)?;
                }
            }
            broken = there_and_back(&broken)?;
            let ask = Ask { seed: u64::from(*who), ..Ask::default() };
            let ideas = Responder::english().suggest(&whole, &ask);
            prop_assert_eq!(&Responder::english().suggest(&broken, &ask), &ideas);
            whole.offered(&ideas);
            broken.offered(&ideas);
            if *who == 3 {
                whole.acknowledge();
                broken.acknowledge();
            }
        }
        prop_assert_eq!(whole.measures(), broken.measures());
        prop_assert_eq!(whole.ledger(), broken.ledger());
        prop_assert_eq!(whole.alerts(), broken.alerts());
    }

    #[test]
    fn what_is_suggested_is_whole(text in anything(), seed: u64) {
        let mut session = begin(false);
        session.client(&text);
        let ideas = Responder::english().suggest(&session, &Ask { count: 10, seed, ..Ask::default() });
        prop_assert!(ideas.withheld.is_none() || ideas.suggestions.is_empty());
        for suggestion in &ideas.suggestions {
            // No slot is left open, and no control character of the client's comes back.
            prop_assert!(!suggestion.text.contains(['{', '}']) && !suggestion.text.chars().any(char::is_control), "{:?}", suggestion);
            prop_assert!(suggestion.text.ends_with(['.', '?']), "{:?}", suggestion);
        }
    }
}

fn begin(words: bool) -> Session<'static> {
    let builder = Session::builder(Tagger::english());
    if words { builder.keep_words() } else { builder }.build().unwrap()
}

fn there_and_back(session: &Session<'_>) -> Result<Session<'static>, TestCaseError> {
    let json = serde_json::to_string(&session.save()).unwrap();
    let back = serde_json::from_str::<SavedSession>(&json).unwrap().resume(Tagger::english()).unwrap();
    prop_assert_eq!(serde_json::to_string(&back.save()).unwrap(), json);
    Ok(back)
}
