//! The library's one error.

use std::fmt;

use crate::lexicon::Problem;

/// What went wrong. Opaque: ask it, or print it.
pub struct Error(Box<Kind>);

enum Kind {
    Lexicon(Vec<Problem>),
    UnknownTarget { name: String, known: Vec<String> },
    OtherLexicon { saved: String, given: String },
    Damaged(String),
    NoWords,
}

impl Error {
    pub(crate) fn lexicon(problems: Vec<Problem>) -> Error {
        Error(Box::new(Kind::Lexicon(problems)))
    }

    pub(crate) fn unknown_target(name: &str, known: Vec<String>) -> Error {
        Error(Box::new(Kind::UnknownTarget { name: name.to_owned(), known }))
    }

    pub(crate) fn other_lexicon(saved: &str, given: &str) -> Error {
        Error(Box::new(Kind::OtherLexicon { saved: saved.to_owned(), given: given.to_owned() }))
    }

    pub(crate) fn damaged(what: String) -> Error {
        Error(Box::new(Kind::Damaged(what)))
    }

    pub(crate) fn no_words() -> Error {
        Error(Box::new(Kind::NoWords))
    }

    /// A lexicon file has problems; [`Error::problems`] lists them.
    pub fn is_lexicon(&self) -> bool {
        matches!(*self.0, Kind::Lexicon(_))
    }

    /// A target names a behaviour that the lexicon does not have.
    pub fn is_unknown_target(&self) -> bool {
        matches!(*self.0, Kind::UnknownTarget { .. })
    }

    /// A session was saved with another lexicon.
    pub fn is_other_lexicon(&self) -> bool {
        matches!(*self.0, Kind::OtherLexicon { .. })
    }

    /// What was saved of a session is damaged, or of another version of this library.
    pub fn is_damaged(&self) -> bool {
        matches!(*self.0, Kind::Damaged(_))
    }

    /// A saved session cannot be tagged again, since it did not keep its words.
    pub fn is_without_words(&self) -> bool {
        matches!(*self.0, Kind::NoWords)
    }

    /// All problems of the lexicon files, in the order of the files.
    pub fn problems(&self) -> &[Problem] {
        match &*self.0 {
            Kind::Lexicon(problems) => problems,
            _ => &[],
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Kind::Lexicon(problems) => {
                for (index, problem) in problems.iter().enumerate() {
                    if index > 0 {
                        writeln!(f)?;
                    }
                    write!(f, "{problem}")?;
                }
                Ok(())
            }
            Kind::UnknownTarget { name, known } => {
                write!(f, "the lexicon has no behaviour `{name}`; it has {}", known.join(", "))
            }
            Kind::OtherLexicon { saved, given } => write!(
                f,
                "the session was saved with another lexicon (fingerprint {saved}, and this one has {given}): resume it with that one, or tag it again"
            ),
            Kind::Damaged(what) => write!(f, "the saved session is damaged: {what}"),
            Kind::NoWords => f.write_str("the session did not keep its words, so they cannot be tagged again"),
        }
    }
}

/// What `main` prints of an error that it returns: the same as for people, without the files' whole texts.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {}
