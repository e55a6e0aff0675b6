//! Files people have → turns.
//!
//! A [`Reader`] takes anything that can be read and gives one [`Turn`] after another, in the order of the file and in bounded
//! memory, so a file larger than memory works, but for the documents below. It finds out what it is given:
//!
//! | form | read as |
//! |---|---|
//! | CSV, TSV | columns found by name in the header ([`Columns`]): AnnoMI's `transcript_id`, `interlocutor`, `utterance_text` and common ones |
//! | plain text | `Speaker: words`, with continuation lines; names and times on lines of their own, as Otter, Zoom, Teams and Rev write them; `---`, `=== name ===` or `Session 2` starts a session; `#` starts a comment |
//! | WebVTT, SRT | cues with `Name: words`, `<v Name>words</v>` or `[Name] words`; what one speaker says in cues that follow one another is a turn |
//! | JSON Lines | one object a line, with the same keys as the columns |
//!
//! | CHAT `.cha` | main tiers, whose speakers `@Participants` tells; markup becomes words as spoken (feature `linguistic`) |
//! | ELAN `.eaf` | tiers are speakers, by participant or name; annotations in the order of time (feature `linguistic`) |
//! | Praat `.TextGrid` | interval tiers are speakers; intervals in the order of time (feature `linguistic`) |
//! | Word `.docx` | paragraphs, and rows of tables, as lines of plain text (feature `docx`) |
//!
//! UTF-8, with or without byte order mark, and UTF-16 are read; anything else is refused with the place where it stands.
//!
//! ```
//! use changetalk::transcript::{Reader, Speaker};
//!
//! let file = "transcript_id,interlocutor,utterance_text\n\
//!             7,therapist,What brings you here?\n\
//!             7,client,\"Well, I want to stop.\"\n";
//! let turns: Vec<_> = Reader::new(file.as_bytes())?.collect::<Result<_, _>>()?;
//! assert_eq!(turns[1].speaker, Speaker::Client);
//! assert_eq!(turns[1].text, "Well, I want to stop.");
//! assert_eq!((&*turns[1].session, turns[1].index, turns[1].line), ("7", 1, 3));
//! # Ok::<(), changetalk::transcript::Error>(())
//! ```
//!
//! # What makes a session
//! A session id that differs from the row before starts a new session, and [`Turn::index`] starts again at 0. Rows of one session
//! stand together in a file; an id that comes back later is a new session. With a speaker column and no session column the file is
//! one session. With neither, every row is a client's turn on its own: a session of one turn, named by the number of the row. A column
//! called just `id` may number sessions or rows; it is taken for the session if the first two rows share it. Where a row has a column
//! `therapist_context`, that turn of the counsellor comes out before the client's own.
//!
//! # Documents
//! The last four are read as a whole before the first turn comes out, up to [`Options::largest_file`] bytes and, unpacked,
//! [`Options::largest_expanded`]. [`Turn::line`] is the line of the file in the first three, where the turn begins; in a Word document it counts
//! paragraphs, line breaks and rows of tables.
//!
//! In CHAT, ELAN and TextGrid, what one speaker says without another between is one turn, from the first one's beginning to the end of the last
//! ([`Turn::time`]). ELAN's tiers that belong to another tier are passed over, as are `%` lines in CHAT and point tiers in TextGrid. Of CHAT's
//! markup there remain words, fillers, fragments (`s-`), breaks (`--` where the speaker begins anew or is cut off, `…` where they trail off),
//! `[inaudible]` and notes such as `[laughs]`; a replacement (`[: going to]`) serves only for what is no word.
//!
//! In Word, insertions count and tracked deletions do not; nor do comments, notes, headers, footers, field codes and drawings. A row of a table
//! is read as `Speaker: words` if a header says which cell is which, or if its first cell, a number and a time aside, is a name.
//!
//! Entities that an XML file defines are not expanded, and elements may stand 256 deep in one another.
//!
//! # Who speaks
//! Speakers are known by what transcripts call them (`client`, `P`, `Participant 3` …; `therapist`, `T`, `Dr. Lee` …). A name that is
//! nobody's in particular has to be told with [`Options::client`] or [`Options::counsellor`]; guessing would swap the two. Only where a file begins with two
//! people of whom one is known, the other is taken for the other side, and [`Reader::guesses`] says so.

mod columns;
mod decode;
mod document;
mod error;
mod format;
mod json;
mod names;
mod nearest;
mod reader;
mod row;
mod speaker;
mod subtitles;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod time;

pub use columns::Columns;
pub use error::Error;
pub use format::{Format, UnknownFormat};
pub use reader::{Options, Reader};
pub use row::Turn;
pub use speaker::{Guess, Speaker};
pub use time::Time;
