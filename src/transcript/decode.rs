//! Bytes → text: UTF-8 and UTF-16, checked as they stream by, so that an error knows its line and byte. Lines end with `\n`, whatever they end
//! with in the file: `\r\n` and a lone `\r`, as old spreadsheets on Macs write it, are read as the same.

use std::io::{self, Read};

use super::error::{Error, Kind};
use super::format::ARCHIVE;

const CHUNK: usize = 64 << 10;

/// How an old Word document begins, and a new one that has a password: both are a "compound file".
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0";
const OLD_WORD: &str = "an old Word document (.doc), or one with a password: save it as .docx without a password";

/// Reads text out of bytes.
pub(super) struct Decoder<R> {
    input: R,
    encoding: Option<Encoding>,
    /// Read and not yet decoded: the rest of a character that goes on in the next chunk.
    raw: Vec<u8>,
    /// Bytes of the input, and lines of the text, before `raw`.
    offset: u64,
    lines: u64,
    /// Decoded and, from `given` on, not yet given out.
    text: String,
    given: usize,
    /// The last chunk ended with `\r`; what comes next tells whether the line's end goes on.
    held: bool,
    /// Why there will be no more; told after all that was decoded has been given out.
    end: Option<Result<(), Error>>,
    /// How much more may be read before [`Decoder::allow`] is called again.
    allowance: usize,
    /// What has been read through [`Read`] ends with a line's end, or is nothing.
    ended: bool,
}

#[derive(Clone, Copy)]
enum Encoding {
    Utf8,
    Utf16(fn([u8; 2]) -> u16),
    /// A zip archive, which is no text: its bytes stay in `raw`.
    Archive,
}

impl<R: Read> Decoder<R> {
    pub(super) fn new(input: R) -> Decoder<R> {
        Decoder {
            input,
            encoding: None,
            raw: Vec::new(),
            offset: 0,
            lines: 0,
            text: String::new(),
            given: 0,
            held: false,
            end: None,
            allowance: usize::MAX,
            ended: true,
        }
    }

    /// At least `bytes` of what comes next, or all there is; less where an error stands in the way.
    pub(super) fn sample(&mut self, bytes: usize) -> &str {
        while self.rest().len() < bytes && self.end.is_none() {
            self.more();
        }
        self.rest()
    }

    /// What comes next, at least to the end of the first line that is not blank, or to `bytes`.
    pub(super) fn sample_line(&mut self, bytes: usize) -> &str {
        while self.rest().len() < bytes && !self.rest().trim_start().contains('\n') && self.end.is_none() {
            self.more();
        }
        self.rest()
    }

    /// Reads one line, without its end, into `line`; false at the end of the input. A line longer than `limit` is an error.
    pub(super) fn line(&mut self, line: &mut String, number: u64, limit: usize) -> Result<bool, Error> {
        line.clear();
        let mut any = false;
        loop {
            let rest = self.rest();
            any |= !rest.is_empty();
            let end = rest.find('\n');
            let piece = &rest[..end.unwrap_or(rest.len())];
            if line.len() + piece.len() > limit {
                return Err(Error::new(Kind::TooLong { line: number, limit, quoted: false }));
            }
            line.push_str(piece);
            self.given += piece.len();
            if end.is_some() {
                self.given += 1;
                break;
            }
            match self.end {
                None => self.more(),
                Some(Ok(())) => break,
                Some(Err(_)) => return Err(self.failure()),
            }
        }
        Ok(any)
    }

    /// All that comes. More than `limit` bytes are an error about `what`, which names the `option`.
    #[cfg_attr(not(any(feature = "linguistic", feature = "docx")), expect(dead_code))]
    pub(super) fn whole(mut self, limit: usize, what: &'static str, option: &'static str) -> Result<String, Error> {
        self.allow(limit);
        let mut whole = String::new();
        match self.read_to_string(&mut whole) {
            Ok(_) => Ok(whole),
            Err(_) if self.is_spent() => Err(Error::new(Kind::TooLarge { what, limit, option })),
            Err(error) => Err(error.into()),
        }
    }

    /// The bytes of a zip archive, not decoded; none if it is something else.
    #[cfg_attr(not(feature = "docx"), expect(dead_code))]
    pub(super) fn archive(mut self, limit: usize) -> Result<Option<Vec<u8>>, Error> {
        self.sample(1);
        if !matches!(self.encoding, Some(Encoding::Archive)) {
            // An error of the medium, or a compound file, says more than that this is no archive.
            return match self.end {
                Some(Err(error)) if !error.is_encoding() => Err(error),
                _ => Ok(None),
            };
        }
        let mut bytes = self.raw;
        let more = (limit as u64).saturating_add(1).saturating_sub(bytes.len() as u64);
        self.input.take(more).read_to_end(&mut bytes)?;
        if bytes.len() > limit {
            return Err(Error::new(Kind::TooLarge { what: "the file", limit, option: "largest_file" }));
        }
        Ok(Some(bytes))
    }

