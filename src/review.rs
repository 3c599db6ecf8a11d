//! What a reviewer wants to know of an account on a day, from its checked records.
//!
//! Pure functions of checked records, the configuration and `as_of`: no clock, no file, no text for a page. A record
//! that is dated after `as_of` does not exist here, nor does what it would have changed.
//!
//! What rules ask as well, such as the state of an action or the last contact, is defined in [`crate::check::state`].

pub mod balance;
pub mod difference;
pub mod evidence;
pub mod feedback;
mod findings;
pub mod line;
pub mod measures;
pub mod scale;
pub mod since;
pub mod standing;
pub mod triggers;

pub use crate::check::state::{
    account, action, answer, challenge, complaint, compliance, contact, effort, expectation, expertise,
    information, interest, likeness, mention, method, model, objective, past, people, plan, practice,
    procedure, quality, recommendation, redundant, report, risk, selection, share, side, value, work,
};
pub use findings::{complete, findings};

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
