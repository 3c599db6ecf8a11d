//! Sheets to be printed and taken along: what to know before a call, what goes on the table in a review, and what
//! whoever takes over must know. They say in short what the account's page says, and lead there for the rest.

mod agenda;
mod call;
pub mod handover;
mod pack;

use super::standing::Said;
use super::words::cut;
use crate::language::Language;
use crate::page::account::{AccountPage, Voice};
use crate::page::block::{Cell, Piece, Row, Table};
use crate::page::common::{ActionRow, Field, Linked};
use crate::page::desk::{Desk, Place, account_address};
use crate::page::sheet::SheetPage;
use crate::review::since::Since;
use crate::review::standing::Digest;

/// The address of the call sheet of an account, relative to the site's root.
#[must_use]
pub fn call_address(slug: &str) -> String {
    format!("accounts/{slug}.call.html")
}

/// The address of the review pack of an account, relative to the site's root.
#[must_use]
pub fn review_address(slug: &str) -> String {
    format!("accounts/{slug}.review.html")
}

/// The address of the customer's edition of the review pack, relative to the site's root.
#[must_use]
pub fn customer_address(slug: &str) -> String {
    format!("accounts/{slug}.review.customer.html")
}

/// What the sheets of an account are made from.
pub(super) struct Sheets<'a> {
    /// The account's standing, said at its desk.
    pub said: &'a Said<'a>,
    /// The account, ready for any day.
    pub digest: &'a Digest<'a>,
    /// Its page.
    pub page: &'a AccountPage,
}

impl Sheets<'_> {
    /// The sheets of an account for our own people, with their addresses.
    #[must_use]
    pub fn pages(&self) -> Vec<(String, SheetPage)> {
        let slug = self.desk().checked.slug.as_str();
        let since = Since::of(self.desk().checked, &self.desk().context());
        vec![(call_address(slug), self.call(&since)), (review_address(slug), self.pack(&since))]
    }

    fn desk(&self) -> &Desk<'_> {
        self.said.desk
    }

    /// The sheet without its parts.
    fn sheet(&self, kind: &str, name: &str) -> SheetPage {
        let head = &self.page.head;
        let mut frame = self.page.frame.clone();
        frame.title = format!("{name}: {}", head.name);
        let slug = self.desk().checked.slug.as_str();
        SheetPage {
            frame,
            kind: kind.to_owned(),
            name: name.to_owned(),
            about: Linked::to(head.name.clone(), Place::Accounts.link(&account_address(slug))),
            standing: Some(head.standing),
            score: head.score.sort.map(|_| head.score.clone()),
            omissions: self.page.omissions.clone(),
            ..SheetPage::default()
        }
    }

    /// Where the rest of a table is, by the section of the account's page that holds it.
    fn rest(&self, section: &str) -> Linked {
        let slug = self.desk().checked.slug.as_str();
        let page = Place::Accounts.link(&account_address(slug));
        Linked::to(
            self.said.desk.site.language.word("the-rest-is-on-the-accounts-page"),
            format!("{page}#{section}"),
        )
    }
}

/// A labelled line of one value.
fn field(label: &str, value: Linked) -> Field {
    Field { label: label.to_owned(), values: vec![value] }
}

/// A table of no more rows than a sheet has room for; it says how many there are, and where.
fn at_most(mut table: Table, most: usize, rest: Linked) -> Table {
    if table.rows.len() > most {
        table.rows.truncate(most);
        table.more = Some(rest);
    }
    table
}

/// Whether a voice is of our own people.
fn is_ours(voice: &Voice, language: &Language) -> bool {
    voice.role.starts_with(&language.word("our-team"))
}

/// An action: what, who, by when, how it stands.
fn action_row(one: &ActionRow, longest: usize, language: &Language) -> Row {
    let what = Linked { text: cut(&one.what, longest), href: one.source.href.clone() };
    let is_bad = matches!(one.state.as_str(), "overdue" | "done-late" | "dropped");
    let state = cut(&one.state_text, longest);
    Row::of(vec![
        Cell::of(what),
        Cell::of(one.owner.clone()),
        Cell::or(one.due.clone(), &language.word("no-date")),
        Cell::of(if is_bad { Piece::Late(state) } else { Piece::Text(state) }),
    ])
}
