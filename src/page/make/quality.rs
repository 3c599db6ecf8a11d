//! How good the records themselves are: one score through time with its parts, what nobody looked at in time, what users say
//! of the records and what is done about it, and all that is redundant.

use chrono::NaiveDate;

use super::across::{Ranked, paged};
use super::overview::{linked_account, owner};
use super::summary::Summary;
use super::timeline::period_text;
use super::words::plain;
use crate::chart::{Course, course};
use crate::check::Context;
use crate::language::Language;
use crate::page::block::{Block, BlocksPage, Cell, Column, Piece, Row, Table};
use crate::page::common::{Change, ChartView, Direction, Empty, Evidence, Figure, Linked};
use crate::page::desk::{Desk, Place, Section, Site, working};
use crate::record::{Action, Answer, At, Data, Entry, Evaluation, Feedback, Kind, Who};
use crate::review::action::is_open;
use crate::review::information::is_active;
use crate::review::past::{by, exists};
use crate::review::quality::{
    LEAST_KNOWN, Look, Quality, Share, WEIGHT_COMPLETE, WEIGHT_FRESH, WEIGHT_TIDY, days, looks, quality,
    verified_within,
};
use crate::review::redundant::{Redundant, redundant};

/// How many rows the shorter tables of the page hold.
const LISTED: usize = 100;

/// What an account leaves for the page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// What is counted on each day of the course, oldest first; the last is the day of the site.
    pub points: Vec<Quality>,
    /// What is redundant.
    pub redundant: Vec<Row>,
    /// What nobody looked at in time, the oldest first.
    pub lapsed: Vec<Ranked>,
}

/// What an account leaves for the page.
#[must_use]
pub fn facts(desk: &Desk<'_>) -> Facts {
    let site = desk.site;
    let context = Context { shared: site.shared, config: site.config, as_of: site.as_of };
    let all = redundant(desk.checked, &context);
    let points = days(site.as_of).into_iter().map(|day| quality(desk.checked, &context, &all, day));
    let account = linked_account(desk);
    Facts {
        points: points.collect(),
        redundant: all.iter().map(|one| redundant_row(site, one, Some(account.clone()))).collect(),
        lapsed: lapsed(desk, &context),
    }
}

/// What nobody looked at within the period; only of active customers.
fn lapsed(desk: &Desk<'_>, context: &Context<'_>) -> Vec<Ranked> {
    let as_of = desk.site.as_of;
    if !is_active(desk.checked, as_of) {
        return Vec::new();
    }
    let period = verified_within(desk.checked, context);
    let stale = looks(desk.checked, as_of).into_iter().filter(|look| !look.is_fresh(period, as_of));
    let row = |look: Look<'_>| {
        let title = match look.entry.kind() {
            Kind::Account => desk.site.language.word("the-account-itself"),
            _ => desk.title(look.entry),
        };
        let cells = vec![
            Cell::of(Linked::to(title.clone(), desk.href(&look.entry.key))),
            Cell::of(linked_account(desk)),
            Cell::or(look.on.map(|on| desk.date(on)), &desk.site.language.word("never")),
            Cell::text(period_text(period, &desk.site.language)),
            Cell::or(owner(desk), &desk.site.language.word("nobody")),
        ];
        let since = look.on.map_or(i64::MIN, |on| (on - as_of).num_days());
        let row = Row { source: Some(desk.source(look.entry)), ..Row::of(cells) };
        Ranked { key: (0, since, title), row }
    };
    stale.map(row).collect()
}

fn redundant_row(site: &Site<'_>, one: &Redundant, account: Option<Linked>) -> Row {
    let place = site.source_at(plain(&one.what), &one.span);
    let cells = vec![
        Cell::text(plain(&one.what)),
        Cell::or(account, &site.language.word("all")),
        Cell::text(one.class.word()).below(plain(&one.why)),
        Cell::text(plain(&one.delete)).below(plain(&one.unless)),
    ];
    Row { source: Some(place), ..Row::of(cells) }
}

/// `data-quality.html` and the pages after it.
#[must_use]
pub fn pages(summaries: &[Summary], across: &[Redundant], site: &Site<'_>) -> Vec<(String, BlocksPage)> {
    let mut rows: Vec<Row> = across.iter().map(|one| redundant_row(site, one, None)).collect();
    rows.extend(summaries.iter().flat_map(|one| &one.quality.redundant).cloned());
    let points = points(summaries, site.as_of);
    let before = vec![score(&points, site), lapsed_list(summaries, &site.language), said(site), done(site)];
    paged(
        Section::DataQuality,
        lead(&points, rows.len(), site),
        before,
        redundant_list(rows, &site.language),
        site,
    )
}

