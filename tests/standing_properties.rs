//! What must hold of every standing, on generated accounts that go through the real reader.
//!
//! The score is meant before gates, unless gates are named.

#[path = "support/portfolio.rs"]
mod portfolio;

use std::collections::BTreeMap;
use std::fmt::Write;

use chrono::{Duration, NaiveDate};
use portfolio::{Portfolio, portfolio};
use proptest::prelude::*;
use serde_json::Value;
use standing::review::standing::{Band, Digest, Standing};

const CONFIG: &str = r#"
format = 1
title = "Properties"

[[tier]]
id = "key"
major = true
cadence = "30d"
roles = ["decision-maker", "sponsor", "user"]
objectives = true
complaint_target = "2w"

[[tier]]
id = "growth"
cadence = "6w"
roles = ["decision-maker"]

[[tier]]
id = "core"
survey = false

[[model]]
on = 2026-03-01
why = "Contact matters more."
set = { weight_contact = 15 }
"#;

const TEAM: &str = "[[member]]\nid = \"priya\"\nname = \"Priya Nair\"\n";

const INSTRUMENTS: [&str; 3] = [
    "instrument = \"nps\"",
    "instrument = \"csat\"\nscale = { low = 0, high = 10 }",
    "scale = { low = 0, high = 10, better = \"lower\" }",
];
const VERDICTS: [&str; 4] = ["exceeded", "met", "partly", "missed"];
const SEVERITIES: [&str; 3] = ["minor", "major", "critical"];
const STATES: [&str; 4] = ["reached", "on-track", "at-risk", "missed"];
const PRIORITIES: [&str; 3] = ["low", "medium", "high"];
const ROLES: [&str; 5] =
    ["", "\"decision-maker\"", "\"decision-maker\", \"sponsor\"", "\"sponsor\"", "\"user\""];

fn as_of() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 30).expect("a day")
}

/// A day so many days ago; ahead when negative.
fn ago(days: i64) -> NaiveDate {
    as_of() - Duration::days(days)
}

/// One person of the customer.
#[derive(Debug, Clone)]
struct Person {
    roles: usize,
    influence: Option<u8>,
    left: Option<i64>,
    opponent: bool,
    successor: bool,
    strength: Option<(i64, u8)>,
}

/// One dated record, by days ago.
#[derive(Debug, Clone)]
enum Fact {
    Note {
        day: i64,
        inbound: bool,
        people: Vec<usize>,
    },
    Assessment {
        of: usize,
        day: i64,
        verdict: usize,
    },
    Answer {
        who: Option<usize>,
        day: i64,
        score: u8,
        instrument: usize,
        weak: bool,
        answered: Option<i64>,
        staff: bool,
    },
    Complaint {
        day: i64,
        severity: usize,
        resolved: Option<i64>,
        accepted: Option<i64>,
        reopened: Option<i64>,
    },
    Action {
        theirs: bool,
        due: Option<i64>,
        done: Option<i64>,
        moved: Option<(i64, bool)>,
        dropped: Option<i64>,
    },
    Progress {
        of: usize,
        day: i64,
        state: usize,
    },
    Risk {
        day: i64,
        likelihood: u8,
        impact: u8,
        response: bool,
        closed: Option<i64>,
    },
    Contract {
        notice: i64,
        decided: Option<i64>,
    },
}

/// An account.
#[derive(Debug, Clone)]
struct Facts {
    tier: usize,
    since: Option<i64>,
    quiet: bool,
    people: Vec<Person>,
    priorities: Vec<usize>,
    facts: Vec<Fact>,
}

fn day() -> impl Strategy<Value = i64> {
    prop_oneof![6 => 0..600_i64, 3 => 0..100_i64, 1 => -60..0_i64]
}

fn maybe(day: impl Strategy<Value = i64>) -> impl Strategy<Value = Option<i64>> {
    proptest::option::of(day)
}

