//! Which guidelines an account keeps: what breaks each, and which departures somebody allowed, until when.
//!
//! Cards and secrets are looked for whether a guideline names them or not.

use chrono::NaiveDate;

use super::interest::{interests, wait};
use super::past::{by, exists, status};
use super::people::{has_left, party, theirs};
use super::side::side;
use crate::check::{Checked, Context};
use crate::diagnostic::Diagnostic;
use crate::record::{
    At, Config, Exception, Guideline, Holding, Period, Person, Requirement, Side, Status, Tool, ToolStatus,
};
use crate::source::{Forbidden, Span};

/// Something that breaks a guideline.
#[derive(Debug, Clone, PartialEq)]
pub struct Breach {
    /// Where.
    pub span: Span,
    /// What, as a clause: “Jonas Weber did not say that he agrees”.
    pub what: String,
}

/// How an account stands to a guideline.
#[derive(Debug, Clone, PartialEq)]
pub struct Keeping<'a> {
    /// The guideline.
    pub guideline: &'a Guideline,
    /// What breaks it.
    pub breaches: Vec<Breach>,
    /// The departure that is allowed on the day.
    pub exception: Option<&'a Exception>,
    /// A departure that was allowed, and has expired.
    pub expired: Option<&'a Exception>,
}

impl Keeping<'_> {
    /// Whether it is broken, and nobody allowed that.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        !self.breaches.is_empty() && self.exception.is_none()
    }
}

/// How an account stands to each guideline of the portfolio, in their order.
#[must_use]
pub fn keeping<'a>(checked: &Checked, context: &Context<'a>) -> Vec<Keeping<'a>> {
    let each = context.config.guideline.iter().map(|at| {
        let guideline = &at.value;
        Keeping {
            guideline,
            breaches: breaches(checked, context, guideline),
            exception: exception(guideline, checked.slug.as_str(), context.as_of),
            expired: expired(guideline, checked.slug.as_str(), context.as_of),
        }
    });
    each.collect()
}

/// The departure from a guideline that is allowed to an account on a day.
#[must_use]
pub fn exception<'a>(guideline: &'a Guideline, slug: &str, day: NaiveDate) -> Option<&'a Exception> {
    of_account(guideline, slug).filter(|one| one.until.value >= day).max_by_key(|one| one.until.value)
}

/// Points at a departure that is allowed no more, where there is one.
#[must_use]
pub fn point_at(expired: Option<&Exception>, finding: Diagnostic) -> Diagnostic {
    match expired {
        Some(exception) => {
            let why = format!("the departure that was allowed ended on {}", exception.until.value);
            finding.related(exception.until.span.clone(), why)
        }
        None => finding,
    }
}

/// The departure that expired last.
#[must_use]
pub fn expired<'a>(guideline: &'a Guideline, slug: &str, day: NaiveDate) -> Option<&'a Exception> {
    of_account(guideline, slug).filter(|one| one.until.value < day).max_by_key(|one| one.until.value)
}

fn of_account<'a>(guideline: &'a Guideline, slug: &str) -> impl Iterator<Item = &'a Exception> {
    let names = move |one: &&Exception| one.account.as_ref().is_none_or(|account| account.value.0 == slug);
    guideline.except.iter().map(|at| &at.value).filter(names)
}

fn breaches(checked: &Checked, context: &Context<'_>, guideline: &Guideline) -> Vec<Breach> {
    match guideline.requires.value {
        Requirement::LawfulBasis => basis(checked).into_iter().collect(),
        Requirement::Consent => consent(checked, guideline.within.as_ref(), context.as_of),
        Requirement::Retention => retention(checked, context).into_iter().collect(),
        Requirement::InterestsReviewed => unreviewed(checked, context),
        Requirement::PersonalData => unowned(checked.each::<Tool>().map(|(_, tool)| tool)),
        Requirement::NoPaymentCards | Requirement::NoSecrets | Requirement::NoPattern => {
            let all = checked.forbidden.iter().filter(|(_, what)| forbids(guideline, what));
            all.map(|(span, what)| Breach { span: span.clone(), what: format!("{what} is written down") })
                .collect()
        }
    }
}

/// Whether a guideline is about what was found.
#[must_use]
pub fn forbids(guideline: &Guideline, what: &Forbidden) -> bool {
    match (what, guideline.requires.value) {
        (Forbidden::PaymentCard, Requirement::NoPaymentCards)
        | (Forbidden::Secret(_), Requirement::NoSecrets) => true,
        (Forbidden::Pattern(id), Requirement::NoPattern) => guideline.id.value == *id,
        _ => false,
    }
}

fn basis(checked: &Checked) -> Option<Breach> {
    let (entry, account) = checked.account()?;
    let basis = account.legal.as_ref().and_then(|legal| legal.value.basis.as_ref());
    basis.is_none().then(|| Breach {
        span: entry.span.clone(),
        what: "nobody wrote on what lawful basis these records are kept".to_owned(),
    })
}

