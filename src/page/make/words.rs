//! Small helpers of the account's sections: how a list that is empty explains itself, and words in the right number.

use crate::page::common::Empty;
use crate::page::desk::Desk;
use crate::record::{At, Kind, Member, Who};
use crate::review::people::theirs;

/// Why a list is empty, which file of the account to write, and the least that fills it. Where a record of the kind was
/// left out, that is said instead: the list may not be empty at all.
pub fn empty(desk: &Desk<'_>, kind: Kind, why: &str, file: &str, example: String) -> Empty {
    let why = if desk.checked.may_lack(kind) {
        format!("Nothing is shown here, but a record that may belong here could not be understood. {why}")
    } else {
        why.to_owned()
    };
    Empty { why, file: format!("{}/{file}", desk.checked.path), example }
}

/// An id of the account's people for examples.
pub fn any_person(desk: &Desk<'_>) -> String {
    theirs(desk.checked).next().map_or_else(|| "amelia".to_owned(), |(entry, _)| entry.key.id.clone())
}

/// An id of the team for examples.
pub fn any_member(desk: &Desk<'_>) -> String {
    let mut team = desk.site.shared.team.each::<Member>();
    team.next().map_or_else(|| "priya".to_owned(), |(entry, _)| entry.key.id.clone())
}

/// “a, b and c”.
#[must_use]
pub fn and(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// “ with Amelia Ruiz and Jonas Lind”, or nothing.
pub fn with(desk: &Desk<'_>, who: &[At<Who>]) -> String {
    let names: Vec<String> = who.iter().map(|who| desk.who(who).text).collect();
    if names.is_empty() { String::new() } else { format!(" with {}", and(&names)) }
}

/// “Supporter” from “supporter”.
#[must_use]
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Days as a count for words; a day before counts as none.
#[must_use]
pub fn days(number: i64) -> String {
    crate::page::desk::count(usize::try_from(number.max(0)).unwrap_or(0), "day", "days")
}
