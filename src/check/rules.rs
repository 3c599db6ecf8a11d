//! The rules, one file each, named for its code. Adding one is a file and a line in each of the two lists.

pub mod contact_cadence_missed;
pub mod duplicate_id;
pub mod unresolved_reference;

use super::rule::Rule;

/// Every rule, by code.
pub const ALL: &[Rule] = &[contact_cadence_missed::RULE, duplicate_id::RULE, unresolved_reference::RULE];
