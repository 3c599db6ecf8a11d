//! The page *Guide*: what the five standards expect one to know, in our words. Its examples are checked by a test.
//!
//! A mark such as `[P3]` in a chapter says that a criterion of its standard is explained there; each has one.

use super::standards::{criterion_address, criterion_anchor};
use crate::page::block::{Block, BlocksPage};
use crate::page::desk::{Place, Section, Site};
use crate::page::markdown::own;
use crate::record::{Criterion, Standard};

/// The chapter on a standard, in Markdown.
#[must_use]
pub fn chapter(standard: Standard) -> &'static str {
    match standard {
        Standard::Monitoring => include_str!("guide/monitoring.md"),
        Standard::Relations => include_str!("guide/relations.md"),
        Standard::Clients => include_str!("guide/clients.md"),
        Standard::Information => include_str!("guide/information.md"),
        Standard::MajorCustomers => include_str!("guide/major.md"),
    }
}

/// `guide.html`.
#[must_use]
pub fn page(site: &Site<'_>) -> BlocksPage {
    let blocks = Standard::ALL.iter().map(|standard| Block {
        id: standard.code().to_lowercase().replace('.', "-"),
        title: standard.title().to_owned(),
        prose: Some(own(&linked(*standard))),
        ..Block::default()
    });
    BlocksPage {
        frame: site.frame(site.language.word("page-guide"), Place::Top, Section::Guide),
        lead: site.language.word("what-there-is-to-know-about-looking-after"),
        blocks: blocks.collect(),
        ..BlocksPage::default()
    }
}

/// The mark of a criterion in its chapter: `[P3]`.
#[must_use]
pub fn mark(criterion: Criterion) -> String {
    format!("[{}]", short(criterion))
}

fn short(criterion: Criterion) -> &'static str {
    criterion.word().rsplit('-').next().unwrap_or_default()
}

/// Where a criterion is explained, relative to the site's root.
#[must_use]
pub fn guide_address(criterion: Criterion) -> String {
    format!("{}#{}", Section::Guide.address(), criterion_anchor(criterion))
}

/// The chapter with each mark as a link to the criterion's row of *Standards*, and as a place to which that row leads.
fn linked(standard: Standard) -> String {
    standard.criteria().fold(chapter(standard).to_owned(), |text, criterion| {
        let (anchor, address) = (criterion_anchor(criterion), criterion_address(criterion));
        let link = format!("<a id=\"{anchor}\" href=\"{address}\">{}</a>", short(criterion));
        text.replacen(&mark(criterion), &link, 1)
    })
}
