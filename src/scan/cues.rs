//! Tokens → cues: in each layer the longest phrase from the left wins.

use super::{Cue, Token};
use crate::lexicon::{Compiled, Extent, Layer, Meaning, NO_BEHAVIOUR, Output, WordId};

/// The cues of a turn, in the order of the text.
#[derive(Debug, Default)]
pub(crate) struct CueList {
    /// What composes, and the persons, times and questions that frame it.
    pub(crate) main: Vec<Cue>,
    pub(crate) reply: Vec<Cue>,
    pub(crate) discord: Vec<Cue>,
    pub(crate) safety: Vec<Cue>,
    frame: Vec<Cue>,
}

impl CueList {
    fn clear(&mut self) {
        for layer in [&mut self.main, &mut self.frame, &mut self.reply, &mut self.discord, &mut self.safety] {
            layer.clear();
        }
    }

    fn layer(&mut self, layer: Layer) -> &mut Vec<Cue> {
        match layer {
            Layer::Main | Layer::Filler => &mut self.main,
            Layer::Person | Layer::Time | Layer::Question => &mut self.frame,
            Layer::Reply => &mut self.reply,
            Layer::Discord => &mut self.discord,
            Layer::Safety => &mut self.safety,
        }
    }

    /// Puts the frame's cues among the main ones, but for those inside a longer main one: in "see my doctor" nobody acts.
    fn join_frame(&mut self, framed: impl Fn(&Cue) -> bool) {
        let mut at = 0;
        self.frame.retain(|cue| {
            while self.main.get(at).is_some_and(|main| main.end <= cue.first) {
                at += 1;
            }
            let inside = |main: &&Cue| main.first <= cue.first && cue.end <= main.end && main.end - main.first > cue.end - cue.first;
            self.main.get(at).filter(inside).is_none()
        });
        // "back then": no new clause begins inside a time.
        let times = &self.frame;
        self.main.retain(|cue| !times.iter().any(|time| time.first < cue.first && cue.end <= time.end && framed(cue)));
        self.main.append(&mut self.frame);
        self.main.sort_by_key(|cue| (cue.first, std::cmp::Reverse(cue.end)));
    }
}

/// Room to find cues in, kept from turn to turn.
#[derive(Debug, Default)]
pub(crate) struct CueFinder {
    words: Vec<WordId>,
    /// For each token the index that no phrase from it may cross: the end of its sentence.
    limits: Vec<u32>,
    /// A bit for each word: does it stand in the turn?
    present: Vec<u64>,
}

/// The best phrase from one word, in one layer.
#[derive(Clone, Copy)]
struct Best {
    cue: Cue,
    /// Where the next cue may begin.
    own: u32,
    guarded: bool,
    on_topic: bool,
}

const LAYERS: [Layer; 7] = [Layer::Main, Layer::Person, Layer::Time, Layer::Question, Layer::Reply, Layer::Discord, Layer::Safety];

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
        cues.clear();
        self.prepare(lexicon, tokens);
        let mut ends = [0u32; LAYERS.len()];
        for start in 0..tokens.len() {
            let mut best: [Option<Best>; LAYERS.len()] = [None; LAYERS.len()];
            let present = &self.present;
            lexicon.book.walk(
                &lexicon.vocabulary,
                &self.words,
                start,
                self.limits[start] as usize,
                &mut |outputs: &[Output], extent: Extent| {
                    for output in outputs {
                        let entry = lexicon.entry(output.entry);
                        let layer = entry.meaning.layer() as usize;
                        if (start as u32) < ends[layer] {
                            continue;
                        }
                        let topical = entry.behaviour != NO_BEHAVIOUR && on_topic(entry.behaviour);
                        let guarded = !entry.company.is_empty();
                        let has_company = || entry.company.iter().any(|&word| is_present(present, word));
                        if matches!(entry.meaning, Meaning::Direction { .. }) && !counts(entry.behaviour)
                            || guarded && !topical && !has_company()
                        {
                            continue;
                        }
                        let found = Best {
                            cue: Cue { entry: output.entry, form: output.form, first: start as u32, end: extent.end as u32 },
                            own: extent.own as u32,
                            guarded,
                            on_topic: topical,
                        };
                        let rank = |best: &Best| (best.own, best.cue.end, best.on_topic, best.guarded);
                        if best[layer].as_ref().is_none_or(|known| rank(&found) > rank(known)) {
                            best[layer] = Some(found);
                        }
                    }
                },
            );
            for (index, layer) in LAYERS.into_iter().enumerate() {
                if let Some(best) = best[index] {
                    ends[index] = best.own;
                    cues.layer(layer).push(best.cue);
                }
            }
        }
        cues.join_frame(|cue| matches!(lexicon.entry(cue.entry).meaning, Meaning::Scope(_)));
        for &word in &self.words {
            self.present[word as usize / 64] = 0;
        }
    }

    fn prepare(&mut self, lexicon: &Compiled, tokens: &[Token]) {
        self.words.clear();
        self.words.extend(tokens.iter().map(|token| token.word));
        self.present.resize(lexicon.vocabulary.len() / 64 + 1, 0);
        for &word in &self.words {
            self.present[word as usize / 64] |= 1 << (word % 64);
        }
        self.limits.clear();
        self.limits.resize(tokens.len(), 0);
        let mut limit = tokens.len() as u32;
        for (index, token) in tokens.iter().enumerate().rev() {
            self.limits[index] = limit;
            if token.before.is_stop() {
                limit = index as u32;
            }
        }
    }
}

fn is_present(present: &[u64], word: WordId) -> bool {
    present.get(word as usize / 64).is_some_and(|bits| bits & (1 << (word % 64)) != 0)
}
