//! What goes in and comes out of the mirror and the ruler, case by case.

use super::situation::Situation;
use crate::session::Session;
use crate::tagger::Tagger;

/// A clause and how it comes back; `""`: declined.
const CLAUSES: &[(&str, &str)] = &[
    ("I've been living with my sister since March.", "you've been living with your sister since March"),
    ("I was living with my sister back then.", "you were living with your sister back then"),
    ("Well, um, I-I really want to stop drinking.", "you really want to stop drinking"),
    ("im so tired of hiding it from my wife", "you're so tired of hiding it from your wife"),
    ("I can't see myself quitting before the summer.", "right now you can't see yourself quitting before the summer"),
    ("I should cut down on the beers.", "you feel you should cut down on the beers"),
    ("I need to get my act together.", "you feel you need to get your act together"),
    ("I don't have a problem with it.", "you feel you don't have a problem with it"),
    ("I can't shoplift any more.", "you can't shoplift any more"),
    ("I can't wait to be home again.", "you can't wait to be home again"),
    ("I wanted a family like you see on TV.", ""),
    ("I do, just a couple of minutes though.", ""),
    ("We argue about money all the time.", "you argue about money all the time"),
    ("I told you about the job before.", "you told me about the job before"),
    ("I want to be around for my kids, you know.", "you want to be around for your kids"),
    ("I know my wife was upset about it.", "you know your wife was upset about it"),
    // Not sure to be English, or not fit to be said.
    ("I'm a complete idiot about money.", ""),
    ("I want to quit I just can't do it on.", ""),
    ("I was like, I want to quit and that.", ""),
    ("I don't know what you want from me.", ""),
    ("I think we should talk about it.", ""),
    ("I went to the", ""),
    ("I said, \"I want my money back today.\"", ""),
    ("He never listens to anybody about it.", ""),
    ("I'm just making, you know, 'cause I hold things in.", "you hold things in"),
    ("I don't want to- I don't want to, I mean, I don't want to stop altogether.", "you don't want to stop altogether"),
    ("I mean, I just I want him to be safe.", "you want him to be safe"),
    ("Probably need to talk to my boss.", "you feel you probably need to talk to your boss"),
    ("No one wants to help me.", "no one wants to help you"),
    ("What I'd like is a quiet evening at home.", "what you'd like is a quiet evening at home"),
    ("The thought of quitting my job is pretty daunting.", "the thought of quitting your job is pretty daunting"),
    ("I'm not paying much attention to her.", "you're not paying much attention to her"),
    ("I don't think, at this point.", ""),
    ("I think probably the hardest person for me.", ""),
    ("I take my walks and just makes it dull.", ""),
    ("If I drank less, I'd sleep better at night.", ""),
];

/// What is wanted, and how it comes back as an infinitive and as an -ing form.
const ACTS: &[(&str, &str, &str)] = &[
    ("I really want to stop drinking.", "to stop drinking", "stopping drinking"),
    ("I'd like to quit smoking for my kids.", "to quit smoking for your kids", "quitting smoking for your kids"),
    ("I'm going to call the clinic on Monday.", "to call the clinic on Monday", "calling the clinic on Monday"),
    ("I'll definitely cut down on the wine.", "to cut down on the wine", "cutting down on the wine"),
    ("I don't want to stop drinking.", "", ""),
];

/// A counsellor's scale, the client's number, and what comes of it.
const NUMBERS: &[(&str, &str)] = &[
    ("Maybe a six.", "6"),
    ("6/10", "6"),
    ("I'd say seven out of ten, for now.", "7"),
    ("Somewhere between five and six.", "5 or 6"),
    ("Um, like a three or four?", "3 or 4"),
    ("6.5", "6 or 7"),
    ("I've smoked for six years.", ""),
    ("From one to ten, a two.", "2"),
];

fn last<T>(before: Option<&str>, text: &str, ask: impl Fn(&Situation<'_>) -> Option<T>) -> Option<T> {
    let mut session = Session::new(Tagger::english());
    if let Some(before) = before {
        session.counsellor(before);
    }
    session.client(text);
    Situation::of(&session).and_then(|situation| ask(&situation))
}

#[test]
fn clauses_are_turned_round_or_declined() {
    let given = |said: &str| last(None, said, |situation| situation.mirror().gist(&[])).map(|mirrored| mirrored.text).unwrap_or_default();
    let wrong: Vec<(&str, String)> = CLAUSES
        .iter()
        .map(|&(said, expected)| (said, expected, given(said)))
        .filter(|(_, expected, given)| expected != given)
        .map(|(said, _, given)| (said, given))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn acts_fit_their_slot() {
    for (said, infinitive, gerund) in ACTS {
        let first = |situation: &Situation<'_>| situation.tag.raw_findings().first().map_or(0, |finding| finding.first);
        let to = last(None, said, |situation| situation.mirror().infinitive_at(first(situation)));
        let doing = last(None, said, |situation| situation.mirror().gerund_at(first(situation)));
        assert_eq!((&*to.unwrap_or_default(), &*doing.unwrap_or_default()), (*infinitive, *gerund), "{said}");
    }
}

#[test]
fn numbers_are_read_off_a_scale() {
    for (said, expected) in NUMBERS {
        let before = Some("On a scale from 0 to 10, how important is that to you?");
        let rating = last(before, said, |situation| situation.rating.map(|rating| rating.to_string()));
        assert_eq!(rating.unwrap_or_default(), *expected, "{said}");
        let unasked = last(Some("How are things?"), said, |situation| situation.rating.map(|rating| rating.to_string()));
        assert_eq!(unasked, None, "{said}");
    }
}
