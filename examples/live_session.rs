//! A live session in an app's event loop: events come through a channel, and the state is put away after every turn, so that the session goes on
//! where it was after a crash.
//!
//! `cargo run --example live_session`

#![allow(clippy::print_stdout, reason = "an example has something to show")]

use std::error::Error;
use std::fs;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver};
use std::thread;

use changetalk::{Ask, Responder, SavedSession, Session, Tagger};

/// What an app's window, microphone or chat sends.
enum Event {
    Counsellor(&'static str),
    Client(&'static str),
    /// A person has looked at the alert.
    Acknowledge,
}

fn main() -> Result<(), Box<dyn Error>> {
    let store = Store::new("changetalk-live-session.json");
    // An app would find the session of an earlier run here and go on.
    store.forget();

    let before = [
        Event::Counsellor("What would you like to be different?"),
        Event::Client("I want to drink less in the evenings."),
        Event::Client("Some nights I don't want to live any more."),
    ];
    run(&store, before)?;
    println!("-- the app stops and starts again --");
    let after = [Event::Acknowledge, Event::Counsellor("I'm glad you told me. What helps?"), Event::Client("I could ring my sister.")];
    run(&store, after)?;
    store.forget();
    Ok(())
}

/// One run of the app: events are sent by one thread and taken up by another.
fn run(store: &Store, events: impl IntoIterator<Item = Event, IntoIter: Send> + Send) -> Result<(), Box<dyn Error>> {
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        let events = events.into_iter();
        scope.spawn(move || events.map_while(|event| sender.send(event).ok()).count());
        take_up(store, &receiver)
    })
}

fn take_up(store: &Store, events: &Receiver<Event>) -> Result<(), Box<dyn Error>> {
    let (tagger, responder) = (Tagger::english(), Responder::english());
    let mut session = match store.load()? {
        Some(saved) => saved.resume(tagger)?,
        None => Session::new(tagger),
    };
    println!("{} turns so far, {}", session.turns(), if session.is_alarmed() { "an alert waits" } else { "no alert waits" });
    for event in events {
        match event {
            Event::Counsellor(text) => session.counsellor(text),
            Event::Client(text) => {
                let talk = session.client(text).talk;
                let ideas = responder.suggest(&session, &Ask { count: 1, ..Ask::default() });
                session.offered(&ideas);
                let idea = ideas.suggestions.first().map_or_else(|| ideas.because.join(" "), |idea| idea.text.clone());
                println!("client: {text}\n  {talk}: {idea}");
            }
            Event::Acknowledge => session.acknowledge(),
        }
        store.save(&session.save())?;
    }
    println!("change talk: {} of the turns that lean", session.measures().change_turns);
    Ok(())
}

/// Where the session is put away. It holds what the client said: an app keeps it where nobody else can read it.
struct Store(PathBuf);

impl Store {
    fn new(name: &str) -> Store {
        Store(std::env::temp_dir().join(name))
    }

    /// Beside the file first, then under its name: what is there is always whole.
    fn save(&self, session: &SavedSession) -> Result<(), Box<dyn Error>> {
        let beside = self.0.with_extension("part");
        fs::write(&beside, serde_json::to_vec(session)?)?;
        Ok(fs::rename(beside, &self.0)?)
    }

    fn load(&self) -> Result<Option<SavedSession>, Box<dyn Error>> {
        Ok(if self.0.exists() { Some(serde_json::from_slice(&fs::read(&self.0)?)?) } else { None })
    }

    fn forget(&self) {
        let _ = fs::remove_file(&self.0);
    }
}
