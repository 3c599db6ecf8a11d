//! Text to typed records with spans: the record format, one file a noun.
//!
//! Reading never fails: every problem of every file becomes a diagnostic, what is understood becomes an [`Entry`],
//! and what is not becomes a [`Broken`] that later stages can account for. Nothing here looks at other accounts,
//! resolves a name, or knows the date.

#[macro_use]
mod fields;

mod config;
mod criterion;
mod csv_file;
mod draft;
mod entry;
mod facts;
mod forge;
mod kind;
mod ledger;
mod markdown;
mod nouns;
mod reader;
mod repair;
mod shelf;
mod task;
mod theme_file;
mod toml_file;
mod value;

pub use config::*;
pub use criterion::{Criterion, Standard};
pub use draft::{draft, quoted, with_front_matter};
pub use entry::{Body, Broken, Common, Entry, Key, Link, Told, Visibility, common_fields};
pub use facts::Facts;
pub use fields::{Field, Fields, Necessity};
pub use forge::{Forge, ForgeFault, ForgeKind};
pub use kind::{Data, Home, Kind, Manner, Noun, first_paragraph};
pub use ledger::{alike, last_commits, trace};
pub use markdown::{front_matter, options as markdown_options};
pub use nouns::*;
pub use reader::Reader;
pub use shelf::{AccountRecords, Records, Shared, read_account, read_other, read_shared, slug_of, text_of};
pub use theme_file::ThemeFile;
pub use value::{
    AccountName, At, Count, Duration, Money, MonthDay, Period, PeriodUnit, Rating, Ratings, Shown, Value,
    Verbatim, What, Who, composed, is_plausible, listed, parse_date,
};
