use std::fmt;
use std::str::FromStr;

use super::columns::Columns;
use super::subtitles;

/// The form of a transcript.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Comma-separated values with a header; semicolons, as European spreadsheets write them, are understood too.
    Csv,
    /// Tab-separated values with a header.
    Tsv,
    /// Lines of `Speaker: words`, or one client's turn a line.
    Text,
    /// One JSON object a line.
    JsonLines,
    /// Subtitles as WebVTT: Zoom, Teams.
    WebVtt,
    /// Subtitles as SRT.
    Srt,
    /// CHAT of TalkBank and CHILDES, `.cha`; read with the feature `linguistic`.
    Chat,
    /// Annotations of ELAN, `.eaf`; read with the feature `linguistic`.
    Elan,
    /// Intervals of Praat, `.TextGrid`, in its long and its short form; read with the feature `linguistic`.
    TextGrid,
    /// A Word document, `.docx`; read with the feature `docx`.
    Docx,
}

impl Format {
    /// All of them, whether this build reads them or not.
    pub const ALL: [Format; 10] = [
        Format::Csv,
        Format::Tsv,
        Format::Text,
        Format::JsonLines,
        Format::WebVtt,
        Format::Srt,
        Format::Chat,
        Format::Elan,
        Format::TextGrid,
        Format::Docx,
    ];

    /// `csv`, `tsv`, `text`, `jsonl`, `vtt`, `srt`, `chat`, `elan`, `textgrid` or `docx`.
    pub fn name(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Tsv => "tsv",
            Format::Text => "text",
            Format::JsonLines => "jsonl",
            Format::WebVtt => "vtt",
            Format::Srt => "srt",
            Format::Chat => "chat",
            Format::Elan => "elan",
            Format::TextGrid => "textgrid",
            Format::Docx => "docx",
        }
    }

    /// True if its rows have columns or keys by name.
    pub(super) fn has_columns(self) -> bool {
        matches!(self, Format::Csv | Format::Tsv | Format::JsonLines)
    }

    /// The form that a file's name and the beginning of its content tell. The name decides, save for `.txt`, which people give to
    /// anything.
    ///
    /// ```
    /// use changetalk::transcript::{Columns, Format};
    /// let detect = |name, content| Format::detect(Some(name), content, &Columns::new());
    /// assert_eq!(detect("session.TSV", ""), Format::Tsv);
    /// assert_eq!(detect("session.txt", "Client: I think so."), Format::Text);
    /// assert_eq!(detect("-", "speaker,text\nclient,I think so."), Format::Csv);
    /// assert_eq!(detect("-", r#"{"text": "I think so."}"#), Format::JsonLines);
    /// ```
    pub fn detect(name: Option<&str>, content: &str, columns: &Columns) -> Format {
        name.and_then(Format::of_name).unwrap_or_else(|| Format::of_content(content, columns))
    }

    fn of_name(name: &str) -> Option<Format> {
        let (_, extension) = name.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "csv" => Some(Format::Csv),
            "tsv" | "tab" => Some(Format::Tsv),
            "jsonl" | "ndjson" | "json" => Some(Format::JsonLines),
            "vtt" | "webvtt" => Some(Format::WebVtt),
            "srt" => Some(Format::Srt),
            "cha" => Some(Format::Chat),
            "eaf" => Some(Format::Elan),
            "textgrid" => Some(Format::TextGrid),
            "docx" => Some(Format::Docx),
            _ => None,
        }
    }

    /// The form whose own mark stands at the beginning.
    fn of_mark(content: &str) -> Option<Format> {
        if content.starts_with(ARCHIVE) {
            Some(Format::Docx)
        } else if content.starts_with("@UTF8") || content.starts_with("@Begin") {
            Some(Format::Chat)
        } else if content.starts_with("File type = \"ooTextFile") {
            Some(Format::TextGrid)
        } else if content.starts_with('<') && content.contains("<ANNOTATION_DOCUMENT") {
            Some(Format::Elan)
        } else {
            None
        }
    }

    fn of_content(content: &str, columns: &Columns) -> Format {
        let content = content.trim_start_matches(['\n', '\r', ' ']);
        let first = content.lines().next().unwrap_or_default();
        if let Some(format) = Format::of_mark(content) {
            format
        } else if let Some(webvtt) = subtitles::detect(content) {
            if webvtt { Format::WebVtt } else { Format::Srt }
        } else if first.starts_with('{') || first.starts_with("[{") || first.trim_end() == "[" {
            Format::JsonLines
        } else if columns.match_header(first.split('\t')) {
            if first.contains('\t') { Format::Tsv } else { Format::Csv }
        } else if columns.match_header(first.split(separator(first, columns))) {
            Format::Csv
        } else {
            Format::Text
        }
    }
}

