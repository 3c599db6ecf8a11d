//! The numbers of the health model that are in force on a day.

use chrono::NaiveDate;

use crate::record::{Config, Parameters};

/// The parameters for a tier on a day: the defaults, changed by every `[[model]]` of the configuration that holds by
/// then, in the order of their dates; one for the tier goes before one for all of the same day.
#[must_use]
pub fn in_force(config: &Config, tier: Option<&str>, day: NaiveDate) -> Parameters {
    let mut changes: Vec<_> = config
        .model
        .iter()
        .filter(|model| model.on.as_ref().is_none_or(|on| on.value <= day))
        .filter(|model| model.tier.as_ref().is_none_or(|only| tier == Some(only.value.as_str())))
        .collect();
    changes.sort_by_key(|model| (model.on.as_ref().map(|on| on.value), model.tier.is_some()));
    let mut parameters = Parameters::default();
    for change in changes {
        parameters.set(&change.set);
    }
    parameters
}
