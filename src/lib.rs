//! Reads what clients say in counselling: change talk, sustain talk or neutral, and why.
//!
//! For people who build tools for counsellors, trainers and researchers who work with motivational interviewing. The rules are data, each
//! answer shows its parts, nothing leaves the process. The command for people who do not write Rust is in the package `changetalk-cli`.
//!
//! ```
//! use changetalk::{Code, Tagger, Talk, Valence};
//!
//! let text = "I don't want to stop drinking.";
//! let tag = Tagger::english().tag(text);
//! assert_eq!(tag.talk, Talk::Sustain);
//!
//! let finding = &tag.findings[0];
//! assert_eq!((finding.code, finding.valence), (Code::Desire, Valence::Sustain));
//! // not × want × stop × drinking
//! let words: Vec<&str> = finding.why.iter().map(|reason| reason.span.of(text)).collect();
//! assert_eq!(words, ["don't", "want", "stop", "drinking"]);
//! let product: i8 = finding.why.iter().map(|reason| reason.factor).product();
//! assert_eq!(product, -1);
//! ```
//!
//! # A tour
//! ## Tagger
//! A [`Tagger`] is a lexicon made ready. It is immutable and [`Sync`]: build one, share it by reference. [`Tagger::english`] is built at its
//! first use and stays.
//!
//! ## Tag
//! A [`Tag`] is all that was read in one turn of the client:
//!
//! * [`talk`](Tag::talk) and [`probability`](Tag::probability) of the turn as a whole;
//! * [`findings`](Tag::findings), the strongest first: each with its [`Code`], [`Valence`], [`Strength`], words, the entry of the lexicon
//!   that leads it, its weight and the [`Reason`]s that it rests on;
//! * [`ambivalent`](Tag::ambivalent): something speaks for change and something against it, whichever is stronger;
//! * [`utterances`](Tag::utterances): the complete thoughts of the turn; each finding belongs to one;
//! * [`discord`](Tag::discord): where the client pushes against the counsellor or the process, which is not sustain talk by itself;
//! * [`themes`](Tag::themes): barriers, values, movement, feelings and experiences that the client names;
//! * [`safety`](Tag::safety): alerts. Ask them before anything else is made of the turn.
//!
//! A [`Span`] is a range of bytes of the text, always on character boundaries. [`Offsets`] turns it into characters or UTF-16 units for
//! hosts that count so. Everything can be written and read with serde.
//!
//! ## Session
//! "Yeah." is change talk, sustain talk or nothing at all, by what it answers. A [`Session`] takes the turns of both sides in order:
//!
//! ```
//! use changetalk::{Session, Tagger, Talk, Target};
//!
//! let mut session = Session::builder(Tagger::english()).target(Target::TOBACCO).build()?;
//! session.counsellor("Do you want to quit?");
//! assert_eq!(session.client("Yeah.").talk, Talk::Change);
//! session.counsellor("And what do you like about smoking?");
//! assert_eq!(session.client("It relaxes me.").talk, Talk::Sustain);
//! # Ok::<(), changetalk::Error>(())
//! ```
//!
//! A [`Target`] says which behaviours count; without one, all do that people change.
//!
//! [`Session::measures`] says what it comes to so far: percent change talk, strength through the session, what followed which kind of counsellor's
//! turn, and more ([`Measures`]). [`Session::ledger`] has the decisional balance in the client's words, where the session was asked to keep them.
//! [`Session::save`] puts it away, [`SavedSession::resume`] takes it up again.
//!
//! ## Responder
//! A [`Responder`] suggests what a counsellor might say to the client's last turn: reflections, affirmations, open questions and more, the best
//! first, each with its template and reasons; or to listen, or nothing at all after an alert.
//!
//! ```
//! use changetalk::{Ask, Responder, ResponseKind, Session, Tagger, Withheld};
//!
//! let mut session = Session::new(Tagger::english());
//! session.counsellor("On a scale from 0 to 10, how important is it to you to stop?");
//! session.client("Maybe a six.");
//! let ideas = Responder::english().suggest(&session, &Ask::default());
//! assert_eq!(ideas.suggestions[0].kind, ResponseKind::RulerFollowUp);
//! session.offered(&ideas); // what was shown is not offered again
//!
//! session.client("I don't want to live any more.");
//! let ideas = Responder::english().suggest(&session, &Ask::default());
//! assert_eq!(ideas.withheld, Some(Withheld::Safety));
//! session.acknowledge(); // a person has looked
//! ```
//!
//! ## Lexicon
//! A [`Lexicon`] is read from TOML files and checked: stances, directions, idioms, negations and the rest, each entry with examples that
//! must hold. [`Lexicon::extend`] lays your own files over the built-in ones; they add entries, replace some or switch some off.
//!
//! ```
//! use changetalk::{Lexicon, Tagger, Talk};
//!
//! let own = r#"
//!     kind = "idiom"
//!
//!     [[entry]]
//!     id = "carousel"
//!     code = "commitment"
//!     valence = "+"
//!     phrases = ["hop off the carousel", "hopping off the carousel"]
//!     examples = ["+ I'm hopping off the carousel"]
//! "#;
//! let lexicon = Lexicon::english().extend([("own.toml", own)])?;
//! assert_eq!(Tagger::new(&lexicon).tag("I'm hopping off the carousel.").talk, Talk::Change);
//!
//! // What is wrong is told all at once, each with its place and what would be right.
//! let error = Lexicon::english().extend([("own.toml", own.replace("commitment", "comitment"))]).unwrap_err();
//! assert_eq!(error.problems()[0].line, 6);
//! assert_eq!(error.problems()[0].help.as_deref(), Some("did you mean `commitment`?"));
//! # Ok::<(), changetalk::Error>(())
//! ```
//!
//! ## Scratch and TagRef
//! [`Tagger::tag_with`] works in room that the caller keeps and gives a [`TagRef`] that borrows from it, so that nothing is allocated for a
//! turn once the room is warm; [`Session::client_ref`] does the same in a session. [`Tagger::tag`] and [`Session::client`] give an owned
//! [`Tag`] of it.
//!
//! ```
//! use changetalk::{Context, Scratch, Tagger, Talk};
//!
//! let tagger = Tagger::english();
//! let (context, mut scratch) = (Context::default(), Scratch::new());
//! let turns = ["I have to cut down.", "It's raining.", "I love my morning cigarette."];
//! let talks: Vec<Talk> = turns.iter().map(|turn| tagger.tag_with(turn, &context, &mut scratch).talk()).collect();
//! assert_eq!(talks, [Talk::Change, Talk::Neutral, Talk::Sustain]);
//! ```
//!
//! ## Transcripts
//! `transcript` reads the files that people have (CSV, TSV, JSON Lines, text, WebVTT, SRT), turn by turn and in bounded memory; with features, also
//! Word documents and what CHAT, ELAN and Praat write.
//!
//! # What goes in and what comes out
//! In goes text as people speak and type it: any case, curly or missing apostrophes, fillers, stutters, notes in brackets. Punctuation
//! helps, as it ends thoughts, but is not needed. Any string is fine: nothing panics, and the time it takes grows with its length only.
//! Out comes plain data. The same text in the same context gives the same answer, on any machine and any number of threads.
//!
//! # What it does not do
//! * **It does not watch over anybody.** The safety alerts are a screen: words that are known to alarm, with negation, person and time taken
//!   into account. They miss what is hinted at and what is not said. No alert never means no risk, and an alert says that a person must look.
//! * It does not tell what is true, diagnose, or score a client or a counsellor. It reads words, not tone or face.
//! * It does not talk to clients. What a [`Responder`] suggests is for a counsellor to weigh; it knows words, not the person.
//! * It does not replace coders. Where it is unsure it says neutral, as coders do; how often it agrees with them is measured in the README.
//! * It knows English only, until somebody writes the files of another language.
//! * It stores, logs and sends nothing.
//!
//! # Features
//! | feature | by default | what it brings |
//! |---|---|---|
//! | `transcript` | yes | the readers of transcript files; `csv` and `serde_json` |
//! | `linguistic` | no | transcripts of CHAT (`.cha`), ELAN (`.eaf`) and Praat (`.TextGrid`); `quick-xml` |
//! | `docx` | no | transcripts in Word documents (`.docx`); `quick-xml` and `zip` |
//!
//! # Minimum Rust version
//! 1.95. It is raised in a minor release only, and the changelog says so.

