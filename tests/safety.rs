//! Nothing on any page runs, fetches or leads nowhere; over the small repository and the example.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/html.rs"]
mod html;
#[path = "support/program.rs"]
mod program;
#[path = "support/safety.rs"]
mod safety;

use program::{Files, build, built, files, project, run};

fn site(records: &str) -> Files {
    let folder = tempfile::tempdir().unwrap();
    built(&project(records), &folder.path().join("site"))
}

fn none(breaches: &[String]) {
    let shown = breaches.iter().take(40).cloned().collect::<Vec<_>>().join("\n");
    assert!(breaches.is_empty(), "{} breaches:\n{shown}", breaches.len());
}

#[test]
fn of_the_small_repository() {
    none(&safety::breaches(&site("tests/golden/records")));
}

#[test]
fn of_the_small_repository_in_the_plain_theme() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    run(build(&project("tests/golden/records"), &site).args(["--theme", "plain"]), 0);
    none(&safety::breaches(&files(&site)));
}

#[test]
fn of_the_example() {
    none(&safety::breaches(&site("example-accounts")));
}

/// Neither their words nor their titles, names and files.
#[test]
fn confidential_and_restricted_records_leave_no_trace() {
    let site = site("tests/golden/records");
    for words in
        ["big printer", "in confidence", "2026-03-02-price", "about the mount", "cousin", "oven-mail"]
    {
        let traces = site.iter().filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains(words));
        assert_eq!(traces.map(|(path, _)| path).collect::<Vec<_>>(), Vec::<&String>::new(), "{words}");
    }
}

/// The check itself finds what it is there to find.
#[test]
fn breaches_are_found() {
    let page = |body: &str| Files::from([("index.html".to_owned(), body.as_bytes().to_vec())]);
    for bad in [
        "<script>alert(1)</script>",
        "<script src=\"x.js\"></script>",
        "<script src=\"https://far.example/assets/standing.js\"></script>",
        "<p onclick=\"x\">",
        "<p style=\"color: red\">",
        "<img src=\"https://far.example/x.png\">",
        "<a href=\"javascript:alert(1)\">",
        "<a href=\"//far.example\">",
        "<a href=\"../index.html\">",
        "<a href=\"none.html\">",
        "<a href=\"#none\">",
        "<a href=x>",
        "<iframe>",
        "<i id=\"a\"><i id=\"a\">",
        "a < b",
        "<p",
    ] {
        assert!(!safety::breaches(&page(bad)).is_empty(), "{bad}");
    }
    let good = "<!doctype html><p id=\"a&amp;b\">1 &lt; 2<a href=\"#a&amp;b\"><a href=\"mailto:x@y.example\"><a href=\"index.html#a%26b\">";
    assert_eq!(safety::breaches(&page(good)), Vec::<String>::new());
}
