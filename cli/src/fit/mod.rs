//! `changetalk fit`.

mod material;
mod print;
mod score;

use std::io::Write;
use std::path::Path;

use changetalk::Weights;
use changetalk::fit::Settings;
use rayon::prelude::*;
use serde::Serialize;

use crate::args::FitArgs;
use crate::beside::{Beside, plain};
use crate::failure::Failure;
use crate::output;
use score::{Predictions, Score};

pub(crate) fn run(args: &FitArgs) -> Result<(), Failure> {
    let settings = settings(args)?;
    let (material, files) = material::read(args)?;
    let all: Vec<usize> = (0..material.len()).collect();
    let folds = usize::from(args.folds).min(all.len());
    if folds < 2 {
        return Err(Failure::Medium(
            "cannot fit: there is but one session, and judging a fit takes sessions that it has not seen".to_owned(),
        ));
    }

    let unfitted: Predictions = all.iter().map(|&session| material.predict(material.start(), session)).collect();
    let mut unseen: Predictions = vec![Vec::new(); all.len()];
    // Each fit works alone, so that all cores have something to do; the last one is to all sessions.
    let mut fits: Vec<Weights> = (0..=folds)
        .into_par_iter()
        .map(|fold| {
            let seen: Vec<usize> = all.iter().copied().filter(|session| session % folds != fold).collect();
            material.fit(&seen, &settings)
        })
        .collect();
    let weights = fits.pop().unwrap_or_else(|| material.start().clone());
    for (session, predictions) in unseen.iter_mut().enumerate() {
        *predictions = material.predict(&fits[session % folds], session);
    }

    let report = Report {
        files,
        sessions: material.len(),
        folds,
        balance: settings.balance,
        restraint: settings.restraint,
        unfitted: Score::of(&unfitted),
        fitted: Score::of(&unseen),
        weights: weights.iter().zip(material.start().iter()).map(|((name, fitted), (_, start))| Weight { name, start, fitted }).collect(),
    };
    if let Some(path) = &args.output {
        write(path, &weights, &report)?;
    }
    if args.json {
        return output::json(&report);
    }
    let (mut out, look) = output::people();
    print::write(&mut *out, look, &report, args.output.as_deref())?;
    Ok(out.flush()?)
}

/// What came of it, in the shape in which `--json` writes it.
#[derive(Debug, Serialize)]
struct Report {
    files: Vec<FileCount>,
    sessions: usize,
    folds: usize,
    balance: f64,
    restraint: f64,
    /// With the weights as they were.
    unfitted: Score,
    /// Each session with weights fitted to the other parts.
    fitted: Score,
    weights: Vec<Weight>,
}

/// What a file brought.
#[derive(Debug, Serialize)]
struct FileCount {
    name: String,
    sessions: usize,
    /// Client turns with a label.
    turns: usize,
}

#[derive(Debug, Serialize)]
struct Weight {
    name: String,
    start: f64,
    fitted: f64,
}

fn settings(args: &FitArgs) -> Result<Settings, Failure> {
    let mut settings = Settings::default();
    if let Some(balance) = args.balance {
        if !(0.0..=1.0).contains(&balance) {
            return Err(Failure::Usage(format!("--balance is a number from 0 to 1, not {balance}")));
        }
        settings.balance = balance;
    }
    if let Some(restraint) = args.restraint {
        if !restraint.is_finite() || restraint < 0.0 {
            return Err(Failure::Usage(format!("--restraint is a number from 0 on, not {restraint}")));
        }
        settings.restraint = restraint;
    }
    Ok(settings)
}

/// Writes beside the file and renames, so that no half of it is left under its name.
fn write(path: &Path, weights: &Weights, report: &Report) -> Result<(), Failure> {
    let turns: usize = report.files.iter().map(|file| file.turns).sum();
    let note = format!(
        "Weights fitted by `changetalk fit` to {turns} coded turns of {} sessions (balance {}, restraint {}).\n\
         Findings and context add up in log-odds against neutral; factors multiply a finding's weight.",
        report.sessions, report.balance, report.restraint
    );
    let unwritable = |error: std::io::Error| Failure::Medium(format!("cannot write {}: {}", path.display(), plain(&error)));
    let mut file = Beside::new(path).map_err(unwritable)?;
    file.write_all(weights.to_toml(&note).as_bytes()).map_err(unwritable)?;
    file.finish().map_err(unwritable)
}
