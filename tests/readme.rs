//! README is a test: what it shows is run, in order, in a folder of its own, and must print what README prints.
//!
//! - a `console` block holds commands after `$ ` and what they print; `exit=1` in its info string is the code of the last;
//! - a block with `title=PATH` is that file; with `append=PATH` it is added to it;
//! - a `diff` block with `title=PATH` changes that file;
//! - every other block is only read.
//!
//! `UPDATE=1 cargo test --test readme` writes what was printed into README; read the difference before you commit it.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/program.rs"]
mod program;

use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use program::{files, project, put, standing, write};
use standing::build::CACHE_VERSION;
use standing::record::{FORMAT, Kind};
use standing::theme::CONTRACT;

/// How long one command may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// The day on which README's reader is said to have begun.
const README_DAY: &str = "2026-05-11";

#[test]
fn what_readme_shows_is_what_happens() {
    let readme = readme();
    let desk = Desk::new();
    let mut renewed = String::new();
    let mut rest = 0;
    let mut wrong = Vec::new();
    for block in blocks(&readme) {
        let found = desk.follow(&block);
        renewed.push_str(&readme[rest..block.start]);
        if stable(&found) == stable(&block.content) {
            renewed.push_str(&block.content);
        } else {
            wrong.push(format!("README.md:{}:\n{}--- but this happens:\n{found}", block.line, block.content));
            renewed.push_str(&found);
        }
        rest = block.end;
    }
    renewed.push_str(&readme[rest..]);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(project("README.md"), renewed).unwrap();
    } else {
        assert!(wrong.is_empty(), "{}\nRenew with UPDATE=1.", wrong.join("\n"));
    }
}

#[test]
fn a_file_is_named_where_it_is_shown() {
    let readme = readme();
    for block in blocks(&readme) {
        let Some(path) = block.option("title").or(block.option("append")) else { continue };
        let before = readme[..block.start].rsplit("\n### ").next().unwrap();
        assert!(
            before.contains(&format!("`{path}`")),
            "README.md:{}: nobody can see that this is {path}",
            block.line
        );
    }
}

#[test]
fn what_readme_leads_to_is_there() {
    let readme = readme();
    let targets: Vec<&str> = readme.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    assert!(!targets.is_empty());
    for target in targets.into_iter().filter(|target| !target.contains("://")) {
        match target.split_once('#') {
            Some(("", heading)) => {
                let slug = |line: &str| line.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
                let is_there = readme.lines().any(|line| line.starts_with('#') && slug(line) == heading);
                assert!(is_there, "README has no heading #{heading}");
            }
            _ => assert!(project(target).exists(), "README leads to {target}, which is not there"),
        }
    }
    let mode = fs::metadata(project("tests/run")).unwrap().permissions().mode();
    assert!(readme.contains("tests/run") && mode & 0o100 != 0);
    for picture in ["account", "portfolio"] {
        assert!(fs::metadata(project(&format!("tests/readme/{picture}.png"))).unwrap().len() <= 250 * 1024);
    }
}

#[test]
fn the_tables_list_what_there_is() {
    let readme = readme();
    let rows = |heading: &str| -> Vec<String> {
        let (_, section) = readme.split_once(&format!("\n## {heading}\n")).unwrap();
        let section = section.split("\n## ").next().unwrap();
        let rows = section.lines().filter(|line| line.starts_with("| `"));
        rows.map(|row| row[3..].split(['`', ' ']).next().unwrap().to_owned()).collect()
    };
    let kinds: Vec<_> = Kind::ALL.iter().map(|kind| kind.word().to_owned()).collect();
    assert_eq!(rows("The record format"), kinds, "the kinds");

    let help = String::from_utf8(standing().arg("--help").output().unwrap().stdout).unwrap();
    let (_, listed) = help.split_once("Commands:\n").unwrap();
    let listed = listed.split("\n\n").next().unwrap().lines();
    // A description may go on in the next line, further in.
    let named = listed.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let mut commands: Vec<String> = named
        .map(|line| line.split_whitespace().next().unwrap().to_owned())
        .filter(|name| name != "help")
        .collect();
    let mut shown: Vec<String> = {
        let (_, section) = readme.split_once("\n## Commands\n").unwrap();
        let section = section.split("\n## ").next().unwrap();
        section
            .lines()
            .filter_map(|line| Some(line.strip_prefix("| `standing ")?.split(['`', ' ']).next()?.to_owned()))
            .collect()
    };
    commands.sort();
    shown.sort();
    assert_eq!(shown, commands, "the commands");
}

