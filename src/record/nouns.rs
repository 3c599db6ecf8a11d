//! The nouns of the record format, one file each.

mod account;
mod action;
mod assessment;
mod change;
mod complaint;
mod contract;
mod expectation;
mod feedback;
mod fiscal_period;
mod meeting;
mod member;
mod method;
mod note;
mod objective;
mod person;
mod profile;
mod review;
mod risk;

pub use account::*;
pub use action::*;
pub use assessment::*;
pub use change::*;
pub use complaint::*;
pub use contract::*;
pub use expectation::*;
pub use feedback::*;
pub use fiscal_period::*;
pub use meeting::*;
pub use member::*;
pub use method::*;
pub use note::*;
pub use objective::*;
pub use person::*;
pub use profile::*;
pub use review::*;
pub use risk::*;
