//! Writes what criterion measured last as a table: `cargo run -p changetalk-bench --bin results`.

#![allow(clippy::print_stdout, reason = "it is what this program is for")]

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde::Deserialize;

#[derive(Deserialize)]
struct Benchmark {
    full_id: String,
    throughput: Option<Throughput>,
}

#[derive(Deserialize)]
enum Throughput {
    Elements(u64),
    Bytes(u64),
}

#[derive(Deserialize)]
struct Estimates {
    median: Estimate,
}

#[derive(Deserialize)]
struct Estimate {
    point_estimate: f64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../target"), PathBuf::from);
    let mut found = BTreeMap::new();
    gather(&target.join("criterion"), &mut found)?;
    let bare = found.get("bare/aho_corasick").copied();
    println!("| benchmark | a turn, or all | beside `bare/aho_corasick` |\n|---|---|---|");
    for (id, nanoseconds) in &found {
        let beside = bare.filter(|_| id.starts_with("tag/") || id.starts_with("peer/") || id.starts_with("bare/"));
        let beside = beside.map_or_else(String::new, |bare| format!("{:.2}", nanoseconds / bare));
        println!("| `{id}` | {} | {beside} |", duration(*nanoseconds));
    }
    Ok(())
}

/// Nanoseconds by benchmark: of one turn, of a kilobyte, or of all where it says neither.
fn gather(folder: &Path, found: &mut BTreeMap<String, f64>) -> Result<(), Box<dyn Error>> {
    let told = folder.join("benchmark.json");
    if folder.ends_with("new") && told.is_file() {
        let benchmark: Benchmark = serde_json::from_slice(&fs::read(told)?)?;
        let estimates: Estimates = serde_json::from_slice(&fs::read(folder.join("estimates.json"))?)?;
        let whole = estimates.median.point_estimate;
        let (id, each) = match benchmark.throughput {
            Some(Throughput::Elements(turns)) => (benchmark.full_id, whole / turns as f64),
            Some(Throughput::Bytes(bytes)) => (format!("{}, a kilobyte", benchmark.full_id), whole * 1000.0 / bytes as f64),
            None => (benchmark.full_id, whole),
        };
        found.insert(id, each);
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, found)?;
        }
    }
    Ok(())
}

fn duration(nanoseconds: f64) -> String {
    match nanoseconds {
        ..1e3 => format!("{nanoseconds:.0} ns"),
        ..1e6 => format!("{:.2} µs", nanoseconds / 1e3),
        _ => format!("{:.1} ms", nanoseconds / 1e6),
    }
}
