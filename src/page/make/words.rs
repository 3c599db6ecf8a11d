//! Small helpers of the account's sections: how a list that is empty explains itself, and words in the right number.

use crate::language::Language;
use crate::page::common::{Empty, Linked};
use crate::page::desk::Desk;
use crate::record::{At, Kind, Member, Who};
use crate::review::people::theirs;
use crate::review::since::Start;

/// Why a list is empty, which file of the account to write, and the least that fills it. Where a record of the kind was
/// left out, that is said instead: the list may not be empty at all.
pub fn empty(desk: &Desk<'_>, kind: Kind, why: &str, file: &str, example: String) -> Empty {
    let why = if desk.checked.may_lack(kind) {
        desk.site.language.say("nothing-is-shown-here-but-a-record-that-may", &[("why", &why)])
    } else {
        why.to_owned()
    };
    Empty { why, file: format!("{}/{file}", desk.checked.path), example }
}

/// An id of the account's people for examples, where anybody is recorded: an example must check clean where it is pasted.
pub fn any_person(desk: &Desk<'_>) -> Option<String> {
    theirs(desk.checked).next().map(|(entry, _)| entry.key.id.clone())
}

/// An id of the team for examples, where anybody is recorded.
pub fn any_member(desk: &Desk<'_>) -> Option<String> {
    desk.site.shared.team.each::<Member>().next().map(|(entry, _)| entry.key.id.clone())
}

/// A line `field = ["id", …]` for an example, with the break before it; nothing where there is nobody.
pub fn list_line(field: &str, ids: impl IntoIterator<Item = String>) -> String {
    let ids: Vec<String> = ids.into_iter().map(|id| format!("\"{id}\"")).collect();
    if ids.is_empty() { String::new() } else { format!("\n{field} = [{}]", ids.join(", ")) }
}

/// A line `field = "id"` for an example, with the break before it; nothing where there is nobody.
pub fn line(field: &str, id: Option<String>) -> String {
    id.map(|id| format!("\n{field} = \"{id}\"")).unwrap_or_default()
}

/// “a, b and c”.
#[must_use]
pub fn and(words: &[String], language: &Language) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => {
            language.say("first-and-last", &[("first", &first.join(", ")), ("last", &last)])
        }
    }
}

/// “ with Amelia Ruiz and Jonas Lind”, or nothing.
pub fn with(desk: &Desk<'_>, who: &[At<Who>]) -> String {
    let names: Vec<String> = who.iter().map(|who| desk.who(who).text).collect();
    if names.is_empty() {
        String::new()
    } else {
        desk.site.language.say("with-names", &[("names", &and(&names, &desk.site.language))])
    }
}

/// “Supporter” from “supporter”.
#[must_use]
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Since when something is told.
#[must_use]
pub fn start_words(start: Start, language: &Language) -> String {
    language.word(match start {
        Start::Review => "the-last-review",
        Start::Beginning => "the-start",
        Start::Quarter => "a-quarter-ago",
    })
}

/// Days as a count for words; a day before counts as none.
#[must_use]
pub fn days(number: i64, language: &Language) -> String {
    language.count("n-days", usize::try_from(number.max(0)).unwrap_or(0), &[])
}

/// Words of the record format stand in quotation marks, since a page has no code in its lists.
pub fn plain(words: &str) -> String {
    let mut parts = words.split('`');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for (at, part) in parts.enumerate() {
        text.push(if at % 2 == 0 { '“' } else { '”' });
        text.push_str(part);
    }
    text
}

/// “30 points”, “1 point”: of a hundred, in whole numbers.
#[must_use]
pub fn points(desk: &Desk<'_>, number: f64) -> String {
    let said = desk.site.language.number(number, 0);
    if said == "1" {
        desk.site.language.word("n-1-point")
    } else {
        desk.site.language.say("said-points", &[("said", &said)])
    }
}

/// Words cut at a space, with a mark, where there are more letters than fit.
#[must_use]
pub fn cut(words: &str, longest: usize) -> String {
    match words.char_indices().nth(longest) {
        None => words.to_owned(),
        Some((end, _)) => {
            let cut = words[..end].rfind(' ').unwrap_or(end);
            format!("{} …", &words[..cut])
        }
    }
}

/// The way from a list of an account's page that is too long to the pages that hold every dated record.
#[must_use]
pub fn by_year(language: &Language) -> Linked {
    Linked::to(language.word("all-records-by-year"), "#timeline")
}
