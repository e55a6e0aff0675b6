//! A session that was saved and resumed goes on as one that never was; a damaged one is refused.

use std::path::Path;

use changetalk::transcript::{Reader, Speaker, Turn};
use changetalk::{Ask, Ideas, Lexicon, Responder, SavedSession, Session, Tag, Tagger, Target};
use libtest_mimic::Trial;

use crate::{ensure, trial};

/// Sessions of the corpus that are followed.
const SESSIONS: usize = 12;

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("saved::a_break_changes_nothing", a_break_changes_nothing),
        trial("saved::an_alert_waits_across_a_break", an_alert_waits),
        trial("saved::a_question_waits_across_a_break", a_question_waits),
        trial("saved::every_cut_is_refused", every_cut_is_refused),
        trial("saved::damage_is_refused", damage_is_refused),
        trial("saved::another_lexicon_is_told", another_lexicon),
        trial("saved::words_are_read_again", words_are_read_again),
        trial("saved::words_are_kept_only_on_request", only_on_request),
    ]
}

fn turns() -> Result<Vec<Turn>, String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/sessions.csv");
    let file = std::fs::read(path).map_err(|error| error.to_string())?;
    let mut turns = Vec::new();
    let mut sessions = 0;
    for turn in Reader::new(file.as_slice()).map_err(|error| error.to_string())? {
        let turn: Turn = turn.map_err(|error| error.to_string())?;
        sessions += usize::from(turn.index == 0);
        if sessions > SESSIONS {
            break;
        }
        turns.push(turn);
    }
    Ok(turns)
}

fn begin(words: bool) -> Result<Session<'static>, String> {
    let builder = Session::builder(Tagger::english()).target(Target::new(Tagger::english().lexicon().behaviours().map(str::to_owned)));
    if words { builder.keep_words() } else { builder }.build().map_err(|error| error.to_string())
}

