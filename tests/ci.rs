//! `standing init --ci`: the workflow's own commands run in a clone, as the forge would run them. What the forges say of the
//! files is asked in `tests/browser/ci.mjs`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use program::{put, run, standing};

/// Git without anything of whoever runs the tests.
fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(folder).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
    for who in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{who}_NAME"), "Ida").env(format!("GIT_{who}_EMAIL"), "ida@example.org");
    }
    run(command.args(arguments), 0);
}

/// A repository with a workflow, committed, and its clone with all of its history.
fn cloned(folder: &Path, forge: &str) -> PathBuf {
    let (origin, clone) = (folder.join("origin"), folder.join("clone"));
    run(standing().args(["init", "--ci", forge]).arg(&origin), 0);
    git(&origin, &["init", "--quiet", "--initial-branch=main"]);
    git(&origin, &["add", "."]);
    git(&origin, &["commit", "--quiet", "--message", "Begin"]);
    git(folder, &["clone", "--quiet", "origin", "clone"]);
    clone
}

/// The commands of a workflow that call the program, in order, one a step.
fn commands(workflow: &Path) -> Vec<String> {
    let text = fs::read_to_string(workflow).unwrap();
    let lines = text.lines().map(|line| line.trim().trim_start_matches("- "));
    let each = lines.filter_map(|line| {
        let command = line.strip_prefix("run: ").unwrap_or(line);
        command.starts_with("standing ").then(|| command.to_owned())
    });
    each.collect()
}

/// Runs a command as a step does: in a shell that stops at the first failure, with the program in the path.
fn step(clone: &Path, command: &str, code: i32) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_standing")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let mut shell = Command::new("bash");
    shell.args(["-e", "-o", "pipefail", "-c", command]).current_dir(clone).env("PATH", path);
    let ran = run(&mut shell, code);
    ran.out + &ran.err
}

/// A proposal with a mistake in it.
fn spoil(clone: &Path) -> String {
    let account = "accounts/example-customer/account.toml";
    let text = fs::read_to_string(clone.join(account)).unwrap();
    put(clone, account, text.replace("[account]", "[account]\ntiers = \"key\""));
    account.to_owned()
}

#[test]
fn github_checks_a_proposal_and_builds_the_site() {
    let folder = tempfile::tempdir().unwrap();
    let clone = cloned(folder.path(), "github");
    let all = commands(&clone.join(".github/workflows/standing.yml"));
    assert_eq!(all, ["standing check --format github", "standing build -o public"]);
    for command in &all {
        step(&clone, command, 0);
    }
    assert!(clone.join("public/index.html").is_file());
    let account = spoil(&clone);
    let said = step(&clone, &all[0], 1);
    assert!(said.contains(&format!("::error file={account},line=")), "{said}");
    step(&clone, &all[1], 1);
}

#[test]
fn gitlab_reports_on_a_proposal_and_builds_the_site() {
    let folder = tempfile::tempdir().unwrap();
    let clone = cloned(folder.path(), "gitlab");
    let all = commands(&clone.join(".gitlab-ci.yml"));
    let (checks, builds) = all.split_at(3);
    let check = checks.join("\n");
    step(&clone, &check, 0);
    assert_eq!(builds, ["standing build -o public"]);
    step(&clone, &builds[0], 0);
    assert!(clone.join("public/index.html").is_file());
    let account = spoil(&clone);
    let said = step(&clone, &check, 1);
    assert!(said.contains("error[unknown-field]"), "{said}");
    let report = fs::read_to_string(clone.join("code-quality.json")).unwrap();
    assert!(report.contains("\"check_name\": \"unknown-field\"") && report.contains(&account), "{report}");
    assert!(fs::read_to_string(clone.join("junit.xml")).unwrap().contains("<failure "));
}

/// All history is fetched, and nothing is published that nobody asked to be.
#[test]
fn a_workflow_fetches_all_and_publishes_nothing_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    for (forge, file, depth) in [
        ("github", ".github/workflows/standing.yml", "fetch-depth: 0"),
        ("gitlab", ".gitlab-ci.yml", "GIT_DEPTH: \"0\""),
    ] {
        let place = folder.path().join(forge);
        run(standing().args(["init", "--ci", forge]).arg(&place), 0);
        let text = fs::read_to_string(place.join(file)).unwrap();
        assert!(text.contains(depth) && text.contains("STANDING_PAGES"), "{text}");
        assert!(!text.contains("{version}"));
    }
}

#[test]
fn a_repository_that_is_there_gets_the_workflow_alone() {
    let folder = tempfile::tempdir().unwrap();
    run(standing().arg("init").arg(folder.path()), 0);
    let said = run(standing().args(["init", "--ci", "github"]).arg(folder.path()), 0).out;
    assert!(said.contains(".github/workflows/standing.yml") && !said.contains("team.toml"), "{said}");
    let again = run(standing().args(["init", "--ci", "github"]).arg(folder.path()), 2);
    assert!(again.err.contains("standing.yml"), "{}", again.err);
}
