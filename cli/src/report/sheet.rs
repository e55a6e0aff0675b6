//! A row a session, with all measures.

use std::io::{self, Write};

use changetalk::{Code, Level, Manner, Noteworthy, Odds, Scale, Share, Strengths};

use super::Form;
use super::destination::Destination;
use super::gather::Gathered;
use crate::tag::inert;
use crate::wrap::Harmless;

/// The header goes out with the first row, or at the end where there is none.
#[derive(Default)]
pub(super) struct Sheet {
    begun: bool,
}

/// The names and cells of a row, in order.
#[derive(Default)]
struct Cells(Vec<(String, String)>);

impl Cells {
    /// Words of the file: harmless to terminals and spreadsheets.
    fn words(&mut self, name: &str, words: &str) {
        self.0.push((name.to_owned(), inert(&Harmless(words).to_string()).into_owned()));
    }

    fn count(&mut self, name: impl Into<String>, count: impl Into<u64>) {
        self.0.push((name.into(), count.into().to_string()));
    }

    /// A number, or an empty cell.
    fn number(&mut self, name: impl Into<String>, number: Option<f64>) {
        self.0.push((name.into(), number.filter(|number| number.is_finite()).map_or_else(String::new, |number| format!("{number:.4}"))));
    }

    fn share(&mut self, name: &str, share: Share) {
        self.count(format!("{name}_part"), share.part);
        self.count(format!("{name}_whole"), share.whole);
        self.number(name, share.value());
        self.number(format!("{name}_low"), share.interval().map(|interval| interval.0));
        self.number(format!("{name}_high"), share.interval().map(|interval| interval.1));
    }

    fn strengths(&mut self, name: &str, strengths: &Strengths) {
        let trend = strengths.trend;
        self.number(format!("{name}_slope"), trend.map(|trend| trend.slope));
        self.number(format!("{name}_slope_low"), trend.map(|trend| trend.low));
        self.number(format!("{name}_slope_high"), trend.map(|trend| trend.high));
        self.count(format!("{name}_utterances"), trend.map_or(0, |trend| trend.utterances));
        for (index, tenth) in strengths.tenths.iter().enumerate() {
            self.number(format!("{name}_tenth_{}", index + 1), tenth.mean);
        }
    }

    fn odds(&mut self, name: &str, odds: Option<Odds>) {
        self.number(name, odds.map(|odds| odds.ratio));
        self.number(format!("{name}_low"), odds.map(|odds| odds.low));
        self.number(format!("{name}_high"), odds.map(|odds| odds.high));
    }
}

fn cells(gathered: &Gathered) -> Cells {
    let measures = &gathered.measures;
    let mut cells = Cells::default();
    cells.words("file", &gathered.file);
    cells.words("session", &gathered.session);
    let target = gathered.target.iter().flat_map(changetalk::Target::names).collect::<Vec<_>>().join(" ");
    cells.words("target", &target);
    let turns = measures.turns;
    for (name, count) in [
        ("turns", turns.all),
        ("counsellor_turns", turns.counsellor),
        ("client_turns", turns.client),
        ("change_turns", turns.change),
        ("sustain_turns", turns.sustain),
        ("neutral_turns", turns.neutral),
        ("ambivalent_turns", turns.ambivalent),
        ("utterances", measures.utterances.all),
        ("change_utterances", measures.utterances.change),
        ("sustain_utterances", measures.utterances.sustain),
        ("neutral_utterances", measures.utterances.neutral),
    ] {
        cells.count(name, count);
    }
    cells.share("change_talk_by_turn", measures.change_turns);
    cells.share("change_talk_by_utterance", measures.change_utterances);
    cells.number("ct_st_ratio", measures.ratio());
    cells.share("commitment", measures.commitment);
    cells.share("mobilising", measures.mobilising);
    cells.strengths("strength", &measures.strengths);
    cells.strengths("mobilising_strength", &measures.mobilising_strengths);
    for code in Code::ALL {
        let count = measures.codes.iter().find(|count| count.code == code);
        cells.count(format!("{code}_change"), count.map_or(0, |count| count.change));
        cells.count(format!("{code}_sustain"), count.map_or(0, |count| count.sustain));
    }
    for manner in Manner::ALL {
        let row = measures.transitions.iter().find(|row| row.after == manner);
        cells.count(format!("after_{manner}_change"), row.map_or(0, |row| row.change));
        cells.count(format!("after_{manner}_sustain"), row.map_or(0, |row| row.sustain));
        cells.count(format!("after_{manner}_neutral"), row.map_or(0, |row| row.neutral));
        cells.odds(&format!("after_{manner}_change_odds"), row.and_then(|row| row.change_odds));
        cells.odds(&format!("after_{manner}_sustain_odds"), row.and_then(|row| row.sustain_odds));
    }
    for scale in Scale::ALL {
        let middle = |ruling: changetalk::Ruling| (f64::from(ruling.rating.low) + f64::from(ruling.rating.high)) / 2.0;
        cells.number(format!("{scale}_first"), measures.rulers_of(scale).next().map(middle));
        cells.number(format!("{scale}_last"), measures.rulers_of(scale).last().map(middle));
    }
    cells.count("discord", measures.discord.len() as u64);
    for level in [Level::Present, Level::Unclear, Level::Past, Level::Denied, Level::ThirdPerson] {
        cells.count(format!("alerts_{level}"), measures.alerts.iter().filter(|alarm| alarm.level == level).count() as u64);
    }
    for what in Noteworthy::ALL {
        cells.count(format!("moments_{what}"), measures.moments.iter().filter(|moment| moment.what == what).count() as u64);
    }
    cells
}

impl Form for Sheet {
    fn session(&mut self, gathered: Gathered, out: &mut Destination) -> io::Result<()> {
        let cells = cells(&gathered).0;
        let mut rows = csv::Writer::from_writer(Vec::new());
        if !std::mem::replace(&mut self.begun, true) {
            rows.write_record(cells.iter().map(|(name, _)| name))?;
        }
        rows.write_record(cells.iter().map(|(_, cell)| cell))?;
        out.write_all(&rows.into_inner().map_err(io::Error::other)?)
    }

    fn finish(&mut self, _: &mut Destination) -> io::Result<()> {
        Ok(())
    }
}
