//! Takes a decision apart: which words counted, what each did, and what else weighed in.
//!
//! `cargo run --example explain_a_decision [WORDS…]`

#![allow(clippy::print_stdout, reason = "an example has something to show")]

use std::env;

use changetalk::{Finding, Role, Session, Tagger};

fn main() {
    let words: Vec<String> = env::args().skip(1).collect();
    let text =
        if words.is_empty() { "I guess I don't want to stop drinking, but I can't keep doing this.".to_owned() } else { words.join(" ") };

    let mut session = Session::new(Tagger::english());
    session.counsellor("What do you make of your drinking?");
    let tag = session.client(&text);

    println!("“{text}”\n");
    for finding in &tag.findings {
        explain(&text, finding);
    }
    // Findings are not all there is: a bias toward neutral, what the counsellor asked for, and which way the client leant before.
    println!("beside the words (log-odds of change, of sustain):");
    for influence in &tag.context {
        println!("  {:<24} {:+.2}  {:+.2}", influence.name, influence.change, influence.sustain);
    }
    let probability = tag.probability;
    println!("\nchange {:.2}, sustain {:.2}, neutral {:.2}: {}", probability.change, probability.sustain, probability.neutral, tag.talk);
    if tag.ambivalent {
        println!("and ambivalent: both sides are there, whichever is stronger");
    }
}

/// One finding: the product of its factors is its valence.
fn explain(text: &str, finding: &Finding) {
    println!("{} talk: {}, strength {}, weight {:.2}", finding.valence, finding.code, finding.strength, finding.weight);
    for reason in &finding.why {
        let factor = match reason.factor {
            1 => "× +1",
            -1 => "× −1",
            _ => "    ",
        };
        let does = match reason.role {
            Role::Stance => "how the client stands to it",
            Role::Direction => "what it is about",
            Role::Reverse => "turns that around",
            Role::Hold => "holds to it",
            Role::Negation => "says no to it",
            Role::Hedge => "says it with less force",
            Role::Booster => "says it with more force",
            Role::Idiom => "means this by itself",
            _ => "plays a part",
        };
        // The entry is the rule. `changetalk lexicon list --find NAME` tells its file and line.
        println!("  {factor}  {:<24} {does:<28} {}", format!("“{}”", reason.span.of(text)), reason.entry);
    }
    println!();
}
