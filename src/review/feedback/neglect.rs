//! The rules on what becomes of feedback, documented in `check/rules` under their codes: poor answers of which nothing came,
//! weaknesses that nobody would improve, methods to which fewer and fewer answer.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::findings::{GRACE, PERIOD, has_action};
use super::variances::{Analysed, TARGET};
use super::voices::voices;
use super::waves::{Series, Wave, withheld};
use crate::check::state::past::{exists, is_active};
use crate::check::state::plan::{evaluations, items};
use crate::check::state::practice::{self, asks};
use crate::check::state::recommendation::recommendations;
use crate::check::{Checked, Context, Party};
use crate::diagnostic::Diagnostic;
use crate::language::rounded;
use crate::record::{At, Criterion, Entry, Key, Kind, Method, Review, Variance, Voice as Source};

/// By how many percentage points fewer may answer, where the configuration does not say.
const FALL: f64 = 20.0;
/// How many waves the last one is laid beside.
const BEFORE: usize = 3;
/// How many answers fewer are more than chance of a single one.
const FEWER: f64 = 2.0;

/// What is neglected of the feedback of an account.
#[must_use]
pub fn neglected(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    if !is_active(checked, context.as_of) {
        return Vec::new();
    }
    let analysed = Analysed::new(checked, context);
    let mut found = without_action(&analysed, checked, context);
    found.extend(analysed.series.iter().filter_map(|one| falling(one, checked, context)));
    found.extend(repeated(checked, context));
    found
}

/// Answers below the target in one record.
struct Low<'a> {
    entry: &'a Entry,
    on: NaiveDate,
    series: usize,
    wave: usize,
    /// Each with its points.
    poor: Vec<(&'a Entry, f64)>,
    /// How many answers the record holds.
    answers: usize,
}

impl Low<'_> {
    /// The id by which a variance names its wave.
    fn id(&self, analysed: &Analysed<'_>) -> String {
        let wave = &analysed.series[self.series].waves[self.wave];
        format!("{}/{}", analysed.names[self.series], wave.on)
    }

    /// What is wrong with it.
    fn says(&self, target: f64) -> String {
        let (on, answers) = (self.on, self.answers);
        let target = format!("the target of {target}, and nothing came of it");
        match self.poor.as_slice() {
            [(_, points)] if answers == 1 => {
                format!("an answer of {on} comes to {} of 100, below {target}", rounded(*points, 0))
            }
            [_] => format!("one of {answers} answers of {on} is below {target}"),
            low => format!("{} of {answers} answers of {on} are below {target}", low.len()),
        }
    }
}

fn without_action(analysed: &Analysed<'_>, checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    if checked.may_lack(Kind::Action) || checked.may_lack(Kind::Variance) {
        return Vec::new();
    }
    let grace = practice::grace(checked, context, |grace| grace.action.as_ref(), GRACE);
    let target = practice::bound(checked, context, |bounds| bounds.feedback_target.as_ref(), TARGET);
    let from = practice::window(checked, context).before(context.as_of);
    let all = (0..analysed.series.len()).flat_map(|at| low(analysed, at, target));
    let late = all.filter(|one| one.on >= from && grace.after(one.on) < context.as_of);
    let open = late.filter(|one| {
        !is_said_elsewhere(one, analysed, checked, context) && !is_answered(one, analysed, checked, context)
    });
    open.map(|one| {
        let id = one.id(analysed);
        let spans: Vec<_> = one.poor.iter().map(|(entry, _)| &entry.span).collect();
        let (first, others) = spans.split_first().map_or((&one.entry.span, &[][..]), |(one, all)| (*one, all));
        let finding = Diagnostic::advice("feedback-without-action", first.clone(), one.says(target))
            .expected(format!("an action, or a reason why there is none, within {grace}"))
            .fix(format!(
                "agree what is done about it, and write it as an action in that record; or say why nothing is, in a `[[variance]]` with `of = \"{id}\"` and `reason`"
            ))
            .late(grace.after(one.on), context.as_of, 2, PERIOD);
        others.iter().fold(finding, |finding, span| finding.related((*span).clone(), "below it too"))
    })
    .collect()
}

