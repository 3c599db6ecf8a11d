//! The portfolio's configuration, `standing.toml`, and the numbers of the health model that it may change.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use chrono::NaiveDate;
use regex::Regex;
use toml::Spanned;
use toml::de::DeValue;

use super::forge::{Forge, ForgeFault, ForgeKind};
use super::reader::Reader;
use super::value::{AccountName, At, Count, Duration, Money, Period, Ratings, Shown, Value, Who};
use super::{Criterion, DimensionName, Role, Visibility};
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::{Patterns, Span};

/// The version of the record format that this program reads.
pub const FORMAT: u32 = 1;

/// The audience of our own people, for whom the site itself is made.
pub const INTERNAL: &str = "internal";

/// The audience on the customer's side.
pub const CUSTOMER: &str = "customer";

fields! {
    /// A tier of accounts. The order of the tiers is their rank.
    pub struct Tier {
        /// The name by which accounts refer to it.
        required id: String,
        /// The name that is shown; the id when left out.
        optional name: String,
        /// Whether it holds major accounts: stricter gates, all criteria.
        optional major: bool,
        /// The longest time between two contacts; none is asked for when left out.
        optional cadence: Period,
        /// The roles that must be held on the customer's side.
        list roles: Role,
        /// Whether common objectives are asked for; `false` when left out.
        optional objectives: bool,
        /// Whether feedback is asked for; `true` when left out.
        optional survey: bool,
        /// How often an account is reviewed; not at all when left out.
        optional review_every: Period,
        /// How long a complaint may take when it names no target.
        optional complaint_target: Period,
        /// How long an answer to the customer may take.
        optional answer_within: Period,
        /// The effort that an account of the tier is given, for each `effort_per`.
        optional effort: Duration,
        /// The period that `effort` is for; a month when left out.
        optional effort_per: Period,
        /// The least margin, in percent of revenue.
        optional margin_floor: f64,
        /// The least weighted mean of the selection scores, 1 to 5, that supports this tier.
        optional selection_floor: f64,
        /// The criteria of practice that apply; all for major accounts and the usual ones for others when left out.
        list criteria: Criterion,
        /// Grace periods that differ from those of the portfolio.
        optional grace: Grace,
        /// Bounds that differ from those of the portfolio.
        optional bounds: Bounds,
    }
}

impl Tier {
    /// The criteria of practice that apply to its accounts.
    #[must_use]
    pub fn applied(&self) -> BTreeSet<Criterion> {
        let is_major = self.major.as_ref().is_some_and(|major| major.value);
        match (self.criteria.is_empty(), is_major) {
            (false, _) => self.criteria.iter().map(|at| at.value).collect(),
            (true, true) => Criterion::ALL.iter().copied().collect(),
            (true, false) => Criterion::USUAL.iter().copied().collect(),
        }
    }
}

fields! {
    /// A segment of the market.
    pub struct Segment {
        /// The name by which accounts refer to it.
        required id: String,
        /// The name that is shown; the id when left out.
        optional name: String,
    }
}

fields! {
    /// What a unit of a currency is worth in the reporting currency, from a day on.
    pub struct Rate {
        /// The currency.
        required currency: String,
        /// The first day on which the rate holds.
        required from: NaiveDate,
        /// One unit of it, in the reporting currency.
        required is: Money,
    }
}

fields! {
    /// A change of the health model: which numbers, from when, for whom, and why.
    pub struct ModelChange {
        /// The day from which it holds; always when left out.
        optional on: NaiveDate,
        /// The tier that it holds for; all when left out.
        optional tier: String,
        /// Why; needed when it is dated.
        optional why: String,
        /// The numbers that change, by name.
        required set: ParameterValues,
    }
}

