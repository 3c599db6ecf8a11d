//! A portfolio that has no criteria by which it selects its major customers.

use crate::check::rule::rule;
use crate::check::{Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Criterion, Tier};

rule! {
    /// There are no criteria by which major customers are selected.
    ///
    /// Without them a customer is in the highest tier because somebody once put them there. Write what makes a customer worth a
    /// long relationship to you, and how much each of it weighs, from 1 to 5.
    ///
    /// Wrong:
    ///
    /// ```toml standing.toml
    /// format = 1
    /// title = "Cold Watch"
    ///
    /// [[tier]]
    /// id = "key"
    /// criteria = ["INSSAL006-P1"]
    ///
    /// [[segment]]
    /// id = "logistics"
    /// ```
    ///
    /// Right:
    ///
    /// ```toml standing.toml
    /// format = 1
    /// title = "Cold Watch"
    /// selection = { growth = 3, fit = 2 }
    ///
    /// [[tier]]
    /// id = "key"
    ///
    /// [[segment]]
    /// id = "logistics"
    /// ```
    "no-selection", Advice, ["INSSAL006-P1"], Run::Shared(run)
}

fn run(context: &Context<'_>) -> Vec<Diagnostic> {
    let config = context.config;
    let has_some = config.selection.as_ref().is_some_and(|weights| !weights.value.0.is_empty());
    if has_some || !context.is_config_sound() {
        return Vec::new();
    }
    let asks = |tier: &&Tier| tier.applied().contains(&Criterion::Inssal006P1);
    let first = config.tier.iter().map(|tier| &tier.value).find(asks);
    let finding = |tier: &Tier| {
        let message =
            format!("nothing says by what criteria an account belongs to the tier `{}`", tier.id.value);
        Diagnostic::advice("no-selection", tier.id.span.clone(), message)
            .expected("`selection`, with the weight of each criterion from 1 to 5")
            .fix("add a line such as `selection = { growth = 3, fit = 2 }` above the first `[[tier]]`")
    };
    first.map(finding).into_iter().collect()
}
