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

/// The commands of a job of a workflow that are none of the forge's own, in order, one a step or a line of a script.
fn commands(workflow: &Path, job: &str) -> Vec<String> {
    let text = fs::read_to_string(workflow).unwrap();
    let indented = |line: &str| line.len() - line.trim_start().len();
    let mut lines = text.lines().skip_while(|line| line.trim() != format!("{job}:"));
    let depth = indented(lines.next().unwrap());
    let inside: Vec<&str> =
        lines.take_while(|line| line.trim().is_empty() || indented(line) > depth).collect();
    let mut found = Vec::new();
    let mut lines = inside.iter().peekable();
    while let Some(line) = lines.next() {
        let Some((_, command)) = ["run: ", "- "].into_iter().find_map(|sign| line.split_once(sign)) else {
            continue;
        };
        if command == "|" {
            let depth = indented(line);
            let mut block = Vec::new();
            while let Some(line) = lines.next_if(|line| indented(line) > depth) {
                block.push(line.trim_start());
            }
            found.push(block.join("\n"));
        } else if command.starts_with("standing ")
            || command.starts_with("echo ")
            || command.starts_with("BASE=")
        {
            found.push(command.to_owned());
        }
    }
    found
}

/// Runs a command as a step does: in a shell that stops at the first failure, with the program in the path, and programs that
/// stand in for those that reach the forge.
fn step(clone: &Path, command: &str, set: &[(&str, &str)], code: i32) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_standing")).parent().unwrap();
    let beside = clone.parent().unwrap().join("programs");
    let path = format!("{}:{}:{}", beside.display(), program.display(), std::env::var("PATH").unwrap());
    let mut shell = Command::new("bash");
    shell.args(["-e", "-o", "pipefail", "-c", command]).current_dir(clone).env("PATH", path);
    let ran = run(shell.envs(set.iter().copied()), code);
    ran.out + &ran.err
}

/// A program that writes down what it is asked, and answers what a file beside it says to anything that asks only.
fn stand_in(clone: &Path, name: &str) {
    use std::os::unix::fs::PermissionsExt;
    let place = clone.parent().unwrap().join("programs").join(name);
    let text = "#!/bin/sh\necho \"$*\" >> \"$0.asked\"\ncase \"$*\" in *PATCH*|*POST*|*PUT*) ;; *) cat \"$0.answer\" ;; esac\n";
    put(place.parent().unwrap(), name, text);
    put(place.parent().unwrap(), &format!("{name}.answer"), "");
    fs::set_permissions(&place, fs::Permissions::from_mode(0o755)).unwrap();
}

/// What a stand-in was asked, the last line, after its next answer was set.
fn asked(clone: &Path, name: &str, answer: &str) -> String {
    let folder = clone.parent().unwrap().join("programs");
    put(&folder, &format!("{name}.answer"), answer);
    let asked = fs::read_to_string(folder.join(format!("{name}.asked"))).unwrap();
    asked.lines().last().unwrap().to_owned()
}

/// A proposal that takes a promise back, on a branch of its own, after something else came to the main branch.
fn propose(clone: &Path) {
    git(clone, &["checkout", "--quiet", "-b", "proposal"]);
    let account = "accounts/example-customer/account.toml";
    let text = fs::read_to_string(clone.join(account)).unwrap();
    assert!(text.contains("target = 95"));
    put(clone, account, text.replace("target = 95", "target = 90"));
    git(clone, &["commit", "--quiet", "--all", "--message", "Promise less"]);
    git(clone, &["checkout", "--quiet", "main"]);
    put(clone, "accounts/other/account.toml", "[account]\nname = \"Other\"\ntiers = 1\n");
    git(clone, &["add", "."]);
    git(clone, &["commit", "--quiet", "--message", "Make a mistake elsewhere"]);
    git(clone, &["update-ref", "refs/remotes/origin/main", "main"]);
    git(clone, &["checkout", "--quiet", "proposal"]);
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
    let workflow = clone.join(".github/workflows/standing.yml");
    let (checks, builds) = (commands(&workflow, "check"), commands(&workflow, "build"));
    assert_eq!(builds, ["standing build -o public"]);
    let [of_proposal, of_all] = checks.as_slice() else { panic!("{checks:?}") };
    assert_eq!(of_all, "standing check --format github");
    step(&clone, of_all, &[], 0);
    step(&clone, &builds[0], &[], 0);
    assert!(clone.join("public/index.html").is_file());
    let base = [("GITHUB_BASE_REF", "main")];
    step(&clone, of_proposal, &base, 0);
    let account = spoil(&clone);
    for command in [of_all, of_proposal] {
        let said = step(&clone, command, &base, 1);
        assert!(said.contains(&format!("::error file={account},line=")), "{said}");
    }
    step(&clone, &builds[0], &[], 1);
}

