//! An account's own pages, and the summary that it leaves for the pages across accounts.

use super::summary::{Facts, Summary};
use super::timeline::Chronicle;
use super::{
    complaints, contracts, expectations, feedback, health, meetings, methods, objectives, overview, people,
    periods, promises, purpose, risks,
};
use crate::check::Checked;
use crate::diagnostic::Diagnostic;
use crate::page::account::{AccountPage, Head};
use crate::page::common::{Figure, Linked, Omission};
use crate::page::desk::{Desk, Place, Section, Site, account_address};
use crate::page::markdown::Images;
use crate::page::portfolio::AccountRow;
use crate::page::timeline::Choice;
use crate::page::year::YearPage;
use crate::record::{Account, Entry, Money};
use crate::review::{account, action, complaint, past};

/// The account's page, the pages of its years, and its summary. Images that its bodies show are noted.
#[must_use]
pub fn pages(
    checked: &Checked,
    findings: &[Diagnostic],
    site: &Site<'_>,
    images: &mut Images,
) -> (AccountPage, Vec<(i32, YearPage)>, Summary) {
    let desk = Desk { site, checked, place: Place::Accounts };
    let chronicle = Chronicle::new(&desk, images);
    let omissions = overview::omissions(&checked.omitted, |_| String::new());
    let page = page(&desk, &chronicle, &omissions, images);
    let years =
        chronicle.years().into_iter().map(|(year, _)| (year, year_page(&desk, &chronicle, year, &omissions)));
    let years = years.collect();
    let _ = findings;
    let summary = summary(&Desk { place: Place::Top, ..desk }, omissions);
    (page, years, summary)
}

fn year_page(desk: &Desk<'_>, chronicle: &Chronicle, year: i32, omissions: &[Omission]) -> YearPage {
    let slug = desk.checked.slug.as_str();
    let title = format!("{}, {year}", desk.checked.name());
    YearPage {
        frame: desk.site.frame(title, Place::Accounts, Section::Portfolio),
        account: Linked::to(desk.checked.name(), desk.place.link(&account_address(slug))),
        year: year.to_string(),
        timeline: chronicle.year(slug, year),
        omissions: omissions.to_vec(),
    }
}

fn page(desk: &Desk<'_>, chronicle: &Chronicle, omissions: &[Omission], images: &mut Images) -> AccountPage {
    let checked = desk.checked;
    AccountPage {
        frame: desk.site.frame(checked.name(), Place::Accounts, Section::Portfolio),
        head: head(desk),
        omissions: omissions.to_vec(),
        purpose: purpose::purpose(desk),
        profile: purpose::profile(desk, images),
        expectations: expectations::section(desk),
        feedback: feedback::section(desk),
        complaints: complaints::list(desk),
        actions: promises::section(desk),
        people: people::section(desk),
        objectives: objectives::list(desk),
        risks: risks::list(desk),
        contracts: contracts::list(desk),
        periods: periods::list(desk),
        periods_total: periods::total(desk),
        methods: methods::list(desk),
        meetings: meetings::list(desk),
        timeline: chronicle.recent(checked.slug.as_str()),
        health: health::list(desk),
        ..AccountPage::default()
    }
}

fn head(desk: &Desk<'_>) -> Head {
    let (checked, as_of) = (desk.checked, desk.site.as_of);
    let mut head = Head {
        name: checked.name().to_owned(),
        slug: checked.slug.to_string(),
        owner: overview::owner(desk),
        source: overview::account_source(desk),
        ..Head::default()
    };
    if let Some((entry, account)) = checked.account() {
        head.tier = overview::tier(desk, account).map(|(_, name, _)| name).unwrap_or_default();
        head.segment = segment(desk, account).label;
        head.status = past::status(account, as_of).word().to_owned();
        head.since = account.since.as_ref().map(|since| desk.date(since.value));
        head.verified = account.verified.as_ref().map(|verified| desk.date(verified.value));
        head.tags = tags(entry);
    }
    head
}

