use chrono::NaiveDate;

use super::*;
use crate::review::sample::{Sample, day, sample};
use crate::review::triggers::{State, triggers};

const CONFIG: &str = r#"
format = 1
title = "Sample"

[[tier]]
id = "key"
major = true
cadence = "30d"
roles = ["decision-maker"]
objectives = true
effort = "10h"
effort_per = "1m"
"#;

const RECORDS: &str = r#"
[account]
name = "Northwind"
tier = "key"
since = 2025-01-01

[[person]]
id = "amelia"
name = "Amelia Ruiz"
role = ["decision-maker"]
strength = [{ on = 2026-01-01, is = 2 }, { on = 2026-05-01, is = 4 }]

[[person]]
id = "jonas"
name = "Jonas Weber"
strength = [{ on = 2026-01-01, is = 3 }]

[[person]]
id = "gone"
name = "Gone Away"
strength = [{ on = 2026-01-01, is = 1 }]
left = 2026-02-01

[[expectation]]
id = "uptime"
statement = "It is up."
agreed = 2026-01-01
review_every = "1m"

[[assessment]]
of = "uptime"
on = 2026-05-01
result = "missed"

[[objective]]
id = "faster"
title = "Faster"
agreed = 2026-01-01
with = ["amelia"]

[[progress]]
of = "faster"
on = 2026-06-01
state = "at-risk"

[[risk]]
title = "Sale of the firm"
likelihood = 3
impact = 4
raised = 2026-01-01

[[risk]]
title = "Strike"
likelihood = 5
impact = 5
raised = 2026-01-01
closed = 2026-06-01

[[contract]]
title = "Platform"
from = 2026-01-01
to = 2026-12-31
notice_by = 2026-09-30

[[period]]
from = 2026-01-01
to = 2026-03-31
product = "hardware"
revenue = "EUR 300.00"
cost = "EUR 200.00"

[[period]]
from = 2026-01-01
to = 2026-03-31
product = "service"
revenue = "EUR 100.00"
cost = "EUR 60.00"

[[information]]
title = "How they earn"
need = "must"
field = "profile"

[[information]]
title = "Who they are"
field = "person"

[[action]]
what = "Send the report"
owner = "priya"
due = 2026-06-20
internal = false

[[action]]
what = "Sign the order"
owner = "jonas"
due = 2026-06-25

[[action]]
what = "Tidy up"
owner = "priya"
due = 2026-06-01
internal = true
"#;

const CALL: &str =
    "+++\nchannel = \"call\"\npeople = [\"jonas\", \"priya\"]\neffort = \"6h\"\n+++\nA call.\n";
const VISIT: &str = "+++\nchannel = \"visit\"\npeople = [\"amelia\"]\neffort = \"90min\"\n+++\nA visit.\n";
const COMPLAINT: &str = "+++\nseverity = \"minor\"\ntarget = 2026-06-15\n+++\nLate again.\n";
const SURVEY: &str = r#"
[survey]
instrument = "nps"
on = 2026-06-01
sent = 8
[[answer]]
label = "a"
score = 10
[[answer]]
label = "b"
score = 9
[[answer]]
label = "c"
score = 9
[[answer]]
label = "d"
score = 8
[[answer]]
label = "e"
score = 3
"#;

fn whole() -> Sample {
    let files = [
        ("standing.toml", CONFIG),
        ("account.toml", RECORDS),
        ("notes/2026-06-10-call.md", CALL),
        ("notes/2026-05-11-visit.md", VISIT),
        ("notes/2026-01-11-visit.md", VISIT),
        ("complaints/2026-06-01-late.md", COMPLAINT),
        ("feedback/wave.toml", SURVEY),
    ];
    sample(&files, "2026-06-30").sound()
}

fn context(sample: &Sample, on: NaiveDate) -> Context<'_> {
    Context { shared: &sample.shared, config: &sample.config, as_of: on }
}

#[test]
fn each_measure_is_what_its_words_say() {
    let sample = whole();
    let on = day("2026-06-30");
    let gauge = Gauge::new(&sample.checked, &context(&sample, on));
    let expected = [
        (Measure::DaysSinceContact, 20.0),
        (Measure::CadencesSinceContact, 20.0 / 30.0),
        (Measure::DaysSinceDecisionMaker, 50.0),
        (Measure::ExpectationsMissed, 1.0),
        (Measure::AssessmentsOverdue, 1.0),
        (Measure::ActionsOverdue, 1.0),
        (Measure::TheirActionsOverdue, 1.0),
        (Measure::ComplaintsOpen, 1.0),
        (Measure::ComplaintsLate, 1.0),
        (Measure::NetPromoterScore, 40.0),
        (Measure::ResponseRate, 62.5),
        (Measure::RelationStrength, 3.5),
        (Measure::RiskExposure, 12.0),
        (Measure::DaysToNotice, 92.0),
        (Measure::Margin, 35.0),
        (Measure::Effort, 7.5),
        (Measure::EffortOfBudget, 100.0 * 7.5 / (10.0 * 90.0 / (365.25 / 12.0))),
        (Measure::InformationMissing, 1.0),
        (Measure::ExpectationsScore, 0.0),
        (Measure::ObjectivesScore, 50.0),
        (Measure::ContactScore, 100.0),
    ];
    for (measure, value) in expected {
        let known = gauge.known(measure, on).unwrap_or_else(|| panic!("{measure:?}"));
        assert!((known.value - value).abs() < 1e-9, "{measure:?}: {}", known.value);
        assert!(!known.evidence.is_empty(), "{measure:?}");
    }
    let standing = super::super::standing::standing(&sample.checked, &context(&sample, on));
    assert_eq!(gauge.value(Measure::Score, on), standing.gated);
    assert_eq!(gauge.value(Measure::Coverage, on), Some(100.0 * standing.coverage));
    assert_eq!(gauge.value(Measure::Confidence, on), Some(standing.confidence.value));
}

