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
                None => Cell::or(day, "no date"),
            };
            let who = desk.names(&one.recommendation.to);
            let who =
                if who.is_empty() { Cell::of(Piece::Late("nobody".to_owned())) } else { Cell::text(who) };
            Row::of(vec![Cell::of(what), Cell::text("recommendation"), who, day])
        });
        let contracts = renewals(desk.checked, as_of).into_iter();
        let soon = contracts.filter(|one| (one.on - as_of).num_days() <= AHEAD).map(|one| {
            let is_notice = one.contract.notice_by.as_ref().is_some_and(|notice| notice.value == one.on);
            let what = format!(
                "{}: {}",
                desk.title(one.entry),
                if is_notice { "give notice, or go on" } else { "it ends" }
            );
            let owner = self.page.head.owner.clone();
            Row::of(vec![
                Cell::of(Linked::to(cut(&what, LONG), desk.href(&one.entry.key))),
                Cell::text("contract"),
                Cell::or(owner, "nobody"),
                Cell::of(desk.date(one.on)).below(desk.site.away(one.on)),
            ])
        });
        let set = self.page.head.override_view.iter().map(|one| {
            let what = format!("Standing set to {}: {}", one.standing.word(), one.reason);
            Row::of(vec![
                Cell::text(cut(&what, LONG)),
                Cell::text("override"),
                Cell::of(one.by.clone()),
                Cell::of(one.expires.clone()).below("lapses"),
            ])
        });
        let rows: Vec<Row> = set.chain(soon).chain(recommended).collect();
        let columns = vec![
            Column::wide("To be decided"),
            Column::text("Kind"),
            Column::text("By whom"),
            Column::text("By"),
        ];
        let why = "No recommendation waits, no contract ends or can be left within 180 days, and no standing was set.";
        let empty = Empty { why: why.to_owned(), ..Empty::default() };
        let table =
            at_most(Table::whole("Decisions due", columns, rows, empty), MOST, self.rest("recommendations"));
        Block::table("decisions", "Decisions due", "", table)
    }

    /// What is proposed: to the customer and to us, and what the records ask for next.
    pub(super) fn proposed(&self, since: &Since<'_>) -> Block {
        let (desk, as_of) = (self.desk(), self.desk().site.as_of);
        let waiting = since.waiting.iter().map(|one| {
            let expects = one.recommendation.expects.as_ref().map(|at| cut(&at.value, SHORT));
            let what = Linked::to(cut(&one.recommendation.what.value, LONG), desk.href(&one.entry.key));
            let from = one.recommendation.from.as_ref().map(|who| desk.who(who));
            Row::of(vec![Cell::of(what), Cell::or(expects, "not said"), Cell::or(from, "not said")])
        });
        let all = desk.checked.each::<Opportunity>().filter(|(entry, _)| exists(entry, as_of));
        let open = all.filter(|(_, one)| one.outcome.as_ref().is_none_or(|end| end.on.value > as_of));
        let opportunities = open.map(|(entry, one)| {
            let next = one.next.as_ref().map(|next| format!("{}: {}", desk.title(entry), next.value));
            let what =
                Linked::to(cut(&next.unwrap_or_else(|| desk.title(entry)), LONG), desk.href(&entry.key));
            let gain = one.benefit_theirs.as_ref().map(|gain| cut(&gain.value, SHORT));
            let from = one.owner.as_ref().map(|who| desk.who(who));
            Row::of(vec![Cell::of(what), Cell::or(gain, "not said"), Cell::or(from, "nobody")])
        });
        let List { rows: next, .. } = &self.page.next;
        let asked = next.iter().map(|one| {
            let what = Linked { text: cut(&one.what, LONG), href: one.href.clone() };
            Row::of(vec![
                Cell::of(what),
                Cell::text(cut(&one.why, SHORT)),
                Cell::or(one.who.clone(), "nobody"),
            ])
        });
        let rows: Vec<Row> = waiting.chain(opportunities).chain(asked).collect();
        let columns = vec![
            Column::wide("Proposed"),
            Column::wide("What it brings, or why"),
            Column::text("From or for"),
        ];
        let why = "Nothing is proposed, and nothing is open, late or due.".to_owned();
        let table = Table::whole("Proposals", columns, rows, Empty { why, ..Empty::default() });
        Block::table("proposals", "Proposals", "", at_most(table, MOST, self.rest("recommendations")))
    }
}
