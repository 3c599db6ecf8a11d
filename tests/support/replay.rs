//! Replays a folder of records as a history of dated commits by several authors, the same each time: what is dated appears
//! soon after its day, now and then weeks later, and a target that was changed later says first what it was.

#![allow(dead_code, reason = "each test takes what it needs of this")]

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use chrono::{Days, NaiveDate};

use super::program::Files;

/// The day on which the records begin: what is older was taken over.
const BEGIN: &str = "2025-01-06";

/// A piece of a file, and the day on which it is written down.
struct Piece {
    text: Vec<u8>,
    written: NaiveDate,
}

/// Writes a repository at a path, bare, with the branch `main`.
pub fn replay(records: &Files, authors: &[&str], target: &Path) {
    let mut files: BTreeMap<&str, Vec<Piece>> = BTreeMap::new();
    // What a build leaves in the folder is no record.
    let is_made = |path: &str| ["site/", ".standing/"].iter().any(|made| path.starts_with(made));
    for (path, bytes) in records.iter().filter(|(path, _)| !is_made(path)) {
        files.insert(path, pieces(path, bytes));
    }
    let days: BTreeSet<NaiveDate> = files.values().flatten().map(|piece| piece.written).collect();
    let changes = changes(records);
    let mut stream = Vec::new();
    let mut shown: BTreeMap<&str, Vec<u8>> = BTreeMap::new();
    for day in &days {
        // One commit for each account that is written about on the day.
        let mut edits: BTreeMap<&str, Vec<(&str, Vec<u8>)>> = BTreeMap::new();
        for (path, pieces) in &files {
            let there = pieces.iter().filter(|piece| piece.written <= *day);
            let content: Vec<u8> = there.flat_map(|piece| piece.text.clone()).collect();
            let content = before(path, content, *day, &changes);
            if !content.is_empty() && shown.get(path) != Some(&content) {
                edits.entry(account(path)).or_default().push((path, content));
            }
        }
        for (account, edits) in edits {
            let author = authors[account.len() % authors.len()];
            commit(&mut stream, author, *day, account, &edits);
            shown.extend(edits);
        }
    }
    import(&stream, target);
}

fn account(path: &str) -> &str {
    path.strip_prefix("accounts/").and_then(|rest| rest.split('/').next()).unwrap_or("all accounts")
}

/// The tables of a TOML file, each from its header on; any other file is one piece.
fn pieces(path: &str, bytes: &[u8]) -> Vec<Piece> {
    let begin: NaiveDate = BEGIN.parse().unwrap();
    let name = path.rsplit('/').next().unwrap();
    let named = name.get(..10).and_then(|day| day.parse().ok());
    let Ok(text) = std::str::from_utf8(bytes) else {
        return vec![Piece { text: bytes.to_vec(), written: begin }];
    };
    let is_tables = name.ends_with(".toml") && named.is_none() && path.starts_with("accounts/");
    let mut blocks: Vec<String> = vec![String::new()];
    for line in text.split_inclusive('\n') {
        if is_tables && line.starts_with("[[") {
            blocks.push(String::new());
        }
        blocks.last_mut().unwrap().push_str(line);
    }
    let pieces = blocks.into_iter().enumerate().map(|(at, block)| {
        let happened = named.filter(|_| !is_tables).or_else(|| is_tables.then(|| own_day(&block)).flatten());
        let written = happened.map_or(begin, |day| {
            // Most is written down within days; one in eleven waits for a quiet week.
            let odd = path.bytes().map(usize::from).sum::<usize>() + at;
            let delay = if odd.is_multiple_of(11) { 20 + odd as u64 % 9 } else { odd as u64 % 4 };
            (day + Days::new(delay)).max(begin)
        });
        Piece { text: block.into_bytes(), written }
    });
    pieces.collect()
}

/// The day that a table says it is of.
fn own_day(block: &str) -> Option<NaiveDate> {
    let day = |key: &str| {
        let mut lines =
            block.lines().filter_map(|line| line.strip_prefix(key)?.trim_start().strip_prefix('='));
        lines.next().and_then(|value| value.trim().get(..10)?.parse().ok())
    };
    ["on", "raised", "agreed"].into_iter().find_map(day)
}

/// The changes that records tell of: the account, the record, the field, what it was, and until when.
fn changes(records: &Files) -> Vec<(String, String, String, String, NaiveDate)> {
    let mut found = Vec::new();
    for (path, bytes) in records.iter().filter(|(path, _)| path.ends_with(".toml")) {
        let text = String::from_utf8_lossy(bytes);
        for block in text.split("[[change]]").skip(1) {
            let block = block.split("\n[").next().unwrap();
            let value = |key: &str| {
                let mut lines = block.lines().filter_map(|line| line.strip_prefix(&format!("{key} = ")));
                lines.next().map(str::to_owned)
            };
            let (Some(of), Some(on), Some(field), Some(was)) =
                (value("of"), value("on"), value("field"), value("was"))
            else {
                continue;
            };
            let id = of.trim_matches('"').rsplit('/').next().unwrap().to_owned();
            let field = field.trim_matches('"').to_owned();
            found.push((account(path).to_owned(), id, field, was, on[..10].parse().unwrap()));
        }
    }
    found
}

/// A file as it was before the changes that came after a day.
fn before(
    path: &str,
    content: Vec<u8>,
    day: NaiveDate,
    changes: &[(String, String, String, String, NaiveDate)],
) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(&content) else { return content };
    let mut inside = String::new();
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        if line.starts_with('[') {
            inside.clear();
        } else if let Some(id) = line.strip_prefix("id = ") {
            id.trim().trim_matches('"').clone_into(&mut inside);
        }
        let later = changes.iter().find(|(of, id, field, _, on)| {
            of == account(path) && *id == inside && day < *on && line.starts_with(&format!("{field} = "))
        });
        lines.push(later.map_or(line.to_owned(), |(_, _, field, was, _)| format!("{field} = {was}\n")));
    }
    lines.concat().into_bytes()
}

fn commit(stream: &mut Vec<u8>, author: &str, day: NaiveDate, about: &str, edits: &[(&str, Vec<u8>)]) {
    let moment = day.and_hms_opt(16, 30, 0).unwrap().and_utc().timestamp();
    let mail = format!("{}@example.com", author.split(' ').next().unwrap().to_lowercase());
    let message = format!("Write down what happened at {about}");
    let mut line = |text: String| stream.extend(text.into_bytes());
    line(format!("commit refs/heads/main\nauthor {author} <{mail}> {moment} +0000\n"));
    line(format!("committer {author} <{mail}> {moment} +0000\ndata {}\n{message}\n", message.len()));
    for (path, content) in edits {
        // A path of unusual letters stands between quotes, as C writes it.
        let quoted: String = path
            .bytes()
            .map(|byte| if byte.is_ascii() { char::from(byte).to_string() } else { format!("\\{byte:03o}") })
            .collect();
        stream.extend(format!("M 100644 inline \"{quoted}\"\ndata {}\n", content.len()).into_bytes());
        stream.extend(content);
        stream.push(b'\n');
    }
}

fn import(stream: &[u8], target: &Path) {
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GIT_")) {
            command.env_remove(name);
        }
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").args(arguments);
        command
    };
    assert!(git(&["init", "-q", "--bare", "-b", "main"]).arg(target).status().unwrap().success());
    let mut import = git(&["-C"]);
    import.arg(target).args(["fast-import", "--quiet"]).stdin(Stdio::piped());
    let mut child = import.spawn().unwrap();
    child.stdin.take().unwrap().write_all(stream).unwrap();
    assert!(child.wait().unwrap().success());
}
