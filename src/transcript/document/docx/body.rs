//! The main part of a Word document: which of its text is words, and where lines end.

use super::super::How;
use super::super::xml::{Malformed, Piece, Xml};
use super::table::Table;
use super::{MAIN, word};
use crate::transcript::error::Error;

/// The two names that the elements of Word documents go by.
const SPACES: &[&str] =
    &["http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"];

/// Elements that hold no words: properties, what was deleted or moved away, field codes, drawings, readings beside signs.
#[rustfmt::skip]
const PASSED_OVER: &[&str] = &[
    "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "del", "delText", "moveFrom", "instrText", "delInstrText", "drawing",
    "pict", "object", "rt",
];

/// Reads the lines out of the XML.
pub(super) fn read(xml: &str, how: &How<'_>) -> Result<String, Error> {
    lines(xml, how).map_err(|Malformed { line, column, message }| {
        word(format!("the Word document is damaged: `{MAIN}`, line {line}, column {column}: {message}"))
    })
}

fn lines(text: &str, how: &How<'_>) -> Result<String, Malformed> {
    let mut xml = Xml::new(text, SPACES);
    let mut lines = String::new();
    let mut paragraph = String::new();
    let mut depth = 0_usize;
    // Within an element that is passed over, and how deep it stands.
    let mut passed: Option<usize> = None;
    let mut root = false;
    let (mut runs, mut texts) = (0_usize, 0_usize);
    // Tables may stand in tables; the cells of the inner ones are lines of the outer one's cell.
    let mut tables = 0_usize;
    let mut table = Table::default();
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Start { element, known } => {
                depth += 1;
                let name = element.local_name();
                let name = name.as_ref();
                if !root {
                    if !known || name != "document" {
                        return Err(xml.here("it does not begin with Word's element `document`".to_owned()));
                    }
                    root = true;
                }
                // What stands in for something that old programs do not know says the same once more.
                if passed.is_none() && (if known { PASSED_OVER.contains(&name) } else { name == "Fallback" }) {
                    passed = Some(depth);
                }
                if passed.is_some() || !known {
                    continue;
                }
                match name {
                    "r" => runs += 1,
                    "t" if runs > 0 => texts += 1,
                    "tab" | "ptab" if runs > 0 => paragraph.push(' '),
                    "br" | "cr" if runs > 0 => paragraph.push('\n'),
                    "noBreakHyphen" if runs > 0 => paragraph.push('-'),
                    "tbl" => {
                        tables += 1;
                        if tables == 1 {
                            table = Table::default();
                        }
                    }
                    "tc" if tables == 1 => table.cell(),
                    _ => {}
                }
            }
            Piece::Text(text) => {
                if texts > 0 && passed.is_none() {
                    // A control character may be what another form begins with, and is never a word's.
                    paragraph.extend(text.chars().map(|c| if c.is_control() { ' ' } else { c }));
                }
            }
            Piece::End { name, known } => {
                if passed.is_none() && known {
                    match name.as_str() {
                        "r" => runs = runs.saturating_sub(1),
                        "t" => texts = texts.saturating_sub(1),
                        "p" => {
                            if tables == 0 {
                                lines.push_str(&paragraph);
                                lines.push('\n');
                            } else {
                                table.paragraph(&paragraph);
                            }
                            paragraph.clear();
                        }
                        "tr" if tables == 1 => table.row(how, &mut lines),
                        "tbl" => tables = tables.saturating_sub(1),
                        _ => {}
                    }
                }
                if passed == Some(depth) {
                    passed = None;
                }
                depth = depth.saturating_sub(1);
            }
        }
    }
    Ok(lines)
}
