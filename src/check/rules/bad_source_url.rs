//! An address of the records that leads nowhere.

use crate::check::rule::rule;
use crate::check::{Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::ForgeFault;

rule! {
    /// `source_url` is no address at which the records can be read.
    ///
    /// Each figure leads to the lines that it comes from, and each record to where it can be edited. A link that leads nowhere
    /// is worse than none. Open the folder of the records in your forge, and copy the address of that page.
    ///
    /// Wrong:
    ///
    /// ```toml standing.toml
    /// format = 1
    /// title = "Cold Watch"
    /// selection = { growth = 3, fit = 2 }
    /// source_url = "git@github.com:us/customers.git"
    ///
    /// [[tier]]
    /// id = "key"
    ///
    /// [[segment]]
    /// id = "logistics"
    /// ```
    ///
    /// Right:
    ///
    /// ```toml standing.toml
    /// format = 1
    /// title = "Cold Watch"
    /// selection = { growth = 3, fit = 2 }
    /// source_url = "https://github.com/us/customers/blob/main"
    ///
    /// [[tier]]
    /// id = "key"
    ///
    /// [[segment]]
    /// id = "logistics"
    /// ```
    "bad-source-url", Error, [], Run::Shared(run)
}

const EXPECTED: &str =
    "the address of the records' folder in your forge, such as \"https://github.com/us/customers/blob/main\"";

fn run(context: &Context<'_>) -> Vec<Diagnostic> {
    let (Some(url), Some(Err(fault))) = (&context.config.source_url, context.config.forge()) else {
        return Vec::new();
    };
    let (message, fix) = match fault {
        ForgeFault::NoAddress => (
            "this is no address at which records can be read".to_owned(),
            "open the folder of the records in your forge, and copy the address of that page".to_owned(),
        ),
        ForgeFault::NoBranch => (
            "this address ends before the name of a branch".to_owned(),
            "add the branch, such as `/main`".to_owned(),
        ),
        ForgeFault::OtherForge(found) => (
            format!("this is an address of `{}`, and `forge` says another", found.word()),
            format!("leave `forge` out, or write `forge = \"{}\"`", found.word()),
        ),
        ForgeFault::OtherBranch => (
            "this address is of another branch than `branch` says".to_owned(),
            "leave `branch` out, unless the branch's name has a slash in it".to_owned(),
        ),
    };
    vec![Diagnostic::error("bad-source-url", url.span.clone(), message).expected(EXPECTED).fix(fix)]
}
