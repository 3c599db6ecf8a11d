//! The two functions of the pipeline: one account to its pages and a summary, and all summaries to the pages across
//! accounts. Where the pages go is for the caller to say.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;

use super::watch::{Unwatched, Watch, Work, watched};
use super::{BuildError, OnError, Past};
use crate::check::{self, AccountCheck, Checked, Export, Portfolio, Withheld};
use crate::diagnostic::{Diagnostic, Severity};
use crate::page::data;
use crate::page::desk::{Section, Site};
use crate::page::jump;
use crate::page::make;
use crate::page::make::account::Known;
use crate::page::make::changes::SinceRevision;
use crate::page::make::summary::{Attention, Summary};
use crate::page::make::written::Hindsight;
use crate::page::markdown::Images;
use crate::page::search::{self, Item, Postings};
use crate::publish::PublishError;
use crate::record::{Key, slug_of};
use crate::review;
use crate::review::redundant::Redundant;
use crate::source::{AccountFolder, Provenance, RepoPath, Source, SourceError, is_unreadable};
use crate::theme::{Template, Theme};

/// Where pages go.
pub trait Sink: Sync {
    /// Whether anybody wants the page at an address, relative to the site's root. What nobody wants is not rendered.
    fn wants(&self, address: &str) -> bool;

    /// Whether anybody wants one of the pages of a section, of which the first has this address, or a file of this folder.
    fn wants_of(&self, first: &str) -> bool;

    /// Takes the page at an address.
    ///
    /// # Errors
    /// When it cannot be kept.
    fn put(&self, address: &str, bytes: &[u8]) -> Result<(), PublishError>;
}

/// The folders whose slug an earlier one in path order has already: a site has one page for both.
#[must_use]
pub fn second_of_their_name(folders: &[AccountFolder]) -> BTreeSet<&RepoPath> {
    let mut seen = BTreeSet::new();
    folders.iter().filter(|folder| !seen.insert(slug_of(folder).0)).map(|folder| &folder.path).collect()
}

/// What one account gives.
#[derive(Debug)]
pub struct Mapped {
    /// What it shows to others, and refers to.
    pub export: Export,
    /// The same without what the site withholds.
    pub shown: Export,
    /// What was found in it.
    pub findings: Vec<Diagnostic>,
    /// How many records were understood.
    pub records: usize,
    /// What it leaves for the pages across accounts; `None` where it has no page, since an earlier folder has its name, or
    /// since errors forbid the site.
    pub summary: Option<Summary>,
    /// Its words, for the search; `None` where it has no page.
    pub postings: Option<Postings>,
    /// The images that its pages show.
    pub images: Images,
}

/// What all accounts gave, in path order.
#[derive(Debug, Default)]
pub struct Gathered {
    /// What each account leaves for the pages across accounts; some have none.
    pub summaries: Vec<Summary>,
    /// The words of each account that has a summary, for the search.
    pub postings: Vec<Postings>,
    exports: Vec<Export>,
    shown: Vec<Export>,
    beside: Vec<Beside>,
}

/// What an account gives that no page across accounts needs.
#[derive(Debug)]
struct Beside {
    findings: Vec<Diagnostic>,
    records: usize,
    images: Images,
    has_summary: bool,
}

impl Gathered {
    /// Adds the next account in path order.
    pub fn add(&mut self, one: Mapped) {
        let has_summary = one.summary.is_some();
        self.summaries.extend(one.summary);
        self.postings.extend(one.postings);
        self.exports.push(one.export);
        self.shown.push(one.shown);
        let Mapped { findings, records, images, .. } = one;
        self.beside.push(Beside { findings, records, images, has_summary });
    }

    /// The accounts again, one by one, in path order.
    pub fn apart(self) -> impl Iterator<Item = Mapped> {
        let Self { summaries, postings, exports, shown, beside } = self;
        let mut summaries = summaries.into_iter().zip(postings);
        exports.into_iter().zip(shown).zip(beside).map(move |((export, shown), beside)| {
            let Beside { findings, records, images, has_summary } = beside;
            let (summary, postings) = has_summary.then(|| summaries.next()).flatten().unzip();
            Mapped { export, shown, findings, records, summary, postings, images }
        })
    }

    /// How many accounts there are.
    #[must_use]
    pub fn accounts(&self) -> usize {
        self.beside.len()
    }

    /// How many records were understood.
    #[must_use]
    pub fn records(&self) -> usize {
        self.beside.iter().map(|one| one.records).sum()
    }

