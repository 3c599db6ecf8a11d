//! A file whose name says another day than its front matter.

use crate::check::rule::rule;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Data, Entry, parse_date};

rule! {
    /// A file's name says one day, its front matter another.
    ///
    /// The front matter wins, but whoever looks for the record looks by the file's name. One of the two is a slip, often of a
    /// copied file.
    ///
    /// Wrong:
    ///
    /// ```markdown accounts/northwind/notes/2026-06-10-call.md
    /// +++
    /// on = 2026-05-10
    /// channel = "call"
    /// people = ["amelia", "priya"]
    /// +++
    /// Amelia asked for the figures of May.
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown accounts/northwind/notes/2026-06-10-call.md
    /// +++
    /// channel = "call"
    /// people = ["amelia", "priya"]
    /// +++
    /// Amelia asked for the figures of May.
    /// ```
    "date-mismatch", Warning, [], Run::Account(run)
}

fn run(checked: &Checked, _: &Context<'_>) -> Vec<Diagnostic> {
    checked.entries.iter().filter(|entry| entry.body.is_some()).filter_map(mismatch).collect()
}

fn mismatch(entry: &Entry) -> Option<Diagnostic> {
    let (field, written) = match &entry.data {
        Data::Note(one) => ("on", one.on.as_ref()),
        Data::Feedback(one) => ("on", one.on.as_ref()),
        Data::Review(one) => ("on", one.on.as_ref()),
        Data::Complaint(one) => ("raised", one.raised.as_ref()),
        _ => return None,
    };
    let written = written?;
    let named = entry.span.path().stem().get(..10).and_then(parse_date)?;
    if named == written.value {
        return None;
    }
    let message = format!("`{field}` is {}, but the file's name says {named}", written.value);
    Some(
        Diagnostic::warning("date-mismatch", written.span.clone(), message)
            .expected("the same day in both")
            .fix("delete the line, or rename the file"),
    )
}
