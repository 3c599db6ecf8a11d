//! The wish of the user that the run ends: a flag that signals raise and that long work looks at.
//!
//! It never ends the process itself, so that what was begun can be taken back.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::PublishError;

/// Raised once, seen by all its clones.
#[derive(Clone, Debug, Default)]
pub struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// An interrupt that SIGINT (Ctrl+C) and SIGTERM raise. A second signal ends the process at once, as it would
    /// have without this.
    ///
    /// # Errors
    ///
    /// If the operating system refuses to register the handlers.
    pub fn on_signals() -> io::Result<Self> {
        use signal_hook::consts::{SIGINT, SIGTERM};
        let interrupt = Self::default();
        for signal in [SIGINT, SIGTERM] {
            // The order matters: the first sees the flag as the signals before left it.
            signal_hook::flag::register_conditional_default(signal, Arc::clone(&interrupt.0))?;
            signal_hook::flag::register(signal, Arc::clone(&interrupt.0))?;
        }
        Ok(interrupt)
    }

    /// Asks the run to end.
    pub fn raise(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// Whether the run was asked to end.
    #[must_use]
    pub fn is_raised(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }

    pub(super) fn check(&self) -> Result<(), PublishError> {
        if self.is_raised() { Err(PublishError::Interrupted) } else { Ok(()) }
    }
}
