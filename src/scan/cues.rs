//! Tokens → cues: in each layer the longest phrase from the left wins.

use std::ops::Range;

use super::{Cue, Token};
use crate::lexicon::{Compiled, Extent, Layer, Mark, Meaning, NO_BEHAVIOUR, Output, Walks, WordId};

/// So many words of a sentence are set out from together.
const TOGETHER: usize = 128;

/// The cues of a turn, in the order of the text.
#[derive(Debug, Default)]
pub(crate) struct CueList {
    /// What composes, and the persons, times and questions that frame it.
    pub(crate) main: Vec<Cue>,
    pub(crate) reply: Vec<Cue>,
    pub(crate) prompt: Vec<Cue>,
    pub(crate) hint: Vec<Cue>,
    pub(crate) discord: Vec<Cue>,
    pub(crate) theme: Vec<Cue>,
    pub(crate) ruler: Vec<Cue>,
    pub(crate) counsellor: Vec<Cue>,
    pub(crate) safety: Vec<Cue>,
    pub(crate) safety_question: Vec<Cue>,
    frame: Vec<Cue>,
    joined: Vec<Cue>,
}

impl CueList {
    fn clear(&mut self) {
        for layer in LAYERS {
            self.layer(layer).clear();
        }
    }

    fn layer(&mut self, layer: Layer) -> &mut Vec<Cue> {
        match layer {
            Layer::Main | Layer::Filler => &mut self.main,
            Layer::Person | Layer::Time | Layer::Question => &mut self.frame,
            Layer::Reply => &mut self.reply,
            Layer::Prompt => &mut self.prompt,
            Layer::Hint => &mut self.hint,
            Layer::Discord => &mut self.discord,
            Layer::Barrier | Layer::Value | Layer::Movement | Layer::Feeling | Layer::Experience => &mut self.theme,
            Layer::Ruler => &mut self.ruler,
            Layer::Counsellor => &mut self.counsellor,
            Layer::Safety => &mut self.safety,
            Layer::SafetyQuestion => &mut self.safety_question,
        }
    }

    /// Puts the frame's cues among the main ones, but for those inside a longer one of the other kind: in "see my doctor" nobody acts, and in
    /// "back then" no clause begins.
    fn join_frame(&mut self, is_scope: impl Fn(&Cue) -> bool) {
        let length = |cue: &Cue| cue.end - cue.first;
        let (main, frame) = (&self.main, &self.frame);
        let inside = |cue: &Cue, others: &[Cue], at: &mut usize| {
            while others.get(*at).is_some_and(|other| other.end <= cue.first) {
                *at += 1;
            }
            others.get(*at).is_some_and(|other| other.first <= cue.first && cue.end <= other.end && length(other) > length(cue))
        };
        let (mut at_main, mut at_frame) = (0, 0);
        self.joined.clear();
        self.joined.extend(frame.iter().filter(|cue| !inside(cue, main, &mut at_main)));
        self.joined.extend(main.iter().filter(|cue| !(is_scope(cue) && inside(cue, frame, &mut at_frame))));
        self.joined.sort_unstable_by_key(|cue| (cue.first, std::cmp::Reverse(cue.end), cue.entry));
        std::mem::swap(&mut self.main, &mut self.joined);
    }
}

/// Room to find cues in, kept from turn to turn.
#[derive(Debug, Default)]
pub(crate) struct CueFinder {
    words: Vec<WordId>,
    /// A bit for each word: does it stand in the turn?
    present: Vec<u64>,
    walks: Walks,
    /// Everything in a sentence that could be a cue, by layer.
    candidates: [Vec<Candidate>; LAYERS.len()],
}

/// A phrase that was found and may give way to another.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    cue: Cue,
    /// Where the next cue may begin, and the words behind a gap in which none may.
    own: u32,
    tail: u32,
    on_topic: bool,
    guarded: bool,
}

impl Candidate {
    fn length(&self) -> u32 {
        self.own - self.cue.first
    }

    /// The longer goes first, then the one that the session is about, then the one that its company speaks for.
    fn rank(&self) -> impl Ord + use<> {
        (self.own, self.cue.end, self.on_topic, self.guarded, std::cmp::Reverse(self.cue.entry), std::cmp::Reverse(self.tail))
    }
}

/// In the order of their numbers.
const LAYERS: [Layer; 18] = [
    Layer::Main,
    Layer::Person,
    Layer::Time,
    Layer::Question,
    Layer::Reply,
    Layer::Prompt,
    Layer::Hint,
    Layer::Discord,
    Layer::Barrier,
    Layer::Value,
    Layer::Movement,
    Layer::Feeling,
    Layer::Experience,
    Layer::Ruler,
    Layer::Counsellor,
    Layer::Safety,
    Layer::SafetyQuestion,
    Layer::Filler,
];

