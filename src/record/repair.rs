//! TOML that cannot be read, statement by statement: what is wrong is reported in its place and blanked, so that it never
//! hides the rest of its file. Offsets stay those of the source. Nothing here knows what a record is.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::de::DeTable;

use super::value::{either_date, guess_date};
use crate::diagnostic::Diagnostic;

use super::reader::Reader;

/// After this many faults the rest of a file is not looked at: it is no TOML at all.
pub const MOST: usize = 50;

/// The longest statement that is looked for, in lines.
const LONGEST: usize = 200;

/// A fault before its place is known to the reader.
struct Fault {
    range: Range<usize>,
    code: &'static str,
    message: String,
    expected: &'static str,
    fix: Option<String>,
}

/// What is left of a text.
struct Repair<'a> {
    content: &'a str,
    lines: Vec<Range<usize>>,
    faults: Vec<Fault>,
    /// What is blanked: statements, or whole tables.
    lost: Vec<Range<usize>>,
    /// Headers that cannot be read, with the names in them.
    headers: Vec<(Range<usize>, String)>,
}

/// Blanks what is no TOML and reports it. A text without faults comes back as it is. `is_listed` tells of which names
/// there can be several tables in a file, so that they need two pairs of brackets.
pub fn repair<'a>(content: &'a str, is_listed: fn(&str) -> bool, reader: &mut Reader) -> Cow<'a, str> {
    if faults_of(content).next().is_none() && !has_mixed_forms(content) {
        return Cow::Borrowed(content);
    }
    let mut repair =
        Repair { content, lines: lines(content), faults: Vec::new(), lost: Vec::new(), headers: Vec::new() };
    let blocks = repair.blocks();
    let wrong = repair.wrong_forms(&blocks, is_listed);
    for block in blocks {
        if wrong.contains(&block.start) {
            repair.wrong_form(&block);
        }
        if repair.faults.len() >= MOST {
            let rest = repair.lines[block.start].start..content.len();
            repair.headers.push((rest.clone(), String::new()));
            repair.lost.push(rest);
            break;
        }
        if faults_of(&content[repair.bytes(&block)]).next().is_some() {
            repair.block(block);
        }
    }
    for fault in repair.faults {
        let mut problem = Diagnostic::error(fault.code, reader.span(fault.range), fault.message);
        problem = problem.expected(fault.expected).maybe_fix(fault.fix);
        reader.report(problem);
    }
    for range in &repair.lost {
        reader.lose(range.clone());
    }
    for (range, name) in repair.headers {
        reader.lose_table(range, name);
    }
    Cow::Owned(blank(content, &repair.lost))
}

/// The errors of a text, but for days that are on no calendar: they disturb nothing, and their field reports them.
fn faults_of(content: &str) -> impl Iterator<Item = (Range<usize>, String)> + '_ {
    let (_, errors) = DeTable::parse_recoverable(content);
    let faults = errors.into_iter().map(|error| (error.span().unwrap_or(0..0), error.message().to_owned()));
    faults.filter(|(range, message)| {
        let end = range.end.min(content.len());
        !looks_like_date(&content[range.start.min(end)..]) && message != "duplicate key"
    })
}

/// Whether a name heads both single tables and tables of which there can be several, so that one form hides the other.
fn has_mixed_forms(content: &str) -> bool {
    let (_, errors) = DeTable::parse_recoverable(content);
    let at_header = |at: usize| {
        let start = content[..at.min(content.len())].rfind('\n').map_or(0, |end| end + 1);
        content[start..].trim_start().starts_with('[')
    };
    errors.iter().any(|error| {
        error.message() == "duplicate key" && error.span().is_some_and(|span| at_header(span.start))
    })
}

/// Whether digits and hyphens begin as a date does.
pub fn looks_like_date(content: &str) -> bool {
    let head = content.as_bytes();
    head.len() >= 8 && head[..4].iter().all(u8::is_ascii_digit) && head[4] == b'-'
}

/// The lines, with their breaks.
fn lines(content: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let line = |line: &str| {
        let start = at;
        at += line.len();
        start..at
    };
    content.split_inclusive('\n').map(line).collect()
}

fn blank(content: &str, lost: &[Range<usize>]) -> String {
    let mut bytes = content.as_bytes().to_vec();
    for range in lost {
        for byte in &mut bytes[range.clone()] {
            if !matches!(byte, b'\n' | b'\r') {
                *byte = b' ';
            }
        }
        // A carriage return alone is no line break in TOML.
        for at in range.clone() {
            if bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n') {
                bytes[at] = b' ';
            }
        }
    }
    // Only whole lines are blanked, so what is left is still text.
    String::from_utf8(bytes).unwrap_or_default()
}