    /// What was found in the accounts.
    pub fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.beside.iter().flat_map(|one| &one.findings)
    }

    /// What was found in the account at a place in path order.
    #[must_use]
    pub fn findings_of(&self, at: usize) -> &[Diagnostic] {
        self.beside.get(at).map_or(&[], |one| &one.findings)
    }

    /// The file that is shown at an address, if it is an image of some account.
    #[must_use]
    pub fn image(&self, address: &str) -> Option<&RepoPath> {
        let images = self.beside.iter().flat_map(|one| &one.images);
        images.filter(|(_, shown_at)| *shown_at == address).map(|(path, _)| path).next()
    }
}

/// What is known once all accounts are.
#[derive(Debug)]
pub struct Across {
    /// What was found across accounts.
    pub findings: Vec<Diagnostic>,
    /// The part of it that the site may show.
    shown: Vec<Diagnostic>,
    /// What needs attention beside what each account leaves.
    attention: Vec<Attention>,
    redundant: Vec<Redundant>,
}

/// The records of an account that the site withholds.
fn hidden(checked: &Checked, withheld: &Withheld) -> BTreeSet<Key> {
    let hidden = checked.entries.iter().filter(|entry| withheld.hides(&entry.span));
    hidden.map(|entry| entry.key.clone()).collect()
}

/// A build: what all its pages share.
pub struct Job<'a> {
    source: &'a dyn Source,
    portfolio: &'a Portfolio,
    past: &'a [Past],
    site: Site<'a>,
    /// Folders that share their slug with an earlier one.
    second: BTreeSet<&'a RepoPath>,
    theme: &'a Theme,
    sink: &'a dyn Sink,
    watch: &'a dyn Watch,
    refused: AtomicBool,
    on_error: OnError,
    /// What was found in what all accounts share.
    pub shared: Vec<Diagnostic>,
}

impl<'a> Job<'a> {
    /// Checks what all accounts share.
    #[must_use]
    pub fn new(
        source: &'a dyn Source,
        portfolio: &'a Portfolio,
        provenance: &'a Provenance,
        theme: &'a Theme,
        sink: &'a dyn Sink,
        on_error: OnError,
    ) -> Self {
        let mut shared = check::check_shared(&portfolio.context());
        let told = portfolio.check_shown();
        let site = Site::new(&portfolio.config, &portfolio.shown, provenance, portfolio.as_of).without(&told);
        shared.extend_from_slice(theme.findings());
        let second = second_of_their_name(&portfolio.survey.accounts);
        let refused = AtomicBool::new(false);
        let watch = &Unwatched;
        let job = Self {
            source,
            portfolio,
            past: &[],
            site,
            second,
            theme,
            sink,
            watch,
            refused,
            on_error,
            shared,
        };
        job.refuse_if_wrong(&job.shared);
        job
    }

    /// The same, which also says how accounts stood on earlier days as was known then.
    #[must_use]
    pub fn remembering(self, past: &'a [Past]) -> Self {
        Self { past, ..self }
    }

    /// The same, while somebody watches.
    #[must_use]
    pub fn watched_by(self, watch: &'a dyn Watch) -> Self {
        Self { watch, ..self }
    }

