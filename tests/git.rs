//! Revisions: records read from the objects of repositories that git itself made.

#[path = "support/git.rs"]
mod git;
#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::Path;

use git::{Git, pen};
use program::{Run, assert_same, files, project, put, run, standing};

const CONFIG: &str = "format = 1\ntitle = \"Cold Watch\"\n";

/// A repository with one account, whose name changes once.
fn small() -> (Git, String, String) {
    let git = Git::new();
    git.put("standing.toml", CONFIG)
        .put("accounts/northwind/account.toml", "[account]\nname = \"Northwind\"\n");
    let first = git.commit(pen("Priya Nair", "2026-03-01"), "Begin");
    git.put("accounts/northwind/account.toml", "[account]\nname = \"Northwind Logistics\"\n");
    let second = git.commit(pen("Tomas Lindqvist", "2026-03-20"), "Say the whole name");
    (git, first, second)
}

fn status(folder: &Path, arguments: &[&str]) -> Run {
    Run::of(standing().arg("status").arg(folder).args(arguments))
}

fn check(folder: &Path, arguments: &[&str]) -> Run {
    Run::of(standing().arg("check").arg(folder).args(arguments))
}

#[test]
fn a_revision_is_read_without_a_checkout_as_of_its_day() {
    let (git, first, _) = small();
    let now = status(&git.root, &["--rev", "HEAD"]);
    assert!(
        now.out.contains("Northwind Logistics") && now.out.contains("20\u{a0}Mar\u{a0}2026"),
        "{}",
        now.said()
    );
    let then = status(&git.root, &["--rev", &first]);
    assert!(!then.out.contains("Logistics") && then.out.contains("1\u{a0}Mar\u{a0}2026"), "{}", then.said());
    let later = status(&git.root, &["--rev", &first, "--as-of", "2026-03-25"]);
    assert!(
        !later.out.contains("Logistics") && later.out.contains("25\u{a0}Mar\u{a0}2026"),
        "{}",
        later.said()
    );
    // What lies in the folder plays no part.
    fs::remove_dir_all(git.root.join("accounts")).unwrap();
    fs::remove_file(git.root.join("standing.toml")).unwrap();
    assert_eq!(status(&git.root, &["--rev", "HEAD"]).out, now.out);
}

#[test]
fn a_revision_says_what_its_checkout_says() {
    let git = Git::new();
    program::write(&git.root, &files(&project("example-accounts")));
    git.commit(pen("Priya Nair", "2026-06-30"), "Take over the records");
    let (from_files, from_git) = (git.beside("from-files"), git.beside("from-git"));
    let day = ["--as-of", "2026-06-30"];
    run(standing().arg("build").arg(&git.root).arg("-o").arg(&from_files).args(day), 0);
    run(standing().arg("build").arg(&git.root).args(["--rev", "HEAD", "-o"]).arg(&from_git).args(day), 0);
    assert_same("files against objects", &files(&from_files), &files(&from_git));
    let checked = |arguments: &[&str]| check(&git.root, &[&["--format", "json"], arguments].concat()).out;
    assert_eq!(checked(&day), checked(&["--rev", "HEAD", "--as-of", "2026-06-30"]));
}

#[test]
fn bare_repositories_and_worktrees_are_read() {
    let (git, first, _) = small();
    let expected = status(&git.root, &["--rev", "HEAD"]).out;
    let bare = git.beside("bare.git");
    git.run(&["clone", "-q", "--bare", ".", bare.to_str().unwrap()]);
    assert_eq!(status(&bare, &["--rev", "main"]).out, expected);
    let refused = run(standing().arg("build").arg(&bare).args(["--rev", "main"]), 2);
    assert!(refused.err.contains("--output"), "{}", refused.err);
    let worktree = git.beside("worktree");
    git.run(&["worktree", "add", "-q", worktree.to_str().unwrap(), &first]);
    let then = status(&worktree, &["--rev", "HEAD"]).out;
    assert!(then.contains("1\u{a0}Mar\u{a0}2026"), "{then}");
    assert_eq!(status(&worktree, &["--rev", "main"]).out, expected);
    assert_eq!(status(&worktree.join("accounts").join(".."), &["--rev", "main"]).out, expected);
}

