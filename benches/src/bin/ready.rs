//! Makes the tagger ready and tags one sentence: prints how many nanoseconds that took, and the memory that the process then has.

#![allow(clippy::print_stdout, reason = "it is what this program is for")]

use std::fs;
use std::time::Instant;

use changetalk::Tagger;

fn main() {
    let start = Instant::now();
    let talk = Tagger::english().tag("I want to stop drinking, but not yet.").talk;
    let took = start.elapsed().as_nanos();
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or("memory unknown").trim().to_owned();
    println!("{took} ns, {resident}, {talk}");
}
