//! The standing against an oracle that shares nothing with it: cases worked out from the model's prose, in exact
//! fractions, by `tests/oracle/standing.py`. Each case says in its first lines what is worked out and how.

#[path = "support/portfolio.rs"]
mod portfolio;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use portfolio::{Portfolio, portfolio};
use serde_json::{Value, json};
use standing::review::standing::{Attribution, Digest, Dimension, Standing, State, Varied};

const ORACLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/oracle");

/// A case as it is written.
struct Case {
    name: String,
    as_of: NaiveDate,
    from: Option<NaiveDate>,
    files: BTreeMap<String, String>,
}

fn files_of(folder: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> = entries
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).expect("a text"))
        })
        .collect();
    files.sort();
    files
}

fn cases() -> Vec<Case> {
    let base = files_of(&Path::new(ORACLE).join("base"));
    let written = files_of(&Path::new(ORACLE).join("cases"));
    written.iter().map(|(name, text)| case(name.trim_end_matches(".toml"), text, &base)).collect()
}

fn case(name: &str, text: &str, base: &[(String, String)]) -> Case {
    let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{name}: {error}"));
    let day = |field: &str| {
        let written = table.get(field)?.as_datetime().expect("a date").to_string();
        Some(written.parse().expect("a day"))
    };
    let mut files: BTreeMap<String, String> = base.iter().cloned().collect();
    for (path, text) in table["files"].as_table().expect("files") {
        files.insert(path.clone(), text.as_str().expect("a text").to_owned());
    }
    Case { name: name.to_owned(), as_of: day("as_of").expect("as_of"), from: day("from"), files }
}

/// What the oracle says of a standing, in its words.
fn answer(digest: &Digest<'_>, case: &Case) -> Value {
    let standing = digest.standing(case.as_of);
    let plain = serde_json::to_value(&standing).expect("serializable");
    let mut word = plain["word"].clone();
    if let Some(word) = word.as_object_mut() {
        word.retain(|field, _| field != "on" && field != "why");
    }
    json!({
        "word": word,
        "band": plain["band"],
        "band_today": plain["band_today"],
        "score": standing.score,
        "gated": standing.gated,
        "low": standing.low,
        "high": standing.high,
        "coverage": standing.coverage,
        "sound_coverage": standing.sound_coverage,
        "confidence": plain["confidence"],
        "provisional": provisional(&standing),
        "dimensions": standing.dimensions.iter().map(|one| (one.name.word(), dimension(one))).collect::<BTreeMap<_, _>>(),
        "gates": gates(&plain),
        "overridden": standing.overridden.as_ref().map(|one| json!({ "band": one.band, "lapses": one.lapses.to_string() })),
        "ignored": standing.ignored.len(),
        "watermelon": standing.watermelon.as_ref().map(|one| json!({ "staff": one.staff, "customer": one.customer })),
        "sensitivity": sensitivity(&standing),
        "mondays": standing.history.len(),
        "history": history(&standing),
        "change": case.from.and_then(|from| digest.change(from, case.as_of)).map(|change| change_of(&change)),
    })
}

fn provisional(standing: &Standing) -> Option<Value> {
    let narrows = standing.provisional.as_ref()?.narrows.as_ref();
    Some(json!({
        "narrows": narrows.map(|missing| missing.dimension.word()),
        "points": narrows.map(|missing| missing.points),
    }))
}

fn dimension(one: &Dimension) -> Value {
    match &one.state {
        State::Known { score } => json!({
            "is": "known",
            "score": score,
            "entered": one.entered,
            "share": one.share,
            "only_bad": one.only_bad,
            "evidence_sum": one.evidence_sum,
            "evidence_enough": one.evidence_enough,
        }),
        State::Unknown { .. } => json!({ "is": "unknown", "share": one.share }),
        State::NotApplicable { .. } => json!({ "is": "not-applicable", "share": one.share }),
    }
}

fn gates(plain: &Value) -> Value {
    let mut gates: Vec<(String, f64)> = plain["gates"]
        .as_array()
        .expect("gates")
        .iter()
        .map(|gate| (gate["rule"].as_str().expect("a rule").to_owned(), gate["cap"].as_f64().expect("a cap")))
        .collect();
    gates.sort_by(|left, right| left.0.cmp(&right.0));
    json!(gates)
}

fn sensitivity(standing: &Standing) -> Value {
    let each = standing.sensitivity.iter().map(|one| {
        let (varied, dimension) = match one.varied {
            Varied::Equal => ("equal", None),
            Varied::More(name) => ("more", Some(name.word())),
            Varied::Less(name) => ("less", Some(name.word())),
        };
        json!({ "varied": varied, "dimension": dimension, "score": one.score, "band": one.band, "differs": one.differs })
    });
    each.collect()
}

fn history(standing: &Standing) -> Value {
    let last = standing.history.iter().skip(standing.history.len().saturating_sub(10));
    last.map(|point| json!([point.on.to_string(), point.score, point.gated, point.coverage, point.band]))
        .collect()
}

fn change_of(change: &Attribution) -> Value {
    let lines: Vec<_> = change
        .lines
        .iter()
        .map(|line| {
            json!({
                "dimension": line.dimension.map(|name| name.word()),
                "cause": line.cause,
                "exact": line.exact,
                "shown": line.shown,
            })
        })
        .collect();
    json!({
        "from": change.from.to_string(),
        "to": change.to.to_string(),
        "score_from": change.score_from,
        "score_to": change.score_to,
        "change": change.change,
        "shown": change.shown,
        "lines": lines,
    })
}

/// Where two answers differ by more than the last digits of a sum.
fn differences(path: &str, found: &Value, expected: &Value, differ: &mut Vec<String>) {
    match (found, expected) {
        (Value::Number(left), Value::Number(right)) => {
            let apart = left.as_f64().zip(right.as_f64()).map(|(left, right)| (left - right).abs());
            if apart.is_none_or(|apart| apart > 1e-9) {
                differ.push(format!("{path}: found {left}, expected {right}"));
            }
        }
        (Value::Object(left), Value::Object(right)) => {
            for name in left.keys().chain(right.keys().filter(|name| !left.contains_key(*name))) {
                let of = |map: &serde_json::Map<String, Value>| map.get(name).cloned().unwrap_or_default();
                differences(&format!("{path}.{name}"), &of(left), &of(right), differ);
            }
        }
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
            for (at, (left, right)) in left.iter().zip(right).enumerate() {
                differences(&format!("{path}[{at}]"), left, right, differ);
            }
        }
        _ if found == expected => {}
        _ => differ.push(format!("{path}: found {found}, expected {expected}")),
    }
}

#[test]
fn every_case_is_as_the_oracle_says() {
    let expected: Value =
        serde_json::from_str(&fs::read_to_string(format!("{ORACLE}/expected.json")).expect("expected.json"))
            .expect("JSON");
    let cases = cases();
    let mut differ = Vec::new();
    for case in &cases {
        let Portfolio { checked, shared, config, errors } = portfolio(&case.files, case.as_of);
        differ.extend(errors.iter().map(|error| format!("{}: {error}", case.name)));
        let found = answer(&Digest::new(&checked, &shared, &config), case);
        differences(&case.name, &found, &expected[&case.name], &mut differ);
    }
    assert_eq!(expected.as_object().map(serde_json::Map::len), Some(cases.len()), "cases without an answer");
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}
