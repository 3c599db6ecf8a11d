//! What a record says, as plain facts that can be compared: field by field, without its place.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use xxhash_rust::xxh3::xxh3_64;

use super::entry::{Entry, Visibility};
use super::fields::Fields;
use super::value::Shown;

/// What a record says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// What each field says, by its name; fields of tables as `purpose.ours`, prose as `words`.
    pub fields: BTreeMap<String, String>,
    /// The day on which it happened.
    pub date: Option<NaiveDate>,
    /// The ids that it had before.
    pub formerly: Vec<String>,
    /// Whether the site withholds it.
    pub is_withheld: bool,
}

impl Facts {
    /// What a record says. Whether it is withheld is told by its own word alone.
    #[must_use]
    pub fn of(entry: &Entry) -> Self {
        let mut fields = BTreeMap::new();
        for (name, shown) in entry.common.show_fields().into_iter().chain(entry.data.show()) {
            note(name, &shown, &mut fields);
        }
        if let Some(body) = &entry.body
            && !body.span.content().trim().is_empty()
        {
            fields.insert("words".to_owned(), body.span.content().trim().replace("\r\n", "\n"));
        }
        if let Some(ticked) = entry.ticked {
            fields.insert("ticked".to_owned(), yes_or_no(ticked));
        }
        Self {
            fields,
            date: entry.date,
            formerly: entry.common.formerly.iter().map(|id| id.value.0.clone()).collect(),
            is_withheld: entry.visibility() >= Visibility::Confidential,
        }
    }

    /// A mark that is the same for the same facts.
    #[must_use]
    pub fn mark(&self) -> u64 {
        let date = self.date.map(|date| date.to_string()).unwrap_or_default();
        let parts = self.fields.iter().flat_map(|(name, says)| [name.as_str(), says.as_str()]);
        let all: Vec<&str> = parts.chain([date.as_str()]).collect();
        xxh3_64(all.join("\0").as_bytes())
    }

    /// How much of what two records say is the same, from 0 to 1.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> f64 {
        let most = self.fields.len().max(other.fields.len());
        if most == 0 {
            return 0.0;
        }
        let same = self.fields.iter().filter(|(name, says)| other.fields.get(*name) == Some(*says)).count();
        same as f64 / most as f64
    }

    /// The fields that differ, by name, with what they said before and say here. How to reach somebody is not told.
    #[must_use]
    pub fn since(&self, before: &Self) -> Vec<(String, Option<String>, Option<String>)> {
        let names: BTreeSet<&String> = self.fields.keys().chain(before.fields.keys()).collect();
        let differing = names.into_iter().filter(|name| self.fields.get(*name) != before.fields.get(*name));
        let mut told: Vec<(String, Option<String>, Option<String>)> = Vec::new();
        for name in differing {
            if name.starts_with("contact.") {
                if told.last().is_none_or(|(last, ..)| last != "contact") {
                    told.push(("contact".to_owned(), None, None));
                }
                continue;
            }
            told.push((name.clone(), before.fields.get(name).cloned(), self.fields.get(name).cloned()));
        }
        if self.date != before.date
            && !told.iter().any(|(name, ..)| ["on", "raised"].contains(&name.as_str()))
        {
            let text = |date: Option<NaiveDate>| date.map(|date| date.to_string());
            told.push(("date".to_owned(), text(before.date), text(self.date)));
        }
        told
    }
}

fn note(name: &str, shown: &Shown<'_>, fields: &mut BTreeMap<String, String>) {
    match shown {
        Shown::Table(inner) => {
            for (field, shown) in inner {
                note(&format!("{name}.{field}"), shown, fields);
            }
        }
        shown => {
            let says = words(shown);
            if !says.is_empty() {
                fields.insert(name.to_owned(), says);
            }
        }
    }
}

/// A value as it would be written.
fn words(shown: &Shown<'_>) -> String {
    match shown {
        Shown::Text(text) => (*text).to_owned(),
        Shown::Number(number) => number.to_string(),
        Shown::Date(date) => date.to_string(),
        Shown::Period(period) => period.to_string(),
        Shown::Duration(duration) => duration.to_string(),
        Shown::Money(money) => money.to_string(),
        Shown::Flag(flag) => yes_or_no(*flag),
        Shown::Word(word) => (*word).to_owned(),
        Shown::Who(who, _) => who.0.clone(),
        Shown::What(what, _) => what.to_string(),
        Shown::Account(account, _) => account.0.clone(),
        Shown::List(all) => {
            let tables = all.iter().any(|one| matches!(one, Shown::Table(_)));
            all.iter().map(words).collect::<Vec<_>>().join(if tables { "; " } else { ", " })
        }
        Shown::Table(all) => {
            let each = all.iter().map(|(name, one)| format!("{} {}", name.replace('_', " "), words(one)));
            each.collect::<Vec<_>>().join(", ")
        }
    }
}

fn yes_or_no(flag: bool) -> String {
    if flag { "yes" } else { "no" }.to_owned()
}
