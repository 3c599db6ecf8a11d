//! A few files in one text. A line `--- path` begins a file; behind the path may stand what is done to it:
//! `| gone` takes a file of the base away, `| crlf`, `| bom`, `| utf16`, `| latin1`, `| nul` (for ␀) and `| large` change its
//! bytes, `-> target` makes it a symbolic link. `%E9` in a path is that byte. `| mended` changes a file that is there: ` line`
//! looks for that line from where it is, `-line` takes it out, and `+line` adds one, at the end while no line was looked for.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use super::program::{Run, project, standing};

/// The day as of which fixtures are checked.
const AS_OF: &str = "2026-06-30";

#[derive(Clone)]
enum Node {
    File(Vec<u8>),
    Link(String),
}

/// Files by path.
#[derive(Clone)]
pub struct Fixture(BTreeMap<String, Node>);

impl Fixture {
    /// No file at all.
    pub fn empty() -> Self {
        Self(BTreeMap::new())
    }

    /// The small repository that fixtures are laid over, clean by itself. Its tier asks for the criteria of one rule alone,
    /// so that the fixture of a rule need not keep all the others.
    pub fn base(criteria: &[&str]) -> Self {
        let criteria = if criteria.is_empty() { &["CLIENT-P7"] } else { criteria };
        let listed: Vec<_> = criteria.iter().map(|criterion| format!("\"{criterion}\"")).collect();
        let base = fs::read_to_string(project("tests/rules/base.txt")).unwrap();
        Self(BTreeMap::new()).with(&base.replace("CRITERIA", &listed.join(", ")))
    }

    /// The example accounts.
    pub fn of_example_accounts() -> Self {
        let mut files = super::program::files(&project("example-accounts"));
        files.retain(|path, _| !path.starts_with("site/"));
        Self(files.into_iter().map(|(path, bytes)| (path, Node::File(bytes))).collect())
    }

    /// The same with the files of a text; what is there already is added to.
    pub fn adding(self, text: &str) -> Self {
        let (path, content) = text.strip_prefix("--- ").unwrap().split_once('\n').unwrap();
        let whole = match self.0.get(path) {
            Some(Node::File(there)) => format!("--- {path}\n{}\n{content}", String::from_utf8_lossy(there)),
            _ => text.to_owned(),
        };
        self.with(&whole)
    }

    /// The same with the files of a text.
    pub fn with(mut self, text: &str) -> Self {
        let text = format!("\n{text}");
        for section in text.split("\n--- ").skip(1) {
            let (head, content) = section.split_once('\n').unwrap_or((section, ""));
            let content = if content.is_empty() || content.ends_with('\n') {
                content.to_owned()
            } else {
                format!("{content}\n")
            };
            if let Some((path, target)) = head.split_once(" -> ") {
                self.0.insert(path.to_owned(), Node::Link(target.to_owned()));
                continue;
            }
            let (path, how) = head.split_once(" | ").unwrap_or((head, ""));
            let bytes = match how {
                "" => content.into_bytes(),
                "crlf" => content.replace('\n', "\r\n").into_bytes(),
                "bom" => format!("\u{feff}{content}").into_bytes(),
                "nul" => content.replace('␀', "\0").into_bytes(),
                "latin1" => content.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect(),
                "utf16" => {
                    let units = content.encode_utf16().flat_map(u16::to_le_bytes);
                    [0xff, 0xfe].into_iter().chain(units).collect()
                }
                "large" => content.repeat(1024 * 1024 / content.len() + 1).into_bytes(),
                "mended" => {
                    let Some(Node::File(there)) = self.0.get(path) else { panic!("{path} is not there") };
                    mended(path, &String::from_utf8_lossy(there), &content).into_bytes()
                }
                "gone" => {
                    assert!(self.0.remove(path).is_some(), "{path} is not in the base");
                    continue;
                }
                other => panic!("unknown: {other}"),
            };
            self.0.insert(path.to_owned(), Node::File(bytes));
        }
        self
    }

    /// Writes the files to a new folder.
    pub fn write(&self) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, node) in &self.0 {
            let path = folder.path().join(decoded(path));
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            match node {
                Node::File(bytes) => fs::write(&path, bytes).unwrap(),
                Node::Link(target) => link(target, &path),
            }
        }
        folder
    }
}

/// A file as it is once somebody has changed it.
fn mended(path: &str, there: &str, changes: &str) -> String {
    let mut lines: Vec<&str> = there.lines().collect();
    let mut at = None;
    for change in changes.lines() {
        let (sign, line) = change.split_at(change.len().min(1));
        if sign == "+" {
            let place = at.unwrap_or(lines.len());
            lines.insert(place, line);
            at = Some(place + 1);
            continue;
        }
        let from = at.unwrap_or(0);
        let found = lines.iter().skip(from).position(|one| *one == line);
        let found = from + found.unwrap_or_else(|| panic!("{path} has no `{line}` there"));
        at = Some(found + usize::from(sign != "-"));
        if sign == "-" {
            lines.remove(found);
        }
    }
    lines.join("\n") + "\n"
}

#[cfg(unix)]
fn link(target: &str, path: &Path) {
    std::os::unix::fs::symlink(target, path).unwrap();
}

#[cfg(unix)]
fn decoded(path: &str) -> PathBuf {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;

    let mut bytes = Vec::new();
    let mut parts = path.split('%');
    bytes.extend_from_slice(parts.next().unwrap().as_bytes());
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend_from_slice(&part.as_bytes()[2..]);
    }
    PathBuf::from(OsString::from_vec(bytes))
}

/// Runs `standing check` on a fixture as of its day, with further arguments.
pub fn check(fixture: &Fixture, arguments: &[&str]) -> Run {
    let folder = fixture.write();
    Run::of(standing().args(["check", ".", "--as-of", AS_OF]).args(arguments).current_dir(folder.path()))
}

/// What `standing check` says of a fixture, as data.
pub fn check_json(fixture: &Fixture) -> Value {
    serde_json::from_str(&check(fixture, &["--format", "json"]).out).unwrap()
}