fields! {
    /// How far records may lag behind before it is said.
    pub struct Grace {
        /// How long criticism may stay unanswered; 14 days when left out.
        optional answer: Period,
        /// How long a new account is given before what is absent is listed; 90 days when left out.
        optional new_account: Period,
        /// How long before `verified` is stale; a year when left out.
        optional verified: Period,
        /// How long an action, or a reason, may wait after feedback below target or a signal; 30 days when left out.
        optional action: Period,
        /// How long a remedy may wait for the customer to accept it; 30 days when left out.
        optional accepted: Period,
        /// How long those concerned may wait to be told; 14 days when left out.
        optional told: Period,
        /// How long a recommendation without `by` may stay undecided; 30 days when left out.
        optional decision: Period,
        /// How long a report or a procedure may be late; 14 days when left out.
        optional due: Period,
        /// How long before an open risk must be looked at again; 90 days when left out.
        optional risk: Period,
        /// How long a declared interest may wait for somebody to look at it; 30 days when left out.
        optional interest: Period,
        /// How long before a profile is stale; a year when left out.
        optional profile: Period,
        /// How long an objective may go without progress; 90 days when left out.
        optional progress: Period,
        /// How long after the end of a period its figures may be missing; 45 days when left out.
        optional figures: Period,
        /// How far back contacts, feedback and relations are looked for; a year when left out.
        optional window: Period,
    }
}

fields! {
    /// Bounds beyond which practice counts as neglected.
    pub struct Bounds {
        /// The least share of contacts, 0 to 1, in which somebody of the account team took part; 0.5 when left out.
        optional team_share: f64,
        /// The greatest share of contacts, 0 to 1, that one person of the team carries alone; 0.8 when left out.
        optional one_person: f64,
        /// How many times its share of value an account's share of effort may be; 2 when left out.
        optional effort_to_value: f64,
        /// By how much the response rate may fall, in percentage points; 20 when left out.
        optional response_fall: f64,
        /// By how much the records' own quality may fall in a quarter, in points; 5 when left out.
        optional quality_fall: f64,
        /// The score, mapped to 0 to 100, below which feedback calls for an action; 50 when left out.
        optional feedback_target: f64,
    }
}

words! {
    /// What a guideline asks for.
    pub enum Requirement {
        /// Each account names its lawful basis.
        LawfulBasis = "lawful-basis",
        /// Each person of the customer agreed to be recorded, and did so no longer ago than `within`, where that is said.
        Consent = "consent",
        /// The records of an account that ended are deleted when its own `retention`, or else `within`, has passed.
        Retention = "retention",
        /// Declared interests are looked at by somebody else, within the period.
        InterestsReviewed = "interests-reviewed",
        /// Each tool that holds data of people has an owner who answers for them.
        PersonalData = "personal-data",
        /// No number of a payment card is written down.
        NoPaymentCards = "no-payment-cards",
        /// No password, key or token is written down.
        NoSecrets = "no-secrets",
        /// Nothing that fits the pattern is written down.
        NoPattern = "no-pattern",
    }
}

fields! {
    /// A departure from a guideline that somebody allowed, until it expires.
    pub struct Exception {
        /// The account, by its slug; all when left out.
        optional account: AccountName,
        /// The last day on which it holds.
        required until: NaiveDate,
        /// Why.
        required why: String,
        /// Who allowed it.
        optional approved_by: Who,
    }
}

/// A regular expression.
#[derive(Debug, Clone)]
pub struct Pattern(pub Regex);

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_str() == other.0.as_str()
    }
}

impl Value for Pattern {
    fn expected() -> String {
        r"a regular expression in single quotes, such as '\b\d{6}-\d{4}\b'".into()
    }

    fn read(raw: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        let written = String::read(raw, reader)?;
        let problem = match Regex::new(&written) {
            Ok(pattern) if pattern.is_match("") => "it fits where nothing stands".to_owned(),
            Ok(pattern) => return Some(Self(pattern)),
            Err(error) => {
                let told = error.to_string();
                told.lines().next_back().unwrap_or_default().trim_start_matches("error: ").to_owned()
            }
        };
        let message = format!("`{}` cannot be used: {problem}", reader.field());
        let span = reader.span(raw.span());
        reader.report(Diagnostic::error("bad-pattern", span, message).expected(Self::expected()));
        None
    }

    fn show<'a>(&'a self, _: &'a Span) -> Shown<'a> {
        Shown::Text(self.0.as_str())
    }
}

