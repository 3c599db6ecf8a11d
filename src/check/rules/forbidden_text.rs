//! Something that must not be written down.

use crate::check::rule::rule;
use crate::check::state::compliance::{exception, expired, forbids, point_at};
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
    told(&checked.forbidden, checked.slug.as_str(), context)
}

fn of_shared(context: &Context<'_>) -> Vec<Diagnostic> {
    // What no account holds is allowed by what is allowed to all.
    told(&context.shared.forbidden, "", context)
}

fn told(found: &[(Span, Forbidden)], slug: &str, context: &Context<'_>) -> Vec<Diagnostic> {
    let day = context.as_of;
    let each = found.iter().filter_map(|(span, what)| {
        let all = context.config.guideline.iter().map(|at| &at.value);
        let guidelines: Vec<&Guideline> = all.filter(|one| forbids(one, what)).collect();
        if guidelines.iter().any(|one| exception(one, slug, day).is_some()) {
            return None;
        }
        let asked = guidelines.first().map(|one| one.title.value.clone());
        let message = format!("{what} is written down here; it is masked wherever it is shown");
        let finding = Diagnostic::warning("forbidden-text", span.clone(), message)
            .expected(asked.unwrap_or_else(|| "no number of a card, no password, no key".to_owned()))
            .fix("delete it here and from the history, and change the secret where it opens something");
        Some(point_at(guidelines.iter().find_map(|one| expired(one, slug, day)), finding))
    });
    each.collect()
}