/// What is counted of all accounts on each day.
fn points(summaries: &[Summary], as_of: NaiveDate) -> Vec<(NaiveDate, Quality)> {
    let sum = |at: usize| {
        let each = summaries.iter().filter_map(|one| one.quality.points.get(at));
        each.fold(Quality::default(), |sum, one| sum + *one)
    };
    days(as_of).into_iter().enumerate().map(|(at, day)| (day, sum(at))).collect()
}

fn lead(points: &[(NaiveDate, Quality)], redundant: usize, site: &Site<'_>) -> String {
    let of = |back: usize| points.iter().rev().nth(back).and_then(|(_, quality)| quality.score());
    let Some(now) = of(0) else { return site.language.word("nothing-is-known-of-the-records-yet") };
    let number = |score: f64| site.language.number(score, 0);
    let then = of(1)
        .map(|before| site.language.say("number-a-quarter-ago", &[("number", &number(before))]))
        .unwrap_or_default();
    site.language.say(
        "number-of-100-then-records-redundant",
        &[
            ("number", &number(now)),
            ("then", &then),
            ("records", &site.language.count("n-records-and-files-are-likely", redundant, &[])),
        ],
    )
}

/// The score with its parts, and its course.
fn score(points: &[(NaiveDate, Quality)], site: &Site<'_>) -> Block {
    let now = points.last().map(|(_, quality)| *quality).unwrap_or_default();
    let before = points.iter().rev().nth(1).map(|(_, quality)| *quality).unwrap_or_default();
    let course_points: Vec<(NaiveDate, Option<f64>)> =
        points.iter().map(|(day, quality)| (*day, quality.score())).collect();
    let chart = course(
        &Course {
            id: "quality",
            title: &site.language.word("quality-of-the-records"),
            points: &course_points,
        },
        &site.language,
    );
    let charts = chart.map(ChartView::from).map(|mut chart| {
        chart.columns.extend(["completeness", "freshness", "tidiness"].map(|id| site.language.word(id)));
        for (row, (_, quality)) in chart.rows.iter_mut().zip(points) {
            row.extend([quality.complete, quality.fresh, quality.tidy].map(|share| percent(share, site)));
        }
        chart
    });
    let table = Table::whole(
        &site.language.word("parts-of-the-score"),
        part_columns(&site.language),
        part_rows(&now, &before, site),
        Empty::default(),
    );
    Block {
        id: "score".to_owned(),
        title: site.language.word("how-good-the-records-are"),
        lead: site.language.say(
            "score-weight-complete-completeness-weight",
            &[
                ("weight_complete", &WEIGHT_COMPLETE),
                ("weight_fresh", &WEIGHT_FRESH),
                ("weight_tidy", &WEIGHT_TIDY),
                ("least_known", &LEAST_KNOWN),
            ],
        ),
        charts: charts.into_iter().collect(),
        tables: vec![table],
        ..Block::default()
    }
}

fn part_columns(language: &Language) -> Vec<Column> {
    vec![
        Column::text(&language.word("part")),
        Column::number(&language.word("weight")),
        Column::number(&language.word("now")),
        Column::text(&language.word("since-a-quarter-ago")),
        Column::wide(&language.word("what-is-counted")),
    ]
}

/// The parts of the score, each with its weight and what is counted.
fn part_rows(now: &Quality, before: &Quality, site: &Site<'_>) -> Vec<Row> {
    let row = |name: &str, weight: f64, [now, before]: [Share; 2], counts: &str| {
        let evidence = Evidence {
            formula: site.language.word("as-they-should-be-all-of-them"),
            working: vec![
                working(site.language.word("as-they-should-be"), now.good.to_string()),
                working(site.language.word("all-of-them"), now.of.to_string()),
            ],
            ..Default::default()
        };
        let shown = match now.percent() {
            Some(share) => Figure::plain(percent(now, site), share).because(evidence),
            None => Figure::unknown(site.language.word("word-unknown")),
        };
        let changed = now.percent().zip(before.percent()).map(|(now, before)| change(now - before, site));
        Row::of(vec![
            Cell::text(name),
            Cell::of(Figure::plain(site.language.number(weight, 0), weight)),
            Cell::of(shown),
            Cell::or(changed, "–"),
            Cell::text(counts),
        ])
    };
    vec![
        row(
            &site.language.word("completeness"),
            WEIGHT_COMPLETE,
            [now.complete, before.complete],
            &site.language.word("of-what-must-be-known-of-each-active"),
        ),
        row(
            &site.language.word("freshness"),
            WEIGHT_FRESH,
            [now.fresh, before.fresh],
            &site.language.word("of-accounts-the-customers-people-profiles"),
        ),
        row(
            &site.language.word("tidiness"),
            WEIGHT_TIDY,
            [now.tidy, before.tidy],
            &site.language.word("of-all-records-and-attached-files-how-many"),
        ),
    ]
}

