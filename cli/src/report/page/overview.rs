//! All sessions in a table, and their trend.

use changetalk::{Measures, Share};

use super::super::gather::Gathered;
use super::super::words;
use super::charts::Line;
use super::clean;

/// What is kept of a session once it is laid out.
pub(super) struct Row {
    pub(super) key: String,
    pub(super) title: String,
    pub(super) measures: Measures,
}

impl Row {
    pub(super) fn of(gathered: Gathered, key: String) -> Row {
        Row { key, title: clean(&gathered.title()), measures: gathered.measures }
    }

    /// The session in half a line.
    pub(super) fn brief(&self) -> String {
        let share = self.measures.change_turns;
        let leaning = match share.whole {
            0 => "no turn leans".to_owned(),
            whole => format!("{} of {whole} leaning turns toward change", share.part),
        };
        match self.alerts() {
            0 => leaning,
            alerts => format!("{leaning} · {}", words::counted(alerts, "safety alert")),
        }
    }

    /// Turns with an alert, present or unclear.
    pub(super) fn alerts(&self) -> u32 {
        let moments = self.measures.moments.iter();
        u32::try_from(moments.filter(|moment| moment.what == changetalk::Noteworthy::Alert).count()).unwrap_or(u32::MAX)
    }

    fn share(&self) -> Share {
        self.measures.change_turns
    }

    fn ratio(&self) -> String {
        words::ratio(&self.measures)
    }

    fn slope(&self) -> String {
        words::slope(&self.measures.strengths)
    }
}

/// What stands above several sessions.
pub(super) struct Overview<'a> {
    pub(super) rows: Vec<TableRow<'a>>,
    pub(super) line: Option<Line>,
    pub(super) alerts: u32,
    pub(super) alarmed: u32,
}

/// A row of the table: what is shown, and beside it what it is sorted by.
pub(super) struct TableRow<'a> {
    pub(super) row: &'a Row,
    pub(super) share: String,
    pub(super) share_key: f64,
    pub(super) ratio: String,
    pub(super) ratio_key: f64,
    pub(super) commitment: String,
    pub(super) commitment_key: f64,
    pub(super) slope: String,
    pub(super) slope_key: f64,
    pub(super) alerts: u32,
    pub(super) turns: u32,
}

/// What has no value stands below everything that has one.
const NOTHING: f64 = -1e9;
/// Change talk and no sustain talk stands above every ratio.
const NO_SUSTAIN: f64 = 1e9;

impl<'a> Overview<'a> {
    pub(super) fn of(rows: &'a [Row]) -> Overview<'a> {
        let key = |value: Option<f64>| value.unwrap_or(NOTHING);
        let table = |row: &'a Row| {
            let measures = &row.measures;
            let no_sustain = measures.utterances.change > 0 && measures.utterances.sustain == 0;
            TableRow {
                row,
                share: row.share().to_string(),
                share_key: key(row.share().value()),
                ratio: row.ratio(),
                ratio_key: if no_sustain { NO_SUSTAIN } else { key(measures.ratio()) },
                commitment: measures.commitment.to_string(),
                commitment_key: key(measures.commitment.value()),
                slope: row.slope(),
                slope_key: key(measures.strengths.trend.map(|trend| trend.slope)),
                alerts: row.alerts(),
                turns: measures.turns.client,
            }
        };
        Overview {
            rows: rows.iter().map(table).collect(),
            line: Line::of(rows.iter().map(|row| &row.measures)),
            alerts: rows.iter().map(Row::alerts).fold(0, u32::saturating_add),
            alarmed: rows.iter().filter(|row| row.alerts() > 0).count() as u32,
        }
    }
}
