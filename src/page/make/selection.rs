//! Which customers are selected as major ones: every account's scores by criterion, their weighted mean, and whether it
//! carries the tier.

use std::collections::BTreeMap;

use super::across::Ranked;
use super::overview::{linked_account, owner};
use super::summary::Summary;
use crate::language::Language;
use crate::page::block::{Block, BlocksPage, Cell, Column, Piece, Row, Table};
use crate::page::common::{Empty, Figure};
use crate::page::desk::{Desk, Section, Site, working};
use crate::record::{At, Rating, Status, Tier};
use crate::review::past::{status, tier_of};
use crate::review::selection::{score, supports};

/// What an account leaves for the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Selected {
    /// Its row.
    pub ranked: Ranked,
    /// The tier, by id.
    pub tier: Option<String>,
    /// Whether its mean carries its tier; `None` where the tier asks for none or the mean is not known.
    pub is_met: Option<bool>,
    /// Its scores by criterion, 1 to 5.
    pub scores: BTreeMap<String, u8>,
}

/// How the account scores, with links relative to the site's root.
#[must_use]
pub fn selected(desk: &Desk<'_>) -> Selected {
    let (checked, config, as_of) = (desk.checked, desk.site.config, desk.site.as_of);
    let scores = scores(desk);
    let tier = tier_of(checked, config, as_of);
    let mean = checked.account().and_then(|(_, account)| score(account, config));
    let asked = tier.and_then(floor);
    let is_met = mean.zip(tier.filter(|_| asked.is_some())).map(|(mean, tier)| supports(mean, tier));
    let life = checked.account().map_or(Status::Active, |(_, account)| status(account, as_of));
    let mut name = Cell::of(linked_account(desk));
    if life != Status::Active {
        name = name.below(life.word());
    }
    let mut cells = vec![
        name,
        Cell::or(tier.map(tier_name), &desk.site.language.word("none")),
        mean_cell(desk, mean, &scores),
    ];
    cells.push(match (asked, is_met) {
        (None, _) => Cell::or(None::<Piece>, &desk.site.language.word("asks-for-none")),
        (Some(asked), None) => {
            Cell::or(None::<Piece>, &desk.site.language.word("not-known")).below(asks(desk, asked))
        }
        (Some(asked), Some(true)) => {
            Cell::text(desk.site.language.word("met")).below(asks(desk, asked)).sorted(1)
        }
        (Some(asked), Some(false)) => {
            Cell::of(Piece::Late(desk.site.language.word("not-met"))).below(asks(desk, asked)).sorted(0)
        }
    });
    cells.push(supported(desk, mean));
    cells.extend(scores.iter().map(|one| match one.score {
        Some(score) => Cell::of(Figure::plain(score.to_string(), f64::from(score))),
        None => Cell::or(None::<Piece>, "–"),
    }));
    cells.push(Cell::or(owner(desk), &desk.site.language.word("nobody")));
    let class = if life == Status::Ended { 2 } else { u8::from(mean.is_none()) };
    // A mean is of a few small whole numbers, so that thousandths tell any two apart.
    let rank = -(mean.unwrap_or(0.0) * 1000.0).round() as i64;
    let row = Row { over: life == Status::Ended, ..Row::of(cells) };
    Selected {
        ranked: Ranked { key: (class, rank, checked.name().to_owned()), row },
        tier: tier.map(|tier| tier.id.value.clone()),
        is_met: is_met.filter(|_| life == Status::Active),
        scores: scores.iter().filter_map(|one| Some((one.criterion.to_owned(), one.score?))).collect(),
    }
}

fn asks(desk: &Desk<'_>, floor: f64) -> String {
    desk.site.language.say("asks-for-short-number", &[("short_number", &desk.short_number(floor))])
}

fn tier_name(tier: &Tier) -> String {
    tier.name.as_ref().map_or(&tier.id.value, |name| &name.value).clone()
}

/// The score of one criterion.
struct Score<'a> {
    criterion: &'a str,
    weight: u8,
    score: Option<u8>,
}

/// One score a criterion, in the order of their names.
fn scores<'a>(desk: &Desk<'a>) -> Vec<Score<'a>> {
    let given = desk.checked.account().and_then(|(_, account)| account.selection.as_ref());
    let weights = desk.site.config.selection.iter().flat_map(|weights| &weights.value.0);
    let scores = weights.map(|(criterion, weight)| Score {
        criterion,
        weight: weight.value.get(),
        score: given.and_then(|given| given.value.0.get(criterion)).map(|score| score.value.get()),
    });
    scores.collect()
}

