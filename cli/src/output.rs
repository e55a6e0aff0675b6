//! Standard output.

use std::io::{self, BufWriter, IsTerminal, LineWriter, Write};

use anstream::AutoStream;
use serde::Serialize;

use crate::failure::Failure;
use crate::look::Look;

/// For data: as it is, save that a terminal gets each line at once.
pub(crate) fn data() -> Box<dyn Write> {
    let stdout = io::stdout();
    if stdout.is_terminal() { Box::new(LineWriter::new(stdout)) } else { Box::new(BufWriter::with_capacity(64 << 10, stdout)) }
}

/// One value as JSON, laid out for reading.
pub(crate) fn json(value: &impl Serialize) -> Result<(), Failure> {
    let mut out = data();
    serde_json::to_writer_pretty(&mut out, value)?;
    writeln!(out)?;
    Ok(out.flush()?)
}

/// For people: with colour where there is any, and how to write it.
pub(crate) fn people() -> (Box<dyn Write>, Look) {
    let look = Look::of_stdout();
    let stdout = io::stdout();
    let terminal = stdout.is_terminal();
    let stream = AutoStream::auto(stdout);
    if terminal { (Box::new(LineWriter::new(stream)), look) } else { (Box::new(BufWriter::with_capacity(64 << 10, stream)), look) }
}
