//! An account that is asked in one way alone.

use std::collections::BTreeSet;

use crate::check::rule::rule;
use crate::check::state::method::{Standing, is_asked, may_lack_use, methods};
use crate::check::state::practice;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Form, Kind};
use chrono::NaiveDate;

rule! {
    /// The customer is asked formally alone, informally alone, or not at all.
    ///
    /// Questions that stand can be compared from year to year, and hear only what they ask for; a word in passing hears the rest,
    /// and cannot be compared. Have one of each. A method is in use if it comes round, that is with `every`, or if it was used in
    /// the last year (`window` under `[grace]` says otherwise). Where the tier asks for no feedback, none is missed.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[method]]
    /// title = "Half-yearly question"
    /// form = "formal"
    /// every = "6m"
    /// agreed = 2026-02-10
    /// with = ["amelia"]
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[method]]
    /// title = "Half-yearly question"
    /// form = "formal"
    /// every = "6m"
    /// agreed = 2026-02-10
    /// with = ["amelia"]
    ///
    /// [[method]]
    /// title = "A word after each visit"
    /// form = "informal"
    /// channel = "visit"
    /// agreed = 2026-02-10
    /// with = ["amelia"]
    /// ```
    "one-form-only", Advice, ["CFAM7.1.6-P4"], Run::Absence(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let is_lost =
        checked.may_lack(Kind::Method) || may_lack_use(checked) || !context.shared.plan.broken.is_empty();
    let Some((account, _)) = checked.account().filter(|_| !is_lost) else { return Vec::new() };
    let as_of = context.as_of;
    if !is_asked(checked, context, as_of) {
        return Vec::new();
    }
    let from = practice::window(checked, context).before(as_of);
    let all = methods(checked, context, as_of);
    let in_use: Vec<&Standing<'_>> = all.iter().filter(|one| is_in_use(one, from)).collect();
    let forms: BTreeSet<Form> = in_use.iter().filter_map(|one| one.form()).collect();
    let lacking: Vec<&Form> = Form::ALL.iter().filter(|form| !forms.contains(form)).collect();
    let [lacking, others @ ..] = lacking.as_slice() else { return Vec::new() };
    let silent = in_use.iter().find(|one| one.form().is_none()).map(|one| &one.item.entry.key.id);
    let (message, fix) = match (silent, others) {
        (Some(id), _) => (
            format!("no {} method is in use, unless `{id}` is one", lacking.word()),
            format!("write the `form` of `{id}`, `\"formal\"` or `\"informal\"`"),
        ),
        (None, []) => (
            format!("no {} method is in use", lacking.word()),
            format!("agree on one with them, and write a `[[method]]` with `form = \"{}\"`", lacking.word()),
        ),
        (None, _) => (
            "no method of asking for feedback is in use".to_owned(),
            "agree with them how they are asked, and write a `[[method]]` of each `form`".to_owned(),
        ),
    };
    let finding = Diagnostic::advice("one-form-only", account.span.clone(), message)
        .expected("a formal and an informal one")
        .fix(fix);
    vec![finding]
}

/// Whether it comes round, was used since a day, or was only agreed since then.
fn is_in_use(one: &Standing<'_>, from: NaiveDate) -> bool {
    let is_new = one.item.is_own && one.item.entry.date.is_some_and(|date| date >= from);
    one.item.one.every.is_some() || one.last().is_some_and(|last| last >= from) || is_new
}
