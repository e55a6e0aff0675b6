//! `changetalk chat`: both sides are typed, tags and suggestions are seen at once.

use std::io::{self, IsTerminal, Write};

use changetalk::transcript::Speaker;
use changetalk::{Session, Tag};

use crate::args::ChatArgs;
use crate::conversation::{Advice, Answer, Setup};
use crate::failure::Failure;
use crate::input;
use crate::look::{ALARM, DIM, Look};
use crate::output;
use crate::tag::Page;

const HELP: &str = "\
  type what is said and press Enter; an empty line passes the turn
  /more           other suggestions for the client's last turn
  /ack            a person has looked at the alert: suggest again
  /again          start a new session
  /quit           end (or Ctrl-D)
";

/// Nobody types more at once.
const LONGEST: usize = 1 << 20;

pub(crate) fn run(args: &ChatArgs) -> Result<(), Failure> {
    let setup = args.tagging.prepare()?;
    let advice = Advice::new(&setup, args.asking.ask());
    let (out, look) = output::people();
    let prompts = io::stdin().is_terminal();
    let mut chat = Chat {
        setup: &setup,
        advice: &advice,
        session: setup.live()?,
        page: Page::new(out, look, String::new()),
        look,
        prompts,
        side: Speaker::Counsellor,
        last: None,
        more: args.asking.seed,
    };
    if prompts {
        chat.tell(HELP)?;
    }
    chat.prompt()?;
    let (mut stdin, mut line) = (io::stdin().lock(), String::new());
    while input::line(&mut stdin, &mut line, LONGEST).map_err(|error| Failure::unreadable("standard input", &error))? {
        if !chat.hear(line.trim())? {
            break;
        }
        chat.prompt()?;
    }
    Ok(())
}

struct Chat<'s> {
    setup: &'s Setup,
    advice: &'s Advice,
    session: Session<'s>,
    page: Page<Box<dyn Write>>,
    look: Look,
    /// Somebody sits there.
    prompts: bool,
    /// Whose turn it is.
    side: Speaker,
    /// The client's last turn, to suggest again for.
    last: Option<(String, Tag)>,
    /// Changes with every wish for others.
    more: u64,
}

impl Chat<'_> {
    /// Takes in a line; false if it ends the chat.
    fn hear(&mut self, line: &str) -> Result<bool, Failure> {
        match line {
            "/quit" | "/exit" => return Ok(false),
            "/help" | "/?" => self.tell(HELP)?,
            "/again" => {
                (self.session, self.last, self.side) = (self.setup.live()?, None, Speaker::Counsellor);
                self.tell("  a new session\n")?;
            }
            "/ack" if self.session.is_alarmed() => {
                self.session.acknowledge();
                self.tell("  acknowledged: suggestions go on\n")?;
            }
            "/ack" => self.tell("  no alert waits\n")?,
            "/more" => self.suggest_again()?,
            _ if line.starts_with('/') => self.tell("  unknown; /help shows what can be typed\n")?,
            "" => self.pass(),
            words => {
                self.say(words)?;
                self.pass();
            }
        }
        Ok(true)
    }

    fn say(&mut self, words: &str) -> Result<(), Failure> {
        if self.side == Speaker::Counsellor {
            self.session.counsellor(words);
            self.last = None;
            return if self.prompts { Ok(()) } else { self.page.heard(words) };
        }
        let tag = self.session.client(words);
        let ideas = self.advice.give(&mut self.session);
        self.last = Some((words.to_owned(), tag.clone()));
        self.page.answered(words, &Answer { tag, ideas: Some(ideas) })
    }

    fn suggest_again(&mut self) -> Result<(), Failure> {
        if self.last.is_none() {
            return self.tell("  nothing to answer yet\n");
        }
        self.more = self.more.wrapping_add(1);
        let ideas = self.advice.give_other(&mut self.session, self.more);
        self.page.ideas(&ideas)
    }

    fn pass(&mut self) {
        self.side = if self.side == Speaker::Counsellor { Speaker::Client } else { Speaker::Counsellor };
    }

    fn tell(&mut self, text: &str) -> Result<(), Failure> {
        self.page.tell(format_args!("{}", self.look.paint(DIM, text)))
    }

    fn prompt(&mut self) -> Result<(), Failure> {
        if !self.prompts {
            return Ok(());
        }
        if self.session.is_alarmed() {
            self.page.tell(format_args!("{}\n", self.look.paint(ALARM, "  an alert waits: /ack once a person has looked")))?;
        }
        let who = if self.side == Speaker::Counsellor { "counsellor" } else { "client" };
        self.page.tell(format_args!("{} ", self.look.paint(DIM, format_args!("{who:>12} >"))))
    }
}
