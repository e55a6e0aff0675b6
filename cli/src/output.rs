//! Standard output.

use std::io::{self, BufWriter, IsTerminal, LineWriter, Write};

use anstream::AutoStream;

use crate::look::Look;

/// For data: as it is, save that a terminal gets each line at once.
pub(crate) fn data() -> Box<dyn Write> {
    let stdout = io::stdout();
    if stdout.is_terminal() { Box::new(LineWriter::new(stdout)) } else { Box::new(BufWriter::with_capacity(64 << 10, stdout)) }
}

/// For people: with colour where there is any, and how to write it.
pub(crate) fn people() -> (Box<dyn Write>, Look) {
    let look = Look::of_stdout();
    let stdout = io::stdout();
    let terminal = stdout.is_terminal();
    let stream = AutoStream::auto(stdout);
    if terminal { (Box::new(LineWriter::new(stream)), look) } else { (Box::new(BufWriter::with_capacity(64 << 10, stream)), look) }
}
