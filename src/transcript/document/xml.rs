//! XML, piece by piece: checked for nesting and closed tags, with entities left alone and errors that know their place.

use std::borrow::Cow;

use quick_xml::errors::Error as Fault;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

/// How deep elements may stand in one another: documents that people make stay far below.
const DEEPEST: usize = 256;

/// Reads a text that holds XML.
pub(super) struct Xml<'a> {
    reader: NsReader<&'a [u8]>,
    text: &'a str,
    spaces: &'static [&'static str],
    depth: usize,
    /// Where the piece that was read last begins.
    started: u64,
    /// Lines that end before this byte.
    counted: (usize, u64),
}

/// A piece of XML.
pub(super) enum Piece<'a> {
    /// An element begins. `known` says whether it is of one of the namespaces that were asked for.
    Start { element: BytesStart<'a>, known: bool },
    /// An element ends, the one that began last.
    End { name: String, known: bool },
    /// Characters, references resolved.
    Text(Cow<'a, str>),
}

/// What is wrong, and where: the line and column, both from 1.
#[derive(Debug)]
pub(super) struct Malformed {
    pub(super) line: u64,
    pub(super) column: usize,
    pub(super) message: String,
}

impl<'a> Xml<'a> {
    /// Elements of these namespaces are known, those of no namespace where none are given.
    pub(super) fn new(text: &'a str, spaces: &'static [&'static str]) -> Xml<'a> {
        let mut reader = NsReader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Xml { reader, text, spaces, depth: 0, started: 0, counted: (0, 1) }
    }

    /// The next piece; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Piece<'a>>, Malformed> {
        loop {
            self.started = self.reader.buffer_position();
            let (space, event) = match self.reader.read_resolved_event() {
                Ok(read) => read,
                Err(fault) => {
                    let at = self.reader.error_position();
                    return Err(self.malformed(at, sentence(&fault)));
                }
            };
            let known = match space {
                ResolveResult::Bound(Namespace(space)) => self.spaces.contains(&space),
                ResolveResult::Unbound => self.spaces.is_empty(),
                ResolveResult::Unknown(_) => false,
            };
            match event {
                Event::Start(element) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(self.here(format!("elements stand more than {DEEPEST} deep in one another")));
                    }
                    return Ok(Some(Piece::Start { element, known }));
                }
                Event::End(element) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Some(Piece::End { name: element.local_name().as_ref().to_owned(), known }));
                }
                Event::Text(text) => return Ok(Some(Piece::Text(text.xml10_content()))),
                Event::CData(text) => return Ok(Some(Piece::Text(text.xml10_content()))),
                Event::GeneralRef(reference) => {
                    let text = resolve(&reference).map_err(|message| self.here(message))?;
                    return Ok(Some(Piece::Text(Cow::Owned(text))));
                }
                Event::Eof if self.depth > 0 => {
                    return Err(self.malformed(
                        self.text.trim_end().len() as u64,
                        "it ends in the middle of an element: is the file cut off?".to_owned(),
                    ));
                }
                Event::Eof => return Ok(None),
                // What a document type defines is not used.
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
    }

    /// The line on which the piece that was read last begins. To be asked for in the order of the file.
    pub(super) fn line(&mut self) -> u64 {
        let end = place(self.started, self.text);
        let (from, lines) = self.counted;
        let more = self.text.as_bytes().get(from..end).unwrap_or_default().iter().filter(|&&b| b == b'\n').count();
        self.counted = (end.max(from), lines + more as u64);
        self.counted.1
    }

    /// Something is wrong with what was read last.
    pub(super) fn here(&self, message: String) -> Malformed {
        self.malformed(self.started, message)
    }

    fn malformed(&self, at: u64, message: String) -> Malformed {
        let before = self.text.as_bytes().get(..place(at, self.text)).unwrap_or_default();
        let line = before.iter().filter(|&&b| b == b'\n').count() as u64 + 1;
        let column = before.iter().rev().take_while(|&&b| b != b'\n').count() + 1;
        Malformed { line, column, message }
    }
}

/// An attribute's value; `None` where the element has no such attribute.
pub(super) fn attribute(xml: &Xml<'_>, element: &BytesStart<'_>, name: &str) -> Result<Option<String>, Malformed> {
    let found = element.try_get_attribute(name).map_err(|fault| xml.here(fault.to_string()))?;
    let value = found.map(|found| found.normalized_value(quick_xml::XmlVersion::Explicit1_0).map(Cow::into_owned)).transpose();
    value.map_err(|fault| xml.here(sentence(&fault)))
}

fn place(at: u64, text: &str) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX).min(text.len())
}

/// A character reference, or one of the five entities that every XML file has. Entities that a file defines itself are refused: a few lines of
/// them can stand for gigabytes.
fn resolve(reference: &BytesRef<'_>) -> Result<String, String> {
    match reference.resolve_char_ref() {
        Ok(Some(c)) => return Ok(c.to_string()),
        Ok(None) => {}
        Err(fault) => return Err(sentence(&fault)),
    }
    let name = reference.xml10_content();
    match quick_xml::escape::resolve_predefined_entity(&name) {
        Some(text) => Ok(text.to_owned()),
        None => {
            let name: String = name.chars().take(40).collect();
            Err(format!("`&{};` is not known: entities that a file defines itself are not expanded", name.escape_debug()))
        }
    }
}

fn sentence(fault: &Fault) -> String {
    let text = fault.to_string();
    // Advice to programmers stands behind the semicolon.
    let what = if matches!(fault, Fault::Namespace(_)) { text.split(';').next().unwrap_or_default() } else { &text };
    format!("malformed XML: {what}")
}
