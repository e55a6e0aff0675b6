//! What a turn costs, beside what it costs others on the same turns in the same run.
//!
//! `cargo bench -p changetalk-bench --bench speed`; `CHANGETALK_BENCH_TEXT=FILE` takes any text, a turn a line.

#![allow(clippy::print_stdout, reason = "what was measured is part of the result")]

use std::hint::black_box;
use std::process::Command;
use std::time::Duration;

use changetalk::{Ask, Context, Lexicon, Responder, Scratch, Session, Tagger, Talk};
use changetalk_bench::{Bare, turns};
use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main, measurement::WallTime};
use regex::RegexSetBuilder;
use vader_sentiment::SentimentIntensityAnalyzer;

/// A set of all phrases takes a regular-expression set minutes to build and gigabytes to hold; of these, evenly drawn, it can.
const REGEX_PHRASES: usize = 5_000;

fn group<'a>(criterion: &'a mut Criterion, name: &str, elements: usize) -> BenchmarkGroup<'a, WallTime> {
    let mut group = criterion.benchmark_group(name);
    group.throughput(Throughput::Elements(elements as u64));
    group
}

fn tag(criterion: &mut Criterion) {
    let turns = turns();
    println!("{} turns of {} bytes", turns.len(), turns.iter().map(String::len).sum::<usize>() / turns.len().max(1));
    let tagger = Tagger::english();
    let mut group = group(criterion, "tag", turns.len());
    group.bench_function("each", |bencher| bencher.iter(|| turns.iter().map(|turn| tagger.tag(turn).findings.len()).sum::<usize>()));
    group.bench_function("reuse", |bencher| {
        let (mut scratch, context) = (Scratch::new(), Context::default());
        bencher.iter(|| turns.iter().filter(|turn| tagger.tag_with(turn, &context, &mut scratch).talk() == Talk::Change).count());
    });
    group.bench_function("talk_only", |bencher| {
        bencher.iter(|| turns.iter().filter(|turn| tagger.probability(turn).most_probable() == Talk::Change).count());
    });
    group.bench_function("batch", |bencher| {
        bencher.iter(|| {
            let mut change = 0;
            tagger.tag_batch(&turns, |_, tag| change += usize::from(tag.talk() == Talk::Change));
            change
        });
    });
    group.finish();

    // Threads are worth their start on more turns than these.
    let many: Vec<&String> = turns.iter().cycle().take(turns.len() * 50).collect();
    let mut group = criterion.benchmark_group("tag");
    group.throughput(Throughput::Elements(many.len() as u64));
    group.bench_function("parallel", |bencher| bencher.iter(|| tagger.tag_parallel(&many, |_, tag| tag.talk()).len()));
    group.finish();
}

fn bare(criterion: &mut Criterion) {
    let turns = turns();
    let phrases = Lexicon::english().surface_forms(1);
    let automaton = Bare::new(&phrases);
    println!("{} phrases in {} MB", phrases.len(), automaton.memory() >> 20);
    let mut group = group(criterion, "bare", turns.len());
    group.bench_function("aho_corasick", |bencher| bencher.iter(|| turns.iter().map(|turn| automaton.count(turn)).sum::<usize>()));
    group.finish();
}

fn peer(criterion: &mut Criterion) {
    let turns = turns();
    let mut group = group(criterion, "peer", turns.len());
    let vader = SentimentIntensityAnalyzer::new();
    group.bench_function("vader_sentiment", |bencher| {
        bencher.iter(|| turns.iter().filter(|turn| vader.polarity_scores(turn).get("compound").is_some_and(|score| *score > 0.0)).count());
    });
    let phrases = Lexicon::english().surface_forms(1);
    let drawn = phrases.iter().step_by(phrases.len().div_ceil(REGEX_PHRASES));
    let patterns: Vec<String> = drawn.map(|phrase| format!(r"\b{}\b", regex::escape(phrase))).collect();
    println!("{} of {} phrases in the set of regular expressions", patterns.len(), phrases.len());
    let set = RegexSetBuilder::new(&patterns).case_insensitive(true).unicode(false).size_limit(4 << 30).dfa_size_limit(1 << 30).build();
    let set = set.unwrap_or_else(|error| panic!("{error}"));
    group.sample_size(10);
    group.bench_function("regex_set", |bencher| bencher.iter(|| turns.iter().map(|turn| set.matches(turn).iter().count()).sum::<usize>()));
    group.finish();
}

/// A program that tags one sentence tells how long its tagger took to be ready.
fn load(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("load");
    group.bench_function("english", |bencher| {
        bencher.iter_custom(|times| {
            let once = || {
                let told = Command::new(env!("CARGO_BIN_EXE_ready")).output().unwrap_or_else(|error| panic!("{error}"));
                let told = String::from_utf8_lossy(&told.stdout);
                let nanoseconds = told.split_whitespace().next().and_then(|first| first.parse().ok());
                Duration::from_nanos(nanoseconds.unwrap_or_else(|| panic!("no time in {told:?}")))
            };
            (0..times).map(|_| once()).sum()
        });
    });
    group.finish();
}

fn session(criterion: &mut Criterion) {
    let turns = turns();
    let tagger = Tagger::english();
    let mut group = group(criterion, "session", turns.len());
    group.bench_function("turn", |bencher| {
        bencher.iter(|| {
            let mut session = Session::new(tagger);
            turns.iter().filter(|turn| session.client(turn).talk == Talk::Change).count()
        });
    });
    group.finish();

    let mut group = criterion.benchmark_group("report");
    let thousand: Vec<&String> = turns.iter().cycle().take(1000).collect();
    group.bench_function("1000_turns", |bencher| {
        bencher.iter(|| {
            let mut session = Session::builder(tagger).keep_words().build().unwrap_or_else(|error| panic!("{error}"));
            for turn in &thousand {
                session.client(turn);
            }
            black_box((session.measures(), session.ledger().cloned()));
        });
    });
    group.finish();
}

fn respond(criterion: &mut Criterion) {
    let turns = turns();
    let mut session = Session::new(Tagger::english());
    let mut group = group(criterion, "respond", turns.len());
    group.bench_function("each", |bencher| {
        bencher.iter(|| {
            let mut suggestions = 0;
            for turn in &turns {
                session.client(turn);
                suggestions += Responder::english().suggest(&session, &Ask::default()).suggestions.len();
                session.acknowledge();
            }
            suggestions
        });
    });
    group.finish();
}

mod all {
    use super::{bare, criterion_group, load, peer, respond, session, tag};
    criterion_group!(benches, tag, bare, peer, load, session, respond);
}

criterion_main!(all::benches);
