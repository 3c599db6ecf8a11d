//! Feedback across accounts: signals first, then what stands out among all tests, then each instrument by itself.
//!
//! Instruments are never mixed: what is asked in other words, or on another scale, stands in a table of its own.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Heard;
use super::instrument;
use super::sentences::Told;
use crate::language::Language;
use crate::page::block::{Block, BlocksPage, Cell, Column, Piece, Row, Table};
use crate::page::common::{Empty, Figure, Linked, StandingWord};
use crate::page::desk::{Desk, Place, Section, Site, account_address};
use crate::page::make::portfolio::{page_address, pagination};
use crate::page::make::summary::Summary;
use crate::record::Direction;
use crate::review::feedback::{Cause, KeyVariance, Sentence, stand_out};

/// The share of those that stand out that may be chance.
const RATE: f64 = 0.10;
/// How many rows of each table one page holds.
const ROWS_A_PAGE: usize = 300;

/// What an account leaves of one instrument.
#[derive(Debug, Clone, PartialEq)]
pub struct InstrumentRow {
    /// What it is called, by which instruments are told apart.
    pub title: String,
    /// The account, leading to the instrument on its page.
    pub account: Linked,
    /// How the account stands.
    pub standing: StandingWord,
    /// The day of the latest wave with a score.
    pub latest: Option<NaiveDate>,
    /// The day of a later wave that nobody answered with a score.
    pub unanswered: Option<NaiveDate>,
    /// How many waves have a score.
    pub waves: usize,
    /// How many answered the latest wave with a score.
    pub answers: usize,
    /// The figure of that wave with its interval, where it has one.
    pub figure: Option<(Figure, String)>,
    /// The one sentence.
    pub sentence: String,
    /// Which sentence it is: smaller asks for more.
    pub rank: u8,
    /// The tests, each with what it compares, its probability, and whether it is for the worse.
    pub tests: Vec<(String, f64, bool)>,
}

/// A signal on a control chart.
#[derive(Debug, Clone, PartialEq)]
pub struct SignalRow {
    /// The account.
    pub account: Linked,
    /// How the account stands.
    pub standing: StandingWord,
    /// The instrument.
    pub title: String,
    /// The wave's day.
    pub on: NaiveDate,
    /// The wave, leading to its records.
    pub wave: Linked,
    /// The computed id.
    pub id: String,
    /// What fired.
    pub what: String,
    /// Whether it is for the worse.
    pub is_worse: bool,
    /// The reasons that were given.
    pub reasons: Vec<String>,
    /// Whether reason and implication are said.
    pub is_explained: bool,
}

/// What one account leaves.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rows {
    /// Its instruments.
    pub instruments: Vec<InstrumentRow>,
    /// Its signals.
    pub signals: Vec<SignalRow>,
}

/// The rows of an account; links are relative to the site's root.
#[must_use]
pub fn rows(desk: &Desk<'_>, heard: &Heard<'_>, standing: StandingWord) -> Rows {
    let analysed = &heard.analysed;
    let each = analysed.series.iter().zip(&heard.analyses).zip(&analysed.names);
    let instruments = each.filter_map(|((series, analysis), name)| {
        let told = Told { desk, series, analysis };
        let wave = series.waves.get(*analysis.chart.waves.last()?)?;
        let is_better_up = series.measure.better == Direction::Higher;
        let worse = |is_up: bool| is_up != is_better_up;
        let trend = analysis.trend.filter(|trend| trend.is_long());
        let trend =
            trend.map(|trend| (desk.site.language.word("trend-of-all-waves"), trend.p, worse(trend.s > 0)));
        let between = analysis
            .between
            .map(|two| (desk.site.language.word("last-two-waves"), two.p, worse(two.change > 0.0)));
        Some(InstrumentRow {
            title: instrument::title(desk, series),
            account: linked(desk, name),
            standing,
            latest: Some(wave.on),
            unanswered: series.waves.last().map(|last| last.on).filter(|last| *last > wave.on),
            waves: analysis.chart.waves.len(),
            answers: wave.scores().len(),
            figure: instrument::figure(desk, series, wave),
            sentence: told.sentence(),
            rank: rank(&analysis.sentence),
            tests: trend.into_iter().chain(between).collect(),
        })
    });
    let instruments = instruments.collect();
    let signals = analysed.variances.iter().filter_map(|one| signal(desk, heard, one, standing)).collect();
    Rows { instruments, signals }
}

