//! An account's own pages, and the summary that it leaves for the pages across accounts.

use chrono::NaiveDate;

use super::attention::{self, Ranking};
use super::changes::SinceRevision;
use super::portfolio::ranked;
use super::standing::{Said, band_word, word};
use super::summary::{Attention, Facts, Summary, moved};
use super::timeline::Chronicle;
use super::written::Hindsight;
use super::{
    across, balance, calendar, challenges, changes, complaints, compliance, concerns, contracts, data,
    engagement, expectations, expertise, feedback, health, information, interests, meetings, methods,
    narrative, objectives, opportunities, overview, people, plan, promises, purpose, quality,
    recommendations, reports, risks, selection, sheets, standards, value, written,
};
use crate::check::Checked;
use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::page::account::{AccountPage, Head, NextRow};
use crate::page::block::Block;
use crate::page::common::{Empty, Figure, Linked, List, Omission, StandingWord};
use crate::page::desk::{Desk, Place, Section, Site, account_address};
use crate::page::markdown::Images;
use crate::page::portfolio::{AccountRow, MovementRow};
use crate::page::sheet::SheetPage;
use crate::page::timeline::Choice;
use crate::page::year::YearPage;
use crate::record::{Account, Entry, Home, Instrument, Kind, Money, Status, Voice, draft};
use crate::review::evidence::Practice;
use crate::review::standing::{Digest, Word};
use crate::review::work::Work;
use crate::review::{account, action, complaint, feedback as review_feedback, model, past};

/// How large a change of score is worth a row of *Movement*, in points.
const WORTH_A_ROW: f64 = 5.0;

/// How many things to do the head of the page names.
const NEXT: usize = 3;

/// What an account leaves.
#[derive(Debug)]
pub struct Made {
    /// Its page.
    pub page: AccountPage,
    /// The pages of its years, each with its address.
    pub years: Vec<(String, YearPage)>,
    /// Its sheets for our own people, each with its address.
    pub sheets: Vec<(String, SheetPage)>,
    /// The files for other programs, each with its address.
    pub data: Vec<(String, String)>,
    /// What it leaves for the pages across accounts.
    pub summary: Summary,
}

/// What version control knows of an account, beside the trails of its records.
#[derive(Debug, Default)]
pub struct Known {
    /// How it stood on earlier days as was known then.
    pub hindsight: Vec<Hindsight>,
    /// What differs since the revision with which changes are compared.
    pub since: Option<SinceRevision>,
}

/// The account's page, its sheets, the pages of its years, and its summary. Images that its bodies show are noted.
#[must_use]
pub fn pages(
    checked: &Checked,
    findings: &[Diagnostic],
    site: &Site<'_>,
    known: &Known,
    images: &mut Images,
) -> Made {
    let as_of = site.as_of;
    let digest = Digest::new(checked, site.shared, site.config);
    let standing = digest.standing(as_of);
    let parameters = model::in_force(site.config, standing.tier.as_deref(), as_of);
    let (since, since_what) = compared_with(checked, as_of, &site.language);
    // Who is new has no score yet, so none that could have moved.
    let has_score = matches!(standing.word, Word::Band { .. });
    let moved = digest.change(since, as_of).filter(|moved| has_score && moved.from < moved.to);
    let top = Desk { site, checked, place: Place::Top };
    let desk = Desk { place: Place::Accounts, ..top };
    let said = |desk| Said {
        desk,
        standing: &standing,
        moved: moved.as_ref().map(|moved| (moved, since_what.as_str())),
        parameters: &parameters,
    };
    let heard = feedback::Heard::new(checked, site);
    let omissions = overview::omissions(findings, &site.language);
    let told: Vec<Diagnostic> = findings.iter().chain(&site.advice).cloned().collect();
    let practice = standards::practice(&top, &told);
    let mut summary =
        Summed { said: said(&top), digest: &digest, findings, heard: &heard, practice: &practice, known }
            .summary(omissions.clone());
    let (data, left) = data::of_account(&said(&top), &digest, &summary);
    summary.data = Some(left);
    let chronicle = Chronicle::new(&desk, images);
    let said = said(&desk);
    let mut page = page(&said, &heard, &chronicle, &summary, omissions.clone(), images);
    page.practice = standards::block(&desk, &practice);
    page.written = written::block(&desk, &known.hindsight);
    let sheets = sheets::Sheets { said: &said, digest: &digest, page: &page }.pages();
    let years = chronicle.years().into_iter();
    let years = years.flat_map(|(year, _)| year_pages(&desk, &chronicle, year, &omissions)).collect();
    Made { page, years, sheets, data, summary }
}

