//! Ranks what fits, and takes the best of different kinds.

use std::hash::Hasher;

use super::fill::fill;
use super::situation::{Met, Situation};
use super::{Ask, Ideas, Suggestion, Withheld};
use crate::code::{Code, ResponseForm, ResponseKind, Talk, Valence};
use crate::lexicon::{Answers, FoldedHasher, Policy, Response, Slot, Template};
use crate::session::Course;

/// The first kind of a policy begins with this, each further one with so much less.
const FIRST_KIND: i32 = 100;
const KIND_STEP: i32 = 9;
/// A template that was offered before is offered again only where nothing else fits at all.
const OFFERED: i32 = 400;
/// With the client's own words in it, it is another answer each time.
const OFFERED_OWN: i32 = 12;
/// The same for its beginning.
const STEM: i32 = 60;
/// Each suggestion of a kind makes the next of that kind so much less welcome.
const SAME_KIND: i32 = 34;
/// Two questions to the same purpose are as one.
const SAME_FORM: i32 = 16;
/// Amplifying is kept for where little else fits.
const AMPLIFIED: i32 = 30;
/// Both sides in one turn are best held together.
const BOTH_SIDES: i32 = 34;
/// What fits by no more than a code says little of what was said.
const UNNAMED: i32 = 14;
/// The client's own words are worth more than ours.
const OWN_WORDS: i32 = 14;
/// A question that the turn has not led up to is better only than what was said before.
const UNLED: i32 = 200;
/// Within this, chance decides.
const CHANCE: u64 = 9;
/// So many of the best are tried before one gives up filling slots.
const MOST_TRIED: usize = 120;
/// A stem has so many words.
const STEM_WORDS: usize = 3;

struct Candidate<'a> {
    name: &'a str,
    number: usize,
    response: &'a Response,
    template: &'a Template,
    met: Met,
    score: i32,
    /// Nothing in the turn has led up to it, or it says more than the turn does: never the first.
    unled: bool,
}

/// The suggestions for a situation.
pub(crate) fn choose(answers: &Answers, situation: &Situation<'_>, course: &Course, ask: &Ask) -> Ideas {
    let Some((policy, met)) = answers.policies.iter().find_map(|(_, policy)| Some((policy, situation.meets(&policy.when)?))) else {
        return Ideas { suggestions: Vec::new(), withheld: Some(Withheld::Listen), because: Vec::new() };
    };
    let because = reasons(answers, situation, policy, met);
    if policy.kinds.is_empty() {
        return Ideas { suggestions: Vec::new(), withheld: Some(Withheld::Listen), because };
    }
    let mut candidates = candidates(answers, situation, policy, course, ask);
    candidates.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.name.cmp(b.name)).then(a.number.cmp(&b.number)));
    candidates.truncate(MOST_TRIED);
    let mut suggestions: Vec<Suggestion> = Vec::with_capacity(ask.count.min(candidates.len()));
    while suggestions.len() < ask.count {
        let taken = |kind| suggestions.iter().filter(|suggestion: &&Suggestion| suggestion.kind == kind).count() as i32;
        let alike = |response: &Response| {
            response.form.is_some() && suggestions.iter().any(|suggestion: &Suggestion| suggestion.form == response.form)
        };
        let worth = |candidate: &Candidate<'_>| {
            let response = candidate.response;
            // What the turn has not led up to comes second.
            let unled = if candidate.unled && suggestions.is_empty() { UNLED } else { 0 };
            candidate.score - unled - SAME_KIND * taken(response.gives) - if alike(response) { SAME_FORM } else { 0 }
        };
        let Some(best) = (0..candidates.len()).max_by_key(|&index| (worth(&candidates[index]), std::cmp::Reverse(index))) else { break };
        let candidate = candidates.remove(best);
        // Before it says the same once more it asks; where there is nothing else it listens.
        if candidate.unled && suggestions.is_empty() && candidates.iter().all(|other| other.unled) {
            break;
        }
        let Some(text) = fill(candidate.template, candidate.response, situation, candidate.met) else { continue };
        let stem = stem(&text);
        if course.has_offered(trace(&stem)) && candidate.score > 0 {
            // Back in the row, behind what begins otherwise.
            candidates.push(Candidate { score: candidate.score.min(FIRST_KIND) - OFFERED, ..candidate });
            continue;
        }
        // Two ways to say "tell me more" are no choice.
        let asks_on = |form| form == Some(ResponseForm::Elaboration) && ask.kinds.is_empty();
        // Nor are the client's words with and without a question.
        let same_words =
            |other: &Suggestion| candidate.response.gives == ResponseKind::SimpleReflection && other.text.contains(ending(&text));
        let echoes = |other: &Suggestion| {
            same_words(other)
                || super::stem(&other.text) == stem
                || other.text == text
                || asks_on(other.form) && asks_on(candidate.response.form)
        };
        if suggestions.iter().any(echoes) {
            continue;
        }
        suggestions.push(Suggestion {
            kind: candidate.response.gives,
            form: candidate.response.form,
            text,
            template: format!("{}#{}", candidate.name, candidate.number + 1),
            because: reasons(answers, situation, policy, candidate.met),
        });
    }
    let withheld = suggestions.is_empty().then_some(Withheld::Listen);
    Ideas { suggestions, withheld, because }
}

