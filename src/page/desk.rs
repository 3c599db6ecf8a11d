//! The desk at which pages are written: how this portfolio says dates, names people, and links to records.
//!
//! It knows where the page being written stands in the site, so that every link is relative. It computes nothing.

use chrono::{Datelike, NaiveDate};

use super::atom::FEED;
use super::common::{
    DataLink, DateText, Evidence, Figure, Frame, Linked, NavigationGroup, NavigationLink, Omission,
    SourceLine, Working,
};
use super::{data, ics};
use crate::check::state::past::by;
use crate::check::{Checked, Context, Party, Target};
use crate::diagnostic::{Diagnostic, Severity};
use crate::language::Language;
use crate::record::{
    At, Config, Data, Entry, Forge, Key, Kind, Manner, Member, Money, Person, Records, Role, Shared, Survey,
    What, Who,
};
use crate::source::{Commit, Provenance, Slug, Span, slugify};

/// How many records an evidence block lists before it says how many more there are.
const MOST_SOURCES: usize = 12;

/// What is the same on every page of a site.
#[derive(Debug, Clone)]
pub struct Site<'a> {
    /// The configuration.
    pub config: &'a Config,
    /// What all accounts share.
    pub shared: &'a Shared,
    /// How dates and numbers read.
    pub language: Language,
    /// The day as of which everything is computed.
    pub as_of: NaiveDate,
    /// The last commit of each file, where version control supplies it.
    pub provenance: &'a Provenance,
    /// The forge in which the records are kept, where one is configured.
    pub forge: Option<Forge>,
    /// What was left out of the records that all pages share.
    pub omissions: Vec<Omission>,
    /// Advice on what all accounts share.
    pub advice: Vec<Diagnostic>,
}

/// Where a page stands in the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// At the top: `index.html`.
    Top,
    /// In `accounts/`.
    Accounts,
    /// In `team/`.
    Team,
}

impl Place {
    /// The way from the page to the site's root.
    #[must_use]
    pub fn root(self) -> &'static str {
        match self {
            Self::Top => "",
            Self::Accounts | Self::Team => "../",
        }
    }

    /// A link from the page to an address that is relative to the site's root.
    #[must_use]
    pub fn link(self, address: &str) -> String {
        let sibling = match self {
            Self::Top => None,
            Self::Accounts => address.strip_prefix("accounts/"),
            Self::Team => address.strip_prefix("team/"),
        };
        sibling.map_or_else(|| format!("{}{address}", self.root()), str::to_owned)
    }
}

/// Where a link to a page stands in the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shelf {
    /// In sight.
    Main,
    /// Under *More*: how customers are looked after.
    Practice,
    /// Under *More*: the records themselves.
    Records,
    /// Under *More*: how to read and how to write all this.
    About,
}

/// The pages across accounts, in the order of the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// `index.html`, and the accounts below it.
    Portfolio,
    /// `attention.html`.
    Attention,
    /// `changes.html`.
    Changes,
    /// `actions.html`.
    Actions,
    /// `team.html`, and the people below it.
    Team,
    /// `expectations.html`.
    Expectations,
    /// `feedback.html`.
    Feedback,
    /// `complaints.html`.
    Complaints,
    /// `renewals.html`.
    Renewals,
    /// `selection.html`.
    Selection,
    /// `methods.html`.
    Methods,
    /// `reports.html`.
    Reports,
    /// `calendar.html`, and the calendar files.
    Calendar,
    /// `opportunities.html`.
    Opportunities,
    /// `standards.html`.
    Standards,
    /// `value.html`.
    Value,
    /// `information.html`.
    Information,
    /// `data-quality.html`.
    DataQuality,
    /// `compliance.html`.
    Compliance,
    /// `data.html`, and the files for other programs.
    Data,
    /// `model.html`.
    Model,
    /// `guide.html`.
    Guide,
    /// `reference.html`.
    Reference,
    /// `rules.html`.
    Rules,
    /// `search.html`.
    Search,
}

