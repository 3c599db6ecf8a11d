//! What is due in the plan that all accounts share.

use chrono::NaiveDate;

use super::{Event, is_told};
use crate::page::common::{Linked, SourceLine};
use crate::page::desk::{Place, Site, plan_address};
use crate::page::make::methods::shared::title;
use crate::record::{At, Data, Entry, ToolStatus, Who};
use crate::review::action::is_open;
use crate::review::compliance::exception;
use crate::review::method::{EVALUATED, judged_for_all};
use crate::review::past::exists;

/// Everything of the shared plan that is overdue, or comes within the days of which the calendar tells.
pub fn events(site: &Site<'_>) -> Vec<Event> {
    let entries = site.shared.plan.entries.iter().filter(|entry| exists(entry, site.as_of));
    let mut all: Vec<Event> = entries.filter_map(|entry| of_entry(entry, site)).collect();
    for (entry, method, last) in judged_for_all(&site.context()) {
        let every = method.evaluate_every.as_ref().map_or(EVALUATED, |every| every.value);
        let what = site.language.say("to-be-judged-title", &[("title", &title(entry, site))]);
        let due = last.or(entry.date).map(|from| every.after(from));
        all.extend(of_record(due, "evaluation", what, None, entry, site));
    }
    for guideline in &site.config.guideline {
        // No account has this name: what is allowed to all is what remains.
        if let Some(one) = exception(guideline, "", site.as_of) {
            let what = site.language.say("departure-ends-title", &[("title", &guideline.title.value)]);
            let source = site.source_at(site.language.word("the-departure-that-is-allowed"), &one.until.span);
            let named = format!("guideline.{}", guideline.id.value);
            all.extend(event(Some(one.until.value), "exception", what, None, &named, source, site));
        }
    }
    all
}

fn of_entry(entry: &Entry, site: &Site<'_>) -> Option<Event> {
    match &entry.data {
        Data::Action(action) if is_open(entry, action, site.as_of) => {
            let due = action.due.as_ref().map(|due| due.value);
            of_record(due, "action", action.what.value.clone(), action.owner.as_ref(), entry, site)
        }
        Data::Tool(tool) if tool.status.as_ref().is_some_and(|one| one.value == ToolStatus::Needed) => {
            let by = tool.needed_by.as_ref().map(|by| by.value);
            let what = site.language.say("to-be-there-title", &[("title", &title(entry, site))]);
            of_record(by, "tool", what, tool.owner.as_ref(), entry, site)
        }
        _ => None,
    }
}

fn of_record(
    on: Option<NaiveDate>,
    kind: &'static str,
    what: String,
    who: Option<&At<Who>>,
    entry: &Entry,
    site: &Site<'_>,
) -> Option<Event> {
    let mut source = site.source_at(title(entry, site), &entry.span);
    source.href = Some(plan_address(&entry.key));
    let named = format!("{}.{}", entry.key.kind.word(), entry.key.id);
    event(on, kind, what, who, &named, source, site)
}

fn event(
    on: Option<NaiveDate>,
    kind: &'static str,
    what: String,
    who: Option<&At<Who>>,
    named: &str,
    source: SourceLine,
    site: &Site<'_>,
) -> Option<Event> {
    let on = on.filter(|on| is_told(*on, kind, site.as_of))?;
    let member = who.map(|who| who.value.0.clone());
    Some(Event {
        on,
        kind,
        what,
        account: Linked::to(site.language.word("all-accounts"), "methods.html"),
        who: member.iter().map(|id| site.linked_member(id, Place::Top)).collect(),
        member,
        source,
        name: format!("{kind}.{named}"),
    })
}
