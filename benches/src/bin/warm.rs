//! Tags the benchmarks' turns as often as is said, to be counted by a profiler: what three times cost beyond one is what two warm rounds cost.
//!
//! `valgrind --tool=callgrind --cache-sim=yes --branch-sim=yes target/release/warm 3`

#![allow(clippy::print_stdout, reason = "it is what this program is for")]

use std::error::Error;

use changetalk::{Tagger, Talk};

fn main() -> Result<(), Box<dyn Error>> {
    let times: usize = std::env::args().nth(1).map_or(Ok(1), |times| times.parse())?;
    let turns = changetalk_bench::turns();
    let mut change = 0;
    for _ in 0..times {
        Tagger::english().tag_batch(&turns, |_, tag| change += usize::from(tag.talk() == Talk::Change));
    }
    println!("{change} of {} are change talk", turns.len() * times);
    Ok(())
}
