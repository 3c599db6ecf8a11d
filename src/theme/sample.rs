//! Pages of an invented firm, whole enough to judge the theme by eye and to test that every template renders.

use chrono::{Days, NaiveDate};

use crate::chart::{
    self, Bar, Cell, Dots, Event, History, Scale, Sparkline, Thresholds, Tone, Trend, Wave, Week,
};
use crate::language::Language;
use crate::page::account::*;
use crate::page::actions::*;
use crate::page::common::*;
use crate::page::jump::Jump;
use crate::page::model::*;
use crate::page::portfolio::*;
use crate::page::team::*;
use crate::page::timeline::*;
use crate::page::year::YearPage;

fn english() -> Language {
    Language::new("en", None)
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn date(text: &str) -> DateText {
    DateText::new(day(text), &english())
}

fn at(path: &str, line: u32, label: &str, href: &str) -> SourceLine {
    SourceLine {
        label: label.into(),
        href: (!href.is_empty()).then(|| href.into()),
        path: format!("accounts/emea/northwind/{path}"),
        line,
        forge: None,
        commit: Some("a41c9e2".into()),
    }
}

fn forged(path: &str, line: u32, label: &str, href: &str) -> SourceLine {
    let forge = format!("https://git.example/halden/records/accounts/emea/northwind/{path}#L{line}");
    SourceLine { forge: Some(forge), ..at(path, line, label, href) }
}

fn evidence(formula: &str, working: &[(&str, &str)], sources: Vec<SourceLine>) -> Evidence {
    let working =
        working.iter().map(|(term, value)| Working { term: (*term).into(), value: (*value).into() });
    Evidence { formula: formula.into(), working: working.collect(), sources, more: 0 }
}

fn figure(value: &str, sort: f64) -> Figure {
    Figure::plain(value, sort)
}

fn frame(title: &str, root: &str, current: usize) -> Frame {
    let pages = [
        ("Portfolio", "index.html"),
        ("Actions", "actions.html"),
        ("Team", "team.html"),
        ("Model", "model.html"),
    ];
    let navigation = pages.iter().enumerate().map(|(index, (label, page))| NavigationLink {
        label: (*label).into(),
        href: format!("{root}{page}"),
        current: index == current,
    });
    Frame {
        lang: "en".into(),
        portfolio: "Halden Systems, key customers".into(),
        title: title.into(),
        root: root.into(),
        as_of: date("2026-05-04"),
        audience: "internal".into(),
        navigation: navigation.collect(),
        program: "Standing 0.1.0".into(),
        revision: (current == 0 && root.is_empty()).then(|| "a41c9e2, with changes".into()),
    }
}

/// A believable walk of scores that needs no randomness.
fn walk(seed: f64, base: f64, end: f64, weeks: usize) -> Vec<f64> {
    (0..weeks)
        .map(|week| {
            let share = week as f64 / (weeks - 1) as f64;
            let wave =
                (week as f64 * 0.21 + seed).sin() * 4.0 + (week as f64 * 0.057 + seed * 3.0).cos() * 7.0;
            (base + (end - base) * share.powi(3) + wave * (1.0 - share)).clamp(2.0, 98.0)
        })
        .collect()
}

fn tone(score: f64) -> Tone {
    if score < 50.0 {
        Tone::Risk
    } else if score < 75.0 {
        Tone::Watch
    } else {
        Tone::Good
    }
}

fn spark(id: usize, base: f64, end: f64) -> Option<ChartView> {
    let points: Vec<(NaiveDate, Option<f64>)> = walk(id as f64, base, end, 52)
        .into_iter()
        .enumerate()
        .map(|(week, score)| {
            (day("2025-05-12") + Days::new(7 * week as u64), (id != 4 || week > 20).then_some(score))
        })
        .collect();
    let id = format!("spark-{id}");
    let series = Sparkline { id: &id, points: &points, tone: tone(end), thresholds: Thresholds::default() };
    chart::sparkline(&series, &english()).map(ChartView::from)
}

fn choice(key: &str, label: &str, count: usize) -> Choice {
    Choice { key: key.into(), label: label.into(), count }
}

fn account_row(index: usize) -> AccountRow {
    use StandingWord::*;
    let rows = [
        (
            "northwind",
            "Northwind Logistics",
            "key",
            "priya",
            "Priya Nair",
            AtRisk,
            78.0,
            48.9,
            "logistics",
            12,
            1,
        ),
        (
            "oriel-health",
            "Oriel Health Partners",
            "key",
            "tomas",
            "Tomás Herrera",
            Watch,
            70.0,
            62.4,
            "health",
            41,
            0,
        ),
        ("aalto-foods", "Aalto Foods Oyj", "growth", "lena", "Lena Brandt", Good, 74.0, 86.2, "food", 6, 0),
        ("kestrel", "Kestrel Insurance", "key", "priya", "Priya Nair", Good, 82.0, 79.0, "finance", 3, 0),
        (
            "al-noor",
            "شركة النور للتجارة",
            "growth",
            "youssef",
            "Youssef Haddad",
            Unknown,
            60.0,
            55.0,
            "retail",
            122,
            2,
        ),
        (
            "bramble",
            "Bramble & Sons Agricultural Machinery Cooperative",
            "base",
            "lena",
            "Lena Brandt",
            Good,
            76.0,
            88.0,
            "food",
            19,
            0,
        ),
        (
            "sakura",
            "さくら電機株式会社",
            "growth",
            "youssef",
            "Youssef Haddad",
            Watch,
            58.0,
            71.3,
            "industry",
            8,
            0,
        ),
        ("vantage", "Vantage Rail", "key", "", "", AtRisk, 66.0, 31.5, "transport", 96, 4),
        ("lumen", "Lumen Energia", "base", "tomas", "Tomás Herrera", New, 50.0, 50.0, "energy", 2, 0),
        ("orchard", "Orchard Press", "base", "tomas", "Tomás Herrera", Ended, 40.0, 44.0, "media", 210, 0),
    ];
    let (slug, name, tier, owner_id, owner, standing, base, end, segment, days, overdue) = rows[index % 10];
    let known = !matches!(standing, Unknown | New | Ended);
    let tier_rank = ["key", "growth", "base"].iter().position(|other| *other == tier).unwrap_or(3);
    let cells =
        [Cell::Met, Cell::Met, Cell::Partly, Cell::Missed, Cell::Overdue, Cell::Exceeded, Cell::Unassessed];
    let strip = chart::strip(&format!("strip-{index}"), &cells[index % 4..(index % 4 + 4).min(7)]);
    AccountRow {
        slug: slug.into(),
        name: Linked::to(name, format!("accounts/{slug}.html")),
        tier: choice(tier, tier, 0),
        tier_rank,
        segment: choice(segment, segment, 0),
        tags: if index.is_multiple_of(3) { vec!["pilot".into()] } else { vec![] },
        owner_id: owner_id.into(),
        owner: (!owner.is_empty()).then(|| Linked::to(owner, format!("team/{owner_id}.html"))),
        standing,
        provisional: index == 1,
        override_word: (index == 6).then_some(Good),
        score: if known {
            figure(&english().number(end, 1), end).because(evidence(
                "H = Σ v·s ⁄ W over the known dimensions",
                &[("expectations 0.25 × 62.0", "15.5"), ("feedback 0.20 × 71.0", "14.2")],
                vec![at(
                    "expectations.toml",
                    14,
                    "Assessment of uptime, 31 Mar 2026: partly",
                    "accounts/northwind.2026.html#a",
                )],
            ))
        } else {
            Figure::unknown("–")
        },
        sparkline: if standing == New { None } else { spark(index, base, end) },
        change: known.then(|| Change::new((end - base) / 2.3, 1, Some(true), &english())),
        coverage: figure(if known { "92" } else { "31" }, if known { 0.92 } else { 0.31 }).unit("%"),
        confidence: Some(if index.is_multiple_of(2) { Confidence::Medium } else { Confidence::High }),
        contact: Some(date("2026-04-22")),
        contact_age: figure(&days.to_string(), f64::from(days)).unit("d"),
        contact_late: days > 60,
        expectations: if index == 8 { None } else { strip.map(ChartView::from) },
        feedback: if index == 8 {
            Figure::unknown("none")
        } else {
            figure("7.6", 7.6).unit("CSAT, 5 voices")
        },
        actions_open: 3 + index % 4,
        actions_overdue: overdue,
        value: figure(
            ["180,000", "96,500", "42,000", "1,240,000"][index % 4],
            [180e3, 96.5e3, 42e3, 1240e3][index % 4],
        )
        .unit("EUR"),
        renewal: (index != 8).then(|| date(["2026-06-09", "2027-03-09", "2026-12-31"][index % 3])),
        review: Some(date("2026-07-15")),
        review_late: index == 7,
    }
}

fn attention_rows() -> Vec<AttentionRow> {
    let row = |rank,
               name: &str,
               slug: &str,
               standing,
               what: &str,
               why: &str,
               since: &str,
               age: &str,
               owner: Option<&str>,
               clears: &str| AttentionRow {
        rank,
        account: Linked::to(name, format!("accounts/{slug}.html")),
        standing,
        what: what.into(),
        why: why.into(),
        since: Some(date(since)),
        age: age.into(),
        owner: owner.map(|owner| Linked::to(owner, "team/priya.html")),
        clears: clears.into(),
        evidence: Some(evidence(
            "An open critical complaint caps the score at 49.",
            &[],
            vec![at(
                "complaints/2026-04-02-customs-outage.md",
                1,
                "Complaint: customs interface down for nine hours",
                "accounts/northwind.2026.html#complaint-2026-04-02-customs-outage",
            )],
        )),
    };
    vec![
        row(
            1,
            "Northwind Logistics",
            "northwind",
            StandingWord::AtRisk,
            "Critical complaint open, two days past its target",
            "Gate: caps the score at 49 until it is resolved.",
            "2026-04-02",
            "32 days",
            Some("Priya Nair"),
            "Resolve the outage complaint and record the date, then the customer’s acceptance.",
        ),
        row(
            2,
            "Vantage Rail",
            "vantage",
            StandingWord::AtRisk,
            "No contact for 96 days, more than four cadences",
            "Gate: contact past four cadences in a major tier caps the score at 49.",
            "2026-01-28",
            "96 days",
            None,
            "A two-way contact, written as a note, and an owner in account.toml.",
        ),
        row(
            3,
            "Oriel Health Partners",
            "oriel-health",
            StandingWord::Watch,
            "Sponsor gone for 34 days without a successor",
            "Gate: caps the score at 74.",
            "2026-03-31",
            "34 days",
            Some("Tomás Herrera"),
            "Name a successor to Dr. Adaeze Obi, or another sponsor.",
        ),
        row(
            4,
            "شركة النور للتجارة",
            "al-noor",
            StandingWord::Unknown,
            "Two expectations were never assessed since they were agreed",
            "Standards 4.2: an expectation is assessed within its review period.",
            "2025-12-01",
            "154 days",
            Some("Youssef Haddad"),
            "An [[assessment]] of = “delivery-window” and one of = “arabic-support”.",
        ),
    ]
}

fn empty(why: &str, file: &str, example: &str) -> Empty {
    Empty { why: why.into(), file: file.into(), example: example.into() }
}

pub fn portfolio() -> PortfolioPage {
    let head = |label: &str,
                value: &str,
                sort: f64,
                change: Option<f64>,
                rise: Option<bool>,
                standing: Option<StandingWord>,
                note: &str| HeadFigure {
        label: label.into(),
        figure: figure(value, sort).because(evidence(
            "Accounts whose standing is this word, as of the date.",
            &[("of 10 accounts", value)],
            vec![],
        )),
        change: change.map(|by| Change::new(by, 0, rise, &english())),
        standing,
        note: note.into(),
        href: standing.map(|standing| format!("?standing={}#accounts", standing.key())),
    };
    let rows: Vec<AccountRow> = (0..10).map(account_row).collect();
    PortfolioPage {
        frame: frame("Halden Systems, key customers", "", 0),
        accounts_total: 10,
        summary: "Two of ten accounts are at risk, one more than a quarter ago, and both are key accounts; of one account too little is known to say. Three contracts reach their notice date within 180 days.".into(),
        figures: vec![
            head("good", "3", 3.0, Some(0.0), Some(true), Some(StandingWord::Good), "EUR 1,378,500 a year"),
            head("watch", "2", 2.0, Some(-1.0), Some(false), Some(StandingWord::Watch), "EUR 138,500 a year"),
            head("at risk", "2", 2.0, Some(1.0), Some(false), Some(StandingWord::AtRisk), "EUR 1,420,000 a year"),
            head("unknown", "1", 1.0, Some(1.0), Some(false), Some(StandingWord::Unknown), "EUR 42,000 a year"),
            head("expectations met", "29", 29.0, Some(3.0), Some(true), None, "of 41 in force"),
            head("actions overdue", "7", 7.0, Some(2.0), Some(false), None, "of 31 open"),
            head("complaints open", "2", 2.0, Some(1.0), Some(false), None, "1 critical"),
            head("NPS", "+25", 25.0, Some(-6.0), Some(true), None, "25 ± 28.5, 20 answers"),
        ],
        figures_since: Some(date("2026-02-02")),
        attention: List { total: 14, more: Some(Linked::to("All that needs attention", "attention.html")), ..List::whole(attention_rows(), Empty::default()) },
        accounts: List::whole(rows, Empty::default()),
        pagination: Pagination { current: 1, pages: vec![], first: 1, last: 10, total: 10 },
        filters: Filters {
            owners: vec![choice("lena", "Lena Brandt", 2), choice("priya", "Priya Nair", 2), choice("tomas", "Tomás Herrera", 3)],
            tiers: vec![choice("key", "key", 4), choice("growth", "growth", 3), choice("base", "base", 3)],
            segments: vec![choice("food", "food", 2), choice("logistics", "logistics", 1)],
            standings: vec![choice("at-risk", "at risk", 2), choice("watch", "watch", 2), choice("good", "good", 3), choice("unknown", "unknown", 1)],
            tags: vec![choice("pilot", "pilot", 4)],
        },
        movement: List::whole(
            vec![
                MovementRow { account: Linked::to("Northwind Logistics", "accounts/northwind.html"), was: StandingWord::Good, now: StandingWord::AtRisk, change: Change::new(-27.1, 1, Some(true), &english()), since: date("2026-01-15"), through: "a critical complaint (−14.2), uptime only partly met (−6.9), two promises late (−3.0)".into() },
                MovementRow { account: Linked::to("Aalto Foods Oyj", "accounts/aalto-foods.html"), was: StandingWord::Watch, now: StandingWord::Good, change: Change::new(11.8, 1, Some(true), &english()), since: date("2026-02-20"), through: "three objectives reached (+6.1), better feedback from four people (+5.7)".into() },
            ],
            Empty::default(),
        ),
        coming: List::whole(
            vec![
                ComingRow { date: date("2026-05-06"), away: "in 2 days".into(), account: Linked::to("Northwind Logistics", "accounts/northwind.html"), what: "Crisis call about the customs interface".into(), kind: "meeting".into(), who: vec![Linked::text("Priya Nair"), Linked::text("Amelia Ruiz")] },
                ComingRow { date: date("2026-05-19"), away: "in 15 days".into(), account: Linked::to("Kestrel Insurance", "accounts/kestrel.html"), what: "Assessment of response times is due".into(), kind: "assessment".into(), who: vec![] },
            ],
            Empty::default(),
        ),
        renewals: List::whole(
            vec![RenewalRow { account: Linked::to("Northwind Logistics", "accounts/northwind.html"), standing: StandingWord::AtRisk, contract: "Platform subscription".into(), notice_by: Some(date("2026-06-09")), ends: Some(date("2026-09-09")), away: "in 36 days".into(), renews: "negotiated".into(), value: figure("180,000", 180e3).unit("EUR"), owner: Some(Linked::to("Priya Nair", "team/priya.html")), source: at("account.toml", 58, "Contract", "") }],
            Empty::default(),
        ),
        omissions: vec![],
    }
}

fn history() -> Option<ChartView> {
    let weeks: Vec<Week> = walk(1.0, 80.0, 48.9, 92)
        .into_iter()
        .enumerate()
        .map(|(index, score)| {
            let known = index > 6;
            let score = if index > 86 { 46.0 + (index as f64 - 86.0) * 0.58 } else { score };
            let tone = if known { tone(score) } else { Tone::Unknown };
            let word = match tone {
                Tone::Good => "good",
                Tone::Watch => "watch",
                Tone::Risk => "at risk",
                Tone::Unknown => "unknown",
            };
            let spread = 6.0 + 14.0 * (1.0 - index as f64 / 92.0);
            Week {
                on: day("2024-08-05") + Days::new(7 * index as u64),
                score: known.then_some(score),
                low: if known { (score - spread).max(0.0) } else { 0.0 },
                high: if known { (score + spread * 0.7).min(100.0) } else { 100.0 },
                tone,
                word: word.into(),
            }
        })
        .collect();
    let event = |on: &str, what: &str, model| Event {
        on: day(on),
        what: what.into(),
        href: Some("northwind.2026.html#x".into()),
        model,
    };
    let events = [
        event("2025-06-10", "Contract renewed for two years", false),
        event("2025-10-06", "The model changed: feedback weighs 20 instead of 15", true),
        event("2026-02-11", "Two outages in one month", false),
        event("2026-04-02", "Critical complaint: customs interface down for nine hours", false),
        event("2026-04-20", "Uptime target raised from 99.5 to 99.9", false),
    ];
    let series = History {
        id: "history",
        title: "Score week by week, with its bounds",
        weeks: &weeks,
        events: &events,
        thresholds: Thresholds::default(),
    };
    chart::history(&series, &english()).map(ChartView::from)
}

fn dimension(
    name: &str,
    weight: &str,
    score: Option<f64>,
    says: &str,
    freshness: &str,
    by: f64,
) -> DimensionRow {
    let applicable = !weight.is_empty();
    let bar = Bar {
        score,
        low: score.map_or(0.0, |_| 0.0),
        high: if score.is_some() { 0.0 } else { 100.0 },
        tone: score.map_or(Tone::Unknown, tone),
    };
    DimensionRow {
        id: format!("dimension-{name}"),
        name: name.into(),
        weight: if applicable { figure(weight, 1.0) } else { Figure::unknown("–") },
        state: if !applicable {
            "not-applicable"
        } else if score.is_some() {
            "known"
        } else {
            "unknown"
        }
        .into(),
        score: match score {
            Some(score) => figure(&english().number(score, 1), score).because(evidence(
                "Σ w·f·a ⁄ Σ w·f over the latest assessment of each expectation that has not ended",
                &[
                    ("uptime: partly, weight 3, freshness 1.00", "50.0"),
                    ("support in Spanish: met, weight 2, freshness 0.85", "100.0"),
                ],
                vec![
                    forged(
                        "notes/2026-03-31-uptime.md",
                        12,
                        "Assessment of uptime, 31 Mar 2026: partly",
                        "northwind.2026.html#assessment-uptime-2026-03-31",
                    ),
                    at(
                        "expectations.toml",
                        41,
                        "Assessment of support in Spanish, 12 Jan 2026: met",
                        "northwind.2026.html#b",
                    ),
                ],
            )),
            None => Figure::unknown(if applicable { "unknown" } else { "not applicable" }),
        },
        bar: if applicable { Html::trusted(chart::bar(&bar)) } else { Html::default() },
        why: if score.is_none() && applicable {
            "No progress within 180 days. Write [[progress]] of = “clearance”.".into()
        } else {
            String::new()
        },
        adds: score
            .map_or_else(|| Figure::unknown("–"), |score| figure(&english().number(score * 0.17, 1), score)),
        freshness: freshness.into(),
        says: says.into(),
        change: score.map(|_| Change::new(by, 1, Some(true), &english())),
    }
}

fn expectation(
    anchor: &str,
    statement: &str,
    priority: &str,
    target: &str,
    results: [Option<ResultWord>; 5],
    changed: bool,
) -> ExpectationRow {
    let cells = results.iter().enumerate().map(|(index, result)| MatrixCell {
        assessments: result
            .map(|result| AssessmentView {
                result,
                value: if target.is_empty() { String::new() } else { format!("99.{index}") },
                on: date("2026-03-31"),
                by: "customer".into(),
                href: Some("northwind.2026.html#x".into()),
            })
            .into_iter()
            .collect(),
        in_force: index > 0,
    });
    ExpectationRow {
        anchor: anchor.into(),
        statement: statement.into(),
        priority: priority.into(),
        target: target.into(),
        agreed: "10 Jun 2025 with Amelia Ruiz".into(),
        status: results[4].unwrap_or_default(),
        status_text: "99.3, by the customer, 31 Mar 2026".into(),
        next: Some(date("2026-06-30")),
        cells: cells.collect(),
        changes: if changed {
            vec![ExpectationChange {
                on: date("2026-04-20"),
                what: "target 99.5 → 99.9".into(),
                why: "New contract.".into(),
                told: vec!["Amelia Ruiz on 21 Apr 2026".into()],
                source: at("expectations.toml", 31, "", ""),
            }]
        } else {
            vec![]
        },
        ended: None,
        evidence: evidence(
            "The latest assessment.",
            &[],
            vec![at("expectations.toml", 14, "Expectation: uptime", "#expectation-uptime")],
        ),
    }
}

fn instrument(few: bool) -> InstrumentView {
    let waves: Vec<Wave> =
        [("2024-08-15", 8.4, 7), ("2025-02-14", 8.6, 8), ("2025-08-15", 8.1, 6), ("2026-02-15", 7.1, 6)]
            .iter()
            .map(|(on, value, answers)| Wave {
                on: day(on),
                value: Some(*value),
                interval: Some((value - 1.3, f64::min(value + 1.1, 10.0))),
                answers: *answers,
            })
            .collect();
    let trend = Trend {
        id: "trend-csat",
        title: "CSAT, mean of each wave with its interval",
        waves: &waves,
        low: 0.0,
        high: 10.0,
        decimals: 1,
    };
    let dots = Dots {
        id: "dots-nps",
        title: "Three answers",
        answers: &[9.0, 6.0, 9.0],
        low: 0.0,
        high: 10.0,
        decimals: 0,
    };
    InstrumentView {
        id: if few { "nps" } else { "csat" }.into(),
        title: if few { "NPS after go-live, 0 to 10" } else { "CSAT each half year, 0 to 10" }.into(),
        figure: (!few).then(|| {
            figure("7.1", 7.1).because(evidence(
                "Mean of the latest wave",
                &[("8 + 7 + 5 + 8 + 7 + 7.6, six answers", "7.1")],
                vec![],
            ))
        }),
        interval: if few { String::new() } else { "7.1 ± 1.2 (95 %)".into() },
        dots: if few { chart::dots(&dots, &english()).map(ChartView::from) } else { None },
        answers: if few { 3 } else { 6 },
        invited: Some(if few { 3 } else { 9 }),
        response: if few { String::new() } else { "67 %, 35 to 88 %".into() },
        silent: if few { vec![] } else { vec!["decision-maker".into(), "2 users".into()] },
        worst_case: if few { String::new() } else { "4.7 at worst, 8.1 at best".into() },
        trend: if few { None } else { chart::trend(&trend, &english()).map(ChartView::from) },
        sentence: if few {
            "Not enough data: 2 more answers needed for a figure."
        } else {
            "No signal: would have noticed a change of 1.9 or more."
        }
        .into(),
        mapped: Some(figure("71", 71.0).unit("of 100")),
    }
}

fn action(what: &str, owner: &str, due: &str, state: &str, text: &str, account: bool) -> ActionRow {
    ActionRow {
        what: what.into(),
        account: account.then(|| Linked::to("Northwind Logistics", "accounts/northwind.html")),
        owner: Linked::to(owner, "../team/priya.html"),
        theirs: owner == "Amelia Ruiz",
        due: Some(date(due)),
        state: state.into(),
        state_text: text.into(),
        moved: if state == "overdue" {
            vec!["from 20 Mar to 3 Apr, agreed with Amelia Ruiz".into()]
        } else {
            vec![]
        },
        internal: false,
        source: at(
            "notes/2026-03-12-quarterly-call.md",
            14,
            "Quarterly call",
            "northwind.2026.html#note-2026-03-12-quarterly-call",
        ),
    }
}

fn person(
    anchor: &str,
    name: &str,
    title: &str,
    roles: &[&str],
    influence: f64,
    stance: &str,
    left: bool,
) -> PersonRow {
    PersonRow {
        anchor: anchor.into(),
        name: name.into(),
        title: title.into(),
        roles: roles.iter().map(|role| (*role).into()).collect(),
        stance: stance.into(),
        influence: figure(&influence.to_string(), influence),
        strength: figure("4", 4.0),
        strengths: vec!["3 on 3 Nov 2025".into(), "4 on 11 Feb 2026".into()],
        paired_with: Some(Linked::to("Priya Nair", "../team/priya.html")),
        successor: None,
        reports_to: (influence < 5.0).then(|| Linked::to("Amelia Ruiz", "#person-amelia")),
        contact: Some(date("2026-04-22")),
        contact_late: left,
        left: left.then(|| date("2026-03-31")),
        source: at("people.toml", 1, name, ""),
    }
}

fn entry(kind: &str, kind_text: &str, on: &str, title: &str, body: &str) -> Entry {
    let id = format!("{kind}-{on}-sample");
    Entry {
        anchor: id.clone(),
        permalink: format!("northwind.2026.html#{id}"),
        kind: kind.into(),
        kind_text: kind_text.into(),
        date: date(on),
        title: title.into(),
        people: vec![
            Participant {
                id: "amelia".into(),
                name: Linked::to("Amelia Ruiz", "northwind.html#person-amelia"),
            },
            Participant { id: "priya".into(), name: Linked::to("Priya Nair", "../team/priya.html") },
        ],
        fields: vec![
            Field { label: "Channel".into(), values: vec![Linked::text("video, two-way")] },
            Field { label: "Effort".into(), values: vec![Linked::text("90 min")] },
            Field {
                label: "About".into(),
                values: vec![
                    Linked::to("expectation/uptime", "#expectation-uptime"),
                    Linked::to("objective/clearance", "#objective-clearance"),
                ],
            },
        ],
        body: (!body.is_empty()).then(|| Html::trusted(body)),
        mentioned_by: vec![at(
            "reviews/2026-q1.md",
            1,
            "Review of the first quarter",
            "northwind.2026.html#review-2026-q1",
        )],
        visibility: (kind == "note").then(|| "shared".into()),
        source: forged("notes/2026-03-12-quarterly-call.md", 1, title, ""),
    }
}

fn timeline() -> Timeline {
    Timeline {
        entries: vec![
            entry(
                "complaint",
                "Complaint, critical",
                "2026-04-02",
                "Customs interface down for nine hours",
                "<p>No declaration left the yard between 04:10 and 13:20. Eleven trucks waited.</p>",
            ),
            entry(
                "note",
                "Note, video call",
                "2026-03-12",
                "Quarterly call",
                "<p>Amelia is content with the new dashboard, not with the two outages in February. See <a href=\"https://status.example/feb\">the status page</a>.</p><ul><li><span class=\"box\" role=\"img\" aria-label=\"open\">☐</span> Send an outage report for February</li><li><span class=\"box\" role=\"img\" aria-label=\"done\">☑</span> Invite Jonas to the pilot</li></ul>",
            ),
            entry(
                "feedback",
                "Feedback, CSAT",
                "2026-02-15",
                "رأي العميل",
                "<p>أفضل من قبل، لكن شهر فبراير كان صعبًا.</p>",
            ),
        ],
        total: 87,
        kinds: vec![
            choice("note", "Notes", 1),
            choice("complaint", "Complaints", 1),
            choice("feedback", "Feedback", 1),
        ],
        people: vec![choice("amelia", "Amelia Ruiz", 3), choice("priya", "Priya Nair", 3)],
        years: vec![
            YearLink { year: "2026".into(), href: "northwind.2026.html".into(), count: 34, current: false },
            YearLink { year: "2025".into(), href: "northwind.2025.html".into(), count: 53, current: false },
        ],
    }
}

pub fn year() -> YearPage {
    YearPage {
        frame: frame("Northwind Logistics, 2026", "../", 9),
        account: Linked::to("Northwind Logistics", "northwind.html"),
        year: "2026".into(),
        timeline: timeline(),
        omissions: vec![],
    }
}

pub fn account() -> AccountPage {
    let proof = || {
        evidence(
            "An open critical complaint caps the score at 49.",
            &[],
            vec![at(
                "complaints/2026-04-02-customs-outage.md",
                1,
                "Complaint: customs interface down for nine hours",
                "northwind.2026.html#c",
            )],
        )
    };
    let scale = Scale {
        id: "scale",
        score: Some(48.9),
        low: 41.2,
        high: 58.0,
        tone: Tone::Risk,
        thresholds: Thresholds::default(),
    };
    let number = |value: &str, sort| {
        figure(value, sort).because(evidence(
            "L = Σ v·s, as if all that is unknown were 0",
            &[("Σ v·s", value)],
            vec![],
        ))
    };
    let line = |name: &str, what: &str, by: f64| AttributionLine {
        dimension: name.into(),
        what: what.into(),
        change: Change::new(by, 1, Some(true), &english()),
        evidence: Some(proof()),
    };
    use ResultWord::*;
    AccountPage {
        frame: frame("Northwind Logistics", "../", 0),
        head: Head {
            name: "Northwind Logistics".into(),
            slug: "northwind".into(),
            tier: "Key".into(),
            segment: "logistics".into(),
            status: "active".into(),
            since: Some(date("2021-05-01")),
            owner: Some(Linked::to("Priya Nair", "../team/priya.html")),
            verified: Some(date("2026-05-01")),
            tags: vec!["pilot".into(), "customs".into()],
            standing: StandingWord::AtRisk,
            before: None,
            score: number("48.9", 48.9),
            ungated: Some(number("55.6", 55.6)),
            low: number("41.2", 41.2),
            high: number("58.0", 58.0),
            scale: Some(ChartView::from(chart::scale(&scale, &english()))),
            coverage: number("90", 90.0).unit("%"),
            confidence: Some(Confidence::Medium),
            confidence_figure: number("0.64", 0.64),
            change: Some(Change::new(-27.1, 1, Some(true), &english())),
            change_since: Some(date("2026-01-15")),
            provisional: None,
            gates: vec![Gate { rule: "A critical complaint is open.".into(), cap: "49".into(), since: Some(date("2026-04-02")), evidence: proof() }],
            override_view: Some(Override { standing: StandingWord::Watch, reason: "The interface is stable since 12 April; acceptance is a matter of days.".into(), by: Linked::text("Priya Nair"), approved_by: Some(Linked::text("Lena Brandt")), expires: date("2026-05-28"), source: at("reviews/2026-q1.md", 6, "", "") }),
            flags: vec![Flag { name: "Watermelon".into(), text: "Our own people rate the work 34 points above the customer.".into(), evidence: proof() }],
            commit: Some("a41c9e2, 3 May 2026".into()),
            source: at("account.toml", 1, "Account", ""),
        },
        summary: "Northwind is at risk because the customs interface failed for nine hours on 2 April and the complaint is still open; that alone caps the score at 49. Without it the account would be on watch: uptime was only partly met for the second quarter running, and two of our nine promises were late. Amelia Ruiz remains a supporter, and support in Spanish has been met since it was agreed.".into(),
        next: List::whole(
            vec![
                NextRow { what: "Resolve the customs outage complaint".into(), why: "It holds the score at 49 and is two days past its target.".into(), who: Some(Linked::to("Priya Nair", "../team/priya.html")), by: Some(date("2026-05-02")), late: "2 days late".into(), href: Some("#complaints".into()) },
                NextRow { what: "Send the outage report for February".into(), why: "Promised on 12 March, moved once, now 31 days late.".into(), who: Some(Linked::to("Lena Brandt", "../team/lena.html")), by: Some(date("2026-04-03")), late: "31 days late".into(), href: Some("#actions".into()) },
                NextRow { what: "Prepare the renewal talk".into(), why: "Notice is due in 36 days; no contact with a decision maker since 22 April.".into(), who: Some(Linked::to("Priya Nair", "../team/priya.html")), by: Some(date("2026-05-20")), late: String::new(), href: Some("#contracts".into()) },
            ],
            Empty::default(),
        ),
        omissions: vec![Omission { code: "S104".into(), message: "unknown value “parlty” for result; did you mean “partly”?".into(), path: "accounts/emea/northwind/expectations.toml".into(), line: 77, effect: "The expectation “invoice accuracy” counts as unknown.".into() }],
        purpose: Some(Purpose { lines: vec![Field { label: "What we are for".into(), values: vec![Linked::text("One accountable team for every shipment system.")] }, Field { label: "Benefit to us".into(), values: vec![Linked::text("Reference customer in logistics.")] }], shared: Some("2 Sep 2025, with Amelia Ruiz".into()), source: at("account.toml", 19, "", ""), ..Purpose::default() }),
        profile: Some(Profile { body: Html::trusted("<p>Northwind moves temperature-controlled freight between Valencia, Rotterdam and Gdańsk: 340 trucks, 2,100 people. It earns on punctuality clauses, and loses on them.</p>"), verified: Some(date("2026-01-20")), source: at("profile.md", 1, "", ""), ..Profile::default() }),
        standing: StandingSection {
            history: history(),
            history_empty: String::new(),
            attribution: Some(Attribution {
                from: date("2026-01-15"),
                to: date("2026-05-04"),
                from_what: "the last review".into(),
                score_from: figure("76.0", 76.0),
                score_to: figure("48.9", 48.9),
                lines: vec![line("complaints", "score 100 → 10", -14.2), line("expectations", "score 84 → 62", -6.9), line("commitments", "score 94 → 74", -3.0), line("objectives", "evidence lapsed", 0.8), line("gates", "capped at 49", -3.8)],
                total: Change::new(-27.1, 1, Some(true), &english()),
            }),
            dimensions: vec![
                dimension("expectations", "25", Some(62.0), "3 of 5 met, 1 partly, 1 missed", "fresh", -22.0),
                dimension("feedback", "20", Some(71.0), "9 people, 2 instruments", "ageing, 0.84", -3.1),
                dimension("complaints", "15", Some(10.0), "1 open, critical, past its target", "fresh", -90.0),
                dimension("commitments", "15", Some(77.8), "7 of 9 on time in 180 days", "fresh", -16.2),
                dimension("people", "10", Some(87.5), "2 of 2 roles held, 1 not backed up", "fresh", 0.0),
                dimension("objectives", "10", None, "2 agreed", "lapsed", 0.0),
                dimension("contact", "", None, "the tier asks for no cadence", "–", 0.0),
            ],
            sensitivity: "The standing stays at risk under equal weights and with every weight halved or half as much again.".into(),
            sensitivity_rows: vec![SensitivityRow { variation: "equal weights".into(), score: figure("49.0", 49.0), standing: StandingWord::AtRisk, differs: false }, SensitivityRow { variation: "complaints halved".into(), score: figure("61.2", 61.2), standing: StandingWord::Watch, differs: true }],
            undated: vec![at("people.toml", 22, "Influence of Jonas Weber", "")],
        },
        expectations: ExpectationSection {
            summary: "5 agreed: 3 met, 1 partly, 1 overdue.".into(),
            columns: ["Q1 2025", "Q2", "Q3", "Q4", "Q1 2026"].map(str::to_owned).to_vec(),
            list: List::whole(
                vec![
                    expectation("expectation-uptime", "The tracking API is up in each month.", "high", "monthly uptime ≥ 99.9 percent", [None, Some(Met), Some(Partly), Some(Met), Some(Partly)], true),
                    expectation("expectation-spanish", "Support answers in Spanish between 8 and 18 h.", "normal", "", [None, Some(Met), Some(Met), Some(Exceeded), Some(Met)], false),
                    expectation("expectation-invoices", "Invoices carry the shipment number.", "low", "", [None, None, Some(Missed), None, Some(Overdue)], false),
                    expectation("expectation-gdansk", "Gdańsk goes live before the harvest.", "high", "", [None, None, None, None, None], false),
                ],
                Empty::default(),
            ),
        },
        feedback: FeedbackSection {
            summary: "Nine people spoke in the last 180 days, through two instruments.".into(),
            instruments: List::whole(vec![instrument(false), instrument(true)], Empty::default()),
            strengths: vec![Tally { what: "dashboard".into(), count: 4, by: vec![Linked::text("Amelia Ruiz"), Linked::text("Mira Costa")] }, Tally { what: "people who answer".into(), count: 3, by: vec![] }],
            weaknesses: vec![Tally { what: "outages".into(), count: 5, by: vec![Linked::text("Amelia Ruiz")] }],
            voices: List { total: 21, more: Some(Linked::to("All of 2026", "northwind.2026.html")), ..List::whole(
                vec![
                    Voice { who: Linked::to("Amelia Ruiz", "#person-amelia"), role: "decision-maker".into(), on: date("2026-02-15"), instrument: "CSAT".into(), score: "8 of 10".into(), words: "Mejor que antes, pero febrero nos dolió. Quiero ver el informe antes de la próxima reunión.".into(), lang: Some("es".into()), answered: "answered 3 Mar 2026".into(), source: at("feedback/2026-02-survey.toml", 8, "", "northwind.2026.html#f") },
                    Voice { who: Linked::text("Jonas Weber"), role: "user".into(), on: date("2026-02-15"), instrument: "CSAT".into(), score: "5 of 10".into(), words: "The alerts came an hour after the trucks had stopped.".into(), lang: None, answered: "not answered".into(), source: at("feedback/2026-02-survey.toml", 16, "", "") },
                    Voice { who: Linked::text("سارة العتيبي"), role: "user".into(), on: date("2026-02-14"), instrument: "CSAT".into(), score: "7 of 10".into(), words: "أفضل من قبل، لكن شهر فبراير كان صعبًا.".into(), lang: Some("ar".into()), answered: String::new(), source: at("feedback/2026-02-survey.toml", 24, "", "") },
                ],
                Empty::default(),
            ) },
        },
        complaints: List::whole(
            vec![ComplaintRow { title: Linked::to("Customs interface down for nine hours", "northwind.2026.html#c"), severity: "critical".into(), state: "late".into(), state_text: "open for 32 days, 2 past its target".into(), by: Some(Linked::text("Amelia Ruiz")), raised: date("2026-04-02"), acknowledged: Some(date("2026-04-02")), target: Some(date("2026-05-02")), resolved: None, accepted: None, cause: "An expired certificate nobody watched.".into(), remedy: String::new(), source: at("complaints/2026-04-02-customs-outage.md", 1, "", "") }],
            Empty::default(),
        ),
        actions: ActionSection {
            summary: "4 open, 1 overdue; 7 of 9 closed on time in 180 days.".into(),
            ours: List::whole(vec![action("Send an outage report for February", "Lena Brandt", "2026-04-03", "overdue", "31 days late", false), action("Watch every certificate, and alert 30 days before it expires", "Tomás Herrera", "2026-05-15", "open", "due in 11 days", false)], Empty::default()),
            theirs: List::whole(vec![action("Name a second contact in Gdańsk", "Amelia Ruiz", "2026-05-20", "open", "due in 16 days", false)], Empty::default()),
            closed: List::whole(vec![action("Invite Jonas to the pilot", "Amelia Ruiz", "2026-03-20", "done", "done 1 day early", false)], Empty::default()),
        },
        people: PeopleSection {
            summary: "The tier asks for a decision maker and a sponsor; both are held, the sponsor is not backed up.".into(),
            customer: List::whole(vec![person("person-amelia", "Amelia Ruiz", "Head of Operations", &["decision-maker", "sponsor"], 5.0, "supporter", false), person("person-jonas", "Jonas Weber", "Dispatch lead", &["user"], 2.0, "sceptic", false), person("person-mira", "Mira Costa", "Head of IT", &["influencer"], 4.0, "", true)], Empty::default()),
            ours: List::whole(vec![TeamRow { name: Linked::to("Priya Nair", "../team/priya.html"), role: "owner".into(), from: Some(date("2025-08-01")), until: None, successor: Some(Linked::text("Tomás Herrera")), contact: Some(date("2026-04-22")), left: false }], Empty::default()),
            roles: vec![RoleRow { role: "decision-maker".into(), holders: vec![Linked::to("Amelia Ruiz", "#person-amelia")], score: figure("100", 100.0), state: "held, in cadence, backed up".into() }, RoleRow { role: "champion".into(), holders: vec![], score: figure("0", 0.0), state: "nobody holds it".into() }],
        },
        objectives: List::whole(vec![ObjectiveRow { anchor: "objective-clearance".into(), title: "Cut clearance times by a third".into(), whose: "shared".into(), value_theirs: "EUR 400,000 a year in waiting time".into(), measure: "median minutes, 60 → 40".into(), state: "no-progress".into(), state_text: "no progress for 190 days".into(), agreed: Some(date("2025-06-10")), due: Some(date("2026-12-31")), progress: vec![ProgressView { on: date("2025-10-26"), text: "on track, 51 minutes".into(), href: Some("northwind.2025.html#p".into()) }], source: at("objectives.toml", 3, "", "") }], Empty::default()),
        risks: List::whole(vec![RiskRow { anchor: "risk-single".into(), title: "One engineer alone knows the customs interface".into(), likelihood: figure("3", 3.0), impact: figure("5", 5.0), weight: figure("15", 15.0), response: String::new(), owner: None, reviewed: None, closed: None, source: at("risks.toml", 3, "", "") }], Empty::default()),
        contracts: List::whole(vec![ContractRow { anchor: "contract-platform".into(), title: "Platform subscription".into(), from: Some(date("2025-06-10")), to: Some(date("2026-09-09")), notice_by: Some(date("2026-06-09")), away: "in 36 days".into(), renews: "negotiated".into(), value: figure("180,000.00", 180e3).unit("EUR a year"), products: vec!["tracking".into(), "customs".into()], outcome: String::new(), running: true, source: at("account.toml", 58, "", "") }], Empty::default()),
        periods: List::whole(vec![PeriodRow { anchor: "period-2026-q1".into(), period: "Q1 2026".into(), revenue: figure("45,000.00", 45e3).unit("EUR"), cost: figure("31,200.00", 31e3).unit("EUR"), margin: figure("30.7", 30.7).unit("%"), investment: figure("6,000.00", 6e3).unit("EUR"), returns: Figure::unknown("–"), roi: Figure::unknown("–"), source: Some(at("periods.toml", 2, "", "")) }], Empty::default()),
        periods_total: None,
        methods: List::whole(vec![MethodRow { anchor: "method-csat".into(), title: "CSAT each half year".into(), form: "formal".into(), how: "email, CSAT 0 to 10".into(), every: "6 months".into(), agreed: "10 Jun 2025 with Amelia Ruiz".into(), last: Some(date("2026-02-15")), next: Some(date("2026-08-15")), late: false, evaluated: String::new(), source: at("plan.toml", 2, "", "") }], Empty::default()),
        meetings: List::whole(vec![MeetingRow { anchor: "meeting-crisis".into(), on: date("2026-05-06"), away: "in 2 days".into(), purpose: "Crisis call about the customs interface".into(), people: vec![Linked::text("Priya Nair"), Linked::text("Amelia Ruiz")], source: at("plan.toml", 20, "", "") }], Empty::default()),
        timeline: timeline(),
        health: List::whole(vec![HealthRow { what: "Contract value".into(), state: "fine".into(), text: "recorded".into(), clears: String::new() }, HealthRow { what: "Consent of people".into(), state: "lacking".into(), text: "missing for 2 of 3".into(), clears: "consent = a date, at each [[person]]".into() }], Empty::default()),
    }
}

/// An account of which nothing but its name is written.
pub fn bare_account() -> AccountPage {
    let none = |why: &str, file: &str, example: &str| empty(why, &format!("accounts/lumen/{file}"), example);
    AccountPage {
        frame: frame("Lumen Energia", "../", 0),
        head: Head {
            name: "Lumen Energia".into(),
            slug: "lumen".into(),
            tier: "Base".into(),
            status: "active".into(),
            standing: StandingWord::New,
            score: Figure::unknown("–"),
            low: figure("0", 0.0),
            high: figure("100", 100.0),
            coverage: figure("0", 0.0).unit("%"),
            confidence_figure: figure("0.00", 0.0),
            provisional: Some(
                "Nothing is known yet. An assessed expectation would narrow the bounds most.".into(),
            ),
            source: at("account.toml", 1, "", ""),
            ..Head::default()
        },
        summary: "Lumen Energia is new: nothing has been recorded yet that could say how it stands.".into(),
        next: List { empty: none("Nothing is promised and nothing is overdue.", "", ""), ..List::default() },
        standing: StandingSection {
            history_empty: "No week has a score yet. The history begins with the first dated record.".into(),
            sensitivity: "Nothing to vary.".into(),
            ..StandingSection::default()
        },
        expectations: ExpectationSection {
            list: List {
                empty: none(
                    "No expectation was agreed.",
                    "account.toml",
                    "[[expectation]]\nstatement = \"Answers within one working day.\"\npriority = \"high\"\nagreed = 2026-05-04",
                ),
                ..List::default()
            },
            ..ExpectationSection::default()
        },
        complaints: List {
            empty: Empty { why: "No complaint was recorded.".into(), ..Empty::default() },
            ..List::default()
        },
        ..AccountPage::default()
    }
}

pub fn actions() -> ActionsPage {
    let rows = |state: &str, text: &str, due: &str| {
        vec![
            action("Send an outage report for February", "Lena Brandt", due, state, text, true),
            action("Name a second contact in Gdańsk", "Amelia Ruiz", due, state, text, true),
        ]
    };
    ActionsPage {
        frame: frame("Actions", "", 1),
        summary: "31 open, 7 of them overdue; the oldest is 41 days late.".into(),
        by_due: vec![
            DueGroup {
                id: "overdue".into(),
                title: "Overdue".into(),
                rows: rows("overdue", "31 days late", "2026-04-03"),
            },
            DueGroup {
                id: "week".into(),
                title: "This week".into(),
                rows: rows("open", "due in 3 days", "2026-05-07"),
            },
            DueGroup { id: "undated".into(), title: "Without a date".into(), rows: vec![] },
        ],
        by_owner: vec![OwnerRow {
            owner: Linked::to("Lena Brandt", "team/lena.html"),
            account: None,
            open: 6,
            overdue: 2,
            next_due: Some(date("2026-05-07")),
            on_time: figure("78", 78.0).unit("%"),
            rows: rows("open", "due in 3 days", "2026-05-07"),
        }],
        total: 31,
        pagination: Pagination {
            current: 1,
            pages: vec![Linked::to("1", "actions.html"), Linked::to("2", "actions.2.html")],
            first: 1,
            last: 20,
            total: 31,
        },
        empty: Empty::default(),
    }
}

pub fn team() -> TeamPage {
    TeamPage {
        frame: frame("Team", "", 2),
        summary: "Four people hold ten accounts. One key account has no owner, and two have an owner without a successor.".into(),
        members: List::whole(vec![
            MemberRow { name: Linked::to("Priya Nair", "team/priya.html"), role: "Account director".into(), expertise: vec!["customs".into(), "contracts".into()], owns: 2, serves: 1, relations: 7, actions_open: 8, actions_overdue: 1, contact: Some(date("2026-05-02")), left: None },
            MemberRow { name: Linked::to("Lena Brandt", "team/lena.html"), role: "Engineer".into(), expertise: vec!["integration".into()], owns: 2, serves: 3, relations: 4, actions_open: 6, actions_overdue: 0, contact: Some(date("2026-04-22")), left: Some(date("2026-05-01")) },
        ], Empty::default()),
        gaps: List::whole(vec![GapRow { account: Linked::to("Vantage Rail", "accounts/vantage.html"), standing: StandingWord::AtRisk, what: "It has no owner since 1 February 2026.".into(), clears: "team = [{ who = …, as = \"owner\" }] in account.toml".into() }], Empty::default()),
    }
}

pub fn person_page() -> PersonPage {
    PersonPage {
        frame: frame("Priya Nair", "../", 2),
        name: "Priya Nair".into(),
        role: "Account director".into(),
        expertise: vec!["customs".into(), "contracts".into()],
        authority: vec!["discounts to 5 %".into()],
        left: None,
        summary: "Priya owns two key accounts, one of them at risk. If she left, seven relations would have nobody else, and three promises would have no owner.".into(),
        attention: List::whole(attention_rows().into_iter().take(1).collect(), Empty::default()),
        accounts: List::whole(vec![ServedRow { account: Linked::to("Northwind Logistics", "../accounts/northwind.html"), role: "owner".into(), from: Some(date("2025-08-01")), standing: StandingWord::AtRisk, score: figure("48.9", 48.9), change: Some(Change::new(-27.1, 1, Some(true), &english())), successor: Some(Linked::text("Tomás Herrera")), contact: Some(date("2026-04-22")), review: Some(date("2026-07-15")) }], Empty::default()),
        actions: List::whole(vec![action("Resolve the complaint", "Priya Nair", "2026-05-02", "overdue", "2 days late", true)], Empty::default()),
        relations: List::whole(vec![RelationRow { person: Linked::to("Amelia Ruiz", "../accounts/northwind.html#person-amelia"), account: Linked::to("Northwind Logistics", "../accounts/northwind.html"), roles: vec!["decision-maker".into()], strength: figure("4", 4.0), contact: Some(date("2026-04-22")) }], Empty::default()),
        handover: List::whole(vec![HandoverRow { kind: "promise".into(), what: "Resolve the customs outage complaint".into(), account: Some(Linked::to("Northwind Logistics", "../accounts/northwind.html")), to: None, fields: vec![Field { label: "Due".into(), values: vec![Linked::text("2 May 2026")] }] }], Empty::default()),
        source: SourceLine { path: "team.toml".into(), line: 3, ..SourceLine::default() },
    }
}

pub fn model() -> ModelPage {
    let rule = |name: &str, weight: f64, formula: &str, unknown: &str, validity: &str| DimensionRule {
        id: format!("dimension-{name}"),
        name: name.into(),
        weight: figure(&weight.to_string(), weight),
        tier_weights: vec![],
        formula: formula.into(),
        unknown_when: unknown.into(),
        not_applicable_when: String::new(),
        validity: validity.into(),
        known: "8 of 10".into(),
        changed: name == "feedback",
    };
    ModelPage {
        frame: frame("Model", "", 3),
        since: Some(date("2025-10-06")),
        dimensions: vec![
            rule("expectations", 25.0, "Σ w·f·a ⁄ Σ w·f over the latest assessment of each that has not ended; exceeded and met 100, partly 50, missed 0; w = 1, 2, 3 by priority", "none assessed within twice the validity", "120 days"),
            rule("feedback", 20.0, "per instrument Σ f·i·x ⁄ Σ f·i over each respondent’s latest answer; then the mean of the instruments", "no answer within twice the validity", "90 days"),
            rule("complaints", 15.0, "max(0, 100 − Σ p·m)", "no complaint and neither contact nor feedback within 180 days", "–"),
        ],
        quantities: vec![
            Quantity { symbol: "W".into(), name: "coverage".into(), formula: "W = Σ v over the known".into(), meaning: "The share of weight of which something is known.".into() },
            Quantity { symbol: "H".into(), name: "score".into(), formula: "H = Σ v·s ⁄ W over the known".into(), meaning: "The mean of what is known, by weight.".into() },
        ],
        bands: vec![BandRule { standing: StandingWord::Good, when: "H ≥ 75 and W ≥ 0.70, else watch".into() }, BandRule { standing: StandingWord::Watch, when: "50 ≤ H < 75".into() }, BandRule { standing: StandingWord::AtRisk, when: "H < 50".into() }, BandRule { standing: StandingWord::Unknown, when: "W < 0.50, unless a gate says at risk".into() }],
        rules: vec!["Going down is immediate. Going up needs H at least 3 over the bound at two points of a weekly grid 14 days apart and at all between.".into()],
        gates: vec![GateRule { id: "gate-critical".into(), when: "A critical complaint is open.".into(), cap: "49".into(), holds: vec![Linked::to("Northwind Logistics", "accounts/northwind.html")] }],
        tiers: vec![TierRule { name: "key".into(), accounts: 4, cadence: "30 days".into(), roles: vec!["decision-maker".into(), "sponsor".into()], criteria: vec!["more than EUR 100,000 a year".into()], major: true }],
        changes: vec![ModelChange { on: date("2025-10-06"), what: vec!["weight of feedback 15 → 20".into()], why: "Two surveys a year are now agreed with every key account.".into(), source: SourceLine { path: "standing.toml".into(), line: 44, ..SourceLine::default() } }],
        rates: vec![RateRow { of: "1 USD".into(), is: figure("0.92", 0.92).unit("EUR"), from: date("2026-01-01") }],
        outcome: vec![OutcomeRow { standing: StandingWord::AtRisk, accounts: 2, sensitive: 1 }],
        source: Some(SourceLine { path: "standing.toml".into(), line: 20, ..SourceLine::default() }),
    }
}

pub fn jumps() -> Vec<Jump> {
    (0..10)
        .map(account_row)
        .map(|row| Jump {
            slug: row.slug,
            name: row.name.text,
            standing: row.standing,
            tier: row.tier.key,
            owner: row.owner_id,
            segment: row.segment.key,
            tags: row.tags,
        })
        .collect()
}
