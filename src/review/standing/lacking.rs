//! What was left out, and which dimensions it could have fed: those are unknown.
//!
//! | left out | unknown |
//! |---|---|
//! | the account, or a file that may have held anything | all |
//! | expectation, assessment | expectations |
//! | feedback, survey, answer, method | feedback |
//! | complaint | complaints |
//! | action | commitments |
//! | person | people; feedback, for the influence; commitments, for whose promise it is |
//! | objective, progress | objectives |
//! | note | contact; people, for the cadence; commitments, for what was promised in it |
//! | contract | contact, where there are quiet times |
//! | whatever held an action that does not say whether it is internal | commitments |
//! | a Markdown file of which nothing could be read | also expectations, objectives and commitments, which it may have held |
//!
//! A complaint or feedback that was left out could only have made complaints known, so it hides nothing there.

use super::feedback::Voices;
use crate::check::{Checked, Omission};
use crate::record::{Action, DimensionName, Kind, Shared};
use crate::source::Span;

/// For every dimension, the place of what could have fed it and was left out.
#[derive(Debug)]
pub struct Lacking<'a> {
    places: [Option<&'a Span>; 7],
    is_account: bool,
}

impl<'a> Lacking<'a> {
    pub fn new(checked: &'a Checked, shared: &'a Shared, voices: &Voices<'_>) -> Self {
        let is_account = checked.omitted.iter().any(|omission| omission.kind == Some(Kind::Account));
        let mut lacking = Self { places: [None; 7], is_account };
        let has_quiet = checked.account().is_some_and(|(_, account)| !account.quiet.is_empty());
        for omission in &checked.omitted {
            for name in fed_by(omission, has_quiet) {
                lacking.note(*name, &omission.span);
            }
        }
        let hosts = checked.each::<Action>().filter(|(_, action)| action.internal.is_none());
        for (entry, _) in hosts {
            if entry.host.as_ref().is_some_and(|host| checked.find(host).is_none()) {
                lacking.note(DimensionName::Commitments, &entry.span);
            }
        }
        if let Some(broken) = shared.plan.broken.first().filter(|_| voices.is_astray) {
            lacking.note(DimensionName::Feedback, &broken.span);
        }
        lacking
    }

    fn note(&mut self, name: DimensionName, span: &'a Span) {
        let noted = &mut self.places[name as usize];
        if noted.is_none_or(|first| span < first) {
            *noted = Some(span);
        }
    }

    /// The place of what could have fed a dimension and was left out.
    pub fn place(&self, name: DimensionName) -> Option<&'a Span> {
        self.places[name as usize]
    }

    /// Whether the account's own record is not whole, so that not even what its tier asks for is known.
    pub fn is_account(&self) -> bool {
        self.is_account
    }
}

fn fed_by(omission: &Omission, has_quiet: bool) -> &'static [DimensionName] {
    use DimensionName::{Commitments, Complaints, Contact, Expectations, Feedback, Objectives, People};
    let is_whole = is_whole_file(omission);
    match omission.kind {
        None | Some(Kind::Account) => DimensionName::ALL,
        Some(Kind::Expectation | Kind::Assessment) => &[Expectations],
        Some(Kind::Feedback) if is_whole => &[Feedback, Expectations, Objectives, Commitments],
        Some(Kind::Feedback | Kind::Survey | Kind::Answer | Kind::Method) => &[Feedback],
        Some(Kind::Complaint) if is_whole => &[Complaints, Expectations, Objectives, Commitments],
        Some(Kind::Complaint) => &[Complaints],
        Some(Kind::Action) => &[Commitments],
        Some(Kind::Person) => &[People, Feedback, Commitments],
        Some(Kind::Objective | Kind::Progress) => &[Objectives],
        Some(Kind::Note) if is_whole => &[Contact, People, Expectations, Objectives, Commitments],
        Some(Kind::Note) => &[Contact, People, Commitments],
        Some(Kind::Review) if is_whole => &[Expectations, Objectives, Commitments],
        Some(Kind::Contract) if has_quiet => &[Contact],
        Some(_) => &[],
    }
}

/// Whether nothing of the file could be read, so that what stood in it is lost with it.
fn is_whole_file(omission: &Omission) -> bool {
    const WHOLE: [&str; 8] = [
        "front-matter",
        "toml-syntax",
        "merge-conflict",
        "not-text",
        "file-too-large",
        "symbolic-link",
        "bad-file-name",
        "nested-too-deep",
    ];
    omission.problems.is_empty() || omission.problems.iter().any(|problem| WHOLE.contains(&problem.code))
}
