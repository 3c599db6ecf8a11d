//! What git knows of records: who wrote each down and when, how late that was, and how it was changed since.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/git.rs"]
mod git;
#[path = "support/program.rs"]
mod program;
#[path = "support/replay.rs"]
mod replay;

use std::fs;
use std::path::Path;

use git::{Git, Pen, pen};
use program::{assert_same, files, project, run, standing};
use replay::replay;
use standing::record::trace;
use standing::source::{Deed, Patterns, Provenance, Repository};

const CONFIG: &str = "format = 1\ntitle = \"Cold Watch\"\n";
const ACCOUNT: &str = "[account]\nname = \"Northwind\"\n";
const UPTIME: &str =
    "[[expectation]]\nid = \"uptime\"\nstatement = \"It is up.\"\nagreed = 2026-01-05\ntarget = ";

/// What is known of the records at HEAD.
fn known(git: &Git) -> Provenance {
    known_in(&git.root)
}

fn known_in(root: &Path) -> Provenance {
    let repository = Repository::around(root).unwrap().unwrap();
    trace(&repository.revision("HEAD").unwrap(), &Patterns::default()).unwrap()
}

/// Who wrote each version of a record, newest first, and what they did.
fn trail(known: &Provenance, folder: &str, name: &str) -> Vec<String> {
    let versions = known.trail(folder, name).iter().map(|version| {
        let deed = match &version.deed {
            Deed::TakenOver => "taken over".to_owned(),
            Deed::Written => "written".to_owned(),
            Deed::Removed => "removed".to_owned(),
            Deed::Changed(fields) => {
                let text = |says: &Option<String>| says.clone().unwrap_or_else(|| "–".to_owned());
                let each =
                    fields.iter().map(|one| format!("{} {} → {}", one.field, text(&one.was), text(&one.is)));
                each.collect::<Vec<_>>().join(", ")
            }
        };
        let day = version.commit.written;
        format!("{day} {}: {deed}", version.commit.author.split(' ').next().unwrap())
    });
    versions.collect()
}

fn begun() -> Git {
    let git = Git::new();
    git.put("standing.toml", CONFIG).put("accounts/northwind/account.toml", ACCOUNT);
    git.commit(pen("Priya Nair", "2026-01-02"), "Begin");
    git
}

#[test]
fn each_table_has_a_history_of_its_own() {
    let git = begun();
    git.put("accounts/northwind/expectations.toml", &format!("{UPTIME}99.5\n"));
    git.commit(pen("Priya Nair", "2026-01-06"), "Agree on uptime");
    let answer = "\n[[expectation]]\nid = \"answer\"\nstatement = \"They answer.\"\n";
    git.put("accounts/northwind/expectations.toml", &format!("# Ours\n{UPTIME}99.5\n{answer}"));
    git.commit(pen("Lena Fuchs", "2026-02-01"), "Agree on answers");
    git.put("accounts/northwind/expectations.toml", &format!("{UPTIME}99.9\n{answer}"));
    git.commit(pen("Tomas Lindqvist", "2026-03-01"), "Raise the target");
    // To another file, in another order: it says the same.
    fs::remove_file(git.root.join("accounts/northwind/expectations.toml")).unwrap();
    git.put("accounts/northwind/promises.toml", &format!("{answer}\n{UPTIME}99.9\n"));
    git.commit(pen("Sofia Marino", "2026-04-01"), "Tidy up");
    let known = known(&git);
    let uptime = ["2026-03-01 Tomas: target 99.5 → 99.9", "2026-01-06 Priya: written"];
    assert_eq!(trail(&known, "accounts/northwind", "expectation/uptime"), uptime);
    assert_eq!(trail(&known, "accounts/northwind", "expectation/answer"), ["2026-02-01 Lena: written"]);
    assert_eq!(trail(&known, "accounts/northwind", "account/account"), ["2026-01-02 Priya: taken over"]);
}

