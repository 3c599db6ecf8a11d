//! Diagnostics for a terminal: severity, code, place, the source line with the span underlined, expected, fix.

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Severity};
use crate::source::{Span, visible};

/// Whether to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// With ANSI colours.
    Coloured,
    /// Plain text.
    Plain,
}

/// One finding as a paragraph, with a final line break.
#[must_use]
pub fn to_terminal(diagnostic: &Diagnostic, paint: Paint) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::INFO.with_name("advice"),
    };
    let mut group = Group::with_title(level.primary_title(visible(&diagnostic.message)).id(diagnostic.code))
        .elements(place(&diagnostic.span, AnnotationKind::Primary, None));
    for (span, why) in &diagnostic.related {
        group = group.elements(place(span, AnnotationKind::Context, Some(why)));
    }
    if let Some(expected) = &diagnostic.expected {
        group = group.element(Level::NOTE.with_name("expected").message(visible(expected)));
    }
    if let Some(fix) = &diagnostic.fix {
        group = group.element(Level::HELP.with_name("fix").message(visible(fix)));
    }
    renderer(paint).render(&[group]) + "\n"
}

/// The renderer; it trims long lines around the span, to the same width everywhere.
pub(super) fn renderer(paint: Paint) -> Renderer {
    match paint {
        Paint::Coloured => Renderer::styled(),
        Paint::Plain => Renderer::plain(),
    }
}

/// A longer line is not shown: nobody reads it there, and to lay it out takes long.
const LONGEST: usize = 8 * 1024;

/// A place with its line, or alone where there is no line to show.
fn place<'a>(span: &'a Span, kind: AnnotationKind, label: Option<&'a str>) -> [Element<'a>; 1] {
    let position = span.position();
    let range = span.range();
    if span.text().content().is_empty() || span.text().lines_around(range.start..range.start).len() > LONGEST
    {
        let origin = Origin::path(visible(span.path().as_str()));
        return [origin.line(position.line as usize).char_column(position.column as usize).into()];
    }
    [snippet(span, kind, label).into()]
}

/// Only the lines that the span touches are handed over: the renderer's cost grows with the text.
fn snippet<'a>(
    span: &'a Span,
    kind: AnnotationKind,
    label: Option<&'a str>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = span.text();
    let first_line = span.content().find(['\r', '\n']).map_or(span.range().end, |at| span.range().start + at);
    let shown = text.lines_around(span.range().start..first_line);
    let start = span.range().start.clamp(shown.start, shown.end);
    let end = first_line.clamp(start, shown.end);
    // The renderer shows the control characters of ASCII; those of Latin-1, as long as `·`, it does not know.
    let source = text.content()[shown.clone()].replace(|sign| ('\u{80}'..='\u{9f}').contains(&sign), "·");
    Snippet::source(source)
        .line_start(span.line() as usize)
        .path(visible(text.path().as_str()))
        .annotation(kind.span(start - shown.start..end - shown.start).label(label))
}
