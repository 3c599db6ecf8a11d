//! The data of a site for other programs: JSON documents with a published schema, and tables.
//!
//! These types are a contract of their own. Templates see other ones, so that a page can change its look without anybody's
//! program noticing; what goes here, or changes its meaning, raises [`VERSION`]. Everything is as a reader of the site may
//! see it: what is withheld from the pages never reaches these types, nor does a way to reach somebody.
//!
//! What holds for all of them: a field is always there, `null` where it is not known or does not apply. Days are ISO 8601.
//! Scores are points, 0 to 100, to two decimals; shares are 0 to 1, to four. Amounts of money are decimal strings, so that no
//! cent is lost. Addresses are relative to the site's root, files to the records repository.

mod row;
mod table;

use chrono::NaiveDate;
use schemars::generate::SchemaSettings;
use schemars::transform::RestrictFormats;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;

pub use row::*;
pub use table::{TABLES, Table, Tables};

/// The version of the documents, of their schema and of the tables.
pub const VERSION: u32 = 2;

/// The address of the schema, relative to the site's root.
pub const SCHEMA: &str = "data/schema.json";

/// The address of the portfolio's document, relative to the site's root.
pub const PORTFOLIO: &str = "data/portfolio.json";

/// What the addresses of the portfolio's documents begin with, but for the first.
pub const PORTFOLIOS: &str = "data/portfolio.";

/// How many accounts one document of the portfolio holds: with so many it stays well below a megabyte.
pub const ACCOUNTS_A_DOCUMENT: usize = 500;

/// How many rows of what needs attention the portfolio's document holds.
pub const ATTENTION_ROWS: usize = 100;

/// The address of a further document of the portfolio, counted from 0: `data/portfolio.2.json` is the second.
#[must_use]
pub fn portfolio_document(at: usize) -> String {
    if at == 0 { PORTFOLIO.to_owned() } else { format!("{PORTFOLIOS}{}.json", at + 1) }
}

/// The address of an account's document, relative to the site's root.
#[must_use]
pub fn account_document(slug: &str) -> String {
    format!("data/accounts/{slug}.json")
}

/// The addresses of the files over all accounts.
pub fn addresses() -> impl Iterator<Item = String> {
    [SCHEMA, PORTFOLIO, super::atom::FEED]
        .map(str::to_owned)
        .into_iter()
        .chain(TABLES.iter().map(Table::address))
}

/// A day, as in `2026-03-20`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub NaiveDate);

impl Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl JsonSchema for Day {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date" })
    }
}

/// What every document begins with.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Head {
    /// Where the schema of the document is, relative to it.
    #[serde(rename = "$schema")]
    pub schema: String,
    /// The version of this contract: it rises when a field goes or changes its meaning, not when one is added.
    pub version: u32,
    /// The program that wrote it, with its version.
    pub program: String,
    /// The portfolio's title.
    pub portfolio: String,
    /// The day as of which everything is computed.
    pub as_of: Day,
    /// For whom this edition is.
    pub audience: String,
}

/// A document of the site.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "document", rename_all = "kebab-case")]
#[schemars(title = "The data of a Standing site")]
pub enum Document {
    /// `data/portfolio.json`: every account in a line, and what needs attention first; beyond 500 accounts
    /// `data/portfolio.2.json` and so on.
    Portfolio(Portfolio),
    /// `data/accounts/SLUG.json`: one account with its lists.
    Account(Box<Account>),
}

/// Every account in a line, with its figures and where the rest of it is, and what needs attention first.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Portfolio {
    /// What every document begins with.
    #[serde(flatten)]
    pub head: Head,
    /// The revision of the records, where version control supplies it.
    pub revision: Option<String>,
    /// How many accounts there are in all documents of the portfolio.
    pub accounts_total: usize,
    /// The address of the document with the accounts that follow; `null` in the last one.
    pub next: Option<String>,
    /// The accounts, in the order of the slugs.
    pub accounts: Vec<AccountRow>,
    /// The most urgent concern of each account, the most urgent first and a hundred at most; what concerns all accounts has no
    /// account. The rest stands in the documents of the accounts, and all of it in `data/attention.csv`. Empty but in the
    /// first document.
    pub attention: Vec<AttentionRow>,
}

/// One account with its lists. Each list has the rows that the table of the same name has over all accounts.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Account {
    /// What every document begins with.
    #[serde(flatten)]
    pub head: Head,
    /// The account in a line.
    pub account: AccountRow,
    /// The dimensions of its standing, in the order of the model.
    pub dimensions: Vec<DimensionRow>,
    /// How it stood each Monday, oldest first.
    pub history: Vec<HistoryRow>,
    /// What needs attention, the most urgent first.
    pub attention: Vec<AttentionRow>,
    /// What is due: overdue, or within 180 days.
    pub due: Vec<DueRow>,
    /// What the customer expects.
    pub expectations: Vec<ExpectationRow>,
    /// What either side agreed to do.
    pub actions: Vec<ActionRow>,
    /// Complaints.
    pub complaints: Vec<ComplaintRow>,
    /// The waves of feedback.
    pub feedback: Vec<FeedbackRow>,
    /// Contacts.
    pub contacts: Vec<ContactRow>,
    /// The people of the account.
    pub people: Vec<PersonRow>,
    /// Common objectives.
    pub objectives: Vec<ObjectiveRow>,
    /// Opportunities.
    pub opportunities: Vec<OpportunityRow>,
    /// Risks.
    pub risks: Vec<RiskRow>,
    /// What somebody proposes to improve.
    pub recommendations: Vec<RecommendationRow>,
    /// Contracts.
    pub contracts: Vec<ContractRow>,
    /// Revenue, cost, investment and return by period.
    pub periods: Vec<PeriodRow>,
}

/// The JSON Schema (draft 2020-12) of every document, with a final line break.
#[must_use]
pub fn schema() -> String {
    written(&schema_of::<Document>())
}

/// The schema of anything that is written, with formats that JSON Schema knows alone.
fn schema_of<T: JsonSchema>() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    settings.with_transform(RestrictFormats::default()).into_generator().into_root_schema_for::<T>()
}

/// A document, with a final line break.
#[must_use]
pub fn written(document: &impl Serialize) -> String {
    // Texts, numbers and lists of them can always be written down.
    serde_json::to_string_pretty(document).unwrap_or_default() + "\n"
}
