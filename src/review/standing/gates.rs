//! Gates: facts that no good news outweighs. Each caps the score and names its rule and its records.
//!
//! Only an active customer has gates. Contact is judged where the tier has a cadence. An answer gates until there is a
//! later one or its respondent has left; a departed person's role until somebody holds it; a remedy that the customer
//! has not accepted until the days are over in which they spoke with us and did not complain again: silence accepts
//! nothing.

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::complaints::Stage;
use super::contact::counted;
use super::digest::{Changes, Day};
use super::dimension::{Found, Place};
use super::text::{self, age, days, figure};
use crate::check::Checked;
use crate::language::rounded;
use crate::record::{Contract, DimensionName, Entry, Risk, Role, Severity, Status, parse_date, weight_of};

/// The rule of a gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// An open critical complaint.
    CriticalComplaint,
    /// No contact for very long, in a major tier.
    ContactLost,
    /// A critical complaint that is resolved but not accepted.
    NotAccepted,
    /// A major complaint past its target.
    ComplaintLate,
    /// A bad answer of somebody who decides.
    BadAnswer,
    /// Somebody who decides is gone, and nobody follows.
    Gone,
    /// No contact for long.
    ContactMissed,
    /// Notice can be given soon, and nobody spoke with those who decide.
    NoticeNear,
    /// A grave risk.
    GraveRisk,
    /// A dimension that weighs is very bad.
    VeryBad,
}

impl Rule {
    /// The word for data and for places on a page: the same as in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::CriticalComplaint => "critical-complaint",
            Self::ContactLost => "contact-lost",
            Self::NotAccepted => "not-accepted",
            Self::ComplaintLate => "complaint-late",
            Self::BadAnswer => "bad-answer",
            Self::Gone => "gone",
            Self::ContactMissed => "contact-missed",
            Self::NoticeNear => "notice-near",
            Self::GraveRisk => "grave-risk",
            Self::VeryBad => "very-bad",
        }
    }
}

/// A gate that holds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Gate {
    /// Its rule.
    pub rule: Rule,
    /// The dimension that is very bad, where it is that.
    #[serde(skip)]
    pub dimension: Option<DimensionName>,
    /// The rule in words, with the numbers in force.
    pub text: String,
    /// What happened here, in a sentence without its full stop.
    pub what: String,
    /// The highest score that it leaves.
    pub cap: f64,
    /// Whether it puts the account at risk, whatever else is known.
    pub severe: bool,
    /// Since when there is what it is about, where that has a day.
    #[serde(serialize_with = "text::optional")]
    pub since: Option<NaiveDate>,
    /// The records behind it.
    pub records: Vec<Place>,
}

/// A gate on its way: what the score needs, and where the words come from.
#[derive(Debug, Clone, Copy)]
pub struct Hit<'a> {
    pub rule: Rule,
    pub cap: f64,
    pub severe: bool,
    since: Option<NaiveDate>,
    entry: Option<&'a Entry>,
    detail: Detail,
}

/// What the sentence of a gate is made from.
#[derive(Debug, Clone, Copy)]
enum Detail {
    Complaint,
    Silence(i64, f64),
    Answer(f64),
    Role(Role, i64),
    Notice(i64, Option<i64>),
    Exposure(f64, bool),
    Dimension(DimensionName, f64),
}

/// A contract that can be ended by notice.
#[derive(Debug)]
pub struct Pact<'a> {
    entry: &'a Entry,
    from: NaiveDate,
    notice: Option<NaiveDate>,
    /// The last day for notice as it was before a day, oldest change first.
    before: Vec<(NaiveDate, Option<NaiveDate>)>,
    decided: Option<NaiveDate>,
}

/// A risk.
#[derive(Debug)]
pub struct Peril<'a> {
    entry: &'a Entry,
    exposure: f64,
    has_response: bool,
    closed: Option<NaiveDate>,
}

pub fn pacts<'a>(checked: &'a Checked, changes: &Changes<'a>) -> Vec<Pact<'a>> {
    let mut all: Vec<_> = checked
        .each::<Contract>()
        .map(|(entry, one)| Pact {
            entry,
            from: one.from.value,
            notice: one.notice_by.as_ref().map(|notice| notice.value),
            before: changes.of(&entry.key, "notice_by", |was| parse_date(was.trim())),
            decided: one.outcome.as_ref().map(|outcome| outcome.on.value),
        })
        .collect();
    all.sort_by_key(|one| &one.entry.key);
    all
}

