//! The end of the review pack: what is to be decided, and what is proposed.

use super::pack::{LONG, MOST, SHORT};
use super::{Sheets, at_most};
use crate::page::block::{Block, Cell, Column, Piece, Row, Table};
use crate::page::common::{Empty, Linked, List};
use crate::page::make::words::cut;
use crate::record::Opportunity;
use crate::review::account::renewals;
use crate::review::past::exists;
use crate::review::since::Since;

/// How far ahead a contract is a decision, in days.
const AHEAD: i64 = 180;

impl Sheets<'_> {
    /// What is to be decided: recommendations, contracts, and a standing that somebody set.
    pub(super) fn due(&self, since: &Since<'_>) -> Block {
        let (desk, as_of) = (self.desk(), self.desk().site.as_of);
        let recommended = since.waiting.iter().map(|one| {
            let what = Linked::to(cut(&one.recommendation.what.value, LONG), desk.href(&one.entry.key));
            let day = one.due.map(|due| desk.date(due));
            let day = match one.due.filter(|due| *due < as_of) {
                Some(due) => Cell::or(day, "").beneath(Piece::Late(desk.site.away(due))),
                None => Cell::or(day, &self.desk().site.language.word("no-date")),
            };
            let who = desk.names(&one.recommendation.to);
            let who = if who.is_empty() {
                Cell::of(Piece::Late(self.desk().site.language.word("nobody")))
            } else {
                Cell::text(who)
            };
            Row::of(vec![
                Cell::of(what),
                Cell::text(self.desk().site.language.word("recommendation-2")),
                who,
                day,
            ])
        });
        let contracts = renewals(desk.checked, as_of).into_iter();
        let soon = contracts.filter(|one| (one.on - as_of).num_days() <= AHEAD).map(|one| {
            let is_notice = one.contract.notice_by.as_ref().is_some_and(|notice| notice.value == one.on);
            let what = format!(
                "{}: {}",
                desk.title(one.entry),
                if is_notice {
                    self.desk().site.language.word("give-notice-or-go-on")
                } else {
                    self.desk().site.language.word("it-ends")
                }
            );
            let owner = self.page.head.owner.clone();
            Row::of(vec![
                Cell::of(Linked::to(cut(&what, LONG), desk.href(&one.entry.key))),
                Cell::text(self.desk().site.language.word("contract-2")),
                Cell::or(owner, &self.desk().site.language.word("nobody")),
                Cell::of(desk.date(one.on)).below(desk.site.away(one.on)),
            ])
        });
        let set = self.page.head.override_view.iter().map(|one| {
            let what = self.desk().site.language.say(
                "standing-set-to-word-reason",
                &[("word", &one.standing.word(&self.desk().site.language)), ("reason", &one.reason)],
            );
            Row::of(vec![
                Cell::text(cut(&what, LONG)),
                Cell::text(self.desk().site.language.word("override-2")),
                Cell::of(one.by.clone()),
                Cell::of(one.expires.clone()).below(self.desk().site.language.word("lapses")),
            ])
        });
        let rows: Vec<Row> = set.chain(soon).chain(recommended).collect();
        let columns = vec![
            Column::wide(&self.desk().site.language.word("to-be-decided-2")),
            Column::text(&self.desk().site.language.word("kind")),
            Column::text(&self.desk().site.language.word("by-whom")),
            Column::text(&self.desk().site.language.word("by-2")),
        ];
        let why = &self.desk().site.language.word("no-recommendation-waits-no-contract-ends-or");
        let empty = Empty { why: why.to_owned(), ..Empty::default() };
        let table = at_most(
            Table::whole(&self.desk().site.language.word("decisions-due"), columns, rows, empty),
            MOST,
            self.rest("recommendations"),
        );
        Block::table("decisions", &self.desk().site.language.word("decisions-due"), "", table)
    }

    /// What is proposed: to the customer and to us, and what the records ask for next.
    pub(super) fn proposed(&self, since: &Since<'_>) -> Block {
        let (desk, as_of) = (self.desk(), self.desk().site.as_of);
        let waiting = since.waiting.iter().map(|one| {
            let expects = one.recommendation.expects.as_ref().map(|at| cut(&at.value, SHORT));
            let what = Linked::to(cut(&one.recommendation.what.value, LONG), desk.href(&one.entry.key));
            let from = one.recommendation.from.as_ref().map(|who| desk.who(who));
            Row::of(vec![
                Cell::of(what),
                Cell::or(expects, &self.desk().site.language.word("not-said")),
                Cell::or(from, &self.desk().site.language.word("not-said")),
            ])
        });
        let all = desk.checked.each::<Opportunity>().filter(|(entry, _)| exists(entry, as_of));
        let open = all.filter(|(_, one)| one.outcome.as_ref().is_none_or(|end| end.on.value > as_of));
        let opportunities = open.map(|(entry, one)| {
            let next = one.next.as_ref().map(|next| format!("{}: {}", desk.title(entry), next.value));
            let what =
                Linked::to(cut(&next.unwrap_or_else(|| desk.title(entry)), LONG), desk.href(&entry.key));
            let gain = one.benefit_theirs.as_ref().map(|gain| cut(&gain.value, SHORT));
            let from = one.owner.as_ref().map(|who| desk.who(who));
            Row::of(vec![
                Cell::of(what),
                Cell::or(gain, &self.desk().site.language.word("not-said")),
                Cell::or(from, &self.desk().site.language.word("nobody")),
            ])
        });
        let List { rows: next, .. } = &self.page.next;
        let asked = next.iter().map(|one| {
            let what = Linked { text: cut(&one.what, LONG), href: one.href.clone() };
            Row::of(vec![
                Cell::of(what),
                Cell::text(cut(&one.why, SHORT)),
                Cell::or(one.who.clone(), &self.desk().site.language.word("nobody")),
            ])
        });
        let rows: Vec<Row> = waiting.chain(opportunities).chain(asked).collect();
        let columns = vec![
            Column::wide(&self.desk().site.language.word("proposed")),
            Column::wide(&self.desk().site.language.word("what-it-brings-or-why")),
            Column::text(&self.desk().site.language.word("from-or-for")),
        ];
        let why = self.desk().site.language.word("nothing-is-proposed-and-nothing-is-open");
        let table = Table::whole(
            &self.desk().site.language.word("proposals"),
            columns,
            rows,
            Empty { why, ..Empty::default() },
        );
        Block::table(
            "proposals",
            &self.desk().site.language.word("proposals"),
            "",
            at_most(table, MOST, self.rest("recommendations")),
        )
    }
}
