//! The team's page and the page a person of the team, from all summaries.

use chrono::NaiveDate;

use super::concerns;
use super::portfolio::ranked;
use super::summary::{Attention, OpenAction, Served, Summary, moved, moved_action, moved_attention};
use super::words::capital;
use crate::page::common::{DataLink, Empty, Field, Linked, List};
use crate::page::desk::{Place, Section, Site, count, member_address, member_calendar};
use crate::page::portfolio::AttentionRow;
use crate::page::team::{GapRow, HandoverRow, MemberRow, PersonPage, RelationRow, ServedRow, TeamPage};
use crate::record::{Entry, Member};

/// How much of what needs somebody's attention stands on their page.
const MOST_ATTENTION: usize = 10;

/// How many rows of a person's lists their page holds; the rest is found from the accounts.
const LISTED: usize = 100;

/// How many rows the list of what falls if somebody leaves holds.
const FALLING: usize = 1_000;

/// How many accounts without cover the team's page names.
const GAPS: usize = 300;

/// The team's page.
#[must_use]
pub fn page(summaries: &[Summary], site: &Site<'_>) -> TeamPage {
    let members =
        site.shared.team.each::<Member>().map(|(entry, member)| row(entry, member, summaries, site));
    let gaps: Vec<GapRow> = summaries.iter().flat_map(|summary| summary.gaps.iter().cloned()).collect();
    TeamPage {
        frame: site.frame("Team", Place::Top, Section::Team),
        summary: sentence(&gaps),
        members: List::whole(
            members.collect(),
            Empty {
                why: "Nobody of the team is recorded.".to_owned(),
                file: "team.toml".to_owned(),
                example: "[[member]]\nid = \"priya\"\nname = \"Priya Raman\"".to_owned(),
            },
        ),
        gaps: List::whole(
            gaps,
            Empty { why: "Every account has an owner and a successor.".to_owned(), ..Empty::default() },
        )
        .at_most(GAPS, Linked::to("Each stands under Attention too", Section::Attention.address())),
    }
}

fn sentence(gaps: &[GapRow]) -> String {
    match gaps.len() {
        0 => "Every account has an owner, and somebody who would take over.".to_owned(),
        1 => "One account depends on somebody who is missing or alone.".to_owned(),
        many => format!("{} depend on somebody who is missing or alone.", count(many, "account", "accounts")),
    }
}

pub(super) fn served<'a>(summaries: &'a [Summary], id: &'a str) -> impl Iterator<Item = &'a Served> {
    summaries.iter().flat_map(|summary| &summary.served).filter(move |served| served.member == id)
}

pub(super) fn actions<'a>(summaries: &'a [Summary], id: &str) -> Vec<&'a OpenAction> {
    let mut open: Vec<&OpenAction> = summaries
        .iter()
        .flat_map(|summary| &summary.actions)
        .filter(|action| action.member.as_deref() == Some(id))
        .collect();
    open.sort_by(|left, right| {
        (left.due.is_none(), left.due, &left.row.what).cmp(&(right.due.is_none(), right.due, &right.row.what))
    });
    open
}

pub(super) fn relations<'a>(summaries: &'a [Summary], id: &'a str) -> impl Iterator<Item = &'a RelationRow> {
    let all = summaries.iter().flat_map(|summary| &summary.relations);
    all.filter(move |(member, _)| member == id).map(|(_, row)| row)
}

fn last_contact(summaries: &[Summary], id: &str) -> Option<NaiveDate> {
    summaries.iter().filter_map(|summary| summary.contacts.get(id).copied()).max()
}

pub(super) fn left(member: &Member, site: &Site<'_>) -> Option<NaiveDate> {
    member.left.as_ref().map(|left| left.value).filter(|left| *left <= site.as_of)
}