#[test]
fn moves_and_other_names_are_followed() {
    let git = begun();
    git.put("accounts/northwind/expectations.toml", &format!("{UPTIME}99.5\n"));
    git.put(
        "accounts/northwind/notes/2026-01-05-call.md",
        "+++\nchannel = \"call\"\n+++\nThey are content.\n",
    );
    git.commit(pen("Priya Nair", "2026-01-06"), "Agree on uptime");
    git.run(&["mv", "accounts/northwind", "accounts/emea"]);
    git.run(&[
        "mv",
        "accounts/emea/notes/2026-01-05-call.md",
        "accounts/emea/notes/2026-01-05-first-call.md",
    ]);
    git.commit(pen("Lena Fuchs", "2026-02-01"), "Rename the account");
    git.run(&["mv", "accounts/emea", "accounts/northwind2"]);
    fs::create_dir_all(git.root.join("accounts/emea")).unwrap();
    git.run(&["mv", "accounts/northwind2", "accounts/emea/northwind"]);
    let renamed =
        format!("{UPTIME}99.5\nformerly = [\"uptime\"]\n").replace("id = \"uptime\"", "id = \"up\"");
    git.put("accounts/emea/northwind/expectations.toml", &renamed);
    git.commit(pen("Tomas Lindqvist", "2026-03-01"), "Sort by region");
    // A name that differs by case alone.
    git.run(&[
        "mv",
        "accounts/emea/northwind/expectations.toml",
        "accounts/emea/northwind/Expectations.toml",
    ]);
    git.commit(pen("Sofia Marino", "2026-04-01"), "Shout");
    let known = known(&git);
    let folder = "accounts/emea/northwind";
    assert_eq!(
        trail(&known, folder, "expectation/up"),
        ["2026-03-01 Tomas: formerly – → uptime, id uptime → up", "2026-01-06 Priya: written"]
    );
    assert_eq!(
        trail(&known, folder, "note/2026-01-05-first-call"),
        ["2026-02-01 Lena: id 2026-01-05-call → 2026-01-05-first-call", "2026-01-06 Priya: written"]
    );
    assert_eq!(trail(&known, folder, "account/account"), ["2026-01-02 Priya: taken over"]);
    assert_eq!(known.trails.keys().collect::<Vec<_>>(), [folder]);
}

#[test]
fn a_move_of_all_records_to_another_folder_is_followed() {
    let git = begun();
    git.put("accounts/northwind/plan.toml", &format!("{UPTIME}99.5\n"));
    git.commit(pen("Lena Fuchs", "2026-01-10"), "Promise");
    git.put("customers/other.txt", "Not ours.\n");
    for name in ["standing.toml", "accounts"] {
        git.run(&["mv", name, "customers"]);
    }
    git.commit(pen("Priya Nair", "2026-01-20"), "Move all");
    fs::create_dir(git.root.join("data")).unwrap();
    git.run(&["mv", "customers", "data/customers"]);
    git.put("data/customers/accounts/northwind/plan.toml", &format!("{UPTIME}99.9\n"));
    git.commit(pen("Lena Fuchs", "2026-02-01"), "Move again, and promise more");
    // A second folder of records is nothing that was moved.
    git.put("second/standing.toml", CONFIG).put("second/accounts/northwind/account.toml", ACCOUNT);
    git.commit(pen("Priya Nair", "2026-02-10"), "Begin another");
    let known = |folder: &str| {
        let repository = Repository::around(&git.root.join(folder)).unwrap().unwrap();
        trace(&repository.revision("HEAD").unwrap(), &Patterns::default()).unwrap()
    };
    let moved = known("data/customers");
    let history = trail(&moved, "accounts/northwind", "expectation/uptime");
    assert_eq!(history, ["2026-02-01 Lena: target 99.5 → 99.9", "2026-01-10 Lena: written"]);
    let account = trail(&moved, "accounts/northwind", "account/account");
    assert_eq!(account, ["2026-01-02 Priya: taken over"]);
    let second = trail(&known("second"), "accounts/northwind", "account/account");
    assert_eq!(second, ["2026-02-10 Priya: taken over"]);
}

