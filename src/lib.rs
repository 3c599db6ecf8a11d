//! Standing turns a folder of plain-text customer records into a checked, browsable review site.
//!
//! The pipeline, stage by stage; a stage imports earlier ones only:
//!
//! ```text
//! folder ─▶ records ─▶ checked ─▶ review ─▶ pages + summary ─▶▶ summaries ─▶ portfolio pages ─▶ publish
//! source    record     check      review    page                build                page       publish
//! ```
//!
//! An account is the unit of everything. Up to its pages and its summary, all is a pure function of one account's
//! folder, the configuration that accounts share, and a date; it is run for many accounts in parallel. The
//! portfolio's pages are one more function, of all summaries. Nothing in either reads a clock, the environment or
//! the network, so the same input gives the same bytes.
//!
//! | module | from | to |
//! |---|---|---|
//! | [`source`] | a folder | accounts with their files, and text with spans |
//! | [`record`] | text | typed records, one file a noun; every problem of every file |
//! | [`check`] | records | checked records: names resolved, rules run, what was left out |
//! | [`review`] | checked records, a date | how the account stands and why, and what was said in each wave |
//! | [`chart`] | series | inline SVG that can be read without seeing it |
//! | [`page`] | a review | view data: what each page says and what needs attention; the account's summary |
//! | [`theme`] | view data | HTML |
//! | [`publish`] | HTML | files, staged beside the site and swapped in as a whole |
//! | [`build`] | a source | findings and a site: maps every account, then reduces the summaries |
//! | `serve` | a source | the site on loopback, made again as records are saved |
//! | [`cli`] | arguments | an exit code; only here is anything printed, the clock read or the environment looked at |
//!
//! Two foundations serve every stage: [`diagnostic`], what is wrong in a record, as data with one renderer a format;
//! and [`language`], how dates, numbers and money read.

#![warn(clippy::unwrap_used)]

pub mod build;
pub mod chart;
pub mod check;
pub mod cli;
pub mod diagnostic;
pub mod language;
pub mod page;
pub mod publish;
pub mod record;
pub mod review;
#[cfg(feature = "serve")]
pub mod serve;
pub mod source;
pub mod theme;
