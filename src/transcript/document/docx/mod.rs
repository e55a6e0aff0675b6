//! Word documents (`.docx`) → lines as of a text file.
//!
//! A paragraph is a line, and so is each part of one that a line break ends. A row of a table is a line too: `Speaker: words` where the table is made
//! so. What was deleted while changes were tracked, comments, notes, headers, footers, field codes and drawings are no words of the talk.

mod body;
mod table;

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::How;
use crate::transcript::decode::Decoder;
use crate::transcript::error::{Error, Kind};

/// Where the words stand in the archive. Some programs number it: `word/document2.xml`.
const MAIN: &str = "word/document.xml";

/// The lines of a Word document.
pub(super) fn lines<R: Read>(input: Decoder<R>, how: &How<'_>) -> Result<String, Error> {
    let Some(bytes) = input.archive(how.limits.file)? else {
        return Err(word("no Word document (.docx): it is no zip archive"));
    };
    let xml = inflate(bytes, how.limits.expanded)?;
    body::read(&xml, how)
}

/// The part that holds the words. Stops as soon as it grows over the limit, whatever size the archive says it has.
fn inflate(bytes: Vec<u8>, limit: usize) -> Result<String, Error> {
    let damaged = |error: ZipError| match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            word("the Word document has a password: save it without one")
        }
        ZipError::UnsupportedArchive(why) => word(format!("the Word document is packed in a way that is not read: {why}")),
        ZipError::CompressionMethodNotSupported(method) => {
            word(format!("the Word document is compressed in a way that is not read (method {method}): save it anew"))
        }
        other => word(format!("the Word document is damaged: {other}")),
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let is_main = |name: &[u8]| {
        let number = name.strip_prefix(b"word/document").and_then(|rest| rest.strip_suffix(b".xml"));
        number.is_some_and(|number| number.iter().all(u8::is_ascii_digit))
    };
    let name = archive.file_names_raw().filter(|name| is_main(name)).min_by_key(|name| name.len()).map(<[u8]>::to_vec);
    let Some(index) = name.and_then(|name| archive.index_for_name_raw(&name)) else {
        return Err(word(format!("no Word document (.docx): there is no `{MAIN}` in the archive")));
    };
    let part = archive.by_index(index).map_err(damaged)?;
    Decoder::new(part).whole(limit, "its text", "largest_expanded").map_err(|error| {
        if error.is_io() {
            word(format!("the Word document is damaged: `{MAIN}` cannot be unpacked: {error}"))
        } else if error.is_encoding() {
            word(format!("the Word document is damaged: `{MAIN}` is no text: {error}"))
        } else if error.is_malformed() {
            word(format!("the Word document is damaged: `{MAIN}` is no text"))
        } else {
            error
        }
    })
}

fn word(message: impl Into<String>) -> Error {
    Error::new(Kind::Document { line: None, column: None, message: message.into() })
}
