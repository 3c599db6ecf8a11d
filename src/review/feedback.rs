//! What an account's voices say, each instrument by itself: its waves, their figures with intervals, and the silence.
//!
//! Small samples are the rule here, so nothing is said without its uncertainty: under five answers there is no figure,
//! and “no change” is never said. Customer and staff are kept apart, and so are instruments, methods and scales.

mod sentence;
mod statistics;
mod voices;
mod waves;

pub use sentence::{Comparison, Sentence, sentence};
pub use statistics::{Estimate, Interval, adjusted_wald, hoeffding_mean, t_mean, t_quantile, wilson};
pub use voices::{Measure, Respondent, Voice, voices};
pub use waves::{Bounds, FEW, Series, Statistic, Wave, promoter_counts, series, withheld};

#[cfg(test)]
mod tests;
