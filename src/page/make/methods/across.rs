//! The page of all methods: how each is used, who answers, what it was judged to be worth, and what is to be better.

use std::collections::BTreeMap;

use super::MethodUse;
use crate::language::Language;
use crate::page::block::{Block, BlocksPage, Cell, Column, Piece, Row, Table};
use crate::page::common::{Empty, Evidence, Figure, Linked};
use crate::page::desk::{Place, Section, Site, working};
use crate::page::make::summary::Summary;
use crate::page::make::words::capital;
use crate::review::feedback::wilson;

/// How many rows the table of all accounts shows.
const ROWS: usize = 300;

/// The page.
#[must_use]
pub fn page(summaries: &[Summary], site: &Site<'_>) -> BlocksPage {
    let all: Vec<&MethodUse> = summaries.iter().flat_map(|summary| &summary.methods).collect();
    let late = all.iter().filter(|used| used.late).count();
    let lead = match all.len() {
        0 => site.language.word("no-way-of-gathering-feedback-was-agreed"),
        many => site.language.say(
            "methods-in-use-late-overdue",
            &[("methods", &site.language.count("n-methods-are", many, &[])), ("late", &late)],
        ),
    };
    BlocksPage {
        frame: site.frame(Section::Methods.label(&site.language), Place::Top, Section::Methods),
        lead,
        blocks: vec![shared(&all, site), each(all, site), super::shared::block(site)],
        ..BlocksPage::default()
    }
}

fn empty(file: &str, language: &Language) -> Empty {
    Empty {
        why: language.word("no-such-method-is-set-out"),
        file: file.to_owned(),
        example: "[[method]]\ntitle = \"Half-yearly survey\"\nform = \"formal\"\ninstrument = \"nps\"\nevery = \"6m\""
            .to_owned(),
    }
}

/// The methods that all accounts share, each in one row.
fn shared(all: &[&MethodUse], site: &Site<'_>) -> Block {
    let mut by_id: BTreeMap<&str, Vec<&MethodUse>> = BTreeMap::new();
    for used in all {
        if let Some(id) = &used.shared {
            by_id.entry(id).or_default().push(used);
        }
    }
    let rows = by_id.into_values().map(|uses| {
        let first = uses[0];
        let used = uses.iter().filter(|one| one.last.is_some()).count();
        let waves: usize = uses.iter().map(|one| one.waves).sum();
        let asked = uses.iter().map(|one| one.response.0).sum();
        let answered = uses.iter().map(|one| one.response.1).sum();
        let last = uses.iter().filter_map(|one| one.last).max();
        let latest = uses
            .iter()
            .filter(|one| one.judged.is_some())
            .max_by_key(|one| one.judged.as_ref().map(|(on, _)| *on));
        Row::of(vec![
            Cell::text(first.title.clone()).below(format!("{} {}", first.form, first.how).trim().to_owned()),
            Cell::of(Figure::plain(
                site.language.say("used-of-uses", &[("used", &used), ("uses", &uses.len())]),
                used as f64,
            )),
            Cell::of(Figure::plain(waves.to_string(), waves as f64)),
            response(asked, answered, site),
            Cell::or(last.map(|on| site.date(on)), &site.language.word("never")),
            latest.map_or_else(|| judged(first, site), |one| judged(one, site)),
        ])
    });
    let columns = vec![
        Column::wide(&site.language.word("method")),
        Column::number(&site.language.word("accounts-that-use-it")),
        Column::number(&site.language.word("waves")),
        Column::number(&site.language.word("response")),
        Column::text(&site.language.word("last-used")),
        Column::wide(&site.language.word("judged")),
    ];
    let table = Table::whole(
        &site.language.word("methods-of-all-accounts"),
        columns,
        rows.collect(),
        empty("plan.toml", &site.language),
    );
    Block::table("shared", &site.language.word("of-all-accounts"), "", table)
}

/// Every method of every account; what is overdue first, then what was used longest ago.
fn each(mut all: Vec<&MethodUse>, site: &Site<'_>) -> Block {
    all.sort_by(|left, right| {
        let key = |one: &MethodUse| (!one.late, one.next.is_none(), one.next);
        key(left)
            .cmp(&key(right))
            .then_with(|| (&left.account, &left.title).cmp(&(&right.account, &right.title)))
    });
    let rows = all.iter().take(ROWS).map(|one| {
        let next = Cell::or(one.next.map(|next| site.date(next)), "–");
        let cells = vec![
            Cell::text(one.title.clone()).below(format!("{} {}", one.form, one.how).trim().to_owned()),
            Cell::of(one.account.clone()),
            Cell::or(one.last.map(|on| site.date(on)), &site.language.word("never")),
            if one.late { next.beneath(Piece::Late(site.language.word("overdue-inline"))) } else { next },
            Cell::of(Figure::plain(one.waves.to_string(), one.waves as f64)),
            response(one.response.0, one.response.1, site),
            judged(one, site),
        ];
        Row { source: Some(one.source.clone()), ..Row::of(cells) }
    });
    let columns = vec![
        Column::wide(&site.language.word("method")),
        Column::text(&site.language.word("account")),
        Column::text(&site.language.word("last")),
        Column::text(&site.language.word("next")),
        Column::number(&site.language.word("waves")),
        Column::number(&site.language.word("response")),
        Column::wide(&site.language.word("judged")),
    ];
    let example = "accounts/northwind/plan.toml";
    let mut table = Table::whole(
        &site.language.word("methods-by-account"),
        columns,
        rows.collect(),
        empty(example, &site.language),
    );
    table.total = all.len();
    table.more = (all.len() > ROWS)
        .then(|| Linked::text(site.language.word("the-rest-stands-on-the-accounts-own-pages")));
    Block::table("accounts", &site.language.word("in-each-account"), "", table)
}

/// The share of those asked who answered, with its interval.
fn response(asked: usize, answered: usize, site: &Site<'_>) -> Cell {
    let Some(share) = wilson(answered, asked) else {
        return Cell::or(None::<Linked>, &site.language.word("not-known"));
    };
    let percent = |share: f64| site.language.number(100.0 * share, 0);
    let evidence = Evidence {
        formula: site.language.word("answers-people-asked-in-the-waves-of-which"),
        working: vec![
            working(site.language.word("asked"), asked.to_string()),
            working(site.language.word("answered"), answered.to_string()),
            working(
                site.language.word("between"),
                site.language.say(
                    "percent-and-percent2",
                    &[("percent", &percent(share.interval.low)), ("percent2", &percent(share.interval.high))],
                ),
            ),
        ],
        ..Evidence::default()
    };
    Cell::of(Figure::plain(percent(share.value), share.value).unit("%").because(evidence))
}

/// The latest judgement, or that there is none.
fn judged(used: &MethodUse, site: &Site<'_>) -> Cell {
    let Some((on, judged)) = &used.judged else {
        return Cell::of(Piece::None(site.language.word("not-yet")));
    };
    judged
        .lines(&site.language)
        .into_iter()
        .fold(Cell::of(site.date(*on)), |cell, line| cell.below(capital(&line)))
}
