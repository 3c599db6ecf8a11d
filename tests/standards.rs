//! The 66 criteria of the five standards: each has a carrier, a rule with its fixtures, a page where it is seen, and in
//! example-accounts an account that practises it and one that neglects it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/program.rs"]
mod program;

use std::collections::BTreeSet;

use program::{built, project, run, standing};
use serde_json::Value;
use standing::record::Criterion;
use standing::review::evidence::{Seen, carrier, rules};

/// Criteria of which example-accounts does not show both practice and neglect yet.
const NOT_SHOWN: &[&str] = &[
    "CFACSB15-P4 is neglected nowhere",
    "CFACSB15-P7 is neglected nowhere",
    "CFAM7.1.6-P10 is neglected nowhere",
    "CFAMSSNS12-P1 is neglected nowhere",
    "CFAMSSNS12-P10 is neglected nowhere",
    "CFAMSSNS12-P4 is practised nowhere",
    "CFAMSSNS12-P9 is neglected nowhere",
    "CLIENT-P6 is neglected nowhere",
];

fn document(arguments: &[&str]) -> Value {
    let mut command = standing();
    command.arg("standards").arg(project("example-accounts")).args(arguments).args(["--format", "json"]);
    serde_json::from_str(&run(&mut command, 0).out).unwrap()
}

#[test]
fn every_criterion_has_a_carrier_and_a_rule() {
    for criterion in Criterion::ALL {
        let carrier = carrier(*criterion).unwrap_or_else(|| panic!("{}: no carrier", criterion.word()));
        assert!(!carrier.carried_by.is_empty() && !carrier.seen_on.is_empty(), "{}", criterion.word());
    }
    let unwatched: Vec<_> =
        Criterion::ALL.iter().filter(|one| rules(**one).next().is_none()).map(|one| one.word()).collect();
    assert!(unwatched.is_empty(), "no rule watches {unwatched:?}");
}

#[test]
fn every_criterion_is_seen_where_its_table_says() {
    let folder = tempfile::tempdir().unwrap();
    let site = built(&project("example-accounts"), &folder.path().join("site"));
    let account = String::from_utf8(site["accounts/st-brendans.html"].clone()).unwrap();
    for criterion in Criterion::ALL {
        for seen in carrier(*criterion).unwrap().seen_on {
            match seen {
                Seen::Account(section) => assert!(
                    account.contains(&format!("<h2 id=\"{section}\">")),
                    "{}: an account's page has no section {section}",
                    criterion.word()
                ),
                Seen::Page(file) => {
                    assert!(site.contains_key(*file), "{}: there is no {file}", criterion.word());
                }
            }
        }
    }
}

#[test]
fn example_accounts_practise_each_criterion_somewhere_and_neglect_it_elsewhere() {
    let all = document(&[]);
    let mut missing = BTreeSet::new();
    for line in all["criteria"].as_array().unwrap() {
        let word = line["criterion"].as_str().unwrap();
        for field in ["practised", "neglected"] {
            if line[field].as_array().unwrap().is_empty() {
                missing.insert(format!("{word} is {field} nowhere"));
            }
        }
    }
    let expected: BTreeSet<String> = NOT_SHOWN.iter().map(|words| (*words).to_owned()).collect();
    assert_eq!(missing, expected);
}

#[test]
fn one_account_is_told_with_its_records() {
    let one = document(&["st-brendans"]);
    assert_eq!(one["account"], "st-brendans");
    let lines = one["criteria"].as_array().unwrap();
    assert_eq!(lines.len(), Criterion::ALL.len());
    let assessed = lines.iter().find(|line| line["criterion"] == "CFACSB15-P6").unwrap();
    let record = &assessed["records"][0];
    assert!(record["record"].as_str().unwrap().starts_with("assessment/"), "{record}");
    assert!(record["line"].as_u64().unwrap() > 0, "{record}");
}
