//! `cargo xtask bench search`: Fieldbook's search beside Pagefind's, on the same pages in the same run.
//!
//! Both index the pages that Fieldbook makes: Pagefind is told where on them the document is, so that both know the same
//! words, and a reader meets both on the same page. Start reading at [`run`]; what is measured in a browser is in
//! `tests/browser/bench`.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::{
    Size, corpus,
    measure::{Cost, measure},
    remove, sites, tools,
};
use crate::{Failure, process, repository, test};

/// Ten times the largest library of the usual run.
const STRESS: usize = 100_000;
/// Where a document is on its page.
const DOCUMENT: &str = "article.document";
/// What of a document's page Fieldbook doesn't index either.
const BESIDE_THE_TEXT: &str = ".trail, .document-state, .beside, .children, .related";
/// What the table calls it.
const PAGEFIND: &str = "Pagefind, its index alone";
/// What an index of 10,000 pages may take, in bytes and files.
const LARGEST: (u64, u64) = (15_000_000, 1_000);

/// Measures search beside Pagefind in a browser and prints tables in markdown
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Sizes of the made-up libraries
    #[arg(long, value_name = "N", value_delimiter = ',', default_value = "1000,10000")]
    pages: Vec<usize>,
    /// A library of 100,000 pages as well, which takes a quarter of an hour more
    #[arg(long)]
    stress: bool,
}

/// A library to search.
struct Library {
    name: String,
    /// Its folder, which nothing is written into.
    source: PathBuf,
    /// Its documents.
    content: PathBuf,
    /// Where its site and both indexes are made.
    site: PathBuf,
    pages: Option<usize>,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let folder = repository::target().join("bench");
    let (fieldbook, pagefind) = (tools::fieldbook()?, tools::pagefind(&folder)?);
    let mut libraries = Vec::new();
    for &pages in arguments.pages.iter().chain(arguments.stress.then_some(&STRESS)) {
        libraries.push(made_up(&folder.join(format!("search-{pages}")), pages)?);
    }
    libraries.extend(handbook(&folder.join("search-handbook"))?);

    let mut node = test::node_with_browser()?;
    node.arg("bench/search.js");
    let mut table = format!(
        "Pagefind {}.\n\n| library | program | time | peak memory | index | files |\n|---|---|---:|---:|---:|---:|\n",
        tools::PAGEFIND
    );
    for library in &libraries {
        eprintln!("{}: building and indexing", library.name);
        table += &index(library, &fieldbook, &pagefind)?;
        node.arg(&library.name).arg(&library.site).arg(&library.content);
    }
    println!("{table}");
    process::run(&mut node)
}

fn made_up(folder: &Path, pages: usize) -> Result<Library, Failure> {
    remove(folder)?;
    sites::library(folder, corpus::pages(pages))?;
    let source = folder.join("fieldbook");
    Ok(Library {
        name: format!("{pages} pages"),
        content: source.join("content"),
        source,
        site: folder.join("site"),
        pages: Some(pages),
    })
}

/// A real handbook, where this machine has the corpora.
fn handbook(folder: &Path) -> Result<Option<Library>, Failure> {
    let corpora = std::env::var_os("FIELDBOOK_CORPORA")
        .map_or_else(|| repository::root().join("../shared/corpora"), PathBuf::from);
    let source = corpora.join("handbooks/sourcegraph-handbook");
    if !source.is_dir() {
        eprintln!("skipped: {} is not there", source.display());
        return Ok(None);
    }
    remove(folder)?;
    fs::create_dir_all(folder).map_err(Failure::file(folder))?;
    Ok(Some(Library {
        name: "Sourcegraph's handbook".to_owned(),
        content: source.clone(),
        source,
        site: folder.join("site"),
        pages: None,
    }))
}

/// Makes the site and both indexes, says whether Fieldbook's is small enough, and gives the table's rows on them.
fn index(library: &Library, fieldbook: &Path, pagefind: &Path) -> Result<String, Failure> {
    let mut command = Command::new(fieldbook);
    command.args(["build", "--today", "2026-11-22", "--library"]).arg(&library.source).arg("--out").arg(&library.site);
    // The library lies in a folder that git ignores; the history around it isn't its.
    command.env("GIT_CEILING_DIRECTORIES", &library.source);
    let cost = measure(&command)?;
    let size = Size::of(&library.site.join("search"))?;
    let ours = row(library, "Fieldbook, the whole build", cost, size);
    if library.pages == Some(10_000) {
        let met = if size.bytes <= LARGEST.0 && size.files <= LARGEST.1 { "ok" } else { "short" };
        eprintln!("{met}: the index of 10,000 pages takes {} bytes in {} files", size.bytes, size.files);
    }

    let mut command = Command::new(pagefind);
    command.arg("--quiet").args(["--root-selector", DOCUMENT, "--exclude-selectors", BESIDE_THE_TEXT]);
    let theirs = match measure(command.arg("--site").arg(&library.site)) {
        Ok(cost) => row(library, PAGEFIND, cost, Size::of(&library.site.join("pagefind"))?),
        // What is too much for it is a result as well.
        Err(failure) => format!("| {} | {PAGEFIND} | {failure} | | | |\n", library.name),
    };
    Ok(ours + &theirs)
}

fn row(library: &Library, program: &str, cost: Cost, Size { files, bytes }: Size) -> String {
    let Library { name, .. } = library;
    let (seconds, mebibytes) = (cost.wall.as_secs_f64(), cost.peak_kilobytes / 1024);
    // Tenths of megabytes, without the rounding of floating point.
    let (whole, tenths) = (bytes / 1_000_000, bytes / 100_000 % 10);
    format!("| {name} | {program} | {seconds:.1} s | {mebibytes} MiB | {whole}.{tenths} MB | {files} |\n")
}
