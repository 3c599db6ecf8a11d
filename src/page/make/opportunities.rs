//! What the customer could gain, and we with them: on the account's page, and across accounts.

use chrono::NaiveDate;

use super::across::{Long, Ranked, gathered};
use super::overview::{linked_account, owner};
use super::summary::Summary;
use super::words::{any_member, capital, empty, line};
use crate::language::Language;
use crate::page::block::{Block, BlocksPage, Cell, Column, Piece, Row, Table};
use crate::page::common::{Empty, Linked};
use crate::page::desk::{Desk, Section, Site, anchor};
use crate::record::{Entry, Kind, Money, Opportunity, OpportunityEnd, OpportunityOutcome, Stage};
use crate::review::account::in_reporting_currency;
use crate::review::past::{by, exists};

/// How long an opportunity that is over stays on the page across accounts, in days.
const RECENT: i64 = 365;

/// An opportunity on a day.
struct Seen<'a> {
    entry: &'a Entry,
    one: &'a Opportunity,
    /// What became of it by then.
    outcome: Option<&'a OpportunityOutcome>,
}

/// Every opportunity, the open ones first, by the day of the next step; then those that are over, the latest first.
fn all<'a>(desk: &Desk<'a>) -> Vec<Seen<'a>> {
    let as_of = desk.site.as_of;
    let there = desk.checked.each::<Opportunity>().filter(|(entry, _)| exists(entry, as_of));
    let mut all: Vec<Seen<'_>> = there
        .map(|(entry, one)| {
            let outcome =
                one.outcome.as_ref().map(|at| &at.value).filter(|outcome| outcome.on.value <= as_of);
            Seen { entry, one, outcome }
        })
        .collect();
    all.sort_by_key(Seen::place);
    all
}

impl Seen<'_> {
    /// Where it stands in a list: whether it is over, then a day, backwards for those that are over.
    fn place(&self) -> (u8, i64) {
        let day = |day: NaiveDate| (day - NaiveDate::default()).num_days();
        match (self.outcome, &self.one.by) {
            (Some(outcome), _) => (2, -day(outcome.on.value)),
            (None, Some(by)) => (0, day(by.value)),
            (None, None) => (1, 0),
        }
    }

    fn stage(&self, desk: &Desk<'_>) -> Cell {
        let Some(outcome) = self.outcome else {
            let stage = self.one.stage.as_ref().map_or(Stage::Idea, |stage| stage.value);
            let offered = by(self.one.offered.as_ref(), desk.site.as_of);
            let below = offered
                .map(|on| desk.site.language.say("offered-date", &[("date", &desk.site.language.date(on))]));
            return Cell::text(stage.word()).below(below.unwrap_or_default()).sorted(stage as u8);
        };
        let why = outcome.why.as_ref().map(|why| capital(&why.value)).unwrap_or_default();
        let words = format!("{} {}", outcome.is.word(), desk.site.language.date(outcome.on.value));
        Cell::text(words).below(why).sorted(3)
    }

    fn value(&self, desk: &Desk<'_>) -> Cell {
        Cell::or(self.one.value.as_ref().map(|value| desk.money(value)), "–")
    }

    fn next(&self, language: &Language) -> Cell {
        match (&self.one.next, self.outcome) {
            (_, Some(_)) => Cell::or(None::<String>, "–"),
            (Some(next), None) => Cell::text(next.value.clone()),
            (None, None) => Cell::of(Piece::Late(language.word("no-next-step"))),
        }
    }

    fn by(&self, desk: &Desk<'_>) -> Cell {
        let cell = Cell::or(
            self.one.by.as_ref().filter(|_| self.outcome.is_none()).map(|by| desk.date(by.value)),
            "–",
        );
        let is_late =
            self.outcome.is_none() && self.one.by.as_ref().is_some_and(|by| by.value < desk.site.as_of);
        if is_late { cell.beneath(Piece::Late(desk.site.language.word("past"))) } else { cell }
    }

    fn owner(&self, desk: &Desk<'_>) -> Cell {
        Cell::or(self.one.owner.as_ref().map(|who| desk.who(who)), &desk.site.language.word("nobody"))
    }

    fn theirs(&self, language: &Language) -> Cell {
        Cell::or(self.one.benefit_theirs.as_ref().map(|at| at.value.clone()), &language.word("not-said"))
    }
}