fn percent(share: Share, site: &Site<'_>) -> String {
    let Some(percent) = share.percent() else { return site.language.word("word-unknown") };
    // What is nearly all is not all.
    let decimals = usize::from(share.good < share.of && percent >= 99.5);
    site.language.percent(percent / 100.0, decimals)
}

fn change(points: f64, site: &Site<'_>) -> Change {
    let shown = points.round();
    Change {
        text: site.language.signed(shown, 0),
        direction: match shown {
            shown if shown > 0.0 => Direction::Up,
            shown if shown < 0.0 => Direction::Down,
            _ => Direction::Level,
        },
        good: (shown != 0.0).then_some(shown > 0.0),
        sort: points,
    }
}

fn lapsed_list(summaries: &[Summary], language: &Language) -> Block {
    let mut all: Vec<&Ranked> = summaries.iter().flat_map(|one| &one.quality.lapsed).collect();
    all.sort_by_key(|one| &one.key);
    let total = all.len();
    let rows = all.into_iter().take(LISTED).map(|one| one.row.clone()).collect();
    let columns = vec![
        Column::text(&language.word("what")),
        Column::text(&language.word("account")),
        Column::text(&language.word("last-found-true")),
        Column::text(&language.word("holds-for")),
        Column::text(&language.word("owner-title")),
    ];
    let empty = Empty { why: language.word("everything-was-looked-at-in-time"), ..Empty::default() };
    let table =
        Table { total, ..Table::whole(&language.word("not-looked-at-in-time"), columns, rows, empty) };
    let lead = if total > LISTED { &language.word("the-oldest-hundred") } else { "" };
    Block::table("lapsed", &language.word("not-looked-at-in-time"), lead, table)
}

/// What users say of the records.
fn said(site: &Site<'_>) -> Block {
    let plan = &site.shared.plan;
    let who = |who: &Option<At<Who>>| who.as_ref().map(|who| site.linked_member(&who.value.0, Place::Top));
    let voice =
        |entry: &Entry, from: &Option<At<Who>>, words: String, weaknesses: &[At<String>], answered: bool| {
            let weak: Vec<&str> = weaknesses.iter().map(|at| at.value.as_str()).collect();
            let cells = vec![
                Cell::or(who(from), &site.language.word("somebody")),
                Cell::or(entry.date.map(|on| site.date(on)), "–"),
                Cell::text(words).below(if weak.is_empty() {
                    String::new()
                } else {
                    site.language.say("lacks-weak", &[("weak", &weak.join(", "))])
                }),
                if answered || weak.is_empty() {
                    Cell::text("–")
                } else {
                    Cell::of(Piece::Late(site.language.word("not-answered")))
                },
            ];
            (
                entry.date,
                Row {
                    source: Some(site.source_at(site.language.word("what-was-said-2"), &entry.span)),
                    ..Row::of(cells)
                },
            )
        };
    let all = plan.entries.iter().filter(|entry| exists(entry, site.as_of));
    let mut voices: Vec<(Option<NaiveDate>, Row)> = all
        .filter_map(|entry| match &entry.data {
            Data::Feedback(one) => {
                let one: &Feedback = one;
                let words = entry.body.as_ref().map(|body| body.span.content().trim().to_owned());
                Some(voice(
                    entry,
                    &one.from,
                    words.unwrap_or_default(),
                    &one.weaknesses,
                    by(one.answered.as_ref(), site.as_of).is_some(),
                ))
            }
            Data::Answer(one) => {
                let one: &Answer = one;
                let words = one.words.as_ref().map(|words| words.value.clone());
                Some(voice(
                    entry,
                    &one.from,
                    words.unwrap_or_default(),
                    &one.weaknesses,
                    by(one.answered.as_ref(), site.as_of).is_some(),
                ))
            }
            _ => None,
        })
        .collect();
    voices.sort_by_key(|(on, _)| std::cmp::Reverse(*on));
    let total = voices.len();
    let rows = voices.into_iter().take(LISTED).map(|(_, row)| row).collect();
    let columns = vec![
        Column::text(&site.language.word("who")),
        Column::text(&site.language.word("when")),
        Column::wide(&site.language.word("what-they-say-of-the-records")),
        Column::text(&site.language.word("answer")),
    ];
    let empty = Empty {
        why: site.language.word("nobody-was-asked-whether-the-records-serve"),
        file: format!("feedback/{}-somebody.md", site.as_of),
        example: "+++\nsource = \"staff\"\n+++\nI find what was promised within a minute.".to_owned(),
    };
    let table = Table {
        total,
        ..Table::whole(&site.language.word("what-users-say-of-the-records"), columns, rows, empty)
    };
    Block::table("said", &site.language.word("what-users-say-of-the-records"), "", table)
}

