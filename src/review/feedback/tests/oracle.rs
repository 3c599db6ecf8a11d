//! The tests and the chart against values worked outside this program: published tables, scipy 1.17, pymannkendall 1.4 and
//! statsmodels 0.15.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::super::*;
use crate::review::sample::day;

fn close(left: f64, right: f64) -> bool {
    (left - right).abs() <= 1e-9 * right.abs().max(1.0)
}

/// Points a quarter apart.
fn quarterly(means: &[f64]) -> Vec<Point> {
    let on = |at: usize| day("2023-01-15") + Days::new(91 * at as u64);
    means.iter().enumerate().map(|(at, mean)| Point { on: on(at), mean: *mean, answers: 4 }).collect()
}

fn chart(means: &[f64]) -> Control {
    control(&quarterly(means), (0.0, 10.0), &[])
}

/// Rules that fired, each with the wave at which it first did, and its points.
fn fired(chart: &Control) -> Vec<(Rule, Side, usize, Vec<usize>)> {
    chart.firings.iter().map(|one| (one.rule, one.side, one.first, one.points.clone())).collect()
}

/// Kendall, Rank Correlation Methods (1975), table 1; the values of the model.
#[test]
fn critical_values_of_the_trend_are_those_of_the_tables() {
    let critical = |n: usize| {
        let orders = (0..=n * (n - 1) / 2).map(|wrong| {
            // The first values fall as far as there are pairs to turn round; the rest rises.
            let mut values: Vec<f64> = Vec::new();
            let mut left = wrong;
            let mut rest: Vec<usize> = (0..n).collect();
            while !rest.is_empty() {
                let at = left.min(rest.len() - 1);
                left -= at;
                values.push(rest.remove(at) as f64);
            }
            mann_kendall(&values)
        });
        orders.filter(|(s, p)| *s > 0 && p / 2.0 <= 0.05).map(|(s, _)| s).min()
    };
    let all: Vec<Option<i64>> = (4..=12).map(critical).collect();
    assert_eq!(all, [6, 8, 11, 13, 16, 18, 21, 23, 26].map(Some));
}

/// scipy 1.17, `kendalltau(range(n), x, method="exact")`.
#[test]
fn the_exact_trend_is_that_of_scipy() {
    let rising = [7.2, 7.4, 7.1, 7.8, 8.0, 8.3];
    let falling = [8.0, 7.5, 7.7, 7.0, 6.8, 6.9, 6.1, 6.0, 5.5, 5.6];
    let wild = [3.0, 1.0, 4.0, 1.5, 9.0, 2.6, 5.0, 3.5, 8.0, 9.7, 9.3, 2.3];
    for (values, s, p) in [
        (&rising[..], 11, 0.055_555_555_555_555_55),
        (&falling, -39, 0.000_115_189_594_356_261_02),
        (&wild, 24, 0.115_950_877_825_877_83),
    ] {
        let found = mann_kendall(values);
        assert!(found.0 == s && close(found.1, p), "{found:?}");
    }
}

/// Every permutation counted, by Python's itertools.
#[test]
fn ties_are_counted_by_every_permutation_up_to_eight_waves() {
    for (values, s, p) in [
        (&[7.0, 7.0, 8.0, 8.0, 8.0, 9.0][..], 11, 0.033_333_333_333_333_33),
        (&[6.0; 6], 0, 1.0),
        (&[9.0, 8.0, 8.0, 7.0, 7.0, 6.5, 6.5], -18, 0.003_174_603_174_603_174_6),
        (&[7.0, 8.0, 7.0, 8.0, 9.0, 8.0, 9.0, 9.0], 17, 0.028_571_428_571_428_57),
    ] {
        let found = mann_kendall(values);
        assert!(found.0 == s && close(found.1, p), "{found:?}");
    }
}

/// pymannkendall 1.4, `original_test`.
#[test]
fn the_normal_form_with_ties_is_that_of_pymannkendall() {
    let ten = [7.0, 7.0, 8.0, 8.0, 8.0, 9.0, 9.0, 8.0, 9.0, 9.0];
    let fourteen = [8.0, 8.2, 8.2, 7.9, 8.1, 7.5, 7.5, 7.0, 7.2, 6.9, 6.5, 6.6, 6.6, 6.0];
    let steady: Vec<f64> = (1..15).map(f64::from).collect();
    for (values, s, p) in [
        (&ten[..], 28, 0.008_941_997_583_756_578),
        (&fourteen, -74, 5.958_084_082_413_606e-05),
        (&[5.0; 13], 0, 1.0),
        (&steady, 91, 8.348_462_070_539_853e-07),
    ] {
        let found = mann_kendall(values);
        assert!(found.0 == s && close(found.1, p), "{found:?}");
    }
}

