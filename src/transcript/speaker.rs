use std::collections::HashMap;
use std::fmt;

use super::error::{Error, Kind};
use super::names::{self, plain};

/// Who speaks a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Speaker {
    /// The one whose talk is coded.
    Client,
    /// The counsellor, therapist, interviewer: what they say is context.
    Counsellor,
    /// Somebody else in the room, or nobody named.
    Other,
}

impl Speaker {
    /// `client`, `counsellor` or `other`.
    pub fn name(self) -> &'static str {
        match self {
            Speaker::Client => "client",
            Speaker::Counsellor => "counsellor",
            Speaker::Other => "other",
        }
    }
}

impl fmt::Display for Speaker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Who somebody was taken for whose name does not tell.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Guess {
    /// The name as the file has it.
    pub name: String,
    /// Whom it was taken for.
    pub speaker: Speaker,
    /// The name of the one on the other side, from which that follows.
    pub since: String,
}

/// So many names of a file are looked at.
const MOST_NAMES: usize = 64;

/// Tells speakers apart by name.
#[derive(Clone, Debug, Default)]
pub(super) struct Speakers {
    /// Those whom the caller named, and those met on the way.
    known: HashMap<String, Speaker>,
    /// The caller named a client: then one other unknown name is the counsellor's.
    client_named: bool,
    counsellor_met: bool,
    /// The names at the beginning of the file, with how often each speaks.
    met: Vec<(String, u64)>,
    guesses: Vec<Guess>,
    /// The common short name under which a client was met: two of them in a file mean two people.
    short: Option<String>,
}

impl Speakers {
    pub(super) fn name(&mut self, name: &str, speaker: Speaker) {
        self.client_named |= speaker == Speaker::Client;
        self.counsellor_met |= speaker == Speaker::Counsellor;
        self.known.insert(plain(name), speaker);
    }

    /// Looks at the names with which a file begins. Of two people of whom one is known, the other is on the other side.
    pub(super) fn survey(&mut self, names: impl Iterator<Item = String>) {
        for name in names {
            match self.met.iter().position(|(met, _)| plain(met) == plain(&name)) {
                Some(at) => self.met[at].1 += 1,
                None if self.met.len() < MOST_NAMES => self.met.push((name.trim().to_owned(), 1)),
                None => {}
            }
        }
        let side = |speaker| self.met.iter().find(|(name, _)| self.recognise(name) == Some(speaker)).map(|(name, _)| name.clone());
        let (client, counsellor) = (side(Speaker::Client), side(Speaker::Counsellor));
        let mut unknown = self.met.iter().filter(|(name, _)| self.recognise(name).is_none()).map(|(name, _)| name.clone());
        let (Some(name), None) = (unknown.next(), unknown.next()) else { return };
        drop(unknown);
        let guess = match (client, counsellor) {
            (None, Some(since)) => Guess { name, speaker: Speaker::Client, since },
            (Some(since), None) => Guess { name, speaker: Speaker::Counsellor, since },
            _ => return,
        };
        self.known.insert(plain(&guess.name), guess.speaker);
        self.counsellor_met |= guess.speaker == Speaker::Counsellor;
        self.guesses.push(guess);
    }

    /// The personal names met at the beginning.
    pub(super) fn people(&self) -> impl Iterator<Item = String> {
        self.met.iter().filter_map(|(name, _)| Speakers::personal(name))
    }

    /// Who was taken for whom.
    pub(super) fn guesses(&self) -> &[Guess] {
        &self.guesses
    }

    /// Who goes by exactly that name, as the caller said or as was found out before.
    #[cfg_attr(not(feature = "linguistic"), expect(dead_code))]
    pub(super) fn known(&self, name: &str) -> Option<Speaker> {
        self.known.get(&plain(name)).copied()
    }

    /// Who that is, if the name tells by itself.
    pub(super) fn recognise(&self, name: &str) -> Option<Speaker> {
        let whole = plain(name);
        if whole.is_empty() {
            return Some(Speaker::Other);
        }
        self.known.get(&whole).copied().or_else(|| common(name, &whole))
    }

    /// The personal part of a name: all of one that says nothing else, what follows "Dr.", and nothing of "P 12" or "Speaker 1".
    pub(super) fn personal(name: &str) -> Option<String> {
        let whole = plain(name);
        if whole.is_empty() || whole.contains(|c: char| c.is_numeric()) {
            return None;
        }
        let name = name.trim();
        match common(name, &whole) {
            None => Some(name.to_owned()),
            // The first word told who it is, if anything stands behind it.
            Some(_) => name.split_once(char::is_whitespace).map(|(_, rest)| rest.trim().to_owned()).filter(|rest| rest.chars().count() > 1),
        }
    }

    /// Who that is. Remembers it.
    pub(super) fn resolve(&mut self, name: &str, line: u64) -> Result<Speaker, Error> {
        let whole = plain(name);
        if let Some(&speaker) = self.known.get(&whole) {
            return Ok(speaker);
        }
        let speaker = match self.recognise(name) {
            Some(speaker) => speaker,
            None if self.client_named && !self.counsellor_met => Speaker::Counsellor,
            None => return Err(Error::new(Kind::Speaker { line, name: name.trim().to_owned(), all: self.met.clone() })),
        };
        if speaker == Speaker::Client && whole.len() == 1 && !self.client_named {
            // "C" and "P" may be clinician and patient as well as client and participant.
            match &self.short {
                Some(other) => return Err(Error::new(Kind::Ambiguous { line, name: name.trim().to_owned(), other: other.clone() })),
                None => self.short = Some(name.trim().to_owned()),
            }
        }
        self.counsellor_met |= speaker == Speaker::Counsellor;
        self.known.insert(whole, speaker);
        Ok(speaker)
    }
}

