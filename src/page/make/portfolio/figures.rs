//! The portfolio in a sentence and in a line of figures. The standings in it add up to all accounts.

use crate::language::Language;
use crate::page::common::{Change, Figure, Linked, StandingWord};
use crate::page::desk::{Section, Site};
use crate::page::make::summary::{Facts, Summary};
use crate::page::portfolio::HeadFigure;
use crate::record::Money;
use crate::review::account::YearlyValue;
use crate::review::feedback::adjusted_wald;

/// The standings that are counted, the worst first.
const COUNTED: [StandingWord; 4] =
    [StandingWord::AtRisk, StandingWord::Watch, StandingWord::Unknown, StandingWord::Good];

/// The standings of accounts that nobody judges: not yet, not now, or no more.
const NOT_JUDGED: [StandingWord; 4] =
    [StandingWord::New, StandingWord::Prospect, StandingWord::Paused, StandingWord::Ended];

fn standing_count(facts: impl Iterator<Item = Facts>, word: StandingWord) -> usize {
    facts.filter(|facts| facts.standing == word).count()
}

/// “2 of 10 accounts are at risk, one more than a quarter ago.”
#[must_use]
pub fn sentence(summaries: &[Summary], language: &Language) -> String {
    let at_risk =
        |facts: fn(&Summary) -> Facts| standing_count(summaries.iter().map(facts), StandingWord::AtRisk);
    let (now, then) = (at_risk(|summary| summary.now), at_risk(|summary| summary.then));
    let accounts = language.count("n-accounts", summaries.len(), &[]);
    let change = match now.cmp(&then) {
        std::cmp::Ordering::Equal => language.word("as-many-as-a-quarter-ago"),
        std::cmp::Ordering::Greater => {
            language.say("then-more-than-a-quarter-ago", &[("then", &(now - then))])
        }
        std::cmp::Ordering::Less => language.say("now-fewer-than-a-quarter-ago", &[("now", &(then - now))]),
    };
    let is = language.word(if now == 1 { "is-2" } else { "are" });
    let unknown = standing_count(summaries.iter().map(|summary| summary.now), StandingWord::Unknown);
    let known = if unknown == 0 {
        String::new()
    } else {
        language.say(
            "of-unknown-too-little-is-known-to-say",
            &[("unknown", &(if unknown == 1 { language.word("one") } else { unknown.to_string() }))],
        )
    };
    language.say(
        "of-accounts-now-is-at-risk-change-known",
        &[
            ("accounts", &accounts),
            ("now", &now),
            ("is", &is),
            ("change", &change),
            ("known", &known),
            ("judged", &judged(summaries, language)),
        ],
    )
}

/// The accounts that a reviewer holds to stand otherwise than the records give, by name.
fn judged(summaries: &[Summary], language: &Language) -> String {
    let rows = summaries.iter().map(|summary| &summary.row);
    let said = rows.filter_map(|row| {
        let word = row.override_word.filter(|word| *word != row.standing)?;
        Some(language.say(
            "name-word-instead-of-word2",
            &[
                ("name", &row.name.text),
                ("word", &word.word(language)),
                ("word2", &row.standing.word(language)),
            ],
        ))
    });
    let said: Vec<String> = said.collect();
    match said.as_slice() {
        [] => String::new(),
        [one] => language.say("a-reviewer-calls-one", &[("one", &one)]),
        [first, rest @ ..] => language.say(
            "reviewers-call-first-and-accounts-otherwise",
            &[("first", &first), ("accounts", &language.count("n-accounts", rest.len(), &[]))],
        ),
    }
}

/// The line of figures.
#[must_use]
pub fn of(summaries: &[Summary], site: &Site<'_>) -> Vec<HeadFigure> {
    let language = &site.language;
    let tally = |label: &str, now: usize, then: usize, rise_is_good: Option<bool>| HeadFigure {
        label: label.to_owned(),
        figure: Figure::plain(now.to_string(), now as f64),
        change: Some(Change::new(now as f64 - then as f64, 0, rise_is_good, language)),
        ..HeadFigure::default()
    };
    let sum = |facts: fn(&Summary) -> Facts, of: fn(Facts) -> usize| -> usize {
        summaries.iter().map(|summary| of(facts(summary))).sum()
    };
    let mut figures: Vec<HeadFigure> = COUNTED
        .iter()
        .map(|word| {
            let now = standing_count(summaries.iter().map(|summary| summary.now), *word);
            let then = standing_count(summaries.iter().map(|summary| summary.then), *word);
            let rise_is_good = match word {
                StandingWord::Good => Some(true),
                StandingWord::AtRisk => Some(false),
                _ => None,
            };
            HeadFigure {
                standing: Some(*word),
                note: revenue(summaries.iter().filter(|summary| summary.now.standing == *word), site),
                href: Some(format!("?standing={}#accounts", word.key())),
                ..tally(&word.word(&site.language), now, then, rise_is_good)
            }
        })
        .collect();
    figures.extend(not_judged(summaries, site));
    figures.push(met(summaries, site));
    let overdue = |facts: Facts| facts.actions_overdue;
    let open = |facts: Facts| facts.complaints_open;
    figures.push(HeadFigure {
        href: Some("actions.html".to_owned()),
        ..tally(
            &site.language.word("actions-overdue"),
            sum(|one| one.now, overdue),
            sum(|one| one.then, overdue),
            Some(false),
        )
    });
    figures.push(HeadFigure {
        href: Some(Section::Complaints.address().to_owned()),
        ..tally(
            &site.language.word("complaints-open"),
            sum(|one| one.now, open),
            sum(|one| one.then, open),
            Some(false),
        )
    });
    figures.extend(nps(summaries, site));
    figures
}

