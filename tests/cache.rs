//! What `standing build` keeps for the next build: it saves work, and never changes a byte of what is built or said.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use proptest::prelude::*;

use program::{Files, Run, assert_same, build, files, project, put, run, standing};

const STILL: &str = "nothing has changed since the last build";

/// A copy of the small repository, and room for sites.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        program::write(&desk.records(), &files(&project("tests/golden/records")));
        desk
    }

    fn records(&self) -> PathBuf {
        self.0.path().join("records")
    }

    fn site(&self) -> PathBuf {
        self.0.path().join("site")
    }

    fn cache(&self) -> PathBuf {
        self.records().join(".standing/cache")
    }

    /// A build that remembers the last one.
    fn warm(&self) -> Command {
        let mut command = standing();
        command.args(["build", "--verbose", "--keep-going"]).arg(self.records()).arg("-o").arg(self.site());
        command
    }

    fn is_still(&self) -> bool {
        run(&mut self.warm(), 0).err.contains(STILL)
    }

    /// Builds with what is remembered, and from nothing: both must give and say the same.
    fn compare(&self, what: &str) {
        let warm = Run::of(&mut self.warm());
        let clean = self.0.path().join("clean");
        let cold = Run::of(build(&self.records(), &clean).args(["--verbose", "--keep-going"]));
        let told = |run: &Run| -> Vec<String> {
            let is_ours = |line: &&str| ![STILL, "found "].iter().any(|start| line.contains(start));
            run.err.lines().filter(is_ours).map(str::to_owned).collect()
        };
        assert_eq!((warm.code, told(&warm)), (cold.code, told(&cold)), "{what}");
        assert_same(what, &site(&clean), &site(&self.site()));
    }
}

fn site(folder: &Path) -> Files {
    files(folder)
}

#[test]
fn a_build_of_the_same_does_nothing_and_says_the_same() {
    let desk = Desk::new();
    let first = run(&mut desk.warm(), 0);
    assert!(!first.err.contains(STILL));
    let before = fs::metadata(desk.site()).unwrap().modified().unwrap();
    let second = run(&mut desk.warm(), 0);
    assert!(second.err.contains(STILL), "{}", second.err);
    assert_eq!(fs::metadata(desk.site()).unwrap().modified().unwrap(), before);
    assert!(second.out.contains("(0 written, "), "{}", second.out);
    assert_eq!(second.err.replace(&format!("{STILL}\n"), ""), first.err);
    // Another day, theme or way of building is another site.
    for other in [["--as-of", "2026-05-01"], ["--theme", "plain"]] {
        assert!(!run(desk.warm().args(other), 0).err.contains(STILL));
        assert!(!desk.is_still());
    }
    assert!(!run(desk.warm().arg("--no-cache"), 0).err.contains(STILL));
    let told = run(desk.warm().args(["--no-cache", "--timings"]), 0).err;
    for part in [
        "s  history",
        "s  publication",
        "s  account accounts/crumb",
        "template account.html, 3 pages",
        " kept",
        "MiB",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    run(standing().arg("clean").arg(desk.records()), 0);
    assert!(!desk.records().join(".standing").exists());
    assert!(!desk.is_still());
}

#[test]
fn neither_a_damaged_note_nor_a_damaged_site_is_trusted() {
    let desk = Desk::new();
    run(&mut desk.warm(), 0);
    put(&desk.site(), "index.html", "torn");
    assert!(!desk.is_still());
    desk.compare("a page was changed");
    fs::remove_file(desk.site().join("actions.html")).unwrap();
    desk.compare("a page was deleted");
    // Each place has a note of its own.
    for note in fs::read_dir(desk.cache()).unwrap().map(|entry| entry.unwrap().path()) {
        let whole = fs::read_to_string(&note).unwrap();
        fs::write(&note, whole.replace("\"records\":", "\"records\":1")).unwrap();
    }
    assert!(!desk.is_still());
    assert!(desk.is_still());
}

#[test]
fn a_commit_is_told_though_no_record_changed() {
    let desk = Desk::new();
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=Ana", "-c", "user.email=ana@example.org", "-C"]);
        let output = command.arg(desk.records()).args(arguments).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "Begin"]);
    run(&mut desk.warm(), 0);
    assert!(desk.is_still());
    assert_eq!(git(&["status", "--porcelain"]), "", "git is told nothing of what is kept");
    git(&["commit", "-q", "--allow-empty", "-m", "Go on"]);
    assert!(!desk.is_still());
    assert!(desk.is_still());
}

/// Something done to the records.
fn change(desk: &Desk, deed: u8, at: usize) -> String {
    let records = desk.records();
    let all: Vec<String> = files(&records).into_keys().filter(|path| !path.starts_with('.')).collect();
    let path = &all[at % all.len()];
    let file = records.join(path);
    match deed {
        0 => fs::write(&file, [fs::read(&file).unwrap(), b"\n".to_vec()].concat()).unwrap(),
        1 => fs::remove_file(&file).unwrap(),
        2 => fs::rename(&file, file.with_file_name(format!("moved-{}", path.len()))).unwrap(),
        3 => {
            let text = fs::read_to_string(records.join("standing.toml")).unwrap_or_default();
            put(&records, "standing.toml", text.replace("name = \"", "name = \"The "));
        }
        4 => put(&records, &format!("accounts/new-{at}/account.toml"), "[account]\nname = \"New\"\n"),
        5 => {
            let from = project("tests/golden/records").join(path);
            if from.is_file() {
                fs::copy(from, &file).unwrap();
            }
        }
        _ => {}
    }
    format!("deed {deed} to {path}")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3, max_shrink_iters: 4, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_a_warm_build_gives_the_bytes_of_a_clean_one(
        deeds in prop::collection::vec((0u8..7, 0usize..1000), 4..6),
    ) {
        let desk = Desk::new();
        desk.compare("at first");
        for (deed, at) in deeds {
            desk.compare(&change(&desk, deed, at));
        }
    }
}
