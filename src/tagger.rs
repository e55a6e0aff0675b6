//! The tagger: a lexicon made ready, and the rooms called in order.

use std::sync::Arc;

use once_cell::sync::Lazy;

use crate::clause::{self, Clauses, Turn, Voice};
use crate::code::{Level, Manner, Probability, Span, Talk, Valence};
use crate::compose::{self, Findings, NO_ENTRY, Source, Workshop};
use crate::lexicon::{Compiled, Lexicon, Meaning, Scope};
use crate::room;
use crate::safety::{self, RawAlert};
use crate::scan::{self, Break, Cue, CueFinder, CueList, Token};
use crate::session::{Context, Reply};
use crate::tag::{Alert, Discord, Finding, Influence, Reason, Tag, Theme};
use crate::theme;
use crate::weigh::{self, Hinted, Leaning, Reading};

/// Shorter answers do not take up what a question asks for.
const SUBSTANTIVE: usize = 4;
/// Room for more words than this is not kept.
const LARGEST_KEPT: usize = 16 << 10;
/// Texts are read up to this length; what follows is not tagged.
const LONGEST_TEXT: usize = 64 << 20;

/// Reads client turns. Immutable, `Send + Sync`, shared by reference; cheap to clone.
///
/// ```
/// use changetalk::{Tagger, Talk};
///
/// let tag = Tagger::english().tag("I don't want to stop drinking.");
/// assert_eq!(tag.talk, Talk::Sustain);
/// assert_eq!(tag.findings[0].entry, "desire.want");
/// ```
#[derive(Clone, Debug)]
pub struct Tagger {
    lexicon: Lexicon,
}

/// Room to work in, kept from turn to turn so that nothing is allocated once it is warm. One a thread.
#[derive(Debug, Default)]
pub struct Scratch {
    raw: Vec<Token>,
    tokens: Vec<Token>,
    finder: CueFinder,
    cues: CueList,
    clauses: Clauses,
    workshop: Workshop,
    findings: Findings,
    alerts: Vec<RawAlert>,
    themes: Vec<Cue>,
    ranked: Vec<f64>,
    hints: Vec<Hinted>,
}

impl Scratch {
    /// Empty room.
    pub fn new() -> Scratch {
        Scratch::default()
    }

    /// Was the last turn far longer than people speak?
    pub(crate) fn is_large(&self) -> bool {
        self.raw.capacity() > LARGEST_KEPT
    }
}

/// What was read in one turn, borrowed from the tagger and the scratch. [`TagRef::to_owned`] makes a [`Tag`] of it.
#[derive(Debug)]
pub struct TagRef<'a> {
    lexicon: &'a Compiled,
    scratch: &'a Scratch,
    probability: Probability,
    influences: weigh::Influences,
    shares: [weigh::Share; weigh::SHARES],
    part: Part,
}

/// Which part of the text is the turn: the rest, before it, was said in a turn that was cut off.
#[derive(Clone, Copy, Debug, Default)]
struct Part {
    /// Where it begins, in bytes.
    start: u32,
    /// Thought units that end before it.
    utterances: u32,
}

/// The last turn of a session's client, beside what the scratch holds.
#[derive(Debug)]
pub(crate) struct Heard {
    pub(crate) text: String,
    probability: Probability,
    influences: weigh::Influences,
    shares: [weigh::Share; weigh::SHARES],
    part: Part,
}

impl Heard {
    /// Where the turn begins in the text.
    pub(crate) fn start(&self) -> u32 {
        self.part.start
    }

    /// Keeps a turn, in the room of the one before.
    pub(crate) fn keep(place: &mut Option<Heard>, text: &str, tag: &TagRef<'_>) {
        let mut room = place.take().map(|heard| heard.text).unwrap_or_default();
        room.clear();
        room.push_str(text);
        *place = Some(Heard { text: room, probability: tag.probability, influences: tag.influences, shares: tag.shares, part: tag.part });
    }
}

static ENGLISH: Lazy<Tagger> = Lazy::new(|| Tagger::new(Lexicon::english()));

