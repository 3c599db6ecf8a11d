//! What an account leaves for the pages across accounts, but for its standing: its team and their relations, what lies
//! ahead, open actions, and the cells of its row in the table of accounts.

use std::collections::BTreeMap;

use super::calendar::Event;
use chrono::{Days, NaiveDate};

use super::summary::{OpenAction, Served};
use super::words::plain;
use crate::chart::{Cell, strip};
use crate::check::{Checked, Party};
use crate::diagnostic::{Diagnostic, Severity};
use crate::language::Language;
use crate::page::common::{ActionRow, Change, ChartView, Figure, Linked, Omission, SourceLine, StandingWord};
use crate::page::desk::{Desk, account_address, role_text, rule_address};
use crate::page::portfolio::{ComingRow, RenewalRow};
use crate::page::team::{GapRow, RelationRow, ServedRow};
use crate::record::{Account, Person, Renewal, Verdict};
use crate::review::{account, action, contact, expectation, past, people};

/// How far *Coming up* looks ahead, in days.
const COMING_DAYS: u64 = 30;

/// How far *Renewals* looks ahead, in days.
const RENEWAL_DAYS: u64 = 180;

fn within(day: NaiveDate, as_of: NaiveDate, days: u64) -> bool {
    day >= as_of && as_of.checked_add_days(Days::new(days)).is_some_and(|end| day <= end)
}

/// The account, leading to its page.
#[must_use]
pub fn linked_account(desk: &Desk<'_>) -> Linked {
    Linked::to(desk.checked.name(), desk.place.link(&account_address(desk.checked.slug.as_str())))
}

/// The owner, leading to their page; of one who left by the day it is said, and who is asked in their place.
#[must_use]
pub fn owner(desk: &Desk<'_>) -> Option<Linked> {
    let id = account::owner(desk.checked, desk.site.as_of)?;
    let mut linked = desk.site.linked_member(id, desk.place);
    if is_gone(desk, id) {
        let instead = addressee(desk).filter(|other| other != id);
        let instead = instead.map(|id| {
            desk.site.language.say(
                "ask-linked-member",
                &[("linked_member", &desk.site.linked_member(&id, desk.place).text)],
            )
        });
        linked.text.push_str(&format!(" (left{})", instead.unwrap_or_default()));
    }
    Some(linked)
}

/// Whether a member of the team left by the day of the site.
#[must_use]
pub fn is_gone(desk: &Desk<'_>, id: &str) -> bool {
    let party = Party::Member(id.to_owned());
    people::is_gone(desk.checked, &desk.site.shared.team, &party, desk.site.as_of)
}

/// To whom something of the account is addressed, by id: its owner, or whoever follows an owner who left.
#[must_use]
pub fn addressee(desk: &Desk<'_>) -> Option<String> {
    account::addressee(desk.checked, &desk.site.shared.team, desk.site.as_of).map(str::to_owned)
}

/// What is due within the next 30 days.
#[must_use]
pub fn coming(desk: &Desk<'_>, events: &[Event]) -> Vec<ComingRow> {
    let as_of = desk.site.as_of;
    let row = |event: &Event| ComingRow {
        date: desk.date(event.on),
        away: desk.site.away(event.on),
        account: event.account.clone(),
        what: event.what.clone(),
        kind: event.kind.to_owned(),
        who: event.who.clone(),
    };
    events.iter().filter(|event| within(event.on, as_of, COMING_DAYS)).map(row).collect()
}

/// How a contract goes on, in words.
#[must_use]
pub fn renewal_text(renews: Option<Renewal>, language: &Language) -> String {
    match renews {
        Some(Renewal::Auto) => language.word("renews-by-itself"),
        Some(Renewal::Negotiated) => language.word("negotiated"),
        Some(Renewal::None) => language.word("ends-2"),
        None => language.word("not-said"),
    }
}

/// The renewals of the next 180 days.
#[must_use]
pub fn renewals(
    desk: &Desk<'_>,
    standing: StandingWord,
    override_word: Option<StandingWord>,
) -> Vec<RenewalRow> {
    let as_of = desk.site.as_of;
    let ahead = account::renewals(desk.checked, as_of).into_iter();
    let rows = ahead.filter(|one| within(one.on, as_of, RENEWAL_DAYS)).map(|one| RenewalRow {
        account: linked_account(desk),
        standing,
        override_word,
        contract: desk.title(one.entry),
        notice_by: one.contract.notice_by.as_ref().map(|at| desk.date(at.value)),
        ends: one.contract.to.as_ref().map(|at| desk.date(at.value)),
        away: desk.site.away(one.on),
        renews: renewal_text(one.contract.renews.as_ref().map(|at| at.value), &desk.site.language).to_owned(),
        value: account::yearly(one.contract)
            .map_or_else(|| Figure::unknown("–"), |money| money_figure(desk, &money)),
        owner: owner(desk),
        source: desk.source(one.entry),
    });
    rows.collect()
}

