use super::Redactor;
use crate::code::Span;

/// What people write, and what is left of it.
const CASES: &[(&str, &str)] = &[
    ("Maria's sister came.", "[name]'s sister came."),
    ("maria@example.org or www.example.org/me, I'm @maria_b", "[email] or [link], I'm [handle]"),
    ("I was born on 12/03/1988.", "I was born on [date]."),
    ("Write to 1988-03-12, not 24/7", "Write to [date], not 24/7"),
    ("It was the 3rd of March, 2021.", "It was the [date]."),
    ("Ring +44 7700 900123 or (020) 7946 0018", "Ring +[number] or ([number]"),
    ("I live at 12 Oak Road, SW1A 1AA", "I live at [place], [postcode]"),
    ("José Álvarez said so", "[name] said so"),
    ("Call 555-0142 tonight", "Call [number] tonight"),
    ("In 2019 2020 2021 I was sober", "In 2019 2020 2021 I was sober"),
    ("1500-2000 calories, £40,000, 2.5 grams", "1500-2000 calories, £40,000, 2.5 grams"),
    ("zero seven seven double zero nine zero zero", "[number]"),
];

#[test]
fn takes_out_what_identifies() {
    for (text, expect) in CASES {
        assert_eq!(Redactor::english().redact(text).text(), *expect, "{text:?}");
    }
}

#[test]
fn all_numbers_go_where_asked() {
    let redactor = Redactor::english().all_numbers(true);
    assert_eq!(redactor.redact("20 a day at £11, 7 out of 10").text(), "[number] a day at £[number], [number] out of [number]");
}

#[test]
fn told_names_go() {
    let redactor = Redactor::english().with_names(["Zorblax Quint", "Will"]);
    for (text, expect) in [
        ("zorblax said hi to Quint", "[name] said hi to [name]"),
        ("I will tell Will", "I will tell [name]"),
        ("Zorblax Quint's car", "[name]'s car"),
    ] {
        assert_eq!(redactor.redact(text).text(), expect);
    }
}

#[test]
fn spans_follow_the_text() {
    let text = "Tell Maria Lopez that I quit";
    let redacted = Redactor::english().redact(text);
    assert_eq!(redacted.text(), "Tell [name] that I quit");
    for (span, expect) in [
        (Span::new(0, 4), "Tell"),
        (Span::new(0, 5), "Tell "),
        (Span::new(0, 6), "Tell [name]"),
        (Span::new(8, 9), "[name]"),
        (Span::new(16, 21), " that"),
        (Span::new(22, 28), "I quit"),
        (Span::new(5, 28), "[name] that I quit"),
    ] {
        assert_eq!(redacted.span(span).of(redacted.text()), expect, "{span:?}");
    }
}

/// Random texts of pieces that mean something to the rules, and of any characters.
#[test]
fn any_text_is_redacted_once_and_for_all() {
    let pieces = [
        "Maria",
        "maria",
        "Lopez",
        "my sister",
        "Dr.",
        "Grace",
        "said",
        "in",
        "London",
        "Oak",
        "Road",
        "Hospital",
        "3rd",
        "of",
        "March",
        "1988",
        "12/03/1988",
        "07700 900123",
        "555-",
        "12",
        "SW1A",
        "1AA",
        "a@b.org",
        "@me",
        "www.x.org",
        "'s",
        ".",
        ",",
        "\n",
        "-",
        "[name]",
        "[",
        "]",
        "[place]",
        "I",
        "born in",
        "my name is",
        "é",
        "\u{301}",
        "ß",
        "张伟",
        "👩‍👧",
        "'",
        "’",
        "(",
        ")",
        "+",
        "£",
        "/",
        "the",
        "May",
        "Bill",
        "Zxqv",
        "AA",
        "van",
        "x.com",
        "cigarettes",
        "double",
        "seven",
        "٣",
        "İ",
        "New",
        "York",
    ];
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    for all in [false, true] {
        let redactor = Redactor::english().all_numbers(all);
        for _ in 0..6000 {
            let mut text = String::new();
            for _ in 0..random(14) {
                text.push_str(pieces[random(pieces.len())]);
                if random(4) > 0 {
                    text.push(' ');
                }
            }
            let once = redactor.redact(&text);
            let twice = redactor.redact(once.text());
            assert_eq!(once.text(), twice.text(), "of {text:?}");
            for start in 0..=text.len() {
                let span = once.span(Span::new(start, text.len().min(start + random(9))));
                if text.is_char_boundary(start) {
                    assert!(once.text().is_char_boundary(span.start as usize), "{text:?} at {start}");
                }
                assert!(span.start <= span.end && span.end as usize <= once.text().len(), "{text:?} at {start}");
            }
        }
    }
}

#[test]
fn long_texts_take_no_longer_a_word() {
    let text = "Maria Oak 12 double in New 07700 - the 3rd of ".repeat(20_000);
    let redacted = Redactor::english().redact(&text);
    assert!(redacted.replacements().len() >= 20_000);
}
