//! Markdown records: front matter, the first heading, links, and task-list items that are actions.
//!
//! The body is only scanned here; pages render it. Offsets are those of the source, so that every finding has its place.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::entry::Link;
use super::reader::Reader;
use super::value::{At, What, Who, guess_date, parse_date};
use super::{Action, Dropped, Moved};
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

/// A task-list item that is an action.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    /// The action that it states.
    pub action: Action,
    /// Whether its box is ticked.
    pub ticked: bool,
    /// The item's first paragraph.
    pub span: Span,
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

/// The first paragraph of a task-list item while it is read.
struct OpenTask {
    ticked: bool,
    start: usize,
    end: usize,
    code: Vec<Range<usize>>,
    words: Vec<(Range<usize>, String)>,
}

/// Reads a body once. Problems go to the reader.
pub fn scan(text: &Arc<Text>, body: Range<usize>, reader: &mut Reader) -> Scan {
    let mut scan = Scan::default();
    let source = &text.content()[body.clone()];
    let mut depth = 0_usize;
    let mut heading: Option<String> = None;
    let mut task: Option<OpenTask> = None;
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
                let is_block =
                    matches!(tag, Tag::List(_) | Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::Item);
                if is_block && let Some(open) = task.take() {
                    close_task(open, text, reader, &mut scan);
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
                    close_task(open, text, reader, &mut scan);
                }
                if matches!(tag, TagEnd::Heading(_))
                    && let Some(words) = heading.take()
                {
                    scan.heading = Some(words);
                }
            }
            Event::TaskListMarker(ticked) => {
                task = Some(OpenTask {
                    ticked: *ticked,
                    start: range.end,
                    end: range.end,
                    code: Vec::new(),
                    words: Vec::new(),
                });
            }
            Event::Text(words) | Event::Code(words) => {
                // Written as an entity, such as `&#27;`, it is in no source.
                if unreadable.is_none() && words.contains(is_unreadable) {
                    unreadable = Some(range.clone());
                }
                scan.has_words |= heading.is_none() && !words.trim().is_empty();
                if let Some(open) = &mut task {
                    open.end = range.end;
                    open.words.push((range.clone(), words.to_string()));
                    if matches!(event, Event::Code(_)) {
                        open.code.push(range.clone());
                    }
                }
                if let Some(heading) = &mut heading {
                    heading.push_str(words);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(open) = &mut task {
                    open.words.push((range.clone(), " ".into()));
                }
            }
            Event::Html(_) => scan.has_words = true,
            Event::InlineHtml(words) => {
                // It is shown as text, so it is text.
                scan.has_words |= heading.is_none();
                if let Some(open) = &mut task {
                    open.end = range.end;
                    open.words.push((range.clone(), words.to_string()));
                }
                if let Some(heading) = &mut heading {
                    heading.push_str(words);
                }
            }
            _ => {}
        }
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

/// A word of the item, with its range in the file.
type Word<'a> = (Range<usize>, &'a str);

/// Splits source into words, code left out (a word of code is never one of ours).
fn words_of<'a>(text: &'a Text, open: &OpenTask) -> Vec<Word<'a>> {
    let source = &text.content()[open.start..open.end];
    let mut words = Vec::new();
    let mut at = open.start;
    for piece in source.split(char::is_whitespace) {
        let range = at..at + piece.len();
        at = range.end + text.content()[range.end..].chars().next().map_or(0, char::len_utf8);
        if !piece.is_empty() {
            let is_code = open.code.iter().any(|code| code.start < range.end && range.start < code.end);
            words.push((range, if is_code { "`" } else { piece }));
        }
    }
    words
}

/// Reads the run of known words at the end of an item, from the back.
fn close_task(open: OpenTask, text: &Arc<Text>, reader: &mut Reader, scan: &mut Scan) {
    let words = words_of(text, &open);
    let mut action = empty_action(text, &open);
    let mut left = words.len();
    let mut agreed: Option<At<Who>> = None;
    while left > 0 {
        let (range, word) = &words[left - 1];
        let span = Span::new(text, range.clone());
        let before = left.checked_sub(2).map(|at| words[at].1.trim_end_matches(':'));
        let plain = word.trim_end_matches(['.', ',', ';']);
        if let (Some("agreed"), Some(who)) = (before, plain.strip_prefix('@')) {
            agreed = Some(At { value: Who::parse(who), span });
            left -= 2;
        } else if let Some(who) = plain.strip_prefix('@').filter(|who| !who.is_empty()) {
            action.owner = action.owner.take().or(Some(At { value: Who::parse(who), span }));
            left -= 1;
        } else if let Some(field @ ("due" | "done" | "moved" | "dropped")) = before {
            let Some(value) = parse_date(plain) else {
                let follows_somebody = left.checked_sub(3).is_some_and(|at| words[at].1.starts_with('@'));
                if follows_somebody || plain.starts_with(|c: char| c.is_ascii_digit()) {
                    let message = format!("`{field}` is not a date: {plain}");
                    let fix = guess_date(plain).map(|date| format!("write `{date}`"));
                    reader.report(
                        Diagnostic::error("bad-date", span, message)
                            .expected("a date, year-month-day, such as 2026-03-20")
                            .maybe_fix(fix),
                    );
                    left -= 2;
                    continue;
                }
                break;
            };
            set_date(&mut action, field, At { value, span }, &mut agreed);
            left -= 2;
        } else {
            break;
        }
    }
    let end = left.checked_sub(1).map_or(open.start, |at| words[at].0.end);
    action.what.value = plain_words(&open.words, end);
    action.moved.reverse();
    let start = words.first().map_or(open.start, |word| word.0.start);
    let span = Span::new(text, start..open.end);
    action.what.span = Span::new(text, start..end);
    if action.what.value.is_empty() {
        reader.report(
            Diagnostic::error("empty-text", span, "this task says nothing")
                .expected("what is to be done")
                .fix("write what is to be done, or delete the item"),
        );
        return;
    }
    scan.tasks.push(Task { action, ticked: open.ticked, span });
}

fn empty_action(text: &Arc<Text>, open: &OpenTask) -> Action {
    Action {
        what: At { value: String::new(), span: Span::new(text, open.start..open.end) },
        owner: None,
        due: None,
        done: None,
        dropped: None,
        moved: Vec::new(),
        serves: Vec::new(),
        internal: None,
    }
}

fn set_date(action: &mut Action, field: &str, at: At<chrono::NaiveDate>, agreed: &mut Option<At<Who>>) {
    match field {
        "due" => action.due = Some(at),
        "done" => action.done = Some(at),
        "moved" => {
            let span = at.span.clone();
            let moved = Moved { on: None, to: at, agreed_with: agreed.take() };
            action.moved.push(At { value: moved, span });
        }
        _ => {
            let span = at.span.clone();
            let why = At { value: "not said".to_owned(), span: span.clone() };
            action.dropped = Some(At { value: Dropped { on: at, why }, span });
        }
    }
}

/// The words that stand before a place, as a reader sees them.
fn plain_words(words: &[(Range<usize>, String)], end: usize) -> String {
    let mut plain = String::new();
    for (range, piece) in words {
        if range.end <= end {
            plain.push_str(piece);
        } else if range.start < end {
            let keep = piece.floor_char_boundary(end - range.start);
            plain.push_str(&piece[..keep]);
        }
    }
    plain.trim().to_owned()
}
