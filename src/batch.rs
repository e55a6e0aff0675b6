//! Many turns at once.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::room;
use crate::session::Context;
use crate::tagger::{TagRef, Tagger};

/// So many turns a thread takes at a time: enough that taking them costs nothing, few enough that all threads end together.
const PORTION: usize = 64;

impl Tagger {
    /// Reads client turns, each on its own, and calls `each` with the number of each, from 0, and what was read in it. Nothing is
    /// allocated for a turn once the thread's room has grown to the size of the turns. The answers are those of [`Tagger::tag`].
    ///
    /// ```
    /// use changetalk::{Tagger, Talk};
    ///
    /// let turns = ["I want to quit.", "I can't, though.", "It rained."];
    /// let mut change = 0;
    /// Tagger::english().tag_batch(turns, |_, tag| change += usize::from(tag.talk() == Talk::Change));
    /// assert_eq!(change, 1);
    /// ```
    pub fn tag_batch<T: AsRef<str>>(&self, texts: impl IntoIterator<Item = T>, mut each: impl FnMut(usize, TagRef<'_>)) {
        let context = Context::default();
        room::with(|scratch| {
            for (number, text) in texts.into_iter().enumerate() {
                each(number, self.tag_with(text.as_ref(), &context, scratch));
            }
        });
    }

    /// The same on all cores. Gives what `each` gives, in the order of the texts; `each` itself is called in any order.
    ///
    /// ```
    /// use changetalk::{Tagger, Talk};
    ///
    /// let turns = ["I want to quit.", "I can't, though.", "It rained."];
    /// let talk = Tagger::english().tag_parallel(&turns, |_, tag| tag.talk());
    /// assert_eq!(talk, [Talk::Change, Talk::Sustain, Talk::Neutral]);
    /// ```
    ///
    /// # Panics
    /// Only if `each` does.
    pub fn tag_parallel<T, R>(&self, texts: &[T], each: impl Fn(usize, TagRef<'_>) -> R + Sync) -> Vec<R>
    where
        T: AsRef<str> + Sync,
        R: Send,
    {
        let next = AtomicUsize::new(0);
        let work = || {
            let mut done: Vec<(usize, Vec<R>)> = Vec::new();
            loop {
                let first = next.fetch_add(PORTION, Ordering::Relaxed);
                let Some(rest) = texts.get(first..).filter(|rest| !rest.is_empty()) else { return done };
                let mut results = Vec::with_capacity(PORTION);
                self.tag_batch(rest.iter().take(PORTION), |number, tag| results.push(each(first + number, tag)));
                done.push((first, results));
            }
        };
        let threads = thread::available_parallelism().map_or(1, NonZero::get).min(texts.len().div_ceil(PORTION));
        let mut portions = thread::scope(|scope| {
            let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
            let mut portions = work();
            for other in others {
                match other.join() {
                    Ok(done) => portions.extend(done),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            portions
        });
        portions.sort_unstable_by_key(|&(first, _)| first);
        portions.into_iter().flat_map(|(_, results)| results).collect()
    }
}
