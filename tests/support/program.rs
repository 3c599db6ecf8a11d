//! The program as its users run it, and whole folders of files as values.

#![allow(dead_code, reason = "each test takes what it needs of this")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Files by path below a folder, with forward slashes.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The file that lists what a site consists of.
pub const MANIFEST: &str = ".standing-manifest";

/// The program in an environment that says nothing of its own.
pub fn standing() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_standing"));
    for name in
        ["SOURCE_DATE_EPOCH", "NO_COLOR", "CLICOLOR_FORCE", "LANG", "LC_ALL", "TZ", "RAYON_NUM_THREADS"]
    {
        command.env_remove(name);
    }
    command
}

/// `standing build RECORDS -o SITE`, to be run or to be added to. The history of this project is none of the records, and
/// nothing is left in them.
pub fn build(records: &Path, site: &Path) -> Command {
    let mut command = standing();
    command.args(["build", "--no-history", "--no-cache"]).arg(records).arg("-o").arg(site);
    command
}

/// What a run left: its exit code and what it said.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    pub fn of(command: &mut Command) -> Self {
        Self::from(command.output().unwrap())
    }

    /// Everything that was said, for a message or a search.
    pub fn said(&self) -> String {
        format!("{}{}", self.err, self.out)
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        // A process that a signal ended has no code.
        Self { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
    }
}

/// Runs a command that must end with this exit code.
pub fn run(command: &mut Command, code: i32) -> Run {
    let run = Run::of(command);
    assert_eq!(run.code, code, "{command:?} ended with {}:\n{}", run.code, run.said());
    run
}

/// Builds a site, which must go well.
pub fn built(records: &Path, site: &Path) -> Files {
    run(&mut build(records, site), 0);
    files(site)
}

/// Every file below a folder with its bytes; symbolic links are not followed. Empty where there is no folder.
pub fn files(root: &Path) -> Files {
    let mut found = Files::new();
    if root.exists() {
        collect(root, "", &mut found);
    }
    found
}

fn collect(folder: &Path, prefix: &str, found: &mut Files) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            collect(&entry.path(), &format!("{path}/"), found);
        } else if kind.is_file() {
            found.insert(path, fs::read(entry.path()).unwrap());
        }
    }
}

/// Writes files below a folder, in the order given.
pub fn write<'a>(root: &Path, files: impl IntoIterator<Item = (&'a String, &'a Vec<u8>)>) {
    for (path, bytes) in files {
        put(root, path, bytes);
    }
}

/// Writes one file below a folder.
pub fn put(root: &Path, path: &str, bytes: impl AsRef<[u8]>) {
    let file = root.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, bytes).unwrap();
}

/// A file or folder of the project.
pub fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The first difference between two folders, for a reader; `None` when they are the same.
pub fn difference(expected: &Files, found: &Files) -> Option<String> {
    if let Some(path) = expected.keys().find(|path| !found.contains_key(*path)) {
        return Some(format!("{path} is expected, and was not made"));
    }
    if let Some(path) = found.keys().find(|path| !expected.contains_key(*path)) {
        return Some(format!("{path} was made, and is not expected"));
    }
    let (path, left, right) = expected.iter().find_map(|(path, left)| {
        let right = &found[path];
        (left != right).then_some((path, left, right))
    })?;
    let differing = expected.iter().filter(|(path, bytes)| found[*path] != **bytes).count();
    let (left, right) = (String::from_utf8_lossy(left), String::from_utf8_lossy(right));
    let same = left.lines().zip(right.lines()).take_while(|(left, right)| left == right).count();
    let (left, right) = (left.lines().nth(same).unwrap_or(""), right.lines().nth(same).unwrap_or(""));
    let start = left.chars().zip(right.chars()).take_while(|(left, right)| left == right).count();
    let around = |line: &str| -> String { line.chars().skip(start.saturating_sub(60)).take(240).collect() };
    Some(format!(
        "{differing} files differ, first {path}:{}:{}\nexpected: {}\n   found: {}",
        same + 1,
        start + 1,
        around(left),
        around(right)
    ))
}

/// Fails with the first difference, if there is one.
pub fn assert_same(what: &str, expected: &Files, found: &Files) {
    if let Some(difference) = difference(expected, found) {
        panic!("{what}: {difference}");
    }
}