/// The accounts that nobody judges, by why; nothing where there are and were none.
fn not_judged(summaries: &[Summary], site: &Site<'_>) -> Option<HeadFigure> {
    let language = &site.language;
    let counted = |facts: fn(&Summary) -> Facts| {
        NOT_JUDGED.map(|word| (word, standing_count(summaries.iter().map(facts), word)))
    };
    let (now, then) = (counted(|summary| summary.now), counted(|summary| summary.then));
    let sum = |counted: &[(StandingWord, usize)]| counted.iter().map(|(_, count)| count).sum::<usize>();
    let (all, before) = (sum(&now), sum(&then));
    let parts = now.iter().filter(|(_, count)| *count > 0).map(|(word, count)| {
        let text = format!("{count} {}", language.word(&format!("word-{}", word.key())));
        Linked::to(text, format!("?standing={}#accounts", word.key()))
    });
    (all + before > 0).then(|| HeadFigure {
        label: language.word("portfolio-not-judged"),
        figure: Figure::plain(all.to_string(), all as f64),
        change: Some(Change::new(all as f64 - before as f64, 0, None, language)),
        parts: parts.collect(),
        href: Some("#accounts".to_owned()),
        ..HeadFigure::default()
    })
}

/// The share of assessed expectations that are met or exceeded.
fn met(summaries: &[Summary], site: &Site<'_>) -> HeadFigure {
    let share = |facts: fn(&Summary) -> Facts| {
        let (mut met, mut assessed) = (0, 0);
        for facts in summaries.iter().map(facts) {
            met += facts.expectations_met;
            assessed += facts.expectations_assessed;
        }
        (met, assessed, (assessed > 0).then(|| met as f64 / assessed as f64))
    };
    let (met, assessed, now) = share(|summary| summary.now);
    let (_, _, then) = share(|summary| summary.then);
    let points =
        now.zip(then).map(|(now, then)| Change::new((now - then) * 100.0, 0, Some(true), &site.language));
    HeadFigure {
        label: site.language.word("expectations-met"),
        figure: now.map_or_else(
            || Figure::unknown("–"),
            |now| Figure::plain(site.language.number(now * 100.0, 0), now).unit("%"),
        ),
        change: points,
        note: site
            .language
            .say("met-of-assessed-by-the-latest-assessment", &[("met", &met), ("assessed", &assessed)]),
        href: Some(Section::Expectations.address().to_owned()),
        ..HeadFigure::default()
    }
}

/// The net promoter score over the latest answer of every respondent, with its interval.
fn nps(summaries: &[Summary], site: &Site<'_>) -> Option<HeadFigure> {
    let mut total = [0_usize; 3];
    for counts in summaries.iter().filter_map(|summary| summary.nps) {
        for (sum, count) in total.iter_mut().zip(counts) {
            *sum += count;
        }
    }
    let answers: usize = total.iter().sum();
    let score = adjusted_wald(total[0], total[1], total[2])?;
    let language = &site.language;
    let answers_text = site.language.count("n-answers", answers, &[]);
    let (value, note) = if answers < 5 {
        (
            "–".to_owned(),
            site.language.say("answers-text-too-few-for-a-figure", &[("answers_text", &answers_text)]),
        )
    } else {
        let range = site.language.say(
            "signed-to-signed2-answers-text",
            &[
                ("signed", &language.signed(score.interval.low, 0)),
                ("signed2", &language.signed(score.interval.high, 0)),
                ("answers_text", &answers_text),
            ],
        );
        (language.signed(score.value, 0), range)
    };
    Some(HeadFigure {
        label: site.language.word("net-promoter-score-2"),
        figure: Figure { value, sort: Some(score.value), ..Figure::default() },
        note,
        href: Some(Section::Feedback.address().to_owned()),
        ..HeadFigure::default()
    })
}

/// The yearly revenue of some accounts; without a rate for each currency, no sum is shown.
fn revenue<'a>(summaries: impl Iterator<Item = &'a Summary>, site: &Site<'_>) -> String {
    let all = summaries.map(|summary| summary.revenue.clone());
    match all.fold(YearlyValue::None, YearlyValue::and) {
        YearlyValue::Is(Money { currency, amount }) => site
            .language
            .say("money-a-year", &[("money", &site.money(&Money { currency, amount: amount.round() }))]),
        YearlyValue::Unknown if site.config.currency.is_some() => {
            site.language.word("no-sum-a-rate-is-missing")
        }
        YearlyValue::Unknown | YearlyValue::None => String::new(),
    }
}
