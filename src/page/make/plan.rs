//! The monitoring plan: procedures, triggers, tools and information, with who agreed, when last, when next.

use super::records;
use crate::page::block::Block;
use crate::page::desk::Desk;
use crate::record::Kind;

/// The section.
#[must_use]
pub fn block(desk: &Desk<'_>) -> Block {
    let tables = vec![
        records::table(
            desk,
            Kind::Procedure,
            "No procedure is set out.",
            "[[procedure]]\ntitle = \"Go through the open actions\"\nevery = \"1m\"".to_owned(),
        )
        .titled("Procedures"),
        records::table(
            desk,
            Kind::Trigger,
            "No trigger is set.",
            "[[trigger]]\nmeasure = \"days-since-contact\"\nabove = 45\nthen = \"Call them.\"".to_owned(),
        )
        .titled("Triggers"),
        records::table(
            desk,
            Kind::Tool,
            "No tool is named.",
            "[[tool]]\ntitle = \"Survey software\"\nfor = \"Half-yearly questions\"".to_owned(),
        )
        .titled("Tools"),
        records::table(
            desk,
            Kind::Information,
            "No information is asked for.",
            "[[information]]\ntitle = \"Who decides\"\nneed = \"must\"\nfield = \"person.role\"".to_owned(),
        )
        .titled("Information"),
    ];
    Block::tables("plan", "Monitoring plan", "", tables)
}
