//! `changetalk evaluate`.

mod mistakes;
mod print;

use std::io::Write;

use changetalk::transcript::{Speaker, Turn};
use changetalk::{Code, Tag, Talk};
use serde::Serialize;

use crate::args::EvaluateArgs;
use crate::conversation::Conversation;
use crate::failure::Failure;
use crate::metrics::{Class, Confusion, change_share, pearson, ratio};
use crate::output;
use mistakes::{Mistake, Mistakes};

/// Sessions with fewer coded turns say nothing about their percent change talk.
const CODED: u64 = 5;

pub(crate) fn run(args: &EvaluateArgs) -> Result<(), Failure> {
    let extra: Vec<&str> = std::iter::once(&args.label_column).chain(&args.code_column).map(String::as_str).collect();
    let mut input = args.source.open(&extra)?;
    let setup = args.tagging.prepare()?;
    let mut conversation = Conversation::new(&setup)?;
    let mut tally = Tally::new(args);
    while let Some(turn) = input.turn()? {
        let tag = conversation.hear(&turn, input.target(&turn)).map_err(|failure| failure.in_file(&input.name))?;
        if turn.index == 0 && !turn.alone {
            tally.session.finish(&mut tally.shares);
        }
        if let (Some(tag), Speaker::Client) = (tag, turn.speaker) {
            tally.count(turn, tag);
        }
    }
    input.finish();
    let report = tally.report(input.name.clone());
    if report.turns == 0 {
        let message = format!("cannot evaluate {}: no client's turn has a label in column `{}`", report.file, args.label_column);
        return Err(Failure::Medium(message));
    }
    if args.json {
        return output::json(&report);
    }
    let (mut out, look) = output::people();
    print::write(&mut *out, look, &report)?;
    Ok(out.flush()?)
}

/// What was counted, in the shape in which `--json` writes it.
#[derive(Debug, Serialize)]
struct Report {
    file: String,
    /// Client turns with a label.
    turns: u64,
    /// Client turns without one.
    unlabelled: u64,
    /// Labels that name no talk type, with how often each occurs.
    unknown_labels: Vec<(String, u64)>,
    macro_f1: f64,
    accuracy: f64,
    kappa: f64,
    change: Class,
    sustain: Class,
    neutral: Class,
    /// `[label][tag]`, in the order change, sustain, neutral.
    confusion: Confusion,
    change_share: Shares,
    #[serde(skip_serializing_if = "Option::is_none")]
    codes: Option<Codes>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mistakes: Vec<Mistake>,
}

/// How the sessions' percent change talk agree.
#[derive(Debug, Default, Serialize)]
struct Shares {
    /// Pearson's correlation, where it is defined.
    pearson: Option<f64>,
    /// Sessions that it rests on.
    sessions: u64,
    /// Sessions with enough coded turns, of which some may lack change and sustain talk in the labels or the tags.
    eligible: u64,
    #[serde(skip)]
    pairs: Vec<(f64, f64)>,
}

/// How often the category is right where the talk type is.
#[derive(Debug, Default, Serialize)]
struct Codes {
    /// Turns of change or sustain talk, tagged right, with a known category.
    turns: u64,
    /// Those in which a finding of that valence has the category.
    right: u64,
    share: f64,
    by_code: Vec<CodeCount>,
}

/// One category of change or sustain talk.
#[derive(Debug, Serialize)]
struct CodeCount {
    code: Code,
    talk: Talk,
    /// Turns labelled so.
    turns: u64,
    /// Those whose talk type is tagged right.
    talk_right: u64,
    /// Those of them in which a finding of that valence has the category.
    code_right: u64,
}

impl Codes {
    fn count(&mut self, code: Code, label: Talk, tag: &Tag) {
        let talk_right = label == tag.talk;
        let code_right = talk_right && tag.findings.iter().any(|finding| finding.code == code && Talk::from(finding.valence) == label);
        self.turns += u64::from(talk_right);
        self.right += u64::from(code_right);
        let at = self.by_code.iter().position(|count| count.code == code && count.talk == label).unwrap_or_else(|| {
            self.by_code.push(CodeCount { code, talk: label, turns: 0, talk_right: 0, code_right: 0 });
            self.by_code.len() - 1
        });
        let count = &mut self.by_code[at];
        count.turns += 1;
        count.talk_right += u64::from(talk_right);
        count.code_right += u64::from(code_right);
    }
}

