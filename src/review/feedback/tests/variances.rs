//! What asks for a reason, who sees it better, and what is named when.

use super::super::*;
use super::{of, survey};
use crate::check::Context;
use crate::review::sample::{Sample, day};

fn analysed<'a>(sample: &'a Sample, on: &str) -> Analysed<'a> {
    let context = Context { shared: &sample.shared, config: &sample.config, as_of: day(on) };
    Analysed::new(&sample.checked, &context)
}

fn ids(sample: &Sample, on: &str) -> Vec<String> {
    analysed(sample, on).variances.into_iter().map(|one| one.id).collect()
}

/// The codes of what the rules on signals find.
fn codes(sample: &Sample, on: &str) -> Vec<&'static str> {
    let context = Context { shared: &sample.shared, config: &sample.config, as_of: day(on) };
    let mut codes: Vec<_> = findings(&sample.checked, &context).into_iter().map(|one| one.code).collect();
    codes.sort_unstable();
    codes
}

#[test]
fn answers_that_lie_further_apart_than_blind_ones_ask_for_a_reason() {
    // The variance of a blind answer from 0 to 10 is 100 ⁄ 12 = 8.33; that of 4, 9 and 9 is the same.
    for (scores, varies) in [(&[4.0, 9.0, 9.0][..], false), (&[3.0, 9.0, 9.0], true), (&[0.0, 10.0], false)] {
        let text = survey("2026-05-15", "", scores);
        let sample = of(&[("feedback/a.toml", &text)]);
        let found = analysed(&sample, "2026-06-30").variances;
        let spread =
            |one: &KeyVariance<'_>| one.causes.iter().any(|cause| matches!(cause, Cause::Spread { .. }));
        assert_eq!(found.iter().any(spread), varies, "{scores:?}");
    }
}

#[test]
fn only_the_latest_wave_falls_short_and_only_for_a_year() {
    let (low, high) = (survey("2025-05-15", "", &[5.0; 3]), survey("2025-11-15", "", &[9.0; 3]));
    let one = of(&[("feedback/a.toml", &low)]);
    assert_eq!(ids(&one, "2026-05-15"), ["nps/2025-05-15"]);
    assert_eq!(ids(&one, "2026-05-16"), [""; 0], "a year later nobody remembers");
    let both = of(&[("feedback/a.toml", &low), ("feedback/b.toml", &high)]);
    assert_eq!(ids(&both, "2025-11-14"), ["nps/2025-05-15"]);
    assert_eq!(ids(&both, "2025-11-15"), [""; 0]);
}

#[test]
fn our_own_people_stand_beside_the_customer_on_the_same_scale() {
    let (theirs, ours) =
        (survey("2026-05-15", "", &[7.0; 4]), survey("2026-05-20", "source = \"staff\"", &[9.0, 9.0]));
    let other = "[survey]\ninstrument = \"csat\"\nsource = \"staff\"\non = 2026-05-20\n\
                 [[answer]]\nlabel = \"a\"\nscore = 5\n";
    let sample = of(&[("feedback/a.toml", &theirs), ("feedback/b.toml", &ours), ("feedback/c.toml", other)]);
    let found = analysed(&sample, "2026-06-30");
    assert_eq!(found.sides.len(), 1, "nothing stands beside the other scale");
    assert_eq!((found.sides[0].points, found.sides[0].gap), ((60.0, 90.0), 30.0));
    assert_eq!(found.variances[0].causes, [Cause::Staff(found.sides[0])]);
}

#[test]
fn a_reversed_scale_is_compared_in_points() {
    let text = |side: &str, score: f64| {
        format!(
            "[survey]\ninstrument = \"ces\"\nscale = {{ low = 1, high = 7, better = \"lower\" }}\nsource = \"{side}\"\n\
             on = 2026-05-15\n[[answer]]\nlabel = \"a\"\nscore = {score}\n"
        )
    };
    let (theirs, ours) = (text("customer", 5.0), text("staff", 2.0));
    let sample = of(&[("feedback/a.toml", &theirs), ("feedback/b.toml", &ours)]);
    let found = analysed(&sample, "2026-06-30");
    assert!((found.sides[0].gap - 50.0).abs() < 1e-9, "{:?}", found.sides);
    assert_eq!(found.names, ["ces", "ces-staff"]);
}

