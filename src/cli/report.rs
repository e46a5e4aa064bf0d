//! `fieldbook report`

mod human;

use std::{
    fs,
    path::{Path, PathBuf},
};

use fieldbook_collect::store::{self, Store};
use fieldbook_metrics::report::{Report, ReportError, Table, UsageSummary};
use jiff::civil::Date;

use super::{
    Failure, LibraryArguments, Outcome, collect,
    format::Format,
    questionnaire::{check_new, note, print},
    whole::{self, Output},
};
use crate::reporting::{self, INSIGHTS, Kept, ParquetError, USAGE};

/// Reports what is used, what it cost and what it brought in
///
/// Prints a summary, and writes two files beside fieldbook.toml: insights.json with all figures, of which `fieldbook build` makes the
/// pages under /insights/ of the internal site, and usage.json with how much each document is used, which is to be committed. Nothing in them hangs on the
/// clock: the same store and library give the same bytes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  fieldbook report
  fieldbook report --store usage.db --from 2026-01-01 --to 2026-06-30
  fieldbook report --csv figures --parquet figures
  fieldbook report --format json --dry-run | jq .formative.utilization")]
pub(super) struct Arguments {
    /// Where events are kept: a file of SQLite's, or postgres://… [default: `FIELDBOOK_STORE`, else usage.db]
    #[arg(long, value_name = "PLACE")]
    store: Option<String>,
    /// First day [default: a year before the last]
    #[arg(long, value_name = "YYYY-MM-DD")]
    from: Option<Date>,
    /// Last day [default: that of the newest event or deal]
    #[arg(long, value_name = "YYYY-MM-DD")]
    to: Option<Date>,
    /// How to print the report
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Folder for all tables as CSV
    #[arg(long, value_name = "DIR")]
    csv: Option<PathBuf>,
    /// Folder for all tables as Parquet
    #[arg(long, value_name = "DIR")]
    parquet: Option<PathBuf>,
    /// Print only, and write no files into the library
    #[arg(long)]
    dry_run: bool,
    /// Write over files that are there and aren't of an earlier report
    #[arg(long)]
    force: bool,
}

/// Runs the command.
pub(super) fn run(library: &LibraryArguments, asked: &Arguments) -> Result<Outcome, Failure> {
    if asked.from.zip(asked.to).is_some_and(|(from, to)| to < from) {
        return Err(Failure::usage("the window ends before it begins").hint("--from is its first day, --to its last"));
    }
    let root = library.root()?;
    let mut store = opened(&collect::store(asked.store.as_deref()))?;
    let kept = Kept::read(&mut *store)?;
    let window = kept.window(asked.from, asked.to, library.today()?);
    let loaded = library.load_to_report(window.to)?;
    let (report, summary) = reporting::report(&mut *store, &kept, &loaded, window)?;
    let outputs = outputs(asked, &root, &report, &summary)?;
    whole::write(&outputs)?;
    match asked.format {
        Format::Human => print(&human::summary(&loaded.config.name, &report))?,
        Format::Json => print(&report.to_json())?,
    }
    if !asked.dry_run {
        note(&format!("wrote {INSIGHTS} and {USAGE} into {}", root.display()));
    }
    for folder in asked.csv.iter().chain(&asked.parquet) {
        note(&format!("wrote all tables into {}", folder.display()));
    }
    Ok(Outcome::Fine)
}

/// Opens a store that is there: a report of a new one would be of nothing.
fn opened(place: &str) -> Result<Box<dyn Store>, Failure> {
    if !store::is_database(place) && !Path::new(place).is_file() {
        let failure = Failure::new(format!("there is no store {place}"));
        return Err(failure.hint("`fieldbook collect` and `fieldbook usage import` make one; --store names another"));
    }
    Ok(store::open(place)?)
}

/// All files that are to be written.
fn outputs(asked: &Arguments, root: &Path, report: &Report, summary: &UsageSummary) -> Result<Vec<Output>, Failure> {
    let mut outputs = Vec::new();
    if !asked.dry_run {
        let insights = root.join(INSIGHTS);
        let usage = root.join(USAGE);
        if !asked.force {
            refuse_others(&insights, |text| Report::from_json(text).map(drop))?;
            refuse_others(&usage, |text| UsageSummary::from_json(text).map(drop))?;
        }
        outputs.push(Output::new(insights, report.to_json()));
        outputs.push(Output::new(usage, summary.to_json()));
    }
    let tables = report.tables();
    let mut add = |folder: &Path, extension: &str, bytes: &dyn Fn(&Table) -> Result<Vec<u8>, Failure>| {
        for table in &tables {
            let path = folder.join(format!("{}.{extension}", table.name));
            check_new(&path, asked.force)?;
            outputs.push(Output::new(path, bytes(table)?));
        }
        Ok::<(), Failure>(())
    };
    if let Some(folder) = &asked.csv {
        add(folder, "csv", &|table| Ok(table.to_csv().into_bytes()))?;
    }
    if let Some(folder) = &asked.parquet {
        add(folder, "parquet", &|table| Ok(reporting::parquet(table)?))?;
    }
    Ok(outputs)
}

/// Refuses to take the place of a file that no report has written.
fn refuse_others(file: &Path, read: impl Fn(&str) -> Result<(), ReportError>) -> Result<(), Failure> {
    let is_other = match fs::read_to_string(file) {
        Ok(text) => matches!(read(&text), Err(ReportError::Malformed(_))),
        Err(error) => error.kind() != std::io::ErrorKind::NotFound,
    };
    if is_other {
        let failure = Failure::new(format!("{} is there, and no report has written it", file.display()));
        return Err(failure.hint("move it away, or write over it with `--force`; `--dry-run` only prints"));
    }
    Ok(())
}

impl From<ParquetError> for Failure {
    fn from(error: ParquetError) -> Self {
        Self::new(error.to_string())
    }
}
