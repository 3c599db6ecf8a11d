//! Every rule: a record that breaks it, one that keeps it, and a page whose examples are true.
//!
//! A rule's folder in `tests/rules` holds `bad.txt` and `good.txt`, each a few files laid over `base.txt`, and
//! `bad.expected`: the whole of what the terminal shows. `UPDATE=1 cargo test --test rules` renews those. Where the good files
//! are others than the bad ones mended, `done.txt` does to the bad ones what was advised.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "rules/fixture.rs"]
mod fixture;
#[path = "support/program.rs"]
mod program;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use standing::check::{Rule, registry};
use standing::diagnostic::Severity;
use standing::page::desk::Section;
use standing::page::make::guide::{chapter, mark as mark_of};
use standing::page::make::reference::FORMAT;
use standing::record::{Config, Criterion, Fields, Home, Kind, Necessity, Standard};

use fixture::{Fixture, check, check_json};

/// Rules whose examples are listings of files, not files.
const LISTINGS: &[&str] = &[
    "bad-file-name",
    "bad-slug",
    "duplicate-slug",
    "effort-out-of-proportion",
    "file-too-large",
    "lfs-pointer",
    "nested-account",
    "nested-too-deep",
    "no-account",
    "not-text",
    "response-rate-falling",
    "submodule",
    "symbolic-link",
    "theme-unused",
];

fn folder(rule: &Rule) -> PathBuf {
    program::project("tests/rules").join(rule.code)
}

fn fixture(rule: &Rule, name: &str) -> Fixture {
    let path = folder(rule).join(name);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    base(rule).with(&text)
}

/// What a rule's fixtures are laid over. What is wrong in itself is wrong whatever the tier asks for.
fn base(rule: &Rule) -> Fixture {
    Fixture::base(if rule.severity == Severity::Advice { rule.criteria } else { &[] })
}

/// The bad fixture of a rule once what it advises is done: as `done.txt` says, laid over it; as the good one, which then holds
/// all that the bad one does, where there is none.
fn done(rule: &Rule) -> Fixture {
    match fs::read_to_string(folder(rule).join("done.txt")) {
        Ok(text) => fixture(rule, "bad.txt").with(&text),
        Err(_) => {
            let records = |name: &str| -> Vec<String> {
                let text = fs::read_to_string(folder(rule).join(name)).unwrap();
                let names = text.lines().filter(|line| NAMES.iter().any(|name| line.starts_with(name)));
                names.map(str::to_owned).collect()
            };
            let kept = records("good.txt");
            let lost: Vec<String> =
                records("bad.txt").into_iter().filter(|name| !kept.contains(name)).collect();
            assert!(lost.is_empty(), "{}: good.txt lacks {lost:?}; write done.txt", rule.code);
            fixture(rule, "good.txt")
        }
    }
}

/// How a line begins that says which record it is.
const NAMES: [&str; 6] = ["--- ", "[[", "id = ", "title = ", "what = ", "statement = "];

#[test]
fn each_bad_fixture_is_told_as_expected() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = Vec::new();
    for rule in registry() {
        let run = check(&fixture(rule, "bad.txt"), &["--all"]);
        assert_eq!(run.err, "", "{}", rule.code);
        assert_eq!(run.code == 1, run.out.contains("error["), "{}: {}", rule.code, run.out);
        let path = folder(rule).join("bad.expected");
        if update {
            fs::write(&path, &run.out).unwrap();
        } else if fs::read_to_string(&path).unwrap_or_default() != run.out {
            wrong.push(format!("{}:\n{}", rule.code, run.out));
        }
        let marked = format!("{}[{}]", rule.severity.word(), rule.code);
        assert!(run.out.contains(&marked), "{}: {}", rule.code, run.out);
    }
    assert!(wrong.is_empty(), "not as expected (UPDATE=1 renews):\n{}", wrong.join("\n"));
}

