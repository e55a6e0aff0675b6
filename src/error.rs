//! The library's one error.

use std::fmt;

use crate::lexicon::Problem;

/// What went wrong. Opaque: ask it, or print it.
pub struct Error(Box<Kind>);

enum Kind {
    Lexicon(Vec<Problem>),
    UnknownTarget { name: String, known: Vec<String> },
}

impl Error {
    pub(crate) fn lexicon(problems: Vec<Problem>) -> Error {
        Error(Box::new(Kind::Lexicon(problems)))
    }

    pub(crate) fn unknown_target(name: &str, known: Vec<String>) -> Error {
        Error(Box::new(Kind::UnknownTarget { name: name.to_owned(), known }))
    }

    /// A lexicon file has problems; [`Error::problems`] lists them.
    pub fn is_lexicon(&self) -> bool {
        matches!(*self.0, Kind::Lexicon(_))
    }

    /// A target names a behaviour that the lexicon does not have.
    pub fn is_unknown_target(&self) -> bool {
        matches!(*self.0, Kind::UnknownTarget { .. })
    }

    /// All problems of the lexicon files, in the order of the files.
    pub fn problems(&self) -> &[Problem] {
        match &*self.0 {
            Kind::Lexicon(problems) => problems,
            Kind::UnknownTarget { .. } => &[],
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
