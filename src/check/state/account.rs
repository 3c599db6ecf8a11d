//! The account as a whole on a day: who of ours is on it, what it is worth, when it renews, when it is next reviewed.

use chrono::{Months, NaiveDate};
use rust_decimal::Decimal;

use super::past::{by, tier_of};
use super::people::is_gone;
use crate::check::{Checked, Party};
use crate::record::{Account, Config, Contract, Entry, Member, Money, Period, Records, Review, Seat};

/// Our people on the account on a day, in the order of the record.
#[must_use]
pub fn seats(account: &Account, day: NaiveDate) -> Vec<&Seat> {
    let holds = |seat: &Seat| {
        seat.from.as_ref().is_none_or(|from| from.value <= day) && by(seat.to.as_ref(), day).is_none()
    };
    account.team.iter().map(|seat| &seat.value).filter(|seat| holds(seat)).collect()
}

/// Whether a seat is the owner's.
#[must_use]
pub fn is_owner(seat: &Seat) -> bool {
    seat.role.value.trim().eq_ignore_ascii_case("owner")
}

/// Who answers for the account on a day: the member, by id.
#[must_use]
pub fn owner(checked: &Checked, day: NaiveDate) -> Option<&str> {
    let (_, account) = checked.account()?;
    let seat = seats(account, day).into_iter().find(|seat| is_owner(seat))?;
    member(checked, seat)
}

/// To whom of the team something of the account is addressed on a day, by id: its owner, or once the owner left, their
/// successor; `None` where neither is here.
#[must_use]
pub fn addressee<'a>(checked: &'a Checked, team: &'a Records, day: NaiveDate) -> Option<&'a str> {
    let is_here = |id: &&str| !is_gone(checked, team, &Party::Member((*id).to_owned()), day);
    let id = owner(checked, day)?;
    if is_here(&id) {
        return Some(id);
    }
    let seats = checked.account().map(|(_, account)| seats(account, day)).unwrap_or_default();
    let of_seat = seats.into_iter().find(|seat| is_owner(seat)).and_then(|seat| seat.successor.as_ref());
    let member = team.each::<Member>().find(|(entry, _)| entry.key.id == id).map(|(_, member)| member);
    let successor = of_seat.or_else(|| member.and_then(|member| member.successor.as_ref()))?;
    let party = checked.party(successor);
    let named = match party {
        Some(Party::Member(id)) => Some(id.as_str()),
        Some(Party::Person(_)) => None,
        // What the team's own file refers to, no account has resolved.
        None => {
            team.each::<Member>().map(|(entry, _)| entry.key.id.as_str()).find(|id| *id == successor.value.0)
        }
    };
    named.filter(is_here)
}

/// The member who holds a seat, by id.
#[must_use]
pub fn member<'a>(checked: &'a Checked, seat: &Seat) -> Option<&'a str> {
    match checked.party(&seat.who)? {
        Party::Member(id) => Some(id),
        Party::Person(_) => None,
    }
}

/// Money in the reporting currency by the rate of a day; `None` where there is no rate, since a sum without one is not
/// shown.
#[must_use]
pub fn in_reporting_currency(money: &Money, config: &Config, day: NaiveDate) -> Option<Money> {
    let reporting = config.currency.as_ref()?;
    if money.currency == reporting.value {
        return Some(money.clone());
    }
    let rates =
        config.rate.iter().filter(|rate| rate.currency.value == money.currency && rate.from.value <= day);
    let rate = rates.max_by_key(|rate| rate.from.value).filter(|rate| rate.is.currency == reporting.value)?;
    let amount = money.amount.checked_mul(rate.is.amount)?;
    Some(Money { currency: reporting.value.clone(), amount })
}

/// Whether a contract runs on a day.
#[must_use]
pub fn is_running(contract: &Contract, day: NaiveDate) -> bool {
    contract.from.value <= day && contract.to.as_ref().is_none_or(|to| to.value >= day)
}

/// What a contract is worth a year; without `per`, its value is spread over its term.
#[must_use]
pub fn yearly(contract: &Contract) -> Option<Money> {
    let value = contract.value.as_ref()?;
    let days = match (&contract.per, &contract.to) {
        (Some(per), _) => per.days(),
        (None, Some(to)) => ((to.value - contract.from.value).num_days() + 1) as f64,
        (None, None) => Period::parse("1y")?.days(),
    };
    let year = Decimal::try_from(365.25 / days.max(1.0)).ok()?.round_dp(6);
    // A year's price, said for a year, must come out to the cent.
    let factor = if (days - 365.25).abs() < 1.0 { Decimal::ONE } else { year };
    Some(Money { currency: value.currency.clone(), amount: value.amount.checked_mul(factor)?.round_dp(2) })
}