#[test]
fn records_may_lie_in_a_folder_of_a_larger_repository() {
    let git = Git::new();
    git.put("sales/records/standing.toml", CONFIG)
        .put("sales/records/accounts/northwind/account.toml", "[account]\nname = \"Northwind\"\n")
        .put("accounts/other/account.toml", "[account]\nname = \"Other\"\n");
    git.commit(pen("Priya Nair", "2026-03-01"), "Begin");
    let records = git.root.join("sales/records");
    let inside = status(&records, &["--rev", "HEAD"]);
    assert!(inside.out.contains("Northwind") && !inside.out.contains("Other"), "{}", inside.said());
    assert_eq!(status(&git.root, &["--rev", "HEAD:sales/records"]).out, inside.out);
    let missing = status(&git.root, &["--rev", "HEAD"]);
    assert!(missing.code == 2 && missing.err.contains("REV:FOLDER"), "{}", missing.said());
    let missing = status(&git.root, &["--rev", "HEAD:sales/recrods"]);
    assert!(missing.code == 2 && missing.err.contains("no folder `recrods`"), "{}", missing.said());
}

#[test]
fn what_is_no_revision_is_told() {
    let (git, ..) = small();
    let missing = status(&git.root, &["--rev", "nowhere"]);
    assert!(
        missing.code == 2 && missing.err.contains("there is no such revision here"),
        "{}",
        missing.said()
    );
    let outside = tempfile::tempdir().unwrap();
    put(outside.path(), "standing.toml", CONFIG);
    let none = status(outside.path(), &["--rev", "HEAD"]);
    assert!(none.code == 2 && none.err.contains("is in no git repository"), "{}", none.said());
    let empty = Git::new();
    let none = status(&empty.root, &["--rev", "HEAD"]);
    assert!(none.code == 2 && none.err.contains("there is no such revision here"), "{}", none.said());
}

#[test]
fn a_shallow_clone_is_recognised() {
    let (git, first, _) = small();
    let shallow = git.beside("shallow");
    let origin = format!("file://{}", git.root.display());
    git.run(&["clone", "-q", "--depth", "1", &origin, shallow.to_str().unwrap()]);
    assert_eq!(status(&shallow, &["--rev", "HEAD"]).out, status(&git.root, &["--rev", "HEAD"]).out);
    for rev in [first.as_str(), "HEAD~1"] {
        let cut = status(&shallow, &["--rev", rev]);
        assert!(cut.code == 2 && cut.err.contains("git fetch --unshallow"), "{}", cut.said());
    }
}

#[test]
fn content_that_is_not_in_the_clone_is_told() {
    let (git, ..) = small();
    git.run(&["config", "uploadpack.allowFilter", "true"]);
    let partial = git.beside("partial");
    let origin = format!("file://{}", git.root.display());
    let arguments = ["clone", "-q", "--bare", "--filter=blob:none", &origin, partial.to_str().unwrap()];
    git.run(&arguments);
    let lost = status(&partial, &["--rev", "main"]);
    assert!(lost.code == 2 && lost.err.contains("made with a filter"), "{}", lost.said());
}

