//! The day as of which everything is judged: what the user says, else SOURCE_DATE_EPOCH, else the configuration, else
//! the day of the revision that is read, else today. The only place that reads the clock for it.

use chrono::{DateTime, Local, NaiveDate};
use clap::Args;

use super::Failure;
use crate::check::AsOf;
use crate::record::{is_plausible, parse_date};

const VARIABLE: &str = "SOURCE_DATE_EPOCH";

/// The argument that commands share.
#[derive(Args, Clone)]
pub struct DayArgument {
    /// Judge as of this day, year-month-day. Else SOURCE_DATE_EPOCH, else the configuration's as_of, else the day of the
    /// revision that is read, else today.
    #[arg(long, value_name = "DATE", value_parser = parse)]
    as_of: Option<NaiveDate>,
}

/// A day as an argument.
///
/// # Errors
/// When it is none.
pub fn parse(written: &str) -> Result<NaiveDate, String> {
    parse_date(written).ok_or_else(|| "expected a date, year-month-day, such as 2026-03-20".to_owned())
}

impl DayArgument {
    /// The day, as far as it can be known before the configuration is read.
    ///
    /// # Errors
    /// When the environment names a day that is none.
    pub fn resolve(&self) -> Result<AsOf, Failure> {
        self.resolve_or(None)
    }

    /// The same, with the day that stands for the present where records are not read from the folder.
    ///
    /// # Errors
    /// When the environment names a day that is none.
    pub fn resolve_or(&self, present: Option<NaiveDate>) -> Result<AsOf, Failure> {
        self.as_of.map_or_else(|| present_or(present), |day| Ok(AsOf::Day(day)))
    }
}

/// The day where no argument names one.
///
/// # Errors
/// When the environment names a day that is none.
pub fn present_or(present: Option<NaiveDate>) -> Result<AsOf, Failure> {
    match std::env::var_os(VARIABLE) {
        Some(written) => from_epoch(&written.to_string_lossy()).map(AsOf::Day),
        None => Ok(AsOf::ConfiguredOr(present.unwrap_or_else(today))),
    }
}

/// Today, where the user is.
#[must_use]
pub fn today() -> NaiveDate {
    Local::now().date_naive()
}

fn from_epoch(written: &str) -> Result<NaiveDate, Failure> {
    let digits = !written.is_empty() && written.bytes().all(|byte| byte.is_ascii_digit());
    let seconds = digits.then(|| written.parse::<i64>().ok()).flatten();
    let day = seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0)).map(|at| at.date_naive());
    // The same days as everywhere: one that no record can have is a mistake of units.
    day.filter(is_plausible).ok_or_else(|| {
        let problem = format!(
            "`{written}` is no number of seconds since 1970-01-01. Correct or unset the variable, or use --as-of."
        );
        Failure::new(VARIABLE, problem)
    })
}
