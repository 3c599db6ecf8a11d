//! How complete and how fresh the account's records are, in a few lines that say what to write.

use chrono::NaiveDate;

use super::quality::own_part;
use super::words::{and, plain};
use crate::language::Language;
use crate::page::account::HealthRow;
use crate::page::common::List;
use crate::page::desk::{Desk, Section};
use crate::record::{Contract, Period, Person, Profile, Side};
use crate::review::account::is_running;
use crate::review::past::{by, exists};
use crate::review::people::{has_left, party, theirs};
use crate::review::quality::Quality;
use crate::review::redundant::Redundant;
use crate::review::side::side;

/// How long a look at a record holds, where the configuration does not say.
const YEAR: Period = Period::days_long(365);

/// What the records say of themselves.
#[must_use]
pub fn list(desk: &Desk<'_>) -> List<HealthRow> {
    let (quality, redundant) = own_part(desk);
    let mut rows = vec![verified(desk), contract_value(desk), profile(desk), consent(desk)];
    rows.extend(known(desk, &quality));
    rows.extend(fresh(desk, &quality));
    rows.push(tidy(&redundant, &desk.site.language));
    rows.extend(withheld(desk));
    List::whole(rows, Default::default())
}

/// How much is written down, of what must be known.
fn known(desk: &Desk<'_>, quality: &Quality) -> Option<HealthRow> {
    let share = quality.complete.percent()?;
    let text = desk.site.language.say(
        "percent-of-what-must-be-known-or-would-be",
        &[("percent", &desk.site.language.percent(share / 100.0, 0))],
    );
    let clears = desk.site.language.say(
        "the-page-label-says-what-is-missing",
        &[("label", &Section::Information.label(&desk.site.language))],
    );
    Some(row(
        &desk.site.language.word("completeness"),
        quality.complete.good == quality.complete.of,
        text,
        clears,
    ))
}

/// How much somebody found true within the period.
fn fresh(desk: &Desk<'_>, quality: &Quality) -> Option<HealthRow> {
    let (share, fresh) = (quality.fresh.percent()?, quality.fresh);
    let text = desk.site.language.say(
        "good-of-of-facts-that-are-looked-at-again",
        &[
            ("good", &fresh.good),
            ("of", &fresh.of),
            ("percent", &desk.site.language.percent(share / 100.0, 0)),
        ],
    );
    let clears = desk.site.language.say(
        "the-page-label-says-who-and-what-is-waiting",
        &[("label", &Section::DataQuality.label(&desk.site.language))],
    );
    Some(row(&desk.site.language.word("freshness"), fresh.good == fresh.of, text, clears))
}

/// How many redundancies are named before it is said how many more there are.
const NAMED: usize = 5;

/// What stands there twice, unneeded, or for too long.
fn tidy(redundant: &[Redundant], language: &Language) -> HealthRow {
    let mut named: Vec<String> = redundant
        .iter()
        .take(NAMED)
        .map(|one| format!("{}, {}", plain(&one.what), plain(&one.why)))
        .collect();
    if redundant.len() > NAMED {
        named.push(language.say("redundant-more", &[("redundant", &(redundant.len() - NAMED))]));
    }
    let text = match redundant.len() {
        0 => language.word("nothing-stands-here-twice-unneeded-or-for"),
        _ => language.say("likely-redundant-named", &[("named", &named.join("; "))]),
    };
    let deletions: Vec<String> = redundant.iter().take(NAMED).map(|one| plain(&one.delete)).collect();
    row(
        &language.word("tidiness"),
        redundant.is_empty(),
        text,
        language.say("delete-deletions", &[("deletions", &deletions.join("; "))]),
    )
}

fn row(what: &str, fine: bool, text: String, clears: String) -> HealthRow {
    HealthRow {
        what: what.to_owned(),
        state: if fine { "fine" } else { "lacking" }.to_owned(),
        text,
        clears: if fine { String::new() } else { clears },
    }
}

/// How many records this edition does not hold: nothing on it was computed from them.
fn withheld(desk: &Desk<'_>) -> Option<HealthRow> {
    let text = match desk.checked.withheld {
        0 => return None,
        1 => desk.site.language.word("one-confidential-or-restricted-record-is"),
        many => desk.site.language.say("many-confidential-or-restricted-records-are", &[("many", &many)]),
    };
    Some(row(&desk.site.language.word("withheld"), true, text, String::new()))
}

