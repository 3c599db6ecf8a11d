//! What concerns somebody of the team beyond their own actions: what was proposed to them, and what they were told.

use chrono::NaiveDate;

use super::overview::linked_account;
use super::summary::{Summary, moved_row};
use super::words::days;
use crate::check::Party;
use crate::language::Language;
use crate::page::block::{Block, Cell, Column, Piece, Row, Table};
use crate::page::common::{Empty, Linked};
use crate::page::desk::{Desk, Place};
use crate::record::{At, Decision, Entry, Recommendation, Ruling, Who};
use crate::review::past::{exists, followers};

/// How far back *Told* looks, in days.
const WINDOW: i64 = 180;

/// In which of the two lists a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// What was proposed to them.
    Proposed,
    /// What they were told.
    Told,
}

/// A row about somebody of the team, which an account leaves for their page.
#[derive(Debug, Clone, PartialEq)]
pub struct Concern {
    /// The member, by id.
    pub member: String,
    /// The list.
    pub list: List,
    /// What is still open comes first, then what is newest.
    pub key: (bool, i64),
    /// The row, with links relative to the site's root.
    pub row: Row,
}

/// What an account proposed to members of the team, and told them.
#[must_use]
pub fn concerns(desk: &Desk<'_>) -> Vec<Concern> {
    let as_of = desk.site.as_of;
    let decisions = followers::<Decision>(desk.checked, |decision| &decision.of, as_of);
    let mut all = Vec::new();
    for (entry, one) in desk.checked.each::<Recommendation>().filter(|(entry, _)| exists(entry, as_of)) {
        let decision = decisions.get(&entry.key).and_then(|all| all.last()).map(|(on, _, one)| (*on, *one));
        let is_settled = decision.is_some_and(|(_, decision)| decision.is.value != Ruling::Deferred);
        for member in one.to.iter().filter_map(|who| member(desk, who)) {
            let row = proposed(desk, entry, one, decision);
            let made = entry.date.map_or(i64::MAX, |date| (as_of - date).num_days());
            all.push(Concern { member, list: List::Proposed, key: (is_settled, made), row });
        }
    }
    for entry in &desk.checked.entries {
        for told in &entry.common.told {
            let age = (as_of - told.on.value).num_days();
            if let Some(member) = member(desk, &told.who).filter(|_| (0..=WINDOW).contains(&age)) {
                let cells = vec![
                    Cell::of(linked(desk, entry)),
                    Cell::of(linked_account(desk)),
                    Cell::text(entry.kind().name()),
                    Cell::of(desk.date(told.on.value)),
                ];
                all.push(Concern { member, list: List::Told, key: (false, age), row: Row::of(cells) });
            }
        }
    }
    all
}

fn linked(desk: &Desk<'_>, entry: &Entry) -> Linked {
    Linked::to(desk.title(entry), desk.href(&entry.key))
}

fn member(desk: &Desk<'_>, who: &At<Who>) -> Option<String> {
    match desk.checked.party(who)? {
        Party::Member(id) => Some(id.clone()),
        Party::Person(_) => None,
    }
}

fn proposed(
    desk: &Desk<'_>,
    entry: &Entry,
    one: &Recommendation,
    decision: Option<(NaiveDate, &Decision)>,
) -> Row {
    let as_of = desk.site.as_of;
    let due = one.by.as_ref().map(|by| by.value);
    let state =
        match (decision, due) {
            (Some((on, decision)), _) => {
                Cell::text(format!("{} {}", decision.is.value.word(), desk.site.language.date(on)))
            }
            (None, Some(due)) if due < as_of => Cell::of(Piece::Late(desk.site.language.say(
                "undecided-days-late",
                &[("days", &days((as_of - due).num_days(), &desk.site.language))],
            ))),
            (None, _) => Cell::text(desk.site.language.word("to-be-decided")),
        };
    let from = one.from.as_ref().map(|who| desk.who(who));
    Row::of(vec![
        Cell::of(linked(desk, entry)),
        Cell::of(linked_account(desk)),
        Cell::or(from, &desk.site.language.word("not-said")),
        Cell::or(due.map(|due| desk.date(due)), "–"),
        state,
    ])
}

/// How many rows each list of a member's page holds.
const LISTED: usize = 100;

/// The part of a member's page that shows it.
#[must_use]
pub fn block(summaries: &[Summary], member: &str, name: &str, language: &Language) -> Block {
    let list = |list: List| -> Vec<Row> {
        let all = summaries.iter().flat_map(|summary| &summary.concerns);
        let mut own: Vec<&Concern> = all.filter(|one| one.member == member && one.list == list).collect();
        own.sort_by_key(|one| one.key);
        own.into_iter().map(|one| moved_row(&one.row, Place::Team)).collect()
    };
    let example = |file: &str, example: String, why: String| Empty { why, file: file.to_owned(), example };
    let proposed = Table::whole(
        &language.word("proposed"),
        vec![
            Column::wide(&language.word("recommendation")),
            Column::text(&language.word("account")),
            Column::text(&language.word("from")),
            Column::text(&language.word("decide-by")),
            Column::text(&language.word("decision")),
        ],
        list(List::Proposed),
        example(
            "accounts/northwind/recommendations.toml",
            format!("[[recommendation]]\nwhat = \"Send the report on Mondays\"\nto = [\"{member}\"]"),
            language.say("nothing-was-proposed-to-name", &[("name", &name)]),
        ),
    );
    let told = Table::whole(
        &language.word("told"),
        vec![
            Column::wide(&language.word("record")),
            Column::text(&language.word("account")),
            Column::text(&language.word("kind")),
            Column::text(&language.word("told-on")),
        ],
        list(List::Told),
        example(
            "",
            String::new(),
            language.say("no-record-says-that-name-was-told-of-it", &[("name", &name), ("window", &WINDOW)]),
        ),
    );
    let all = || {
        Linked::to(
            language.word("their-accounts"),
            Place::Team.link(&format!("index.html?owner={member}#accounts")),
        )
    };
    let tables = vec![
        proposed.titled(&language.word("proposed-to-them")).at_most(LISTED, all()),
        told.titled(&language.word("what-they-were-told")).at_most(LISTED, all()),
    ];
    Block::tables("concerns", &language.word("what-concerns-them"), "", tables)
}