impl Section {
    /// Every page, in order.
    const ALL: &'static [Self] = &[
        Self::Portfolio,
        Self::Attention,
        Self::Changes,
        Self::Actions,
        Self::Team,
        Self::Calendar,
        Self::Expectations,
        Self::Feedback,
        Self::Complaints,
        Self::Renewals,
        Self::Selection,
        Self::Methods,
        Self::Reports,
        Self::Opportunities,
        Self::Standards,
        Self::Value,
        Self::Information,
        Self::DataQuality,
        Self::Compliance,
        Self::Data,
        Self::Model,
        Self::Guide,
        Self::Reference,
        Self::Rules,
        Self::Search,
    ];

    /// Its address relative to the site's root, and where its link stands.
    fn about(self) -> (&'static str, Shelf) {
        match self {
            Self::Portfolio => ("index.html", Shelf::Main),
            Self::Attention => ("attention.html", Shelf::Practice),
            Self::Changes => ("changes.html", Shelf::Main),
            Self::Actions => ("actions.html", Shelf::Main),
            Self::Team => ("team.html", Shelf::Main),
            Self::Expectations => ("expectations.html", Shelf::Practice),
            Self::Feedback => ("feedback.html", Shelf::Practice),
            Self::Complaints => ("complaints.html", Shelf::Practice),
            Self::Renewals => ("renewals.html", Shelf::Practice),
            Self::Selection => ("selection.html", Shelf::Practice),
            Self::Methods => ("methods.html", Shelf::Practice),
            Self::Reports => ("reports.html", Shelf::Practice),
            Self::Calendar => ("calendar.html", Shelf::Main),
            Self::Opportunities => ("opportunities.html", Shelf::Practice),
            Self::Standards => ("standards.html", Shelf::Practice),
            Self::Value => ("value.html", Shelf::Practice),
            Self::Information => ("information.html", Shelf::Records),
            Self::DataQuality => ("data-quality.html", Shelf::Records),
            Self::Compliance => ("compliance.html", Shelf::Records),
            Self::Data => ("data.html", Shelf::Records),
            Self::Model => ("model.html", Shelf::About),
            Self::Guide => ("guide.html", Shelf::About),
            Self::Reference => ("reference.html", Shelf::About),
            Self::Rules => ("rules.html", Shelf::About),
            Self::Search => ("search.html", Shelf::About),
        }
    }

    /// The page at an address that is relative to the site's root.
    #[must_use]
    pub fn at(address: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|section| section.address() == address)
    }

    /// The tables that hold what it says, by name.
    fn tables(self) -> &'static [&'static str] {
        match self {
            Self::Portfolio => &["accounts"],
            Self::Attention => &["attention"],
            Self::Actions => &["actions"],
            Self::Calendar => &["due"],
            Self::Expectations => &["expectations"],
            Self::Feedback => &["feedback"],
            Self::Complaints => &["complaints"],
            Self::Renewals => &["contracts"],
            Self::Opportunities => &["opportunities"],
            Self::Value => &["periods"],
            _ => &[],
        }
    }

    /// What a page of it says, for other programs: what concerns one account stands on its pages alone.
    fn data(self, place: Place, portfolio: &str, language: &Language) -> Vec<DataLink> {
        if place != Place::Top {
            return Vec::new();
        }
        let mut links = match self {
            Self::Portfolio => vec![
                DataLink::new("JSON", "application/json", data::PORTFOLIO.to_owned(), portfolio),
                DataLink::new(
                    &language.word("atom-feed"),
                    "application/atom+xml",
                    FEED.to_owned(),
                    portfolio,
                ),
            ],
            Self::Calendar => {
                vec![DataLink::new("iCalendar", "text/calendar", ics::FILE.to_owned(), portfolio)]
            }
            _ => Vec::new(),
        };
        let tables = data::TABLES.iter().filter(|table| self.tables().contains(&table.name));
        links.extend(tables.map(|table| {
            DataLink::new("CSV", "text/csv", table.address(), &format!("{portfolio}: {}", table.name))
        }));
        links
    }

    /// The words that lead to it.
    #[must_use]
    pub fn label(self, language: &Language) -> String {
        language.word(&self.message())
    }

    /// The message of the catalogue that says the same.
    fn message(self) -> String {
        format!("page-{}", self.address().trim_end_matches(".html"))
    }

    /// The address, relative to the site's root.
    #[must_use]
    pub fn address(self) -> &'static str {
        self.about().0
    }
}

