//! The hand-over sheet of a member of the team: what whoever takes over must know. Which accounts, what was promised and is
//! still open, whom they know, and what nobody else does.

use super::{action_row, at_most, field};
use crate::page::block::{Block, Cell, Column, Piece, Row, Table};
use crate::page::common::{Empty, Linked};
use crate::page::desk::{Place, Section, Site, member_address};
use crate::page::make::summary::{OpenAction, Summary, moved, moved_action};
use crate::page::make::team::{actions, left, relations, served};
use crate::page::make::words::capital;
use crate::page::sheet::SheetPage;
use crate::record::{At, Entry, Member};

/// How many rows a table holds at most, and how many letters a cell.
const MOST: usize = 300;
const LONG: usize = 190;

/// The address of the hand-over sheet of a member, relative to the site's root.
#[must_use]
pub fn address(id: &str) -> String {
    format!("{}.handover.html", member_address(id).trim_end_matches(".html"))
}

/// The sheet of every member, with its address.
#[must_use]
pub fn pages(summaries: &[Summary], site: &Site<'_>) -> Vec<(String, SheetPage)> {
    let members = site.shared.team.each::<Member>();
    members
        .map(|(entry, one)| (address(&entry.key.id), Handed { entry, one, summaries, site }.page()))
        .collect()
}

/// What a sheet is made from.
struct Handed<'a> {
    entry: &'a Entry,
    one: &'a Member,
    summaries: &'a [Summary],
    site: &'a Site<'a>,
}