/// scipy 1.17, `theilslopes`, for days 0, 91, 184, 273, 365 and 456.
#[test]
fn the_slope_is_that_of_scipy_and_goes_by_days() {
    let first = day("2025-01-01");
    let waves = [(0, 8.0), (91, 7.8), (184, 7.9), (273, 7.1), (365, 7.0), (456, 6.4)];
    let points: Vec<Point> = waves
        .iter()
        .map(|(days, mean)| Point { on: first + Days::new(*days), mean: *mean, answers: 3 })
        .collect();
    let found = trend(&points).expect("six waves");
    assert!(found.slope.is_some_and(|slope| close(slope, -0.315_789_473_684_210_45)), "{found:?}");
    assert_eq!((found.s, found.days, found.word()), (-13, 456, Some(Side::Below)));
    // The same waves within a week are no trend, however steep.
    let week: Vec<Point> =
        points.iter().zip(0..).map(|(one, at)| Point { on: first + Days::new(at), ..*one }).collect();
    assert_eq!(trend(&week).and_then(|trend| trend.word()), None);
    assert_eq!(theil_sen(&[(0.0, 1.0), (0.0, 2.0)]), None, "two waves of one day have no slope");
}

#[test]
fn one_wave_has_no_trend_and_two_have_no_word() {
    assert_eq!(trend(&quarterly(&[])), None);
    assert_eq!(trend(&quarterly(&[7.0])), None);
    let two = trend(&quarterly(&[7.0, 9.0])).expect("two waves");
    assert_eq!((two.s, two.p, two.word()), (1, 1.0, None));
}

/// scipy 1.17, `binomtest`.
#[test]
fn the_sign_test_is_that_of_scipy() {
    for (up, down, p) in [
        (6, 0, 0.03125),
        (6, 1, 0.125),
        (8, 2, 0.109_375),
        (0, 5, 0.0625),
        (3, 3, 1.0),
        (1, 0, 1.0),
        (0, 0, 1.0),
    ] {
        assert!(close(sign(up, down), p) && close(sign(down, up), p), "{up} {down}: {}", sign(up, down));
    }
}

/// scipy 1.17, `permutation_test`, exact, of the absolute difference of means.
#[test]
fn the_permutation_test_is_that_of_scipy() {
    for (before, after, p) in [
        (&[9.0, 8.0, 9.0, 10.0][..], &[6.0, 7.0, 5.0, 6.0][..], 0.028_571_428_571_428_57),
        (&[3.0, 4.0], &[4.0, 5.0], 0.666_666_666_666_666_6),
        (&[7.0; 3], &[7.0; 3], 1.0),
        (&[9.0, 9.0, 10.0, 7.0, 3.0], &[9.0, 9.0, 3.0, 7.0, 3.0], 0.571_428_571_428_571_4),
        (&[8.0, 7.5, 9.0, 6.0], &[5.0, 6.5, 7.0, 4.5, 5.0], 0.055_555_555_555_555_55),
        (&[1.0, 2.0, 2.0, 3.0, 3.0, 4.0], &[3.0, 4.0, 4.0, 5.0, 5.0, 5.0, 2.0], 0.053_613_053_613_053_616),
    ] {
        let found = permutation(before, after);
        assert!(found.0 == Test::Permutation && close(found.1, p), "{found:?}");
    }
}

/// Twenty against twenty, counted in whole numbers by Python; above forty, scipy's normal tail.
#[test]
fn forty_answers_are_counted_and_more_are_approximated() {
    let before = [9, 8, 7, 9, 10, 6, 8, 9, 7, 8, 9, 9, 10, 8, 7, 6, 9, 8, 9, 7, 8, 9].map(f64::from);
    let after = [7, 8, 6, 7, 9, 5, 8, 7, 6, 8, 7, 9, 8, 6, 7, 6, 8, 7, 9, 6, 7].map(f64::from);
    let (test, p) = permutation(&before[..20], &after[..20]);
    assert!(test == Test::Permutation && close(p, 0.020_772_067_954_928_138), "{p}");
    let (test, p) = permutation(&before, &after);
    assert!(test == Test::Normal && close(p, 0.008_008_780_441_594_919), "{p}");
}

/// statsmodels 0.15, `multipletests(method="fdr_bh")`; the twenty-five of its second case are those of McDonald, Handbook of
/// Biological Statistics, on diet and mammographic density.
#[test]
fn what_stands_out_among_many_is_that_of_statsmodels() {
    let few = [0.01, 0.04, 0.03, 0.2, 0.005, 0.5];
    assert_eq!(stand_out(&few, 0.10), [true, true, true, false, true, false]);
    let many = [
        0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216, 0.222, 0.251, 0.269, 0.275,
        0.34, 0.341, 0.384, 0.569, 0.594, 0.696, 0.762, 0.94, 0.942, 0.975, 0.986,
    ];
    assert_eq!(stand_out(&many, 0.10).iter().filter(|stands| **stands).count(), 2);
    assert!(stand_out(&[], 0.10).is_empty());
}

/// NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: centre 50.81, limits 45.8159 and 55.8041.
#[test]
fn the_limits_are_those_of_the_handbook() {
    let rates = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1];
    let chart = control(&quarterly(&rates), (0.0, 100.0), &[]);
    let stretch = chart.current().expect("a stretch");
    let limits = stretch.limits.expect("limits");
    assert!(stretch.centre.is_some_and(|centre| close(centre, 50.81)), "{stretch:?}");
    assert!((limits.low - 45.8159).abs() < 0.002 && (limits.high - 55.8041).abs() < 0.002, "{limits:?}");
    assert_eq!((stretch.hold, chart.firings.len()), (Hold::Trial, 0));
}

#[test]
fn limits_are_trial_from_six_waves_and_locked_at_twelve() {
    let means = [7.0, 7.4, 6.8, 7.2, 7.5, 6.9, 7.1, 7.3, 6.7, 7.0, 7.4, 7.2, 2.0, 9.9];
    let hold = |waves: usize| chart(&means[..waves]).current().map(|one| (one.hold, one.limits.is_some()));
    assert_eq!(hold(0), None);
    assert_eq!(hold(1), Some((Hold::TooFew(5), false)));
    assert_eq!(hold(2), Some((Hold::TooFew(4), false)));
    assert_eq!(hold(6), Some((Hold::Trial, true)));
    assert_eq!(hold(12), Some((Hold::Locked, true)));
    let limits = |waves: usize| chart(&means[..waves]).current().and_then(|one| one.limits);
    assert_eq!(limits(12), limits(14), "what comes later moves no locked limit");
    let outside: Vec<_> = fired(&chart(&means)).into_iter().filter(|one| one.0 == Rule::Outside).collect();
    assert_eq!(
        outside,
        [(Rule::Outside, Side::Below, 12, vec![12]), (Rule::Outside, Side::Above, 13, vec![13])]
    );
}

#[test]
fn equal_waves_have_a_centre_and_no_limits() {
    let chart = chart(&[8.0; 7]);
    let stretch = chart.current().expect("a stretch");
    assert_eq!((stretch.centre, stretch.limits, chart.firings.len()), (Some(8.0), None, 0));
}

#[test]
fn limits_stay_within_the_scale() {
    let limits =
        chart(&[9.0, 10.0, 8.0, 10.0, 9.0, 10.0]).current().and_then(|one| one.limits).expect("limits");
    assert_eq!(limits.high, 10.0);
}

#[test]
fn eight_in_a_row_on_one_side_are_a_signal_and_one_on_the_centre_breaks_the_run() {
    // The mean of the first twelve is 5.
    let base = [4.0, 6.0, 4.5, 5.5, 4.0, 6.0, 4.5, 5.5, 4.0, 6.0, 4.5, 5.5];
    let with = |more: &[f64]| fired(&chart(&[&base[..], more].concat()));
    assert_eq!(with(&[5.2; 6]), [], "five and a half, then six more, are seven");
    assert_eq!(with(&[5.2; 7]), [(Rule::Run, Side::Above, 18, (11..19).collect())]);
    assert_eq!(with(&[5.2; 9]), [(Rule::Run, Side::Above, 18, (11..21).collect())]);
    let broken = [5.2, 5.2, 5.2, 5.0, 5.2, 5.2, 5.2, 5.2];
    assert_eq!(with(&broken), []);
}

#[test]
fn three_of_four_nearer_a_limit_than_the_centre_are_a_signal() {
    // Centre 5, mean range (2 + 1.5 + 1 + 1.5 + 2 + 1.5 + 1 + 1.5 + 2 + 1.5 + 1) ⁄ 11 = 1.5; half way to the limit is 1.995.
    let base = [4.0, 6.0, 4.5, 5.5, 4.0, 6.0, 4.5, 5.5, 4.0, 6.0, 4.5, 5.5];
    let with = |more: &[f64]| fired(&chart(&[&base[..], more].concat()));
    assert_eq!(with(&[7.0, 5.0, 7.0, 7.0]), [(Rule::Near, Side::Above, 15, vec![12, 14, 15])]);
    assert_eq!(with(&[7.0, 5.0, 4.9, 7.0, 7.0]), [], "three of five are none");
    assert_eq!(with(&[6.99, 6.99, 6.99]), [], "nearer the centre");
    assert_eq!(with(&[3.0, 3.0, 4.9, 3.0, 3.0]), [(Rule::Near, Side::Below, 15, vec![12, 13, 15, 16])]);
}