#[test]
fn names_that_differ_by_case_alone_or_are_no_text_do_not_lose_the_history() {
    use std::os::unix::ffi::OsStrExt;
    let git = begun();
    git.put("accounts/northwind/plan.toml", &format!("{UPTIME}99.5\n"));
    let odd = std::ffi::OsStr::from_bytes(b"accounts/northwind/notes/2026-01-05-caf\xe9.md");
    fs::create_dir_all(git.root.join("accounts/northwind/notes")).unwrap();
    fs::write(git.root.join(odd), "+++\nchannel = \"call\"\n+++\nWords.\n").unwrap();
    git.commit(pen("Lena Fuchs", "2026-01-10"), "Promise");
    git.run(&["mv", "accounts/northwind/plan.toml", "accounts/northwind/Plan.toml"]);
    git.run(&["mv", "accounts/northwind", "accounts/Northwind"]);
    git.commit(pen("Priya Nair", "2026-01-20"), "Write names otherwise");
    let known = known(&git);
    let history = trail(&known, "accounts/Northwind", "expectation/uptime");
    assert_eq!(history, ["2026-01-10 Lena: written"]);
    assert_eq!(trail(&known, "accounts/Northwind", "account/account"), ["2026-01-02 Priya: taken over"]);
}

#[test]
fn a_merge_is_nobodys_change_but_its_own() {
    let git = begun();
    git.put("accounts/northwind/expectations.toml", &format!("{UPTIME}99\n"));
    git.commit(pen("Priya Nair", "2026-01-06"), "Agree on uptime");
    git.run(&["switch", "-q", "-c", "side"]);
    git.put("accounts/northwind/expectations.toml", &format!("{UPTIME}99.5\n"));
    git.put("accounts/northwind/plan.toml", "[[challenge]]\ntitle = \"Call\"\nhorizon = \"strategic\"\n");
    git.commit(pen("Lena Fuchs", "2026-02-01"), "Raise it, and call");
    git.run(&["switch", "-q", "main"]);
    git.put("accounts/northwind/expectations.toml", &format!("{UPTIME}99.9\n"));
    git.commit(pen("Tomas Lindqvist", "2026-01-20"), "Raise it further");
    git.run_in(
        &git.root,
        pen("Sofia Marino", "2026-03-01"),
        &["merge", "-q", "-X", "ours", "--no-edit", "side"],
    );
    let known = known(&git);
    let uptime = trail(&known, "accounts/northwind", "expectation/uptime");
    assert!(!uptime.iter().any(|line| line.contains("Sofia")), "{uptime:?}");
    assert_eq!(trail(&known, "accounts/northwind", "challenge/call"), ["2026-02-01 Lena: written"]);
    // Its last change is the one that stands, not the newer one that the merge put aside.
    let site = git.beside("site");
    run(standing().args(["build", "-o"]).arg(&site).arg(&git.root).args(["--as-of", "2026-03-02"]), 0);
    let page = fs::read_to_string(site.join("accounts/northwind.html")).unwrap();
    let row = &page[page.find("id=\"expectation-uptime\"").unwrap()..];
    let row = &row[..row.find("</tr>").unwrap()];
    assert!(row.contains("20\u{a0}Jan\u{a0}2026, Tomas Lindqvist"), "{row}");
}

#[test]
fn what_cannot_be_read_is_not_taken_for_deleted() {
    let git = begun();
    git.put("accounts/northwind/expectations.toml", &format!("{UPTIME}99\n"));
    git.commit(pen("Priya Nair", "2026-01-06"), "Agree on uptime");
    git.put("accounts/northwind/expectations.toml", "[[expectation]\n");
    git.commit(pen("Lena Fuchs", "2026-02-01"), "Break it");
    git.put("accounts/northwind/expectations.toml", &format!("{UPTIME}99.5\n"));
    git.commit(pen("Tomas Lindqvist", "2026-03-01"), "Mend it");
    let uptime = trail(&known(&git), "accounts/northwind", "expectation/uptime");
    assert_eq!(uptime, ["2026-03-01 Tomas: ", "2026-01-06 Priya: written"]);
}