    /// Whether errors forbid the site.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.refused.load(Ordering::SeqCst)
    }

    fn refuse_if_wrong(&self, findings: &[Diagnostic]) {
        if self.on_error == OnError::Refuse && check::any_at_least(findings, Severity::Error) {
            self.refused.store(true, Ordering::SeqCst);
        }
    }

    /// One account's folder to its pages, its findings and its summary.
    ///
    /// # Errors
    /// When a file cannot be read or a page not be kept.
    pub fn map(&self, folder: &AccountFolder) -> Result<Mapped, BuildError> {
        let AccountCheck { checked, export, mut findings } = self.portfolio.check(self.source, folder)?;
        self.refuse_if_wrong(&findings);
        let records = checked.entries.len();
        let withheld = Withheld::of(&checked);
        let shown = withheld.export(&export);
        let mut images = Images::new();
        if self.is_refused() || self.second.contains(&folder.path) {
            let (summary, postings) = (None, None);
            return Ok(Mapped { export, shown, findings, records, summary, postings, images });
        }
        let hidden = hidden(&checked, &withheld);
        let (checked, mut told) = self.portfolio.show(checked, findings.clone());
        let reviewed = review::findings(&checked, &self.portfolio.shown_context());
        told.extend(reviewed.iter().cloned().map(|mut one| {
            withheld.mask(&mut one);
            one
        }));
        findings.extend(reviewed);
        let known =
            Known { hindsight: self.hindsight(&checked)?, since: self.since(&checked, &told, hidden)? };
        let made = make::account::pages(&checked, &told, &self.site, &known, &mut images);
        let slug = checked.slug.as_str();
        self.page(&format!("accounts/{slug}.html"), Template::Account, &made.page)?;
        for (address, page) in &made.years {
            self.page(address, Template::Year, page)?;
        }
        for (address, sheet) in &made.sheets {
            self.page(address, Template::Sheet, sheet)?;
        }
        let (address, page) = make::report::pack::page(&checked, &self.site);
        self.page(&address, Template::Report, &page)?;
        for (address, page) in make::report::pages(&checked, &self.site) {
            self.page(&address, Template::Report, &page)?;
        }
        self.files(&made.data)?;
        for (path, address) in images.iter().filter(|(_, address)| self.sink.wants(address)) {
            self.sink.put(address, &self.source.read(path)?)?;
        }
        let postings = self.found(slug, checked.name(), &make::search::items(&checked, &self.site))?;
        let (summary, postings) = (Some(made.summary), Some(postings));
        Ok(Mapped { export, shown, findings, records, summary, postings, images })
    }

    /// The scripts of what can be found; gives its words.
    fn found(&self, slug: &str, name: &str, items: &[Item]) -> Result<Postings, BuildError> {
        let (postings, files) = Postings::new(slug, name, items)?;
        self.files(&files)?;
        Ok(postings)
    }

    /// How the account stood on earlier days as was known then, where that differs from what is known now.
    fn hindsight(&self, checked: &Checked) -> Result<Vec<Hindsight>, SourceError> {
        let mut all = Vec::new();
        for past in self.past.iter().filter(|past| !past.is_compared) {
            let day = past.portfolio.as_of;
            let Some(folder) = past.folder(&checked.slug) else { continue };
            if !make::written::is_otherwise_since(checked, &self.site, day) {
                continue;
            }
            let then = past.portfolio.check(&*past.source, folder)?.checked;
            let then = Withheld::of(&then).checked(then);
            let context = past.portfolio.shown_context();
            all.extend(make::written::hindsight(&then, checked, &context, &self.site));
        }
        Ok(all)
    }

    /// What differs in the account since the revision with which changes are compared. What is withheld now or was then takes
    /// no part.
    fn since(
        &self,
        checked: &Checked,
        told: &[Diagnostic],
        mut hidden: BTreeSet<Key>,
    ) -> Result<Option<SinceRevision>, SourceError> {
        let Some(past) = self.past.iter().find(|past| past.is_compared) else { return Ok(None) };
        let (then, now) = (past.portfolio.shown_context(), self.portfolio.shown_context());
        let Some(folder) = past.folder(&checked.slug) else {
            return Ok(Some(SinceRevision::of(None, (checked, &now, told), &hidden)));
        };
        let found = past.portfolio.check(&*past.source, folder)?;
        let withheld = Withheld::of(&found.checked);
        hidden.extend(self::hidden(&found.checked, &withheld));
        let (was, mut was_told) = past.portfolio.show(found.checked, found.findings);
        was_told.extend(review::findings(&was, &then));
        Ok(Some(SinceRevision::of(Some((&was, &then, &was_told)), (checked, &now, told), &hidden)))
    }

    /// What can be said once all accounts are known.
    #[must_use]
    pub fn across(&self, gathered: &Gathered) -> Across {
        let context = self.portfolio.context();
        let (mut findings, mut attention) = make::balance::weigh(&gathered.summaries, &self.site);
        let across = check::check_portfolio(&gathered.exports, &context);
        self.refuse_if_wrong(&across);
        findings.extend(across);
        let context = self.portfolio.shown_context();
        let redundant = check::redundant_across(&gathered.shown, &context);
        let shown = check::check_portfolio(&gathered.shown, &context);
        let site = self.site.without(&shown);
        let mut told = self.portfolio.check_shown();
        told.extend_from_slice(self.theme.findings());
        told.extend_from_slice(&shown);
        let folder = |path: &RepoPath| self.portfolio.account_of(path);
        attention.extend(make::attention::place(&told, &gathered.summaries, folder, &site));
        Across { findings, shown, attention, redundant }
    }

    /// All summaries to the pages across accounts, and the theme's own files.
    ///
    /// # Errors
    /// When a page cannot be rendered or kept.
    pub fn reduce(&self, gathered: &Gathered, across: &Across) -> Result<(), BuildError> {
        let Across { attention, redundant, shown, .. } = across;
        let site = &self.site.without(shown);
        let all = &gathered.summaries;
        self.pages(Section::Portfolio, Template::Portfolio, || make::portfolio::pages(all, attention, site))?;
        self.pages(Section::Attention, Template::Blocks, || make::attention::pages(all, attention, site))?;
        self.pages(Section::Actions, Template::Actions, || make::actions::pages(all, site))?;
        self.pages(Section::Changes, Template::Blocks, || make::changes::pages(all, site))?;
        self.pages(Section::Expectations, Template::Blocks, || make::across::expectations(all, site))?;
        self.pages(Section::Feedback, Template::Blocks, || make::feedback::across::pages(all, site))?;
        self.pages(Section::Complaints, Template::Blocks, || make::across::complaints(all, site))?;
        self.pages(Section::Renewals, Template::Blocks, || make::across::renewals(all, site))?;
        self.pages(Section::Opportunities, Template::Blocks, || make::opportunities::pages(all, site))?;
        self.pages(Section::Selection, Template::Blocks, || make::selection::pages(all, site))?;
        self.pages(Section::Value, Template::Blocks, || make::balance::pages(all, site))?;
        self.pages(Section::Information, Template::Blocks, || make::information::pages(all, site))?;
        self.pages(Section::Compliance, Template::Blocks, || make::compliance::pages(all, site))?;
        self.pages(Section::DataQuality, Template::Blocks, || make::quality::pages(all, redundant, site))?;
        self.only(Section::Methods, Template::Blocks, || make::methods::page(all, site))?;
        self.only(Section::Reports, Template::Blocks, || make::reports::page(all, site))?;
        self.only(Section::Calendar, Template::Blocks, || make::calendar::page(all, site))?;
        self.only(Section::Standards, Template::Blocks, || make::standards::page(all, site))?;
        self.only(Section::Guide, Template::Blocks, || make::guide::page(site))?;
        self.only(Section::Reference, Template::Blocks, || make::reference::page(site))?;
        self.only(Section::Rules, Template::Blocks, || make::reference::rules(site))?;
        self.only(Section::Data, Template::Blocks, || make::data::page(all, site))?;
        self.only(Section::Model, Template::Model, || make::model::page(all, site))?;
        self.only(Section::Team, Template::Team, || make::team::page(all, site))?;
        for (address, page) in make::team::people(all, attention, site) {
            self.page(&address, Template::Person, &page)?;
        }
        for (address, sheet) in make::sheets::handover::pages(all, site) {
            self.page(&address, Template::Sheet, &sheet)?;
        }
        self.files(&make::calendar::calendars(all, site))?;
        if data::addresses().any(|address| self.sink.wants(&address)) || self.sink.wants_of(data::PORTFOLIOS)
        {
            self.files(&make::data::files(all, attention, site))?;
        }
        self.index(&gathered.postings, site)?;
        self.put(jump::PATH, jump::script(&make::portfolio::jumps(all))?.as_bytes())?;
        for asset in self.theme.assets() {
            self.put(&asset.path, &asset.bytes)?;
        }
        Ok(())
    }

    /// The words of all accounts, and of what they share, to the index of the search and its page.
    fn index(&self, accounts: &[Postings], site: &Site<'_>) -> Result<(), BuildError> {
        if !self.sink.wants_of(Section::Search.address()) && !self.sink.wants_of(search::FOLDER) {
            return Ok(());
        }
        let shared = self.found("", "", &make::search::shared_items(site))?;
        let all: Vec<&Postings> = accounts.iter().chain([&shared]).collect();
        self.files(&search::index(&all)?)?;
        self.page(Section::Search.address(), Template::Search, &make::search::page(&all, site))
    }

    /// The pages of a section, if anybody wants one of them.
    fn pages<View: Serialize>(
        &self,
        section: Section,
        template: Template,
        make: impl FnOnce() -> Vec<(String, View)>,
    ) -> Result<(), BuildError> {
        if self.sink.wants_of(section.address()) {
            for (address, view) in make() {
                self.page(&address, template, &view)?;
            }
        }
        Ok(())
    }

    /// The one page of a section, if anybody wants it.
    fn only<View: Serialize>(
        &self,
        section: Section,
        template: Template,
        make: impl FnOnce() -> View,
    ) -> Result<(), BuildError> {
        self.pages(section, template, || vec![(section.address().to_owned(), make())])
    }

    /// Renders a page, if anybody wants it.
    fn page(&self, address: &str, template: Template, view: &impl Serialize) -> Result<(), BuildError> {
        if !self.sink.wants(address) {
            return Ok(());
        }
        let page = Work::Page(template.file());
        let markup = watched(self.watch, page, || self.theme.render(template, view))?;
        // The name of a file, or a line that was left out, may hold what HTML must not.
        let markup =
            if markup.contains(is_no_markup) { markup.replace(is_no_markup, "\u{fffd}") } else { markup };
        self.put(address, markup.as_bytes())
    }

    /// Files that are no pages.
    fn files(&self, files: &[(String, String)]) -> Result<(), BuildError> {
        files.iter().try_for_each(|(address, text)| self.put(address, text.as_bytes()))
    }

    fn put(&self, address: &str, bytes: &[u8]) -> Result<(), BuildError> {
        Ok(self.sink.put(address, bytes)?)
    }
}

/// Whether no HTML document may hold a sign: control characters, and those that Unicode keeps from any text.
fn is_no_markup(sign: char) -> bool {
    let number = u32::from(sign);
    is_unreadable(sign) || (0xfdd0..=0xfdef).contains(&number) || number & 0xfffe == 0xfffe
}
