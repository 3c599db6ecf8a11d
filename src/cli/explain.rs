//! `standing explain`: a rule's page, or the list of all rules.

use clap::Args;

use super::{Console, Failure, Outcome};
use crate::check::{Rule, registry};
use crate::diagnostic::nearest;

/// Explain a code that `standing check` printed: what is wrong, why it matters, how to mend it.
#[derive(Args)]
pub struct Arguments {
    /// The code; all are listed when left out.
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// When there is no such code, or the output cannot be written.
pub fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Failure> {
    let Some(code) = &arguments.code else {
        console.print(&list())?;
        return Ok(Outcome::Clean);
    };
    let Some(rule) = registry().iter().find(|rule| rule.code == code.as_str()) else {
        let problem = match nearest(code, registry().iter().map(|rule| rule.code)) {
            Some(meant) => format!("there is no such code. Did you mean `{meant}`?"),
            None => "there is no such code. `standing explain` lists all.".to_owned(),
        };
        return Err(Failure::new(code, problem));
    };
    console.print(&page(rule))?;
    Ok(Outcome::Clean)
}

fn page(rule: &Rule) -> String {
    let mut page = format!("{} ({})\n\n{}\n", rule.code, rule.severity.word(), rule.page());
    if !rule.criteria.is_empty() {
        page.push_str(&format!("\nCriteria: {}\n", rule.criteria.join(", ")));
    }
    page
}

fn list() -> String {
    let width = registry().iter().map(|rule| rule.code.len()).max().unwrap_or(0);
    let line =
        |rule: &Rule| format!("{:width$}  {:7}  {}\n", rule.code, rule.severity.word(), rule.summary());
    registry().iter().map(line).collect()
}
