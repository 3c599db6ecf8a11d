//! Something that must not be written down.

use chrono::NaiveDate;

use crate::check::rule::rule;
use crate::check::state::compliance::{exception, forbids};
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::Guideline;
use crate::source::{Forbidden, Span};

rule! {
    /// The number of a payment card, a secret, or what a guideline forbids is written down.
    ///
    /// Records are copied, searched and kept for years: what opens an account or proves who somebody is must not be among them.
    /// It is masked on every page and in every message, but it stands in the file, and in its history. Delete it from both, and
    /// change the secret wherever it opens something. Cards and secrets are always looked for; patterns of your own stand in the
    /// configuration.
    ///
    /// Wrong:
    ///
    /// ```markdown
    /// +++
    /// channel = "call"
    /// people = ["amelia", "priya"]
    /// +++
    /// She wants to pay with 4111 1111 1111 1111.
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown
    /// +++
    /// channel = "call"
    /// people = ["amelia", "priya"]
    /// +++
    /// She wants to pay by card; Lena sent the link of the bank.
    /// ```
    "forbidden-text", Warning, ["CFAMSSNS12-P11"], Run::Both(run, of_shared)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let slug = checked.slug.as_str();
    let guidelines = || context.config.guideline.iter().map(|at| &at.value);
    told(&checked.forbidden, guidelines(), |guideline| exception(guideline, slug, context.as_of).is_some())
}

fn of_shared(context: &Context<'_>) -> Vec<Diagnostic> {
    let guidelines = context.config.guideline.iter().map(|at| &at.value);
    told(&context.shared.forbidden, guidelines, |guideline| is_allowed_to_all(guideline, context.as_of))
}

fn is_allowed_to_all(guideline: &Guideline, day: NaiveDate) -> bool {
    guideline.except.iter().any(|one| one.account.is_none() && one.until.value >= day)
}

fn told<'a>(
    found: &[(Span, Forbidden)],
    guidelines: impl Iterator<Item = &'a Guideline> + Clone,
    is_allowed: impl Fn(&Guideline) -> bool,
) -> Vec<Diagnostic> {
    let of = |what: &Forbidden| guidelines.clone().filter(|one| forbids(one, what)).collect::<Vec<_>>();
    let each = found.iter().filter_map(|(span, what)| {
        let guidelines = of(what);
        if guidelines.iter().any(|one| is_allowed(one)) {
            return None;
        }
        let asked = guidelines.first().map(|one| one.title.value.clone());
        let message = format!("{what} is written down here; it is masked wherever it is shown");
        Some(
            Diagnostic::warning("forbidden-text", span.clone(), message)
                .expected(asked.unwrap_or_else(|| "no number of a card, no password, no key".to_owned()))
                .fix("delete it here and from the history, and change the secret where it opens something"),
        )
    });
    each.collect()
}
