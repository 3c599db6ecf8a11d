//! A small records repository and the site that it must become, byte for byte.
//!
//! `UPDATE=1 cargo test --test golden` renews `tests/golden/expected` after a change that was meant; its diff is then read
//! like code.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/program.rs"]
mod program;
#[path = "support/replay.rs"]
mod replay;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use regex::Regex;

use program::{Files, MANIFEST, assert_same, build, built, difference, files, project, run, standing};
use replay::replay;
use standing::check::{AsOf, check_all};
use standing::record::Kind;
use standing::source::WorkingTree;

/// The site without what would only repeat something: the manifest lists the other files, and the theme's own files
/// stand in `themes/` (that they arrive is tested below).
fn without_repetitions(mut site: Files) -> Files {
    site.retain(|path, _| path != MANIFEST && !is_of_theme(path));
    site
}

/// The names of accounts, for the box that finds one, are the only file in `assets/` that comes from records.
fn is_of_theme(path: &str) -> bool {
    path.starts_with("assets/") && !["assets/accounts.js", "assets/words.js"].contains(&path)
}

#[test]
fn the_site_is_as_expected() {
    let folder = tempfile::tempdir().unwrap();
    let found = without_repetitions(built(&project("tests/golden/records"), &folder.path().join("site")));
    let expected = project("tests/golden/expected");
    if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
        if expected.exists() {
            fs::remove_dir_all(&expected).unwrap();
        }
        program::write(&expected, &found);
        return;
    }
    if let Some(difference) = difference(&files(&expected), &found) {
        panic!(
            "the site of tests/golden/records is not the one in tests/golden/expected: {difference}\n\
             If the new one is right: UPDATE=1 cargo test --test golden, and read the diff."
        );
    }
}

/// Text that may run from right to left stands in an element of its own direction, so that it moves nothing around it.
#[test]
fn text_of_another_direction_is_isolated() {
    let tag = Regex::new(r#"<(/?)([a-zA-Z0-9]+)((?:[^>"]|"[^"]*")*)>"#).unwrap();
    let isolates = |name: &str, attributes: &str| {
        ["bdi", "title", "svg", "pre", "code"].contains(&name) || attributes.contains(" dir=")
    };
    let folder = tempfile::tempdir().unwrap();
    let site = |theme: &str| {
        let site = folder.path().join(theme);
        program::run(build(&project("tests/golden/records"), &site).args(["--theme", theme]), 0);
        files(&site)
    };
    let mut seen = 0;
    for (path, bytes) in site("default").into_iter().chain(site("plain")) {
        let page = String::from_utf8_lossy(&bytes);
        let (mut open, mut done): (Vec<(String, bool)>, usize) = (Vec::new(), 0);
        for found in tag.captures_iter(&page).filter(|_| path.ends_with(".html")) {
            let (whole, name, attributes) = (found.get(0).unwrap(), &found[2], &found[3]);
            let text = &page[done..whole.start()];
            done = whole.end();
            if text.contains(|letter| ('\u{590}'..='\u{8ff}').contains(&letter)) {
                seen += 1;
                assert!(open.iter().any(|(_, isolates)| *isolates), "{path}: {text}");
            }
            if &found[1] == "/" {
                let start = open.iter().rposition(|(opened, _)| opened == name).unwrap_or(open.len());
                open.truncate(start);
            } else if !["br", "hr", "img", "input", "link", "meta"].contains(&name)
                && !attributes.ends_with('/')
            {
                open.push((name.to_owned(), isolates(name, attributes)));
            }
        }
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn the_theme_arrives_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let mut found = built(&project("tests/golden/records"), &folder.path().join("site"));
    found.retain(|path, _| is_of_theme(path));
    let assets = files(&project("themes/default/assets"));
    let expected = assets.into_iter().map(|(path, bytes)| (format!("assets/{path}"), bytes)).collect();
    program::assert_same("the theme's files", &expected, &found);
}

/// The records use every kind, so that none changes its look unseen.
#[test]
fn the_records_use_every_kind() {
    let source = WorkingTree::open(&project("tests/golden/records")).unwrap();
    let checkup = check_all(&source, AsOf::ConfiguredOr(chrono::NaiveDate::MIN)).unwrap();
    let shared = &checkup.portfolio.shared;
    let of_accounts = checkup.accounts.iter().flat_map(|account| &account.entries);
    let used: BTreeSet<Kind> = of_accounts.chain(&shared.team.entries).map(|entry| entry.key.kind).collect();
    let missing: Vec<_> =
        Kind::ALL.iter().filter(|kind| !used.contains(kind)).map(|kind| kind.word()).collect();
    assert!(missing.is_empty(), "no record of the kinds {missing:?}");
}

/// Gives the last commit before a day a name.
fn tag(origin: &Path, name: &str, day: &str) {
    let git = |arguments: &[&str]| {
        let run = Command::new("git").arg("--git-dir").arg(origin).args(arguments).output().unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        String::from_utf8(run.stdout).unwrap().trim().to_owned()
    };
    let commit = git(&["rev-list", "-1", &format!("--before={day}T00:00:00Z"), "main"]);
    git(&["tag", name, &commit]);
}

/// The parts of pages that say what git knows, and the difference of a quarter: the same for the same records and words.
#[test]
fn the_replayed_example_says_who_wrote_what_and_when() {
    let folder = tempfile::tempdir().unwrap();
    let origin = folder.path().join("example.git");
    let authors = ["Aoife Brennan", "Tomas Lindqvist", "Priya Nair", "Lena Fuchs"];
    let mut records = files(&project("example-accounts"));
    let configuration = String::from_utf8(records["standing.toml"].clone()).unwrap();
    let compared = configuration.replacen("title =", "changes_since = \"spring\"\ntitle =", 1);
    records.insert("standing.toml".to_owned(), compared.into_bytes());
    replay(&records, &authors, &origin);
    tag(&origin, "spring", "2026-04-01");
    let site = folder.path().join("site");
    run(
        standing().args(["build", "--rev", "main", "--as-of", "2026-06-30", "-o"]).arg(&site).arg(&origin),
        0,
    );
    let page = |name: &str| fs::read_to_string(site.join(name)).unwrap();
    let part = |page: &str, from: &str, to: &str| {
        let rest = &page[page.find(from).unwrap_or_else(|| panic!("no {from}"))..];
        let end = rest.find(to).unwrap_or(rest.len() - to.len()) + to.len();
        rest[..end].replace("><", ">\n<") + "\n"
    };
    let account = page("accounts/rheinquell.html");
    let mut found = Files::new();
    let mut put = |name: &str, text: String| found.insert(name.to_owned(), text.into_bytes());
    put("written.html", part(&account, "<h2 id=\"written\"", "</section>"));
    put("expectation.html", part(&account, "<tr id=\"expectation-in-dispatch\"", "</tr>"));
    let changes = page("changes.html");
    put(
        "changes.html",
        part(&changes, "<thead", "</thead>")
            + &part(&changes, "<tr><th scope=\"row\"><a href=\"accounts/rheinquell.html\"", "</tr>"),
    );
    put("foot.html", part(&page("index.html"), "Records at", "</p>"));
    let difference = ["diff", "2026-06-18..2026-06-30", "--format", "markdown"];
    put("difference.md", run(standing().args(difference).arg(&origin), 0).out);
    let status = ["status", "--rev", "main", "--as-of", "2026-06-30"];
    put("status.txt", run(standing().args(status).arg(&origin).arg("rheinquell"), 0).out);
    let expected = project("tests/golden/history");
    if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
        program::write(&expected, &found);
    }
    assert_same("what the history says", &files(&expected), &found);
}