#[test]
fn github_says_in_one_comment_what_a_proposal_changes() {
    let folder = tempfile::tempdir().unwrap();
    let clone = cloned(folder.path(), "github");
    let workflow = clone.join(".github/workflows/standing.yml");
    propose(&clone);
    let summary = folder.path().join("summary");
    let set = [
        ("GITHUB_BASE_REF", "main"),
        ("GITHUB_STEP_SUMMARY", summary.to_str().unwrap()),
        ("GITHUB_REPOSITORY", "us/customers"),
        ("PROPOSAL", "7"),
    ];
    let compare = commands(&workflow, "compare");
    let [say, comment] = compare.as_slice() else { panic!("{compare:?}") };
    step(&clone, say, &set, 0);
    let said = fs::read_to_string(clone.join("difference.md")).unwrap();
    assert!(said.contains("target 95 → 90") && !said.contains("Other"), "{said}");
    assert_eq!(said, fs::read_to_string(&summary).unwrap());
    stand_in(&clone, "gh");
    step(&clone, comment, &set, 0);
    let body = "--field body=@difference.md --silent";
    assert_eq!(
        asked(&clone, "gh", "41\n52\n"),
        format!("api --method POST repos/us/customers/issues/7/comments {body}")
    );
    step(&clone, comment, &set, 0);
    let again = format!("api --method PATCH repos/us/customers/issues/comments/41 {body}");
    assert_eq!(asked(&clone, "gh", ""), again);
    put(&clone, "difference.md", "é".repeat(70_000));
    step(&clone, comment, &set, 0);
    assert!(fs::read_to_string(clone.join("difference.md")).unwrap().contains("more than a comment holds"));
}

#[test]
fn gitlab_reports_on_the_main_branch_and_builds_the_site() {
    let folder = tempfile::tempdir().unwrap();
    let clone = cloned(folder.path(), "gitlab");
    let workflow = clone.join(".gitlab-ci.yml");
    let check = commands(&workflow, "check").join("\n");
    step(&clone, &check, &[], 0);
    let builds = commands(&workflow, ".site");
    assert_eq!(builds, ["standing build -o public"]);
    step(&clone, &builds[0], &[], 0);
    assert!(clone.join("public/index.html").is_file());
    let account = spoil(&clone);
    let said = step(&clone, &check, &[], 1);
    assert!(said.contains("error[unknown-field]"), "{said}");
    let report = fs::read_to_string(clone.join("code-quality.json")).unwrap();
    assert!(report.contains("\"check_name\": \"unknown-field\"") && report.contains(&account), "{report}");
    assert!(fs::read_to_string(clone.join("junit.xml")).unwrap().contains("<failure "));
}

#[test]
fn gitlab_says_what_a_proposal_changes() {
    let folder = tempfile::tempdir().unwrap();
    let clone = cloned(folder.path(), "gitlab");
    let workflow = clone.join(".gitlab-ci.yml");
    propose(&clone);
    let set = [
        ("CI_MERGE_REQUEST_DIFF_BASE_SHA", "main"),
        ("CI_API_V4_URL", "https://gitlab.example.com/api/v4"),
        ("CI_PROJECT_ID", "3"),
        ("CI_MERGE_REQUEST_IID", "7"),
    ];
    step(&clone, &commands(&workflow, "proposal").join("\n"), &set, 0);
    stand_in(&clone, "curl");
    let compare = commands(&workflow, "compare").join("\n");
    step(&clone, &compare, &set, 0);
    let said = fs::read_to_string(clone.join("difference.md")).unwrap();
    assert!(said.contains("target 95 → 90") && !said.contains("Other"), "{said}");
    assert!(
        !clone.parent().unwrap().join("programs/curl.asked").exists(),
        "without a token nothing is asked"
    );
    let set = [&set[..], &[("STANDING_TOKEN", "secret")]].concat();
    step(&clone, &compare, &set, 0);
    let notes = "https://gitlab.example.com/api/v4/projects/3/merge_requests/7/notes";
    let answer = "[{\"id\":9,\"type\":null,\"body\":\"Fine\"},\
                   {\"id\":12,\"type\":null,\"body\":\"What this changes, by Standing\\n\"}]\n";
    let first = asked(&clone, "curl", answer);
    assert!(first.contains("--request POST") && first.ends_with(notes), "{first}");
    step(&clone, &compare, &set, 0);
    let second = asked(&clone, "curl", "");
    assert!(second.contains("--request PUT") && second.ends_with(&format!("{notes}/12")), "{second}");
    spoil(&clone);
    step(&clone, &commands(&workflow, "proposal").join("\n"), &set, 1);
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
