//! Records as a timeline shows them: every dated record whole, with its permanent address.
//!
//! One shape for all kinds, so that a new kind needs no new template.

use schemars::JsonSchema;
use serde::Serialize;

use super::common::{DateText, Field, Html, Linked, SourceLine};

/// One record, whole.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Entry {
    /// The element id on the page of its year: `<kind>-<id>`.
    pub anchor: String,
    /// The permanent address, relative to this page: `northwind.2026.html#note-2026-03-12-quarterly-call`.
    pub permalink: String,
    /// The kind, as the record format names it: `note`.
    pub kind: String,
    /// The kind in the reader's words: “Note”, “Quarterly call”.
    pub kind_text: String,
    /// When it happened.
    pub date: DateText,
    /// The record's title.
    pub title: String,
    /// Who took part, with the ids by which the timeline filters.
    pub people: Vec<Participant>,
    /// Its fields, in the order of the record format.
    pub fields: Vec<Field>,
    /// Its body, rendered; the box of a task-list item is `<span class="box" role="img" aria-label="done">☑</span>`
    /// or `open` and ☐, because a form control without a label cannot be read out.
    pub body: Option<Html>,
    /// Records that name this one: assessments, changes, decisions.
    pub mentioned_by: Vec<SourceLine>,
    /// Who may see it, where it is not internal: “shared”, “confidential”.
    pub visibility: Option<String>,
    /// The file and line it was written in, and its last commit.
    pub source: SourceLine,
}

/// Somebody who took part in a record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Participant {
    /// The id in the account or team, by which the timeline filters.
    pub id: String,
    /// The name, leading to the person.
    pub name: Linked,
}

/// One choice of a timeline's filter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Choice {
    /// The value it filters by.
    pub key: String,
    /// The words shown.
    pub label: String,
    /// How many entries it leaves.
    pub count: usize,
}

/// A stretch of a timeline, newest first.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Timeline {
    /// The entries on this page, newest first.
    pub entries: Vec<Entry>,
    /// Those of the year that are whole on a further page of it, newest first: their permanent address stays on its first.
    pub elsewhere: Vec<Elsewhere>,
    /// How many the account has in all years.
    pub total: usize,
    /// The kinds that occur on this page.
    pub kinds: Vec<Choice>,
    /// The people who occur on this page.
    pub people: Vec<Choice>,
    /// The pages of the years, newest first.
    pub years: Vec<YearLink>,
}

/// A record that is whole on a further page of its year.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Elsewhere {
    /// The element id: `<kind>-<id>`.
    pub anchor: String,
    /// When it happened.
    pub date: DateText,
    /// Its title, leading to where it is whole.
    pub title: Linked,
}

/// The way to the page of one year.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct YearLink {
    /// The year.
    pub year: String,
    /// Its page, relative to this one.
    pub href: String,
    /// How many records it holds.
    pub count: usize,
    /// Whether it is the page being read.
    pub current: bool,
}
