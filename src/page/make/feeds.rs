//! What a reviewer subscribes to: where an account came to stand elsewhere and through what, what was heard, agreed and
//! complained of, and what falls due.

use chrono::{Days, NaiveDate};

use super::standing::{Said, band_word};
use super::summary::Summary;
use crate::page::atom::{self, Entry, FEED, Of, account_feed};
use crate::page::desk::{Desk, Section, Site, account_address, record_address};
use crate::record::{Data, Entry as Record};
use crate::review::complaint::{self, Stage};
use crate::review::feedback::withheld;
use crate::review::standing::{Band, Digest};

/// For how many days the feeds tell of what happened, and of what is overdue.
const WINDOW: u64 = 90;

/// How many days before it is due something is told.
const AHEAD: u64 = 7;

/// How many entries an account's feed holds.
const ENTRIES: usize = 100;

/// How many of them the portfolio's feed may take.
const LEFT: usize = 20;

/// How many entries the portfolio's feed holds.
const ACROSS: usize = 200;

/// How many causes of a change are named.
const CAUSES: usize = 3;

/// The feed of an account, and what it leaves for the portfolio's.
#[must_use]
pub fn of_account(said: &Said<'_>, digest: &Digest<'_>, summary: &Summary) -> (String, Vec<Entry>) {
    let desk = said.desk;
    let as_of = desk.site.as_of;
    let since = as_of.checked_sub_days(Days::new(WINDOW)).unwrap_or(as_of);
    let mut entries = moves(said, digest, since);
    entries.extend(happened(desk, since));
    entries.extend(settled(desk, since));
    entries.extend(due(desk, summary, since));
    sort(&mut entries);
    entries.truncate(ENTRIES);
    let slug = desk.checked.slug.as_str();
    let (address, page) = (account_feed(slug), account_address(slug));
    let title = format!("{}: {}", desk.site.config.title.value, desk.checked.name());
    let of = Of {
        title: &title,
        name: &format!("feed/{slug}"),
        address: &address,
        page: &page,
        root: "../../",
        ..whole(desk.site)
    };
    let file = atom::file(&of, &entries.iter().collect::<Vec<_>>());
    entries.truncate(LEFT);
    (file, entries)
}

/// The feed of the portfolio, from what the accounts leave.
#[must_use]
pub fn of_portfolio<'a>(entries: impl Iterator<Item = &'a Entry>, site: &Site<'_>) -> String {
    let mut entries: Vec<&Entry> = entries.collect();
    entries.sort_by(|left, right| (right.on, &left.name).cmp(&(left.on, &right.name)));
    entries.truncate(ACROSS);
    atom::file(&whole(site), &entries)
}

fn whole<'a>(site: &'a Site<'_>) -> Of<'a> {
    Of {
        title: &site.config.title.value,
        portfolio: &site.config.title.value,
        name: "feed",
        address: FEED,
        page: Section::Portfolio.address(),
        base: site.config.base_url.as_ref().map(|url| url.value.trim_end_matches('/')),
        root: "../",
        as_of: site.as_of,
    }
}

/// The newest first.
fn sort(entries: &mut [Entry]) {
    entries.sort_by(|left, right| (right.on, &left.name).cmp(&(left.on, &right.name)));
}

fn entry(desk: &Desk<'_>, on: NaiveDate, name: &str, kind: &str, title: &str) -> Entry {
    let slug = desk.checked.slug.as_str();
    Entry {
        on,
        name: format!("{slug}/{name}"),
        title: format!("{}: {title}", desk.checked.name()),
        summary: String::new(),
        kind: kind.to_owned(),
        page: account_address(slug),
    }
}

/// Each week in which the account came to stand elsewhere, and through what.
fn moves(said: &Said<'_>, digest: &Digest<'_>, since: NaiveDate) -> Vec<Entry> {
    let (desk, standing) = (said.desk, said.standing);
    let mut weeks: Vec<(NaiveDate, NaiveDate, Option<Band>)> =
        standing.history.iter().map(|point| (point.on, point.on, point.band)).collect();
    if let Some((last, ..)) = weeks.last().copied().filter(|(last, ..)| *last < standing.as_of)
        && matches!(standing.word, crate::review::standing::Word::Band { .. })
    {
        // The week that is not over yet is named by its end, as it will be from then on.
        let end = last.checked_add_days(Days::new(7)).unwrap_or(last);
        weeks.push((end, standing.as_of, Some(standing.band)));
    }
    let moved = weeks.windows(2).filter_map(|pair| {
        let [(_, before, Some(was)), (week, on, Some(is))] = *pair else { return None };
        if was == is || on < since {
            return None;
        }
        let (was, now) =
            (band_word(was).word(&said.desk.site.language), band_word(is).word(&said.desk.site.language));
        let title = said.desk.site.language.say("now-was-was", &[("now", &now), ("was", &was)]);
        let mut entry = entry(desk, on, &format!("standing/{week}"), "standing", &title);
        entry.summary = said.desk.site.language.say(
            "name-is-now-now-and-was-was",
            &[("name", &desk.checked.name()), ("now", &now), ("was", &was)],
        );
        if let Some(change) = digest.change(before, on) {
            let mut lines: Vec<_> = change.lines.iter().collect();
            lines.sort_by(|left, right| right.shown.abs().total_cmp(&left.shown.abs()));
            let through: Vec<String> = lines.iter().take(CAUSES).map(|line| said.through(line)).collect();
            if !through.is_empty() {
                entry.summary.push_str(&said.desk.site.language.say(
                    "the-score-moved-by-total-through-through",
                    &[("total", &said.total(&change).text), ("through", &through.join("; "))],
                ));
            }
        }
        Some(entry)
    });
    moved.collect()
}

