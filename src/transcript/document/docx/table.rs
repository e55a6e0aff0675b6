//! Rows of a table → lines.

use super::super::How;
use crate::transcript::names::{self, plain};
use crate::transcript::text::is_name;

/// A table whose rows come one after another.
#[derive(Default)]
pub(super) struct Table {
    /// The cells of the row that is being read.
    cells: Vec<String>,
    begun: bool,
    /// Where the speaker and the words stand, where the first row says it.
    header: Option<(usize, usize)>,
}

impl Table {
    /// A cell begins.
    pub(super) fn cell(&mut self) {
        self.cells.push(String::new());
    }

    /// A paragraph of the cell.
    pub(super) fn paragraph(&mut self, text: &str) {
        if let Some(cell) = self.cells.last_mut().filter(|_| !text.trim().is_empty()) {
            if !cell.is_empty() {
                cell.push('\n');
            }
            cell.push_str(text);
        }
    }

    /// The row is complete: appends its lines.
    pub(super) fn row(&mut self, how: &How<'_>, lines: &mut String) {
        let cells = std::mem::take(&mut self.cells);
        let cells: Vec<&str> = cells.iter().map(|cell| cell.trim()).collect();
        if !std::mem::replace(&mut self.begun, true) {
            self.header = header(&cells, how);
            if self.header.is_some() {
                return;
            }
        }
        match self.header {
            Some((speaker, words)) => {
                let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
                line(lines, "", Some(cell(speaker)), cell(words));
            }
            None => free(&cells, how, lines),
        }
    }
}

/// The places of the speaker and the words, if these cells are the names of columns.
fn header(cells: &[&str], how: &How<'_>) -> Option<(usize, usize)> {
    let places = how.columns.has_text(cells.iter().copied()).then(|| how.columns.locate(cells, 1, false).ok()).flatten();
    if let Some(places) = places {
        return Some((places.speaker?, places.text));
    }
    // "Speaker" is the name of a column; "Participant" is one as well, and may be a speaker already.
    let named = |cell: &&str| names::SPEAKER.contains(&&*plain(cell)) && how.speakers.recognise(cell).is_none();
    let speaker = cells.iter().position(named)?;
    let words = cells.len().checked_sub(1).filter(|&last| last != speaker)?;
    Some((speaker, words))
}

/// A row of a table without a header: perhaps a number, perhaps a time, then who speaks and the words.
fn free(cells: &[&str], how: &How<'_>, lines: &mut String) {
    let mut cells: Vec<&str> = cells.iter().copied().filter(|cell| !cell.is_empty()).collect();
    let number = |cell: &str| cell.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '#'));
    let time =
        |cell: &str| cell.contains(':') && cell.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | ',' | '[' | ']' | '-' | ' '));
    if cells.len() > 1 && cells.first().is_some_and(|cell| number(cell)) {
        cells.remove(0);
    }
    let when = if cells.len() > 1 && cells.first().is_some_and(|cell| time(cell)) { cells.remove(0) } else { "" };
    let who = |cell: &str| {
        let name = cell.trim_end_matches(':').trim();
        !name.contains('\n') && name.len() <= 40 && (how.speakers.recognise(name).is_some() || is_name(name))
    };
    match &cells[..] {
        [name, words @ ..] if !words.is_empty() && who(name) => line(lines, when, Some(name), &words.join(" ")),
        words => line(lines, when, None, &words.join(" ")),
    }
}

/// `[0:12] Speaker: words`, as far as there is any of it.
fn line(lines: &mut String, when: &str, speaker: Option<&str>, words: &str) {
    if !when.is_empty() {
        lines.push('[');
        lines.push_str(when.trim_matches(['[', ']']));
        lines.push_str("] ");
    }
    if let Some(speaker) = speaker.map(|name| name.trim_end_matches(':').trim()).filter(|name| !name.is_empty()) {
        lines.push_str(speaker);
        lines.push_str(": ");
    }
    lines.push_str(words);
    lines.push('\n');
}
