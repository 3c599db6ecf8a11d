//! The team's page and the page a person of the team, from all summaries.

use chrono::NaiveDate;

use super::concerns;
use super::portfolio::ranked;
use super::summary::{Attention, OpenAction, Served, Summary, moved, moved_action, moved_attention};
use super::words::capital;
use crate::language::Language;
use crate::page::common::{DataLink, Empty, Field, Linked, List};
use crate::page::desk::{Place, Section, Site, member_address, member_calendar};
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
        frame: site.frame(site.language.word("team-title"), Place::Top, Section::Team),
        summary: sentence(&gaps, &site.language),
        members: List::whole(
            members.collect(),
            Empty {
                why: site.language.word("nobody-of-the-team-is-recorded"),
                file: "team.toml".to_owned(),
                example: "[[member]]\nid = \"priya\"\nname = \"Priya Raman\"".to_owned(),
            },
        ),
        gaps: List::whole(
            gaps,
            Empty {
                why: site.language.word("every-account-has-an-owner-and-a-successor"),
                ..Empty::default()
            },
        )
        .at_most(
            GAPS,
            Linked::to(site.language.word("each-stands-under-attention-too"), Section::Attention.address()),
        ),
    }
}

fn sentence(gaps: &[GapRow], language: &Language) -> String {
    match gaps.len() {
        0 => language.word("every-account-has-an-owner-and-somebody-who"),
        1 => language.word("one-account-depends-on-somebody-who-is"),
        many => language.say(
            "accounts-depend-on-somebody-who-is-missing",
            &[("accounts", &language.count("n-accounts", many, &[]))],
        ),
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
            if gone.is_some() {
                site.language.word("what-fell-when-they-left-2")
            } else {
                site.language.word("what-falls-if-they-leave-2")
            },
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
        Linked::to(site.language.word("the-accounts-that-they-own"), Place::Team.link(&address))
    };
    let all = |section: Section| {
        Linked::to(
            site.language.say("all-label", &[("label", &section.label(&site.language))]),
            Place::Team.link(section.address()),
        )
    };
    PersonPage {
        frame,
        role: member.role.as_ref().map(|role| role.value.clone()).unwrap_or_default(),
        expertise: member.expertise.iter().map(|one| one.value.clone()).collect(),
        authority: member.authority.iter().map(|one| one.value.clone()).collect(),
        left: left(member, site).map(|date| site.date(date)),
        summary: match left(member, site) {
            None => paragraph(&name, &accounts, open.len(), pressing.len(), &relations, &site.language),
            Some(on) => of_gone(
                &name,
                &site.language.date(on),
                accounts.len(),
                open.len(),
                relations.len(),
                &site.language,
            ),
        },
        attention: List {
            total: pressing.len(),
            more: (pressing.len() > attention.len()).then(|| {
                let all = Place::Team.link(Section::Attention.address());
                Linked::to(site.language.word("the-rest-stands-among-what-needs-attention"), all)
            }),
            rows: attention,
            empty: nothing(site.language.say("nothing-needs-name-s-attention", &[("name", &name)])),
        },
        handover: List::whole(
            handover(id, &open, summaries, site),
            nothing(site.language.say("no-account-open-action-or-relation-depends", &[("name", &name)])),
        )
        .at_most(FALLING, theirs()),
        actions: List::whole(
            open.iter().map(|one| moved_action(&one.row, Place::Team)).collect(),
            nothing(site.language.say("name-owes-nothing", &[("name", &name)])),
        )
        .at_most(2 * LISTED, all(Section::Actions)),
        accounts: List::whole(
            accounts,
            Empty {
                why: site.language.say("name-is-on-no-accounts-team", &[("name", &name)]),
                file: "accounts/northwind/account.toml".to_owned(),
                example: format!("team = [{{ who = \"{id}\", as = \"owner\" }}]"),
            },
        )
        .at_most(LISTED, theirs()),
        concerns: concerns::block(summaries, id, &name, &site.language),
        relations: List::whole(
            relations,
            Empty {
                why: site.language.say("nobody-of-the-customers-is-paired-with-name", &[("name", &name)]),
                file: "accounts/northwind/people.toml".to_owned(),
                example: format!("paired_with = \"{id}\""),
            },
        )
        .at_most(2 * LISTED, theirs()),
        name,
        source: site
            .source_at(site.language.say("member-name", &[("name", &member.name.value)]), &entry.span),
        sheet: Linked::to(
            site.language.word("hand-over-sheet"),
            Place::Team.link(&super::sheets::handover::address(id)),
        ),
        calendar: Linked::to(site.language.word("what-is-due-for-a-calendar-program"), calendar),
    }
}