impl Pact<'_> {
    fn notice(&self, day: NaiveDate) -> Option<NaiveDate> {
        let was = self.before.iter().find(|(on, _)| *on > day);
        was.map_or(self.notice, |(_, was)| *was)
    }
}

pub fn perils(checked: &Checked) -> Vec<Peril<'_>> {
    let mut all: Vec<_> = checked
        .each::<Risk>()
        .map(|(entry, one)| Peril {
            entry,
            exposure: f64::from(one.likelihood.value.get()) * f64::from(one.impact.value.get()),
            has_response: one.response.is_some(),
            closed: one.closed.as_ref().map(|closed| closed.value),
        })
        .collect();
    all.sort_by_key(|one| &one.entry.key);
    all
}

/// The gates that hold on a day, the severest first.
pub fn hits<'a>(day: &Day<'_, 'a>, found: &[Found; 7]) -> Vec<Hit<'a>> {
    let mut hits = Vec::new();
    if day.status == Status::Active {
        complaints(day, &mut hits);
        contact(day, &mut hits);
        deciders(day, &mut hits);
        notice(day, &mut hits);
        risks(day, &mut hits);
        dimensions(day, found, &mut hits);
        hits.sort_by_key(|hit| (!hit.severe, hit.rule, hit.entry.map(|entry| &entry.key)));
    }
    hits
}

fn severe<'a>(day: &Day<'_, '_>, rule: Rule, entry: Option<&'a Entry>, detail: Detail) -> Hit<'a> {
    let cap = day.parameters.gate_severe;
    // A model that caps higher puts nobody at risk by a gate.
    let severe = cap < day.parameters.band_watch;
    Hit { rule, cap, severe, since: None, entry, detail }
}

fn cap<'a>(day: &Day<'_, '_>, rule: Rule, entry: Option<&'a Entry>, detail: Detail) -> Hit<'a> {
    Hit { rule, cap: day.parameters.gate_cap, severe: false, since: None, entry, detail }
}

fn complaints<'a>(day: &Day<'_, 'a>, hits: &mut Vec<Hit<'a>>) {
    for one in &day.digest.complaints {
        let hit = match (one.severity, one.stage(day.on)) {
            (Severity::Critical, Some(Stage::Open { .. })) => {
                Some(severe(day, Rule::CriticalComplaint, Some(one.entry), Detail::Complaint))
            }
            (Severity::Critical, Some(Stage::Closed { on, accepted: false, .. })) if waits(on, day) => {
                Some(cap(day, Rule::NotAccepted, Some(one.entry), Detail::Complaint))
            }
            (Severity::Major, Some(Stage::Open { late: true, .. })) => {
                Some(cap(day, Rule::ComplaintLate, Some(one.entry), Detail::Complaint))
            }
            _ => None,
        };
        let since = match one.stage(day.on) {
            Some(Stage::Closed { on, .. }) => Some(on),
            Some(Stage::Open { late: true, .. }) if one.severity == Severity::Major => {
                one.target.or(one.raised)
            }
            _ => one.raised,
        };
        hits.extend(hit.map(|hit| Hit { since, ..hit }));
    }
}

/// Whether a remedy still waits for the customer's word: the days are not over, or they have not spoken since.
fn waits(resolved: NaiveDate, day: &Day<'_, '_>) -> bool {
    let is_over = age(resolved, day.on) > day.parameters.gate_unaccepted;
    !(is_over && day.digest.talks.any_between(resolved, day.on))
}

fn contact<'a>(day: &Day<'_, 'a>, hits: &mut Vec<Hit<'a>>) {
    let Some(silence) = day.silence else { return };
    let entry = silence.last.map(|(_, entry)| entry).or(day.digest.account.map(|(entry, _)| entry));
    let since = silence.last.map(|(on, _)| on).or(day.digest.since);
    let is_major = day.tier().is_some_and(|tier| tier.major.as_ref().is_some_and(|major| major.value));
    let detail = Detail::Silence(silence.days, silence.ratio);
    if is_major && silence.ratio > day.parameters.gate_contact_severe {
        hits.push(Hit { since, ..severe(day, Rule::ContactLost, entry, detail) });
    } else if silence.ratio > day.parameters.gate_contact {
        hits.push(Hit { since, ..cap(day, Rule::ContactMissed, entry, detail) });
    }
}