/// When somebody last looked, and whether that still holds.
fn looked(desk: &Desk<'_>, on: Option<NaiveDate>) -> (bool, String) {
    let grace = desk.site.config.grace.as_ref().and_then(|grace| grace.verified.as_ref());
    let period = grace.map_or(YEAR, |grace| grace.value);
    match on {
        None => (false, desk.site.language.word("nobody-has-said-yet-that-it-is-still-true")),
        Some(on) => {
            let fine = period.after(on) >= desk.site.as_of;
            let said = desk.site.language.date(on);
            let late = if fine { String::new() } else { desk.site.language.word("which-is-too-long-ago") };
            (
                fine,
                desk.site.language.say("last-found-true-on-said-late", &[("said", &said), ("late", &late)]),
            )
        }
    }
}

fn verified(desk: &Desk<'_>) -> HealthRow {
    let on = desk.checked.account().and_then(|(_, account)| by(account.verified.as_ref(), desk.site.as_of));
    let (fine, text) = looked(desk, on);
    let clears = format!(
        "Read the account, correct it, and write `verified = {}` below `[account]`.",
        desk.site.as_of
    );
    row(&desk.site.language.word("account-verified"), fine, text, clears)
}

fn contract_value(desk: &Desk<'_>) -> HealthRow {
    let all = desk.checked.each::<Contract>().filter(|(_, contract)| is_running(contract, desk.site.as_of));
    let all: Vec<_> = all.collect();
    let without: Vec<String> =
        all.iter().filter(|(_, one)| one.value.is_none()).map(|(entry, _)| desk.title(entry)).collect();
    let text = match (all.len(), without.as_slice()) {
        (0, _) => desk.site.language.word("no-contract-runs"),
        (_, []) => desk.site.language.word("every-running-contract-says-what-it-is-worth"),
        (_, some) => desk.site.language.say(
            "nobody-wrote-down-what-are-worth-and",
            &[
                (
                    "are",
                    &(if some.len() == 1 {
                        desk.site.language.word("one-contract-is")
                    } else {
                        desk.site.language.word("some-contracts-are")
                    }),
                ),
                ("and", &and(some, &desk.site.language)),
            ],
        ),
    };
    let fine = !all.is_empty() && without.is_empty();
    row(
        &desk.site.language.word("contract-value-recorded"),
        fine,
        text,
        "Write a `[[contract]]` with `value = \"EUR 180000.00\"` and `per = \"1y\"`.".to_owned(),
    )
}

fn profile(desk: &Desk<'_>) -> HealthRow {
    let clears =
        desk.site.language.say("write-path-profile-md-its-markets-how-it", &[("path", &desk.checked.path)]);
    let Some((_, profile)) = desk.checked.each::<Profile>().next() else {
        return row(
            &desk.site.language.word("profile-of-the-business"),
            false,
            desk.site.language.word("the-customers-business-is-not-described"),
            clears,
        );
    };
    let (fine, text) = looked(desk, by(profile.verified.as_ref(), desk.site.as_of));
    let clears = format!("Read the profile, correct it, and write `verified = {}` in it.", desk.site.as_of);
    row(&desk.site.language.word("profile-of-the-business"), fine, text, clears)
}

fn consent(desk: &Desk<'_>) -> HealthRow {
    let as_of = desk.site.as_of;
    let people: Vec<&Person> = theirs(desk.checked)
        .filter(|(entry, person)| exists(entry, as_of) && !has_left(person, as_of))
        .filter(|(entry, _)| side(desk.checked, &party(entry)) == Side::Customer)
        .map(|(_, person)| person)
        .collect();
    let without: Vec<String> = people
        .iter()
        .filter(|person| by(person.consent.as_ref(), as_of).is_none())
        .map(|person| person.name.value.clone())
        .collect();
    let text = match (people.len(), without.len()) {
        (0, _) => desk.site.language.word("nobody-on-the-customers-side-is-recorded"),
        (all, 0) => desk.site.language.say(
            "person-agreed-to-be-recorded",
            &[(
                "person",
                &(if all == 1 {
                    desk.site.language.word("the-one-person")
                } else {
                    desk.site.language.say("all-all-people", &[("all", &all)])
                }),
            )],
        ),
        (all, _) => desk.site.language.say(
            "without-of-people-did-not-say-that-they",
            &[
                ("without", &without.len()),
                ("people", &desk.site.language.count("n-people", all, &[])),
                ("and", &and(&without, &desk.site.language)),
            ],
        ),
    };
    let clears = format!("Ask, and write `consent = {as_of}` with the person.");
    row(
        &desk.site.language.word("consent-to-be-recorded"),
        without.is_empty() && !people.is_empty(),
        text,
        clears,
    )
}
