//! Everything, as one JSON object.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

use super::Form;
use super::destination::Destination;
use super::gather::Gathered;

/// The shape of what is written; a change that readers must know of counts it up.
const FORM: u32 = 1;

/// Sessions are written as they come, a line each.
#[derive(Default)]
pub(super) struct Json {
    begun: bool,
}

impl Json {
    fn begin(&mut self, out: &mut Destination) -> io::Result<bool> {
        let first = !std::mem::replace(&mut self.begun, true);
        if first {
            write!(out, "{{\"changetalk\":\"{}\",\"form\":{FORM},\"sessions\":[", env!("CARGO_PKG_VERSION"))?;
        }
        Ok(first)
    }
}

impl Form for Json {
    fn session(&mut self, session: Gathered, out: &mut Destination) -> io::Result<()> {
        let before: &[u8] = if self.begin(out)? { b"\n" } else { b",\n" };
        out.write_all(before)?;
        session.serialize(&mut Serializer::with_formatter(out, Inert(CompactFormatter)))?;
        Ok(())
    }

    fn finish(&mut self, out: &mut Destination) -> io::Result<()> {
        self.begin(out)?;
        out.write_all(b"\n]}\n")
    }
}

/// JSON escapes control characters up to U+001F by itself; some terminals obey those from U+007F on too, and marks that turn the direction of writing
/// make a line look like another.
struct Inert(CompactFormatter);

impl Formatter for Inert {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, c)) = rest.char_indices().find(|&(_, c)| obeyed(c)) {
            let (before, from) = rest.split_at(at);
            out.write_all(before.as_bytes())?;
            write!(out, "\\u{:04x}", u32::from(c))?;
            rest = from.get(c.len_utf8()..).unwrap_or_default();
        }
        self.0.write_string_fragment(out, rest)
    }
}

fn obeyed(c: char) -> bool {
    matches!(c, '\u{7f}'..='\u{9f}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