const DECIDE: [Role; 2] = [Role::DecisionMaker, Role::Sponsor];

fn deciders<'a>(day: &Day<'_, 'a>, hits: &mut Vec<Hit<'a>>) {
    let parameters = day.parameters;
    let people = &day.digest.people;
    let is_open =
        |role: &Role| !people.iter().any(|one| !one.has_left(day.on) && one.has_role(*role, day.on));
    let open: Vec<Role> = DECIDE.into_iter().filter(is_open).collect();
    for one in people {
        let held: Vec<Role> = DECIDE.into_iter().filter(|role| one.has_role(*role, day.on)).collect();
        if held.is_empty() {
            continue;
        }
        let Some(left) = one.person.left.as_ref().map(|at| at.value).filter(|left| *left <= day.on) else {
            let answer = day.digest.customer.latest_of(&one.entry.key.id, day.on);
            if let Some(answer) = answer.filter(|answer| answer.points <= parameters.gate_answer) {
                let hit = cap(day, Rule::BadAnswer, Some(answer.entry), Detail::Answer(answer.points));
                hits.push(Hit { since: Some(answer.on), ..hit });
            }
            continue;
        };
        let gone = age(left, day.on);
        if gone >= parameters.gate_gone
            && !one.has_successor(day.on)
            && let Some(role) = held.into_iter().find(|role| open.contains(role))
        {
            let hit = cap(day, Rule::Gone, Some(one.entry), Detail::Role(role, gone as i64));
            hits.push(Hit { since: Some(left), ..hit });
        }
    }
}

fn notice<'a>(day: &Day<'_, 'a>, hits: &mut Vec<Hit<'a>>) {
    let Some(cadence) = day.tier().and_then(|tier| tier.cadence.as_ref()) else { return };
    for pact in &day.digest.pacts {
        let is_decided = pact.decided.is_some_and(|on| on <= day.on);
        let Some(notice) = pact.notice(day.on).filter(|_| pact.from <= day.on && !is_decided) else {
            continue;
        };
        let left = age(day.on, notice);
        if !(0.0..=day.parameters.gate_notice).contains(&left) {
            continue;
        }
        let silent = last_with_decision_maker(day).map(|on| counted(day, on));
        if silent.is_none_or(|silent| silent as f64 > cadence.value.days()) {
            let hit = cap(day, Rule::NoticeNear, Some(pact.entry), Detail::Notice(left as i64, silent));
            let early = Days::new(day.parameters.gate_notice.clamp(0.0, 36_600.0) as u64);
            hits.push(Hit { since: notice.checked_sub_days(early), ..hit });
        }
    }
}

/// The last contact with anybody who decides and has not left.
fn last_with_decision_maker(day: &Day<'_, '_>) -> Option<NaiveDate> {
    let deciders = day.digest.people.iter();
    let deciders = deciders.filter(|one| !one.has_left(day.on) && one.has_role(Role::DecisionMaker, day.on));
    deciders.filter_map(|one| day.digest.talks.last_with(&one.party, day.on)).map(|(on, _)| on).max()
}

fn risks<'a>(day: &Day<'_, 'a>, hits: &mut Vec<Hit<'a>>) {
    let parameters = day.parameters;
    for one in &day.digest.perils {
        let is_open = one.entry.date.is_none_or(|raised| raised <= day.on)
            && one.closed.is_none_or(|closed| closed > day.on);
        let is_grave = one.exposure >= parameters.gate_risk_any
            || (one.exposure >= parameters.gate_risk && !one.has_response);
        if is_open && is_grave {
            let detail = Detail::Exposure(one.exposure, one.has_response);
            let hit = cap(day, Rule::GraveRisk, Some(one.entry), detail);
            hits.push(Hit { since: one.entry.date, ..hit });
        }
    }
}

fn dimensions<'a>(day: &Day<'_, 'a>, found: &[Found; 7], hits: &mut Vec<Hit<'a>>) {
    for (name, found) in DimensionName::ALL.iter().zip(found) {
        let weighs = weight_of(day.parameters, *name) >= day.parameters.gate_weight;
        if let Some(score) = found.score().filter(|score| weighs && *score < day.parameters.gate_dimension) {
            hits.push(cap(day, Rule::VeryBad, None, Detail::Dimension(*name, score)));
        }
    }
}