fn there_and_back(session: &Session<'_>) -> Result<Session<'static>, String> {
    let json = serde_json::to_string(&session.save()).map_err(|error| error.to_string())?;
    let saved: SavedSession = serde_json::from_str(&json).map_err(|error| error.to_string())?;
    let session = saved.resume(Tagger::english()).map_err(|error| error.to_string())?;
    let again = serde_json::to_string(&session.save()).map_err(|error| error.to_string())?;
    ensure(again == json, || format!("{json}\n{again}"))?;
    Ok(session)
}

fn feed(session: &mut Session<'_>, turn: &Turn) -> Option<(Tag, Ideas)> {
    match turn.speaker {
        Speaker::Client => {
            let tag = session.client(&turn.text);
            Some((tag, Responder::english().suggest(session, &Ask::default())))
        }
        Speaker::Counsellor => {
            session.counsellor(&turn.text);
            None
        }
        Speaker::Other => {
            session.other();
            None
        }
    }
}

fn a_break_changes_nothing() -> Result<(), String> {
    let (mut whole, mut broken) = (begin(true)?, begin(true)?);
    for turn in turns()? {
        if turn.index == 0 {
            (whole, broken) = (begin(true)?, begin(true)?);
        }
        let (before, after) = (feed(&mut whole, &turn), feed(&mut broken, &turn));
        ensure(before == after, || format!("{:?}: {before:?} is not {after:?}", turn.text))?;
        broken = there_and_back(&broken)?;
        if let Some((_, ideas)) = before {
            // The last turn can be answered after a break too.
            let again = Responder::english().suggest(&broken, &Ask::default());
            ensure(again == ideas, || format!("{:?}: {again:?} is not {ideas:?}", turn.text))?;
            whole.offered(&ideas);
            broken.offered(&ideas);
        }
        if turn.index % 7 == 3 {
            whole.acknowledge();
            broken.acknowledge();
        }
    }
    ensure(whole.measures() == broken.measures() && whole.ledger() == broken.ledger(), || "measures".to_owned())
}

/// "Are you …?", a break, "Yes".
fn a_question_waits() -> Result<(), String> {
    let mut session = begin(false)?;
    session.counsellor("Are you thinking of killing yourself?");
    let mut session = there_and_back(&session)?;
    let alerted = session.client("Yes.").safety;
    ensure(alerted.len() == 1, || format!("there are {} alerts", alerted.len()))?;
    // It was answered: the next yes is to something else.
    session.counsellor("What has been going on this week?");
    let alerted = session.client("Yes, well, the usual.").safety;
    ensure(alerted.is_empty(), || "the question was asked only once".to_owned())
}

fn an_alert_waits() -> Result<(), String> {
    let mut session = begin(false)?;
    session.client("I don't want to live any more.");
    let session = there_and_back(&session)?;
    ensure(session.is_alarmed() && session.alerts().len() == 1, || "the alert was lost".to_owned())
}

/// A rich session: numbers, an alert, discord, both sides.
fn rich() -> Result<String, String> {
    let mut session = begin(true)?;
    session.counsellor("On a scale from 0 to 10, how ready are you to stop drinking?");
    session.client("Maybe a five. I want to, but it relaxes me. My family means everything to me.");
    session.counsellor("You need to stop.");
    session.client("Stop telling me what to do. Sometimes I don't want to live any more.");
    session.counsellor("Do you want to cut down?");
    session.client("Yeah.");
    session.client("I'll call them, I-I want to—");
    session.counsellor("Mm-hmm.");
    serde_json::to_string(&session.save()).map_err(|error| error.to_string())
}

fn every_cut_is_refused() -> Result<(), String> {
    let json = rich()?;
    for cut in (0..json.len()).filter(|&cut| json.is_char_boundary(cut)) {
        ensure(serde_json::from_str::<SavedSession>(&json[..cut]).is_err(), || format!("the first {cut} bytes were taken for all"))?;
    }
    Ok(())
}

/// Whatever byte is another one: it is refused, or it is the same session written otherwise.
fn damage_is_refused() -> Result<(), String> {
    let json = rich()?;
    let bytes = json.as_bytes();
    let (mut unread, mut refused) = (0, 0);
    for at in 0..bytes.len() {
        let others = [b'0', b'9', b'-', b'"', b' ', b'e', bytes[at] ^ 1, bytes[at] ^ 0x20, bytes[at].wrapping_add(1)];
        for byte in others.into_iter().filter(|&byte| byte != bytes[at]) {
            let mut damaged = bytes.to_vec();
            damaged[at] = byte;
            let Ok(saved) = serde_json::from_slice::<SavedSession>(&damaged) else {
                unread += 1;
                continue;
            };
            match saved.clone().resume(Tagger::english()) {
                Err(error) => {
                    refused += 1;
                    ensure(error.is_damaged() || error.is_other_lexicon(), || format!("byte {at}: {error}"))?;
                }
                Ok(session) => {
                    let again = serde_json::to_string(&session.save()).map_err(|error| error.to_string())?;
                    ensure(again == json, || format!("byte {at} as {:?}: {again}", char::from(byte)))?;
                }
            }
        }
    }
    ensure(unread > 0 && refused > 0, || format!("{unread} could not be read and {refused} were refused"))
}

fn another_lexicon() -> Result<(), String> {
    let own = "kind = \"idiom\"\n[[entry]]\nid = \"carousel\"\ncode = \"commitment\"\nvalence = \"+\"\nphrases = [\"off the carousel\"]\n";
    let lexicon = Lexicon::english().extend([("own.toml", own)]).map_err(|error| error.to_string())?;
    let (tagger, saved) = (Tagger::new(&lexicon), begin(false)?.save());
    let Err(error) = saved.clone().resume(&tagger) else { return Err("it was resumed".to_owned()) };
    ensure(error.is_other_lexicon() && error.to_string().contains(lexicon.fingerprint()), || error.to_string())?;
    let Err(error) = saved.retag(&tagger) else { return Err("it has no words to tag".to_owned()) };
    ensure(error.is_without_words(), || error.to_string())?;

    let mut session = begin(true)?;
    session.client("I'm off the carousel.");
    let again = session.save().retag(&tagger).map_err(|error| error.to_string())?;
    ensure(again.measures().turns.change == 1 && session.measures().turns.change == 0, || format!("{:?}", again.measures()))
}

fn words_are_read_again() -> Result<(), String> {
    let mut session = begin(true)?;
    for turn in turns()?.iter().take_while(|turn| turn.session == "1") {
        feed(&mut session, turn);
    }
    let again = session.save().retag(Tagger::english()).map_err(|error| error.to_string())?;
    ensure(again.measures() == session.measures() && again.ledger() == session.ledger(), || "read otherwise".to_owned())
}

fn only_on_request() -> Result<(), String> {
    let mut session = begin(false)?;
    for text in ["My sister Philomena is visiting.", "It rained on Tuesday.", "Right."] {
        session.client(text);
    }
    let json = serde_json::to_string(&session.save()).map_err(|error| error.to_string())?;
    ensure(session.ledger().is_none() && !json.contains("Philomena"), || json)
}
