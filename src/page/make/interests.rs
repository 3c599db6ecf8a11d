//! Gifts, hospitality and conflicts of interest.

use super::records;
use crate::page::block::Block;
use crate::page::desk::Desk;
use crate::record::Kind;

/// The section.
#[must_use]
pub fn block(desk: &Desk<'_>) -> Block {
    let tables = vec![records::table(
        desk,
        Kind::Interest,
        "Nothing was declared.",
        "[[interest]]\nwhat = \"A fountain pen at the end of the year\"\nform = \"gift\"".to_owned(),
    )];
    Block::tables("interests", "Interests declared", "", tables)
}
