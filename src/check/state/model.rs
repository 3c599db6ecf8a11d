//! The numbers of the health model that are in force on a day.

use chrono::NaiveDate;

use crate::record::{Config, ModelChange, Parameters};

/// The parameters for a tier on a day: the defaults, changed by every `[[model]]` of the configuration that holds by
/// then, in the order of their dates; one for the tier goes before one for all of the same day.
#[must_use]
pub fn in_force(config: &Config, tier: Option<&str>, day: NaiveDate) -> Parameters {
    let mut steps = over_time(config, tier);
    let after = steps.partition_point(|(from, _)| *from <= day);
    // The first step begins at the first day that there is.
    steps.swap_remove(after.saturating_sub(1)).1
}

/// The parameters for a tier from each day on which they change: the first from the first day that there is.
#[must_use]
pub fn over_time(config: &Config, tier: Option<&str>) -> Vec<(NaiveDate, Parameters)> {
    let concerns =
        |model: &&ModelChange| model.tier.as_ref().is_none_or(|only| tier == Some(only.value.as_str()));
    let mut changes: Vec<_> = config.model.iter().map(|at| &at.value).filter(concerns).collect();
    changes.sort_by_key(|model| (model.on.as_ref().map(|on| on.value), model.tier.is_some()));
    let mut steps = vec![(NaiveDate::MIN, Parameters::default())];
    for change in changes {
        let on = change.on.as_ref().map_or(NaiveDate::MIN, |on| on.value);
        let (last, mut parameters) = steps[steps.len() - 1];
        parameters.set(&change.set);
        if last == on {
            steps.pop();
        }
        steps.push((on, parameters));
    }
    steps
}
