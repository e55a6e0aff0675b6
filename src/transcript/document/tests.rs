//! Whole documents, good and damaged.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::path::Path;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::transcript::{Error, Format, Options, Reader, Turn};

fn sample(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/transcripts/formats").join(name)).unwrap()
}

fn turns(options: Options, bytes: &[u8]) -> Result<Vec<Turn>, Error> {
    options.open(bytes)?.collect()
}

/// A turn a line: `who@line start-end text`.
fn told(options: Options, bytes: &[u8]) -> Result<String, Error> {
    let mut out = String::new();
    for turn in turns(options, bytes)? {
        let end = |time: crate::transcript::Time| time.end.map(|end| end.to_string()).unwrap_or_default();
        let time = turn.time.map(|time| format!(" {}-{}", time.start, end(time))).unwrap_or_default();
        writeln!(out, "{}@{}{time} {}", &turn.speaker.name()[..2], turn.line, turn.text).unwrap();
    }
    Ok(out)
}

fn plain() -> Options {
    Reader::options()
}

fn chat(lines: &str) -> String {
    format!("@UTF8\n@Begin\n@Participants:\tPAR Ana Participant, INV Tom Investigator\n{lines}@End\n")
}

fn elan(slots: &str, tiers: &str) -> String {
    format!("<?xml version=\"1.0\"?>\n<ANNOTATION_DOCUMENT>\n<TIME_ORDER>{slots}</TIME_ORDER>\n{tiers}</ANNOTATION_DOCUMENT>\n")
}

fn annotation(from: &str, to: &str, words: &str) -> String {
    format!(
        "<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID='x' TIME_SLOT_REF1='{from}' TIME_SLOT_REF2='{to}'>\
         <ANNOTATION_VALUE>{words}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>"
    )
}

fn archive(name: &str, content: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(name, SimpleFileOptions::default()).unwrap();
    zip.write_all(content).unwrap();
    zip.finish().unwrap().into_inner()
}

fn document(body: &str) -> String {
    format!(
        "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' xmlns:m='urn:math'><w:body>{body}</w:body></w:document>"
    )
}

fn docx(body: &str) -> Vec<u8> {
    archive("word/document.xml", document(body).as_bytes())
}