impl Tagger {
    /// The tagger of the built-in English lexicon, made once.
    pub fn english() -> &'static Tagger {
        &ENGLISH
    }

    /// A tagger of a lexicon.
    pub fn new(lexicon: &Lexicon) -> Tagger {
        Tagger { lexicon: lexicon.clone() }
    }

    /// Its lexicon.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Reads one client turn on its own, without a session.
    pub fn tag(&self, text: &str) -> Tag {
        room::with(|scratch| self.tag_with(text, &Context::default(), scratch).to_owned())
    }

    /// How probable each talk type is of one client turn on its own; nothing of why is kept.
    ///
    /// ```
    /// use changetalk::{Tagger, Talk};
    ///
    /// let probability = Tagger::english().probability("I have to stop drinking.");
    /// assert_eq!(probability.most_probable(), Talk::Change);
    /// ```
    pub fn probability(&self, text: &str) -> Probability {
        room::with(|scratch| self.tag_with(text, &Context::default(), scratch).probability())
    }

    /// Reads one client turn in a context, in reused room.
    pub fn tag_with<'a>(&'a self, text: &str, context: &Context, scratch: &'a mut Scratch) -> TagRef<'a> {
        self.tag_from(0, text, context, scratch)
    }

    /// Reads a client turn together with what was said before it was cut off, and tags what stands in the text from `start` on.
    pub(crate) fn tag_from<'a>(&'a self, start: usize, text: &str, context: &Context, scratch: &'a mut Scratch) -> TagRef<'a> {
        let lexicon: &Compiled = self.lexicon.compiled();
        self.read(text, context, Voice::Client, scratch);
        let part = if start == 0 { Part::default() } else { keep_from(Span::new(start, start).start, scratch) };
        safety::answer(lexicon, context.risk_asked(), &scratch.tokens, &scratch.cues.reply, &mut scratch.alerts);
        crate::session::adopt(lexicon, context, &scratch.tokens, &scratch.cues.reply, &mut scratch.findings);
        safety::withdraw(&scratch.alerts, &mut scratch.findings);
        weigh::settle(&lexicon.weights, &mut scratch.findings.list);
        let alarming = scratch.findings.list.is_empty() && safety::alarms(&scratch.alerts);
        let taken_up = if alarming { 0.0 } else { takes_up(scratch) };
        let mut influences = context.influences(&scratch.findings, words(scratch, part), taken_up);
        if alarming {
            // What was asked, how the client has leaned and words that hint do not make change talk of an alarm.
            influences.leaning = Leaning::default();
        }
        // A plain reply means what the counsellor said, not what its own few words hint at.
        let hinting = !alarming && scratch.findings.list.iter().all(|finding| finding.source == Source::Own);
        count_hints(lexicon, if hinting { &scratch.cues.hint } else { &[] }, &mut scratch.hints);
        let shares = weigh::shares(&lexicon.weights, &influences);
        let reading = Reading { findings: &scratch.findings.list, hints: &scratch.hints, dialogue: influences.dialogue };
        let probability = weigh::weigh(&lexicon.weights, reading, &shares, &mut scratch.ranked);
        // The order in which reasons were noted breaks ties, so that no stable sort with room of its own is needed.
        let rank = |finding: &compose::RawFinding| (finding.first, finding.first_reason);
        scratch.findings.list.sort_unstable_by(|a, b| b.weight.total_cmp(&a.weight).then(rank(a).cmp(&rank(b))));
        TagRef { lexicon, scratch, probability, influences, shares, part }
    }

    /// Fills the scratch with everything up to the findings.
    fn read(&self, text: &str, context: &Context, voice: Voice, scratch: &mut Scratch) -> Break {
        let lexicon: &Arc<Compiled> = self.lexicon.compiled();
        let text = cut(text);
        let ending = scan::tokenize(lexicon, text, &mut scratch.raw);
        scan::clean(lexicon, text, &scratch.raw, &mut scratch.tokens);
        scratch.finder.find(
            lexicon,
            &scratch.tokens,
            |behaviour| context.counts(behaviour),
            |behaviour| context.is_about(behaviour),
            &mut scratch.cues,
        );
        let turn = Turn { lexicon, tokens: &scratch.tokens, cues: &scratch.cues.main, ending, voice };
        clause::divide(&turn, &mut scratch.clauses);
        compose::compose(&turn, &scratch.clauses, context.given(), &mut scratch.workshop, &mut scratch.findings);
        safety::screen(&turn, &scratch.clauses.list, &scratch.cues.safety, &mut scratch.alerts);
        theme::keep(&turn, &scratch.clauses.list, &scratch.cues.theme, &mut scratch.themes);
        ending
    }

    /// What was read last in the scratch, once more.
    pub(crate) fn recall<'a>(&'a self, scratch: &'a Scratch, heard: &Heard) -> TagRef<'a> {
        let Heard { probability, influences, shares, part, .. } = *heard;
        TagRef { lexicon: self.lexicon.compiled(), scratch, probability, influences, shares, part }
    }

    /// Reads a counsellor's turn, in which "you" is the client, gives what it brings into the context, and tells what kind of turn it is;
    /// `None` if it is nothing but a backchannel.
    pub(crate) fn hear(&self, text: &str, context: &mut Context, scratch: &mut Scratch) -> Option<Manner> {
        let ending = self.read(text, context, Voice::Counsellor, scratch);
        weigh::settle(&self.lexicon.compiled().weights, &mut scratch.findings.list);
        let turn =
            Turn { lexicon: self.lexicon.compiled(), tokens: &scratch.tokens, cues: &scratch.cues.main, ending, voice: Voice::Counsellor };
        let speaks = context.hear(&turn, &scratch.clauses, &scratch.findings, &scratch.cues);
        speaks.then(|| crate::session::manner_of(&turn, &scratch.clauses, &scratch.cues.counsellor))
    }
}

