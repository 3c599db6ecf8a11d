//! What an account's voices say, each instrument by itself: its waves, their figures with intervals, and the silence.
//!
//! Small samples are the rule here, so nothing is said without its uncertainty: under five answers there is no figure,
//! and “no change” is never said. Customer and staff are kept apart, and so are instruments, methods and scales.

mod between;
mod control;
mod findings;
mod neglect;
mod sentence;
mod sides;
mod statistics;
mod themes;
mod trend;
mod variances;
mod voices;
mod waves;

pub use between::{Between, Split, Test, between, permutation, sign};
pub use control::{Control, Firing, Hold, LOCKED, Limits, Point, Rule, Side, Stretch, TRIAL, control};
pub use findings::findings;
pub use neglect::neglected;
pub use sentence::{Analysis, Chart, Noticed, Rebase, Sentence, analysis, chart, rebased};
pub use sides::{Sides, sides};
pub use statistics::{
    Estimate, Interval, adjusted_wald, hoeffding_mean, mean, stand_out, t_mean, t_quantile, two_sided, wilson,
};
pub use themes::{Named, Quarter, Theme, distinct, themes};
pub use trend::{Trend, mann_kendall, theil_sen, trend};
pub use variances::{Analysed, Cause, KeyVariance, known_ids, names};
pub use voices::{Measure, Respondent, Voice, voices};
pub use waves::{Bounds, FEW, Series, Statistic, Wave, promoter_counts, series, withheld};

#[cfg(test)]
mod tests;
