//! An account, read once into small sorted lists, so that any day can be computed in a pass over them.
//!
//! Every list is sorted by what its records say, never by where they stand: the order of files and records cannot reach
//! a figure.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::commitments::{Promise, promises};
use super::complaints::{Complained, complaints};
use super::contact::{Silence, Talks, counted};
use super::dimension::{Found, Place, Written};
use super::expectations::{Expected, expectations};
use super::feedback::{Voices, voices};
use super::gates::{Pact, Peril, pacts, perils};
use super::grid::{Reading, find};
use super::lacking::Lacking;
use super::model::Model;
use super::objectives::{Aim, aims};
use super::people::{Somebody, somebodies};
use super::score::confidence;
use crate::check::Checked;
use crate::record::{
    Account, Change, Config, DimensionName, Entry, Key, Kind, NotApplicable, Parameters, Shared, Status, Tier,
};
use crate::review::past;

/// What has no date, and so counts on every day of the past as it is now.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Undated {
    /// The record.
    #[serde(flatten)]
    pub place: Place,
    /// What has no date: its fields, or the record itself when there are none.
    pub fields: Vec<&'static str>,
}

/// An account, ready to be computed for any day.
#[derive(Debug)]
pub struct Digest<'a> {
    pub(super) checked: &'a Checked,
    pub(super) shared: &'a Shared,
    pub(super) config: &'a Config,
    pub(super) account: Option<(&'a Entry, &'a Account)>,
    pub(super) since: Option<NaiveDate>,
    models: Vec<(Option<&'a str>, Model<'a>)>,
    pub(super) expectations: Vec<Expected<'a>>,
    pub(super) customer: Voices<'a>,
    pub(super) staff: Voices<'a>,
    pub(super) complaints: Vec<Complained<'a>>,
    pub(super) promises: Vec<Promise<'a>>,
    pub(super) people: Vec<Somebody<'a>>,
    pub(super) aims: Vec<Aim<'a>>,
    pub(super) talks: Talks<'a>,
    pub(super) pacts: Vec<Pact<'a>>,
    pub(super) perils: Vec<Peril<'a>>,
    pub(super) lacking: Lacking<'a>,
    pub(super) first: Option<NaiveDate>,
}

/// The figures of a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figures {
    /// H under the gates, 0 to 100; none where nothing is known.
    pub score: Option<f64>,
    /// W, 0 to 1.
    pub coverage: f64,
    /// Σ v·min(1, Σf ⁄ n*), 0 to 1.
    pub confidence: f64,
    /// The scores of the dimensions that are known, 0 to 100, in the order of the model.
    pub dimensions: [Option<f64>; 7],
}

