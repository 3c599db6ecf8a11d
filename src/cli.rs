//! The command line: arguments to a command, a command to an exit code. One file a command below, each of which
//! orchestrates and computes nothing.
//!
//! Only here is anything printed, the clock read or the environment looked at.

mod build;
mod check;
mod clean;
mod console;
mod day;
mod diff;
mod explain;
mod files;
mod format;
mod init;
mod measures;
mod new;
mod prune;
mod records;
mod review;
#[cfg(feature = "serve")]
mod serve;
mod standards;
mod status;
mod timings;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub use console::{Console, Failure, Outcome};

/// Plain-text customer records in, a checked and browsable account review out.
#[derive(Parser)]
#[command(name = "standing", version, propagate_version = true, arg_required_else_help = true)]
#[command(
    after_help = "Exit codes: 0 all is well, 1 the records have problems, 2 the command could not run."
)]
struct Arguments {
    /// Say on the error stream what is being done.
    #[arg(short, long, global = true)]
    verbose: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Build(build::Arguments),
    Check(check::Arguments),
    Clean(clean::Arguments),
    Diff(diff::Arguments),
    Explain(explain::Arguments),
    Init(init::Arguments),
    Measures(measures::Arguments),
    New(new::Arguments),
    Standards(standards::Arguments),
    Prune(prune::Arguments),
    #[cfg(feature = "serve")]
    Serve(serve::Arguments),
    Review(review::Arguments),
    Status(status::Arguments),
}

/// Runs the program with its arguments, the program's own name first.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // A closed pipe is nothing to complain of.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let console = Console::new(arguments.verbose);
    let outcome = match &arguments.command {
        Command::Build(arguments) => build::run(arguments, &console),
        Command::Check(arguments) => check::run(arguments, &console),
        Command::Clean(arguments) => clean::run(arguments, &console),
        Command::Diff(arguments) => diff::run(arguments, &console),
        Command::Explain(arguments) => explain::run(arguments, &console),
        Command::Init(arguments) => init::run(arguments, &console),
        Command::Measures(arguments) => measures::run(arguments, &console),
        Command::New(arguments) => new::run(arguments, &console),
        Command::Standards(arguments) => standards::run(arguments, &console),
        Command::Prune(arguments) => prune::run(arguments, &console),
        #[cfg(feature = "serve")]
        Command::Serve(arguments) => serve::run(arguments, &console),
        Command::Review(arguments) => review::run(arguments, &console),
        Command::Status(arguments) => status::run(arguments, &console),
    };
    match outcome {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Problems) => ExitCode::from(1),
        Err(failure) => {
            console.complain(&failure);
            ExitCode::from(2)
        }
    }
}
