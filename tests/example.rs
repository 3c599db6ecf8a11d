//! What the site of example-accounts tells a reader who has nothing else: that it speaks where it used to be silent, says one
//! thing once, and addresses it to somebody who is there.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/program.rs"]
mod program;

use std::sync::OnceLock;

use program::{Files, built, project, put};

/// The site, built once.
fn site() -> &'static Files {
    static SITE: OnceLock<Files> = OnceLock::new();
    SITE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        built(&project("example-accounts"), &folder.path().join("site"))
    })
}

/// The words of a page, one space between any two.
fn words(site: &Files, page: &str) -> String {
    let page = std::str::from_utf8(&site[page]).unwrap();
    let mut inside = false;
    let text: String = page
        .chars()
        .map(|sign| match sign {
            '<' => {
                inside = true;
                ' '
            }
            '>' => {
                inside = false;
                ' '
            }
            _ if inside => ' ',
            sign => sign,
        })
        .collect();
    let text = text.replace("&#39;", "'").replace("&quot;", "\"").replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of the rows of a page's tables, one a row.
fn rows(site: &Files, page: &str) -> Vec<String> {
    let text = std::str::from_utf8(&site[page]).unwrap();
    let cells = text.split("<tr").skip(1).map(|row| row.split("</tr>").next().unwrap_or_default());
    let as_pages = cells.map(|row| Files::from([("row".to_owned(), format!("<tr{row}").into_bytes())]));
    as_pages.map(|one| words(&one, "row")).collect()
}

fn account(slug: &str) -> String {
    words(site(), &format!("accounts/{slug}.html"))
}

#[test]
fn answers_of_our_own_people_that_have_nothing_beside_them_say_why() {
    let page = account("okonjo-freight");
    let says =
        "our own people answered on another scale (1 to 10) than the customer (CES, 1 to 7; NPS, 0 to 10)";
    assert!(page.contains(says), "{page}");
    assert!(!account("sethi-kitchens").contains("laid side by side"), "nobody of ours was asked there");
}

#[test]
fn a_chart_with_an_older_signal_does_not_say_that_there_is_none() {
    let page = account("rheinquell");
    assert!(page.contains("No new signal: the one of 12 Aug 2025 set the limits so wide apart"), "{page}");
    assert!(!page.contains("No signal: the waves differ so much"));
}

#[test]
fn a_page_says_at_its_head_what_no_dimension_counts() {
    assert!(account("l-étoile-traiteur").contains("It costs more than it brings: a margin of −52.6%"));
    assert!(
        account("okonjo-freight")
            .contains("Its margin from 1 Jul 2025 to 30 Jun 2026 was 8.2%, where 15% are asked for.")
    );
    assert!(account("pannonia-frost").contains("It ended on 31 Jan 2026: Contract not renewed"));
    let head = "is not a customer yet, so it has no standing. ";
    let prospect = account("sethi-kitchens");
    let (_, rest) = prospect.split_once(head).unwrap();
    assert!(!rest.starts_with("Since"), "no score of what has no standing");
    assert!(rest.contains("Lowest it can be – Highest it can be – "), "nor bounds: {rest}");
    assert!(!prospect.contains("What moved it") && !prospect.contains("week by week"));
    assert!(prospect.contains("There is no standing, and no history of one."));
}

#[test]
fn nobody_is_asked_to_look_at_their_own_lunches() {
    let rows = rows(site(), "attention.html");
    let lunches = rows.iter().find(|row| row.contains("eleven of them in two years")).unwrap();
    assert!(lunches.contains("Noor Haddad") && !lunches.contains("Ingrid"), "{lunches}");
    let kept = rows.iter().find(|row| row.contains("Pannonia") && row.contains("let-go")).unwrap();
    assert!(
        kept.contains("Noor Haddad"),
        "an account without an owner falls to whoever answers for all: {kept}"
    );
}

#[test]
fn a_very_bad_dimension_says_what_raises_it() {
    let rows = rows(site(), "attention.html");
    let row = rows.iter().find(|row| row.starts_with("Expectations at 12.5 of 100")).unwrap();
    assert!(row.contains("Agree what is done about each that was missed"), "{row}");
}

#[test]
fn an_answer_in_words_alone_is_an_answer() {
    let page = account("nordkyst-sjømat");
    assert!(page.contains("1 of 1 asked (100%, 95% interval 21% to 100%; 1 without a score)"), "{page}");
    assert!(page.contains("No answer of the latest wave has a score"));
}

#[test]
fn who_is_not_named_is_not_said_to_wait_for_an_answer() {
    let page = account("st-brendans");
    assert!(page.contains("all criticism was answered") && !page.contains("criticism not answered"));
}

#[test]
fn surveys_and_answers_are_called_by_what_was_asked_and_who_answered() {
    let page = account("okonjo-freight");
    assert!(page.contains("Answer: Chidi Okonjo, 16 Mar 2026: 3"), "{page}");
    let list = words(site(), "attention.html");
    assert!(
        list.contains(
            "Survey: One question after the quarter's claims: how easy did we make it?, 5 May 2026"
        )
    );
    let report = words(site(), "accounts/biobanque-calmel.report.fiche.html");
    assert!(report.contains("What we asked") || !report.contains("Quarterly questionnaire"), "{report}");
}

#[test]
fn silence_is_one_row_of_what_needs_attention() {
    let rows = rows(site(), "attention.html");
    let silent: Vec<&String> = rows
        .iter()
        .filter(|row| row.contains("Nordkyst"))
        .filter(|row| {
            ["No contact for", "Contact at 0", "Days-since-contact"].iter().any(|one| row.contains(one))
        })
        .collect();
    assert_eq!(silent.len(), 1, "{silent:#?}");
    assert!(silent[0].contains("Talk with them, and write a note."), "{silent:?}");
}

#[test]
fn whoever_left_is_told_once_with_all_that_is_still_theirs() {
    let rows = rows(site(), "attention.html");
    let left: Vec<&String> = rows.iter().filter(|row| row.starts_with("“yusuf” left on")).collect();
    assert_eq!(left.len(), 1, "{left:#?}");
    assert!(
        left[0].contains("Still answers for a risk") && left[0].contains("Still answers for a procedure")
    );
}

#[test]
fn an_excuse_that_ran_out_is_told_where_the_guideline_is_broken_and_nowhere_else() {
    let rows = rows(site(), "attention.html");
    let told: Vec<&String> = rows.iter().filter(|row| row.contains("asked-first")).collect();
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(
        told[0].contains("no consent of Marta Lewis") && told[0].contains("ended on 2026-05-31"),
        "{told:?}"
    );
}

#[test]
fn a_report_speaks_of_what_is_late_and_not_of_what_is_long_over() {
    let sheet = rows(site(), "accounts/okonjo-freight.report.claims-sheet.html");
    assert!(sheet.iter().any(|row| row.contains("open, 32 days past its target")), "{sheet:#?}");
    let late = rows(site(), "accounts/nordkyst-sjømat.report.board-sheet.html");
    assert!(late.iter().all(|row| !row.contains("No hole on any quay")), "{late:#?}");
}

#[test]
fn renewals_show_the_band_that_somebody_put_beside_the_computed_one() {
    for page in ["index.html", "renewals.html"] {
        let rows = rows(site(), page);
        let is_beside =
            |row: &&String| row.contains("Controlled stores") && row.contains("override: at risk");
        assert_eq!(rows.iter().filter(is_beside).count(), 1, "{page}");
    }
}

#[test]
fn what_a_new_account_lacks_says_what_to_write() {
    let rows = rows(site(), "attention.html");
    let new: Vec<&String> = rows.iter().filter(|row| row.contains("Apotheke am Kanal")).collect();
    assert!(new.iter().any(|row| row.contains("Talk with them, and write a note of it")), "{new:#?}");
    assert!(rows.iter().all(|row| !row.contains("standing explain")), "a page is no terminal");
}

#[test]
fn what_is_due_is_addressed_to_somebody_who_is_there() {
    let rows = rows(site(), "calendar.html");
    let ring = rows.iter().find(|row| row.contains("Ring the shift leaders")).unwrap();
    assert!(ring.contains("Ingrid Solheim") && !ring.contains("Yusuf"), "{ring}");
    let his = rows.iter().filter(|row| row.contains("Yusuf Demir") && !row.contains("yusuf.ics"));
    assert_eq!(his.count(), 0, "he left in March");
}

#[test]
fn the_wave_that_nobody_answered_is_shown_as_such_beside_the_last_figure() {
    let rows = rows(site(), "feedback.html");
    let nps = rows.iter().find(|row| row.contains("Nordkyst") && row.contains("nobody answered")).unwrap();
    assert!(nps.contains("16 Mar 2026 nobody answered; the figure is of 15 Sep 2025"), "{nps}");
}

#[test]
fn somebody_who_was_not_told_is_named_at_the_head_of_the_row() {
    let rows = rows(site(), "attention.html");
    let told = rows.iter().find(|row| row.contains("nobody told them")).unwrap();
    assert!(told.starts_with("An action was agreed for “noor” without them, and nobody told them"), "{told}");
    assert!(told.contains("Tomáš Novák"), "nobody tells themselves: {told}");
}

#[test]
fn a_departure_names_the_customer_that_it_was_allowed_to() {
    let rows = rows(site(), "compliance.html");
    let excused = rows.iter().find(|row| row.contains("Two technicians of Nîmes")).unwrap();
    assert!(excused.contains("Biobanque Calmel") && !excused.contains("biobanque-calmel"), "{excused}");
}

/// A plan whose requirement nobody ranked, with or without somebody who answers for what all accounts share.
fn of_all(owner: &str) -> Files {
    let folder = tempfile::tempdir().unwrap();
    let tier = "[[tier]]\nid = \"key\"\ncriteria = [\"CFAMSSNS12-P1\"]\n";
    put(
        folder.path(),
        "standing.toml",
        format!("format = 1\ntitle = \"Cold Watch\"\n{owner}as_of = 2026-06-30\n{tier}"),
    );
    put(folder.path(), "team.toml", "[[member]]\nid = \"noor\"\nname = \"Noor Haddad\"\n");
    put(folder.path(), "plan.toml", "[[information]]\ntitle = \"Who decides\"\nfield = \"person.role\"\n");
    put(
        folder.path(),
        "accounts/northwind/account.toml",
        "[account]\nname = \"Northwind\"\ntier = \"key\"\n",
    );
    built(folder.path(), &folder.path().join("site"))
}

#[test]
fn what_all_accounts_share_has_an_owner_or_says_how_to_name_one() {
    let owned = of_all("owner = \"noor\"\n");
    let row = rows(&owned, "attention.html").into_iter().find(|row| row.contains("All accounts")).unwrap();
    assert!(row.contains("Noor Haddad"), "{row}");
    assert!(words(&owned, "team/noor.html").contains("“Who decides” does not say how much it matters"));
    let row =
        rows(&of_all(""), "attention.html").into_iter().find(|row| row.contains("All accounts")).unwrap();
    assert!(row.contains("nobody: name one of the team as “owner” in standing.toml"), "{row}");
}

/// Somebody agreed to be told, so it is told also where the tier asks nobody to practise watching.
#[test]
fn a_trigger_that_fired_needs_attention_in_every_tier() {
    let rows = rows(site(), "attention.html");
    let late = rows.iter().find(|row| row.contains("A complaint past its target: complaints late is 1"));
    assert!(late.is_some_and(|row| row.contains("Okonjo Freight")), "{rows:#?}");
}
