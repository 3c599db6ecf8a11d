//! The published check figures, properties of the intervals, and waves from records.

mod oracle;
mod sentences;
mod variances;

use proptest::prelude::*;

use super::*;
use crate::record::{Direction, Instrument, Voice as Source};
use crate::review::sample::{Sample, day, sample};

/// Centre and half width, to one decimal.
fn centred(estimate: Estimate) -> (f64, f64) {
    let Interval { low, high } = estimate.interval;
    let tenth = |number: f64| (number * 10.0).round() / 10.0;
    (tenth((low + high) / 2.0), tenth((high - low) / 2.0))
}

fn percent(estimate: Estimate) -> (f64, f64) {
    let Interval { low, high } = estimate.interval;
    ((low * 1000.0).round() / 10.0, (high * 1000.0).round() / 10.0)
}

#[test]
fn net_promoter_intervals_are_those_of_the_model() {
    assert_eq!(adjusted_wald(3, 1, 1).map(|one| one.value), Some(40.0));
    assert_eq!(adjusted_wald(3, 1, 1).map(centred), Some((25.0, 54.8)));
    assert_eq!(adjusted_wald(12, 6, 2).map(centred), Some((43.5, 28.5)));
    assert_eq!(adjusted_wald(50, 30, 20).map(centred), Some((29.1, 15.1)));
    assert_eq!(adjusted_wald(0, 0, 0), None);
}

#[test]
fn shares_have_the_intervals_of_the_model() {
    assert_eq!(wilson(4, 5).map(percent), Some((37.6, 96.4)));
    assert_eq!(wilson(8, 10).map(percent), Some((49.0, 94.3)));
    assert_eq!(wilson(0, 0), None);
    assert_eq!(wilson(3, 2), None);
}

#[test]
fn quantiles_of_t_are_those_of_the_tables() {
    let table = [(4.0, 2.776), (5.0, 2.571), (9.0, 2.262), (19.0, 2.093), (29.0, 2.045), (1e9, 1.960)];
    for (freedom, quantile) in table {
        assert!((t_quantile(freedom) - quantile).abs() < 0.001, "{freedom}: {}", t_quantile(freedom));
    }
}

#[test]
fn a_mean_has_no_interval_under_five_answers_and_never_one_without_width() {
    assert_eq!(t_mean(&[7.0, 8.0, 9.0, 6.0], 1.0, 10.0), None);
    let five = t_mean(&[6.0, 7.0, 8.0, 9.0, 5.0], 1.0, 10.0).expect("five");
    // s = 1.5811, s ⁄ √5 = 0.7071, t = 2.7764.
    assert_eq!(five.value, 7.0);
    assert!((five.interval.low - (7.0 - 1.963)).abs() < 0.001, "{five:?}");
    let same = t_mean(&[7.0; 5], 1.0, 10.0).expect("five");
    // 9 · √(ln 40 ⁄ 10) = 5.466.
    assert!((same.interval.low - (7.0 - 5.466)).abs() < 0.001, "{same:?}");
    assert_eq!(same.interval.high, 10.0);
}

fn scores() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec((0_u8..=10).prop_map(f64::from), 0..40)
}

fn measures() -> impl Strategy<Value = Measure> {
    let instruments = prop::sample::select(Instrument::ALL.to_vec());
    let better = prop::sample::select(Direction::ALL.to_vec());
    (instruments, better).prop_map(|(instrument, better)| Measure {
        instrument,
        low: 0.0,
        high: 10.0,
        better,
    })
}

proptest! {
    #[test]
    fn a_figure_lies_on_its_scale_with_its_interval(scores in scores(), measure in measures()) {
        let (low, high) = match measure.statistic() {
            Statistic::NetPromoter => (-100.0, 100.0),
            Statistic::TopTwo => (0.0, 1.0),
            Statistic::Mean => (0.0, 10.0),
        };
        match measure.estimate(&scores) {
            None => prop_assert!(scores.len() < FEW),
            Some(Estimate { value, interval }) => {
                prop_assert!((low..=high).contains(&value));
                prop_assert!(low <= interval.low && interval.low < interval.high && interval.high <= high);
                if measure.statistic() != Statistic::NetPromoter {
                    prop_assert!(interval.low <= value + 1e-12 && value <= interval.high + 1e-12);
                }
            }
        }
    }

    #[test]
    fn the_order_of_answers_is_irrelevant(
        (scores, shuffled) in scores().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
        measure in measures(),
    ) {
        prop_assert_eq!(measure.estimate(&scores), measure.estimate(&shuffled));
    }

    #[test]
    fn more_answers_of_the_same_kind_narrow_a_share(successes in 0_usize..20, failures in 0_usize..20) {
        prop_assume!(successes + failures > 0);
        let width = |times: usize| {
            let one = wilson(times * successes, times * (successes + failures)).expect("trials");
            one.interval.high - one.interval.low
        };
        prop_assert!(width(2) < width(1));
    }
}

