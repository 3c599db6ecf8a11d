//! The small summary that an account leaves for the pages across accounts: rows that are ready to be merged and sorted,
//! with links relative to the site's root.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::across::Ranked;
use super::calendar::Event;
use super::concerns::Concern;
use super::methods::MethodUse;
use super::reports::ReportLine;
use super::selection::Selected;
use super::standards::Practised;
use crate::page::block::{How, Piece, Row};
use crate::page::common::{ActionRow, Evidence, Figure, Linked, Omission, StandingWord};
use crate::page::desk::Place;
use crate::page::portfolio::{AccountRow, AttentionRow, ComingRow, MovementRow, RenewalRow};
use crate::page::team::{GapRow, RelationRow, ServedRow};
use crate::review::account::YearlyValue;
use crate::review::standing::Rule;

/// Where a row of the attention list stands: smaller sorts first.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Urgency {
    /// Gates, then triggers that fired, signals without a reason, what is overdue, and advice.
    pub class: u8,
    /// Within what is overdue: minus importance × lateness, so that the heaviest comes first; within the gates: minus what
    /// they cap.
    pub weight: f64,
    /// The rank of the tier.
    pub tier: usize,
    /// Minus the value of the contracts a year, in the reporting currency.
    pub value: f64,
}

/// A row of the attention list, before it is ranked among those of other accounts.
#[derive(Debug, Clone, PartialEq)]
pub struct Attention {
    /// Where it stands in the list.
    pub urgency: Urgency,
    /// The member of the team who owns it, by id.
    pub member: Option<String>,
    /// The row, its rank still to be given.
    pub row: AttentionRow,
}

/// An open action, before it is grouped.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenAction {
    /// The day on which it is due.
    pub due: Option<NaiveDate>,
    /// The member of the team who owes it, by id; `None` for the customer's people.
    pub member: Option<String>,
    /// The row.
    pub row: ActionRow,
}

/// What somebody of the team is on the account.
#[derive(Debug, Clone, PartialEq)]
pub struct Served {
    /// The member, by id.
    pub member: String,
    /// Whether they own the account now.
    pub owns: bool,
    /// The successor, by id.
    pub successor: Option<String>,
    /// The row of their page.
    pub row: ServedRow,
}

/// What is counted for the line of figures, on one day.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Facts {
    /// Where the account stood.
    pub standing: StandingWord,
    /// Expectations whose latest assessment says met or exceeded.
    pub expectations_met: usize,
    /// Expectations that were ever assessed and have not ended.
    pub expectations_assessed: usize,
    /// Commitments that are overdue.
    pub actions_overdue: usize,
    /// Complaints that are open.
    pub complaints_open: usize,
}

