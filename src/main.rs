//! Arguments to command to exit code; nothing else.

use std::process::ExitCode;

/// Rendering allocates much and briefly; this allocator nearly halves its time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    standing::cli::run(std::env::args_os())
}
