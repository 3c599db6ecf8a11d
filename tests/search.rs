//! What the search can find in a built site: all that its pages show, at addresses that are there, and nothing that is
//! withheld.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/html.rs"]
mod html;
#[path = "support/program.rs"]
mod program;

use std::collections::{BTreeMap, BTreeSet};

use html::{anchors, tags};
use program::{Files, built, files, project, write};

/// An item: address, title, kind, date, day, words.
type Item = (String, String, String, String, String, String);

/// Every item of a site.
fn items(site: &Files) -> Vec<Item> {
    let scripts =
        site.iter().filter(|(path, _)| path.contains(".found.") || path.starts_with("search/shared."));
    let read = |text: &[u8]| -> Vec<Item> {
        let text = std::str::from_utf8(text).unwrap();
        let data = text.split_once(", ").unwrap().1.trim_end().strip_suffix(");").unwrap();
        serde_json::from_str::<(String, Vec<Item>)>(data).unwrap().1
    };
    scripts.flat_map(|(_, text)| read(text)).collect()
}

fn site_of(records: &Files) -> Files {
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("records"), records);
    built(&folder.path().join("records"), &folder.path().join("site"))
}

#[test]
fn every_result_leads_to_an_element() {
    let site = site_of(&files(&project("tests/golden/records")));
    let mut places: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let all = items(&site);
    assert!(all.len() > 60, "{}", all.len());
    for (address, title, ..) in &all {
        let (page, anchor) = address.split_once('#').unwrap_or((address, ""));
        let bytes = site.get(page).unwrap_or_else(|| panic!("{title}: there is no {page}"));
        let anchors = places
            .entry(page)
            .or_insert_with(|| anchors(&tags(std::str::from_utf8(bytes).unwrap()).unwrap()));
        assert!(
            anchor.is_empty() || anchors.contains(anchor),
            "{title}: nothing is called {anchor} on {page}"
        );
    }
}

#[test]
fn nothing_withheld_can_be_found() {
    let texts = [
        ("standing.toml", "format = 1\ntitle = \"Ours\"\nas_of = 2026-05-11\n"),
        ("team.toml", "[[member]]\nid = \"alex\"\nname = \"Alex Example\"\n"),
        (
            "accounts/north/account.toml",
            "[account]\nname = \"North\"\nteam = [{ who = \"alex\", as = \"owner\" }]\n\n\
             [[person]]\nid = \"ines\"\nname = \"Ines Seenable\"\n\
             contact = { email = \"unreachable@example.com\" }\n\n\
             [[person]]\nid = \"spy\"\nname = \"Quentin Hiddenname\"\nvisibility = \"confidential\"\n",
        ),
        (
            "accounts/north/notes/2026-05-06-talk.md",
            "+++\ntitle = \"Seenable talk\"\npeople = [\"ines\", \"spy\"]\n+++\n[[person/spy]] was there, and the \
             visibleword was said.\n",
        ),
        (
            "accounts/north/notes/2026-05-07-secret.md",
            "+++\ntitle = \"Hiddentitle\"\nvisibility = \"restricted\"\n+++\nHiddenbody.\n\n- [ ] Hiddenaction \
             @alex due 2026-06-01\n",
        ),
        ("accounts/north/notes/2026-06-07-later.md", "+++\ntitle = \"Futuretitle\"\n+++\nFuturebody.\n"),
        (
            "accounts/north/feedback/2026-05-nps.toml",
            "[survey]\nid = \"nps\"\non = 2026-05-04\ninstrument = \"nps\"\n\n\
             [[answer]]\nscore = 3\nwords = \"Fewvoices said this\"\n",
        ),
    ];
    let records: Files =
        texts.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    let site = site_of(&records);
    let found: String = site
        .iter()
        .filter(|(path, _)| path.starts_with("search/") || path.contains(".found."))
        .map(|(_, text)| std::str::from_utf8(text).unwrap().to_lowercase())
        .collect();
    for word in ["seenable", "visibleword", "north", "alex"] {
        assert!(found.contains(word), "{word} cannot be found");
    }
    for word in ["hidden", "quentin", "unreachable", "future", "fewvoices"] {
        assert!(!found.contains(word), "{word} can be found");
    }
}

#[test]
fn what_all_accounts_share_can_be_found() {
    let texts = [
        ("standing.toml", "format = 1\ntitle = \"Ours\"\nas_of = 2026-05-11\n"),
        ("team.toml", "[[member]]\nid = \"alex\"\nname = \"Alex Example\"\n"),
        (
            "plan.toml",
            "[[procedure]]\ntitle = \"Alarms of the month\"\nsteps = [\"Sendthelist\"]\nevery = \"1m\"\n\n\
             [[tool]]\ntitle = \"Alarm desk\"\nfor = \"Alarms\"\n\n\
             [[method]]\ntitle = \"One question\"\ninstrument = \"nps\"\nevery = \"6m\"\n\n\
             [[procedure]]\ntitle = \"Hidden procedure\"\nevery = \"1m\"\nvisibility = \"confidential\"\n",
        ),
        ("accounts/north/account.toml", "[account]\nname = \"North\"\n"),
    ];
    let records: Files =
        texts.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    let site = site_of(&records);
    let all = items(&site);
    for title in ["Alarms of the month", "Alarm desk", "One question"] {
        let found = all.iter().find(|item| item.1 == title);
        let (address, ..) = found.unwrap_or_else(|| panic!("{title} cannot be found"));
        let (file, anchor) = address.split_once('#').unwrap_or((address, ""));
        let html = site.get(file).unwrap_or_else(|| panic!("{title}: there is no {file}"));
        let row = format!("id=\"{anchor}\"");
        assert!(std::str::from_utf8(html).unwrap().contains(&row), "{title}: there is no {address}");
    }
    assert!(all.iter().any(|item| item.5.contains("Sendthelist")), "steps are not shown");
    assert!(all.iter().all(|item| item.1 != "Hidden procedure"), "what is withheld can be found");
}