impl Hit<'_> {
    /// The records behind it, but for those of a dimension.
    pub fn places(&self) -> Vec<Place> {
        self.entry.map(Place::of).into_iter().collect()
    }

    /// The gate with its words. `behind` gives the records of a dimension.
    pub fn gate(&self, day: &Day<'_, '_>, behind: impl FnOnce(DimensionName) -> Vec<Place>) -> Gate {
        let records = match (self.entry, self.detail) {
            (Some(entry), _) => vec![Place::of(entry)],
            (None, Detail::Dimension(name, _)) => behind(name),
            (None, _) => Vec::new(),
        };
        let dimension = if let Detail::Dimension(name, _) = self.detail { Some(name) } else { None };
        Gate {
            rule: self.rule,
            dimension,
            text: self.text(day),
            what: self.what(),
            cap: self.cap,
            severe: self.severe,
            since: self.since,
            records,
        }
    }

    fn text(&self, day: &Day<'_, '_>) -> String {
        let parameters = day.parameters;
        let cap = figure(self.cap);
        let times = |cadences: f64| format!("{} cadences", figure(cadences));
        let rule = match self.rule {
            Rule::CriticalComplaint => "an open critical complaint".to_owned(),
            Rule::ContactLost => {
                format!("in a major tier, no contact for more than {}", times(parameters.gate_contact_severe))
            }
            Rule::NotAccepted => format!(
                "a critical complaint resolved but not accepted, until {} days have passed with contact and \
                 without another complaint of it",
                figure(parameters.gate_unaccepted)
            ),
            Rule::ComplaintLate => "a major complaint past its target".to_owned(),
            Rule::BadAnswer => format!(
                "the latest answer of a decision maker or sponsor is worth {} or less",
                figure(parameters.gate_answer)
            ),
            Rule::Gone => format!(
                "a decision maker or sponsor gone for {} days, with neither a successor nor another holder",
                figure(parameters.gate_gone)
            ),
            Rule::ContactMissed => format!("no contact for more than {}", times(parameters.gate_contact)),
            Rule::NoticeNear => format!(
                "notice can be given within {} days, and no contact with a decision maker within the cadence",
                figure(parameters.gate_notice)
            ),
            Rule::GraveRisk => format!(
                "an open risk of {} or more without a response, or of {} or more whatever the response",
                figure(parameters.gate_risk),
                figure(parameters.gate_risk_any)
            ),
            Rule::VeryBad => format!(
                "a dimension of weight {} or more below {}",
                figure(parameters.gate_weight),
                figure(parameters.gate_dimension)
            ),
        };
        format!("At most {cap}: {rule}.")
    }

    fn what(&self) -> String {
        let title = self.entry.map_or("", |entry| entry.title.as_deref().unwrap_or(&entry.key.id));
        match self.detail {
            Detail::Complaint => match self.rule {
                Rule::CriticalComplaint => format!("{title}: a critical complaint is open"),
                Rule::NotAccepted => format!("{title}: resolved, but not accepted yet"),
                _ => format!("{title}: a major complaint is past its target"),
            },
            Detail::Silence(count, ratio) => {
                format!("No contact for {}, {} times the cadence", days(count), figure(ratio))
            }
            Detail::Answer(points) => {
                format!(
                    "The latest answer of one who decides or sponsors is worth {} of 100",
                    rounded(points, 1)
                )
            }
            Detail::Role(role, count) => format!("The {} left {} ago", spoken(role), days(count)),
            Detail::Notice(left, silent) => {
                let spoke = match silent {
                    Some(count) => format!("a decision maker last spoke with us {} ago", days(count)),
                    None => "no decision maker who is still there ever spoke with us".to_owned(),
                };
                format!("{title}: {} left to give notice, {spoke}", days(left))
            }
            Detail::Exposure(exposure, answered) => {
                let response = if answered { "with a response" } else { "without a response" };
                format!("{title}: {} {response}", figure(exposure))
            }
            Detail::Dimension(name, score) => {
                let word = name.word();
                let (first, rest) = word.split_at(1);
                format!("{}{rest} at {} of 100", first.to_uppercase(), rounded(score, 1))
            }
        }
    }
}

fn spoken(role: Role) -> String {
    role.word().replace('-', " ")
}
