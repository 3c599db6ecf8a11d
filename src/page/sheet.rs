//! A sheet: a page that is made to be printed and taken along, as short as its purpose allows.

use schemars::JsonSchema;
use serde::Serialize;

use super::block::Block;
use super::common::{Change, Field, Figure, Frame, Linked, Omission, StandingWord};

/// A sheet about an account or a member of the team.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct SheetPage {
    /// Around the page.
    pub frame: Frame,
    /// Which sheet it is, a class: `call`, `review` or `handover`.
    pub kind: String,
    /// What sheet it is, in words: “Call sheet”.
    pub name: String,
    /// Whom it is about, leading to their page.
    pub about: Linked,
    /// Other editions of it.
    pub others: Vec<Linked>,
    /// How the account stands.
    pub standing: Option<StandingWord>,
    /// Its score.
    pub score: Option<Figure>,
    /// How that changed since the day that the sheet counts from.
    pub change: Option<Change>,
    /// A few facts, as labelled lines.
    pub facts: Vec<Field>,
    /// One paragraph.
    pub lead: String,
    /// What was left out of this page.
    pub omissions: Vec<Omission>,
    /// Its parts, in order.
    pub blocks: Vec<Block>,
    /// What to do with it, at its end; may be empty.
    pub closing: String,
}
