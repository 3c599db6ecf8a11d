//! What the shared definitions mean, by example.

use super::action::{self, State};
use super::complaint::{Stage, complaints};
use super::contact::{contacts, days_that_count, last, last_with, put_off};
use super::expectation::expectations;
use super::people::{Hold, has_left, party, role_held, roles, theirs};
use super::sample::{day, sample};
use super::{past, report, side};
use crate::check::{Context, Party};
use crate::record::{Action, Note, Parameters, Person, Role};

const PEOPLE: &str = r#"
[[person]]
id = "amelia"
name = "Amelia Ruiz"
role = ["decision-maker", "user"]
influence = 5
changes = [{ on = 2026-01-10, field = "role", was = ["user"] }]

[[person]]
id = "jonas"
name = "Jonas Lind"
role = ["user"]
influence = 1
left = 2026-05-01

[[person]]
id = "bo"
name = "Bo Berg"
side = "ours"
"#;

#[test]
fn a_move_counts_only_when_the_other_side_agreed() {
    let actions = r#"
[[action]]
what = "Send the report"
owner = "priya"
due = 2026-03-20
done = 2026-04-02
moved = [{ on = 2026-03-19, to = 2026-04-03, agreed_with = "amelia" }]

[[action]]
what = "Call back"
owner = "priya"
due = 2026-03-20
done = 2026-04-02
moved = [{ on = 2026-03-19, to = 2026-04-03 }]

[[action]]
what = "Sign"
owner = "amelia"
due = 2026-03-20
moved = [{ on = 2026-03-19, to = 2026-04-03, agreed_with = "priya" }]

[[action]]
what = "Pay"
owner = "amelia"
due = 2026-03-20
moved = [{ on = 2026-03-19, to = 2026-04-03, agreed_with = "jonas" }]
"#;
    let sample = sample(&[("people.toml", PEOPLE), ("actions.toml", actions)], "2026-06-30").sound();
    let states = |on: &str| -> Vec<State> {
        action::actions(&sample.checked, day(on)).iter().map(|one| one.state).collect()
    };
    let done = |late| State::Done { on: Some(day("2026-04-02")), late };
    let overdue = |days| State::Overdue { days };
    assert_eq!(states("2026-04-10"), [done(false), done(true), overdue(7), overdue(21)]);
    assert_eq!(states("2026-03-20"), [State::Open; 4], "a promise is kept until its day is over");
    assert_eq!(states("2026-03-30"), [State::Open, overdue(10), State::Open, overdue(10)]);
    assert_eq!(states("2026-03-18"), [State::Open; 4], "what is dated later does not exist");
}

#[test]
fn an_action_among_ourselves_is_no_promise_unless_said() {
    let ours = "+++\npeople = [\"priya\"]\n+++\nWords.\n\n- [ ] Tidy up @priya\n- [ ] Ask @amelia\n";
    let theirs = "+++\npeople = [\"amelia\"]\n+++\nWords.\n\n- [x] Tidy up @priya\n";
    let files = [("people.toml", PEOPLE), ("notes/2026-03-01-a.md", ours), ("notes/2026-03-02-b.md", theirs)];
    let sample = sample(&files, "2026-06-30").sound();
    let found = action::actions(&sample.checked, day("2026-06-30"));
    let seen: Vec<_> = found.iter().map(|one| (one.internal, one.theirs)).collect();
    assert_eq!(seen, [(true, false), (false, true), (false, false)]);
    assert_eq!(found[2].state, State::Done { on: None, late: true }, "ticked without a day counts as late");
    assert_eq!(action::actions(&sample.checked, day("2026-02-28")).len(), 0);
    assert_eq!(sample.checked.each::<Action>().count(), 3);
}

#[test]
fn a_box_is_ticked_on_the_day_that_stands_beside_it() {
    let note =
        "+++\npeople = [\"amelia\"]\n+++\nWords.\n\n- [x] Tidy up @priya done 2026-04-10\n- [x] Ask @priya\n";
    let files = [("people.toml", PEOPLE), ("notes/2026-03-01-a.md", note)];
    let sample = sample(&files, "2026-06-30").sound();
    let open = |on: &str| -> Vec<bool> {
        let all = sample.checked.each::<Action>();
        all.map(|(entry, one)| action::is_open(entry, one, day(on))).collect()
    };
    assert_eq!(open("2026-04-09"), [true, false]);
    assert_eq!(open("2026-04-10"), [false, false]);
}

