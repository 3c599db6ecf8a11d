//! What a large site weighs: no page and no document above a megabyte, few bytes an account for the filter over all of them, and every
//! permanent address where it always was.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/html.rs"]
mod html;
#[path = "support/program.rs"]
mod program;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use html::{anchors, tags};
use program::{Files, built, write};

/// What a page, a document of the data, a script or a feed may weigh, in bytes.
const PAGE: usize = 1_000_000;

/// What the script by which a reader filters over all accounts may weigh, in bytes an account.
const ACCOUNT: usize = 200;

/// How many members of the team share the accounts.
const TEAM: usize = 10;

const WORDS: [&str; 12] = [
    "invoice",
    "delivery",
    "contract",
    "training",
    "support",
    "security",
    "billing",
    "migration",
    "report",
    "pricing",
    "audit",
    "release",
];

/// Accounts that each have what makes a row long: a score with a past, people, a contract, an expectation, something overdue
/// and something ahead.
fn records(accounts: usize) -> Files {
    let mut files: Files = Files::new();
    let mut put = |path: String, text: String| files.insert(path, text.into_bytes());
    put(
        "standing.toml".into(),
        "format = 1\ntitle = \"Many\"\nas_of = 2026-06-30\ncurrency = \"EUR\"\n\n[[tier]]\nid = \"core\"\nmajor = true\n\
         cadence = \"60d\"\nroles = [\"decision-maker\", \"user\"]\nobjectives = true\nreview_every = \"6m\"\n"
            .into(),
    );
    let members = (0..TEAM).map(|one| format!("[[member]]\nid = \"m{one}\"\nname = \"Member {one}\"\n\n"));
    put("team.toml".into(), members.collect());
    for at in 0..accounts {
        let (word, owner, day) = (WORDS[at % WORDS.len()], at % TEAM, 1 + at % 27);
        let result = ["met", "partly", "missed"][at % 3];
        put(
            format!("accounts/customer-number-{at}/account.toml"),
            format!(
                "[account]\nname = \"Customer number {at} of {word}\"\ntier = \"core\"\nsince = 2024-11-02\ntags = \
                 [\"{word}\"]\nteam = [{{ who = \"m{owner}\", as = \"owner\" }}]\n\n[[person]]\nid = \"p\"\nname = \
                 \"Person {at}\"\nrole = [\"decision-maker\"]\npaired_with = \"m{owner}\"\n\n[[contract]]\ntitle = \
                 \"Subscription\"\nfrom = 2025-01-01\nto = 2026-09-28\nvalue = \"EUR 84000\"\nper = \"1y\"\n\n\
                 [[expectation]]\nid = \"e\"\nstatement = \"The promise of {word} is kept.\"\nagreed = 2025-02-01\nwith = \
                 [\"p\"]\nreview_every = \"6m\"\n\n[[assessment]]\nof = \"e\"\non = 2026-05-{day:02}\nresult = \
                 \"{result}\"\nby = \"customer\"\n"
            ),
        );
        put(
            format!("accounts/customer-number-{at}/notes/2026-05-{day:02}-call.md"),
            format!(
                "+++\ntitle = \"About {word}\"\nchannel = \"call\"\npeople = [\"p\", \"m{owner}\"]\n+++\nThe {word} was \
                 discussed.\n\n- [ ] Send the {word} @m{owner} due 2026-06-10\n- [ ] Look at the {word} @p due \
                 2026-07-{day:02}\n"
            ),
        );
    }
    files
}

fn site_of(records: &Files) -> Files {
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("records"), records);
    built(&folder.path().join("records"), &folder.path().join("site"))
}

fn too_heavy(site: &Files) -> Vec<String> {
    let is_bounded = |path: &str| [".html", ".json", ".js", ".atom"].iter().any(|end| path.ends_with(end));
    let pages = site.iter().filter(|(path, _)| is_bounded(path));
    let heavy = pages.filter(|(_, bytes)| bytes.len() > PAGE);
    heavy.map(|(path, bytes)| format!("{path}: {} bytes", bytes.len())).collect()
}

