//! Where a report goes: standard output, or a file that is there whole or not at all.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::beside::{Beside, plain};
use crate::failure::Failure;
use crate::output;

const ROOM: usize = 64 << 10;

/// Takes what is written.
pub(super) enum Destination {
    Standard(Box<dyn Write>),
    File(BufWriter<Beside>),
}

impl Destination {
    /// Opens it, so that a folder that cannot be written is told before anything is read. None of the sources is overwritten.
    pub(super) fn open(path: Option<&Path>, sources: &[PathBuf]) -> Result<Destination, Failure> {
        let Some(path) = path.filter(|path| path.as_os_str() != "-") else { return Ok(Destination::Standard(output::data())) };
        if path.is_dir() {
            return Err(Failure::Medium(format!("cannot write {}: it is a folder; give the report a name in it", path.display())));
        }
        let same = |source: &PathBuf| Some(fs::canonicalize(source).ok()? == fs::canonicalize(path).ok()?);
        if sources.iter().any(|source| same(source) == Some(true)) {
            return Err(Failure::Usage(format!("{} is one of the transcripts; the report needs a name of its own", path.display())));
        }
        let beside = Beside::new(path).map_err(|error| unwritable(path, &error))?;
        Ok(Destination::File(BufWriter::with_capacity(ROOM, beside)))
    }

    /// Turns what went wrong while writing into what to tell.
    pub(super) fn told(&self, error: io::Error) -> Failure {
        match self {
            Destination::Standard(_) => error.into(),
            Destination::File(beside) => unwritable(beside.get_ref().path(), &error),
        }
    }

    /// Everything is written: gives it its name.
    pub(super) fn finish(self) -> Result<(), Failure> {
        match self {
            Destination::Standard(mut out) => Ok(out.flush()?),
            Destination::File(beside) => {
                let path = beside.get_ref().path().to_owned();
                let beside = beside.into_inner().map_err(|error| unwritable(&path, error.error()))?;
                beside.finish().map_err(|error| unwritable(&path, &error))
            }
        }
    }
}

impl Write for Destination {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Destination::Standard(out) => out.write(bytes),
            Destination::File(beside) => beside.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Destination::Standard(out) => out.flush(),
            Destination::File(beside) => beside.flush(),
        }
    }
}

fn unwritable(path: &Path, error: &io::Error) -> Failure {
    Failure::Medium(format!("cannot write {}: {}", path.display(), plain(error)))
}