const PEOPLE: &str = r#"
[[person]]
id = "amelia"
name = "Amelia Ruiz"
role = ["sponsor"]

[[person]]
id = "jonas"
name = "Jonas Lind"
role = ["user"]
"#;

const PLAN: &str = "[[method]]\nid = \"nps\"\ntitle = \"Would you recommend us?\"\ninstrument = \"nps\"\n";

/// A survey of the shared method with as many anonymous answers as scores.
fn survey(on: &str, head: &str, scores: &[f64]) -> String {
    let mut text = format!("[survey]\nmethod = \"nps\"\non = {on}\n{head}\n");
    for (at, score) in scores.iter().enumerate() {
        text.push_str(&format!("[[answer]]\nlabel = \"r{at}\"\nscore = {score}\n"));
    }
    text
}

fn of(files: &[(&str, &str)]) -> Sample {
    let mut all = vec![("people.toml", PEOPLE), ("plan.toml", PLAN)];
    all.extend(files);
    sample(&all, "2026-06-30").sound()
}

fn found<'a>(sample: &'a Sample, on: &str) -> Vec<Series<'a>> {
    series(&sample.checked, &sample.shared.plan, day(on))
}

#[test]
fn a_survey_is_a_wave_with_its_silence() {
    let text = "[survey]\nmethod = \"nps\"\non = 2026-02-15\nsent_to = [\"amelia\", \"jonas\"]\n\
                [[answer]]\nfrom = \"amelia\"\nscore = 9\n";
    let sample = of(&[("feedback/2026-02-nps.toml", text)]);
    assert!(found(&sample, "2026-02-14").is_empty(), "what is dated later does not exist");
    let all = found(&sample, "2026-02-15");
    let wave = all[0].latest().expect("a wave");
    assert_eq!((all.len(), wave.invited, wave.scores()), (1, Some(2), vec![9.0]));
    assert_eq!(wave.silent, [&crate::check::Party::Person("jonas".into())]);
    assert_eq!(all[0].bounds(wave), Some(Bounds { worst: 0.0, best: 100.0 }));
    assert_eq!(all[0].estimate(wave), None);
}

#[test]
fn who_was_silent_is_not_told_where_anybody_is_anonymous() {
    let text = "[survey]\nmethod = \"nps\"\non = 2026-02-15\nsent_to = [\"amelia\", \"jonas\"]\n\
                [[answer]]\nlabel = \"a\"\nscore = 9\n";
    let sample = of(&[("feedback/2026-02-nps.toml", text)]);
    let all = found(&sample, "2026-06-30");
    let wave = all[0].latest().expect("a wave");
    assert_eq!((wave.silent.len(), wave.invited, wave.hides_anonymous()), (0, Some(2), true));
}

#[test]
fn five_anonymous_answers_are_enough_to_hide_among() {
    let text = survey("2026-02-15", "sent = 14", &[9.0, 9.0, 10.0, 7.0, 3.0]);
    let sample = of(&[("feedback/2026-02-nps.toml", &text)]);
    let all = found(&sample, "2026-06-30");
    let wave = all[0].latest().expect("a wave");
    assert!(!wave.hides_anonymous());
    assert_eq!(all[0].estimate(wave).map(centred), Some((25.0, 54.8)));
    assert_eq!(wave.response().map(percent), wilson(5, 14).map(percent));
}

