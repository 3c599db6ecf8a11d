//! What can be found of an account, and of what all accounts share: every record, with the words that its page shows.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::methods::shared;
use super::timeline::fields;
use crate::check::Checked;
use crate::page::desk::{Desk, Place, Section, Site, member_address, plan_address};
use crate::page::markdown;
use crate::page::search::{Item, Postings, Rank, SearchPage};
use crate::page::timeline::Choice;
use crate::record::{Entry, Kind, Manner, Member, Visibility};
use crate::review::feedback::withheld;

/// Every record of an account that its pages show.
#[must_use]
pub fn items(checked: &Checked, site: &Site<'_>) -> Vec<Item> {
    let desk = Desk { site, checked, place: Place::Top };
    let nameless = withheld(checked, &site.shared.plan, site.as_of);
    let shown = checked.entries.iter().filter(|entry| exists(entry, site));
    shown.map(|entry| item(entry, nameless.contains(&entry.key), &desk)).collect()
}

/// What is dated later than the site is not there yet, and what happened without a date has no page.
fn exists(entry: &Entry, site: &Site<'_>) -> bool {
    entry.kind().is(Manner::Lasting) || entry.date.is_some_and(|date| date <= site.as_of)
}

/// An item; of an anonymous answer whose words could tell who spoke, only that it came.
fn item(entry: &Entry, is_nameless: bool, desk: &Desk<'_>) -> Item {
    let kind = entry.kind();
    Item {
        rank: match kind {
            Kind::Account => Rank::Account,
            Kind::Person => Rank::Person,
            _ => Rank::Record,
        },
        kind,
        date: entry.date,
        day: entry.date.map(|date| desk.site.language.date(date)).unwrap_or_default(),
        href: desk.href(&entry.key),
        title: if is_nameless { desk.site.language.word("an-anonymous-answer") } else { desk.title(entry) },
        says: if is_nameless { String::new() } else { says(entry, desk) },
    }
}

/// What a record says beside its title: its text, then its fields. How to reach somebody is not to be found.
fn says(entry: &Entry, desk: &Desk<'_>) -> String {
    let told = fields(entry, desk).into_iter().filter(|field| field.label != "Contact").map(|field| {
        let values: Vec<String> = field.values.into_iter().map(|value| value.text).collect();
        format!("{}: {}", field.label, values.join(", "))
    });
    markdown::words(entry, desk).into_iter().chain(told).collect::<Vec<_>>().join(" · ")
}

/// What all accounts share: the people of the team, and the plan, each at the page that shows it.
#[must_use]
pub fn shared_items(site: &Site<'_>) -> Vec<Item> {
    let is_shown = |entry: &&Entry| entry.visibility() < Visibility::Confidential && exists(entry, site);
    let plan = site.shared.plan.entries.iter().filter(is_shown).filter_map(|entry| planned(entry, site));
    members(site).into_iter().chain(plan).collect()
}

/// What the plan holds for every account; `None` for what is only said of something else in it.
fn planned(entry: &Entry, site: &Site<'_>) -> Option<Item> {
    // What is said of something else in it is found there.
    let is_of_its_own = entry.kind().is(Manner::Lasting);
    is_of_its_own.then(|| Item {
        rank: Rank::Record,
        kind: entry.kind(),
        date: entry.date,
        day: entry.date.map(|date| site.language.date(date)).unwrap_or_default(),
        href: plan_address(&entry.key),
        title: shared::title(entry, site),
        says: shared::says(entry).join(" · "),
    })
}

fn members(site: &Site<'_>) -> Vec<Item> {
    let open = |entry: &Entry| entry.visibility() < Visibility::Confidential;
    let members =
        site.shared.team.each::<Member>().filter(|(entry, _)| open(entry)).map(|(entry, member)| Item {
            rank: Rank::Person,
            kind: entry.kind(),
            date: None,
            day: String::new(),
            href: member_address(&entry.key.id),
            title: member.name.value.clone(),
            says: String::new(),
        });
    members.collect()
}

/// The page on which everything can be searched.
#[must_use]
pub fn page(postings: &[&Postings], site: &Site<'_>) -> SearchPage {
    let mut kinds: BTreeMap<Kind, Choice> = BTreeMap::new();
    let mut years: BTreeMap<i32, Choice> = BTreeMap::new();
    let places = || postings.iter().flat_map(|one| &one.places);
    for place in places() {
        let kind = kinds.entry(place.kind).or_default();
        kind.key = place.kind.word().to_owned();
        kind.label = place.kind.name().to_owned();
        kind.count += 1;
        if let Some(date) = place.date.filter(|_| place.rank == Rank::Record) {
            let year = years.entry(date.year()).or_default();
            year.key = date.year().to_string();
            year.label.clone_from(&year.key);
            year.count += 1;
        }
    }
    let mut kinds: Vec<Choice> = kinds.into_values().collect();
    kinds.sort_by(|left, right| left.label.cmp(&right.label));
    SearchPage {
        frame: site.frame(Section::Search.label(&site.language), Place::Top, Section::Search),
        total: places().count(),
        kinds,
        years: years.into_values().rev().collect(),
    }
}
