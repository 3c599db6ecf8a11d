//! Drives the pipeline: maps every account to its pages and a summary, in parallel, then reduces the summaries to the
//! portfolio's pages. Everything goes through the staging area; nothing here prints or reads the clock.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use serde::Serialize;

use crate::check::{self, AccountCheck, Export, Portfolio, Withheld, guard};
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::page::desk::{Section, Site};
use crate::page::jump;
use crate::page::make;
use crate::page::make::summary::{Attention, Summary};
use crate::page::markdown::Images;
use crate::publish::{OutputPath, PublishError, Published, Staging};
use crate::record::slug_of;
use crate::review;
use crate::review::redundant::Redundant;
use crate::source::{AccountFolder, Provenance, RepoPath, Source, SourceError, is_unreadable};
use crate::theme::{Template, Theme, ThemeError};

/// Whether to build in spite of errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnError {
    /// Leave the site as it is.
    Refuse,
    /// Build from what is understood, and say on each page what was left out.
    KeepGoing,
}

/// What a build found and did.
#[derive(Debug)]
pub struct Built {
    /// Every finding, in the order in which they are shown.
    pub findings: Vec<Diagnostic>,
    /// How many accounts there are.
    pub accounts: usize,
    /// How many records were understood.
    pub records: usize,
    /// What was published; `None` when errors forbade it.
    pub published: Option<Published>,
}

/// The build could not run.
#[derive(Debug)]
pub enum BuildError {
    /// The records could not be read.
    Source(SourceError),
    /// The theme could not be used.
    Theme(ThemeError),
    /// The site could not be written.
    Publish(PublishError),
    /// A page's data could not be written down.
    Data(serde_json::Error),
}

impl fmt::Display for BuildError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Source(error) => error.fmt(formatter),
            Self::Theme(error) => error.fmt(formatter),
            Self::Publish(error) => error.fmt(formatter),
            Self::Data(error) => write!(formatter, "the data of a page could not be written down: {error}"),
        }
    }
}

impl std::error::Error for BuildError {}

macro_rules! from {
    ($($variant:ident($error:ty)),*) => {
        $(impl From<$error> for BuildError {
            fn from(error: $error) -> Self {
                Self::$variant(error)
            }
        })*
    };
}
from!(Source(SourceError), Theme(ThemeError), Publish(PublishError), Data(serde_json::Error));

/// Builds a site into a staging area and, unless errors forbid it, publishes it. `on_account` is called after each
/// account, from any thread.
///
/// # Errors
/// When the records cannot be read or the site cannot be written. What is wrong in the records is a finding.
pub fn build(
    source: &dyn Source,
    portfolio: &Portfolio,
    provenance: &Provenance,
    on_error: OnError,
    staging: Staging,
    on_account: &(dyn Fn() + Sync),
) -> Result<Built, BuildError> {
    let theme = Theme::load()?;
    let shared = check::check_shared(&portfolio.context());
    let mut findings = shared.clone();
    let job = Job {
        source,
        portfolio,
        site: Site::new(&portfolio.config, &portfolio.shared, provenance, portfolio.as_of).without(&findings),
        second: second_of_their_name(&portfolio.survey.accounts),
        theme: &theme,
        staging: &staging,
        refused: AtomicBool::new(false),
        on_error,
    };
    job.refuse_if_wrong(&findings);
    let mapped: Vec<Mapped> = portfolio
        .survey
        .accounts
        .par_iter()
        .map(|folder| {
            let mapped = guard(&folder.path, || job.map(folder));
            on_account();
            mapped
        })
        .collect::<Result<_, _>>()?;
    let accounts = mapped.len();
    let records = mapped.iter().map(|one| one.records).sum();
    let (mut exports, mut shown, mut summaries) = (Vec::new(), Vec::new(), Vec::new());
    for one in mapped {
        exports.push(one.export);
        shown.push(one.shown);
        summaries.extend(one.summary);
        findings.extend(one.findings);
    }
    findings.extend(make::balance::weigh(&mut summaries, &job.site));
    let across = check::check_portfolio(&exports, &portfolio.context());
    job.refuse_if_wrong(&across);
    findings.extend(across);
    diagnostic::sort(&mut findings);
    if job.is_refused() {
        return Ok(Built { findings, accounts, records, published: None });
    }
    let redundant = check::redundant_across(&shown, &portfolio.context());
    let across = check::check_portfolio(&shown, &portfolio.context());
    let site = job.site.without(&across);
    let told: Vec<_> = shared.into_iter().chain(across).collect();
    let folder = |path: &RepoPath| portfolio.account_of(path);
    let attention = make::attention::place(&told, &mut summaries, folder, &site);
    job.reduce(&summaries, &attention, &redundant, &site)?;
    drop(job);
    let published = staging.commit()?;
    Ok(Built { findings, accounts, records, published: Some(published) })
}

/// The folders whose slug an earlier one in path order has already: a site has one page for both.
fn second_of_their_name(folders: &[AccountFolder]) -> BTreeSet<&RepoPath> {
    let mut seen = BTreeSet::new();
    folders.iter().filter(|folder| !seen.insert(slug_of(folder).0)).map(|folder| &folder.path).collect()
}

/// What one account gives.
struct Mapped {
    /// What it shows to others, and refers to.
    export: Export,
    /// The same without what the site withholds.
    shown: Export,
    findings: Vec<Diagnostic>,
    records: usize,
    summary: Option<Summary>,
}

