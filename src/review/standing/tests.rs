//! What is digested for speed says the same as the definitions that rules and lists use, on every Monday of the example;
//! and what was left out makes unknown what it could have fed.

use std::path::Path;

use chrono::NaiveDate;

use super::digest::Digest;
use super::dimension::State;
use super::feedback::Voices;
use super::grid::replay;
use super::{commitments::Kept, complaints, people};
use crate::check::state::{action, complaint, contact, past, people as shared_people};
use crate::check::{Checked, Context, check_account};
use crate::record::{Complaint, Config, DimensionName, Shared, read_account, read_shared};
use crate::review::sample::{day, sample};
use crate::source::{Patterns, Source, WorkingTree};

/// Every account of the example, checked.
fn example() -> (Vec<Checked>, Shared, Config) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-accounts");
    let tree = WorkingTree::open(&root).expect("the example");
    let survey = tree.survey().expect("a survey");
    let shared = read_shared(&tree, &survey).expect("shared records");
    let config = shared.config.clone().expect("a configuration");
    let as_of = config.as_of.as_ref().expect("a day").value;
    let read = survey.accounts.iter().map(|folder| {
        let records = read_account(&tree, folder, &Patterns::default()).expect("an account");
        let context = Context { shared: &shared, config: &config, as_of };
        check_account(records, &context).0
    });
    (read.collect(), shared.clone(), config)
}

/// Some days of an account: every fourth Monday, and the last day.
fn days(digest: &Digest<'_>, config: &Config) -> Vec<NaiveDate> {
    let as_of = config.as_of.as_ref().expect("a day").value;
    let mondays = replay(digest, as_of).into_iter().map(|step| step.point.on).step_by(4);
    mondays.chain([as_of]).collect()
}

#[test]
fn promises_stand_as_actions_do() {
    let (accounts, shared, config) = example();
    for checked in &accounts {
        let digest = Digest::new(checked, &shared, &config);
        for on in days(&digest, &config) {
            let all = action::actions(checked, on).into_iter().filter(|one| !one.internal);
            let mut expected: Vec<(String, Option<Kept>)> = all
                .map(|one| {
                    let kept = match one.state {
                        action::State::Open => Some(Kept::Open),
                        action::State::Overdue { days } => Some(Kept::Overdue { days }),
                        action::State::Done { late: true, .. } => Some(Kept::Late),
                        action::State::Done { late: false, .. } => Some(Kept::OnTime),
                        action::State::Dropped { on } if one.due.is_some_and(|due| on > due) => {
                            Some(Kept::GivenUp)
                        }
                        action::State::Dropped { .. } => None,
                    };
                    (one.entry.key.to_string(), kept)
                })
                .collect();
            let exists = |entry| past::exists(entry, on);
            let kept = digest.promises.iter().filter(|one| exists(one.entry()));
            let mut found: Vec<_> =
                kept.map(|one| (one.entry().key.to_string(), one.kept(on, f64::INFINITY))).collect();
            expected.sort_by(|left, right| left.0.cmp(&right.0));
            found.sort_by(|left, right| left.0.cmp(&right.0));
            assert_eq!(found, expected, "{} on {on}", checked.slug);
        }
    }
}

#[test]
fn complaints_stand_as_the_list_says() {
    let (accounts, shared, config) = example();
    for checked in &accounts {
        let digest = Digest::new(checked, &shared, &config);
        for on in days(&digest, &config) {
            for (entry, one) in checked.each::<Complaint>() {
                let digested =
                    digest.complaints.iter().find(|one| one.entry.key == entry.key).expect("digested");
                let stage = digested.stage(on);
                let listed = complaint::standing(checked, &config, entry, one, on);
                let open = |stage| matches!(stage, complaints::Stage::Open { .. });
                assert_eq!(stage.map(open), listed.map(|one| one.is_open()), "{} on {on}", entry.key);
                let late = stage.map(|stage| match stage {
                    complaints::Stage::Open { late, .. } | complaints::Stage::Closed { late, .. } => late,
                });
                assert_eq!(late, listed.map(|one| one.days_late > 0), "{} on {on}", entry.key);
            }
        }
    }
}

