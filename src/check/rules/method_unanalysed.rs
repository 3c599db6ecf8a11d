//! A method that gives scores which nobody analyses.

use crate::check::rule::rule;
use crate::check::state::method::methods;
use crate::check::state::past::{exists, is_active};
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Entry, Method, Visibility};

rule! {
    /// A way of asking gives scores, and nobody has chosen how they are analysed.
    ///
    /// Scores that are only averaged say little, and those that are only looked at say what one wishes. Choose beforehand: a
    /// `control chart` shows when something is unlike before, a `trend` where it is going, a `comparison` of waves or of sides who
    /// sees it otherwise, `themes` what the words are about.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[method]]
    /// title = "Half-yearly question"
    /// instrument = "nps"
    /// agreed = 2026-02-10
    /// with = ["amelia"]
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[method]]
    /// title = "Half-yearly question"
    /// instrument = "nps"
    /// agreed = 2026-02-10
    /// with = ["amelia"]
    /// analysis = ["control chart", "themes"]
    /// ```
    "method-unanalysed", Advice, ["CFAM7.1.6-P11"], Run::Both(run, of_plan)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    if !is_active(checked, context.as_of) {
        return Vec::new();
    }
    let all = methods(checked, context, context.as_of);
    // What takes the place of a shared one is analysed as that is.
    let own = all.iter().filter(|one| one.item.is_own && one.item.base.is_none());
    own.filter_map(|one| unanalysed(one.item.entry, one.item.one)).collect()
}

fn of_plan(context: &Context<'_>) -> Vec<Diagnostic> {
    let open =
        context.shared.plan.each::<Method>().filter(|(entry, _)| {
            exists(entry, context.as_of) && entry.visibility() < Visibility::Confidential
        });
    open.filter_map(|(entry, method)| unanalysed(entry, method)).collect()
}

fn unanalysed(entry: &Entry, method: &Method) -> Option<Diagnostic> {
    let measures = method.instrument.is_some() || method.scale.is_some();
    if !measures || !method.analysis.is_empty() {
        return None;
    }
    let message = format!("nobody has chosen how the scores of `{}` are analysed", entry.key.id);
    Some(
        Diagnostic::advice("method-unanalysed", entry.span.clone(), message)
            .expected("one technique or more in `analysis`")
            .fix("write, for example, `analysis = [\"control chart\", \"themes\"]`"),
    )
}
