//! What an account shows to others, and the checks that need all accounts.

use std::collections::{BTreeMap, BTreeSet};

use super::rule::{Run, registry};
use super::{Census, Context, keep_asked};
use crate::diagnostic::{self, Diagnostic, nearest};
use crate::record::{AccountRecords, Key, Kind, What};
use crate::source::{Slug, Span, Text};

/// What other accounts may refer to, and what this one refers to elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Export {
    /// The account's slug.
    pub slug: Slug,
    /// Its first line, for what is wrong with the account as a whole.
    pub span: Span,
    /// The names of its records, former ones included.
    pub keys: BTreeSet<Key>,
    /// Whether some of its records could not be read, so that a missing name proves nothing.
    pub is_partial: bool,
    /// References to other accounts, with their places.
    pub outgoing: Vec<(What, Span)>,
    /// Other accounts that are named as a whole, with their places.
    pub accounts: Vec<(String, Span)>,
    /// What it says of itself for the rules that need all accounts; `None` until it is checked.
    pub census: Option<Census>,
}

impl Export {
    pub(super) fn of(account: &AccountRecords) -> Self {
        let mut keys = BTreeSet::new();
        for entry in &account.records.entries {
            keys.insert(entry.key.clone());
            for id in &entry.common.formerly {
                keys.insert(Key { kind: entry.kind(), id: id.value.0.clone() });
            }
        }
        let text =
            Text::new(crate::source::RepoPath::new(format!("{}/account.toml", account.path)), String::new());
        Self {
            slug: account.slug.clone(),
            span: Span::of_file(&text),
            keys,
            is_partial: !account.records.broken.is_empty(),
            outgoing: Vec::new(),
            accounts: Vec::new(),
            census: None,
        }
    }
}

/// The checks that need every account: slugs that collide, references across accounts, and the rules of all accounts.
#[must_use]
pub fn check_portfolio(exports: &[Export], context: &Context<'_>) -> Vec<Diagnostic> {
    let mut by_slug: BTreeMap<&str, Vec<&Export>> = BTreeMap::new();
    for export in exports {
        by_slug.entry(export.slug.as_str()).or_default().push(export);
    }
    let mut findings = Vec::new();
    for same in by_slug.values() {
        for later in &same[1..] {
            findings.push(duplicate_slug(same[0], later));
        }
    }
    for export in exports {
        for (slug, span) in &export.accounts {
            if !by_slug.contains_key(slug.as_str()) {
                findings.push(no_account(slug, "", span, &by_slug));
            }
        }
        for (what, span) in &export.outgoing {
            findings.extend(outgoing(what, span, &by_slug));
        }
    }
    let excepted = context.config.guideline.iter().flat_map(|guideline| &guideline.except);
    for account in excepted.filter_map(|exception| exception.account.as_ref()) {
        if !by_slug.contains_key(account.value.0.as_str()) {
            findings.push(no_account(&account.value.0, "", &account.span, &by_slug));
        }
    }
    let mut found = Vec::new();
    for rule in registry() {
        if let Run::Portfolio(run) | Run::Across(_, run) = rule.run {
            found.extend(run(exports, context));
        }
    }
    keep_asked(&mut found, context);
    findings.extend(found);
    diagnostic::sort(&mut findings);
    findings
}

fn duplicate_slug(first: &Export, later: &Export) -> Diagnostic {
    let message = format!("two accounts are named `{}`", later.slug);
    Diagnostic::error("duplicate-slug", later.span.clone(), message)
        .expected("folder names that differ in more than case, however they are nested")
        .fix("rename one of the two folders")
        .related(first.span.clone(), "the other account")
}

/// A slug that no account has; `rest` is what is written behind it.
fn no_account(slug: &str, rest: &str, span: &Span, by_slug: &BTreeMap<&str, Vec<&Export>>) -> Diagnostic {
    let meant = nearest(slug, by_slug.keys().copied());
    Diagnostic::error("unresolved-reference", span.clone(), format!("there is no account `{slug}`"))
        .expected("the slug of an account: the name of its folder")
        .maybe_fix(meant.map(|meant| format!("write `{meant}{rest}`")))
}

fn outgoing(what: &What, span: &Span, by_slug: &BTreeMap<&str, Vec<&Export>>) -> Option<Diagnostic> {
    let slug = what.account.as_deref()?;
    let Some(found) = by_slug.get(slug) else {
        return Some(no_account(
            slug,
            &format!(":{}", What { account: None, ..what.clone() }),
            span,
            by_slug,
        ));
    };
    let known = |export: &&Export| {
        export.is_partial
            || what
                .kind
                .as_ref()
                .map_or(Kind::ALL, std::slice::from_ref)
                .iter()
                .any(|kind| export.keys.contains(&Key { kind: *kind, id: what.id.clone() }))
    };
    if found.iter().any(known) {
        return None;
    }
    let names: Vec<String> = found.iter().flat_map(|export| &export.keys).map(ToString::to_string).collect();
    let written = What { account: None, ..what.clone() }.to_string();
    let meant = nearest(&written, names.iter().map(String::as_str));
    Some(
        Diagnostic::error(
            "unresolved-reference",
            span.clone(),
            format!("`{slug}` has no record `{written}`"),
        )
        .expected("the name of a record of that account")
        .maybe_fix(meant.map(|meant| format!("write `{slug}:{meant}`"))),
    )
}
