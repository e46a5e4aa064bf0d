//! `cargo xtask bench assets`: what a library's files add to its builds.
//!
//! The same pages are built with and without files beside them: Word documents of some hundred words and one large picture, each with a
//! page that leads to it. Start reading at [`run`].

use std::{
    fs,
    io::{BufWriter, Write},
    path::Path,
    thread,
    time::Duration,
};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::{
    corpus, fieldbook_build,
    measure::{Cost, measure},
    median, remove, sites, tools,
    vocabulary::Vocabulary,
};
use crate::{Failure, repository};

/// Words of a document.
const WORDS: usize = 400;

/// Measures builds of a library with and without files, and prints a table in markdown
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// How many pages the library has
    #[arg(long, value_name = "N", default_value_t = 1_000)]
    pages: usize,
    /// How many files
    #[arg(long, value_name = "N", default_value_t = 2_000)]
    files: usize,
    /// Bytes of a file
    #[arg(long, value_name = "BYTES", default_value_t = 2_000_000)]
    size: usize,
    /// How often each build but the first is measured
    #[arg(long, value_name = "N", default_value_t = 5)]
    runs: usize,
}

/// Medians of builds.
struct Builds {
    first: Cost,
    unchanged: Cost,
    changed: Cost,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let fieldbook = tools::fieldbook()?;
    let folder = repository::target().join("bench/assets");
    remove(&folder)?;
    let mut rows = Vec::new();
    for (name, files) in [("without", 0), ("with", arguments.files)] {
        let sites = folder.join(name);
        sites::library(&sites, corpus::pages(arguments.pages))?;
        write_files(&sites.join("fieldbook/content"), files, arguments)?;
        rows.push(builds(&fieldbook, &sites, arguments.runs)?);
    }
    let [without, with] = rows.as_slice() else { return Ok(()) };
    println!(
        "| {} pages | without files | with {} of {} bytes | more |",
        arguments.pages, arguments.files, arguments.size
    );
    println!("|---|---:|---:|---:|");
    let row = |name: &str, cost: fn(&Builds) -> Cost| {
        let (without, with) = (cost(without), cost(with));
        let more = with.wall.saturating_sub(without.wall).as_millis();
        println!("| {name} | {} ms | {} ms | {more} ms |", without.wall.as_millis(), with.wall.as_millis());
        println!("| its memory | {} MiB | {} MiB | |", without.peak_kilobytes / 1024, with.peak_kilobytes / 1024);
    };
    row("build, nothing there yet", |builds| builds.first);
    row("build, nothing changed", |builds| builds.unchanged);
    row("build, one page changed", |builds| builds.changed);
    fs::remove_dir_all(&folder).map_err(Failure::file(&folder))
}

fn builds(fieldbook: &Path, sites: &Path, runs: usize) -> Result<Builds, Failure> {
    let out = sites.join("public");
    let build = || measure(&fieldbook_build(fieldbook, sites, &out));
    let first = build()?;
    let page = sites.join("fieldbook/content/section-03/page-00043.md");
    let text = fs::read_to_string(&page).map_err(Failure::file(&page))?;
    let (mut unchanged, mut changed) = (Vec::new(), Vec::new());
    for run in 0..runs {
        unchanged.push(build()?);
        fs::write(&page, format!("{text}\n\nSavednumber{run}.\n")).map_err(Failure::file(&page))?;
        // What was saved this moment is never taken for unchanged.
        thread::sleep(Duration::from_millis(200));
        changed.push(build()?);
    }
    let middle = |costs: &mut [Cost]| median(costs, |cost| *cost).unwrap_or(first);
    Ok(Builds { first, unchanged: middle(&mut unchanged), changed: middle(&mut changed) })
}

/// Writes files, and a page for each ten that leads to them.
fn write_files(content: &Path, files: usize, arguments: &Arguments) -> Result<(), Failure> {
    let folder = content.join("files");
    fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
    let mut random = fastrand::Rng::with_seed(8);
    let vocabulary = Vocabulary::new(&mut random);
    let mut links = Vec::new();
    for number in 0..files {
        let name = format!("file-{number:05}.docx");
        let path = folder.join(&name);
        let failed = |error: String| Failure::Other(format!("{}: {error}", path.display()));
        write_document(&path, &vocabulary, &mut random, arguments.size).map_err(failed)?;
        links.push(format!("- [File {number}]({name})"));
        if number % 10 == 9 || number + 1 == files {
            let page = folder.join(format!("list-{number:05}.md"));
            fs::write(&page, format!("# Files up to {number}\n\n{}\n", links.join("\n")))
                .map_err(Failure::file(&page))?;
            links.clear();
        }
    }
    Ok(())
}

/// A package as Word writes it, with a picture that can't be compressed.
fn write_document(path: &Path, vocabulary: &Vocabulary, random: &mut fastrand::Rng, size: usize) -> Result<(), String> {
    let file = fs::File::create(path).map_err(|error| error.to_string())?;
    let mut zip = ZipWriter::new(BufWriter::new(file));
    let words: Vec<&str> = (0..WORDS).map(|_| vocabulary.word(random)).collect();
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
    let relations =
        format!("<Relationships><Relationship Id=\"r\" Type=\"{kind}\" Target=\"word/document.xml\"/></Relationships>");
    let text = format!("<w:document><w:p><w:t>{}</w:t></w:p></w:document>", words.join(" "));
    let mut picture = vec![0; size.saturating_sub(text.len() + 1_000)];
    random.fill(&mut picture);
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let parts = [
        ("[Content_Types].xml", b"<Types/>".as_slice()),
        ("_rels/.rels", relations.as_bytes()),
        ("word/document.xml", text.as_bytes()),
        ("word/media/image1.bin", &picture),
    ];
    for (name, bytes) in parts {
        zip.start_file(name, options).map_err(|error| error.to_string())?;
        zip.write_all(bytes).map_err(|error| error.to_string())?;
    }
    zip.finish().map_err(|error| error.to_string())?.flush().map_err(|error| error.to_string())
}
