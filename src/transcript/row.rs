use std::mem;

use super::error::Error;
use super::speaker::Speaker;
use super::time::Time;

/// What one speaker says until the next one does.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Turn {
    /// The session that it belongs to.
    pub session: String,
    /// Its place in the session, from 0: a turn of index 0 starts one.
    pub index: u64,
    /// It stands on its own, but for the counsellor's turn that its row may bring: the row names neither session nor speaker.
    pub alone: bool,
    /// Who speaks.
    pub speaker: Speaker,
    /// The personal name by which the file calls the speaker, if there is one: `Maria Lopez`, and of `Dr. Lee` the `Lee`; none of `client` or `P 3`.
    pub name: Option<String>,
    /// The words.
    pub text: String,
    /// The line of the file on which it starts, from 1.
    pub line: u64,
    /// When it was said, where the file tells.
    pub time: Option<Time>,
    /// The values of the extra columns that were asked for; empty where a row has none.
    pub extra: Vec<String>,
}

/// One row of a file, whatever its form.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) line: u64,
    pub(super) session: Option<String>,
    /// The session, or only the row's number.
    pub(super) weak_session: Option<String>,
    /// A session starts here though its id may be that of the one before.
    pub(super) fresh: bool,
    pub(super) speaker: Option<Speaker>,
    /// The speaker's personal name.
    pub(super) name: Option<String>,
    pub(super) text: String,
    pub(super) time: Option<Time>,
    /// The counsellor's turn before it.
    pub(super) context: Option<String>,
    pub(super) extra: Vec<String>,
}

/// Rows → turns: which session each belongs to, and its place there.
#[derive(Debug, Default)]
pub(super) struct Sequence {
    session: Option<String>,
    index: u64,
    rows: u64,
    weak_is_session: Option<bool>,
    /// Read ahead to find out what `id` means.
    ahead: Option<Row>,
    /// The row's own turn, where its context went before it.
    next: Option<Turn>,
}

impl Sequence {
    /// The next turn, from the next row where there is need of one.
    pub(super) fn next(&mut self, mut read: impl FnMut() -> Result<Option<Row>, Error>) -> Result<Option<Turn>, Error> {
        if let Some(turn) = self.next.take() {
            return Ok(Some(turn));
        }
        let row = match self.ahead.take() {
            Some(row) => row,
            None => match read()? {
                Some(row) => row,
                None => return Ok(None),
            },
        };
        if self.weak_is_session.is_none() && row.weak_session.is_some() {
            self.ahead = read()?;
            self.weak_is_session = Some(self.ahead.as_ref().is_some_and(|ahead| ahead.weak_session == row.weak_session));
        }
        Ok(Some(self.place(row)))
    }

    fn place(&mut self, row: Row) -> Turn {
        self.rows += 1;
        let context = row.context.filter(|context| row.speaker.is_none_or(|speaker| speaker == Speaker::Client) && holds_words(context));
        let weak = row.weak_session.filter(|_| self.weak_is_session == Some(true));
        let (session, fresh, alone) = match (row.session.or(weak), row.speaker) {
            (Some(session), _) => (session, row.fresh, false),
            (None, None) => (self.rows.to_string(), true, true),
            (None, Some(_)) => ("1".to_owned(), false, false),
        };
        if fresh || self.session.as_ref() != Some(&session) {
            self.session = Some(session.clone());
            self.index = 0;
        }
        let speaker = row.speaker.unwrap_or(Speaker::Client);
        let mut turn = Turn {
            session,
            index: self.index,
            alone,
            speaker,
            name: row.name,
            text: row.text,
            line: row.line,
            time: row.time,
            extra: row.extra,
        };
        self.index += 1;
        if let Some(context) = context {
            let before = Turn {
                session: turn.session.clone(),
                index: turn.index,
                alone,
                speaker: Speaker::Counsellor,
                name: None,
                text: context,
                line: turn.line,
                time: None,
                extra: turn.extra.clone(),
            };
            turn.index += 1;
            self.index += 1;
            self.next = Some(mem::replace(&mut turn, before));
        }
        turn
    }
}

/// A remark in brackets, such as "(answering a closed question)", is nobody's words.
fn holds_words(context: &str) -> bool {
    let context = context.trim();
    let remark = context.starts_with('(') && context.ends_with(')') || context.starts_with('[') && context.ends_with(']');
    !context.is_empty() && !remark
}
