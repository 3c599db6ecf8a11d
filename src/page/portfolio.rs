//! The portfolio's page: who needs attention, is it getting better, and where every account stands.

use schemars::JsonSchema;
use serde::Serialize;

use super::common::{
    Change, ChartView, Confidence, DateText, Evidence, Figure, Frame, Linked, List, Omission, Pagination,
    SourceLine, StandingWord,
};
use super::timeline::Choice;

/// `index.html`, and `index.2.html` and so on beyond 300 accounts.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct PortfolioPage {
    /// Around the page.
    pub frame: Frame,
    /// How many accounts there are on all pages.
    pub accounts_total: usize,
    /// One sentence that says how the portfolio is: “Two of ten accounts are at risk, one more than a quarter ago.”
    pub summary: String,
    /// The line of figures, with the day their changes are counted from. Empty on the second page and after.
    pub figures: Vec<HeadFigure>,
    /// The day the changes in the line of figures are counted from.
    pub figures_since: Option<DateText>,
    /// Who needs attention: at most ten accounts, each with what is most urgent. Empty on the second page and after.
    pub attention: List<AttentionRow>,
    /// The accounts of this page.
    pub accounts: List<AccountRow>,
    /// Which page of the accounts this is.
    pub pagination: Pagination,
    /// By what the table can be filtered.
    pub filters: Filters,
    /// Who rose and fell since the last review, and through what.
    pub movement: List<MovementRow>,
    /// The next 30 days.
    pub coming: List<ComingRow>,
    /// The renewals of the next 180 days.
    pub renewals: List<RenewalRow>,
    /// What could not be understood, over all accounts.
    pub omissions: Vec<Omission>,
}

/// One figure of the line of figures.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct HeadFigure {
    /// What it counts.
    pub label: String,
    /// The number.
    pub figure: Figure,
    /// The change since the day in `figures_since`.
    pub change: Option<Change>,
    /// The standing it counts, where it counts one: then its mark stands beside it.
    pub standing: Option<StandingWord>,
    /// A second line under the number, such as an interval: “25 ± 55, 5 answers”; may be empty.
    pub note: String,
    /// Where a click on the label leads: the table filtered, or a page; may be none.
    pub href: Option<String>,
    /// What the number is made of, each part leading to the table filtered: “1 new”, “2 ended”; mostly empty.
    pub parts: Vec<Linked>,
}

/// One row of *Needs attention*, on the portfolio and on a person's page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct AttentionRow {
    /// Its place in the ranked list, from 1.
    pub rank: usize,
    /// The account; without an address where what all accounts share needs attention.
    pub account: Linked,
    /// How the account stands.
    pub standing: Option<StandingWord>,
    /// What is wrong, in a few words.
    pub what: String,
    /// Why it matters: the criterion, or what the gate does.
    pub why: String,
    /// Since when.
    pub since: Option<DateText>,
    /// How long that is, in words: “41 days”.
    pub age: String,
    /// Who owns it.
    pub owner: Option<Linked>,
    /// What would clear it.
    pub clears: String,
    /// The record behind it.
    pub evidence: Option<Evidence>,
    /// What the reference says of the rule that found it.
    pub rule: Option<Linked>,
    /// What else is wrong with the account, the most urgent first, each leading to its record; where rows stand for accounts
    /// alone, as on the portfolio's page.
    pub also: Vec<Linked>,
    /// How much else needs attention in the account beside those.
    pub more: usize,
}

/// One account in the big table.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct AccountRow {
    /// The account's slug.
    pub slug: String,
    /// The name, leading to its page.
    pub name: Linked,
    /// The tier's id and words.
    pub tier: Choice,
    /// The order of the tier, the highest first.
    pub tier_rank: usize,
    /// The segment's id and words; empty where none was said.
    pub segment: Choice,
    /// The account's tags.
    pub tags: Vec<String>,
    /// The owner's id, or empty.
    pub owner_id: String,
    /// The owner.
    pub owner: Option<Linked>,
    /// How it stands.
    pub standing: StandingWord,
    /// Whether the standing is provisional.
    pub provisional: bool,
    /// The band a person put beside the computed one, where an override is in force.
    pub override_word: Option<StandingWord>,
    /// The score, with its evidence.
    pub score: Figure,
    /// Twelve months of score, without axis.
    pub sparkline: Option<ChartView>,
    /// The change of score since a quarter ago.
    pub change: Option<Change>,
    /// The share of weight that is known.
    pub coverage: Figure,
    /// How sure the score is.
    pub confidence: Option<Confidence>,
    /// The last two-way contact.
    pub contact: Option<DateText>,
    /// How long ago that was, in cadences or days: “12 d”; “never” where there was none.
    pub contact_age: Figure,
    /// Whether the contact is past its cadence.
    pub contact_late: bool,
    /// Its expectations as a strip.
    pub expectations: Option<ChartView>,
    /// Feedback in a figure or a few words: “8.0 (2 voices)”.
    pub feedback: Figure,
    /// Open actions.
    pub actions_open: usize,
    /// Of those, overdue.
    pub actions_overdue: usize,
    /// What its contracts are worth a year.
    pub value: Figure,
    /// The next day on which a contract ends or notice is due.
    pub renewal: Option<DateText>,
    /// The next review.
    pub review: Option<DateText>,
    /// Whether the next review is overdue.
    pub review_late: bool,
}

/// By what the table of accounts can be filtered.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Filters {
    /// Owners.
    pub owners: Vec<Choice>,
    /// Tiers.
    pub tiers: Vec<Choice>,
    /// Segments.
    pub segments: Vec<Choice>,
    /// Standings.
    pub standings: Vec<Choice>,
    /// Tags.
    pub tags: Vec<Choice>,
}

/// One account that rose or fell.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct MovementRow {
    /// The account.
    pub account: Linked,
    /// How it stood.
    pub was: StandingWord,
    /// How it stands.
    pub now: StandingWord,
    /// By how much the score moved.
    pub change: Change,
    /// Since when the change is counted.
    pub since: DateText,
    /// Through what: “a critical complaint (−14.2), two promises late (−3.0)”.
    pub through: String,
}

/// One thing that lies ahead.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct ComingRow {
    /// When.
    pub date: DateText,
    /// In how many days, in words.
    pub away: String,
    /// The account.
    pub account: Linked,
    /// What: “Quarterly call”, “Assessment of uptime due”.
    pub what: String,
    /// Of which kind, in a word: “meeting”, “review”, “action”.
    pub kind: String,
    /// Who.
    pub who: Vec<Linked>,
}

/// One contract that ends, or whose notice is due, within 180 days.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct RenewalRow {
    /// The account.
    pub account: Linked,
    /// How it stands.
    pub standing: StandingWord,
    /// The band a person put beside the computed one, where an override is in force.
    pub override_word: Option<StandingWord>,
    /// The contract.
    pub contract: String,
    /// The last day for notice.
    pub notice_by: Option<DateText>,
    /// The contract's last day.
    pub ends: Option<DateText>,
    /// Days to whichever comes first, in words.
    pub away: String,
    /// How it renews.
    pub renews: String,
    /// Its value a year.
    pub value: Figure,
    /// The owner of the account.
    pub owner: Option<Linked>,
    /// The contract's record.
    pub source: SourceLine,
}
