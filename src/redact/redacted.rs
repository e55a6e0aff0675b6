//! A text without what was taken out, and where everything has gone.

use serde::{Deserialize, Serialize};

use crate::code::Span;

/// What kind of thing was replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Identifying {
    /// A person's name.
    Name,
    /// A place, or an institution that is called by one.
    Place,
    /// A date.
    Date,
    /// A telephone, insurance, card or other long number.
    Number,
    /// A postcode.
    Postcode,
    /// An e-mail address.
    Email,
    /// A web address.
    Link,
    /// A name in a social network: `@maria`.
    Handle,
}

impl Identifying {
    /// All kinds.
    pub const ALL: [Identifying; 8] = [
        Identifying::Name,
        Identifying::Place,
        Identifying::Date,
        Identifying::Number,
        Identifying::Postcode,
        Identifying::Email,
        Identifying::Link,
        Identifying::Handle,
    ];

    /// What stands in its place, such as `[name]`.
    pub fn placeholder(self) -> &'static str {
        match self {
            Identifying::Name => "[name]",
            Identifying::Place => "[place]",
            Identifying::Date => "[date]",
            Identifying::Number => "[number]",
            Identifying::Postcode => "[postcode]",
            Identifying::Email => "[email]",
            Identifying::Link => "[link]",
            Identifying::Handle => "[handle]",
        }
    }
}

/// One replacement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// What was replaced.
    pub kind: Identifying,
    /// Where it stood in the original text.
    pub original: Span,
    /// Where the placeholder stands in the redacted text.
    pub redacted: Span,
}

/// A text with placeholders, and a map of positions from the original.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Redacted {
    text: String,
    replacements: Vec<Replacement>,
}

impl Redacted {
    /// `found` is in order and without overlap.
    pub(super) fn new(original: &str, found: &[(usize, usize, Identifying)]) -> Redacted {
        let mut redacted = Redacted { text: String::with_capacity(original.len()), replacements: Vec::with_capacity(found.len()) };
        let mut at = 0;
        for &(start, end, kind) in found {
            redacted.text.push_str(original.get(at..start).unwrap_or_default());
            let from = redacted.text.len();
            redacted.text.push_str(kind.placeholder());
            let (original, redacted_span) = (Span::new(start, end), Span::new(from, redacted.text.len()));
            redacted.replacements.push(Replacement { kind, original, redacted: redacted_span });
            at = end;
        }
        redacted.text.push_str(original.get(at..).unwrap_or_default());
        redacted
    }

    /// The text with placeholders.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text with placeholders, owned.
    pub fn into_text(self) -> String {
        self.text
    }

    /// What was replaced, in the order of the text.
    pub fn replacements(&self) -> &[Replacement] {
        &self.replacements
    }

    /// Where a span of the original text stands in the redacted one, in bytes. A span that touches a replacement covers the whole of it.
    ///
    /// ```
    /// use changetalk::{Redactor, Span};
    /// let text = "My sister Maria Lopez drinks too.";
    /// let redacted = Redactor::english().redact(text);
    /// assert_eq!(redacted.span(Span::new(16, 28)).of(redacted.text()), "[name] drinks");
    /// ```
    pub fn span(&self, span: Span) -> Span {
        let (start, end) = (self.start(span.start), self.end(span.end));
        Span { start, end: end.max(start) }
    }

    /// Where a position of the redacted text outside its placeholders stood in the original.
    pub(super) fn back(&self, at: usize) -> usize {
        let before = self.replacements.partition_point(|replacement| replacement.redacted.end as usize <= at);
        match before.checked_sub(1).and_then(|last| self.replacements.get(last)) {
            Some(last) => last.original.end as usize + (at - last.redacted.end as usize),
            None => at,
        }
    }

    fn start(&self, at: u32) -> u32 {
        let after = self.replacements.partition_point(|replacement| replacement.original.start <= at);
        match after.checked_sub(1).and_then(|last| self.replacements.get(last)) {
            Some(last) if at < last.original.end => last.redacted.start,
            Some(last) => last.redacted.end.saturating_add(at - last.original.end),
            None => at,
        }
    }

    fn end(&self, at: u32) -> u32 {
        let after = self.replacements.partition_point(|replacement| replacement.original.start < at);
        match after.checked_sub(1).and_then(|last| self.replacements.get(last)) {
            Some(last) if at <= last.original.end => last.redacted.end,
            Some(last) => last.redacted.end.saturating_add(at - last.original.end),
            None => at,
        }
    }
}
