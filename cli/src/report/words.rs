//! What the measures say, in words; honest where they rest on little.

use changetalk::{Code, Manner, Measures, Mentioned, Noteworthy, Odds, Rating, Scale, Strengths, Talk, Transition};

/// A trend over fewer utterances is told with how few they are.
const FEW: u32 = 10;
/// Odds are compared where both sides have so many turns.
const ENOUGH: u32 = 5;

/// What the screen is, wherever alerts are told.
pub(super) const SCREEN: &str = "The safety screen knows wordings; it is a screen, not a monitor. It misses risk that is put in other words, and \
     some of what it finds is harmless. A person must look, now, and follow the local protocol.";

/// What stands beside everything that is counted by kinds of counsellor's turns.
pub(super) const ROUGH: &str = "Kinds of counsellor's turns are told by simple rules, right in about two turns of three, so these counts are rough; \
     and what comes before is not yet what brings about.";

/// `1 turn`, `3 turns`.
pub(super) fn counted(count: u32, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}

/// The session in two or three sentences.
pub(super) fn headline(measures: &Measures) -> Vec<String> {
    let mut sentences = vec![leaning(measures)];
    if measures.utterances.change + measures.utterances.sustain > 0 {
        sentences.push(moving("Talk of commitment, readiness and steps", &measures.mobilising_strengths));
    }
    sentences
}

/// Which way the client's turns lean.
fn leaning(measures: &Measures) -> String {
    let turns = measures.turns;
    let share = measures.change_turns;
    match (turns.client, share.whole) {
        (0, _) => "There is no turn of the client in it.".to_owned(),
        (1, 0) => "The client's one turn leans neither toward change nor away from it.".to_owned(),
        (client, 0) => format!("Of the client's {}, none leans toward change or away from it.", counted(client, "turn")),
        (_, 1) => {
            let toward = if share.part == 1 { "toward change" } else { "away from change" };
            let which =
                if turns.client == 1 { "The client's one turn".to_owned() } else { format!("One of the client's {} turns", turns.client) };
            format!("{which} leans {toward}; that is too little to say more.")
        }
        (_, whole) => {
            let few = if share.is_small() { ", which is few" } else { "" };
            format!("{} of the {whole} client turns that lean, lean toward change{few}.", share.part)
        }
    }
}

/// Whether something moves through the session, as far as can be told.
pub(super) fn moving(what: &str, strengths: &Strengths) -> String {
    let Some(trend) = strengths.trend else {
        return format!("{what} is too rare to say how it goes through the session.");
    };
    if !trend.is_sure() {
        return format!("{what} shows no sure trend through the session ({}).", counted(trend.utterances, "utterance"));
    }
    let way = if trend.slope > 0.0 { "grows toward change from beginning to end" } else { "turns away from change from beginning to end" };
    let few = if trend.utterances < FEW { format!(", though on only {}", counted(trend.utterances, "utterance")) } else { String::new() };
    format!("{what} {way}{few}.")
}

/// The slope of a trend in figures; a wide guess from few utterances is no figure.
pub(super) fn slope(strengths: &Strengths) -> String {
    match strengths.trend {
        Some(trend) if trend.is_sure() || trend.utterances >= FEW => {
            format!("{} ({} to {})", signed(trend.slope), signed(trend.low), signed(trend.high))
        }
        Some(trend) => format!("unsure ({} utterances)", trend.utterances),
        None => "too few".to_owned(),
    }
}

/// `+1.2`, `−0.4`.
pub(super) fn signed(number: f64) -> String {
    let rounded = format!("{:.1}", number.abs());
    let sign = if rounded.chars().all(|c| matches!(c, '0' | '.')) {
        ""
    } else if number < 0.0 {
        "−"
    } else {
        "+"
    };
    format!("{sign}{rounded}")
}

/// The ratio of change to sustain talk: the counts where they are few.
pub(super) fn ratio(measures: &Measures) -> String {
    let (change, sustain) = (measures.utterances.change, measures.utterances.sustain);
    match measures.ratio() {
        Some(ratio) if !measures.change_utterances.is_small() => format!("{ratio:.1} ({change} : {sustain})"),
        _ if change + sustain == 0 => "none".to_owned(),
        _ => format!("{change} : {sustain}"),
    }
}

/// Change and sustain talk's odds after this kind of turn, where there are enough turns after it and after the others.
pub(super) fn odds(row: &Transition, all: &[Transition], talk: Talk) -> Option<String> {
    let others = all.iter().map(Transition::turns).sum::<u32>().saturating_sub(row.turns());
    let odds = match talk {
        Talk::Change => row.change_odds,
        Talk::Sustain => row.sustain_odds,
        Talk::Neutral => None,
    };
    let Odds { ratio, low, high } = odds.filter(|_| row.turns() >= ENOUGH && others >= ENOUGH)?;
    Some(format!("{ratio:.1} ({low:.1}–{high:.1})"))
}

