//! Nothing on any page runs, fetches or leads nowhere; over the small repository and the example.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/html.rs"]
mod html;
#[path = "support/program.rs"]
mod program;
#[path = "support/safety.rs"]
mod safety;

use program::{Files, build, built, files, project, run};

fn site(records: &str) -> Files {
    let folder = tempfile::tempdir().unwrap();
    built(&project(records), &folder.path().join("site"))
}

fn none(breaches: &[String]) {
    let shown = breaches.iter().take(40).cloned().collect::<Vec<_>>().join("\n");
    assert!(breaches.is_empty(), "{} breaches:\n{shown}", breaches.len());
}

#[test]
fn of_the_small_repository() {
    none(&safety::breaches(&site("tests/golden/records")));
}

#[test]
fn of_the_small_repository_in_the_plain_theme() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    run(build(&project("tests/golden/records"), &site).args(["--theme", "plain"]), 0);
    none(&safety::breaches(&files(&site)));
}

#[test]
fn of_the_example() {
    none(&safety::breaches(&site("example-accounts")));
}

/// Neither their words nor their titles, names and files.
#[test]
fn confidential_and_restricted_records_leave_no_trace() {
    let site = site("tests/golden/records");
    for words in
        ["big printer", "in confidence", "2026-03-02-price", "about the mount", "cousin", "oven-mail"]
    {
        let traces = site.iter().filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains(words));
        assert_eq!(traces.map(|(path, _)| path).collect::<Vec<_>>(), Vec::<&String>::new(), "{words}");
    }
}

/// The check itself finds what it is there to find.
#[test]
fn breaches_are_found() {
    let page = |body: &str| Files::from([("index.html".to_owned(), body.as_bytes().to_vec())]);
    for bad in [
        "<script>alert(1)</script>",
        "<script src=\"x.js\"></script>",
        "<script src=\"https://far.example/assets/standing.js\"></script>",
        "<p onclick=\"x\">",
        "<p style=\"color: red\">",
        "<img src=\"https://far.example/x.png\">",
        "<a href=\"javascript:alert(1)\">",
        "<a href=\"//far.example\">",
        "<a href=\"../index.html\">",
        "<a href=\"none.html\">",
        "<a href=\"#none\">",
        "<a href=x>",
        "<iframe>",
        "<i id=\"a\"><i id=\"a\">",
        "a < b",
        "<p",
    ] {
        assert!(!safety::breaches(&page(bad)).is_empty(), "{bad}");
    }
    let good = "<!doctype html><p id=\"a&amp;b\">1 &lt; 2<a href=\"#a&amp;b\"><a href=\"mailto:x@y.example\"><a href=\"index.html#a%26b\">";
    assert_eq!(safety::breaches(&page(good)), Vec::<String>::new());
}

/// Not only the records of an account: what all accounts share, what advice says of several people at once, who answered, and
/// what other accounts refer to.
#[test]
fn what_is_withheld_is_told_nowhere_else_either() {
    let folder = tempfile::tempdir().unwrap();
    let put = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    put(
        "standing.toml",
        "format = 1\ntitle = \"T\"\nas_of = 2026-06-30\n[[tier]]\nid = \"key\"\nmajor = true\ncadence = \"30d\"\n",
    );
    put(
        "team.toml",
        "[[member]]\nid = \"p\"\nname = \"Priya\"\n[[member]]\nid = \"q\"\nname = \"Zqmember\"\nrole = \"zqrole\"\n\
         expertise = [\"zqskill\"]\nvisibility = \"confidential\"\n",
    );
    put(
        "plan.toml",
        "[[information]]\ntitle = \"Zqplan\"\nneed = \"must\"\nfield = \"profile\"\nvisibility = \"confidential\"\n\
         [[method]]\nid = \"zqm\"\ntitle = \"Zqmethod\"\ninstrument = \"nps\"\nevery = \"6m\"\nvisibility = \"restricted\"\n\
         [[evaluation]]\nof = \"zqm\"\non = 2026-01-02\nvalue_ours = \"zqworth\"\n\
         [[tool]]\ntitle = \"Zqtool\"\nfor = \"zqpurpose\"\nstatus = \"needed\"\nneeded_by = 2026-01-01\n\
         visibility = \"confidential\"\n",
    );
    put(
        "accounts/n/account.toml",
        "[account]\nname = \"N\"\ntier = \"key\"\nsince = 2024-01-01\nteam = [{ who = \"p\", as = \"owner\" }]\n\
         [[person]]\nid = \"c\"\nname = \"Cora\"\nrole = [\"decision-maker\"]\npaired_with = \"zqp\"\nverified = 2020-01-01\n\
         [[person]]\nid = \"zqp\"\nname = \"Zqname\"\nvisibility = \"confidential\"\nverified = 2020-01-01\n\
         [[expectation]]\nid = \"zqe\"\nstatement = \"Zqstatement\"\nvisibility = \"restricted\"\n\
         [[action]]\nwhat = \"Ring them\"\nowner = \"zqp\"\ndue = 2026-01-01\n",
    );
    put(
        "accounts/n/feedback/2026-05-09-o.toml",
        "[survey]\non = 2026-05-09\ninstrument = \"nps\"\n[[answer]]\nfrom = \"zqp\"\nscore = 2\nwords = \"Slow\"\n\
         [[answer]]\nfrom = \"c\"\nscore = 9\n",
    );
    put(
        "accounts/n/notes/2026-05-03-open.md",
        "+++\npeople = [\"c\", \"zqp\"]\n+++\nWith [[person/zqp]].\n\n- [ ] Send it @zqp due 2026-05-10\n",
    );
    put(
        "accounts/o/account.toml",
        "[account]\nname = \"O\"\nsince = 2024-01-01\n[[expectation]]\nid = \"e\"\nstatement = \"Kept\"\n\
         [[assessment]]\nof = \"e\"\non = 2026-02-02\nresult = \"met\"\nevidence = [\"n:expectation/zqe\"]\n",
    );
    let site = built(folder.path(), &folder.path().join("site"));
    let told = |(path, bytes): (&String, &Vec<u8>)| {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        text.match_indices("zq")
            .map(|(at, _)| format!("{path}: {}", text[at..].chars().take(40).collect::<String>()))
            .next()
    };
    assert_eq!(site.iter().filter_map(told).collect::<Vec<_>>(), Vec::<String>::new());
    let advice = String::from_utf8_lossy(&site["attention.html"]).into_owned();
    assert!(advice.contains("of 1 of 1 people is still true: Cora"), "what is seen is still told");
}
