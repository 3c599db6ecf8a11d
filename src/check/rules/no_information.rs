//! A portfolio that does not say what must be known of its customers.

use crate::check::rule::rule;
use crate::check::state::information::shared;
use crate::check::{Census, Context, Export, Run};
use crate::diagnostic::Diagnostic;
use crate::language::count;
use crate::record::Criterion;
use crate::source::{RepoPath, Span, Text};

rule! {
    /// Nobody has set out what must be known of the customers.
    ///
    /// Without a list of what must be known, each account holds what its owner happened to write, and nobody can say what is
    /// missing. Set out for all accounts, in the `plan.toml` beside `standing.toml`, what nothing works without (`must`) and what
    /// would be good to know (`nice`); an account can add its own.
    ///
    /// Wrong:
    ///
    /// ```toml plan.toml
    /// [[procedure]]
    /// title = "Go through the open actions"
    /// every = "1m"
    /// ```
    ///
    /// Right:
    ///
    /// ```toml plan.toml
    /// [[information]]
    /// title = "Who decides"
    /// need = "must"
    /// type = "qualitative"
    /// area = "account management"
    /// field = "person.role"
    /// source = "The first three calls"
    /// ```
    "no-information", Advice, ["CFAMSSNS12-P1"], Run::Portfolio(run)
}

fn run(exports: &[Export], context: &Context<'_>) -> Vec<Diagnostic> {
    if shared(context, context.as_of).next().is_some() {
        return Vec::new();
    }
    let asks = |one: &&Census| one.criteria.contains(&Criterion::Cfamssns12P1) && !one.has_requirements;
    let without = exports.iter().filter_map(|export| export.census.as_ref()).filter(asks).count();
    if without == 0 {
        return Vec::new();
    }
    let place = Span::of_file(&Text::new(RepoPath::new("plan.toml"), String::new()));
    let accounts = count(without, "account", "accounts");
    let message = format!("nobody has set out what must be known of {accounts}");
    let finding = Diagnostic::advice("no-information", place, message)
        .expected("what must be known, and what would be good to know, as `[[information]]`")
        .fix("write it to `plan.toml`: a `title`, `need`, `area`, `source`, and the `field` that holds it");
    vec![finding]
}
