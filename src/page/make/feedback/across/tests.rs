//! The order of the page across accounts, and what stands out on it.

use super::*;
use crate::record::read_shared;
use crate::source::{MemorySource, Provenance, Source};

fn instrument(account: &str, title: &str, rank: u8, tests: Vec<(String, f64, bool)>) -> InstrumentRow {
    InstrumentRow {
        title: title.to_owned(),
        account: Linked::text(account),
        standing: StandingWord::Good,
        latest: None,
        unanswered: None,
        waves: 7,
        answers: 3,
        figure: None,
        sentence: String::new(),
        rank,
        tests,
    }
}

fn signal(account: &str, on: &str, is_worse: bool, is_explained: bool) -> SignalRow {
    SignalRow {
        account: Linked::text(account),
        standing: StandingWord::Good,
        title: "NPS".to_owned(),
        on: on.parse().expect("a day"),
        wave: Linked::text(on),
        id: format!("nps/{on}"),
        what: String::new(),
        is_worse,
        reasons: Vec::new(),
        is_explained,
    }
}

/// The words of a column.
fn column(table: &Long, at: usize) -> Vec<String> {
    let words = |piece: &Piece| match piece {
        Piece::Text(text) | Piece::None(text) | Piece::Late(text) => text.clone(),
        Piece::Link(link) => link.text.clone(),
        Piece::Figure(figure) => figure.value.clone(),
        other => format!("{other:?}"),
    };
    table.rows.iter().map(|row| row.cells[at].pieces.iter().map(words).collect()).collect()
}

/// Runs with a site of an empty portfolio.
fn with_site<T>(run: impl Fn(&Site<'_>) -> T) -> T {
    let memory = MemorySource::new()
        .with("standing.toml", "format = 1\ntitle = \"T\"\n")
        .with("accounts/a/account.toml", "[account]\nname = \"A\"\n");
    let shared = read_shared(&memory, &memory.survey().expect("listed")).expect("read");
    let (config, provenance) = (shared.config.clone().expect("a configuration"), Provenance::default());
    run(&Site::new(&config, &shared, &provenance, "2026-06-30".parse().expect("a day")))
}

#[test]
fn signals_without_a_reason_come_first_then_the_worse_then_the_newer() {
    let rows = Rows {
        instruments: Vec::new(),
        signals: vec![
            signal("explained", "2026-06-01", true, true),
            signal("better", "2026-05-01", false, false),
            signal("older", "2026-01-01", true, false),
            signal("newer", "2026-03-01", true, false),
        ],
    };
    assert_eq!(
        column(&signals(&[&rows], &Language::default()), 0),
        ["newer", "older", "better", "explained"]
    );
}

#[test]
fn a_small_probability_stands_out_only_among_few() {
    let alone = Rows {
        instruments: vec![instrument("a", "NPS", 1, vec![("last two waves".to_owned(), 0.04, true)])],
        signals: Vec::new(),
    };
    let many = (0..9).map(|_| instrument("b", "CSAT", 2, vec![("last two waves".to_owned(), 0.5, false)]));
    let many = Rows { instruments: many.collect(), signals: Vec::new() };
    let verdicts = |all: &[&Rows]| with_site(|site| column(&stands_out(all, site), 4));
    assert_eq!(verdicts(&[&alone]), ["stands out, for the worse"]);
    assert_eq!(verdicts(&[&many, &alone]), vec!["may be chance"; 10]);
}

#[test]
fn instruments_have_a_table_each_and_those_that_ask_for_most_come_first() {
    let first = Rows {
        instruments: vec![
            instrument("quiet", "NPS", 2, Vec::new()),
            instrument("quiet", "CSAT", 2, Vec::new()),
        ],
        signals: Vec::new(),
    };
    let second = Rows { instruments: vec![instrument("signal", "NPS", 0, Vec::new())], signals: Vec::new() };
    let tables = with_site(|site| instruments(&[&first, &second], site));
    let seen: Vec<_> = tables.iter().map(|one| (one.title.as_str(), column(one, 0))).collect();
    assert_eq!(
        seen,
        [("CSAT", vec!["quiet".to_owned()]), ("NPS", vec!["signal".to_owned(), "quiet".to_owned()])]
    );
}
