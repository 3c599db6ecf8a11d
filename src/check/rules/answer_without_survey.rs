//! Answers in a file that holds no survey.

use crate::check::rule::rule;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Answer, Kind};

rule! {
    /// An answer stands in a file that holds no survey.
    ///
    /// An answer has its day, its method and its scale from the `[survey]` of its own file. Without one nobody can tell what the
    /// score means.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[answer]]
    /// from = "amelia"
    /// score = 8
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [survey]
    /// instrument = "nps"
    /// on = 2026-06-02
    /// sent_to = ["amelia", "jonas"]
    ///
    /// [[answer]]
    /// from = "amelia"
    /// score = 8
    /// ```
    "answer-without-survey", Error, [], Run::Account(run)
}

fn run(checked: &Checked, _: &Context<'_>) -> Vec<Diagnostic> {
    let of_broken = |path: &crate::source::RepoPath| {
        let lost = checked.omitted.iter().filter(|omission| omission.span.path() == path);
        lost.into_iter().any(|omission| omission.kind.is_none_or(|kind| kind == Kind::Survey))
    };
    let alone =
        checked.each::<Answer>().filter(|(entry, _)| entry.host.is_none() && !of_broken(entry.span.path()));
    let finding = |span: &crate::source::Span| {
        Diagnostic::error("answer-without-survey", span.clone(), "this answer belongs to no survey")
            .expected("a table `[survey]` in the same file, with the day and the method")
            .fix("add the `[survey]`, or move the answer to the file that has it")
    };
    alone.map(|(entry, _)| finding(&entry.span)).collect()
}
