//! An objective or a challenge towards which nobody does anything.

use chrono::NaiveDate;

use crate::check::rule::rule;
use crate::check::state::challenge::{self, challenges};
use crate::check::state::objective::{Standing, objectives};
use crate::check::state::past::by;
use crate::check::state::practice;
use crate::check::state::work::Work;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Entry, Kind, Period, State};

rule! {
    /// Nobody does anything towards an objective or a challenge, or against one that goes wrong.
    ///
    /// An objective without actions comes true by luck. Agree what happens next, and name in the action's `for` what it serves; a
    /// task in a note that is `about` it counts as well, and so does one that links to it. What was reported at risk or missed
    /// wants an action that is still open, or was agreed since then. How long each may wait stands in the configuration, as
    /// `action` under `[grace]`; otherwise 30 days.
    ///
    /// Wrong, on 30 June:
    ///
    /// ```toml
    /// [[objective]]
    /// title = "Clearance in half the time"
    /// agreed = 2026-02-03
    /// with = ["amelia"]
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[objective]]
    /// title = "Clearance in half the time"
    /// agreed = 2026-02-03
    /// with = ["amelia"]
    ///
    /// [[action]]
    /// what = "Try the new form at gate four"
    /// owner = "lena"
    /// due = 2026-07-20
    /// for = ["objective/clearance-in-half-the-time"]
    /// ```
    "objective-without-action", Advice, ["INSSAL006-P7", "INSSAL006-P14"], Run::Absence(run)
}

/// How long something may wait for an action where the configuration does not say.
const GRACE: Period = Period::days_long(30);

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    if checked.may_lack(Kind::Action) || checked.may_lack(Kind::Note) {
        return Vec::new();
    }
    let room = Room {
        context,
        work: Work::of(checked, context.as_of),
        grace: practice::grace(checked, context, |grace| grace.action.as_ref(), GRACE),
    };
    let objectives = objectives(checked, context.as_of);
    let challenges = challenges(checked, context.as_of);
    let of_objectives = objectives.iter().filter_map(|one| room.objective(one));
    of_objectives.chain(challenges.iter().filter_map(|one| room.challenge(one))).collect()
}

struct Room<'a> {
    context: &'a Context<'a>,
    work: Work<'a>,
    grace: Period,
}

impl Room<'_> {
    fn objective(&self, one: &Standing<'_>) -> Option<Diagnostic> {
        let importance = one.objective.priority.as_ref().map_or(2, |priority| priority.importance());
        if let Some((since, entry, state)) = gone_wrong(one) {
            if self
                .work
                .actions(&one.entry.key)
                .iter()
                .filter(|action| !action.is_dropped())
                .any(|action| action.is_open() || action.entry.date.is_some_and(|agreed| agreed >= since))
            {
                return None;
            }
            let id = &one.entry.key.id;
            let message = match state {
                State::Missed => format!("`{id}` was missed on {since}, and nobody does anything about it"),
                _ => format!("`{id}` has been at risk since {since}, and nobody does anything about it"),
            };
            let finding = self.finding(one.entry, message, since, importance)?;
            return Some(finding.related(entry.span.clone(), "reported here"));
        }
        let agreed = by(one.objective.agreed.as_ref(), self.context.as_of).filter(|_| one.is_open())?;
        if self.is_served(one.entry) {
            return None;
        }
        self.finding(one.entry, format!("nothing is done towards `{}`", one.entry.key.id), agreed, importance)
    }

    /// A challenge that an open objective meets is worked on through that.
    fn challenge(&self, one: &challenge::Standing<'_>) -> Option<Diagnostic> {
        let is_met = self.work.objectives(&one.entry.key).iter().any(Standing::is_open);
        if one.ended.is_some() || is_met || self.is_served(one.entry) {
            return None;
        }
        let message = format!("nothing is done towards the challenge `{}`", one.entry.key.id);
        match one.entry.date {
            Some(since) => self.finding(one.entry, message, since, 2),
            None => Some(self.advice(one.entry, message)),
        }
    }

    /// Whether an action serves it that was not given up.
    fn is_served(&self, entry: &Entry) -> bool {
        self.work.actions(&entry.key).iter().any(|action| !action.is_dropped())
    }

    fn finding(
        &self,
        entry: &Entry,
        message: String,
        since: NaiveDate,
        importance: u8,
    ) -> Option<Diagnostic> {
        let due = self.grace.after(since);
        let finding =
            self.advice(entry, message).late(due, self.context.as_of, importance, self.grace.days());
        (due < self.context.as_of).then_some(finding)
    }

    fn advice(&self, entry: &Entry, message: String) -> Diagnostic {
        let title = entry.common.title.as_ref().map_or(&entry.span, |title| &title.span);
        Diagnostic::advice("objective-without-action", title.clone(), message)
            .expected(format!("an action that serves it, within {}", self.grace))
            .fix(format!("agree what is done, and write an action with `for = [\"{}\"]`", entry.key))
    }
}

/// Since when an objective is reported at risk or missed without a break, with the first such report.
fn gone_wrong<'a>(one: &Standing<'a>) -> Option<(NaiveDate, &'a Entry, State)> {
    let state =
        one.state().filter(|state| matches!(state, State::AtRisk | State::Missed) && one.ended.is_none())?;
    let run = one.progress.iter().rev().take_while(|(.., progress)| progress.state.value == state);
    run.last().map(|(on, entry, _)| (*on, *entry, state))
}