#[test]
fn a_new_baseline_begins_a_new_stretch() {
    let means = [7.0, 7.4, 6.8, 7.2, 7.5, 6.9, 3.0, 3.4, 2.8, 3.2, 3.5, 2.9];
    let points = quarterly(&means);
    let anew = control(&points, (0.0, 10.0), &[points[6].on]);
    let stretches: Vec<_> = anew.stretches.iter().map(|one| (one.from, one.to, one.hold)).collect();
    assert_eq!(stretches, [(0, 6, Hold::Trial), (6, 12, Hold::Trial)]);
    assert!(anew.firings.is_empty() && !chart(&means).firings.is_empty());
    // Before the first wave, or after the last, it changes nothing.
    for outside in ["2020-01-01", "2030-01-01"] {
        assert_eq!(control(&points, (0.0, 10.0), &[day(outside)]).stretches.len(), 1);
    }
}

fn means() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec((0_u32..=40).prop_map(|steps| f64::from(steps) / 4.0), 0..24)
}

fn scores() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec((0_u8..=10).prop_map(f64::from), 1..12)
}

fn turned(side: Side) -> Side {
    if side == Side::Above { Side::Below } else { Side::Above }
}

proptest! {
    #[test]
    fn probabilities_are_probabilities(left in scores(), right in scores(), means in means()) {
        for p in [mann_kendall(&means).1, permutation(&left, &right).1, sign(left.len(), right.len())] {
            prop_assert!((0.0..=1.0).contains(&p), "{}", p);
        }
        prop_assert!(close(permutation(&left, &right).1, permutation(&right, &left).1));
    }

    #[test]
    fn turning_the_scale_round_turns_every_sign(means in means()) {
        let turned_means: Vec<f64> = means.iter().map(|mean| 10.0 - mean).collect();
        let (s, p) = mann_kendall(&means);
        prop_assert_eq!(mann_kendall(&turned_means).0, -s);
        prop_assert!(close(mann_kendall(&turned_means).1, p));
        let slope = |means: &[f64]| trend(&quarterly(means)).and_then(|trend| trend.slope);
        if let (Some(up), Some(down)) = (slope(&means), slope(&turned_means)) {
            prop_assert!(close(up, -down));
        }
        let turn = |(rule, side, first, points)| (rule, turned(side), first, points);
        let mut expected: Vec<_> = fired(&chart(&means)).into_iter().map(turn).collect();
        let mut found = fired(&chart(&turned_means));
        expected.sort();
        found.sort();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn the_chart_stands_within_the_scale_around_its_centre(means in means()) {
        let chart = chart(&means);
        let covered: usize = chart.stretches.iter().map(|one| one.to - one.from).sum();
        prop_assert_eq!(covered, means.len());
        for stretch in &chart.stretches {
            if let (Some(centre), Some(limits)) = (stretch.centre, stretch.limits) {
                prop_assert!(0.0 <= limits.low && limits.low <= centre + 1e-9);
                prop_assert!(centre <= limits.high + 1e-9 && limits.high <= 10.0);
            }
        }
        for one in &chart.firings {
            prop_assert!(one.points.contains(&one.first) && one.points.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }

    #[test]
    fn limits_are_the_same_read_backwards(means in prop::collection::vec((0_u32..=40).prop_map(f64::from), 6..=12)) {
        let backwards: Vec<f64> = means.iter().rev().copied().collect();
        let limits = |means: &[f64]| control(&quarterly(means), (0.0, 40.0), &[]).stretches[0].limits;
        prop_assert_eq!(limits(&means), limits(&backwards));
    }

    #[test]
    fn what_stands_out_is_what_is_least_probable(all in prop::collection::vec(0.0..1.0, 0..30)) {
        let all: Vec<f64> = all;
        let stands = stand_out(&all, 0.10);
        let largest = all.iter().zip(&stands).filter(|(_, stands)| **stands).map(|(p, _)| *p).fold(0.0, f64::max);
        for (p, stands) in all.iter().zip(&stands) {
            prop_assert_eq!(*stands, largest > 0.0 && *p <= largest);
        }
    }
}

/// Days that waves may lie apart never reach the limits.
#[test]
fn missing_waves_leave_a_gap_and_nothing_else() {
    let means = [7.0, 7.4, 6.8, 7.2, 7.5, 6.9];
    let even = quarterly(&means);
    let apart: Vec<Point> = even
        .iter()
        .zip([0_u64, 91, 182, 600, 691, 782])
        .map(|(one, days)| Point {
            on: NaiveDate::from_ymd_opt(2023, 1, 15).expect("a day") + Days::new(days),
            ..*one
        })
        .collect();
    let limits = |points: &[Point]| control(points, (0.0, 10.0), &[]).stretches[0].limits;
    assert_eq!(limits(&even), limits(&apart));
    assert_ne!(trend(&even).map(|one| one.slope), trend(&apart).map(|one| one.slope));
}