#[test]
fn each_good_fixture_is_clean() {
    for rule in registry() {
        let run = check(&fixture(rule, "good.txt"), &["--deny", "advice"]);
        assert!(run.code == 0 && run.out.contains(": clean."), "{}: {}{}", rule.code, run.out, run.err);
    }
}

#[test]
fn fixtures_and_rules_are_the_same_set() {
    let rules: BTreeSet<String> = registry().iter().map(|rule| rule.code.to_owned()).collect();
    let found = fs::read_dir(program::project("tests/rules")).unwrap().map(Result::unwrap);
    let folders: BTreeSet<String> = found
        .filter(|entry| entry.file_type().unwrap().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    assert_eq!(folders, rules);
}

#[test]
fn the_registry_is_sorted_and_each_code_is_a_file() {
    let codes: Vec<&str> = registry().iter().map(|rule| rule.code).collect();
    let mut sorted = codes.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(codes, sorted);
    let sources = fs::read_dir(program::project("src/check/rules")).unwrap().map(Result::unwrap);
    let mut files: Vec<String> = sources
        .map(|entry| entry.file_name().into_string().unwrap().trim_end_matches(".rs").replace('_', "-"))
        .collect();
    files.sort_unstable();
    assert_eq!(files, codes);
}

#[test]
fn every_criterion_that_a_rule_names_exists() {
    for rule in registry() {
        for word in rule.criteria {
            assert!(Criterion::from_word(word).is_some(), "{}: {word}", rule.code);
        }
    }
}

/// What any fixture reports is registered, with the same severity.
#[test]
fn every_finding_has_a_rule_of_its_severity() {
    let severities: BTreeMap<&str, &str> =
        registry().iter().map(|rule| (rule.code, rule.severity.word())).collect();
    for rule in registry() {
        for name in ["bad.txt", "good.txt"] {
            let report = check_json(&fixture(rule, name));
            for finding in report["findings"].as_array().unwrap() {
                let code = finding["code"].as_str().unwrap();
                assert_eq!(
                    severities.get(code).copied(),
                    finding["severity"].as_str(),
                    "{}: {code}",
                    rule.code
                );
            }
        }
    }
}

/// Every code in the sources of the reading stages is a rule: what cannot be provoked here is documented all the same.
#[test]
fn every_code_in_the_sources_is_a_rule() {
    let codes: BTreeSet<&str> = registry().iter().map(|rule| rule.code).collect();
    let mut folders = ["src/record", "src/check", "src/review", "src/theme"].map(program::project).to_vec();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path());
                continue;
            }
            let source = fs::read_to_string(entry.path()).unwrap();
            for call in ["Diagnostic::error(", "Diagnostic::warning(", "Diagnostic::advice("] {
                for (at, _) in source.match_indices(call) {
                    let argument = source[at + call.len()..].trim_start();
                    if let Some(code) = argument.strip_prefix('"').and_then(|rest| rest.split('"').next()) {
                        assert!(codes.contains(code), "{}: {code}", entry.path().display());
                    }
                }
            }
        }
    }
}

/// The first fenced block after a line that begins with a word, with what stands behind the fence.
fn example<'a>(page: &'a str, word: &str) -> Option<(&'a str, &'a str)> {
    let start = page.lines().position(|line| line.starts_with(word))?;
    let at: usize = page.split_inclusive('\n').take(start).map(str::len).sum();
    let fence = at + page[at..].find("```")? + 3;
    let (info, rest) = page[fence..].split_once('\n')?;
    Some((info, &rest[..rest.find("```")?]))
}

fn of_example(rule: &Rule, info: &str, content: &str) -> Fixture {
    let mut words = info.split(' ');
    let default = match words.next() {
        Some("markdown") => "accounts/northwind/notes/2026-06-10-example.md",
        _ => "accounts/northwind/example.toml",
    };
    base(rule).with(&format!("--- {}\n{content}", words.next().unwrap_or(default)))
}

