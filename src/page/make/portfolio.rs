//! The portfolio's page from all summaries.

mod figures;

use std::collections::BTreeMap;

use super::summary::{Attention, Summary};
use crate::language::Language;
use crate::page::common::{Empty, Linked, List, Pagination};
use crate::page::desk::{Place, Section, Site};
use crate::page::jump::Jump;
use crate::page::portfolio::{AccountRow, AttentionRow, Filters, PortfolioPage};
use crate::page::timeline::Choice;
use crate::review::account;

/// How many accounts one page holds.
const ACCOUNTS_A_PAGE: usize = 300;

/// With how many accounts each row still holds how its figures are known; with more, its figures lead to the account's page,
/// where that stands.
const WITH_EVIDENCE: usize = 100;

/// How many rows the lists below the table of accounts hold.
const LISTED: usize = 50;

/// How many accounts the attention list of the portfolio's page holds.
const ATTENTION_ROWS: usize = 10;

/// How many concerns stand below the most urgent one of an account there.
const ALSO_ROWS: usize = 3;

/// Every page of the list of accounts, with its address; the first is the portfolio's page. `shared` is what needs attention
/// in what all accounts share.
#[must_use]
pub fn pages(summaries: &[Summary], shared: &[Attention], site: &Site<'_>) -> Vec<(String, PortfolioPage)> {
    let attention = ranked(summaries.iter().flat_map(|summary| &summary.attention).chain(shared));
    let mut rows = by_attention(summaries, &attention);
    if rows.len() > WITH_EVIDENCE {
        rows.iter_mut().for_each(without_evidence);
    }
    let filters = filters(&rows, &site.language);
    let chunks: Vec<&[AccountRow]> =
        if rows.is_empty() { vec![&[]] } else { rows.chunks(ACCOUNTS_A_PAGE).collect() };
    let total = chunks.len();
    let pages = chunks.iter().enumerate().map(|(at, chunk)| {
        let mut page = if at == 0 { front(summaries, &attention, site) } else { PortfolioPage::default() };
        page.frame = site.frame(title(at, &site.language), Place::Top, Section::Portfolio);
        page.frame.revision = site.revision();
        page.accounts_total = rows.len();
        page.accounts =
            List { rows: chunk.to_vec(), total: rows.len(), more: None, empty: no_account(&site.language) };
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

fn title(at: usize, language: &Language) -> String {
    if at == 0 { language.word("page-index") } else { language.say("accounts-page-at", &[("at", &(at + 1))]) }
}

/// `index.html`, `index.2.html` and so on.
#[must_use]
pub fn page_address(name: &str, at: usize) -> String {
    if at == 0 { format!("{name}.html") } else { format!("{name}.{}.html", at + 1) }
}

/// Which page of a long list this is, `at` from 0.
#[must_use]
pub fn pagination(at: usize, pages: usize, rows: usize, a_page: usize, name: &str) -> Pagination {
    let named: Vec<usize> = (0..pages).filter(|one| is_named(*one, at, pages)).collect();
    let links = named.iter().map(|one| Linked::to((one + 1).to_string(), page_address(name, *one)));
    Pagination {
        current: at + 1,
        here: named.iter().take_while(|one| **one < at).count() + 1,
        pages: if pages > 1 { links.collect() } else { Vec::new() },
        first: (at * a_page + 1).min(rows),
        last: ((at + 1) * a_page).min(rows),
        total: rows,
    }
}

/// Whether a page of a list is named on another: of a short list all are, of a long one the ends, those near, and every
/// fiftieth, so that any is a few steps away.
fn is_named(one: usize, at: usize, pages: usize) -> bool {
    const ALL: usize = 40;
    const NEAR: usize = 3;
    const STEP: usize = 50;
    pages <= ALL || one == 0 || one + 1 == pages || one.abs_diff(at) <= NEAR || (one + 1).is_multiple_of(STEP)
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

/// One row an account, its most urgent concern, with the way to all of them.
fn attention_list(attention: &[AttentionRow], site: &Site<'_>) -> List<AttentionRow> {
    let mut list = List::whole(
        by_account(attention),
        Empty { why: site.language.word("nothing-needs-attention-no-gate-holds-an-2"), ..Empty::default() },
    );
    list.rows.truncate(ATTENTION_ROWS);
    let rest = site.language.count("portfolio-all-concerns", attention.len(), &[]);
    list.more = (list.rows.len() < attention.len()).then(|| Linked::to(rest, Section::Attention.address()));
    list
}

/// One row an account: its most urgent concern, with the next ones and the number of the rest.
#[must_use]
pub fn by_account(attention: &[AttentionRow]) -> Vec<AttentionRow> {
    let mut rows: Vec<AttentionRow> = Vec::new();
    let mut places: BTreeMap<&Linked, usize> = BTreeMap::new();
    for one in attention {
        let at = *places.entry(&one.account).or_insert(rows.len());
        match rows.get_mut(at) {
            None => rows.push(AttentionRow { rank: at + 1, ..one.clone() }),
            Some(row) if row.also.len() < ALSO_ROWS => row.also.push(record_behind(one)),
            Some(row) => row.more += 1,
        }
    }
    rows
}

/// What is wrong, leading to the first record behind it.
fn record_behind(row: &AttentionRow) -> Linked {
    let sources = row.evidence.iter().flat_map(|evidence| &evidence.sources);
    Linked { text: row.what.clone(), href: sources.filter_map(|source| source.href.clone()).next() }
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

fn no_account(language: &Language) -> Empty {
    Empty {
        why: language.word("there-is-no-account-yet"),
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
        summary: figures::sentence(summaries, &site.language),
        figures: figures::of(summaries, site),
        figures_since: Some(site.date(since)),
        attention: attention_list(attention, site),
        movement: List::whole(
            movement,
            Empty {
                why: site.language.word("no-account-changed-its-standing-or-moved-by"),
                ..Empty::default()
            },
        )
        .at_most(LISTED, Linked::to(site.language.word("every-account-with-its-change"), "#accounts")),
        coming: List::whole(
            coming,
            Empty {
                why: site.language.word("nothing-is-planned-for-the-next-30-days"),
                file: "accounts/northwind/account.toml".to_owned(),
                example: "[[meeting]]\ntitle = \"Quarterly call\"\non = 2026-07-14".to_owned(),
            },
        )
        .at_most(LISTED, Linked::to(site.language.word("the-calendar"), Section::Calendar.address())),
        renewals: List::whole(
            renewals,
            Empty {
                why: site.language.word("no-contract-ends-and-no-notice-is-due-in"),
                file: "accounts/northwind/account.toml".to_owned(),
                example: "[[contract]]\ntitle = \"Subscription\"\nfrom = 2026-01-01\nto = 2026-12-31"
                    .to_owned(),
            },
        )
        .at_most(LISTED, Linked::to(site.language.word("all-renewals"), Section::Renewals.address())),
        omissions: summaries.iter().flat_map(|summary| summary.omissions.iter().cloned()).collect(),
        ..PortfolioPage::default()
    }
}

fn filters(rows: &[AccountRow], language: &Language) -> Filters {
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
        add(
            standings.entry(row.standing.rank()).or_default(),
            row.standing.key(),
            &row.standing.word(language),
        );
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

#[cfg(test)]
mod tests {
    use super::pagination;

    #[test]
    fn every_page_of_a_long_list_is_a_few_steps_away_and_knows_its_place() {
        for pages in [2, 40, 41, 740] {
            for at in 0..pages {
                let one = pagination(at, pages, pages * 10, 10, "attention");
                let texts: Vec<&str> = one.pages.iter().map(|page| page.text.as_str()).collect();
                assert!(texts.len() <= 40, "{texts:?}");
                assert_eq!(texts[one.here - 1], one.current.to_string());
                let (first, last) = ("1".to_owned(), pages.to_string());
                assert!(texts.contains(&first.as_str()) && texts.contains(&last.as_str()));
                for near in [at, at + 2] {
                    let near = near.clamp(1, pages).to_string();
                    assert!(texts.contains(&near.as_str()), "{near} is not on page {}", at + 1);
                }
            }
        }
    }
}
