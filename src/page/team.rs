//! The team's page, and the page a person of the team: what they hold, and what falls if they leave.

use schemars::JsonSchema;
use serde::Serialize;

use super::block::Block;
use super::common::{
    ActionRow, Change, DateText, Field, Figure, Frame, Linked, List, SourceLine, StandingWord,
};
use super::portfolio::AttentionRow;

/// `team.html`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct TeamPage {
    /// Around the page.
    pub frame: Frame,
    /// One sentence about cover: “Two accounts have an owner without a successor.”
    pub summary: String,
    /// The team.
    pub members: List<MemberRow>,
    /// Accounts whose owner left, or that have none, or no successor.
    pub gaps: List<GapRow>,
}

/// One member of the team.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct MemberRow {
    /// The name, leading to their page.
    pub name: Linked,
    /// Their hand-over sheet.
    pub sheet: Linked,
    /// Their role in the team.
    pub role: String,
    /// What they know.
    pub expertise: Vec<String>,
    /// How many accounts they own.
    pub owns: usize,
    /// How many accounts they serve in another role.
    pub serves: usize,
    /// How many of the customers' people they are paired with.
    pub relations: usize,
    /// Open actions.
    pub actions_open: usize,
    /// Of those, overdue.
    pub actions_overdue: usize,
    /// Their last recorded contact with any customer.
    pub contact: Option<DateText>,
    /// The day they left, if they did.
    pub left: Option<DateText>,
}

/// An account that depends on somebody who is missing or alone.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct GapRow {
    /// The account.
    pub account: Linked,
    /// How it stands.
    pub standing: StandingWord,
    /// What is missing: “Its owner left on 1 May 2026.”
    pub what: String,
    /// What to write to close it.
    pub clears: String,
}

/// `team/<id>.html`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct PersonPage {
    /// Around the page.
    pub frame: Frame,
    /// The name.
    pub name: String,
    /// The role in the team.
    pub role: String,
    /// What they know.
    pub expertise: Vec<String>,
    /// What they may decide.
    pub authority: Vec<String>,
    /// The day they left, if they did.
    pub left: Option<DateText>,
    /// One paragraph in plain English.
    pub summary: String,
    /// What needs their attention.
    pub attention: List<AttentionRow>,
    /// Their accounts.
    pub accounts: List<ServedRow>,
    /// Their open actions, the earliest due first.
    pub actions: List<ActionRow>,
    /// The customers' people they are paired with or meet.
    pub relations: List<RelationRow>,
    /// What was proposed to them, and what they were told.
    pub concerns: Block,
    /// What falls if they leave: each promise, relation and role that nobody else holds.
    pub handover: List<HandoverRow>,
    /// Where they are written down.
    pub source: SourceLine,
    /// The hand-over sheet.
    pub sheet: Linked,
    /// The file with what is due, for their own calendar.
    pub calendar: Linked,
}

/// An account somebody serves.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct ServedRow {
    /// The account.
    pub account: Linked,
    /// As what: “owner”.
    pub role: String,
    /// Since when.
    pub from: Option<DateText>,
    /// How it stands.
    pub standing: StandingWord,
    /// Its score.
    pub score: Figure,
    /// The change of score since a quarter ago.
    pub change: Option<Change>,
    /// Who would take over.
    pub successor: Option<Linked>,
    /// Their own last contact with it.
    pub contact: Option<DateText>,
    /// The next review.
    pub review: Option<DateText>,
}

/// A relation with one of the customers' people.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct RelationRow {
    /// The customer's person.
    pub person: Linked,
    /// Their account.
    pub account: Linked,
    /// Their roles, in words.
    pub roles: Vec<String>,
    /// How strong the relation is, 1 to 5.
    pub strength: Figure,
    /// The last contact between the two.
    pub contact: Option<DateText>,
}

/// Something that would fall.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct HandoverRow {
    /// Of which kind, in a word: “promise”, “relation”, “role”, “knowledge”.
    pub kind: String,
    /// What.
    pub what: String,
    /// Where.
    pub account: Option<Linked>,
    /// Who could take it, if anybody is named.
    pub to: Option<Linked>,
    /// More to know, as fields.
    pub fields: Vec<Field>,
}
