//! The forms in which each turn stands by itself, so that turns can be written apart and put together.

use std::io::Write;

use changetalk::OffsetUnit;

use super::{Writer, csv, json};

/// How to write turns as data.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Form {
    /// JSON Lines, whose spans count in this unit.
    Json(OffsetUnit),
    /// A table; `raw`: its cells as they are, though a spreadsheet may take one for a formula.
    Csv { raw: bool },
}

impl Form {
    /// Writes from the beginning.
    pub(crate) fn writer<'w>(self, out: impl Write + 'w) -> Box<dyn Writer + 'w> {
        match self {
            Form::Json(unit) => Box::new(json::Lines::new(out, unit)),
            Form::Csv { raw } => Box::new(csv::Sheet::new(out, raw)),
        }
    }

    /// Goes on writing what was begun elsewhere.
    pub(crate) fn continued<'w>(self, out: impl Write + 'w) -> Box<dyn Writer + 'w> {
        match self {
            Form::Json(_) => self.writer(out),
            Form::Csv { raw } => Box::new(csv::Sheet::continued(out, raw)),
        }
    }
}
