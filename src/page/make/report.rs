//! The page of a report: what it names, for its audience, as of today.
//!
//! It is made from an account out of which everything was taken that the audience may not see, and it leads nowhere: a
//! page that is sent on must not depend on the others. Who is meant is said by name where the audience may see the
//! person's record, else by side. An audience without internal records is told no score, and none of our judgements.

mod dealings;
mod outlook;
pub mod pack;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::words::capital;
use crate::check::{Checked, Party, Withheld};
use crate::page::block::{Block, BlocksPage, Cell, Column, Row, Table};
use crate::page::common::{Empty, Frame};
use crate::page::desk::{Desk, Place, Section, Site};
use crate::record::{At, Entry, Kind, Measure, ReportPart, Visibility, Who};
use crate::review::measures::Gauge;
use crate::review::report::{Standing, State, reports};
use crate::review::side::is_ours;
use crate::review::triggers::shown;

/// What a report says that was made in spite of errors.
const LACKING: &str = "made-in-spite-of-records-that-could-not-be";

/// What the parts of a report are made from.
struct Telling<'a> {
    /// The account, as the audience may see it.
    desk: Desk<'a>,
    /// Whether the audience sees internal records.
    is_inside: bool,
    /// The first day that it tells of.
    since: Option<NaiveDate>,
    /// The kinds of records of which the audience does not see all: what is counted of the rest is not the truth.
    kept: BTreeSet<Kind>,
}

/// What a report may hold of an account on the site: what its audience sees, and the site holds.
fn sight(desk: &Desk<'_>, audience: &str) -> BTreeSet<Visibility> {
    let sees = desk.site.config.sight(audience).unwrap_or_default();
    sees.into_iter().filter(|visibility| *visibility < Visibility::Confidential).collect()
}

/// Whether an audience sees internal records.
#[must_use]
pub fn is_inside(desk: &Desk<'_>, audience: &str) -> bool {
    sight(desk, audience).contains(&Visibility::Internal)
}

/// The parts that an audience is shown.
#[must_use]
pub fn contents(one: &Standing<'_>, is_inside: bool) -> Vec<ReportPart> {
    let named = one.item.list(|report| &report.contents).iter().map(|part| part.value);
    named.filter(|part| is_inside || *part != ReportPart::Standing).collect()
}

/// The measures that an audience is shown.
#[must_use]
pub fn measures(one: &Standing<'_>, is_inside: bool) -> Vec<Measure> {
    let named = one.item.list(|report| &report.measures).iter().map(|measure| measure.value);
    named.filter(|measure| is_inside || measure.is_for_everybody()).collect()
}

/// The reports of an account, each with the address of its page relative to the site's root.
#[must_use]
pub fn addressed<'a>(desk: &Desk<'a>) -> Vec<(String, Standing<'a>)> {
    let mut taken = BTreeSet::new();
    let all = reports(desk.checked, &desk.site.context(), desk.site.as_of);
    let named = all.into_iter().map(|one| {
        // File systems that take A for a would make one file of two reports.
        let id = &one.item.entry.key.id;
        let mut name = id.to_lowercase();
        for again in 2.. {
            if taken.insert(name.clone()) {
                break;
            }
            name = format!("{}-{again}", id.to_lowercase());
        }
        (format!("accounts/{}.report.{name}.html", desk.checked.slug), one)
    });
    named.collect()
}

/// The page of every report of an account, with its address.
#[must_use]
pub fn pages(checked: &Checked, site: &Site<'_>) -> Vec<(String, BlocksPage)> {
    let desk = &Desk { site, checked, place: Place::Accounts };
    let mut seen: BTreeMap<BTreeSet<Visibility>, Checked> = BTreeMap::new();
    let all = addressed(desk);
    for (_, one) in &all {
        let sees = sight(desk, one.audience());
        seen.entry(sees)
            .or_insert_with_key(|sees| Withheld::beyond(desk.checked, sees).checked(desk.checked.clone()));
    }
    let pages = all.iter().filter_map(|(address, one)| {
        let sees = sight(desk, one.audience());
        let checked = seen.get(&sees)?;
        let telling = Telling {
            desk: Desk { checked, ..*desk },
            is_inside: sees.contains(&Visibility::Internal),
            since: one.since,
            kept: kept(desk.checked, checked),
        };
        Some((address.clone(), telling.page(one)))
    });
    pages.collect()
}

