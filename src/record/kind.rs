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
    /// In TOML tables only; usually in a file of this name.
    Table(&'static str),
    /// One Markdown file each, in a folder of this name.
    Folder(&'static str),
    /// One Markdown file of this name.
    File(&'static str),
    /// In `team.toml` only.
    Team,
}

/// What else is true of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// A record of the kind must have a title.
    Titled,
    /// A file holds it once, as `[kind]`.
    Single,
    /// It says something of another record later, named by its `of`.
    Following,
    /// It holds for as long as it is written: its place is the account's page, and not a year.
    Lasting,
    /// It may stand in the `plan.toml` that all accounts share.
    Shared,
}

macro_rules! kinds {
    ($( $(#[doc = $doc:literal])* $kind:ident $word:literal $name:literal $home:expr, [$($manner:ident),*]; )*) => {
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

            /// Its name in the reader's words.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$kind => $name),* }
            }

            /// What else is true of the kind.
            #[must_use]
            pub fn manners(self) -> &'static [Manner] {
                match self { $(Self::$kind => &[$(Manner::$manner),*]),* }
            }

            /// The kind for a word.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.word() == word)
            }

            /// Its page in the reference, in Markdown: what it is in one paragraph, then more of it, with an example.
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
    Account "account" "Account" Home::Table("account.toml"), [Single, Lasting];
    /// A contract.
    Contract "contract" "Contract" Home::Table("contracts.toml"), [Titled, Lasting];
    /// A meeting that lies ahead.
    Meeting "meeting" "Meeting" Home::Table("plan.toml"), [Titled, Lasting];
    /// The customer's business, in prose.
    Profile "profile" "Profile" Home::File("profile.md"), [Single, Lasting];
    /// Revenue, cost, investment and return of a period.
    FiscalPeriod "period" "Period" Home::Table("value.toml"), [Lasting];
    /// One of our people.
    Member "member" "Member" Home::Team, [Lasting];
    /// A person of the account.
    Person "person" "Person" Home::Table("people.toml"), [Lasting];
    /// What the customer expects.
    Expectation "expectation" "Expectation" Home::Table("expectations.toml"), [Lasting];
    /// A judgement of an expectation.
    Assessment "assessment" "Assessment" Home::Table("expectations.toml"), [Following];
    /// A change of an agreement.
    Change "change" "Change" Home::Table("expectations.toml"), [Following, Shared];
    /// Something that somebody agreed to do.
    Action "action" "Action" Home::Table("plan.toml"), [Shared];
    /// A contact.
    Note "note" "Note" Home::Folder("notes"), [];
    /// One voice.
    Feedback "feedback" "Feedback" Home::Folder("feedback"), [];
    /// Many voices: one wave of an instrument.
    Survey "survey" "Survey" Home::Table("feedback"), [Single];
    /// One answer of a survey.
    Answer "answer" "Answer" Home::Table("feedback"), [];
    /// A complaint.
    Complaint "complaint" "Complaint" Home::Folder("complaints"), [];
    /// A review of the account.
    Review "review" "Review" Home::Folder("reviews"), [];
    /// Why a signal in feedback came about, and what follows from it.
    Variance "variance" "Variance" Home::Table("feedback.toml"), [Following];
    /// A common objective.
    Objective "objective" "Objective" Home::Table("objectives.toml"), [Titled, Lasting];
    /// The state of an objective on a day.
    Progress "progress" "Progress" Home::Table("objectives.toml"), [Following];
    /// What the customer will have to cope with.
    Challenge "challenge" "Challenge" Home::Table("objectives.toml"), [Titled, Lasting];
    /// What the customer could gain, and we with them.
    Opportunity "opportunity" "Opportunity" Home::Table("opportunities.toml"), [Titled, Lasting];
    /// A risk.
    Risk "risk" "Risk" Home::Table("risks.toml"), [Titled, Lasting];
    /// A gift, hospitality or a conflict of interest.
    Interest "interest" "Interest" Home::Table("risks.toml"), [Lasting];
    /// What somebody proposes to improve.
    Recommendation "recommendation" "Recommendation" Home::Table("recommendations.toml"), [Lasting];
    /// What was decided on a recommendation, or on an interest.
    Decision "decision" "Decision" Home::Table("recommendations.toml"), [Following];
    /// A way in which feedback is collected.
    Method "method" "Method" Home::Table("plan.toml"), [Titled, Lasting, Shared];
    /// A judgement of a method, a tool, a procedure or a report.
    Evaluation "evaluation" "Evaluation" Home::Table("plan.toml"), [Following, Shared];
    /// Something that must be known, or would be good to know.
    Information "information" "Information" Home::Table("plan.toml"), [Titled, Lasting, Shared];
    /// A bound that calls for something when it is crossed.
    Trigger "trigger" "Trigger" Home::Table("plan.toml"), [Lasting, Shared];
    /// What is done again and again to keep watch.
    Procedure "procedure" "Procedure" Home::Table("plan.toml"), [Titled, Lasting, Shared];
    /// Software or equipment that monitoring needs.
    Tool "tool" "Tool" Home::Table("plan.toml"), [Titled, Lasting, Shared];
    /// What is reported to whom, and how often.
    Report "report" "Report" Home::Table("plan.toml"), [Titled, Lasting, Shared];
}

impl Kind {
    /// The kind that lives in a folder of this name.
    #[must_use]
    pub fn of_folder(folder: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| matches!(kind.home(), Home::Folder(name) if name == folder))
    }

    /// What the kind is: the first paragraph of its page, in one line.
    #[must_use]
    pub fn summary(self) -> String {
        first_paragraph(&self.doc()).0
    }

    /// The rest of its page, in Markdown.
    #[must_use]
    pub fn details(self) -> String {
        first_paragraph(&self.doc()).1
    }

    /// Whether something is true of the kind.
    #[must_use]
    pub fn is(self, manner: Manner) -> bool {
        self.manners().contains(&manner)
    }

    /// Where and how a record of the kind is written, in words.
    #[must_use]
    pub fn written_as(self) -> String {
        let word = self.word();
        let table = if self.is(Manner::Single) { format!("`[{word}]`") } else { format!("`[[{word}]]`") };
        match (self, self.home()) {
            (Self::Account, _) => format!("{table} in account.toml, in a folder of its own below accounts/"),
            (Self::Answer, _) => {
                format!("{table} in the TOML file of its survey, or a row of a CSV file of the same name")
            }
            (Self::Survey, _) => format!("{table}, with its answers, in a TOML file of its own in feedback/"),
            (Self::Action, _) => format!("{table} in any record, or `- [ ] …` in the text of one"),
            (_, Home::Folder(folder)) => {
                format!("{folder}/YEAR-MONTH-DAY-name.md: the fields between `+++` lines, then the text")
            }
            (_, Home::File(file)) => format!("{file}: the fields between `+++` lines, then the text"),
            (_, Home::Team) => format!("{table} in team.toml"),
            (_, Home::Table(file)) if self.is(Manner::Shared) => {
                format!(
                    "{table} in any TOML file of the account's folder, such as {file}, or for all accounts in plan.toml"
                )
            }
            (_, Home::Table(file)) => {
                format!("{table} in any TOML file of the account's folder, such as {file}")
            }
        }
    }

    /// The kinds that an unqualified reference in a field of this kind may mean, in order.
    #[must_use]
    pub fn implied(self, field: &str) -> &'static [Self] {
        match (self, field) {
            (Self::Assessment, "of") => &[Self::Expectation],
            (Self::Progress, "of") => &[Self::Objective],
            (Self::Objective, "for") => &[Self::Challenge],
            (Self::Survey | Self::Feedback, "method") => &[Self::Method],
            (Self::Evaluation, "of") => {
                &[Self::Method, Self::Tool, Self::Procedure, Self::Report, Self::Information]
            }
            (Self::Decision, "of") => &[Self::Recommendation, Self::Interest],
            (Self::Change, "of") => &[
                Self::Expectation,
                Self::Objective,
                Self::Contract,
                Self::Person,
                Self::Risk,
                Self::Opportunity,
                Self::Method,
            ],
            _ => &[],
        }
    }
}

/// The first paragraph of a page in one line, and the rest of it.
#[must_use]
pub fn first_paragraph(page: &str) -> (String, String) {
    let (first, rest) = page.split_once("\n\n").unwrap_or((page, ""));
    (first.replace('\n', " "), rest.to_owned())
}
