//! The vocabulary of the field: what a coder writes down about an utterance.
//!
//! Names follow MISC 2.1 and 2.5, CLEAR and MITI 4.2. Everything here is plain data; it knows no other room.

mod alert;
mod category;
mod family;
mod manner;
mod mentioned;
mod response;
mod scale;
mod scheme;
mod span;
mod strength;
mod talk;
mod target;

pub use alert::{Level, Risk};
pub use category::Code;
pub use family::Family;
pub use manner::Manner;
pub use mentioned::Mentioned;
pub use response::{ResponseForm, ResponseKind};
pub use scale::{Rating, Scale};
pub use scheme::Scheme;
pub use span::{OffsetUnit, Offsets, Span};
pub use strength::Strength;
pub use talk::{Probability, Talk, Valence};
pub use target::Target;
