//! What the account needs to know, and who of us knows it.

use crate::page::block::Block;
use crate::page::desk::Desk;

/// The section; without a title while there is nothing to show.
#[must_use]
pub fn block(_: &Desk<'_>) -> Block {
    Block::default()
}