fn paragraph(
    name: &str,
    accounts: &[ServedRow],
    open: usize,
    attention: usize,
    relations: &[RelationRow],
    language: &Language,
) -> String {
    let owns = accounts.iter().filter(|row| row.role == "owner").count();
    let others = accounts.len() - owns;
    let serves = match (owns, others) {
        (0, 0) => language.word("is-on-no-account"),
        (owns, 0) => language.say("owns-accounts", &[("accounts", &language.count("n-accounts", owns, &[]))]),
        (0, others) => {
            language.say("serves-accounts", &[("accounts", &language.count("n-accounts", others, &[]))])
        }
        (owns, others) => language.say(
            "owns-accounts-and-serves-others-more",
            &[("accounts", &language.count("n-accounts", owns, &[])), ("others", &others)],
        ),
    };
    let needs = match attention {
        0 => language.word("nothing-needs-their-attention"),
        1 => language.word("one-thing-needs-their-attention"),
        many => language.say("many-things-need-their-attention", &[("many", &many)]),
    };
    language.say(
        "name-serves-is-the-counterpart-of-customers",
        &[
            ("name", &name),
            ("serves", &serves),
            ("customers", &language.count("n-customers-people", relations.len(), &[])),
            ("open", &language.count("n-open-actions", open, &[])),
            ("needs", &needs),
        ],
    )
}

/// What still depends on somebody who left.
fn of_gone(
    name: &str,
    on: &str,
    accounts: usize,
    open: usize,
    relations: usize,
    language: &Language,
) -> String {
    if accounts + open + relations == 0 {
        return language.say("name-left-on-on-and-nothing-depends-on-them", &[("name", &name), ("on", &on)]);
    }
    language.say(
        "name-left-on-on-and-is-still-named-by",
        &[
            ("name", &name),
            ("on", &on),
            ("accounts", &language.count("n-accounts-teams", accounts, &[])),
            ("relations", &language.count("n-relations", relations, &[])),
            ("open", &language.count("n-open-actions", open, &[])),
        ],
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
            kind: site.language.word("role-2"),
            what: site.language.say(
                "capital-of-account",
                &[("capital", &capital(&served.row.role)), ("account", &served.row.account.text)],
            ),
            account: Some(moved(&served.row.account, Place::Team)),
            to,
            fields: Vec::new(),
        });
    }
    for action in open {
        let due = action.row.due.iter().map(|due| Linked::text(due.text.clone())).collect::<Vec<_>>();
        let fields = if due.is_empty() {
            Vec::new()
        } else {
            vec![Field { label: site.language.word("due"), values: due }]
        };
        rows.push(HandoverRow {
            kind: site.language.word(if action.row.internal { "task" } else { "promise-2" }),
            what: action.row.what.clone(),
            account: action.row.account.as_ref().map(|linked| moved(linked, Place::Team)),
            to: None,
            fields,
        });
    }
    for relation in relations(summaries, id) {
        rows.push(HandoverRow {
            kind: site.language.word("relation-2"),
            what: relation.person.text.clone(),
            account: Some(moved(&relation.account, Place::Team)),
            to: None,
            fields: Vec::new(),
        });
    }
    rows
}