/// The account, leading to an instrument on its page.
fn linked(desk: &Desk<'_>, name: &str) -> Linked {
    let page = account_address(desk.checked.slug.as_str());
    Linked::to(desk.checked.name(), format!("{page}#instrument-{name}"))
}

fn rank(sentence: &Sentence) -> u8 {
    match sentence {
        Sentence::Signal(_) => 0,
        Sentence::Possible { .. } => 1,
        Sentence::Quiet { .. } => 2,
        Sentence::NotEnough { .. } => 3,
    }
}

fn signal(
    desk: &Desk<'_>,
    heard: &Heard<'_>,
    one: &KeyVariance<'_>,
    standing: StandingWord,
) -> Option<SignalRow> {
    let (series, analysis) = (&heard.analysed.series[one.series], &heard.analyses[one.series]);
    let told = Told { desk, series, analysis };
    one.causes.iter().find_map(|cause| match cause {
        Cause::Signal { firings, is_worse } => Some(SignalRow {
            account: linked(desk, &heard.analysed.names[one.series]),
            standing,
            title: instrument::title(desk, series),
            on: one.on,
            wave: Linked::to(desk.site.language.date(one.on), desk.href(&one.entry.key)),
            id: one.id.clone(),
            what: told.firings(firings.iter()),
            is_worse: *is_worse,
            reasons: one.explained.iter().map(|(_, record)| record.reason.value.clone()).collect(),
            is_explained: one.is_explained(),
        }),
        _ => None,
    })
}

/// Every page of feedback, with its address.
#[must_use]
pub fn pages(summaries: &[Summary], site: &Site<'_>) -> Vec<(String, BlocksPage)> {
    let all: Vec<&Rows> = summaries.iter().map(|summary| &summary.feedback).collect();
    let mut tables = vec![signals(&all, &site.language), stands_out(&all, site)];
    tables.extend(instruments(&all, site));
    let longest = tables.iter().map(|one| one.rows.len()).max().unwrap_or(0);
    let pages = longest.div_ceil(ROWS_A_PAGE).max(1);
    let lead = lead(&all, &site.language);
    (0..pages)
        .map(|at| {
            let title = if at == 0 {
                site.language.word("feedback")
            } else {
                site.language.say("feedback-page-at", &[("at", &(at + 1))])
            };
            let shown = tables.iter().filter(|one| at == 0 || one.rows.len() > at * ROWS_A_PAGE);
            let page = BlocksPage {
                frame: site.frame(title, Place::Top, Section::Feedback),
                lead: if at == 0 { lead.clone() } else { String::new() },
                blocks: shown.map(|one| one.block(at)).collect(),
                pagination: pagination(at, pages, longest, ROWS_A_PAGE, "feedback"),
                ..BlocksPage::default()
            };
            (page_address("feedback", at), page)
        })
        .collect()
}

/// “Two instruments in three accounts; 4 signals, 1 of them without a reason.”
fn lead(all: &[&Rows], language: &Language) -> String {
    let instruments: std::collections::BTreeSet<&str> =
        all.iter().flat_map(|rows| &rows.instruments).map(|row| row.title.as_str()).collect();
    let accounts = all.iter().filter(|rows| !rows.instruments.is_empty()).count();
    let signals = all.iter().map(|rows| rows.signals.len()).sum();
    let open = all.iter().flat_map(|rows| &rows.signals).filter(|row| !row.is_explained).count();
    let reasons = match open {
        0 => String::new(),
        _ if open == signals => language.word("without-a-reason"),
        open => language.say("open-of-them-without-a-reason", &[("open", &open)]),
    };
    language.say(
        "instruments-in-accounts-signals-reasons",
        &[
            ("instruments", &language.count("n-instruments", instruments.len(), &[])),
            ("accounts", &language.count("n-accounts", accounts, &[])),
            ("signals", &language.count("n-signals", signals, &[])),
            ("reasons", &reasons),
        ],
    )
}