#[test]
fn instruments_methods_and_sides_are_never_mixed() {
    let staff = survey("2026-02-15", "source = \"staff\"", &[9.0]);
    let customer = survey("2026-02-15", "", &[3.0]);
    let csat = "[survey]\ninstrument = \"csat\"\non = 2026-02-15\n[[answer]]\nlabel = \"a\"\nscore = 4\n";
    let wide = "[survey]\ninstrument = \"csat\"\non = 2026-02-15\nscale = { low = 1, high = 10 }\n\
                [[answer]]\nlabel = \"a\"\nscore = 4\n";
    let files = [
        ("feedback/a.toml", staff.as_str()),
        ("feedback/b.toml", &customer),
        ("feedback/c.toml", csat),
        ("feedback/d.toml", wide),
    ];
    let sample = of(&files);
    let seen: Vec<_> = found(&sample, "2026-06-30")
        .iter()
        .map(|one| (one.source, one.measure.instrument, one.measure.high, one.waves.len()))
        .collect();
    let expected = [
        (Source::Customer, Instrument::Nps, 10.0, 1),
        (Source::Customer, Instrument::Csat, 5.0, 1),
        (Source::Customer, Instrument::Csat, 10.0, 1),
        (Source::Staff, Instrument::Nps, 10.0, 1),
    ];
    assert_eq!(seen, expected);
}

#[test]
fn voices_that_came_by_themselves_gather_by_quarter_and_answer_once_each() {
    let voice =
        |score: f64| format!("+++\nfrom = \"amelia\"\nmethod = \"nps\"\nscore = {score}\n+++\nWords.\n");
    let (first, second, third) = (voice(3.0), voice(8.0), voice(9.0));
    let files = [
        ("feedback/2026-01-10-a.md", first.as_str()),
        ("feedback/2026-03-31-b.md", &second),
        ("feedback/2026-04-01-c.md", &third),
    ];
    let sample = of(&files);
    let all = found(&sample, "2026-06-30");
    let waves: Vec<_> = all[0].waves.iter().map(|wave| (wave.on, wave.scores())).collect();
    assert_eq!(waves, [(day("2026-03-31"), vec![8.0]), (day("2026-04-01"), vec![9.0])]);
}

#[test]
fn a_score_without_a_scale_or_beyond_it_counts_nowhere() {
    let bare = "+++\nfrom = \"amelia\"\nscore = 3\n+++\nWords.\n";
    let beyond = "+++\nfrom = \"jonas\"\nmethod = \"nps\"\nscore = 11\n+++\nWords.\n";
    let sample = of(&[("feedback/2026-01-10-a.md", bare), ("feedback/2026-01-11-b.md", beyond)]);
    assert!(found(&sample, "2026-06-30").is_empty());
    let all = voices(&sample.checked, &sample.shared.plan, day("2026-06-30"));
    assert_eq!(all.iter().map(|one| one.off_scale).collect::<Vec<_>>(), [Some(3.0), Some(11.0)]);
}

#[test]
fn words_of_few_anonymous_voices_are_withheld() {
    let lonely = "+++\n+++\nWords of nobody.\n";
    let (few, many) = (survey("2026-01-15", "", &[9.0; 4]), survey("2026-02-15", "", &[9.0; 5]));
    let files =
        [("feedback/a.toml", few.as_str()), ("feedback/b.toml", &many), ("feedback/2026-03-01-x.md", lonely)];
    let sample = of(&files);
    let keys = withheld(&sample.checked, &sample.shared.plan, day("2026-06-30"));
    let from: Vec<_> =
        keys.iter().filter_map(|key| sample.checked.find(key)).map(|one| one.span.path().name()).collect();
    assert_eq!(from, ["2026-03-01-x.md", "a.toml", "a.toml", "a.toml", "a.toml"]);
}

#[test]
fn one_of_ours_never_speaks_for_the_customer() {
    let text = "[survey]\nmethod = \"nps\"\non = 2026-02-15\n[[answer]]\nfrom = \"amelia\"\nscore = 3\n\
                [[answer]]\nfrom = \"priya\"\nscore = 10\n";
    let sample = of(&[("feedback/a.toml", text)]);
    let seen: Vec<_> =
        found(&sample, "2026-06-30").iter().map(|one| (one.source, one.waves[0].scores())).collect();
    assert_eq!(seen, [(Source::Customer, vec![3.0]), (Source::Staff, vec![10.0])]);
}