fn row(entry: &Entry, member: &Member, summaries: &[Summary], site: &Site<'_>) -> MemberRow {
    let id = &entry.key.id;
    let open = actions(summaries, id);
    let gone = left(member, site);
    MemberRow {
        name: Linked::to(member.name.value.clone(), member_address(id)),
        sheet: Linked::to(
            if gone.is_some() { "what fell when they left" } else { "what falls if they leave" },
            super::sheets::handover::address(id),
        ),
        role: member.role.as_ref().map(|role| role.value.clone()).unwrap_or_default(),
        expertise: member.expertise.iter().map(|one| one.value.clone()).collect(),
        owns: served(summaries, id).filter(|served| served.owns).count(),
        serves: served(summaries, id).filter(|served| !served.owns).count(),
        relations: relations(summaries, id).count(),
        actions_open: open.len(),
        actions_overdue: open.iter().filter(|one| one.due.is_some_and(|due| due < site.as_of)).count(),
        contact: last_contact(summaries, id).map(|date| site.date(date)),
        left: gone.map(|date| site.date(date)),
    }
}

/// The page of every member, with its address. `across` is what needs attention beside what each account leaves.
#[must_use]
pub fn people(summaries: &[Summary], across: &[Attention], site: &Site<'_>) -> Vec<(String, PersonPage)> {
    let members = site.shared.team.each::<Member>();
    members
        .map(|(entry, member)| {
            (member_address(&entry.key.id), person(entry, member, summaries, across, site))
        })
        .collect()
}

fn person(
    entry: &Entry,
    member: &Member,
    summaries: &[Summary],
    across: &[Attention],
    site: &Site<'_>,
) -> PersonPage {
    let id = entry.key.id.as_str();
    let name = member.name.value.clone();
    let attention = summaries.iter().flat_map(|summary| &summary.attention).chain(across);
    let pressing = ranked(attention.filter(|one| one.member.as_deref() == Some(id)));
    let attention: Vec<AttentionRow> =
        pressing.iter().take(MOST_ATTENTION).map(|row| moved_attention(row, Place::Team)).collect();
    let accounts: Vec<ServedRow> = served(summaries, id).map(|one| moved_served(&one.row)).collect();
    let open = actions(summaries, id);
    let relations: Vec<RelationRow> = relations(summaries, id).map(moved_relation).collect();
    let nothing = |why: String| Empty { why, ..Empty::default() };
    let mut frame = site.frame(name.clone(), Place::Team, Section::Team);
    let calendar = Place::Team.link(&member_calendar(id));
    frame.data = vec![DataLink::new("iCalendar", "text/calendar", calendar.clone(), &name)];
    let theirs = || {
        let address = format!("index.html?owner={id}#accounts");
        Linked::to("The accounts that they own", Place::Team.link(&address))
    };
    let all = |section: Section| {
        Linked::to(format!("All {}", section.label()), Place::Team.link(section.address()))
    };
    PersonPage {
        frame,
        role: member.role.as_ref().map(|role| role.value.clone()).unwrap_or_default(),
        expertise: member.expertise.iter().map(|one| one.value.clone()).collect(),
        authority: member.authority.iter().map(|one| one.value.clone()).collect(),
        left: left(member, site).map(|date| site.date(date)),
        summary: match left(member, site) {
            None => paragraph(&name, &accounts, open.len(), pressing.len(), &relations),
            Some(on) => of_gone(&name, &site.language.date(on), accounts.len(), open.len(), relations.len()),
        },
        attention: List {
            total: pressing.len(),
            more: (pressing.len() > attention.len()).then(|| {
                let all = Place::Team.link(Section::Attention.address());
                Linked::to("The rest stands among what needs attention in all accounts", all)
            }),
            rows: attention,
            empty: nothing(format!("Nothing needs {name}’s attention.")),
        },
        handover: List::whole(
            handover(id, &open, summaries, site),
            nothing(format!("No account, open action or relation depends on {name}.")),
        )
        .at_most(FALLING, theirs()),
        actions: List::whole(
            open.iter().map(|one| moved_action(&one.row, Place::Team)).collect(),
            nothing(format!("{name} owes nothing.")),
        )
        .at_most(2 * LISTED, all(Section::Actions)),
        accounts: List::whole(
            accounts,
            Empty {
                why: format!("{name} is on no account’s team."),
                file: "accounts/northwind/account.toml".to_owned(),
                example: format!("team = [{{ who = \"{id}\", as = \"owner\" }}]"),
            },
        )
        .at_most(LISTED, theirs()),
        concerns: concerns::block(summaries, id, &name),
        relations: List::whole(
            relations,
            Empty {
                why: format!("Nobody of the customers is paired with {name}."),
                file: "accounts/northwind/people.toml".to_owned(),
                example: format!("paired_with = \"{id}\""),
            },
        )
        .at_most(2 * LISTED, theirs()),
        name,
        source: site.source_at(format!("Member: {}", member.name.value), &entry.span),
        sheet: Linked::to("Hand-over sheet", Place::Team.link(&super::sheets::handover::address(id))),
        calendar: Linked::to("What is due, for a calendar program", calendar),
    }
}

