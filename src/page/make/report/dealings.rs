//! What both sides owe each other and said to each other.

use super::Telling;
use crate::page::block::{Block, Cell, Column, Piece, Row};
use crate::page::desk::role_text;
use crate::page::make::expectations::verdict;
use crate::page::make::words::days;
use crate::record::{Direction, Note, Voice};
use crate::review::feedback::{Series, Statistic, Wave, series};
use crate::review::{action, complaint, contact, expectation, people, plan};

impl Telling<'_> {
    pub(super) fn expectations(&self) -> Block {
        let site = self.desk.site;
        let all = expectation::expectations(self.desk.checked, site.config, site.as_of).into_iter();
        let told = all.filter(|one| one.ended.is_none_or(|ended| self.is_recent(ended)));
        let rows = told.map(|one| {
            let expected = one.expectation;
            let number = |at: &Option<crate::record::At<f64>>| {
                at.as_ref().map(|at| self.desk.short_number(at.value)).unwrap_or_default()
            };
            let measure = expected.measure.as_ref().map(|measure| measure.value.clone()).unwrap_or_default();
            let latest = one.latest();
            let result = latest.map(|(_, _, latest)| verdict(latest.result.value));
            let value = latest.map(|(_, _, latest)| number(&latest.value)).unwrap_or_default();
            Row {
                over: one.ended.is_some(),
                ..Row::of(vec![
                    Cell::text(expected.statement.value.clone()).below(measure),
                    Cell::text(number(&expected.target)),
                    Cell::or(
                        result,
                        &self.unless_kept(&self.desk.site.language.word("portfolio-not-judged")),
                    )
                    .below(value),
                    self.date(latest.map(|(on, ..)| on), "–"),
                ])
            }
        });
        let columns = vec![
            Column::wide(&self.desk.site.language.word("expectation")),
            Column::number(&self.desk.site.language.word("target")),
            Column::text(&self.desk.site.language.word("judged")),
            Column::text(&self.desk.site.language.word("on-2")),
        ];
        self.block("expectations", &self.desk.site.language.word("expectations"), columns, rows.collect())
    }

    pub(super) fn feedback(&self) -> Block {
        let site = self.desk.site;
        let all = series(self.desk.checked, &site.shared.plan, site.as_of);
        let told = all.iter().filter(|one| self.is_inside || one.source == Voice::Customer);
        let waves = told.flat_map(|one| one.waves.iter().map(move |wave| (one, wave)));
        let rows = waves.filter(|(_, wave)| self.is_recent(wave.on)).map(|(one, wave)| {
            let asked = match wave.survey {
                Some((entry, _)) => self.title(entry),
                None => self.desk.site.language.word("voices-that-came-by-themselves"),
            };
            let answered = match wave.invited {
                Some(invited) => self
                    .desk
                    .site
                    .language
                    .say("voices-of-invited", &[("voices", &wave.voices.len()), ("invited", &invited)]),
                None => wave.voices.len().to_string(),
            };
            Row::of(vec![
                Cell::text(asked).below(super::super::methods::instrument_text(
                    one.measure.instrument,
                    &self.desk.site.language,
                )),
                Cell::of(self.desk.date(wave.on)),
                Cell::text(answered),
                Cell::text(self.figure(one, wave)),
            ])
        });
        let columns = vec![
            Column::wide(&self.desk.site.language.word("asked")),
            Column::text(&self.desk.site.language.word("on-2")),
            Column::number(&self.desk.site.language.word("answers")),
            Column::text(&self.desk.site.language.word("figure")),
        ];
        self.block("feedback", &self.desk.site.language.word("feedback"), columns, rows.collect())
    }

    /// The figure of a wave with its interval, in words.
    fn figure(&self, one: &Series<'_>, wave: &Wave<'_>) -> String {
        let Some(estimate) = one.estimate(wave) else {
            return self.desk.site.language.word("too-few-answers-for-a-figure-2");
        };
        let scale = if one.measure.statistic() == Statistic::TopTwo { 100.0 } else { 1.0 };
        let [value, low, high] = [estimate.value, estimate.interval.low, estimate.interval.high]
            .map(|figure| self.desk.short_number((figure * scale * 10.0).round() / 10.0));
        match one.measure.statistic() {
            Statistic::NetPromoter => self.desk.site.language.say(
                "net-promoter-score-value-between-low-and",
                &[("value", &value), ("low", &low), ("high", &high)],
            ),
            Statistic::TopTwo => self.desk.site.language.say(
                "value-in-the-two-best-boxes-between-low-and",
                &[("value", &value), ("low", &low), ("high", &high)],
            ),
            Statistic::Mean => {
                let better = self.desk.site.language.word(if one.measure.better == Direction::Higher {
                    "highest"
                } else {
                    "lowest"
                });
                self.desk.site.language.say(
                    "mean-value-between-low-and-high-the-better",
                    &[("value", &value), ("low", &low), ("high", &high), ("better", &better)],
                )
            }
        }
    }

    pub(super) fn complaints(&self) -> Block {
        let site = self.desk.site;
        let all = complaint::complaints(self.desk.checked, site.config, site.as_of).into_iter();
        let told = all.filter(|one| one.is_open() || self.is_recent(one.since) || self.is_recent(one.raised));
        let rows = told.map(|one| {
            let word = match one.stage {
                complaint::Stage::Open => "open",
                complaint::Stage::Reopened => &self.desk.site.language.word("opened-again"),
                complaint::Stage::Resolved => "resolved",
                complaint::Stage::Accepted => &self.desk.site.language.word("resolved-and-accepted-2"),
            };
            let state = if one.is_open() && one.days_late > 0 {
                Piece::Late(self.desk.site.language.say(
                    "word-days-past-its-target",
                    &[("word", &word), ("days", &days(one.days_late, &self.desk.site.language))],
                ))
            } else {
                Piece::Text(word.to_owned())
            };
            let remedy = one.complaint.remedy.as_ref().map(|remedy| remedy.value.clone()).unwrap_or_default();
            Row {
                over: !one.is_open(),
                ..Row::of(vec![
                    Cell::text(self.title(one.entry)).below(remedy),
                    Cell::text(one.complaint.severity.value.word()),
                    Cell::of(self.desk.date(one.raised)),
                    self.date(one.target, &self.desk.site.language.word("none")),
                    Cell::of(state),
                ])
            }
        });
        let columns = vec![
            Column::wide(&self.desk.site.language.word("complaint")),
            Column::text(&self.desk.site.language.word("severity")),
            Column::text(&self.desk.site.language.word("raised")),
            Column::text(&self.desk.site.language.word("target")),
            Column::text(&self.desk.site.language.word("state")),
        ];
        self.block("complaints", &self.desk.site.language.word("complaints"), columns, rows.collect())
    }

    pub(super) fn actions(&self) -> Block {
        let all = action::actions(self.desk.checked, self.desk.site.as_of).into_iter();
        let told = all.filter(|one| self.is_inside || !one.internal);
        let mut told: Vec<_> = told
            .filter(|one| one.is_open() || one.closed_on().is_some_and(|on| self.is_recent(on)))
            .collect();
        told.sort_by_key(|one| (!one.is_open(), one.due.is_none(), one.due, &one.entry.key));
        let rows = told.into_iter().map(|one| {
            let state = match one.state {
                action::State::Open => "open",
                action::State::Overdue { .. } => "overdue",
                action::State::Done { late: true, .. } => &self.desk.site.language.word("done-late"),
                action::State::Done { .. } => "done",
                action::State::Dropped { .. } => &self.desk.site.language.word("given-up"),
            };
            let who =
                one.owner.map_or_else(|| self.desk.site.language.word("us"), |party| self.somebody(party));
            Row {
                over: !one.is_open(),
                ..Row::of(vec![
                    Cell::text(one.action.what.value.clone()),
                    Cell::text(who),
                    self.date(one.due, &self.desk.site.language.word("no-day")),
                    Cell::text(state),
                    self.date(one.closed_on(), "–"),
                ])
            }
        });
        let columns = vec![
            Column::wide(&self.desk.site.language.word("action")),
            Column::text(&self.desk.site.language.word("who")),
            Column::text(&self.desk.site.language.word("due")),
            Column::text(&self.desk.site.language.word("state")),
            Column::text(&self.desk.site.language.word("closed-2")),
        ];
        self.block("actions", &self.desk.site.language.word("actions"), columns, rows.collect())
    }

    pub(super) fn people(&self) -> Block {
        let as_of = self.desk.site.as_of;
        let here = people::theirs(self.desk.checked).filter(|(_, one)| !people::has_left(one, as_of));
        let rows = here.map(|(_, one)| {
            let position = one.position.as_ref().map(|position| position.value.clone()).unwrap_or_default();
            let mut cells = vec![Cell::text(one.name.value.clone()), Cell::text(position)];
            if self.is_inside {
                let roles: Vec<_> = people::roles(one, as_of)
                    .into_iter()
                    .map(|role| role_text(role, &self.desk.site.language))
                    .collect();
                let strength = people::strengths(one, as_of).last().map(|one| one.is.value.get().to_string());
                cells.push(Cell::text(roles.join(", ")));
                cells.push(Cell::or(strength, &self.desk.site.language.word("not-said")));
            }
            Row::of(cells)
        });
        let mut columns = vec![
            Column::text(&self.desk.site.language.word("name")),
            Column::wide(&self.desk.site.language.word("title")),
        ];
        if self.is_inside {
            columns.extend([
                Column::text(&self.desk.site.language.word("role")),
                Column::number("Relation, 1 to 5"),
            ]);
        }
        self.block("people", &self.desk.site.language.word("people"), columns, rows.collect())
    }

    pub(super) fn engagement(&self) -> Block {
        let contacts = contact::contacts(self.desk.checked, self.desk.site.as_of);
        let told = contacts.iter().rev().filter(|one| self.is_recent(one.on));
        let rows = told.map(|one| {
            let channel = one.note.channel.as_ref().map(|channel| channel.value.word()).unwrap_or_default();
            Row::of(vec![
                Cell::of(self.desk.date(one.on)),
                Cell::text(channel),
                Cell::text(self.title(one.entry)),
                Cell::text(self.everybody(&one.note.people)),
            ])
        });
        let columns = vec![
            Column::text(&self.desk.site.language.word("on-2")),
            Column::text(&self.desk.site.language.word("channel")),
            Column::wide(&self.desk.site.language.word("contact")),
            Column::wide(&self.desk.site.language.word("who-took-part")),
        ];
        self.block("engagement", &self.desk.site.language.word("contacts"), columns, rows.collect())
    }

    pub(super) fn timeline(&self) -> Block {
        let dated = self.desk.checked.entries.iter().filter_map(|entry| Some((entry.date?, entry)));
        let mut told: Vec<_> = dated
            .filter(|(on, entry)| self.is_recent(*on) && plan::is_event(entry) && entry.host.is_none())
            .collect();
        told.sort_by(|left, right| (right.0, &left.1.key).cmp(&(left.0, &right.1.key)));
        let rows = told.into_iter().map(|(on, entry)| {
            let channel = entry.as_kind::<Note>().and_then(|note| note.channel.as_ref());
            let kind = channel.map_or_else(|| entry.kind().name(), |channel| channel.value.word());
            Row::of(vec![Cell::of(self.desk.date(on)), Cell::text(kind), Cell::text(self.title(entry))])
        });
        let columns = vec![
            Column::text(&self.desk.site.language.word("on-2")),
            Column::text(&self.desk.site.language.word("kind")),
            Column::wide(&self.desk.site.language.word("what")),
        ];
        self.block("timeline", &self.desk.site.language.word("what-happened"), columns, rows.collect())
    }
}
