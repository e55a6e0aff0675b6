//! Tagging each client turn of the shipped transcripts, beside a bare `aho-corasick` scan for the same phrases on the same text.
//!
//! `cargo bench --bench tagging`; `CHANGETALK_BENCH_TEXT=FILE` takes any text instead, a turn a line.

#![allow(clippy::print_stdout, reason = "what was measured is part of the result")]

use std::hint::black_box;
use std::path::Path;
use std::{env, fs};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use changetalk::transcript::{Reader, Speaker};
use changetalk::{Context, Lexicon, Scratch, Tagger};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

fn turns() -> Vec<String> {
    if let Some(path) = env::var_os("CHANGETALK_BENCH_TEXT") {
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("CHANGETALK_BENCH_TEXT: {error}"));
        return text.lines().map(str::to_owned).collect();
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/transcripts");
    let mut turns = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if !entry.path().is_file() {
            continue;
        }
        let Ok(file) = fs::File::open(entry.path()) else { continue };
        let Ok(reader) = Reader::options().name(entry.path().to_string_lossy()).open(file) else { continue };
        turns.extend(reader.flatten().filter(|turn| turn.speaker == Speaker::Client).map(|turn| turn.text));
    }
    turns
}

fn tagging(criterion: &mut Criterion) {
    let turns = turns();
    let bytes: usize = turns.iter().map(String::len).sum();
    println!("{} turns, {} bytes each on average", turns.len(), bytes / turns.len().max(1));

    let mut group = criterion.benchmark_group("tag");
    group.throughput(Throughput::Elements(turns.len() as u64));
    let tagger = Tagger::english();
    group.bench_function("each", |bencher| {
        bencher.iter(|| {
            for turn in &turns {
                black_box(tagger.tag(turn));
            }
        });
    });
    group.bench_function("reuse", |bencher| {
        let mut scratch = Scratch::new();
        let context = Context::default();
        bencher.iter(|| {
            for turn in &turns {
                black_box(tagger.tag_with(turn, &context, &mut scratch).talk());
            }
        });
    });
    group.finish();

    let forms = Lexicon::english().surface_forms(1);
    println!("{} surface forms", forms.len());
    let automaton = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::DFA))
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::Standard)
        .build(&forms)
        .unwrap_or_else(|error| panic!("{error}"));
    let mut group = criterion.benchmark_group("bare");
    group.throughput(Throughput::Elements(turns.len() as u64));
    group.bench_function("aho_corasick", |bencher| {
        bencher.iter(|| {
            let mut hits = 0usize;
            for turn in &turns {
                let text = turn.as_bytes();
                let word = |at: usize| text.get(at).is_some_and(u8::is_ascii_alphanumeric);
                hits += automaton
                    .find_overlapping_iter(turn.as_str())
                    .filter(|found| !word(found.end()) && found.start().checked_sub(1).is_none_or(|before| !word(before)))
                    .count();
            }
            black_box(hits)
        });
    });
    group.finish();
}

mod group {
    use super::{criterion_group, tagging};
    criterion_group!(benches, tagging);
}

criterion_main!(group::benches);
