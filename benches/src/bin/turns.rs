//! Prints the turns that the benchmarks read, one a line; with a transcript, how their lengths and cues compare with its client turns.
//!
//! `cargo run -p changetalk-bench --bin turns -- [TRANSCRIPT]`

#![allow(clippy::print_stdout, reason = "it is what this program is for")]

use std::error::Error;
use std::{env, fs};

use changetalk::Tagger;
use changetalk::transcript::{Reader, Speaker};

fn main() -> Result<(), Box<dyn Error>> {
    let turns = changetalk_bench::turns();
    let Some(path) = env::args().nth(1) else {
        for turn in turns {
            println!("{}", turn.replace(['\r', '\n'], " "));
        }
        return Ok(());
    };
    let reader = Reader::options().name(path.as_str()).open(fs::File::open(&path)?)?;
    let mut real = Vec::new();
    for turn in reader {
        let turn = turn?;
        if turn.speaker == Speaker::Client {
            real.push(turn.text);
        }
    }
    println!("| | of the benchmarks | of {path} |\n|---|---|---|");
    let [ours, theirs] = [figures(turns), figures(real)];
    for ((name, ours), (_, theirs)) in ours.iter().zip(&theirs) {
        println!("| {name} | {ours:.1} | {theirs:.1} |");
    }
    Ok(())
}

fn figures(turns: Vec<String>) -> [(&'static str, f64); 7] {
    let mut lengths: Vec<usize> = turns.iter().map(String::len).collect();
    lengths.sort_unstable();
    let count = turns.len().max(1) as f64;
    let at = |share: f64| lengths.get((count * share) as usize).copied().unwrap_or_default() as f64;
    let (mut findings, mut with_any) = (0, 0);
    Tagger::english().tag_batch(&turns, |_, tag| {
        let tag = tag.to_owned();
        findings += tag.findings.len();
        with_any += usize::from(!tag.findings.is_empty());
    });
    [
        ("turns", turns.len() as f64),
        ("bytes, mean", lengths.iter().sum::<usize>() as f64 / count),
        ("bytes, half have fewer than", at(0.5)),
        ("bytes, a tenth has more than", at(0.9)),
        ("bytes, the longest", at(0.9999)),
        ("findings in a hundred turns", 100.0 * findings as f64 / count),
        ("turns with a finding in a hundred", 100.0 * with_any as f64 / count),
    ]
}
