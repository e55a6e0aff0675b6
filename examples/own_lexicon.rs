//! Adds a behaviour and an expression to the built-in lexicon and switches an entry off, at run time.
//!
//! `cargo run --example own_lexicon`

#![allow(clippy::print_stdout, reason = "an example has something to show")]

use changetalk::{Error, Lexicon, Session, Tagger, Target};

/// A behaviour that the library does not come with. A program would read the file when it starts.
const NAILS: &str = include_str!("lexicons/nail_biting.toml");

/// What people say around here. A file is of one kind, and any file may switch entries off: many of our clients work in pubs, so that
/// a pub by itself is nothing to do with drinking.
const HERE: &str = r#"
    kind = "idiom"
    disable = ["alcohol.drinking-places"]

    [[entry]]
    id = "carousel"
    code = "commitment"
    valence = "+"
    phrases = ["hop off the carousel", "hopping off the carousel"]
    examples = ["+commitment I'm hopping off the carousel"]
    note = "The Tuesday group's own words for being done with it."
"#;

fn main() -> Result<(), Error> {
    // The examples of the new files are run as they are loaded: a file that says what it does not do is refused.
    let lexicon = Lexicon::english().extend([("nail_biting.toml", NAILS), ("here.toml", HERE)])?;
    let tagger = Tagger::new(&lexicon);

    println!("with our own files:");
    for text in ["I really want to stop biting my nails.", "I'm hopping off the carousel.", "I love a quiet pub."] {
        let (ours, english) = (tagger.tag(text), Tagger::english().tag(text));
        println!("  {text:<42} {:<8} (built in: {})", ours.talk, english.talk);
    }

    // The new behaviour can be a session's target. Then only it counts, and what fits any behaviour.
    let mut session = Session::builder(&tagger).target(Target::new(["nail_biting"])).build()?;
    session.counsellor("How is it going with your nails?");
    println!("\nwith nail biting as the target:");
    for text in ["I love a beer after work.", "I've stopped biting my nails this week."] {
        println!("  {text:<42} {}", session.client(text).talk);
    }

    // Everything that is wrong with a file is told at once, with its place and what would be right.
    let faulty = "kind = \"stance\"\ncode = \"desir\"\n\n[[entry]]\nid = \"yearn\"\nphrasess = [\"yearn for\"]\n";
    println!("\na faulty file:");
    match Lexicon::english().extend([("faulty.toml", faulty)]) {
        Err(error) => error.problems().iter().for_each(|problem| println!("  {problem}")),
        Ok(_) => println!("  no problems"),
    }
    Ok(())
}
