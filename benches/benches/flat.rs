//! Whether the cost stays flat: in the size of the lexicon, in the length of a text, and on the worst texts that we could think of.
//!
//! `cargo bench -p changetalk-bench --bench flat`. All texts of `flat/text` have the same number of bytes, so that their times compare.

use std::fmt::Write as _;

use changetalk::{Context, Lexicon, Scratch, Tagger, Talk};
use changetalk_bench::turns;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

/// The length of each long text, in bytes.
const LONG: usize = 1 << 20;

/// So many phrases of words that nobody says, all with the beginnings that real phrases have.
fn made_up(phrases: usize) -> String {
    let mut file = String::from("kind = \"theme\"\nfamily = \"value\"\n");
    let beginnings = ["I want to", "I need to", "stop", "I can't", "my", "because of", ""];
    for entry in 0..phrases / 100 {
        let _ = write!(file, "\n[[entry]]\nid = \"made-up-{entry}\"\nsays = \"{entry}\"\nphrases = [");
        for phrase in 0..100 {
            let number = entry * 100 + phrase;
            let _ = write!(file, "\"{} zq{number}x\", ", beginnings[number % beginnings.len()]);
        }
        file.push_str("]\nexamples = [\"= zq\"]\n");
    }
    file
}

fn tag_all(tagger: &Tagger, turns: &[String], scratch: &mut Scratch) -> usize {
    let context = Context::default();
    turns.iter().filter(|turn| tagger.tag_with(turn, &context, scratch).talk() == Talk::Change).count()
}

fn lexicon(criterion: &mut Criterion) {
    let turns = turns();
    let english = Lexicon::english();
    let phrases: usize = english.entries().map(|entry| entry.phrases).sum();
    let larger = english.extend([("made-up.toml", made_up(phrases * 9))]).unwrap_or_else(|error| panic!("{error}"));
    // Without every other entry.
    let names: Vec<String> = english.entries().step_by(2).map(|entry| format!("{:?}", entry.name)).collect();
    let half = format!("disable = [{}]", names.join(", "));
    let smaller = english.extend([("half.toml", half)]).unwrap_or_else(|error| panic!("{error}"));
    let mut group = criterion.benchmark_group("flat/lexicon");
    group.throughput(Throughput::Elements(turns.len() as u64));
    let mut bench = |name: &str, lexicon: &Lexicon| {
        let (tagger, mut scratch) = (Tagger::new(lexicon), Scratch::new());
        group.bench_function(name, |bencher| bencher.iter(|| tag_all(&tagger, &turns, &mut scratch)));
    };
    bench("half", &smaller);
    bench("english", english);
    bench("ten_times_made_up", &larger);
    group.finish();
}

/// The pieces over and over, up to the length of a long text.
fn run(pieces: &[&str]) -> String {
    pieces
        .iter()
        .cycle()
        .scan(0, |length, piece| {
            *length += piece.len();
            (*length <= LONG).then_some(*piece)
        })
        .collect()
}

fn texts(criterion: &mut Criterion) {
    let ordinary = turns().into_iter().filter(|turn| (70..90).contains(&turn.len())).cycle();
    let mut short: Vec<String> = Vec::new();
    let mut length = 0;
    for turn in ordinary {
        length += turn.len();
        if length > LONG {
            break;
        }
        short.push(turn);
    }
    let letters = "a".repeat(LONG);
    let emoji = "🚬".repeat(LONG / 4);
    let marks = format!("e{}", "\u{301}".repeat(LONG / 2 - 1));
    let long: Vec<(&str, String)> = vec![
        ("one_turn", short.join(" ")),
        ("one_letter", letters),
        ("stutters", run(&["I ", "I ", "I-I ", "w-want "])),
        ("negations", run(&["not ", "never ", "don't ", "no "])),
        ("cues", run(&["I want to ", "stop ", "drinking ", "because ", "my kids ", "hate "])),
        ("one_cue", run(&["stop "])),
        ("unfinished_phrases", run(&["I want to be able to ", "I don't know if I can "])),
        ("reports", run(&["she said that he said that I said that "])),
        ("gaps", run(&["if I was to ", "instead of the ", "take one of my "])),
        ("fillers", run(&["um, ", "you know, ", "like, ", "I mean, "])),
        ("alarms", run(&["I want to kill myself ", "I hit him "])),
        ("apostrophes", run(&["'", "’"])),
        ("full_stops", run(&[". ", ".. ", "... "])),
        ("brackets", run(&["[", "[laughs", "]"])),
        ("emoji", emoji),
        ("combining_marks", marks),
    ];
    let mut group = criterion.benchmark_group("flat/text");
    group.throughput(Throughput::Bytes(LONG as u64)).sample_size(10);
    let (tagger, context, mut scratch) = (Tagger::english(), Context::default(), Scratch::new());
    group.bench_function(BenchmarkId::from_parameter("80_byte_turns"), |bencher| bencher.iter(|| tag_all(tagger, &short, &mut scratch)));
    for (name, text) in &long {
        group.bench_function(BenchmarkId::from_parameter(name), |bencher| {
            bencher.iter(|| tagger.tag_with(text, &context, &mut scratch).talk());
        });
    }
    group.finish();
}

mod all {
    use super::{criterion_group, lexicon, texts};
    criterion_group!(benches, lexicon, texts);
}

criterion_main!(all::benches);
