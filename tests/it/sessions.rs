//! What a turn means hangs on the turns before.

use changetalk::{Session, Tagger, Talk, Target};
use libtest_mimic::Trial;

use crate::{ensure, trial};

/// A dialogue; the last line is the client's, and must read as this.
const DIALOGUES: &[(&[&str], Talk)] = &[
    (&["T: Do you want to quit smoking?", "C: Yeah."], Talk::Change),
    (&["T: Do you want to quit smoking?", "C: No."], Talk::Sustain),
    (&["T: Do you want to quit smoking?", "C: Not really."], Talk::Sustain),
    (&["T: You don't want to go back to drinking.", "C: No."], Talk::Change),
    (&["T: You're ready to stop drinking.", "C: Exactly."], Talk::Change),
    (&["T: You'd like to stop drinking.", "C: Mm-hmm.", "T: Okay.", "C: Yes."], Talk::Change),
    (&["T: What do you like about smoking?", "C: It relaxes me."], Talk::Sustain),
    (&["T: What would be good about quitting?", "C: More money."], Talk::Change),
    (&["T: We'll meet four times over the next weeks.", "C: Yeah."], Talk::Neutral),
    (&["C: Yeah."], Talk::Neutral),
    (&["C: No."], Talk::Neutral),
    (&["C: Exactly."], Talk::Neutral),
];

pub(crate) fn trials() -> Vec<Trial> {
    let mut trials: Vec<Trial> = DIALOGUES
        .iter()
        .map(|&(lines, talk)| {
            trial(format!("sessions::{}", lines.join(" / ")), move || {
                let mut session = Session::new(Tagger::english());
                let mut last = None;
                for line in lines {
                    match line.split_once(": ") {
                        Some(("T", text)) => session.counsellor(text),
                        Some((_, text)) => last = Some(session.client(text)),
                        None => return Err(format!("no speaker in {line:?}")),
                    }
                }
                let tag = last.ok_or("no client line")?;
                ensure(tag.talk == talk, || format!("{} {:?}: {:#?}", tag.talk, tag.probability, tag.findings))
            })
        })
        .collect();
    trials.push(trial("sessions::a_target_restricts", || {
        let read = |target: Target| {
            Session::builder(Tagger::english()).target(target).build().map(|mut session| session.client("I want to stop smoking").talk)
        };
        let (tobacco, alcohol) = (read(Target::TOBACCO), read(Target::ALCOHOL));
        ensure(matches!(tobacco, Ok(Talk::Change)) && matches!(alcohol, Ok(Talk::Neutral)), || format!("{tobacco:?} {alcohol:?}"))
    }));
    trials.push(trial("sessions::an_unknown_target_is_an_error", || {
        let built = Session::builder(Tagger::english()).target(Target::new(["knitting"])).build();
        let error = built.err().ok_or("it was accepted")?;
        ensure(error.is_unknown_target() && error.to_string().contains("knitting"), || error.to_string())
    }));
    trials
}
