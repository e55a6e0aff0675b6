//! Files that are there whole or not at all: written beside the place and renamed, and taken away where somebody interrupts.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use tempfile::NamedTempFile;

/// What shells give a command that was interrupted.
const INTERRUPTED: i32 = 130;

/// The files that have no name of their own yet.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());
static WATCH: Once = Once::new();

fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A file that is being written. Dropped before it is finished, it leaves nothing.
pub(crate) struct Beside {
    file: NamedTempFile,
    path: PathBuf,
}

impl Beside {
    /// Begins a file that will be called `path`.
    pub(crate) fn new(path: &Path) -> io::Result<Beside> {
        // Destructors do not run when a signal ends the program.
        WATCH.call_once(|| {
            let _ = ctrlc::set_handler(|| {
                // Held to the end, so that no further file is begun.
                let files = unfinished();
                files.iter().for_each(|file| drop(fs::remove_file(file)));
                std::process::exit(INTERRUPTED);
            });
        });
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut files = unfinished();
        let file = tempfile::Builder::new().prefix(".changetalk-").tempfile_in(folder)?;
        files.push(file.path().to_owned());
        Ok(Beside { file, path: path.to_owned() })
    }

    /// What it will be called.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Everything is written: gives it its name.
    pub(crate) fn finish(self) -> io::Result<()> {
        self.file.as_file().sync_all()?;
        let temporary = self.file.path().to_owned();
        let done = self.file.persist(&self.path).map(drop).map_err(|error| error.error);
        unfinished().retain(|file| *file != temporary);
        done
    }
}

impl Write for Beside {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// An error without the name of the temporary file, of which nobody knows.
pub(crate) fn plain(error: &io::Error) -> io::Error {
    match (error.raw_os_error(), error.kind()) {
        (Some(code), _) => io::Error::from_raw_os_error(code),
        (None, io::ErrorKind::NotFound) => io::Error::new(io::ErrorKind::NotFound, "there is no such folder"),
        (None, io::ErrorKind::Other) => io::Error::other(error.to_string()),
        (None, kind) => kind.into(),
    }
}