/// What the running contracts of an account are worth a year.
#[derive(Debug, Clone, PartialEq)]
pub enum YearlyValue {
    /// No running contract has a value.
    None,
    /// A running contract has a value that no rate brings into the reporting currency, or that no sum can hold: what the
    /// others are worth would pass for the whole.
    Unknown,
    /// In the reporting currency.
    Is(Money),
}

impl YearlyValue {
    /// The amount, where there is one.
    #[must_use]
    pub fn money(self) -> Option<Money> {
        if let Self::Is(money) = self { Some(money) } else { None }
    }

    /// Two accounts' together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::None, one) | (one, Self::None) => one,
            (Self::Is(one), Self::Is(other)) => match one.amount.checked_add(other.amount) {
                Some(amount) if one.currency == other.currency => Self::Is(Money { amount, ..one }),
                _ => Self::Unknown,
            },
        }
    }
}

/// What the running contracts of an account are worth a year, in the reporting currency.
#[must_use]
pub fn yearly_value(checked: &Checked, config: &Config, day: NaiveDate) -> YearlyValue {
    let running = checked.each::<Contract>().map(|(_, contract)| contract);
    let valued = running.filter(|contract| is_running(contract, day) && contract.value.is_some());
    let values = valued.map(|contract| {
        let converted = yearly(contract).and_then(|money| in_reporting_currency(&money, config, day));
        converted.map_or(YearlyValue::Unknown, YearlyValue::Is)
    });
    values.fold(YearlyValue::None, YearlyValue::and)
}

/// A contract whose end or notice lies ahead.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Renewal<'a> {
    /// The contract's record.
    pub entry: &'a Entry,
    /// The contract.
    pub contract: &'a Contract,
    /// Whichever comes first from the day on: the last day for notice, or the last day.
    pub on: NaiveDate,
}

/// The running contracts that end, or whose notice is due, from a day on; the nearest first.
#[must_use]
pub fn renewals(checked: &Checked, day: NaiveDate) -> Vec<Renewal<'_>> {
    let running = checked.each::<Contract>().filter(|(_, contract)| is_running(contract, day));
    let open = running
        .filter(|(_, contract)| contract.outcome.as_ref().is_none_or(|outcome| outcome.on.value > day));
    let mut ahead: Vec<Renewal<'_>> = open
        .filter_map(|(entry, contract)| {
            let days = contract.notice_by.iter().chain(&contract.to).map(|at| at.value);
            let on = days.filter(|on| *on >= day).min()?;
            Some(Renewal { entry, contract, on })
        })
        .collect();
    ahead.sort_by(|left, right| (left.on, &left.entry.key).cmp(&(right.on, &right.entry.key)));
    ahead
}

/// How often the account is reviewed: its own period, or its tier's.
#[must_use]
pub fn review_every(checked: &Checked, config: &Config, day: NaiveDate) -> Option<Period> {
    let own = checked.account().and_then(|(_, account)| account.review_every.as_ref());
    let tier = || tier_of(checked, config, day).and_then(|tier| tier.review_every.as_ref());
    own.or_else(tier).map(|every| every.value)
}

/// The last review on or before a day.
#[must_use]
pub fn last_review(checked: &Checked, day: NaiveDate) -> Option<(NaiveDate, &Entry)> {
    let dated = checked.each::<Review>().filter_map(|(entry, _)| Some((entry.date?, entry)));
    dated
        .filter(|(on, _)| *on <= day)
        .max_by(|left, right| (left.0, &left.1.key).cmp(&(right.0, &right.1.key)))
}

/// When the account is to be reviewed next; `None` where no review is asked for.
#[must_use]
pub fn next_review(checked: &Checked, config: &Config, day: NaiveDate) -> Option<NaiveDate> {
    let every = review_every(checked, config, day)?;
    let since = checked.account().and_then(|(_, account)| account.since.as_ref()).map(|since| since.value);
    last_review(checked, day).map(|(on, _)| on).or(since).map(|last| every.after(last))
}

/// The day a quarter before another.
#[must_use]
pub fn quarter_before(day: NaiveDate) -> NaiveDate {
    day.checked_sub_months(Months::new(3)).unwrap_or(day)
}