#[test]
fn each_page_says_what_why_and_shows_both_ways() {
    for rule in registry() {
        let page = rule.page();
        let what = page.split("\n\n").next().unwrap();
        assert!(what.ends_with('.') && what.len() < 120, "{}: {what}", rule.code);
        assert!(page.split("\n\n").nth(1).is_some_and(|why| why.len() > 60), "{}: no reason", rule.code);
        let examples = [example(&page, "Wrong"), example(&page, "Right")];
        let [Some((wrong, _)), Some((right, _))] = examples else { panic!("{}: {page}", rule.code) };
        for info in [wrong, right] {
            assert_eq!(info == "text", LISTINGS.contains(&rule.code), "{}", rule.code);
        }
        assert!(page.lines().all(|line| line.chars().count() <= 130), "{}: a long line", rule.code);
    }
}

#[test]
fn what_pages_call_wrong_is_found_and_what_they_call_right_is_clean() {
    for rule in registry().iter().filter(|rule| !LISTINGS.contains(&rule.code)) {
        let page = rule.page();
        let (info, content) = example(&page, "Wrong").unwrap();
        let report = check_json(&of_example(rule, info, content));
        let codes: Vec<_> = codes(&report);
        assert!(codes.contains(&rule.code.to_owned()), "{}: {codes:?}", rule.code);
        let (info, content) = example(&page, "Right").unwrap();
        let run = check(&of_example(rule, info, content), &["--deny", "advice"]);
        assert!(run.out.contains(": clean."), "{}: {}{}", rule.code, run.out, run.err);
    }
}

/// The fenced examples of a text of ours, as files.
fn examples(text: &str) -> Vec<String> {
    let blocks: Vec<&str> = text.split("\n```").collect();
    let examples = blocks.iter().skip(1).step_by(2).map(|block| {
        let (info, content) = block.split_once('\n').unwrap();
        let path = info.split(' ').nth(1).unwrap_or_else(|| panic!("no path: {info}"));
        format!("--- {path}\n{content}")
    });
    examples.collect()
}