/// Keeps what ends from a place on: what ends before it belongs to another turn.
fn keep_from(start: u32, scratch: &mut Scratch) -> Part {
    let first = scratch.tokens.iter().position(|token| token.start >= start).unwrap_or(scratch.tokens.len()) as u32;
    let ended = scratch.clauses.utterances.iter().filter(|utterance| utterance.end <= start).count() as u32;
    scratch.findings.list.retain(|finding| finding.end > first && finding.utterance >= ended);
    scratch.alerts.retain(|alert| alert.span.end > start);
    for cues in [&mut scratch.cues.hint, &mut scratch.cues.discord, &mut scratch.themes] {
        cues.retain(|cue| cue.end > first);
    }
    Part { start, utterances: ended }
}

/// How often each hint stands in a turn.
fn count_hints(lexicon: &Compiled, cues: &[Cue], hints: &mut Vec<Hinted>) {
    hints.clear();
    for hint in cues.iter().filter_map(|cue| lexicon.hint(cue.entry)) {
        match hints.iter_mut().find(|known| known.hint as usize == hint) {
            Some(known) => known.times = known.times.saturating_add(1),
            None => hints.push(Hinted { hint: hint as u16, times: 1 }),
        }
    }
    hints.sort_unstable_by_key(|known| known.hint);
}

/// How long a turn is; of one in which something was found, shortness says nothing.
fn words(scratch: &Scratch, part: Part) -> usize {
    let words = scratch.tokens.iter().filter(|token| token.start >= part.start).count();
    if scratch.findings.list.is_empty() { words } else { words.max(weigh::ORDINARY) }
}

/// How far a turn takes up what a question asks for: not by asking back or by a word or two, and only half with nothing in it.
fn takes_up(scratch: &Scratch) -> f64 {
    let own = |finding: &compose::RawFinding| finding.source == Source::Own;
    if scratch.clauses.list.iter().all(|clause| clause.question) {
        0.0
    } else if scratch.findings.list.iter().any(own) {
        1.0
    } else if scratch.tokens.len() < SUBSTANTIVE {
        0.0
    } else {
        0.5
    }
}

