//! Contacts by week and direction, by channel and by person, and how long answers took.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};

use super::words::{any_member, any_person, capital, days, empty, list_line};
use crate::chart::{Column as Bar, Columns, columns};
use crate::check::Party;
use crate::page::block::{Block, Cell, Column, Piece, Row, Table};
use crate::page::common::{ChartView, Empty, Figure, Linked};
use crate::page::desk::Desk;
use crate::record::{Channel, Data, Duration, Entry, Flow, Kind};
use crate::review::answer::{Asked, asked};
use crate::review::contact::{Contact, contacts};
use crate::review::past::tier_of;
use crate::review::practice::window;
use crate::review::share::Share;
use crate::review::side::is_ours;

/// How many weeks the section shows.
const WEEKS: u64 = 52;

/// How many answers it lists.
const ANSWERS: usize = 20;

/// The section.
#[must_use]
pub fn block(desk: &Desk<'_>) -> Block {
    let first = first_week(desk.site.as_of);
    let mut recent = contacts(desk.checked, desk.site.as_of);
    recent.retain(|contact| contact.on >= first);
    let mut tables = vec![by_channel(desk, &recent)];
    if !recent.is_empty() {
        tables.push(by_person(desk, &recent));
    }
    tables.push(answers(desk, first));
    Block {
        id: "engagement".to_owned(),
        title: desk.site.language.word("engagement"),
        count: Some(recent.len()),
        lead: lead(desk, &recent),
        charts: by_week(desk, &recent, first).into_iter().collect(),
        tables,
        ..Block::default()
    }
}

/// The Monday of the first week that is shown.
fn first_week(as_of: NaiveDate) -> NaiveDate {
    let back = Days::new(u64::from(as_of.weekday().num_days_from_monday()) + 7 * (WEEKS - 1));
    as_of.checked_sub_days(back).unwrap_or(as_of)
}

/// “38 contacts in 52 weeks; they spoke in 31.”
fn lead(desk: &Desk<'_>, recent: &[Contact<'_>]) -> String {
    let unseen = &desk.site.language.word("what-nobody-wrote-down-cannot-show-here");
    if recent.is_empty() {
        return unseen.to_owned();
    }
    let spoke = recent.iter().filter(|contact| contact.counts()).count();
    let (minutes, timed) = effort(recent.iter());
    let took = match timed {
        0 => desk.site.language.word("none-of-them-says-how-long-it-took"),
        _ => desk
            .site
            .language
            .say("timed-of-them-say-how-long-they-took", &[("timed", &timed), ("minutes", &minutes)]),
    };
    let share = Share::of(desk.checked, &desk.context());
    let team = desk.site.language.say(
        "within-period-text-the-account-team-took",
        &[
            (
                "period_text",
                &super::timeline::period_text(window(desk.checked, &desk.context()), &desk.site.language),
            ),
            ("with_team", &share.with_team),
            ("contacts", &desk.site.language.count("n-contacts", share.contacts, &[])),
        ],
    );
    let contacts = desk.site.language.count("n-contacts", recent.len(), &[]);
    desk.site.language.say(
        "contacts-in-weeks-weeks-they-spoke-in-spoke",
        &[
            ("contacts", &contacts),
            ("weeks", &WEEKS),
            ("spoke", &spoke),
            ("took", &took),
            ("team", &team),
            ("unseen", &unseen),
        ],
    )
}

/// How long contacts took together, and how many of them say it.
fn effort<'c>(of: impl Iterator<Item = &'c Contact<'c>>) -> (Duration, usize) {
    let said: Vec<u32> =
        of.filter_map(|contact| contact.note.effort.as_ref()).map(|effort| effort.value.minutes).collect();
    (Duration { minutes: said.iter().fold(0, |sum, minutes| sum.saturating_add(*minutes)) }, said.len())
}

/// The chart: contacts in which they spoke above the line, those in which we alone did below it.
fn by_week(desk: &Desk<'_>, recent: &[Contact<'_>], first: NaiveDate) -> Option<ChartView> {
    let mondays = (0..WEEKS).filter_map(|week| first.checked_add_days(Days::new(7 * week)));
    let bars: Vec<Bar> = mondays.map(|monday| bar(desk, recent, monday)).collect();
    let most = |of: fn(&Bar) -> f64| bars.iter().map(of).fold(0.0, f64::max);
    let chart = columns(&Columns {
        id: "contacts-by-week",
        title: &desk.site.language.word("contacts-by-week"),
        description: &desk
            .site
            .language
            .say("weeks-weeks-from-date", &[("weeks", &WEEKS), ("date", &desk.site.language.date(first))]),
        above: &desk.site.language.say("they-spoke-up-to-most-a-week", &[("most", &most(|bar| bar.above))]),
        below: &desk.site.language.say("we-alone-up-to-most-a-week", &[("most", &most(|bar| bar.below))]),
        most: 28.0,
        headings: &[
            &desk.site.language.word("week-from"),
            &desk.site.language.word("they-began"),
            &desk.site.language.word("both-spoke"),
            &desk.site.language.word("we-alone"),
        ],
        columns: &bars,
    });
    chart.map(ChartView::from)
}

