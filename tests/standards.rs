//! The 66 criteria of the five standards: each has a carrier, a rule, a page where it is seen, and in example-accounts an
//! account that practises it and one that neglects it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/program.rs"]
mod program;

use std::collections::BTreeSet;

use program::{built, project, put, run, standing};
use serde_json::Value;
use standing::record::{Criterion, Kind, Standard, common_fields};
use standing::review::evidence::{Seen, carriers, rules};

fn document(folder: &std::path::Path, arguments: &[&str]) -> Value {
    let mut command = standing();
    command.arg("standards").arg(folder).args(arguments).args(["--format", "json"]);
    serde_json::from_str(&run(&mut command, 0).out).unwrap()
}

fn is_empty(value: &Value) -> bool {
    value.as_array().unwrap().is_empty()
}

/// What is missing of one criterion after another, in words.
fn missing() -> BTreeSet<String> {
    let folder = tempfile::tempdir().unwrap();
    let site = built(&project("example-accounts"), &folder.path().join("site"));
    let account = String::from_utf8(site["accounts/st-brendans.html"].clone()).unwrap();
    let lines = document(&project("example-accounts"), &[]);
    let mut missing = BTreeSet::new();
    for (carrier, line) in carriers().zip(lines["criteria"].as_array().unwrap()) {
        let word = carrier.criterion.word();
        assert_eq!(line["criterion"], word);
        if rules(carrier.criterion).next().is_none() {
            missing.insert(format!("{word}: no rule"));
        }
        for seen in carrier.seen_on {
            let (is_there, place) = match seen {
                Seen::Account(section) => (account.contains(&format!("<h2 id=\"{section}\">")), *section),
                Seen::Page(file) => (site.contains_key(*file), *file),
            };
            if !is_there {
                missing.insert(format!("{word}: not seen on {place}"));
            }
        }
        for state in ["practised", "neglected"] {
            if is_empty(&line[state]) {
                missing.insert(format!("{word}: {state} nowhere in example-accounts"));
            }
        }
    }
    missing
}

#[test]
fn each_criterion_has_a_rule_a_page_and_examples_of_practice_and_neglect() {
    assert_eq!(missing(), BTreeSet::new());
}

/// The short names of the accounts in the table, with their slugs.
const SHORT: &[(&str, &str)] = &[
    ("Apotheke", "apotheke-am-kanal"),
    ("Brendan", "st-brendans"),
    ("Calloway", "calloway-orchards"),
    ("Calmel", "biobanque-calmel"),
    ("Étoile", "l-étoile-traiteur"),
    ("Nordkyst", "nordkyst-sjømat"),
    ("Okonjo", "okonjo-freight"),
    ("Pannonia", "pannonia-frost"),
    ("Quell", "rheinquell"),
];

/// The accounts that a cell names.
fn named(cell: &str) -> Vec<&'static str> {
    let words: BTreeSet<&str> = cell.split(|sign: char| !sign.is_alphanumeric()).collect();
    SHORT.iter().filter(|(short, _)| words.contains(short)).map(|(_, slug)| *slug).collect()
}