fields! {
    /// A legal, industry or ethical guideline for what is written down.
    pub struct Guideline {
        /// The name by which it is called.
        required id: String,
        /// What it says, in a sentence.
        required title: String,
        /// What it asks for.
        required requires: Requirement,
        /// How long something may be kept, or may wait.
        optional within: Period,
        /// For `no-pattern`: a regular expression for what must not be written down, in the form of the regex crate.
        optional pattern: Pattern,
        /// Departures that are allowed for a while.
        list except: Exception,
    }
}

fields! {
    /// Somebody for whom reports are made.
    pub struct Audience {
        /// The name by which reports refer to it.
        required id: String,
        /// The name that is shown; the id when left out.
        optional name: String,
        /// What it may see, beside what is `shared`. When left out `shared` alone for `customer`, and for others `internal` too.
        list sees: Visibility,
    }
}

fields! {
    /// What holds for the whole portfolio: its name, the tiers and segments, how the standing is computed, what must not be written.
    ///
    /// ```toml standing.toml
    /// format = 1
    /// title = "Cold Watch: our customers"
    /// language = "en"
    /// currency = "EUR"
    /// source_url = "https://git.example.org/customers/blob/main"
    /// selection = { growth = 3, fit = 2 }
    /// grace = { answer = "14d", action = "30d" }
    /// bounds = { team_share = 0.6 }
    ///
    /// [[tier]]
    /// id = "key"
    /// name = "Key"
    /// major = true
    /// cadence = "30d"
    /// roles = ["decision-maker", "sponsor"]
    /// objectives = true
    /// review_every = "3m"
    /// complaint_target = "30d"
    /// answer_within = "3d"
    /// effort = "10h"
    /// effort_per = "1m"
    /// margin_floor = 20
    /// selection_floor = 4.0
    ///
    /// [[tier]]
    /// id = "core"
    /// criteria = ["CLIENT-P6", "CLIENT-P7", "CLIENT-P14"]
    ///
    /// [[segment]]
    /// id = "logistics"
    /// name = "Logistics"
    ///
    /// [[rate]]
    /// currency = "GBP"
    /// from = 2026-01-01
    /// is = "EUR 1.15"
    ///
    /// [[model]]
    /// on = 2026-01-01
    /// why = "Two customers fell silent and no score moved for weeks."
    /// set = { weight_feedback = 15, weight_contact = 10 }
    ///
    /// [[guideline]]
    /// id = "asked-first"
    /// title = "Nobody of a customer is recorded without having been asked."
    /// requires = "consent"
    ///
    /// [[guideline.except]]
    /// account = "northwind"
    /// until = 2026-09-30
    /// why = "Two dispatchers begin in July; they are asked at their first training."
    /// approved_by = "priya"
    ///
    /// [[audience]]
    /// id = "board"
    /// name = "Our board"
    /// sees = ["shared", "internal"]
    /// ```
    pub struct Config {
        /// The version of the record format: 1.
        required format: Count,
        /// The portfolio's name.
        required title: String,
        /// Who of the team answers for what all accounts share: this file, the plan and the team.
        optional owner: Who,
        /// The day as of which everything is computed, unless a command or the environment says otherwise; today when left out.
        optional as_of: NaiveDate,
        /// The language of the site, as in BCP 47; `en` when left out.
        optional language: String,
        /// How the site looks: a theme of the program, such as `plain`, or a folder in `themes/`, such as `themes/ours`. What lies in
        /// the folder `theme` goes before it, whatever stands here.
        optional theme: String,
        /// The reporting currency.
        optional currency: String,
        /// Where the site is published.
        optional base_url: String,
        /// The address of the records' folder in your forge, as its page shows it: figures lead to their lines there, and records to
        /// where they can be edited. Of the repository alone where `forge` or the host says which forge it is.
        optional source_url: String,
        /// A tag, a branch or a commit: the page of changes says what differs since, beside the last review and the last quarter.
        optional changes_since: String,
        /// The forge's software, where neither its host nor the address tells.
        optional forge: ForgeKind,
        /// The branch, where the address does not tell; `main` when left out.
        optional branch: String,
        /// The tiers, highest first.
        list tier: Tier,
        /// The segments.
        list segment: Segment,
        /// The weight of each selection criterion.
        optional selection: Ratings,
        /// Rates into the reporting currency.
        list rate: Rate,
        /// Changes of the health model.
        list model: ModelChange,
        /// Grace periods.
        optional grace: Grace,
        /// Bounds of good practice.
        optional bounds: Bounds,
        /// What all records must keep to.
        list guideline: Guideline,
        /// For whom reports are made, beside `internal` and `customer`.
        list audience: Audience,
    }
}

