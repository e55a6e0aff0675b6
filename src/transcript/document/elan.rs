//! ELAN: tiers of annotations between time slots.
//!
//! A tier is a speaker, called by its participant or by itself. Tiers that belong to another one (words of its annotations, translations, codes)
//! are passed over: they say again or say about what stands there already.

use std::collections::HashMap;

use super::speech::Speeches;
use super::xml::{Malformed, Piece, Xml, attribute};
use crate::transcript::error::{Error, Kind};
use crate::transcript::time::Time;

/// The place of a time slot in time: slots without a time of their own stand behind the last one that has.
#[derive(Clone, Copy, PartialEq, PartialOrd, Eq, Ord)]
struct Slot {
    about: u64,
    number: usize,
    exact: bool,
}

struct Annotation {
    from: Slot,
    to: Slot,
    voice: usize,
    line: u64,
    words: String,
}

/// Reads the text of an ELAN file.
pub(super) fn read(text: &str, speeches: &mut Speeches) -> Result<(), Error> {
    let mut annotations = gather(text, speeches)
        .map_err(|Malformed { line, column, message }| Error::new(Kind::Document { line: Some(line), column: Some(column), message }))?;
    annotations.sort_by_key(|annotation| (annotation.from, annotation.to));
    for Annotation { from, to, voice, line, words } in annotations {
        let end = Some(to.about).filter(|_| to.exact);
        let time = from.exact.then_some(Time { start: from.about, end });
        speeches.add(voice, line, &words, time)?;
    }
    Ok(())
}

fn gather(text: &str, speeches: &mut Speeches) -> Result<Vec<Annotation>, Malformed> {
    let mut xml = Xml::new(text, &[]);
    let mut root = false;
    let mut last = Slot { about: 0, number: 0, exact: false };
    let mut slots: HashMap<String, Slot> = HashMap::new();
    let mut voice = None;
    let mut annotation = None;
    let mut value = false;
    let mut annotations = Vec::new();
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Start { element, .. } if !root => {
                root = element.local_name().as_ref() == "ANNOTATION_DOCUMENT";
                if !root {
                    return Err(xml.here("not an ELAN file: it does not begin with `ANNOTATION_DOCUMENT`".to_owned()));
                }
            }
            Piece::Start { element, .. } => match element.local_name().as_ref() {
                "TIME_SLOT" => {
                    let time = attribute(&xml, &element, "TIME_VALUE")?;
                    let exact = match &time {
                        Some(time) => Some(time.trim().parse::<u64>().map_err(|_| {
                            let short: String = time.chars().take(40).collect();
                            xml.here(format!("`{}` is no time: a whole number of milliseconds was expected", short.escape_debug()))
                        })?),
                        None => None,
                    };
                    last = Slot { about: exact.unwrap_or(last.about), number: last.number + 1, exact: exact.is_some() };
                    if let Some(id) = attribute(&xml, &element, "TIME_SLOT_ID")? {
                        slots.insert(id, last);
                    }
                }
                "TIER" => {
                    let id = attribute(&xml, &element, "TIER_ID")?.unwrap_or_default();
                    let participant = attribute(&xml, &element, "PARTICIPANT")?.filter(|name| !name.trim().is_empty());
                    let own = attribute(&xml, &element, "PARENT_REF")?.is_none();
                    voice = own.then(|| speeches.voice(participant.as_ref().unwrap_or(&id), Vec::new));
                }
                "ALIGNABLE_ANNOTATION" => {
                    if let Some(voice) = voice {
                        let slot = |name| -> Result<Slot, Malformed> {
                            let id = attribute(&xml, &element, name)?.unwrap_or_default();
                            slots.get(&id).copied().ok_or_else(|| {
                                let short: String = id.chars().take(40).collect();
                                xml.here(format!("an annotation refers to the time slot `{}`, which there is not", short.escape_debug()))
                            })
                        };
                        let (from, to) = (slot("TIME_SLOT_REF1")?, slot("TIME_SLOT_REF2")?);
                        let line = xml.line();
                        annotation = Some(Annotation { from, to, voice, line, words: String::new() });
                    }
                }
                "ANNOTATION_VALUE" => value = true,
                _ => {}
            },
            Piece::Text(text) => {
                if let Some(annotation) = annotation.as_mut().filter(|_| value) {
                    annotation.words.push_str(&text);
                }
            }
            Piece::End { name, .. } => match name.as_str() {
                "TIER" => voice = None,
                "ALIGNABLE_ANNOTATION" => annotations.extend(annotation.take()),
                "ANNOTATION_VALUE" => value = false,
                _ => {}
            },
        }
    }
    Ok(annotations)
}