/// The table of example-accounts/README.md says of each criterion who practises it and who neglects it, and so do the records.
#[test]
fn the_table_of_the_example_says_what_its_records_say() {
    let text = std::fs::read_to_string(project("example-accounts/README.md")).unwrap();
    let lines = document(&project("example-accounts"), &[]);
    let lines: Vec<&Value> = lines["criteria"].as_array().unwrap().iter().collect();
    let (mut told, mut wrong) = (Vec::new(), Vec::new());
    let mut standard = "";
    for row in text.lines() {
        if let Some(code) =
            Standard::ALL.iter().map(|one| one.code()).find(|code| row.contains(&format!("({code})")))
        {
            standard = code;
        }
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let ["", criterion, done, undone, ""] = cells.as_slice() else { continue };
        let Some(line) = criterion.split_once(' ').and_then(|(number, _)| {
            lines.iter().find(|line| line["criterion"] == format!("{standard}-{number}"))
        }) else {
            continue;
        };
        told.push(line["criterion"].as_str().unwrap());
        let says = |states: &[&str], slug: &str| {
            states.iter().any(|state| line[*state].as_array().unwrap().contains(&Value::from(slug)))
        };
        for (cell, states, word) in
            [(done, &["practised", "in_part"][..], "done"), (undone, &["neglected"], "left undone")]
        {
            let accounts = named(cell);
            if accounts.is_empty() {
                wrong.push(format!("{}: nobody is named as having {word} it", line["criterion"]));
            }
            let false_ones = accounts.iter().filter(|slug| !says(states, slug));
            wrong.extend(false_ones.map(|slug| format!("{}: {slug} has not {word} it", line["criterion"])));
        }
    }
    let all: Vec<&str> = Criterion::ALL.iter().map(|one| one.word()).collect();
    assert_eq!(told, all, "each criterion has a row, in order");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Words in backticks are words of the record format: kinds, fields, or files.
#[test]
fn what_carries_a_criterion_is_written_in_the_words_of_the_format() {
    let fields = |kind: &Kind| kind.fields().into_iter().chain(common_fields(*kind)).map(|field| field.name);
    let mut known: BTreeSet<&str> = Kind::ALL.iter().flat_map(fields).collect();
    let inner = Kind::ALL.iter().flat_map(|kind| kind.fields()).flat_map(|field| (field.inner)());
    known.extend(inner.map(|field| field.name));
    known.extend(Kind::ALL.iter().map(|kind| kind.word()));
    for carrier in carriers() {
        let words: Vec<&str> = carrier.carried_by.split('`').skip(1).step_by(2).collect();
        for word in &words {
            let is_of_config = ["cadence", "audience", "guideline", "segment", "tier"].contains(word);
            let is_known =
                known.contains(word) || is_of_config || word.ends_with(".md") || word.ends_with('/');
            assert!(
                is_known || *word == "monitors = true",
                "{}: `{word}` is no word of the format",
                carrier.criterion.word()
            );
        }
    }
}

#[test]
fn evidence_is_of_the_day_and_never_of_later() {
    let early = ["--as-of", "2019-12-31"];
    let lines = document(&project("example-accounts"), &early);
    for line in lines["criteria"].as_array().unwrap() {
        for record in line["records"].as_array().unwrap() {
            let name = record["record"].as_str().unwrap();
            let dated = [
                "note/",
                "feedback/",
                "assessment/",
                "complaint/",
                "review/",
                "survey/",
                "progress/",
                "decision/",
            ];
            assert!(!dated.iter().any(|kind| name.starts_with(kind)), "{}: {name}", line["criterion"]);
        }
    }
}

/// An account with one expectation, agreed and measured, and a tier that asks for that alone.
fn repository(expectations: &str, status: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let config = "format = 1\ntitle = \"Cold Watch\"\n[[tier]]\nid = \"key\"\ncriteria = [\"CLIENT-P1\"]\n";
    put(folder.path(), "standing.toml", config);
    let account = format!("[account]\nname = \"Northwind\"\ntier = \"key\"\nsince = 2020-01-01\n{status}\n");
    put(folder.path(), "accounts/northwind/account.toml", account);
    let person = "[[person]]\nid = \"amelia\"\nname = \"Amelia Ruiz\"\n";
    put(folder.path(), "accounts/northwind/more.toml", format!("{person}\n{expectations}"));
    folder
}

const GOOD: &str = "[[expectation]]\nid = \"up\"\nstatement = \"It is up.\"\nmeasure = \"percent\"\nagreed = 2026-01-10\nwith = [\"amelia\"]\n";
const BAD: &str = "[[expectation]]\nid = \"heard\"\nstatement = \"They hear of it first.\"\n";

fn state(expectations: &str, status: &str) -> Vec<&'static str> {
    let folder = repository(expectations, status);
    let lines = document(folder.path(), &["--as-of", "2026-06-30"]);
    let all = lines["criteria"].as_array().unwrap();
    let line = all.iter().find(|line| line["criterion"] == "CLIENT-P1").unwrap();
    for other in all.iter().filter(|line| line["criterion"] != "CLIENT-P1") {
        for state in ["practised", "neglected", "in_part", "no_evidence"] {
            assert!(is_empty(&other[state]), "the tier does not ask for {}", other["criterion"]);
        }
    }
    let states = ["practised", "neglected", "in_part", "no_evidence"];
    states.into_iter().filter(|state| !is_empty(&line[*state])).collect()
}

