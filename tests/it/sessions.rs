//! What a turn means hangs on the turns before.

use changetalk::{Code, Session, Tagger, Talk, Target};
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
    trials.push(trial("sessions::an_alarm_is_no_change_talk", || {
        let mut session = Session::new(Tagger::english());
        session.counsellor("What would you like to change?");
        session.client("I want to stop drinking. I'm ready.");
        session.counsellor("What would be better?");
        let tag = session.client("Some nights I don't want to live any more.");
        ensure(tag.talk == Talk::Neutral && !tag.safety.is_empty(), || format!("{tag:?}"))
    }));
    trials.push(trial("sessions::a_cut_turn_goes_on", || {
        let mut session = Session::new(Tagger::english());
        session.client("Well, um, I'm going to-");
        session.counsellor("Mm-hmm.");
        let rest = "- stop drinking. And it rained.";
        let tag = session.client(rest);
        let finding = tag.findings.first().ok_or("nothing was found")?;
        ensure(tag.talk == Talk::Change && finding.code == Code::Commitment, || format!("{tag:?}"))?;
        // Each turn's spans are its own, and what was said before the cut has none.
        ensure(finding.span.of(rest) == "- stop drinking", || format!("{:?}", finding.span.of(rest)))?;
        let words: Vec<&str> = finding.why.iter().map(|reason| reason.span.of(rest)).collect();
        ensure(words == ["", "stop", "drinking"], || format!("{words:?}"))?;
        ensure(tag.utterances.len() == 2 && tag.utterances[1].of(rest) == "And it rained", || format!("{:?}", tag.utterances))?;

        // After more than a backchannel nothing goes on.
        let mut session = Session::new(Tagger::english());
        session.client("I want to-");
        session.counsellor("What did your sister say about the car?");
        ensure(session.client("- stop drinking.").findings.iter().all(|finding| finding.why.len() < 3), || "it was joined".to_owned())
    }));
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