/// Money as a figure; whole units, since a table of accounts is no ledger.
#[must_use]
pub fn money_figure(desk: &Desk<'_>, money: &crate::record::Money) -> Figure {
    let rounded = crate::record::Money { currency: money.currency.clone(), amount: money.amount.round() };
    Figure {
        value: desk.site.money(&rounded),
        sort: money.amount.to_string().parse().ok(),
        ..Figure::default()
    }
}

/// Open actions, each with its row.
#[must_use]
pub fn open_actions(desk: &Desk<'_>, row: impl Fn(&action::Standing<'_>) -> ActionRow) -> Vec<OpenAction> {
    let open = action::actions(desk.checked, desk.site.as_of).into_iter().filter(action::Standing::is_open);
    let all = open.map(|one| OpenAction {
        due: one.due,
        member: match one.owner {
            Some(Party::Member(id)) => Some(id.clone()),
            _ => None,
        },
        row: ActionRow { account: Some(linked_account(desk)), ..row(&one) },
    });
    all.collect()
}

/// Commitments closed in the last 180 days by owner: kept on time, and all.
#[must_use]
pub fn kept(desk: &Desk<'_>) -> BTreeMap<Linked, (usize, usize)> {
    let as_of = desk.site.as_of;
    let mut kept: BTreeMap<Linked, (usize, usize)> = BTreeMap::new();
    for one in action::actions(desk.checked, as_of) {
        let action::State::Done { on, late } = one.state else { continue };
        let recent = on.is_none_or(|on| (as_of - on).num_days() <= 180);
        let (false, true, Some(owner)) = (one.internal, recent, one.owner) else { continue };
        let sum = kept.entry(desk.linked(owner)).or_default();
        sum.0 += usize::from(!late);
        sum.1 += 1;
    }
    kept
}

/// The last contact of each member of the team in which the customer spoke, by id.
#[must_use]
pub fn contacts(desk: &Desk<'_>) -> BTreeMap<String, NaiveDate> {
    let mut last = BTreeMap::new();
    for one in contact::contacts(desk.checked, desk.site.as_of).iter().filter(|one| one.counts()) {
        for party in &one.people {
            if let Party::Member(id) = party {
                last.insert(id.clone(), one.on);
            }
        }
    }
    last
}

/// What members of the team are on this account.
#[must_use]
pub fn served(
    desk: &Desk<'_>,
    standing: StandingWord,
    score: &Figure,
    change: Option<&Change>,
) -> Vec<Served> {
    let (checked, as_of) = (desk.checked, desk.site.as_of);
    let Some((_, account)) = checked.account() else { return Vec::new() };
    let contacts = contacts(desk);
    let review =
        account::next_review(checked, desk.site.config, as_of).filter(|_| past::is_active(checked, as_of));
    let rows = account::seats(account, as_of).into_iter().filter_map(|seat| {
        let member = account::member(checked, seat)?.to_owned();
        let successor = seat.successor.as_ref().and_then(|who| match checked.party(who)? {
            Party::Member(id) => Some(id.clone()),
            Party::Person(_) => None,
        });
        let row = ServedRow {
            account: linked_account(desk),
            role: seat.role.value.clone(),
            from: seat.from.as_ref().map(|from| desk.date(from.value)),
            standing,
            score: score.clone(),
            change: change.cloned(),
            successor: successor.as_ref().map(|id| desk.site.linked_member(id, desk.place)),
            contact: contacts.get(&member).map(|on| desk.date(*on)),
            review: review.map(|on| desk.date(on)),
        };
        Some(Served { owns: account::is_owner(seat), member, successor, row })
    });
    rows.collect()
}

/// The relations of members of the team with the customer's people: pairs, and whoever spoke with each other in the last
/// year.
#[must_use]
pub fn relations(desk: &Desk<'_>) -> Vec<(String, RelationRow)> {
    let (checked, as_of) = (desk.checked, desk.site.as_of);
    let mut contacts = contact::contacts(checked, as_of);
    contacts.retain(contact::Contact::counts);
    let mut rows = Vec::new();
    for (entry, person) in people::theirs(checked).filter(|(_, person)| !people::has_left(person, as_of)) {
        let party = people::party(entry);
        let pair = person.paired_with.as_ref().and_then(|who| checked.party(who));
        let mut members: BTreeMap<&str, Option<NaiveDate>> = BTreeMap::new();
        if let Some(Party::Member(id)) = pair {
            members.insert(id, None);
        }
        for one in contacts.iter().filter(|one| one.includes(&party) && (as_of - one.on).num_days() <= 365) {
            for other in &one.people {
                if let Party::Member(id) = other {
                    members.insert(id, Some(one.on));
                }
            }
        }
        for (id, last) in members {
            rows.push((id.to_owned(), relation(desk, &party, person, last)));
        }
    }
    rows
}

fn relation(desk: &Desk<'_>, party: &Party, person: &Person, last: Option<NaiveDate>) -> RelationRow {
    let as_of = desk.site.as_of;
    let strength = people::strengths(person, as_of).last().map(|one| one.is.value.get());
    RelationRow {
        person: desk.linked(party),
        account: linked_account(desk),
        roles: people::roles(person, as_of)
            .into_iter()
            .map(|role| role_text(role, &desk.site.language))
            .collect(),
        strength: strength.map_or_else(
            || Figure::unknown("–"),
            |is| Figure::plain(is.to_string(), f64::from(is)).unit("of 5"),
        ),
        contact: last.map(|on| desk.date(on)),
    }
}