impl CueFinder {
    /// Finds all cues of `tokens`. `counts` tells whether a behaviour is within the target, `on_topic` whether the session is about it.
    pub(crate) fn find(
        &mut self,
        lexicon: &Compiled,
        tokens: &[Token],
        counts: impl Fn(u16) -> bool,
        on_topic: impl Fn(u16) -> bool,
        cues: &mut CueList,
    ) {
        self.words.clear();
        self.words.extend(tokens.iter().map(|token| token.word));
        self.present.resize(lexicon.vocabulary.len() / 64 + 1, 0);
        for &word in &self.words {
            self.present[word as usize / 64] |= 1 << (word % 64);
        }
        cues.clear();
        // No phrase crosses the end of a sentence.
        let mut first = 0;
        while first < tokens.len() {
            let length = tokens[first + 1..].iter().take_while(|token| !token.before.is_stop()).count() + 1;
            self.collect(lexicon, first..first + length, &counts, &on_topic);
            let (frame, theme) = (cues.frame.len(), cues.theme.len());
            self.choose(cues);
            let place = |cue: &Cue| (cue.first, lexicon.marks[cue.entry as usize].layer);
            cues.frame[frame..].sort_unstable_by_key(place);
            cues.theme[theme..].sort_unstable_by_key(place);
            first += length;
        }
        cues.join_frame(|cue| matches!(lexicon.entry(cue.entry).meaning, Meaning::Scope(_)));
        for &word in &self.words {
            self.present[word as usize / 64] = 0;
        }
    }

    /// Walks the phrase book from every word of a sentence.
    fn collect(&mut self, lexicon: &Compiled, sentence: Range<usize>, counts: impl Fn(u16) -> bool, on_topic: impl Fn(u16) -> bool) {
        let (words, present, candidates) = (&self.words, &self.present, &mut self.candidates);
        for first in sentence.clone().step_by(TOGETHER) {
            let firsts = first..sentence.end.min(first + TOGETHER);
            lexicon.book.walk(&words[..sentence.end], firsts, &mut self.walks, &mut |outputs: &[Output], at: Extent| {
                for output in outputs {
                    let Mark { layer, guarded, behaviour } = lexicon.marks[output.entry as usize];
                    let names = behaviour != NO_BEHAVIOUR;
                    let on_topic = names && on_topic(behaviour);
                    let has_company = || {
                        let inside = &words[at.first as usize..at.end as usize];
                        let company = &lexicon.entry(output.entry).company;
                        company.iter().any(|&word| is_present(present, word) && !inside.contains(&word))
                    };
                    if names && !counts(behaviour) || guarded && !on_topic && !has_company() {
                        continue;
                    }
                    let cue = Cue { entry: output.entry, form: output.form, first: at.first, end: at.end };
                    candidates[layer as usize].push(Candidate { cue, own: at.own, tail: at.tail, on_topic, guarded });
                }
            });
        }
    }

    /// In each layer the longest wins; of the same length, the first. What overlaps a winner goes.
    fn choose(&mut self, cues: &mut CueList) {
        for layer in LAYERS {
            let rivals = &mut self.candidates[layer as usize];
            if rivals.is_empty() {
                continue;
            }
            let chosen = cues.layer(layer);
            // Of one word's phrases the shorter were found first, which is of no account: ranks tell all apart.
            rivals.sort_unstable_by_key(|rival| rival.cue.first);
            let (mut end, mut tail) = (0, 0..0);
            let mut rest = rivals.as_slice();
            while let Some(first) = rest.first().map(|candidate| candidate.cue.first) {
                let here = rest.iter().take_while(|candidate| candidate.cue.first == first).count();
                let (here, after) = rest.split_at(here);
                rest = after;
                if first < end || tail.contains(&first) {
                    continue;
                }
                let yields = |candidate: &Candidate| {
                    // Of risks the first counts: no harmless idiom that begins inside an alarming phrase may take its words away.
                    let mut inner = after.iter().take_while(|other| other.cue.first < candidate.own);
                    layer != Layer::Safety && inner.any(|other| other.length() > candidate.length())
                };
                let mut best: Option<&Candidate> = None;
                for candidate in here {
                    if best.is_none_or(|best| best.rank() <= candidate.rank()) && !yields(candidate) {
                        best = Some(candidate);
                    }
                }
                if let Some(best) = best {
                    end = best.own;
                    tail = best.tail..best.cue.end;
                    chosen.push(best.cue);
                }
            }
            rivals.clear();
        }
    }
}

fn is_present(present: &[u64], word: WordId) -> bool {
    present.get(word as usize / 64).is_some_and(|bits| bits & (1 << (word % 64)) != 0)
}