/// The records of a series that hold an answer below the target: the latest of each respondent with a name, and of the
/// latest wave those without.
fn low<'a>(analysed: &Analysed<'a>, at: usize, target: f64) -> Vec<Low<'a>> {
    let series = &analysed.series[at];
    if series.source != Source::Customer {
        return Vec::new();
    }
    let mut latest: BTreeMap<&Party, usize> = BTreeMap::new();
    for (place, wave) in series.waves.iter().enumerate() {
        let scored = wave.voices.iter().filter(|voice| voice.score.is_some());
        latest.extend(scored.filter_map(|voice| Some((voice.respondent.party()?, place))));
    }
    let mut found: Vec<Low<'a>> = Vec::new();
    for (place, wave) in series.waves.iter().enumerate() {
        for voice in &wave.voices {
            let is_latest = match voice.respondent.party() {
                Some(party) => latest.get(party) == Some(&place),
                None => place + 1 == series.waves.len(),
            };
            let points = voice.score.map(|score| series.measure.points(score));
            let Some(points) = points.filter(|points| is_latest && *points < target) else { continue };
            let entry = wave.survey.map_or(voice.entry, |(survey, _)| survey);
            match found.iter_mut().find(|one| one.entry.key == entry.key) {
                Some(one) => one.poor.push((voice.entry, points)),
                None => found.push(Low {
                    entry,
                    on: if wave.survey.is_some() { wave.on } else { voice.on },
                    series: at,
                    wave: place,
                    poor: vec![(voice.entry, points)],
                    answers: if wave.survey.is_some() { wave.scores().len() } else { 1 },
                }),
            }
        }
    }
    found
}

/// Whether it is said of the whole wave that nobody gave a reason, or that no action came of it: one cause, one finding.
fn is_said_elsewhere(
    one: &Low<'_>,
    analysed: &Analysed<'_>,
    checked: &Checked,
    context: &Context<'_>,
) -> bool {
    let mut same =
        analysed.variances.iter().filter(|other| (other.series, other.wave) == (one.series, one.wave));
    same.any(|wave| {
        (!wave.is_explained() && asks(checked, context, Criterion::Cfam716P13))
            || (wave.is_bad_signal() && asks(checked, context, Criterion::ClientP13))
    })
}

/// Whether an action or a reason follows from it.
fn is_answered(one: &Low<'_>, analysed: &Analysed<'_>, checked: &Checked, context: &Context<'_>) -> bool {
    let series = &analysed.series[one.series];
    let wave = &series.waves[one.wave];
    let id = one.id(analysed);
    let mut own: BTreeSet<&Key> = BTreeSet::from([&one.entry.key]);
    if wave.survey.is_some() {
        own.extend(wave.voices.iter().map(|voice| &voice.entry.key));
    }
    let mut reasons = checked.each::<Variance>().filter(|(entry, _)| exists(entry, context.as_of));
    reasons.any(|(_, reason)| reason.of.value.trim() == id)
        || has_action(&own, series.method.map(|(key, ..)| key), one.on, checked, context)
}

/// A series of which far fewer answered the last wave than those before.
fn falling(series: &Series<'_>, checked: &Checked, context: &Context<'_>) -> Option<Diagnostic> {
    let bound = practice::bound(checked, context, |bounds| bounds.response_fall.as_ref(), FALL);
    let from = practice::window(checked, context).before(context.as_of);
    let known = |wave: &&Wave<'_>| wave.invited.is_some();
    let waves: Vec<&Wave<'_>> = series.waves.iter().filter(known).collect();
    let [before @ .., last] = waves.as_slice() else { return None };
    let before = &before[before.len().saturating_sub(BEFORE)..];
    let share = |waves: &[&Wave<'_>]| {
        let asked: usize = waves.iter().filter_map(|wave| wave.invited).sum();
        let answered: usize = waves.iter().map(|wave| wave.voices.len()).sum();
        (asked > 0).then(|| answered as f64 / asked as f64)
    };
    let (then, now) = (share(before)?, share(&[last])?);
    let asked = last.invited? as f64;
    let is_fall = 100.0 * (then - now) > bound && (then - now) * asked >= FEWER - 1e-9;
    if !is_fall || last.on < from || is_judged_since(series, last.on, checked, context) {
        return None;
    }
    let (survey, _) = last.survey?;
    let message = format!(
        "{} of {} asked on {} answered, {} percent; before that {} percent did",
        last.voices.len(),
        last.invited?,
        last.on,
        rounded(100.0 * now, 0),
        rounded(100.0 * then, 0)
    );
    let fix = match series.method {
        Some((key, ..)) => format!(
            "ask those who were silent how they would rather be asked, and write what comes of it in an `[[evaluation]]` with `of = \"method/{}\"`",
            key.id
        ),
        None => "ask those who were silent how they would rather be asked; name the `method`, and write an `[[evaluation]]` of it".to_owned(),
    };
    Some(
        Diagnostic::advice("response-rate-falling", survey.span.clone(), message)
            .expected(format!(
                "a fall of {} percentage points at most, or a judgement of the method since",
                rounded(bound, 0)
            ))
            .fix(fix)
            .late(last.on, context.as_of, 1, 90.0),
    )
}

