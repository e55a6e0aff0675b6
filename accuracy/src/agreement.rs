//! How far the corpus's two labellings agree.

use std::path::PathBuf;

use serde::Serialize;

use crate::Outcome;

#[derive(Debug, Serialize)]
pub(crate) struct Agreement {
    sessions: usize,
    turns: usize,
    /// Turns of each type as reconciled: change, sustain, neutral.
    labels: [usize; 3],
    /// The share of turns with the same talk type.
    same: f64,
    kappa: f64,
    /// Of the turns that both call change or sustain talk, the share with the same first code.
    same_code: f64,
}

const TALKS: [&str; 3] = ["change", "sustain", "neutral"];

pub(crate) fn between(files: &[PathBuf]) -> Outcome<Agreement> {
    let mut table = [[0usize; 3]; 3];
    let mut labels = [0; 3];
    let mut sessions = std::collections::BTreeSet::new();
    let (mut coded, mut same_code) = (0, 0);
    for file in files {
        let mut reader = csv::Reader::from_path(file)?;
        let headers = reader.headers()?.clone();
        let at = |name: &str| headers.iter().position(|header| header == name).ok_or_else(|| format!("no column {name}"));
        let (id, talk, a, b, codes_a, codes_b) =
            (at("transcript_id")?, at("client_talk_type")?, at("talk_a")?, at("talk_b")?, at("codes_a")?, at("codes_b")?);
        for record in reader.records() {
            let record = record?;
            let place = |at: usize| TALKS.iter().position(|talk| record.get(at) == Some(talk));
            sessions.insert(record.get(id).unwrap_or_default().to_owned());
            let (Some(label), Some(a), Some(b)) = (place(talk), place(a), place(b)) else { continue };
            labels[label] += 1;
            table[a][b] += 1;
            if a == b && a < 2 {
                coded += 1;
                let first = |at: usize| record.get(at).unwrap_or_default().split(' ').next().unwrap_or_default().to_owned();
                same_code += usize::from(first(codes_a) == first(codes_b));
            }
        }
    }
    let turns: usize = table.iter().flatten().sum();
    let share = |count: usize, of: usize| count as f64 / of.max(1) as f64;
    let same = share((0..3).map(|talk| table[talk][talk]).sum(), turns);
    let chance: f64 =
        (0..3).map(|talk| share(table[talk].iter().sum(), turns) * share(table.iter().map(|row| row[talk]).sum(), turns)).sum();
    Ok(Agreement {
        sessions: sessions.len(),
        turns,
        labels,
        same,
        kappa: (same - chance) / (1.0 - chance),
        same_code: share(same_code, coded),
    })
}
