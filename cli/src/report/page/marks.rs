//! A client's words → stretches, marked or not, each mark with its reasons.

use changetalk::{Finding, Reason, Role, Span, Tag, Valence};

use super::clean;
use crate::wording;

/// A stretch of a turn.
pub(super) struct Stretch {
    pub(super) words: String,
    /// What it is marked as, and why; nothing of plain words.
    pub(super) mark: Option<Mark>,
}

pub(super) struct Mark {
    /// Its place among the marks of the turn, from 1.
    pub(super) number: usize,
    pub(super) class: &'static str,
    /// What the class means to somebody who does not see it.
    pub(super) name: &'static str,
    pub(super) reasons: Vec<Because>,
}

pub(super) struct Because {
    /// `Change talk: desire, medium`.
    pub(super) what: String,
    /// What it rests on.
    pub(super) why: String,
}

/// What marks words, the gravest last: where several share words, they are marked as the gravest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Change,
    Sustain,
    Both,
    Discord,
    Safety,
}

impl Kind {
    fn with(self, other: Kind) -> Kind {
        match (self.min(other), self.max(other)) {
            (Kind::Change, Kind::Sustain) => Kind::Both,
            (_, graver) => graver,
        }
    }

    fn class(self) -> &'static str {
        match self {
            Kind::Change => "change",
            Kind::Sustain => "sustain",
            Kind::Both => "both",
            Kind::Discord => "discord",
            Kind::Safety => "safety",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Kind::Change => "change talk",
            Kind::Sustain => "sustain talk",
            Kind::Both => "change and sustain talk",
            Kind::Discord => "discord",
            Kind::Safety => "safety alert",
        }
    }
}

/// Cuts a turn's text where something is marked.
pub(super) fn stretches(text: &str, tag: &Tag) -> Vec<Stretch> {
    let mut cut = Vec::new();
    let mut at = 0;
    let plain = |cut: &mut Vec<Stretch>, words: Option<&str>| {
        if let Some(words) = words.filter(|words| !words.is_empty()) {
            cut.push(Stretch { words: clean(words), mark: None });
        }
    };
    for (index, (span, kind, reasons)) in joined(found(text, tag)).into_iter().enumerate() {
        let range = span.range();
        plain(&mut cut, text.get(at..range.start));
        at = range.end;
        cut.push(Stretch {
            words: clean(span.of(text)),
            mark: Some(Mark { number: index + 1, class: kind.class(), name: kind.name(), reasons }),
        });
    }
    plain(&mut cut, text.get(at..));
    cut
}

/// Everything that marks words, in their order.
fn found(text: &str, tag: &Tag) -> Vec<(Span, Kind, Vec<Because>)> {
    let mut found = Vec::new();
    for finding in &tag.findings {
        let (kind, toward) = match finding.valence {
            Valence::Change => (Kind::Change, "Change talk"),
            Valence::Sustain => (Kind::Sustain, "Sustain talk"),
        };
        let what = format!("{toward}: {}, {}", wording::code(finding.code), finding.strength);
        found.push((finding.span, kind, vec![Because { what, why: clean(&derivation(finding, text)) }]));
    }
    for discord in &tag.discord {
        let (what, why) = ("Discord".to_owned(), "about the two of you or the process, not about the change".to_owned());
        found.push((discord.span, Kind::Discord, vec![Because { what, why }]));
    }
    for alert in &tag.safety {
        for span in &alert.spans {
            found.push((*span, Kind::Safety, vec![Because { what: "Safety".to_owned(), why: clean(&wording::alert(alert, text)) }]));
        }
    }
    found.retain(|(span, ..)| !span.of(text).trim().is_empty());
    found.sort_by_key(|(span, ..)| (span.start, span.end));
    found
}

/// What each cue of a finding does: `“don't” says no to it (−); …`.
fn derivation(finding: &Finding, text: &str) -> String {
    let told = |reason: &Reason| match wording::sign(reason.factor) {
        "" => format!("{}: {}", wording::words(reason, text), wording::deed(reason)),
        sign => format!("{}: {} ({sign})", wording::words(reason, text), wording::deed(reason)),
    };
    let does = |reason: &&Reason| reason.factor != 0 || matches!(reason.role, Role::Hedge | Role::Booster | Role::Condition);
    let mut parts: Vec<String> = finding.why.iter().filter(does).map(told).collect();
    parts.extend(
        wording::by_itself(finding).filter(|_| parts.len() > 1).map(|factor| format!("counts by itself ({})", wording::sign(factor))),
    );
    format!("{}. Rule {}.", parts.join("; "), finding.entry)
}

/// What shares words is marked as one.
fn joined(found: Vec<(Span, Kind, Vec<Because>)>) -> Vec<(Span, Kind, Vec<Because>)> {
    let mut joined: Vec<(Span, Kind, Vec<Because>)> = Vec::new();
    for (span, kind, reasons) in found {
        match joined.last_mut() {
            Some((before, marked, because)) if span.start < before.end => {
                *before = before.to(span);
                *marked = marked.with(kind);
                because.extend(reasons);
            }
            _ => joined.push((span, kind, reasons)),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use changetalk::Tagger;

    use super::*;

    #[test]
    fn nothing_of_the_words_is_lost() {
        for text in [
            "I want to quit, but I can't handle the cravings.",
            "",
            "Yeah.",
            "I’m sick of it – I’d love to stop, «honest» 🙂 and I want to stop drinking but drinking relaxes me",
            "You don't get it. I'm going to end it all.",
        ] {
            let cut = stretches(text, &Tagger::english().tag(text));
            assert_eq!(cut.iter().map(|stretch| stretch.words.as_str()).collect::<String>(), text);
        }
    }

    #[test]
    fn a_reason_says_what_each_word_does() {
        let text = "I don't want to stop drinking.";
        let tag = Tagger::english().tag(text);
        let told = derivation(&tag.findings[0], text);
        assert!(
            told.starts_with("“don't”: says no to it (−); “want”: speaks for it (+); “stop”: turns it around (−); “drinking”:"),
            "{told}"
        );
        assert!(told.ends_with(&format!("Rule {}.", tag.findings[0].entry)), "{told}");
    }

    #[test]
    fn shared_words_are_marked_once_as_the_gravest() {
        let marked = |start, end, kind| (Span::new(start, end), kind, Vec::new());
        let found =
            vec![marked(0, 5, Kind::Change), marked(3, 9, Kind::Sustain), marked(9, 12, Kind::Discord), marked(10, 11, Kind::Safety)];
        let told: Vec<(Span, &str)> = joined(found).into_iter().map(|(span, kind, _)| (span, kind.class())).collect();
        assert_eq!(told, [(Span::new(0, 9), "both"), (Span::new(9, 12), "safety")]);
    }
}
