//! `fieldbook build`

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use super::{
    Failure, LibraryArguments, Outcome,
    findings::{Findings, counted},
    progress::{self, Stopwatch},
};
use crate::{
    assets,
    audience::Audience,
    diagnostics::{Diagnostics, Severity},
    library::Library,
    site::{
        self, Base, BuildError, Built, Options, OutputError,
        memory::{self, Memory, Way},
        offline::Kept,
    },
};

/// Builds the site
///
/// Into the output folder only files that changed are written, and nothing that Fieldbook didn't write is touched. A build that
/// fails leaves the site as it was.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  fieldbook build                                   the internal site, into public/
  fieldbook build --audience customer --out site    only what customers may see, into site/
  fieldbook build --base-url https://example.com/handbook/")]
pub(super) struct Arguments {
    /// Folder to write to [default: public/ in the library]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// For whom the site is: internal, partner or customer
    #[arg(long, value_name = "AUDIENCE", default_value = "internal")]
    audience: Audience,
    /// Address of the published site, or its path (`/handbook/`) [default: `base_url` of fieldbook.toml]
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Publish nothing if there are findings
    #[arg(long)]
    strict: bool,
    /// Replace files that Fieldbook didn't write, where pages must go
    #[arg(long)]
    force: bool,
    /// Print what was done and how long each phase took
    #[arg(long, value_name = "FORMAT")]
    timings: Option<Timings>,
}

/// How times are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Timings {
    /// One JSON object, on stdout
    Json,
}

/// Runs the command.
pub(super) fn run(arguments: &LibraryArguments, asked: &Arguments) -> Result<Outcome, Failure> {
    let stopwatch = Stopwatch::begin();
    let root = arguments.root()?;
    let output = asked.out.clone().unwrap_or_else(|| root.join("public"));
    let memory = Memory::new(Way {
        program: program(),
        root: &root,
        output: &output,
        audience: asked.audience.as_str(),
        base: asked.base_url.as_deref().unwrap_or_default(),
        today: arguments.today()?.to_string(),
    });
    let mut inputs = memory.look();
    let held = inputs.as_mut().and_then(|inputs| memory.holds(inputs));
    if let Some(remembered) = held.filter(|held| !asked.strict || held.errors + held.warnings == 0) {
        say(&remembered.built, &output, &stopwatch, asked.timings)?;
        say_counts(remembered.errors, remembered.warnings);
        return Ok(Outcome::Fine);
    }
    let earlier = memory.begin(inputs.as_mut());
    let (library, diagnostics) = arguments.load_for_a_site()?;
    if asked.strict && diagnostics.has_findings() {
        Findings::new(&library.root, &diagnostics).print_as_notes()?;
        return Err(Failure::new("nothing was published, since there are findings and --strict was given"));
    }
    let options = Options {
        output: output.clone(),
        audience: asked.audience,
        base: base(&library, asked.base_url.as_deref())?,
        replace_foreign: asked.force,
    };
    let (built, written) =
        site::build(&library, &options, earlier, &stopwatch).inspect_err(|_| drop(stopwatch.end()))?;
    say(&built, &output, &stopwatch, asked.timings)?;
    say_findings(&diagnostics);
    if let Some(inputs) = inputs {
        let [errors, warnings] = [Severity::Error, Severity::Warning].map(|severity| diagnostics.count(severity));
        memory.keep(inputs, &written, memory::Outcome { built, errors, warnings });
    }
    Ok(Outcome::Fine)
}

/// What tells this program from another one that may build otherwise, and the one that draws for it.
fn program() -> String {
    let file = std::env::current_exe().and_then(std::fs::metadata).ok();
    let changed = file.as_ref().and_then(|file| file.modified().ok());
    format!("{} {:?} {changed:?} {}", env!("CARGO_PKG_VERSION"), file.map(|file| file.len()), assets::office())
}

/// The site's address: as asked for, else the library's own.
pub(super) fn base(library: &Library, asked: Option<&str>) -> Result<Base, Failure> {
    match asked {
        Some(asked) => Base::parse(Some(asked)).map_err(|error| Failure::usage(error.to_string())),
        None => Base::parse(library.config.base_url.as_deref())
            .map_err(|error| Failure::new(format!("fieldbook.toml: `base_url`: {error}"))),
    }
}