impl Config {
    /// What must not be written down by the guidelines, beside cards and secrets.
    #[must_use]
    pub fn patterns(&self) -> Patterns<'_> {
        let forbids = |one: &&At<Guideline>| one.requires.value == Requirement::NoPattern;
        let own = self.guideline.iter().filter(forbids);
        let own = own.filter_map(|one| Some((one.id.value.as_str(), &one.pattern.as_ref()?.value.0)));
        Patterns::and(own.collect())
    }

    /// What stands in for a configuration that cannot be understood.
    #[must_use]
    pub fn empty(span: &Span) -> Self {
        Self {
            format: At { value: Count(FORMAT), span: span.clone() },
            title: At { value: String::new(), span: span.clone() },
            owner: None,
            as_of: None,
            language: None,
            theme: None,
            currency: None,
            base_url: None,
            source_url: None,
            changes_since: None,
            forge: None,
            branch: None,
            tier: Vec::new(),
            segment: Vec::new(),
            selection: None,
            rate: Vec::new(),
            model: Vec::new(),
            grace: None,
            bounds: None,
            guideline: Vec::new(),
            audience: Vec::new(),
        }
    }

    /// The language of the site, as in BCP 47.
    #[must_use]
    pub fn language(&self) -> &str {
        self.language.as_ref().map_or("en", |tag| tag.value.as_str())
    }

    /// What an audience may see; `None` for one that is neither declared nor `internal` nor `customer`.
    #[must_use]
    pub fn sight(&self, audience: &str) -> Option<BTreeSet<Visibility>> {
        let declared = self.audience.iter().find(|one| one.id.value == audience);
        let said = declared.map(|one| one.sees.iter().map(|sees| sees.value).collect::<BTreeSet<_>>());
        let mut sees = match (said, audience) {
            (Some(said), _) if !said.is_empty() => said,
            (_, CUSTOMER) => BTreeSet::new(),
            (Some(_), _) | (None, INTERNAL) => BTreeSet::from([Visibility::Internal]),
            (None, _) => return None,
        };
        sees.insert(Visibility::Shared);
        Some(sees)
    }

    /// The audiences for whom reports can be made: those that are declared, `internal` and `customer`.
    #[must_use]
    pub fn audiences(&self) -> BTreeSet<&str> {
        let declared = self.audience.iter().map(|one| one.id.value.as_str());
        declared.chain([INTERNAL, CUSTOMER]).collect()
    }

    /// What an audience is called.
    #[must_use]
    pub fn audience_name<'a>(&'a self, audience: &'a str) -> &'a str {
        let declared = self.audience.iter().find(|one| one.id.value == audience);
        match (declared, audience) {
            (None, CUSTOMER) => "the customer",
            (None, INTERNAL) => "our own people",
            (declared, id) => declared.and_then(|one| one.name.as_ref()).map_or(id, |name| &name.value),
        }
    }

    /// The forge in which the records are kept, where one is said.
    #[must_use]
    pub fn forge(&self) -> Option<Result<Forge, ForgeFault>> {
        let url = self.source_url.as_ref()?;
        let branch = self.branch.as_ref().map(|branch| branch.value.as_str());
        Some(Forge::parse(&url.value, self.forge.as_ref().map(|forge| forge.value), branch))
    }

    /// The tier with an id, with its rank from 0.
    #[must_use]
    pub fn tier(&self, id: &str) -> Option<(usize, &Tier)> {
        self.tier.iter().map(|at| &at.value).enumerate().find(|(_, tier)| tier.id.value == id)
    }
}

/// Numbers of the health model by name: `{ weight_feedback = 30 }`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ParameterValues(pub BTreeMap<&'static str, At<f64>>);

impl Value for ParameterValues {
    fn expected() -> String {
        "numbers of the health model by name, such as { weight_feedback = 30 }".into()
    }