fn cut(text: &str) -> &str {
    if text.len() <= LONGEST_TEXT {
        return text;
    }
    let end = (0..=LONGEST_TEXT).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    &text[..end]
}

impl TagRef<'_> {
    /// The most probable talk type.
    pub fn talk(&self) -> Talk {
        self.probability.most_probable()
    }

    /// How probable each type is.
    pub fn probability(&self) -> Probability {
        self.probability
    }

    /// At least one finding of each valence.
    pub fn is_ambivalent(&self) -> bool {
        let has = |sign| self.scratch.findings.list.iter().any(|finding| finding.sign == sign);
        has(1) && has(-1)
    }

    /// The level of the gravest alert, if there is one.
    pub fn gravest_alert(&self) -> Option<Level> {
        Level::gravest(self.scratch.alerts.iter().map(|alert| alert.level))
    }

    /// Is the turn nothing but a reply such as "yeah" or "mm-hmm"?
    pub(crate) fn reply(&self) -> Option<Reply> {
        crate::session::reply_of(self.lexicon, &self.scratch.tokens, &self.scratch.cues.reply, crate::session::SPARE_WORDS)
    }

    /// The words of the turn, fillers and stutters gone.
    pub(crate) fn tokens(&self) -> &[Token] {
        &self.scratch.tokens
    }

    pub(crate) fn clauses(&self) -> &[crate::clause::Clause] {
        &self.scratch.clauses.list
    }

    /// The entries and places of the themes.
    pub(crate) fn raw_themes(&self) -> &[Cue] {
        &self.scratch.themes
    }

    pub(crate) fn discord(&self) -> &[Cue] {
        &self.scratch.cues.discord
    }

    pub(crate) fn raw_alerts(&self) -> &[RawAlert] {
        &self.scratch.alerts
    }

    pub(crate) fn raw_findings(&self) -> &[compose::RawFinding] {
        &self.scratch.findings.list
    }

    pub(crate) fn hints(&self) -> &[Hinted] {
        &self.scratch.hints
    }

    pub(crate) fn influences(&self) -> &weigh::Influences {
        &self.influences
    }

    pub(crate) fn lexicon(&self) -> &Compiled {
        self.lexicon
    }

    pub(crate) fn reasons(&self, finding: &compose::RawFinding) -> &[compose::RawReason] {
        &self.scratch.findings.reasons[finding.first_reason as usize..finding.end_reason as usize]
    }

    /// The first word from `first` on that does not only join a clause to the one before ("but", "and", "because"); `last` at the latest.
    pub(crate) fn past_joints(&self, first: u32, last: u32) -> u32 {
        let joins = |cue: &&Cue| {
            let scope = self.lexicon.scope(cue.entry);
            matches!(scope, Some(Scope::Contrast | Scope::Coordination | Scope::Cause | Scope::Result))
        };
        self.scratch.cues.main.iter().filter(joins).fold(first, |at, cue| if cue.first == at && cue.end <= last { cue.end } else { at })
    }

    /// The thought unit of a finding, counted from the first of the turn.
    pub(crate) fn utterance(&self, finding: &compose::RawFinding) -> usize {
        finding.utterance.saturating_sub(self.part.utterances) as usize
    }

    /// Where in the turn's own text a stretch of what was read lies.
    fn own(&self, span: Span) -> Span {
        let place = |at: u32| at.saturating_sub(self.part.start);
        Span { start: place(span.start), end: place(span.end) }
    }

    /// How many thought units the turn has.
    pub(crate) fn utterance_count(&self) -> usize {
        self.scratch.clauses.utterances.len().saturating_sub(self.part.utterances as usize)
    }

    pub(crate) fn weights(&self) -> &crate::lexicon::Weights {
        &self.lexicon.weights
    }

    /// The behaviour that the turn names first.
    pub(crate) fn behaviour(&self) -> Option<u16> {
        self.scratch.findings.behaviour
    }

    /// Everything, in owned form.
    pub fn to_owned(&self) -> Tag {
        let scratch = self.scratch;
        Tag {
            talk: self.talk(),
            probability: self.probability,
            ambivalent: self.is_ambivalent(),
            findings: scratch.findings.list.iter().map(|finding| self.finding(finding)).collect(),
            context: self.context(),
            utterances: scratch.clauses.utterances.iter().skip(self.part.utterances as usize).map(|&span| self.own(span)).collect(),
            discord: scratch
                .cues
                .discord
                .iter()
                .map(|cue| Discord { span: self.span(cue.first, cue.end), entry: self.name(cue.entry) })
                .collect(),
            themes: self.themes(),
            safety: self.alerts(),
        }
    }

    fn context(&self) -> Vec<Influence> {
        let influence = |name: &str, (change, sustain): (f64, f64), spans: Vec<Span>| Influence {
            name: name.to_owned(),
            change: weigh::rounded(change),
            sustain: weigh::rounded(sustain),
            spans,
        };
        let shares = self.shares.iter().map(|share| influence(share.name, (share.change, share.sustain), Vec::new()));
        let hints = self.scratch.hints.iter().map(|&hint| {
            let cues = self.scratch.cues.hint.iter().filter(|cue| self.lexicon.hint(cue.entry) == Some(hint.hint as usize));
            let spans = cues.map(|cue| self.span(cue.first, cue.end)).collect();
            influence(
                self.lexicon.hint_name(hint.hint as usize),
                weigh::hinted(&self.lexicon.weights, hint, self.influences.dialogue),
                spans,
            )
        });
        shares.chain(hints).filter(|influence| influence.change != 0.0 || influence.sustain != 0.0).collect()
    }

    fn finding(&self, finding: &compose::RawFinding) -> Finding {
        let reasons = self.reasons(finding);
        Finding {
            code: finding.code,
            valence: if finding.sign > 0 { Valence::Change } else { Valence::Sustain },
            strength: finding.strength,
            span: self.span(finding.first, finding.end),
            utterance: self.utterance(finding),
            entry: self.name(finding.entry),
            weight: weigh::rounded(finding.weight),
            why: reasons
                .iter()
                .map(|reason| Reason {
                    role: reason.role,
                    span: self.span(reason.first, reason.end),
                    entry: self.name(reason.entry),
                    factor: reason.factor,
                    reach: self.span(reason.first, reason.reach).end,
                })
                .collect(),
        }
    }

    fn themes(&self) -> Vec<Theme> {
        let theme = |cue: &Cue| match self.lexicon.entry(cue.entry).meaning {
            Meaning::Theme { family, .. } => Some(Theme { family, name: self.name(cue.entry), span: self.span(cue.first, cue.end) }),
            _ => None,
        };
        self.scratch.themes.iter().filter_map(theme).collect()
    }

    fn alerts(&self) -> Vec<Alert> {
        let mut alerts: Vec<Alert> = Vec::new();
        for raw in &self.scratch.alerts {
            match alerts.iter_mut().find(|alert| alert.kind == raw.risk && alert.level == raw.level) {
                Some(alert) => {
                    alert.spans.push(self.own(raw.span));
                    alert.entries.push(self.name(raw.entry));
                }
                None => alerts.push(Alert {
                    kind: raw.risk,
                    level: raw.level,
                    spans: vec![self.own(raw.span)],
                    entries: vec![self.name(raw.entry)],
                }),
            }
        }
        alerts
    }

    /// The full id of an entry.
    pub(crate) fn name(&self, entry: u32) -> String {
        if entry == NO_ENTRY { String::new() } else { self.lexicon.entry(entry).name.to_string() }
    }

    /// Where words stand in the text.
    pub(crate) fn span(&self, first: u32, end: u32) -> Span {
        let tokens = &self.scratch.tokens;
        let start = tokens.get(first as usize).map_or(0, |token| token.start);
        let last = tokens.get(end.max(first + 1) as usize - 1).or(tokens.last()).map_or(start, |token| token.end);
        self.own(Span { start, end: last.max(start) })
    }
}
