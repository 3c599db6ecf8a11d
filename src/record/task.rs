//! Task-list items that are actions: the words at an item's end that name its owner and its dates, and what looks like a
//! task and is none.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::Tag;

use super::reader::Reader;
use super::value::{At, Who, guess_date, parse_date};
use super::{Action, Dropped, Moved};
use crate::diagnostic::Diagnostic;
use crate::source::{Span, Text};

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

/// The first paragraph of a task-list item while it is read.
pub struct OpenTask {
    ticked: bool,
    start: usize,
    end: usize,
    code: Vec<Range<usize>>,
    words: Vec<(Range<usize>, String)>,
}

impl OpenTask {
    /// An item whose words begin after its box.
    pub fn new(ticked: bool, start: usize) -> Self {
        Self { ticked, start, end: start, code: Vec::new(), words: Vec::new() }
    }

    /// Adds words; those of code name nobody and no date.
    pub fn add(&mut self, range: Range<usize>, words: String, is_code: bool) {
        self.end = range.end;
        if is_code {
            self.code.push(range.clone());
        }
        self.words.push((range, words));
    }

    /// Adds a break between two lines.
    pub fn add_break(&mut self, range: Range<usize>) {
        self.words.push((range, " ".into()));
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
pub fn close(open: OpenTask, text: &Arc<Text>, reader: &mut Reader) -> Option<Task> {
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
            if action.owner.is_some() {
                reader.report(
                    Diagnostic::warning("task-unread", span, "a second owner, who is not read")
                        .expected("one owner, who answers for it")
                        .fix("leave one, and name the other in the words of the item"),
                );
            } else {
                action.owner = Some(At { value: Who::parse(who), span });
            }
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
        return None;
    }
    warn_of_unread(&words[..left], text, reader);
    Some(Task { action, ticked: open.ticked, span })
}

/// Warns of an owner or a date within an item's words: only those at its very end are read.
fn warn_of_unread(words: &[Word<'_>], text: &Arc<Text>, reader: &mut Reader) {
    let pairs = words.iter().zip(words.iter().skip(1));
    let date = pairs.into_iter().find(|(left, right)| {
        let field = left.1.trim_end_matches(':');
        let date = right.1.trim_end_matches(['.', ',', ';', ')']);
        ["due", "done", "moved", "dropped"].contains(&field) && parse_date(date).is_some()
    });
    let Some((left, right)) = date else { return };
    let span = Span::new(text, left.0.start..right.0.end);
    let message = format!("`{}` is not read: other words follow", span.content());
    reader.report(
        Diagnostic::warning("task-unread", span, message)
            .expected("the owner and the dates as the last words: `- [ ] What @who due 2026-03-20`")
            .fix("move it to the end of the item"),
    );
}

/// The lines of a block that were meant as a task, and are read as prose for want of a space.
pub fn lookalikes(tag: &Tag<'_>, text: &Text, range: &Range<usize>) -> Vec<Range<usize>> {
    if !matches!(tag, Tag::Paragraph | Tag::Item) {
        return Vec::new();
    }
    let mut at = range.start;
    let mut found = Vec::new();
    for (number, line) in text.content()[range.clone()].split_inclusive('\n').enumerate() {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        // An item begins with its mark; a line within a block with a mark and a space would be an item of its own.
        let is_first_of_item = number == 0 && matches!(tag, Tag::Item);
        let inside = line.trim_start().trim_start_matches(['-', '*', '+']);
        let is_marked = inside.len() < line.trim_start().len();
        if is_marked && (is_first_of_item || !inside.starts_with(' ')) && is_lookalike(inside) {
            found.push(start..start + line.trim().len());
        }
    }
    found
}

/// Whether the words after a list mark begin with a box that is not written as one.
fn is_lookalike(inside: &str) -> bool {
    let boxed = inside.trim_start().strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let Some((mark, _)) = boxed else { return false };
    let is_right = inside.starts_with(' ') && matches!(mark, " " | "x" | "X");
    matches!(mark.trim(), "" | "x" | "X") && !is_right
}

/// Warns of such a line.
pub fn warn_of_lookalike(text: &Arc<Text>, range: Range<usize>, reader: &mut Reader) {
    let message = "this looks like a task, and is read as words";
    reader.report(
        Diagnostic::warning("task-unread", Span::new(text, range), message)
            .expected("`- [ ] What is to be done @who due 2026-03-20`, or `- [x] … done 2026-03-18`")
            .fix("write `- [ ] `, with its three spaces"),
    );
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
