//! View data: what each page says, typed, in the words and formats that the reader sees.
//!
//! One struct a page; every field is documented, because together they are the contract with templates, whose
//! version is [`contract::CONTRACT`]. A view holds text, formatted dates and numbers, and links relative to its
//! page; it computes no standing, reads no record, and never touches a disk.

pub mod account;
pub mod actions;
pub mod atom;
pub mod block;
pub mod common;
pub mod contract;
pub mod data;
pub mod desk;
pub mod ics;
pub mod jump;
pub mod make;
pub mod markdown;
pub mod model;
pub mod portfolio;
pub mod script;
pub mod search;
pub mod sheet;
pub mod team;
pub mod timeline;
pub mod year;