fn fact() -> impl Strategy<Value = Fact> {
    let people = proptest::collection::vec(0..3_usize, 0..3);
    prop_oneof![
        3 => (day(), any::<bool>(), people).prop_map(|(day, inbound, people)| Fact::Note { day, inbound, people }),
        4 => (0..3_usize, day(), 0..4_usize).prop_map(|(of, day, verdict)| Fact::Assessment { of, day, verdict }),
        4 => (
            proptest::option::of(0..3_usize),
            day(),
            0..=10_u8,
            0..3_usize,
            any::<bool>(),
            maybe(day()),
            proptest::bool::weighted(0.2)
        )
            .prop_map(|(who, day, score, instrument, weak, answered, staff)| Fact::Answer {
                who, day, score, instrument, weak, answered, staff
            }),
        2 => (day(), 0..3_usize, maybe(day()), maybe(day()), maybe(day())).prop_map(
            |(day, severity, resolved, accepted, reopened)| Fact::Complaint {
                day, severity, resolved, accepted, reopened
            }
        ),
        4 => (any::<bool>(), maybe(day()), maybe(day()), proptest::option::of((day(), any::<bool>())), maybe(day()))
            .prop_map(|(theirs, due, done, moved, dropped)| Fact::Action {
                theirs,
                due,
                done,
                moved,
                dropped: dropped.filter(|_| done.is_none())
            }),
        2 => (0..2_usize, day(), 0..4_usize).prop_map(|(of, day, state)| Fact::Progress { of, day, state }),
        1 => (day(), 1..=5_u8, 1..=5_u8, any::<bool>(), maybe(day())).prop_map(
            |(day, likelihood, impact, response, closed)| Fact::Risk { day, likelihood, impact, response, closed }
        ),
        1 => (-120..30_i64, maybe(day())).prop_map(|(notice, decided)| Fact::Contract { notice, decided }),
    ]
}

fn facts() -> impl Strategy<Value = Facts> {
    let person = (
        0..5_usize,
        proptest::option::of(1..=5_u8),
        proptest::option::weighted(0.2, day()),
        proptest::bool::weighted(0.1),
        any::<bool>(),
        proptest::option::of((day(), 1..=5_u8)),
    )
        .prop_map(|(roles, influence, left, opponent, successor, strength)| Person {
            roles,
            influence,
            left,
            opponent,
            successor,
            strength,
        });
    (
        0..4_usize,
        maybe(0..900_i64),
        any::<bool>(),
        proptest::collection::vec(person, 3),
        proptest::collection::vec(0..3_usize, 3),
        proptest::collection::vec(fact(), 0..14),
    )
        .prop_map(|(tier, since, quiet, people, priorities, facts)| Facts {
            tier,
            since,
            quiet,
            people,
            priorities,
            facts,
        })
}

/// Adds a line when there is something to say.
fn line(text: &mut String, name: &str, value: Option<impl std::fmt::Display>) {
    if let Some(value) = value {
        writeln!(text, "{name} = {value}").expect("a line");
    }
}

impl Facts {
    fn account(&self) -> String {
        let mut text = "[account]\nname = \"Northwind\"\n".to_owned();
        line(&mut text, "tier", ["\"key\"", "\"growth\"", "\"core\""].get(self.tier));
        line(&mut text, "since", self.since.map(ago));
        if self.quiet {
            text.push_str("quiet = [{ from = \"12-10\", to = \"02-10\", why = \"Winter.\" }]\n");
        }
        text
    }

    /// The tables that others refer to.
    fn nouns(&self) -> Vec<String> {
        let people = self.people.iter().enumerate().map(|(at, one)| {
            let mut text = format!("[[person]]\nid = \"p{at}\"\nname = \"Person {at}\"\n");
            writeln!(text, "role = [{}]", ROLES[one.roles]).expect("a line");
            line(&mut text, "influence", one.influence);
            line(&mut text, "left", one.left.map(ago));
            line(&mut text, "stance", one.opponent.then_some("\"opponent\""));
            line(&mut text, "successor", one.successor.then(|| format!("\"p{}\"", (at + 1) % 3)));
            let strength = one.strength.map(|(day, is)| format!("[{{ on = {}, is = {is} }}]", ago(day)));
            line(&mut text, "strength", strength);
            text
        });
        let expectations = self.priorities.iter().enumerate().map(|(at, priority)| {
            let priority = PRIORITIES[*priority];
            format!(
                "[[expectation]]\nid = \"e{at}\"\nstatement = \"Number {at}.\"\npriority = \"{priority}\"\n"
            )
        });
        let objectives = (0..2).map(|at| {
            format!("[[objective]]\nid = \"o{at}\"\ntitle = \"Objective {at}\"\nagreed = {}\n", ago(700))
        });
        people.chain(expectations).chain(objectives).collect()
    }