/// What is done about the records, and how they were judged.
fn done(site: &Site<'_>) -> Block {
    let plan = &site.shared.plan;
    let link = |who: &Option<At<Who>>| who.as_ref().map(|who| site.linked_member(&who.value.0, Place::Top));
    let actions =
        plan.each::<Action>().filter(|(entry, _)| exists(entry, site.as_of)).map(|(entry, action)| {
            let open = is_open(entry, action, site.as_of);
            let late = action.due.as_ref().is_some_and(|due| open && due.value < site.as_of);
            let state = match (late, open) {
                (true, _) => Piece::Late(site.language.word("overdue-inline")),
                (_, true) => Piece::Text(site.language.word("open-2")),
                _ => Piece::Text(site.language.word("closed")),
            };
            let cells = vec![
                Cell::text(action.what.value.clone()),
                Cell::of(state),
                Cell::or(action.due.as_ref().map(|due| site.date(due.value)), "–"),
                Cell::or(link(&action.owner), &site.language.word("nobody")),
            ];
            Row {
                over: !open,
                source: Some(site.source_at(site.language.word("action"), &entry.span)),
                ..Row::of(cells)
            }
        });
    let columns = vec![
        Column::wide(&site.language.word("action")),
        Column::text(&site.language.word("state")),
        Column::text(&site.language.word("due")),
        Column::text(&site.language.word("owner-title")),
    ];
    let empty = Empty {
        why: site.language.word("no-action-on-the-records-is-agreed"),
        file: "plan.toml".to_owned(),
        example: "[[action]]\nwhat = \"Every owner reads their accounts, and corrects them\"".to_owned(),
    };
    let actions =
        Table::whole(&site.language.word("actions-on-the-records"), columns, actions.collect(), empty)
            .titled(&site.language.word("actions"));
    let is_of_records = |of: &str| {
        let named = |kind: Kind| plan.entries.iter().any(|entry| entry.kind() == kind && entry.key.id == of);
        named(Kind::Information) || named(Kind::Tool)
    };
    let judged = plan
        .each::<Evaluation>()
        .filter(|(entry, one)| exists(entry, site.as_of) && is_of_records(&one.of.value.id));
    let judged = judged.map(|(entry, one): (&Entry, &Evaluation)| {
        let words = |at: &Option<At<String>>| at.as_ref().map(|at| at.value.clone());
        let cells = vec![
            Cell::text(one.of.value.id.clone()),
            Cell::or(entry.date.map(|on| site.date(on)), "–"),
            Cell::or(words(&one.value_ours), "–"),
            Cell::or(words(&one.improvement), "–"),
        ];
        Row { source: Some(site.source_at(site.language.word("evaluation"), &entry.span)), ..Row::of(cells) }
    });
    let columns = vec![
        Column::text(&site.language.word("of-2")),
        Column::text(&site.language.word("when")),
        Column::wide(&site.language.word("worth-to-us-2")),
        Column::wide(&site.language.word("to-be-better")),
    ];
    let empty = Empty {
        why: site.language.word("no-information-requirement-and-no-tool-was"),
        file: "plan.toml".to_owned(),
        example: format!(
            "[[evaluation]]\nof = \"information/who-decides\"\non = {}\nvalue_ours = \"Asked for in every review.\"",
            site.as_of
        ),
    };
    let judged =
        Table::whole(&site.language.word("reviews-of-the-records"), columns, judged.collect(), empty)
            .titled(&site.language.word("reviews"));
    Block::tables("done", &site.language.word("what-is-done-about-the-records"), "", vec![actions, judged])
}

fn redundant_list(rows: Vec<Row>, language: &Language) -> Block {
    let columns = vec![
        Column::wide(&language.word("what")),
        Column::text(&language.word("account")),
        Column::wide(&language.word("why")),
        Column::wide(&language.word("what-to-delete")),
    ];
    let empty = Empty { why: language.word("nothing-stands-here-twice-unneeded-or-for"), ..Empty::default() };
    let table = Table::whole(&language.word("redundant"), columns, rows, empty);
    let lead = &language.word("likely-duplicates-what-nothing-needs-and");
    Block::table("redundant", &language.word("redundant"), lead, table)
}

/// An account's own part: what is counted of it on the day, and what is redundant in it.
#[must_use]
pub fn own_part(desk: &Desk<'_>) -> (Quality, Vec<Redundant>) {
    let context = Context { shared: desk.site.shared, config: desk.site.config, as_of: desk.site.as_of };
    let all = redundant(desk.checked, &context);
    (quality(desk.checked, &context, &all, desk.site.as_of), all)
}
