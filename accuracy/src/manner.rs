//! How often the kind of a counsellor's turn is what AnnoMI's annotators call it.

use std::path::Path;

use minijinja::{Value as Shown, context};

use crate::Outcome;
use crate::command::Changetalk;

/// The column of the annotators' `question`, `reflection`, `therapist_input` (advice and information) and `other`.
const LABEL: &str = "main_therapist_behaviour";

/// Of a labelled file's counsellor's turns, how many are told as the annotators do, and the share that their most frequent label has.
pub(crate) fn told(changetalk: &Changetalk, file: &Path) -> Outcome<Shown> {
    let mut reader = csv::Reader::from_path(file)?;
    let headers = reader.headers()?.clone();
    let at = headers.iter().position(|header| header == LABEL).ok_or("the file does not say what counsellors do")?;
    let labels = reader.records().map(|record| Ok(record?.get(at).unwrap_or_default().to_owned())).collect::<Outcome<Vec<String>>>()?;

    let report = changetalk.report(file)?;
    let turns = report["sessions"].as_array().into_iter().flatten().filter_map(|session| session["turns"].as_array()).flatten();
    let own = |manner: Option<&str>| match manner {
        Some("open_question" | "closed_question") => "question",
        Some("persuasion") => "therapist_input",
        Some("reflection") => "reflection",
        // Information is none of ours, and of a backchannel nothing is told.
        _ => "other",
    };
    let pairs: Vec<(&str, &str)> = labels
        .iter()
        .zip(turns)
        .filter(|(_, turn)| turn["speaker"] == "counsellor")
        .map(|(label, turn)| (label.as_str(), own(turn["manner"].as_str())))
        .collect();
    let count = |label: &str| pairs.iter().filter(|(given, _)| *given == label).count();
    let most = ["question", "reflection", "therapist_input", "other"].map(count).into_iter().max().unwrap_or_default();
    let share = |part: usize| part as f64 / pairs.len().max(1) as f64;
    Ok(context! { turns => pairs.len(), same => share(pairs.iter().filter(|(label, own)| label == own).count()), most => share(most) })
}
