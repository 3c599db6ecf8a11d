//! How things stand on a day: what rules and reviews both ask, defined once.
//!
//! Pure functions of checked records, the configuration and a day. A record that is dated after the day does not exist
//! here, nor does what it would have changed. What more than one question needs: whose [`side`] somebody is on, what a
//! field was in the [`past`], the state of an [`action`], a [`complaint`] or an [`expectation`], a [`contact`], who holds
//! a role ([`people`]), when we [`answer`]ed, the [`effort`] that contacts took and the [`value`] that periods brought, the
//! [`account`] as a whole, the numbers of the health [`model`] in force, what is asked of [`practice`], and the monitoring
//! [`plan`] with its [`procedure`]s and [`report`]s; which records [`mention`] which, what is done towards objectives ([`work`]),
//! who of us carries the contacts ([`share`]), and who has the [`expertise`] that is needed. Of the records
//! themselves: which [`information`] is held, which declared [`interest`] was looked at, which guidelines are kept
//! ([`compliance`]), what is [`redundant`], and the [`quality`] of it all.

pub mod account;
pub mod action;
pub mod answer;
pub mod challenge;
pub mod complaint;
pub mod compliance;
pub mod contact;
pub mod effort;
pub mod expectation;
pub mod expertise;
pub mod information;
pub mod interest;
pub mod likeness;
pub mod mention;
pub mod method;
pub mod model;
pub mod objective;
pub mod past;
pub mod people;
pub mod plan;
pub mod practice;
pub mod procedure;
pub mod quality;
pub mod recommendation;
pub mod redundant;
pub mod report;
pub mod risk;
pub mod selection;
pub mod share;
pub mod side;
pub mod value;
pub mod work;
