//! The measures that triggers watch and reports give: each a figure of one account on a day, with the records behind it,
//! or nothing where it is not known. What each means stands at its name, in [`Measure`].
//!
//! A figure that a record could have changed which had to be left out is not known.

use chrono::{Days, NaiveDate};

use super::standing::{Digest, Figures};
use super::{
    account, action, complaint, contact, effort, expectation, feedback, information, past, people, quality,
    redundant, value,
};
use crate::check::{Checked, Context};
use crate::record::{DimensionName, Entry, Instrument, Kind, Measure, Risk, Role, Verdict, Voice};

/// How far back effort is counted, in days.
const EFFORT_DAYS: u32 = 90;

/// A figure with the records behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct Known<'a> {
    /// The figure, in the unit of its measure.
    pub value: f64,
    /// The records.
    pub evidence: Vec<&'a Entry>,
}

/// An account, ready to be measured on any day.
#[derive(Debug)]
pub struct Gauge<'a> {
    checked: &'a Checked,
    context: Context<'a>,
    digest: Digest<'a>,
}

impl<'a> Gauge<'a> {
    /// Reads an account.
    #[must_use]
    pub fn new(checked: &'a Checked, context: &Context<'a>) -> Self {
        let digest = Digest::new(checked, context.shared, context.config);
        Self { checked, context: *context, digest }
    }

    /// The figure of a day alone.
    #[must_use]
    pub fn value(&self, measure: Measure, day: NaiveDate) -> Option<f64> {
        match of_standing(measure) {
            Some(figure) => figure(&self.digest.figures(day)?),
            None => self.counted(measure, day).map(|known| known.value),
        }
    }

