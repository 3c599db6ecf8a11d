//! What an account says of itself for the rules that need all accounts.

use std::collections::BTreeSet;

use super::state::{information, practice};
use super::{Checked, Context, Target};
use crate::record::{Account, AccountName, At, Criterion, Feedback, Kind, Note, Survey};
use crate::source::Span;

/// What an account says of itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Census {
    /// The customer's name.
    pub name: String,
    /// Where the account stands.
    pub span: Span,
    /// The slugs of the accounts that it names as its parent or as what it became part of.
    pub kin: BTreeSet<String>,
    /// The criteria that apply to it; none to one that is no active customer.
    pub criteria: BTreeSet<Criterion>,
    /// Whether it has information requirements of its own.
    pub has_requirements: bool,
    /// The ids of the shared methods that it used.
    pub methods: BTreeSet<String>,
}

impl Census {
    /// Takes the census of an account; `None` where its record could not be understood.
    #[must_use]
    pub fn of(checked: &Checked, context: &Context<'_>) -> Option<Self> {
        let (entry, account) = checked.account()?;
        let day = context.as_of;
        let is_active = information::is_active(checked, day);
        Some(Self {
            name: account.name.value.clone(),
            span: entry.span.clone(),
            kin: kin(account),
            criteria: if is_active { practice::criteria(checked, context) } else { BTreeSet::new() },
            has_requirements: information::own(checked, day).next().is_some(),
            methods: methods(checked),
        })
    }
}

fn kin(account: &Account) -> BTreeSet<String> {
    let named: [&Option<At<AccountName>>; 2] = [&account.parent, &account.merged_into];
    named.into_iter().flatten().map(|name| name.value.0.clone()).collect()
}

fn methods(checked: &Checked) -> BTreeSet<String> {
    let surveys = checked.each::<Survey>().filter_map(|(_, one)| one.method.as_ref());
    let voices = checked.each::<Feedback>().filter_map(|(_, one)| one.method.as_ref());
    let notes = checked.each::<Note>().flat_map(|(_, one)| &one.about);
    let used = surveys.chain(voices).chain(notes).filter_map(|what| match checked.target(&what.span) {
        // An account's own method with the id of a shared one is that one.
        Some(Target::Plan(key) | Target::Record(key)) if key.kind == Kind::Method => Some(key.id.clone()),
        _ => None,
    });
    used.collect()
}