/// What happened: contacts, voices, complaints, reviews, judgements, changes and decisions.
fn happened(desk: &Desk<'_>, since: NaiveDate) -> Vec<Entry> {
    let hidden = withheld(desk.checked, &desk.site.shared.plan, desk.site.as_of);
    let told = |record: &&Record| {
        let is_news = matches!(
            record.data,
            Data::Note(_)
                | Data::Feedback(_)
                | Data::Survey(_)
                | Data::Complaint(_)
                | Data::Review(_)
                | Data::Assessment(_)
                | Data::Change(_)
                | Data::Progress(_)
                | Data::Decision(_)
        );
        is_news && !hidden.contains(&record.key)
    };
    let entries = desk.checked.entries.iter().filter(told).filter_map(|record| {
        let on = record.date.filter(|on| (since..=desk.site.as_of).contains(on))?;
        Some(of_record(desk, on, record, &record.key.to_string(), &desk.label(record)))
    });
    entries.collect()
}

fn of_record(desk: &Desk<'_>, on: NaiveDate, record: &Record, name: &str, title: &str) -> Entry {
    let mut entry = entry(desk, on, name, record.key.kind.word(), title);
    entry.summary = desk.site.language.say(
        "title-written-in-path-line-line",
        &[("title", &title), ("path", &record.span.path()), ("line", &record.span.line())],
    );
    entry.page = record_address(desk.checked.slug.as_str(), &record.key, record.date);
    entry
}

/// What became of complaints.
fn settled(desk: &Desk<'_>, since: NaiveDate) -> Vec<Entry> {
    let all = complaint::complaints(desk.checked, desk.site.config, desk.site.as_of);
    let entries = all.iter().filter(|one| one.since >= since).filter_map(|one| {
        let became = match one.stage {
            Stage::Open => return None,
            Stage::Reopened => &desk.site.language.word("opened-again"),
            Stage::Resolved => "resolved",
            Stage::Accepted => &desk.site.language.word("resolved-and-accepted"),
        };
        let title = desk
            .site
            .language
            .say("complaint-became-title", &[("became", &became), ("title", &desk.title(one.entry))]);
        let name = format!("{}/{became}/{}", one.entry.key, one.since);
        Some(of_record(desk, one.since, one.entry, &name, &title))
    });
    entries.collect()
}

/// What falls due within a week, and what did not happen on its day.
fn due(desk: &Desk<'_>, summary: &Summary, since: NaiveDate) -> Vec<Entry> {
    let as_of = desk.site.as_of;
    let entries = summary.events.iter().filter_map(|event| {
        let (on, word) = if event.on < as_of {
            (event.on.succ_opt()?, "overdue")
        } else {
            (event.on.checked_sub_days(Days::new(AHEAD))?, "due")
        };
        if !(since..=as_of).contains(&on) {
            return None;
        }
        let (kind, day) = (event.kind, desk.site.language.date(event.on));
        let title = match word {
            "overdue" => {
                desk.site.language.say("overdue-since-day-what", &[("day", &day), ("what", &event.what)])
            }
            _ => desk.site.language.say("on-day-what", &[("day", &day), ("what", &event.what)]),
        };
        let mut entry = entry(desk, on, &format!("{word}/{}/{}", event.name, event.on), kind, &title);
        let who: Vec<&str> = event.who.iter().map(|who| who.text.as_str()).collect();
        let who = if who.is_empty() {
            desk.site.language.word("nobody-is-named-for-it")
        } else {
            desk.site.language.say("who-who-2", &[("who", &who.join(", "))])
        };
        entry.summary = format!("{}, {}. {who}", event.what.trim_end_matches('.'), desk.site.away(event.on));
        if let Some(href) = &event.source.href {
            entry.page.clone_from(href);
        }
        Some(entry)
    });
    entries.collect()
}
