//! The portfolio's page from all summaries.

use std::collections::BTreeMap;

use super::summary::{Attention, Facts, Summary};
use crate::page::common::{Change, Empty, Figure, Linked, List, Pagination, StandingWord};
use crate::page::desk::{Place, Section, Site, count};
use crate::page::jump::Jump;
use crate::page::portfolio::{AccountRow, AttentionRow, Filters, HeadFigure, PortfolioPage};
use crate::page::timeline::Choice;
use crate::record::Money;
use crate::review::account::{self, YearlyValue};
use crate::review::feedback::adjusted_wald;

/// How many accounts one page holds.
const ACCOUNTS_A_PAGE: usize = 300;

/// With how many accounts each row still holds how its figures are known; with more, its figures lead to the account's page,
/// where that stands.
const WITH_EVIDENCE: usize = 100;

/// How many rows the lists below the table of accounts hold.
const LISTED: usize = 50;

/// How many rows of the attention list the portfolio's page holds.
const ATTENTION_ROWS: usize = 10;

/// The standings that are counted, the worst first.
const COUNTED: [StandingWord; 4] =
    [StandingWord::AtRisk, StandingWord::Watch, StandingWord::Unknown, StandingWord::Good];

/// Every page of the list of accounts, with its address; the first is the portfolio's page. `shared` is what needs attention
/// in what all accounts share.
#[must_use]
pub fn pages(summaries: &[Summary], shared: &[Attention], site: &Site<'_>) -> Vec<(String, PortfolioPage)> {
    let attention = ranked(summaries.iter().flat_map(|summary| &summary.attention).chain(shared));
    let mut rows = by_attention(summaries, &attention);
    if rows.len() > WITH_EVIDENCE {
        rows.iter_mut().for_each(without_evidence);
    }
    let filters = filters(&rows);
    let chunks: Vec<&[AccountRow]> =
        if rows.is_empty() { vec![&[]] } else { rows.chunks(ACCOUNTS_A_PAGE).collect() };
    let total = chunks.len();
    let pages = chunks.iter().enumerate().map(|(at, chunk)| {
        let mut page = if at == 0 { front(summaries, &attention, site) } else { PortfolioPage::default() };
        page.frame = site.frame(title(at), Place::Top, Section::Portfolio);
        page.frame.revision = site.revision();
        page.accounts_total = rows.len();
        page.accounts = List { rows: chunk.to_vec(), total: rows.len(), more: None, empty: no_account() };
        page.pagination = pagination(at, total, rows.len(), ACCOUNTS_A_PAGE, "index");
        page.filters = filters.clone();
        (page_address("index", at), page)
    });
    pages.collect()
}

/// The rows of the script by which a reader finds an account from any page.
#[must_use]
pub fn jumps(summaries: &[Summary]) -> Vec<Jump> {
    let each = summaries.iter().map(|summary| &summary.row).map(|row| Jump {
        slug: row.slug.clone(),
        name: row.name.text.clone(),
        standing: row.standing,
        tier: row.tier.key.clone(),
        owner: row.owner_id.clone(),
        segment: row.segment.key.clone(),
        tags: row.tags.clone(),
    });
    each.collect()
}

fn title(at: usize) -> String {
    if at == 0 { "Portfolio".to_owned() } else { format!("Accounts, page {}", at + 1) }
}

/// `index.html`, `index.2.html` and so on.
#[must_use]
pub fn page_address(name: &str, at: usize) -> String {
    if at == 0 { format!("{name}.html") } else { format!("{name}.{}.html", at + 1) }
}

/// Which page of a long list this is, `at` from 0.
#[must_use]
pub fn pagination(at: usize, pages: usize, rows: usize, a_page: usize, name: &str) -> Pagination {
    let links = (0..pages).map(|one| Linked::to((one + 1).to_string(), page_address(name, one)));
    Pagination {
        current: at + 1,
        pages: if pages > 1 { links.collect() } else { Vec::new() },
        first: (at * a_page + 1).min(rows),
        last: ((at + 1) * a_page).min(rows),
        total: rows,
    }
}

