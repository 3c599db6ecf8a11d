//! What is promised of the records themselves: what must not be written down is shown nowhere, what is redundant is listed
//! and never deleted, and the page of information stays readable however many accounts there are.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/program.rs"]
mod program;

use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use program::{build, files, put, run, standing};

const CONFIG: &str = r#"format = 1
title = "Cold Watch"
as_of = 2026-06-30

[[tier]]
id = "key"
major = true

[[guideline]]
id = "national-id"
title = "No national id is written down."
requires = "no-pattern"
pattern = '\b\d{6}-\d{4}\b'
"#;

const ACCOUNT: &str = "[account]\nname = \"Northwind\"\ntier = \"key\"\nsince = 2020-01-01\n";

fn repository(more: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "standing.toml", CONFIG);
    put(folder.path(), "team.toml", "[[member]]\nid = \"priya\"\nname = \"Priya Nair\"\n");
    put(folder.path(), "accounts/northwind/account.toml", ACCOUNT);
    for (path, content) in more {
        put(folder.path(), path, content);
    }
    folder
}

fn said(folder: &Path, arguments: &[&str]) -> String {
    program::Run::of(standing().current_dir(folder).args(arguments)).said()
}

/// Each secret in every kind of place, in sound records and in broken ones, where messages quote the line.
#[test]
fn what_must_not_be_written_down_is_shown_nowhere() {
    let secrets = [
        ("4012 8888 8888 1881", "8888 8888 1881"),
        ("5555555555554444", "555555555555"),
        ("AKIAIOSFODNN7EXAMPLE", "AKIA"),
        ("password: hunter-2-größe", "hunter"),
        ("811228-9874", "9874"),
        ("-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----", "MIIEvQ"),
    ];
    for (secret, shown) in secrets {
        let line = secret.replace('\n', "\\n");
        let folder = repository(&[
            ("plan.toml", &format!("[[tool]]\ntitle = \"Safe\"\nfor = \"{line}\"\n")),
            ("feedback/2026-05-01-priya.md", &format!("+++\nfrom = \"priya\"\n+++\nWe keep {secret}\n")),
            (
                "accounts/northwind/people.toml",
                &format!("[[person]]\nid = \"ana\"\nname = \"Ana\"\ncontact = {{ post = \"{line}\" }}\n"),
            ),
            (
                "accounts/northwind/notes/2026-05-01-call.md",
                &format!("+++\ntitle = \"{line}\"\n+++\nShe said {secret}\n"),
            ),
            (
                "accounts/northwind/notes/2026-05-02-call.md",
                &format!("- [ ] Use {line} @nobody due 2026-05-20\n"),
            ),
            (
                "accounts/northwind/bad.toml",
                &format!("[[expectation]]\nstatment = \"{line}\"\n[[note]]\nx = {line}\n"),
            ),
            (
                "accounts/northwind/risks.toml",
                &format!("# {line}\n[[risk]]\ntitle = \"{line}\"\nlikelihood = \"{line}\"\nimpact = 1\n"),
            ),
            (
                "accounts/northwind/feedback/2026-05-03-wave.toml",
                &format!(
                    "[survey]\non = 2026-05-03\nsent = 1\n[[answer]]\nfrom = \"ana\"\nwords = \"{line}\"\n"
                ),
            ),
        ]);
        for arguments in [
            &["check", ".", "--all"][..],
            &["check", ".", "--format", "json"],
            &["status", ".", "northwind"],
            &["status", ".", "--format", "json"],
            &["prune", "."],
        ] {
            let said = said(folder.path(), arguments);
            assert!(!said.contains(shown), "{arguments:?}: {said}");
        }
        let told = said(folder.path(), &["check", ".", "--all"]);
        assert!(told.matches("warning[forbidden-text]").count() >= 7, "{told}");
        let site = folder.path().join("site");
        run(build(folder.path(), &site).arg("--keep-going"), 1);
        for (path, bytes) in files(&site) {
            let text = String::from_utf8_lossy(&bytes);
            assert!(path.starts_with("assets/") || !text.contains(shown), "{path} shows {secret}");
        }
    }
}

#[test]
fn prune_lists_what_is_redundant_and_deletes_nothing() {
    let words = "+++\nfrom = \"ana\"\n+++\nTwo outages in a month are two too many.\n";
    let folder = repository(&[
        (
            "accounts/northwind/people.toml",
            "[[person]]\nid = \"ana\"\nname = \"Ana Ruiz Ortega\"\ncontact = { phone = \"+34 600 100 200\" }\n[[person]]\nid = \"a-ruiz\"\nname = \"A. Ruiz\"\ncontact = { phone = \"0034600100200\" }\n",
        ),
        ("accounts/northwind/feedback/2026-05-01-ana.md", words),
        ("accounts/northwind/feedback/2026-05-02-ana.md", words),
        ("accounts/northwind/offer.pdf", "a file"),
        ("accounts/broken/account.toml", "[account]\n"),
    ]);
    let before = files(folder.path());
    let shown = run(standing().current_dir(folder.path()).args(["prune", "."]), 0);
    for line in [
        "accounts/northwind/people.toml:5: duplicate: the person `a-ruiz`",
        "both have the same telephone number",
        "delete: the file accounts/northwind/feedback/2026-05-02-ana.md",
        "delete: the file accounts/northwind/offer.pdf",
        "Nothing was deleted.",
        "Deleting for good",
    ] {
        assert!(shown.out.contains(line), "{line}: {}", shown.out);
    }
    let json = run(standing().current_dir(folder.path()).args(["prune", ".", "--format", "json"]), 0);
    let document: Value = serde_json::from_str(&json.out).unwrap();
    let listed = document["redundant"].as_array().unwrap();
    assert_eq!(listed.len(), shown.out.matches("  delete: ").count());
    assert_eq!(listed[0]["place"]["path"], "accounts/northwind/feedback/2026-05-02-ana.md");
    assert_eq!(files(folder.path()), before, "nothing was deleted");
    for path in ["feedback/2026-05-02-ana.md", "offer.pdf"] {
        std::fs::remove_file(folder.path().join("accounts/northwind").join(path)).unwrap();
    }
    let after = run(standing().current_dir(folder.path()).args(["prune", "."]), 0);
    assert!(
        after.out.contains("1 thing is redundant"),
        "what was deleted is not listed again: {}",
        after.out
    );
}

#[test]
fn the_page_of_information_stays_small_with_many_accounts() {
    let folder = repository(&[(
        "plan.toml",
        "[[information]]\ntitle = \"Who decides\"\nneed = \"must\"\nfield = \"person.role\"\n",
    )]);
    for number in 0..700 {
        let account = format!("[account]\nname = \"Customer {number:04}\"\ntier = \"key\"\n");
        put(folder.path(), &format!("accounts/customer-{number:04}/account.toml"), &account);
    }
    let site = folder.path().join("site");
    run(&mut build(folder.path(), &site), 0);
    let site = files(&site);
    let page = |name: &str| String::from_utf8(site[name].clone()).unwrap();
    let first = page("information.html");
    assert!(first.contains("693 more that are missing"), "eight are named");
    assert!(
        first.contains("information.html#short-of-who-decides")
            && first.contains("id=\"short-of-who-decides\"")
    );
    for name in ["information.html", "information.2.html", "information.3.html"] {
        assert!(page(name).len() < 300_000, "{name}: {}", page(name).len());
    }
    assert!(!site.contains_key("information.4.html"));
}
