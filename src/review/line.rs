//! One account in one line, for lists in a terminal and for programs.

use chrono::NaiveDate;
use serde::Serialize;

use super::standing::{Band, Digest, Level, Rule, Word};
use super::{account, action, complaint, contact};
use crate::check::{Checked, Context};

/// What a list says of an account on a day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The tier's id, where one is written.
    pub tier: Option<String>,
    /// The owner, a member's id.
    pub owner: Option<String>,
    /// The word that it stands under.
    pub word: Word,
    /// The score under the gates, 0 to 100; none when nothing is known, or no score is shown.
    pub score: Option<f64>,
    /// The score if all that is unknown were 0, under the gates.
    pub low: f64,
    /// The score if all that is unknown were 100, under the gates.
    pub high: f64,
    /// The share of weight that is known, 0 to 1.
    pub coverage: f64,
    /// How sure the score is.
    pub confidence: Level,
    /// Whether the band could be another if more were known.
    pub provisional: bool,
    /// The gates that hold, the severest first.
    pub gates: Vec<Rule>,
    /// The band that a person set beside the computed one.
    pub overridden: Option<Band>,
    /// The change of score since a quarter ago, in points, to one decimal.
    pub change: Option<f64>,
    /// The last two-way or inbound contact.
    pub last_contact: Option<String>,
    /// Open actions.
    pub actions_open: usize,
    /// Of those, overdue.
    pub actions_overdue: usize,
    /// Open complaints.
    pub complaints_open: usize,
    /// The next day on which a contract ends or notice is due.
    pub renewal: Option<String>,
    /// How many records were left out because they could not be understood.
    pub left_out: usize,
}

/// One account in one line, as of the day of the context.
#[must_use]
pub fn line(checked: &Checked, context: &Context<'_>) -> Line {
    let as_of = context.as_of;
    let digest = Digest::new(checked, context.shared, context.config);
    let standing = digest.standing(as_of);
    let is_scored = matches!(standing.word, Word::Band { .. });
    let moved = digest.change(account::quarter_before(as_of), as_of).filter(|_| is_scored);
    let actions = action::actions(checked, as_of);
    let complaints = complaint::complaints(checked, context.config, as_of);
    let contacts = contact::contacts(checked, as_of);
    let (low, high) = standing.bounds();
    let iso = |day: NaiveDate| day.to_string();
    Line {
        slug: checked.slug.to_string(),
        name: checked.name().to_owned(),
        tier: standing.tier.clone(),
        owner: account::owner(checked, as_of).map(str::to_owned),
        score: standing.gated.filter(|_| is_scored),
        low,
        high,
        coverage: standing.coverage,
        confidence: standing.confidence.level,
        provisional: standing.provisional.is_some(),
        gates: standing.gates.iter().map(|gate| gate.rule).collect(),
        overridden: standing.overridden.as_ref().map(|one| one.band),
        change: moved.map(|moved| moved.shown),
        last_contact: contact::last(&contacts).map(|last| iso(last.on)),
        actions_open: actions.iter().filter(|one| one.is_open()).count(),
        actions_overdue: actions.iter().filter(|one| one.is_overdue()).count(),
        complaints_open: complaints.iter().filter(|one| one.is_open()).count(),
        renewal: account::renewals(checked, as_of).first().map(|one| iso(one.on)),
        left_out: checked.omitted.len(),
        word: standing.word,
    }
}
