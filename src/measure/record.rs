//! What is kept of a session to measure it by: counts, and a few bytes for each utterance.

use serde::{Deserialize, Serialize};

use super::trend::Strengths;
use super::{Alarm, CodeCount, Measures, Moment, Noteworthy, Ruling, Share, Strain, Transition, Turns, Utterances};
use crate::code::{Code, Level, Manner, Rating, Risk, Strength, Talk, Valence};

/// The record of a session.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Record {
    turns: Turns,
    /// The code of each of the client's utterances.
    utterances: Vec<Option<Coded>>,
    /// Client's turns by what went before, in the orders of [`Manner::ALL`] and [`Talk::ALL`].
    after: [[u32; 3]; Manner::ALL.len()],
    /// The counsellor's last turn that was more than a backchannel.
    manner: Option<Manner>,
    /// The counsellor's last turn was no more than that.
    listened: bool,
    /// The client's last turn and its talk, while the counsellor has not answered it.
    unanswered: Option<(u32, Talk)>,
    rising: bool,
    discord: Vec<Strain>,
    rulers: Vec<Ruling>,
    alerts: Vec<Alarm>,
    moments: Vec<Moment>,
}

/// The code of an utterance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Coded {
    #[serde(rename = "c")]
    pub(crate) code: Code,
    #[serde(rename = "v")]
    pub(crate) valence: Valence,
    #[serde(rename = "s")]
    pub(crate) strength: Strength,
}

impl Coded {
    /// From -3 (strong sustain talk) to +3 (strong change talk).
    pub(super) fn signed(&self) -> i8 {
        let strength = match self.strength {
            Strength::Low => 1,
            Strength::Medium => 2,
            Strength::High => 3,
        };
        if self.valence == Valence::Change { strength } else { -strength }
    }
}

/// What a client's turn turned out to be.
#[derive(Debug)]
pub(crate) struct Heard<A> {
    pub(crate) talk: Talk,
    pub(crate) ambivalent: bool,
    pub(crate) discord: bool,
    /// Readiness rises as far as the leanings of the turns tell.
    pub(crate) rising: bool,
    pub(crate) rating: Option<Rating>,
    pub(crate) alerts: A,
}

impl Record {
    /// Takes in a counsellor's turn; a backchannel leaves what was asked standing.
    pub(crate) fn counsellor(&mut self, manner: Manner, listens: bool) {
        let turn = self.turns.all;
        self.turns.all = turn.saturating_add(1);
        self.turns.counsellor = self.turns.counsellor.saturating_add(1);
        self.listened = listens;
        if listens {
            return;
        }
        self.manner = Some(manner);
        let met = match (self.unanswered.take(), manner) {
            (Some((before, Talk::Change)), Manner::ClosedQuestion) => Some((before, Noteworthy::MissedChangeTalk)),
            (Some((_, Talk::Sustain)), Manner::Persuasion) => Some((turn, Noteworthy::SustainMetWithPersuasion)),
            _ => None,
        };
        self.moments.extend(met.map(|(turn, what)| Moment { turn, what }));
    }

    /// Takes in a turn of somebody else in the room.
    pub(crate) fn other(&mut self) {
        self.turns.all = self.turns.all.saturating_add(1);
    }

    /// Room for the codes of a client's next utterances; they are neutral until told otherwise.
    pub(crate) fn utterances(&mut self, count: usize) -> &mut [Option<Coded>] {
        let known = self.utterances.len();
        self.utterances.resize(known + count, None);
        &mut self.utterances[known..]
    }

    /// Takes in a client's turn.
    pub(crate) fn client(&mut self, heard: Heard<impl Iterator<Item = (Risk, Level)>>) {
        let turn = self.turns.all;
        self.turns.all = turn.saturating_add(1);
        self.turns.client = self.turns.client.saturating_add(1);
        self.turns.ambivalent = self.turns.ambivalent.saturating_add(u32::from(heard.ambivalent));
        let (column, count) = match heard.talk {
            Talk::Change => (0, &mut self.turns.change),
            Talk::Sustain => (1, &mut self.turns.sustain),
            Talk::Neutral => (2, &mut self.turns.neutral),
        };
        *count = count.saturating_add(1);
        let row = self.manner.and_then(|manner| Manner::ALL.iter().position(|&known| known == manner));
        if let Some(row) = row {
            let count = &mut self.after[row][column];
            *count = count.saturating_add(1);
        }
        self.unanswered = Some((turn, heard.talk));
        self.alarm(turn, heard.alerts);
        if heard.discord {
            self.discord.push(Strain { turn, after: self.manner });
            self.note(turn, Noteworthy::Discord);
        }
        let higher = heard.rating.is_some_and(|rating| {
            let before = self.rulers.iter().rev().find(|ruling| ruling.rating.scale == rating.scale);
            before.is_some_and(|ruling| ruling.rating.low < rating.low)
        });
        self.rulers.extend(heard.rating.map(|rating| Ruling { turn, rating }));
        if higher || heard.rising && !self.rising {
            self.note(turn, Noteworthy::ReadinessRising);
        }
        self.rising = heard.rising;
    }