/// The account's page alone, for a reader at a terminal.
#[must_use]
pub fn page_alone(checked: &Checked, findings: &[Diagnostic], site: &Site<'_>) -> AccountPage {
    pages(checked, findings, site, &Known::default(), &mut Images::new()).page
}

/// A review that is younger than this says too little about what changed since, in days.
const YOUNG_REVIEW: i64 = 28;

/// The day with which the present is compared, and what that day was: the last review, unless it was only just, or a
/// quarter ago, or where the account began later than that, its first day.
fn compared_with(checked: &Checked, as_of: NaiveDate, language: &Language) -> (NaiveDate, String) {
    match account::last_review(checked, as_of).filter(|(on, _)| (as_of - *on).num_days() >= YOUNG_REVIEW) {
        Some((on, _)) => (on, language.word("the-last-review")),
        None => {
            let quarter = (account::quarter_before(as_of), language.word("a-quarter-ago"));
            began(checked)
                .filter(|first| *first > quarter.0)
                .map_or(quarter.clone(), |first| (first, language.word("the-start")))
        }
    }
}

/// The day on which the account began, where it is said.
fn began(checked: &Checked) -> Option<NaiveDate> {
    checked.account()?.1.since.as_ref().map(|since| since.value)
}

fn year_pages(
    desk: &Desk<'_>,
    chronicle: &Chronicle,
    year: i32,
    omissions: &[Omission],
) -> Vec<(String, YearPage)> {
    let slug = desk.checked.slug.as_str();
    let pages = chronicle.year(slug, year).into_iter().map(|(name, timeline, pagination)| {
        let further = if pagination.current > 1 {
            desk.site.language.say("page-current", &[("current", &pagination.current)])
        } else {
            String::new()
        };
        let title = format!("{}, {year}{further}", desk.checked.name());
        let page = YearPage {
            frame: desk.site.frame(title, Place::Accounts, Section::Portfolio),
            account: Linked::to(desk.checked.name(), desk.place.link(&account_address(slug))),
            year: year.to_string(),
            timeline,
            pagination,
            omissions: omissions.to_vec(),
        };
        (format!("accounts/{name}"), page)
    });
    pages.collect()
}

fn page(
    said: &Said<'_>,
    heard: &feedback::Heard<'_>,
    chronicle: &Chronicle,
    summary: &Summary,
    omissions: Vec<Omission>,
    images: &mut Images,
) -> AccountPage {
    let desk = said.desk;
    let checked = desk.checked;
    let work = Work::of(checked, desk.site.as_of);
    let mut head = head(desk);
    said.fill(&mut head);
    let mut frame = desk.site.frame(checked.name(), Place::Accounts, Section::Portfolio);
    frame.data = data::links(desk);
    AccountPage {
        frame,
        head,
        summary: narrative::paragraph(said),
        next: next(desk, summary),
        omissions,
        purpose: purpose::purpose(desk),
        profile: purpose::profile(desk, images),
        standing: said.section(),
        expectations: expectations::section(desk),
        feedback: feedback::section(desk, said.standing, heard),
        complaints: complaints::list(desk),
        actions: promises::section(desk),
        people: people::section(desk),
        objectives: objectives::list(desk, &work),
        challenges: challenges::block(desk, &work),
        opportunities: opportunities::block(desk),
        risks: risks::list(desk),
        interests: interests::block(desk),
        recommendations: recommendations::block(desk),
        contracts: contracts::list(desk),
        value: value::block(desk),
        engagement: engagement::block(desk),
        expertise: expertise::block(desk),
        plan: plan::block(desk),
        reports: reports::block(desk),
        sheets: sheet_links(desk),
        meetings: meetings::list(desk),
        timeline: chronicle.recent(checked.slug.as_str()),
        practice: Block::default(),
        health: health::list(desk),
        written: Block::default(),
    }
}