/// The address of an account's page, relative to the site's root.
#[must_use]
pub fn account_address(slug: &str) -> String {
    format!("accounts/{slug}.html")
}

/// The address of the page of a member of the team, relative to the site's root.
#[must_use]
pub fn member_address(id: &str) -> String {
    let made = slugify(id);
    // A name of which no file can be made, such as `con`, is no id, but an id may also come from somebody's name.
    let own = if Slug::parse(&made).is_ok() { "" } else { "member-" };
    format!("team/{own}{made}.html")
}

/// The address of the calendar file of a member of the team, relative to the site's root.
#[must_use]
pub fn member_calendar(id: &str) -> String {
    format!("{}.ics", member_address(id).trim_end_matches(".html"))
}

/// The address of a rule on the page *Rules*, relative to the site's root.
#[must_use]
pub fn rule_address(code: &str) -> String {
    format!("{}#{code}", Section::Rules.address())
}

/// The element id of a record, on whichever page it stands.
#[must_use]
pub fn anchor(key: &Key) -> String {
    format!("{}-{}", key.kind.word(), key.id)
}

/// The year whose page holds a record: that of its id, where the id begins with one, else that of its date.
#[must_use]
pub fn year_of(key: &Key, date: Option<NaiveDate>) -> Option<i32> {
    if key.kind.is(Manner::Lasting) {
        return None;
    }
    let named = key.id.get(..4).filter(|_| key.id.as_bytes().get(4).is_none_or(|byte| *byte == b'-'));
    let named = named
        .filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))
        .and_then(|year| year.parse().ok());
    named.or_else(|| date.map(|date| date.year()))
}

/// Where a record of the plan that all accounts share stands, relative to the site's root: what is settled in a row of its
/// own; what was said of these records with the quality of the data.
#[must_use]
pub fn plan_address(key: &Key) -> String {
    if matches!(key.kind, Kind::Survey | Kind::Answer | Kind::Feedback | Kind::Action) {
        return Section::DataQuality.address().to_owned();
    }
    format!("{}#{}", Section::Methods.address(), anchor(key))
}

/// The permanent address of a record, relative to the site's root. Without a date, as for a record of another account,
/// it leads to the account's page where the id does not tell the year.
#[must_use]
pub fn record_address(slug: &str, key: &Key, date: Option<NaiveDate>) -> String {
    match year_of(key, date) {
        Some(year) => format!("accounts/{slug}.{year}.html#{}", anchor(key)),
        None if key.kind.is(Manner::Lasting) => format!("accounts/{slug}.html#{}", anchor(key)),
        None => account_address(slug),
    }
}

/// One account's desk.
#[derive(Debug, Clone, Copy)]
pub struct Desk<'a> {
    /// What is the same on every page.
    pub site: &'a Site<'a>,
    /// The account.
    pub checked: &'a Checked,
    /// Where the page stands.
    pub place: Place,
}

impl<'a> Site<'a> {
    /// The language of a configuration, and the day.
    #[must_use]
    pub fn new(config: &'a Config, shared: &'a Shared, provenance: &'a Provenance, as_of: NaiveDate) -> Self {
        let language = Language::new(config.language(), None);
        let forge = config.forge().and_then(Result::ok);
        Self { config, shared, language, as_of, provenance, forge, omissions: Vec::new(), advice: Vec::new() }
    }