/// Ranks rows of attention: by class, then weight, then tier, then value, then name.
#[must_use]
pub fn ranked<'a>(rows: impl Iterator<Item = &'a Attention>) -> Vec<AttentionRow> {
    let mut all: Vec<&Attention> = rows.collect();
    all.sort_by(|left, right| {
        let order = left.urgency.partial_cmp(&right.urgency).unwrap_or(std::cmp::Ordering::Equal);
        order.then_with(|| (&left.row.account, &left.row.what).cmp(&(&right.row.account, &right.row.what)))
    });
    all.iter().enumerate().map(|(at, one)| AttentionRow { rank: at + 1, ..one.row.clone() }).collect()
}

/// Accounts in the order in which they need attention; those that need none by standing and name.
fn by_attention(summaries: &[Summary], attention: &[AttentionRow]) -> Vec<AccountRow> {
    let mut first: BTreeMap<&Linked, usize> = BTreeMap::new();
    for row in attention {
        first.entry(&row.account).or_insert(row.rank);
    }
    let mut rows: Vec<&AccountRow> = summaries.iter().map(|summary| &summary.row).collect();
    rows.sort_by_key(|row| {
        (
            first.get(&row.name).copied().unwrap_or(usize::MAX),
            row.standing.rank(),
            row.tier_rank,
            &row.name.text,
            &row.slug,
        )
    });
    rows.into_iter().cloned().collect()
}

fn without_evidence(row: &mut AccountRow) {
    for figure in [&mut row.score, &mut row.coverage, &mut row.contact_age, &mut row.feedback, &mut row.value]
    {
        figure.evidence = None;
    }
}

fn no_account() -> Empty {
    Empty {
        why: "There is no account yet.".to_owned(),
        file: "accounts/northwind/account.toml".to_owned(),
        example: "[account]\nname = \"Northwind Logistics\"".to_owned(),
    }
}

/// What the first page holds above the table of accounts, and below it.
fn front(summaries: &[Summary], attention: &[AttentionRow], site: &Site<'_>) -> PortfolioPage {
    let since = account::quarter_before(site.as_of);
    let mut coming: Vec<_> = summaries.iter().flat_map(|summary| summary.coming.iter().cloned()).collect();
    coming.sort_by(|left, right| {
        (&left.date.iso, &left.account, &left.what).cmp(&(&right.date.iso, &right.account, &right.what))
    });
    let mut renewals: Vec<_> =
        summaries.iter().flat_map(|summary| summary.renewals.iter().cloned()).collect();
    renewals.sort_by(|left, right| {
        let first = |row: &crate::page::portfolio::RenewalRow| {
            row.notice_by.iter().chain(&row.ends).map(|date| date.iso.clone()).min()
        };
        (first(left), &left.account, &left.contract).cmp(&(first(right), &right.account, &right.contract))
    });
    let mut movement: Vec<_> = summaries.iter().filter_map(|summary| summary.movement.clone()).collect();
    movement.sort_by(|left, right| {
        let size = right.change.sort.abs().total_cmp(&left.change.sort.abs());
        size.then_with(|| left.account.cmp(&right.account))
    });
    PortfolioPage {
        summary: sentence(summaries),
        figures: figures(summaries, site),
        figures_since: Some(site.date(since)),
        attention: List {
            total: attention.len(),
            rows: attention.iter().take(ATTENTION_ROWS).cloned().collect(),
            more: (attention.len() > ATTENTION_ROWS)
                .then(|| Linked::to("All of it", Section::Attention.address())),
            empty: Empty {
                why: "Nothing needs attention: no gate holds an account, and nothing is late.".to_owned(),
                ..Empty::default()
            },
        },
        movement: List::whole(
            movement,
            Empty {
                why: "No account changed its standing or moved by five points or more in the last quarter."
                    .to_owned(),
                ..Empty::default()
            },
        )
        .at_most(LISTED, Linked::to("Every account, with its change", "#accounts")),
        coming: List::whole(
            coming,
            Empty {
                why: "Nothing is planned for the next 30 days.".to_owned(),
                file: "accounts/northwind/account.toml".to_owned(),
                example: "[[meeting]]\ntitle = \"Quarterly call\"\non = 2026-07-14".to_owned(),
            },
        )
        .at_most(LISTED, Linked::to("The calendar", Section::Calendar.address())),
        renewals: List::whole(
            renewals,
            Empty {
                why: "No contract ends, and no notice is due, in the next 180 days.".to_owned(),
                file: "accounts/northwind/account.toml".to_owned(),
                example: "[[contract]]\ntitle = \"Subscription\"\nfrom = 2026-01-01\nto = 2026-12-31"
                    .to_owned(),
            },
        )
        .at_most(LISTED, Linked::to("All renewals", Section::Renewals.address())),
        omissions: summaries.iter().flat_map(|summary| summary.omissions.iter().cloned()).collect(),
        ..PortfolioPage::default()
    }
}