fn floor(tier: &Tier) -> Option<f64> {
    tier.selection_floor.as_ref().map(|floor| floor.value)
}

/// The weighted mean with its working, and which scores it lacks.
fn mean_cell(desk: &Desk<'_>, mean: Option<f64>, scores: &[Score<'_>]) -> Cell {
    let Some(mean) = mean else { return Cell::or(None::<Piece>, &desk.site.language.word("not-scored")) };
    let given = scores.iter().filter_map(|one| Some((one, one.score?)));
    let mut terms: Vec<_> = given
        .clone()
        .map(|(one, score)| {
            let term = desk.site.language.say(
                "criterion-weight-weight-score-score",
                &[("criterion", &one.criterion), ("weight", &one.weight), ("score", &score)],
            );
            working(term, (u32::from(one.weight) * u32::from(score)).to_string())
        })
        .collect();
    let weights: u32 = given.map(|(one, _)| u32::from(one.weight)).sum();
    terms.push(working(desk.site.language.word("sum-of-the-weights"), weights.to_string()));
    let account = desk.checked.account().map(|(entry, _)| entry);
    let evidence =
        desk.evidence(desk.site.language.word("weight-score-weight-over-the-criteria-that"), terms, account);
    let cell = Cell::of(Figure::plain(desk.site.language.number(mean, 2), mean).because(evidence));
    let lacking: Vec<&str> =
        scores.iter().filter(|one| one.score.is_none()).map(|one| one.criterion).collect();
    cell.below(if lacking.is_empty() {
        String::new()
    } else {
        desk.site.language.say("without-lacking", &[("lacking", &lacking.join(", "))])
    })
}

/// The highest tier whose floor the mean reaches.
fn supported(desk: &Desk<'_>, mean: Option<f64>) -> Cell {
    let asking = || desk.site.config.tier.iter().map(|tier| &tier.value).filter(|tier| floor(tier).is_some());
    let reached = |mean: f64| asking().find(|tier| supports(mean, tier));
    let Some(mean) = mean.filter(|_| asking().next().is_some()) else {
        return Cell::or(None::<Piece>, "–");
    };
    Cell::or(reached(mean).map(tier_name), &desk.site.language.word("none"))
}

/// `selection.html` and the pages after it.
#[must_use]
pub fn pages(summaries: &[Summary], site: &Site<'_>) -> Vec<(String, BlocksPage)> {
    let all: Vec<&Selected> = summaries.iter().map(|summary| &summary.selection).collect();
    let mut columns = vec![
        Column::text(&site.language.word("account")),
        Column::text(&site.language.word("tier")),
        Column::number(&site.language.word("weighted-mean")),
        Column::text(&site.language.word("what-the-tier-asks")),
        Column::text(&site.language.word("tier-its-scores-carry")),
    ];
    let criteria = site.config.selection.iter().flat_map(|weights| weights.value.0.keys());
    columns.extend(criteria.map(|criterion| Column::number(criterion)));
    columns.push(Column::text(&site.language.word("owner-title")));
    let empty = Empty { why: site.language.word("there-is-no-account-yet"), ..Empty::default() };
    let rows = all.iter().map(|one| one.ranked.clone()).collect();
    let mut pages = super::across::Long {
        section: Section::Selection,
        lead: lead(&all, &site.language),
        columns,
        rows,
        empty,
    }
    .pages(site);
    if let Some((_, first)) = pages.first_mut() {
        first.blocks.push(criteria_block(&all, site));
        first.blocks.push(tiers_block(&all, site));
    }
    pages
}

/// “6 of 10 accounts are scored; the scores of 1 do not carry its tier.”
fn lead(all: &[&Selected], language: &Language) -> String {
    let scored = all.iter().filter(|one| !one.scores.is_empty()).count();
    let below = all.iter().filter(|one| one.is_met == Some(false)).count();
    let scored = language.say(
        "scored-of-accounts-scored",
        &[("scored", &scored), ("accounts", &language.count("n-accounts-are", all.len(), &[]))],
    );
    let below = match below {
        0 => language.word("no-active-account-is-in-a-tier-that-its"),
        1 => language.word("the-scores-of-one-do-not-carry-its-tier"),
        below => language.say("the-scores-of-below-do-not-carry-their-tier", &[("below", &below)]),
    };
    format!("{scored}; {below}.")
}