    fn read(raw: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        let DeValue::Table(map) = raw.get_ref() else {
            reader.wrong_type(raw, &Self::expected());
            return None;
        };
        let mut values = BTreeMap::new();
        for (key, raw) in map {
            let written: &str = key.get_ref();
            let known = Parameters::NAMES.iter().find(|(name, ..)| *name == written);
            let Some((name, _, unit, _)) = known else {
                let meant = nearest(written, Parameters::NAMES.iter().map(|(name, ..)| *name));
                let span = reader.span(key.span());
                reader.report(
                    Diagnostic::error(
                        "unknown-field",
                        span,
                        format!("the health model has no number `{written}`"),
                    )
                    .expected("a name from the page that describes the model")
                    .maybe_fix(meant.map(|meant| format!("write `{meant}`"))),
                );
                continue;
            };
            let span = reader.span(raw.span());
            if let Some(value) = f64::read(raw, reader) {
                let (range, expected) = sensible(unit);
                if range.contains(&value) {
                    values.insert(*name, At { value, span });
                } else {
                    let message = format!("`{written}` is out of range: {}", span.content());
                    reader.report(Diagnostic::error("out-of-range", span, message).expected(expected));
                }
            }
        }
        Some(Self(values))
    }

    fn show<'a>(&'a self, _: &'a Span) -> Shown<'a> {
        Shown::Table(self.0.iter().map(|(name, at)| (*name, Shown::Number(at.value))).collect())
    }
}

/// The numbers of a unit with which every score stays between 0 and 100, and what is late or open never counts less than
/// what is not.
fn sensible(unit: &str) -> (RangeInclusive<f64>, &'static str) {
    match unit {
        "points" => (0.0..=100.0, "a number from 0 to 100"),
        "share" => (0.0..=1.0, "a share from 0 to 1"),
        "times" => (1.0..=1000.0, "a factor from 1 to 1000"),
        "days" => (0.0..=36_600.0, "a number of days, a hundred years at most"),
        _ => (0.0..=1000.0, "a number from 0 to 1000"),
    }
}

