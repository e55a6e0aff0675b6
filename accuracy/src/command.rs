//! Runs the `changetalk` command and takes its JSON.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::{LABEL, Outcome, Set};

/// The command, built from this work tree.
pub(crate) struct Changetalk(PathBuf);

impl Changetalk {
    pub(crate) fn build(root: &Path) -> Outcome<Changetalk> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let built = Command::new(cargo)
            .args(["build", "--release", "-p", "changetalk-cli", "--message-format", "json"])
            .current_dir(root)
            .stderr(Stdio::inherit())
            .output()?;
        if !built.status.success() {
            return Err("the command does not build".into());
        }
        let messages = String::from_utf8(built.stdout)?;
        let program = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()).find_map(|message| {
            let own = message["target"]["name"] == "changetalk";
            message["executable"].as_str().filter(|_| own).map(PathBuf::from)
        });
        program.map(Changetalk).ok_or_else(|| "cargo does not say where the command is".into())
    }

    /// `changetalk evaluate` with these lexicon files on top.
    pub(crate) fn evaluate(&self, set: &Set, lexicons: &[&Path]) -> Outcome<Value> {
        self.evaluate_with(set, lexicons, &[])
    }

    pub(crate) fn evaluate_with(&self, set: &Set, lexicons: &[&Path], options: &[&str]) -> Outcome<Value> {
        let mut command = Command::new(&self.0);
        command.arg("evaluate").arg(&set.file).args(set.options).args(options);
        for lexicon in lexicons {
            command.arg("--lexicon").arg(lexicon);
        }
        json(command)
    }

    /// The same on those sessions of a file whose column has a value.
    pub(crate) fn evaluate_only(&self, set: &Set, column: &str, value: &str, folder: &Path) -> Outcome<Value> {
        let file = folder.join("part.csv");
        let mut reader = csv::Reader::from_path(&set.file)?;
        let headers = reader.headers()?.clone();
        let at = headers.iter().position(|header| header == column).ok_or("the column is not there")?;
        let mut writer = csv::Writer::from_path(&file)?;
        writer.write_record(&headers)?;
        for record in reader.records() {
            let record = record?;
            if record.get(at) == Some(value) {
                writer.write_record(&record)?;
            }
        }
        writer.flush()?;
        self.evaluate(&Set { name: set.name, file, options: set.options }, &[])
    }

    /// `changetalk tag` on lines of their own, in order.
    pub(crate) fn tag_lines(&self, texts: &[&str]) -> Outcome<Vec<Value>> {
        let mut file = tempfile::NamedTempFile::with_suffix(".csv")?;
        let mut writer = csv::Writer::from_writer(&mut file);
        writer.write_record(["text"])?;
        for text in texts {
            writer.write_record([text])?;
        }
        writer.flush()?;
        drop(writer);
        self.tag(file.path())
    }

    /// How many client turns a file has, and how many of them raise an alert that withholds.
    pub(crate) fn alarms(&self, file: &Path) -> Outcome<(usize, usize)> {
        let tags = self.tag(file)?;
        let client = tags.iter().filter(|tag| tag["speaker"] == "client");
        let withholds = |alert: &Value| matches!(alert["level"].as_str(), Some("present" | "unclear"));
        let alarmed = client.clone().filter(|tag| tag["safety"].as_array().is_some_and(|alerts| alerts.iter().any(withholds)));
        Ok((client.count(), alarmed.count()))
    }

    fn tag(&self, file: &Path) -> Outcome<Vec<Value>> {
        let done = Command::new(&self.0).arg("tag").arg(file).stderr(Stdio::inherit()).output()?;
        if !done.status.success() {
            return Err("changetalk tag did not succeed".into());
        }
        String::from_utf8(done.stdout)?.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
    }

    /// `changetalk report`, everything in it.
    pub(crate) fn report(&self, file: &Path) -> Outcome<Value> {
        let done = Command::new(&self.0).arg("report").arg(file).args(["--output", "json", "-o", "-"]).stderr(Stdio::inherit()).output()?;
        if !done.status.success() {
            return Err("changetalk report did not succeed".into());
        }
        Ok(serde_json::from_slice(&done.stdout)?)
    }

    /// `changetalk fit`, starting from these weights and writing none.
    pub(crate) fn fit(&self, files: &[&Path], start: &Path) -> Outcome<Value> {
        let mut command = Command::new(&self.0);
        command.arg("fit").args(files).args(["--label-column", LABEL]).arg("--lexicon").arg(start);
        json(command)
    }
}

fn json(mut command: Command) -> Outcome<Value> {
    let done = command.arg("--json").stderr(Stdio::inherit()).output()?;
    if !done.status.success() {
        let words: Vec<_> = command.get_args().map(OsStr::to_string_lossy).collect();
        return Err(format!("changetalk {} did not succeed", words.join(" ")).into());
    }
    Ok(serde_json::from_slice(&done.stdout)?)
}
