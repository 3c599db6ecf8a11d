//! Something that must be known of an account, and is not.

use crate::check::rule::rule;
use crate::check::state::information::{Held, Requirement, asked, field_words, holding};
use crate::check::state::practice::asks;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Criterion, Kind};

rule! {
    /// Something that must be known of an account is written down nowhere.
    ///
    /// The plan calls it a must-have: somebody who works with this customer needs it and does not find it. Whether it is there
    /// follows from the field that the requirement names. Write it down; or, where it is not needed after all, say so in the
    /// plan. Where a profile or a challenge is missing altogether, its own rule says that, and this one does not repeat it.
    ///
    /// Wrong:
    ///
    /// ```toml accounts/northwind/plan.toml
    /// [[information]]
    /// title = "How each likes to be reached"
    /// need = "must"
    /// field = "person.prefers.channel"
    /// ```
    ///
    /// Right:
    ///
    /// ```toml accounts/northwind/plan.toml
    /// [[information]]
    /// title = "How each likes to be reached"
    /// need = "must"
    /// field = "person.prefers.channel"
    ///
    /// [[person]]
    /// id = "mira"
    /// name = "Mira Holm"
    /// prefers = { channel = "call" }
    /// ```
    "information-missing", Advice, ["CFAMSSNS12-P3"], Run::Absence(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let Some((account, _)) = checked.account() else { return Vec::new() };
    let musts = asked(checked, context, context.as_of).into_iter().filter(|one| one.is_must());
    let missing = musts.filter(|one| holding(checked, one, context.as_of).state == Held::Missing);
    let missing = missing.filter(|one| !is_said_elsewhere(one, checked, context));
    let each = missing.filter_map(|one| {
        let field = field_words(&one.information.field.as_ref()?.value);
        let message = format!("`{}` must be known, and is not", one.title());
        let source =
            one.information.source.as_ref().map(|source| format!("; it comes from: {}", source.value));
        let place = if one.is_shared { account } else { one.entry };
        let finding = Diagnostic::advice("information-missing", place.span.clone(), message)
            .expected(format!("a record that says it, in `{field}`"))
            .fix(format!("write it down{}", source.unwrap_or_default()));
        Some(if one.is_shared {
            finding.related(one.entry.span.clone(), "what must be known of all")
        } else {
            finding
        })
    });
    each.collect()
}

/// Whether another rule says that there is no such record at all: one cause, one finding.
fn is_said_elsewhere(requirement: &Requirement<'_>, checked: &Checked, context: &Context<'_>) -> bool {
    let kind = requirement.information.field.as_ref().map(|field| field.value.kind);
    let criterion = match kind {
        Some(Kind::Profile) => Criterion::Inssal006P2,
        Some(Kind::Challenge) => Criterion::Inssal006P3,
        _ => return false,
    };
    asks(checked, context, criterion) && holding(checked, requirement, context.as_of).of == 0
}
