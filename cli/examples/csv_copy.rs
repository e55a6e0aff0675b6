//! The least that a program pays for reading a CSV and writing as much as `changetalk tag --output csv` does: `csv_copy IN.csv BYTES > OUT.csv`
//! parses IN.csv with the `csv` crate on one thread and writes its rows with it on another, each with a further cell, so that
//! about BYTES come out.

use std::io;
use std::sync::mpsc::sync_channel;
use std::thread;

use csv::StringRecord;

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

fn main() -> Outcome<()> {
    let mut args = std::env::args().skip(1);
    let path = args.next().ok_or("which file?")?;
    let wanted: u64 = args.next().ok_or("how many bytes?")?.parse()?;
    let (mut given, size) = (0u64, std::fs::metadata(&path)?.len());
    let (give, take) = sync_channel::<Vec<StringRecord>>(8);
    let writer = thread::spawn(move || -> Outcome<()> {
        let mut out = csv::WriterBuilder::new().flexible(true).buffer_capacity(64 << 10).from_writer(io::stdout().lock());
        let filling = "x".repeat(64 << 10);
        let mut written = 0;
        for record in take.into_iter().flatten() {
            given += record.as_slice().len() as u64 + record.len() as u64;
            // As far ahead of the input as is wanted at this place.
            let due = (given as u128 * u128::from(wanted) / u128::from(size.max(1))) as u64;
            written += record.as_slice().len() as u64 + record.len() as u64 + 1;
            let more = due.saturating_sub(written).min(filling.len() as u64);
            written += more;
            out.write_record(record.iter().chain([&filling[..more as usize]]))?;
        }
        Ok(out.flush()?)
    });
    let mut rows = csv::ReaderBuilder::new().has_headers(false).buffer_capacity(64 << 10).from_path(path)?;
    let mut batch = Vec::new();
    let mut record = StringRecord::new();
    while rows.read_record(&mut record)? {
        batch.push(record.clone());
        if batch.len() == 256 && give.send(std::mem::take(&mut batch)).is_err() {
            break;
        }
    }
    let _ = give.send(batch);
    drop(give);
    writer.join().map_err(|_| "the writer failed")?
}
