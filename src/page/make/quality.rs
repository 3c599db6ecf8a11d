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
use crate::page::block::{Block, BlocksPage, Cell, Column, Piece, Row, Table};
use crate::page::common::{Change, ChartView, Direction, Empty, Evidence, Figure, Linked};
use crate::page::desk::{Desk, Place, Section, Site, count, working};
use crate::record::{Action, Answer, At, Data, Entry, Evaluation, Feedback, Kind, Who};
use crate::review::information::{is_active, is_open};
use crate::review::past::exists;
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
            Kind::Account => "The account itself".to_owned(),
            _ => desk.title(look.entry),
        };
        let cells = vec![
            Cell::of(Linked::to(title.clone(), desk.href(&look.entry.key))),
            Cell::of(linked_account(desk)),
            Cell::or(look.on.map(|on| desk.date(on)), "never"),
            Cell::text(period_text(period)),
            Cell::or(owner(desk), "nobody"),
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
        Cell::or(account, "all"),
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
    let before = vec![score(&points, site), lapsed_list(summaries), said(site), done(site)];
    paged(Section::DataQuality, lead(&points, rows.len(), site), before, redundant_list(rows), site)
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
    let Some(now) = of(0) else { return "Nothing is known of the records yet.".to_owned() };
    let number = |score: f64| site.language.number(score, 0);
    let then = of(1).map(|before| format!(", {} a quarter ago", number(before))).unwrap_or_default();
    format!(
        "{} of 100{then}. {} redundant; standing prune lists the same, with what to delete.",
        number(now),
        count(redundant, "record or file is likely", "records and files are likely")
    )
}

/// The score with its parts, and its course.
fn score(points: &[(NaiveDate, Quality)], site: &Site<'_>) -> Block {
    let now = points.last().map(|(_, quality)| *quality).unwrap_or_default();
    let before = points.iter().rev().nth(1).map(|(_, quality)| *quality).unwrap_or_default();
    let course_points: Vec<(NaiveDate, Option<f64>)> =
        points.iter().map(|(day, quality)| (*day, quality.score())).collect();
    let chart = course(
        &Course { id: "quality", title: "Quality of the records", points: &course_points },
        &site.language,
    );
    let charts = chart.map(ChartView::from).map(|mut chart| {
        chart.columns.extend(["Completeness", "Freshness", "Tidiness"].map(str::to_owned));
        for (row, (_, quality)) in chart.rows.iter_mut().zip(points) {
            row.extend([quality.complete, quality.fresh, quality.tidy].map(|share| percent(share, site)));
        }
        chart
    });
    let table =
        Table::whole("Parts of the score", part_columns(), part_rows(&now, &before, site), Empty::default());
    Block {
        id: "score".to_owned(),
        title: "How good the records are".to_owned(),
        lead: format!(
            "Score = ({WEIGHT_COMPLETE} × completeness + {WEIGHT_FRESH} × freshness + {WEIGHT_TIDY} × tidiness) ⁄ the \
             weights of those parts that are known, where those come to {LEAST_KNOWN} or more; each part is a share in percent over all accounts together. For a \
             past day, what has no date counts as it is now, and what was looked at since is left out of freshness."
        ),
        charts: charts.into_iter().collect(),
        tables: vec![table],
        ..Block::default()
    }
}

fn part_columns() -> Vec<Column> {
    vec![
        Column::text("Part"),
        Column::number("Weight"),
        Column::number("Now"),
        Column::text("Since a quarter ago"),
        Column::wide("What is counted"),
    ]
}

/// The parts of the score, each with its weight and what is counted.
fn part_rows(now: &Quality, before: &Quality, site: &Site<'_>) -> Vec<Row> {
    let row = |name: &str, weight: f64, [now, before]: [Share; 2], counts: &str| {
        let evidence = Evidence {
            formula: "as they should be ⁄ all of them".to_owned(),
            working: vec![
                working("As they should be", now.good.to_string()),
                working("All of them", now.of.to_string()),
            ],
            ..Default::default()
        };
        let shown = match now.percent() {
            Some(share) => Figure::plain(percent(now, site), share).because(evidence),
            None => Figure::unknown("unknown"),
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
            "Completeness",
            WEIGHT_COMPLETE,
            [now.complete, before.complete],
            "of what must be known of each active account, how much is written down; a must-have counts 2, what would be \
             good to know 1",
        ),
        row(
            "Freshness",
            WEIGHT_FRESH,
            [now.fresh, before.fresh],
            "of accounts, the customer’s people, profiles, and information that is to be kept fresh, how many somebody \
             found true within the period",
        ),
        row(
            "Tidiness",
            WEIGHT_TIDY,
            [now.tidy, before.tidy],
            "of all records and attached files, how many are not redundant",
        ),
    ]
}