/// The sheets of the account.
fn sheet_links(desk: &Desk<'_>) -> Vec<Linked> {
    let slug = desk.checked.slug.as_str();
    let link = |words: &str, address: String| Linked::to(words, desk.place.link(&address));
    vec![
        link(&desk.site.language.word("call-sheet"), sheets::call_address(slug)),
        link(&desk.site.language.word("review-pack"), sheets::review_address(slug)),
        link(&desk.site.language.word("review-pack-for-the-customer"), sheets::customer_address(slug)),
    ]
}

/// The next things to do: what needs attention, then what is due next.
fn next(desk: &Desk<'_>, summary: &Summary) -> List<NextRow> {
    let attention = ranked(summary.attention.iter()).into_iter().map(|row| {
        let source = row.evidence.as_ref().and_then(|evidence| evidence.sources.first());
        NextRow {
            what: row.clears,
            why: row.what,
            who: Some(row.owner.as_ref().map_or_else(
                || Linked::text(desk.site.language.word("nobody")),
                |owner| moved(owner, desk.place),
            )),
            by: None,
            late: row.age,
            href: source.and_then(|source| source.href.as_ref()).map(|href| desk.place.link(href)),
        }
    });
    let mut due: Vec<_> =
        summary.actions.iter().filter(|one| one.due.is_some_and(|due| due >= desk.site.as_of)).collect();
    due.sort_by(|left, right| (left.due, &left.row.what).cmp(&(right.due, &right.row.what)));
    let due = due.into_iter().map(|one| NextRow {
        what: one.row.what.clone(),
        why: one.row.state_text.clone(),
        who: Some(moved(&one.row.owner, desk.place)),
        by: one.due.map(|due| desk.date(due)),
        late: String::new(),
        href: one.row.source.href.as_ref().map(|href| desk.place.link(href)),
    });
    let rows: Vec<NextRow> = attention.filter(|row| !row.what.is_empty()).chain(due).take(NEXT).collect();
    List::whole(
        rows,
        Empty { why: desk.site.language.word("nothing-is-open-late-or-due"), ..Empty::default() },
    )
}