/// The section.
#[must_use]
pub fn block(desk: &Desk<'_>) -> Block {
    let all = all(desk);
    let rows = all.iter().map(|seen| Row {
        anchor: anchor(&seen.entry.key),
        over: seen.outcome.is_some(),
        source: Some(desk.source(seen.entry)),
        cells: vec![
            Cell::text(desk.title(seen.entry)),
            seen.stage(desk),
            seen.theirs(&desk.site.language),
            Cell::or(
                seen.one.benefit_ours.as_ref().map(|at| at.value.clone()),
                &desk.site.language.word("not-said"),
            ),
            seen.value(desk),
            seen.next(&desk.site.language),
            seen.by(desk),
            seen.owner(desk),
        ],
    });
    let columns = vec![
        Column::wide(&desk.site.language.word("opportunity")),
        Column::text(&desk.site.language.word("stage")),
        Column::wide(&desk.site.language.word("what-they-gain")),
        Column::wide(&desk.site.language.word("what-we-gain")),
        Column::number(&desk.site.language.word("value")),
        Column::wide(&desk.site.language.word("next-step")),
        Column::text(&desk.site.language.word("by-2")),
        Column::text(&desk.site.language.word("owner-title")),
    ];
    let example = format!(
        "[[opportunity]]\ntitle = \"A second site\"\nbenefit_theirs = \"One contact for both.\"\nnext = \"Show them the figures of the first.\"{}",
        line("owner", any_member(desk))
    );
    let why = &desk.site.language.word("no-opportunity-is-written-down-nothing-that");
    let empty = empty(desk, Kind::Opportunity, why, "opportunities.toml", example);
    let table = Table::whole(&desk.site.language.word("page-opportunities"), columns, rows.collect(), empty);
    Block::table("opportunities", &desk.site.language.word("page-opportunities"), lead(desk, &all), table)
}

/// “2 open, worth EUR 14,400 to us; 1 won, 1 dropped.”
fn lead(desk: &Desk<'_>, all: &[Seen<'_>]) -> String {
    if all.is_empty() {
        return String::new();
    }
    let open = all.iter().filter(|seen| seen.outcome.is_none());
    let worth = worth(
        open.clone()
            .filter_map(|seen| seen.one.value.as_ref())
            .map(|value| in_reporting_currency(&value.value, desk.site.config, desk.site.as_of)),
    );
    let worth = worth
        .map(|worth| desk.site.language.say("worth-money-to-us", &[("money", &desk.site.money(&worth))]))
        .unwrap_or_default();
    let of =
        |end| all.iter().filter(|seen| seen.outcome.is_some_and(|outcome| outcome.is.value == end)).count();
    let ends = [OpportunityEnd::Won, OpportunityEnd::Lost, OpportunityEnd::Dropped];
    let over: Vec<String> =
        ends.iter().filter(|end| of(**end) > 0).map(|end| format!("{} {}", of(*end), end.word())).collect();
    let over = if over.is_empty() { String::new() } else { format!("; {}", over.join(", ")) };
    desk.site
        .language
        .say("count-open-worth-over", &[("count", &open.count()), ("worth", &worth), ("over", &over)])
}

/// A sum in the reporting currency; `None` where there is nothing to add, or an amount without a rate.
fn worth(values: impl Iterator<Item = Option<Money>>) -> Option<Money> {
    let mut sum: Option<Money> = None;
    for value in values {
        let value = value?;
        sum = Some(match sum {
            None => value,
            Some(sum) => Money { amount: sum.amount.checked_add(value.amount)?, ..value },
        });
    }
    sum
}

/// What an account leaves for the page across accounts: what is open, and what was over within a year.
#[must_use]
pub fn rows(desk: &Desk<'_>) -> Vec<Ranked> {
    let shown = all(desk).into_iter().filter(|seen| {
        seen.outcome.is_none_or(|outcome| (desk.site.as_of - outcome.on.value).num_days() <= RECENT)
    });
    let row = |seen: Seen<'_>| {
        let title = desk.title(seen.entry);
        let (class, day) = seen.place();
        let cells = vec![
            Cell::of(Linked::to(title.clone(), desk.href(&seen.entry.key))),
            Cell::of(linked_account(desk)),
            seen.stage(desk),
            seen.theirs(&desk.site.language),
            seen.value(desk),
            seen.next(&desk.site.language),
            seen.by(desk),
            if seen.one.owner.is_some() {
                seen.owner(desk)
            } else {
                Cell::or(owner(desk), &desk.site.language.word("nobody"))
            },
        ];
        let over = seen.outcome.is_some();
        Ranked { key: (class, day, title), row: Row { over, ..Row::of(cells) } }
    };
    shown.map(row).collect()
}

/// `opportunities.html` and the pages after it.
#[must_use]
pub fn pages(summaries: &[Summary], site: &Site<'_>) -> Vec<(String, BlocksPage)> {
    let rows = gathered(summaries, |summary| &summary.opportunities);
    let open = rows.iter().filter(|one| one.key.0 < 2).count();
    let lead = match (open, rows.len() - open) {
        (0, 0) => String::new(),
        (open, over) => site.language.say(
            "opportunities-open-over-over-within-a-year",
            &[("opportunities", &site.language.count("n-opportunities-are", open, &[])), ("over", &over)],
        ),
    };
    let columns = vec![
        Column::wide(&site.language.word("opportunity")),
        Column::text(&site.language.word("account")),
        Column::text(&site.language.word("stage")),
        Column::wide(&site.language.word("what-they-gain")),
        Column::number(&site.language.word("value-to-us")),
        Column::wide(&site.language.word("next-step")),
        Column::text(&site.language.word("by-2")),
        Column::text(&site.language.word("owner-title")),
    ];
    let empty = Empty {
        why: site.language.word("no-opportunity-is-open-and-none-was-over"),
        file: "accounts/northwind/opportunities.toml".to_owned(),
        example: "[[opportunity]]\ntitle = \"A second site\"\nbenefit_theirs = \"One contact for both.\""
            .to_owned(),
    };
    Long { section: Section::Opportunities, lead, columns, rows, empty }.pages(site)
}