impl Handed<'_> {
    fn page(&self) -> SheetPage {
        let name = &self.one.name.value;
        let open = actions(self.summaries, &self.entry.key.id);
        let (tasks, promises): (Vec<&OpenAction>, Vec<&OpenAction>) =
            open.into_iter().partition(|one| one.row.internal);
        let blocks = vec![
            self.accounts(),
            self.owed(
                "promises",
                &self.site.language.word("open-promises"),
                &promises,
                &self.site.language.word("no-promise-to-a-customer-is-open"),
            ),
            self.relations(),
            self.owed(
                "tasks",
                &self.site.language.word("tasks-among-ourselves"),
                &tasks,
                &self.site.language.word("no-task-among-ourselves-is-open"),
            ),
            self.knowledge(),
        ];
        let gone = left(self.one, self.site).is_some();
        let counted = |at: usize| blocks[at].count.unwrap_or_default();
        SheetPage {
            frame: self.site.frame(
                self.site.language.say("hand-over-name", &[("name", &name)]),
                Place::Team,
                Section::Team,
            ),
            kind: "handover".to_owned(),
            name: self.site.language.word("hand-over-sheet"),
            about: Linked::to(name.clone(), Place::Team.link(&member_address(&self.entry.key.id))),
            facts: self.facts(),
            lead: self.site.language.say(
                "gone-accounts-open-and-relations-need",
                &[
                    (
                        "gone",
                        &(if gone {
                            self.site.language.say("since-name-left", &[("name", &name)])
                        } else {
                            self.site.language.say("if-name-left", &[("name", &name)])
                        }),
                    ),
                    ("accounts", &self.site.language.count("n-accounts", counted(0), &[])),
                    ("open", &self.site.language.count("n-open-promises", counted(1), &[])),
                    ("relations", &self.site.language.count("n-relations", counted(2), &[])),
                    ("need", &self.site.language.word(if gone { "need-2" } else { "would-need" })),
                ],
            ),
            blocks,
            ..SheetPage::default()
        }
    }

    fn facts(&self) -> Vec<crate::page::common::Field> {
        let words = |at: &Option<At<String>>| at.as_ref().map(|at| Linked::text(at.value.clone()));
        let role = words(&self.one.role).map(|role| field(&self.site.language.word("role"), role));
        let authority =
            words(&self.one.authority).map(|may| field(&self.site.language.word("may-decide"), may));
        let gone = left(self.one, self.site)
            .map(|on| field(&self.site.language.word("left-2"), Linked::text(self.site.language.date(on))));
        let successor = self.one.successor.as_ref();
        let successor = successor.map(|who| self.site.linked_member(&who.value.0, Place::Team));
        let successor = field(
            &self.site.language.word("successor"),
            successor.unwrap_or_else(|| Linked::text(self.site.language.word("nobody-is-named"))),
        );
        role.into_iter().chain(authority).chain(gone).chain([successor]).collect()
    }

    fn accounts(&self) -> Block {
        let rows = served(self.summaries, &self.entry.key.id).map(|one| {
            let row = &one.row;
            let successor = row.successor.as_ref().map(|who| moved(who, Place::Team));
            Row::of(vec![
                Cell::of(moved(&row.account, Place::Team)),
                Cell::text(row.role.clone()),
                Cell::of(row.standing),
                successor
                    .map_or_else(|| Cell::of(Piece::Late(self.site.language.word("nobody-named"))), Cell::of),
                Cell::or(row.contact.clone(), &self.site.language.word("never")),
                Cell::or(row.review.clone(), "–"),
            ])
        });
        let columns = vec![
            Column::text(&self.site.language.word("account")),
            Column::text(&self.site.language.word("as")),
            Column::text(&self.site.language.word("standing")),
            Column::text(&self.site.language.word("could-go-to")),
            Column::text(&self.site.language.word("own-last-contact")),
            Column::text(&self.site.language.word("next-review")),
        ];
        self.block(
            "accounts",
            &self.site.language.word("accounts"),
            columns,
            rows.collect(),
            &self.site.language.word("they-are-on-no-accounts-team"),
        )
    }

    fn owed(&self, id: &str, title: &str, all: &[&OpenAction], why: &str) -> Block {
        let rows = all.iter().map(|one| {
            let told = moved_action(&one.row, Place::Team);
            let mut row = action_row(&told, LONG, &self.site.language);
            row.cells[1] = Cell::or(told.account, "–");
            row
        });
        let columns = vec![
            Column::wide(&self.site.language.word("what")),
            Column::text(&self.site.language.word("account")),
            Column::text(&self.site.language.word("due")),
            Column::text(&self.site.language.word("state")),
        ];
        self.block(id, title, columns, rows.collect(), why)
    }

    fn relations(&self) -> Block {
        let rows = relations(self.summaries, &self.entry.key.id).map(|one| {
            let roles: Vec<String> = one.roles.clone();
            Row::of(vec![
                Cell::of(moved(&one.person, Place::Team)),
                Cell::of(moved(&one.account, Place::Team)),
                Cell::or((!roles.is_empty()).then(|| roles.join(", ")), &self.site.language.word("not-said")),
                Cell::text(one.strength.value.clone()),
                Cell::or(one.contact.clone(), &self.site.language.word("never")),
            ])
        });
        let columns = vec![
            Column::text(&self.site.language.word("person")),
            Column::text(&self.site.language.word("account")),
            Column::text(&self.site.language.word("role")),
            Column::number("Relation, 1 to 5"),
            Column::text(&self.site.language.word("last-contact")),
        ];
        let why = &self.site.language.word("nobody-of-the-customers-is-paired-with-them");
        self.block("relations", &self.site.language.word("relations"), columns, rows.collect(), why)
    }

    /// What nobody else of the team knows.
    fn knowledge(&self) -> Block {
        let others = self.site.shared.team.each::<Member>();
        let here =
            others.filter(|(entry, one)| entry.key.id != self.entry.key.id && left(one, self.site).is_none());
        let known: Vec<String> =
            here.flat_map(|(_, one)| one.expertise.iter().map(|what| what.value.to_lowercase())).collect();
        let alone = self.one.expertise.iter().filter(|what| !known.contains(&what.value.to_lowercase()));
        let rows = alone.map(|what| Row::of(vec![Cell::text(capital(&what.value))])).collect();
        let why = &self.site.language.word("whatever-they-know-is-known-by-somebody");
        self.block(
            "knowledge",
            &self.site.language.word("what-nobody-else-knows"),
            vec![Column::wide(&self.site.language.word("expertise"))],
            rows,
            why,
        )
    }

    fn block(&self, id: &str, title: &str, columns: Vec<Column>, rows: Vec<Row>, why: &str) -> Block {
        let empty = Empty { why: why.to_owned(), ..Empty::default() };
        let page = Place::Team.link(&member_address(&self.entry.key.id));
        let rest = Linked::to(self.site.language.word("the-rest-stands-on-the-pages-of-the-accounts"), page);
        Block::table(id, title, "", at_most(Table::whole(title, columns, rows, empty), MOST, rest))
    }
}