/// The criteria with their weights, and how the accounts score by each.
fn criteria_block(all: &[&Selected], site: &Site<'_>) -> Block {
    let weights = site.config.selection.as_ref();
    let total: u32 =
        weights.iter().flat_map(|at| at.value.0.values()).map(|one| u32::from(one.value.get())).sum();
    let row = |name: &String, weight: &At<Rating>| {
        let scores: Vec<f64> =
            all.iter().filter_map(|one| one.scores.get(name)).map(|score| f64::from(*score)).collect();
        let share = 100.0 * f64::from(weight.value.get()) / f64::from(total.max(1));
        let mean = (!scores.is_empty()).then(|| scores.iter().sum::<f64>() / scores.len() as f64);
        let mean = mean.map(|mean| Figure::plain(site.language.number(mean, 1), mean));
        Row {
            source: Some(
                site.source_at(site.language.say("weight-of-name", &[("name", &name)]), &weight.span),
            ),
            ..Row::of(vec![
                Cell::text(name.clone()),
                Cell::of(Figure::plain(weight.value.get().to_string(), f64::from(weight.value.get()))),
                Cell::of(Figure::plain(site.language.number(share, 0), share).unit("%")),
                Cell::of(Figure::plain(scores.len().to_string(), scores.len() as f64)),
                Cell::or(mean, "–"),
            ])
        }
    };
    let rows = weights.iter().flat_map(|at| &at.value.0).map(|(name, weight)| row(name, weight)).collect();
    let columns = vec![
        Column::text(&site.language.word("criterion")),
        Column::number(&site.language.word("weight")),
        Column::number(&site.language.word("of-all-weights")),
        Column::number(&site.language.word("accounts-scored")),
        Column::number(&site.language.word("mean-score")),
    ];
    let empty = Empty {
        why: site.language.word("there-are-no-criteria-by-which-customers"),
        file: "standing.toml".to_owned(),
        example: "selection = { growth = 3, fit = 2 }".to_owned(),
    };
    let lead = &site.language.word("what-makes-a-customer-worth-a-place-in-a");
    Block::table(
        "criteria",
        &site.language.word("criteria"),
        lead,
        Table::whole(&site.language.word("criteria"), columns, rows, empty),
    )
}

/// The tiers with what they ask for, and whether their accounts reach it.
fn tiers_block(all: &[&Selected], site: &Site<'_>) -> Block {
    let row = |tier: &Tier| {
        let own: Vec<_> =
            all.iter().filter(|one| one.tier.as_deref() == Some(tier.id.value.as_str())).collect();
        let below = own.iter().filter(|one| one.is_met == Some(false)).count();
        let number = |count: usize| Cell::of(Figure::plain(count.to_string(), count as f64));
        let asked = floor(tier).map(|floor| Figure::plain(site.language.number(floor, 1), floor));
        let is_major = tier.major.as_ref().is_some_and(|major| major.value);
        Row {
            source: Some(
                site.source_at(site.language.say("tier-id", &[("id", &tier.id.value)]), &tier.id.span),
            ),
            ..Row::of(vec![
                Cell::text(tier_name(tier)),
                Cell::text(site.language.word(if is_major { "yes" } else { "no" })),
                Cell::or(asked, &site.language.word("none")),
                number(own.len()),
                number(below),
            ])
        }
    };
    let rows = site.config.tier.iter().map(|tier| row(&tier.value)).collect();
    let columns = vec![
        Column::text(&site.language.word("tier")),
        Column::text(&site.language.word("major-customers")),
        Column::number(&site.language.word("asks-for-a-mean-of")),
        Column::number(&site.language.word("accounts")),
        Column::number(&site.language.word("below-it")),
    ];
    let empty = Empty {
        why: site.language.word("there-are-no-tiers"),
        file: "standing.toml".to_owned(),
        example: "[[tier]]\nid = \"key\"\nmajor = true\nselection_floor = 3.5".to_owned(),
    };
    let lead = &site.language.word("a-tier-may-ask-for-a-least-weighted-mean");
    Block::table(
        "tiers",
        &site.language.word("tiers"),
        lead,
        Table::whole(&site.language.word("tiers"), columns, rows, empty),
    )
}
