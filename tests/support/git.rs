//! Repositories made with git itself, the same wherever the tests run: no configuration of the user or the machine, and
//! authors and days that are given.

#![allow(dead_code, reason = "each test takes what it needs of this")]

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::program::put;

/// Who writes, and when: a name, and a day with its time and offset.
#[derive(Clone, Copy)]
pub struct Pen<'a> {
    pub author: &'a str,
    pub written: &'a str,
    pub committed: &'a str,
}

/// Somebody who commits at noon of the day on which they write.
pub fn pen<'a>(author: &'a str, day: &'a str) -> Pen<'a> {
    Pen { author, written: day, committed: day }
}

/// A repository in a folder that goes when it is dropped.
pub struct Git {
    home: TempDir,
    pub root: PathBuf,
}

impl Git {
    /// A repository without a commit.
    pub fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let root = home.path().join("records");
        std::fs::create_dir(&root).unwrap();
        let git = Self { home, root };
        git.run(&["init", "-q", "-b", "main", "."]);
        git
    }

    /// A place beside the repository.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// Runs git in the repository; it must go well. Gives what it says.
    pub fn run(&self, arguments: &[&str]) -> String {
        self.run_in(&self.root, pen("Priya Nair", "2026-01-01"), arguments)
    }

    /// Runs git in a folder, as somebody on a day.
    pub fn run_in(&self, folder: &Path, pen: Pen<'_>, arguments: &[&str]) -> String {
        let at = |day: &str| if day.contains(' ') { day.to_owned() } else { format!("{day} 12:00:00 +0000") };
        let mail = format!("{}@example.com", pen.author.split(' ').next().unwrap().to_lowercase());
        let mut command = Command::new("git");
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GIT_")) {
            command.env_remove(name);
        }
        command
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("HOME", self.home.path())
            .env("TZ", "UTC")
            .env("LC_ALL", "C")
            .env("GIT_AUTHOR_NAME", pen.author)
            .env("GIT_AUTHOR_EMAIL", &mail)
            .env("GIT_AUTHOR_DATE", at(pen.written))
            .env("GIT_COMMITTER_NAME", pen.author)
            .env("GIT_COMMITTER_EMAIL", &mail)
            .env("GIT_COMMITTER_DATE", at(pen.committed))
            .args(["-c", "protocol.file.allow=always", "-c", "core.quotePath=false", "-c", "gc.auto=0"])
            .args(arguments)
            .current_dir(folder);
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            output.status.success(),
            "git {arguments:?}: {said}{}",
            String::from_utf8_lossy(&output.stderr)
        );
        said.trim_end().to_owned()
    }

    /// Writes a file.
    pub fn put(&self, path: &str, content: &str) -> &Self {
        put(&self.root, path, content);
        self
    }

    /// Commits everything that is there; gives the name of the commit.
    pub fn commit(&self, pen: Pen<'_>, message: &str) -> String {
        self.run(&["add", "-A", "--force", "."]);
        self.run_in(&self.root, pen, &["commit", "-q", "--allow-empty", "-m", message]);
        self.run(&["rev-parse", "HEAD"])
    }
}
