//! Markdown records: front matter, the first heading, links, and task-list items that are actions.
//!
//! The body is only scanned here; pages render it. Offsets are those of the source, so that every finding has its place.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::entry::Link;
use super::reader::Reader;
use super::task::{self, OpenTask, Task};
use super::value::{At, What};
use crate::diagnostic::Diagnostic;
use crate::source::{Span, Text, is_unreadable};

/// How deep quotes and lists may be nested.
const DEEPEST: usize = 32;

/// The dialect of bodies: CommonMark with tables, task lists, footnotes, strikethrough and `[[record]]` links.
#[must_use]
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_WIKILINKS
}

/// Where the parts of a Markdown file are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontMatter {
    /// The opening line, or the empty start of the file.
    pub header: Range<usize>,
    /// The TOML, without its fences.
    pub toml: Range<usize>,
    /// The Markdown.
    pub body: Range<usize>,
}

/// Finds the front matter of a file.
///
/// # Errors
/// When it is opened and never closed, or is YAML: the place, what is wrong, and the fix.
pub fn front_matter(content: &str) -> Result<FrontMatter, (Range<usize>, &'static str, &'static str)> {
    let start = if content.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = lines(content, start);
    let first = lines.next().unwrap_or(start..start);
    match content[first.clone()].trim_end() {
        "+++" => {
            let toml_start = next_line(content, first.end);
            for line in lines {
                if content[line.clone()].trim_end() == "+++" {
                    let body = next_line(content, line.end)..content.len();
                    return Ok(FrontMatter { header: first, toml: toml_start..line.start, body });
                }
            }
            Err((first, "the front matter is never closed", "add a line `+++` where the text begins"))
        }
        "---" => Err((
            first,
            "the front matter is not TOML",
            "put it between two lines `+++`, and write `name = value`",
        )),
        _ => Ok(FrontMatter { header: start..start, toml: start..start, body: start..content.len() }),
    }
}

/// The ranges of lines, without their line breaks.
fn lines(content: &str, from: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = Some(from);
    std::iter::from_fn(move || {
        let start = at?;
        let end = content[start..].find('\n').map_or(content.len(), |length| start + length);
        at = (end < content.len()).then_some(end + 1);
        Some(start..end)
    })
}

fn next_line(content: &str, line_end: usize) -> usize {
    (line_end + 1).min(content.len())
}

/// What a scan of a body finds.
#[derive(Debug, Default)]
pub struct Scan {
    /// The text of the heading that the body begins with.
    pub heading: Option<String>,
    /// Links and images, in order.
    pub links: Vec<Link>,
    /// Task-list items, in order.
    pub tasks: Vec<Task>,
    /// Whether there is anything to read.
    pub has_words: bool,
}

/// Reads a body once. Problems go to the reader.
pub fn scan(text: &Arc<Text>, body: Range<usize>, reader: &mut Reader) -> Scan {
    let mut scan = Scan::default();
    let source = &text.content()[body.clone()];
    let mut depth = 0_usize;
    let mut heading: Option<String> = None;
    let mut task: Option<OpenTask> = None;
    let mut lookalikes: BTreeMap<usize, Range<usize>> = BTreeMap::new();
    let mut unreadable = source.find(is_unreadable).map(|at| at + body.start..at + body.start + 1);
    for (event, range) in Parser::new_ext(source, options()).into_offset_iter() {
        let range = range.start + body.start..range.end + body.start;
        let span = || Span::new(text, range.clone());
        match &event {
            Event::Start(tag) => {
                depth += 1;
                if depth > DEEPEST {
                    let message = format!("quotes and lists are nested more than {DEEPEST} deep");
                    let first = Span::new(text, range.start..range.start);
                    reader.report(
                        Diagnostic::error("nested-too-deep", first, message)
                            .expected("text that a person can follow")
                            .fix("keep what matters, with fewer `>` or fewer indents"),
                    );
                    scan.has_words = true;
                    return scan;
                }
                note_link(tag, &span(), &mut scan);
                lookalikes
                    .extend(task::lookalikes(tag, text, &range).into_iter().map(|line| (line.start, line)));
                let is_block =
                    matches!(tag, Tag::List(_) | Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::Item);
                if is_block && let Some(open) = task.take() {
                    scan.tasks.extend(task::close(open, text, reader));
                }
                if matches!(tag, Tag::Heading { level: HeadingLevel::H1, .. })
                    && !scan.has_words
                    && scan.heading.is_none()
                {
                    heading = Some(String::new());
                }
            }
            Event::End(tag) => {
                depth -= 1;
                if matches!(tag, TagEnd::Item | TagEnd::Paragraph)
                    && let Some(open) = task.take()
                {
                    scan.tasks.extend(task::close(open, text, reader));
                }
                if matches!(tag, TagEnd::Heading(_))
                    && let Some(words) = heading.take()
                {
                    scan.heading = Some(words);
                }
            }
            Event::TaskListMarker(ticked) => {
                task = Some(OpenTask::new(*ticked, range.end));
            }
            Event::Text(words) | Event::Code(words) => {
                // Written as an entity, such as `&#27;`, it is in no source.
                if unreadable.is_none() && words.contains(is_unreadable) {
                    unreadable = Some(range.clone());
                }
                scan.has_words |= heading.is_none() && !words.trim().is_empty();
                if let Some(open) = &mut task {
                    open.add(range.clone(), words.to_string(), matches!(event, Event::Code(_)));
                }
                if let Some(heading) = &mut heading {
                    heading.push_str(words);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(open) = &mut task {
                    open.add_break(range.clone());
                }
            }
            Event::Html(_) => scan.has_words = true,
            Event::InlineHtml(words) => {
                // It is shown as text, so it is text.
                scan.has_words |= heading.is_none();
                if let Some(open) = &mut task {
                    open.add(range.clone(), words.to_string(), false);
                }
                if let Some(heading) = &mut heading {
                    heading.push_str(words);
                }
            }
            _ => {}
        }
    }
    for line in lookalikes.into_values() {
        task::warn_of_lookalike(text, line, reader);
    }
    if let Some(range) = unreadable {
        let span = Span::new(text, range);
        reader.report(
            Diagnostic::error("not-text", span, "this text holds a control character")
                .expected("text that can be read")
                .fix("delete it"),
        );
    }
    scan
}

fn note_link(tag: &Tag<'_>, span: &Span, scan: &mut Scan) {
    match tag {
        Tag::Link { link_type: LinkType::WikiLink { .. }, dest_url, .. } => {
            scan.links.push(match What::parse(dest_url) {
                Ok(what) => Link::Record(At { value: what, span: span.clone() }),
                Err((problem, _)) => Link::Unreadable(At { value: problem, span: span.clone() }),
            });
        }
        Tag::Link { link_type: LinkType::Email, dest_url, .. } => {
            let address = format!("mailto:{dest_url}");
            scan.links.push(Link::Address(At { value: address, span: span.clone() }));
        }
        Tag::Link { dest_url, .. } => {
            scan.links.push(Link::Address(At { value: dest_url.to_string(), span: span.clone() }));
        }
        Tag::Image { dest_url, .. } => {
            scan.links.push(Link::Image(At { value: dest_url.to_string(), span: span.clone() }));
        }
        _ => {}
    }
}
