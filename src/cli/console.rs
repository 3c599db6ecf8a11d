//! What commands say, and where: results to the output, everything else to the error stream. Colour only on a terminal,
//! and never under NO_COLOR. A reader who closes the pipe has seen enough: that is no failure.

use std::fmt;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};

use crate::diagnostic::Paint;
use crate::source::{SourceError, visible};
use crate::theme::ThemeError;

/// How a command ended that could run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All is well: exit code 0.
    Clean,
    /// The records have problems: exit code 1.
    Problems,
}

/// Why a command could not run: exit code 2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What it is about: a path, a variable, an argument.
    pub subject: String,
    /// What is wrong and what to do.
    pub problem: String,
}

impl Failure {
    /// A failure about something that is named.
    #[must_use]
    pub fn new(subject: impl fmt::Display, problem: impl Into<String>) -> Self {
        Self { subject: subject.to_string(), problem: problem.into() }
    }

    /// A failure of the machine at a path.
    #[must_use]
    pub fn at(path: &Path, doing: &str, error: &io::Error) -> Self {
        Self::new(path.display(), format!("cannot be {doing} ({error})"))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "error: {}: {}", visible(&self.subject), visible(&self.problem))
    }
}

impl From<SourceError> for Failure {
    fn from(error: SourceError) -> Self {
        Self { subject: error.path, problem: error.problem }
    }
}

impl From<ThemeError> for Failure {
    fn from(error: ThemeError) -> Self {
        match error {
            ThemeError::Source(error) => error.into(),
            ThemeError::Template { .. } => Self::new("theme", error.to_string()),
        }
    }
}

/// Where a command speaks.
#[derive(Debug, Clone, Copy)]
pub struct Console {
    verbose: bool,
    paint: Paint,
    beside: Paint,
}

impl Console {
    /// Looks at the terminal and the environment once.
    #[must_use]
    pub fn new(verbose: bool) -> Self {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let paint = |is_terminal: bool| {
            if is_terminal && !refused && !is_dumb { Paint::Coloured } else { Paint::Plain }
        };
        Self { verbose, paint: paint(io::stdout().is_terminal()), beside: paint(io::stderr().is_terminal()) }
    }

    /// Whether results may be coloured.
    #[must_use]
    pub fn paint(&self) -> Paint {
        self.paint
    }

    /// Whether what is said beside the results may be coloured.
    #[must_use]
    pub fn paint_beside(&self) -> Paint {
        self.beside
    }

    /// Whether a person is at both ends, who can be shown things and asked.
    #[must_use]
    pub fn is_interactive(&self) -> bool {
        io::stdin().is_terminal() && io::stdout().is_terminal()
    }

    /// Prints a result.
    ///
    /// # Errors
    /// When the output cannot be written, unless its reader has gone.
    pub fn print(&self, result: &str) -> Result<(), Failure> {
        let choice = match self.paint {
            Paint::Coloured => ColorChoice::Always,
            Paint::Plain => ColorChoice::Never,
        };
        let mut output = AutoStream::new(io::stdout().lock(), choice);
        match output.write_all(result.as_bytes()).and_then(|()| output.flush()) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                Err(Failure::new("output", format!("cannot be written ({error})")))
            }
            _ => Ok(()),
        }
    }

    /// Says what is being done, to those who asked.
    pub fn log(&self, line: impl FnOnce() -> String) {
        if self.verbose {
            self.say(&line());
        }
    }

    /// Says something beside the result.
    pub fn say(&self, line: &str) {
        // Nobody is left to tell when the error stream is gone.
        let _ = writeln!(io::stderr().lock(), "{line}");
    }

    /// Says why the command could not run.
    pub fn complain(&self, failure: &Failure) {
        self.say(&failure.to_string());
    }
}
