//! Minimal pairs: the sentences that the algebra must get right, over many behaviours, in every spelling.

use changetalk::{Code, Tagger, Talk};
use libtest_mimic::Trial;

use crate::{ensure, trial};

/// A way to speak of a behaviour that people stop.
struct Habit {
    name: &'static str,
    /// "smoke"
    base: &'static str,
    /// "smoking"
    gerund: &'static str,
    /// "cigarettes"
    thing: &'static str,
}

const HABITS: [Habit; 6] = [
    Habit { name: "tobacco", base: "smoke", gerund: "smoking", thing: "cigarettes" },
    Habit { name: "alcohol", base: "drink", gerund: "drinking", thing: "beer" },
    Habit { name: "cannabis", base: "smoke weed", gerund: "smoking weed", thing: "weed" },
    Habit { name: "gambling", base: "gamble", gerund: "gambling", thing: "scratch cards" },
    Habit { name: "vaping", base: "vape", gerund: "vaping", thing: "vapes" },
    Habit { name: "drugs", base: "use cocaine", gerund: "using cocaine", thing: "cocaine" },
];

/// `{base}`, `{gerund}` and `{thing}` stand for the habit.
const STOPPING: &[(&str, Talk, Option<Code>)] = &[
    ("I don't want to stop {gerund}", Talk::Sustain, Some(Code::Desire)),
    ("I want to stop {gerund}", Talk::Change, Some(Code::Desire)),
    ("I don't want to {base} anymore", Talk::Change, Some(Code::Desire)),
    ("I'd love to quit {gerund}", Talk::Change, Some(Code::Desire)),
    ("I wish I could stop {gerund}", Talk::Change, Some(Code::Desire)),
    ("I'm sick of {gerund}", Talk::Change, Some(Code::Desire)),
    ("I love {gerund}", Talk::Sustain, Some(Code::Desire)),
    ("Nothing is going to stop me from quitting {gerund}", Talk::Change, None),
    ("I can't quit {gerund}", Talk::Sustain, Some(Code::Ability)),
    ("I could cut down on {thing}", Talk::Change, Some(Code::Ability)),
    ("I can't imagine life without {thing}", Talk::Sustain, None),
    ("I need to stop {gerund}", Talk::Change, Some(Code::Need)),
    ("I don't need to stop {gerund}", Talk::Sustain, Some(Code::Need)),
    ("I should stop {gerund}", Talk::Change, Some(Code::Reason)),
    ("I'm going to quit {gerund}", Talk::Change, Some(Code::Commitment)),
    ("I'm not going to quit {gerund}", Talk::Sustain, Some(Code::Commitment)),
    ("I'm ready to give up {thing}", Talk::Change, Some(Code::Activation)),
    ("I'm not ready to give up {thing}", Talk::Sustain, Some(Code::Activation)),
    ("I stopped {gerund} last week", Talk::Change, Some(Code::TakingSteps)),
    ("{gerund} helps me relax", Talk::Sustain, Some(Code::Reason)),
    ("{gerund} is ruining my health", Talk::Change, Some(Code::Reason)),
    ("Quitting {gerund} would help me sleep", Talk::Change, Some(Code::Reason)),
    ("If I stopped {gerund} I'd save money", Talk::Change, Some(Code::Reason)),
    ("My wife wants me to quit {gerund}", Talk::Neutral, None),
    ("My brother wants to stop {gerund}", Talk::Neutral, None),
    ("Should I quit {gerund}?", Talk::Neutral, None),
    ("Do you think I should stop {gerund}?", Talk::Neutral, None),
];

/// Sentences of their own.
const SINGLE: &[(&str, Talk, Option<Code>)] = &[
    ("I can't keep doing this", Talk::Change, None),
    ("Nothing is going to stop me from quitting", Talk::Change, Some(Code::Commitment)),
    ("I used to smoke", Talk::Neutral, None),
    ("I quit my job", Talk::Neutral, None),
    ("Drinking helps me relax", Talk::Sustain, Some(Code::Reason)),
    ("Quitting would help me sleep", Talk::Change, Some(Code::Reason)),
    ("I'm not hurting anyone", Talk::Sustain, None),
    ("I haven't had a drink in three weeks", Talk::Change, Some(Code::TakingSteps)),
    ("I need a cigarette", Talk::Sustain, Some(Code::Need)),
    ("If I stayed clean I could see my kids", Talk::Change, Some(Code::Reason)),
    ("Should I quit?", Talk::Neutral, None),
    ("I want to exercise more", Talk::Change, Some(Code::Desire)),
    ("I don't want to take my medication", Talk::Sustain, Some(Code::Desire)),
    ("I want to stop taking my medication", Talk::Sustain, Some(Code::Desire)),
    ("I need a pen", Talk::Neutral, None),
    ("I want a glass of water", Talk::Neutral, None),
];

pub(crate) fn trials() -> Vec<Trial> {
    let mut trials = Vec::new();
    for habit in &HABITS {
        for &(pattern, talk, code) in STOPPING {
            let text = pattern.replace("{base}", habit.base).replace("{gerund}", habit.gerund).replace("{thing}", habit.thing);
            trials.push(trial(format!("composition::{}::{text}", habit.name), move || reads_as(&text, talk, code)));
        }
    }
    for &(text, talk, code) in SINGLE {
        trials.push(trial(format!("composition::single::{text}"), move || reads_as(text, talk, code)));
    }
    trials.push(trial("composition::ambivalence", || {
        let tag = Tagger::english().tag("I know I ought to exercise more, but I hate getting up");
        ensure(tag.ambivalent, || format!("{:#?}", tag.findings))
    }));
    trials
}

/// Checks a sentence and all its spellings.
fn reads_as(text: &str, talk: Talk, code: Option<Code>) -> Result<(), String> {
    for spelling in spellings(text) {
        let tag = Tagger::english().tag(&spelling);
        ensure(tag.talk == talk, || format!("{spelling:?} reads as {}: {:#?}", tag.talk, tag.findings))?;
        if let Some(code) = code {
            ensure(tag.findings.iter().any(|finding| finding.code == code), || format!("{spelling:?} has no {code}: {:#?}", tag.findings))?;
        }
    }
    Ok(())
}

/// The same words as people type and speak them.
fn spellings(text: &str) -> Vec<String> {
    let stuttered = text.split_once(' ').map(|(first, rest)| format!("{first}-{first} {rest}")).unwrap_or_else(|| text.to_owned());
    let restarted = text.splitn(3, ' ').collect::<Vec<_>>();
    let mut all = vec![
        text.to_owned(),
        text.to_uppercase(),
        text.to_lowercase(),
        text.replace('\'', "’"),
        text.replace(' ', "  "),
        text.replacen(' ', ", um, ", 1),
        format!("Well, {text}"),
        stuttered,
    ];
    if !text.contains("I'd") {
        all.push(text.replace('\'', ""));
    }
    if let [first, second, rest] = restarted[..] {
        all.push(format!("{first} {second}-- {first} {second} {rest}"));
    }
    all
}