    /// The figure of a day with the records behind it.
    #[must_use]
    pub fn known(&self, measure: Measure, day: NaiveDate) -> Option<Known<'a>> {
        let Some(figure) = of_standing(measure) else { return self.counted(measure, day) };
        let value = figure(&self.digest.figures(day)?)?;
        let behind = behind(measure).iter().flat_map(|name| self.digest.behind(*name, day));
        let evidence = behind.filter_map(|place| self.checked.find(&place.key)).collect();
        Some(Known { value, evidence })
    }

    /// A figure that is counted from records, not taken from the standing.
    fn counted(&self, measure: Measure, day: NaiveDate) -> Option<Known<'a>> {
        match measure {
            Measure::DaysSinceContact => self.silence(day, &|_| true),
            Measure::CadencesSinceContact => {
                let cadence = past::tier_of(self.checked, self.context.config, day)?.cadence.as_ref()?.value;
                let Known { value, evidence } = self.silence(day, &|_| true)?;
                Some(Known { value: value / cadence.days(), evidence })
            }
            Measure::DaysSinceDecisionMaker => self.since_decision_maker(day),
            Measure::ExpectationsMissed => self.expectations(day, &|one| {
                one.latest().is_some_and(|(_, _, latest)| latest.result.value == Verdict::Missed)
            }),
            Measure::AssessmentsOverdue => self.expectations(day, &|one| one.is_overdue(day)),
            Measure::ActionsOverdue => self.late_actions(day, false),
            Measure::TheirActionsOverdue => self.late_actions(day, true),
            Measure::ComplaintsOpen => self.complaints(day, &|_| true),
            Measure::ComplaintsLate => self.complaints(day, &|one| one.days_late > 0),
            Measure::NetPromoterScore => self.net_promoter(day),
            Measure::ResponseRate => self.response(day),
            Measure::RelationStrength => self.strength(day),
            Measure::RiskExposure => self.exposure(day),
            Measure::DaysToNotice => self.to_notice(day),
            Measure::Margin => self.margin(day),
            Measure::Effort => self.effort(day),
            Measure::EffortOfBudget => self.effort_of_budget(day),
            Measure::InformationMissing => self.missing(day),
            Measure::RecordQuality => self.quality(day),
            _ => None,
        }
    }

    /// Nothing where a record of a kind may have been left out.
    fn whole(&self, kinds: &[Kind]) -> Option<()> {
        kinds.iter().all(|kind| !self.checked.may_lack(*kind)).then_some(())
    }

    /// How many records there are, and which.
    fn count(entries: Vec<&'a Entry>) -> Known<'a> {
        Known { value: entries.len() as f64, evidence: entries }
    }

    /// Days since the customer was heard in a contact that fits; since the beginning where there was none.
    fn silence(&self, day: NaiveDate, fits: &dyn Fn(&contact::Contact<'_>) -> bool) -> Option<Known<'a>> {
        self.whole(&[Kind::Note])?;
        let all = contact::contacts(self.checked, day);
        let last = all.iter().rev().find(|one| one.counts() && fits(one));
        let (entry, account) = self.checked.account()?;
        let since = past::by(account.since.as_ref(), day);
        let (from, entry) = match last {
            Some(last) => (last.on, last.entry),
            None => (since?, entry),
        };
        Some(Known { value: self.digest.days_counted(from, day) as f64, evidence: vec![entry] })
    }

    fn since_decision_maker(&self, day: NaiveDate) -> Option<Known<'a>> {
        self.whole(&[Kind::Person])?;
        let deciding: Vec<_> = people::theirs(self.checked)
            .filter(|(_, one)| people::roles(one, day).contains(&Role::DecisionMaker))
            .filter(|(_, one)| !people::has_left(one, day))
            .map(|(entry, _)| people::party(entry))
            .collect();
        if deciding.is_empty() {
            return None;
        }
        self.silence(day, &|contact| deciding.iter().any(|party| contact.includes(party)))
    }

    fn expectations(
        &self,
        day: NaiveDate,
        counts: &dyn Fn(&expectation::Standing<'_>) -> bool,
    ) -> Option<Known<'a>> {
        self.whole(&[Kind::Expectation, Kind::Assessment])?;
        let all = expectation::expectations(self.checked, self.context.config, day);
        let counted = all.into_iter().filter(|one| one.ended.is_none() && counts(one));
        Some(Self::count(counted.map(|one| one.entry).collect()))
    }

    fn late_actions(&self, day: NaiveDate, theirs: bool) -> Option<Known<'a>> {
        self.whole(&[Kind::Action, Kind::Note])?;
        let all = action::actions(self.checked, day).into_iter();
        let late = all.filter(|one| one.theirs == theirs && !one.internal && one.days_late() > 0);
        Some(Self::count(late.map(|one| one.entry).collect()))
    }

    fn complaints(
        &self,
        day: NaiveDate,
        counts: &dyn Fn(&complaint::Standing<'_>) -> bool,
    ) -> Option<Known<'a>> {
        self.whole(&[Kind::Complaint])?;
        let all = complaint::complaints(self.checked, self.context.config, day).into_iter();
        Some(Self::count(all.filter(|one| one.is_open() && counts(one)).map(|one| one.entry).collect()))
    }

    /// The latest wave of the customer that fits, with what makes it known.
    fn wave<T>(
        &self,
        day: NaiveDate,
        read: &dyn Fn(&feedback::Series<'a>, &feedback::Wave<'a>) -> Option<T>,
    ) -> Option<(T, Vec<&'a Entry>)> {
        self.whole(&[Kind::Survey, Kind::Answer, Kind::Feedback, Kind::Method])?;
        let all = feedback::series(self.checked, &self.context.shared.plan, day);
        let customers = all.iter().filter(|one| one.source == Voice::Customer);
        let waves = customers.flat_map(|series| series.waves.iter().map(move |wave| (series, wave)));
        let read = waves.filter_map(|(series, wave)| Some((wave.on, read(series, wave)?, wave)));
        let (_, value, wave) = read.max_by_key(|(on, ..)| *on)?;
        let survey = wave.survey.map(|(entry, _)| vec![entry]);
        Some((value, survey.unwrap_or_else(|| wave.voices.iter().map(|voice| voice.entry).collect())))
    }

    fn net_promoter(&self, day: NaiveDate) -> Option<Known<'a>> {
        let (estimate, evidence) = self.wave(day, &|series, wave| {
            (series.measure.instrument == Instrument::Nps).then(|| series.estimate(wave))
        })?;
        Some(Known { value: estimate?.value, evidence })
    }

    fn response(&self, day: NaiveDate) -> Option<Known<'a>> {
        let (estimate, evidence) = self.wave(day, &|_, wave| wave.response())?;
        Some(Known { value: 100.0 * estimate.value, evidence })
    }

    fn strength(&self, day: NaiveDate) -> Option<Known<'a>> {
        self.whole(&[Kind::Person])?;
        let here = people::theirs(self.checked).filter(|(_, one)| !people::has_left(one, day));
        let rated: Vec<_> = here
            .filter_map(|(entry, one)| Some((entry, people::strengths(one, day).last()?.is.value.get())))
            .collect();
        let sum: f64 = rated.iter().map(|(_, rating)| f64::from(*rating)).sum();
        let value = (!rated.is_empty()).then(|| sum / rated.len() as f64)?;
        Some(Known { value, evidence: rated.into_iter().map(|(entry, _)| entry).collect() })
    }

    fn exposure(&self, day: NaiveDate) -> Option<Known<'a>> {
        self.whole(&[Kind::Risk])?;
        let all = self.checked.each::<Risk>().filter(|(entry, _)| past::exists(entry, day));
        let open = all.filter(|(_, risk)| past::by(risk.closed.as_ref(), day).is_none());
        let exposed = open.map(|(entry, risk)| (risk.likelihood.get() * risk.impact.get(), entry));
        // The first of equals: `max_by_key` gives the last.
        let all: Vec<_> = exposed.collect();
        let (value, entry) = all.into_iter().rev().max_by_key(|(exposure, _)| *exposure)?;
        Some(Known { value: f64::from(value), evidence: vec![entry] })
    }

    fn to_notice(&self, day: NaiveDate) -> Option<Known<'a>> {
        self.whole(&[Kind::Contract])?;
        let ahead = account::renewals(self.checked, day).into_iter().filter_map(|one| {
            let notice = one.contract.notice_by.as_ref()?.value;
            (notice >= day).then_some(((notice - day).num_days(), one.entry))
        });
        let (days, entry) = ahead.min_by_key(|(days, _)| *days)?;
        Some(Known { value: days as f64, evidence: vec![entry] })
    }

    /// The margin of the period that ends last, in percent; nothing where it lacks an amount, or no rate brings its
    /// currencies together.
    fn margin(&self, day: NaiveDate) -> Option<Known<'a>> {
        self.whole(&[Kind::FiscalPeriod])?;
        let last = value::stretches(self.checked, day).pop()?;
        let share = last.margin(self.context.config)?;
        let evidence = last.counted().into_iter().map(|(entry, _)| entry).collect();
        Some(Known { value: 100.0 * share, evidence })
    }

    /// The hours of the notes of the last 90 days; nothing where no note ever says how long it took.
    fn effort(&self, day: NaiveDate) -> Option<Known<'a>> {
        self.whole(&[Kind::Note])?;
        let since = day.checked_sub_days(Days::new(u64::from(EFFORT_DAYS)))?;
        let is_told = !effort::spent(self.checked, NaiveDate::MIN, day).notes.is_empty();
        let spent = effort::spent(self.checked, since, day);
        is_told.then(|| Known { value: spent.minutes as f64 / 60.0, evidence: spent.notes })
    }

    fn effort_of_budget(&self, day: NaiveDate) -> Option<Known<'a>> {
        let budget = effort::budget(self.checked, self.context.config, day)?;
        let given = f64::from(budget.minutes) / 60.0 * f64::from(EFFORT_DAYS) / budget.per.days();
        let Known { value, evidence } = self.effort(day).filter(|_| given > 0.0)?;
        Some(Known { value: 100.0 * value / given, evidence })
    }

    /// The requirements that nothing meets; nothing where none is asked, or one of them cannot be told.
    fn missing(&self, day: NaiveDate) -> Option<Known<'a>> {
        let all = information::asked(self.checked, &self.on(day), day);
        let held = |one: &information::Requirement<'a>| information::holding(self.checked, one, day).state;
        if all.is_empty() || all.iter().any(|one| held(one) == information::Held::Unknown) {
            return None;
        }
        let missing = all.iter().filter(|one| held(one) == information::Held::Missing);
        Some(Self::count(missing.map(|one| one.entry).collect()))
    }

    /// The score of the records' own quality, which comes from all of them.
    fn quality(&self, day: NaiveDate) -> Option<Known<'a>> {
        let context = self.on(day);
        let redundant = redundant::redundant(self.checked, &context);
        let value = quality::quality(self.checked, &context, &redundant, day).score()?;
        Some(Known { value, evidence: Vec::new() })
    }

    /// What is looked at beside the account, as of a day.
    fn on(&self, day: NaiveDate) -> Context<'a> {
        Context { as_of: day, ..self.context }
    }
}

