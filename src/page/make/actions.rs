//! The page of open actions from all summaries: by due date, and by who owes them.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::portfolio::{page_address, pagination};
use super::summary::{OpenAction, Summary};
use crate::language::Language;
use crate::page::actions::{ActionsPage, DueGroup, OwnerRow};
use crate::page::common::{DateText, Empty, Figure, Linked, List};
use crate::page::desk::{Place, Section, Site};

/// How many actions one page holds.
const ACTIONS_A_PAGE: usize = 500;

/// How many owners the first page names.
const OWNERS: usize = 300;

/// The stretches of time, with their ids and headings.
const STRETCHES: [(&str, &str); 5] = [
    ("overdue", "overdue"),
    ("week", "within-a-week"),
    ("month", "within-30-days"),
    ("later", "later"),
    ("undated", "without-a-date"),
];

/// Every page of the list of open actions, with its address.
#[must_use]
pub fn pages(summaries: &[Summary], site: &Site<'_>) -> Vec<(String, ActionsPage)> {
    let mut open: Vec<&OpenAction> = summaries.iter().flat_map(|summary| &summary.actions).collect();
    open.sort_by(|left, right| {
        let key = |one: &OpenAction| (one.due.is_none(), one.due);
        key(left)
            .cmp(&key(right))
            .then_with(|| (&left.row.account, &left.row.what).cmp(&(&right.row.account, &right.row.what)))
    });
    let chunks: Vec<&[&OpenAction]> =
        if open.is_empty() { vec![&[]] } else { open.chunks(ACTIONS_A_PAGE).collect() };
    let pages = chunks.iter().enumerate().map(|(at, chunk)| {
        let title = if at == 0 {
            site.language.word("actions")
        } else {
            site.language.say("actions-page-at", &[("at", &(at + 1))])
        };
        let page = ActionsPage {
            frame: site.frame(title, Place::Top, Section::Actions),
            summary: sentence(&open, site.as_of, &site.language),
            by_due: by_due(chunk, site.as_of, &site.language),
            by_owner: if at == 0 { by_owner(&open, summaries, site) } else { List::default() },
            total: open.len(),
            pagination: pagination(at, chunks.len(), open.len(), ACTIONS_A_PAGE, "actions"),
            empty: Empty {
                why: site.language.word("no-action-is-open"),
                file: "accounts/northwind/notes/2026-03-12-quarterly-call.md".to_owned(),
                example: "- [ ] Send the revised draft @priya due 2026-03-20".to_owned(),
            },
        };
        (page_address("actions", at), page)
    });
    pages.collect()
}

/// “31 open, 6 of them overdue; the oldest is 41 days late.”
fn sentence(open: &[&OpenAction], as_of: NaiveDate, language: &Language) -> String {
    if open.is_empty() {
        return language.word("no-action-is-open");
    }
    let late: Vec<NaiveDate> = open.iter().filter_map(|one| one.due).filter(|due| *due < as_of).collect();
    let Some(oldest) = late.iter().min() else {
        return language.say("open-open-none-of-them-overdue", &[("open", &open.len())]);
    };
    let days = usize::try_from((as_of - *oldest).num_days()).unwrap_or(0);
    language.say(
        "open-open-late-of-them-overdue-the-oldest",
        &[("open", &open.len()), ("late", &late.len()), ("days", &language.count("n-days", days, &[]))],
    )
}

/// Which stretch of time a due date lies in.
fn stretch(due: Option<NaiveDate>, as_of: NaiveDate) -> usize {
    let Some(due) = due else { return 4 };
    let within = |days| as_of.checked_add_days(Days::new(days)).is_some_and(|end| due <= end);
    if due < as_of {
        0
    } else if within(7) {
        1
    } else if within(30) {
        2
    } else {
        3
    }
}

fn by_due(open: &[&OpenAction], as_of: NaiveDate, language: &Language) -> Vec<DueGroup> {
    let groups = STRETCHES.iter().enumerate().map(|(at, (id, title))| DueGroup {
        id: (*id).to_owned(),
        title: language.word(title),
        rows: open.iter().filter(|one| stretch(one.due, as_of) == at).map(|one| one.row.clone()).collect(),
    });
    groups.filter(|group| !group.rows.is_empty()).collect()
}

/// Who owes how much. What they owe stands with them where it is on one page; else ours is on the page of each of our people,
/// and theirs on that of their account.
fn by_owner(open: &[&OpenAction], summaries: &[Summary], site: &Site<'_>) -> List<OwnerRow> {
    let mut kept: BTreeMap<&Linked, (usize, usize)> = BTreeMap::new();
    for (owner, (on_time, all)) in summaries.iter().flat_map(|summary| &summary.kept) {
        let sum = kept.entry(owner).or_default();
        sum.0 += on_time;
        sum.1 += all;
    }
    let mut owners: BTreeMap<(bool, &Linked), Vec<&OpenAction>> = BTreeMap::new();
    for one in open {
        owners.entry((one.member.is_none(), &one.row.owner)).or_default().push(one);
    }
    let rows = owners.into_iter().map(|((theirs, owner), actions)| {
        let due: Vec<NaiveDate> = actions.iter().filter_map(|one| one.due).collect();
        let next: Option<DateText> =
            due.iter().filter(|due| **due >= site.as_of).min().map(|due| site.date(*due));
        OwnerRow {
            owner: owner.clone(),
            account: if theirs { actions[0].row.account.clone() } else { None },
            open: actions.len(),
            overdue: due.iter().filter(|due| **due < site.as_of).count(),
            next_due: next,
            on_time: on_time(kept.get(owner).copied(), &site.language),
            rows: if open.len() > ACTIONS_A_PAGE {
                Vec::new()
            } else {
                actions.iter().map(|one| one.row.clone()).collect()
            },
        }
    });
    let rest = Linked::to(
        site.language.word("each-accounts-page-holds-what-its-people-owe"),
        Section::Portfolio.address(),
    );
    List::whole(rows.collect(), Empty::default()).at_most(OWNERS, rest)
}

/// “8 of 9”, and nothing where nothing was closed.
fn on_time(kept: Option<(usize, usize)>, language: &Language) -> Figure {
    match kept {
        Some((on_time, all)) if all > 0 => Figure::plain(
            language.say("on-time-of-all", &[("on_time", &on_time), ("all", &all)]),
            on_time as f64 / all as f64,
        ),
        _ => Figure::unknown("–"),
    }
}
