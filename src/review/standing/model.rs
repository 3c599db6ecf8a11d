//! The numbers of the model over time, for one tier: computed once, then asked for on every day of the grid.

use chrono::NaiveDate;

use crate::check::state::model::over_time;
use crate::record::{Config, ModelChange, Parameters};

/// The model for one tier, over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Model<'a> {
    /// From a day on, until the next; the first holds always.
    steps: Vec<(NaiveDate, Parameters)>,
    /// What changed on a day, oldest first. What always held is none.
    changes: Vec<(NaiveDate, &'a ModelChange)>,
}

impl<'a> Model<'a> {
    /// The model for a tier by its id, or for accounts without a tier.
    pub fn of(config: &'a Config, tier: Option<&str>) -> Self {
        let concerns = |change: &&ModelChange| {
            change.tier.as_ref().is_none_or(|named| Some(named.value.as_str()) == tier)
        };
        let all = config.model.iter().map(|at| &at.value).filter(concerns);
        let mut changes: Vec<_> =
            all.filter_map(|change| Some((change.on.as_ref()?.value, change))).collect();
        changes.sort_by_key(|(on, _)| *on);
        Self { steps: over_time(config, tier), changes }
    }

    /// The numbers in force on a day.
    pub fn on(&self, day: NaiveDate) -> &Parameters {
        let after = self.steps.partition_point(|(from, _)| *from <= day);
        // The first step begins at the first day that there is, so that one is always at or before the day.
        &self.steps[after.saturating_sub(1)].1
    }

    /// The changes that came by a day, oldest first, with the day of each.
    pub fn changes_by(&self, day: NaiveDate) -> impl Iterator<Item = (NaiveDate, &'a ModelChange)> {
        self.changes.iter().copied().filter(move |(on, _)| *on <= day)
    }
}
