/// What a ruler asks a client to put a number on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scale {
    /// How important the change is.
    Importance,
    /// How sure one is of managing it.
    Confidence,
    /// How ready one is.
    Readiness,
    /// A scale, of what is not said.
    Unnamed,
}

impl Scale {
    pub(crate) const ALL: [Scale; 4] = [Scale::Importance, Scale::Confidence, Scale::Readiness, Scale::Unnamed];

    /// The name used in files.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Scale::Importance => "importance",
            Scale::Confidence => "confidence",
            Scale::Readiness => "readiness",
            Scale::Unnamed => "unnamed",
        }
    }
}
