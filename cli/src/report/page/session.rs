//! A session as its page shows it.

use std::ffi::OsStr;
use std::path::Path;

use askama::Template;
use changetalk::{Code, Manner, Mentioned, Moment, Noteworthy, Quote, Scale, Scheme, Talk, Valence};

use super::super::gather::{Gathered, Spoken};
use super::super::words;
use super::charts::{Bar, Curves, Strip, tenths};
use super::marks::{Stretch, stretches};
use super::{clean, clipped, speaker_name, talk_name};
use crate::wording;

/// So many of a list stand open; the rest unfold.
const SHOWN: usize = 8;
/// Nobody unfolds more than these; the transcript has them all.
const UNFOLDED: usize = 100;

/// Everything about a session but its name, which stands around it.
#[derive(Template)]
#[template(path = "report/session.html")]
pub(super) struct SessionView {
    /// What ids in the page begin with, `s1`.
    key: String,
    title: String,
    file: String,
    note: Option<&'static str>,
    target: Option<String>,
    turns: String,
    headline: Vec<String>,
    safety: Option<Safety>,
    figures: Vec<Figure>,
    strip: Strip,
    curves: Option<Curves>,
    ambivalent: u32,
    moments: Vec<MomentView>,
    more_moments: Vec<MomentView>,
    /// Moments that are only counted.
    moments_left: usize,
    balance: Option<[BoxView; 4]>,
    mentions: Vec<MentionView>,
    rulers: Vec<Ruler>,
    codes: Vec<CodeRow>,
    code_total: (u32, u32),
    tenths: Vec<Bar>,
    strength: String,
    mobilising_tenths: Vec<Bar>,
    mobilising: String,
    after: Vec<AfterRow>,
    transcript: Vec<TurnView>,
}

/// What the safety screen found.
struct Safety {
    grave: Vec<u32>,
    /// Found, but not as said of oneself, now.
    others: Vec<(u32, String)>,
}

struct Figure {
    name: &'static str,
    value: String,
    about: &'static str,
}

/// Something that was said, and where.
struct Said {
    turn: u32,
    who: &'static str,
    words: String,
}

struct MomentView {
    class: &'static str,
    what: &'static str,
    why: &'static str,
    /// What the alert says.
    details: Vec<String>,
    before: Option<Said>,
    said: Said,
    after: Option<Said>,
}

struct BoxView {
    name: &'static str,
    class: &'static str,
    list: Listed,
}

/// A list, of which the first stand open.
struct Listed {
    shown: Vec<Quoted>,
    rest: Vec<Quoted>,
    /// So many more are only counted.
    left: usize,
}

struct Quoted {
    turn: u32,
    called: String,
    words: String,
}

struct MentionView {
    name: &'static str,
    list: Listed,
}

struct Ruler {
    name: &'static str,
    /// In order: turn, as it was said, the number in percent of ten.
    numbers: Vec<(u32, String, u32)>,
}

struct CodeRow {
    name: &'static str,
    change: u32,
    sustain: u32,
    /// In percent of the longest bar.
    change_bar: u32,
    sustain_bar: u32,
    labels: [String; 3],
}

struct AfterRow {
    name: &'static str,
    turns: u32,
    change: String,
    sustain: String,
    neutral: String,
    change_odds: Option<String>,
    sustain_odds: Option<String>,
}

struct TurnView {
    turn: u32,
    speaker: &'static str,
    who: &'static str,
    /// When it was said, where the file tells.
    time: Option<String>,
    talk: Option<TalkView>,
    manner: Option<&'static str>,
    stretches: Vec<Stretch>,
    alerts: Vec<String>,
}

struct TalkView {
    class: &'static str,
    mark: &'static str,
    name: &'static str,
    ambivalent: bool,
    /// Why it leans, where no words of its own say so.
    hints: Option<String>,
}

impl SessionView {
    pub(super) fn of(gathered: &Gathered, key: String) -> SessionView {
        let measures = &gathered.measures;
        let mut moments: Vec<Moment> = measures.moments.clone();
        moments.sort_by_key(|moment| (moment.what, moment.turn));
        let moments_left = moments.len().saturating_sub(2 * SHOWN + UNFOLDED);
        moments.truncate(2 * SHOWN + UNFOLDED);
        let mut moments: Vec<MomentView> = moments.iter().filter_map(|moment| MomentView::of(gathered, *moment)).collect();
        let more_moments = moments.split_off(moments.len().min(2 * SHOWN));
        let whole: (u32, u32) = (measures.utterances.change, measures.utterances.sustain);
        SessionView {
            title: clean(&gathered.title()),
            file: file_name(&gathered.file),
            note: gathered.note,
            target: gathered.target.as_ref().map(|target| clean(&target.names().collect::<Vec<_>>().join(", ").replace('_', " "))),
            turns: turns(gathered),
            headline: words::headline(measures),
            safety: Safety::of(gathered),
            figures: figures(gathered),
            strip: Strip::of(gathered),
            curves: Curves::of(gathered),
            ambivalent: measures.turns.ambivalent,
            moments,
            more_moments,
            moments_left,
            balance: balance(gathered),
            mentions: mentions(gathered),
            rulers: rulers(gathered),
            codes: codes(gathered),
            code_total: whole,
            tenths: tenths(&measures.strengths),
            strength: words::moving("Change talk over sustain talk", &measures.strengths),
            mobilising_tenths: tenths(&measures.mobilising_strengths),
            mobilising: words::moving("Talk of commitment, readiness and steps", &measures.mobilising_strengths),
            after: after(gathered),
            transcript: gathered.turns.iter().map(TurnView::of).collect(),
            key,
        }
    }
}

