//! What shells and `man` want to know of the command, written from its own definition.

use std::fs;
use std::io::Write;

use clap::CommandFactory;

use crate::args::{Args, CompletionsArgs, ManArgs};
use crate::failure::Failure;
use crate::output;

const NAME: &str = "changetalk";

/// `changetalk completions`.
pub(crate) fn completions(args: &CompletionsArgs) -> Result<(), Failure> {
    // Into memory first: the generator stops the process where it cannot write.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), NAME, &mut script);
    let mut out = output::data();
    out.write_all(&script)?;
    Ok(out.flush()?)
}

/// `changetalk man`.
pub(crate) fn manual(args: &ManArgs) -> Result<(), Failure> {
    let Some(folder) = &args.folder else {
        let mut out = output::data();
        clap_mangen::Man::new(Args::command()).render(&mut out)?;
        return Ok(out.flush()?);
    };
    let done = fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(Args::command(), folder));
    done.map_err(|error| Failure::Medium(format!("cannot write to {}: {error}", folder.display())))
}
