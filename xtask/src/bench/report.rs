//! `cargo xtask bench report`: how long a year's report takes, and how much memory, by the events of the year.
//!
//! Events are made up from a seed: most are views, in sessions of ten events of which a hundred go on at a time, of documents of which few have most
//! of the use; each hundredth is for one of the deals. They go into the store as any go: by `fieldbook usage import`, a million at a time. What is in the store
//! already stays there, so that a run that was broken off goes on where it ended.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use fastrand::Rng;

use super::{
    corpus,
    measure::{Cost, measure},
    remove, sites, tools,
};
use crate::{Failure, process, repository};

/// Measures a year's report
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Events of the year, in millions
    #[arg(long, value_name = "N", default_value_t = 50)]
    millions: u64,
    /// Documents of the library
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    documents: usize,
    /// Deals of the year
    #[arg(long, value_name = "N", default_value_t = 20_000)]
    deals: u64,
    /// How often the report is made; the table shows the median
    #[arg(long, value_name = "N", default_value_t = 3)]
    runs: usize,
    /// Folder of library and store [default: target/bench/report]
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// When the year begins: 2025-11-23, in milliseconds since 1970.
const BEGIN: u64 = 1_763_856_000_000;
const YEAR: u64 = 365 * 24 * 60 * 60 * 1_000;
const MILLION: u64 = 1_000_000;

/// Runs the command.
pub(super) fn run(asked: &Arguments) -> Result<(), Failure> {
    let name = format!("{}-{}-{}", asked.millions, asked.documents, asked.deals);
    let folder = asked.folder.clone().unwrap_or_else(|| repository::target().join("bench").join("report")).join(name);
    let program = tools::fieldbook()?;
    let made = Made { folder: &folder, program: &program, asked };
    made.library()?;
    made.deals()?;
    made.events()?;
    let mut costs = Vec::new();
    for _ in 0..asked.runs.max(1) {
        let mut command = made.command("report");
        costs.push(measure(command.arg("--dry-run"))?);
    }
    costs.sort_unstable();
    let Cost { wall, peak_kilobytes } =
        costs.get(costs.len() / 2).copied().unwrap_or(Cost { wall: Duration::ZERO, peak_kilobytes: 0 });
    let store = fs::metadata(made.store()).map_err(Failure::file(&made.store()))?.len();
    println!("| events | documents | deals | store | report | peak memory |\n|---:|---:|---:|---:|---:|---:|");
    let (seconds, mebibytes, gigabytes) = (wall.as_secs_f64(), peak_kilobytes / 1024, store / 1_000_000_000);
    let Arguments { millions, documents, deals, .. } = asked;
    println!("| {millions} million | {documents} | {deals} | {gigabytes} GB | {seconds:.1} s | {mebibytes} MiB |");
    Ok(())
}

/// A library with a year's store.
struct Made<'a> {
    folder: &'a Path,
    program: &'a Path,
    asked: &'a Arguments,
}

