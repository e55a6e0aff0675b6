//! CHAT, the form of TalkBank and CHILDES.
//!
//! A line says by its first character what it is: `@` a header, `*` what somebody says, `%` something about it, and a tab goes on with the line
//! before. Only what is said is read, and `@Participants` for who says it.

mod spoken;

use std::collections::HashMap;

use super::speech::Speeches;
use crate::transcript::error::{Error, Kind};
use crate::transcript::names::CHAT_CODES;

/// What the line read last is, for the lines that go on with it.
enum Tier {
    Nothing,
    Participants(String),
    Speech { code: String, line: u64, raw: String },
}

/// Reads the text of a CHAT file.
pub(super) fn read(text: &str, speeches: &mut Speeches) -> Result<(), Error> {
    let mut participants = HashMap::new();
    let mut tier = Tier::Nothing;
    for (line, number) in text.lines().zip(1..) {
        match line.chars().next() {
            None => continue,
            Some(first) if first.is_whitespace() => {
                if let Tier::Participants(text) | Tier::Speech { raw: text, .. } = &mut tier {
                    text.push(' ');
                    text.push_str(line.trim());
                }
                continue;
            }
            Some('@' | '%' | '*') => {}
            Some(_) => {
                let message = "a line of CHAT starts with `@`, `*`, `%` or a tab".to_owned();
                return Err(Error::new(Kind::Document { line: Some(number), column: Some(1), message }));
            }
        }
        finish(tier, &mut participants, speeches)?;
        tier = if let Some(header) = line.strip_prefix("@Participants:") {
            Tier::Participants(header.to_owned())
        } else if let Some(main) = line.strip_prefix('*') {
            let Some((code, raw)) = main.split_once(':') else {
                let message = "there is no `:` between who speaks and what is said".to_owned();
                return Err(Error::new(Kind::Document { line: Some(number), column: None, message }));
            };
            Tier::Speech { code: code.trim().to_owned(), line: number, raw: raw.to_owned() }
        } else {
            Tier::Nothing
        };
    }
    finish(tier, &mut participants, speeches)
}

fn finish(tier: Tier, participants: &mut HashMap<String, Vec<String>>, speeches: &mut Speeches) -> Result<(), Error> {
    match tier {
        Tier::Nothing => Ok(()),
        Tier::Participants(text) => {
            participants.extend(text.split(',').filter_map(participant));
            Ok(())
        }
        Tier::Speech { code, line, raw } => {
            let voice = speeches.voice(&code, || {
                let meant = || CHAT_CODES.iter().filter(|(short, _)| *short == code).map(|(_, name)| (*name).to_owned()).collect();
                participants.get(&code).cloned().unwrap_or_else(meant)
            });
            let (words, time) = spoken::read(&raw);
            if !words.contains(char::is_alphanumeric) {
                return Ok(());
            }
            speeches.add(voice, line, &words, time)
        }
    }
}

/// `PAR Ana Participant`: the code, and what is said of whoever has it, the role first. The name may be missing.
fn participant(entry: &str) -> Option<(String, Vec<String>)> {
    let mut words = entry.split_whitespace();
    let code = words.next()?;
    Some((code.to_owned(), words.rev().take(2).map(str::to_owned).collect()))
}
