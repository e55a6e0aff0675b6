//! How many crises of each kind the safety screen finds, and how many look-alikes set it off.

use std::collections::BTreeMap;
use std::path::Path;

use minijinja::{Value as Shown, context};
use serde::Deserialize;
use serde_json::Value;

use crate::Outcome;
use crate::command::Changetalk;

/// A line of `corpus/safety.tsv`.
#[derive(Deserialize)]
struct Row {
    /// `plain` or `oblique`.
    wording: String,
    /// A risk, or `none` for what only sounds like one.
    kind: String,
    text: String,
}

/// For each kind of line how many there are and how many raise a present or unclear alert, plain wordings and oblique ones apart.
pub(crate) fn screened(changetalk: &Changetalk, file: &Path) -> Outcome<Vec<Shown>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').quoting(false).from_path(file)?;
    let rows = reader.deserialize().collect::<Result<Vec<Row>, _>>()?;
    let texts: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
    let mut counts: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    for (row, tag) in rows.iter().zip(changetalk.tag_lines(&texts)?) {
        let withholds = |alert: &Value| matches!(alert["level"].as_str(), Some("present" | "unclear"));
        let alarms = tag["safety"].as_array().is_some_and(|alerts| alerts.iter().any(withholds));
        let (lines, alarmed) = counts.entry((&row.kind, &row.wording)).or_default();
        *lines += 1;
        *alarmed += usize::from(alarms);
    }
    let kinds = ["suicide", "self_harm", "harm_to_others", "harmed_by_others", "medical", "none"];
    let cell = |kind, wording| counts.get(&(kind, wording)).copied().unwrap_or_default();
    let share = |(lines, alarmed): (usize, usize)| context! { lines, share => alarmed as f64 / lines.max(1) as f64 };
    Ok(kinds.map(|kind| context! { kind, plain => share(cell(kind, "plain")), oblique => share(cell(kind, "oblique")) }).to_vec())
}

/// How many of a labelled file's client turns raise a present or unclear alert, of a thousand.
pub(crate) fn alarms(changetalk: &Changetalk, file: &Path) -> Outcome<Shown> {
    let (turns, alarmed) = changetalk.alarms(file)?;
    Ok(context! { turns, per_thousand => 1000.0 * alarmed as f64 / turns.max(1) as f64 })
}
