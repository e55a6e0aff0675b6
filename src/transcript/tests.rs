//! Whole files, from bytes to turns.

use std::io::{self, Read};

use super::{Columns, Error, Options, Reader};

/// A turn a line: `session/index who@line text`.
fn turns(options: Options, file: &str) -> Result<Vec<String>, Error> {
    let line = |turn: super::Turn| {
        let who = &turn.speaker.name()[..2];
        let extra: String = turn.extra.iter().map(|value| format!(" [{value}]")).collect();
        format!("{}/{} {who}@{} {}{extra}", turn.session, turn.index, turn.line, turn.text)
    };
    options.open(file.as_bytes())?.map(|turn| turn.map(line)).collect()
}

#[test]
fn files_become_turns() {
    let plain = Reader::options;
    for (options, file, expect) in [
        // Tables.
        (
            plain(),
            "transcript_id,interlocutor,utterance_text\r\n1,therapist,Hi.\r\n1,client,\"Hm,\nwell\"\r\n2,client,No.\r\n1,client,Back.\r\n",
            &["1/0 co@2 Hi.", "1/1 cl@3 Hm,\nwell", "2/0 cl@5 No.", "1/0 cl@6 Back."][..],
        ),
        (plain(), "text\nI could try\n\nNo way\n", &["1/0 cl@2 I could try", "2/0 cl@4 No way"]),
        (plain(), "speaker;text\nT;a, b\nP;c\n;d\n", &["1/0 co@2 a, b", "1/1 cl@3 c", "1/2 ot@4 d"]),
        (plain(), "id\tutterance\n1\tone\n2\ttwo\n", &["1/0 cl@2 one", "2/0 cl@3 two"]),
        (plain(), "id\tspeaker\tutterance\n1\tC\tone\n2\tC\ttwo\n", &["1/0 cl@2 one", "1/1 cl@3 two"]),
        (plain(), "id\tspeaker\tutterance\na\tC\tone\na\tT\ttwo\nb\tC\tthree\n", &["a/0 cl@2 one", "a/1 co@3 two", "b/0 cl@4 three"]),
        (plain(), "utterance\ttherapist_context\nYes\tDo you?\nNo\t\n", &["1/0 co@2 Do you?", "1/1 cl@2 Yes", "2/0 cl@3 No"]),
        (plain().columns(Columns::new().text("b").extra("a").extra("c")), "a,b,c\nx,one,\n", &["1/0 cl@2 one [x] []"]),
        (plain(), "text,speaker\n", &[]),
        (plain(), "speaker,text\rC,one\rT,\"two\rthree\"\rC,four\r", &["1/0 cl@2 one", "1/1 co@3 two\nthree", "1/2 cl@5 four"]),
        // Text.
        (plain(), "T: one\rC: two\r\rT: three", &["1/0 co@1 one", "1/1 cl@2 two", "1/2 co@4 three"]),
        (
            plain(),
            "A talk in May\n# made up\n\nT: How are you?\nClient:  Not\n   so bad: it goes.\n\n---\n---\nT: Again?\nSession 7\nC: Hm.\n",
            &["1/0 co@4 How are you?", "1/1 cl@5 Not so bad: it goes.", "2/0 co@10 Again?", "Session 7/0 cl@12 Hm."],
        ),
        (plain(), "=== one ===\nC: a\n=== one ===\nC: b\n", &["one/0 cl@2 a", "one/0 cl@4 b"]),
        (plain(), "I want to stop.\n\n  Listen: no.\n", &["1/0 cl@1 I want to stop.", "2/0 cl@3 Listen: no."]),
        (plain().client("Ana"), "Ana: a\nBo: b\nMother: c", &["1/0 cl@1 a", "1/1 co@2 b", "1/2 ot@3 c"]),
        // JSON Lines.
        (
            plain(),
            "{\"role\": \"assistant\", \"content\": \"Hi\"}\n\n{\"role\": \"user\", \"content\": \"Hm\\u2026\"}\n",
            &["1/0 co@1 Hi", "1/1 cl@3 Hm…"],
        ),
        (plain(), "{\"text\": \"a\", \"session\": 3}\n{\"session\": 4, \"text\": \"b\"}", &["3/0 cl@1 a", "4/0 cl@2 b"]),
        (plain(), "{\"text\": \"a\"}\n{\"text\": \"b\", \"mood\": [1]}", &["1/0 cl@1 a", "2/0 cl@2 b"]),
    ] {
        assert_eq!(turns(options, file).unwrap(), expect, "{file}");
    }
}