#[test]
fn the_versions_are_those_of_the_program() {
    let readme = readme();
    let (_, section) = readme.split_once("\n## Versions\n").unwrap();
    let version = |what: &str| -> &str {
        let row = section.lines().find(|line| line.starts_with(&format!("| {what}"))).unwrap();
        row.split('|').nth(2).unwrap().trim()
    };
    assert_eq!(version("program"), env!("CARGO_PKG_VERSION"));
    assert_eq!(version("record format"), FORMAT.to_string());
    assert_eq!(version("theme contract"), CONTRACT.to_string());
    assert_eq!(version("cache"), CACHE_VERSION.to_string());
    let json =
        standing().args(["check", "--format", "json"]).arg(project("example-accounts")).output().unwrap();
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(version("JSON of `check`"), json["version"].to_string());
    let json =
        standing().args(["status", "--format", "json"]).arg(project("example-accounts")).output().unwrap();
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(version("JSON of `status`"), json["version"].to_string());
    assert!(readme.contains(concat!("Rust ", env!("CARGO_PKG_RUST_VERSION"))), "the minimum Rust version");
}

fn readme() -> String {
    fs::read_to_string(project("README.md")).unwrap()
}

/// A fenced block that is to be followed.
struct Block {
    /// The word after the fence, and what follows it.
    info: String,
    content: String,
    /// The line of its fence.
    line: usize,
    /// Where its content begins and ends in README.
    start: usize,
    end: usize,
}

impl Block {
    fn language(&self) -> &str {
        self.info.split(' ').next().unwrap_or("")
    }

    fn option(&self, name: &str) -> Option<&str> {
        self.info.split(' ').find_map(|word| word.strip_prefix(name)?.strip_prefix('='))
    }

    fn is_to_be_followed(&self) -> bool {
        self.language() == "console" || self.option("title").is_some() || self.option("append").is_some()
    }
}

/// The blocks to be followed, in order.
fn blocks(readme: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<(&str, String, usize, usize)> = None;
    let mut at = 0;
    for (number, line) in readme.split_inclusive('\n').enumerate() {
        let next = at + line.len();
        let fence = line.trim_end();
        open = match open {
            None if fence.starts_with("```") => {
                let info = fence.trim_start_matches('`');
                Some((&fence[..fence.len() - info.len()], info.to_owned(), number + 1, next))
            }
            Some((mark, info, line, start)) if fence == mark => {
                blocks.push(Block { info, line, start, end: at, content: readme[start..at].to_owned() });
                None
            }
            open => open,
        };
        at = next;
    }
    assert!(open.is_none(), "README ends within a block");
    blocks.retain(Block::is_to_be_followed);
    assert!(blocks.len() > 10, "README has too few blocks to be a tutorial");
    blocks
}

/// What is said without what differs from run to run: how long it took.
fn stable(said: &str) -> String {
    said.lines().map(without_time).collect()
}

fn without_time(line: &str) -> String {
    let is_time = |letter: char| letter.is_ascii_digit() || letter == '.';
    let timed = line.match_indices(" in ").find_map(|(at, word)| {
        let after = line[at + word.len()..].trim_start_matches(is_time);
        after.starts_with(" s (").then(|| format!("{} in … {after}\n", &line[..at]))
    });
    timed.unwrap_or_else(|| format!("{line}\n"))
}