fn bar(desk: &Desk<'_>, recent: &[Contact<'_>], monday: NaiveDate) -> Bar {
    let within = |contact: &&Contact<'_>| (0..7).contains(&(contact.on - monday).num_days());
    let of = |flow| recent.iter().filter(within).filter(|contact| contact.flow == flow).count();
    let (inbound, both, outbound) = (of(Flow::Inbound), of(Flow::TwoWay), of(Flow::Outbound));
    // A label at the first Monday of each quarter.
    let is_labelled = monday.day() <= 7 && monday.month0().is_multiple_of(3);
    Bar {
        tick: if is_labelled { desk.site.language.month(monday) } else { String::new() },
        above: (inbound + both) as f64,
        below: outbound as f64,
        row: vec![
            desk.site.language.date(monday),
            inbound.to_string(),
            both.to_string(),
            outbound.to_string(),
        ],
    }
}

fn by_channel(desk: &Desk<'_>, recent: &[Contact<'_>]) -> Table {
    let mut channels: BTreeMap<Option<Channel>, Vec<&Contact<'_>>> = BTreeMap::new();
    for contact in recent {
        let channel = contact.note.channel.as_ref().map(|channel| channel.value);
        channels.entry(channel).or_default().push(contact);
    }
    let rows = channels.into_iter().map(|(channel, all)| {
        let of = |flow| all.iter().filter(|contact| contact.flow == flow).count();
        let (took, timed) = effort(all.iter().copied());
        let took = (timed > 0).then(|| Figure::plain(took.to_string(), f64::from(took.minutes)));
        Row::of(vec![
            Cell::text(
                channel.map_or(desk.site.language.word("not-said-2"), |channel| capital(channel.word())),
            ),
            Cell::of(counted(desk, &desk.site.language.word("contacts-by-this-channel"), &all)),
            Cell::text(of(Flow::Inbound).to_string()),
            Cell::text(of(Flow::TwoWay).to_string()),
            Cell::text(of(Flow::Outbound).to_string()),
            Cell::or(took, &desk.site.language.word("not-said")),
        ])
    });
    let columns = vec![
        Column::text(&desk.site.language.word("channel")),
        Column::number(&desk.site.language.word("contacts")),
        Column::number(&desk.site.language.word("they-began")),
        Column::number(&desk.site.language.word("both-spoke")),
        Column::number(&desk.site.language.word("we-alone")),
        Column::number(&desk.site.language.word("effort")),
    ];
    let rows = rows.collect();
    let why = &desk.site.language.word("no-contact-is-written-down-in-the-last-52");
    let empty = note(desk, why, "call", "\neffort = \"30min\"", &desk.site.language.word("what-was-said"));
    Table::whole(&desk.site.language.word("contacts-by-channel"), columns, rows, empty)
        .titled(&desk.site.language.word("by-channel"))
}

/// Why a table is empty, and the note that would fill it.
fn note(desk: &Desk<'_>, why: &str, channel: &str, more: &str, words: &str) -> Empty {
    let people = list_line("people", any_person(desk).into_iter().chain(any_member(desk)));
    let example = format!("+++\nchannel = \"{channel}\"{more}{people}\n+++\n{words}");
    empty(desk, Kind::Note, why, &format!("notes/{}-{channel}.md", desk.site.as_of), example)
}

/// A number of contacts with those that it counts.
fn counted(desk: &Desk<'_>, formula: &str, of: &[&Contact<'_>]) -> Figure {
    let newest = of.iter().rev().map(|contact| contact.entry);
    Figure::plain(of.len().to_string(), of.len() as f64).because(desk.evidence(formula, Vec::new(), newest))
}