fn percent(share: Share, site: &Site<'_>) -> String {
    let Some(percent) = share.percent() else { return "unknown".to_owned() };
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

fn lapsed_list(summaries: &[Summary]) -> Block {
    let mut all: Vec<&Ranked> = summaries.iter().flat_map(|one| &one.quality.lapsed).collect();
    all.sort_by_key(|one| &one.key);
    let total = all.len();
    let rows = all.into_iter().take(LISTED).map(|one| one.row.clone()).collect();
    let columns = vec![
        Column::text("What"),
        Column::text("Account"),
        Column::text("Last found true"),
        Column::text("Holds for"),
        Column::text("Owner"),
    ];
    let empty = Empty { why: "Everything was looked at in time.".to_owned(), ..Empty::default() };
    let table = Table { total, ..Table::whole("Not looked at in time", columns, rows, empty) };
    let lead = if total > LISTED { "The oldest hundred." } else { "" };
    Block::table("lapsed", "Not looked at in time", lead, table)
}

/// What users say of the records.
fn said(site: &Site<'_>) -> Block {
    let plan = &site.shared.plan;
    let who = |who: &Option<At<Who>>| who.as_ref().map(|who| site.linked_member(&who.value.0, Place::Top));
    let voice =
        |entry: &Entry, from: &Option<At<Who>>, words: String, weaknesses: &[At<String>], answered: bool| {
            let weak: Vec<&str> = weaknesses.iter().map(|at| at.value.as_str()).collect();
            let cells = vec![
                Cell::or(who(from), "somebody"),
                Cell::or(entry.date.map(|on| site.date(on)), "–"),
                Cell::text(words).below(if weak.is_empty() {
                    String::new()
                } else {
                    format!("lacks: {}", weak.join(", "))
                }),
                if answered || weak.is_empty() {
                    Cell::text("–")
                } else {
                    Cell::of(Piece::Late("not answered".to_owned()))
                },
            ];
            (entry.date, Row { source: Some(site.source_at("What was said", &entry.span)), ..Row::of(cells) })
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
                    one.answered.is_some(),
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
                    one.answered.is_some(),
                ))
            }
            _ => None,
        })
        .collect();
    voices.sort_by_key(|(on, _)| std::cmp::Reverse(*on));
    let total = voices.len();
    let rows = voices.into_iter().take(LISTED).map(|(_, row)| row).collect();
    let columns = vec![
        Column::text("Who"),
        Column::text("When"),
        Column::wide("What they say of the records"),
        Column::text("Answer"),
    ];
    let empty = Empty {
        why: "Nobody was asked whether the records serve them.".to_owned(),
        file: format!("feedback/{}-somebody.md", site.as_of),
        example: "+++\nsource = \"staff\"\n+++\nI find what was promised within a minute.".to_owned(),
    };
    let table = Table { total, ..Table::whole("What users say of the records", columns, rows, empty) };
    Block::table("said", "What users say of the records", "", table)
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
                (true, _) => Piece::Late("overdue".to_owned()),
                (_, true) => Piece::Text("open".to_owned()),
                _ => Piece::Text("closed".to_owned()),
            };
            let cells = vec![
                Cell::text(action.what.value.clone()),
                Cell::of(state),
                Cell::or(action.due.as_ref().map(|due| site.date(due.value)), "–"),
                Cell::or(link(&action.owner), "nobody"),
            ];
            Row { over: !open, source: Some(site.source_at("Action", &entry.span)), ..Row::of(cells) }
        });
    let columns =
        vec![Column::wide("Action"), Column::text("State"), Column::text("Due"), Column::text("Owner")];
    let empty = Empty {
        why: "No action on the records is agreed.".to_owned(),
        file: "plan.toml".to_owned(),
        example: "[[action]]\nwhat = \"Every owner reads their accounts, and corrects them\"".to_owned(),
    };
    let actions = Table::whole("Actions on the records", columns, actions.collect(), empty).titled("Actions");
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
        Row { source: Some(site.source_at("Evaluation", &entry.span)), ..Row::of(cells) }
    });
    let columns = vec![
        Column::text("Of"),
        Column::text("When"),
        Column::wide("Worth to us"),
        Column::wide("To be better"),
    ];
    let empty = Empty {
        why: "No information requirement and no tool was evaluated.".to_owned(),
        file: "plan.toml".to_owned(),
        example: format!(
            "[[evaluation]]\nof = \"information/who-decides\"\non = {}\nvalue_ours = \"Asked for in every review.\"",
            site.as_of
        ),
    };
    let judged = Table::whole("Reviews of the records", columns, judged.collect(), empty).titled("Reviews");
    Block::tables("done", "What is done about the records", "", vec![actions, judged])
}

fn redundant_list(rows: Vec<Row>) -> Block {
    let columns = vec![
        Column::wide("What"),
        Column::text("Account"),
        Column::wide("Why"),
        Column::wide("What to delete"),
    ];
    let empty =
        Empty { why: "Nothing stands here twice, unneeded, or for too long.".to_owned(), ..Empty::default() };
    let table = Table::whole("Redundant", columns, rows, empty);
    let lead = "Likely duplicates, what nothing needs, and what is kept for longer than it may be. Nothing is deleted by \
                itself, and the history of version control still holds what is deleted.";
    Block::table("redundant", "Redundant", lead, table)
}

/// An account's own part: what is counted of it on the day, and what is redundant in it.
#[must_use]
pub fn own_part(desk: &Desk<'_>) -> (Quality, Vec<Redundant>) {
    let context = Context { shared: desk.site.shared, config: desk.site.config, as_of: desk.site.as_of };
    let all = redundant(desk.checked, &context);
    (quality(desk.checked, &context, &all, desk.site.as_of), all)
}