#[test]
fn old_days_signed_commits_and_rewritten_history_are_read() {
    let git = Git::new();
    git.put("standing.toml", CONFIG).put("accounts/northwind/account.toml", ACCOUNT);
    let old = Pen { author: "Priya Nair", written: "1986-04-26 01:23:40 +0300", committed: "1986-04-26" };
    git.commit(old, "Begin");
    git.put("accounts/northwind/plan.toml", "[[challenge]]\ntitle = \"Call\"\nhorizon = \"strategic\"\n");
    git.commit(pen("Lena Fuchs", "2026-02-01"), "Call");
    // The headers of a signature, which nobody here checks.
    let commit = git.run(&["cat-file", "commit", "HEAD"]);
    let (head, body) = commit.split_once("\n\n").unwrap();
    let signature = "gpgsig -----BEGIN SSH SIGNATURE-----\n U1NIU0lH\n -----END SSH SIGNATURE-----";
    fs::write(git.beside("signed"), format!("{head}\n{signature}\n\n{body}\n")).unwrap();
    let file = git.beside("signed");
    let signed = git.run(&["hash-object", "-t", "commit", "-w", file.to_str().unwrap()]);
    git.run(&["reset", "-q", "--hard", &signed]);
    let known_before = known(&git);
    assert_eq!(
        trail(&known_before, "accounts/northwind", "account/account"),
        ["1986-04-26 Priya: taken over"]
    );
    assert_eq!(trail(&known_before, "accounts/northwind", "challenge/call"), ["2026-02-01 Lena: written"]);
    // Rewritten: the author's day stays, the commit's name does not.
    let later = Pen { author: "Tomas Lindqvist", written: "2026-05-01", committed: "2026-05-01" };
    git.run_in(&git.root, later, &["commit", "-q", "--amend", "--no-edit", "-m", "Call them"]);
    let known_since = known(&git);
    assert_eq!(trail(&known_since, "accounts/northwind", "challenge/call"), ["2026-02-01 Lena: written"]);
    assert_ne!(known_before.trails, known_since.trails);
}

#[test]
fn what_was_never_committed_and_what_was_changed_since_is_said() {
    let git = Git::new();
    git.put("standing.toml", CONFIG).put("accounts/northwind/account.toml", ACCOUNT);
    let site = git.beside("site");
    let built = || {
        run(standing().args(["build", "--as-of", "2026-02-01", "-o"]).arg(&site).arg(&git.root), 0);
        fs::read_to_string(site.join("index.html")).unwrap()
    };
    assert!(!built().contains("Records at"), "nothing is committed");
    git.commit(pen("Priya Nair", "2026-01-02"), "Begin");
    let clean = built();
    assert!(clean.contains("Records at") && clean.contains("Priya Nair"), "{clean}");
    assert!(!clean.contains("not committed"));
    git.put("accounts/northwind/account.toml", &ACCOUNT.replace('\n', "\r\n"));
    assert!(!built().contains("not committed"), "line breaks alone are no change");
    git.put("accounts/northwind/plan.toml", "[[challenge]]\ntitle = \"Call\"\nhorizon = \"strategic\"\n");
    assert!(built().contains("not committed"));
    let data = || -> serde_json::Value {
        serde_json::from_slice(&fs::read(site.join("data/portfolio.json")).unwrap()).unwrap()
    };
    let commit = git.run(&["rev-parse", "HEAD"]);
    let revision = data()["revision"].as_str().unwrap().replace('\u{a0}', " ");
    assert_eq!(
        revision,
        format!("{}, 2 Jan 2026, Priya Nair, with changes that are not committed", &commit[..10])
    );
    assert_eq!(data()["as_of"], "2026-02-01");
    // Of the commit alone nothing of that is seen, wherever it is built.
    let elsewhere = git.beside("elsewhere");
    git.run(&["worktree", "add", "-q", "--detach", git.beside("tree").to_str().unwrap()]);
    let at = ["build", "--rev", &commit, "--as-of", "2026-02-01", "-o"];
    run(standing().args(at).arg(&site).arg(&git.root), 0);
    run(standing().args(at).arg(&elsewhere).arg(git.beside("tree")), 0);
    assert_same("a commit", &files(&site), &files(&elsewhere));
    assert!(!data()["revision"].as_str().unwrap().contains("not committed"));
}