/// The `[[change]]`s of an account, by the record that changed.
pub struct Changes<'a>(BTreeMap<&'a Key, Vec<(NaiveDate, &'a Change)>>);

impl<'a> Changes<'a> {
    fn new(checked: &'a Checked) -> Self {
        let mut by_key: BTreeMap<&Key, Vec<(NaiveDate, &Change)>> = BTreeMap::new();
        for (entry, one) in checked.each::<Change>() {
            if let (Some(key), Some(on)) = (checked.key(&one.of), entry.date) {
                by_key.entry(key).or_default().push((on, one));
            }
        }
        Self(by_key)
    }

    /// What a field was before each day on which it changed, oldest first.
    pub fn of<T: Ord>(
        &self,
        key: &Key,
        field: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Vec<(NaiveDate, Option<T>)> {
        let all = self.0.get(key).into_iter().flatten().filter(|(_, one)| one.field.value == field);
        let mut changes: Vec<_> =
            all.map(|(on, one)| (*on, one.was.as_ref().and_then(|was| read(&was.value.0)))).collect();
        changes.sort();
        changes
    }
}

/// What the tier is on a day.
#[derive(Debug, Clone, Copy)]
pub enum TierOn<'a> {
    /// None is written.
    None,
    /// One of the configuration's.
    Known(&'a Tier),
    /// One that the configuration does not have.
    Strange(&'a str),
}

/// A day on which an account is computed, with what every dimension asks for.
pub struct Day<'d, 'a> {
    pub digest: &'d Digest<'a>,
    pub on: NaiveDate,
    pub parameters: &'d Parameters,
    pub tier: TierOn<'a>,
    pub status: Status,
    /// How long the customer has not been heard, where the tier has a cadence.
    pub silence: Option<Silence<'a>>,
}

impl<'a> Day<'_, 'a> {
    /// The tier, when it is one of the configuration's.
    pub fn tier(&self) -> Option<&'a Tier> {
        if let TierOn::Known(tier) = self.tier { Some(tier) } else { None }
    }
}

impl<'a> Digest<'a> {
    /// Reads an account.
    #[must_use]
    pub fn new(checked: &'a Checked, shared: &'a Shared, config: &'a Config) -> Self {
        let account = checked.account();
        let (customer, staff) = voices(checked, shared);
        let talks = Talks::new(checked);
        let changes = Changes::new(checked);
        let people = somebodies(checked, &talks, &customer);
        let tiers = config.tier.iter().map(|tier| Some(tier.value.id.value.as_str()));
        let models = tiers.chain([None]).map(|tier| (tier, Model::of(config, tier))).collect();
        Self {
            checked,
            shared,
            config,
            account,
            since: account.and_then(|(_, account)| account.since.as_ref()).map(|since| since.value),
            models,
            expectations: expectations(checked, &changes),
            complaints: complaints(checked, config),
            promises: promises(checked),
            aims: aims(checked),
            pacts: pacts(checked, &changes),
            perils: perils(checked),
            lacking: Lacking::new(checked, shared, &customer),
            first: checked
                .entries
                .iter()
                .filter(|entry| is_event(entry.kind()))
                .filter_map(|entry| entry.date)
                .min(),
            customer,
            staff,
            people,
            talks,
        }
    }

    /// The model for the tier that an account has on a day.
    pub(super) fn model(&self, day: NaiveDate) -> &Model<'a> {
        let tier = match self.tier(day) {
            TierOn::Known(tier) => Some(tier.id.value.as_str()),
            TierOn::None | TierOn::Strange(_) => None,
        };
        let found = self.models.iter().find(|(of, _)| *of == tier);
        // The last is the model without a tier, which is always there.
        &found.unwrap_or(&self.models[self.models.len() - 1]).1
    }

    fn tier(&self, day: NaiveDate) -> TierOn<'a> {
        let Some((_, account)) = self.account else { return TierOn::None };
        let present = account.tier.as_ref().map(|tier| tier.value.as_str());
        match past::was(&account.changes, "tier", day).or(present) {
            None => TierOn::None,
            Some(name) => match self.config.tier(name) {
                Some((_, tier)) => TierOn::Known(tier),
                None => TierOn::Strange(name),
            },
        }
    }

    /// The status on a day. A day on which it ended, where one is written, says more than the word.
    fn status(&self, day: NaiveDate) -> Status {
        let Some((_, account)) = self.account else { return Status::Active };
        let ended = account.ended.as_ref().map(|ended| ended.on.value);
        match (past::status(account, day), ended) {
            (_, Some(on)) if on <= day => Status::Ended,
            (Status::Ended, Some(_)) => Status::Active,
            (status, _) => status,
        }
    }

    pub(super) fn day(&self, on: NaiveDate) -> Day<'_, 'a> {
        let tier = self.tier(on);
        let parameters = self.model(on).on(on);
        let mut day = Day { digest: self, on, parameters, tier, status: self.status(on), silence: None };
        day.silence = Silence::on(&day);
        day
    }

    /// The figures of a day without their words and records: for many days at once. None while the account is no customer,
    /// since nothing is then scored.
    #[must_use]
    pub fn figures(&self, on: NaiveDate) -> Option<Figures> {
        let day = self.day(on);
        if day.status != Status::Active {
            return None;
        }
        let reading = Reading::on(&day);
        Some(Figures {
            score: reading.gated,
            coverage: reading.combined.coverage,
            confidence: confidence(&reading.found, &reading.combined),
            dimensions: reading.found.map(Found::score),
        })
    }

    /// The records behind a dimension on a day.
    #[must_use]
    pub fn behind(&self, name: DimensionName, on: NaiveDate) -> Vec<Place> {
        let mut ledger = Written::default();
        find(name, &self.day(on), &mut ledger);
        ledger.evidence.into_iter().map(|evidence| evidence.place).collect()
    }

    /// Days from one day to another, quiet times left out.
    #[must_use]
    pub fn days_counted(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        counted(&self.day(to), from)
    }

    /// The reason for which the account names a dimension as not applicable.
    pub(super) fn named_away(&self, name: crate::record::DimensionName) -> Option<&'a NotApplicable> {
        let (_, account) = self.account?;
        account.not_applicable.iter().map(|at| &at.value).find(|one| one.dimension.value == name)
    }

    /// What has no date, up to a day, by name.
    pub(super) fn undated(&self, day: NaiveDate) -> Vec<Undated> {
        let entries = self.checked.entries.iter().filter(|entry| past::exists(entry, day));
        let found = entries.filter_map(|entry| {
            let fields = undated_fields(entry);
            let counts = !fields.is_empty() || (entry.date.is_none() && wants_a_date(entry.kind()));
            counts.then(|| Undated { place: Place::of(entry), fields })
        });
        let mut undated: Vec<Undated> = found.collect();
        undated.sort_by(|left, right| left.place.key.cmp(&right.place.key));
        undated
    }
}