fn many_accounts_are_light(accounts: usize) {
    let site = site_of(&records(accounts));
    assert_eq!(too_heavy(&site), Vec::<String>::new());
    let script = site["assets/accounts.js"].len();
    assert!(script <= accounts * ACCOUNT, "{script} bytes for {accounts} accounts");
    let rows = |page: &str| {
        let tags = tags(std::str::from_utf8(&site[page]).unwrap()).unwrap();
        tags.iter().filter(|tag| tag.get("data-standing").is_some()).count()
    };
    assert_eq!(rows("index.html"), 300.min(accounts));
    assert_eq!(rows("index.2.html"), 300.min(accounts - 300));
    assert_eq!(accounts_in_the_data(&site), (accounts, accounts));
}

/// How many accounts the documents of the portfolio hold, one leading to the next, and how many they say there are.
fn accounts_in_the_data(site: &Files) -> (usize, usize) {
    let (mut held, mut said) = (0, 0);
    let mut next = Some("data/portfolio.json".to_owned());
    while let Some(path) = next {
        let document: serde_json::Value = serde_json::from_slice(&site[&path]).unwrap();
        let accounts = document["accounts"].as_array().unwrap();
        assert!(accounts.iter().all(|one| site.contains_key(one["document"].as_str().unwrap())));
        held += accounts.len();
        said = document["accounts_total"].as_u64().unwrap() as usize;
        next = document["next"].as_str().map(str::to_owned);
    }
    (held, said)
}

#[test]
fn no_page_of_a_site_of_many_accounts_is_heavy() {
    many_accounts_are_light(510);
}

#[test]
#[ignore = "takes minutes without optimisation"]
fn no_page_of_a_site_of_ten_thousand_accounts_is_heavy() {
    many_accounts_are_light(10_000);
}

/// An account in which much happens: each day of two years some notes, actions and complaints.
fn busy(days: usize, a_day: usize) -> Files {
    let mut files = records(1);
    for day in 0..days {
        let (year, month, day) = (2024 + day / 324, day / 27 % 12 + 1, day % 27 + 1);
        for at in 0..a_day {
            let (word, on) = (WORDS[(day + at) % WORDS.len()], format!("{year}-{month:02}-{day:02}"));
            let mut text =
                format!("+++\ntitle = \"{word} {at}\"\nchannel = \"call\"\npeople = [\"p\"]\n+++\n");
            let _ =
                writeln!(text, "They asked about the {word}.\n\n- [ ] Send the {word} @m0 due 2026-08-01");
            files.insert(format!("accounts/customer-number-0/notes/{on}-n{at}.md"), text.into_bytes());
            let complaint = "+++\nby = \"p\"\nseverity = \"minor\"\n+++\nIt was late.\n";
            let path = format!("accounts/customer-number-0/complaints/{on}-c{at}.md");
            files.insert(path, complaint.as_bytes().to_vec());
        }
    }
    files
}

fn busy_account_is_light(days: usize, a_day: usize) {
    let site = site_of(&busy(days, a_day));
    assert_eq!(too_heavy(&site), Vec::<String>::new());
    let of = |page: &str| anchors(&tags(std::str::from_utf8(&site[page]).unwrap()).unwrap());
    let records: BTreeSet<String> =
        of("accounts/customer-number-0.2024.html").into_iter().filter(|id| id.contains("-2024-")).collect();
    for day in 0..days.min(324) {
        let (month, day) = (day / 27 + 1, day % 27 + 1);
        for at in 0..a_day {
            let note = format!("note-2024-{month:02}-{day:02}-n{at}");
            assert!(records.contains(&note), "{note} is not at its permanent address");
        }
    }
    let whole: BTreeSet<String> = (2..)
        .map_while(|page| site.get_key_value(&format!("accounts/customer-number-0.2024.{page}.html")))
        .flat_map(|(page, _)| of(page))
        .collect();
    assert!(whole.len() > 150, "the further pages of the year hold {} elements", whole.len());
}

#[test]
fn a_record_keeps_its_address_however_many_there_are() {
    busy_account_is_light(60, 2);
}

#[test]
#[ignore = "takes minutes without optimisation"]
fn no_page_of_an_account_with_thousands_of_records_a_year_is_heavy() {
    busy_account_is_light(640, 4);
}
