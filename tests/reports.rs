//! A report holds what its audience may see, and nothing else: every text of a small repository is marked with who may see
//! it, and the pages are searched for the marks.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/program.rs"]
mod program;

use program::{built, put};

/// Everything, in all its parts.
const ALL: &str = r#"["standing", "expectations", "feedback", "complaints", "actions", "people", "objectives", "opportunities", "risks", "recommendations", "value", "engagement", "timeline"]"#;

/// Records of every kind that a report can hold, whose texts all end in a mark: `M` stands for the mark, `V` for the field
/// that says who may see them.
const RECORDS: &str = r#"
[[person]]
id = "person-M"
name = "Name-M"
title = "Position-M"
role = ["decision-maker"]
V

[[expectation]]
id = "expectation-M"
statement = "Statement-M"
measure = "Measure-M"
agreed = 2026-01-10
V

[[assessment]]
of = "expectation-M"
on = 2026-06-01
result = "partly"
V

[[objective]]
title = "Objective-M"
agreed = 2026-01-10
V

[[challenge]]
title = "Challenge-M"
horizon = "strategic"
V

[[opportunity]]
title = "Opportunity-M"
benefit_theirs = "Theirs-M"
next = "Next-M"
V

[[risk]]
title = "Risk-M"
likelihood = 2
impact = 3
response = "Response-M"
V

[[recommendation]]
id = "recommendation-M"
what = "Recommendation-M"
expects = "Expects-M"
to = ["person-M"]
on = 2026-06-02
V

[[decision]]
of = "recommendation-M"
on = 2026-06-03
is = "accepted"
why = "Why-M"
V

[[action]]
what = "Action-M"
owner = "person-M"
due = 2026-06-10
V

[[period]]
from = 2026-01-01
to = 2026-03-31
product = "Product-M"
revenue = "EUR 100.00"
V
"#;

const COMPLAINT: &str = r#"+++
title = "Complaint-M"
severity = "minor"
remedy = "Remedy-M"
V
+++
Body-M
"#;

/// A task and an assessment stand in it, which do not say who may see them.
const NOTE: &str = r#"+++
title = "Note-M"
channel = "call"
people = ["person-M", "priya"]
V

[[assessment]]
of = "expectation-M"
on = 2026-06-20
result = "met"
+++
Words-M

- [ ] Task-M @priya due 2026-07-10
"#;

const SURVEY: &str = r#"
[survey]
title = "Survey-M"
instrument = "nps"
on = 2026-06-05
sent_to = ["person-M"]
V

[[answer]]
from = "person-M"
score = 9
words = "Words-M"
"#;

/// The three marks, with what the record says.
const MARKS: [(&str, &str); 4] = [
    ("seen", "visibility = \"shared\""),
    ("inside", "visibility = \"internal\""),
    ("unsaid", ""),
    ("secret", "visibility = \"confidential\""),
];

/// Builds the repository and gives the pages: the customer's report, the board's, one that every account has, and the
/// customer's edition of the review pack.
fn reports() -> [String; 4] {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("records");
    put(
        &root,
        "standing.toml",
        "format = 1\ntitle = \"Marks\"\nas_of = 2026-06-30\ncurrency = \"EUR\"\n[[tier]]\nid = \"key\"\nname = \"Tier-inside\"\nmajor = true\ncadence = \"30d\"\n[[audience]]\nid = \"board\"\nsees = [\"shared\", \"internal\", \"confidential\"]\n",
    );
    put(&root, "team.toml", "[[member]]\nid = \"priya\"\nname = \"Member-inside\"\n");
    put(
        &root,
        "plan.toml",
        format!(
            "[[report]]\nid = \"common\"\ntitle = \"Common\"\naudience = \"customer\"\ncontents = {ALL}\n"
        ),
    );
    let report = |id: &str, audience: &str| {
        format!(
            "[[report]]\nid = \"{id}\"\ntitle = \"Letter\"\naudience = \"{audience}\"\ncontents = {ALL}\nmeasures = [\"score\", \"complaints-open\", \"margin\"]\n"
        )
    };
    let account = "[account]\nname = \"Northwind\"\ntier = \"key\"\nsince = 2024-01-01\nsegment-remark = 1\n";
    let account = account.replace("segment-remark = 1\n", "team = [{ who = \"priya\", as = \"owner\" }]\n");
    put(&root, "accounts/northwind/account.toml", &account);
    put(
        &root,
        "accounts/northwind/plan.toml",
        format!("{}{}", report("outside", "customer"), report("board", "board")),
    );
    for (mark, says) in MARKS {
        let of = |text: &str| {
            let lines = text.lines().map(|line| if line == "V" { says } else { line });
            lines.collect::<Vec<_>>().join("\n").replace("-M", &format!("-{mark}")) + "\n"
        };
        let file = |name: &str| format!("accounts/northwind/{name}").replace('M', mark);
        put(&root, &file("all-M.toml"), of(RECORDS));
        put(&root, &file("complaints/2026-06-04-M.md"), of(COMPLAINT));
        put(&root, &file("notes/2026-06-20-M.md"), of(NOTE));
        put(&root, &file("feedback/2026-06-05-M.toml"), of(SURVEY));
    }
    let site = built(&root, &folder.path().join("site"));
    ["report.outside", "report.board", "report.common", "review.customer"].map(|id| {
        let page = &site[&format!("accounts/northwind.{id}.html")];
        String::from_utf8(page.clone()).unwrap()
    })
}

/// What every part shows of a record that may be seen.
const SHOWN: [&str; 18] = [
    "Name",
    "Position",
    "Statement",
    "Measure",
    "Objective",
    "Challenge",
    "Opportunity",
    "Theirs",
    "Next",
    "Risk",
    "Response",
    "Recommendation",
    "Action",
    "Product",
    "Complaint",
    "Remedy",
    "Note",
    "Survey",
];

#[test]
fn the_customer_is_shown_what_is_shared_and_nothing_else() {
    let [outside, _, common, review] = reports();
    let not_in_review = ["Name", "Position", "Risk", "Response", "Product", "Note"];
    for page in [&outside, &common, &review] {
        for word in SHOWN.iter().chain(&["Task"]) {
            let is_asked = page != &review || !not_in_review.contains(word);
            assert!(!is_asked || page.contains(&format!("{word}-seen")), "{word} is missing");
        }
        for mark in ["-inside", "-unsaid", "-secret"] {
            let found = page.find(mark).map(|at| &page[at.saturating_sub(60)..at + mark.len()]);
            assert_eq!(found, None);
        }
        for word in [
            "score",
            "Score",
            "at risk",
            "watch",
            "priya",
            "index.html",
            "northwind.html",
            "plan.toml",
            "../team",
        ] {
            assert!(!page.contains(word), "{word}");
        }
    }
    assert!(outside.contains("Complaints open") && !outside.contains("Margin"));
}

#[test]
fn who_sees_internal_records_is_shown_them_but_not_what_the_site_withholds() {
    let [_, board, ..] = reports();
    for word in SHOWN {
        for mark in ["seen", "inside", "unsaid"] {
            assert!(board.contains(&format!("{word}-{mark}")), "{word}-{mark} is missing");
        }
    }
    assert!(!board.contains("-secret"));
    for word in ["Score", "Margin", "Member-inside"] {
        assert!(board.contains(word), "{word}");
    }
}