fn candidates<'a>(answers: &'a Answers, situation: &Situation<'_>, policy: &Policy, course: &Course, ask: &Ask) -> Vec<Candidate<'a>> {
    let mut candidates = Vec::new();
    for (name, response) in &answers.responses {
        let place = policy.kinds.iter().position(|kind| *kind == response.gives);
        let place =
            if ask.kinds.is_empty() { place } else { ask.kinds.contains(&response.gives).then_some(place.unwrap_or(policy.kinds.len())) };
        let wanted = ask.kinds.contains(&response.gives);
        let met = if wanted { situation.meets_when_asked(&response.when) } else { situation.meets(&response.when) };
        let (Some(place), Some(met)) = (place, met) else { continue };
        if response.gives == ResponseKind::SimpleReflection && course.is_simple_enough() && !wanted {
            continue;
        }
        let amplified = response.form == Some(ResponseForm::Amplified);
        if amplified && !may_amplify(situation, met) {
            continue;
        }
        // After a turn with nothing to take up one asks on, and for nothing that the turn has not led up to.
        let bare = situation.talk == Talk::Neutral && met.theme.is_none() && response.gives == ResponseKind::OpenQuestion;
        let asks_on = response.form == Some(ResponseForm::Elaboration);
        if bare && !asks_on && !wanted {
            continue;
        }
        let form = match response.form {
            Some(ResponseForm::Amplified) => -AMPLIFIED,
            _ => 0,
        };
        let score = FIRST_KIND - KIND_STEP * place as i32 + met.closeness + form;
        for (number, (_, template)) in response.texts.iter().enumerate() {
            let id = format!("{name}#{}", number + 1);
            if ask.without.iter().any(|without| *without == id || **without == **name) {
                continue;
            }
            let own = template.slots().any(|slot| matches!(slot, Slot::Clause | Slot::To | Slot::Doing | Slot::Change | Slot::Sustain));
            let vague = response.when.is_general() && situation.is_long();
            if !own && !wanted && (vague || !situation.is_point(met)) {
                continue;
            }
            if !own && !wanted && asks_on && !situation.is_told() {
                continue;
            }
            let offered = course.has_offered(trace(&id));
            // "Tell me more" says nothing the second time.
            if offered && asks_on && !own && !wanted {
                continue;
            }
            let worth = match (own, response.form) {
                (true, Some(ResponseForm::DoubleSided)) => OWN_WORDS + BOTH_SIDES,
                (true, _) if situation.is_long() => OWN_WORDS * 2,
                (true, _) => OWN_WORDS,
                (false, _) if response.when.is_general() => -UNNAMED,
                _ => 0,
            };
            let led = met.finding.is_some() && !response.when.is_general()
                || met.theme.is_some()
                || asks_on && response.when.talk.is_none() && !response.when.is_general();
            let broad = response.form == Some(ResponseForm::DoubleSided) && !own && !wanted;
            let praises = response.gives == ResponseKind::Affirmation && situation.talk == Talk::Neutral && !wanted;
            let unled = amplified || broad || praises || asks_or_praises(response.gives) && !led && !own && !wanted;
            let mut score = score + worth + chance(ask.seed, course.turns(), &id);
            if offered {
                score -= if own { OFFERED_OWN } else { OFFERED };
            } else if course.has_offered(trace(&template.stem)) {
                score -= STEM;
            }
            candidates.push(Candidate { name, number, response, template, met, score, unled });
        }
    }
    candidates
}

