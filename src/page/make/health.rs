//! How complete and how fresh the account's records are, in a few lines that say what to write.

use chrono::NaiveDate;

use super::quality::own_part;
use super::words::{and, plain};
use crate::page::account::HealthRow;
use crate::page::common::List;
use crate::page::desk::{Desk, Section, count};
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
    rows.push(tidy(&redundant));
    rows.extend(withheld(desk));
    List::whole(rows, Default::default())
}

/// How much is written down, of what must be known.
fn known(desk: &Desk<'_>, quality: &Quality) -> Option<HealthRow> {
    let share = quality.complete.percent()?;
    let text = format!(
        "{} of what must be known, or would be good to know, is written down.",
        desk.site.language.percent(share / 100.0, 0)
    );
    let clears = format!("The page {} says what is missing.", Section::Information.label());
    Some(row("Completeness", quality.complete.good == quality.complete.of, text, clears))
}

/// How much somebody found true within the period.
fn fresh(desk: &Desk<'_>, quality: &Quality) -> Option<HealthRow> {
    let (share, fresh) = (quality.fresh.percent()?, quality.fresh);
    let text = format!(
        "{} of {} facts that are looked at again and again were found true in time: {}.",
        fresh.good,
        fresh.of,
        desk.site.language.percent(share / 100.0, 0)
    );
    let clears = format!("The page {} says who and what is waiting.", Section::DataQuality.label());
    Some(row("Freshness", fresh.good == fresh.of, text, clears))
}

/// How many redundancies are named before it is said how many more there are.
const NAMED: usize = 5;

/// What stands there twice, unneeded, or for too long.
fn tidy(redundant: &[Redundant]) -> HealthRow {
    let mut named: Vec<String> = redundant
        .iter()
        .take(NAMED)
        .map(|one| format!("{}, {}", plain(&one.what), plain(&one.why)))
        .collect();
    if redundant.len() > NAMED {
        named.push(format!("{} more", redundant.len() - NAMED));
    }
    let text = match redundant.len() {
        0 => "Nothing stands here twice, unneeded, or for too long.".to_owned(),
        _ => format!("Likely redundant: {}.", named.join("; ")),
    };
    let deletions: Vec<String> = redundant.iter().take(NAMED).map(|one| plain(&one.delete)).collect();
    row("Tidiness", redundant.is_empty(), text, format!("Delete {}.", deletions.join("; ")))
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
        1 => "One confidential or restricted record is not in this edition, and counts for nothing in it."
            .to_owned(),
        many => format!(
            "{many} confidential or restricted records are not in this edition, and count for nothing in it."
        ),
    };
    Some(row("Withheld", true, text, String::new()))
}

/// When somebody last looked, and whether that still holds.
fn looked(desk: &Desk<'_>, on: Option<NaiveDate>) -> (bool, String) {
    let grace = desk.site.config.grace.as_ref().and_then(|grace| grace.verified.as_ref());
    let period = grace.map_or(YEAR, |grace| grace.value);
    match on {
        None => (false, "Nobody has said yet that it is still true.".to_owned()),
        Some(on) => {
            let fine = period.after(on) >= desk.site.as_of;
            let said = desk.site.language.date(on);
            let late = if fine { "" } else { ", which is too long ago" };
            (fine, format!("Last found true on {said}{late}."))
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
    row("Account verified", fine, text, clears)
}

fn contract_value(desk: &Desk<'_>) -> HealthRow {
    let all = desk.checked.each::<Contract>().filter(|(_, contract)| is_running(contract, desk.site.as_of));
    let all: Vec<_> = all.collect();
    let without: Vec<String> =
        all.iter().filter(|(_, one)| one.value.is_none()).map(|(entry, _)| desk.title(entry)).collect();
    let text = match (all.len(), without.as_slice()) {
        (0, _) => "No contract runs.".to_owned(),
        (_, []) => "Every running contract says what it is worth.".to_owned(),
        (_, some) => format!(
            "Nobody wrote down what {} worth: {}.",
            if some.len() == 1 { "one contract is" } else { "some contracts are" },
            and(some)
        ),
    };
    let fine = !all.is_empty() && without.is_empty();
    row(
        "Contract value recorded",
        fine,
        text,
        "Write a `[[contract]]` with `value = \"EUR 180000.00\"` and `per = \"1y\"`.".to_owned(),
    )
}

fn profile(desk: &Desk<'_>) -> HealthRow {
    let clears =
        format!("Write `{}/profile.md`: its markets, how it earns, how it decides.", desk.checked.path);
    let Some((_, profile)) = desk.checked.each::<Profile>().next() else {
        return row(
            "Profile of the business",
            false,
            "The customer's business is not described.".to_owned(),
            clears,
        );
    };
    let (fine, text) = looked(desk, by(profile.verified.as_ref(), desk.site.as_of));
    let clears = format!("Read the profile, correct it, and write `verified = {}` in it.", desk.site.as_of);
    row("Profile of the business", fine, text, clears)
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
        (0, _) => "Nobody on the customer's side is recorded.".to_owned(),
        (all, 0) => format!(
            "{} agreed to be recorded.",
            if all == 1 { "The one person".to_owned() } else { format!("All {all} people") }
        ),
        (all, _) => format!(
            "{} of {} did not say that they agree: {}.",
            without.len(),
            count(all, "person", "people"),
            and(&without)
        ),
    };
    let clears = format!("Ask, and write `consent = {as_of}` with the person.");
    row("Consent to be recorded", without.is_empty() && !people.is_empty(), text, clears)
}
