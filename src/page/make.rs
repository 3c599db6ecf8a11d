//! From what is known to what a page says: one file a page or a section.
//!
//! These functions read checked records and reviews and fill view data in the reader's words. They compute nothing that
//! a review could compute, and render nothing.

pub mod account;
pub mod across;
pub mod actions;
pub mod attention;
pub mod balance;
pub mod calendar;
pub mod challenges;
pub mod changes;
pub mod complaints;
pub mod compliance;
pub mod concerns;
pub mod contracts;
pub mod data;
pub mod draft;
pub mod engagement;
pub mod expectations;
pub mod expertise;
pub mod feedback;
pub mod feeds;
mod frozen;
pub mod guide;
pub mod health;
pub mod information;
pub mod interests;
pub mod meetings;
pub mod methods;
pub mod model;
pub mod narrative;
pub mod objectives;
pub mod opportunities;
pub mod overview;
pub mod people;
pub mod plan;
pub mod portfolio;
pub mod promises;
pub mod purpose;
pub mod quality;
pub mod recommendations;
pub mod reference;
pub mod report;
pub mod reports;
pub mod risks;
pub mod search;
pub mod selection;
pub mod sheets;
pub mod standards;
pub mod standing;
pub mod summary;
pub mod team;
pub mod timeline;
pub mod value;
mod words;
mod work;
pub mod written;
