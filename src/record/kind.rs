//! The kinds of record: one table, from which the enumeration, the dispatch and the reference come.
//!
//! A new kind is a file in `nouns/` and a line here.

use chrono::NaiveDate;

use super::fields::{Field, Fields};
use super::nouns::*;
use super::reader::{Reader, Table};
use super::value::Shown;

/// What every kind of record says of itself.
pub trait Noun: Fields {
    /// The day on which it happened, as written in its own fields.
    fn own_date(&self) -> Option<NaiveDate> {
        None
    }

    /// The words that give it an id where it has neither `id` nor `title`.
    fn own_words(&self) -> Option<String> {
        None
    }

    /// The record, if data are of this kind.
    fn of(data: &Data) -> Option<&Self>;
}

/// Where records of a kind may stand, beside a TOML table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// In TOML tables only.
    Table,
    /// One Markdown file each, in a folder of this name.
    Folder(&'static str),
    /// One Markdown file of this name.
    File(&'static str),
    /// In `team.toml` only.
    Team,
}

macro_rules! kinds {
    ($( $(#[doc = $doc:literal])* $kind:ident $word:literal $home:expr, $titled:literal; )*) => {
        /// A kind of record.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $( $(#[doc = $doc])* $kind, )* }

        /// The record itself, by kind.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Data { $( $(#[doc = $doc])* $kind(Box<$kind>), )* }

        impl Kind {
            /// Every kind, in the order of the reference.
            pub const ALL: &'static [Self] = &[$(Self::$kind),*];

            /// The word as written in records.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$kind => $word),* }
            }

            /// Where records of the kind live.
            #[must_use]
            pub fn home(self) -> Home {
                match self { $(Self::$kind => $home),* }
            }

            /// Whether a record of the kind must have a title.
            #[must_use]
            pub fn is_titled(self) -> bool {
                match self { $(Self::$kind => $titled),* }
            }

            /// The kind for a word.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.word() == word)
            }

            /// What the kind is, for the reference.
            #[must_use]
            pub fn doc(self) -> String {
                match self { $(Self::$kind => <$kind as Fields>::doc()),* }
            }

            /// The fields of the kind, beyond those that every record has.
            #[must_use]
            pub fn fields(self) -> Vec<Field> {
                match self { $(Self::$kind => <$kind as Fields>::fields()),* }
            }

            /// Reads the fields of the kind from a table.
            pub fn read(self, table: &Table<'_>, reader: &mut Reader) -> Option<Data> {
                match self {
                    $(Self::$kind => <$kind as Fields>::read_fields(table, reader).map(|one| Data::$kind(Box::new(one)))),*
                }
            }
        }

        impl Data {
            /// Its kind.
            #[must_use]
            pub fn kind(&self) -> Kind {
                match self { $(Self::$kind(_) => Kind::$kind),* }
            }

            /// What is there, field by field.
            #[must_use]
            pub fn show(&self) -> Vec<(&'static str, Shown<'_>)> {
                match self { $(Self::$kind(one) => one.show_fields()),* }
            }

            /// The day on which it happened, as written in its own fields.
            #[must_use]
            pub fn own_date(&self) -> Option<NaiveDate> {
                match self { $(Self::$kind(one) => one.own_date()),* }
            }

            /// The words that give it an id where it has neither `id` nor `title`.
            #[must_use]
            pub fn own_words(&self) -> Option<String> {
                match self { $(Self::$kind(one) => one.own_words()),* }
            }
        }
    };
}

kinds! {
    /// The account itself.
    Account "account" Home::Table, false;
    /// A contract.
    Contract "contract" Home::Table, true;
    /// A meeting that lies ahead.
    Meeting "meeting" Home::Table, true;
    /// The customer's business, in prose.
    Profile "profile" Home::File("profile.md"), false;
    /// Revenue, cost, investment and return of a period.
    FiscalPeriod "period" Home::Table, false;
    /// One of our people.
    Member "member" Home::Team, false;
    /// A person of the account.
    Person "person" Home::Table, false;
    /// What the customer expects.
    Expectation "expectation" Home::Table, false;
    /// A judgement of an expectation.
    Assessment "assessment" Home::Table, false;
    /// A change of an agreement.
    Change "change" Home::Table, false;
    /// Something that somebody agreed to do.
    Action "action" Home::Table, false;
    /// A contact.
    Note "note" Home::Folder("notes"), false;
    /// One voice.
    Feedback "feedback" Home::Folder("feedback"), false;
    /// Many voices: one wave of an instrument.
    Survey "survey" Home::Table, false;
    /// One answer of a survey.
    Answer "answer" Home::Table, false;
    /// A complaint.
    Complaint "complaint" Home::Folder("complaints"), false;
    /// A review of the account.
    Review "review" Home::Folder("reviews"), false;
    /// A way in which feedback is collected.
    Method "method" Home::Table, true;
    /// A judgement of a method.
    Evaluation "evaluation" Home::Table, false;
    /// A common objective.
    Objective "objective" Home::Table, true;
    /// The state of an objective on a day.
    Progress "progress" Home::Table, false;
    /// A risk.
    Risk "risk" Home::Table, true;
}

impl Kind {
    /// The kind that lives in a folder of this name.
    #[must_use]
    pub fn of_folder(folder: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| matches!(kind.home(), Home::Folder(name) if name == folder))
    }

    /// Whether a file holds it once, as `[kind]`.
    #[must_use]
    pub fn is_single(self) -> bool {
        matches!(self, Self::Account | Self::Survey | Self::Profile)
    }

    /// The kinds that an unqualified reference in a field of this kind may mean, in order.
    #[must_use]
    pub fn implied(self, field: &str) -> &'static [Self] {
        match (self, field) {
            (Self::Assessment, "of") => &[Self::Expectation],
            (Self::Progress, "of") => &[Self::Objective],
            (Self::Evaluation, "of") | (Self::Survey | Self::Feedback, "method") => &[Self::Method],
            (Self::Change, "of") => {
                &[Self::Expectation, Self::Objective, Self::Contract, Self::Person, Self::Risk]
            }
            _ => &[],
        }
    }
}
