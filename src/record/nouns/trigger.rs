//! Triggers: bounds that call for something when they are crossed, and the measures that they watch.

use chrono::NaiveDate;

use crate::record::*;

words! {
    /// A figure of an account that a trigger can watch and a report can give.
    pub enum Measure {
        /// The score of the standing, under its gates.
        Score = "score",
        /// The share of the weights that is known.
        Coverage = "coverage",
        /// How sure the score is.
        Confidence = "confidence",
        /// The score of expectations.
        ExpectationsScore = "expectations-score",
        /// The score of feedback.
        FeedbackScore = "feedback-score",
        /// The score of complaints.
        ComplaintsScore = "complaints-score",
        /// The score of commitments.
        CommitmentsScore = "commitments-score",
        /// The score of people.
        PeopleScore = "people-score",
        /// The score of objectives.
        ObjectivesScore = "objectives-score",
        /// The score of contact.
        ContactScore = "contact-score",
        /// Days since the last two-way or inbound contact, without quiet times; since the beginning where there was none.
        DaysSinceContact = "days-since-contact",
        /// The days since the last contact, in cadences of the tier.
        CadencesSinceContact = "cadences-since-contact",
        /// Days since the last two-way or inbound contact with a decision maker, counted in the same way.
        DaysSinceDecisionMaker = "days-since-decision-maker",
        /// Expectations whose latest assessment says missed.
        ExpectationsMissed = "expectations-missed",
        /// Expectations whose assessment is overdue.
        AssessmentsOverdue = "assessments-overdue",
        /// Open commitments of ours past their day.
        ActionsOverdue = "actions-overdue",
        /// Open commitments of the customer past their day.
        TheirActionsOverdue = "their-actions-overdue",
        /// Open complaints.
        ComplaintsOpen = "complaints-open",
        /// Open complaints past their target.
        ComplaintsLate = "complaints-late",
        /// The net promoter score of the latest wave, from five answers on.
        NetPromoterScore = "net-promoter-score",
        /// The share of those asked who answered the latest wave.
        ResponseRate = "response-rate",
        /// The mean of the latest strengths of the relations with people of the customer.
        RelationStrength = "relation-strength",
        /// The greatest likelihood times impact of an open risk.
        RiskExposure = "risk-exposure",
        /// Days until notice of a running contract can be given for the last time; the nearest such day.
        DaysToNotice = "days-to-notice",
        /// What is left of the revenue after the cost, in the latest period that is over.
        Margin = "margin",
        /// The effort of the last 90 days, as notes have it.
        Effort = "effort",
        /// The same as a share of what the tier gives for 90 days.
        EffortOfBudget = "effort-of-budget",
        /// Required information that is missing.
        InformationMissing = "information-missing",
        /// The score of the records' own quality.
        RecordQuality = "record-quality",
    }
}

impl Measure {
    /// Whether an audience may be told that sees no internal records: what both sides can count. The others are
    /// judgements of ours, or tell what a customer is worth to us.
    #[must_use]
    pub fn is_for_everybody(self) -> bool {
        matches!(
            self,
            Self::DaysSinceContact
                | Self::DaysSinceDecisionMaker
                | Self::ExpectationsMissed
                | Self::AssessmentsOverdue
                | Self::ActionsOverdue
                | Self::TheirActionsOverdue
                | Self::ComplaintsOpen
                | Self::ComplaintsLate
                | Self::NetPromoterScore
                | Self::ResponseRate
                | Self::DaysToNotice
        )
    }

    /// Its unit, as a table shows it.
    #[must_use]
    pub fn unit(self) -> &'static str {
        match self {
            Self::Score
            | Self::ExpectationsScore
            | Self::FeedbackScore
            | Self::ComplaintsScore
            | Self::CommitmentsScore
            | Self::PeopleScore
            | Self::ObjectivesScore
            | Self::ContactScore
            | Self::RecordQuality => "points, 0 to 100",
            Self::NetPromoterScore => "points, −100 to 100",
            Self::Coverage | Self::ResponseRate | Self::Margin | Self::EffortOfBudget => "percent",
            Self::Confidence => "0 to 1",
            Self::DaysSinceContact | Self::DaysSinceDecisionMaker | Self::DaysToNotice => "days",
            Self::CadencesSinceContact => "cadences",
            Self::ExpectationsMissed | Self::AssessmentsOverdue => "expectations",
            Self::ActionsOverdue | Self::TheirActionsOverdue => "actions",
            Self::ComplaintsOpen | Self::ComplaintsLate => "complaints",
            Self::RelationStrength => "1 to 5",
            Self::RiskExposure => "1 to 25",
            Self::Effort => "hours",
            Self::InformationMissing => "requirements",
        }
    }
}

fields! {
    /// A bound that calls for something when it is crossed, for one account or, in the portfolio's `plan.toml`, for all.
    ///
    /// An action that names it in `for` answers it, and so does one in a record that names it, from the day on which the bound was
    /// crossed.
    ///
    /// ```toml plan.toml
    /// [[trigger]]
    /// id = "silence"
    /// title = "Six weeks without a word"
    /// measure = "days-since-contact"
    /// above = 45
    /// then = "The owner rings whoever decides."
    /// tier = ["key"]
    /// since = 2026-01-05
    /// ```
    pub struct Trigger {
        /// What is watched.
        required measure: Measure,
        /// It fires below this.
        optional below: f64,
        /// It fires above this.
        optional above: f64,
        /// How long the bound must stay crossed before it fires; at once when left out.
        optional lasting = "for": Period,
        /// What is then to be done.
        required then: String,
        /// The tiers that it watches; all when left out.
        list tier: String,
        /// The day from which it watches.
        optional since: NaiveDate,
    }
}

impl Noun for Trigger {
    fn own_date(&self) -> Option<NaiveDate> {
        self.since.as_ref().map(|at| at.value)
    }

    fn own_words(&self) -> Option<String> {
        let side = |at: &Option<At<f64>>, word: &str| at.as_ref().map(|at| format!("{word} {}", at.value));
        let bound = side(&self.below, "below").or_else(|| side(&self.above, "above")).unwrap_or_default();
        Some(format!("{} {bound}", self.measure.value.word()))
    }

    fn of(data: &Data) -> Option<&Self> {
        if let Data::Trigger(one) = data { Some(one) } else { None }
    }
}