/// Who goes by that name in transcripts: the whole name without its number ("P 12"), or its first word ("Client A", "Dr. Lee").
fn common(name: &str, whole: &str) -> Option<Speaker> {
    let whole = whole.trim_end_matches(|c: char| c.is_numeric());
    let first = name.split_whitespace().next().map(plain).unwrap_or_default();
    let several = first.len() < whole.len();
    let find = |name: &str| {
        if names::CLIENT.contains(&name) {
            Some(Speaker::Client)
        } else if names::COUNSELLOR.contains(&name) {
            Some(Speaker::Counsellor)
        } else if names::OTHER.contains(&name) {
            Some(Speaker::Other)
        } else {
            None
        }
    };
    // A short first word is an initial or a word of a sentence, "dr" and its like excepted.
    find(whole).or_else(|| if several && (first.len() > 2 || first == "dr") { find(&first) } else { None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell() {
        let speakers = Speakers::default();
        for (name, expect) in [
            ("client", Some(Speaker::Client)),
            (" CLT ", Some(Speaker::Client)),
            ("P", Some(Speaker::Client)),
            ("P 03", Some(Speaker::Client)),
            ("Participant_12", Some(Speaker::Client)),
            ("Client A", Some(Speaker::Client)),
            ("therapist", Some(Speaker::Counsellor)),
            ("T1", Some(Speaker::Counsellor)),
            ("Dr. Lee", Some(Speaker::Counsellor)),
            ("Nurse Joy", Some(Speaker::Counsellor)),
            ("Counselor (Ann)", Some(Speaker::Counsellor)),
            ("Mother", Some(Speaker::Other)),
            ("", Some(Speaker::Other)),
            ("Maria", None),
            ("P. Jones", None),
            ("Speaker 1", None),
        ] {
            assert_eq!(speakers.recognise(name), expect, "{name:?}");
        }
    }

    #[test]
    fn personal_names() {
        for (name, expect) in [
            ("Maria Lopez", Some("Maria Lopez")),
            ("Dr. Lee", Some("Lee")),
            ("Nurse Joy", Some("Joy")),
            ("client", None),
            ("Client A", None),
            ("P 12", None),
            ("Speaker 1", None),
            ("", None),
        ] {
            assert_eq!(Speakers::personal(name).as_deref(), expect, "{name:?}");
        }
    }

    #[test]
    fn named_ones_are_known() {
        let mut speakers = Speakers::default();
        assert!(speakers.resolve("Maria", 1).unwrap_err().is_speaker());
        speakers.name("maria", Speaker::Client);
        assert_eq!(speakers.resolve("MARIA", 1).unwrap(), Speaker::Client);
        assert_eq!(speakers.resolve("Tom", 2).unwrap(), Speaker::Counsellor);
        assert_eq!(speakers.resolve("Tom", 3).unwrap(), Speaker::Counsellor);
        assert_eq!(speakers.resolve("Jo", 4).unwrap_err().speaker(), Some("Jo"));
    }

    #[test]
    fn the_other_one_is_on_the_other_side() {
        let survey = |names: &[&str]| {
            let mut speakers = Speakers::default();
            speakers.survey(names.iter().map(|name| (*name).to_owned()));
            speakers
        };
        let mut speakers = survey(&["Maria", "Dr. Lee", "Maria"]);
        assert_eq!(speakers.guesses(), [Guess { name: "Maria".into(), speaker: Speaker::Client, since: "Dr. Lee".into() }]);
        assert_eq!(speakers.resolve("maria", 1).unwrap(), Speaker::Client);
        assert_eq!(survey(&["Client", "Jo"]).guesses()[0].speaker, Speaker::Counsellor);
        for nobody in [&["Maria", "Tom"][..], &["Maria", "Tom", "Dr. Lee"], &["Client", "Therapist", "Jo"], &["Jo"], &["Mother", "Jo"]] {
            assert_eq!(survey(nobody).guesses(), [], "{nobody:?}");
        }
        let error = survey(&["Maria", "Tom", "Maria"]).resolve("Maria", 3).unwrap_err().to_string();
        assert_eq!(
            error,
            "line 3: `Maria` may be the client or the counsellor: tell which; who speaks, and how often: `Maria (2)`, `Tom (1)`"
        );
    }

    #[test]
    fn two_initials_cannot_both_be_the_client() {
        let mut speakers = Speakers::default();
        assert_eq!(speakers.resolve("C", 1).unwrap(), Speaker::Client);
        assert!(speakers.resolve("P", 2).unwrap_err().is_speaker());
        let mut speakers = Speakers::default();
        speakers.name("P", Speaker::Client);
        speakers.name("C", Speaker::Counsellor);
        assert_eq!(speakers.resolve("C", 1).unwrap(), Speaker::Counsellor);
    }
}