/// Whether the method of a series was judged on a day or later.
fn is_judged_since(series: &Series<'_>, day: NaiveDate, checked: &Checked, context: &Context<'_>) -> bool {
    let Some((_, entry, _)) = series.method else { return false };
    let methods = items::<Method>(checked, context, context.as_of);
    let item = methods.iter().find(|item| item.entry.span == entry.span);
    item.is_some_and(|item| {
        evaluations(item, checked, context, context.as_of).iter().any(|(on, ..)| *on >= day)
    })
}

/// A record that names a weakness.
type Mention<'a> = (NaiveDate, &'a Entry, &'a At<String>);

/// Weaknesses that were named twice, and that no recommendation would improve.
fn repeated(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    if checked.may_lack(Kind::Recommendation) {
        return Vec::new();
    }
    let as_of = context.as_of;
    let from = practice::window(checked, context).before(as_of);
    let hidden = withheld(checked, &context.shared.plan, as_of);
    let spoken = voices(checked, &context.shared.plan, as_of).into_iter();
    let spoken = spoken.filter(|voice| !hidden.contains(&voice.entry.key));
    let mut mentions: Vec<Mention<'_>> = spoken
        .flat_map(|voice| voice.weaknesses.iter().map(move |what| (voice.on, voice.entry, what)))
        .collect();
    for (entry, review) in checked.each::<Review>() {
        let on = entry.date.filter(|on| *on <= as_of);
        mentions.extend(review.weaknesses.iter().filter_map(|what| Some((on?, entry, what))));
    }
    mentions.sort_by(|left, right| (left.0, &left.1.key).cmp(&(right.0, &right.1.key)));
    let mut by_words: BTreeMap<String, Vec<Mention<'_>>> = BTreeMap::new();
    for mention in mentions.into_iter().filter(|(on, ..)| *on >= from) {
        let named = by_words.entry(words(&mention.2.value)).or_default();
        if named.last().is_none_or(|last| last.1.key != mention.1.key) {
            named.push(mention);
        }
    }
    let proposed = recommendations(checked, context, as_of);
    let unimproved = by_words.into_iter().filter_map(|(what, named)| {
        let own = proposed
            .iter()
            .filter(|one| one.recommendation.improves.iter().any(|improved| words(&improved.value) == what));
        // What has an outcome was to have helped by then; what has none may still help.
        let until = own.map(|one| {
            let outcome = one.recommendation.outcome.as_ref().map(|outcome| outcome.on.value);
            outcome.filter(|on| *on <= as_of).unwrap_or(NaiveDate::MAX)
        });
        let until = until.max();
        let since: Vec<_> =
            named.into_iter().filter(|(on, ..)| until.is_none_or(|until| *on > until)).collect();
        (since.len() > 1).then_some(since)
    });
    unimproved.filter_map(|named| not_improved(&named)).collect()
}

/// A weakness as it is compared.
fn words(written: &str) -> String {
    written.trim().to_lowercase()
}

fn not_improved(named: &[Mention<'_>]) -> Option<Diagnostic> {
    let [before @ .., (on, _, what)] = named else { return None };
    let (first, ..) = before.first()?;
    let word = words(&what.value);
    let message = format!(
        "“{word}” was named {} since {first}, the last time on {on}, and nobody proposes anything",
        if named.len() == 2 { "twice".to_owned() } else { format!("{} times", named.len()) }
    );
    let finding = Diagnostic::advice("weakness-repeated", what.span.clone(), message)
        .expected("a recommendation that improves it")
        .fix(format!(
            "propose what would help, in a `[[recommendation]]` with `improves = [\"{word}\"]` and `to`"
        ));
    Some(
        before.iter().fold(finding, |finding, (on, _, what)| {
            finding.related(what.span.clone(), format!("named on {on}"))
        }),
    )
}