fn paragraph(
    name: &str,
    accounts: &[ServedRow],
    open: usize,
    attention: usize,
    relations: &[RelationRow],
) -> String {
    let owns = accounts.iter().filter(|row| row.role == "owner").count();
    let others = accounts.len() - owns;
    let serves = match (owns, others) {
        (0, 0) => "is on no account".to_owned(),
        (owns, 0) => format!("owns {}", count(owns, "account", "accounts")),
        (0, others) => format!("serves {}", count(others, "account", "accounts")),
        (owns, others) => format!("owns {} and serves {others} more", count(owns, "account", "accounts")),
    };
    let needs = match attention {
        0 => "nothing needs their attention".to_owned(),
        1 => "one thing needs their attention".to_owned(),
        many => format!("{many} things need their attention"),
    };
    format!(
        "{name} {serves}, is the counterpart of {}, and owes {}; {needs}.",
        count(relations.len(), "customer’s person", "customers’ people"),
        count(open, "open action", "open actions")
    )
}

/// What still depends on somebody who left.
fn of_gone(name: &str, on: &str, accounts: usize, open: usize, relations: usize) -> String {
    if accounts + open + relations == 0 {
        return format!("{name} left on {on}, and nothing depends on them any more.");
    }
    format!(
        "{name} left on {on}, and is still named by {}, {} and {}.",
        count(accounts, "account’s team", "accounts’ teams"),
        count(relations, "relation", "relations"),
        count(open, "open action", "open actions")
    )
}

fn moved_served(row: &ServedRow) -> ServedRow {
    let mut row = row.clone();
    row.account = moved(&row.account, Place::Team);
    row.successor = row.successor.as_ref().map(|linked| moved(linked, Place::Team));
    row
}

fn moved_relation(row: &RelationRow) -> RelationRow {
    let mut row = row.clone();
    row.person = moved(&row.person, Place::Team);
    row.account = moved(&row.account, Place::Team);
    row
}

/// What falls if somebody leaves: accounts they own, promises that are open, relations that nobody else holds.
fn handover(id: &str, open: &[&OpenAction], summaries: &[Summary], site: &Site<'_>) -> Vec<HandoverRow> {
    let mut rows = Vec::new();
    for served in served(summaries, id) {
        let to = served.successor.as_ref().map(|id| site.linked_member(id, Place::Team));
        rows.push(HandoverRow {
            kind: "role".to_owned(),
            what: format!("{} of {}", capital(&served.row.role), served.row.account.text),
            account: Some(moved(&served.row.account, Place::Team)),
            to,
            fields: Vec::new(),
        });
    }
    for action in open {
        let due = action.row.due.iter().map(|due| Linked::text(due.text.clone())).collect::<Vec<_>>();
        let fields =
            if due.is_empty() { Vec::new() } else { vec![Field { label: "Due".to_owned(), values: due }] };
        rows.push(HandoverRow {
            kind: if action.row.internal { "task" } else { "promise" }.to_owned(),
            what: action.row.what.clone(),
            account: action.row.account.as_ref().map(|linked| moved(linked, Place::Team)),
            to: None,
            fields,
        });
    }
    for relation in relations(summaries, id) {
        rows.push(HandoverRow {
            kind: "relation".to_owned(),
            what: relation.person.text.clone(),
            account: Some(moved(&relation.account, Place::Team)),
            to: None,
            fields: Vec::new(),
        });
    }
    rows
}