struct Job<'a> {
    source: &'a dyn Source,
    portfolio: &'a Portfolio,
    site: Site<'a>,
    /// Folders that share their slug with an earlier one.
    second: BTreeSet<&'a RepoPath>,
    theme: &'a Theme,
    staging: &'a Staging,
    refused: AtomicBool,
    on_error: OnError,
}

impl Job<'_> {
    fn is_refused(&self) -> bool {
        self.refused.load(Ordering::SeqCst)
    }

    fn refuse_if_wrong(&self, findings: &[Diagnostic]) {
        if self.on_error == OnError::Refuse && check::any_at_least(findings, Severity::Error) {
            self.refused.store(true, Ordering::SeqCst);
        }
    }

    /// One account's folder to its pages, its findings and its summary.
    fn map(&self, folder: &AccountFolder) -> Result<Mapped, BuildError> {
        let AccountCheck { checked, export, mut findings } = self.portfolio.check(self.source, folder)?;
        self.refuse_if_wrong(&findings);
        let records = checked.entries.len();
        let withheld = Withheld::of(&checked);
        let shown = withheld.export(&export);
        if self.is_refused() || self.second.contains(&folder.path) {
            return Ok(Mapped { export, shown, findings, records, summary: None });
        }
        let checked = withheld.checked(checked);
        let mut images = Images::new();
        let reviewed = review::findings(&checked, &self.portfolio.context());
        let mut told = findings.clone();
        withheld.hide(&mut told);
        told.extend(reviewed.iter().cloned());
        findings.extend(reviewed);
        let (account, years, summary) = make::account::pages(&checked, &told, &self.site, &mut images);
        let slug = checked.slug.as_str();
        self.page(&format!("accounts/{slug}.html"), Template::Account, &account)?;
        for (year, page) in &years {
            self.page(&format!("accounts/{slug}.{year}.html"), Template::Year, page)?;
        }
        for (address, page) in make::report::pages(&checked, &self.site) {
            self.page(&address, Template::Report, &page)?;
        }
        for (path, address) in &images {
            self.bytes(address, &self.source.read(path)?)?;
        }
        Ok(Mapped { export, shown, findings, records, summary: Some(summary) })
    }

    /// All summaries to the pages across accounts, and the theme's own files.
    fn reduce(
        &self,
        summaries: &[Summary],
        attention: &[Attention],
        redundant: &[Redundant],
        site: &Site<'_>,
    ) -> Result<(), BuildError> {
        for (address, page) in make::portfolio::pages(summaries, attention, site) {
            self.page(&address, Template::Portfolio, &page)?;
        }
        for (address, page) in make::attention::pages(summaries, attention, site) {
            self.page(&address, Template::Blocks, &page)?;
        }
        for (address, page) in make::actions::pages(summaries, site) {
            self.page(&address, Template::Actions, &page)?;
        }
        let across = [
            make::across::expectations,
            make::feedback::across::pages,
            make::across::complaints,
            make::across::renewals,
            make::opportunities::pages,
            make::selection::pages,
            make::balance::pages,
            make::information::pages,
            make::compliance::pages,
        ];
        for (address, page) in across.iter().flat_map(|pages| pages(summaries, site)) {
            self.page(&address, Template::Blocks, &page)?;
        }
        self.page(Section::Methods.address(), Template::Blocks, &make::methods::page(summaries, site))?;
        self.page(Section::Reports.address(), Template::Blocks, &make::reports::page(summaries, site))?;
        self.page(Section::Calendar.address(), Template::Blocks, &make::calendar::page(summaries, site))?;
        for (address, file) in make::calendar::calendars(summaries, site) {
            self.bytes(&address, file.as_bytes())?;
        }
        self.page(Section::Standards.address(), Template::Blocks, &make::standards::page(summaries, site))?;
        self.page(Section::Guide.address(), Template::Blocks, &make::guide::page(site))?;
        self.page(Section::Reference.address(), Template::Blocks, &make::reference::page(site))?;
        self.page(Section::Rules.address(), Template::Blocks, &make::reference::rules(site))?;
        for (address, page) in make::quality::pages(summaries, redundant, site) {
            self.page(&address, Template::Blocks, &page)?;
        }
        self.page(Section::Team.address(), Template::Team, &make::team::page(summaries, site))?;
        for (address, page) in make::team::people(summaries, site) {
            self.page(&address, Template::Person, &page)?;
        }
        self.page(Section::Model.address(), Template::Model, &make::model::page(summaries, site))?;
        self.bytes(jump::PATH, jump::script(&make::portfolio::jumps(summaries))?.as_bytes())?;
        for asset in self.theme.assets() {
            self.bytes(asset.path, asset.bytes)?;
        }
        Ok(())
    }

    /// Renders a page and stages it.
    fn page(&self, address: &str, template: Template, view: &impl Serialize) -> Result<(), BuildError> {
        let markup = self.theme.render(template, view)?;
        // The name of a file, or a line that was left out, may hold what HTML must not.
        let markup =
            if markup.contains(is_no_markup) { markup.replace(is_no_markup, "\u{fffd}") } else { markup };
        self.bytes(address, markup.as_bytes())
    }

    fn bytes(&self, address: &str, bytes: &[u8]) -> Result<(), BuildError> {
        let path = OutputPath::new(address).map_err(PublishError::Path)?;
        Ok(self.staging.write(&path, bytes)?)
    }
}

/// Whether no HTML document may hold a sign: control characters, and those that Unicode keeps from any text.
fn is_no_markup(sign: char) -> bool {
    let number = u32::from(sign);
    is_unreadable(sign) || (0xfdd0..=0xfdef).contains(&number) || number & 0xfffe == 0xfffe
}
