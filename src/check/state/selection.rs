//! By which tier an account is supported: its selection scores, weighed as the configuration says.

use crate::record::{Account, Config, Tier};

/// The weighted mean of an account's selection scores, 1 to 5; none where it has no score by a criterion that weighs.
#[must_use]
pub fn score(account: &Account, config: &Config) -> Option<f64> {
    let scores = &account.selection.as_ref()?.value.0;
    let weights = &config.selection.as_ref()?.value.0;
    let both = weights.iter().filter_map(|(name, weight)| Some((weight, scores.get(name)?)));
    let (sum, weight) = both.fold((0.0, 0.0), |(sum, all), (weight, score)| {
        let weight = f64::from(weight.value.get());
        (sum + weight * f64::from(score.value.get()), all + weight)
    });
    (weight > 0.0).then(|| sum / weight)
}

/// Whether a score supports a tier; one without a floor is open to all.
#[must_use]
pub fn supports(score: f64, tier: &Tier) -> bool {
    tier.selection_floor.as_ref().is_none_or(|floor| score >= floor.value - 1e-9)
}