    /// Lets `bytes` more be read through [`Read`].
    pub(super) fn allow(&mut self, bytes: usize) {
        self.allowance = bytes;
    }

    /// True if nothing may be read any more until [`Decoder::allow`] is called.
    pub(super) fn is_spent(&self) -> bool {
        self.allowance == 0
    }

    fn rest(&self) -> &str {
        self.text.get(self.given..).unwrap_or_default()
    }

    /// The error that ended the input; from then on it is just over.
    fn failure(&mut self) -> Error {
        match self.end.replace(Ok(())) {
            Some(Err(error)) => error,
            _ => Error::new(Kind::Io(io::ErrorKind::UnexpectedEof.into())),
        }
    }

    /// Reads and decodes the next chunk.
    fn more(&mut self) {
        if self.given == self.text.len() {
            self.text.clear();
            self.given = 0;
        }
        let kept = self.raw.len();
        self.raw.resize(kept + CHUNK, 0);
        let read = loop {
            match self.input.read(&mut self.raw[kept..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        self.raw.truncate(kept + *read.as_ref().unwrap_or(&0));
        match read {
            Err(error) => self.end = Some(Err(Error::new(Kind::Io(error)))),
            Ok(0) => self.end = Some(Ok(())),
            Ok(_) => {}
        }
        let Some(encoding) = self.encoding.or_else(|| self.recognise()) else { return };
        self.encoding = Some(encoding);
        if matches!(encoding, Encoding::Archive) {
            // The mark serves to tell the form; whoever wants text then gets the error.
            self.text.push_str(ARCHIVE);
            self.end = Some(Err(Error::new(Kind::Binary { message: "a zip archive where text was expected" })));
            return;
        }
        if self.offset == 0 && self.raw.starts_with(COMPOUND) {
            self.end = Some(Err(Error::new(Kind::Binary { message: OLD_WORD })));
            return;
        }
        let from = self.text.len();
        if std::mem::take(&mut self.held) {
            self.text.push('\r');
        }
        let (used, wrong) = match encoding {
            Encoding::Utf8 => utf8(&self.raw, self.end.is_some(), &mut self.text),
            Encoding::Utf16(unit) => utf16(&self.raw, unit, self.end.is_some(), &mut self.text),
            Encoding::Archive => return,
        };
        if self.end.is_none() && !wrong && self.text[from..].ends_with('\r') {
            self.text.pop();
            self.held = true;
        }
        if self.text[from..].contains('\r') {
            let lines = self.text.split_off(from);
            self.text.push_str(&lines.replace("\r\n", "\n").replace('\r', "\n"));
        }
        self.lines += self.text.as_bytes()[from..].iter().filter(|&&b| b == b'\n').count() as u64;
        self.offset += used as u64;
        self.raw.drain(..used);
        if wrong {
            let encoding = if matches!(encoding, Encoding::Utf8) { "UTF-8" } else { "UTF-16" };
            self.end = Some(Err(Error::new(Kind::NotUnicode { line: self.lines + 1, offset: self.offset, encoding })));
        }
    }

    /// Tells the encoding by the byte order mark, which it drops, or by the zero bytes of UTF-16 without one.
    fn recognise(&mut self) -> Option<Encoding> {
        let waits = |mark: &[u8]| self.end.is_none() && self.raw.len() < mark.len() && mark.starts_with(&self.raw);
        if waits(ARCHIVE.as_bytes()) || waits(COMPOUND) {
            return None;
        }
        let (encoding, mark) = match self.raw[..] {
            _ if self.raw.starts_with(ARCHIVE.as_bytes()) => (Encoding::Archive, 0),
            [0xEF, 0xBB, 0xBF, ..] => (Encoding::Utf8, 3),
            [0xFF, 0xFE, ..] => (Encoding::Utf16(u16::from_le_bytes), 2),
            [0xFE, 0xFF, ..] => (Encoding::Utf16(u16::from_be_bytes), 2),
            [a, 0, _, ..] if a != 0 => (Encoding::Utf16(u16::from_le_bytes), 0),
            [0, b, _, ..] if b != 0 => (Encoding::Utf16(u16::from_be_bytes), 0),
            [_, _, _, ..] => (Encoding::Utf8, 0),
            _ if self.end.is_some() => (Encoding::Utf8, 0),
            _ => return None,
        };
        self.raw.drain(..mark);
        self.offset += mark as u64;
        Some(encoding)
    }
}

/// Appends the text of `raw` to `text`: how many bytes it used, and whether the next one is wrong.
fn utf8(raw: &[u8], last: bool, text: &mut String) -> (usize, bool) {
    match std::str::from_utf8(raw) {
        Ok(good) => {
            text.push_str(good);
            (raw.len(), false)
        }
        Err(error) => {
            let good = error.valid_up_to();
            text.push_str(std::str::from_utf8(&raw[..good]).unwrap_or_default());
            (good, last || error.error_len().is_some())
        }
    }
}

fn utf16(raw: &[u8], unit: fn([u8; 2]) -> u16, last: bool, text: &mut String) -> (usize, bool) {
    let pairs = raw.as_chunks::<2>().0;
    let mut used = 0;
    for c in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        match c {
            Ok(c) => {
                text.push(c);
                used += 2 * c.len_utf16();
            }
            // The first half of a pair may go on in the next chunk.
            Err(_) => return (used, last || used + 2 < pairs.len() * 2),
        }
    }
    (used, last && used < raw.len())
}

/// The text as bytes, the last line ended too: the `csv` crate counts lines by it.
impl<R: Read> Read for Decoder<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let rest = loop {
            let rest = &self.text.as_bytes()[self.given..];
            match (rest, &self.end) {
                ([], None) => self.more(),
                ([], Some(Ok(()))) if self.ended || buffer.is_empty() => return Ok(0),
                ([], Some(Ok(()))) => {
                    self.ended = true;
                    buffer[0] = b'\n';
                    return Ok(1);
                }
                ([], Some(Err(_))) => return Err(self.failure().into()),
                _ => break rest,
            }
        };
        if self.allowance == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let n = rest.len().min(buffer.len()).min(self.allowance);
        buffer[..n].copy_from_slice(&rest[..n]);
        self.given += n;
        self.ended = buffer[..n].ends_with(b"\n");
        self.allowance -= n;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives a byte at a time, as the worst pipe would.
    struct Drip<'a>(&'a [u8]);