    /// The same, where this was found in what pages share: errors have left something out, advice concerns every account.
    #[must_use]
    pub fn without(&self, findings: &[Diagnostic]) -> Self {
        let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
        let left_out = errors.map(|error| Omission {
            code: error.code.to_owned(),
            rule: rule_address(error.code),
            message: error.message.clone(),
            path: error.span.path().to_string(),
            line: error.span.line(),
            effect: String::new(),
        });
        let mut site = self.clone();
        site.omissions.extend(left_out);
        let advice = findings.iter().filter(|finding| finding.severity == Severity::Advice);
        site.advice.extend(advice.cloned());
        site
    }

    /// What rules and reviews look at beside an account.
    #[must_use]
    pub fn context(&self) -> Context<'a> {
        Context { shared: self.shared, config: self.config, as_of: self.as_of }
    }

    /// What stands around a page with this title.
    #[must_use]
    pub fn frame(&self, title: impl Into<String>, place: Place, current: Section) -> Frame {
        let links = |shelf| -> Vec<NavigationLink> {
            let sections = Section::ALL.iter().filter(|section| section.about().1 == shelf);
            let link = |section: &Section| NavigationLink {
                label: self.language.word(&section.message()),
                href: place.link(section.address()),
                current: *section == current,
            };
            sections.map(link).collect()
        };
        let shelves = [
            (Shelf::Practice, "pages-of-practice"),
            (Shelf::Records, "pages-of-records"),
            (Shelf::About, "pages-about"),
        ];
        let more =
            shelves.map(|(shelf, id)| NavigationGroup { label: self.language.word(id), links: links(shelf) });
        Frame {
            lang: self.language.tag().to_owned(),
            portfolio: self.config.title.value.clone(),
            title: title.into(),
            root: place.root().to_owned(),
            as_of: self.date(self.as_of),
            audience: "internal".to_owned(),
            navigation: links(Shelf::Main),
            more: more.into_iter().filter(|group| !group.links.is_empty()).collect(),
            program: concat!("Standing ", env!("CARGO_PKG_VERSION")).to_owned(),
            revision: None,
            omissions: self.omissions.clone(),
            data: current.data(place, &self.config.title.value, &self.language),
        }
    }

    /// How far a day lies from the day as of which all is computed, in words: “in 4 days”, “today”, “9 days ago”.
    #[must_use]
    pub fn away(&self, day: NaiveDate) -> String {
        let days = (day - self.as_of).num_days();
        let number = usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX);
        match days {
            0 => self.language.word("today"),
            1.. => self.language.count("in-days", number, &[]),
            _ => self.language.count("days-ago", number, &[]),
        }
    }

    /// A date for machines and for the reader.
    #[must_use]
    pub fn date(&self, date: NaiveDate) -> DateText {
        DateText::new(date, &self.language)
    }

    /// A commit: its short name, its day and its author.
    #[must_use]
    pub fn commit_text(&self, commit: &Commit) -> String {
        format!("{}, {}, {}", commit.short(), self.language.date(commit.written), commit.author)
    }

    /// The commit that the records were read from, and how far what is shown differs from it.
    #[must_use]
    pub fn revision(&self) -> Option<String> {
        let state = self.provenance.state.as_ref()?;
        let dirty = if state.is_dirty {
            self.language.word("with-changes-that-are-not-committed")
        } else {
            String::new()
        };
        let cut = if state.is_cut {
            self.language.word("this-clone-holds-the-last-commits-only-so")
        } else {
            String::new()
        };
        Some(format!("{}{dirty}{cut}", self.commit_text(&state.commit)))
    }

    /// An amount of money; cents are left out where there are none.
    #[must_use]
    pub fn money(&self, money: &Money) -> String {
        let plain = if money.amount.fract().is_zero() {
            money.amount.trunc().to_string()
        } else {
            format!("{:.2}", money.amount)
        };
        self.language.money(&money.currency, &plain)
    }

    /// A member of the team.
    #[must_use]
    pub fn member(&self, id: &str) -> Option<(&'a Entry, &'a Member)> {
        member(&self.shared.team, id)
    }

    /// Who answers for what all accounts share, by id: whoever the configuration names, unless they left.
    #[must_use]
    pub fn owner(&self) -> Option<String> {
        let owner = self.config.owner.as_ref()?;
        let (_, member) = self.member(&owner.value.0)?;
        by(member.left.as_ref(), self.as_of).is_none().then(|| owner.value.0.clone())
    }

    /// A member's name, leading to their page.
    #[must_use]
    pub fn linked_member(&self, id: &str, place: Place) -> Linked {
        match self.member(id) {
            Some((_, member)) => Linked::to(member.name.value.clone(), place.link(&member_address(id))),
            None => Linked::text(id),
        }
    }

    /// Where a record stands in the repository; without a link.
    #[must_use]
    pub fn source_at(&self, label: impl Into<String>, span: &Span) -> SourceLine {
        let (forge, path) = (self.forge.as_ref(), span.path().as_str());
        SourceLine {
            label: label.into(),
            href: None,
            path: path.to_owned(),
            line: span.line(),
            forge: forge.map(|forge| forge.line(path, span.line())),
            edit: forge.and_then(|forge| forge.edit(path)),
            history: forge.and_then(|forge| forge.history(path)),
            commit: self.provenance.commit(span.path()).map(|commit| self.commit_text(commit)),
        }
    }
}

