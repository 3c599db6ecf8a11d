//! The account's contracts: the running ones by the day that comes next, then those that begin later or have
//! ended.

use std::cmp::Reverse;

use chrono::{Datelike, NaiveDate};

use super::timeline::period_text;
use super::words::empty;
use crate::page::account::ContractRow;
use crate::page::common::{Figure, List};
use crate::page::desk::{Desk, Site, anchor};
use crate::record::{Contract, ContractOutcomeWord, Entry, Kind, Renewal};
use crate::review::account::is_running;

/// Every contract. One that begins later is shown, since it was signed, and said to begin later.
#[must_use]
pub fn list(desk: &Desk<'_>) -> List<ContractRow> {
    let as_of = desk.site.as_of;
    let mut all: Vec<(&Entry, &Contract)> = desk.checked.each::<Contract>().collect();
    all.sort_by_key(|(_, contract)| {
        let place = match (is_running(contract, as_of), contract.from.value > as_of) {
            (true, _) => 0,
            (false, true) => 1,
            (false, false) => 2,
        };
        let next = next(contract, as_of);
        (place, next.is_none(), next, Reverse(contract.to.as_ref().map(|to| to.value)))
    });
    let example = format!(
        "[[contract]]\ntitle = \"Platform subscription\"\nfrom = {}-01-01\nto = {}-12-31\nvalue = \"EUR 180000.00\"\nper = \"1y\"\nrenews = \"negotiated\"",
        as_of.year(),
        as_of.year()
    );
    let why = &desk.site.language.word("no-contract-was-recorded-so-neither-its");
    let rows = all.into_iter().map(|(entry, contract)| row(desk, entry, contract)).collect();
    List::whole(rows, empty(desk, Kind::Contract, why, "account.toml", example))
}

/// The day that comes next: the beginning, the last for notice, or the last.
fn next(contract: &Contract, as_of: NaiveDate) -> Option<NaiveDate> {
    if contract.from.value > as_of {
        return Some(contract.from.value);
    }
    let days = contract.notice_by.iter().chain(&contract.to).map(|at| at.value);
    days.filter(|day| *day >= as_of).min()
}

fn row(desk: &Desk<'_>, entry: &Entry, contract: &Contract) -> ContractRow {
    let renews = match contract.renews.as_ref().map(|renews| renews.value) {
        Some(Renewal::Auto) => &desk.site.language.word("by-itself-unless-notice-is-given"),
        Some(Renewal::Negotiated) => "negotiated",
        Some(Renewal::None) => &desk.site.language.word("not-at-all"),
        None => &desk.site.language.word("not-said"),
    };
    let value = contract.value.as_ref().map(|value| {
        let unit = contract.per.as_ref().map(|per| match period_text(per.value, &desk.site.language) {
            year if year == "1 year" => "a year".to_owned(),
            month if month == "1 month" => "a month".to_owned(),
            other => desk.site.language.say("each-other", &[("other", &other)]),
        });
        desk.money(value).unit(unit.unwrap_or_else(|| desk.site.language.word("for-the-whole-term")))
    });
    ContractRow {
        anchor: anchor(&entry.key),
        title: desk.title(entry),
        from: Some(desk.date(contract.from.value)),
        to: contract.to.as_ref().map(|to| desk.date(to.value)),
        notice_by: contract.notice_by.as_ref().map(|notice| desk.date(notice.value)),
        away: far(contract, desk.site),
        renews: renews.to_owned(),
        value: value.unwrap_or_else(|| Figure::unknown(desk.site.language.word("not-recorded"))),
        products: contract.products.iter().map(|product| product.value.clone()).collect(),
        outcome: outcome(desk, contract),
        running: is_running(contract, desk.site.as_of),
        source: desk.source(entry),
    }
}

/// “notice in 30 days”, “ends in 300 days”, “ended 20 days ago”.
fn far(contract: &Contract, site: &Site<'_>) -> String {
    let as_of = site.as_of;
    if contract.from.value > as_of {
        return site.language.say("begins-away", &[("away", &site.away(contract.from.value))]);
    }
    let notice = contract.notice_by.as_ref().map(|notice| notice.value).filter(|notice| *notice >= as_of);
    match (notice, contract.to.as_ref().map(|to| to.value)) {
        (Some(notice), _) => site.language.say("notice-away", &[("away", &site.away(notice))]),
        (None, Some(to)) if to >= as_of => site.language.say("ends-away", &[("away", &site.away(to))]),
        (None, Some(to)) => site.language.say("ended-away", &[("away", &site.away(to))]),
        (None, None) => site.language.word("no-end-agreed"),
    }
}

fn outcome(desk: &Desk<'_>, contract: &Contract) -> String {
    let known = contract.outcome.as_ref().filter(|outcome| outcome.on.value <= desk.site.as_of);
    let Some(outcome) = known else { return String::new() };
    let word = match outcome.is.value {
        ContractOutcomeWord::Renewed => "renewed",
        ContractOutcomeWord::Lost => "lost",
    };
    let why = outcome.why.as_ref().map(|why| format!(": {}", why.value)).unwrap_or_default();
    format!("{word} {}{why}", desk.site.language.date(outcome.on.value))
}