#[test]
fn what_cannot_be_read_is_refused() {
    let plain = Reader::options;
    let long = "x".repeat(100);
    for (options, file, expect) in [
        (plain(), "", "there is nothing in it"),
        (plain(), "\n \n", "there is nothing in it"),
        (plain().name("a.csv"), "", "there is nothing in it"),
        (plain().name("a.jsonl"), "\n", "there is nothing in it"),
        (plain().name("a.csv"), "day,mood\n1,2\n", "line 1: no column holds the words; found `day`, `mood`"),
        (
            plain().columns(Columns::new().speaker("whom")),
            "who,text\nT,a\n",
            "line 1: no column is called `whom`; found `who`, `text`: is it `who`?",
        ),
        (plain().longest(1 << 20), &"x".repeat(2 << 20), "line 1: longer than 1 MiB, the most that is read as one turn"),
        (plain().columns(Columns::new().extra("label")), "T: hello\n", "plain text has no columns, so none is called `label`"),
        (
            plain(),
            "\nspeaker,text\n\nT,\"a\nb\"\n\nC,c,d",
            "line 7: 3 fields where the header has 2; a field that holds the separator must stand in quotes",
        ),
        (plain(), "speaker,text\nT,a\nZoe,b\n", "line 3: `Zoe` may be the client or the counsellor: tell which"),
        (
            plain(),
            "Zoe: b\nTom: c\n",
            "line 1: `Zoe` may be the client or the counsellor: tell which; who speaks, and how often: `Zoe (1)`, `Tom (1)`",
        ),
        (plain(), "P: b\nC: c\n", "line 2: `C` and `P` cannot both stand for the client: tell which one does"),
        (
            plain().longest(50),
            &format!("speaker,text\nT,a\nC,{long}\n"),
            "line 3: longer than 50 bytes, the most that is read as one turn; is a quote left open?",
        ),
        (
            plain().longest(50),
            &format!("speaker,text\nT,\"a\n{}", "b\n".repeat(100)),
            "line 2: longer than 50 bytes, the most that is read as one turn; is a quote left open?",
        ),
        (plain().longest(50), &format!("T: a\nC: {long}\n"), "line 2: longer than 50 bytes, the most that is read as one turn"),
        (
            plain().longest(50),
            &format!("T: a\nC: b\n{}", "c\n".repeat(100)),
            "line 2: longer than 50 bytes, the most that is read as one turn",
        ),
        (plain(), "{\"text\": \"a\"}\n{\"text\": \"b\"\n", "line 2, column 12: malformed JSON: EOF while parsing an object"),
        (plain(), "{\"text\": \"a\"}\n3\n", "line 2: a number where a JSON object was expected"),
        (plain(), "[{\"text\": \"a\"}]", "line 1: a JSON array where one object a line was expected (JSON Lines)"),
        (plain(), "{\"text\": [\"a\"]}", "line 1: `text` is an array where text was expected"),
        (plain(), "{\"txet\": \"a\"}", "line 1: no column holds the words; found `txet`: is it `txet`?"),
    ] {
        let error = turns(options, file).unwrap_err();
        assert_eq!(error.to_string(), expect, "{file}");
    }
}

#[test]
fn what_stood_before_an_error_is_given_and_then_it_is_over() {
    let mut reader = Reader::new(&b"T: one\nC: two\nC: caf\xE9\n"[..]).unwrap();
    assert_eq!(reader.next().unwrap().unwrap().text, "one");
    let error = reader.find_map(Result::err).unwrap();
    assert!(error.is_encoding());
    assert_eq!(error.line(), Some(3));
    assert!(reader.next().is_none());
}

#[test]
fn failing_media_are_reported() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::ErrorKind::ConnectionReset.into())
        }
    }
    for input in [&b""[..], b"speaker,text\n", b"T: a\n", b"{\"text\": \"a\"}\n"] {
        let error = Reader::new(input.chain(Broken)).and_then(Iterator::collect::<Result<Vec<_>, _>>).unwrap_err();
        assert!(error.is_io(), "{error:?}");
    }
}

#[test]
fn an_endless_file_is_read_as_it_comes() {
    struct Endless(usize);
    impl Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let line = b"1,client,I might\n";
            for byte in buffer.iter_mut() {
                *byte = line[self.0 % line.len()];
                self.0 += 1;
            }
            Ok(buffer.len())
        }
    }
    let input = b"session,speaker,text\n".chain(Endless(0));
    let last = Reader::new(input).unwrap().nth(99_999).unwrap().unwrap();
    assert_eq!((last.index, last.line), (99_999, 100_001));
}

#[test]
fn a_remark_in_brackets_is_no_context() {
    let input = "text,context\nYeah,(a closed question)\nYeah,Do you want to stop?\n";
    let options = Reader::<&[u8]>::options().columns(Columns::new().context("context"));
    let turns: Vec<super::Turn> = options.open(input.as_bytes()).unwrap().map(Result::unwrap).collect();
    let texts: Vec<&str> = turns.iter().map(|turn| turn.text.as_str()).collect();
    assert_eq!(texts, ["Yeah", "Do you want to stop?", "Yeah"]);
    assert!(turns[0].alone && turns[0].index == 0);
}

#[cfg(not(feature = "docx"))]
#[test]
fn a_form_that_is_left_out_is_named() {
    let error = turns(Reader::options(), "PK\u{3}\u{4}").unwrap_err();
    assert!(error.is_unsupported());
    assert_eq!(error.to_string(), "this build of changetalk does not read docx files: build it with the feature `docx`");
}