fn by_person(desk: &Desk<'_>, recent: &[Contact<'_>]) -> Table {
    let mut people: BTreeMap<&Party, Vec<&Contact<'_>>> = BTreeMap::new();
    for contact in recent {
        for party in &contact.people {
            let all = people.entry(party).or_default();
            // Somebody may be named twice.
            if all.last().is_none_or(|last| last.entry.key != contact.entry.key) {
                all.push(contact);
            }
        }
    }
    let mut people: Vec<_> = people.into_iter().collect();
    people.sort_by(|(left, left_all), (right, right_all)| {
        (is_ours(desk.checked, right), right_all.len(), desk.name(left)).cmp(&(
            is_ours(desk.checked, left),
            left_all.len(),
            desk.name(right),
        ))
    });
    let rows = people.into_iter().map(|(party, all)| {
        let share = all.len() as f64 / recent.len() as f64;
        let formula = desk
            .site
            .language
            .say("contacts-in-which-they-took-part-all-recent", &[("recent", &recent.len())]);
        let evidence = desk.evidence(formula, Vec::new(), all.iter().rev().map(|contact| contact.entry));
        let share = Figure::plain(desk.site.language.percent(share, 0), share).because(evidence);
        Row::of(vec![
            Cell::of(desk.linked(party)),
            Cell::text(desk.site.language.word(if is_ours(desk.checked, party) {
                "ours-inline"
            } else {
                "theirs-2"
            })),
            Cell::text(all.len().to_string()),
            Cell::of(share),
            Cell::or(all.last().map(|contact| desk.date(contact.on)), &desk.site.language.word("never")),
        ])
    });
    let columns = vec![
        Column::text(&desk.site.language.word("person")),
        Column::text(&desk.site.language.word("side")),
        Column::number(&desk.site.language.word("contacts")),
        Column::number(&desk.site.language.word("share-of-all")),
        Column::text(&desk.site.language.word("last")),
    ];
    let why = desk.site.language.word("the-notes-of-the-last-52-weeks-name-nobody");
    Table::whole(
        &desk.site.language.word("contacts-by-person"),
        columns,
        rows.collect(),
        Empty { why, ..Empty::default() },
    )
    .titled(&desk.site.language.word("by-person"))
}

fn answers(desk: &Desk<'_>, first: NaiveDate) -> Table {
    let as_of = desk.site.as_of;
    let within = tier_of(desk.checked, desk.site.config, as_of).and_then(|tier| tier.answer_within.as_ref());
    let mut all = asked(desk.checked, first, as_of);
    all.reverse();
    let rows: Vec<Row> =
        all.iter().take(ANSWERS).map(|one| answer(desk, one, within.map(|at| at.value))).collect();
    let asked_for = within.map_or(desk.site.language.word("no-time-is-agreed"), |within| {
        desk.site.language.say(
            "agreed-within-period-text",
            &[("period_text", &super::timeline::period_text(within.value, &desk.site.language))],
        )
    });
    let columns = vec![
        Column::wide(&desk.site.language.word("what-they-came-with")),
        Column::text(&desk.site.language.word("on-2")),
        Column::text(&desk.site.language.word("answered")),
        Column::number(&desk.site.language.say("after-asked-for", &[("asked_for", &asked_for)])),
    ];
    let why = &desk.site.language.word("in-the-last-52-weeks-they-wrote-nothing-of");
    let empty = note(
        desk,
        why,
        "email",
        "\ndirection = \"inbound\"",
        &desk.site.language.word("they-ask-for-the-figures-of-may"),
    );
    Table {
        total: all.len(),
        more: (all.len() > ANSWERS)
            .then(|| Linked::to(desk.site.language.word("all-of-them-stand-in-the-timeline"), "#timeline")),
        ..Table::whole(&desk.site.language.word("answers-to-what-they-came-with"), columns, rows, empty)
    }
    .titled(&desk.site.language.word("answers"))
}

fn answer(desk: &Desk<'_>, one: &Asked<'_>, within: Option<crate::record::Period>) -> Row {
    let taken = one.days(desk.site.as_of);
    let is_late = within.is_some_and(|within| one.is_late(within, desk.site.as_of));
    let words = if one.answered.is_some() {
        days(taken, &desk.site.language)
    } else {
        desk.site.language.say("days-so-far", &[("days", &days(taken, &desk.site.language))])
    };
    let after = if is_late {
        Piece::Late(desk.site.language.say("words-late", &[("words", &words)]))
    } else {
        Piece::Text(words)
    };
    Row::of(vec![
        Cell::of(Linked::to(label(desk, one.entry), desk.href(&one.entry.key))),
        Cell::of(desk.date(one.on)),
        Cell::or(one.answered.map(|on| desk.date(on)), &desk.site.language.word("not-yet")),
        Cell::of(after).sorted(taken),
    ])
}

/// “Note: A question”, “Svetlana Petrova: outages”.
fn label(desk: &Desk<'_>, entry: &Entry) -> String {
    let said = match &entry.data {
        Data::Feedback(one) => one.from.as_ref().zip(one.weaknesses.first()),
        Data::Answer(one) => one.from.as_ref().zip(one.weaknesses.first()),
        _ => None,
    };
    match said {
        Some((who, weakness)) => format!("{}: {}", desk.who(who).text, weakness.value),
        None => format!("{}: {}", entry.kind().name(), desk.title(entry)),
    }
}