fn standing_count(facts: impl Iterator<Item = Facts>, word: StandingWord) -> usize {
    facts.filter(|facts| facts.standing == word).count()
}

/// “2 of 10 accounts are at risk, one more than a quarter ago.”
fn sentence(summaries: &[Summary]) -> String {
    let at_risk =
        |facts: fn(&Summary) -> Facts| standing_count(summaries.iter().map(facts), StandingWord::AtRisk);
    let (now, then) = (at_risk(|summary| summary.now), at_risk(|summary| summary.then));
    let accounts = count(summaries.len(), "account", "accounts");
    let change = match now.cmp(&then) {
        std::cmp::Ordering::Equal => "as many as a quarter ago".to_owned(),
        std::cmp::Ordering::Greater => format!("{} more than a quarter ago", now - then),
        std::cmp::Ordering::Less => format!("{} fewer than a quarter ago", then - now),
    };
    let is = if now == 1 { "is" } else { "are" };
    let unknown = standing_count(summaries.iter().map(|summary| summary.now), StandingWord::Unknown);
    let known = if unknown == 0 {
        String::new()
    } else {
        format!(
            " Of {} too little is known to say.",
            if unknown == 1 { "one".to_owned() } else { unknown.to_string() }
        )
    };
    format!("Of {accounts}, {now} {is} at risk, {change}.{known}{}", judged(summaries))
}

/// The accounts that a reviewer holds to stand otherwise than the records give, by name.
fn judged(summaries: &[Summary]) -> String {
    let rows = summaries.iter().map(|summary| &summary.row);
    let said = rows.filter_map(|row| {
        let word = row.override_word.filter(|word| *word != row.standing)?;
        Some(format!("{} {} instead of {}", row.name.text, word.word(), row.standing.word()))
    });
    let said: Vec<String> = said.collect();
    match said.as_slice() {
        [] => String::new(),
        [one] => format!(" A reviewer calls {one}."),
        [first, rest @ ..] => {
            format!(
                " Reviewers call {first}, and {} otherwise too.",
                count(rest.len(), "account", "accounts")
            )
        }
    }
}

fn figures(summaries: &[Summary], site: &Site<'_>) -> Vec<HeadFigure> {
    let language = &site.language;
    let tally = |label: &str, now: usize, then: usize, rise_is_good: Option<bool>| HeadFigure {
        label: label.to_owned(),
        figure: Figure::plain(now.to_string(), now as f64),
        change: Some(Change::new(now as f64 - then as f64, 0, rise_is_good, language)),
        ..HeadFigure::default()
    };
    let sum = |facts: fn(&Summary) -> Facts, of: fn(Facts) -> usize| -> usize {
        summaries.iter().map(|summary| of(facts(summary))).sum()
    };
    let mut figures: Vec<HeadFigure> = COUNTED
        .iter()
        .map(|word| {
            let now = standing_count(summaries.iter().map(|summary| summary.now), *word);
            let then = standing_count(summaries.iter().map(|summary| summary.then), *word);
            let rise_is_good = match word {
                StandingWord::Good => Some(true),
                StandingWord::AtRisk => Some(false),
                _ => None,
            };
            HeadFigure {
                standing: Some(*word),
                note: revenue(summaries.iter().filter(|summary| summary.now.standing == *word), site),
                href: Some(format!("?standing={}#accounts", word.key())),
                ..tally(word.word(), now, then, rise_is_good)
            }
        })
        .collect();
    figures.push(met(summaries, site));
    let overdue = |facts: Facts| facts.actions_overdue;
    let open = |facts: Facts| facts.complaints_open;
    figures.push(HeadFigure {
        href: Some("actions.html".to_owned()),
        ..tally("actions overdue", sum(|one| one.now, overdue), sum(|one| one.then, overdue), Some(false))
    });
    figures.push(HeadFigure {
        href: Some(Section::Complaints.address().to_owned()),
        ..tally("complaints open", sum(|one| one.now, open), sum(|one| one.then, open), Some(false))
    });
    figures.extend(nps(summaries, site));
    figures
}