/// The name in a line that is a table's header, or was meant as one.
fn header_name(line: &str) -> Option<&str> {
    let inner = line.trim().strip_prefix('[')?;
    let inner = inner.strip_prefix('[').unwrap_or(inner);
    let end = inner.find([']', '#']).unwrap_or(inner.len());
    let name = inner[..end].trim();
    let rest = inner[end..].trim_start_matches([']', ' ']).trim();
    let is_name = name.starts_with(char::is_alphabetic)
        && name.chars().all(|letter| letter.is_alphanumeric() || "_-. ".contains(letter));
    (is_name && (rest.is_empty() || rest.starts_with('#'))).then_some(name)
}

/// The key of a line that begins a statement.
fn key_of(line: &str) -> Option<&str> {
    let (key, _) = line.split_once('=')?;
    let key = key.trim();
    let is_key =
        !key.is_empty() && key.chars().all(|letter| letter.is_alphanumeric() || "_-.\"".contains(letter));
    is_key.then_some(key)
}

impl Repair<'_> {
    fn bytes(&self, lines: &Range<usize>) -> Range<usize> {
        let start = self.lines.get(lines.start).map_or(self.content.len(), |line| line.start);
        lines.end.checked_sub(1).map_or(start..start, |last| start..self.lines[last].end.max(start))
    }

    fn text(&self, line: usize) -> &str {
        &self.content[self.lines[line].clone()]
    }

    /// The lines of each table, its header first; what stands before the first header is a block as well.
    fn blocks(&self) -> Vec<Range<usize>> {
        let mut blocks = Vec::new();
        let mut start = 0;
        let mut line = 0;
        while line < self.lines.len() {
            if let Some(end) = self.end_of_prose(line) {
                line = end + 1;
                continue;
            }
            if header_name(self.text(line)).is_some() && line > start {
                blocks.push(start..line);
                start = line;
            }
            line += 1;
        }
        blocks.push(start..self.lines.len());
        blocks
    }

    /// The last line of a text of several lines that begins here and is closed.
    fn end_of_prose(&self, line: usize) -> Option<usize> {
        let opener = |text: &str, mark: &str| text.matches(mark).count() % 2 == 1;
        let mark = ["\"\"\"", "'''"].into_iter().find(|mark| opener(self.text(line), mark))?;
        let last = self.lines.len().min(line + LONGEST);
        (line + 1..last).find(|line| self.text(*line).contains(mark))
    }

    /// The first lines of the tables in the wrong form: `[name]` where there can be several; else the rarer form of their
    /// name in this file.
    fn wrong_forms(&self, blocks: &[Range<usize>], is_listed: fn(&str) -> bool) -> BTreeSet<usize> {
        let mut forms: BTreeMap<&str, [Vec<usize>; 2]> = BTreeMap::new();
        for block in blocks.iter().filter(|block| !block.is_empty()) {
            let line = self.text(block.start);
            if let Some(name) = header_name(line).filter(|name| !name.contains('.')) {
                forms.entry(name).or_default()[usize::from(line.trim_start().starts_with("[["))]
                    .push(block.start);
            }
        }
        let wrong = forms.into_iter().flat_map(|(name, [single, many])| match (single.len(), many.len()) {
            (_, 0) | (0, _) if !(is_listed(name) && single.len() > 1) => Vec::new(),
            (singles, manys) if is_listed(name) || manys >= singles => single,
            _ => many,
        });
        wrong.collect()
    }

    /// Reports a table in the wrong form.
    fn wrong_form(&mut self, block: &Range<usize>) {
        let whole = self.bytes(block);
        let line = self.text(block.start);
        let name = header_name(line).unwrap_or_default().to_owned();
        let right =
            if line.trim_start().starts_with("[[") { format!("[{name}]") } else { format!("[[{name}]]") };
        let start = whole.start + indent(line);
        self.faults.push(Fault {
            range: start..start + line.trim().len(),
            code: "wrong-type",
            message: format!("`{name}` is written in the wrong form, and there are several in this file"),
            expected: "one form for all tables of a kind",
            fix: Some(format!("write `{right}`")),
        });
        self.lost.push(whole.clone());
        self.headers.push((whole, name));
    }

    /// Finds what is wrong in one table.
    fn block(&mut self, block: Range<usize>) {
        let mut line = block.start;
        let name = header_name(self.text(line)).map(str::to_owned);
        let header = self.lines[line].clone();
        let is_bad_header = name.is_some() && faults_of(&self.content[header.clone()]).next().is_some();
        if name.is_some() {
            line += 1;
        }
        if let Some(name) = name.filter(|_| is_bad_header) {
            let line = &self.content[header.clone()];
            let place = header.start + indent(line);
            let right =
                if line.trim_start().starts_with("[[") { format!("[[{name}]]") } else { format!("[{name}]") };
            self.faults.push(Fault {
                range: place..header.start + self.content[header].trim_end().len(),
                code: "toml-syntax",
                message: "this table's header is not closed".into(),
                expected: "two pairs of brackets, `[[note]]`, or one, `[account]`",
                fix: Some(format!("write `{right}`")),
            });
            let whole = self.bytes(&block);
            self.lost.push(whole.clone());
            self.headers.push((whole, name));
        }
        while line < block.end && self.faults.len() < MOST {
            line = self.statement(line, block.end);
        }
        if line < block.end {
            self.lost.push(self.bytes(&(line..block.end)));
        }
    }

    /// Looks at the statement that begins in a line; gives the line after it.
    fn statement(&mut self, line: usize, end: usize) -> usize {
        let text = self.text(line);
        // Anything else that looks blank, such as a carriage return alone, is for the parser to judge.
        if text.trim_matches([' ', '\t']).trim_end_matches('\n').is_empty() {
            return line + 1;
        }
        let mut last = line;
        let bad = loop {
            let range = self.bytes(&(line..last + 1));
            let text = &self.content[range.clone()];
            let faults: Vec<_> = faults_of(text).collect();
            if faults.is_empty() {
                return last + 1;
            }
            let is_open = faults.iter().any(|(place, _)| place.start >= text.trim_end().len());
            let next = last + 1;
            let goes_on = is_open && next < end && next - line < LONGEST;
            if !goes_on {
                break (!is_open).then_some(last);
            }
            let opens_text = text.contains("\"\"\"") || text.contains("'''") || text.contains('{');
            if key_of(self.text(next)).is_some() && !opens_text {
                break None;
            }
            last = next;
        };
        // A statement that is never closed is its first line, so that it does not swallow those after it.
        let last = bad.unwrap_or(line);
        let mut range = self.bytes(&(line..last + 1));
        let is_prose = bad.is_none() && ["\"\"\"", "'''"].iter().any(|mark| self.text(line).contains(mark));
        let found: Vec<_> = faults_of(&self.content[range.clone()]).collect();
        let mut seen = None;
        for (place, message) in found {
            let at = range.start + place.start;
            let on = self.lines.partition_point(|line| line.start <= at);
            if seen.replace(on) != Some(on) {
                let fault = self.fault(line, &range, place, &message);
                self.faults.push(fault);
            }
        }
        if is_prose {
            range.end = self.bytes(&(line..end)).end;
        }
        self.lost.push(range);
        if is_prose { end } else { last + 1 }
    }

    /// Says what is wrong in the words of somebody who writes records, not of a parser.
    fn fault(&self, line: usize, range: &Range<usize>, place: Range<usize>, message: &str) -> Fault {
        let text = &self.content[range.clone()];
        let end = text.trim_end().len();
        let key = key_of(self.text(line));
        let value = key.and_then(|_| text[..end].split_once('=')).map(|(_, value)| value.trim());
        let start = range.start + place.start.min(end);
        let mut fault = Fault {
            range: start..(range.start + place.end.min(end)).max(start),
            code: "toml-syntax",
            message: format!("this is not TOML: {message}"),
            expected: "lines such as `name = \"value\"`, and tables such as `[[note]]`",
            fix: None,
        };
        let whole = range.start + indent(text)..range.start + end;
        let of_value = value.map_or(whole.clone(), |value| whole.end - value.len()..whole.end);
        let is_one_line = !text.trim_end().contains('\n');
        if let (Some(key), Some(date)) = (key, value.and_then(guess_date).filter(|_| is_one_line)) {
            fault.range = of_value;
            fault.code = "bad-date";
            fault.message = format!("`{key}` is not a date as records have it");
            fault.expected = "a date without quotes, year-month-day, such as 2026-03-20";
            fault.fix = Some(format!("write `{date}`"));
        } else if let (Some(key), Some(fix)) = (key, value.and_then(either_date).filter(|_| is_one_line)) {
            fault.range = of_value;
            fault.code = "bad-date";
            fault.message = format!("`{key}` may be one of two days");
            fault.expected = "a date without quotes, year-month-day, such as 2026-03-20";
            fault.fix = Some(fix);
        } else if let (Some(key), Some((whole_part, decimals))) = (
            key,
            value.and_then(|value| value.split_once(',')).filter(|parts| is_one_line && are_digits(*parts)),
        ) {
            fault.range = of_value;
            fault.message = format!("`{key}` is a number with a comma in it");
            fault.expected = "a number with a point before its decimals, such as 99.5";
            // Three digits behind it may be thousands, or decimals.
            fault.fix = Some(match decimals.len() {
                3 => {
                    format!("write `{whole_part}{decimals}` or `{whole_part}.{decimals}`, whichever is meant")
                }
                _ => format!("write `{whole_part}.{decimals}`"),
            });
        } else if let (None, true) = (key, is_one_line) {
            fault.range = whole;
            fault.message = "this line is not TOML".into();
            fault.fix = text.trim().split_once(':').filter(|(key, _)| is_word(key)).map_or_else(
                || Some("begin a remark with `#`; else write `name = \"value\"`".into()),
                |(key, value)| Some(format!("write `{} = {}`", key.trim(), quoted(value.trim()))),
            );
        } else if value == Some("") {
            fault.message = format!("`{}` has no value", key.unwrap_or_default());
            fault.fix = Some("write a value, or delete the line".into());
        } else if let Some(value) = value.filter(|value| {
            is_one_line && message.contains("must be quoted") && !value.starts_with(['[', '{'])
        }) {
            fault.range = of_value;
            fault.message = format!("`{}` holds text without quotes", key.unwrap_or_default());
            fault.expected = "text in straight double quotes";
            fault.fix = Some(format!("write `{}`", quoted(value)));
        } else if message.contains("must be quoted") {
            let written = &self.content[fault.range.clone()];
            fault.message = format!("`{written}` is text without quotes");
            fault.expected = "text in straight double quotes";
            fault.fix = Some(format!("write `{}`", quoted(written)));
        } else if message.starts_with("missing comma") {
            fault.message = "a comma is missing before this".into();
            fault.expected = "a comma between two values, such as `[\"priya\", \"noor\"]`";
            fault.fix = Some("write `,` between the two values".into());
        } else if message.starts_with("missing escaped value") {
            fault.message = "a `\\` in double quotes begins a sign such as `\\n`, but this is none".into();
            fault.expected = "`\\\\` for a backslash, or text in single quotes";
            fault.fix = Some("write `\\\\`, or put the text in single quotes".into());
        } else if message.starts_with("unclosed array") || message.starts_with("unclosed inline table") {
            let (what, mark) = if message.contains("array") { ("list", "]") } else { ("table", "}") };
            fault.range = of_value;
            fault.message = format!("this {what} is not closed");
            fault.fix = Some(format!("close it with `{mark}`"));
        } else if message.starts_with("invalid basic string") && place.start >= end {
            fault.range = of_value;
            fault.message = "this text is not closed".into();
            fault.fix = Some("close it with `\"`".into());
        } else if message.starts_with("invalid multi-line") && place.start >= end {
            fault.range = whole;
            fault.message = "this text of several lines is never closed".into();
            fault.fix = Some("close it with three quotes, on a line of their own".into());
        }
        fault
    }
}

/// Whether both sides of a comma are digits; the first may have a sign.
fn are_digits((whole, decimals): (&str, &str)) -> bool {
    let is = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is(whole.trim_start_matches(['-', '+'])) && is(decimals)
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn is_word(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|letter| letter.is_alphanumeric() || letter == '_')
}

/// A value as it should be written: in straight quotes, unless it is a number, a date, a flag or quoted already.
fn quoted(value: &str) -> String {
    let plain = value.trim_matches(['“', '”', '„', '‘', '’', '«', '»', '\'', '"', '`']);
    let is_plain =
        plain.parse::<f64>().is_ok() || looks_like_date(plain) || ["true", "false"].contains(&plain);
    if is_plain && plain == value {
        return plain.to_owned();
    }
    format!("\"{}\"", plain.replace('\\', "\\\\").replace('"', "\\\""))
}