struct Tally {
    confusion: Confusion,
    session: SessionCount,
    shares: Shares,
    unlabelled: u64,
    unknown: Vec<(String, u64)>,
    codes: Option<Codes>,
    mistakes: Mistakes,
}

/// Coded turns of the session being read.
#[derive(Default)]
struct SessionCount {
    labels: Confusion,
}

impl SessionCount {
    fn finish(&mut self, shares: &mut Shares) {
        let table = std::mem::take(&mut self.labels);
        if table.total() < CODED {
            return;
        }
        shares.eligible += 1;
        let row = |talk| table.class(talk).support;
        let column = |talk| Talk::ALL.into_iter().map(|label| table.of(label, talk)).sum();
        let labelled = change_share(row(Talk::Change), row(Talk::Sustain));
        let tagged = change_share(column(Talk::Change), column(Talk::Sustain));
        shares.pairs.extend(labelled.zip(tagged));
    }
}

impl Tally {
    fn new(args: &EvaluateArgs) -> Tally {
        Tally {
            confusion: Confusion::default(),
            session: SessionCount::default(),
            shares: Shares::default(),
            unlabelled: 0,
            unknown: Vec::new(),
            codes: args.code_column.as_ref().map(|_| Codes::default()),
            mistakes: Mistakes::new(args.errors),
        }
    }

    /// Takes in a client's turn, whose extra columns are the label and, where asked for, the category.
    fn count(&mut self, turn: Turn, tag: Tag) {
        let value = |at: usize| turn.extra.get(at).map_or("", |value| value.trim());
        let Some(label) = Talk::parse(value(0)) else {
            return self.unlabelled(value(0));
        };
        self.confusion.count(label, tag.talk);
        if !turn.alone {
            self.session.labels.count(label, tag.talk);
        }
        if let (Some(codes), Some(code)) = (&mut self.codes, code(value(1)))
            && label != Talk::Neutral
        {
            codes.count(code, label, &tag);
        }
        if label != tag.talk {
            self.mistakes.add(label, turn, tag);
        }
    }

    fn unlabelled(&mut self, label: &str) {
        self.unlabelled += 1;
        if label.is_empty() || label.eq_ignore_ascii_case("n/a") || label.eq_ignore_ascii_case("na") {
            return;
        }
        if let Some((_, count)) = self.unknown.iter_mut().find(|(known, _)| known == label) {
            *count += 1;
        } else if self.unknown.len() < 20 {
            // A column of free text is no column of labels; a few of its values show that.
            self.unknown.push((label.to_owned(), 1));
        }
    }

    fn report(mut self, file: String) -> Report {
        self.session.finish(&mut self.shares);
        self.shares.pearson = pearson(&self.shares.pairs);
        self.shares.sessions = self.shares.pairs.len() as u64;
        if let Some(codes) = &mut self.codes {
            codes.share = ratio(codes.right, codes.turns);
            let place = |code: Code| Code::ALL.iter().position(|&other| other == code);
            codes.by_code.sort_by_key(|count| (count.talk == Talk::Sustain, place(count.code)));
        }
        Report {
            file,
            turns: self.confusion.total(),
            unlabelled: self.unlabelled,
            unknown_labels: self.unknown,
            macro_f1: self.confusion.macro_f1(),
            accuracy: self.confusion.accuracy(),
            kappa: self.confusion.kappa(),
            change: self.confusion.class(Talk::Change),
            sustain: self.confusion.class(Talk::Sustain),
            neutral: self.confusion.class(Talk::Neutral),
            confusion: self.confusion,
            change_share: self.shares,
            codes: self.codes,
            mistakes: self.mistakes.finish(),
        }
    }
}

/// `taking_steps`, `Taking steps`.
fn code(name: &str) -> Option<Code> {
    Code::parse(&name.to_lowercase().replace([' ', '-'], "_"))
}