/// The customer's people of whom no consent is recorded, or none that still holds.
fn consent(checked: &Checked, within: Option<&At<Period>>, day: NaiveDate) -> Vec<Breach> {
    let people = theirs(checked).filter(|(entry, person)| exists(entry, day) && !has_left(person, day));
    let people = people.filter(|(entry, _)| side(checked, &party(entry)) == Side::Customer);
    let broken = people.filter_map(|(entry, person)| {
        let name = &person.name.value;
        let what = match (by(person.consent.as_ref(), day), within) {
            (None, _) => format!("no consent of {name} is recorded"),
            (Some(on), Some(within)) if within.after(on) < day => {
                format!("{name} agreed on {on}, longer ago than {}", within.value)
            }
            _ => return None,
        };
        Some(Breach { span: entry.span.clone(), what })
    });
    broken.collect()
}

/// An account that ended, and is kept for longer than it may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kept {
    /// When it ended.
    pub ended: NaiveDate,
    /// How long its records may be kept.
    pub retention: Period,
    /// The last day on which they might be.
    pub until: NaiveDate,
}

/// How long records of an account may be kept after it ended: as it says itself, else as a guideline does.
#[must_use]
pub fn retention_of(checked: &Checked, config: &Config) -> Option<Period> {
    let (_, account) = checked.account()?;
    let own = account.legal.as_ref().and_then(|legal| legal.value.retention.as_ref());
    let mut guidelines = config.guideline.iter().filter(|one| one.requires.value == Requirement::Retention);
    own.or_else(|| guidelines.find_map(|one| one.within.as_ref())).map(|at| at.value)
}

/// How long an account that ended is kept.
#[must_use]
pub fn kept(checked: &Checked, config: &Config, day: NaiveDate) -> Option<Kept> {
    let (_, account) = checked.account()?;
    let ended = account.ended.as_ref().filter(|_| status(account, day) == Status::Ended)?.on.value;
    let retention = retention_of(checked, config)?;
    Some(Kept { ended, retention, until: retention.after(ended) })
}

/// Whether an account that ended is kept for longer than it may be.
#[must_use]
pub fn past_retention(checked: &Checked, config: &Config, day: NaiveDate) -> Option<Kept> {
    kept(checked, config, day).filter(|kept| kept.until < day)
}

fn retention(checked: &Checked, context: &Context<'_>) -> Option<Breach> {
    let kept = past_retention(checked, context.config, context.as_of)?;
    let (entry, _) = checked.account()?;
    let what = format!("the account ended on {}, and was to be deleted after {}", kept.ended, kept.until);
    Some(Breach { span: entry.span.clone(), what })
}

fn unreviewed(checked: &Checked, context: &Context<'_>) -> Vec<Breach> {
    let wait = wait(checked, context);
    let late = interests(checked, context).into_iter().filter(|one| one.is_late(context.as_of));
    let each = late.map(|one| Breach {
        span: one.entry.span.clone(),
        what: format!("nobody else looked within {wait} at `{}`", one.interest.what.value),
    });
    each.collect()
}

/// Tools that hold data of people, and that nobody answers for.
pub fn unowned<'a>(tools: impl Iterator<Item = &'a Tool>) -> Vec<Breach> {
    let broken = tools.filter(|tool| is_used(tool) && holds_people(tool).is_some() && tool.owner.is_none());
    let each = broken.filter_map(|tool| {
        let span = holds_people(tool)?.span.clone();
        Some(Breach { span, what: "nobody answers for a tool that holds data of people".to_owned() })
    });
    each.collect()
}

/// Whether a tool is used.
#[must_use]
pub fn is_used(tool: &Tool) -> bool {
    tool.status.as_ref().is_none_or(|status| status.value == ToolStatus::InUse)
}

/// Where a tool says that it holds data of people.
#[must_use]
pub fn holds_people(tool: &Tool) -> Option<&At<Holding>> {
    tool.holds.iter().find(|holds| holds.value == Holding::PersonalData)
}

/// Whether the portfolio has a guideline for data of people in tools.
#[must_use]
pub fn covers_tools(config: &Config) -> bool {
    config.guideline.iter().any(|one| one.requires.value == Requirement::PersonalData)
}

/// The people of an account who agreed to be recorded, of those of the customer who are there.
#[must_use]
pub fn consents(checked: &Checked, day: NaiveDate) -> (usize, usize) {
    let people = theirs(checked).filter(|(entry, person)| exists(entry, day) && !has_left(person, day));
    let people: Vec<&Person> = people
        .filter(|(entry, _)| side(checked, &party(entry)) == Side::Customer)
        .map(|(_, one)| one)
        .collect();
    let agreed = people.iter().filter(|person| by(person.consent.as_ref(), day).is_some()).count();
    (agreed, people.len())
}

/// What to do where a guideline is broken, as an instruction.
#[must_use]
pub fn clears(requirement: Requirement) -> &'static str {
    match requirement {
        Requirement::LawfulBasis => {
            "write `legal = { basis = \"…\" }` below `[account]`: contract, consent, legitimate interest"
        }
        Requirement::Consent => "ask them, and write the day as `consent`; who does not agree is deleted",
        Requirement::Retention => "delete the account's folder; `standing prune` says how",
        Requirement::InterestsReviewed => {
            "let somebody else look at it, and write `reviewed` and `reviewed_by`"
        }
        Requirement::PersonalData => "write the `owner` who answers for what it holds",
        Requirement::NoPaymentCards | Requirement::NoSecrets | Requirement::NoPattern => {
            "delete it from the file and from the history, and change the secret where it opens something"
        }
    }
}