#[test]
fn only_a_contact_in_which_the_customer_spoke_counts() {
    let note = |channel: &str| format!("+++\nchannel = \"{channel}\"\npeople = [\"amelia\"]\n+++\nWords.\n");
    let (call, email) = (note("call"), note("email"));
    let files = [
        ("people.toml", PEOPLE),
        ("notes/2026-03-01-call.md", call.as_str()),
        ("notes/2026-04-01-email.md", email.as_str()),
        ("notes/2026-05-01-thought.md", "Words."),
    ];
    let sample = sample(&files, "2026-06-30").sound();
    let all = contacts(&sample.checked, day("2026-06-30"));
    assert_eq!((all.len(), sample.checked.each::<Note>().count()), (2, 3));
    assert_eq!(last(&all).map(|one| one.on), Some(day("2026-03-01")));
    assert_eq!(last_with(&all, &Party::Person("jonas".into())), None);
}

#[test]
fn quiet_days_do_not_count_except_before_a_notice() {
    let account =
        "[account]\nname = \"N\"\nquiet = [{ from = \"12-20\", to = \"01-05\", why = \"Closed.\" }]\n";
    let quiet = sample(&[("account.toml", account)], "2026-06-30").sound();
    let count = |sample: &super::sample::Sample| {
        days_that_count(&sample.checked, day("2025-12-10"), day("2026-01-10"), 90.0)
    };
    assert_eq!(count(&quiet), 31 - 17);
    let contract = "[[contract]]\ntitle = \"C\"\nfrom = 2025-01-01\nnotice_by = 2025-12-31\n";
    let pressing = sample(&[("account.toml", account), ("value.toml", contract)], "2026-06-30").sound();
    assert_eq!(count(&pressing), 31 - 5, "after the notice it is quiet again");
    for sample in [&quiet, &pressing] {
        for planned in ["2025-12-10", "2025-12-15", "2025-12-25", "2026-03-01", "2027-12-31"] {
            let (from, planned, known) = (day("2025-12-10"), day(planned), day("2026-06-30"));
            let until = put_off(&sample.checked, from, planned, known, 90.0);
            let waited = days_that_count(&sample.checked, from, until, 90.0);
            assert_eq!(waited, (planned - from).num_days(), "as many days that count, by {until}");
            let day_after = until.succ_opt().unwrap();
            assert!(days_that_count(&sample.checked, from, day_after, 90.0) > waited, "and no later");
        }
    }
}

#[test]
fn a_complaint_goes_through_its_stages() {
    let complaint = "+++\nseverity = \"major\"\nresolved = 2026-03-20\naccepted = 2026-03-25\nreopened = 2026-04-10\n+++\nLate.\n";
    let sample = sample(&[("complaints/2026-03-01-late.md", complaint)], "2026-06-30").sound();
    let on = |date: &str| {
        let found = complaints(&sample.checked, &sample.config, day(date));
        found.first().map(|one| (one.stage, one.days_late))
    };
    assert_eq!(on("2026-02-28"), None);
    assert_eq!(on("2026-03-15"), Some((Stage::Open, 0)));
    assert_eq!(on("2026-03-17"), Some((Stage::Open, 2)), "the tier gives 14 days");
    assert_eq!(on("2026-03-20"), Some((Stage::Resolved, 5)));
    assert_eq!(on("2026-03-25"), Some((Stage::Accepted, 5)));
    assert_eq!(on("2026-04-10"), Some((Stage::Reopened, 26)));
}

#[test]
fn an_expectation_is_due_a_period_after_its_latest_assessment() {
    let text = "[[expectation]]\nid = \"uptime\"\nstatement = \"Up.\"\nagreed = 2026-01-31\n\n\
                [[assessment]]\nof = \"uptime\"\non = 2026-04-30\nresult = \"met\"\n";
    let sample = sample(&[("expectations.toml", text)], "2026-06-30").sound();
    let next = |on: &str| expectations(&sample.checked, &sample.config, day(on))[0].next;
    assert_eq!(next("2026-04-01"), Some(day("2026-04-30")));
    assert_eq!(next("2026-04-30"), Some(day("2026-07-30")));
    assert!(expectations(&sample.checked, &sample.config, day("2026-01-30")).is_empty());
}

