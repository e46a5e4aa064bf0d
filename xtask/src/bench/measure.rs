//! How long a program runs, and how much memory it takes at its peak.
//!
//! The system tells the peak of all children that a process has waited for, never of one. So each program is run by a
//! process of its own: this one again, as `cargo xtask measure`, which is small enough not to count itself.

use std::{
    process::Command,
    time::{Duration, Instant},
};

use crate::{Failure, process};

/// Runs a program and prints its milliseconds and peak kilobytes; for `bench` itself
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The program and its arguments
    #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true)]
    command: Vec<String>,
}

/// What one run took.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cost {
    /// From start to end.
    pub(super) wall: Duration,
    /// The most memory that was resident at once.
    pub(super) peak_kilobytes: u64,
}

impl Cost {
    /// What two programs take that run one after the other.
    pub(super) fn then(self, next: Self) -> Self {
        Self { wall: self.wall + next.wall, peak_kilobytes: self.peak_kilobytes.max(next.peak_kilobytes) }
    }
}

/// Runs the command in a process of its own and measures it.
pub(super) fn measure(command: &Command) -> Result<Cost, Failure> {
    let this = std::env::current_exe().map_err(|source| Failure::Start { program: "xtask".to_owned(), source })?;
    let mut measured = Command::new(this);
    measured.args(["measure", "--"]).arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        if let Some(value) = value {
            measured.env(name, value);
        }
    }
    let answer = process::output(&mut measured)?;
    let mut numbers = answer.lines().last().unwrap_or_default().split(' ').map(str::parse::<u64>);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(milliseconds)), Some(Ok(peak_kilobytes))) => {
            Ok(Cost { wall: Duration::from_millis(milliseconds), peak_kilobytes })
        }
        _ => Err(Failure::Other(format!("`measure` printed {answer:?}"))),
    }
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let [program, words @ ..] = arguments.command.as_slice() else {
        return Err(Failure::Other("no program is given".to_owned()));
    };
    let mut command = Command::new(program);
    command.args(words).stdout(std::process::Stdio::null());
    end_me_first();
    let start = Instant::now();
    let status = command.status().map_err(|source| Failure::Start { program: program.clone(), source })?;
    let wall = start.elapsed();
    // A build that ends in findings (1) has done all its work.
    if !matches!(status.code(), Some(0 | 1)) {
        return Err(Failure::Command { command: arguments.command.join(" "), status });
    }
    println!("{} {}", wall.as_millis(), peak_kilobytes()?);
    Ok(())
}

/// Tells the system which program to end where memory runs out: this one's, not what else runs on the machine.
fn end_me_first() {
    // What can't be told doesn't matter to what is measured.
    let _ = std::fs::write("/proc/self/oom_score_adj", "1000");
}

#[cfg(target_os = "linux")]
fn peak_kilobytes() -> Result<u64, Failure> {
    use nix::sys::resource::{UsageWho, getrusage};
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)
        .map_err(|error| Failure::Other(format!("the system doesn't tell the peak memory: {error}")))?;
    Ok(u64::try_from(usage.max_rss()).unwrap_or_default())
}

#[cfg(not(target_os = "linux"))]
fn peak_kilobytes() -> Result<u64, Failure> {
    Err(Failure::Other("memory is measured on Linux only".to_owned()))
}