fn paragraph(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

fn table(rows: &[&[&str]]) -> String {
    let cell = |words: &&str| format!("<w:tc>{}</w:tc>", words.split('|').map(paragraph).collect::<String>());
    let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

#[test]
fn the_samples_tell_the_same() {
    let words = |name: &str| -> Vec<String> {
        let turns = turns(plain(), &sample(name)).unwrap();
        assert_eq!(turns, self::turns(plain().name(name), &sample(name)).unwrap(), "{name}");
        turns.into_iter().map(|turn| format!("{} {}", turn.speaker, turn.text)).collect()
    };
    let expect = [
        "counsellor What brings you here today?",
        "client My daughter asked me to stop smoking. I want to stop, but I can't handle the cravings.",
        "counsellor What happens when they come?",
        "client Um, I go out, because nobody sees me there. [laughs] And then I--",
        "counsellor You'd rather nobody knew.",
        "client Yeah. On Monday I'm going to throw the packet away…",
    ];
    for name in ["session.cha", "session.eaf", "session.TextGrid", "session.docx"] {
        assert_eq!(words(name), expect, "{name}");
    }
    for name in ["session.cha", "session.eaf", "session.TextGrid"] {
        let times: Vec<_> =
            turns(plain(), &sample(name)).unwrap().iter().map(|turn| turn.time.map(|time| (time.start, time.end))).collect();
        assert_eq!(times[..2], [Some((400, Some(1900))), Some((2300, Some(8100)))], "{name}");
    }
}

#[test]
fn chat_speakers_go_by_code_role_and_name() {
    for (options, participants, expect) in [
        (plain(), "PAR Participant, INV Investigator", "cl@4 Well.\nco@5 Hm.\n"),
        (plain(), "INV Target_Adult, PAR Interviewer", "co@4 Well.\ncl@5 Hm.\n"),
        (plain(), "", "cl@4 Well.\nco@5 Hm.\n"),
        (plain().client("INV"), "PAR Adult, INV Adult", "cl@4 Well.\ncl@5 Hm.\n"),
        (plain().counsellor("Ana"), "PAR Ana Participant, INV Participant", "co@4 Well.\ncl@5 Hm.\n"),
        (plain().client("PAR").counsellor("INV"), "PAR Adult, INV Participant", "cl@4 Well.\nco@5 Hm.\n"),
    ] {
        let file = format!("@UTF8\n@Begin\n@Participants:\t{participants}\n*PAR:\twell .\n*INV:\thm .\n");
        let file = file.replace("well", "Well").replace("hm", "Hm");
        assert_eq!(told(options, file.as_bytes()).unwrap(), expect, "{participants}");
    }
    let error = told(plain(), b"@Begin\n@Participants:\tANA Adult\n*ANA:\thi .\n").unwrap_err();
    assert_eq!(error.to_string(), "line 3: `ANA` may be the client or the counsellor: tell which");
    assert_eq!(told(plain(), b"@Begin\n*THE:\thi .\n*CLT:\tno .\n").unwrap(), "co@2 hi.\ncl@3 no.\n");
}

#[test]
fn overlapping_tiers_come_in_the_order_of_time() {
    let slots = "<TIME_SLOT TIME_SLOT_ID='a' TIME_VALUE='10'/><TIME_SLOT TIME_SLOT_ID='b'/><TIME_SLOT TIME_SLOT_ID='c' TIME_VALUE='30'/>";
    let client = [annotation("a", "b", "one"), annotation("b", "c", "two &amp; &#x33;<!-- no -->!"), annotation("c", "c", " ")].concat();
    let tiers = format!(
        "<TIER TIER_ID='client'>{client}</TIER>\n<TIER TIER_ID='x' PARTICIPANT='Therapist'>{}</TIER>\n\
         <TIER TIER_ID='w' PARENT_REF='client'>{}</TIER>",
        annotation("c", "c", "hm"),
        annotation("a", "c", "noun"),
    );
    assert_eq!(told(plain(), elan(slots, &tiers).as_bytes()).unwrap(), "cl@4 10- one two & 3!\nco@5 30-30 hm\n");

    let short = "File type = \"ooTextFile\"\n\"TextGrid\"\n\n0\n9\n<exists>\n3\n\"IntervalTier\"\n\"T\"\n0\n9\n2\n0\n1\n\"\"\n1\n2.0005\n\"Say \"\"no\"\"?\"\n\
                 \"TextTier\"\n\"clicks\"\n0\n9\n1\n0.5\n\"click\"\n\"IntervalTier\"\n\"Client\"\n0\n9\n2\n0\n1\n\"I\nmight\"\n2 3 \"No.\"\n";
    let expect = "cl@33 0-1000 I might\nco@18 1000-2001 Say \"no\"?\ncl@35 2000-3000 No.\n";
    assert_eq!(told(plain(), short.as_bytes()).unwrap(), expect);
    let wide: Vec<u8> = [0xFEFF].into_iter().chain(short.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    assert_eq!(told(plain(), &wide).unwrap(), expect);
}

#[test]
fn word_paragraphs_and_tables_are_lines() {
    let run = |inside: &str| format!("<w:p><w:r>{inside}</w:r></w:p>");
    for (body, expect) in [
        ([paragraph("T: Hi."), paragraph("C: No,"), paragraph("not really.")].concat(), "co@1 Hi.\ncl@2 No, not really.\n"),
        (run("<w:t>T:</w:t><w:tab/><w:t>Hi.</w:t><w:br/><w:t>C: a</w:t><w:noBreakHyphen/><w:t>b &lt;</w:t>"), "co@1 Hi.\ncl@2 a-b <\n"),
        (
            "<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>C: I </w:t></w:r><w:del><w:r><w:delText>not</w:delText><w:t>x</w:t></w:r></w:del>\
             <w:ins><w:r><w:t>do</w:t></w:r></w:ins><w:r><w:instrText> PAGE </w:instrText></w:r><m:oMath><m:r><m:t>y</m:t></m:r></m:oMath></w:p>"
                .to_owned(),
            "cl@1 I do\n",
        ),
        (table(&[&["Client", "I|might."], &["", "Yes."], &["Tom Lee:", "Hm."]]), "cl@1 I might. Yes.\nco@4 Hm.\n"),
        (table(&[&["Time", "Who", "What"], &["0:01", "Client", "Hi."], &["0:02", "T", "Hm."]]), "cl@1 Hi.\nco@2 Hm.\n"),
        (table(&[&["1", "0:01", "Client", "Hi."], &["2", "0:02", "T", "Hm."]]), "cl@1 Hi.\nco@2 Hm.\n"),
        (table(&[&["Text", "Speaker"], &["Hi.", "Client"]]), "cl@1 Hi.\n"),
    ] {
        let options = plain().client("nobody");
        let found = told(options, &docx(&body)).unwrap();
        // Whether text has times is not the business of this reader.
        assert_eq!(found.lines().map(untimed).collect::<String>(), expect, "{body}");
    }
    let twice = "<mc:AlternateContent xmlns:mc='urn:mc'><mc:Choice><w:r><w:t>C: once</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>C: once</w:t></w:r></mc:Fallback></mc:AlternateContent>";
    assert_eq!(told(plain(), &docx(&format!("<w:p>{twice}</w:p>"))).unwrap(), "cl@1 once\n");
    let numbered = archive("word/document2.xml", document(&paragraph("C: a")).as_bytes());
    assert_eq!(told(plain(), &numbered).unwrap(), "cl@1 a\n");
}

/// The line without its time.
fn untimed(line: &str) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    let timed = words.get(1).is_some_and(|word| word.contains('-') && word.starts_with(|c: char| c.is_ascii_digit()));
    let kept = words.iter().enumerate().filter(|&(i, _)| i != 1 || !timed).map(|(_, word)| *word);
    kept.collect::<Vec<_>>().join(" ") + "\n"
}

#[test]
fn what_is_wrong_is_said() {
    let deep = "<w:p>".repeat(300);
    let grid = "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n0 1 <exists> 1\n";
    let slot = "<TIME_SLOT TIME_SLOT_ID='a' TIME_VALUE='-3'/>";
    let mut locked = docx(&paragraph("C: a"));
    // Bit 0 of the flags, in the entry's own head and in the directory's.
    let directory = locked.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap();
    locked[6] |= 1;
    locked[directory + 8] |= 1;
    let whole = sample("session.docx");
    for (name, bytes, expect) in [
        ("a.cha", b"hello\n".to_vec(), "line 1, column 1: a line of CHAT starts with `@`, `*`, `%` or a tab"),
        ("a.cha", b"@Begin\n*PAR hello\n".to_vec(), "line 2: there is no `:` between who speaks and what is said"),
        ("a.cha", chat("*PAR:\t0 .\n").into_bytes(), "there is nothing in it"),
        ("a.cha", b"PK\x03\x04".to_vec(), "a zip archive where text was expected"),
        ("a.eaf", b"<a/>".to_vec(), "line 1, column 1: not an ELAN file: it does not begin with `ANNOTATION_DOCUMENT`"),
        ("a.eaf", elan(slot, "").into_bytes(), "line 3, column 13: `-3` is no time: a whole number of milliseconds was expected"),
        (
            "a.eaf",
            elan("", &format!("<TIER TIER_ID='C'>{}</TIER>", annotation("a", "b", "no"))).into_bytes(),
            "line 4, column 31: an annotation refers to the time slot `a`, which there is not",
        ),
        (
            "a.eaf",
            b"<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY b 'bbbb'>]>\n<ANNOTATION_DOCUMENT>&b;</ANNOTATION_DOCUMENT>".to_vec(),
            "line 3, column 22: `&b;` is not known: entities that a file defines itself are not expanded",
        ),
        ("a.eaf", b"<ANNOTATION_DOCUMENT>\n<TIER".to_vec(), "line 2, column 1: malformed XML: "),
        ("a.eaf", b"<ANNOTATION_DOCUMENT>\n</TIER>".to_vec(), "line 2, column 1: malformed XML: "),
        ("a.eaf", b"<ANNOTATION_DOCUMENT>\n<TIER>".to_vec(), "line 2, column 7: it ends in the middle of an element: is the file cut off?"),
        ("a.TextGrid", b"hello".to_vec(), "line 1: the file ends where the file's type was expected, a text in quotes"),
        ("a.TextGrid", b"File type = \"x\"\n\"y\"".to_vec(), "line 1: not a TextGrid: it does not begin with"),
        (
            "a.TextGrid",
            format!("{grid}\"Tier\" \"a\" 0 1 0").into_bytes(),
            "line 4: a tier is an `IntervalTier` or a `TextTier`, not `Tier`",
        ),
        (
            "a.TextGrid",
            format!("{grid}\"IntervalTier\" 7").into_bytes(),
            "line 4: `7` stands where a tier's name was expected, a text in quotes",
        ),
        ("a.TextGrid", format!("{grid}\n\"IntervalTier").into_bytes(), "line 5: a text in quotes does not end"),
        ("a.docx", b"C: hello".to_vec(), "no Word document (.docx): it is no zip archive"),
        ("a.docx", b"".to_vec(), "no Word document (.docx): it is no zip archive"),
        (
            "a.docx",
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(),
            "an old Word document (.doc), or one with a password: save it as .docx without a password",
        ),
        ("a.docx", whole[..whole.len() / 2].to_vec(), "the Word document is damaged: "),
        ("a.docx", archive("content.xml", b"<a/>"), "no Word document (.docx): there is no `word/document.xml` in the archive"),
        ("a.docx", locked, "the Word document has a password: save it without one"),
        (
            "a.docx",
            archive("word/document.xml", b"<a/>"),
            "the Word document is damaged: `word/document.xml`, line 1, column 1: it does not",
        ),
        ("a.docx", archive("word/document.xml", b"a\xFF"), "the Word document is damaged: `word/document.xml` is no text: line 1, byte 1"),
        (
            "a.docx",
            docx(&deep),
            "the Word document is damaged: `word/document.xml`, line 1, column 1381: elements stand more than 256 deep",
        ),
        ("a.docx", docx("<w:p>"), "the Word document is damaged: `word/document.xml`, line 1, column "),
        ("a.docx", docx("<w:p/>"), "there is nothing in it"),
    ] {
        let error = turns(plain().name(name), &bytes).unwrap_err();
        assert!(error.to_string().starts_with(expect), "{name}: {error}\nexpected: {expect}");
        assert!(error.is_malformed() || error.is_empty(), "{error}");
    }
}

#[test]
fn limits_hold() {
    let bomb = docx(&paragraph(&" ".repeat(3 << 20)));
    assert!(bomb.len() < 1 << 16);
    for (options, bytes, limit, expect) in [
        (plain().largest_file(1 << 10), bomb.clone(), "largest_file", "the file is larger than 1024 bytes, the most"),
        (plain().largest_expanded(1 << 20), bomb, "largest_expanded", "its text is larger than 1 MiB, the most"),
        (plain().largest_file(20), sample("session.cha"), "largest_file", "the file is larger than 20 bytes, the most"),
        (plain().largest_file(20), sample("session.eaf"), "largest_file", "the file is larger than 20 bytes, the most"),
    ] {
        let error = turns(options, &bytes).unwrap_err();
        assert!(error.to_string().starts_with(expect), "{error}");
        assert!(error.is_too_large());
        assert_eq!(error.limit(), Some(limit));
    }
    let error = turns(plain().longest(30), &sample("session.cha")).unwrap_err();
    assert_eq!(error.to_string(), "line 10: longer than 30 bytes, the most that is read as one turn");
    let length = sample("session.cha").len();
    assert!(turns(plain().largest_file(length), &sample("session.cha")).is_ok());
}

#[test]
fn extra_columns_are_refused() {
    let columns = crate::transcript::Columns::new().extra("label");
    let error = turns(plain().columns(columns), &sample("session.docx")).unwrap_err();
    assert_eq!(error.to_string(), "docx has no columns, so none is called `label`");
}

/// Bytes changed, taken out, doubled: any answer will do but a panic. `MUTATIONS` says how many to try of each sample.
#[test]
fn damaged_files_do_no_harm() {
    let rounds: u64 = std::env::var("MUTATIONS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(300);
    let xml = document(&[paragraph("C: a"), table(&[&["Speaker", "Words"], &["Client", "Hi."]])].concat()).into_bytes();
    let mut seed = 0x9E37_79B9_7F4A_7C15_u64;
    let mut random = move |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % below.max(1) as u64).unwrap_or_default()
    };
    for (name, format) in [
        ("session.cha", Format::Chat),
        ("session.eaf", Format::Elan),
        ("session.TextGrid", Format::TextGrid),
        ("session.docx", Format::Docx),
        ("", Format::Docx),
    ] {
        let whole = if name.is_empty() { xml.clone() } else { sample(name) };
        for _ in 0..rounds {
            let mut bytes = whole.clone();
            for _ in 0..=random(4) {
                let at = random(bytes.len());
                match random(5) {
                    0 => bytes[at] = u8::try_from(random(256)).unwrap(),
                    1 => bytes[at] ^= 1 << random(8),
                    2 => drop(bytes.drain(at..(at + random(40)).min(bytes.len()))),
                    3 => bytes.extend_from_within(at..(at + random(40)).min(bytes.len())),
                    _ => bytes.insert(at, b"<>&\"[]:*@%\x15+("[random(13)]),
                }
                if bytes.is_empty() {
                    bytes.push(b'x');
                }
            }
            let bytes = if name.is_empty() { archive("word/document.xml", &bytes) } else { bytes };
            let _ = turns(plain().format(format).client("a").largest_expanded(1 << 20), &bytes);
        }
    }
}
