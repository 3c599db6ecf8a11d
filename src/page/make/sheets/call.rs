//! The call sheet: one printed page to read before a meeting. Who they are, what was promised, what is open on both
//! sides, what they said last, what not to forget. It holds no more than fits; the account's page holds the rest.

use chrono::{Months, NaiveDate};

use super::{Sheets, action_row, at_most, field, is_ours};
use crate::page::account::{ExpectationRow, PersonRow, Voice};
use crate::page::block::{Block, Cell, Column, Piece, Row, Table};
use crate::page::common::{Empty, Linked, ResultWord};
use crate::page::make::words::{and, cut};
use crate::page::sheet::SheetPage;
use crate::record::{Kind, Person};
use crate::review::account::renewals;
use crate::review::contact::{contacts, quiet};
use crate::review::interest::interests;
use crate::review::since::Since;

/// How many rows each table holds, and how many letters a cell, so that a page of paper holds all of them.
const PEOPLE: usize = 6;
const PROMISED: usize = 4;
const OURS: usize = 5;
const THEIRS: usize = 3;
const SAID: usize = 3;
const REMEMBERED: usize = 6;
const SHORT: usize = 90;
const LONG: usize = 190;

impl Sheets<'_> {
    /// The call sheet.
    pub(super) fn call(&self, since: &Since<'_>) -> SheetPage {
        let mut sheet = self.sheet("call", &self.desk().site.language.word("call-sheet"));
        sheet.facts = self.call_facts();
        sheet.lead = cut(&self.purpose(), LONG);
        sheet.blocks =
            vec![self.who(), self.promised(), self.open(), self.said_last(), self.remembered(since)];
        sheet
    }

    fn call_facts(&self) -> Vec<crate::page::common::Field> {
        let head = &self.page.head;
        let meeting = self
            .page
            .meetings
            .rows
            .first()
            .map(|one| format!("{} ({}): {}", one.on.text, one.away, cut(&one.purpose, SHORT)));
        let last = contacts(self.desk().checked, self.desk().site.as_of);
        let last = last.iter().rev().find(|one| one.counts()).map(|one| {
            let words = format!(
                "{} ({}): {}",
                self.desk().site.language.date(one.on),
                self.desk().site.away(one.on),
                cut(&self.desk().title(one.entry), SHORT)
            );
            Linked::to(words, self.desk().href(&one.entry.key))
        });
        let tier = [head.tier.clone(), head.segment.clone()];
        let tier: Vec<String> = tier.into_iter().filter(|words| !words.is_empty()).collect();
        vec![
            field(
                &self.desk().site.language.word("tier"),
                Linked::text(if tier.is_empty() {
                    self.desk().site.language.word("none")
                } else {
                    tier.join(", ")
                }),
            ),
            field(
                &self.desk().site.language.word("owner-title"),
                head.owner.clone().unwrap_or_else(|| Linked::text(self.desk().site.language.word("nobody"))),
            ),
            field(
                &self.desk().site.language.word("next-meeting"),
                Linked::text(meeting.unwrap_or_else(|| self.desk().site.language.word("none-is-planned"))),
            ),
            field(
                &self.desk().site.language.word("last-spoke"),
                last.unwrap_or_else(|| Linked::text(self.desk().site.language.word("never"))),
            ),
        ]
    }

    /// What we are to them, and what they gain.
    fn purpose(&self) -> String {
        let lines = self.page.purpose.iter().flat_map(|purpose| &purpose.lines);
        let said = lines.map(|line| {
            let words: Vec<&str> = line.values.iter().map(|value| value.text.as_str()).collect();
            format!("{}: {}", line.label, words.join(" "))
        });
        said.collect::<Vec<_>>().join(" ")
    }

    fn who(&self) -> Block {
        let here = self.page.people.customer.rows.iter().filter(|one| one.left.is_none());
        let rows: Vec<Row> = here.map(|one| self.person(one)).collect();
        let columns = vec![
            Column::text(&self.desk().site.language.word("name")),
            Column::text(&self.desk().site.language.word("role")),
            Column::text(&self.desk().site.language.word("stance")),
            Column::number(&self.desk().site.language.word("influence")),
            Column::number(&self.desk().site.language.word("relation")),
            Column::text(&self.desk().site.language.word("last-contact")),
            Column::text(&self.desk().site.language.word("reached-by")),
        ];
        let table = Table::whole(
            &self.desk().site.language.word("who-they-are"),
            columns,
            rows,
            self.page.people.customer.empty.clone(),
        );
        Block::table(
            "who",
            &self.desk().site.language.word("who-they-are"),
            "",
            at_most(table, PEOPLE, self.rest("people")),
        )
    }

    fn person(&self, one: &PersonRow) -> Row {
        let contact = match &one.contact {
            Some(on) if one.contact_late => Cell::of(Piece::Late(on.text.clone())),
            on => Cell::or(on.clone(), &self.desk().site.language.word("never")),
        };
        let stance = if one.stance.is_empty() { None } else { Some(one.stance.clone()) };
        let roles =
            if one.roles.is_empty() { None } else { Some(and(&one.roles, &self.desk().site.language)) };
        let plain = |figure: &crate::page::common::Figure| Cell::text(figure.value.clone());
        Row::of(vec![
            Cell::of(Linked::to(one.name.clone(), self.at(&one.anchor))).below(cut(&one.title, SHORT)),
            Cell::or(roles, &self.desk().site.language.word("not-said")),
            Cell::or(stance, &self.desk().site.language.word("not-said")),
            plain(&one.influence),
            plain(&one.strength),
            contact,
            self.reached(&one.anchor),
        ])
    }

    /// The place of something on the account's page.
    fn at(&self, anchor: &str) -> String {
        let page = self.rest("").href.unwrap_or_default();
        format!("{page}{anchor}")
    }

    /// “video, in French, Europe/Paris”, and below it the number and the address to reach them by.
    fn reached(&self, anchor: &str) -> Cell {
        let id = anchor.strip_prefix("person-").unwrap_or_default();
        let Some(person) = self.desk().checked.get::<Person>(Kind::Person, id) else {
            return Cell::default();
        };
        let words = person.prefers.iter().flat_map(|prefers| {
            [
                prefers.channel.as_ref().map(|channel| channel.value.word().to_owned()),
                prefers
                    .language
                    .as_ref()
                    .map(|language| self.desk().site.language.say("in-what", &[("what", &language.value)])),
                prefers.timezone.as_ref().map(|zone| zone.value.clone()),
            ]
        });
        let words: Vec<String> = words.flatten().collect();
        let contact = person.contact.iter().flat_map(|at| [&at.value.phone, &at.value.email]);
        let mut lines: Vec<String> = contact.flatten().map(|at| cut(&at.value, SHORT)).collect();
        if !words.is_empty() {
            lines.insert(0, cut(&words.join(", "), SHORT));
        }
        let mut lines = lines.into_iter();
        let first = Cell::or(lines.next(), &self.desk().site.language.word("not-said"));
        lines.fold(first, Cell::below)
    }

    /// What they may expect of us, what is met worst first.
    fn promised(&self) -> Block {
        let list = &self.page.expectations.list;
        let mut open: Vec<&ExpectationRow> = list.rows.iter().filter(|one| one.ended.is_none()).collect();
        open.sort_by_key(|one| match one.status {
            ResultWord::Missed => 0,
            ResultWord::Partly => 1,
            ResultWord::Overdue => 2,
            ResultWord::Unassessed => 3,
            ResultWord::Met | ResultWord::Exceeded => 4,
        });
        let rows: Vec<Row> = open
            .into_iter()
            .map(|one| {
                Row::of(vec![
                    Cell::of(Linked::to(cut(&one.statement, SHORT), self.at(&one.anchor))),
                    Cell::text(cut(&one.target, SHORT)),
                    Cell::of(one.status),
                    Cell::text(cut(&one.status_text, SHORT)),
                ])
            })
            .collect();
        let columns = vec![
            Column::wide(&self.desk().site.language.word("they-expect")),
            Column::wide(&self.desk().site.language.word("measured-by")),
            Column::text(&self.desk().site.language.word("it-is")),
            Column::text(&self.desk().site.language.word("by-last-judgement")),
        ];
        let table = Table::whole(
            &self.desk().site.language.word("what-was-promised"),
            columns,
            rows,
            list.empty.clone(),
        );
        Block::table(
            "promised",
            &self.desk().site.language.word("what-was-promised"),
            "",
            at_most(table, PROMISED, self.rest("expectations")),
        )
    }

    fn open(&self) -> Block {
        let actions = &self.page.actions;
        let columns = || {
            vec![
                Column::wide(&self.desk().site.language.word("what")),
                Column::text(&self.desk().site.language.word("who")),
                Column::text(&self.desk().site.language.word("due")),
                Column::text(&self.desk().site.language.word("state")),
            ]
        };
        let table = |title: &str, list: &crate::page::common::List<_>, most| {
            let rows =
                list.rows.iter().map(|one| action_row(one, SHORT, &self.desk().site.language)).collect();
            let empty = Empty { why: list.empty.why.clone(), ..Empty::default() };
            at_most(Table::whole(title, columns(), rows, empty), most, self.rest("actions")).titled(title)
        };
        let mut tables = vec![
            table(&self.desk().site.language.word("we-owe"), &actions.ours, OURS),
            table(&self.desk().site.language.word("they-owe"), &actions.theirs, THEIRS),
        ];
        let complaints = self.page.complaints.rows.iter();
        let open = complaints.filter(|one| matches!(one.state.as_str(), "open" | "late" | "reopened"));
        let rows: Vec<Row> = open
            .map(|one| {
                Row::of(vec![
                    Cell::of(Linked { text: cut(&one.title.text, SHORT), href: one.title.href.clone() }),
                    Cell::or(one.by.clone(), &self.desk().site.language.word("not-said")),
                    Cell::or(one.target.clone(), &self.desk().site.language.word("none")),
                    Cell::of(Piece::Late(cut(&one.state_text, SHORT))),
                ])
            })
            .collect();
        if !rows.is_empty() {
            let columns = vec![
                Column::wide(&self.desk().site.language.word("what")),
                Column::text(&self.desk().site.language.word("by-2")),
                Column::text(&self.desk().site.language.word("target")),
                Column::text(&self.desk().site.language.word("state")),
            ];
            let table =
                Table::whole(&self.desk().site.language.word("complaints"), columns, rows, Empty::default())
                    .titled(&self.desk().site.language.word("complaints"));
            tables.push(at_most(table, THEIRS, self.rest("complaints")));
        }
        Block::tables("open", &self.desk().site.language.word("open-on-both-sides"), "", tables)
    }

    fn said_last(&self) -> Block {
        let voices = self.page.feedback.voices.rows.iter();
        let theirs = voices.filter(|one| !is_ours(one, &self.desk().site.language));
        let rows: Vec<Row> = theirs.map(|one| voice_row(one, &self.desk().site.language)).collect();
        let columns = vec![
            Column::text(&self.desk().site.language.word("who")),
            Column::wide(&self.desk().site.language.word("what-they-said")),
            Column::text(&self.desk().site.language.word("on-2")),
        ];
        let list = &self.page.feedback.voices;
        let table = Table::whole(
            &self.desk().site.language.word("what-they-said-last"),
            columns,
            rows,
            list.empty.clone(),
        );
        Block::table(
            "said",
            &self.desk().site.language.word("what-they-said-last"),
            "",
            at_most(table, SAID, self.rest("voices")),
        )
    }

    /// What is easily forgotten on the telephone: what holds the account down, what runs out, what waits for an answer.
    fn remembered(&self, since: &Since<'_>) -> Block {
        let rows: Vec<Row> = self
            .reminders(since)
            .into_iter()
            .map(|(what, link)| {
                Row::of(vec![
                    Cell::text(what),
                    Cell::of(Linked { text: cut(&link.text, LONG), href: link.href }),
                ])
            })
            .collect();
        let empty = Empty { why: self.desk().site.language.word("nothing-presses"), ..Empty::default() };
        let columns = vec![
            Column::text(&self.desk().site.language.word("pages-about")),
            Column::wide(&self.desk().site.language.word("what")),
        ];
        let table = Table::whole(&self.desk().site.language.word("what-not-to-forget"), columns, rows, empty);
        Block::table(
            "remember",
            &self.desk().site.language.word("what-not-to-forget"),
            "",
            at_most(table, REMEMBERED, self.rest("standing")),
        )
    }

    fn reminders(&self, since: &Since<'_>) -> Vec<(String, Linked)> {
        let (desk, as_of) = (self.desk(), self.desk().site.as_of);
        let date = |day: NaiveDate| desk.site.language.date(day);
        let mut all: Vec<(String, Linked)> = Vec::new();
        for gate in self.page.head.gates.iter().take(2) {
            let href = gate.evidence.sources.first().and_then(|source| source.href.clone());
            all.push((self.desk().site.language.word("standing"), Linked { text: gate.rule.clone(), href }));
        }
        for one in renewals(desk.checked, as_of).into_iter().filter(|one| (one.on - as_of).num_days() <= 180)
        {
            let is_notice = one.contract.notice_by.as_ref().is_some_and(|notice| notice.value == one.on);
            let what = if is_notice {
                &self.desk().site.language.word("notice-can-be-given-until")
            } else {
                &self.desk().site.language.word("ends-on")
            };
            let words =
                format!("{} {what} {} ({})", desk.title(one.entry), date(one.on), desk.site.away(one.on));
            all.push((
                self.desk().site.language.word("contract"),
                Linked::to(words, desk.href(&one.entry.key)),
            ));
        }
        for one in since.voices.iter().filter(|one| one.wants_answer && one.answered.is_none()) {
            let words = self
                .desk()
                .site
                .language
                .say("what-was-criticised-on-date-has-no-answer", &[("date", &date(one.on))]);
            all.push((
                self.desk().site.language.word("answer"),
                Linked::to(words, desk.href(&one.entry.key)),
            ));
        }
        for one in &since.waiting {
            let due = one
                .due
                .map(|due| self.desk().site.language.say("to-be-decided-by-date", &[("date", &date(due))]))
                .unwrap_or_default();
            let words = format!("{}{due}", one.recommendation.what.value);
            all.push((
                self.desk().site.language.word("decision"),
                Linked::to(words, desk.href(&one.entry.key)),
            ));
        }
        for (on, entry, person) in &since.left {
            let words = self
                .desk()
                .site
                .language
                .say("name-left-on-date", &[("name", &person.name.value), ("date", &date(*on))]);
            all.push((self.desk().site.language.word("people"), Linked::to(words, desk.href(&entry.key))));
        }
        let year = as_of.checked_sub_months(Months::new(12)).unwrap_or(as_of);
        for one in interests(desk.checked, &desk.context()) {
            if one.interest.declared.as_ref().is_some_and(|on| on.value >= year && on.value <= as_of) {
                let words = format!("{}: {}", one.interest.form.value.word(), desk.title(one.entry));
                all.push((
                    self.desk().site.language.word("interest"),
                    Linked::to(words, desk.href(&one.entry.key)),
                ));
            }
        }
        all.extend(self.quiet());
        all
    }

    /// Whether no contact is expected on the day of the page.
    fn quiet(&self) -> Option<(String, Linked)> {
        let (_, account) = self.desk().checked.account()?;
        let quiet = quiet(account, self.desk().site.as_of)?;
        Some((
            self.desk().site.language.word("quiet-2"),
            Linked::text(
                self.desk().site.language.say("no-contact-is-expected-now-why", &[("why", &quiet.why.value)]),
            ),
        ))
    }
}

fn voice_row(one: &Voice, language: &crate::language::Language) -> Row {
    let score = if one.score.is_empty() { String::new() } else { format!(" ({})", one.score) };
    let words = cut(&one.words, LONG);
    let words = if one.quoted { format!("“{words}”{score}") } else { format!("{words}{score}") };
    let mut cell = Cell::text(words);
    if one.answered == language.word("not-answered") {
        cell = cell.beneath(Piece::Late(one.answered.clone()));
    }
    let on = Linked { text: one.on.text.clone(), href: one.source.href.clone() };
    Row::of(vec![Cell::of(one.who.clone()).below(one.role.clone()), cell, Cell::of(on)])
}
