//! What the search finds, and the scripts by which it finds it from a disk, without a request.
//!
//! Each account leaves [`Postings`]: its words, and which of its items hold them. They are merged into an index that is cut
//! by first letters, so that a reader loads little of it for an answer:
//!
//! | file | what it holds |
//! |---|---|
//! | `search/index.js` | how many items there are, where each file of words begins, which items are of which year |
//! | `search/words.N.js` | a stretch of all words in order |
//! | `search/hits.N.K.js` | for a part of those words, which items hold them |
//! | `search/order.N.js` | which items these are: [`ORDER`] of them, in the order in which they are shown |
//! | `accounts/SLUG.found.N.js` | what is shown of some items of an account |
//!
//! A word is found by its beginning and, where that finds little, by up to two letters that differ (the tree of MiniSearch, in
//! `assets/searchable-map.js`), which finds most other endings of a word in any language; so no stemmer, which knows one
//! language alone, cuts words.
//!
//! Nothing here decides what may be found: whoever makes the items has left out what is withheld.

pub mod code;
pub mod index;
pub mod postings;
pub mod words;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::common::Frame;
use super::timeline::Choice;
use crate::record::Kind;

pub use index::index;
pub use postings::Postings;

/// Where the files of the index stand, relative to the site's root.
pub const FOLDER: &str = "search/";

/// How many items a file of the order holds.
pub const ORDER: usize = 64;

/// What goes first among items that fit equally well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// An account.
    Account,
    /// Somebody.
    Person,
    /// Any other record, the newest first.
    Record,
}

/// One thing that can be found.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// What goes first.
    pub rank: Rank,
    /// Its kind.
    pub kind: Kind,
    /// Its day, where it has one.
    pub date: Option<NaiveDate>,
    /// Its day as the reader sees it; empty where it has none.
    pub day: String,
    /// Its permanent address, relative to the site's root.
    pub href: String,
    /// What it is called.
    pub title: String,
    /// All that it says beside that.
    pub says: String,
}

/// The page on which everything can be searched.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct SearchPage {
    /// Around the page.
    pub frame: Frame,
    /// How many items can be found.
    pub total: usize,
    /// The kinds that occur, with how many there are of each.
    pub kinds: Vec<Choice>,
    /// The years that occur, with how many items each has.
    pub years: Vec<Choice>,
}