    fn alarm(&mut self, turn: u32, alerts: impl Iterator<Item = (Risk, Level)>) {
        let first = self.alerts.len();
        for (kind, level) in alerts {
            let alarm = Alarm { turn, kind, level };
            if !self.alerts[first..].contains(&alarm) {
                self.alerts.push(alarm);
            }
        }
        if self.alerts[first..].iter().any(|alarm| alarm.level.withholds()) {
            self.note(turn, Noteworthy::Alert);
        }
    }

    fn note(&mut self, turn: u32, what: Noteworthy) {
        self.moments.push(Moment { turn, what });
    }

    /// What the counsellor's last turn was; none of a backchannel.
    pub(crate) fn manner(&self) -> Option<Manner> {
        self.manner.filter(|_| !self.listened)
    }

    /// Did the counsellor's last turn only show that one listens?
    pub(crate) fn listened(&self) -> bool {
        self.listened
    }

    /// Turns so far.
    pub(crate) fn turns(&self) -> u32 {
        self.turns.all
    }

    /// The alerts so far, of every level.
    pub(crate) fn alerts(&self) -> &[Alarm] {
        &self.alerts
    }

    /// What is wrong with a record that was read from somewhere, or how many turns it holds.
    pub(crate) fn check(&self) -> Result<u32, String> {
        let Turns { all, counsellor, client, change, sustain, neutral, ambivalent } = self.turns;
        let sum = |counts: &[u32]| counts.iter().map(|&count| u64::from(count)).sum::<u64>();
        let after: Vec<u32> = self.after.iter().flatten().copied().collect();
        let turns =
            sum(&[counsellor, client]) <= u64::from(all) && sum(&[change, sustain, neutral]) == u64::from(client) && ambivalent <= client;
        let places = self.discord.iter().map(|strain| strain.turn).chain(self.rulers.iter().map(|ruling| ruling.turn));
        let places = places.chain(self.alerts.iter().map(|alarm| alarm.turn)).chain(self.moments.iter().map(|moment| moment.turn));
        let inside = places.chain(self.unanswered.map(|unanswered| unanswered.0)).all(|turn| turn < all);
        let rulers = self.rulers.iter().all(|ruling| ruling.rating.low <= ruling.rating.high && ruling.rating.high <= 10);
        if turns && inside && rulers && sum(&after) <= u64::from(client) && u32::try_from(self.utterances.len()).is_ok() {
            Ok(all)
        } else {
            Err("its counts do not add up".to_owned())
        }
    }

    /// Works the measures out.
    pub(crate) fn measures(&self) -> Measures {
        let coded = || self.utterances.iter().flatten();
        let count = |is: &dyn Fn(&Coded) -> bool| coded().filter(|coded| is(coded)).count() as u32;
        let toward = |coded: &Coded| coded.valence == Valence::Change;
        let change = count(&toward);
        let sustain = count(&|coded| !toward(coded));
        let all = self.utterances.len() as u32;
        let codes = Code::ALL.map(|code| CodeCount {
            code,
            change: count(&|coded| coded.code == code && toward(coded)),
            sustain: count(&|coded| coded.code == code && !toward(coded)),
        });
        let commitment = codes.iter().find(|count| count.code == Code::Commitment);
        let mut moments = self.moments.clone();
        moments.sort_by_key(|moment| (moment.turn, moment.what));
        Measures {
            turns: self.turns,
            utterances: Utterances { all, change, sustain, neutral: all - change - sustain },
            change_turns: Share { part: self.turns.change, whole: self.turns.change + self.turns.sustain },
            change_utterances: Share { part: change, whole: change + sustain },
            commitment: commitment.map_or_else(Share::default, |count| Share { part: count.change, whole: count.change + count.sustain }),
            mobilising: Share { part: count(&|coded| toward(coded) && coded.code.is_mobilising()), whole: change },
            codes: codes.to_vec(),
            strengths: Strengths::of(&self.utterances, |_| true),
            mobilising_strengths: Strengths::of(&self.utterances, |coded| coded.code.is_mobilising()),
            transitions: Transition::rows(&self.after),
            discord: self.discord.clone(),
            rulers: self.rulers.clone(),
            alerts: self.alerts.clone(),
            moments,
        }
    }
}
