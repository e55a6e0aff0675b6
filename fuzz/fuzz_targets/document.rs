//! Documents: CHAT, ELAN, TextGrid and Word, the last as a file and as the inside of one, for no random byte gets through a checksum.
#![no_main]

use std::io::{Cursor, Write};

use changetalk::transcript::{Format, Reader};
use changetalk_fuzz::turns;
use libfuzzer_sys::fuzz_target;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fuzz_target!(|data: &[u8]| {
    let Some((&choice, file)) = data.split_first() else { return };
    let options = Reader::options().largest_file(1 << 20).largest_expanded(1 << 20);
    let options = if choice & 8 == 0 { options } else { options.longest(64) };
    match choice % 5 {
        0 => turns(options.format(Format::Chat), file),
        1 => turns(options.format(Format::Elan), file),
        2 => turns(options.format(Format::TextGrid), file),
        3 => turns(options.format(Format::Docx), file),
        _ => turns(options.format(Format::Docx), &document(file)),
    };
});

/// A Word document whose text is `xml`.
fn document(xml: &[u8]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    archive.start_file("word/document.xml", stored).expect("a name");
    archive.write_all(xml).expect("written to memory");
    archive.finish().expect("written to memory").into_inner()
}
