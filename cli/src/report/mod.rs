//! `changetalk report`.
//!
//! `gather` makes the data of each session; `json`, `sheet`, `markdown`, `summary` and `page` write it, each session as it comes, so that of many
//! sessions no more is kept than their measures. `words` says in words what the measures say in numbers.

mod destination;
mod gather;
mod json;
mod markdown;
mod page;
mod sheet;
mod summary;
mod words;

use std::io;
use std::path::Path;

use crate::args::{ReportArgs, ReportOutput};
use crate::failure::Failure;
use destination::Destination;
use gather::{Gathered, gather};

/// Writes a report, a session at a time.
trait Form {
    fn session(&mut self, session: Gathered, out: &mut Destination) -> io::Result<()>;
    fn finish(&mut self, out: &mut Destination) -> io::Result<()>;
}

pub(crate) fn run(args: &ReportArgs) -> Result<(), Failure> {
    let mut form: Box<dyn Form> = match form(args)? {
        ReportOutput::Summary => return summary::run(args),
        ReportOutput::Html => Box::new(page::Page::default()),
        ReportOutput::Markdown => Box::new(markdown::Markdown::default()),
        ReportOutput::Csv => Box::new(sheet::Sheet::default()),
        ReportOutput::Json => Box::new(json::Json::default()),
    };
    let setup = args.tagging.prepare()?;
    let mut out = Destination::open(args.path.as_deref(), &args.files)?;
    gather(args, &setup, |session| form.session(session, &mut out).map_err(|error| out.told(error)))?;
    form.finish(&mut out).map_err(|error| out.told(error))?;
    out.finish()
}

/// The form that was asked for, or that the file's ending tells.
fn form(args: &ReportArgs) -> Result<ReportOutput, Failure> {
    let to_file = args.path.as_deref();
    match (args.output, to_file) {
        (Some(ReportOutput::Html), None) => {
            Err(Failure::Usage("a page needs a file to go to: -o report.html (or -o - for standard output)".to_owned()))
        }
        (Some(ReportOutput::Summary), Some(_)) => {
            Err(Failure::Usage("a summary is for the terminal; -o takes html, markdown, csv or json".to_owned()))
        }
        (Some(output), _) => Ok(output),
        (None, None) => Ok(ReportOutput::Summary),
        (None, Some(path)) => ending(path).ok_or_else(|| {
            let path = path.display();
            Failure::Usage(format!("{path} does not end in .html, .md, .csv or .json: say with --output which form it is to have"))
        }),
    }
}

fn ending(path: &Path) -> Option<ReportOutput> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "html" | "htm" => Some(ReportOutput::Html),
        "md" | "markdown" => Some(ReportOutput::Markdown),
        "csv" => Some(ReportOutput::Csv),
        "json" => Some(ReportOutput::Json),
        _ => None,
    }
}