fn head(desk: &Desk<'_>) -> Head {
    let (checked, as_of) = (desk.checked, desk.site.as_of);
    let mut head = Head {
        name: checked.name().to_owned(),
        slug: checked.slug.to_string(),
        owner: overview::owner(desk),
        source: overview::account_source(desk),
        commit: desk.site.provenance.account(&checked.path).map(|commit| desk.site.commit_text(commit)),
        add: add(desk),
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

/// Where a record can be begun in the forge. Its file is named for the day of the site, which the writer may change.
fn add(desk: &Desk<'_>) -> Vec<Linked> {
    let Some(forge) = &desk.site.forge else { return Vec::new() };
    let kinds = [
        (Kind::Note, "note"),
        (Kind::Feedback, "voice"),
        (Kind::Complaint, "complaint"),
        (Kind::Review, "review"),
    ];
    let links = kinds.iter().filter_map(|(kind, word)| {
        let Home::Folder(folder) = kind.home() else { return None };
        let path = format!("{}/{folder}/{}-{word}.md", desk.checked.path, desk.site.as_of);
        Some(Linked::to(*word, forge.begin(&path, &draft(*kind, None)?)?))
    });
    links.collect()
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

/// What the summary is made from.
struct Summed<'a> {
    said: Said<'a>,
    digest: &'a Digest<'a>,
    findings: &'a [Diagnostic],
    practice: &'a [Practice<'a>],
    heard: &'a feedback::Heard<'a>,
    known: &'a Known,
}

impl Summed<'_> {
    fn summary(&self, omissions: Vec<Omission>) -> Summary {
        let (desk, standing) = (self.said.desk, self.said.standing);
        let as_of = desk.site.as_of;
        let then = account::quarter_before(as_of);
        let row = self.row(then);
        let methods = methods::uses(desk);
        let events = calendar::events(desk, &methods);
        let revenue = account::yearly_value(desk.checked, desk.site.config, as_of);
        let now = facts(desk, word(standing), as_of);
        Summary {
            now,
            then: facts(desk, self.word_on(then), then),
            nps: promoters(desk),
            attention: self.attention(&row, revenue.clone().money().as_ref()),
            changes: changes::changed(&self.said, self.digest, self.known.since.as_ref(), |day| {
                self.word_on(day)
            }),
            movement: self.movement(),
            renewals: overview::renewals(desk, row.standing, row.override_word),
            coming: overview::coming(desk, &events),
            events,
            methods,
            reports: reports::lines(desk),
            expectations: across::expectation_rows(desk),
            complaints: across::complaint_rows(desk),
            feedback: feedback::across::rows(desk, self.heard, row.standing),
            contracts: across::renewal_rows(desk, row.standing, row.override_word),
            opportunities: opportunities::rows(desk),
            weighed: balance::weighed(desk),
            actions: overview::open_actions(desk, |one| promises::row(desk, one)),
            kept: overview::kept(desk),
            served: overview::served(desk, row.standing, &row.score, row.change.as_ref()),
            relations: overview::relations(desk),
            contacts: overview::contacts(desk),
            gaps: overview::gaps(desk, row.standing),
            concerns: concerns::concerns(desk),
            practice: standards::practised(desk, self.practice),
            selection: selection::selected(desk),
            information: information::facts(desk),
            quality: quality::facts(desk),
            compliance: compliance::facts(desk),
            omissions,
            known: standing.dimensions.iter().map(|one| one.score().is_some()).collect(),
            is_sensitive: matches!(standing.word, Word::Band { .. })
                && standing.sensitivity.iter().any(|one| one.differs),
            gates: standing.gates.iter().map(|gate| gate.rule).collect(),
            data: None,
            revenue,
            row,
        }
    }

    fn attention(&self, row: &AccountRow, revenue: Option<&Money>) -> Vec<Attention> {
        let ranking = Ranking {
            standing: row.standing,
            tier: row.tier_rank,
            value: revenue.and_then(|money| money.amount.to_string().parse().ok()).unwrap_or(0.0),
        };
        let mut rows = attention::of_gates(&self.said, &ranking);
        let own = attention::without_gated(self.findings, &self.said.standing.gates, self.said.desk);
        rows.extend(attention::of_findings(&own, &ranking, self.said.desk));
        rows
    }

    /// Where the account stood on a day of the past.
    fn word_on(&self, day: NaiveDate) -> StandingWord {
        let Some((_, account)) = self.said.desk.checked.account() else { return StandingWord::Unknown };
        match past::status(account, day) {
            Status::Active if account.since.as_ref().is_some_and(|since| since.value > day) => {
                StandingWord::New
            }
            Status::Active => band_word(self.digest.band(day)),
            Status::Prospect => StandingWord::Prospect,
            Status::Paused => StandingWord::Paused,
            Status::Ended => StandingWord::Ended,
        }
    }

    /// Who rose or fell since the last review, and through what.
    fn movement(&self) -> Option<MovementRow> {
        let desk = self.said.desk;
        let (moved, _) = self.said.moved?;
        let (was, now) = (self.word_on(moved.from), word(self.said.standing));
        let is_shown = |word| {
            matches!(
                word,
                StandingWord::Good | StandingWord::Watch | StandingWord::AtRisk | StandingWord::Unknown
            )
        };
        if !is_shown(now) || (was == now && moved.shown.abs() < WORTH_A_ROW) {
            return None;
        }
        let mut lines: Vec<_> = moved.lines.iter().filter(|line| line.shown * moved.shown > 0.0).collect();
        lines.sort_by(|left, right| right.shown.abs().total_cmp(&left.shown.abs()));
        let through = lines.iter().take(3).map(|line| self.said.through(line));
        Some(MovementRow {
            account: overview::linked_account(desk),
            was,
            now,
            change: self.said.total(moved),
            since: desk.date(moved.from),
            through: through.collect::<Vec<_>>().join("; "),
        })
    }

    fn row(&self, then: NaiveDate) -> AccountRow {
        let (desk, standing) = (self.said.desk, self.said.standing);
        let mut row = row(desk);
        row.standing = word(standing);
        row.provisional = standing.provisional.is_some();
        row.override_word = standing.overridden.as_ref().map(|one| band_word(one.band));
        row.coverage = self.said.coverage();
        let is_scored = matches!(standing.word, Word::Band { .. });
        if is_scored {
            row.score = self.said.score();
            row.confidence = Some(self.said.confidence());
            row.sparkline = self.said.sparkline();
            row.change = self.digest.change(then, desk.site.as_of).map(|moved| self.said.total(&moved));
        } else {
            row.score = Figure::unknown("–");
        }
        row.feedback = self.said.feedback();
        row
    }
}

