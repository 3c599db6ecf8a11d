//! The draft of a review record: what is computed since the last review, in Markdown, for the reviewer to conclude.
//!
//! It holds what the review pack holds. Nothing in it refers to a record: a draft that nobody has read must not count as
//! work on anything, and strengths and weaknesses stand in remarks, since nobody has judged them yet.

use chrono::Days;

use super::account::pages;
use crate::check::Checked;
use crate::diagnostic::Diagnostic;
use crate::page::account::Tally;
use crate::page::block::{Block, Cell, Column, Piece, Row, Table};
use crate::page::desk::Site;
use crate::page::markdown::Images;
use crate::page::sheet::SheetPage;
use crate::review::since::Since;

/// How many themes a remark proposes.
const THEMES: usize = 5;

/// The text of the record, to stand in a file that is named for the day of the site.
#[must_use]
pub fn review(checked: &Checked, findings: &[Diagnostic], site: &Site<'_>, title: Option<&str>) -> String {
    let made = pages(checked, findings, site, &super::account::Known::default(), &mut Images::new());
    let since = Since::of(checked, &site.context());
    let from = since.from.checked_add_days(Days::new(1)).unwrap_or(since.from).min(site.as_of);
    let spoken = |day| site.language.date(day).replace('\u{a0}', " ");
    let title = title.map_or_else(|| format!("{} to {}", spoken(from), spoken(site.as_of)), str::to_owned);
    let feedback = &made.page.feedback;
    let mut text = format!("+++\ntitle = {}\nfrom = {from}\nto = {}\n", quoted(&title), site.as_of);
    text.push_str("# attendees = [\"…\"]\n");
    for (name, named) in [
        ("strengths", &feedback.strengths),
        ("weaknesses", &feedback.weaknesses),
        ("improve", &feedback.improve),
    ] {
        text.push_str(&remark(name, named));
    }
    text.push_str("# decisions = [\"…\"]\n+++\n");
    let pack = made.sheets.iter().map(|(_, sheet)| sheet).find(|sheet| sheet.kind == "review");
    if let Some(pack) = pack {
        text.push_str(&facts(pack));
    }
    text.push_str("\n## What we conclude\n\nTo be written.\n");
    text
}

/// A field with what voices named, as a remark.
fn remark(name: &str, named: &[Tally]) -> String {
    let words: Vec<String> = named.iter().take(THEMES).map(|one| quoted(&one.what.to_lowercase())).collect();
    match words.as_slice() {
        [] => format!("# {name} = [\"…\"]\n"),
        words => format!("# {name} = [{}]   # named by them within a year\n", words.join(", ")),
    }
}

/// Text as a TOML file writes it, on one line.
fn quoted(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("\"{}\"", line.replace('\\', "\\\\").replace('"', "\\\""))
}

fn facts(pack: &SheetPage) -> String {
    let mut text = String::new();
    for block in &pack.blocks {
        let lead = if block.id == "standing" { &pack.lead } else { &block.lead };
        text.push_str(&format!("\n## {}\n", escaped(&block.title)));
        if !lead.is_empty() {
            text.push_str(&format!("\n{}\n", escaped(lead)));
        }
        text.push_str(&tables(block));
    }
    text
}

fn tables(block: &Block) -> String {
    let mut text = String::new();
    for table in &block.tables {
        if !table.title.is_empty() {
            text.push_str(&format!("\n### {}\n", escaped(&table.title)));
        }
        text.push('\n');
        if table.rows.is_empty() {
            text.push_str(&format!("{}\n", escaped(&table.empty.why)));
        }
        for row in &table.rows {
            text.push_str(&format!("- {}\n", line(row, &table.columns)));
        }
        text.push_str(&rest(table));
    }
    text
}

fn rest(table: &Table) -> String {
    match table.total.saturating_sub(table.rows.len()) {
        more if more > 0 && table.more.is_some() => format!("- and {more} more\n"),
        _ => String::new(),
    }
}

/// “The data are there when the auditor is; now: met; by last judgement: 99.9”.
fn line(row: &Row, columns: &[Column]) -> String {
    let cells = row.cells.iter().zip(columns).enumerate().filter_map(|(at, (cell, column))| {
        let words = escaped(&said(cell));
        match (words.as_str(), at) {
            ("" | "–", _) => None,
            (_, 0) => Some(opening(words)),
            _ => Some(format!("{}: {words}", escaped(&column.label.to_lowercase()))),
        }
    });
    cells.collect::<Vec<_>>().join("; ")
}

/// What a cell says, in words alone.
fn said(cell: &Cell) -> String {
    let lines = std::iter::once(&cell.pieces).chain(&cell.under);
    let lines = lines.map(|pieces| pieces.iter().map(words).collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join(", ")
}

fn words(piece: &Piece) -> String {
    match piece {
        Piece::Text(words) | Piece::Late(words) | Piece::None(words) | Piece::Code(words) => words.clone(),
        Piece::Link(link) => link.text.clone(),
        Piece::Links(links) => links.iter().map(|link| link.text.as_str()).collect::<Vec<_>>().join(", "),
        Piece::Date(date) => date.text.clone(),
        Piece::Figure(figure) => format!("{} {}", figure.value, figure.unit),
        Piece::Change(change) => change.text.clone(),
        Piece::Result(result) => result.english().to_owned(),
        Piece::Standing(standing) => standing.english().to_owned(),
        Piece::How(how) => how.words.clone(),
        Piece::Drawing(_) => String::new(),
    }
}

/// Words that Markdown shows as they are within a line.
fn escaped(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut text = String::with_capacity(line.len());
    for letter in line.chars() {
        if matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&') {
            text.push('\\');
        }
        text.push(letter);
    }
    text
}

/// The same where it opens a line: a number with a point is no list, and `#` no heading.
fn opening(words: String) -> String {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let sign = words[digits..].chars().next();
    let is_list = digits > 0 && matches!(sign, Some('.' | ')'));
    if is_list || digits == 0 && matches!(sign, Some('#' | '+' | '-' | '=')) {
        format!("{}\\{}", &words[..digits], &words[digits..])
    } else {
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pulldown_cmark::{Event, Parser};

    #[test]
    fn whatever_stands_in_a_record_is_shown_as_words() {
        for words in [
            "- [ ] Call @priya",
            "[[person/tom]]",
            "1. first",
            "# x",
            "a | b",
            "*a* _b_ `c`",
            "<b>",
            "&amp;",
            "==",
        ] {
            let text = format!("- {}\n", opening(escaped(words)));
            let shown: String = Parser::new_ext(&text, crate::record::markdown_options())
                .filter_map(|event| match event {
                    Event::Text(text) => Some(text.to_string()),
                    Event::TaskListMarker(_) | Event::Html(_) | Event::InlineHtml(_) | Event::Code(_) => {
                        panic!("{words}")
                    }
                    _ => None,
                })
                .collect();
            assert_eq!(shown, words);
        }
    }
}