#[test]
fn a_figure_alone_is_that_with_its_records_on_any_day() {
    let sample = whole();
    let gauge = Gauge::new(&sample.checked, &context(&sample, day("2026-06-30")));
    for on in ["2024-06-01", "2026-01-11", "2026-03-31", "2026-06-05", "2026-06-30", "2027-03-01"] {
        for measure in Measure::ALL {
            let known = gauge.known(*measure, day(on)).map(|known| known.value);
            assert_eq!(gauge.value(*measure, day(on)), known, "{measure:?} on {on}");
        }
    }
}

#[test]
fn nothing_is_known_of_an_account_without_records_but_what_can_be_counted() {
    let empty = sample(&[("account.toml", "[account]\nname = \"Empty\"\n")], "2026-06-30").sound();
    let on = day("2026-06-30");
    let gauge = Gauge::new(&empty.checked, &context(&empty, on));
    let known = Measure::ALL.iter().filter(|one| gauge.value(**one, on).is_some_and(|value| value != 0.0));
    // One record that nobody needs to delete is tidy.
    assert_eq!(known.collect::<Vec<_>>(), [&Measure::RecordQuality]);
}

#[test]
fn what_was_left_out_makes_unknown_what_it_could_have_fed() {
    let mut broken = whole();
    let files = [
        ("account.toml", RECORDS),
        ("complaints/2026-06-20-lost.md", "+++\nseverity = \"gigantic\"\n+++\nLost.\n"),
    ];
    broken = Sample { checked: sample(&files, "2026-06-30").checked, ..broken };
    let on = day("2026-06-30");
    let gauge = Gauge::new(&broken.checked, &context(&broken, on));
    assert_eq!(gauge.value(Measure::ComplaintsOpen, on), None);
    assert_eq!(gauge.value(Measure::ActionsOverdue, on), Some(1.0));
}

/// A bound that has been crossed since a day, asked on another.
fn state_of(trigger: &str, on: &str) -> String {
    let plan = format!("{trigger}\nthen = \"Act.\"\n");
    let files = [
        ("standing.toml", CONFIG),
        ("account.toml", RECORDS),
        ("notes/2026-06-10-call.md", CALL),
        ("notes/2026-01-12-visit.md", VISIT),
        ("plan.toml", plan.as_str()),
    ];
    let sample = sample(&files, on).sound();
    let found = triggers(&sample.checked, &context(&sample, day(on)), day(on));
    match found[0].state {
        State::Asleep => "asleep".to_owned(),
        State::Unknown => "unknown".to_owned(),
        State::Quiet => "quiet".to_owned(),
        State::Crossed { since, fires } => format!("crossed {since}, fires {fires}"),
        State::Fired { crossed, since, .. } => format!("crossed {crossed}, fired {since}"),
    }
}

#[test]
fn a_trigger_fires_when_its_bound_has_been_crossed_for_long_enough() {
    let silent = "[[trigger]]\nmeasure = \"days-since-contact\"\nabove = 45";
    // The contact of 12 January lies 46 days back on 27 February, a Friday.
    assert_eq!(state_of(silent, "2026-02-26"), "quiet");
    assert_eq!(state_of(silent, "2026-02-27"), "crossed 2026-02-27, fired 2026-02-27");
    assert_eq!(state_of(silent, "2026-06-09"), "crossed 2026-02-27, fired 2026-02-27");
    assert_eq!(state_of(silent, "2026-06-10"), "quiet");
    let patient = "[[trigger]]\nmeasure = \"days-since-contact\"\nabove = 45\nfor = \"14d\"";
    assert_eq!(state_of(patient, "2026-03-12"), "crossed 2026-02-27, fires 2026-03-13");
    assert_eq!(state_of(patient, "2026-03-13"), "crossed 2026-02-27, fired 2026-03-13");
    let later = "[[trigger]]\nmeasure = \"days-since-contact\"\nabove = 45\nsince = 2026-03-10";
    assert_eq!(state_of(later, "2026-03-13"), "crossed 2026-03-10, fired 2026-03-10");
    let unknown = "[[trigger]]\nmeasure = \"net-promoter-score\"\nbelow = 0";
    assert_eq!(state_of(unknown, "2026-03-13"), "unknown");
    let between = "[[trigger]]\nmeasure = \"relation-strength\"\nbelow = 2\nabove = 3.4";
    assert_eq!(state_of(between, "2026-04-30"), "quiet");
    assert_eq!(state_of(between, "2026-05-01"), "crossed 2026-05-01, fired 2026-05-01");
}
