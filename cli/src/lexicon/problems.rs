//! Draws the problems of lexicon files as rustc draws its own.

use std::borrow::Cow;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use changetalk::Problem;

use crate::look::Look;
use crate::wrap::Harmless;

/// All of them, and how many there are.
pub(crate) fn draw(problems: &[Problem], look: Look) -> String {
    let renderer = if look.colour { Renderer::styled() } else { Renderer::plain() }.term_width(look.width);
    // The files stay in their order, the problems of each stand in that of its lines.
    let file = |problem: &Problem| problems.iter().position(|other| other.file == problem.file);
    let mut sorted: Vec<&Problem> = problems.iter().collect();
    sorted.sort_by_cached_key(|problem| (file(problem), problem.span.start));
    let mut drawn: Vec<String> = sorted.into_iter().map(|problem| renderer.render(&[group(problem)])).collect();
    let count = match problems.len() {
        1 => "1 problem".to_owned(),
        many => format!("{many} problems"),
    };
    drawn.push(renderer.render(&[Group::with_title(Level::ERROR.primary_title(count))]));
    drawn.join("\n\n")
}

fn group(problem: &Problem) -> Group<'_> {
    let snippet =
        Snippet::source(shown(&problem.source)).line_start(1).path(Harmless(&problem.file).to_string()).annotation(annotation(problem));
    let mut group = Level::ERROR.primary_title(Harmless(&problem.message).to_string()).element(snippet);
    if let Some((file, line, remark)) = &problem.also {
        group =
            group.element(Level::NOTE.message(Harmless(remark).to_string())).element(Origin::path(Harmless(file).to_string()).line(*line));
    }
    if let Some(help) = &problem.help {
        group = group.element(Level::HELP.message(Harmless(help).to_string()));
    }
    group
}

/// The source without the control characters that the renderer sends as they are (C1). What stands for them is as long, so that every place stays.
fn shown(source: &str) -> Cow<'_, str> {
    let sent = |c| matches!(c, '\u{80}'..='\u{9f}');
    if source.contains(sent) { Cow::Owned(source.replace(sent, "\u{b7}")) } else { Cow::Borrowed(source) }
}

/// The text at fault, at most to the end of its line: a whole entry would bury the place.
fn annotation(problem: &Problem) -> Annotation<'static> {
    let length = problem.source.len();
    let start = problem.span.start.min(length);
    let end = problem.span.end.clamp(start, length);
    let first = problem.source.get(start..end).and_then(|text| text.lines().next()).unwrap_or_default();
    AnnotationKind::Primary.span(start..start + first.len())
}