/// How a zip archive begins, and with it a Word document.
pub(super) const ARCHIVE: &str = "PK\u{3}\u{4}";

/// What stands between the columns of a CSV file's header: the separator that gives a column of words, else the most frequent one.
pub(super) fn separator(header: &str, columns: &Columns) -> char {
    let candidates = [',', ';', '\t'];
    let known = candidates.into_iter().find(|&c| header.contains(c) && columns.has_text(header.split(c)));
    // `max_by_key` takes the last of equals, so that commas win.
    known.unwrap_or_else(|| candidates.into_iter().rev().max_by_key(|&c| header.matches(c).count()).unwrap_or(','))
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Format, UnknownFormat> {
        Format::ALL.into_iter().find(|format| format.name() == name).ok_or(UnknownFormat)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// No [`Format`] has that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownFormat;

impl fmt::Display for UnknownFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
        write!(f, "a format is one of {}", names.join(", "))
    }
}

impl std::error::Error for UnknownFormat {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_tells() {
        for (content, expect) in [
            ("speaker\ttext\n", Format::Tsv),
            ("Speaker;Text;Date\n", Format::Csv),
            ("\"session\",\"speaker\",\"words\"\n", Format::Csv),
            ("text\nI want to stop\n", Format::Csv),
            ("\n{\"text\": 1}\n", Format::JsonLines),
            ("[{\"text\": 1}]\n", Format::JsonLines),
            ("I want to stop, I do\n", Format::Text),
            ("T: hello\nC: hi\n", Format::Text),
            ("[00:01] T: hello\n", Format::Text),
            ("", Format::Text),
            ("@UTF8\n@Begin\n", Format::Chat),
            ("@Begin\n", Format::Chat),
            ("<?xml version=\"1.0\"?>\n<ANNOTATION_DOCUMENT AUTHOR=\"\">", Format::Elan),
            ("<?xml version=\"1.0\"?>\n<words/>", Format::Text),
            ("File type = \"ooTextFile\"\n", Format::TextGrid),
            ("File type = \"ooTextFile short\"\n", Format::TextGrid),
            ("PK\u{3}\u{4}\u{14}", Format::Docx),
        ] {
            assert_eq!(Format::detect(None, content, &Columns::new()), expect, "{content:?}");
            assert_eq!(Format::detect(Some("a.txt"), content, &Columns::new()), expect, "{content:?}");
        }
        for (name, expect) in [("a.cha", Format::Chat), ("a.eaf", Format::Elan), ("a.TextGrid", Format::TextGrid), ("a.DOCX", Format::Docx)]
        {
            assert_eq!(Format::detect(Some(name), "T: hello\n", &Columns::new()), expect, "{name}");
        }
        assert_eq!(UnknownFormat.to_string(), "a format is one of csv, tsv, text, jsonl, vtt, srt, chat, elan, textgrid, docx");
        let own = Columns::new().text("Aussage");
        assert_eq!(Format::detect(None, "Wer;Aussage\n", &own), Format::Csv);
        assert_eq!(separator("a;b,c;d", &Columns::new()), ';');
        assert_eq!(separator("text", &Columns::new()), ',');
    }
}
