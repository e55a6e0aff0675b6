//! The numbers of `weights.toml`.

macro_rules! weights {
    ($($(#[$doc:meta])* $section:ident . $name:ident => $field:ident,)*) => {
        /// How much each thing counts, in log-odds or as a factor; few enough to read. Each comes from `weights.toml`.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub(crate) struct Weights {
            $($(#[$doc])* pub(crate) $field: f64,)*
        }

        impl Weights {
            /// The names that a file may set.
            pub(super) const NAMES: &[&str] = &[$(concat!(stringify!($section), ".", stringify!($name)),)*];

            /// Sets a weight; false if there is none of this name.
            pub(super) fn set(&mut self, name: &str, value: f64) -> bool {
                match name {
                    $(concat!(stringify!($section), ".", stringify!($name)) => self.$field = value,)*
                    _ => return false,
                }
                true
            }
        }
    };
}

weights! {
    code.desire => desire,
    code.ability => ability,
    code.reason => reason,
    code.need => need,
    code.commitment => commitment,
    code.activation => activation,
    code.taking_steps => taking_steps,
    code.other => other,
    /// Factors on a finding's weight.
    strength.low => low,
    strength.high => high,
    /// The direction comes from earlier in the turn or the session.
    factor.inherited => inherited,
    /// An elliptic stance: "I can't".
    factor.elliptic => elliptic,
    /// A stance that counts by itself, with no direction near.
    factor.undirected => undirected,
    /// Said under a condition.
    factor.conditional => conditional,
    /// Each further finding of the same valence counts for this much of the one before.
    factor.repeated => repeated,
    /// A yes or no that takes up what the counsellor said.
    factor.adopted => adopted,
    /// How much findings of one valence take from the other.
    factor.opposed => opposed,
    /// Sustain findings against change findings.
    factor.sustain => sustain,
    /// Log-odds of a turn with nothing in it against neutral.
    bias.isolated => isolated,
    bias.dialogue => dialogue,
    /// For each of the client's turns before, decayed.
    context.leaning => leaning,
    context.leaning_decay => leaning_decay,
    /// The counsellor asked for this valence.
    context.asked => asked,
    /// The client takes a stance to something that no phrase names.
    context.undirected => hinted,
}
