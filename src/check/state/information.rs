//! What must be known of accounts, and whether it is: the matrix of requirements and accounts, computed from the field that
//! each requirement names.
//!
//! A requirement holds where at least one record says what it asks for. How fresh that is follows from the day on which
//! somebody found the record true (`verified`), else from its own date, else from the account's `verified`.

use chrono::NaiveDate;

use super::past::{by, exists, status, tier_of};
use crate::check::{Checked, Context, Target};
use crate::record::{Account, Action, Data, Entry, Holder, Information, Need, Shown, Side, Status};

/// Something that must be known, or would be good to know.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Requirement<'a> {
    /// Its record.
    pub entry: &'a Entry,
    /// What is asked for.
    pub information: &'a Information,
    /// Whether all accounts share it.
    pub is_shared: bool,
}

impl Requirement<'_> {
    /// Whether nothing works without it.
    #[must_use]
    pub fn is_must(&self) -> bool {
        self.information.need.as_ref().is_some_and(|need| need.value == Need::Must)
    }

    /// Its words.
    #[must_use]
    pub fn title(&self) -> &str {
        self.entry.title.as_deref().unwrap_or(&self.entry.key.id)
    }
}

/// Whether something is known of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Held {
    /// It is written down nowhere.
    Missing,
    /// It is written down, and nobody has looked for too long whether it is still true.
    Stale,
    /// It is written down, and fresh as far as that is asked for.
    Held,
    /// A record that may say it could not be understood.
    Unknown,
    /// The requirement names no field, so nobody can tell.
    Untold,
}

/// What is known of an account for one requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holding {
    /// Whether it is known.
    pub state: Held,
    /// The day of the freshest record that says it, where there is one.
    pub on: Option<NaiveDate>,
    /// How many records say it.
    pub saying: usize,
    /// Of how many that could.
    pub of: usize,
}

/// The requirements that all accounts share, on a day.
pub fn shared<'a>(context: &Context<'a>, day: NaiveDate) -> impl Iterator<Item = Requirement<'a>> {
    let all = context.shared.plan.each::<Information>().filter(move |(entry, _)| exists(entry, day));
    all.map(|(entry, information)| Requirement { entry, information, is_shared: true })
}

/// The requirements that an account has of its own, on a day.
pub fn own(checked: &Checked, day: NaiveDate) -> impl Iterator<Item = Requirement<'_>> {
    let all = checked.each::<Information>().filter(move |(entry, _)| exists(entry, day));
    all.map(|(entry, information)| Requirement { entry, information, is_shared: false })
}

/// The requirements that are asked of an account on a day, must-haves first; none of one that is no customer.
#[must_use]
pub fn asked<'a>(checked: &'a Checked, context: &Context<'a>, day: NaiveDate) -> Vec<Requirement<'a>> {
    if !is_active(checked, day) {
        return Vec::new();
    }
    let tier = tier_of(checked, context.config, day).map(|tier| tier.id.value.as_str());
    let all = shared(context, day).chain(own(checked, day));
    let named = |one: &Requirement<'_>| {
        let tiers = &one.information.tier;
        tiers.is_empty() || tiers.iter().any(|named| Some(named.value.as_str()) == tier)
    };
    let mut asked: Vec<_> = all.filter(named).collect();
    asked.sort_by_key(|one| !one.is_must());
    asked
}

/// Whether the account was an active customer on a day.
#[must_use]
pub fn is_active(checked: &Checked, day: NaiveDate) -> bool {
    checked.account().is_some_and(|(_, account)| {
        status(account, day) == Status::Active
            && account.since.as_ref().is_none_or(|since| since.value <= day)
    })
}

