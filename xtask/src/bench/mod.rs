//! `cargo xtask bench`: Fieldbook side by side with other programs, on the same pages in the same run.
//!
//! `bench build` is here: full builds, beside Hugo and Pagefind. Start reading at [`run`]; the pages come from [`corpus`],
//! their two forms from [`sites`]. `bench edits` is in [`edits`], `bench search` in [`search`], `bench answer` in [`answer`], `bench assets` in [`assets`],
//! `bench respond` in [`respond`], `bench collect` in [`collect`], `bench report` in [`report`].

mod answer;
mod assets;
mod bids;
mod collect;
mod corpus;
mod edits;
pub(crate) mod measure;
mod report;
mod respond;
mod search;
mod sites;
mod tools;
mod vocabulary;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::Duration,
};

use crate::{Failure, repository};
use measure::{Cost, measure};

/// Measures Fieldbook beside other programs
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    Answer(answer::Arguments),
    Assets(assets::Arguments),
    Build(Build),
    Collect(collect::Arguments),
    Edits(edits::Arguments),
    Report(report::Arguments),
    Respond(respond::Arguments),
    Search(search::Arguments),
}

/// Measures full builds and prints a table in markdown
#[derive(Debug, clap::Args)]
struct Build {
    /// Sizes of the libraries
    #[arg(long, value_name = "N", value_delimiter = ',', default_value = "1000,10000")]
    pages: Vec<usize>,
    /// How often each program builds each library; the table shows medians
    #[arg(long, value_name = "N", default_value_t = 3)]
    runs: usize,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    match &arguments.what {
        What::Answer(arguments) => answer::run(arguments),
        What::Assets(arguments) => assets::run(arguments),
        What::Build(arguments) => build(arguments),
        What::Collect(arguments) => collect::run(arguments),
        What::Edits(arguments) => edits::run(arguments),
        What::Report(arguments) => report::run(arguments),
        What::Respond(arguments) => respond::run(arguments),
        What::Search(arguments) => search::run(arguments),
    }
}

fn build(build: &Build) -> Result<(), Failure> {
    let folder = repository::target().join("bench");
    let programs =
        Programs { fieldbook: tools::fieldbook()?, hugo: tools::hugo(&folder)?, pagefind: tools::pagefind(&folder)? };
    let mut table = format!(
        "Medians of {} runs; Hugo {}, Pagefind {}.\n\n\
         | pages | program | time | peak memory | site | files |\n|---:|---|---:|---:|---:|---:|\n",
        build.runs,
        tools::HUGO,
        tools::PAGEFIND
    );
    for &pages in &build.pages {
        eprintln!("Making {pages} pages");
        let sites = folder.join(format!("pages-{pages}"));
        remove(&sites)?;
        sites::library(&sites, corpus::pages(pages))?;
        sites::hugo(&sites, corpus::pages(pages))?;
        table += &rows(pages, &programs, &sites, build.runs)?;
    }
    println!("{table}");
    Ok(())
}

struct Programs {
    fieldbook: PathBuf,
    hugo: PathBuf,
    pagefind: PathBuf,
}

/// What all runs on one library took, by program.
#[derive(Default)]
struct Costs {
    fieldbook: Vec<Cost>,
    hugo: Vec<Cost>,
    hugo_and_pagefind: Vec<Cost>,
}

/// Measures all programs on the pages of one folder; they take turns, so that a machine's moods meet all alike.
fn rows(pages: usize, programs: &Programs, sites: &Path, runs: usize) -> Result<String, Failure> {
    let mut costs = Costs::default();
    let (mut ours, mut plain, mut searched) = (Size::default(), Size::default(), Size::default());
    for run in 1..=runs {
        eprintln!("{pages} pages, run {run} of {runs}");
        // A folder of its own for each run: some file systems are busy with what was just removed.
        let (site, hugo_site) = (sites.join(format!("fieldbook-{run}")), sites.join(format!("hugo-{run}")));
        costs.fieldbook.push(measure(&fieldbook_build(&programs.fieldbook, sites, &site))?);
        ours = Size::of(&site)?;
        let hugo = measure(&hugo(programs, sites, &hugo_site))?;
        costs.hugo.push(hugo);
        plain = Size::of(&hugo_site)?;
        let pagefind = measure(Command::new(&programs.pagefind).args(["--quiet", "--site"]).arg(&hugo_site))?;
        costs.hugo_and_pagefind.push(hugo.then(pagefind));
        searched = Size::of(&hugo_site)?;
    }
    Ok([
        row(pages, "Fieldbook, with search", costs.fieldbook, ours),
        row(pages, "Hugo, no search", costs.hugo, plain),
        row(pages, "Hugo + Pagefind", costs.hugo_and_pagefind, searched),
    ]
    .concat())
}

fn fieldbook_build(fieldbook: &Path, sites: &Path, out: &Path) -> Command {
    let mut command = Command::new(fieldbook);
    command.args(["build", "--today", "2026-11-22", "--library"]).arg(sites.join("fieldbook")).arg("--out").arg(out);
    // The pages lie in a folder that git ignores; the history around it isn't theirs.
    command.env("GIT_CEILING_DIRECTORIES", sites);
    // Nobody measures LibreOffice here.
    command.env("FIELDBOOK_LIBREOFFICE", "");
    command
}

fn hugo(programs: &Programs, sites: &Path, out: &Path) -> Command {
    let mut command = Command::new(&programs.hugo);
    command.args(["build", "--quiet", "--source"]).arg(sites.join("hugo")).arg("--destination").arg(out);
    command
}

fn row(pages: usize, program: &str, mut costs: Vec<Cost>, size: Size) -> String {
    let seconds = median(&mut costs, |cost| cost.wall).unwrap_or_default().as_secs_f64();
    let megabytes = median(&mut costs, |cost| cost.peak_kilobytes).unwrap_or_default() / 1024;
    let Size { files, bytes } = size;
    format!("| {pages} | {program} | {seconds:.2} s | {megabytes} MiB | {} MB | {files} |\n", bytes / 1_000_000)
}

fn median<T: Ord>(costs: &mut [Cost], value: impl Fn(&Cost) -> T) -> Option<T> {
    costs.sort_by_key(&value);
    costs.get(costs.len() / 2).map(value)
}

/// How much lies in a folder.
#[derive(Clone, Copy, Default)]
struct Size {
    files: u64,
    bytes: u64,
}

impl Size {
    fn of(folder: &Path) -> Result<Self, Failure> {
        let mut size = Self::default();
        for entry in fs::read_dir(folder).map_err(Failure::file(folder))? {
            let path = entry.map_err(Failure::file(folder))?.path();
            let metadata = path.metadata().map_err(Failure::file(&path))?;
            let inner = if metadata.is_dir() { Self::of(&path)? } else { Self { files: 1, bytes: metadata.len() } };
            size = Self { files: size.files + inner.files, bytes: size.bytes + inner.bytes };
        }
        Ok(size)
    }
}

/// How long ext4 takes several times as long to make files after many were removed: it gives away no inode that was freed in the last
/// minute, and looks past each of them for one (`recently_deleted` in its `ialloc.c`). Who comes first would be measured slow.
const AFTER_REMOVAL: Duration = Duration::from_secs(75);

/// Removes what a run before has left.
fn remove(folder: &Path) -> Result<(), Failure> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(Failure::file(folder))?;
        thread::sleep(AFTER_REMOVAL);
    }
    Ok(())
}
