//! The room to work in that each thread keeps for its next turn.

use std::cell::RefCell;

use crate::tagger::Scratch;

thread_local! {
    static ROOM: RefCell<Scratch> = RefCell::default();
}

/// Lends the thread's room. Who asks again meanwhile gets new room.
pub(crate) fn with<R>(work: impl FnOnce(&mut Scratch) -> R) -> R {
    let mut room = ROOM.take();
    let result = work(&mut room);
    // Texts far longer than a turn do not leave their room behind.
    if !room.is_large() {
        ROOM.replace(room);
    }
    result
}