/// Whether what a requirement asks for is known of an account on a day.
#[must_use]
pub fn holding(checked: &Checked, requirement: &Requirement<'_>, day: NaiveDate) -> Holding {
    let Some(holder) = requirement.information.field.as_ref().map(|field| &field.value) else {
        return Holding { state: Held::Untold, on: None, saying: 0, of: 0 };
    };
    let records: Vec<&Entry> = checked
        .entries
        .iter()
        .filter(|entry| entry.kind() == holder.kind && exists(entry, day) && is_present(entry, day))
        .collect();
    let saying: Vec<&&Entry> = records.iter().filter(|entry| says(entry, holder, day)).collect();
    let on = saying.iter().filter_map(|entry| looked(entry, holder, checked, day)).max();
    let state = match (saying.is_empty(), &requirement.information.keep_fresh) {
        (true, _) if checked.may_lack(holder.kind) => Held::Unknown,
        (true, _) => Held::Missing,
        (false, Some(keep)) if on.is_none_or(|on| keep.after(on) < day) => Held::Stale,
        (false, _) => Held::Held,
    };
    Holding { state, on, saying: saying.len(), of: records.len() }
}

/// Whether somebody who is there can still be asked: what was known of those who left is known no more.
fn is_present(entry: &Entry, day: NaiveDate) -> bool {
    match &entry.data {
        Data::Person(person) => {
            let is_ours = person.side.as_ref().is_some_and(|side| side.value == Side::Ours);
            !is_ours && by(person.left.as_ref(), day).is_none()
        }
        _ => true,
    }
}

/// Whether a record says what is asked for.
fn says(entry: &Entry, holder: &Holder, day: NaiveDate) -> bool {
    let Some(path) = &holder.field else { return true };
    let path: Vec<&str> = path.split('.').collect();
    let fields = entry.data.show();
    fields.iter().any(|(name, shown)| *name == path[0] && reaches(shown, &path[1..], day))
}

/// Whether something stands at a path, and stood there on the day.
fn reaches(shown: &Shown<'_>, path: &[&str], day: NaiveDate) -> bool {
    match (shown, path) {
        (Shown::List(all), _) => all.iter().any(|one| reaches(one, path, day)),
        (Shown::Table(all), path) => {
            let is_later =
                all.iter().any(|(name, one)| *name == "on" && matches!(one, Shown::Date(on) if *on > day));
            !is_later
                && match path {
                    [] => !all.is_empty(),
                    [first, rest @ ..] => {
                        all.iter().any(|(name, one)| name == first && reaches(one, rest, day))
                    }
                }
        }
        (_, path) => path.is_empty(),
    }
}

/// The day on which what a record says was last known to be true.
fn looked(entry: &Entry, holder: &Holder, checked: &Checked, day: NaiveDate) -> Option<NaiveDate> {
    let verified = match &entry.data {
        Data::Account(one) => one.verified.as_ref(),
        Data::Person(one) => one.verified.as_ref(),
        Data::Profile(one) => one.verified.as_ref(),
        _ => None,
    };
    let inner = holder.field.as_ref().and_then(|path| {
        let outer = path.split('.').next();
        let shown = entry.data.show().into_iter().find(|(name, _)| Some(*name) == outer)?.1;
        let days = shown.leaves().into_iter().filter_map(|leaf| match leaf {
            Shown::Date(on) if *on <= day => Some(*on),
            _ => None,
        });
        days.max()
    });
    let own = [by(verified, day), entry.date.filter(|date| *date <= day), inner];
    own.into_iter().flatten().max().or_else(|| {
        let of_account = checked.each::<Account>().next()?.1.verified.as_ref();
        by(of_account, day)
    })
}

/// The actions that are there to close a shortfall: those of the account, and those that all accounts share.
pub fn actions_for<'a>(
    checked: &'a Checked,
    context: &Context<'a>,
    requirement: &Requirement<'_>,
) -> impl Iterator<Item = (&'a Entry, &'a Action)> {
    let (key, is_shared) = (requirement.entry.key.clone(), requirement.is_shared);
    let day = context.as_of;
    let own = checked.each::<Action>();
    let shared = context.shared.plan.each::<Action>();
    own.chain(shared).filter(move |(entry, action)| {
        exists(entry, day)
            && action.serves.iter().any(|what| match checked.target(&what.span) {
                Some(Target::Record(found)) => !is_shared && *found == key,
                Some(Target::Plan(found)) => is_shared && *found == key,
                _ => false,
            })
    })
}

/// What a requirement calls the field that holds it: `person.influence`.
#[must_use]
pub fn field_words(holder: &Holder) -> String {
    match &holder.field {
        Some(field) => format!("{}.{field}", holder.kind.word()),
        None => holder.kind.word().to_owned(),
    }
}