impl Made<'_> {
    fn store(&self) -> PathBuf {
        self.folder.join("usage.db")
    }

    fn command(&self, name: &str) -> Command {
        let mut command = Command::new(self.program);
        command.arg(name).arg("--library").arg(self.folder.join("fieldbook"));
        if name == "usage" {
            command.arg("import");
        }
        command.arg("--store").arg(self.store());
        // The pages lie in a folder that git ignores; the history around it isn't theirs.
        command.env("GIT_CEILING_DIRECTORIES", self.folder);
        command
    }

    /// Writes something once.
    fn once(&self, name: &str, make: impl FnOnce() -> Result<(), Failure>) -> Result<(), Failure> {
        let mark = self.folder.join(format!("{name}.made"));
        if mark.exists() {
            return Ok(());
        }
        make()?;
        fs::write(&mark, "").map_err(Failure::file(&mark))
    }

    fn library(&self) -> Result<(), Failure> {
        self.once("library", || {
            remove(self.folder)?;
            sites::library(self.folder, corpus::pages(self.asked.documents))
        })
    }

    /// What a CRM tells at the year's begin and at its end.
    fn deals(&self) -> Result<(), Failure> {
        self.once("deals", || {
            for (day, is_over) in [("2025-11-24", false), ("2026-11-22", true)] {
                let csv = self.deals_told(is_over);
                self.import("deals.csv", &csv, &["--as-of", day])?;
            }
            Ok(())
        })
    }

    fn deals_told(&self, is_over: bool) -> String {
        let mut random = Rng::with_seed(1);
        let mut csv = "id,stage,amount,currency,created,closed,outcome,expected,segment\n".to_owned();
        for number in 0..self.asked.deals {
            let (amount, month, is_won) = (random.u64(1_000..200_000), random.u64(1..=11), random.u64(0..10) < 4);
            let (stage, outcome) = match (is_over, is_won) {
                (false, _) => ("Discovery", "open"),
                (true, true) => ("Closed", "won"),
                (true, false) => ("Closed", "lost"),
            };
            // Writing to memory doesn't fail.
            let _ = writeln!(
                csv,
                "D{number},{stage},{amount},EUR,2025-11-23,2026-{month:02}-15,{outcome},{},segment-{}",
                amount / 3,
                number % 8
            );
        }
        csv
    }

    fn events(&self) -> Result<(), Failure> {
        let ids: Vec<String> = corpus::pages(self.asked.documents).map(|page| page.id).collect();
        for million in 0..self.asked.millions {
            self.once(&format!("events-{million}"), || {
                eprintln!("Making million {} of {}", million + 1, self.asked.millions);
                self.import("events.ndjson", &self.million(million, &ids), &["--form", "events"])
            })?;
        }
        Ok(())
    }

    /// A million events, a line each.
    fn million(&self, million: u64, ids: &[String]) -> String {
        let mut random = Rng::with_seed(2 + million);
        let mut text = String::new();
        for number in million * MILLION..(million + 1) * MILLION {
            let time = BEGIN + YEAR / self.asked.millions.max(1) * number / MILLION;
            let session = number / 1_000 * 100 + number % 100;
            // The square of chance: the first tenth of documents has a third of the use.
            let place = random.f64() * random.f64();
            let document = ids.get(scaled(place, ids.len())).map_or("", String::as_str);
            let deal = if number.is_multiple_of(100) {
                format!(",\"o\":\"D{}\"", random.u64(0..self.asked.deals.max(1)))
            } else {
                String::new()
            };
            let what = match random.u32(0..20) {
                0 | 1 => format!("\"e\":\"search\",\"q\":\"query {}\",\"n\":3", random.u32(0..50_000)),
                2 => format!("\"e\":\"copy\",\"d\":\"{document}\""),
                3 => format!("\"e\":\"download\",\"d\":\"{document}\""),
                _ => format!("\"e\":\"view\",\"d\":\"{document}\",\"ms\":{}", random.u32(0..60_000)),
            };
            // Ids as pages make them: the time, and what chance gives. Sessions as the collector makes them.
            let id = format!("{}-{:013x}", base_36(time), random.u64(..) >> 12);
            let _ = writeln!(text, "{{\"id\":\"{id}\",\"t\":{time},\"s\":\"{session:032x}\",{what}{deal}}}");
        }
        text
    }

    /// Takes a file's text into the store.
    fn import(&self, name: &str, text: &str, options: &[&str]) -> Result<(), Failure> {
        let file = self.folder.join(name);
        fs::write(&file, text).map_err(Failure::file(&file))?;
        process::run(self.command("usage").args(options).arg(&file).stdout(Stdio::null()))?;
        fs::remove_file(&file).map_err(Failure::file(&file))
    }
}

/// A place in a list, by a share of it.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "lists have far fewer than 2^53 places"
)]
fn scaled(share: f64, places: usize) -> usize {
    (share * places as f64) as usize
}

fn base_36(mut number: u64) -> String {
    let mut digits = Vec::new();
    while number > 0 {
        digits.push(char::from_digit(u32::try_from(number % 36).unwrap_or_default(), 36).unwrap_or_default());
        number /= 36;
    }
    digits.into_iter().rev().collect()
}