/// Where the reader of README sits: a folder of theirs, and the programs that README calls.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let desk = Self { folder };
        let program = Path::new(env!("CARGO_BIN_EXE_standing")).parent().unwrap().display().to_string();
        let cargo = format!(
            "#!/bin/sh\n[ \"$1 $2 $3\" = 'run --release --' ] || exit 99\nshift 3\nexec '{program}/standing' \"$@\"\n"
        );
        put(desk.folder.path(), "bin/cargo", cargo);
        fs::set_permissions(desk.folder.path().join("bin/cargo"), fs::Permissions::from_mode(0o755)).unwrap();
        let mut example = files(&project("example-accounts"));
        example.retain(|path, _| !path.starts_with("site/"));
        write(&desk.home().join("example-accounts"), &example);
        desk.remember(&desk.home());
        desk
    }

    /// The folder in which the reader begins.
    fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// The folder in which the reader is now.
    fn place(&self) -> PathBuf {
        PathBuf::from(fs::read_to_string(self.folder.path().join("place")).unwrap().trim_end())
    }

    fn remember(&self, place: &Path) {
        put(self.folder.path(), "place", place.to_str().unwrap());
    }

    /// Does what a block says; gives what the block should have said.
    fn follow(&self, block: &Block) -> String {
        if block.language() == "console" {
            return self.run(block);
        }
        let path = block.option("title").or(block.option("append")).unwrap();
        let file = self.place().join(path);
        let there = fs::read_to_string(&file);
        let text = match (block.language(), block.option("append")) {
            ("diff", _) => changed(&there.unwrap(), block),
            (_, Some(_)) => there.unwrap() + "\n" + &block.content,
            _ => block.content.clone(),
        };
        put(&self.place(), path, text);
        block.content.clone()
    }

    /// Runs the commands of a block; gives the block with what they print.
    fn run(&self, block: &Block) -> String {
        let commands: Vec<&str> = block.content.lines().filter_map(|line| line.strip_prefix("$ ")).collect();
        let last = block.option("exit").map_or(0, |code| code.parse().unwrap());
        let mut said = String::new();
        for (index, command) in commands.iter().enumerate() {
            let today = chrono::Local::now().date_naive().to_string();
            let (code, printed) = self.say(command);
            let expected = if index + 1 == commands.len() { last } else { 0 };
            assert_eq!(code, expected, "README.md:{}: {command}\n{printed}", block.line);
            said.push_str(&format!("$ {command}\n"));
            // What a table leaves blank at the end of a line nobody sees, and editors remove.
            said.extend(
                printed.replace(&today, README_DAY).lines().map(|line| format!("{}\n", line.trim_end())),
            );
        }
        said
    }

    /// Runs one command where the reader is; gives its exit code and what it prints.
    fn say(&self, command: &str) -> (i32, String) {
        let path = |name: &str| self.folder.path().join(name).display().to_string();
        let script = format!("{command}\ncode=$?\npwd > '{}'\nexit $code\n", path("place"));
        let bin = Path::new(env!("CARGO_BIN_EXE_standing")).parent().unwrap().display().to_string();
        let output = File::create(path("said")).unwrap();
        let mut shell = Command::new("sh");
        for (name, _) in std::env::vars_os() {
            shell.env_remove(name);
        }
        let system = std::env::var("PATH").unwrap_or_default();
        shell.env("PATH", format!("{}:{bin}:{system}", path("bin"))).env("HOME", self.home());
        for who in ["AUTHOR", "COMMITTER"] {
            shell.env(format!("GIT_{who}_NAME"), "Alex").env(format!("GIT_{who}_EMAIL"), "alex@example.org");
        }
        shell.arg("-c").arg(script).current_dir(self.place());
        shell.stdin(Stdio::null()).stdout(output.try_clone().unwrap()).stderr(output);
        let mut child = shell.spawn().unwrap();
        let started = Instant::now();
        let code = loop {
            match child.try_wait().unwrap() {
                Some(status) => break status.code().unwrap_or(-1),
                None if started.elapsed() > PATIENCE => {
                    child.kill().unwrap();
                    panic!("`{command}` has not ended after {PATIENCE:?}");
                }
                None => std::thread::sleep(Duration::from_millis(5)),
            }
        };
        (code, fs::read_to_string(path("said")).unwrap())
    }
}

/// A file with the changes of a `diff` block: each run of lines that go or stay stands once in the file.
fn changed(text: &str, block: &Block) -> String {
    let side = |own: char| -> String {
        let lines = block.content.lines().filter(|line| line.starts_with(' ') || line.starts_with(own));
        lines.map(|line| format!("{}\n", &line[1..])).collect()
    };
    let (before, after) = (side('-'), side('+'));
    assert_eq!(
        text.matches(&before).count(),
        1,
        "README.md:{}: not to be found once:\n{before}{text}",
        block.line
    );
    text.replace(&before, &after)
}