fn say(built: &Built, output: &Path, stopwatch: &Stopwatch, timings: Option<Timings>) -> Result<(), Failure> {
    let (time, phases) = stopwatch.end();
    if timings == Some(Timings::Json) {
        let json = progress::json(built, time, &phases).map_err(|error| Failure::new(error.to_string()))?;
        // A reader that has gone is no failure.
        let _ = writeln!(std::io::stdout().lock(), "{json}");
    }
    let mut stderr = std::io::stderr().lock();
    let Built { pages, changes, kept, notes, .. } = built;
    // Nothing is left to be done where stderr is closed.
    for note in notes {
        let _ = writeln!(stderr, "note: {note}");
    }
    let _ = writeln!(
        stderr,
        "{} of {} in {} ({} written, {} unchanged, {} removed) in {:.2} s{}",
        counted(*pages, "page"),
        counted(built.documents, "document"),
        output.display(),
        counted(changes.written, "file"),
        changes.unchanged,
        changes.removed,
        time.as_secs_f64(),
        progress::by_phase(&phases),
    );
    if let Some(kept) = kept {
        let _ = writeln!(stderr, "{}", offline_line(kept));
    }
    Ok(())
}

/// What readers' browsers keep, and what the budget had no room for.
fn offline_line(kept: &Kept) -> String {
    let left = [(kept.pages_left, "page"), (kept.assets_left, "asset"), (kept.others_left, "other file")];
    let left: Vec<String> =
        left.into_iter().filter(|(count, _)| *count > 0).map(|(count, word)| counted(count, word)).collect();
    let left = if left.is_empty() { String::new() } else { format!("; {} left out", left.join(", ")) };
    let (bytes, budget) = (megabytes(kept.bytes), megabytes(kept.budget));
    format!("offline: {}, {bytes} MB of {budget} MB{left}", counted(kept.files, "file"))
}

/// Bytes in megabytes, with one digit after the point where that isn't 0.
fn megabytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    if tenths.is_multiple_of(10) { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

/// How many findings there are; what they are `fieldbook check` says.
pub(super) fn say_findings(diagnostics: &Diagnostics) {
    say_counts(diagnostics.count(Severity::Error), diagnostics.count(Severity::Warning));
}

fn say_counts(errors: usize, warnings: usize) {
    let counts = [(errors, "error"), (warnings, "warning")];
    let counts: Vec<String> =
        counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, word)| counted(count, word)).collect();
    if !counts.is_empty() {
        let _ = writeln!(std::io::stderr().lock(), "{}; `fieldbook check` says which", counts.join(", "));
    }
}

impl From<BuildError> for Failure {
    fn from(error: BuildError) -> Self {
        Self::from(&error)
    }
}

impl From<&BuildError> for Failure {
    fn from(error: &BuildError) -> Self {
        let failure = Self::new(error.to_string());
        match error {
            BuildError::Theme(theme) => failure.hint(theme.hint()),
            BuildError::OverLibrary { .. } => failure.hint("name another folder with --out"),
            BuildError::Output(OutputError::Foreign { .. }) => {
                failure.hint("move it away, name another folder with --out, or replace it with --force")
            }
            BuildError::Output(OutputError::Busy(_)) => failure.hint("wait until the other build is done"),
            BuildError::Output(_) | BuildError::Load(_) | BuildError::Search(_) | BuildError::Card(_) => failure,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_offline_is_said_with_what_there_was_no_room_for() {
        let whole = Kept { files: 1204, bytes: 18_160_000, budget: 40_000_000, ..Kept::default() };
        assert_eq!(offline_line(&whole), "offline: 1204 files, 18.2 MB of 40 MB");
        let cut = Kept { pages_left: 1, assets_left: 37, ..whole };
        assert_eq!(offline_line(&cut), "offline: 1204 files, 18.2 MB of 40 MB; 1 page, 37 assets left out");
    }
}
