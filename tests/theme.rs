//! Themes: the contract between pages and templates, and what a theme of one's own may do.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/program.rs"]
mod program;

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;
use standing::page::contract::{CONTRACT, contract, published};

use program::{project, put};

/// Every name that the contract has, as a path from its template or its type.
fn names(contract: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for part in ["templates", "$defs"] {
        for (holder, schema) in contract[part].as_object().unwrap() {
            collect(schema, holder, &mut found);
        }
    }
    found
}

fn collect(schema: &Value, at: &str, found: &mut BTreeSet<String>) {
    for (name, inner) in schema["properties"].as_object().into_iter().flatten() {
        let at = format!("{at}.{name}");
        collect(inner, &at, found);
        found.insert(at);
    }
    for inner in schema["oneOf"].as_array().into_iter().flatten() {
        let kind = inner["properties"]["kind"]["const"].as_str().unwrap_or_default();
        collect(inner, &format!("{at}({kind})"), found);
    }
}

/// What templates get is published, and nothing of it goes without a new version of the contract.
#[test]
fn the_contract_is_published_and_keeps_its_names() {
    let path = project("schemas/theme.json");
    let before: Value = serde_json::from_slice(&fs::read(&path).unwrap_or_else(|_| b"{}".to_vec())).unwrap();
    if before["contract"] == CONTRACT {
        let now = names(&contract());
        let gone: Vec<_> = names(&before).into_iter().filter(|name| !now.contains(name)).collect();
        assert!(gone.is_empty(), "raise CONTRACT in src/page/contract.rs: templates lose {gone:?}");
    }
    if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
        put(&project("schemas"), "theme.json", published());
    }
    let hint = "templates get other names than schemas/theme.json says: UPDATE=1 renews it";
    assert!(fs::read_to_string(path).unwrap_or_default() == published(), "{hint}");
}

/// Whoever writes a template finds what each name is.
#[test]
fn every_name_of_the_contract_is_explained() {
    let contract = contract();
    let mut bare = Vec::new();
    for part in ["templates", "$defs"] {
        for (holder, schema) in contract[part].as_object().unwrap() {
            for (name, field) in schema["properties"].as_object().into_iter().flatten() {
                if field["description"].as_str().is_none_or(str::is_empty) {
                    bare.push(format!("{holder}.{name}"));
                }
            }
        }
    }
    assert!(bare.is_empty(), "{bare:?}");
    assert!(names(&contract).len() > 300);
}