/// A table that may go on on further pages.
struct Long {
    id: String,
    title: String,
    lead: String,
    columns: Vec<Column>,
    rows: Vec<Row>,
    empty: Empty,
}

impl Long {
    fn block(&self, at: usize) -> Block {
        let rows: Vec<Row> = self.rows.iter().skip(at * ROWS_A_PAGE).take(ROWS_A_PAGE).cloned().collect();
        let table = Table::whole(&self.title, self.columns.clone(), rows, self.empty.clone());
        let table = Table { total: self.rows.len(), ..table };
        Block::table(&self.id, &self.title, self.lead.clone(), table)
    }
}

/// Signals: those without a reason first, then those for the worse, the newest first.
fn signals(all: &[&Rows], language: &Language) -> Long {
    let mut found: Vec<&SignalRow> = all.iter().flat_map(|rows| &rows.signals).collect();
    found.sort_by(|left, right| {
        let key = |row: &SignalRow| (row.is_explained, !row.is_worse, std::cmp::Reverse(row.on));
        key(left).cmp(&key(right)).then_with(|| (&left.account, &left.id).cmp(&(&right.account, &right.id)))
    });
    let rows = found.into_iter().map(|row| {
        let sense =
            if row.is_worse { &language.word("for-the-worse") } else { &language.word("for-the-better") };
        let mut wave = Cell::of(row.wave.clone()).sorted(row.on);
        wave.under.push(vec![Piece::Code(row.id.clone())]);
        let reason = match row.reasons.as_slice() {
            [] => Cell::of(Piece::Late(language.word("not-said"))),
            all if row.is_explained => Cell::text(all.join(" ")),
            all => Cell::text(all.join(" ")).beneath(Piece::Late(language.word("no-implication"))),
        };
        Row::of(vec![
            Cell::of(row.account.clone()),
            Cell::of(row.standing),
            wave,
            Cell::text(format!("{sense}: {}", row.what)).below(row.title.clone()),
            reason,
        ])
    });
    let columns = [
        Column::text(&language.word("account")),
        Column::text(&language.word("standing")),
        Column::text(&language.word("wave")),
        Column::wide(&language.word("what")),
        Column::wide(&language.word("reason")),
    ];
    Long {
        id: "signals".to_owned(),
        title: language.word("signals-on-control-charts"),
        lead: language.word("a-signal-is-a-wave-that-does-something-else"),
        columns: columns.to_vec(),
        rows: rows.collect(),
        empty: nothing(&language.word("no-wave-of-the-last-year-is-a-signal-on-a")),
    }
}

fn nothing(why: &str) -> Empty {
    Empty { why: why.to_owned(), ..Empty::default() }
}

