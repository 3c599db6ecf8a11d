//! The sections of an account's page, whole: from the text of records, through the real reader, to every view struct.
//!
//! `UPDATE=1 cargo test --test sections` renews what is expected; read the difference like code.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde_json::{Value, json};
use standing::check::{Context, check_account};
use standing::diagnostic::Severity;
use standing::page::desk::{Desk, Place, Site};
use standing::page::make;
use standing::page::markdown::Images;
use standing::record::{DimensionName, read_account, read_shared};
use standing::review::standing::standing;
use standing::review::work::Work;
use standing::source::{MemorySource, Patterns, Provenance, Source, WorkingTree};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sections")
}

/// Every section of the one account of a repository, as the templates get it.
fn sections(name: &str, as_of: NaiveDate) -> Value {
    sections_of(&WorkingTree::open(&folder().join(name)).unwrap(), as_of)
}

fn sections_of(source: &dyn Source, as_of: NaiveDate) -> Value {
    let survey = source.survey().unwrap();
    let shared = read_shared(source, &survey).unwrap();
    let config = shared.config.clone().unwrap();
    let records = read_account(source, &survey.accounts[0], &Patterns::default()).unwrap();
    let (checked, _, findings) = check_account(records, &Context { shared: &shared, config: &config, as_of });
    let wrong: Vec<_> = findings.iter().filter(|one| one.severity == Severity::Error).collect();
    assert!(wrong.is_empty(), "the records of a test are sound: {wrong:#?}");
    let provenance = Provenance::default();
    let site = Site::new(&config, &shared, &provenance, as_of);
    let standing = standing(&checked, &Context { shared: &shared, config: &config, as_of });
    let desk = Desk { site: &site, checked: &checked, place: Place::Accounts };
    let work = Work::of(&checked, as_of);
    json!({
        "purpose": make::purpose::purpose(&desk),
        "profile": make::purpose::profile(&desk, &mut Images::new()),
        "expectations": make::expectations::section(&desk),
        "feedback": make::feedback::section(&desk, &standing, &make::feedback::Heard::new(&checked, &site)),
        "complaints": make::complaints::list(&desk),
        "actions": make::promises::section(&desk),
        "people": make::people::section(&desk),
        "objectives": make::objectives::list(&desk, &work),
        "challenges": make::challenges::block(&desk, &work),
        "opportunities": make::opportunities::block(&desk),
        "risks": make::risks::list(&desk),
        "interests": make::interests::block(&desk),
        "recommendations": make::recommendations::block(&desk),
        "contracts": make::contracts::list(&desk),
        "value": make::value::block(&desk),
        "engagement": make::engagement::block(&desk),
        "expertise": make::expertise::block(&desk),
        "plan": make::plan::block(&desk),
        "reports": make::reports::block(&desk),
        "meetings": make::meetings::list(&desk),
        "health": make::health::list(&desk),
        "anonymous": anonymous(&desk),
    })
}

/// What the timeline shows of voices without a name.
fn anonymous(desk: &Desk<'_>) -> Vec<Value> {
    let chronicle = make::timeline::Chronicle::new(desk, &mut Images::new());
    let years =
        chronicle.years().into_iter().map(|(year, _)| chronicle.year(desk.checked.slug.as_str(), year));
    let entries = years.flatten().flat_map(|(_, timeline, _)| timeline.entries);
    let voices =
        entries.filter(|one| ["answer", "feedback"].contains(&one.kind.as_str()) && one.people.is_empty());
    voices.map(|one| json!({ "title": one.title, "fields": one.fields, "body": one.body })).collect()
}

fn matches_expected(name: &str, as_of: &str) {
    let found = serde_json::to_string_pretty(&sections(name, as_of.parse().unwrap())).unwrap() + "\n";
    let path = folder().join(format!("{name}.json"));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &found).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    let differs =
        found.lines().zip(expected.lines()).enumerate().find(|(_, (found, expected))| found != expected);
    if let Some((at, (found, expected))) = differs {
        panic!("{}, line {}:\n  found    {found}\n  expected {expected}", path.display(), at + 1);
    }
    assert_eq!(found.lines().count(), expected.lines().count(), "{} has another length", path.display());
}

#[test]
fn an_account_with_everything_in_it() {
    matches_expected("full", "2026-06-30");
}

#[test]
fn an_account_of_one_line_says_what_to_write() {
    matches_expected("empty", "2026-06-30");
}

