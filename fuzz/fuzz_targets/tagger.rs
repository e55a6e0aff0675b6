//! Any text, tagged alone and in a session, answered and redacted.
#![no_main]

use changetalk::{Ask, Context, Redactor, Responder, Scratch, Session, Tag, Tagger};
use changetalk_fuzz::assert_sound;
use libfuzzer_sys::fuzz_target;
use once_cell::sync::Lazy;
use std::cell::RefCell;

static REDACTOR: Lazy<Redactor> = Lazy::new(|| Redactor::english().with_names(["Maria Lopez"]));

thread_local! {
    /// Never cleared: what one text leaves behind must not show in the next.
    static ROOM: RefCell<Scratch> = RefCell::default();
}

fuzz_target!(init: { Tagger::english(); }, |data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let tagger = Tagger::english();
    let tag = tagger.tag_with(&text, &Context::default(), &mut Scratch::new()).to_owned();
    assert_sound(&text, &tag);
    let reused = ROOM.with_borrow_mut(|room| tagger.tag_with(&text, &Context::default(), room).to_owned());
    assert_eq!(tag, reused);
    let json = serde_json::to_string(&tag).expect("a tag can be written");
    assert_eq!(serde_json::from_str::<Tag>(&json).expect("and read"), tag);

    // Every other line is the counsellor's.
    let mut session = Session::builder(tagger).keep_words().build().expect("a session without a target");
    for (index, line) in text.lines().enumerate() {
        if index % 2 == 1 {
            session.counsellor(line);
            continue;
        }
        assert_sound(line, &session.client(line));
        let ideas = Responder::english().suggest(&session, &Ask { count: 8, ..Ask::default() });
        assert!(ideas.suggestions.iter().all(|suggestion| !suggestion.text.contains(['{', '}']) || line.contains(['{', '}'])), "{ideas:?}");
        session.offered(&ideas);
        session.acknowledge();
    }
    session.measures();

    let redacted = REDACTOR.redact(&text);
    let again = REDACTOR.redact(redacted.text());
    assert_eq!(again.text(), redacted.text(), "redacting twice changes {text:?}");
});
