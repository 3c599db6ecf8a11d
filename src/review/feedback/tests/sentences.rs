//! The one sentence, and who changed between two waves, from records.

use super::super::*;
use super::{found, of, survey};
use crate::review::sample::{Sample, day};

const NAMES: [&str; 7] = ["amelia", "jonas", "mira", "omar", "pia", "quinn", "rosa"];

/// A survey with an answer of each of these people.
fn named(on: &str, answers: &[(&str, f64)]) -> String {
    let mut text = format!("[survey]\nmethod = \"nps\"\non = {on}\n");
    for (who, score) in answers {
        text.push_str(&format!("[[answer]]\nfrom = \"{who}\"\nscore = {score}\n"));
    }
    text
}

fn with_people(files: &[(&str, &str)]) -> Sample {
    let more: String =
        NAMES[2..].iter().map(|id| format!("[[person]]\nid = \"{id}\"\nname = \"{id}\"\n")).collect();
    let mut all = vec![("more.toml", more.as_str())];
    all.extend(files);
    of(&all)
}

fn analysed<'a>(sample: &'a Sample, on: &str) -> Analysis<'a> {
    let all = found(sample, on);
    let plan = &sample.shared.plan;
    analysis(&all[0], &chart(&all[0], rebased(&sample.checked, plan, all[0].method, day(on))))
}

/// Surveys of these means, each a month after the one before, of two answers each.
fn waves(means: &[f64]) -> Vec<(String, String)> {
    let month = |at: usize| format!("{}-{:02}-15", 2024 + at / 12, at % 12 + 1);
    let each = means.iter().enumerate().map(|(at, mean)| {
        (format!("feedback/{:02}.toml", at), survey(&month(at), "", &[mean - 0.5, mean + 0.5]))
    });
    each.collect()
}

fn read(means: &[f64], more: &[(&str, &str)]) -> Sample {
    let files = waves(means);
    let mut all: Vec<(&str, &str)> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    all.extend(more);
    of(&all)
}

const USUAL: [f64; 8] = [7.0, 7.4, 6.8, 7.2, 7.5, 6.9, 7.1, 7.3];

#[test]
fn no_wave_one_wave_and_two_waves_are_not_enough() {
    let empty = read(&[], &[("feedback/00.toml", "[survey]\nmethod = \"nps\"\non = 2024-01-15\n")]);
    assert_eq!(analysed(&empty, "2026-06-30").sentence, Sentence::NotEnough { needed: 6 });
    assert_eq!(analysed(&read(&[7.0], &[]), "2026-06-30").sentence, Sentence::NotEnough { needed: 5 });
    let two = read(&[7.0, 2.0], &[]);
    let said = analysed(&two, "2026-06-30");
    assert_eq!(said.sentence, Sentence::NotEnough { needed: 4 }, "four answers can show nothing");
    assert!(said.between.is_some_and(|between| between.split.is_none()), "nobody without a name is paired");
}

#[test]
fn a_quiet_chart_says_what_it_would_have_noticed() {
    let sample = read(&USUAL, &[]);
    let Sentence::Quiet { chart: true, noticed } = analysed(&sample, "2026-06-30").sentence else {
        panic!("quiet")
    };
    let (fall, rise) = (noticed.fall.expect("a fall"), noticed.rise.expect("a rise"));
    for (shift, is_found) in [(-fall, true), (0.1 - fall, false), (rise, true), (rise - 0.1, false)] {
        let mut shifted = USUAL;
        shifted[7] += shift;
        let sample = read(&shifted, &[]);
        let said = analysed(&sample, "2026-06-30").sentence;
        assert_eq!(matches!(said, Sentence::Signal(_)), is_found, "{shift}: {said:?}");
    }
}

