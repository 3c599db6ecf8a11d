//! The pipeline stage by stage over 100 accounts with 20 dated records each, and beside it the floor: the same files
//! read and the same bytes written, with nothing in between. `cargo bench` prints the figures.

use std::fs;
use std::path::{Path, PathBuf};

use divan::Bencher;
use rayon::prelude::*;
use standing::build::{Gathered, Job, OnError, Sink, Unwatched, build};
use standing::check::{AccountCheck, AsOf, Portfolio, check_account};
use standing::page::desk::Site;
use standing::page::make;
use standing::page::make::account::Made;
use standing::page::markdown::Images;
use standing::publish::{Interrupt, OutputPath, PublishError, Staging, publish};
use standing::record::{AccountRecords, read_account};
use standing::source::{Patterns, Provenance, Source, WorkingTree};
use standing::theme::{Template, Theme};

mod corpus;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ACCOUNTS: usize = 100;
const RECORDS: usize = 20;

fn main() {
    divan::main();
}

/// The records on disk, and room for sites.
struct Desk {
    folder: tempfile::TempDir,
    source: WorkingTree,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let records = folder.path().join("records");
        corpus::write(&records, ACCOUNTS, RECORDS).expect("the corpus");
        let source = WorkingTree::open(&records).expect("a records repository");
        Self { folder, source }
    }

    fn records(&self) -> &Path {
        self.source.root()
    }

    fn site(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    /// A desk without the site of the run before.
    fn cleared(&self) -> PathBuf {
        let site = self.site();
        if site.exists() {
            fs::remove_dir_all(&site).expect("the site of before to go");
        }
        site
    }

    fn portfolio(&self) -> Portfolio {
        let day = chrono::NaiveDate::default();
        Portfolio::open(&self.source, AsOf::ConfiguredOr(day)).expect("the shared records")
    }

    fn read(&self, portfolio: &Portfolio) -> Vec<AccountRecords> {
        let accounts = portfolio.survey.accounts.par_iter();
        accounts
            .map(|folder| read_account(&self.source, folder, &Patterns::default()).expect("an account"))
            .collect()
    }

    fn checked(&self, portfolio: &Portfolio) -> Vec<AccountCheck> {
        let accounts = portfolio.survey.accounts.par_iter();
        accounts.map(|folder| portfolio.check(&self.source, folder).expect("an account")).collect()
    }

    fn build(&self, site: &Path) {
        let portfolio = self.portfolio();
        let staging =
            Staging::begin(site, self.records(), &Interrupt::default()).expect("a place for the site");
        let nothing = Provenance::default();
        let built = build(&self.source, &portfolio, &nothing, &[], OnError::Refuse, staging, &Unwatched);
        assert!(built.expect("a build").published.is_some(), "the corpus has no errors");
    }

    /// Every file of a built site.
    fn built(&self) -> Vec<(OutputPath, Vec<u8>)> {
        self.build(&self.cleared());
        let site = self.site();
        let names = ["", "accounts", "assets", "team"].into_iter().flat_map(|folder| {
            let entries = fs::read_dir(site.join(folder)).expect("a folder of the site");
            entries.filter_map(Result::ok).filter(|entry| entry.path().is_file())
        });
        let file = |path: PathBuf| {
            let name = path.strip_prefix(&site).ok()?.to_str()?.to_owned();
            Some((OutputPath::new(name).ok()?, fs::read(path).ok()?))
        };
        names.filter_map(|entry| file(entry.path())).collect()
    }
}

/// The least that any program of this kind must do.
#[divan::bench]
fn floor(bencher: Bencher<'_, '_>) {
    let desk = Desk::new();
    let pages = desk.built();
    bencher.with_inputs(|| desk.cleared()).bench_local_values(|site| {
        let survey = desk.source.survey().expect("a survey");
        survey.accounts.par_iter().flat_map_iter(|account| &account.files).for_each(|file| {
            divan::black_box(desk.source.read(&file.path).expect("a file"));
        });
        for folder in ["accounts", "assets", "team"] {
            fs::create_dir_all(site.join(folder)).expect("a folder");
        }
        pages.par_iter().for_each(|(path, bytes)| {
            // The manifest's name is no page's, so every path here is one of a page.
            fs::write(site.join(path.as_str()), bytes).expect("a page");
        });
    });
}

#[divan::bench]
fn stage_1_survey_and_read(bencher: Bencher<'_, '_>) {
    let desk = Desk::new();
    bencher.bench_local(|| desk.read(&desk.portfolio()));
}