    /// Its files, all tables in one.
    fn files(&self) -> BTreeMap<String, String> {
        self.spread(&[0])
    }

    /// Its files, the tables spread over several in an order of one's own: the position among them is the file.
    fn spread(&self, order: &[usize]) -> BTreeMap<String, String> {
        let mut tables = self.nouns();
        let mut files = BTreeMap::from([
            ("standing.toml".to_owned(), CONFIG.to_owned()),
            ("team.toml".to_owned(), TEAM.to_owned()),
            ("account.toml".to_owned(), self.account()),
        ]);
        for (at, fact) in self.facts.iter().enumerate() {
            match fact.written(at) {
                (None, table) => tables.push(table),
                (Some(path), text) => {
                    files.insert(path, text);
                }
            }
        }
        let mut placed: Vec<(usize, usize)> =
            (0..tables.len()).map(|at| (order[at % order.len()], at)).collect();
        placed.sort();
        for (key, at) in placed {
            let text = files.entry(format!("tables-{}.toml", key % 4)).or_default();
            text.push_str(&tables[at]);
            text.push('\n');
        }
        files
    }

    fn with(&self, fact: Fact) -> Self {
        let mut facts = self.clone();
        facts.facts.push(fact);
        facts
    }

    fn with_changed(&self, at: usize, fact: Fact) -> Self {
        let mut facts = self.clone();
        facts.facts[at] = fact;
        facts
    }

