//! A responder inside an app: each turn of the client is screened, read and answered with ideas for the counsellor.
//!
//! `cargo run --example suggest_a_reply`

#![allow(clippy::print_stdout, reason = "an example has something to show")]

use changetalk::{Ask, Error, Responder, Session, Tagger, Target, Withheld};

/// What is said, the counsellor's turns first.
const CONVERSATION: [(&str, &str); 5] = [
    ("How have you been getting on with the drinking?", "I want to cut down, but a drink is the only way I can relax after work."),
    ("Evenings are the hard part.", "Mm-hmm."),
    ("On a scale from 0 to 10, how important is it to you to drink less?", "Maybe a six. My daughter has started to notice."),
    ("She sees more than you would like.", "I don't want to live any more, if I'm honest."),
    ("I'm glad that you told me. Let's look at that together.", "I'm going to call the clinic on Monday."),
];

fn main() -> Result<(), Error> {
    let responder = Responder::english();
    // A live session: after an alert nothing is suggested until somebody has looked.
    let mut session = Session::builder(Tagger::english()).target(Target::ALCOHOL).build()?;
    for (counsellor, client) in CONVERSATION {
        session.counsellor(counsellor);
        let tag = session.client(client);
        println!("client: {client}\n  {}", tag.talk);

        let ideas = responder.suggest(&session, &Ask { count: 2, ..Ask::default() });
        match ideas.withheld {
            Some(Withheld::Safety) => {
                println!("  ! {}", ideas.because.join(" "));
                // In an app: a person looks, and presses a button.
                session.acknowledge();
            }
            Some(Withheld::Listen) => println!("  (listen: {})", ideas.because.join("; ")),
            None => {
                for idea in &ideas.suggestions {
                    println!("  → {} [{}]", idea.text, idea.kind);
                }
            }
        }
        // What was shown is not offered again.
        session.offered(&ideas);
        println!();
    }
    Ok(())
}
