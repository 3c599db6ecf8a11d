//! The data for other programs: what must never be in them, and what names an entry of a feed from day to day. Other
//! people's validators read them in `tests/browser/data.mjs`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/program.rs"]
mod program;

use std::collections::{BTreeMap, BTreeSet};

use program::{Files, build, files, project, put, run};

fn text<'a>(site: &'a Files, path: &str) -> &'a str {
    std::str::from_utf8(&site[path]).unwrap()
}

fn data(site: &Files) -> impl Iterator<Item = (&String, &str)> {
    let all = site.iter().filter(|(path, _)| path.starts_with("data/"));
    all.map(|(path, bytes)| (path, std::str::from_utf8(bytes).unwrap()))
}

/// A site of one account whose records are this, as of a day.
fn site(records: &str, notes: &[(&str, &str)], as_of: &str) -> Files {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("records");
    put(&root, "standing.toml", "format = 1\ntitle = \"Us\"\n");
    put(&root, "accounts/northwind/account.toml", format!("[account]\nname = \"Northwind\"\n{records}"));
    for (path, note) in notes {
        put(&root, &format!("accounts/northwind/{path}"), note);
    }
    let out = folder.path().join("site");
    run(build(&root, &out).args(["--as-of", as_of]), 0);
    files(&out)
}

#[test]
fn nobody_can_be_reached_by_the_data() {
    let records = "[[person]]\nid = \"ana\"\nname = \"Ana Ruiz\"\ncontact = { email = \"ana@example.org\", phone = \"+34 600\", \
                   post = \"Calle Mayor 1\" }\n";
    let site = site(records, &[], "2026-06-30");
    assert!(text(&site, "data/people.csv").contains("Ana Ruiz"));
    for (path, text) in data(&site) {
        for secret in ["ana@example.org", "+34 600", "Calle Mayor"] {
            assert!(!text.contains(secret), "{secret} in {path}");
        }
    }
}

#[test]
fn withheld_records_are_in_no_file() {
    let mut records = String::new();
    for visibility in ["confidential", "restricted"] {
        records.push_str(&format!(
            "[[person]]\nid = \"p-{visibility}\"\nname = \"Quince {visibility}\"\nvisibility = \"{visibility}\"\n\
             [[expectation]]\nid = \"e-{visibility}\"\nstatement = \"Quince promise\"\nvisibility = \"{visibility}\"\n\
             [[assessment]]\nof = \"e-{visibility}\"\non = 2026-06-01\nresult = \"missed\"\n\
             [[action]]\nid = \"a-{visibility}\"\nwhat = \"Quince deed\"\ndue = 2026-06-01\nvisibility = \"{visibility}\"\n\
             [[risk]]\nid = \"r-{visibility}\"\ntitle = \"Quince risk\"\nlikelihood = 5\nimpact = 5\nvisibility = \"{visibility}\"\n\
             [[contract]]\nid = \"c-{visibility}\"\ntitle = \"Quince pact\"\nfrom = 2026-01-01\nvisibility = \"{visibility}\"\n\
             [[opportunity]]\nid = \"o-{visibility}\"\ntitle = \"Quince chance\"\nvisibility = \"{visibility}\"\n\
             [[meeting]]\nid = \"m-{visibility}\"\ntitle = \"Quince meeting\"\non = 2026-07-02\nvisibility = \"{visibility}\"\n"
        ));
    }
    let note = |visibility: &str| {
        format!(
            "+++\ntitle = \"Quince call\"\nchannel = \"call\"\nvisibility = \"{visibility}\"\n+++\n- [ ] Quince follow-up due 2026-06-20\n"
        )
    };
    let complaint = "+++\ntitle = \"Quince anger\"\nseverity = \"critical\"\nvisibility = \"restricted\"\n+++\nQuince words.\n";
    let (one, two) = (note("confidential"), note("restricted"));
    let notes = [
        ("notes/2026-06-02-one.md", one.as_str()),
        ("notes/2026-06-03-two.md", two.as_str()),
        ("complaints/2026-06-04-three.md", complaint),
    ];
    let site = site(&records, &notes, "2026-06-30");
    let document = text(&site, "data/accounts/northwind.json");
    assert!(document.contains("\"withheld\": 21"), "{document}");
    for (path, text) in data(&site) {
        assert!(!text.to_lowercase().contains("quince"), "{path}");
        assert!(!text.contains("e-restricted") && !text.contains("2026-06-03-two"), "{path}");
    }
}

#[test]
fn no_cell_is_a_formula() {
    let titles =
        ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=x", " =y", "＝z", "-12", "plain, \"quoted\""];
    let mut records = String::new();
    for (at, title) in titles.iter().enumerate() {
        let title = serde_json::to_string(title).unwrap();
        records.push_str(&format!("[[opportunity]]\nid = \"o{at}\"\ntitle = {title}\n"));
    }
    let site = site(&records, &[], "2026-06-30");
    let mut reader = csv::Reader::from_reader(site["data/opportunities.csv"].as_slice());
    let at = reader.headers().unwrap().iter().position(|name| name == "title").unwrap();
    let found: Vec<String> = reader.records().map(|row| row.unwrap()[at].to_owned()).collect();
    let expected = [
        "'=1+1",
        "'+cmd|' /C calc'!A0",
        "'-2+3",
        "'@SUM(A1)",
        "'\t=x",
        "' =y",
        "'＝z",
        "-12",
        "plain, \"quoted\"",
    ];
    assert_eq!(found, expected);
}

/// Titles by id.
fn entries(feed: &str) -> BTreeMap<String, String> {
    let each = feed.split("<entry>").skip(1).map(|entry| {
        let between = |from: &str, to: &str| {
            entry.split_once(from).and_then(|(_, rest)| rest.split_once(to)).unwrap().0.to_owned()
        };
        (between("<id>", "</id>"), between("<title>", "</title>"))
    });
    each.collect()
}

#[test]
fn an_entry_keeps_its_name_and_what_is_new_gets_one() {
    let folder = tempfile::tempdir().unwrap();
    let feeds: Vec<BTreeMap<String, String>> = ["2026-06-29", "2026-06-30"]
        .map(|day| {
            let out = folder.path().join(day);
            run(build(&project("example-accounts"), &out).args(["--as-of", day]), 0);
            entries(text(&files(&out), "data/portfolio.atom"))
        })
        .into();
    let kept: Vec<&String> = feeds[0].keys().filter(|id| feeds[1].contains_key(*id)).collect();
    assert!(kept.len() * 10 > feeds[0].len() * 8, "{} of {}", kept.len(), feeds[0].len());
    for id in kept {
        assert_eq!(feeds[0][id], feeds[1][id]);
    }
    let titles: BTreeSet<&String> = feeds[1].values().collect();
    assert!(titles.len() * 10 > feeds[1].len() * 9, "titles tell entries apart");
    for word in ["Overdue since", "at risk, was watch", "Complaint", "Note: ", "Decision: "] {
        assert!(titles.iter().any(|title| title.contains(word)), "{word}");
    }
}
