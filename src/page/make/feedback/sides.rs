//! Customer and our own people on the same scale, side by side.

use std::collections::BTreeSet;

use super::instrument;
use crate::chart;
use crate::page::account::Technique;
use crate::page::desk::Desk;
use crate::page::make::words::points;
use crate::record::Voice;
use crate::review::feedback::{Analysed, Series, Sides, mean};
use crate::review::{model, past};

const SHOWS: &str = "both-were-asked-on-the-same-scale-each-dot";

const APART: &str = "answers-are-laid-side-by-side-where-both";

/// One a pair, and one for each question to our own people that has none.
pub fn techniques(desk: &Desk<'_>, analysed: &Analysed<'_>) -> Vec<Technique> {
    let pairs = analysed.sides.iter().map(|sides| technique(desk, analysed, sides));
    let is_paired = |at: usize| analysed.sides.iter().any(|sides| sides.staff == at);
    let staff = analysed.series.iter().enumerate().filter(|(_, one)| one.source == Voice::Staff);
    let alone = staff.filter(|(at, _)| !is_paired(*at)).map(|(_, ours)| apart(desk, analysed, ours));
    pairs.chain(alone).collect()
}

/// Why the answers of our own people have nothing beside them.
fn apart(desk: &Desk<'_>, analysed: &Analysed<'_>, ours: &Series<'_>) -> Technique {
    let has_score = |one: &&Series<'_>| one.waves.iter().any(|wave| !wave.scores().is_empty());
    let theirs = || analysed.series.iter().filter(|one| one.source == Voice::Customer).filter(has_score);
    let other = theirs().filter(|one| one.measure != ours.measure);
    let scales: BTreeSet<String> = other.map(|one| instrument::scale(desk, one)).collect();
    let scale = instrument::scale(desk, ours);
    let says = if !has_score(&ours) {
        desk.site.language.word("nothing-can-be-laid-side-by-side-our-own")
    } else if scales.is_empty() {
        desk.site.language.word("nothing-can-be-laid-side-by-side-the")
    } else {
        desk.site.language.say(
            "not-laid-side-by-side-our-own-people",
            &[("scale", &scale), ("what", &scales.into_iter().collect::<Vec<_>>().join("; "))],
        )
    };
    Technique {
        title: instrument::title(desk, ours),
        says,
        shows: desk.site.language.word(APART),
        chart: None,
        is_open: false,
    }
}

fn technique(desk: &Desk<'_>, analysed: &Analysed<'_>, sides: &Sides) -> Technique {
    let (customer, staff) = (&analysed.series[sides.customer], &analysed.series[sides.staff]);
    let group = |series: &Series<'_>, at: usize, who: &str| {
        let wave = &series.waves[at];
        let answers = wave.scores();
        let on = desk.site.language.date(wave.on);
        chart::Group { label: format!("{who}, {on}"), mean: mean(&answers), answers }
    };
    let groups = [
        group(customer, sides.waves.0, &desk.site.language.word("customer-2")),
        group(staff, sides.waves.1, &desk.site.language.word("our-own-people")),
    ];
    let id = format!("sides-{}", analysed.names[sides.staff]);
    let title = &desk.site.language.word("the-customers-answers-and-those-of-our-own");
    let measure = &customer.measure;
    let rows = chart::Rows { id: &id, title, groups: &groups, low: measure.low, high: measure.high };
    Technique {
        title: instrument::title(desk, customer),
        says: says(desk, sides, &groups),
        shows: desk.site.language.word(SHOWS),
        chart: chart::rows(&rows, &desk.site.language).map(Into::into),
        is_open: true,
    }
}

/// “The customer: 60 of 100 points, from 5 answers. Our own people: 90, from 3. They see it 30 points better: watermelon.”
fn says(desk: &Desk<'_>, sides: &Sides, groups: &[chart::Group; 2]) -> String {
    let number = |value: f64| desk.site.language.number(value, 0);
    let answers = |group: &chart::Group| desk.site.language.count("n-answers", group.answers.len(), &[]);
    let tier =
        past::tier_of(desk.checked, desk.site.config, desk.site.as_of).map(|tier| tier.id.value.as_str());
    let most = model::in_force(desk.site.config, tier, desk.site.as_of).watermelon;
    let gap = match sides.gap {
        gap if sides.is_watermelon(most) => desk.site.language.say(
            "our-own-people-see-it-points-better-number",
            &[("points", &points(desk, gap)), ("number", &number(most))],
        ),
        gap if gap.round() > 0.0 => {
            desk.site.language.say("our-own-people-see-it-points-better", &[("points", &points(desk, gap))])
        }
        gap if gap.round() < 0.0 => {
            desk.site.language.say("the-customer-sees-it-points-better", &[("points", &points(desk, -gap))])
        }
        _ => desk.site.language.word("both-see-it-alike"),
    };
    desk.site.language.say(
        "the-customer-number-of-100-points-from",
        &[
            ("number", &number(sides.points.0)),
            ("answers", &answers(&groups[0])),
            ("number2", &number(sides.points.1)),
            ("answers2", &answers(&groups[1])),
            ("gap", &gap),
        ],
    )
}
