//! A map of two organisations: their people at the left, ours at the right, each pair joined by a line that is the
//! thicker the stronger the relation, and between them how strong it was through time.
//!
//! Rows keep their height whatever the width, and every mark has its words beside it: stance and influence below the
//! name, who would follow below that, and a dashed line where nobody stands behind somebody.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::draw::{across, coordinate, escape, open_wide, share};
use super::{Chart, Tone};
use crate::language::Language;

/// One of their people.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Theirs {
    /// The name.
    pub name: String,
    /// What they are to the decision, in a few words.
    pub role: String,
    /// How they stand to us; its mark is that of the tone.
    pub stance: String,
    /// The colour of the stance.
    pub tone: Tone,
    /// Their weight in decisions, 1 to 5, where it is said.
    pub influence: Option<u8>,
    /// The strength of the relation, 1 to 5, day by day, oldest first.
    pub strengths: Vec<(NaiveDate, u8)>,
    /// Their counterpart, by the place among ours.
    pub pair: Option<usize>,
    /// What is missing there: “nobody”, “left 31 Mar 2026”; empty where nothing is.
    pub pair_gap: String,
    /// Who would follow them; empty where nobody is named.
    pub successor: String,
    /// What is missing there; empty where nothing is.
    pub successor_gap: String,
    /// The day they left, in words; empty for who is here.
    pub left: String,
}

/// One of our people.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ours {
    /// The name.
    pub name: String,
    /// As what they serve.
    pub role: String,
    /// Who would follow them; empty where nobody is named.
    pub successor: String,
    /// What is missing there; empty where nothing is.
    pub gap: String,
}

/// All that the map shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Map<'a> {
    /// An id that no other chart of the page has.
    pub id: &'a str,
    /// What it shows, in a line.
    pub title: &'a str,
    /// Their people, the most influential first.
    pub theirs: &'a [Theirs],
    /// Ours.
    pub ours: &'a [Ours],
    /// Roles that somebody should hold and nobody does.
    pub vacant: &'a [String],
    /// The day of the page, at which the lines of strength end.
    pub as_of: NaiveDate,
}

/// The height of a row.
const ROW: f64 = 76.0;
/// The room above the rows, for the headings.
const TOP: f64 = 28.0;
/// The most letters of a name or a line at the left and at the right, in a narrow window.
const LEFT: usize = 22;
const RIGHT: usize = 13;
/// Where the line of strength begins and ends, and where the lines of pairs do.
const STRENGTH: (f64, f64) = (0.46, 0.55);
const TIES: (f64, f64) = (0.61, 0.665);
const OURS: f64 = 0.68;

/// Draws the map; `None` where nobody of theirs is known.
pub fn map(series: &Map<'_>, language: &Language) -> Option<Chart> {
    if series.theirs.is_empty() {
        return None;
    }
    let rows = (series.theirs.len() + series.vacant.len()).max(series.ours.len());
    let height = TOP + ROW * rows as f64;
    let mut svg = String::with_capacity(4096);
    open_wide(&mut svg, series.id, "chart-map", height as u32, series.title, &description(series, language));
    word(&mut svg, "label quiet", 0.0, 12.0, &language.word("drawing-theirs-title"));
    word(&mut svg, "label quiet", STRENGTH.0, 12.0, &language.word("drawing-relation"));
    word(&mut svg, "label quiet", OURS, 12.0, &language.word("drawing-ours-title"));
    let first = series.theirs.iter().filter_map(|one| one.strengths.first()).map(|(on, _)| *on).min();
    let span = (first.unwrap_or(series.as_of), series.as_of);
    let counted = series.ours.len() as f64;
    // Ours stand in the middle of the height, so that the lines to them stay short.
    let shift = ((rows as f64 - counted) / 2.0).floor().max(0.0);
    let middle = |at: f64| TOP + ROW * at + 22.0;
    for (at, one) in series.theirs.iter().enumerate() {
        if let Some(pair) = one.pair {
            tie(&mut svg, one, middle(at as f64), middle(pair as f64 + shift));
        }
    }
    for (at, one) in series.theirs.iter().enumerate() {
        theirs(&mut svg, one, TOP + ROW * at as f64, span, language);
    }
    for (at, role) in series.vacant.iter().enumerate() {
        let top = TOP + ROW * (series.theirs.len() + at) as f64;
        rule(&mut svg, top);
        line(
            &mut svg,
            "label tone-risk",
            0.0,
            top + 18.0,
            &language.say("drawing-nobody-is", &[("role", &role)]),
            LEFT,
        );
    }
    for (at, one) in series.ours.iter().enumerate() {
        ours(&mut svg, one, TOP + ROW * (at as f64 + shift), language);
    }
    svg.push_str("</svg>");
    let columns =
        ["person", "side", "role", "influence-title", "stance", "relation", "paired-with", "successor"];
    let rows = series.theirs.iter().map(|one| their_row(series, one, language));
    let rows = rows.chain(series.ours.iter().map(|one| our_row(one, language))).collect();
    let columns = columns.map(|id| language.word(&format!("drawing-{id}"))).to_vec();
    Some(Chart { svg, title: series.title.to_owned(), columns, rows, ..Chart::default() })
}

