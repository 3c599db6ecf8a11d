//! What is reported to whom, and whether it was.

use super::records;
use crate::page::block::Block;
use crate::page::desk::Desk;
use crate::record::Kind;

/// The section.
#[must_use]
pub fn block(desk: &Desk<'_>) -> Block {
    let tables = vec![
        records::table(desk, Kind::Report, "No report is set out.", "[[report]]\ntitle = \"Quarterly letter\"\naudience = \"customer\"\nevery = \"3m\"\ncontents = [\"expectations\", \"actions\"]".to_owned())
    ];
    Block::tables("reports", "Reports", "", tables)
}
