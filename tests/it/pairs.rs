//! The minimal pairs of `corpus/pairs.tsv`: a share of them may fail, most must hold.

use std::fs::File;
use std::path::Path;

use changetalk::transcript::{Columns, Reader};
use changetalk::{Tagger, Talk};
use libtest_mimic::Trial;

use crate::{ensure, trial};

/// Of a hundred pairs, as many must hold.
const PERCENT: usize = 97;

pub(crate) fn trials() -> Vec<Trial> {
    vec![trial("pairs::most_hold", || {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/pairs.tsv");
        let file = File::open(&path).map_err(|error| error.to_string())?;
        let reader =
            Reader::options().name("pairs.tsv").columns(Columns::new().extra("talk")).open(file).map_err(|error| error.to_string())?;
        let mut all = 0;
        let mut wrong = Vec::new();
        for turn in reader {
            let turn = turn.map_err(|error| error.to_string())?;
            let expected = turn.extra.first().and_then(|label| Talk::parse(label)).ok_or("a pair without a label")?;
            let talk = Tagger::english().tag(&turn.text).talk;
            all += 1;
            if talk != expected {
                wrong.push(format!("{expected} read as {talk}: {}", turn.text));
            }
        }
        ensure(all > 1000 && wrong.len() * 100 <= all * (100 - PERCENT), || format!("{} of {all} fail:\n{}", wrong.len(), wrong.join("\n")))
    })]
}
