//! From records and reviews to the rows of the data.

use chrono::NaiveDate;

use crate::check::Party;
use crate::page::data::{
    AccountRow, ActionRow, ActionState, ComplaintRow, ContactRow, ContractRow, Day, DimensionRow, DueRow,
    ExpectationRow, FeedbackRow, HistoryRow, ObjectiveRow, OpportunityRow, PeriodRow, PersonRow,
    RecommendationRow, RecordRef, RiskRow, Side, account_document,
};
use crate::page::desk::{Desk, account_address, record_address};
use crate::page::make::calendar::Event;
use crate::page::make::standing::{Said, band_word};
use crate::page::make::summary::Summary;
use crate::record::{
    Account, At, Contract, Direction, Entry, FiscalPeriod, Money, Opportunity, Person, Priority, Risk,
    Side as PersonSide, Status, Who,
};
use crate::review::account::{is_running, next_review, owner, renewals, yearly};
use crate::review::past::{by, exists, is_active, status};
use crate::review::standing::State;
use crate::review::{
    action, complaint, contact, expectation, feedback as voices, objective, people as persons, recommendation,
};

/// Points, to two decimals.
fn points(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

/// A share, to four decimals.
fn share(number: f64) -> f64 {
    (number * 1e4).round() / 1e4
}

fn day(at: &Option<At<NaiveDate>>) -> Option<Day> {
    at.as_ref().map(|at| Day(at.value))
}

fn said<T: Clone>(at: &Option<At<T>>) -> Option<T> {
    at.as_ref().map(|at| at.value.clone())
}

fn amount(money: &Money) -> String {
    format!("{:.2}", money.amount)
}

fn record(desk: &Desk<'_>, entry: &Entry) -> RecordRef {
    let slug = desk.checked.slug.as_str();
    RecordRef {
        account: slug.to_owned(),
        id: entry.key.id.clone(),
        title: desk.title(entry),
        page: record_address(slug, &entry.key, entry.date),
        path: entry.span.path().to_string(),
        line: entry.span.line(),
    }
}

fn name(desk: &Desk<'_>, who: &Option<At<Who>>) -> Option<String> {
    who.as_ref().map(|who| desk.who(who).text)
}

fn party(desk: &Desk<'_>, party: Option<&Party>) -> Option<String> {
    party.map(|party| desk.name(party))
}

/// The account in a line.
pub fn account(said_of: &Said<'_>, summary: &Summary) -> AccountRow {
    let (desk, standing, row) = (said_of.desk, said_of.standing, &summary.row);
    let (checked, as_of) = (desk.checked, desk.site.as_of);
    let account: Option<&Account> = checked.account().map(|(_, account)| account);
    let (low, high) = standing.bounds();
    let is_scored = row.score.sort.is_some();
    let contacts = contact::contacts(checked, as_of);
    let revenue = summary.revenue.clone().money();
    let review = next_review(checked, desk.site.config, as_of).filter(|_| is_active(checked, as_of));
    AccountRow {
        account: checked.slug.to_string(),
        name: checked.name().to_owned(),
        page: account_address(checked.slug.as_str()),
        document: account_document(checked.slug.as_str()),
        tier: standing.tier.clone(),
        segment: account.and_then(|account| said(&account.segment)),
        tags: row.tags.clone(),
        owner: owner(checked, as_of).map(str::to_owned),
        owner_name: owner(checked, as_of).map(|id| desk.name(&Party::Member(id.to_owned()))),
        status: account.map_or(Status::Active, |account| status(account, as_of)),
        since: account.and_then(|account| day(&account.since)),
        standing: row.standing.into(),
        overridden: standing.overridden.as_ref().map(|one| one.band.into()),
        provisional: row.provisional,
        score: standing.gated.filter(|_| is_scored).map(points),
        low: points(low),
        high: points(high),
        coverage: share(standing.coverage),
        confidence: standing.confidence.level.into(),
        change: row.change.as_ref().map(|change| points(change.sort)),
        gates: standing.gates.iter().map(|gate| gate.rule.word().to_owned()).collect(),
        expectations_met: summary.now.expectations_met,
        expectations_assessed: summary.now.expectations_assessed,
        actions_open: row.actions_open,
        actions_overdue: row.actions_overdue,
        complaints_open: summary.now.complaints_open,
        attention: summary.attention.len(),
        last_contact: contact::last(&contacts).map(|last| Day(last.on)),
        next_review: review.map(Day),
        renewal: renewals(checked, as_of).first().map(|one| Day(one.on)),
        yearly_value: revenue.as_ref().map(amount),
        currency: revenue.map(|money| money.currency),
        left_out: checked.omitted.len(),
        withheld: checked.withheld,
    }
}

/// The dimensions of its standing.
pub fn dimensions(said: &Said<'_>) -> Vec<DimensionRow> {
    let row = |one: &crate::review::standing::Dimension| DimensionRow {
        account: said.desk.checked.slug.to_string(),
        dimension: one.name,
        weight: one.weight,
        share: share(one.share),
        state: (&one.state).into(),
        score: one.score().map(points),
        adds: one.adds.map(points),
        records: one.evidence.len(),
        how: match &one.state {
            State::Known { .. } => one.formula.clone(),
            State::Unknown { why } | State::NotApplicable { why } => {
                format!("{}.", why.trim_end_matches('.'))
            }
        },
    };
    said.standing.dimensions.iter().map(row).collect()
}

/// How it stood each Monday.
pub fn history(said: &Said<'_>) -> Vec<HistoryRow> {
    let row = |point: &crate::review::standing::Point| HistoryRow {
        on: Day(point.on),
        score: point.gated.map(points),
        low: points(point.low),
        high: points(point.high),
        coverage: share(point.coverage),
        standing: point.band.map(|band| band_word(band).into()),
    };
    said.standing.history.iter().map(row).collect()
}

/// What is due.
pub fn due(desk: &Desk<'_>, events: &[Event]) -> Vec<DueRow> {
    let row = |event: &Event| DueRow {
        on: Day(event.on),
        overdue: event.on < desk.site.as_of,
        kind: event.kind.to_owned(),
        what: event.what.clone(),
        account: desk.checked.slug.to_string(),
        owner: event.member.clone(),
        who: event.who.iter().map(|who| who.text.clone()).collect(),
        page: event.source.href.clone(),
        path: event.source.path.clone(),
        line: event.source.line,
    };
    events.iter().map(row).collect()
}

/// What the customer expects.
pub fn expectations(desk: &Desk<'_>) -> Vec<ExpectationRow> {
    let as_of = desk.site.as_of;
    let row = |one: expectation::Standing<'_>| {
        let latest = one.latest();
        ExpectationRow {
            record: record(desk, one.entry),
            priority: one.expectation.priority(),
            measure: said(&one.expectation.measure),
            target: said(&one.expectation.target),
            better: said(&one.expectation.better).unwrap_or(Direction::Higher),
            agreed: day(&one.expectation.agreed),
            result: latest.map(|(_, _, latest)| latest.result.value),
            assessed: latest.map(|(on, ..)| Day(on)),
            value: latest.and_then(|(_, _, latest)| said(&latest.value)),
            next: one.next.map(Day),
            overdue: one.is_overdue(as_of),
            ended: one.ended.map(Day),
        }
    };
    expectation::expectations(desk.checked, desk.site.config, as_of).into_iter().map(row).collect()
}

