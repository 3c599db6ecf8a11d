//! `standing check --format`: what each reader of findings is told, of one repository with an error, a warning and advice, a
//! name that must be encoded, and words that would end a command. Other people's schemas are asked in
//! `tests/browser/formats.mjs`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/program.rs"]
mod program;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use program::{project, put, run, standing};
use serde_json::Value;
use standing::diagnostic::json_schema;

const CONFIGURATION: &str = "format = 1\ntitle = \"Us\"\nas_of = 2026-06-30\n";

fn repository(root: &Path) {
    put(root, "records/standing.toml", CONFIGURATION);
    put(
        root,
        "records/accounts/o-malley/account.toml",
        "[account]\nname = \"O'Malley\"\nverified = 2026-07-09\n",
    );
    let note = "+++\nchanel = \"call\"\n\"a,b:c%0A\" = 1\n+++\nWords.\n";
    put(root, "records/accounts/o-malley/notes/2026-06-01-été, 100%: new.md", note);
}

/// What a check says in a format, with the exit code that it must have.
fn said(root: &Path, format: &str, more: &[&str], code: i32) -> String {
    let mut command = standing();
    command.current_dir(root).args(["check", "./records", "--format", format]).args(more);
    run(&mut command, code).out
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn github_reads_each_command_as_it_was_meant() {
    let folder = tempfile::tempdir().unwrap();
    repository(folder.path());
    let text = said(folder.path(), "github", &[], 1);
    let findings = parsed(&said(folder.path(), "json", &[], 1));
    let findings = findings["findings"].as_array().unwrap();
    assert_eq!(text.lines().count(), findings.len());
    for (line, finding) in text.lines().zip(findings) {
        // As the runner reads it: the name, properties with commas between, `::`, the message.
        let (head, message) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
        let (name, properties) = head.split_once(' ').unwrap();
        let expected = match finding["severity"].as_str().unwrap() {
            "error" => "error",
            "warning" => "warning",
            _ => "notice",
        };
        assert_eq!(name, expected);
        let property = |wanted: &str| {
            let each = properties.split(',').filter_map(|one| one.split_once('='));
            let found = each.filter(|(name, _)| *name == wanted).map(|(_, value)| value).collect::<Vec<_>>();
            assert!(found.len() <= 1, "{line}");
            found.first().map(|value| decoded(value, true))
        };
        let place = &finding["place"];
        assert_eq!(property("file").unwrap(), format!("records/{}", place["path"].as_str().unwrap()));
        assert_eq!(property("line").unwrap(), place["line"].to_string());
        assert!(property("title").unwrap().starts_with(finding["code"].as_str().unwrap()));
        let message = decoded(message, false);
        assert!(message.starts_with(finding["message"].as_str().unwrap()), "{message}");
        if let Some(fix) = finding["fix"].as_str() {
            assert!(message.ends_with(&format!("\nFix: {fix}")), "{message}");
        }
    }
}

/// Undoes what the runner undoes.
fn decoded(text: &str, is_property: bool) -> String {
    let text = text.replace("%0D", "\r").replace("%0A", "\n");
    let text = if is_property { text.replace("%3A", ":").replace("%2C", ",") } else { text };
    text.replace("%25", "%")
}

#[test]
fn a_finding_keeps_its_name_while_lines_move() {
    let folder = tempfile::tempdir().unwrap();
    repository(folder.path());
    let names = |text: &str| -> BTreeSet<String> {
        let issues = parsed(text);
        issues.as_array().unwrap().iter().map(|one| one["fingerprint"].as_str().unwrap().to_owned()).collect()
    };
    let before = names(&said(folder.path(), "gitlab", &[], 1));
    let issues = parsed(&said(folder.path(), "gitlab", &[], 1));
    assert_eq!(before.len(), issues.as_array().unwrap().len(), "each has a name of its own");
    let note = "records/accounts/o-malley/notes/2026-06-01-été, 100%: new.md";
    let text = fs::read_to_string(folder.path().join(note)).unwrap();
    put(folder.path(), note, text.replace("+++\nchanel", "+++\ntitle = \"New\"\nchanel"));
    assert_eq!(names(&said(folder.path(), "gitlab", &[], 1)), before);
    let sarif = parsed(&said(folder.path(), "sarif", &[], 1));
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let of_sarif: BTreeSet<String> = results
        .iter()
        .map(|one| one["partialFingerprints"]["standing/v1"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(of_sarif, before, "SARIF and GitLab agree");
    put(folder.path(), note, text.replace("chanel", "channel"));
    assert!(names(&said(folder.path(), "gitlab", &[], 1)).is_subset(&before));
}

#[test]
fn sarif_leads_to_the_line_and_explains_the_rule() {
    let folder = tempfile::tempdir().unwrap();
    repository(folder.path());
    let sarif = parsed(&said(folder.path(), "sarif", &[], 1));
    let run = &sarif["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for result in run["results"].as_array().unwrap() {
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(rule["help"]["markdown"].as_str().unwrap().contains("Wrong"), "{rule}");
    }
    let wrong =
        run["results"].as_array().unwrap().iter().find(|one| one["ruleId"] == "unknown-field").unwrap();
    let place = &wrong["locations"][0]["physicalLocation"];
    assert_eq!(
        place["artifactLocation"]["uri"],
        "records/accounts/o-malley/notes/2026-06-01-%C3%A9t%C3%A9%2C%20100%25%3A%20new.md"
    );
    assert_eq!(place["region"].to_string(), r#"{"startLine":2,"startColumn":1,"endLine":2,"endColumn":7}"#);
}

#[test]
fn junit_fails_where_the_check_fails() {
    let folder = tempfile::tempdir().unwrap();
    repository(folder.path());
    let failures = |more: &[&str]| {
        let text = said(folder.path(), "junit", more, 1);
        let tests = text.matches("<testcase ").count();
        assert_eq!(text.matches("<failure ").count() + text.matches("<skipped ").count(), tests);
        text.matches("<failure ").count()
    };
    let (errors, all) = (failures(&[]), failures(&["--deny", "advice"]));
    assert!(0 < errors && errors < all);
    run(standing().args(["init", "clean"]).current_dir(folder.path()), 0);
    let mut command = standing();
    command.current_dir(folder.path()).args(["check", "clean", "--format", "junit"]);
    let clean = run(&mut command, 0).out;
    assert!(clean.contains("<testcase ") && !clean.contains("<failure"), "{clean}");
}

/// The schema of the JSON is published beside the program.
#[test]
fn the_schema_is_published() {
    let path = project("schemas/check.json");
    if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
        put(&project("schemas"), "check.json", json_schema());
    }
    assert_eq!(fs::read_to_string(path).unwrap(), json_schema());
}