/// Whether the date of a record of this kind is that of something that happened. What was agreed may have begun long
/// before anybody kept records, and the years between would read as silence.
fn is_event(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Contract
            | Kind::FiscalPeriod
            | Kind::Meeting
            | Kind::Expectation
            | Kind::Objective
            | Kind::Method
    )
}

/// Kinds that feed the standing and cannot be placed in time without a date of their own.
fn wants_a_date(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Expectation
            | Kind::Assessment
            | Kind::Complaint
            | Kind::Feedback
            | Kind::Progress
            | Kind::Risk
            | Kind::Review
            | Kind::Note
    )
}

/// The fields of a record that feed the standing and say nothing of when they became true.
fn undated_fields(entry: &Entry) -> Vec<&'static str> {
    use crate::record::Data;
    let mut fields = Vec::new();
    let mut note = |is: bool, field| {
        if is {
            fields.push(field);
        }
    };
    match &entry.data {
        Data::Account(one) => {
            let changed = |field: &str| one.changes.iter().any(|change| change.field.value == field);
            note(!one.not_applicable.is_empty(), "not_applicable");
            note(!one.quiet.is_empty(), "quiet");
            let status = one.status.as_ref().map(|status| status.value);
            let gone = status == Some(Status::Ended) && one.ended.is_none();
            let other = matches!(status, Some(Status::Paused | Status::Prospect));
            note((gone || other) && !changed("status"), "status");
        }
        Data::Person(one) => {
            let changed = |field: &str| one.changes.iter().any(|change| change.field.value == field);
            note(!one.role.is_empty() && !changed("role"), "role");
            note(one.stance.is_some() && !changed("stance"), "stance");
            note(one.influence.is_some() && !changed("influence"), "influence");
            note(one.successor.is_some(), "successor");
        }
        Data::Action(one) => {
            note(one.moved.iter().any(|moved| moved.on.is_none()), "moved");
            note(one.done.is_none() && entry.ticked == Some(true), "done");
        }
        Data::Risk(one) => note(one.response.is_some(), "response"),
        _ => {}
    }
    fields
}
