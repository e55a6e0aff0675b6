//! What is said, from a line of CHAT: its markup is taken away or turned into what a plain transcript has in its place.

use crate::transcript::time::Time;

/// What stands around the numbers of a time: the character that CHAT has for it, and how its editor shows it.
const BULLETS: [char; 2] = ['\u{15}', '•'];

/// Signs that begin with `+`: how an utterance ends, or how it begins, which plain text does not show. The longer ones stand before those that they
/// begin with.
#[rustfmt::skip]
const SIGNS: &[(&str, &str)] = &[
    ("+\"/.", ":"), ("+\".", "."), ("+//.", "--"), ("+//?", "--?"), ("+/.", "--"), ("+/?", "--?"), ("+!?", "?!"), ("+...", "…"),
    ("+..?", "…?"), ("+..", "…"), ("+.", ""), ("+\"", ""), ("+^", ""), ("+<", ""), ("+,", ""), ("++", ""), ("+≈", ""), ("+≋", ""),
];

/// What could not be understood.
const INAUDIBLE: &str = "[inaudible]";
/// What was understood and not written down.
const LEFT_OUT: &str = "[not transcribed]";

/// The words, and when they were said.
pub(super) fn read(raw: &str) -> (String, Option<Time>) {
    let mut out = Words::default();
    let mut time: Option<Time> = None;
    let mut rest = raw;
    let last_close = raw.rfind(']').unwrap_or_default();
    while let Some(first) = rest.chars().next() {
        let after = rest.get(first.len_utf8()..).unwrap_or_default();
        if first.is_whitespace() || matches!(first, '<' | '>') {
            rest = after;
        } else if BULLETS.contains(&first) {
            let (inside, behind) = after.split_once(BULLETS).unwrap_or((after, ""));
            if let Some(found) = bullet(inside) {
                time = Some(Time { start: time.map_or(found.start, |time| time.start), end: found.end });
            }
            rest = behind;
        } else if first == '[' {
            // An open bracket without a close is passed over, and not looked for again and again.
            let closes = raw.len() - after.len() <= last_close;
            let Some((inside, behind)) = closes.then(|| after.split_once(']')).flatten() else {
                rest = after;
                continue;
            };
            out.mark(inside);
            rest = behind;
        } else if let Some((sign, plain)) = SIGNS.iter().find(|(sign, _)| rest.starts_with(sign)) {
            out.attach(plain);
            rest = rest.get(sign.len()..).unwrap_or_default();
        } else {
            let ends = |c: char| c.is_whitespace() || matches!(c, '[' | '<' | '>') || BULLETS.contains(&c);
            let end = after.find(ends).map_or(rest.len(), |end| first.len_utf8() + end);
            let (word, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
            out.word(word);
            rest = behind;
        }
    }
    (out.text, time)
}

/// `1500_2700`; in old files the name of the recording stands before the numbers.
fn bullet(inside: &str) -> Option<Time> {
    let (before, end) = inside.trim().trim_end_matches('-').rsplit_once('_')?;
    let start = before.rsplit(|c: char| !c.is_ascii_digit()).next()?;
    Some(Time { start: start.parse().ok()?, end: Some(end.parse().ok()?) })
}

/// The words so far.
#[derive(Default)]
struct Words {
    text: String,
    /// Where the last word begins, if it is no real word: a replacement may tell more.
    unclear: Option<usize>,
}

impl Words {
    fn push(&mut self, word: &str) {
        if !self.text.is_empty() && !word.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(word);
    }

    /// Sets it right behind the last word.
    fn attach(&mut self, sign: &str) {
        self.text.push_str(sign);
    }

    /// A word with its markup, or a punctuation mark.
    fn word(&mut self, token: &str) {
        self.unclear = None;
        let start = self.text.len();
        if token.chars().all(|c| matches!(c, '.' | ',' | '?' | '!' | ';' | ':' | '…')) {
            return self.attach(token);
        }
        match token {
            "‡" | "„" => return self.attach(","),
            "xxx" | "xx" | "yyy" | "yy" => self.push(INAUDIBLE),
            "www" => self.push(LEFT_OUT),
            _ => match token.strip_prefix('&') {
                Some(marked) => match marked.chars().next() {
                    Some('=') => self.note(&marked[1..]),
                    // The other's words within these, and where something long begins and ends.
                    Some('*' | '{' | '}') | None => {}
                    Some('+') => {
                        let fragment = plain(&marked[1..]);
                        if !fragment.is_empty() {
                            self.push(&fragment);
                            self.attach("-");
                        }
                    }
                    Some('-' | '~') => self.push(&plain(&marked[1..])),
                    Some(_) => self.push(&plain(marked)),
                },
                None if is_pause(token) || is_left_out(token) => {}
                None => self.push(&plain(token)),
            },
        }
        let made_up = token.starts_with("&~") || token.starts_with("&+") || token.starts_with("yy") || token.starts_with("xx");
        self.unclear = made_up.then_some(start);
    }

    /// What stands in square brackets behind a word, or behind several in angle brackets.
    fn mark(&mut self, inside: &str) {
        let (sign, rest) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
        match sign {
            // Begun anew: a break, as transcripts show it. A mere repetition, `[/]`, shows itself.
            "//" | "///" | "/-" | "/?" => self.attach("--"),
            "=!" => self.note(rest),
            // The word that was meant. What was said serves where it is a word.
            ":" | "::" => {
                if let Some(start) = self.unclear.take() {
                    self.text.truncate(start);
                    rest.split_whitespace().for_each(|word| self.push(&plain(word)));
                }
            }
            _ => {}
        }
    }

    /// Something heard or seen that is no word.
    fn note(&mut self, inside: &str) {
        let words: Vec<&str> =
            inside.split(|c: char| c.is_whitespace() || matches!(c, ':' | '_' | '=')).filter(|word| !word.is_empty()).collect();
        if !words.is_empty() {
            self.push(&format!("[{}]", words.join(" ")));
        }
    }
}

/// `(.)`, `(..)`, `(1.5)`, `(1:02.5)`, and `#` in old files.
fn is_pause(token: &str) -> bool {
    let inside = token.strip_prefix('(').and_then(|token| token.strip_suffix(')'));
    token.starts_with('#') || inside.is_some_and(|inside| inside.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ':')))
}