#[test]
fn submodules_and_pointers_are_refused() {
    let (other, ..) = small();
    let git = Git::new();
    git.put("standing.toml", CONFIG)
        .put("accounts/northwind/account.toml", "[account]\nname = \"Northwind\"\n")
        .put(
            "accounts/northwind/notes/2026-03-01-call.md",
            "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n",
        );
    let origin = format!("file://{}", other.root.display());
    git.run(&["submodule", "--quiet", "add", &origin, "accounts/northwind/archive"]);
    git.run(&["submodule", "--quiet", "add", &origin, "accounts/globex"]);
    git.commit(pen("Priya Nair", "2026-03-01"), "Begin");
    for arguments in [&["--as-of", "2026-03-01"][..], &["--rev", "HEAD"]] {
        let told = check(&git.root, arguments);
        assert_eq!(told.code, 1);
        for text in
            ["accounts/globex", "accounts/northwind/archive", "error[submodule]", "error[lfs-pointer]"]
        {
            assert!(told.out.contains(text), "{text}: {}", told.said());
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_not_utf8_or_differ_by_case_alone_are_told_alike() {
    use std::os::unix::ffi::OsStrExt;
    let git = Git::new();
    git.put("standing.toml", CONFIG)
        .put("accounts/northwind/account.toml", "[account]\nname = \"Northwind\"\n")
        .put("accounts/northwind/People.toml", "[[person]]\nid = \"amelia\"\nname = \"Amelia\"\n")
        .put("accounts/northwind/people.toml", "[[person]]\nid = \"jonas\"\nname = \"Jonas\"\n");
    let name = std::ffi::OsStr::from_bytes(b"accounts/northwind/caf\xe9.toml");
    fs::write(git.root.join(name), "").unwrap();
    git.commit(pen("Priya Nair", "2026-03-01"), "Begin");
    let as_files = check(&git.root, &["--as-of", "2026-03-01", "--all"]);
    assert_eq!(as_files.out, check(&git.root, &["--rev", "HEAD", "--all"]).out);
    assert!(as_files.out.contains("bad-file-name"), "{}", as_files.out);
}

#[test]
fn a_check_of_a_change_says_what_it_touches_and_what_it_breaks_elsewhere() {
    let git = Git::new();
    git.put("standing.toml", CONFIG)
        .put("team.toml", "[[member]]\nid = \"priya\"\nname = \"Priya Nair\"\n")
        .put(
            "accounts/northwind/account.toml",
            "[account]\nname = \"Northwind\"\nteam = [{ who = \"priya\", as = \"owner\" }]\n",
        )
        .put("accounts/adagio/account.toml", "[account]\nname = \"Adagio\"\ntires = 1\n");
    git.commit(pen("Priya Nair", "2026-03-01"), "Begin");
    git.run(&["checkout", "-q", "-b", "proposal"]);
    git.put("team.toml", "[[member]]\nid = \"prya\"\nname = \"Priya Nair\"\n");
    git.commit(pen("Priya Nair", "2026-03-02"), "Misspell an id");
    git.run(&["checkout", "-q", "main"]);
    git.put("accounts/late/account.toml", "[account]\nname = \"Late\"\ntires = 1\n");
    git.commit(pen("Lena Fuchs", "2026-03-03"), "Make another mistake");
    let since = |arguments: &[&str]| check(&git.root, &[&["--changed-since"], arguments].concat());
    let said = |run: &Run| run.out.matches("error[").count();
    // What was wrong before, and what came to the main branch meanwhile, is no part of the proposal.
    let proposal = since(&["main", "--rev", "proposal"]);
    assert_eq!((proposal.code, said(&proposal)), (1, 1), "{}", proposal.said());
    assert!(proposal.out.contains("error[unresolved-reference]"), "{}", proposal.said());
    assert!(proposal.out.contains("accounts/northwind/account.toml"), "{}", proposal.said());
    assert!(proposal.out.contains("; changed since main: 1 error"), "{}", proposal.said());
    // Whatever is wrong in a file that is touched belongs to the change, and files that nobody committed count.
    assert_eq!(said(&since(&["main"])), 0);
    git.put("accounts/adagio/account.toml", "[account]\nname = \"Adagio Ltd\"\ntires = 1\n");
    let touched = since(&["main"]);
    assert_eq!((touched.code, said(&touched)), (1, 1), "{}", touched.said());
    assert!(touched.out.contains("accounts/adagio/account.toml"), "{}", touched.said());
    git.run(&["checkout", "-q", "--orphan", "other"]);
    git.commit(pen("Lena Fuchs", "2026-03-04"), "Begin elsewhere");
    let unrelated = since(&["main"]);
    assert!(unrelated.code == 2 && unrelated.err.contains("no commit in common"), "{}", unrelated.said());
}