/// The examples of the guide, added to the example accounts together, are sound.
#[test]
fn what_the_guide_shows_is_clean() {
    let mut accounts = Fixture::of_example_accounts();
    for standard in Standard::ALL {
        let examples = examples(chapter(*standard));
        assert!(examples.len() >= 2, "{}", standard.title());
        accounts = examples.iter().fold(accounts, |accounts, example| accounts.adding(example));
    }
    let run = check(&accounts, &["--deny", "warning"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
}

/// Each criterion is marked once, in a part of its chapter that has room for it.
#[test]
fn the_guide_explains_every_criterion() {
    for standard in Standard::ALL {
        let parts: Vec<&str> = chapter(*standard).split("### ").collect();
        for criterion in standard.criteria() {
            let mark = mark_of(criterion);
            assert_eq!(chapter(*standard).matches(&mark).count(), 1, "{}", criterion.word());
            let part = parts.iter().find(|part| part.contains(&mark)).unwrap();
            let marks = standard.criteria().filter(|one| part.contains(&mark_of(*one))).count();
            let words = part.split_whitespace().count();
            assert!(words >= 50 * marks, "{}: {words} words for {marks} criteria", criterion.word());
        }
    }
}

/// The rules and kinds to which the guide leads exist; its other links are those of the site.
#[test]
fn the_guide_leads_to_rules_and_kinds_that_exist() {
    for standard in Standard::ALL {
        let links: Vec<&str> =
            chapter(*standard).split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect();
        assert!(links.len() >= 10, "{}", standard.title());
        for link in links {
            let is_there = match link.split_once('#') {
                Some(("rules.html", code)) => registry().iter().any(|rule| rule.code == code),
                Some(("reference.html", "standing-toml")) => true,
                Some(("reference.html", id)) => id.strip_prefix("kind-").and_then(Kind::from_word).is_some(),
                Some(_) => false,
                None => Section::at(link).is_some(),
            };
            assert!(is_there, "{}: {link}", standard.title());
        }
    }
}

/// The examples of the format, laid over an empty repository together, are sound.
#[test]
fn what_the_format_shows_is_clean() {
    let mut files = String::from("--- standing.toml\nformat = 1\ntitle = \"Cold Watch\"");
    for example in examples(FORMAT) {
        files.push_str(&format!("\n{example}"));
    }
    let run = check(&Fixture::empty().with(&files), &["--deny", "warning"]);
    assert!(run.code == 0 && files.matches("--- ").count() > 2, "{}{}", run.out, run.err);
}

/// Each kind is shown where it stands, with most of what is usually written, and nothing in that is amiss.
#[test]
fn what_the_reference_shows_of_each_kind_is_clean() {
    for kind in Kind::ALL {
        let shown = examples(&kind.doc()).join("\n");
        assert!(stands_in(*kind, &shown), "{}: no example", kind.word());
        for field in kind.fields().iter().filter(|field| field.necessity == Necessity::Required) {
            let name = field.name;
            let is_written =
                shown.contains(&format!("\n{name} = ")) || shown.contains(&format!("\n[{name}]"));
            assert!(is_written, "{}: no {name}", kind.word());
        }
        let run = check(&Fixture::base(&[]).with(&shown), &["--deny", "advice"]);
        assert!(run.code == 0 && run.out.contains(": clean."), "{}: {}{}", kind.word(), run.out, run.err);
    }
}

/// Whether a record of a kind stands among files.
fn stands_in(kind: Kind, files: &str) -> bool {
    match kind.home() {
        Home::Folder(folder) => files.contains(&format!("/{folder}/2026-")),
        Home::File(file) => files.contains(&format!("/{file}\n")),
        Home::Table(_) | Home::Team => {
            let table = format!("[{}]", kind.word());
            files.contains(&format!("\n{table}")) || files.contains(&format!("\n[{table}]"))
        }
    }
}

/// What the configuration shows is clean, and shows each of its tables.
#[test]
fn what_the_reference_shows_of_the_configuration_is_clean() {
    let shown = examples(&Config::doc()).join("\n");
    for field in Config::fields().iter().filter(|field| !(field.inner)().is_empty()) {
        let name = field.name;
        let is_shown =
            [format!("\n[[{name}]]"), format!("\n{name} = {{")].iter().any(|one| shown.contains(one));
        assert!(is_shown, "no {name}");
    }
    let run = check(&Fixture::base(&[]).with(&shown), &["--deny", "warning"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
}

fn codes(report: &Value) -> Vec<String> {
    let findings = report["findings"].as_array().unwrap().iter();
    findings.map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
}

/// Rules whose finding a gate of the standing says already: one cause, one row.
const GATED: &[&str] = &["complaint-past-target", "contact-cadence-missed", "signal-without-action"];

/// How the row of a gate says what it does: “At most 74: …”.
const GATE: &str = "atmost";

/// What rules find is in the attention list, says there what would clear it, and is gone once that is done; whoever owns it
/// finds it on their page.
#[test]
fn each_piece_of_advice_is_a_row_that_says_what_clears_it() {
    let mut wrong = Vec::new();
    for rule in registry().iter().filter(|rule| rule.severity == Severity::Advice) {
        let bad = fixture(rule, "bad.txt");
        let report = check_json(&bad);
        let own = report["findings"].as_array().unwrap().iter().filter(|one| one["code"] == rule.code);
        let fixes: Vec<String> = own.map(|one| letters(one["fix"].as_str().unwrap_or_default())).collect();
        assert!(!fixes.is_empty() && fixes.iter().all(|fix| !fix.is_empty()), "{}: no fix", rule.code);
        let (rows, pages) = attention(&bad);
        let done = done(rule);
        let still = check_json(&done)["findings"].as_array().unwrap().clone();
        let is_left = |one: &&Value| one["code"] == rule.code || one["severity"] == "error";
        if let Some(one) = still.iter().find(is_left) {
            wrong.push(format!("{}: once it is done: {one}", rule.code));
            continue;
        }
        let (left, _) = attention(&done);
        for fix in &fixes {
            let owner = match rows.iter().find(|(row, _)| row.contains(fix.as_str())) {
                Some((_, owner)) => owner.as_ref(),
                None if GATED.contains(&rule.code) && rows.iter().any(|(row, _)| row.contains(GATE)) => None,
                None => {
                    wrong.push(format!("{}: no row says {fix}", rule.code));
                    continue;
                }
            };
            if owner.is_some_and(|owner| !pages[owner].contains(fix.as_str())) {
                wrong.push(format!("{}: {owner:?} is not told {fix}", rule.code));
            }
            if left.iter().any(|(row, _)| row.contains(fix.as_str())) {
                wrong.push(format!("{}: not cleared: {fix}", rule.code));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Where no record says since when they are a customer, they were by the first contact.
#[test]
fn silence_is_counted_from_the_first_contact_where_nothing_says_when_they_came() {
    let call = |on: &str, who: &str| {
        format!(
            "--- accounts/northwind/notes/{on}-call.md\n+++\nchannel = \"call\"\npeople = [\"{who}\", \"priya\"]\n+++\nAll is well.\n"
        )
    };
    let found = |first: &str, code: &str| {
        let rule = registry().iter().find(|rule| rule.code == code).unwrap();
        let younger = "--- accounts/northwind/account.toml | mended\n-since = 2021-05-01\n\
                       --- accounts/northwind/base.toml | gone\n--- accounts/northwind/notes/2026-06-15-call.md | gone\n\
                       --- accounts/northwind/feedback/2026-04-20-at-the-gate.md | gone\n";
        let records = base(rule).with(younger).with(&(call(first, "jonas") + &call("2026-06-20", "jonas")));
        codes(&check_json(&records)).contains(&code.to_owned())
    };
    for code in ["no-senior-contact", "nothing-inbound"] {
        assert!(found("2026-04-20", code), "{code}: 71 days of 60");
        assert!(!found("2026-05-20", code), "{code}: 41 days of 60");
    }
}

/// A row of the attention list, with the page of its owner.
type Row = (String, Option<String>);

/// The rows of the attention list of a fixture's site, each with the page of its owner, and the pages of the team.
fn attention(fixture: &Fixture) -> (Vec<Row>, BTreeMap<String, String>) {
    let records = fixture.write();
    let site = records.path().join("site");
    let run = program::Run::of(program::build(records.path(), &site).args(["--as-of", "2026-06-30"]));
    assert_eq!(run.code, 0, "{}", run.said());
    let list = fs::read_to_string(site.join("attention.html")).unwrap();
    let rows = list.split("<tr").skip(2).map(|row| {
        let owner = row.split("href=\"").find_map(|rest| rest.strip_prefix("team/")?.split_once('"'));
        (letters(row), owner.map(|(owner, _)| owner.to_owned()))
    });
    let pages = fs::read_dir(site.join("team")).unwrap().map(Result::unwrap).map(|entry| {
        let text = letters(&fs::read_to_string(entry.path()).unwrap());
        (entry.file_name().into_string().unwrap(), text)
    });
    (rows.collect(), pages.collect())
}

/// The letters and digits of a text, without those of its tags and character references, all small.
fn letters(text: &str) -> String {
    let mut inside = None;
    let kept = text.chars().filter(|sign| match (inside, *sign) {
        (None, '<') => {
            inside = Some('>');
            false
        }
        (None, '&') => {
            inside = Some(';');
            false
        }
        (None, _) => true,
        (Some(end), sign) => {
            if sign == end {
                inside = None;
            }
            false
        }
    });
    kept.filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