/// `Taking steps`.
pub(super) fn code(code: Code) -> &'static str {
    match code {
        Code::Desire => "Desire",
        Code::Ability => "Ability",
        Code::Reason => "Reason",
        Code::Need => "Need",
        Code::Commitment => "Commitment",
        Code::Activation => "Activation",
        Code::TakingSteps => "Taking steps",
        Code::Other => "Other",
    }
}

pub(super) fn manner(manner: Manner) -> &'static str {
    match manner {
        Manner::OpenQuestion => "open question",
        Manner::ClosedQuestion => "closed question",
        Manner::Reflection => "reflection",
        Manner::Persuasion => "persuasion",
        Manner::Other => "other",
    }
}

pub(super) fn scale(scale: Scale) -> &'static str {
    match scale {
        Scale::Importance => "Importance",
        Scale::Confidence => "Confidence",
        Scale::Readiness => "Readiness",
        Scale::Unnamed => "A scale, of what is not said",
    }
}

/// `6 of 10`, `5 or 6 of 10`.
pub(super) fn rating(rating: Rating) -> String {
    format!("{rating} of 10")
}

/// Several of them, as a heading.
pub(super) fn mentioned(what: Mentioned) -> &'static str {
    match what {
        Mentioned::Barrier => "Barriers",
        Mentioned::Value => "Values",
        Mentioned::Support => "Supports",
        Mentioned::SmallWin => "Small wins",
        Mentioned::Plan => "Plans",
        Mentioned::Setback => "Setbacks",
    }
}

/// Why a turn is worth a look, in a word or three.
pub(super) fn moment(what: Noteworthy) -> &'static str {
    match what {
        Noteworthy::Alert => "Safety alert",
        Noteworthy::Discord => "Discord",
        Noteworthy::MissedChangeTalk => "Change talk met with a closed question",
        Noteworthy::SustainMetWithPersuasion => "Sustain talk met with persuasion",
        Noteworthy::ReadinessRising => "Readiness rising",
    }
}

/// The same, for what it may mean.
pub(super) fn why_look(what: Noteworthy) -> &'static str {
    match what {
        Noteworthy::Alert => "A person must look.",
        Noteworthy::Discord => "The client pushes against the counsellor or the process; what came before stands with it.",
        Noteworthy::MissedChangeTalk => "It may not have been taken up.",
        Noteworthy::SustainMetWithPersuasion => "Arguing for change tends to bring more sustain talk.",
        Noteworthy::ReadinessRising => "The turns before lean further toward change than those before them, or a number rose.",
    }
}

/// The mark, beside which the word stands.
pub(super) fn mark(talk: Talk) -> &'static str {
    match talk {
        Talk::Change => "▲",
        Talk::Sustain => "▼",
        Talk::Neutral => "·",
    }
}

#[cfg(test)]
mod tests {
    use changetalk::{Session, Strengths, Tagger, Trend};

    use super::*;

    #[test]
    fn small_numbers_are_told_as_such() {
        let mut session = Session::new(Tagger::english());
        assert_eq!(headline(&session.measures()), ["There is no turn of the client in it."]);
        session.client("It's raining.");
        assert_eq!(headline(&session.measures()), ["The client's one turn leans neither toward change nor away from it."]);
        session.client("I want to stop drinking.");
        let told = headline(&session.measures());
        assert_eq!(told[0], "One of the client's 2 turns leans toward change; that is too little to say more.");
        assert!(told[1].contains("too rare"), "{told:?}");
        assert_eq!(ratio(&session.measures()), "1 : 0");
    }

    #[test]
    fn a_trend_is_claimed_only_where_it_is_sure() {
        for (low, high, utterances, says) in [
            (-0.5, 3.0, 30, "shows no sure trend"),
            (0.5, 3.0, 30, "grows toward change from beginning to end."),
            (0.5, 3.0, 5, "though on only 5 utterances"),
            (-3.0, -0.5, 30, "turns away from change"),
        ] {
            let strengths = Strengths { tenths: vec![], trend: Some(Trend { slope: (low + high) / 2.0, low, high, utterances }) };
            let told = moving("It", &strengths);
            assert!(told.contains(says), "{told}");
        }
    }

    #[test]
    fn signs_are_of_what_is_shown() {
        assert_eq!([signed(0.04), signed(-0.04), signed(1.25), signed(-2.0)], ["0.0", "0.0", "+1.2", "−2.0"]);
    }
}