/// What is missing in the team's cover.
#[must_use]
pub fn gaps(desk: &Desk<'_>, standing: StandingWord) -> Vec<GapRow> {
    let (checked, as_of) = (desk.checked, desk.site.as_of);
    let Some((_, account)) = checked.account().filter(|_| past::is_active(checked, as_of)) else {
        return Vec::new();
    };
    let gap = |what: String, clears: &str| GapRow {
        account: linked_account(desk),
        standing,
        what,
        clears: clears.to_owned(),
    };
    let Some(seat) = account::seats(account, as_of).into_iter().find(|seat| account::is_owner(seat)) else {
        return vec![gap(
            desk.site.language.word("it-has-no-owner"),
            &desk.site.language.word("write-an-owner-into-team-in-account-toml"),
        )];
    };
    let member = account::member(checked, seat).and_then(|id| desk.site.member(id)).map(|(_, member)| member);
    let left = member.and_then(|member| past::by(member.left.as_ref(), as_of));
    if let Some(left) = left {
        let name = desk.who(&seat.who).text;
        let what = desk
            .site
            .language
            .say("its-owner-name-left-on-date", &[("name", &name), ("date", &desk.site.language.date(left))]);
        return vec![gap(what, &desk.site.language.word("give-the-account-a-new-owner-in-account-toml"))];
    }
    if seat.successor.is_none() {
        return vec![gap(
            desk.site.language.word("its-owner-has-no-successor"),
            &desk.site.language.word("write-successor-into-the-owners-seat-in"),
        )];
    }
    Vec::new()
}

/// The expectations as a strip of marks, and the counts behind it: met or exceeded, and assessed.
#[must_use]
pub fn expectations(
    checked: &Checked,
    config: &crate::record::Config,
    day: NaiveDate,
) -> (Vec<Cell>, usize, usize) {
    let (mut cells, mut met, mut assessed) = (Vec::new(), 0, 0);
    let all = expectation::expectations(checked, config, day);
    for one in all.iter().filter(|one| one.ended.is_none()) {
        let verdict = one.latest().map(|(_, _, assessment)| assessment.result.value);
        assessed += usize::from(verdict.is_some());
        met += usize::from(matches!(verdict, Some(Verdict::Met | Verdict::Exceeded)));
        cells.push(match verdict {
            None => Cell::Unassessed,
            Some(Verdict::Missed) => Cell::Missed,
            Some(_) if one.is_overdue(day) => Cell::Overdue,
            Some(Verdict::Exceeded) => Cell::Exceeded,
            Some(Verdict::Met) => Cell::Met,
            Some(Verdict::Partly) => Cell::Partly,
        });
    }
    (cells, met, assessed)
}

/// The strip of an account.
#[must_use]
pub fn strip_view(desk: &Desk<'_>) -> Option<ChartView> {
    let (cells, ..) = expectations(desk.checked, desk.site.config, desk.site.as_of);
    strip(&format!("expectations-{}", desk.checked.slug), &cells).map(ChartView::from)
}

/// How long ago the last contact was that counts, in words and days, and its day.
#[must_use]
pub fn last_contact(desk: &Desk<'_>) -> (Figure, Option<NaiveDate>) {
    let contacts = contact::contacts(desk.checked, desk.site.as_of);
    match contact::last(&contacts) {
        Some(last) => {
            let days = (desk.site.as_of - last.on).num_days();
            let evidence = desk.evidence(
                desk.site.language.word("days-since-the-last-two-way-or-inbound"),
                Vec::new(),
                [last.entry],
            );
            (Figure::plain(days.to_string(), days as f64).unit("d").because(evidence), Some(last.on))
        }
        None => (Figure::unknown(desk.site.language.word("never")), None),
    }
}

/// What could not be understood, and so was left out.
#[must_use]
pub fn omissions(findings: &[Diagnostic], language: &Language) -> Vec<Omission> {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    let rows = errors.map(|finding| Omission {
        code: finding.code.to_owned(),
        rule: rule_address(finding.code),
        message: plain(&finding.message),
        path: finding.span.path().to_string(),
        line: finding.span.line(),
        effect: language.word("what-it-could-have-fed-counts-as-unknown"),
    });
    rows.collect()
}

/// The account record as a source.
#[must_use]
pub fn account_source(desk: &Desk<'_>) -> SourceLine {
    desk.checked.account().map(|(entry, _)| desk.source(entry)).unwrap_or_default()
}

/// The tier on the day of the site: its id, its name, its rank.
#[must_use]
pub fn tier(desk: &Desk<'_>, account: &Account) -> Option<(String, String, usize)> {
    let (rank, tier) = past::tier(account, desk.site.config, desk.site.as_of)?;
    let name = tier.name.as_ref().map_or(tier.id.value.as_str(), |name| name.value.as_str());
    Some((tier.id.value.clone(), name.to_owned(), rank))
}
