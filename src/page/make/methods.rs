//! How feedback is gathered: the account's own methods, and the shared ones that apply or were used here.

use chrono::NaiveDate;

use super::timeline::period_text;
use super::words::{any_person, capital, empty, list_line, with};
use crate::check::Target;
use crate::page::account::MethodRow;
use crate::page::common::List;
use crate::page::desk::{Desk, anchor};
use crate::record::{Entry, Evaluation, Feedback, Instrument, Kind, Method, Survey};
use crate::review::past::{exists, tier_of};

/// Every method of the account.
#[must_use]
pub fn list(desk: &Desk<'_>) -> List<MethodRow> {
    let as_of = desk.site.as_of;
    let asked = tier_of(desk.checked, desk.site.config, as_of)
        .and_then(|tier| tier.survey.as_ref())
        .is_none_or(|survey| survey.value);
    let own = desk.checked.each::<Method>().filter(|(entry, _)| exists(entry, as_of));
    let mut rows: Vec<MethodRow> = own.map(|(entry, method)| row(desk, entry, method, true, asked)).collect();
    let shared = desk.site.shared.plan.each::<Method>().filter(|(entry, _)| exists(entry, as_of));
    let applies = |entry: &Entry| asked || last_used(desk, entry).is_some();
    rows.extend(
        shared
            .filter(|(entry, _)| applies(entry))
            .map(|(entry, method)| row(desk, entry, method, false, asked)),
    );
    let example = format!(
        "[[method]]\ntitle = \"Half-yearly survey\"\nform = \"formal\"\ninstrument = \"csat\"\nevery = \"6m\"\nagreed = {as_of}{}",
        list_line("with", any_person(desk))
    );
    let why = "No way of gathering feedback was agreed.";
    List::whole(rows, empty(desk, Kind::Method, why, "plan.toml", example))
}

fn row(desk: &Desk<'_>, entry: &Entry, method: &Method, is_own: bool, asked: bool) -> MethodRow {
    let last = last_used(desk, entry);
    let every = method.every.as_ref().map(|every| every.value);
    let start = last.or(method.agreed.as_ref().map(|agreed| agreed.value));
    let next = every.zip(start).map(|(every, start)| every.after(start));
    let agreed = method.agreed.as_ref().filter(|agreed| agreed.value <= desk.site.as_of);
    let source = if is_own {
        desk.source(entry)
    } else {
        desk.site.source_at(format!("Method of all accounts: {}", desk.title(entry)), &entry.span)
    };
    MethodRow {
        anchor: if is_own { anchor(&entry.key) } else { String::new() },
        title: desk.title(entry),
        form: method.form.as_ref().map(|form| form.value.word().to_owned()).unwrap_or_default(),
        how: how(method),
        every: every.map_or_else(|| "not said".to_owned(), period_text),
        agreed: agreed
            .map(|agreed| format!("{}{}", desk.site.language.date(agreed.value), with(desk, &method.with)))
            .unwrap_or_default(),
        last: last.map(|last| desk.date(last)),
        next: next.map(|next| desk.date(next)),
        late: asked && next.is_some_and(|next| next < desk.site.as_of),
        evaluated: evaluated(desk, entry, is_own),
        source,
    }
}

/// “e-mail, NPS”.
fn how(method: &Method) -> String {
    let channel = method.channel.as_ref().map(|channel| channel.value.word().to_owned());
    let instrument =
        method.instrument.as_ref().map(|instrument| instrument_text(instrument.value).to_owned());
    [channel, instrument].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// An instrument as people call it.
#[must_use]
pub fn instrument_text(instrument: Instrument) -> &'static str {
    match instrument {
        Instrument::Nps => "NPS",
        Instrument::Csat => "CSAT",
        Instrument::Ces => "CES",
        Instrument::Scale => "own scale",
    }
}

/// The last day on which it was used here.
fn last_used(desk: &Desk<'_>, method: &Entry) -> Option<NaiveDate> {
    let is_this = |what: &crate::record::At<crate::record::What>| match desk.checked.target(&what.span) {
        Some(Target::Record(key)) => desk.checked.find(key).is_some_and(|one| one.span == method.span),
        Some(Target::Plan(key)) => {
            *key == method.key && desk.checked.find(key).is_none_or(|one| one.span != method.span)
        }
        _ => false,
    };
    let surveys = desk.checked.each::<Survey>().map(|(entry, one)| (entry.date, one.method.as_ref()));
    let voices = desk.checked.each::<Feedback>().map(|(entry, one)| (entry.date, one.method.as_ref()));
    let used = surveys.chain(voices).filter(|(_, what)| what.is_some_and(is_this));
    used.filter_map(|(date, _)| date).filter(|date| *date <= desk.site.as_of).max()
}

/// “19 Jan 2026: worth to us …; worth to them …; to improve …”.
fn evaluated(desk: &Desk<'_>, method: &Entry, is_own: bool) -> String {
    let own = desk.checked.each::<Evaluation>().filter(|(_, one)| match desk.checked.target(&one.of.span) {
        Some(Target::Record(key)) => is_own && *key == method.key,
        Some(Target::Plan(key)) => !is_own && *key == method.key,
        _ => false,
    });
    // What stands in the shared plan names the shared plan's methods.
    let shared = desk.site.shared.plan.each::<Evaluation>();
    let shared = shared.filter(|(_, one)| !is_own && one.of.value.id == method.key.id);
    let dated = own.chain(shared).filter_map(|(entry, one)| Some((entry.date?, one)));
    let latest = dated.filter(|(on, _)| *on <= desk.site.as_of).max_by_key(|(on, _)| *on);
    let Some((on, one)) = latest else { return String::new() };
    let parts =
        [("to us", &one.value_ours), ("to them", &one.value_theirs), ("to improve", &one.improvement)];
    let said: Vec<String> = parts
        .into_iter()
        .filter_map(|(name, words)| words.as_ref().map(|words| format!("{}: {}", capital(name), words.value)))
        .collect();
    format!("{}. {}", desk.site.language.date(on), said.join(" "))
}