#[test]
fn a_wave_outside_is_a_signal_until_the_baseline_is_set_anew_with_a_reason() {
    let mut means = [USUAL, USUAL].concat();
    means[12..].fill(3.0);
    let sample = read(&means, &[]);
    assert!(matches!(analysed(&sample, "2026-06-30").sentence, Sentence::Signal(_)));
    let change = |why: &str| {
        format!("[[change]]\nof = \"method/nps\"\non = 2025-01-01\nfield = \"baseline\"\n{why}\n")
    };
    let anew = change("why = \"Another product.\"");
    let sample = read(&means, &[("feedback/changes.toml", &anew)]);
    let said = analysed(&sample, "2026-06-30");
    assert_eq!(said.sentence, Sentence::NotEnough { needed: 2 });
    assert_eq!(said.chart.rebased.iter().map(|one| one.why).collect::<Vec<_>>(), ["Another product."]);
    let silent = change("");
    let sample = read(&means, &[("feedback/changes.toml", &silent)]);
    assert!(analysed(&sample, "2026-06-30").chart.rebased.is_empty(), "without a reason it is none");
    let sample = read(&means, &[("feedback/changes.toml", &anew)]);
    assert!(analysed(&sample, "2024-12-31").chart.rebased.is_empty(), "what is dated later does not exist");
}

#[test]
fn the_same_people_are_paired_and_others_are_dealt_out() {
    let all = |score: f64| NAMES.map(|who| (who, score));
    let (first, second) = (named("2025-02-15", &all(8.0)[..6]), named("2025-08-15", &all(5.0)[..6]));
    let sample = with_people(&[("feedback/a.toml", &first), ("feedback/b.toml", &second)]);
    let said = analysed(&sample, "2026-06-30");
    let between = said.between.expect("two waves");
    assert_eq!((between.test, between.p), (Test::Sign { up: 0, down: 6 }, 0.03125));
    assert_eq!(said.sentence, Sentence::Possible { trend: false, between: true });
    let third = named("2025-11-15", &[("amelia", 8.0), ("jonas", 6.0), ("rosa", 9.0)]);
    let sample = with_people(&[("feedback/a.toml", &first), ("feedback/c.toml", &third)]);
    let between = analysed(&sample, "2026-06-30").between.expect("two waves");
    assert_eq!(between.test, Test::Permutation);
    let split = between.split.expect("all have names");
    assert_eq!((split.stayed, split.left), ((2, -1.0), (4, 0.0)));
    assert_eq!(split.joined.0, 1);
    let sum = split.stayed.1 + split.joined.1 + split.left.1;
    assert!((sum - between.change).abs() < 1e-12, "{split:?}");
}

#[test]
fn a_label_never_pairs_two_waves() {
    let labelled = |on: &str, score: f64| survey(on, "", &[score; 6]);
    let (first, second) = (labelled("2025-02-15", 8.0), labelled("2025-08-15", 5.0));
    let sample = of(&[("feedback/a.toml", &first), ("feedback/b.toml", &second)]);
    let between = analysed(&sample, "2026-06-30").between.expect("two waves");
    assert_eq!((between.test, between.split), (Test::Permutation, None));
}

#[test]
fn a_scale_without_end_is_searched_in_no_time() {
    let wave = |on: &str, scores: &[f64]| {
        let mut text = format!(
            "[survey]\ninstrument = \"scale\"\nscale = {{ low = 0, high = 1000000000 }}\non = {on}\n"
        );
        for (at, score) in scores.iter().enumerate() {
            text.push_str(&format!("[[answer]]\nlabel = \"r{at}\"\nscore = {score}\n"));
        }
        text
    };
    let (first, second) =
        (wave("2025-02-15", &[1e6, 2e6, 3e6, 4e6]), wave("2025-08-15", &[1e6, 3e6, 6e6, 0.01]));
    let sample = of(&[("feedback/a.toml", &first), ("feedback/b.toml", &second)]);
    let said = analysed(&sample, "2026-06-30");
    assert_eq!(said.between.map(|between| between.test), Some(Test::Normal));
    assert!(matches!(said.sentence, Sentence::Quiet { chart: false, .. }), "{:?}", said.sentence);
}

#[test]
fn waves_that_stray_as_widely_as_the_scale_let_nothing_be_noticed() {
    let sample = read(&[1.0, 9.0, 1.0, 9.0, 1.0, 9.0, 1.0], &[]);
    let said = analysed(&sample, "2026-06-30").sentence;
    assert_eq!(said, Sentence::Quiet { chart: true, noticed: Noticed::default() });
}
