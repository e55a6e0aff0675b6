//! The report as one page of HTML that needs nothing else.
//!
//! Each session is laid out as it comes and put aside in a temporary file, as the table of all sessions stands above the first of them.
//! Templates escape everything; what they include unescaped is this program's own style and script. Should a word of a transcript ever get past that,
//! the page's security policy lets no script run but the one whose hash it names, and nothing be loaded at all.

mod charts;
mod marks;
mod overview;
mod session;

use std::io::{self, Read, Seek, SeekFrom, Write};

use askama::Template;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use changetalk::Talk;
use sha2::{Digest, Sha256};
use tempfile::SpooledTempFile;

use super::Form;
use super::destination::Destination;
use super::gather::Gathered;
use super::words;
use crate::wrap::Harmless;
use overview::{Overview, Row};
use session::SessionView;

const STYLE: &str = include_str!("../../../templates/report/style.css");
const SCRIPT: &str = include_str!("../../../templates/report/script.js");
/// A page of a few sessions is laid out in memory.
const IN_MEMORY: usize = 16 << 20;
/// A quotation beside its link to the turn need not be longer.
const CLIPPED: usize = 240;

pub(super) struct Page {
    /// The sessions, laid out.
    aside: SpooledTempFile,
    rows: Vec<Row>,
    /// Where each session ends in it.
    ends: Vec<u64>,
}

impl Default for Page {
    fn default() -> Page {
        Page { aside: SpooledTempFile::new(IN_MEMORY), rows: Vec::new(), ends: Vec::new() }
    }
}

#[derive(Template)]
#[template(path = "report/head.html")]
struct Head<'a> {
    title: String,
    style: &'a str,
    hash: String,
    overview: Option<Overview<'a>>,
}

#[derive(Template)]
#[template(path = "report/foot.html")]
struct Foot<'a> {
    script: &'a str,
    version: &'static str,
}

/// What stands around a session.
#[derive(Template)]
#[template(path = "report/around.html")]
struct Around<'a> {
    row: &'a Row,
    many: bool,
    opens: bool,
}

impl Form for Page {
    fn session(&mut self, gathered: Gathered, _: &mut Destination) -> io::Result<()> {
        let number = self.rows.len() + 1;
        let key = format!("s{number}");
        SessionView::of(&gathered, key.clone()).write_into(&mut self.aside).map_err(io::Error::other)?;
        self.ends.push(self.aside.stream_position()?);
        self.rows.push(Row::of(gathered, key));
        Ok(())
    }

    fn finish(&mut self, out: &mut Destination) -> io::Result<()> {
        let many = self.rows.len() > 1;
        let title = match &self.rows[..] {
            [only] => format!("{}: session report", only.title),
            rows => format!("Report on {} sessions", rows.len()),
        };
        let hash = BASE64_STANDARD.encode(Sha256::digest(SCRIPT.as_bytes()));
        let overview = many.then(|| Overview::of(&self.rows));
        Head { title, style: STYLE, hash, overview }.write_into(out).map_err(io::Error::other)?;
        self.aside.seek(SeekFrom::Start(0))?;
        let mut begins = 0;
        for (row, end) in self.rows.iter().zip(&self.ends) {
            Around { row, many, opens: true }.write_into(out).map_err(io::Error::other)?;
            io::copy(&mut Read::by_ref(&mut self.aside).take(end - begins), out)?;
            Around { row, many, opens: false }.write_into(out).map_err(io::Error::other)?;
            begins = *end;
        }
        Foot { script: SCRIPT, version: env!("CARGO_PKG_VERSION") }.write_into(out).map_err(io::Error::other)?;
        out.flush()
    }
}

/// Words that change neither the direction of writing nor anything else; the templates make them harmless as HTML.
fn clean(text: &str) -> String {
    Harmless(text).to_string()
}

/// The beginning of a long turn.
fn clipped(text: &str) -> String {
    match text.char_indices().nth(CLIPPED) {
        Some((end, _)) => format!("{}…", clean(text.get(..end).unwrap_or_default()).trim_end()),
        None => clean(text),
    }
}

fn speaker_name(speaker: &str) -> &'static str {
    match speaker {
        "client" => "Client",
        "counsellor" => "Counsellor",
        _ => "Other",
    }
}

fn talk_name(talk: Talk) -> &'static str {
    match talk {
        Talk::Change => "change talk",
        Talk::Sustain => "sustain talk",
        Talk::Neutral => "neutral",
    }
}
