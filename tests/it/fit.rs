//! Weights learned from labelled turns.

use changetalk::fit::{CodedTurn, Material, Settings};
use changetalk::{Lexicon, Session, Tagger, Talk};
use libtest_mimic::Trial;

use crate::{ensure, trial};

/// A session that only the weights of hints can read: naming a day is change talk, "people" is sustain talk.
const TURNS: &[(&str, Talk)] = &[
    ("Carol and the allotment on Thursday.", Talk::Change),
    ("People, honestly.", Talk::Sustain),
    ("The kettle is blue.", Talk::Neutral),
    ("The allotment again, Friday.", Talk::Change),
    ("Everyone and their dog.", Talk::Sustain),
    ("A blue kettle.", Talk::Neutral),
];

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("fit::a_prediction_is_what_the_session_says", || {
            let material = material(1)?;
            let mut session = Session::new(Tagger::english());
            let said: Vec<_> = TURNS.iter().map(|(text, talk)| (*talk, session.client(text).probability)).collect();
            let predicted = material.predict(material.start(), 0);
            ensure(predicted == said, || format!("{predicted:?} is not {said:?}"))
        }),
        trial("fit::it_learns_from_labels", || {
            let material = material(20)?;
            let all: Vec<usize> = (0..material.len()).collect();
            let weights = material.fit(&all, &Settings::default());
            let value = |name: &str| weights.iter().find(|(known, _)| known == name).map(|(_, value)| value).ok_or("no such weight");
            ensure(value("hint_change.when")? > value("hint_sustain.when")?, || weights.to_toml(""))?;
            ensure(value("hint_sustain.people")? > value("hint_change.people")?, || weights.to_toml(""))
        }),
        trial("fit::it_is_deterministic", || {
            let fit = || material(3).map(|material| material.fit(&[0, 1, 2], &Settings::default()));
            ensure(fit()? == fit()?, || "two fits to the same sessions differ".to_owned())
        }),
        trial("fit::nothing_to_learn_from_leaves_the_weights", || {
            let material = Material::new(Lexicon::english());
            ensure(material.fit(&[], &Settings::default()) == *material.start(), || "weights moved without a turn".to_owned())
        }),
        trial("fit::what_it_writes_is_a_lexicon_file", || {
            let weights = material(3)?.fit(&[0, 1, 2], &Settings::default());
            let text = weights.to_toml("A note\nof two lines.");
            let lexicon = Lexicon::english().extend([("fitted.toml", text)]).map_err(|error| error.to_string())?;
            let near = lexicon.weights().iter().zip(weights.iter()).all(|((_, read), (_, written))| (read - written).abs() <= 0.005);
            ensure(near, || "the weights read are not those written".to_owned())
        }),
    ]
}

fn material(sessions: usize) -> Result<Material, String> {
    let mut material = Material::new(Lexicon::english());
    for _ in 0..sessions {
        let turns = TURNS.iter().map(|(text, talk)| CodedTurn::client(*text, Some(*talk)));
        material.session(None, turns).map_err(|error| error.to_string())?;
    }
    Ok(material)
}