#[test]
fn words_of_few_anonymous_voices_stand_nowhere() {
    let text = sections("full", "2026-06-30".parse().unwrap()).to_string();
    for word in ["word in the corridor", "nobody rang", "Corridor"] {
        assert!(!text.contains(word), "{word}");
    }
    assert!(text.contains("Two hours in the dark."), "five are enough to hide among");
}

#[test]
fn what_is_dated_later_does_not_show() {
    let early = sections("full", "2025-01-01".parse().unwrap());
    for section in ["complaints", "risks"] {
        assert_eq!(early[section]["total"], 0, "{section}");
    }
    assert_eq!(early["value"]["count"], 0);
    assert_eq!(early["feedback"]["voices"]["total"], 0);
    assert_eq!(early["people"]["customer"]["rows"][0]["strengths"], json!([]));
    let text = early.to_string();
    for later in ["Two hours", "outage report", "The second port is late", "Last found true"] {
        assert!(!text.contains(later), "{later}");
    }
}

/// Every empty state below a value.
fn empty_states<'v>(value: &'v Value, found: &mut Vec<&'v Value>) {
    match value {
        Value::Object(fields) => {
            if fields.get("total") == Some(&json!(0)) {
                found.push(&fields["empty"]);
            }
            fields.values().for_each(|one| empty_states(one, found));
        }
        Value::Array(all) => all.iter().for_each(|one| empty_states(one, found)),
        _ => {}
    }
}

#[test]
fn what_an_empty_section_says_to_write_can_be_read_and_fills_it() {
    let as_of = "2026-06-30".parse().unwrap();
    let team = "[[member]]\nid = \"mei\"\nname = \"Mei Tan\"\n";
    let person = "[[person]]\nid = \"zoe\"\nname = \"Zoë Marsh\"\nside = \"independent\"\n";
    for with_people in [false, true] {
        let mut source = MemorySource::new()
            .with("standing.toml", "format = 1\ntitle = \"T\"\n")
            .with("accounts/fresh/account.toml", "[account]\nname = \"Fresh\"\n");
        if with_people {
            source = source.with("team.toml", team).with("accounts/fresh/who.toml", person);
        }
        let sections = sections_of(&source, as_of);
        let mut states = Vec::new();
        empty_states(&sections, &mut states);
        assert!(states.len() > 10, "{}", states.len());
        for state in states {
            let text = |field: &str| state[field].as_str().unwrap().to_owned();
            assert!(!text("why").is_empty() && !text("example").is_empty(), "{state}");
            // What belongs into the account's own table is merged there by hand.
            if text("example").starts_with("[account]") {
                continue;
            }
            let file = text("file").replace("account.toml", "more.toml");
            let filled = sections_of(&source.clone().with(&file, text("example")), as_of);
            let mut left = Vec::new();
            empty_states(&filled, &mut left);
            // An open action is none that was closed; it is the customer's only with a person of theirs.
            let is_other_list =
                text("why").contains("was closed") || (!with_people && text("why").starts_with("They owe"));
            assert!(
                is_other_list || left.iter().all(|one| one["why"] != state["why"]),
                "{state} is still empty"
            );
        }
    }
}

#[test]
fn roles_on_the_page_are_worth_what_they_are_worth_in_the_standing() {
    let source = WorkingTree::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("example-accounts")).unwrap();
    let survey = source.survey().unwrap();
    let shared = read_shared(&source, &survey).unwrap();
    let config = shared.config.clone().unwrap();
    let as_of = config.as_of.as_ref().unwrap().value;
    let context = Context { shared: &shared, config: &config, as_of };
    let provenance = Provenance::default();
    let site = Site::new(&config, &shared, &provenance, as_of);
    let mut compared = 0;
    for folder in &survey.accounts {
        let (checked, _, _) =
            check_account(read_account(&source, folder, &Patterns::default()).unwrap(), &context);
        let desk = Desk { site: &site, checked: &checked, place: Place::Accounts };
        let shown: Vec<f64> =
            make::people::section(&desk).roles.iter().filter_map(|role| role.score.sort).collect();
        let standing = standing(&checked, &context);
        if let Some(score) = standing.dimension(DimensionName::People).and_then(|people| people.score()) {
            let mean = shown.iter().sum::<f64>() / shown.len() as f64;
            assert!(
                (mean - score).abs() < 1e-9,
                "{}: {mean} on the page, {score} in the standing",
                checked.slug
            );
            compared += 1;
        }
    }
    assert!(compared > 5, "{compared}");
}