mod batch;
mod check;
mod clause;
mod code;
mod compose;
mod edits;
mod error;
pub mod fit;
mod lexicon;
mod measure;
mod redact;
mod respond;
mod room;
mod safety;
mod scan;
mod session;
mod tag;
mod tagger;
mod theme;
#[cfg(feature = "transcript")]
pub mod transcript;
mod weigh;

pub use check::LexiconExample;
pub use code::{
    Code, Family, Level, Manner, Mentioned, OffsetUnit, Offsets, Probability, Rating, ResponseForm, ResponseKind, Risk, Scale, Scheme,
    Span, Strength, Talk, Target, Valence,
};
pub use error::Error;
pub use lexicon::{EntryInfo, Lexicon, Problem, Weights};
pub use measure::{
    Alarm, CodeCount, Measures, Moment, Noteworthy, Odds, Ruling, Share, Strain, Strengths, Tenth, Transition, Trend, Turns, Utterances,
};
pub use redact::{Identifying, Redacted, Redactor, Replacement};
pub use respond::{Ask, Ideas, Responder, Suggestion, Withheld};
pub use session::{Balance, Context, Ledger, Mention, Quote, SavedSession, Session, SessionBuilder};
pub use tag::{Alert, Discord, Finding, Influence, Reason, Role, Tag, Theme};
pub use tagger::{Scratch, TagRef, Tagger};