#[test]
#[cfg(feature = "serve")]
fn what_is_served_names_who_wrote_it() {
    use standing::check::AsOf;
    use standing::serve::World;
    use standing::source::WorkingTree;
    let git = begun();
    git.put("accounts/northwind/plan.toml", &format!("{UPTIME}99.5\n"));
    git.commit(pen("Lena Fuchs", "2026-01-10"), "Promise");
    let day = || AsOf::Day("2026-02-01".parse().unwrap());
    let root = git.root.clone();
    let memory = move |_: &WorkingTree, _: &standing::check::Portfolio| (known_in(&root), Vec::new());
    let mut world = World::open(WorkingTree::open(&git.root).unwrap(), day, memory).unwrap();
    let page =
        |world: &World| String::from_utf8(world.page("accounts/northwind.html").unwrap().unwrap()).unwrap();
    assert!(page(&world).contains("Lena Fuchs"));
    git.put("accounts/northwind/plan.toml", &format!("{UPTIME}99.9\n"));
    assert!(world.refresh(None).unwrap());
    assert!(page(&world).contains("99.9"));
    git.commit(pen("Tomas Lindqvist", "2026-01-20"), "Promise more");
    assert!(
        !world.refresh(Some(&["accounts/northwind/plan.toml".into()])).unwrap(),
        "the file says the same"
    );
    assert!(!page(&world).contains("Tomas Lindqvist"));
    assert!(world.refresh(Some(&[".git/HEAD".into()])).unwrap(), "git does not");
    assert!(page(&world).contains("Tomas Lindqvist") && page(&world).contains("99.5 → 99.9"));
    assert!(!world.refresh(None).unwrap());
}

#[test]
fn what_is_late_and_what_looks_otherwise_since_is_marked() {
    let git = begun();
    git.put(
        "accounts/northwind/notes/2026-01-05-call.md",
        "+++\nchannel = \"call\"\n+++\nThey are content.\n",
    );
    git.commit(pen("Priya Nair", "2026-01-06"), "Note a call");
    let outage = "+++\nraised = 2026-02-10\nseverity = \"critical\"\n+++\n# Nothing worked\n\nFor a day.\n";
    git.put("accounts/northwind/complaints/2026-02-10-outage.md", outage);
    git.commit(pen("Lena Fuchs", "2026-04-20"), "Note the outage");
    git.put("accounts/northwind/complaints/2026-02-10-outage.md", &outage.replace("02-10", "02-01"));
    git.commit(pen("Lena Fuchs", "2026-04-21"), "It was earlier");
    let site = git.beside("site");
    run(
        standing().args(["build", "--rev", "HEAD", "--as-of", "2026-04-30", "-o"]).arg(&site).arg(&git.root),
        0,
    );
    let page = fs::read_to_string(site.join("accounts/northwind.html")).unwrap();
    let block = &page[page.find("id=\"written\"").unwrap()..];
    let block = block[..block.find("</section>").unwrap()].replace('\u{a0}', " ");
    assert!(
        block.contains("69 days late, on 20 Apr 2026, by Lena Fuchs") || block.contains("days late"),
        "{block}"
    );
    assert!(block.contains("moved back by 9 days, on 21 Apr 2026, by Lena Fuchs"), "{block}");
    assert!(block.contains("id=\"known-2026-03-31\""), "{block}");
    assert!(!block.contains("2026-01-05"), "{block}");
}