/// The kinds of records that are withheld from those who see these alone.
fn kept(whole: &Checked, seen: &Checked) -> BTreeSet<Kind> {
    let withheld = whole.entries.iter().filter(|entry| seen.find(&entry.key).is_none());
    withheld.map(Entry::kind).collect()
}

/// The kinds of records that a measure is taken from, of those that everybody may be told.
fn feeds(measure: Measure) -> &'static [Kind] {
    match measure {
        Measure::DaysSinceContact | Measure::DaysSinceDecisionMaker => &[Kind::Note, Kind::Person],
        Measure::ExpectationsMissed | Measure::AssessmentsOverdue => &[Kind::Expectation, Kind::Assessment],
        Measure::ActionsOverdue | Measure::TheirActionsOverdue => &[Kind::Action],
        Measure::ComplaintsOpen | Measure::ComplaintsLate => &[Kind::Complaint],
        Measure::NetPromoterScore | Measure::ResponseRate => &[Kind::Survey, Kind::Answer, Kind::Feedback],
        Measure::DaysToNotice => &[Kind::Contract],
        _ => &[],
    }
}

impl Telling<'_> {
    fn page(&self, one: &Standing<'_>) -> BlocksPage {
        let site = self.desk.site;
        let audience = site.config.audience_name(one.audience());
        let title = one.item.entry.title.clone().unwrap_or_else(|| one.item.entry.key.id.clone());
        let mut blocks: Vec<Block> = self.figures(one).into_iter().collect();
        blocks.extend(contents(one, self.is_inside).into_iter().map(|part| self.part(part)));
        BlocksPage {
            frame: Frame {
                audience: audience.to_owned(),
                navigation: Vec::new(),
                more: Vec::new(),
                omissions: Vec::new(),
                ..site.frame(
                    format!("{title}: {}", self.desk.checked.name()),
                    Place::Accounts,
                    Section::Portfolio,
                )
            },
            lead: self.lead(one, audience),
            blocks,
            ..BlocksPage::default()
        }
    }

    /// “For the board. Tells of the time since 1 Apr 2026; due on 1 Jul 2026.”
    fn lead(&self, one: &Standing<'_>, audience: &str) -> String {
        let date = |day| self.desk.site.language.date(day);
        let since = self.since.map(|since| {
            self.desk.site.language.say("tells-of-the-time-since-date", &[("date", &date(since))])
        });
        let due = one.due.map(|due| match one.state {
            State::Ahead | State::Unscheduled => {
                self.desk.site.language.say("due-on-date", &[("date", &date(due))])
            }
            State::Due | State::Overdue => {
                self.desk.site.language.say("was-due-on-date", &[("date", &date(due))])
            }
        });
        let shared = if self.is_inside {
            ""
        } else {
            &self.desk.site.language.word("made-from-the-records-that-are-shared-with")
        };
        // Which they were is nothing for those outside.
        let is_whole = self.desk.site.omissions.is_empty() && self.desk.checked.omitted.is_empty();
        let lacking = if is_whole { String::new() } else { self.desk.site.language.word(LACKING) };
        self.desk.site.language.say(
            "for-audience-since-due-shared-lacking",
            &[
                ("audience", &audience),
                ("since", &since.unwrap_or_default()),
                ("due", &due.unwrap_or_default()),
                ("shared", &shared),
                ("lacking", &lacking),
            ],
        )
    }

    fn part(&self, part: ReportPart) -> Block {
        match part {
            ReportPart::Standing => self.standing(),
            ReportPart::Expectations => self.expectations(),
            ReportPart::Feedback => self.feedback(),
            ReportPart::Complaints => self.complaints(),
            ReportPart::Actions => self.actions(),
            ReportPart::People => self.people(),
            ReportPart::Objectives => self.objectives(),
            ReportPart::Opportunities => self.opportunities(),
            ReportPart::Risks => self.risks(),
            ReportPart::Recommendations => self.recommendations(),
            ReportPart::Value => self.value(),
            ReportPart::Engagement => self.engagement(),
            ReportPart::Timeline => self.timeline(),
        }
    }

    /// The measures that the report gives.
    fn figures(&self, one: &Standing<'_>) -> Option<Block> {
        let measures = measures(one, self.is_inside);
        if measures.is_empty() {
            return None;
        }
        let gauge = Gauge::new(self.desk.checked, &self.desk.site.context());
        let rows = measures.into_iter().map(|measure| {
            let is_whole = !feeds(measure).iter().any(|kind| self.kept.contains(kind));
            let value = gauge.value(measure, self.desk.site.as_of).filter(|_| is_whole);
            let language = &self.desk.site.language;
            let none =
                if is_whole { language.word("word-unknown") } else { language.word("not-all-is-shared") };
            Row::of(vec![
                Cell::text(capital(&measure.word().replace('-', " "))),
                Cell::or(value.map(shown), &none),
                Cell::text(measure.unit()),
                Cell::text(measure.doc()),
            ])
        });
        let columns = vec![
            Column::text(&self.desk.site.language.word("figure")),
            Column::number(&self.desk.site.language.word("value")),
            Column::text(&self.desk.site.language.word("unit")),
            Column::wide(&self.desk.site.language.word("meaning")),
        ];
        Some(self.block("figures", &self.desk.site.language.word("figures"), columns, rows.collect()))
    }

    /// A part with one table.
    fn block(&self, id: &str, title: &str, columns: Vec<Column>, rows: Vec<Row>) -> Block {
        let why = if self.is_inside {
            &self.desk.site.language.word("there-is-nothing-to-tell")
        } else {
            &self.desk.site.language.word("nothing-of-it-is-shared-with-you")
        };
        let empty = Empty { why: why.to_owned(), ..Empty::default() };
        Block::table(id, title, "", Table::whole(title, columns, rows, empty))
    }

    /// Whether a day lies in the time that the report tells of.
    fn is_recent(&self, day: NaiveDate) -> bool {
        self.since.is_none_or(|since| day >= since) && day <= self.desk.site.as_of
    }

    /// Words that say that there is nothing; for who is not inside, that nothing is shared.
    fn unless_kept(&self, none: &str) -> String {
        if self.is_inside { none.to_owned() } else { self.desk.site.language.word("nothing-shared") }
    }

    /// What a record is called. What a survey asked may stand in a plan that the audience does not see.
    fn title(&self, entry: &Entry) -> String {
        match entry.kind() {
            Kind::Survey => {
                entry.title.clone().unwrap_or_else(|| self.desk.site.language.word("what-we-asked"))
            }
            _ => self.desk.title(entry),
        }
    }

    fn date(&self, day: Option<NaiveDate>, none: &str) -> Cell {
        Cell::or(day.map(|day| self.desk.date(day)), none)
    }

    /// Somebody by name, where the audience may see who they are, else by side.
    fn somebody(&self, party: &Party) -> String {
        let is_shown = match party {
            Party::Member(_) => self.is_inside,
            Party::Person(id) => {
                let key = crate::record::Key { kind: crate::record::Kind::Person, id: id.clone() };
                self.desk.checked.find(&key).is_some()
            }
        };
        if is_shown {
            self.desk.name(party)
        } else if is_ours(self.desk.checked, party) {
            self.desk.site.language.word("us")
        } else {
            self.desk.checked.name().to_owned()
        }
    }

    /// Those who are named, each once.
    fn everybody(&self, all: &[At<Who>]) -> String {
        let mut names: Vec<String> = Vec::new();
        for name in
            all.iter().filter_map(|who| self.desk.checked.party(who)).map(|party| self.somebody(party))
        {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.join(", ")
    }
}
