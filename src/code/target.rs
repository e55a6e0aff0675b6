use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// The target behaviour change of a session: which behaviours count.
///
/// A target names behaviours of the lexicon (`alcohol`, `seeking_help` …, or a user's own). With a target only they count, and what
/// is behaviour-free ("I want to quit"). Without one, every behaviour does.
///
/// ```
/// use changetalk::Target;
/// let target = Target::new(["alcohol", "tobacco"]);
/// assert!(target.names().any(|name| name == "tobacco"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Target {
    behaviours: Cow<'static, [Cow<'static, str>]>,
}

macro_rules! targets {
    ($($name:ident $text:literal $says:literal;)*) => {
        impl Target {
            $(#[doc = $says] pub const $name: Target = Target { behaviours: Cow::Borrowed(&[Cow::Borrowed($text)]) };)*
        }
    };
}

targets! {
    ALCOHOL "alcohol" "Drinking.";
    TOBACCO "tobacco" "Smoking and vaping.";
    CANNABIS "cannabis" "Cannabis.";
    DRUGS "drugs" "Other drugs.";
    GAMBLING "gambling" "Gambling.";
    EATING "eating" "Eating and weight.";
    ACTIVITY "activity" "Physical activity.";
    MEDICATION "medication" "Medicines and medical procedures.";
    CONDITION "condition" "Managing a condition such as diabetes, asthma or blood pressure.";
    TEETH "teeth" "Care of the teeth.";
    SAFER_SEX "safer_sex" "Safer sex.";
    SELF_CARE "self_care" "Sleep and self-care.";
    OFFENDING "offending" "Offending and court orders.";
    ANGER "anger" "Anger and violence.";
    SELF_HARM "self_harm" "Self-harm.";
    SCREENS "screens" "Screen use.";
    STUDY_WORK "study_work" "Study and work habits.";
    OPENING_UP "opening_up" "Opening up and speaking for oneself.";
    SEEKING_HELP "seeking_help" "Seeking help itself.";
}

impl Target {
    /// A target of these behaviours. Names that the lexicon does not know are reported when a session starts.
    pub fn new<I>(behaviours: I) -> Target
    where
        I: IntoIterator,
        I::Item: Into<Cow<'static, str>>,
    {
        Target { behaviours: behaviours.into_iter().map(Into::into).collect() }
    }

    /// The behaviours' names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.behaviours.iter().map(|name| &**name)
    }
}
