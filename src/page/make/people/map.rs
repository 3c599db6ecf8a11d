//! The map of both organisations, from what the tables of people say.

use crate::chart::{Map, Ours, Theirs, Tone, map};
use crate::language::Language;
use crate::page::account::{PersonRow, RoleRow, TeamRow};
use crate::page::common::ChartView;
use crate::page::desk::Desk;
use crate::record::{Kind, Person};
use crate::review::people::{influence, strengths};

/// How many of theirs the map shows; the table below it holds all.
const MOST: usize = 12;

/// How long somebody who left stays on the map, in days.
const GONE: i64 = 365;

/// The map; `None` where nobody of the customer is recorded.
#[must_use]
pub fn chart(
    desk: &Desk<'_>,
    people: &[PersonRow],
    team: &[TeamRow],
    roles: &[RoleRow],
) -> Option<ChartView> {
    let mut ours: Vec<Ours> =
        team.iter().filter(|row| row.until.is_none()).map(|row| member(row, &desk.site.language)).collect();
    let shown = people.iter().filter(|row| !is_long_gone(desk, row)).take(MOST);
    let theirs: Vec<Theirs> = shown.map(|row| person(desk, row, &mut ours)).collect();
    let vacant = roles.iter().filter(|role| role.holders.is_empty()).map(|role| role.role.to_lowercase());
    let vacant: Vec<String> = vacant.collect();
    let title = match people.len() - theirs.len() {
        0 => desk.site.language.word("both-organisations-and-who-knows-whom"),
        more => desk.site.language.say("both-organisations-and-who-knows-whom-more", &[("more", &more)]),
    };
    let series = Map {
        id: "people-map",
        title: &title,
        theirs: &theirs,
        ours: &ours,
        vacant: &vacant,
        as_of: desk.site.as_of,
    };
    map(&series, &desk.site.language).map(ChartView::from)
}

fn is_long_gone(desk: &Desk<'_>, row: &PersonRow) -> bool {
    let left = row.left.as_ref().and_then(|left| crate::record::parse_date(&left.iso));
    left.is_some_and(|left| (desk.site.as_of - left).num_days() > GONE)
}

fn member(row: &TeamRow, language: &Language) -> Ours {
    let gone = if row.left { "left" } else { "" };
    Ours {
        name: row.name.text.clone(),
        role: if gone.is_empty() {
            row.role.clone()
        } else {
            language.say("role-left", &[("role", &row.role)])
        },
        successor: row.successor.as_ref().map(|who| who.text.clone()).unwrap_or_default(),
        gap: if row.successor.is_none() && row.role == "owner" {
            language.word("nobody")
        } else {
            String::new()
        },
    }
}

/// One of theirs, with the place of their counterpart, who is added to ours where they have no seat.
fn person(desk: &Desk<'_>, row: &PersonRow, ours: &mut Vec<Ours>) -> Theirs {
    let as_of = desk.site.as_of;
    let id = row.anchor.strip_prefix("person-").unwrap_or_default();
    let record = desk.checked.get::<Person>(Kind::Person, id);
    let pair = row.paired_with.as_ref().map(|who| {
        ours.iter().position(|one| one.name == who.text).unwrap_or_else(|| {
            ours.push(Ours { name: who.text.clone(), ..Ours::default() });
            ours.len() - 1
        })
    });
    let noted = record.map(|person| strengths(person, as_of)).unwrap_or_default();
    Theirs {
        name: row.name.clone(),
        role: row.roles.join(", "),
        stance: row.stance.clone(),
        tone: match row.stance.as_str() {
            "supporter" => Tone::Good,
            "sceptic" => Tone::Watch,
            "opponent" => Tone::Risk,
            _ => Tone::Unknown,
        },
        influence: record.filter(|one| one.influence.is_some()).map(|person| influence(person, as_of)),
        strengths: noted.iter().map(|one| (one.on.value, one.is.value.get())).collect(),
        pair,
        pair_gap: row.pair_gap.clone(),
        successor: row.successor.as_ref().map(|who| who.text.clone()).unwrap_or_default(),
        successor_gap: row.successor_gap.clone(),
        left: row
            .left
            .as_ref()
            .map(|on| desk.site.language.say("left-on", &[("on", &on.text)]))
            .unwrap_or_default(),
    }
}
