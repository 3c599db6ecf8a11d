//! Where the account stands, and what both sides want of it.

use chrono::NaiveDate;

use super::Telling;
use crate::page::block::{Block, Cell, Column, Piece, Row};
use crate::page::common::Empty;
use crate::page::make::standing::{band_word, dimension_word, word};
use crate::record::{Challenge, Decision, FiscalPeriod, Money, Opportunity, Recommendation, Risk, State};
use crate::review::objective;
use crate::review::past::{by, exists, followers};
use crate::review::standing::standing;

/// The day on which an objective was reached, missed or given up, if it was.
fn over(one: &objective::Standing<'_>) -> Option<NaiveDate> {
    let settled = one
        .progress
        .last()
        .filter(|(_, _, progress)| matches!(progress.state.value, State::Reached | State::Missed));
    one.ended.or(settled.map(|(on, ..)| *on))
}

impl Telling<'_> {
    /// Where it stands, for those who see internal records.
    pub(super) fn standing(&self) -> Block {
        let site = self.desk.site;
        let standing = standing(self.desk.checked, &site.context());
        let number = |figure: f64| site.language.number(figure, 1);
        let row = |label: &str, cell: Cell| Row::of(vec![Cell::text(label), cell]);
        let (low, high) = standing.bounds();
        let mut rows = vec![
            row(&self.desk.site.language.word("standing"), Cell::of(word(&standing))),
            row(
                &self.desk.site.language.word("score"),
                Cell::or(standing.gated.map(number), &self.desk.site.language.word("word-unknown")),
            ),
            row(
                &self.desk.site.language.word("between"),
                Cell::text(
                    self.desk
                        .site
                        .language
                        .say("number-and-number2", &[("number", &number(low)), ("number2", &number(high))]),
                ),
            ),
            row(
                &self.desk.site.language.word("known"),
                Cell::text(format!("{} %", site.language.number(100.0 * standing.coverage, 0))),
            ),
        ];
        rows.extend(standing.overridden.as_ref().map(|one| {
            let until = site.language.date(one.lapses);
            let said = self.desk.site.language.say(
                "set-by-linked-member-until-until-reason",
                &[
                    ("linked_member", &site.linked_member(&one.by, self.desk.place).text),
                    ("until", &until),
                    ("reason", &one.reason),
                ],
            );
            row(&self.desk.site.language.word("overridden"), Cell::of(band_word(one.band)).below(said))
        }));
        rows.extend(
            standing.gates.iter().map(|gate| {
                row(&self.desk.site.language.word("held-down-by"), Cell::text(gate.what.clone()))
            }),
        );
        let known = standing
            .dimensions
            .iter()
            .filter_map(|one| Some((dimension_word(one.name, &self.desk.site.language), one.score()?)));
        rows.extend(known.map(|(name, score)| row(&super::capital(&name), Cell::text(number(score)))));
        let columns = vec![
            Column::text(&self.desk.site.language.word("what")),
            Column::wide(&self.desk.site.language.word("how-it-is")),
        ];
        let mut block = self.block("standing", &self.desk.site.language.word("standing"), columns, rows);
        block.count = None;
        block
    }

    pub(super) fn objectives(&self) -> Block {
        let as_of = self.desk.site.as_of;
        let all = objective::objectives(self.desk.checked, as_of).into_iter();
        let told = all.filter(|one| over(one).is_none_or(|on| self.is_recent(on)));
        let rows = told.map(|one| {
            let latest = one.progress.last();
            let state = latest.map(|(_, _, progress)| progress.state.value.word().replace('-', " "));
            let due = one.objective.due.as_ref().map(|due| due.value);
            let is_late = over(&one).is_none() && due.is_some_and(|due| due < as_of);
            let state = match state {
                Some(state) if is_late => Cell::of(Piece::Late(
                    self.desk.site.language.say("state-past-its-day", &[("state", &state)]),
                )),
                None if is_late => Cell::of(Piece::Late(self.desk.site.language.word("past-its-day"))),
                state => Cell::or(state, &self.unless_kept(&self.desk.site.language.word("no-progress"))),
            };
            Row {
                over: over(&one).is_some(),
                ..Row::of(vec![
                    Cell::text(self.desk.title(one.entry)),
                    self.date(due, &self.desk.site.language.word("no-day")),
                    state,
                    self.date(latest.map(|(on, ..)| *on), "–"),
                ])
            }
        });
        let columns = vec![
            Column::wide(&self.desk.site.language.word("objective")),
            Column::text(&self.desk.site.language.word("due")),
            Column::text(&self.desk.site.language.word("state")),
            Column::text(&self.desk.site.language.word("on-2")),
        ];
        let mut block =
            self.block("objectives", &self.desk.site.language.word("objectives"), columns, rows.collect());
        let is_told = |one: &Challenge| {
            let ended = one.ended.as_ref().map(|ended| ended.on.value).filter(|on| *on <= as_of);
            ended.is_none_or(|on| self.is_recent(on))
        };
        let all = self.desk.checked.each::<Challenge>();
        let challenges = all.filter(|(entry, one)| exists(entry, as_of) && is_told(one));
        let rows: Vec<Row> = challenges
            .map(|(entry, one)| {
                Row::of(vec![Cell::text(self.desk.title(entry)), Cell::text(one.horizon.value.word())])
            })
            .collect();
        if !rows.is_empty() {
            let columns = vec![
                Column::wide(&self.desk.site.language.word("challenge")),
                Column::text(&self.desk.site.language.word("horizon")),
            ];
            let table = crate::page::block::Table::whole(
                &self.desk.site.language.word("challenges"),
                columns,
                rows,
                Empty::default(),
            );
            block.tables[0].title = self.desk.site.language.word("objectives");
            block.tables.push(table.titled(&self.desk.site.language.word("challenges")));
            block.count = Some(block.tables.iter().map(|table| table.total).sum());
        }
        block
    }

    pub(super) fn opportunities(&self) -> Block {
        let as_of = self.desk.site.as_of;
        let all = self.desk.checked.each::<Opportunity>().filter(|(entry, _)| exists(entry, as_of));
        let told = all.filter(|(_, one)| one.outcome.as_ref().is_none_or(|end| self.is_recent(end.on.value)));
        let rows = told.map(|(entry, one)| {
            let theirs = one.benefit_theirs.as_ref().map(|at| at.value.clone()).unwrap_or_default();
            let ours = one.benefit_ours.as_ref().filter(|_| self.is_inside);
            let ours = ours
                .map(|at| self.desk.site.language.say("for-us-at", &[("at", &at.value)]))
                .unwrap_or_default();
            let next = one.next.as_ref().map(|at| at.value.clone());
            let end = one.outcome.as_ref().filter(|end| end.on.value <= as_of).map(|end| end.is.value.word());
            let stage = end.or(one.stage.as_ref().map(|stage| stage.value.word()));
            Row::of(vec![
                Cell::text(self.desk.title(entry)),
                Cell::text(theirs).below(ours),
                Cell::text(stage.unwrap_or("idea")),
                Cell::or(next, &self.desk.site.language.word("none")),
            ])
        });
        let columns = vec![
            Column::wide(&self.desk.site.language.word("opportunity")),
            Column::wide(&self.desk.site.language.word("what-it-brings-you")),
            Column::text(&self.desk.site.language.word("stage")),
            Column::wide(&self.desk.site.language.word("next-step")),
        ];
        self.block(
            "opportunities",
            &self.desk.site.language.word("page-opportunities"),
            columns,
            rows.collect(),
        )
    }

    pub(super) fn risks(&self) -> Block {
        let as_of = self.desk.site.as_of;
        let all = self.desk.checked.each::<Risk>().filter(|(entry, _)| exists(entry, as_of));
        let told = all.filter(|(_, one)| by(one.closed.as_ref(), as_of).is_none_or(|on| self.is_recent(on)));
        let rows = told.map(|(entry, one)| {
            let closed = by(one.closed.as_ref(), as_of);
            let exposure = one.likelihood.get() * one.impact.get();
            Row {
                over: closed.is_some(),
                ..Row::of(vec![
                    Cell::text(self.desk.title(entry)),
                    Cell::text(exposure.to_string()).sorted(exposure),
                    Cell::or(
                        one.response.as_ref().map(|response| response.value.clone()),
                        &self.desk.site.language.word("none"),
                    ),
                    self.date(closed, &self.desk.site.language.word("open-2")),
                ])
            }
        });
        let columns = vec![
            Column::wide(&self.desk.site.language.word("risk")),
            Column::number(&self.desk.site.language.word("likelihood-impact-of-25")),
            Column::wide(&self.desk.site.language.word("response")),
            Column::text(&self.desk.site.language.word("closed-2")),
        ];
        self.block("risks", &self.desk.site.language.word("risks"), columns, rows.collect())
    }

    pub(super) fn recommendations(&self) -> Block {
        let as_of = self.desk.site.as_of;
        let decided = followers(self.desk.checked, |one: &Decision| &one.of, as_of);
        let all = self.desk.checked.each::<Recommendation>().filter(|(entry, _)| exists(entry, as_of));
        let rows = all.filter_map(|(entry, one)| {
            let last = decided.get(&entry.key).and_then(|all| all.last());
            if last.is_some_and(|(on, ..)| !self.is_recent(*on)) {
                return None;
            }
            let expects = one.expects.as_ref().map(|at| at.value.clone()).unwrap_or_default();
            let ruling = last.map(|(_, _, decision)| decision.is.value.word());
            Some(Row::of(vec![
                Cell::text(one.what.value.clone()).below(expects),
                Cell::text(self.everybody(&one.to)),
                self.date(one.by.as_ref().map(|at| at.value), &self.desk.site.language.word("no-day")),
                Cell::or(ruling, &self.desk.site.language.word("not-decided")),
            ]))
        });
        let columns = vec![
            Column::wide(&self.desk.site.language.word("recommendation")),
            Column::text(&self.desk.site.language.word("to-title")),
            Column::text(&self.desk.site.language.word("to-be-decided-by")),
            Column::text(&self.desk.site.language.word("decision")),
        ];
        self.block(
            "recommendations",
            &self.desk.site.language.word("recommendations"),
            columns,
            rows.collect(),
        )
    }

    pub(super) fn value(&self) -> Block {
        let site = self.desk.site;
        let mut over: Vec<_> =
            self.desk.checked.each::<FiscalPeriod>().filter(|(_, one)| one.to.value <= site.as_of).collect();
        over.sort_by_key(|(entry, one)| (std::cmp::Reverse(one.to.value), &entry.key));
        let rows = over.into_iter().map(|(_, one)| {
            let product = one.product.as_ref().map(|at| at.value.clone()).unwrap_or_default();
            let (from, to) = (site.language.date(one.from.value), site.language.date(one.to.value));
            let money = |at: &Option<crate::record::At<Money>>| {
                Cell::or(at.as_ref().map(|at| self.desk.money(at)), "–")
            };
            Row::of(vec![
                Cell::text(format!("{from} – {to}")).below(product).sorted(one.to.value),
                money(&one.revenue),
                money(&one.cost),
                money(&one.investment),
                money(&one.gain),
            ])
        });
        let columns = vec![
            Column::text(&self.desk.site.language.word("period")),
            Column::number(&self.desk.site.language.word("revenue")),
            Column::number(&self.desk.site.language.word("cost")),
            Column::number(&self.desk.site.language.word("investment")),
            Column::number(&self.desk.site.language.word("return")),
        ];
        self.block("value", &self.desk.site.language.word("value"), columns, rows.collect())
    }
}
