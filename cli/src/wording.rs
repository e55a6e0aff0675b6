//! What the engine's terms are in words that a counsellor uses.

use changetalk::{Alert, Code, Finding, Influence, Level, Reason, Risk, Role, Span, Suggestion, Tag, Talk, Valence};

/// The name of a role.
pub(crate) fn role(role: Role) -> &'static str {
    match role {
        Role::Stance => "stance",
        Role::Direction => "direction",
        Role::Reverse => "reverse",
        Role::Hold => "hold",
        Role::Act => "act",
        Role::Idiom => "idiom",
        Role::Negation => "negation",
        Role::Hedge => "hedge",
        Role::Booster => "booster",
        Role::Condition => "condition",
        Role::Time => "time",
        Role::Person => "person",
        Role::Reply => "reply",
        Role::Inherited => "topic",
    }
}

/// What a cue does.
pub(crate) fn deed(reason: &Reason) -> &'static str {
    match (reason.role, reason.factor) {
        (Role::Stance, -1) => "speaks against it",
        (Role::Stance, _) => "speaks for it",
        (Role::Direction, -1) => "what it is about: staying the same",
        (Role::Direction, _) => "what it is about: changing",
        (Role::Reverse, 1) => "what it is about: stopping",
        (Role::Reverse, _) => "turns it around",
        (Role::Hold, -1) => "what it is about: going on",
        (Role::Hold, _) => "goes on with it",
        (Role::Act, _) => "does it",
        (Role::Idiom, -1) => "a fixed phrase: against change",
        (Role::Idiom, _) => "a fixed phrase: for change",
        (Role::Negation, _) => "says no to it",
        (Role::Hedge, _) => "says it more softly",
        (Role::Booster, _) => "says it more strongly",
        (Role::Condition, _) => "makes it conditional",
        (Role::Time, _) => "says when",
        (Role::Person, _) => "says who",
        (Role::Reply, -1) => "answers the turn before: no",
        (Role::Reply, _) => "answers the turn before: yes",
        (Role::Inherited, -1) => "the topic from before: staying the same",
        (Role::Inherited, _) => "the topic from before: changing",
    }
}

/// `+`, `−` or nothing.
pub(crate) fn sign(factor: i8) -> &'static str {
    match factor {
        1.. => "+",
        0 => "",
        ..0 => "−",
    }
}

/// What the factors come to, if the words' own signs do not give it: a phrase may count by itself, whatever is said of it.
pub(crate) fn by_itself(finding: &Finding) -> Option<i8> {
    let product: i8 = finding.why.iter().map(|reason| reason.factor).filter(|&factor| factor != 0).product();
    let sign = if finding.valence == Valence::Change { 1 } else { -1 };
    (product != sign).then_some(-1)
}

/// The derivation of a finding in one line: `“don't” − × “want” + × “stop” − × “drinking” − = sustain (desire, medium)`.
pub(crate) fn derivation(finding: &Finding, text: &str) -> String {
    let signed: Vec<&Reason> = finding.why.iter().filter(|reason| reason.factor != 0).collect();
    let mut factors: Vec<String> = match signed[..] {
        // One phrase says it all: its sign is the outcome.
        [only] => vec![words(only, text)],
        _ => signed.iter().map(|reason| format!("{} {}", words(reason, text), sign(reason.factor))).collect(),
    };
    if factors.len() > 1 {
        factors.extend(by_itself(finding).map(|factor| format!("by itself {}", sign(factor))));
    }
    let rest =
        finding.why.iter().filter(|reason| reason.factor == 0 && matches!(reason.role, Role::Hedge | Role::Booster | Role::Condition));
    let rest: String = rest.map(|reason| format!(", {} {}", role(reason.role), words(reason, text))).collect();
    let strength = finding.strength;
    format!("{} = {} ({}, {strength}{rest})", factors.join(" × "), Talk::from(finding.valence), code(finding.code))
}

/// The cue's words, or what it is where it has none.
pub(crate) fn words(reason: &Reason, text: &str) -> String {
    let words = reason.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() { format!("[{}]", role(reason.role)) } else { format!("“{words}”") }
}

/// Why a turn leans in which no rule finds anything: its hints, the strongest first, and what was asked.
pub(crate) fn hints(tag: &Tag, text: &str) -> Option<String> {
    const SHOWN: usize = 4;
    let toward = |influence: &Influence| match tag.talk {
        Talk::Change => influence.change - influence.sustain.max(0.0),
        Talk::Sustain => influence.sustain - influence.change.max(0.0),
        Talk::Neutral => 0.0,
    };
    let mut leaning: Vec<&Influence> = tag.context.iter().filter(|influence| toward(influence) > 0.0).collect();
    leaning.sort_by(|a, b| toward(b).total_cmp(&toward(a)));
    let parts: Vec<String> = leaning
        .into_iter()
        .filter_map(|influence| match influence.name.as_str() {
            "context.asked" => Some("what was asked".to_owned()),
            "context.leaning" => Some("the turns before".to_owned()),
            _ if influence.spans.is_empty() => None,
            _ => Some(quoted(&influence.spans, text)),
        })
        .take(SHOWN)
        .collect();
    let because = if parts.is_empty() { "its length".to_owned() } else { parts.join(", ") };
    (tag.findings.is_empty() && tag.talk != Talk::Neutral).then(|| format!("{because} → {}", tag.talk))
}

/// Each word once, in quotes.
pub(crate) fn quoted(spans: &[Span], text: &str) -> String {
    let mut words: Vec<String> = spans.iter().map(|span| format!("“{}”", span.of(text))).collect();
    words.dedup();
    words.join(", ")
}

/// `taking steps`.
pub(crate) fn code(code: Code) -> String {
    code.name().replace('_', " ")
}

/// `complex reflection (feeling)`.
pub(crate) fn kind(suggestion: &Suggestion) -> String {
    let plain = |name: &str| name.replace('_', " ");
    match suggestion.form {
        Some(form) => format!("{} ({})", plain(suggestion.kind.name()), plain(form.name())),
        None => plain(suggestion.kind.name()),
    }
}

/// What an alert says.
pub(crate) fn alert(alert: &Alert, text: &str) -> String {
    let risk = match alert.kind {
        Risk::Suicide => "suicide",
        Risk::SelfHarm => "self-harm",
        Risk::HarmToOthers => "harm to others",
        Risk::HarmedByOthers => "being harmed by others",
        Risk::Medical => "medical emergency",
    };
    let level = match alert.level {
        Level::Present => "",
        Level::Unclear => ", perhaps",
        Level::Past => ", in the past",
        Level::Denied => ", denied",
        Level::ThirdPerson => ", said of somebody else",
    };
    let words: Vec<String> = alert.spans.iter().map(|span| format!("“{}”", span.of(text))).collect();
    let advice = if alert.level.withholds() { "A person must look now; follow your local protocol." } else { "Worth asking about." };
    format!("{risk}{level}: {}. {advice}", words.join(", "))
}