#[test]
fn a_shallow_clone_says_what_it_does_not_know() {
    let git = begun();
    git.put("accounts/northwind/plan.toml", "[[challenge]]\ntitle = \"Call\"\nhorizon = \"strategic\"\n");
    git.commit(pen("Lena Fuchs", "2026-02-01"), "Call");
    let shallow = git.beside("shallow");
    let origin = format!("file://{}", git.root.display());
    git.run(&["clone", "-q", "--depth", "1", &origin, shallow.to_str().unwrap()]);
    let site = git.beside("site");
    let said = run(standing().args(["build", "--as-of", "2026-02-01", "-o"]).arg(&site).arg(&shallow), 0);
    assert!(said.err.contains("shallow clone") && said.err.contains("--unshallow"), "{}", said.err);
    let page = fs::read_to_string(site.join("accounts/northwind.html")).unwrap();
    assert!(
        !page.contains("Priya Nair") && !page.contains("Lena Fuchs"),
        "nobody is named for what is not known"
    );
    assert!(fs::read_to_string(site.join("index.html")).unwrap().contains("the last commits only"));
}

/// example-accounts as a repository, replayed.
fn replayed(folder: &Path) -> std::path::PathBuf {
    let target = folder.join("example.git");
    let authors = ["Aoife Brennan", "Tomas Lindqvist", "Priya Nair", "Lena Fuchs"];
    replay(&files(&project("example-accounts")), &authors, &target);
    target
}

#[test]
fn a_build_at_a_commit_is_the_same_from_any_clone() {
    let folder = tempfile::tempdir().unwrap();
    let origin = replayed(folder.path());
    let again = tempfile::tempdir().unwrap();
    let other = replayed(again.path());
    let (one, two) = (folder.path().join("one"), again.path().join("two"));
    run(standing().args(["build", "--rev", "main", "-o"]).arg(&one).arg(&origin), 0);
    run(standing().args(["build", "--rev", "main", "-o"]).arg(&two).arg(&other), 0);
    assert_same("two replays", &files(&one), &files(&two));
    // The last commit holds the example as it lies in its folder.
    let plain = folder.path().join("plain");
    let (as_of, no) = (["--as-of", "2026-06-30"], "--no-history");
    run(standing().args(["build", no, "--rev", "main", "-o"]).arg(&plain).arg(&origin).args(as_of), 0);
    let expected = folder.path().join("expected");
    run(standing().args(["build", no, "-o"]).arg(&expected).arg(project("example-accounts")).args(as_of), 0);
    assert_same("the last commit", &files(&expected), &files(&plain));
}

/// The example with one more commit: a complaint of the worst kind at an account that stood well, a target that was
/// lowered, and a risk that is over.
fn proposed() -> Git {
    let git = Git::new();
    program::write(&git.root, &files(&project("example-accounts")));
    git.commit(pen("Aoife Brennan", "2026-06-20"), "Take over the records");
    let complaint = "+++\nraised = 2026-06-25\nseverity = \"critical\"\n+++\n# The alarm reached nobody\n\n\
                     @everyone <script>alert(1)</script>\n";
    git.put("accounts/rheinquell/complaints/2026-06-25-alarm.md", complaint);
    let path = "accounts/rheinquell/expectations.toml";
    let expectations = fs::read_to_string(git.root.join(path)).unwrap();
    assert!(expectations.contains("target = 98\n"));
    git.put(path, &expectations.replacen("target = 98\n", "target = 97\n", 1));
    git.commit(pen("Priya Raman", "2026-06-26"), "Write down the complaint");
    git
}

fn diff(git: &Git, range: &str, format: &str) -> String {
    run(standing().args(["diff", range]).arg(&git.root).args(["--format", format]), 0).out
}