/// What of the standing a measure is.
type OfStanding = fn(&Figures) -> Option<f64>;

fn of_standing(measure: Measure) -> Option<OfStanding> {
    let figure: OfStanding = match measure {
        Measure::Score => |figures| figures.score,
        Measure::Coverage => |figures| Some(100.0 * figures.coverage),
        Measure::Confidence => |figures| Some(figures.confidence),
        Measure::ExpectationsScore => |figures| figures.dimensions[DimensionName::Expectations as usize],
        Measure::FeedbackScore => |figures| figures.dimensions[DimensionName::Feedback as usize],
        Measure::ComplaintsScore => |figures| figures.dimensions[DimensionName::Complaints as usize],
        Measure::CommitmentsScore => |figures| figures.dimensions[DimensionName::Commitments as usize],
        Measure::PeopleScore => |figures| figures.dimensions[DimensionName::People as usize],
        Measure::ObjectivesScore => |figures| figures.dimensions[DimensionName::Objectives as usize],
        Measure::ContactScore => |figures| figures.dimensions[DimensionName::Contact as usize],
        _ => return None,
    };
    Some(figure)
}

/// The dimensions that a measure of the standing comes from.
fn behind(measure: Measure) -> &'static [DimensionName] {
    match measure {
        Measure::ExpectationsScore => &[DimensionName::Expectations],
        Measure::FeedbackScore => &[DimensionName::Feedback],
        Measure::ComplaintsScore => &[DimensionName::Complaints],
        Measure::CommitmentsScore => &[DimensionName::Commitments],
        Measure::PeopleScore => &[DimensionName::People],
        Measure::ObjectivesScore => &[DimensionName::Objectives],
        Measure::ContactScore => &[DimensionName::Contact],
        _ => DimensionName::ALL,
    }
}

#[cfg(test)]
mod tests;