fn description(series: &Map<'_>, language: &Language) -> String {
    let here = series.theirs.iter().filter(|one| one.left.is_empty());
    let alone = here.clone().filter(|one| one.pair.is_none()).count();
    let against = here.clone().filter(|one| one.tone == Tone::Risk).count();
    language.say(
        "drawing-map",
        &[
            ("theirs", &here.count()),
            ("ours", &series.ours.len()),
            ("alone", &alone),
            ("against", &against),
            ("vacant", &series.vacant.len()),
        ],
    )
}

/// Words at a share of the width, from there on.
fn word(svg: &mut String, class: &str, share: f64, y: f64, words: &str) {
    let (x, y) = (across(share), coordinate(y));
    let _ = write!(svg, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{}</text>", escape(words));
}

/// Words of which a narrow window shows no more than fits.
fn line(svg: &mut String, class: &str, share: f64, y: f64, words: &str, most: usize) {
    if words.is_empty() {
        return;
    }
    if words.chars().count() <= most {
        return word(svg, class, share, y, words);
    }
    let short: String = words.chars().take(most - 1).collect();
    word(svg, &format!("{class} roomy"), share, y, words);
    word(svg, &format!("{class} tight"), share, y, &format!("{}…", short.trim_end()));
}

/// A hairline above a row, from one share of the width to another.
fn rule(svg: &mut String, top: f64) {
    let y = coordinate(top - 2.0);
    let _ =
        write!(svg, "<line class=\"grid\" x1=\"0\" x2=\"{}\" y1=\"{y}\" y2=\"{y}\"/>", across(STRENGTH.1));
}

fn theirs(svg: &mut String, one: &Theirs, top: f64, span: (NaiveDate, NaiveDate), language: &Language) {
    rule(svg, top);
    let is_gone = !one.left.is_empty();
    let name = format!("{} {}", one.tone.symbol(), one.name);
    line(svg, if is_gone { "label quiet name" } else { "label name" }, 0.0, top + 16.0, &name, LEFT);
    line(svg, "label quiet", 0.0, top + 32.0, &one.role, LEFT);
    let influence =
        one.influence.map(|rating| language.say("drawing-influence", &[("rating", &rating.to_string())]));
    let says = [Some(one.stance.clone()).filter(|stance| !stance.is_empty()), influence];
    let says = says.into_iter().flatten().collect::<Vec<_>>().join(", ");
    if is_gone {
        line(svg, "label tone-risk", 0.0, top + 48.0, &one.left, LEFT);
    } else {
        line(svg, &format!("label {}", one.tone.class()), 0.0, top + 48.0, &says, LEFT);
    }
    followed(svg, 0.0, top + 64.0, (&one.successor, &one.successor_gap), LEFT, language);
    strength(svg, one, top, span, language);
    if one.pair.is_none() && !is_gone {
        let class = if one.pair_gap.is_empty() { "label quiet" } else { "label tone-risk" };
        let words =
            if one.pair_gap.is_empty() { language.word("drawing-nobody") } else { one.pair_gap.clone() };
        let words = language.say("drawing-with", &[("words", &words)]);
        line(svg, class, STRENGTH.0, top + 48.0, &words, RIGHT);
    }
}

/// Who would follow, or that nobody would.
fn followed(
    svg: &mut String,
    share: f64,
    y: f64,
    (successor, gap): (&str, &str),
    most: usize,
    language: &Language,
) {
    let then = |words: &str| language.say("drawing-then", &[("words", &words)]);
    match (successor, gap) {
        ("", "") => {}
        ("", gap) => line(svg, "label tone-risk", share, y, &then(gap), most),
        (named, "") => line(svg, "label quiet", share, y, &then(named), most),
        (named, gap) => line(svg, "label tone-risk", share, y, &then(&format!("{named}, {gap}")), most),
    }
}

/// The strength through time as steps between 1 and 5, and the latest as a number.
fn strength(svg: &mut String, one: &Theirs, top: f64, span: (NaiveDate, NaiveDate), language: &Language) {
    let Some((_, latest)) = one.strengths.last() else {
        word(svg, "label quiet", STRENGTH.0, top + 26.0, &language.word("drawing-not-said"));
        return;
    };
    let height = |rating: u8| 100.0 - 25.0 * (f64::from(rating.clamp(1, 5)) - 1.0);
    let _ = write!(
        svg,
        "<svg x=\"{}\" y=\"{}\" width=\"{}\" height=\"24\" viewBox=\"0 0 100 100\" preserveAspectRatio=\"none\">\
         <path class=\"grid\" d=\"M0 0H100M0 100H100\"/>",
        across(STRENGTH.0),
        coordinate(top + 10.0),
        across(STRENGTH.1 - STRENGTH.0)
    );
    let mut path = String::new();
    for (on, rating) in &one.strengths {
        let (x, y) = (coordinate(100.0 * share(*on, span.0, span.1).min(0.96)), coordinate(height(*rating)));
        let _ = if path.is_empty() { write!(path, "M{x} {y}") } else { write!(path, "H{x}V{y}") };
    }
    let _ = write!(svg, "<path class=\"line\" d=\"{path}H100\"/></svg>");
    word(svg, "label strong", STRENGTH.1 + 0.012, top + 27.0, &latest.to_string());
}

/// The line between two who are paired: dashed where one of them is gone.
fn tie(svg: &mut String, one: &Theirs, from: f64, to: f64) {
    let is_broken = !one.left.is_empty() || !one.pair_gap.is_empty();
    let class = if is_broken { "tie tie-broken" } else { "tie" };
    let strength = one.strengths.last().map_or(1, |(_, rating)| *rating);
    let _ = write!(
        svg,
        "<line class=\"{class}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke-width=\"{}\"/>",
        across(TIES.0),
        coordinate(from),
        across(TIES.1),
        coordinate(to),
        coordinate(0.5 * f64::from(strength))
    );
}

fn ours(svg: &mut String, one: &Ours, top: f64, language: &Language) {
    line(svg, "label name", OURS, top + 16.0, &one.name, RIGHT);
    line(svg, "label quiet", OURS, top + 32.0, &one.role, RIGHT);
    followed(svg, OURS, top + 48.0, (&one.successor, &one.gap), RIGHT, language);
}

fn their_row(series: &Map<'_>, one: &Theirs, language: &Language) -> Vec<String> {
    let or = |words: String, none: &str| if words.is_empty() { language.word(none) } else { words };
    let strengths = one.strengths.iter().map(|(on, rating)| {
        language.say("drawing-rating-on", &[("rating", &rating.to_string()), ("on", &language.date(*on))])
    });
    let pair = one.pair.and_then(|at| series.ours.get(at)).map(|ours| ours.name.clone());
    let with_gap = |named: String, gap: &str| match (named.as_str(), gap) {
        ("", gap) => or(gap.to_owned(), "drawing-nobody"),
        (_, "") => named,
        (named, gap) => format!("{named}, {gap}"),
    };
    let name = if one.left.is_empty() { one.name.clone() } else { format!("{}, {}", one.name, one.left) };
    vec![
        name,
        language.word("drawing-theirs"),
        or(one.role.clone(), "drawing-not-said"),
        one.influence.map_or_else(|| language.word("drawing-not-said"), |rating| rating.to_string()),
        or(one.stance.clone(), "drawing-not-said"),
        or(strengths.collect::<Vec<_>>().join("; "), "drawing-not-said"),
        with_gap(pair.unwrap_or_default(), &one.pair_gap),
        with_gap(one.successor.clone(), &one.successor_gap),
    ]
}

fn our_row(one: &Ours, language: &Language) -> Vec<String> {
    let successor = match (one.successor.as_str(), one.gap.as_str()) {
        ("", "") => language.word("drawing-nobody"),
        ("", gap) => gap.to_owned(),
        (named, "") => named.to_owned(),
        (named, gap) => format!("{named}, {gap}"),
    };
    let dash = || "–".to_owned();
    vec![
        one.name.clone(),
        language.word("drawing-ours"),
        one.role.clone(),
        dash(),
        dash(),
        dash(),
        dash(),
        successor,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_joins_pairs_and_names_every_gap() {
        let theirs = [
            Theirs {
                name: "Katharina Vogt".to_owned(),
                role: "decision maker".to_owned(),
                stance: "supporter".to_owned(),
                tone: Tone::Good,
                influence: Some(5),
                strengths: vec![("2025-01-01".parse().unwrap(), 2), ("2026-01-01".parse().unwrap(), 4)],
                pair: Some(0),
                successor_gap: "nobody".to_owned(),
                ..Theirs::default()
            },
            Theirs { name: "A & B".to_owned(), pair_gap: "nobody".to_owned(), ..Theirs::default() },
        ];
        let ours = [Ours { name: "Priya Nair".to_owned(), role: "owner".to_owned(), ..Ours::default() }];
        let vacant = ["sponsor".to_owned()];
        let as_of = "2026-06-30".parse().unwrap();
        let series = Map { id: "m", title: "People", theirs: &theirs, ours: &ours, vacant: &vacant, as_of };
        let chart = map(&series, &Language::default()).unwrap();
        for part in [
            "<desc id=\"m-d\">2 of their people and 1 of ours. Without a counterpart on our side: 1.",
            "● Katharina Vogt",
            "○ A &amp; B",
            "supporter, influence 5",
            "then nobody",
            "with nobody",
            "Nobody is sponsor",
            "stroke-width=\"2\"",
        ] {
            assert!(chart.svg.contains(part), "{part}: {}", chart.svg);
        }
        assert!(!chart.svg.contains("style="));
        let row = chart.rows[0][5..].iter().map(|words| words.replace('\u{a0}', " "));
        assert_eq!(row.collect::<Vec<_>>(), ["2 on 1 Jan 2025; 4 on 1 Jan 2026", "Priya Nair", "nobody"]);
        let nobody = Map { theirs: &[], ..series };
        assert_eq!(map(&nobody, &Language::default()), None);
    }
}