    impl Read for Drip<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let n = self.0.len().min(1);
            buffer[..n].copy_from_slice(&self.0[..n]);
            self.0 = &self.0[n..];
            Ok(n)
        }
    }

    fn decode(bytes: &[u8]) -> Result<String, Error> {
        let mut whole = String::new();
        let mut dripped = String::new();
        let first = Decoder::new(bytes).read_to_string(&mut whole);
        let second = Decoder::new(Drip(bytes)).read_to_string(&mut dripped);
        assert_eq!(whole, dripped);
        assert_eq!(first.is_ok(), second.is_ok());
        first?;
        Ok(whole)
    }

    fn utf16(text: &str, mark: bool, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        mark.then_some(0xFEFF).into_iter().chain(text.encode_utf16()).flat_map(order).collect()
    }

    #[test]
    fn reads_unicode_however_it_is_written() {
        let text = "I don’t know 🙂\nok\n";
        assert_eq!(decode(b"a\r\nb\rc\r\n\rd").unwrap(), "a\nb\nc\n\nd\n");
        assert_eq!(decode(b"a\r").unwrap(), "a\n");
        assert_eq!(decode(&utf16("a\r\nb\rc", true, u16::to_le_bytes)).unwrap(), "a\nb\nc\n");
        for bytes in [
            text.as_bytes().to_vec(),
            [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            utf16(text, true, u16::to_le_bytes),
            utf16(text, true, u16::to_be_bytes),
            utf16(text, false, u16::to_le_bytes),
            utf16(text, false, u16::to_be_bytes),
        ] {
            assert_eq!(decode(&bytes).unwrap(), text, "{bytes:?}");
        }
        assert_eq!(decode(b"").unwrap(), "");
        assert_eq!(decode(b"\xEF\xBB\xBF").unwrap(), "");
    }

    #[test]
    fn an_archive_is_no_text() {
        let error = decode(b"PK\x03\x04\x14\0").unwrap_err();
        assert_eq!(error.to_string(), "a zip archive where text was expected");
        let error = decode(b"\xD0\xCF\x11\xE0\xA1\xB1").unwrap_err();
        assert_eq!(error.to_string(), OLD_WORD);
        assert_eq!(decode(b"PK\x03").unwrap(), "PK\x03\n");
    }

    #[test]
    fn says_where_it_is_not_unicode() {
        for (bytes, line, offset) in [
            (&b"one\ntwo\n caf\xE9 \n"[..], 3, 12),
            (b"\xEF\xBB\xBFa\xFF", 1, 4),
            (b"cut \xE2\x80", 1, 4),
            (b"\xFF\xFEa\0\n\0\0\xDCb\0", 2, 6),
            (b"\xFF\xFEa\0\n", 1, 4),
            (b"one\rtwo\r\n\r\xE9", 4, 10),
        ] {
            let error = decode(bytes).unwrap_err();
            assert!(error.is_encoding());
            assert_eq!((error.line(), error.offset()), (Some(line), Some(offset)), "{bytes:?}");
        }
    }
}