/// Kinds that lead somewhere: the turn must have led there first.
fn asks_or_praises(kind: ResponseKind) -> bool {
    use ResponseKind::*;
    matches!(kind, OpenQuestion | Autonomy | Plan | Normalising | Affirmation | FollowUp)
}

/// Amplifying is for desire and need; stated a little stronger, a doubt of one's ability would only grow.
fn may_amplify(situation: &Situation<'_>, met: Met) -> bool {
    let finding = met.finding.and_then(|index| situation.tag.raw_findings().get(index));
    finding.is_some_and(|finding| matches!(finding.code, Code::Desire | Code::Need) && finding.sign < 0)
}

/// A small number that hangs on nothing but these.
fn chance(seed: u64, turn: u32, id: &str) -> i32 {
    let mut hasher = FoldedHasher::default();
    hasher.write_u64(seed);
    hasher.write_u32(turn);
    hasher.write(id.as_bytes());
    (hasher.finish() >> 32).rem_euclid(CHANCE) as i32
}

/// The last words of a sentence, without its full stop.
fn ending(text: &str) -> &str {
    let text = text.trim_end_matches('.');
    let start = text.rmatch_indices(' ').nth(STEM_WORDS - 1).map_or(0, |(at, _)| at);
    &text[start..]
}

/// How an answer begins: its first words, bare.
pub(crate) fn stem(text: &str) -> String {
    let bare = |word: &str| word.chars().filter(|c| c.is_alphanumeric() || *c == '\'').flat_map(char::to_lowercase).collect::<String>();
    text.split_whitespace().take(STEM_WORDS).map(bare).collect::<Vec<_>>().join(" ")
}

/// What is remembered of a template or a stem.
pub(crate) fn trace(text: &str) -> u64 {
    let mut hasher = FoldedHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// Why: what was found, where the session stands, what the policy makes of it.
fn reasons(answers: &Answers, situation: &Situation<'_>, policy: &Policy, met: Met) -> Vec<String> {
    let mut reasons = Vec::new();
    let lead = situation.findings().next().map(|(index, _)| index);
    if let Some(finding) = met.finding.or(lead).and_then(|index| situation.tag.raw_findings().get(index)) {
        let valence = if finding.sign > 0 { Valence::Change } else { Valence::Sustain };
        let entry = if finding.entry == crate::compose::NO_ENTRY { "" } else { &situation.lexicon.entry(finding.entry).name };
        reasons.push(format!("{valence} talk: {}, {} ({entry})", finding.code, finding.strength));
    }
    if let Some(cue) = met.theme.and_then(|index| situation.themes().get(index)) {
        reasons.push(situation.lexicon.entry(cue.entry).name.to_string());
    }
    let told = policy.when.state;
    reasons.extend(told.names().filter_map(|name| answers.wording.look_up("state", name)).map(str::to_owned));
    reasons.push(policy.because.clone());
    reasons
}