/// The share of assessed expectations that are met or exceeded.
fn met(summaries: &[Summary], site: &Site<'_>) -> HeadFigure {
    let share = |facts: fn(&Summary) -> Facts| {
        let (mut met, mut assessed) = (0, 0);
        for facts in summaries.iter().map(facts) {
            met += facts.expectations_met;
            assessed += facts.expectations_assessed;
        }
        (met, assessed, (assessed > 0).then(|| met as f64 / assessed as f64))
    };
    let (met, assessed, now) = share(|summary| summary.now);
    let (_, _, then) = share(|summary| summary.then);
    let points =
        now.zip(then).map(|(now, then)| Change::new((now - then) * 100.0, 0, Some(true), &site.language));
    HeadFigure {
        label: "expectations met".to_owned(),
        figure: now.map_or_else(
            || Figure::unknown("–"),
            |now| Figure::plain(site.language.number(now * 100.0, 0), now).unit("%"),
        ),
        change: points,
        note: format!("{met} of {assessed}, by the latest assessment"),
        href: Some(Section::Expectations.address().to_owned()),
        ..HeadFigure::default()
    }
}

/// The net promoter score over the latest answer of every respondent, with its interval.
fn nps(summaries: &[Summary], site: &Site<'_>) -> Option<HeadFigure> {
    let mut total = [0_usize; 3];
    for counts in summaries.iter().filter_map(|summary| summary.nps) {
        for (sum, count) in total.iter_mut().zip(counts) {
            *sum += count;
        }
    }
    let answers: usize = total.iter().sum();
    let score = adjusted_wald(total[0], total[1], total[2])?;
    let language = &site.language;
    let answers_text = count(answers, "answer", "answers");
    let (value, note) = if answers < 5 {
        ("–".to_owned(), format!("{answers_text}: too few for a figure"))
    } else {
        let range = format!(
            "{} to {}, {answers_text}",
            language.signed(score.interval.low, 0),
            language.signed(score.interval.high, 0)
        );
        (language.signed(score.value, 0), range)
    };
    Some(HeadFigure {
        label: "net promoter score".to_owned(),
        figure: Figure { value, sort: Some(score.value), ..Figure::default() },
        note,
        href: Some(Section::Feedback.address().to_owned()),
        ..HeadFigure::default()
    })
}

/// The yearly revenue of some accounts; without a rate for each currency, no sum is shown.
fn revenue<'a>(summaries: impl Iterator<Item = &'a Summary>, site: &Site<'_>) -> String {
    let all = summaries.map(|summary| summary.revenue.clone());
    match all.fold(YearlyValue::None, YearlyValue::and) {
        YearlyValue::Is(Money { currency, amount }) => {
            format!("{} a year", site.money(&Money { currency, amount: amount.round() }))
        }
        YearlyValue::Unknown if site.config.currency.is_some() => "no sum: a rate is missing".to_owned(),
        YearlyValue::Unknown | YearlyValue::None => String::new(),
    }
}

fn filters(rows: &[AccountRow]) -> Filters {
    let mut owners: BTreeMap<String, Choice> = BTreeMap::new();
    let mut tiers: BTreeMap<(usize, String), Choice> = BTreeMap::new();
    let mut segments: BTreeMap<String, Choice> = BTreeMap::new();
    let mut standings: BTreeMap<u8, Choice> = BTreeMap::new();
    let mut tags: BTreeMap<String, Choice> = BTreeMap::new();
    let add = |choice: &mut Choice, key: &str, label: &str| {
        choice.key = key.to_owned();
        choice.label = label.to_owned();
        choice.count += 1;
    };
    for row in rows {
        if let Some(owner) = &row.owner {
            add(owners.entry(owner.text.clone()).or_default(), &row.owner_id, &owner.text);
        }
        if !row.tier.key.is_empty() {
            add(
                tiers.entry((row.tier_rank, row.tier.key.clone())).or_default(),
                &row.tier.key,
                &row.tier.label,
            );
        }
        if !row.segment.key.is_empty() {
            add(segments.entry(row.segment.label.clone()).or_default(), &row.segment.key, &row.segment.label);
        }
        add(standings.entry(row.standing.rank()).or_default(), row.standing.key(), row.standing.word());
        for tag in &row.tags {
            add(tags.entry(tag.clone()).or_default(), tag, tag);
        }
    }
    Filters {
        owners: owners.into_values().collect(),
        tiers: tiers.into_values().collect(),
        segments: segments.into_values().collect(),
        standings: standings.into_values().collect(),
        tags: tags.into_values().collect(),
    }
}