/// All tests, the least probable first, with those that stand out among so many.
fn stands_out(all: &[&Rows], site: &Site<'_>) -> Long {
    let mut tests: Vec<(&InstrumentRow, &(String, f64, bool))> = all
        .iter()
        .flat_map(|rows| &rows.instruments)
        .flat_map(|row| row.tests.iter().map(move |test| (row, test)))
        .collect();
    tests.sort_by(|(left, one), (right, other)| {
        one.1
            .total_cmp(&other.1)
            .then_with(|| (&left.account, &left.title, &one.0).cmp(&(&right.account, &right.title, &other.0)))
    });
    let chances: Vec<f64> = tests.iter().map(|(_, test)| test.1).collect();
    let standing_out = stand_out(&chances, RATE);
    let found = standing_out.iter().filter(|stands| **stands).count();
    let rows = tests.iter().zip(&standing_out).map(|((row, (what, p, is_worse)), stands)| {
        let sense = if *is_worse {
            &site.language.word("for-the-worse-2")
        } else {
            &site.language.word("for-the-better-2")
        };
        let verdict = if *stands {
            Cell::text(site.language.say("stands-out-sense", &[("sense", &sense)]))
        } else {
            Cell::of(Piece::None(site.language.word("may-be-chance")))
        };
        let number = if *p < 0.001 {
            site.language.say("under-number", &[("number", &site.language.number(0.001, 3))])
        } else {
            site.language.number(*p, 3)
        };
        Row::of(vec![
            Cell::of(row.account.clone()),
            Cell::text(row.title.clone()),
            Cell::text(what),
            Cell::of(Figure::plain(number, *p)),
            verdict,
        ])
    });
    let columns = [
        Column::text(&site.language.word("account")),
        Column::wide(&site.language.word("instrument")),
        Column::text(&site.language.word("test")),
        Column::number("p"),
        Column::text(&site.language.word("among-so-many")),
    ];
    Long {
        id: "tests".to_owned(),
        title: site.language.word("what-stands-out-among-all-tests"),
        lead: site.language.say(
            "p-says-how-often-chance-alone-makes-a-trend",
            &[("tests", &site.language.count("n-tests", tests.len(), &[])), ("found", &found)],
        ),
        columns: columns.to_vec(),
        rows: rows.collect(),
        empty: nothing(&site.language.word("no-instrument-has-two-waves-with-scores-yet")),
    }
}

/// Each instrument with its accounts: those that ask for most first.
fn instruments(all: &[&Rows], site: &Site<'_>) -> Vec<Long> {
    let mut by_title: BTreeMap<&str, Vec<&InstrumentRow>> = BTreeMap::new();
    for row in all.iter().flat_map(|rows| &rows.instruments) {
        by_title.entry(&row.title).or_default().push(row);
    }
    let each = by_title.into_iter().enumerate().map(|(at, (title, mut rows))| {
        rows.sort_by(|left, right| (left.rank, &left.account).cmp(&(right.rank, &right.account)));
        Long {
            id: format!("instrument-{}", at + 1),
            title: title.to_owned(),
            lead: String::new(),
            columns: vec![
                Column::text(&site.language.word("account")),
                Column::text(&site.language.word("standing")),
                Column::text(&site.language.word("latest-wave")),
                Column::number(&site.language.word("waves")),
                Column::number(&site.language.word("answers")),
                Column::number(&site.language.word("figure")),
                Column::wide(&site.language.word("what-the-waves-say")),
            ],
            rows: rows.into_iter().map(|row| instrument_row(row, site)).collect(),
            empty: Empty::default(),
        }
    });
    each.collect()
}

/// The latest wave; where nobody answered it, of which wave the figure is.
fn latest(row: &InstrumentRow, site: &Site<'_>) -> Cell {
    let Some(unanswered) = row.unanswered else {
        return Cell::or(row.latest.map(|on| site.date(on)), "–");
    };
    let before =
        row.latest.map(|on| site.language.say("the-figure-is-of-date", &[("date", &site.language.date(on))]));
    Cell::of(site.date(unanswered))
        .below(site.language.say("nobody-answered-before", &[("before", &before.unwrap_or_default())]))
}

fn instrument_row(row: &InstrumentRow, site: &Site<'_>) -> Row {
    let figure = match &row.figure {
        Some((figure, interval)) => Cell::of(figure.clone()).below(interval.clone()),
        None => Cell::or(None::<String>, &site.language.word("too-few-answers")),
    };
    let answers = if row.unanswered.is_some() { 0 } else { row.answers };
    Row::of(vec![
        Cell::of(row.account.clone()),
        Cell::of(row.standing),
        latest(row, site),
        Cell::of(Figure::plain(row.waves.to_string(), row.waves as f64)),
        Cell::of(Figure::plain(answers.to_string(), answers as f64)),
        figure,
        Cell::text(row.sentence.clone()).sorted(row.rank),
    ])
}

#[cfg(test)]
mod tests;
