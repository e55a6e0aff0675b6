//! What a session comes to, counted once more from the tags.

use changetalk::transcript::{Reader, Speaker, Turn};
use changetalk::{Code, Manner, Measures, Mentioned, Noteworthy, Scale, Session, Share, Tag, Tagger, Talk, Valence};
use libtest_mimic::Trial;

use crate::{ensure, trial};

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("measures::agree_with_the_tags", agree_with_the_tags),
        trial("measures::rulers_are_read_over_time", rulers),
        trial("measures::moments_of_a_session", moments),
        trial("measures::the_four_boxes", four_boxes),
        trial("measures::json_there_and_back", json),
    ]
}

fn follow(lines: &[&str]) -> Result<Session<'static>, String> {
    let mut session = Session::builder(Tagger::english()).keep_words().build().map_err(|error| error.to_string())?;
    for line in lines {
        match line.split_once(": ") {
            Some(("T", text)) => session.counsellor(text),
            Some((_, text)) => drop(session.client_ref(text)),
            None => session.other(),
        }
    }
    Ok(session)
}

fn agree_with_the_tags() -> Result<(), String> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/sessions.csv");
    let file = std::fs::read(file).map_err(|error| error.to_string())?;
    let mut session = Session::new(Tagger::english());
    let mut tags: Vec<Tag> = Vec::new();
    let mut turns = 0;
    for turn in Reader::new(file.as_slice()).map_err(|error| error.to_string())?.take(3000) {
        let turn: Turn = turn.map_err(|error| error.to_string())?;
        if turn.index == 0 {
            count_again(&session.measures(), &tags, turns)?;
            (session, turns) = (Session::new(Tagger::english()), 0);
            tags.clear();
        }
        turns += 1;
        match turn.speaker {
            Speaker::Client => tags.push(session.client(&turn.text)),
            Speaker::Counsellor => session.counsellor(&turn.text),
            Speaker::Other => session.other(),
        }
    }
    Ok(())
}

fn count_again(measures: &Measures, tags: &[Tag], turns: u32) -> Result<(), String> {
    let talk = |talk| tags.iter().filter(|tag| tag.talk == talk).count() as u32;
    let own = [talk(Talk::Change), talk(Talk::Sustain), talk(Talk::Neutral)];
    ensure(measures.turns.all == turns && [measures.turns.change, measures.turns.sustain, measures.turns.neutral] == own, || {
        format!("{:?}", measures.turns)
    })?;
    // One code an utterance: the first finding in a list whose strongest come first.
    let mut codes = vec![[0u32; 2]; Code::ALL.len()];
    let mut utterances = 0;
    for tag in tags {
        utterances += tag.utterances.len() as u32;
        for index in 0..tag.utterances.len() {
            if let Some(finding) = tag.findings.iter().find(|finding| finding.utterance == index) {
                let code = Code::ALL.iter().position(|&code| code == finding.code).unwrap_or_default();
                codes[code][usize::from(finding.valence == Valence::Sustain)] += 1;
            }
        }
    }
    let counted: Vec<[u32; 2]> = measures.codes.iter().map(|count| [count.change, count.sustain]).collect();
    ensure(counted == codes && measures.utterances.all == utterances, || format!("{counted:?} is not {codes:?}"))?;
    let coded: u32 = measures.strengths.tenths.iter().map(|tenth| tenth.coded).sum();
    ensure(coded == measures.utterances.change + measures.utterances.sustain, || format!("{:?}", measures.strengths))?;
    let after: u32 = measures.transitions.iter().map(changetalk::Transition::turns).sum();
    ensure(after <= measures.turns.client, || format!("{:?}", measures.transitions))
}

fn rulers() -> Result<(), String> {
    let session = follow(&[
        "T: On a scale from 0 to 10, how important is it to you to stop smoking?",
        "C: Oh, an eight.",
        "T: And on the same scale, how confident are you?",
        "C: Maybe a three or four.",
        "T: What makes it a three?",
        "C: I've done it before.",
        "T: If I asked you now, from 0 to 10, how confident would you be?",
        "C: Six.",
    ])?;
    let measures = session.measures();
    let confidence: Vec<String> = measures.rulers_of(Scale::Confidence).map(|ruling| ruling.rating.to_string()).collect();
    ensure(confidence == ["3 or 4", "6"], || format!("{:?}", measures.rulers))?;
    ensure(measures.rulers_of(Scale::Importance).count() == 1, || format!("{:?}", measures.rulers))?;
    let rises = measures.moments.iter().any(|moment| moment.turn == 7 && moment.what == Noteworthy::ReadinessRising);
    ensure(rises, || format!("{:?}", measures.moments))
}

fn moments() -> Result<(), String> {
    let session = follow(&[
        "T: What brings you here?",
        "C: I want to stop drinking.",
        "T: How many do you drink a day?",
        "C: I like drinking. I don't want to stop.",
        "T: Mm-hmm.",
        "T: You need to stop, or it will kill you.",
        "C: Stop telling me what to do.",
        "somebody else",
        "C: Sometimes I don't want to live any more.",
    ])?;
    let measures = session.measures();
    let found: Vec<(u32, Noteworthy)> = measures.moments.iter().map(|moment| (moment.turn, moment.what)).collect();
    let expected =
        [(1, Noteworthy::MissedChangeTalk), (5, Noteworthy::SustainMetWithPersuasion), (6, Noteworthy::Discord), (8, Noteworthy::Alert)];
    ensure(found == expected, || format!("{found:?}"))?;
    ensure(measures.discord[0].after == Some(Manner::Persuasion), || format!("{:?}", measures.discord))?;
    ensure(measures.change_turns == Share { part: 1, whole: 2 }, || format!("{:?}", measures.change_turns))
}

fn four_boxes() -> Result<(), String> {
    let session = follow(&[
        "C: Drinking relaxes me.",
        "C: But it's wrecking my sleep.",
        "C: If I stopped drinking I'd have more money.",
        "C: Quitting makes me irritable.",
        "C: I should stop.",
        "C: I'll call them on Monday. My sister supports me.",
        "C: I had a slip on Friday.",
    ])?;
    let ledger = session.ledger().ok_or("no ledger")?;
    let boxes = [&ledger.balance.good_of_same, &ledger.balance.bad_of_same, &ledger.balance.good_of_change, &ledger.balance.bad_of_change];
    let words: Vec<Vec<&str>> = boxes.iter().map(|quotes| quotes.iter().map(|quote| quote.words.as_str()).collect()).collect();
    ensure(
        words
            == [
                vec!["Drinking relaxes me"],
                vec!["it's wrecking my sleep"],
                vec!["If I stopped drinking I'd have more money"],
                vec!["Quitting makes me irritable"],
            ],
        || format!("{words:?}"),
    )?;
    for (what, turn) in [(Mentioned::Plan, 5), (Mentioned::Support, 5), (Mentioned::Setback, 6)] {
        let found = ledger.of(what).any(|mention| mention.quote.turn == turn);
        ensure(found, || format!("no {what} in {:?}", ledger.mentions))?;
    }
    Ok(())
}

fn json() -> Result<(), String> {
    let session = follow(&["T: What do you think?", "C: I want to stop. It relaxes me."])?;
    let measures = session.measures();
    let json = serde_json::to_string(&measures).map_err(|error| error.to_string())?;
    let back: Measures = serde_json::from_str(&json).map_err(|error| error.to_string())?;
    ensure(back == measures && json.contains("\"low\""), || json)
}
