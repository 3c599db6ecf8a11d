//! What the customer will have to cope with.

use super::records;
use crate::page::block::Block;
use crate::page::desk::Desk;
use crate::record::Kind;

/// The section.
#[must_use]
pub fn block(desk: &Desk<'_>) -> Block {
    let tables = vec![records::table(
        desk,
        Kind::Challenge,
        "No challenge of theirs is recorded.",
        "[[challenge]]\ntitle = \"New rules from 2027\"\nhorizon = \"strategic\"".to_owned(),
    )];
    Block::tables("challenges", "Challenges", "", tables)
}
