//! What every record has, whatever its kind.

use chrono::NaiveDate;

use super::fields::{Fields, Necessity};
use super::kind::{Data, Kind, Manner, Noun};
use super::value::{At, Id, What, Who};
use crate::source::{RepoPath, Span};

words! {
    /// Who may see a record. The site leaves out what is confidential or restricted.
    pub enum Visibility {
        /// The customer may see it.
        Shared = "shared",
        /// Our own people; the default.
        Internal = "internal",
        /// Few of our people.
        Confidential = "confidential",
        /// Named people only.
        Restricted = "restricted",
    }
}

fields! {
    /// Somebody who was told of a record.
    pub struct Told {
        /// The person who was told.
        required who: Who,
        /// The day on which they were told.
        required on: NaiveDate,
    }
}

fields! {
    /// The fields that every record may carry.
    pub struct Common {
        /// The name by which other records refer to it; made from the title when left out.
        optional id: Id,
        /// A short title.
        optional title: String,
        /// Words to find it by.
        list tags: String,
        /// Who may see it; when left out that of the record that it stands in, else `internal`. What is `confidential` or `restricted` is not on the site.
        optional visibility: Visibility,
        /// Who was told of it, and when.
        list told: Told,
        /// Records that bear it out.
        list evidence: What,
        /// Ids that it had before; links to them still work.
        list formerly: Id,
    }
}

/// The fields that every record of a kind may carry; the title is required where the kind wants one.
#[must_use]
pub fn common_fields(kind: Kind) -> Vec<super::Field> {
    let mut fields = Common::fields();
    if kind.is(Manner::Titled) {
        let titles = fields.iter_mut().filter(|field| field.name == "title");
        titles.for_each(|title| title.necessity = Necessity::Required);
    }
    fields
}

/// A record's name within its account: `expectation/uptime`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The kind.
    pub kind: Kind,
    /// The id within the kind.
    pub id: String,
}

impl std::fmt::Display for Key {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}/{}", self.kind.word(), self.id)
    }
}

/// A link or an image in a Markdown body.
#[derive(Debug, Clone, PartialEq)]
pub enum Link {
    /// `[[expectation/uptime]]`, readable as a reference.
    Record(At<What>),
    /// `[[…]]` that is no reference at all, with what is wrong.
    Unreadable(At<String>),
    /// A link with an address, as written.
    Address(At<String>),
    /// An image with an address, as written.
    Image(At<String>),
}

/// The prose of a Markdown record.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// Where it stands; its content is the Markdown.
    pub span: Span,
    /// Its links, in order.
    pub links: Vec<Link>,
}

/// One record.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its name within its account.
    pub key: Key,
    /// The day on which it happened: its own date, or that of the record that it stands in.
    pub date: Option<NaiveDate>,
    /// The record that it stands in, for an action or an assessment in a note.
    pub host: Option<Key>,
    /// The fields that every record may carry.
    pub common: Common,
    /// The record itself.
    pub data: Data,
    /// The prose, for a record in a Markdown file.
    pub body: Option<Body>,
    /// For an action written as a task-list item: whether its box is ticked.
    pub ticked: Option<bool>,
    /// Where it begins: the table's header, the front matter, or the task-list item.
    pub span: Span,
    /// Its title: as written, its first heading, or from the name of its file.
    pub title: Option<String>,
}

impl Entry {
    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.key.kind
    }

    /// Its data, if they are of this kind.
    #[must_use]
    pub fn as_kind<T: Noun>(&self) -> Option<&T> {
        T::of(&self.data)
    }

    /// Who may see it.
    #[must_use]
    pub fn visibility(&self) -> Visibility {
        self.common.visibility.as_ref().map_or(Visibility::Internal, |at| at.value)
    }

    /// The names of the fields of every record.
    #[must_use]
    pub fn common_fields() -> Vec<super::Field> {
        Common::fields()
    }
}

/// A record that could not be understood: what is left of it, so that nothing is silently dropped.
#[derive(Debug, Clone, PartialEq)]
pub struct Broken {
    /// Its kind, when it could be told; a file with a syntax error may have held any.
    pub kind: Option<Kind>,
    /// Its id, when it could be told.
    pub id: Option<String>,
    /// Where it begins.
    pub span: Span,
    /// The file that it is in.
    pub path: RepoPath,
}
