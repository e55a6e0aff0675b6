//! Where a report goes: standard output, or a file that is there whole or not at all.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::failure::Failure;
use crate::output;

const ROOM: usize = 64 << 10;

/// Takes what is written.
pub(super) enum Destination {
    Standard(Box<dyn Write>),
    File { path: PathBuf, beside: BufWriter<NamedTempFile> },
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
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let file = tempfile::Builder::new().prefix(".changetalk-").tempfile_in(folder).map_err(|error| unwritable(path, &error))?;
        Ok(Destination::File { path: path.to_owned(), beside: BufWriter::with_capacity(ROOM, file) })
    }

    /// Turns what went wrong while writing into what to tell.
    pub(super) fn told(&self, error: io::Error) -> Failure {
        match self {
            Destination::Standard(_) => error.into(),
            Destination::File { path, .. } => unwritable(path, &error),
        }
    }

    /// Everything is written: gives it its name.
    pub(super) fn finish(self) -> Result<(), Failure> {
        match self {
            Destination::Standard(mut out) => Ok(out.flush()?),
            Destination::File { path, beside } => {
                let file = beside.into_inner().map_err(|error| unwritable(&path, error.error()))?;
                file.as_file().sync_all().map_err(|error| unwritable(&path, &error))?;
                file.persist(&path).map_err(|error| unwritable(&path, &error.error))?;
                Ok(())
            }
        }
    }
}

impl Write for Destination {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Destination::Standard(out) => out.write(bytes),
            Destination::File { beside, .. } => beside.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Destination::Standard(out) => out.flush(),
            Destination::File { beside, .. } => beside.flush(),
        }
    }
}

fn unwritable(path: &Path, error: &io::Error) -> Failure {
    // Without the name of the temporary file, of which nobody knows.
    let plain = error.raw_os_error().map(io::Error::from_raw_os_error);
    let error = plain.as_ref().unwrap_or(error);
    Failure::Medium(format!("cannot write {}: {error}", path.display()))
}