fn tags(entry: &Entry) -> Vec<String> {
    entry.common.tags.iter().map(|tag| tag.value.clone()).collect()
}

fn segment(desk: &Desk<'_>, account: &Account) -> Choice {
    let Some(id) = &account.segment else { return Choice::default() };
    let known = desk.site.config.segment.iter().find(|segment| segment.id.value == id.value);
    let label = known.and_then(|segment| segment.name.as_ref()).map_or(&id.value, |name| &name.value);
    Choice { key: id.value.clone(), label: label.clone(), count: 0 }
}

fn summary(desk: &Desk<'_>, omissions: Vec<Omission>) -> Summary {
    let as_of = desk.site.as_of;
    let row = row(desk);
    let revenue = account::yearly_value(desk.checked, desk.site.config, as_of);
    Summary {
        tier: row.tier_rank,
        now: facts(desk, as_of),
        then: facts(desk, account::quarter_before(as_of)),
        nps: None,
        attention: Vec::new(),
        movement: None,
        coming: overview::coming(desk),
        renewals: overview::renewals(desk, row.standing),
        actions: overview::open_actions(desk, |one| promises::row(desk, one)),
        kept: overview::kept(desk),
        served: overview::served(desk, row.standing, &row.score),
        relations: overview::relations(desk),
        contacts: overview::contacts(desk),
        gaps: overview::gaps(desk, row.standing),
        omissions,
        known: Vec::new(),
        is_sensitive: false,
        gates: Vec::new(),
        revenue,
        row,
    }
}

/// What is counted for the line of figures on a day.
fn facts(desk: &Desk<'_>, day: chrono::NaiveDate) -> Facts {
    let config = desk.site.config;
    let (_, expectations_met, expectations_assessed) = overview::expectations(desk.checked, config, day);
    let actions = action::actions(desk.checked, day);
    let complaints = complaint::complaints(desk.checked, config, day);
    Facts {
        standing: Default::default(),
        expectations_met,
        expectations_assessed,
        actions_overdue: actions
            .iter()
            .filter(|one| matches!(one.state, action::State::Overdue { .. }))
            .count(),
        complaints_open: complaints.iter().filter(|one| one.is_open()).count(),
    }
}

fn row(desk: &Desk<'_>) -> AccountRow {
    let (checked, as_of) = (desk.checked, desk.site.as_of);
    let actions = action::actions(checked, as_of);
    let (contact_age, contact) = overview::last_contact(desk);
    let review = account::next_review(checked, desk.site.config, as_of);
    let mut row = AccountRow {
        slug: checked.slug.to_string(),
        name: overview::linked_account(desk),
        owner_id: account::owner(checked, as_of).unwrap_or_default().to_owned(),
        owner: overview::owner(desk),
        contact: contact.map(|on| desk.date(on)),
        contact_age,
        expectations: overview::strip_view(desk),
        actions_open: actions.iter().filter(|one| one.is_open()).count(),
        actions_overdue: actions
            .iter()
            .filter(|one| matches!(one.state, action::State::Overdue { .. }))
            .count(),
        value: value(desk, account::yearly_value(checked, desk.site.config, as_of)),
        renewal: account::renewals(checked, as_of).first().map(|one| desk.date(one.on)),
        review: review.map(|on| desk.date(on)),
        review_late: review.is_some_and(|on| on < as_of),
        tier_rank: usize::MAX,
        ..AccountRow::default()
    };
    if let Some((entry, account)) = checked.account() {
        if let Some((key, label, rank)) = overview::tier(desk, account) {
            row.tier = Choice { key, label, count: 0 };
            row.tier_rank = rank;
        }
        row.segment = segment(desk, account);
        row.tags = tags(entry);
    }
    row
}

fn value(desk: &Desk<'_>, money: Option<Money>) -> Figure {
    money.map_or_else(|| Figure::unknown("–"), |money| overview::money_figure(desk, &money))
}
