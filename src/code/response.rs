//! What a counsellor's answer is: the kinds of the field, and the finer forms of some of them.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An enum with a name for each value, as files write it.
macro_rules! named {
    ($(#[$meta:meta])* $type:ident { $($(#[$doc:meta])* $value:ident = $name:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $type { $($(#[$doc])* $value,)* }

        impl $type {
            /// All of them, in the order of the documentation.
            pub const ALL: &[$type] = &[$($type::$value),*];

            /// The name used in files.
            pub fn name(self) -> &'static str {
                match self { $($type::$value => $name,)* }
            }

            /// What has this name.
            pub fn parse(name: &str) -> Option<$type> {
                $type::ALL.iter().copied().find(|value| value.name() == name)
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.name())
            }
        }
    };
}

named! {
    /// What kind of answer a suggestion is (MITI 4.2 and the practice of motivational interviewing).
    ResponseKind {
        /// Gives back what was said, little added.
        SimpleReflection = "simple_reflection",
        /// Adds meaning: the feeling, the value, the next half of the thought, both sides.
        ComplexReflection = "complex_reflection",
        /// Names a strength or an effort just shown.
        Affirmation = "affirmation",
        /// Evokes.
        OpenQuestion = "open_question",
        /// Asks on from the number that the client gave.
        RulerFollowUp = "ruler_follow_up",
        /// Weighs staying the same against one small change.
        DecisionalBalance = "decisional_balance",
        /// Gathers what the client said for the change.
        Summary = "summary",
        /// The choice is the client's.
        Autonomy = "autonomy",
        /// Others feel so too; mixed feelings belong to change.
        Normalising = "normalising",
        /// Asks, offers, and asks what the client makes of it.
        Information = "information",
        /// Draws out the client's own next step.
        Plan = "plan",
        /// Answers a push against the counsellor or the process.
        Discord = "discord",
        /// A lapse is information.
        Setback = "setback",
        /// What happens until next time.
        FollowUp = "follow_up",
    }
}

named! {
    /// The finer form of a complex reflection, or the purpose of an open question.
    ResponseForm {
        /// A little less than was said.
        Understated = "understated",
        /// A little more than was said; of desire and need only.
        Amplified = "amplified",
        /// Both sides, the one for change last.
        DoubleSided = "double_sided",
        /// The feeling in it.
        Feeling = "feeling",
        /// What matters in it.
        Value = "value",
        /// The next half of the thought.
        Continuation = "continuation",
        /// What it means.
        Meaning = "meaning",
        /// Tell me more.
        Elaboration = "elaboration",
        /// What matters.
        Values = "values",
        /// What is hoped for.
        Goals = "goals",
        /// What worked before.
        PastSuccess = "past_success",
        /// How it was before.
        LookingBack = "looking_back",
        /// How it may be.
        LookingForward = "looking_forward",
        /// The worst that could come.
        WorstCase = "worst_case",
        /// The best that could come.
        BestCase = "best_case",
        /// How important it is.
        Importance = "importance",
        /// How sure one is of managing.
        Confidence = "confidence",
        /// What comes first.
        NextStep = "next_step",
        /// The good of it.
        Pros = "pros",
        /// The not so good of it.
        Cons = "cons",
        /// Who helps.
        Support = "support",
    }
}

impl ResponseKind {
    /// Is it a reflection, simple or complex?
    pub fn is_reflection(self) -> bool {
        matches!(self, ResponseKind::SimpleReflection | ResponseKind::ComplexReflection)
    }

    /// A statement that never asks.
    pub fn is_statement(self) -> bool {
        self.is_reflection() || matches!(self, ResponseKind::Affirmation | ResponseKind::Autonomy | ResponseKind::Normalising)
    }

    /// The most words that it may have.
    pub fn most_words(self) -> usize {
        match self {
            ResponseKind::SimpleReflection | ResponseKind::ComplexReflection => 30,
            ResponseKind::Affirmation | ResponseKind::OpenQuestion | ResponseKind::RulerFollowUp => 25,
            _ => 80,
        }
    }

    /// The most questions that it may ask: information asks before and after.
    pub fn most_questions(self) -> usize {
        match self {
            kind if kind.is_statement() => 0,
            ResponseKind::Information => 2,
            _ => 1,
        }
    }
}
