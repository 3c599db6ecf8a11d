//! Which customers are selected as major ones: every account's scores by criterion, their weighted mean, and whether it
//! carries the tier.

use std::collections::BTreeMap;

use super::across::Ranked;
use super::overview::{linked_account, owner};
use super::summary::Summary;
use crate::page::block::{Block, BlocksPage, Cell, Column, Piece, Row, Table};
use crate::page::common::{Empty, Figure};
use crate::page::desk::{Desk, Section, Site, count, working};
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
    let mut cells = vec![name, Cell::or(tier.map(tier_name), "none"), mean_cell(desk, mean, &scores)];
    cells.push(match (asked, is_met) {
        (None, _) => Cell::or(None::<Piece>, "asks for none"),
        (Some(asked), None) => Cell::or(None::<Piece>, "not known").below(asks(desk, asked)),
        (Some(asked), Some(true)) => Cell::text("met").below(asks(desk, asked)).sorted(1),
        (Some(asked), Some(false)) => {
            Cell::of(Piece::Late("not met".to_owned())).below(asks(desk, asked)).sorted(0)
        }
    });
    cells.push(supported(desk, mean));
    cells.extend(scores.iter().map(|one| match one.score {
        Some(score) => Cell::of(Figure::plain(score.to_string(), f64::from(score))),
        None => Cell::or(None::<Piece>, "–"),
    }));
    cells.push(Cell::or(owner(desk), "nobody"));
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
    format!("asks for {}", desk.short_number(floor))
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
    let Some(mean) = mean else { return Cell::or(None::<Piece>, "not scored") };
    let given = scores.iter().filter_map(|one| Some((one, one.score?)));
    let mut terms: Vec<_> = given
        .clone()
        .map(|(one, score)| {
            let term = format!("{}: weight {} × score {score}", one.criterion, one.weight);
            working(term, (u32::from(one.weight) * u32::from(score)).to_string())
        })
        .collect();
    let weights: u32 = given.map(|(one, _)| u32::from(one.weight)).sum();
    terms.push(working("Sum of the weights", weights.to_string()));
    let account = desk.checked.account().map(|(entry, _)| entry);
    let evidence =
        desk.evidence("Σ weight × score ⁄ Σ weight, over the criteria that are scored.", terms, account);
    let cell = Cell::of(Figure::plain(desk.site.language.number(mean, 2), mean).because(evidence));
    let lacking: Vec<&str> =
        scores.iter().filter(|one| one.score.is_none()).map(|one| one.criterion).collect();
    cell.below(if lacking.is_empty() { String::new() } else { format!("without {}", lacking.join(", ")) })
}

/// The highest tier whose floor the mean reaches.
fn supported(desk: &Desk<'_>, mean: Option<f64>) -> Cell {
    let asking = || desk.site.config.tier.iter().map(|tier| &tier.value).filter(|tier| floor(tier).is_some());
    let reached = |mean: f64| asking().find(|tier| supports(mean, tier));
    let Some(mean) = mean.filter(|_| asking().next().is_some()) else {
        return Cell::or(None::<Piece>, "–");
    };
    Cell::or(reached(mean).map(tier_name), "none")
}

/// `selection.html` and the pages after it.
#[must_use]
pub fn pages(summaries: &[Summary], site: &Site<'_>) -> Vec<(String, BlocksPage)> {
    let all: Vec<&Selected> = summaries.iter().map(|summary| &summary.selection).collect();
    let mut columns = vec![
        Column::text("Account"),
        Column::text("Tier"),
        Column::number("Weighted mean"),
        Column::text("What the tier asks"),
        Column::text("Tier its scores carry"),
    ];
    let criteria = site.config.selection.iter().flat_map(|weights| weights.value.0.keys());
    columns.extend(criteria.map(|criterion| Column::number(criterion)));
    columns.push(Column::text("Owner"));
    let empty = Empty { why: "There is no account yet.".to_owned(), ..Empty::default() };
    let rows = all.iter().map(|one| one.ranked.clone()).collect();
    let mut pages =
        super::across::Long { section: Section::Selection, lead: lead(&all), columns, rows, empty }
            .pages(site);
    if let Some((_, first)) = pages.first_mut() {
        first.blocks.push(criteria_block(&all, site));
        first.blocks.push(tiers_block(&all, site));
    }
    pages
}

/// “6 of 10 accounts are scored; the scores of 1 do not carry its tier.”
fn lead(all: &[&Selected]) -> String {
    let scored = all.iter().filter(|one| !one.scores.is_empty()).count();
    let below = all.iter().filter(|one| one.is_met == Some(false)).count();
    let scored = format!("{scored} of {} scored", count(all.len(), "account is", "accounts are"));
    let below = match below {
        0 => "no active account is in a tier that its scores do not carry".to_owned(),
        1 => "the scores of one do not carry its tier".to_owned(),
        below => format!("the scores of {below} do not carry their tier"),
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
            source: Some(site.source_at(format!("Weight of {name}"), &weight.span)),
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
        Column::text("Criterion"),
        Column::number("Weight"),
        Column::number("Of all weights"),
        Column::number("Accounts scored"),
        Column::number("Mean score"),
    ];
    let empty = Empty {
        why: "There are no criteria by which customers are selected.".to_owned(),
        file: "standing.toml".to_owned(),
        example: "selection = { growth = 3, fit = 2 }".to_owned(),
    };
    let lead = "What makes a customer worth a place in a higher tier, and how much each criterion weighs, from 1 to 5. \
                Each account is scored from 1 to 5 by each of them.";
    Block::table("criteria", "Criteria", lead, Table::whole("Criteria", columns, rows, empty))
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
            source: Some(site.source_at(format!("Tier {}", tier.id.value), &tier.id.span)),
            ..Row::of(vec![
                Cell::text(tier_name(tier)),
                Cell::text(if is_major { "yes" } else { "no" }),
                Cell::or(asked, "none"),
                number(own.len()),
                number(below),
            ])
        }
    };
    let rows = site.config.tier.iter().map(|tier| row(&tier.value)).collect();
    let columns = vec![
        Column::text("Tier"),
        Column::text("Major customers"),
        Column::number("Asks for a mean of"),
        Column::number("Accounts"),
        Column::number("Below it"),
    ];
    let empty = Empty {
        why: "There are no tiers.".to_owned(),
        file: "standing.toml".to_owned(),
        example: "[[tier]]\nid = \"key\"\nmajor = true\nselection_floor = 3.5".to_owned(),
    };
    let lead = "A tier may ask for a least weighted mean, its selection_floor in standing.toml.";
    Block::table("tiers", "Tiers", lead, Table::whole("Tiers", columns, rows, empty))
}
