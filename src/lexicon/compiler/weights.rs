//! The numbers of `weights.toml`.

macro_rules! weights {
    ($($(#[doc = $doc:literal])* $section:ident . $name:ident => $field:ident,)*) => {
        /// How much each thing counts, in log-odds or as a factor; few enough to read. Each comes from `weights.toml`.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Weights {
            $($(#[doc = $doc])* pub(crate) $field: f64,)*
            /// Of each hint, in the order of the lexicon's entries.
            pub(crate) hints: Vec<Hint>,
        }

        impl Weights {
            /// The names that any file may set; those of the hints hang on the lexicon.
            pub(crate) const NAMES: &[&str] = &[$(concat!(stringify!($section), ".", stringify!($name)),)*];

            /// What is said of each.
            const NOTES: &[&str] = &[$(concat!($($doc,)* ""),)*];

            /// Sets a weight; false if there is none of this name.
            pub(super) fn set(&mut self, name: &str, value: f64) -> bool {
                match name {
                    $(concat!(stringify!($section), ".", stringify!($name)) => self.$field = value,)*
                    _ => return self.set_hint(name, value),
                }
                true
            }

            fn fixed(&self) -> Vec<f64> {
                vec![$(self.$field,)*]
            }

            fn fixed_mut(&mut self) -> Vec<&mut f64> {
                vec![$(&mut self.$field,)*]
            }
        }
    };
}

/// How much an entry of kind `hint` counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Hint {
    /// Its id.
    pub(crate) id: Box<str>,
    pub(crate) change: f64,
    pub(crate) sustain: f64,
}

/// The sections of the hints' weights.
const TOWARD: [&str; 2] = ["hint_change", "hint_sustain"];

/// How weights are kept in compiled tables: all values, and the hints' ids.
pub(super) mod packed {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{Hint, Weights};

    pub(in super::super) fn serialize<S: Serializer>(weights: &Weights, serializer: S) -> Result<S::Ok, S::Error> {
        let ids: Vec<&str> = weights.hints.iter().map(|hint| &*hint.id).collect();
        (ids, weights.values()).serialize(serializer)
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Weights, D::Error> {
        let (ids, values): (Vec<Box<str>>, Vec<f64>) = Deserialize::deserialize(deserializer)?;
        let hints = ids.into_iter().map(|id| Hint { id, ..Hint::default() }).collect();
        let mut weights = Weights { hints, ..Weights::default() };
        weights.assign(&values);
        Ok(weights)
    }
}

impl Weights {
    /// Each weight by its name, such as `change.desire`.
    pub fn iter(&self) -> impl Iterator<Item = (String, f64)> {
        let hints = |section: &'static str| self.hints.iter().map(move |hint| format!("{section}.{}", hint.id));
        let names = Weights::NAMES.iter().map(|name| (*name).to_owned());
        names.chain(TOWARD.into_iter().flat_map(hints)).zip(self.values())
    }

    /// All values, in the order of [`Weights::iter`].
    pub(crate) fn values(&self) -> Vec<f64> {
        let mut values = self.fixed();
        values.extend(self.hints.iter().map(|hint| hint.change));
        values.extend(self.hints.iter().map(|hint| hint.sustain));
        values
    }

    /// Takes over values in the order of [`Weights::iter`].
    pub(crate) fn assign(&mut self, values: &[f64]) {
        let mut values = values.iter().copied();
        for (place, value) in self.fixed_mut().into_iter().zip(&mut values) {
            *place = value;
        }
        for (hint, value) in self.hints.iter_mut().zip(&mut values) {
            hint.change = value;
        }
        for (hint, value) in self.hints.iter_mut().zip(values) {
            hint.sustain = value;
        }
    }

    fn set_hint(&mut self, name: &str, value: f64) -> bool {
        let Some((section, id)) = name.split_once('.') else { return false };
        let Some(hint) = self.hints.iter_mut().find(|hint| *hint.id == *id) else { return false };
        match TOWARD.iter().position(|known| *known == section) {
            Some(0) => hint.change = value,
            Some(_) => hint.sustain = value,
            None => return false,
        }
        true
    }

    /// A lexicon file with these weights. `note` becomes its first comment, line by line.
    pub fn to_toml(&self, note: &str) -> String {
        let mut text = String::new();
        for line in note.lines() {
            text.push_str(format!("# {line}").trim_end());
            text.push('\n');
        }
        text.push_str("kind = \"weights\"\n");
        let mut section = String::new();
        let remarks = Weights::NOTES.iter().copied().chain(std::iter::repeat(""));
        for ((name, value), remark) in self.iter().zip(remarks) {
            let (own, name) = name.split_once('.').unwrap_or(("", &name));
            if own != section {
                text.push_str(&format!("\n[{own}]\n"));
                section = own.to_owned();
            }
            if !remark.is_empty() {
                text.push_str(&format!("#{remark}\n"));
            }
            // Two decimals say all that so many turns can tell.
            text.push_str(&format!("{name} = {:?}\n", (value * 100.0).round() / 100.0 + 0.0));
        }
        text
    }
}

weights! {
    /// A plain finding of each code, for change and for sustaining.
    change.desire => change_desire,
    change.ability => change_ability,
    change.reason => change_reason,
    change.need => change_need,
    change.commitment => change_commitment,
    change.activation => change_activation,
    change.taking_steps => change_taking_steps,
    change.other => change_other,
    sustain.desire => sustain_desire,
    sustain.ability => sustain_ability,
    sustain.reason => sustain_reason,
    sustain.need => sustain_need,
    sustain.commitment => sustain_commitment,
    sustain.activation => sustain_activation,
    sustain.taking_steps => sustain_taking_steps,
    sustain.other => sustain_other,
    /// Factors on a finding's weight.
    strength.low => low,
    strength.high => high,
    /// The direction comes from earlier in the turn or the session.
    factor.inherited_change => inherited_change,
    factor.inherited_sustain => inherited_sustain,
    /// An elliptic stance: "I can't".
    factor.elliptic => elliptic,
    /// A stance that counts by itself, with no direction near.
    factor.undirected_change => undirected_change,
    factor.undirected_sustain => undirected_sustain,
    /// An act that no time makes recent.
    factor.undated => undated,
    /// An act away from the change, told by the way.
    factor.incidental => incidental,
    /// Said under a condition.
    factor.conditional => conditional,
    /// Each further finding of the same valence counts for this much of the one before.
    factor.repeated => repeated,
    /// A yes or no to what the counsellor asked, and a no to what was stated.
    factor.answered => answered,
    /// A yes to what the counsellor stated.
    factor.agreed => agreed,
    /// Hints in a line on its own.
    factor.hints_isolated => hints_isolated,
    /// How much findings of one valence take from the other.
    factor.opposed => opposed,
    /// Log-odds of a turn with nothing in it against neutral.
    bias.isolated_change => isolated_change,
    bias.isolated_sustain => isolated_sustain,
    bias.dialogue_change => dialogue_change,
    bias.dialogue_sustain => dialogue_sustain,
    /// The client's turns before: which side they took, and how far they took either; how much of that average stays with each turn.
    context.leaning => leaning,
    context.leaning_either => leaning_either,
    context.leaning_decay => leaning_decay,
    /// The counsellor asked for this valence; what the other side gains or loses by it.
    context.asked => asked,
    context.asked_other => asked_other,
    /// The counsellor asked how the client sees it: both sides gain.
    context.view => view,
    /// The counsellor asked for facts: both sides lose.
    context.facts => facts,
    /// For each doubling of the turn's words over eight, both sides.
    context.length => length,
    /// The client takes a stance to something that no phrase names.
    context.undirected => hinted,
}