#[test]
fn a_reason_clears_the_advice_and_an_action_the_other() {
    let steady = [8.0, 9.0, 8.0, 9.0, 8.0];
    let mut files: Vec<(String, String)> = steady
        .iter()
        .enumerate()
        .map(|(at, score)| {
            (format!("feedback/{at}.toml"), survey(&format!("2025-0{}-15", at + 5), "", &[*score]))
        })
        .collect();
    files.push(("feedback/9.toml".to_owned(), survey("2026-05-15", "", &[0.0])));
    let read = |more: &[(&str, &str)]| {
        let mut all: Vec<(&str, &str)> =
            files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        all.extend(more);
        of(&all)
    };
    let on = "2026-06-30";
    assert_eq!(codes(&read(&[]), on), ["signal-without-action", "variance-unexplained"]);
    assert_eq!(codes(&read(&[]), "2026-06-14"), [""; 0], "a month is given");
    let record = |id: &str, rest: &str| {
        format!("[[variance]]\nof = \"{id}\"\non = 2026-05-20\nreason = \"Outages.\"\n{rest}\n")
    };
    let reason = record("nps/2026-05-15", "");
    assert_eq!(codes(&read(&[("v.toml", &reason)]), on), ["signal-without-action", "variance-unexplained"]);
    let whole = record("nps/2026-05-15", "implication = \"They may leave.\"");
    assert_eq!(codes(&read(&[("v.toml", &whole)]), on), ["signal-without-action"]);
    let action = "[[action]]\nwhat = \"Call\"\nowner = \"priya\"\nfor = [\"method/nps\"]\n";
    let note = format!("+++\n{action}+++\nWords.\n");
    let since = read(&[("v.toml", &whole), ("notes/2026-05-16-call.md", &note)]);
    assert_eq!(codes(&since, on), [""; 0]);
    let before = read(&[("v.toml", &whole), ("notes/2026-05-14-call.md", &note)]);
    assert_eq!(
        codes(&before, on),
        ["signal-without-action"],
        "an action of the day before is for something else"
    );
    let strange = record("nps/2026-05-16", "implication = \"They may leave.\"");
    assert!(codes(&read(&[("v.toml", &strange)]), on).contains(&"unknown-signal"));
}

#[test]
fn what_was_a_signal_once_may_keep_its_reason() {
    let text = |on: &str, score: f64| survey(on, "", &[score]);
    let files = [
        ("feedback/a.toml", text("2025-01-15", 3.0)),
        ("feedback/b.toml", text("2025-04-15", 9.0)),
        ("feedback/v.toml", "[[variance]]\nof = \"nps/2025-01-15\"\nreason = \"Snow.\"\n".to_owned()),
    ];
    let sample = of(&files.each_ref().map(|(name, text)| (*name, text.as_str())));
    assert_eq!(ids(&sample, "2025-06-30"), [""; 0]);
    assert_eq!(codes(&sample, "2025-06-30"), [""; 0]);
}

#[test]
fn themes_are_counted_by_quarter_once_a_voice() {
    let voice = |themes: &str| format!("+++\nfrom = \"amelia\"\n{themes}\n+++\nWords.\n");
    let (first, second) = (
        voice("strengths = [\"People\", \"people \"]\nimprove = [\"Phone\"]"),
        voice("strengths = [\"people\"]\nweaknesses = [\"people\"]"),
    );
    let hidden = "+++\nweaknesses = [\"secret\"]\n+++\nWords of nobody.\n";
    let sample = of(&[
        ("feedback/2026-01-10-a.md", &first),
        ("feedback/2026-04-10-b.md", &second),
        ("feedback/2026-04-11-c.md", hidden),
    ]);
    let (all, asked) = themes(&sample.checked, &sample.shared.plan, day("2026-06-30"));
    let seen: Vec<_> = all
        .iter()
        .map(|one| (one.named, one.what.as_str(), one.counts.clone().into_iter().collect::<Vec<_>>()))
        .collect();
    let (winter, spring) = ((2026, 1), (2026, 2));
    let expected = [
        (Named::Strength, "People", vec![(winter, 1), (spring, 1)]),
        (Named::Weakness, "people", vec![(spring, 1)]),
        (Named::Improve, "Phone", vec![(winter, 1)]),
    ];
    assert_eq!(seen, expected);
    assert_eq!(asked.into_iter().collect::<Vec<_>>(), [(winter, 1), (spring, 1)]);
}
