//! Many sessions on many cores: one thread reads, several tag, one writes in the order of the file.
//!
//! A session has to be followed in order, and sessions know nothing of each other. Turns travel in batches. A batch that begins a session goes to
//! the next worker in turn; one that goes on with a session goes to the worker that has it. All queues are short, so that memory stays the same
//! however large the file is: whoever is ahead waits.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use changetalk::transcript::Turn;

use super::Form;
use crate::conversation::{Advice, Conversation, Setup};
use crate::failure::Failure;
use crate::input::{Input, target_in};
use crate::output;

/// A batch ends where a session does once it holds so many bytes of text.
const BATCH: usize = 16 << 10;
/// In the middle of a session it ends where it holds so many.
const LONGEST: usize = 4 * BATCH;
/// What a turn takes beside its text, roughly.
const TURN: usize = 128;
/// So many batches wait before a worker, and so many behind it.
const WAITING: usize = 2;

/// What a worker made of a batch. Where it failed, the bytes are those of the turns before.
struct Written {
    bytes: Vec<u8>,
    done: Result<(), Failure>,
}

/// Writes all turns as data, with suggestions where there is advice.
pub(crate) fn write(input: &mut Input, setup: &Setup, advice: Option<&Advice>, form: Form, threads: NonZeroUsize) -> Result<(), Failure> {
    let over = AtomicBool::new(false);
    let has_target = input.has_target;
    let name = input.name.clone();
    let done = thread::scope(|scope| {
        let (mut jobs, mut made) = (Vec::new(), Vec::new());
        for _ in 0..threads.get() {
            let (job, batches) = sync_channel::<Vec<Turn>>(WAITING);
            let (give, take) = sync_channel::<Written>(WAITING);
            let name = &name;
            scope.spawn(move || work(&batches, &give, setup, advice, form, has_target, name));
            jobs.push(job);
            made.push(take);
        }
        // Which worker has the next batch of the file; told once it has it, so that nobody waits for what may never be sent.
        let (order, whose) = sync_channel::<usize>(2 * WAITING * threads.get());
        let over = &over;
        let writer = scope.spawn(move || {
            let done = put_together(&whose, &made, form);
            over.store(true, Ordering::Relaxed);
            done
        });
        let read = deal(input, &jobs, &order, over);
        drop((jobs, order));
        let written = writer.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        // What stands earlier in the file is told first.
        written.and(read)
    });
    input.finish();
    done
}

/// Reads turns and deals them out.
fn deal(input: &mut Input, jobs: &[SyncSender<Vec<Turn>>], order: &SyncSender<usize>, over: &AtomicBool) -> Result<(), Failure> {
    let (mut batch, mut bytes, mut worker) = (Vec::new(), 0, 0);
    // False if nobody wants more.
    let mut send = |batch: &mut Vec<Turn>| {
        let Some(first) = batch.first() else { return true };
        if first.index == 0 {
            worker = (worker + 1) % jobs.len();
        }
        jobs[worker].send(std::mem::take(batch)).is_ok() && order.send(worker).is_ok()
    };
    let read = loop {
        match input.turn() {
            Ok(Some(turn)) if !over.load(Ordering::Relaxed) => {
                if bytes >= if turn.index == 0 { BATCH } else { LONGEST } {
                    bytes = 0;
                    if !send(&mut batch) {
                        break Ok(());
                    }
                }
                bytes += turn.text.len() + TURN;
                batch.push(turn);
            }
            Ok(_) => break Ok(()),
            Err(failure) => break Err(failure),
        }
    };
    send(&mut batch);
    read
}

/// Tags and writes batch after batch.
fn work(
    batches: &Receiver<Vec<Turn>>,
    give: &SyncSender<Written>,
    setup: &Setup,
    advice: Option<&Advice>,
    form: Form,
    has_target: bool,
    name: &str,
) {
    let mut conversation = Conversation::new(setup);
    for batch in batches {
        let mut bytes = Vec::new();
        let mut writer = form.continued(&mut bytes);
        let done = conversation.as_mut().map_err(|failure| failure.clone()).and_then(|conversation| {
            batch.iter().try_for_each(|turn| {
                let answer = conversation.answer(turn, target_in(has_target, turn), advice).map_err(|failure| failure.in_file(name))?;
                writer.turn(turn, answer)
            })
        });
        let done = done.and(writer.finish());
        drop(writer);
        let failed = done.is_err();
        if give.send(Written { bytes, done }).is_err() || failed {
            return;
        }
    }
}

/// Writes what the workers made, in the order of the file.
fn put_together(whose: &Receiver<usize>, made: &[Receiver<Written>], form: Form) -> Result<(), Failure> {
    let mut out = output::data();
    form.writer(&mut out).finish()?;
    let mut all = || {
        for worker in whose {
            // A worker that is gone has told why before.
            let Ok(Written { bytes, done }) = made[worker].recv() else { break };
            out.write_all(&bytes)?;
            done?;
        }
        Ok(())
    };
    let done = all();
    let flushed = out.flush();
    done.and(flushed.map_err(Failure::from))
}
