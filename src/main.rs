//! The `fieldbook` program; everything is in the library, from [`fieldbook::cli::run`] on.

use std::process::ExitCode;

// The generator makes many small strings on several threads, which mimalloc serves faster than most systems' own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    fieldbook::cli::run()
}
