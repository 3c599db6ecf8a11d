//! What a reviewer wants to know of an account on a day, from its checked records.
//!
//! Pure functions of checked records, the configuration and `as_of`: no clock, no file, no text for a page. A record
//! that is dated after `as_of` does not exist here, nor does what it would have changed.
//!
//! What more than one question needs has one definition: whose [`side`] somebody is on, what a field was in the
//! [`past`], the state of an [`action`], a [`complaint`] or an [`expectation`], a [`contact`], who holds a role
//! ([`people`]).

pub mod account;
pub mod action;
pub mod complaint;
pub mod contact;
pub mod expectation;
pub mod feedback;
pub mod model;
pub mod past;
pub mod people;
pub mod side;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
