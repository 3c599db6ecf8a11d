//! One paragraph in plain English: how the account stands, why, and what changed.

use super::standing::{Said, band_word, dimension_word, word};
use super::words::{and, capital};
use crate::page::common::StandingWord;
use crate::record::DimensionName;
use crate::review::standing::{Level, State, Word};
use crate::review::{past, value};

/// Changes smaller than this are not worth a sentence, in points.
const WORTH_SAYING: f64 = 1.0;

/// The paragraph.
#[must_use]
pub fn paragraph(said: &Said<'_>) -> String {
    let sentences = [
        stands(said),
        rising(said),
        held(said),
        changed(said),
        strong_and_weak(said),
        unknown(said),
        pays(said),
        beside(said),
        withheld(said),
    ];
    sentences.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn number(said: &Said<'_>, value: f64) -> String {
    said.desk.site.language.number(value, 1)
}

fn stands(said: &Said<'_>) -> Option<String> {
    let (standing, name) = (said.standing, said.desk.checked.name());
    let known = said.desk.site.language.percent(standing.coverage, 0);
    let sentence = match (&standing.word, standing.gated) {
        (Word::Prospect, _) => {
            said.desk.site.language.say("name-is-not-a-customer-yet-so-it-has-no", &[("name", &name)])
        }
        (Word::Paused, _) => {
            said.desk.site.language.say("name-is-paused-so-it-has-no-standing-for-now", &[("name", &name)])
        }
        (Word::Ended { last, .. }, _) => {
            let last = band_word(*last).word(&said.desk.site.language);
            said.desk.site.language.say(
                "name-is-no-customer-any-more-the-last",
                &[("name", &name), ("last", &last), ("ended", &ended(said))],
            )
        }
        (Word::New, _) => said
            .desk
            .site
            .language
            .say("name-is-new-known-of-what-counts-is-known", &[("name", &name), ("known", &known)]),
        (Word::Band { .. }, None) => {
            said.desk.site.language.say("nothing-is-known-by-which-name-could-be", &[("name", &name)])
        }
        (Word::Band { .. }, Some(score)) => {
            let confidence = match standing.confidence.level {
                Level::High => "high",
                Level::Medium => "medium",
                Level::Low => "low",
            };
            let score = number(said, score);
            if word(standing) == StandingWord::Unknown {
                said.desk.site.language.say(
                    "too-little-is-known-of-name-to-say-how-it",
                    &[("name", &name), ("known", &known), ("score", &score)],
                )
            } else {
                said.desk.site.language.say(
                    "name-is-word-with-score-of-100-known-of",
                    &[
                        ("name", &name),
                        (
                            "word",
                            &(match word(standing) {
                                StandingWord::Watch => said.desk.site.language.word("on-watch"),
                                other => other.word(&said.desk.site.language).to_owned(),
                            }),
                        ),
                        ("score", &score),
                        ("known", &known),
                        ("confidence", &said.desk.site.language.word(confidence)),
                    ],
                )
            }
        }
    };
    Some(sentence)
}

/// Why it does not stand as high as the figures of the day alone would have it.
fn rising(said: &Said<'_>) -> Option<String> {
    let rising = said.standing.rising.as_ref().filter(|_| has_band(said))?;
    let language = &said.desk.site.language;
    let so_far = match rising.since {
        Some(on) => said.desk.site.language.say("it-has-been-since-date", &[("date", &language.date(on))]),
        None => said.desk.site.language.word("it-was-not-last-monday"),
    };
    Some(said.desk.site.language.say(
        "by-the-figures-of-this-day-alone-it-would",
        &[
            ("word", &band_word(rising.to).word(&said.desk.site.language)),
            ("number", &language.number(said.parameters.rise_margin, 0)),
            ("number2", &language.number(said.parameters.rise_days, 0)),
            ("so_far", &so_far),
        ],
    ))
}

/// “It ended on 31 Jan 2026: sold to a group that keeps watch itself.”
fn ended(said: &Said<'_>) -> String {
    let ended = said.desk.checked.account().and_then(|(_, account)| account.ended.as_ref());
    ended.map_or_else(String::new, |ended| {
        let (on, why) = (said.desk.site.language.date(ended.on.value), ended.why.value.trim_end_matches('.'));
        said.desk.site.language.say("it-ended-on-on-why", &[("on", &on), ("why", &why)])
    })
}

/// Whether there is a standing to speak of.
fn has_band(said: &Said<'_>) -> bool {
    matches!(said.standing.word, Word::Band { .. })
}

/// The severest gate, and how many there are: each stands below, in the list of what holds the account.
fn held(said: &Said<'_>) -> Option<String> {
    let gates = &said.standing.gates;
    let first = gates.first()?;
    let cap = said.desk.site.language.number(first.cap, 0);
    let what: Vec<String> = gates.iter().map(|gate| gate.what.clone()).collect();
    let lowers = said.standing.score.is_some_and(|score| score > first.cap);
    Some(match (what.as_slice(), lowers) {
        ([one], true) => said
            .desk
            .site
            .language
            .say("one-fact-holds-it-down-to-cap-at-most-one", &[("cap", &cap), ("one", &one)]),
        ([one], false) => said
            .desk
            .site
            .language
            .say("one-fact-would-hold-it-down-to-cap-at-most", &[("cap", &cap), ("one", &one)]),
        (all, true) => said.desk.site.language.say(
            "all-facts-hold-it-down-to-cap-at-most-first",
            &[("all", &all.len()), ("cap", &cap), ("what", &first.what)],
        ),
        (all, false) => said.desk.site.language.say(
            "all-facts-would-hold-it-down-to-cap-at-most",
            &[("all", &all.len()), ("cap", &cap), ("what", &first.what)],
        ),
    })
}

fn changed(said: &Said<'_>) -> Option<String> {
    let (moved, since) = said.moved.filter(|_| has_band(said))?;
    let total = moved.shown;
    let day = said.desk.site.language.date(moved.from);
    if total.abs() < WORTH_SAYING {
        return Some(
            said.desk
                .site
                .language
                .say("since-since-day-the-score-has-moved-by-less", &[("since", &since), ("day", &day)]),
        );
    }
    let verb = said.desk.site.language.word(if total > 0.0 { "risen" } else { "fallen" });
    let mut lines: Vec<_> = moved.lines.iter().filter(|line| line.shown * total > 0.0).collect();
    lines.sort_by(|left, right| right.shown.abs().total_cmp(&left.shown.abs()));
    let through: Vec<String> = lines.iter().take(2).map(|line| said.through(line)).collect();
    let through = if through.is_empty() {
        String::new()
    } else {
        said.desk
            .site
            .language
            .say("mostly-through-and", &[("and", &and(&through, &said.desk.site.language))])
    };
    Some(said.desk.site.language.say(
        "since-since-day-the-score-has-verb-by",
        &[
            ("since", &since),
            ("day", &day),
            ("verb", &verb),
            ("number", &number(said, total.abs())),
            ("through", &through),
        ],
    ))
}

/// The best and the worst of what is known.
fn strong_and_weak(said: &Said<'_>) -> Option<String> {
    if !has_band(said) {
        return None;
    }
    let mut known: Vec<(f64, DimensionName)> =
        said.standing.dimensions.iter().filter_map(|one| Some((one.score()?, one.name))).collect();
    known.sort_by(|left, right| right.0.total_cmp(&left.0));
    let (best, worst) = (known.first()?, known.last()?);
    if known.len() < 2 || best.0 - worst.0 < 5.0 {
        return None;
    }
    let score = |score: f64| said.desk.site.language.number(score, usize::from(score.fract() != 0.0));
    Some(said.desk.site.language.say(
        "strongest-word-score-weakest-word2-score2",
        &[
            ("word", &best.1.word()),
            ("score", &score(best.0)),
            ("word2", &worst.1.word()),
            ("score2", &score(worst.0)),
        ],
    ))
}

/// What is not known, and what would tell.
fn unknown(said: &Said<'_>) -> Option<String> {
    if !matches!(said.standing.word, Word::Band { .. } | Word::New) {
        return None;
    }
    let names: Vec<String> = said
        .standing
        .dimensions
        .iter()
        .filter(|one| matches!(one.state, State::Unknown { .. }))
        .map(|one| dimension_word(one.name, &said.desk.site.language))
        .collect();
    if names.is_empty() {
        return None;
    }
    let narrows = said.standing.provisional.as_ref().and_then(|provisional| provisional.narrows.as_ref());
    let narrows = narrows.map(|missing| format!(" {}.", capital(missing.what.trim_end_matches('.'))));
    Some(said.desk.site.language.say(
        "unknown-and-narrows",
        &[("and", &and(&names, &said.desk.site.language)), ("narrows", &narrows.unwrap_or_default())],
    ))
}

/// That it does not pay, which no dimension counts.
fn pays(said: &Said<'_>) -> Option<String> {
    let (checked, config, day) = (said.desk.checked, said.desk.site.config, said.desk.site.as_of);
    let floor = past::tier_of(checked, config, day)?.margin_floor.as_ref()?.value / 100.0;
    let all = value::stretches(checked, day);
    let (last, margin) = all.iter().rev().find_map(|one| Some((one, one.margin(config)?)))?;
    let language = &said.desk.site.language;
    let margin_words = language.percent(margin, 1);
    let (from, to) = (language.date(last.from), language.date(last.to));
    if !has_band(said) || margin >= floor {
        None
    } else if margin < 0.0 {
        Some(said.desk.site.language.say(
            "it-costs-more-than-it-brings-a-margin-of",
            &[("margin_words", &margin_words), ("from", &from), ("to", &to)],
        ))
    } else {
        let asked = language.percent(floor, 0);
        Some(said.desk.site.language.say(
            "its-margin-from-from-to-to-was-margin-words",
            &[("from", &from), ("to", &to), ("margin_words", &margin_words), ("asked", &asked)],
        ))
    }
}

/// What a person set beside it.
fn beside(said: &Said<'_>) -> Option<String> {
    let one = said.standing.overridden.as_ref()?;
    Some(said.desk.site.language.say(
        "a-review-sets-word-beside-it-until-date",
        &[
            ("word", &band_word(one.band).word(&said.desk.site.language)),
            ("date", &said.desk.site.language.date(one.lapses)),
            ("trim_end_matches", &one.reason.trim_end_matches('.')),
        ],
    ))
}

/// What this edition does not hold: its figures are those without it.
fn withheld(said: &Said<'_>) -> Option<String> {
    match said.desk.checked.withheld {
        0 => None,
        1 => Some(said.desk.site.language.word("one-confidential-or-restricted-record-is-2")),
        many => Some(
            said.desk.site.language.say("many-confidential-or-restricted-records-are-2", &[("many", &many)]),
        ),
    }
}