#[test]
fn a_criterion_is_practised_neglected_both_or_without_evidence() {
    assert_eq!(state(GOOD, ""), ["practised"]);
    assert_eq!(state(BAD, ""), ["neglected"]);
    assert_eq!(state(&format!("{GOOD}\n{BAD}"), ""), ["neglected", "in_part"]);
    assert_eq!(state("", ""), ["no_evidence"]);
    assert_eq!(state("", "status = \"prospect\""), [] as [&str; 0], "nothing is asked of a prospect");
    assert_eq!(state(&GOOD.replace("2026-01-10", "2026-09-10"), ""), ["no_evidence"], "not agreed yet");
}

/// What is found in what all accounts share counts against those that it concerns.
#[test]
fn what_is_shared_counts_against_the_accounts_that_it_concerns() {
    let folder = tempfile::tempdir().unwrap();
    let criteria = "criteria = [\"CFAMSSNS12-P1\", \"CFAMSSNS12-P11\"]";
    let except =
        "{ account = \"northwind\", until = 2026-05-31, why = \"The old notes are being gone through.\" }";
    let config = format!(
        "format = 1\ntitle = \"Cold Watch\"\n[[tier]]\nid = \"key\"\n{criteria}\n[[tier]]\nid = \"core\"\n{criteria}\n\
         [[guideline]]\nid = \"cards\"\ntitle = \"No cards.\"\nrequires = \"no-payment-cards\"\nexcept = [{except}]\n"
    );
    put(folder.path(), "standing.toml", config);
    let plan = "[[information]]\ntitle = \"Who decides\"\nfield = \"person.role\"\ntier = [\"key\"]\n";
    put(folder.path(), "plan.toml", plan);
    for (slug, tier) in [("northwind", "core"), ("southwind", "key")] {
        let account = format!("[account]\nname = \"{slug}\"\ntier = \"{tier}\"\nsince = 2020-01-01\n");
        put(folder.path(), &format!("accounts/{slug}/account.toml"), account);
    }
    let lines = document(folder.path(), &["--as-of", "2026-06-30"]);
    let neglects = |criterion: &str| {
        let all = lines["criteria"].as_array().unwrap();
        all.iter().find(|line| line["criterion"] == criterion).unwrap()["neglected"].clone()
    };
    assert_eq!(
        neglects("CFAMSSNS12-P1"),
        serde_json::json!(["southwind"]),
        "the plan asks it of key accounts"
    );
    assert_eq!(
        neglects("CFAMSSNS12-P11"),
        serde_json::json!(["northwind"]),
        "it was allowed to that account"
    );
}

#[test]
fn one_account_is_told_with_its_records() {
    let one = document(&project("example-accounts"), &["st-brendans"]);
    assert_eq!(one["account"], "st-brendans");
    let lines = one["criteria"].as_array().unwrap();
    assert_eq!(lines.len(), Criterion::ALL.len());
    let assessed = lines.iter().find(|line| line["criterion"] == "CFACSB15-P6").unwrap();
    let record = &assessed["records"][0];
    assert!(record["record"].as_str().unwrap().starts_with("assessment/"), "{record}");
    assert!(record["line"].as_u64().unwrap() > 0, "{record}");
}
