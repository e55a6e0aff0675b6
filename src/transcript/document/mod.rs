//! Documents, which are read as a whole before the first turn is given: CHAT, ELAN, TextGrid and Word.
//!
//! In three of them who speaks and when stands apart from the words, and people may talk at once ([`speech`]); they become turns here. The
//! words of a Word document become lines, which the reader of plain text takes from there, so that both follow the same rules.

#[cfg(feature = "linguistic")]
mod chat;
#[cfg(feature = "docx")]
mod docx;
#[cfg(feature = "linguistic")]
mod elan;
#[cfg(feature = "linguistic")]
mod speech;
#[cfg(feature = "linguistic")]
mod textgrid;
#[cfg(any(feature = "linguistic", feature = "docx"))]
#[cfg_attr(not(all(feature = "linguistic", feature = "docx")), allow(dead_code, reason = "each form needs some of it"))]
mod xml;

#[cfg(test)]
#[cfg(all(feature = "linguistic", feature = "docx"))]
mod tests;

use std::io::Read;

use super::columns::Columns;
use super::decode::Decoder;
use super::error::{Error, Kind};
use super::format::Format;
use super::row::Row;
use super::speaker::Speakers;

/// How large what is read as a whole may be, in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// The file itself.
    pub(super) file: usize,
    /// What a compressed file expands to.
    pub(super) expanded: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { file: 64 << 20, expanded: 256 << 20 }
    }
}

/// What the caller chose.
#[cfg_attr(not(all(feature = "linguistic", feature = "docx")), allow(dead_code, reason = "each form needs some of it"))]
pub(super) struct How<'a> {
    pub(super) columns: &'a Columns,
    pub(super) speakers: &'a mut Speakers,
    pub(super) limits: Limits,
    /// The longest turn, in bytes.
    pub(super) longest: usize,
}

/// A document that has been read.
pub(super) enum Document {
    /// Who said what, in order.
    #[cfg(feature = "linguistic")]
    Speeches(speech::Speeches),
    /// Lines as in a text file.
    #[cfg(feature = "docx")]
    Lines(Box<super::text::Text<std::io::Cursor<Vec<u8>>>>),
}

impl Document {
    /// Reads a document of one of the forms that are read as a whole.
    #[cfg_attr(not(any(feature = "linguistic", feature = "docx")), allow(unused_variables))]
    pub(super) fn open<R: Read>(format: Format, input: Decoder<R>, how: &mut How<'_>) -> Result<Document, Error> {
        match format {
            #[cfg(feature = "linguistic")]
            Format::Chat | Format::Elan | Format::TextGrid => {
                let text = input.whole(how.limits.file, "the file", "largest_file")?;
                let mut speeches = speech::Speeches::new(how.longest);
                match format {
                    Format::Chat => chat::read(&text, &mut speeches)?,
                    Format::Elan => elan::read(&text, &mut speeches)?,
                    _ => textgrid::read(&text, &mut speeches)?,
                }
                let speeches = speeches.finish()?;
                speeches.introduce(how.speakers);
                Ok(Document::Speeches(speeches))
            }
            #[cfg(feature = "docx")]
            Format::Docx => {
                let lines = docx::lines(input, how)?;
                let lines = Decoder::new(std::io::Cursor::new(lines.into_bytes()));
                Ok(Document::Lines(Box::new(super::text::Text::open(lines, how.speakers, how.longest))))
            }
            other => Err(Error::new(Kind::Off { format: other, feature: if other == Format::Docx { "docx" } else { "linguistic" } })),
        }
    }

    /// The next row.
    #[cfg_attr(not(any(feature = "linguistic", feature = "docx")), allow(unused_variables))]
    pub(super) fn next(&mut self, speakers: &mut Speakers) -> Result<Option<Row>, Error> {
        match *self {
            #[cfg(feature = "linguistic")]
            Document::Speeches(ref mut speeches) => speeches.next(speakers),
            #[cfg(feature = "docx")]
            Document::Lines(ref mut lines) => lines.next(speakers),
        }
    }
}