/// Promoters, passives and detractors of the latest wave of the net-promoter question.
fn promoters(desk: &Desk<'_>) -> Option<[usize; 3]> {
    let all = review_feedback::series(desk.checked, &desk.site.shared.plan, desk.site.as_of);
    let nps =
        all.iter().filter(|one| one.source == Voice::Customer && one.measure.instrument == Instrument::Nps);
    let latest = nps.filter_map(|one| one.latest()).max_by_key(|wave| wave.on)?;
    Some(review_feedback::promoter_counts(&latest.scores()))
}

/// What is counted for the line of figures on a day.
fn facts(desk: &Desk<'_>, standing: StandingWord, day: NaiveDate) -> Facts {
    let config = desk.site.config;
    let (_, expectations_met, expectations_assessed) = overview::expectations(desk.checked, config, day);
    let actions = action::actions(desk.checked, day);
    let complaints = complaint::complaints(desk.checked, config, day);
    Facts {
        standing,
        expectations_met,
        expectations_assessed,
        actions_overdue: actions.iter().filter(|one| one.is_overdue()).count(),
        complaints_open: complaints.iter().filter(|one| one.is_open()).count(),
    }
}

fn row(desk: &Desk<'_>) -> AccountRow {
    let (checked, as_of) = (desk.checked, desk.site.as_of);
    let actions = action::actions(checked, as_of);
    let (contact_age, contact) = overview::last_contact(desk);
    let review =
        account::next_review(checked, desk.site.config, as_of).filter(|_| past::is_active(checked, as_of));
    let mut row = AccountRow {
        slug: checked.slug.to_string(),
        name: overview::linked_account(desk),
        owner_id: account::owner(checked, as_of).unwrap_or_default().to_owned(),
        owner: overview::owner(desk),
        contact: contact.map(|on| desk.date(on)),
        contact_age,
        expectations: overview::strip_view(desk),
        actions_open: actions.iter().filter(|one| one.is_open()).count(),
        actions_overdue: actions.iter().filter(|one| one.is_overdue()).count(),
        value: value(desk, account::yearly_value(checked, desk.site.config, as_of).money()),
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
