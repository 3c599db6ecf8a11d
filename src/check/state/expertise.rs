//! The expertise that an account needs, and who of us has it.

use chrono::NaiveDate;

use super::account::{member, seats};
use super::past::by;
use crate::check::Checked;
use crate::record::{At, Entry, Member, Records};

/// Something that an account needs to know or to be able to do.
#[derive(Debug, Clone, PartialEq)]
pub struct Need<'a> {
    /// As the account names it.
    pub what: &'a At<String>,
    /// Those with a seat in the account's team who have it.
    pub met_by: Vec<(&'a Entry, &'a Member)>,
    /// The others of ours who have it.
    pub also: Vec<(&'a Entry, &'a Member)>,
}

/// What the account needs on a day, in the order in which it is written, with who has it and has not left.
#[must_use]
pub fn needs<'a>(checked: &'a Checked, team: &'a Records, day: NaiveDate) -> Vec<Need<'a>> {
    let Some((_, account)) = checked.account() else { return Vec::new() };
    let on_account: Vec<&str> =
        seats(account, day).into_iter().filter_map(|seat| member(checked, seat)).collect();
    let here: Vec<(&Entry, &Member)> =
        team.each::<Member>().filter(|(_, one)| by(one.left.as_ref(), day).is_none()).collect();
    let need = |what: &'a At<String>| {
        let able = here.iter().copied().filter(|(_, one)| has(one, &what.value));
        let (met_by, also) = able.partition(|(entry, _)| on_account.contains(&entry.key.id.as_str()));
        Need { what, met_by, also }
    };
    account.expertise.iter().map(need).collect()
}

/// Whether a member has an expertise, however its letters are typed.
fn has(member: &Member, what: &str) -> bool {
    let plain = |words: &str| words.trim().to_lowercase();
    member.expertise.iter().any(|one| plain(&one.value) == plain(what))
}