/// What one account leaves for the pages across accounts.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// Its row in the table of accounts.
    pub row: AccountRow,
    /// What its contracts bring a year, in the reporting currency, where rates allow.
    pub revenue: YearlyValue,
    /// What is counted, now.
    pub now: Facts,
    /// What was counted a quarter ago.
    pub then: Facts,
    /// Customers who answered the net-promoter question last, as promoters, passives and detractors.
    pub nps: Option<[usize; 3]>,
    /// What needs attention.
    pub attention: Vec<Attention>,
    /// What changed since its last review, and in the last quarter.
    pub changes: super::changes::Changed,
    /// Who rose or fell.
    pub movement: Option<MovementRow>,
    /// What lies ahead in the next 30 days.
    pub coming: Vec<ComingRow>,
    /// The renewals of the next 180 days.
    pub renewals: Vec<RenewalRow>,
    /// What is due, and when.
    pub events: Vec<Event>,
    /// How feedback is gathered.
    pub methods: Vec<MethodUse>,
    /// What is reported.
    pub reports: Vec<ReportLine>,
    /// Its expectations.
    pub expectations: Vec<Ranked>,
    /// Its complaints.
    pub complaints: Vec<Ranked>,
    /// Its running contracts.
    pub contracts: Vec<Ranked>,
    /// Its instruments and signals for the page of feedback.
    pub feedback: super::feedback::across::Rows,
    /// Its opportunities.
    pub opportunities: Vec<Ranked>,
    /// What it takes and brings, for the comparison with all others.
    pub weighed: Option<super::balance::Weighed>,
    /// Open actions.
    pub actions: Vec<OpenAction>,
    /// Closed commitments of the last 180 days by owner: done on time, and all.
    pub kept: BTreeMap<Linked, (usize, usize)>,
    /// What members of the team are on this account.
    pub served: Vec<Served>,
    /// The relations of members of the team, by id.
    pub relations: Vec<(String, RelationRow)>,
    /// The last contact of each member of the team, by id.
    pub contacts: BTreeMap<String, NaiveDate>,
    /// What is missing in the team's cover.
    pub gaps: Vec<GapRow>,
    /// What was proposed to members of the team, and told them.
    pub concerns: Vec<Concern>,
    /// How each criterion is practised, in the order of the standards.
    pub practice: Vec<Practised>,
    /// How it scores by the selection criteria.
    pub selection: Selected,
    /// What is known of it, of what must be.
    pub information: super::information::Facts,
    /// How good its records are.
    pub quality: super::quality::Facts,
    /// Which guidelines it keeps.
    pub compliance: super::compliance::Facts,
    /// What could not be understood.
    pub omissions: Vec<Omission>,
    /// For the model's page: which dimensions are known, in the order of the model, and whether other weights would
    /// change the standing.
    pub known: Vec<bool>,
    /// Whether other weights would change the standing.
    pub is_sensitive: bool,
    /// The gates that hold the account.
    pub gates: Vec<Rule>,
    /// What it leaves for the data of the portfolio.
    pub data: Option<super::data::Left>,
}

/// The same words with a link that works from another place; the given link is relative to the site's root.
#[must_use]
pub fn moved(linked: &Linked, place: Place) -> Linked {
    Linked { text: linked.text.clone(), href: linked.href.as_ref().map(|href| place.link(href)) }
}

/// The same row with links that work from another place.
#[must_use]
pub fn moved_row(row: &Row, place: Place) -> Row {
    let mut row = row.clone();
    for cell in &mut row.cells {
        for piece in cell.pieces.iter_mut().chain(cell.under.iter_mut().flatten()) {
            match piece {
                Piece::Link(link) => *link = moved(link, place),
                Piece::Links(links) => links.iter_mut().for_each(|link| *link = moved(link, place)),
                Piece::Figure(Figure { evidence: Some(evidence), .. }) | Piece::How(How { evidence, .. }) => {
                    moved_evidence(evidence, place);
                }
                _ => {}
            }
        }
    }
    if let Some(source) = &mut row.source {
        source.href = source.href.as_ref().map(|href| place.link(href));
    }
    row
}

fn moved_evidence(evidence: &mut Evidence, place: Place) {
    for source in &mut evidence.sources {
        source.href = source.href.as_ref().map(|href| place.link(href));
    }
}

/// The same row with links that work from another place.
#[must_use]
pub fn moved_action(row: &ActionRow, place: Place) -> ActionRow {
    let mut row = row.clone();
    row.account = row.account.as_ref().map(|linked| moved(linked, place));
    row.owner = moved(&row.owner, place);
    row.source.href = row.source.href.as_ref().map(|href| place.link(href));
    row
}

/// The same row with links that work from another place.
#[must_use]
pub fn moved_attention(row: &AttentionRow, place: Place) -> AttentionRow {
    let mut row = row.clone();
    row.account = moved(&row.account, place);
    row.owner = row.owner.as_ref().map(|linked| moved(linked, place));
    row.rule = row.rule.as_ref().map(|linked| moved(linked, place));
    row.evidence.iter_mut().for_each(|evidence| moved_evidence(evidence, place));
    row
}
