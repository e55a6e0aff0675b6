//! What an entry means to the rooms after this one: small `Copy` data, no text.

use serde::{Deserialize, Serialize};

use super::word_lists::WordList;
use crate::code::{Code, Family, Level, Manner, Mentioned, Risk, Scale, Strength};

/// +1 or -1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Sign {
    Plus,
    Minus,
}

impl Sign {
    pub(crate) fn factor(self) -> i8 {
        match self {
            Sign::Plus => 1,
            Sign::Minus => -1,
        }
    }
}

/// What happens to an entry under negation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Negated {
    Flip,
    Drop,
    Keep,
}

/// Where a stance has what it speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Object {
    /// "want to quit": it governs what follows.
    After,
    /// "drinking relaxes me": it is said of what goes before.
    Before,
    /// Either; it governs what follows where something follows.
    Either,
}

/// Whose stance counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Holder {
    Client,
    /// Somebody else's only where the client's behaviour brings it.
    Anyone,
    /// Somebody else's as well: "my grandad smoked till he was ninety".
    Others,
}

/// What an operator does to the direction next to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Effect {
    Reverse,
    Hold,
    Act,
}

/// Where an operator stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Position {
    Before,
    After,
    Either,
}

/// Whom a person word names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Person {
    Client,
    Other,
    Generic,
    It,
    Counsellor,
}

/// What a scope word does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Scope {
    Negation,
    PseudoNegation,
    Hedge,
    Booster,
    Contrast,
    Cause,
    Result,
    Coordination,
    Relative,
    Condition,
    ConditionNegative,
    Report,
    Person(Person),
    Recent,
    Past,
    Future,
    Habit,
    Question,
    QuestionTag,
}

/// Which way a reply answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Polarity {
    Yes,
    No,
    Unsure,
    Backchannel,
}

/// What a counsellor's question or invitation asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Asks {
    /// Reasons for the change, ways to it: "what would help?"
    Change,
    /// The good of things as they are, or what stands in the way: "what do you get out of it?"
    Sustain,
    /// The client's view, whichever way: "what do you make of that?"
    View,
    /// Facts: "how many a day?"
    Facts,
}

/// An entry's meaning.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Meaning {
    Stance {
        code: Code,
        valence: Sign,
        alone: Option<Sign>,
        negated: Negated,
        strength: Strength,
        object: Object,
        holder: Holder,
        /// A good or bad side of what it speaks of: it goes into the decisional balance.
        balance: bool,
    },
    Direction {
        toward_change: bool,
        weak: bool,
    },
    Operator {
        effect: Effect,
        alone: Option<Sign>,
        position: Position,
    },
    Idiom {
        code: Code,
        valence: Option<Sign>,
        negated: Negated,
        strength: Strength,
        holder: Holder,
        balance: bool,
    },
    Scope(Scope),
    Reply {
        polarity: Polarity,
        strength: Strength,
    },
    Prompt(Asks),
    Hint,
    Discord,
    Theme {
        family: Family,
        /// Stands even where a negation goes before it.
        firm: bool,
        /// Somebody else may be its subject.
        anyone: bool,
        /// As what a session's ledger lists it.
        mentioned: Option<Mentioned>,
    },
    /// A counsellor asks for a number on a scale.
    Ruler(Scale),
    /// What a counsellor does in saying it.
    Counsellor(Manner),
    /// Words of a counsellor: no phrase to be found.
    Response,
    /// What to offer when: no phrase either.
    Policy,
    /// A list of names, places or words around them.
    Redaction(WordList),
    /// A risk, its level, and whether that holds whoever it is about; `None` hides the alarming words inside it.
    Safety(Option<(Risk, Level, bool)>),
    /// A counsellor asks after a risk, and which answer is alarming.
    SafetyQuestion {
        risk: Risk,
        alarming: Polarity,
    },
    Filler,
}

/// Matches of different layers do not compete for words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Layer {
    Main,
    Person,
    Time,
    Question,
    Reply,
    Prompt,
    Hint,
    Discord,
    Barrier,
    Value,
    Movement,
    Feeling,
    Experience,
    Ruler,
    Counsellor,
    Safety,
    SafetyQuestion,
    Filler,
}

impl Meaning {
    pub(crate) fn layer(&self) -> Layer {
        match self {
            Meaning::Scope(Scope::Person(_) | Scope::Report) => Layer::Person,
            Meaning::Scope(Scope::Recent | Scope::Past | Scope::Future | Scope::Habit) => Layer::Time,
            Meaning::Scope(Scope::Question | Scope::QuestionTag) => Layer::Question,
            Meaning::Stance { .. } | Meaning::Direction { .. } | Meaning::Operator { .. } | Meaning::Idiom { .. } | Meaning::Scope(_) => {
                Layer::Main
            }
            Meaning::Reply { .. } => Layer::Reply,
            Meaning::Prompt(_) => Layer::Prompt,
            Meaning::Hint => Layer::Hint,
            Meaning::Discord => Layer::Discord,
            // "I want my kids back" is a goal and a value at once.
            Meaning::Theme { family, .. } => match family {
                Family::Barrier => Layer::Barrier,
                Family::Value => Layer::Value,
                Family::Movement => Layer::Movement,
                Family::Feeling => Layer::Feeling,
                Family::Experience => Layer::Experience,
            },
            Meaning::Safety(_) => Layer::Safety,
            Meaning::SafetyQuestion { .. } => Layer::SafetyQuestion,
            Meaning::Ruler(_) => Layer::Ruler,
            Meaning::Counsellor(_) => Layer::Counsellor,
            // Without phrases nothing is ever found of them.
            Meaning::Filler | Meaning::Response | Meaning::Policy | Meaning::Redaction(_) => Layer::Filler,
        }
    }

    /// The name of the kind, as files write it.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Meaning::Stance { .. } => "stance",
            Meaning::Direction { .. } => "direction",
            Meaning::Operator { .. } => "operator",
            Meaning::Idiom { .. } => "idiom",
            Meaning::Scope(_) => "scope",
            Meaning::Reply { .. } => "reply",
            Meaning::Prompt(_) => "prompt",
            Meaning::Hint => "hint",
            Meaning::Discord => "discord",
            Meaning::Theme { .. } => "theme",
            Meaning::Safety(_) => "safety",
            Meaning::SafetyQuestion { .. } => "safety_question",
            Meaning::Filler => "filler",
            Meaning::Ruler(_) => "ruler",
            Meaning::Counsellor(_) => "counsellor",
            Meaning::Response => "response",
            Meaning::Policy => "policy",
            Meaning::Redaction(_) => "redaction",
        }
    }
}

/// The grammatical forms that a surface form may be, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Form(u8);

impl Form {
    pub(crate) const NONE: Form = Form(0);
    pub(crate) const BASE: Form = Form(1);
    pub(crate) const THIRD: Form = Form(2);
    pub(crate) const ING: Form = Form(4);
    pub(crate) const PAST: Form = Form(8);
    pub(crate) const PARTICIPLE: Form = Form(16);

    pub(crate) fn with(self, other: Form) -> Form {
        Form(self.0 | other.0)
    }

    pub(crate) fn has(self, other: Form) -> bool {
        self.0 & other.0 != 0
    }

    /// Does not stand as a present-tense or base form.
    pub(crate) fn only_past(self) -> bool {
        self.has(Form::PAST) && !self.has(Form::BASE)
    }
}
