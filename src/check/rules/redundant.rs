//! What stands in the records twice, what nothing needs, and what is kept for too long.

use crate::check::rule::rule;
use crate::check::state::likeness::{normal_company, pairs};
use crate::check::state::redundant::{Class, Redundant, redundant, unused_method};
use crate::check::{Census, Checked, Context, Export, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Method, Requirement};

rule! {
    /// A record is likely there twice, is needed by nothing, or is kept for longer than it may be.
    ///
    /// Whoever finds two records of one person trusts neither, and what nobody needs must still be kept true. `standing prune`
    /// lists all of it with what to delete. Two people of one name are told apart by a `title` or an e-mail address of each; two
    /// accounts, where one names the other as its `parent`.
    ///
    /// Wrong, where Jonas Weber is recorded already:
    ///
    /// ```toml accounts/northwind/example.toml
    /// [[person]]
    /// id = "j-weber"
    /// name = "Weber, Jonas"
    /// role = ["user"]
    /// ```
    ///
    /// Right:
    ///
    /// ```toml accounts/northwind/example.toml
    /// [[person]]
    /// id = "mira"
    /// name = "Mira Holm"
    /// role = ["user"]
    /// ```
    "redundant", Advice, ["CFAMSSNS12-P8"], Run::Across(run, of_portfolio)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    // A guideline for retention tells of what is kept for too long itself.
    let mut guidelines = context.config.guideline.iter();
    let is_told = guidelines.any(|one| one.requires.value == Requirement::Retention);
    let found = redundant(checked, context).into_iter();
    found.filter(|one| !(is_told && one.class == Class::PastRetention)).map(finding).collect()
}

fn finding(one: Redundant) -> Diagnostic {
    let message = format!("{} is redundant: {}", one.what, one.why);
    let fix = if one.unless.is_empty() {
        format!("delete {}", one.delete)
    } else {
        format!("delete {}; {}", one.delete, one.unless)
    };
    let finding =
        Diagnostic::advice("redundant", one.span, message).expected("each once, and none that nothing needs");
    match one.other {
        Some(other) => finding.fix(fix).related(other, "the other"),
        None => finding.fix(fix),
    }
}

fn of_portfolio(exports: &[Export], context: &Context<'_>) -> Vec<Diagnostic> {
    across(exports, context).into_iter().map(finding).collect()
}

/// What is redundant across accounts: accounts that are likely the same, and shared methods that none of them used.
#[must_use]
pub fn across(exports: &[Export], context: &Context<'_>) -> Vec<Redundant> {
    let all: Vec<(&Export, &Census)> =
        exports.iter().filter_map(|export| Some((export, export.census.as_ref()?))).collect();
    let names: Vec<String> = all.iter().map(|(_, census)| normal_company(&census.name)).collect();
    let mut found = Vec::new();
    for (first, later, likeness) in pairs(&names) {
        let ((kept, census), (export, other)) = (all[first], all[later]);
        let related = census.kin.contains(export.slug.as_str())
            || other.kin.contains(kept.slug.as_str())
            || census.kin.intersection(&other.kin).next().is_some();
        if related {
            continue;
        }
        found.push(Redundant {
            class: Class::Duplicate,
            what: format!("the account `{}`", export.slug),
            why: format!("likely the same as `{}`: their names are {likeness}", kept.slug),
            delete: format!(
                "the folder {}, after its records were moved to {}",
                other.span.path().folder(),
                census.span.path().folder()
            ),
            unless:
                "if they are two customers, let one name the other as its `parent`, or their names differ"
                    .to_owned(),
            span: other.span.clone(),
            other: Some(census.span.clone()),
            since: None,
        });
    }
    let methods = context.shared.plan.each::<Method>();
    let unused =
        methods.filter(|(entry, _)| !all.iter().any(|(_, census)| census.methods.contains(&entry.key.id)));
    found.extend(unused.filter_map(|(entry, method)| unused_method(entry, method, context.as_of)));
    found
}