    /// Computes something of it. A record of the test itself that is wrong fails.
    fn ask<T>(&self, ask: impl FnOnce(&Digest<'_>) -> T) -> T {
        ask_files(&self.files(), ask)
    }

    fn standing(&self) -> Standing {
        self.ask(|digest| digest.standing(as_of()))
    }
}

fn ask_files<T>(files: &BTreeMap<String, String>, ask: impl FnOnce(&Digest<'_>) -> T) -> T {
    let Portfolio { checked, shared, config, errors } = portfolio(files, as_of());
    assert_eq!(errors, Vec::<String>::new());
    ask(&Digest::new(&checked, &shared, &config))
}

impl Fact {
    /// Its file, or its table; `at` gives it a name.
    fn written(&self, at: usize) -> (Option<String>, String) {
        match self {
            Self::Note { day, inbound, people } => {
                let flow = if *inbound { "inbound" } else { "outbound" };
                let people: Vec<_> = people.iter().map(|who| format!("\"p{who}\"")).collect();
                let front =
                    format!("channel = \"email\"\ndirection = \"{flow}\"\npeople = [{}]", people.join(", "));
                (Some(format!("notes/{}-n{at}.md", ago(*day))), format!("+++\n{front}\n+++\nWords.\n"))
            }
            Self::Answer { who, day, score, instrument, weak, answered, staff } => {
                let mut front = format!("{}\nscore = {score}\n", INSTRUMENTS[*instrument]);
                line(&mut front, "from", who.filter(|_| !staff).map(|who| format!("\"p{who}\"")));
                line(&mut front, "from", staff.then_some("\"priya\""));
                line(&mut front, "weaknesses", weak.then_some("[\"speed\"]"));
                line(&mut front, "answered", answered.map(ago));
                (Some(format!("feedback/{}-f{at}.md", ago(*day))), format!("+++\n{front}+++\nWords.\n"))
            }
            Self::Complaint { day, severity, resolved, accepted, reopened } => {
                let mut front = format!("severity = \"{}\"\n", SEVERITIES[*severity]);
                line(&mut front, "resolved", resolved.map(ago));
                line(&mut front, "accepted", accepted.map(ago));
                line(&mut front, "reopened", reopened.map(ago));
                (Some(format!("complaints/{}-c{at}.md", ago(*day))), format!("+++\n{front}+++\nWords.\n"))
            }
            Self::Assessment { of, day, verdict } => {
                let (on, result) = (ago(*day), VERDICTS[*verdict]);
                let of = format!("of = \"e{of}\"\non = {on}\nresult = \"{result}\"\n");
                (None, format!("[[assessment]]\nid = \"a{at}\"\n{of}"))
            }
            Self::Progress { of, day, state } => {
                let (on, state) = (ago(*day), STATES[*state]);
                (
                    None,
                    format!("[[progress]]\nid = \"s{at}\"\nof = \"o{of}\"\non = {on}\nstate = \"{state}\"\n"),
                )
            }
            Self::Action { theirs, due, done, moved, dropped } => {
                let (owner, other) = if *theirs { ("p0", "priya") } else { ("priya", "p0") };
                let mut text = format!(
                    "[[action]]\nid = \"t{at}\"\nwhat = \"Task {at}\"\nowner = \"{owner}\"\ninternal = false\n"
                );
                line(&mut text, "due", due.map(ago));
                line(&mut text, "done", done.map(ago));
                let moved = moved.map(|(to, agreed)| {
                    let agreed = if agreed { format!(", agreed_with = \"{other}\"") } else { String::new() };
                    format!("[{{ on = {}, to = {}{agreed} }}]", ago(to + 20), ago(to))
                });
                line(&mut text, "moved", moved);
                line(
                    &mut text,
                    "dropped",
                    dropped.map(|on| format!("{{ on = {}, why = \"No need.\" }}", ago(on))),
                );
                (None, text)
            }
            Self::Risk { day, likelihood, impact, response, closed } => {
                let mut text =
                    format!("[[risk]]\nid = \"r{at}\"\ntitle = \"Risk {at}\"\nraised = {}\n", ago(*day));
                line(&mut text, "likelihood", Some(likelihood));
                line(&mut text, "impact", Some(impact));
                line(&mut text, "response", response.then_some("\"Two of everything.\""));
                line(&mut text, "closed", closed.map(ago));
                (None, text)
            }
            Self::Contract { notice, decided } => {
                let (from, notice) = (ago(800), ago(*notice));
                let mut text = format!(
                    "[[contract]]\nid = \"k{at}\"\ntitle = \"Contract {at}\"\nfrom = {from}\nnotice_by = {notice}\n"
                );
                let outcome = decided.map(|on| format!("{{ is = \"renewed\", on = {} }}", ago(on)));
                line(&mut text, "outcome", outcome);
                (None, text)
            }
        }
    }

    /// The same, with every day after `as_of` left out of its fields; `None` when it lies there itself.
    fn by_now(&self) -> Option<Self> {
        let mut fact = self.clone();
        let clear = |field: &mut Option<i64>| *field = field.filter(|day| *day >= 0);
        let day = match &mut fact {
            Self::Note { day, .. } | Self::Assessment { day, .. } | Self::Progress { day, .. } => *day,
            Self::Answer { day, answered, .. } => {
                clear(answered);
                *day
            }
            Self::Complaint { day, resolved, accepted, reopened, .. } => {
                [resolved, accepted, reopened].into_iter().for_each(clear);
                *day
            }
            Self::Action { done, dropped, moved, .. } => {
                [done, dropped].into_iter().for_each(clear);
                // It is moved twenty days before the new day.
                *moved = moved.filter(|(to, _)| to + 20 >= 0);
                0
            }
            Self::Risk { day, closed, .. } => {
                clear(closed);
                *day
            }
            Self::Contract { decided, .. } => {
                clear(decided);
                0
            }
        };
        (day >= 0).then_some(fact)
    }

    /// The ways in which a bad fact can be worse.
    fn worse(&self) -> Vec<Self> {
        match self.clone() {
            Self::Assessment { of, day, verdict } if verdict < 3 => {
                vec![Self::Assessment { of, day, verdict: verdict + 1 }]
            }
            Self::Complaint { day, severity, resolved, accepted, reopened } => {
                let with = |severity, resolved, accepted| Self::Complaint {
                    day,
                    severity,
                    resolved,
                    accepted,
                    reopened,
                };
                let mut worse =
                    vec![with((severity + 1).min(2), resolved, accepted), with(severity, None, None)];
                if reopened.is_none() {
                    // Opened again after it was settled.
                    let settled = resolved.into_iter().chain(accepted).min();
                    worse.extend(settled.filter(|day| *day > 0).map(|settled| Self::Complaint {
                        day,
                        severity,
                        resolved,
                        accepted,
                        reopened: Some(settled - 1),
                    }));
                }
                worse
            }
            Self::Action { theirs, due: Some(due), done, moved, dropped } => {
                let with = |due, done, dropped| Self::Action { theirs, due: Some(due), done, moved, dropped };
                // Promised for earlier, or not done at all.
                vec![with(due + 30, done, dropped), with(due.max(1), None, None)]
            }
            _ => Vec::new(),
        }
    }
}

/// A standing without the places of its records, which may move.
fn placeless(standing: &Standing) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(map) => {
                map.remove("path");
                map.remove("line");
                map.values_mut().for_each(strip);
            }
            Value::Array(all) => all.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(standing).expect("serializable");
    strip(&mut value);
    value
}

/// A score never rises, as far as sums can tell.
fn is_no_higher(before: Option<f64>, after: Option<f64>) -> bool {
    match (before, after) {
        (Some(before), Some(after)) => after <= before + 1e-9,
        (Some(_), None) => false,
        (None, _) => true,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn figures_stay_within_their_bounds(facts in facts()) {
        let standing = facts.standing();
        let (low, high) = (standing.low, standing.high);
        prop_assert!((0.0..=100.0).contains(&low) && low <= high && high <= 100.0, "{low} {high}");
        if let Some(score) = standing.score {
            prop_assert!(low <= score + 1e-9 && score <= high + 1e-9, "{low} {score} {high}");
        }
        prop_assert!((0.0..=1.0).contains(&standing.coverage));
        prop_assert!(standing.sound_coverage <= standing.coverage);
        prop_assert!((0.0..=1.0 + 1e-9).contains(&standing.confidence.value));
        let shares: f64 = standing.dimensions.iter().map(|one| one.share).sum();
        prop_assert!((shares - 1.0).abs() < 1e-9, "{shares}");
        let adds: f64 = standing.dimensions.iter().filter_map(|one| one.adds).sum();
        prop_assert!((adds - standing.score.unwrap_or(0.0)).abs() < 1e-9, "what the dimensions add is the score");
        for one in &standing.dimensions {
            if let (Some(score), Some(entered)) = (one.score(), one.entered) {
                prop_assert!((0.0..=100.0).contains(&score) && entered <= score);
            }
            for evidence in &one.evidence {
                prop_assert!((0.0..=1.0).contains(&evidence.freshness));
            }
        }
    }

    #[test]
    fn a_change_is_the_sum_of_its_lines(facts in facts(), days in 1..400_i64) {
        let change = facts.ask(|digest| digest.change(ago(days), as_of()));
        if let Some(change) = change {
            let exact: f64 = change.lines.iter().map(|line| line.exact).sum();
            prop_assert!((exact - (change.score_to - change.score_from)).abs() < 1e-7);
            let tenths = |points: f64| (points * 10.0).round() as i64;
            let shown: i64 = change.lines.iter().map(|line| tenths(line.shown)).sum();
            prop_assert_eq!(shown, tenths(change.shown));
            prop_assert_eq!(shown, tenths(change.score_to) - tenths(change.score_from));
            for line in &change.lines {
                prop_assert!((line.exact - line.shown).abs() < 0.1 + 1e-9);
            }
        }
    }

    #[test]
    fn bad_news_never_raises_the_score(facts in facts(), day in 0..400_i64, kind in 0..5_usize, of in 0..3_usize) {
        let bad = match kind {
            0 => Fact::Assessment { of, day, verdict: 3 },
            1 => Fact::Action { theirs: of == 0, due: Some(day.max(1)), done: None, moved: None, dropped: None },
            2 => Fact::Complaint { day, severity: of, resolved: Some(day / 2), accepted: None, reopened: None },
            _ => Fact::Complaint { day, severity: of, resolved: None, accepted: None, reopened: None },
        };
        let (before, after) = (facts.standing(), facts.with(bad.clone()).standing());
        prop_assert!(is_no_higher(before.score, after.score), "{:?} → {:?} by {bad:?}", before.score, after.score);
        let is_raised = before.band_today != Band::Unknown && after.band_today > before.band_today;
        prop_assert!(!is_raised, "{:?} → {:?} by {bad:?}", before.band_today, after.band_today);
    }

    #[test]
    fn making_bad_news_worse_never_raises_the_score(facts in facts()) {
        let before = facts.standing();
        for (at, fact) in facts.facts.iter().enumerate() {
            for worse in fact.worse() {
                let after = facts.with_changed(at, worse.clone()).standing();
                prop_assert!(
                    is_no_higher(before.score, after.score),
                    "{:?} → {:?} by {fact:?} → {worse:?}", before.score, after.score
                );
            }
        }
    }

    #[test]
    fn the_order_of_records_and_files_never_matters(
        facts in facts(),
        order in proptest::collection::vec(0..1000_usize, 24),
    ) {
        let expected = placeless(&facts.standing());
        let found = ask_files(&facts.spread(&order), |digest| placeless(&digest.standing(as_of())));
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn what_is_dated_later_never_matters(facts in facts()) {
        let mut now = facts.clone();
        now.since = facts.since;
        now.facts = facts.facts.iter().filter_map(Fact::by_now).collect();
        for person in &mut now.people {
            person.left = person.left.filter(|day| *day >= 0);
            person.strength = person.strength.filter(|(day, _)| *day >= 0);
        }
        // Names come from the place in the list, so what is left out leaves a gap that nobody sees.
        let rename = |mut value: Value| {
            remove_names(&mut value);
            value
        };
        prop_assert_eq!(rename(placeless(&facts.standing())), rename(placeless(&now.standing())));
    }

    #[test]
    fn freshness_never_rises_with_time(facts in facts(), days in 1..300_i64) {
        let mut past = facts.clone();
        past.facts = facts.facts.iter().filter_map(Fact::by_now).collect();
        for person in &mut past.people {
            person.left = person.left.filter(|day| *day >= 0);
            person.strength = person.strength.filter(|(day, _)| *day >= 0);
        }
        let later = as_of() + Duration::days(days);
        let (now, then) = past.ask(|digest| (digest.standing(as_of()), digest.standing(later)));
        for (before, after) in now.dimensions.iter().zip(&then.dimensions) {
            for evidence in &after.evidence {
                let same = before.evidence.iter().find(|one| {
                    one.place == evidence.place && one.group == evidence.group && one.label == evidence.label
                });
                if let Some(same) = same {
                    prop_assert!(evidence.freshness <= same.freshness, "{evidence:?} was {same:?}");
                }
            }
        }
    }

    #[test]
    fn a_gate_only_lowers(facts in facts(), day in 0..100_i64, exposure in (1..=5_u8, 1..=5_u8)) {
        let before = facts.standing();
        for gate in &before.gates {
            prop_assert!(before.gated.is_none_or(|gated| gated <= gate.cap));
        }
        prop_assert!(is_no_higher(before.score, before.gated));
        let (likelihood, impact) = exposure;
        let risk = Fact::Risk { day, likelihood, impact, response: false, closed: None };
        let after = facts.with(risk).standing();
        prop_assert_eq!(after.score, before.score, "a gate is no part of the score");
        prop_assert!(is_no_higher(before.gated, after.gated));
        prop_assert!(after.band_today <= before.band_today);
        prop_assert!(after.band <= before.band);
    }

    #[test]
    fn a_later_day_tells_the_same_past(facts in facts(), days in 1..200_i64) {
        let mut past = facts.clone();
        past.facts = facts.facts.iter().filter_map(Fact::by_now).collect();
        let (earlier, later) = past.ask(|digest| (digest.standing(ago(days)), digest.standing(as_of())));
        prop_assert!(later.history.starts_with(&earlier.history));
        if let Some(point) = later.history.iter().find(|point| point.on == ago(days)) {
            prop_assert_eq!(point.band, Some(earlier.band));
        }
    }
}

/// Takes out what names a record by its place in the list of facts.
fn remove_names(value: &mut Value) {
    match value {
        Value::Object(map) => {
            for field in ["record", "label", "what"] {
                map.remove(field);
            }
            map.values_mut().for_each(remove_names);
        }
        Value::Array(all) => {
            all.iter_mut().for_each(remove_names);
            // Names decide the order of evidence of one day.
            all.sort_by_key(ToString::to_string);
        }
        _ => {}
    }
}
