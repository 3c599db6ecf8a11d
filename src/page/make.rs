//! From what is known to what a page says: one file a page or a section.
//!
//! These functions read checked records and reviews and fill view data in the reader's words. They compute nothing that
//! a review could compute, and render nothing.

pub mod account;
pub mod actions;
pub mod attention;
pub mod model;
pub mod overview;
pub mod portfolio;
pub mod summary;
pub mod team;
pub mod timeline;
