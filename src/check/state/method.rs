//! Methods of feedback on a day: which of them an account is asked by, when each was used, with whom it was agreed, how
//! often it is judged.
//!
//! A shared method concerns the accounts of which the tier asks for feedback, and those in which it was used. One by which
//! the records themselves are judged, in the `feedback/` at the top, concerns no account.

use chrono::NaiveDate;

use super::contact::put_off;
use super::mention::Mentions;
use super::past::{by, exists, tier_of};
use super::plan::{Item, beginning, items};
use super::side::{is_ours, reaches_them};
use crate::check::resolve::shared_targets;
use crate::check::{Checked, Context, Target};
use crate::record::{
    At, Data, DimensionName, Entry, Evaluation, Feedback, Form, Kind, Method, Period, Survey, Visibility,
    Voice, What,
};

/// How often a method is judged where it does not say.
pub const EVALUATED: Period = Period::years_long(1);

/// One method on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing<'a> {
    /// The method.
    pub item: Item<'a, Method>,
    /// The days on which it was used here, oldest first, and whose voices it collected.
    pub used: Vec<(NaiveDate, Voice)>,
    /// The day on which it was agreed with the customer; none where that is not said, or only of ourselves.
    pub agreed: Option<NaiveDate>,
    /// The day since when it could have been used; none where no record says.
    pub since: Option<NaiveDate>,
}

impl Standing<'_> {
    /// The day on which it was last used.
    #[must_use]
    pub fn last(&self) -> Option<NaiveDate> {
        self.used.last().map(|(on, _)| *on)
    }

    /// The day from which it could have been judged: its own, else that of its first use.
    #[must_use]
    pub fn start(&self) -> Option<NaiveDate> {
        self.item.entry.date.or_else(|| self.used.first().map(|(on, _)| *on)).or(self.since)
    }

    /// The day by which it is to be used again, or for the first time; nobody need be asked in quiet times.
    #[must_use]
    pub fn next(&self, checked: &Checked, day: NaiveDate) -> Option<NaiveDate> {
        self.until(1, checked, day)
    }

    /// The last day of so many of its periods after it was used, or could have been.
    #[must_use]
    pub fn until(&self, times: u32, checked: &Checked, day: NaiveDate) -> Option<NaiveDate> {
        let every = self.item.get(|method| method.every.as_ref())?.value;
        let from = self.last().or(self.since)?;
        // Before notice no day is quiet for talks; nobody need be asked for scores then.
        Some(put_off(checked, from, every.times_after(times, from), day, 0.0))
    }

    /// How formal it is.
    #[must_use]
    pub fn form(&self) -> Option<Form> {
        self.item.one.form.as_ref().map(|form| form.value)
    }

    /// Whether it is the customer who is asked: one of the account that was not used yet is meant to.
    #[must_use]
    pub fn asks_customer(&self) -> bool {
        let has = self.used.iter().any(|(_, voice)| *voice == Voice::Customer);
        has || (self.item.is_own && self.used.is_empty())
    }
}

/// Every method that concerns an account on a day: its own first.
#[must_use]
pub fn methods<'a>(checked: &'a Checked, context: &Context<'a>, day: NaiveDate) -> Vec<Standing<'a>> {
    let all = items::<Method>(checked, context, day);
    if all.is_empty() {
        return Vec::new();
    }
    let mentions = Mentions::of(checked);
    let asked = is_asked(checked, context, day);
    let each = all.into_iter().map(|item| standing(item, &mentions, checked, day));
    each.filter(|one| {
        one.item.is_own || !one.used.is_empty() || (asked && !is_of_records(checked, context, &one.item))
    })
    .collect()
}

/// Whether feedback is asked for: by the tier, and by the account, which may say that it does not apply.
#[must_use]
pub fn is_asked(checked: &Checked, context: &Context<'_>, day: NaiveDate) -> bool {
    let tier = tier_of(checked, context.config, day).and_then(|tier| tier.survey.as_ref());
    let by_account = checked.account().is_none_or(|(_, account)| {
        account.not_applicable.iter().all(|one| one.dimension.value != DimensionName::Feedback)
    });
    by_account && tier.is_none_or(|survey| survey.value)
}

/// Whether the records themselves are judged by it.
fn is_of_records(checked: &Checked, context: &Context<'_>, item: &Item<'_, Method>) -> bool {
    let plan = &context.shared.plan;
    let named = plan.each::<Survey>().filter_map(|(_, one)| one.method.as_ref());
    let mut named = named.chain(plan.each::<Feedback>().filter_map(|(_, one)| one.method.as_ref()));
    let means = |what: &At<What>| checked.target(&what.span).is_some_and(|target| item.is(target));
    named.any(means)
}

/// The methods that all accounts share, each with the day on which it was last judged for all of them. One that is
/// confidential or restricted is told nowhere.
#[must_use]
pub fn judged_for_all<'a>(context: &Context<'a>) -> Vec<(&'a Entry, &'a Method, Option<NaiveDate>)> {
    let (plan, as_of) = (&context.shared.plan, context.as_of);
    let targets = shared_targets(context, &mut Vec::new());
    let last = |method: &Entry| {
        let is_of = |one: &Evaluation| targets.get(&one.of.span) == Some(&Target::Plan(method.key.clone()));
        let judged = plan.each::<Evaluation>().filter(|(_, one)| is_of(one));
        judged.filter_map(|(entry, _)| entry.date.filter(|on| *on <= as_of)).max()
    };
    let open = plan
        .each::<Method>()
        .filter(|(entry, _)| exists(entry, as_of) && entry.visibility() < Visibility::Confidential);
    open.map(|(entry, method)| (entry, method, last(entry))).collect()
}

fn standing<'a>(
    item: Item<'a, Method>,
    mentions: &Mentions<'a>,
    checked: &Checked,
    day: NaiveDate,
) -> Standing<'a> {
    let uses = item.named_by(mentions).filter_map(|entry| Some((entry.date?, voice(checked, entry)?)));
    let mut used: Vec<(NaiveDate, Voice)> = uses.filter(|(on, _)| *on <= day).collect();
    used.sort_unstable();
    let since = item.entry.date.or_else(|| item.base.and_then(|(base, _)| base.date));
    Standing { agreed: agreed(&item, checked, day), since: beginning(checked, since), used, item }
}

/// Whose voice a record collects by a method that it names; none for one that only speaks of it.
fn voice(checked: &Checked, entry: &Entry) -> Option<Voice> {
    let written = match &entry.data {
        Data::Note(_) => return Some(Voice::Customer),
        Data::Survey(one) => one.source.as_ref(),
        Data::Feedback(one) => {
            let from = one.from.as_ref().and_then(|who| checked.party(who));
            if from.is_some_and(|party| is_ours(checked, party)) {
                return Some(Voice::Staff);
            }
            one.source.as_ref()
        }
        _ => return None,
    };
    Some(written.map_or(Voice::Customer, |source| source.value))
}

/// The day on which it was agreed with somebody who is not ours. What all accounts share cannot have been.
fn agreed(item: &Item<'_, Method>, checked: &Checked, day: NaiveDate) -> Option<NaiveDate> {
    by(item.one.agreed.as_ref(), day).filter(|_| item.is_own && reaches_them(checked, &item.one.with))
}

/// Whether a record that could tell of the use of a method may have been left out.
#[must_use]
pub fn may_lack_use(checked: &Checked) -> bool {
    [Kind::Survey, Kind::Feedback, Kind::Note].into_iter().any(|kind| checked.may_lack(kind))
}
