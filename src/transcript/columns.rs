use super::error::{Error, Kind, Wanted};
use super::names::{self, plain};
use super::nearest::nearest;

/// Which columns (or JSON keys) hold what. Those not named are found by their common names.
///
/// ```
/// use changetalk::transcript::{Columns, Reader};
/// let file = "Nr;Wer;Aussage;Kode\n1;client;I could try;ct\n";
/// let columns = Columns::new().session("Nr").speaker("Wer").text("Aussage").extra("Kode");
/// let turn = Reader::options().columns(columns).open(file.as_bytes())?.next().unwrap()?;
/// assert_eq!((&*turn.text, &*turn.extra[0]), ("I could try", "ct"));
/// # Ok::<(), changetalk::transcript::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Columns {
    session: Option<String>,
    speaker: Option<String>,
    text: Option<String>,
    context: Option<String>,
    extra: Vec<String>,
}

/// Where they are.
#[derive(Clone, Debug)]
pub(super) struct Places {
    pub(super) session: Option<usize>,
    pub(super) weak_session: Option<usize>,
    pub(super) speaker: Option<usize>,
    pub(super) text: usize,
    pub(super) context: Option<usize>,
    pub(super) start: Option<usize>,
    pub(super) end: Option<usize>,
    pub(super) extra: Vec<Option<usize>>,
}

impl Columns {
    /// All found by their common names.
    #[must_use]
    pub fn new() -> Columns {
        Columns::default()
    }

    /// The column of the session's id.
    #[must_use]
    pub fn session(mut self, name: impl Into<String>) -> Columns {
        self.session = Some(name.into());
        self
    }

    /// The column that says who speaks.
    #[must_use]
    pub fn speaker(mut self, name: impl Into<String>) -> Columns {
        self.speaker = Some(name.into());
        self
    }

    /// The column of the words.
    #[must_use]
    pub fn text(mut self, name: impl Into<String>) -> Columns {
        self.text = Some(name.into());
        self
    }

    /// The column of the counsellor's turn before the row's own. Where a row of the client has one, it comes out as a turn of its own.
    #[must_use]
    pub fn context(mut self, name: impl Into<String>) -> Columns {
        self.context = Some(name.into());
        self
    }

    /// A further column, such as a coder's label. Its values stand in [`Turn::extra`](super::Turn::extra), in the order of these calls.
    #[must_use]
    pub fn extra(mut self, name: impl Into<String>) -> Columns {
        self.extra.push(name.into());
        self
    }

    /// The first extra column, if any was asked for.
    pub(super) fn first_extra(&self) -> Option<&str> {
        self.extra.first().map(String::as_str)
    }

    /// True if a first line of these fields is a header: it holds the words' column, or two known ones.
    pub(super) fn match_header<'a>(&self, fields: impl Iterator<Item = &'a str> + Clone) -> bool {
        let names: Vec<&str> = fields.map(unquoted).collect();
        let roles = [
            self.find(&names, &self.text, names::TEXT),
            self.find(&names, &self.session, names::SESSION),
            self.find(&names, &self.speaker, names::SPEAKER),
        ];
        roles[0].is_some() || roles.iter().flatten().count() > 1 || (names.len() > 1 && roles.iter().any(Option::is_some))
    }

    /// True if one of these fields is the words' column.
    pub(super) fn has_text<'a>(&self, fields: impl Iterator<Item = &'a str>) -> bool {
        let names: Vec<&str> = fields.map(unquoted).collect();
        self.find(&names, &self.text, names::TEXT).is_some()
    }

    /// Finds the columns among `names`, which stand in this line. With `strict`, all that were named must be there; the words must in any
    /// case.
    pub(super) fn locate(&self, names: &[&str], line: u64, strict: bool) -> Result<Places, Error> {
        let missing = |wanted: &str| {
            let found = names.iter().map(|name| name.trim().to_owned()).collect();
            let nearest = nearest(names, &[wanted]).map(|name| name.trim().to_owned());
            Error::new(Kind::NoColumn { line, wanted: Wanted::Named(wanted.to_owned()), found, nearest })
        };
        let place = |own: &Option<String>, common: &[&str]| match (self.find(names, own, common), own) {
            (None, Some(wanted)) if strict => Err(missing(wanted)),
            (found, _) => Ok(found),
        };
        let text = place(&self.text, names::TEXT)?.ok_or_else(|| match &self.text {
            Some(wanted) => missing(wanted),
            None => Error::new(Kind::NoColumn {
                line,
                wanted: Wanted::Text,
                found: names.iter().map(|name| name.trim().to_owned()).collect(),
                nearest: nearest(names, names::TEXT).map(|name| name.trim().to_owned()),
            }),
        })?;
        // A column holds one thing: what was named first, then the words, are not taken for something else by their common name.
        let common = |own: &Option<String>, common: &[&str]| Ok::<_, Error>(place(own, common)?.filter(|&at| own.is_some() || at != text));
        let session = common(&self.session, names::SESSION)?;
        let speaker = common(&self.speaker, names::SPEAKER)?;
        Ok(Places {
            session,
            weak_session: if session.is_none() { self.find(names, &None, names::WEAK_SESSION) } else { None },
            speaker,
            text,
            context: common(&self.context, names::CONTEXT)?,
            start: self.find(names, &None, names::START),
            end: self.find(names, &None, names::END),
            extra: self.extra.iter().map(|name| place(&Some(name.clone()), &[])).collect::<Result<_, _>>()?,
        })
    }

    /// The column that the caller named, or the first common one.
    fn find(&self, names: &[&str], own: &Option<String>, common: &[&str]) -> Option<usize> {
        match own {
            Some(own) => {
                let exact = names.iter().position(|name| name.trim() == own.trim());
                exact.or_else(|| names.iter().position(|name| plain(name) == plain(own)))
            }
            None => {
                let plain: Vec<String> = names.iter().map(|name| self::plain(name)).collect();
                common.iter().find_map(|wanted| plain.iter().position(|name| name == wanted))
            }
        }
    }
}

fn unquoted(field: &str) -> &str {
    field.trim().trim_matches('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_columns() {
        let annomi = ["transcript_id", "interlocutor", "utterance_text", "client_talk_type"];
        let places = Columns::new().extra("Client talk type").locate(&annomi, 1, true).unwrap();
        assert_eq!((places.session, places.speaker, places.text, &places.extra[..]), (Some(0), Some(1), 2, &[Some(3)][..]));

        let places = Columns::new().locate(&["ID", "Client Text", "therapist_context"], 1, true).unwrap();
        assert_eq!((places.session, places.weak_session, places.text, places.context), (None, Some(0), 1, Some(2)));

        let places = Columns::new().text("who").locate(&["who", "text"], 1, true).unwrap();
        assert_eq!((places.speaker, places.text), (None, 0));

        let error = Columns::new().extra("lable").locate(&["text", "label"], 1, true).unwrap_err();
        assert_eq!(error.to_string(), "line 1: no column is called `lable`; found `text`, `label`: is it `label`?");
    }
}