#[divan::bench]
fn stage_2_check(bencher: Bencher<'_, '_>) {
    let desk = Desk::new();
    let portfolio = desk.portfolio();
    let records = desk.read(&portfolio);
    let context = portfolio.context();
    bencher.with_inputs(|| records.clone()).bench_local_values(|records| {
        records.into_par_iter().map(|account| check_account(account, &context)).collect::<Vec<_>>()
    });
}

#[divan::bench]
fn stage_3_review_and_pages(bencher: Bencher<'_, '_>) {
    let desk = Desk::new();
    let portfolio = desk.portfolio();
    let accounts = desk.checked(&portfolio);
    let provenance = Provenance::default();
    let site = Site::new(&portfolio.config, &portfolio.shared, &provenance, portfolio.as_of);
    let pages = |one: &AccountCheck| {
        make::account::pages(
            &one.checked,
            &one.findings,
            &site,
            &make::account::Known::default(),
            &mut Images::new(),
        )
    };
    bencher.bench_local(|| accounts.par_iter().map(pages).collect::<Vec<_>>());
}

#[divan::bench]
fn stage_4_render(bencher: Bencher<'_, '_>) {
    let desk = Desk::new();
    let portfolio = desk.portfolio();
    let provenance = Provenance::default();
    let site = Site::new(&portfolio.config, &portfolio.shared, &provenance, portfolio.as_of);
    let pages = |one: &AccountCheck| {
        make::account::pages(
            &one.checked,
            &one.findings,
            &site,
            &make::account::Known::default(),
            &mut Images::new(),
        )
    };
    let views: Vec<_> = desk.checked(&portfolio).par_iter().map(pages).collect();
    let theme = Theme::load("en").expect("the theme");
    bencher.bench_local(|| {
        let each = views.par_iter().map(|Made { page: account, years, .. }| {
            let page = theme.render(Template::Account, account).expect("a page");
            let years =
                years.iter().map(|(_, year)| theme.render(Template::Year, year).expect("a page").len());
            page.len() + years.sum::<usize>()
        });
        each.sum::<usize>()
    });
}

/// Where pages are made and go nowhere.
struct Nowhere {
    is_rendered: bool,
}

impl Sink for Nowhere {
    fn wants(&self, _address: &str) -> bool {
        self.is_rendered
    }

    fn wants_of(&self, _first: &str) -> bool {
        true
    }

    fn put(&self, _address: &str, bytes: &[u8]) -> Result<(), PublishError> {
        divan::black_box(bytes);
        Ok(())
    }
}

#[divan::bench(args = [false, true])]
fn stage_5_reduce(bencher: Bencher<'_, '_>, is_rendered: bool) {
    let desk = Desk::new();
    let (portfolio, provenance) = (desk.portfolio(), Provenance::default());
    let theme = Theme::load("en").expect("the theme");
    let sink = Nowhere { is_rendered };
    let job = Job::new(&desk.source, &portfolio, &provenance, &theme, &sink, OnError::Refuse);
    let mut gathered = Gathered::default();
    for folder in &portfolio.survey.accounts {
        gathered.add(job.map(folder).expect("an account"));
    }
    bencher.bench_local(|| job.reduce(&gathered, &job.across(&gathered)));
}

#[divan::bench]
fn load_the_theme(bencher: Bencher<'_, '_>) {
    bencher.bench_local(|| Theme::load("en").expect("the theme"));
}

#[divan::bench]
fn stage_6_publish_cold(bencher: Bencher<'_, '_>) {
    let desk = Desk::new();
    let pages = desk.built();
    bencher.with_inputs(|| desk.cleared()).bench_local_values(|site| {
        publish(&site, desk.records(), pages.iter().map(|(path, bytes)| (path.clone(), bytes)))
            .expect("a site")
    });
}

#[divan::bench]
fn stage_6_publish_unchanged(bencher: Bencher<'_, '_>) {
    let desk = Desk::new();
    let pages = desk.built();
    let again =
        || publish(&desk.site(), desk.records(), pages.iter().map(|(path, bytes)| (path.clone(), bytes)));
    bencher.bench_local(|| {
        let published = again().expect("a site");
        assert_eq!(published.written, 0, "nothing has changed");
    });
}

#[divan::bench]
fn whole_build_cold(bencher: Bencher<'_, '_>) {
    let desk = Desk::new();
    bencher.with_inputs(|| desk.cleared()).bench_local_values(|site| desk.build(&site));
}

#[divan::bench]
fn whole_build_unchanged(bencher: Bencher<'_, '_>) {
    let desk = Desk::new();
    desk.build(&desk.site());
    bencher.bench_local(|| desk.build(&desk.site()));
}