/// What either side agreed to do.
pub fn actions(desk: &Desk<'_>) -> Vec<ActionRow> {
    let as_of = desk.site.as_of;
    let row = |one: action::Standing<'_>| ActionRow {
        record: record(desk, one.entry),
        owner: party(desk, one.owner),
        side: if one.theirs { Side::Theirs } else { Side::Ours },
        due: one.due.map(Day),
        state: match one.state {
            action::State::Open => ActionState::Open,
            action::State::Overdue { .. } => ActionState::Overdue,
            action::State::Done { late: false, .. } => ActionState::Done,
            action::State::Done { late: true, .. } => ActionState::DoneLate,
            action::State::Dropped { .. } => ActionState::Dropped,
        },
        days_late: one.days_late(),
        closed: one.closed_on().map(Day),
        moved: action::moves(desk.checked, one.action, one.theirs, as_of).len(),
        internal: one.internal,
    };
    action::actions(desk.checked, as_of).into_iter().map(row).collect()
}

/// Its complaints.
pub fn complaints(desk: &Desk<'_>) -> Vec<ComplaintRow> {
    let row = |one: complaint::Standing<'_>| ComplaintRow {
        record: record(desk, one.entry),
        raised: Day(one.raised),
        severity: one.complaint.severity.value,
        state: one.stage.into(),
        since: Day(one.since),
        target: one.target.map(Day),
        days_late: one.days_late,
    };
    complaint::complaints(desk.checked, desk.site.config, desk.site.as_of).into_iter().map(row).collect()
}