/// Its folder is nobody's business who gets the page.
fn file_name(file: &str) -> String {
    let name = Path::new(file).file_name().map_or_else(|| file.into(), OsStr::to_string_lossy);
    if file == "-" { "standard input".to_owned() } else { clean(&name) }
}

fn turns(gathered: &Gathered) -> String {
    let turns = gathered.measures.turns;
    let utterances = words::counted(gathered.measures.utterances.all, "utterance");
    format!("{}, {} the client's ({utterances})", words::counted(turns.all, "turn"), turns.client)
}

fn figures(gathered: &Gathered) -> Vec<Figure> {
    let measures = &gathered.measures;
    let figure = |name, value, about| Figure { name, value, about };
    vec![
        figure("Change talk, by turn", measures.change_turns.to_string(), "of the client's turns that lean either way"),
        figure("Change talk, by utterance", measures.change_utterances.to_string(), "of the utterances coded change or sustain"),
        figure("Change to sustain", words::ratio(measures), "utterances, CT : ST"),
        figure("Commitment to change", measures.commitment.to_string(), "of the utterances of commitment, either way"),
        figure("Mobilising", measures.mobilising.to_string(), "of change talk: commitment, activation, taking steps"),
        figure("Slope of strength", words::slope(&measures.strengths), "beginning to end, on a scale of −3 to +3"),
    ]
}

impl Safety {
    fn of(gathered: &Gathered) -> Option<Safety> {
        let mut safety = Safety { grave: Vec::new(), others: Vec::new() };
        for (spoken, tag) in gathered.client() {
            if tag.safety.iter().any(|alert| alert.level.withholds()) {
                safety.grave.push(spoken.turn);
                continue;
            }
            let told = tag.safety.iter().map(|alert| clean(&wording::alert(alert, &spoken.text)));
            safety.others.extend(told.map(|told| (spoken.turn, told)));
        }
        (!safety.grave.is_empty() || !safety.others.is_empty()).then_some(safety)
    }
}

impl Said {
    fn of(spoken: &Spoken) -> Said {
        Said { turn: spoken.turn, who: speaker_name(spoken.speaker), words: clipped(&spoken.text) }
    }
}

impl MomentView {
    fn of(gathered: &Gathered, moment: Moment) -> Option<MomentView> {
        let said = gathered.turn(moment.turn)?;
        let at = moment.turn as usize;
        let asks = |spoken: &&Spoken| spoken.manner.is_some();
        let before = || gathered.turns.get(..at).and_then(|turns| turns.iter().rev().find(asks)).map(Said::of);
        let (class, before, after) = match moment.what {
            Noteworthy::Alert => ("safety", None, None),
            Noteworthy::Discord => ("discord", before(), None),
            Noteworthy::MissedChangeTalk => {
                ("missed", None, gathered.turns.get(at..).and_then(|turns| turns.iter().find(asks)).map(Said::of))
            }
            Noteworthy::SustainMetWithPersuasion => {
                let client = gathered.turns.get(..at).and_then(|turns| turns.iter().rev().find(|spoken| spoken.tag.is_some()));
                ("persuaded", client.map(Said::of), None)
            }
            Noteworthy::ReadinessRising => ("rising", None, None),
        };
        let details = match (moment.what, &said.tag) {
            (Noteworthy::Alert, Some(tag)) => tag.safety.iter().map(|alert| clean(&wording::alert(alert, &said.text))).collect(),
            _ => Vec::new(),
        };
        let (what, why) = (words::moment(moment.what), words::why_look(moment.what));
        Some(MomentView { class, what, why, details, before, said: Said::of(said), after })
    }
}

impl Listed {
    fn of(mut all: Vec<Quoted>) -> Listed {
        let left = all.len().saturating_sub(SHOWN + UNFOLDED);
        all.truncate(SHOWN + UNFOLDED);
        let rest = all.split_off(all.len().min(SHOWN));
        Listed { shown: all, rest, left }
    }
}