#[test]
fn a_difference_says_what_moved_and_why() {
    let git = proposed();
    let markdown = diff(&git, "HEAD~1..HEAD", "markdown");
    let sentence = markdown.lines().next().unwrap();
    assert!(sentence.starts_with("This moves **Rheinquell Pharmalogistik GmbH** from good ("), "{markdown}");
    assert!(sentence.contains("to **at risk** (") && sentence.contains("because gates −"), "{markdown}");
    assert!(sentence.contains("complaint/2026-06-25-alarm"), "{markdown}");
    assert!(markdown.contains("- changed **expectation/in-dispatch**: target 98 → 97"), "{markdown}");
    assert!(markdown.contains("- added **complaint/2026-06-25-alarm**"), "{markdown}");
    assert!(!markdown.contains("@everyone") && !markdown.contains("<script>"), "{markdown}");
    let document: serde_json::Value = serde_json::from_str(&diff(&git, "HEAD~1..HEAD", "json")).unwrap();
    let account = &document["accounts"][0];
    assert_eq!(account["slug"], "rheinquell");
    let standing = &account["standing"];
    let points: f64 =
        standing["lines"].as_array().unwrap().iter().map(|line| line["points"].as_f64().unwrap()).sum();
    let change = standing["score_is"].as_f64().unwrap() - standing["score_was"].as_f64().unwrap();
    assert!((points - change).abs() < 1e-9, "{points} against {change}");
    // The way back says the opposite, and a revision against itself nothing.
    let back = diff(&git, "HEAD..HEAD~1", "terminal");
    assert!(back.contains("from at risk") && back.contains("removed complaint/2026-06-25-alarm"), "{back}");
    assert_eq!(diff(&git, "HEAD..HEAD", "markdown"), "Nothing differs.\n");
}

#[test]
fn days_and_the_folder_can_be_compared() {
    let git = proposed();
    let days = diff(&git, "2026-06-21..2026-06-27", "terminal");
    assert!(days.contains("added complaint/2026-06-25-alarm"), "{days}");
    assert_eq!(diff(&git, "HEAD..", "markdown"), "Nothing differs.\n");
    fs::remove_file(git.root.join("accounts/rheinquell/complaints/2026-06-25-alarm.md")).unwrap();
    assert!(diff(&git, "HEAD..", "terminal").contains("removed complaint/2026-06-25-alarm"));
    let early = standing().args(["diff", "2020-01-01..HEAD"]).arg(&git.root).output().unwrap();
    assert_eq!(early.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&early.stderr).contains("no records here on that day"));
}

#[test]
fn a_review_says_what_was_changed_under_it_and_can_be_built_again() {
    let git = begun();
    git.put(
        "accounts/northwind/reviews/2026-02-01-winter.md",
        "+++\nstrengths = [\"calm\"]\n+++\nA calm winter.\n",
    );
    git.commit(pen("Priya Nair", "2026-02-01"), "Hold a review");
    let build = |to: &str, arguments: &[&str]| {
        let site = git.beside(to);
        run(standing().args(["build", "-o"]).arg(&site).arg(&git.root).args(arguments), 0);
        files(&site)
    };
    let held = build("held", &["--as-of", "2026-02-01"]);
    let commit = git.run(&["rev-parse", "HEAD"]);
    git.put(
        "accounts/northwind/notes/2026-01-20-call.md",
        "+++\nchannel = \"call\"\n+++\nThey were not calm.\n",
    );
    git.commit(pen("Lena Fuchs", "2026-03-10"), "Note a call");
    let again = build("again", &["--rev", &commit, "--as-of", "2026-02-01"]);
    assert_same("the review as it was held", &held, &again);
    let now = build("now", &["--as-of", "2026-03-11"]);
    let page = String::from_utf8(now["accounts/northwind.html"].clone()).unwrap();
    let block = &page[page.find("Reviews as they were held").unwrap()..];
    assert!(block.contains(&format!("standing build --rev {} --as-of 2026-02-01", &commit[..10])), "{block}");
    assert!(block.contains("1 record") && block.contains("note-2026-01-20-call"), "{block}");
}