/// The waves of feedback, instrument by instrument, oldest first.
pub fn feedback(desk: &Desk<'_>) -> Vec<FeedbackRow> {
    let all = voices::series(desk.checked, &desk.site.shared.plan, desk.site.as_of);
    let rows = all.iter().flat_map(|series| {
        series.waves.iter().map(|wave| {
            let estimate = series.estimate(wave);
            FeedbackRow {
                account: desk.checked.slug.to_string(),
                on: Day(wave.on),
                source: series.source,
                instrument: series.measure.instrument,
                method: series.method.map(|(key, ..)| key.id.clone()),
                scale_low: series.measure.low,
                scale_high: series.measure.high,
                better: series.measure.better,
                asked: wave.invited,
                answers: wave.scores().len(),
                figure: estimate.as_ref().map(|one| share(one.value)),
                figure_low: estimate.as_ref().map(|one| share(one.interval.low)),
                figure_high: estimate.as_ref().map(|one| share(one.interval.high)),
            }
        })
    });
    rows.collect()
}

/// Its contacts, oldest first.
pub fn contacts(desk: &Desk<'_>) -> Vec<ContactRow> {
    let row = |one: contact::Contact<'_>| ContactRow {
        record: record(desk, one.entry),
        on: Day(one.on),
        channel: one.note.channel.as_ref().map(|channel| channel.value.word().to_owned()),
        direction: one.flow,
        who: one.people.iter().map(|party| desk.name(party)).collect(),
        minutes: one.note.effort.as_ref().map(|effort| effort.value.minutes),
    };
    contact::contacts(desk.checked, desk.site.as_of).into_iter().map(row).collect()
}

/// Its people.
pub fn people(desk: &Desk<'_>) -> Vec<PersonRow> {
    let as_of = desk.site.as_of;
    let row = |(entry, person): (&Entry, &Person)| {
        let strength = persons::strengths(person, as_of).last().map(|at| &at.value);
        PersonRow {
            record: record(desk, entry),
            side: said(&person.side).unwrap_or(PersonSide::Customer),
            position: said(&person.position),
            roles: persons::roles(person, as_of),
            stance: persons::stance(person, as_of),
            influence: persons::influence(person, as_of),
            strength: strength.map(|strength| strength.is.value.get()),
            strength_on: strength.map(|strength| Day(strength.on.value)),
            paired_with: name(desk, &person.paired_with),
            successor: name(desk, &person.successor),
            left: by(person.left.as_ref(), as_of).map(Day),
        }
    };
    desk.checked.each::<Person>().map(row).collect()
}

/// Its objectives.
pub fn objectives(desk: &Desk<'_>) -> Vec<ObjectiveRow> {
    let row = |one: objective::Standing<'_>| {
        let latest = one.progress.last();
        ObjectiveRow {
            record: record(desk, one.entry),
            priority: said::<Priority>(&one.objective.priority),
            agreed: day(&one.objective.agreed),
            due: day(&one.objective.due),
            target: said(&one.objective.target),
            value: latest.and_then(|(_, _, progress)| said(&progress.value)),
            state: one.state(),
            reported: latest.map(|(on, ..)| Day(*on)),
            open: one.is_open(),
        }
    };
    objective::objectives(desk.checked, desk.site.as_of).into_iter().map(row).collect()
}

