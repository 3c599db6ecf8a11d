//! Standing turns a folder of plain-text customer records into a checked, browsable review site.
//!
//! The pipeline, stage by stage; a stage imports earlier ones only:
//!
//! ```text
//! folder ─▶ records ─▶ checked ─▶ review ─▶ pages + summary ─▶▶ summaries ─▶ portfolio pages ─▶ publish
//! source    record     check      review    page                build                page       publish
//! ```
//!
//! Everything up to the summaries is a pure function of one account's folder, the shared configuration and a
//! date, run for many accounts in parallel; the portfolio's pages are a function of all summaries.

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
pub mod source;
pub mod theme;
