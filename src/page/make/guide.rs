//! The page *Guide*: what the five standards expect one to know, in our words. Its examples are checked by a test.

use crate::page::block::{Block, BlocksPage};
use crate::page::desk::{Place, Section, Site};
use crate::page::markdown::own;
use crate::record::Standard;

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
        prose: Some(own(chapter(*standard))),
        ..Block::default()
    });
    BlocksPage {
        frame: site.frame("Guide", Place::Top, Section::Guide),
        lead: "What there is to know about looking after customers, standard by standard: what to record and why, \
               where it is seen, and how others do it."
            .to_owned(),
        blocks: blocks.collect(),
        ..BlocksPage::default()
    }
}