/// Its opportunities.
pub fn opportunities(desk: &Desk<'_>) -> Vec<OpportunityRow> {
    let as_of = desk.site.as_of;
    let row = |(entry, one): (&Entry, &Opportunity)| {
        let outcome = one.outcome.as_ref().map(|at| &at.value).filter(|outcome| outcome.on.value <= as_of);
        OpportunityRow {
            record: record(desk, entry),
            stage: said(&one.stage),
            value: one.value.as_ref().map(|value| amount(&value.value)),
            currency: one.value.as_ref().map(|value| value.value.currency.clone()),
            next: said(&one.next),
            by: day(&one.by),
            owner: name(desk, &one.owner),
            outcome: outcome.map(|outcome| outcome.is.value),
            closed: outcome.map(|outcome| Day(outcome.on.value)),
        }
    };
    desk.checked.each::<Opportunity>().filter(|(entry, _)| exists(entry, as_of)).map(row).collect()
}

/// Its risks.
pub fn risks(desk: &Desk<'_>) -> Vec<RiskRow> {
    let as_of = desk.site.as_of;
    let row = |(entry, one): (&Entry, &Risk)| RiskRow {
        record: record(desk, entry),
        likelihood: one.likelihood.value.get(),
        impact: one.impact.value.get(),
        response: said(&one.response),
        owner: name(desk, &one.owner),
        raised: day(&one.raised),
        reviewed: by(one.reviewed.as_ref(), as_of).map(Day),
        closed: by(one.closed.as_ref(), as_of).map(Day),
    };
    desk.checked.each::<Risk>().filter(|(entry, _)| exists(entry, as_of)).map(row).collect()
}

/// What somebody proposes to improve.
pub fn recommendations(desk: &Desk<'_>) -> Vec<RecommendationRow> {
    let row = |one: recommendation::Standing<'_>| RecommendationRow {
        record: record(desk, one.entry),
        on: one.entry.date.map(Day),
        due: one.due.map(Day),
        decision: one.decision.map(|(_, decision)| decision.is.value),
        decided: one.decision.and_then(|(entry, _)| entry.date).map(Day),
        open: one.is_open(),
    };
    let all = recommendation::recommendations(desk.checked, &desk.context(), desk.site.as_of);
    all.into_iter().map(row).collect()
}

/// Its contracts.
pub fn contracts(desk: &Desk<'_>) -> Vec<ContractRow> {
    let as_of = desk.site.as_of;
    let row = |(entry, one): (&Entry, &Contract)| {
        let outcome = one.outcome.as_ref().map(|at| &at.value).filter(|outcome| outcome.on.value <= as_of);
        ContractRow {
            record: record(desk, entry),
            from: Day(one.from.value),
            to: day(&one.to),
            notice_by: day(&one.notice_by),
            value: one.value.as_ref().map(|value| amount(&value.value)),
            currency: one.value.as_ref().map(|value| value.value.currency.clone()),
            per: one.per.as_ref().map(|per| per.value.to_string()),
            yearly_value: yearly(one).as_ref().map(amount),
            renews: said(&one.renews),
            running: is_running(one, as_of),
            outcome: outcome.map(|outcome| outcome.is.value),
        }
    };
    desk.checked.each::<Contract>().filter(|(entry, _)| exists(entry, as_of)).map(row).collect()
}

/// Revenue, cost, investment and return.
pub fn periods(desk: &Desk<'_>) -> Vec<PeriodRow> {
    let row = |(entry, one): (&Entry, &FiscalPeriod)| {
        let all = [&one.revenue, &one.cost, &one.investment, &one.gain];
        let mut currencies: Vec<&String> =
            all.iter().filter_map(|at| at.as_ref()).map(|at| &at.value.currency).collect();
        currencies.dedup();
        let [revenue, cost, investment, gain] = all.map(|at| at.as_ref().map(|at| amount(&at.value)));
        PeriodRow {
            record: record(desk, entry),
            from: Day(one.from.value),
            to: Day(one.to.value),
            product: said(&one.product),
            revenue,
            cost,
            investment,
            gain,
            currency: if let [only] = currencies[..] { Some(only.clone()) } else { None },
        }
    };
    desk.checked.each::<FiscalPeriod>().filter(|(entry, _)| exists(entry, desk.site.as_of)).map(row).collect()
}