macro_rules! parameters {
    ($( $(#[doc = $doc:literal])* $name:ident: $default:literal, $unit:literal; )*) => {
        /// Every number of the health model. The defaults are those of the published model.
        #[derive(Debug, Clone, Copy, PartialEq)]
        pub struct Parameters { $( $(#[doc = $doc])* pub $name: f64, )* }

        impl Default for Parameters {
            fn default() -> Self {
                Self { $($name: $default),* }
            }
        }

        impl Parameters {
            /// Name, default, unit and meaning of every number.
            pub const NAMES: &'static [(&'static str, f64, &'static str, &'static str)] =
                &[$((stringify!($name), $default, $unit, concat!($($doc),*))),*];

            /// The value of a number by its name.
            #[must_use]
            pub fn get(&self, name: &str) -> Option<f64> {
                match name { $(stringify!($name) => Some(self.$name),)* _ => None }
            }

            /// Changes numbers by name.
            pub fn set(&mut self, values: &ParameterValues) {
                $( if let Some(at) = values.0.get(stringify!($name)) { self.$name = at.value; } )*
            }
        }
    };
}

parameters! {
    /// Weight of expectations.
    weight_expectations: 25.0, "points";
    /// Weight of feedback.
    weight_feedback: 20.0, "points";
    /// Weight of complaints.
    weight_complaints: 15.0, "points";
    /// Weight of commitments.
    weight_commitments: 15.0, "points";
    /// Weight of people.
    weight_people: 10.0, "points";
    /// Weight of objectives.
    weight_objectives: 10.0, "points";
    /// Weight of contact.
    weight_contact: 5.0, "points";
    /// How long an assessment counts fully.
    validity_expectations: 120.0, "days";
    /// How long an answer counts fully.
    validity_feedback: 90.0, "days";
    /// How long what is known of a person counts fully.
    validity_people: 90.0, "days";
    /// How long progress counts fully.
    validity_objectives: 90.0, "days";
    /// Score of an expectation that was partly met.
    expectation_partly: 50.0, "points";
    /// Without complaint, contact or feedback for this long, complaints are unknown.
    complaint_window: 180.0, "days";
    /// Points that an open critical complaint takes.
    complaint_critical: 60.0, "points";
    /// Points that an open major complaint takes.
    complaint_major: 30.0, "points";
    /// Points that an open minor complaint takes.
    complaint_minor: 10.0, "points";
    /// Factor for a complaint past its target, or reopened.
    complaint_late: 1.5, "times";
    /// A closed complaint takes its points divided by this.
    complaint_closed: 3.0, "times";
    /// How long a closed complaint takes to fade.
    complaint_fade: 90.0, "days";
    /// How far back closed actions count.
    commitment_window: 180.0, "days";
    /// Fewer actions than this, and none overdue, say nothing.
    commitment_minimum: 3.0, "actions";
    /// Credit for an action that was late.
    commitment_late: 0.5, "share";
    /// Score of a holder of a role without a backup.
    people_alone: 75.0, "points";
    /// Score of a holder who is weak or out of cadence.
    people_weak: 50.0, "points";
    /// A relation of this strength or less is weak.
    people_weak_strength: 2.0, "rating";
    /// Score of an objective at risk.
    objective_at_risk: 50.0, "points";
    /// Up to this many cadences since the last contact, contact scores 100.
    contact_full: 1.0, "cadences";
    /// At this many cadences contact scores 75.
    contact_late: 1.2, "cadences";
    /// At this many cadences contact scores 50.
    contact_half: 2.0, "cadences";
    /// At this many cadences contact scores 0.
    contact_none: 4.0, "cadences";
    /// Below this score an account is at risk.
    band_watch: 50.0, "points";
    /// From this score an account is good, if enough is known.
    band_good: 75.0, "points";
    /// Least coverage of a good account.
    coverage_good: 0.7, "share";
    /// Least coverage of a known account.
    coverage_known: 0.5, "share";
    /// How long an unknown account reads as new.
    new_account: 90.0, "days";
    /// From this confidence on it is high.
    confidence_high: 0.7, "share";
    /// From this confidence on it is medium.
    confidence_medium: 0.4, "share";
    /// Respondents that are enough.
    enough_respondents: 3.0, "respondents";
    /// Expectations that are enough.
    enough_expectations: 3.0, "expectations";
    /// Actions that are enough.
    enough_actions: 5.0, "actions";
    /// Highest score under a severe gate.
    gate_severe: 49.0, "points";
    /// Highest score under any other gate.
    gate_cap: 74.0, "points";
    /// In a major tier, a severe gate past this many cadences without contact.
    gate_contact_severe: 4.0, "cadences";
    /// A gate past this many cadences without contact.
    gate_contact: 2.0, "cadences";
    /// A critical complaint that was resolved, but not accepted, gates for this long.
    gate_unaccepted: 60.0, "days";
    /// An answer of a decision maker or sponsor at or below this gates.
    gate_answer: 40.0, "points";
    /// A decision maker or sponsor gone for this long, without successor, gates.
    gate_gone: 30.0, "days";
    /// A contract whose notice date is this near gates without contact to a decision maker.
    gate_notice: 90.0, "days";
    /// An open risk from this exposure on gates without a response.
    gate_risk: 15.0, "likelihood × impact";
    /// An open risk from this exposure on gates whatever the response.
    gate_risk_any: 20.0, "likelihood × impact";
    /// A dimension below this gates, if it weighs enough.
    gate_dimension: 25.0, "points";
    /// A dimension of this weight or more can gate.
    gate_weight: 10.0, "points";
    /// Staff feedback this far above the customer's raises a flag.
    watermelon: 30.0, "points";
    /// How far above a bound a score must be to go up.
    rise_margin: 3.0, "points";
    /// How long it must stay there.
    rise_days: 14.0, "days";
    /// The longest life of an override.
    override_days: 45.0, "days";
}

/// The name of the parameter that weighs a dimension.
#[must_use]
pub fn weight_of(parameters: &Parameters, dimension: DimensionName) -> f64 {
    match dimension {
        DimensionName::Expectations => parameters.weight_expectations,
        DimensionName::Feedback => parameters.weight_feedback,
        DimensionName::Complaints => parameters.weight_complaints,
        DimensionName::Commitments => parameters.weight_commitments,
        DimensionName::People => parameters.weight_people,
        DimensionName::Objectives => parameters.weight_objectives,
        DimensionName::Contact => parameters.weight_contact,
    }
}
