//! What the customer could gain, and we with them.

use super::records;
use crate::page::block::Block;
use crate::page::desk::Desk;
use crate::record::Kind;

/// The section.
#[must_use]
pub fn block(desk: &Desk<'_>) -> Block {
    let tables = vec![records::table(
        desk,
        Kind::Opportunity,
        "No opportunity is recorded.",
        "[[opportunity]]\ntitle = \"A second site\"\nbenefit_theirs = \"One contact for both.\"".to_owned(),
    )];
    Block::tables("opportunities", "Opportunities", "", tables)
}
