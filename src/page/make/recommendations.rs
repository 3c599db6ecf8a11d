//! What somebody proposed to improve, and what was decided.

use super::records;
use crate::page::block::Block;
use crate::page::desk::Desk;
use crate::record::Kind;

/// The section.
#[must_use]
pub fn block(desk: &Desk<'_>) -> Block {
    let tables = vec![records::table(
        desk,
        Kind::Recommendation,
        "Nothing was proposed.",
        "[[recommendation]]\nwhat = \"Send the report on Mondays\"".to_owned(),
    )];
    Block::tables("recommendations", "Recommendations", "", tables)
}
