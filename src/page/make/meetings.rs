//! Meetings that lie ahead, the next one first.

use chrono::Days;

use super::words::{any_member, any_person, empty, list_line};
use crate::page::account::MeetingRow;
use crate::page::common::List;
use crate::page::desk::{Desk, anchor};
use crate::record::{Entry, Kind, Meeting, Note};

/// Every meeting from the day of the page on; one of that very day only while no note answers it.
#[must_use]
pub fn list(desk: &Desk<'_>) -> List<MeetingRow> {
    let as_of = desk.site.as_of;
    let is_answered = desk.checked.each::<Note>().any(|(entry, _)| entry.date == Some(as_of));
    let ahead = desk
        .checked
        .each::<Meeting>()
        .filter(|(_, meeting)| meeting.on.value > as_of || (meeting.on.value == as_of && !is_answered));
    let mut all: Vec<(&Entry, &Meeting)> = ahead.collect();
    all.sort_by_key(|(_, meeting)| meeting.on.value);
    let on = as_of.checked_add_days(Days::new(14)).unwrap_or(as_of);
    let example = format!(
        "[[meeting]]\ntitle = \"Quarterly call\"\non = {on}\nfor = \"What the next quarter needs\"{}",
        list_line("people", any_person(desk).into_iter().chain(any_member(desk)))
    );
    let rows = all.into_iter().map(|(entry, meeting)| row(desk, entry, meeting)).collect();
    List::whole(
        rows,
        empty(desk, Kind::Meeting, &desk.site.language.word("no-meeting-lies-ahead"), "plan.toml", example),
    )
}

fn row(desk: &Desk<'_>, entry: &Entry, meeting: &Meeting) -> MeetingRow {
    let title = desk.title(entry);
    let purpose = meeting.purpose.as_ref().map(|purpose| format!("{title}: {}", purpose.value));
    MeetingRow {
        anchor: anchor(&entry.key),
        on: desk.date(meeting.on.value),
        away: desk.site.away(meeting.on.value),
        purpose: purpose.unwrap_or(title),
        people: meeting.people.iter().map(|who| desk.who(who)).collect(),
        source: desk.source(entry),
    }
}