#[test]
fn a_role_counts_its_active_holders_by_influence() {
    let note = "+++\nchannel = \"call\"\npeople = [\"amelia\", \"jonas\"]\n+++\nWords.\n";
    let sample = sample(&[("people.toml", PEOPLE), ("notes/2026-04-20-call.md", note)], "2026-06-30").sound();
    let parameters = Parameters::default();
    let held = |role, on: &str| {
        let contacts = contacts(&sample.checked, day(on));
        let cadence = past::tier_of(&sample.checked, &sample.config, day(on))
            .and_then(|tier| tier.cadence.as_ref())
            .map(|at| at.value);
        let held = role_held(&sample.checked, role, &contacts, cadence, &parameters, day(on));
        (held.holders.iter().map(|one| one.hold).collect::<Vec<_>>(), held.gone.len(), held.score)
    };
    assert_eq!(held(Role::User, "2026-04-30"), (vec![Hold::BackedUp, Hold::BackedUp], 0, 100.0));
    assert_eq!(held(Role::User, "2026-05-10"), (vec![Hold::Alone], 1, 75.0));
    assert_eq!(held(Role::User, "2026-05-21"), (vec![Hold::Weak], 1, 50.0));
    assert_eq!(held(Role::DecisionMaker, "2026-01-09"), (vec![], 0, 0.0));
    assert_eq!(held(Role::Sponsor, "2026-05-10"), (vec![], 0, 0.0));
}

#[test]
fn people_are_on_the_side_that_their_record_says() {
    let sample = sample(&[("people.toml", PEOPLE)], "2026-06-30").sound();
    let ids: Vec<_> = theirs(&sample.checked).map(|(entry, _)| entry.key.id.as_str()).collect();
    assert_eq!(ids, ["amelia", "jonas"]);
    assert!(side::is_ours(&sample.checked, &Party::Person("bo".into())));
    assert!(side::is_ours(&sample.checked, &Party::Member("priya".into())));
    let of = |id: &str| {
        sample
            .checked
            .each::<Person>()
            .find(|(entry, _)| party(entry) == Party::Person(id.into()))
            .map(|one| one.1)
    };
    let (amelia, jonas) = (of("amelia").expect("there"), of("jonas").expect("there"));
    assert_eq!(roles(amelia, day("2026-01-09")), [Role::User]);
    assert_eq!(roles(amelia, day("2026-01-10")), [Role::DecisionMaker, Role::User]);
    assert_eq!([has_left(jonas, day("2026-04-30")), has_left(jonas, day("2026-05-01"))], [false, true]);
}

/// How a quarterly report stands on a day, issued on some days before.
fn report_on(on: &str, issued: &[&str]) -> (report::State, String) {
    let plan = format!(
        "[[report]]\ntitle = \"Letter\"\naudience = \"customer\"\nevery = \"3m\"\nfrom = 2026-01-01\nissued = [{}]\n",
        issued.join(", ")
    );
    let sample = sample(&[("plan.toml", plan.as_str())], on);
    let context = Context { shared: &sample.shared, config: &sample.config, as_of: day(on) };
    let found = report::reports(&sample.checked, &context, day(on));
    let span = |one: &report::Standing<'_>| Some(format!("{} to {}", one.since?, one.due?));
    (found[0].state, span(&found[0]).unwrap_or_default())
}

#[test]
fn a_report_comes_round_on_fixed_days_and_may_be_early_or_late_by_the_grace_period() {
    use report::State::{Ahead, Due, Overdue};
    let (first, second, third) =
        ("2026-01-01 to 2026-04-01", "2026-04-01 to 2026-07-01", "2026-07-01 to 2026-10-01");
    for (on, issued, state, issue) in [
        ("2026-03-31", &[][..], Ahead, first),
        ("2026-04-01", &[], Due, first),
        ("2026-04-15", &[], Due, first),
        ("2026-04-16", &[], Overdue, first),
        ("2026-06-30", &["2026-04-16"], Ahead, second),
        ("2026-03-20", &["2026-03-18"], Ahead, second),
        ("2026-03-20", &["2026-03-17"], Ahead, first),
        ("2026-06-30", &["2026-03-17"], Overdue, first),
        ("2026-06-25", &["2026-06-25"], Ahead, second),
        ("2026-06-25", &["2026-04-02", "2026-06-25"], Ahead, third),
        ("2026-08-01", &["2026-06-25"], Overdue, second),
        ("2026-06-25", &["2026-07-01"], Overdue, first),
    ] {
        assert_eq!(report_on(on, issued), (state, issue.to_owned()), "on {on}, issued {issued:?}");
    }
}

#[test]
fn whatever_was_issued_before_an_issue_today_clears_what_is_overdue() {
    let past = ["2026-02-10", "2026-03-25", "2026-05-30", "2026-06-20", "2026-09-20"];
    for on in day("2026-01-01").iter_days().take(400).step_by(3) {
        for known in 0..=past.len() {
            let on = on.to_string();
            let issued: Vec<&str> = past[..known].iter().copied().chain([on.as_str()]).collect();
            assert_ne!(report_on(&on, &issued).0, report::State::Overdue, "on {on}, issued {issued:?}");
        }
    }
}