#[test]
fn changes_are_compared_with_a_revision_that_the_configuration_names() {
    let git = begun();
    let secret = "[[note]]\ntitle = \"A hushed word\"\non = 2026-01-08\nchannel = \"call\"\n";
    git.put("accounts/northwind/plan.toml", &format!("{UPTIME}99.5\n\n{secret}"));
    let configuration = fs::read_to_string(git.root.join("standing.toml")).unwrap();
    git.put("standing.toml", &configuration.replacen("title =", "changes_since = \"spring\"\ntitle =", 1));
    git.commit(pen("Lena Fuchs", "2026-01-10"), "Promise");
    let site = git.beside("site");
    let build =
        || run(standing().args(["build", "--as-of", "2026-06-30", "-o"]).arg(&site).arg(&git.root), 0);
    let changes = || fs::read_to_string(site.join("changes.html")).unwrap();
    let told = build().said();
    assert!(told.contains("standing.toml:") && told.contains("`changes_since`"), "{told}");
    assert!(!changes().contains("spring ("));
    git.run(&["tag", "spring"]);
    // The name means something now, and nothing else has changed: the page is made again.
    build();
    assert!(changes().contains("compares with spring ("));
    git.put(
        "accounts/northwind/plan.toml",
        &format!("{UPTIME}99.9\n\n{secret}visibility = \"confidential\"\n"),
    );
    git.commit(pen("Priya Nair", "2026-02-03"), "Promise more");
    build();
    let page = changes();
    assert!(
        page.contains("Since spring (")
            && page.contains("target 99.5 → 99.9")
            && page.contains("Records: 1 changed"),
        "{page}"
    );
    assert!(!page.contains("hushed"), "{page}");
    // Made after the day that is shown, it is judged as of that day: nothing but the words differs.
    git.put("accounts/northwind/open.toml", "[[action]]\nwhat = \"Ring them\"\ndue = 2026-03-01\n");
    git.commit(pen("Priya Nair", "2029-06-01"), "Agree on a call, years later");
    git.run(&["tag", "-f", "spring"]);
    run(standing().args(["build", "--as-of", "2026-01-20", "-o"]).arg(&site).arg(&git.root), 0);
    assert!(!changes().contains("Cleared") && !changes().contains("Newly broken"), "{}", changes());
}

#[test]
fn a_history_that_was_kept_is_the_one_that_is_traced() {
    let git = Git::new();
    program::write(&git.root, &files(&project("example-accounts")));
    git.commit(pen("Aoife Brennan", "2026-06-20"), "Take over the records");
    let (path, cache) = ("accounts/rheinquell/expectations.toml", git.beside("cache"));
    let expectations = fs::read_to_string(git.root.join(path)).unwrap();
    let promise = |target: u32| {
        git.put(path, &expectations.replacen("target = 98\n", &format!("target = {target}\n"), 1));
    };
    let build = |to: &str, cached: bool| {
        let site = git.beside(to);
        let mut command = standing();
        command.args(["build", "--as-of", "2026-06-30", "-o"]).arg(&site).arg(&git.root);
        if cached {
            command.arg("--cache-dir").arg(&cache)
        } else {
            command.arg("--no-cache")
        };
        run(&mut command, 0);
        files(&site)
    };
    let notes = || -> Vec<_> {
        let all = fs::read_dir(&cache).unwrap().map(|entry| entry.unwrap().path());
        all.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("history-")).collect()
    };
    for (day, target) in ["2026-06-21", "2026-06-22"].into_iter().zip([97, 96]) {
        build("kept", true);
        // The same commit, with something that was not committed.
        promise(target);
        assert_same("with what was kept", &build("afresh", false), &build("kept", true));
        git.commit(pen("Priya Raman", day), "Promise less");
        assert_same("after a commit", &build("afresh", false), &build("kept", true));
    }
    let [note] = notes().try_into().unwrap();
    let text = fs::read_to_string(&note).unwrap();
    fs::write(&note, text.replace("Priya Raman", "Nobody Atall")).unwrap();
    promise(95);
    assert_same("with a note that is damaged", &build("afresh", false), &build("kept", true));
}