fn quoted(quote: &Quote, called: &str) -> Quoted {
    Quoted { turn: quote.turn, called: clean(called), words: clipped(&quote.words) }
}

fn balance(gathered: &Gathered) -> Option<[BoxView; 4]> {
    let balance = &gathered.ledger.balance;
    let view =
        |name, class, quotes: &[Quote]| BoxView { name, class, list: Listed::of(quotes.iter().map(|quote| quoted(quote, "")).collect()) };
    (!balance.is_empty()).then(|| {
        [
            view("Good about staying the same", "sustain", &balance.good_of_same),
            view("Less good about staying the same", "change", &balance.bad_of_same),
            view("Less good about changing", "sustain", &balance.bad_of_change),
            view("Good about changing", "change", &balance.good_of_change),
        ]
    })
}

fn mentions(gathered: &Gathered) -> Vec<MentionView> {
    let view = |what: Mentioned| {
        let all: Vec<Quoted> = gathered.ledger.of(what).map(|mention| quoted(&mention.quote, &mention.called)).collect();
        (!all.is_empty()).then(|| MentionView { name: words::mentioned(what), list: Listed::of(all) })
    };
    Mentioned::ALL.into_iter().filter_map(view).collect()
}

fn rulers(gathered: &Gathered) -> Vec<Ruler> {
    let ruler = |scale: Scale| {
        let number = |ruling: changetalk::Ruling| {
            let middle = (u32::from(ruling.rating.low) + u32::from(ruling.rating.high)) * 5;
            (ruling.turn, words::rating(ruling.rating), middle)
        };
        let numbers: Vec<_> = gathered.measures.rulers_of(scale).map(number).collect();
        (!numbers.is_empty()).then(|| Ruler { name: words::scale(scale), numbers })
    };
    Scale::ALL.into_iter().filter_map(ruler).collect()
}

fn codes(gathered: &Gathered) -> Vec<CodeRow> {
    let counts = &gathered.measures.codes;
    let most = counts.iter().map(|count| count.change.max(count.sustain)).max().unwrap_or_default().max(1);
    let percent = |count: u32| u32::try_from(u64::from(count) * 100 / u64::from(most)).unwrap_or(100);
    let both = |scheme: Scheme, code: Code| {
        format!("{} {}", scheme.label(code, Valence::Change), scheme.label(code, Valence::Sustain).replace('-', "\u{2011}"))
    };
    let row = |count: &changetalk::CodeCount| CodeRow {
        name: words::code(count.code),
        change: count.change,
        sustain: count.sustain,
        change_bar: percent(count.change),
        sustain_bar: percent(count.sustain),
        labels: Scheme::ALL.map(|scheme| both(scheme, count.code)),
    };
    counts.iter().map(row).collect()
}

fn after(gathered: &Gathered) -> Vec<AfterRow> {
    let all = &gathered.measures.transitions;
    let row = |row: &changetalk::Transition| AfterRow {
        name: words::manner(row.after),
        turns: row.turns(),
        change: row.share(Talk::Change).to_string(),
        sustain: row.share(Talk::Sustain).to_string(),
        neutral: row.share(Talk::Neutral).to_string(),
        change_odds: words::odds(row, all, Talk::Change),
        sustain_odds: words::odds(row, all, Talk::Sustain),
    };
    all.iter().filter(|row| row.turns() > 0).map(row).collect()
}

/// Milliseconds as minutes and seconds, with hours where there are any.
fn clock(milliseconds: u64) -> String {
    let seconds = milliseconds / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

impl TurnView {
    fn of(spoken: &Spoken) -> TurnView {
        let text = &spoken.text;
        let plain = || vec![Stretch { words: clean(text), mark: None }];
        let alerts = spoken.tag.iter().flat_map(|tag| &tag.safety).filter(|alert| alert.level.withholds());
        TurnView {
            turn: spoken.turn,
            speaker: spoken.speaker,
            who: speaker_name(spoken.speaker),
            time: spoken.time.map(|time| clock(time.start)),
            talk: spoken.tag.as_ref().map(|tag| TalkView {
                class: tag.talk.name(),
                mark: words::mark(tag.talk),
                name: talk_name(tag.talk),
                ambivalent: tag.ambivalent,
                hints: wording::hints(tag, text).map(|hints| clean(&hints)),
            }),
            // That a turn is none of the kinds tells nobody anything.
            manner: spoken.manner.filter(|&manner| manner != Manner::Other).map(words::manner),
            stretches: spoken.tag.as_ref().map_or_else(plain, |tag| stretches(text, tag)),
            alerts: alerts.map(|alert| clean(&wording::alert(alert, text))).collect(),
        }
    }
}
