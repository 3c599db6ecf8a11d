//! The rows: each is an object in a document and a line in a table.

use schemars::JsonSchema;
use serde::Serialize;

use super::Day;
use crate::page::common::StandingWord;
use crate::record::{
    ContractOutcomeWord, DimensionName, Direction, Flow, Instrument, OpportunityEnd, Priority, Renewal, Role,
    Ruling, Severity, Side as PersonSide, Stage, Stance, State as ProgressState, Status, Verdict, Voice,
};
use crate::review::complaint::Stage as ComplaintStage;
use crate::review::standing::{Band, Level, State};

/// Declares a word of the data that is made from a value of the program.
macro_rules! said {
    ($(#[doc = $doc:literal])* $name:ident { $( $(#[doc = $word_doc:literal])* $word:ident, )* }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name { $( $(#[doc = $word_doc])* $word, )* }
    };
}

said! {
    /// How an account stands.
    Standing {
        /// The score is under 50, or a gate says so.
        AtRisk,
        /// The score is under 75, or too little is known for more.
        Watch,
        /// The score is 75 or more, and at least 70 % is known.
        Good,
        /// Less than half is known.
        Unknown,
        /// Unknown, and it has only begun.
        New,
        /// Not a customer yet.
        Prospect,
        /// A customer with whom nothing happens for a while.
        Paused,
        /// No customer any more.
        Ended,
    }
}

impl From<StandingWord> for Standing {
    fn from(word: StandingWord) -> Self {
        match word {
            StandingWord::AtRisk => Self::AtRisk,
            StandingWord::Watch => Self::Watch,
            StandingWord::Good => Self::Good,
            StandingWord::Unknown => Self::Unknown,
            StandingWord::New => Self::New,
            StandingWord::Prospect => Self::Prospect,
            StandingWord::Paused => Self::Paused,
            StandingWord::Ended => Self::Ended,
        }
    }
}

impl From<Band> for Standing {
    fn from(band: Band) -> Self {
        match band {
            Band::Unknown => Self::Unknown,
            Band::AtRisk => Self::AtRisk,
            Band::Watch => Self::Watch,
            Band::Good => Self::Good,
        }
    }
}

said! {
    /// How sure a score is.
    Confidence {
        /// At least 0.7.
        High,
        /// At least 0.4.
        Medium,
        /// Less.
        Low,
    }
}

impl From<Level> for Confidence {
    fn from(level: Level) -> Self {
        match level {
            Level::High => Self::High,
            Level::Medium => Self::Medium,
            Level::Low => Self::Low,
        }
    }
}

said! {
    /// Whether something is known.
    Known {
        /// It is.
        Known,
        /// Too little is known.
        Unknown,
        /// It does not apply to this account.
        NotApplicable,
    }
}

impl From<&State> for Known {
    fn from(state: &State) -> Self {
        match state {
            State::Known { .. } => Self::Known,
            State::Unknown { .. } => Self::Unknown,
            State::NotApplicable { .. } => Self::NotApplicable,
        }
    }
}

said! {
    /// Whose side somebody is on.
    Side {
        /// Ours.
        Ours,
        /// The customer's.
        Theirs,
    }
}

said! {
    /// How an action stands.
    ActionState {
        /// Not done, and not late.
        Open,
        /// Not done, though promised for an earlier day.
        Overdue,
        /// Done by the promised day, or without one.
        Done,
        /// Done after the promised day.
        DoneLate,
        /// Given up.
        Dropped,
    }
}

said! {
    /// Where a complaint is in its life.
    ComplaintState {
        /// Opened again after it had been resolved.
        Reopened,
        /// Not resolved.
        Open,
        /// Resolved, but the customer has not said so.
        Resolved,
        /// Resolved, and the customer accepted the remedy.
        Accepted,
    }
}

impl From<ComplaintStage> for ComplaintState {
    fn from(stage: ComplaintStage) -> Self {
        match stage {
            ComplaintStage::Reopened => Self::Reopened,
            ComplaintStage::Open => Self::Open,
            ComplaintStage::Resolved => Self::Resolved,
            ComplaintStage::Accepted => Self::Accepted,
        }
    }
}

/// Declares a row of a table: every field is public and documented.
macro_rules! row {
    (
        $(#[doc = $doc:literal])*
        $name:ident { $( $(#[doc = $field_doc:literal])* $(@$flat:ident)? $field:ident : $type:ty, )* }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
        pub struct $name { $( $(#[doc = $field_doc])* $(#[serde($flat)])? pub $field: $type, )* }
    };
}

row! {
    /// Which record a row is of, and where it stands.
    RecordRef {
        /// The account's slug.
        account: String,
        /// The record's id: unique within its kind and account.
        id: String,
        /// What it is called.
        title: String,
        /// Its permanent address.
        page: String,
        /// Its file.
        path: String,
        /// The line in that file, from 1.
        line: u32,
    }
}

row! {
    /// One account.
    AccountRow {
        /// The slug: its name in addresses.
        account: String,
        /// The name.
        name: String,
        /// The address of its page.
        page: String,
        /// The address of its document, which has all its lists.
        document: String,
        /// The tier's id.
        tier: Option<String>,
        /// The segment's id.
        segment: Option<String>,
        /// Its tags.
        tags: Vec<String>,
        /// The owner: the id of a member of the team.
        owner: Option<String>,
        /// The owner's name.
        owner_name: Option<String>,
        /// Whether it is a customer.
        status: Status,
        /// Since when it is one.
        since: Option<Day>,
        /// How it stands.
        standing: Standing,
        /// What a reviewer put beside the computed word, while that is in force.
        overridden: Option<Standing>,
        /// Whether the word could be another if more were known.
        provisional: bool,
        /// The score, under the gates.
        score: Option<f64>,
        /// The score if all that is unknown were 0.
        low: f64,
        /// The score if all that is unknown were 100.
        high: f64,
        /// The share of the weights that is known.
        coverage: f64,
        /// How sure the score is.
        confidence: Confidence,
        /// The change of the score since a quarter ago, in points.
        change: Option<f64>,
        /// The gates that hold the score down, the severest first.
        gates: Vec<String>,
        /// Expectations whose latest assessment says met or exceeded.
        expectations_met: usize,
        /// Expectations that were ever assessed and have not ended.
        expectations_assessed: usize,
        /// Open actions of both sides.
        actions_open: usize,
        /// Of those, overdue.
        actions_overdue: usize,
        /// Open complaints.
        complaints_open: usize,
        /// How much needs attention, as its document lists it.
        attention: usize,
        /// The last two-way or inbound contact.
        last_contact: Option<Day>,
        /// The next review.
        next_review: Option<Day>,
        /// The next day on which a contract ends or notice is due.
        renewal: Option<Day>,
        /// What its contracts are worth a year.
        yearly_value: Option<String>,
        /// In which currency.
        currency: Option<String>,
        /// How many records were left out because they could not be understood.
        left_out: usize,
        /// How many records are withheld from the site.
        withheld: usize,
    }
}

row! {
    /// One dimension of an account's standing.
    DimensionRow {
        /// The account's slug.
        account: String,
        /// The dimension.
        dimension: DimensionName,
        /// The weight that the model gives it, in points.
        weight: f64,
        /// Its share among the dimensions that apply.
        share: f64,
        /// Whether it is known.
        state: Known,
        /// Its score.
        score: Option<f64>,
        /// What it adds to the score of the account, in points.
        adds: Option<f64>,
        /// How many records are behind it.
        records: usize,
        /// The formula with its numbers, or why there is none.
        how: String,
    }
}

row! {
    /// How an account stood on a Monday.
    HistoryRow {
        /// The Monday.
        on: Day,
        /// The score, under the gates.
        score: Option<f64>,
        /// The score if all that was unknown had been 0, before gates.
        low: f64,
        /// The score if all that was unknown had been 100, before gates.
        high: f64,
        /// The share of the weights that was known.
        coverage: f64,
        /// How it stood; `null` while it was a prospect or paused.
        standing: Option<Standing>,
    }
}

row! {
    /// Something that needs attention.
    AttentionRow {
        /// Its place in the list, from 1.
        rank: usize,
        /// The account's slug; `null` where it concerns all accounts.
        account: Option<String>,
        /// What is wrong.
        what: String,
        /// Why it matters.
        why: String,
        /// Since when.
        since: Option<Day>,
        /// Who owns it, by name.
        owner: Option<String>,
        /// What would clear it.
        clears: String,
        /// The code of the rule that found it.
        rule: Option<String>,
        /// The record's address.
        page: Option<String>,
        /// The record's file.
        path: Option<String>,
        /// The line in that file, from 1.
        line: Option<u32>,
    }
}

row! {
    /// Something that is due.
    DueRow {
        /// The day.
        on: Day,
        /// Whether that day has passed.
        overdue: bool,
        /// Of which kind it is, in a word.
        kind: String,
        /// What it is.
        what: String,
        /// The account's slug.
        account: String,
        /// The member of the team whom it concerns, by id.
        owner: Option<String>,
        /// Who sees to it, or takes part, by name.
        who: Vec<String>,
        /// The record's address.
        page: Option<String>,
        /// The record's file.
        path: String,
        /// The line in that file, from 1.
        line: u32,
    }
}

row! {
    /// Something that the customer expects.
    ExpectationRow {
        /// The record.
        @flatten record: RecordRef,
        /// How much it matters.
        priority: Priority,
        /// What is measured.
        measure: Option<String>,
        /// The value that was agreed.
        target: Option<f64>,
        /// In which direction the measure is better.
        better: Direction,
        /// The day on which it was agreed.
        agreed: Option<Day>,
        /// What the latest assessment says.
        result: Option<Verdict>,
        /// The day of the latest assessment.
        assessed: Option<Day>,
        /// The value that was then measured.
        value: Option<f64>,
        /// When it is to be assessed next.
        next: Option<Day>,
        /// Whether that day has passed.
        overdue: bool,
        /// The day on which it ended.
        ended: Option<Day>,
    }
}

row! {
    /// Something that somebody agreed to do.
    ActionRow {
        /// The record.
        @flatten record: RecordRef,
        /// Who owes it, by name.
        owner: Option<String>,
        /// On whose side.
        side: Side,
        /// The day promised: as first agreed, or as last moved with the other side's agreement.
        due: Option<Day>,
        /// How it stands.
        state: ActionState,
        /// Days past the promised day, while it is open.
        days_late: i64,
        /// The day on which it was done or given up.
        closed: Option<Day>,
        /// How often its day was moved.
        moved: usize,
        /// Whether it is no promise to the other side.
        internal: bool,
    }
}

row! {
    /// A complaint.
    ComplaintRow {
        /// The record.
        @flatten record: RecordRef,
        /// The day on which it was raised.
        raised: Day,
        /// How grave it is.
        severity: Severity,
        /// Where it is in its life.
        state: ComplaintState,
        /// Since when it is there.
        since: Day,
        /// The day by which it is, or was, to be resolved.
        target: Option<Day>,
        /// Days past its target.
        days_late: i64,
    }
}

row! {
    /// One wave of an instrument of feedback. No row tells who said what.
    FeedbackRow {
        /// The account's slug.
        account: String,
        /// The day: the survey's, or that of the last voice of its quarter.
        on: Day,
        /// Whose voices they are.
        source: Voice,
        /// The instrument.
        instrument: Instrument,
        /// The method's id, where one is named.
        method: Option<String>,
        /// The lowest answer of the scale.
        scale_low: f64,
        /// The highest answer of the scale.
        scale_high: f64,
        /// Which end of the scale is better.
        better: Direction,
        /// How many were asked, where that is known.
        asked: Option<usize>,
        /// How many answered with a score.
        answers: usize,
        /// The figure of the instrument: a net score, a share of top two boxes, or a mean. `null` under five answers.
        figure: Option<f64>,
        /// The lower end of its 95 % interval.
        figure_low: Option<f64>,
        /// The upper end of its 95 % interval.
        figure_high: Option<f64>,
    }
}

row! {
    /// A contact.
    ContactRow {
        /// The record.
        @flatten record: RecordRef,
        /// The day.
        on: Day,
        /// By which channel.
        channel: Option<String>,
        /// Who spoke.
        direction: Flow,
        /// Who took part, by name.
        who: Vec<String>,
        /// How long it took us, in minutes.
        minutes: Option<u32>,
    }
}

row! {
    /// A person of the account, without any way to reach them.
    PersonRow {
        /// The record; its title is the name.
        @flatten record: RecordRef,
        /// Whose person it is.
        side: PersonSide,
        /// The title on the card.
        position: Option<String>,
        /// What they are in the customer's decisions.
        roles: Vec<Role>,
        /// How they stand to us.
        stance: Option<Stance>,
        /// Their weight in decisions, 1 to 5; 3 where it is not said.
        influence: u8,
        /// How strong the relation is, 1 to 5.
        strength: Option<u8>,
        /// The day on which that was judged.
        strength_on: Option<Day>,
        /// Their counterpart on our side, by name.
        paired_with: Option<String>,
        /// Who would take over from them, by name.
        successor: Option<String>,
        /// The day on which they left.
        left: Option<Day>,
    }
}

row! {
    /// A common objective.
    ObjectiveRow {
        /// The record.
        @flatten record: RecordRef,
        /// How much it matters.
        priority: Option<Priority>,
        /// The day on which both sides agreed on it.
        agreed: Option<Day>,
        /// By when it is to be reached.
        due: Option<Day>,
        /// The value to be reached.
        target: Option<f64>,
        /// The value that was reported last.
        value: Option<f64>,
        /// The state that was reported last.
        state: Option<ProgressState>,
        /// The day of that report.
        reported: Option<Day>,
        /// Whether it is neither given up, reached nor missed.
        open: bool,
    }
}

row! {
    /// What the customer could gain, and we with them.
    OpportunityRow {
        /// The record.
        @flatten record: RecordRef,
        /// How far it is.
        stage: Option<Stage>,
        /// What it is worth.
        value: Option<String>,
        /// In which currency.
        currency: Option<String>,
        /// The next step.
        next: Option<String>,
        /// By when.
        by: Option<Day>,
        /// Who pursues it, by name.
        owner: Option<String>,
        /// What became of it.
        outcome: Option<OpportunityEnd>,
        /// The day of the outcome.
        closed: Option<Day>,
    }
}

row! {
    /// A risk.
    RiskRow {
        /// The record.
        @flatten record: RecordRef,
        /// How likely it is, 1 to 5.
        likelihood: u8,
        /// How much it would hurt, 1 to 5.
        impact: u8,
        /// What is done about it.
        response: Option<String>,
        /// Who watches it, by name.
        owner: Option<String>,
        /// The day on which it was raised.
        raised: Option<Day>,
        /// The day on which somebody last looked at it.
        reviewed: Option<Day>,
        /// The day on which it was over.
        closed: Option<Day>,
    }
}

row! {
    /// What somebody proposes to improve.
    RecommendationRow {
        /// The record.
        @flatten record: RecordRef,
        /// The day on which it was made.
        on: Option<Day>,
        /// By when it is to be decided; `null` where it is decided.
        due: Option<Day>,
        /// What was last decided on it.
        decision: Option<Ruling>,
        /// The day of that decision.
        decided: Option<Day>,
        /// Whether it was neither accepted nor declined.
        open: bool,
    }
}

row! {
    /// A contract.
    ContractRow {
        /// The record.
        @flatten record: RecordRef,
        /// Its first day.
        from: Day,
        /// Its last day.
        to: Option<Day>,
        /// The last day on which notice can be given.
        notice_by: Option<Day>,
        /// What it is worth, for each `per`.
        value: Option<String>,
        /// In which currency.
        currency: Option<String>,
        /// The period that `value` is for; the whole term where there is none.
        per: Option<String>,
        /// What it is worth a year.
        yearly_value: Option<String>,
        /// How it goes on at its end.
        renews: Option<Renewal>,
        /// Whether it runs.
        running: bool,
        /// What became of it.
        outcome: Option<ContractOutcomeWord>,
    }
}

row! {
    /// Revenue, cost, investment and return of a period.
    PeriodRow {
        /// The record.
        @flatten record: RecordRef,
        /// Its first day.
        from: Day,
        /// Its last day.
        to: Day,
        /// The product, where it is of one.
        product: Option<String>,
        /// What the customer paid.
        revenue: Option<String>,
        /// What serving them cost.
        cost: Option<String>,
        /// What was invested in them.
        investment: Option<String>,
        /// What came back of it.
        gain: Option<String>,
        /// In which currency the amounts are; `null` where they are in several, or there are none.
        currency: Option<String>,
    }
}