fn member<'a>(team: &'a Records, id: &str) -> Option<(&'a Entry, &'a Member)> {
    team.each::<Member>().find(|(entry, _)| entry.key.id == id)
}

impl<'a> Desk<'a> {
    /// What rules and reviews look at beside the account.
    #[must_use]
    pub fn context(&self) -> Context<'a> {
        Context { shared: self.site.shared, config: self.site.config, as_of: self.site.as_of }
    }
}

impl Desk<'_> {
    /// A date for machines and for the reader.
    #[must_use]
    pub fn date(&self, date: NaiveDate) -> DateText {
        self.site.date(date)
    }

    /// The name of somebody.
    #[must_use]
    pub fn name(&self, party: &Party) -> String {
        match party {
            Party::Person(id) => self
                .checked
                .get::<Person>(Kind::Person, id)
                .map_or_else(|| id.clone(), |one| one.name.value.clone()),
            Party::Member(id) => {
                self.site.member(id).map_or_else(|| id.clone(), |(_, one)| one.name.value.clone())
            }
        }
    }

    /// The name of somebody, leading to where they stand.
    #[must_use]
    pub fn linked(&self, party: &Party) -> Linked {
        match party {
            Party::Person(id) => {
                let key = Key { kind: Kind::Person, id: id.clone() };
                let href = self.checked.find(&key).map(|_| self.href(&key));
                Linked { text: self.name(party), href }
            }
            Party::Member(id) => self.site.linked_member(id, self.place),
        }
    }

    /// The name of whoever is referred to; what was written, where that is nobody known.
    #[must_use]
    pub fn who(&self, who: &At<Who>) -> Linked {
        let target = self.checked.target(&who.span).and_then(|target| self.target(target));
        target.unwrap_or_else(|| Linked::text(who.value.0.clone()))
    }

    /// Several names, joined: “Amelia Ruiz, Jonas Lind”.
    #[must_use]
    pub fn names(&self, all: &[At<Who>]) -> String {
        all.iter().map(|who| self.who(who).text).collect::<Vec<_>>().join(", ")
    }

    /// The link to a record of this account. An action without a day stands with the record that it was agreed in, or
    /// else among the actions.
    #[must_use]
    pub fn href(&self, key: &Key) -> String {
        let entry = self.checked.find(key);
        let date = entry.and_then(|entry| entry.date);
        if key.kind == Kind::Action && year_of(key, date).is_none() {
            return match entry.and_then(|entry| entry.host.as_ref()) {
                Some(host) => self.href(host),
                None => self.place.link(&format!("{}#actions", account_address(self.checked.slug.as_str()))),
            };
        }
        self.place.link(&record_address(self.checked.slug.as_str(), key, date))
    }

    /// The record that is referred to, in words, with its link.
    #[must_use]
    pub fn what(&self, what: &At<What>) -> Linked {
        match self.checked.target(&what.span) {
            Some(target) => self.target(target).unwrap_or_else(|| Linked::text(what.value.to_string())),
            None => Linked::text(what.value.to_string()),
        }
    }

    /// What a reference means, in words, with its link; `None` for what has no words of its own.
    #[must_use]
    pub fn target(&self, target: &Target) -> Option<Linked> {
        match target {
            Target::Party(party) => Some(self.linked(party)),
            Target::Record(key) => {
                let entry = self.checked.find(key)?;
                Some(Linked::to(self.title(entry), self.href(key)))
            }
            Target::Plan(key) => {
                let entry = self.site.shared.plan.entries.iter().find(|entry| entry.key == *key);
                Some(entry.map_or_else(
                    || Linked::text("withheld"),
                    |entry| Linked::to(self.title(entry), self.place.link(&plan_address(key))),
                ))
            }
            Target::Foreign(slug, None) => {
                Some(Linked::to(slug.clone(), self.place.link(&account_address(slug))))
            }
            Target::Foreign(slug, Some(key)) => {
                // Whether the other account withholds it is not known here, so that neither its name nor its place is told.
                let kind = key.kind.name().to_lowercase();
                Some(Linked::to(format!("{slug}: {kind}"), self.place.link(&account_address(slug))))
            }
            Target::Withheld => Some(Linked::text("withheld")),
            Target::Attachment(_) | Target::Address(_) => None,
        }
    }

    /// What a record is called: its title, or the words that stand for one.
    #[must_use]
    pub fn title(&self, entry: &Entry) -> String {
        let of = |what: &At<What>| {
            let key = self.checked.key(what);
            let entry =
                key.and_then(|key| self.checked.find(key)).filter(|entry| entry.key.kind != Kind::Assessment);
            entry.map_or_else(|| what.value.id.clone(), |entry| self.title(entry))
        };
        if let Some(title) = &entry.title {
            return title.clone();
        }
        match &entry.data {
            Data::Account(account) => account.name.value.clone(),
            Data::Person(person) => person.name.value.clone(),
            Data::Member(member) => member.name.value.clone(),
            Data::Expectation(expectation) => expectation.statement.value.clone(),
            Data::Action(action) => action.what.value.clone(),
            Data::Assessment(assessment) => of(&assessment.of),
            Data::Change(change) => of(&change.of),
            Data::Progress(progress) => of(&progress.of),
            Data::Evaluation(evaluation) => of(&evaluation.of),
            Data::Decision(decision) => of(&decision.of),
            Data::Recommendation(recommendation) => recommendation.what.value.clone(),
            Data::Interest(interest) => interest.what.value.clone(),
            Data::Variance(variance) => variance.reason.value.clone(),
            Data::Trigger(trigger) => trigger.then.value.clone(),
            Data::FiscalPeriod(period) => format!(
                "{} – {}",
                self.site.language.date(period.from.value),
                self.site.language.date(period.to.value)
            ),
            Data::Profile(_) => self.site.language.word("profile"),
            Data::Survey(survey) => self.asked(survey).unwrap_or_else(|| entry.key.id.clone()),
            Data::Answer(answer) => {
                let from = answer.from.as_ref().and_then(|who| self.checked.party(who));
                from.map_or_else(
                    || self.site.language.word("somebody-without-a-name"),
                    |party| self.name(party),
                )
            }
            _ => entry.key.id.clone(),
        }
    }

    /// What a survey asked, in the words of its method.
    fn asked(&self, survey: &Survey) -> Option<String> {
        let method = match self.checked.target(&survey.method.as_ref()?.span)? {
            Target::Record(key) => self.checked.find(key),
            Target::Plan(key) => self.site.shared.plan.entries.iter().find(|entry| entry.key == *key),
            _ => None,
        };
        method?.title.clone()
    }

    /// A record in one line: its kind, its words, its day, and what it says.
    #[must_use]
    pub fn label(&self, entry: &Entry) -> String {
        let says = match &entry.data {
            Data::Assessment(one) => Some(one.result.value.word().to_owned()),
            Data::Progress(one) => Some(one.state.value.word().replace('-', " ")),
            Data::Decision(one) => Some(one.is.value.word().to_owned()),
            Data::Complaint(one) => Some(one.severity.value.word().to_owned()),
            Data::Feedback(one) => one.score.as_ref().map(|score| self.short_number(score.value)),
            Data::Answer(one) => one.score.as_ref().map(|score| self.short_number(score.value)),
            _ => None,
        };
        let mut label = format!("{}: {}", entry.kind().name(), self.title(entry));
        if let Some(date) = entry.date.filter(|_| !entry.kind().is(Manner::Lasting)) {
            label.push_str(&format!(", {}", self.site.language.date(date)));
        }
        if let Some(says) = says {
            label.push_str(&format!(": {says}"));
        }
        label
    }

    /// A number with as many decimals as it needs, two at most.
    #[must_use]
    pub fn short_number(&self, number: f64) -> String {
        let decimals = (0..2).find(|places| {
            let scale = 10_f64.powi(*places);
            ((number * scale).round() / scale - number).abs() < 1e-9
        });
        self.site.language.number(number, decimals.map_or(2, |places| places.unsigned_abs() as usize))
    }

    /// The record behind something, with its link, its file and its line.
    #[must_use]
    pub fn source(&self, entry: &Entry) -> SourceLine {
        let mut line = self.site.source_at(self.label(entry), &entry.span);
        line.href = Some(self.href(&entry.key));
        // Rows of answers have no history of their own: the last commit of their file stands for it.
        let of_file =
            || self.site.provenance.commit(entry.span.path()).filter(|_| entry.kind() == Kind::Answer);
        let commit = self.last_commit(entry).or_else(of_file);
        line.commit = commit.map(|commit| self.site.commit_text(commit));
        line
    }

    /// The record behind something, by name; `None` when it was left out.
    #[must_use]
    pub fn source_of(&self, key: &Key) -> Option<SourceLine> {
        self.checked.find(key).map(|entry| self.source(entry))
    }

    /// How a figure is known: its formula, its terms, and the records it came from.
    #[must_use]
    pub fn evidence<'e>(
        &self,
        formula: impl Into<String>,
        working: Vec<Working>,
        entries: impl IntoIterator<Item = &'e Entry>,
    ) -> Evidence {
        let mut sources: Vec<SourceLine> = entries.into_iter().map(|entry| self.source(entry)).collect();
        let more = sources.len().saturating_sub(MOST_SOURCES);
        sources.truncate(MOST_SOURCES);
        Evidence { formula: formula.into(), working, sources, more }
    }

    /// An amount of money as a figure whose record is its evidence.
    #[must_use]
    pub fn money(&self, at: &At<Money>) -> Figure {
        let sort = at.amount.to_string().parse().ok();
        Figure { value: self.site.money(&at.value), sort, ..Figure::default() }
    }
}

/// One term of a formula.
#[must_use]
pub fn working(term: impl Into<String>, value: impl Into<String>) -> Working {
    Working { term: term.into(), value: value.into() }
}

/// A role in the reader's words.
#[must_use]
pub fn role_text(role: Role, language: &Language) -> String {
    language.word(&format!("role-of-{}", role.word()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_has_words_for_every_page_and_every_role() {
        let language = Language::default();
        for section in Section::ALL {
            assert_ne!(section.label(&language), section.message());
        }
        for role in Role::ALL {
            assert!(!role_text(*role, &language).starts_with("role-of-"));
        }
    }
}