#[test]
fn roles_are_held_as_the_people_say() {
    let (accounts, shared, config) = example();
    for checked in &accounts {
        let digest = Digest::new(checked, &shared, &config);
        for on in days(&digest, &config) {
            let day = digest.day(on);
            let Some(tier) = day.tier() else { continue };
            let contacts = contact::contacts(checked, on);
            let cadence = tier.cadence.as_ref().map(|cadence| cadence.value);
            for role in &tier.roles {
                let held =
                    shared_people::role_held(checked, role.value, &contacts, cadence, day.parameters, on);
                let score = people::score_of(role.value, &day);
                assert!((score - held.score).abs() < 1e-9, "{} {} on {on}", checked.slug, role.value.word());
            }
        }
    }
}

const EVERYTHING: &str = r#"
[[person]]
id = "amelia"
name = "Amelia Ruiz"
role = ["decision-maker", "user"]

[[expectation]]
id = "uptime"
statement = "It runs."

[[assessment]]
of = "uptime"
on = 2026-06-01
result = "met"

[[action]]
what = "Send it"
owner = "priya"
internal = false
due = 2026-06-01
"#;

const CALL: &str = "+++\nchannel = \"call\"\npeople = [\"amelia\"]\n+++\nWords.\n";

const ANSWER: &str = "+++\nfrom = \"amelia\"\ninstrument = \"nps\"\nscore = 9\n+++\nWords.\n";

/// The dimensions that are known when one more file stands among sound records.
fn known_with(file: (&str, &str)) -> Vec<&'static str> {
    let files = [
        ("all.toml", EVERYTHING),
        ("notes/2026-06-01-a.md", CALL),
        ("feedback/2026-06-01-a.md", ANSWER),
        file,
    ];
    let sample = sample(&files, "2026-06-30");
    let digest = Digest::new(&sample.checked, &sample.shared, &sample.config);
    let standing = digest.standing(day("2026-06-30"));
    let known = standing.dimensions.iter().filter(|one| matches!(one.state, State::Known { .. }));
    known.map(|one| one.name.word()).collect()
}

#[test]
fn what_was_left_out_makes_unknown_what_it_could_have_fed() {
    let all = ["expectations", "feedback", "complaints", "commitments", "people", "contact"];
    let without =
        |lost: &[&str]| -> Vec<&str> { all.iter().copied().filter(|name| !lost.contains(name)).collect() };
    assert_eq!(known_with(("profile.md", "Words.\n")), all);
    for (file, lost) in [
        (("x.toml", "[[expectation]]\nid = \"x\"\n"), &["expectations"][..]),
        (("x.toml", "[[assessment]]\nof = \"uptime\"\nresult = \"bad\"\n"), &["expectations"]),
        (("x.toml", "[[person]]\nid = \"x\"\n"), &["people", "feedback", "commitments"]),
        (("x.toml", "[[action]]\nowner = \"priya\"\n"), &["commitments"]),
        (("x.toml", "[[objective]]\ntitle = \"X\"\ndue = 3\n"), &[]),
        (("x.toml", "[[method]]\ntitle = \"X\"\nform = \"odd\"\n"), &["feedback"]),
        (("x.toml", "[[risk\n"), &[]),
        (("x.toml", "x = = 1\n"), &all),
        (("complaints/2026-06-02-x.md", "+++\nseverity = \"odd\"\n+++\nWords.\n"), &["complaints"]),
        (("feedback/2026-06-02-x.md", "+++\nscore = \"ten\"\n+++\nWords.\n"), &["feedback"]),
        (
            ("notes/2026-06-02-x.md", "+++\npeople = [\"nobody\"]\n+++\nWords.\n"),
            &["contact", "people", "commitments"],
        ),
        (
            ("notes/2026-06-02-x.md", "+++\nnever closed\n"),
            &["contact", "people", "commitments", "expectations"],
        ),
        (("account.toml", "[account]\nname = \"Northwind\"\ntier = 5\n"), &all),
    ] {
        assert_eq!(known_with(file), without(lost), "with {file:?}");
    }
}

#[test]
fn every_unknown_says_which_record_was_left_out() {
    let files =
        [("all.toml", EVERYTHING), ("x.toml", "\n[[assessment]]\nof = \"uptime\"\nresult = \"bad\"\n")];
    let sample = sample(&files, "2026-06-30");
    let digest = Digest::new(&sample.checked, &sample.shared, &sample.config);
    let standing = digest.standing(day("2026-06-30"));
    let expectations = standing.dimension(DimensionName::Expectations).expect("it is there");
    let why = "A record that could matter was left out: accounts/northwind/x.toml:2".to_owned();
    assert_eq!(expectations.state, State::Unknown { why });
}

#[test]
fn an_account_without_any_voice_has_none() {
    assert_eq!(Voices::default().last(day("2026-06-30")), None);
}