/// `0`: nothing was said. `0is`: a word that was not said.
fn is_left_out(token: &str) -> bool {
    token.strip_prefix('0').is_some_and(|rest| rest.chars().next().is_none_or(|c| c.is_alphabetic() || c == '*'))
}

/// A word as it is spelt: no marks of sounds left out, length, stress, pitch or overlap, none of what kind of word it is.
fn plain(word: &str) -> String {
    let word = match word.find(['@', '$']) {
        Some(0) | None => word,
        Some(end) => word.get(..end).unwrap_or(word),
    };
    let mut out = String::with_capacity(word.len());
    let mut before = None;
    for c in word.chars() {
        match c {
            '(' | ')' | '^' | '≠' | '∆' | '°' | '↑' | '↓' | '⇗' | '↗' | '→' | '↘' | '⇘' | '∞' | '≡' | '∙' | '⌈' | '⌉' | '⌊' | '⌋' =>
                {}
            '∇' | '◉' | '▁' | '▔' | '☺' | '∬' | '⁇' | '∲' | '§' | '∮' | 'ˈ' | 'ˌ' | '‹' | '›' | '\u{1}'..='\u{1f}' =>
                {}
            ':' if before.is_some_and(char::is_alphabetic) => {}
            '_' => out.push(' '),
            '+' => out.push('-'),
            _ => out.push(c),
        }
        before = Some(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_words() {
        for (raw, expect) in [
            ("\tI might ring them .", "I might ring them."),
            ("how are you ?", "how are you?"),
            ("&-um I (.) don't (1.5) know .", "um I don't know."),
            ("(be)cause I went to the li:brary .", "because I went to the library."),
            ("<I want> [/] I want to stop .", "I want I want to stop."),
            ("<I wanted> [//] I need to go .", "I wanted-- I need to go."),
            ("I &+s stopped [/-] well , no !", "I s- stopped-- well, no!"),
            ("xxx but it's yyy .", "[inaudible] but it's [inaudible]."),
            ("I just +...", "I just…"),
            ("and then I +/.", "and then I--"),
            ("did you +//?", "did you--?"),
            ("she said +\"/.", "she said:"),
            ("+\" leave it .", "leave it."),
            ("+< no .", "no."),
            ("++ to stop .", "to stop."),
            ("I'm gonna [: going to] stop .", "I'm gonna stop."),
            ("the &~wabbit [: rabbit] [*] ran .", "the rabbit ran."),
            ("&=laughs maybe .", "[laughs] maybe."),
            ("0 [=! nods] .", "[nods]."),
            ("0 .", "."),
            ("I 0am okay [+ exc] [% loud] [x 2] .", "I okay."),
            ("hi &*INV:mhm there .", "hi there."),
            ("ice_cream and merry+go+round .", "ice cream and merry-go-round."),
            ("hola@s:spa ‡ Ana .", "hola, Ana."),
            ("⌈yeah⌉ ↑no", "yeah no"),
            ("[- spa] bueno .", "bueno."),
            ("word[/]word .", "word word."),
            ("cut [off", "cut off"),
            ("", ""),
        ] {
            assert_eq!(read(raw).0, expect, "{raw}");
        }
    }

    #[test]
    fn open_brackets_are_no_burden() {
        assert_eq!(read(&"[".repeat(1 << 20)).0, "");
    }

    #[test]
    fn bullets_are_times() {
        let time = |start, end| Some(Time { start, end: Some(end) });
        for (raw, expect) in [
            ("hi . \u{15}1500_2700\u{15}", time(1500, 2700)),
            ("hi . •1500_2700•", time(1500, 2700)),
            ("hi \u{15}1_2\u{15} there . \u{15}3_4\u{15}", time(1, 4)),
            ("hi . \u{15}%snd:\"talk_1\"_1073_1632\u{15}", time(1073, 1632)),
            ("hi . \u{15}99999999999999999999999_1\u{15}", None),
            ("hi . \u{15}1500", None),
            ("hi .", None),
        ] {
            let (words, time) = read(raw);
            assert!(words.starts_with("hi"), "{words}");
            assert_eq!(time, expect, "{raw:?}");
        }
    }
}
