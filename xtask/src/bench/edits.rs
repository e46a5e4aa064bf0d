//! `cargo xtask bench edits`: what it takes to see an edit, beside `hugo server`, and to build after one or none.
//!
//! A save changes a page's title and adds a word to its text. It is seen when the server answers with the word on the page,
//! and with the title in the list of the page's section. Between two saves is a pause, as when somebody writes. Start reading at
//! [`run`].

use std::{
    fs,
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use super::{
    corpus, fieldbook_build,
    measure::{Cost, measure},
    median, remove, sites, tools,
};
use crate::{Failure, repository};

/// What two saves are apart.
const PAUSE: Duration = Duration::from_millis(1_500);
/// Longer than this a server doesn't take to begin, or to show an edit.
const PATIENCE: Duration = Duration::from_mins(2);
/// The page that is edited, and the list that names it.
const PAGE: &str = "section-03/page-00043";
const LIST: &str = "section-03";

/// Measures edits beside `hugo server` and prints tables in markdown
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Size of the library
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    pages: usize,
    /// How often a page is saved under each server, and how often each build is measured
    #[arg(long, value_name = "N", default_value_t = 15)]
    edits: usize,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let folder = repository::target().join("bench");
    let (fieldbook, hugo) = (tools::fieldbook()?, tools::hugo(&folder)?);
    let sites = folder.join(format!("edits-{}", arguments.pages));
    remove(&sites)?;
    sites::library(&sites, corpus::pages(arguments.pages))?;
    sites::hugo(&sites, corpus::pages(arguments.pages))?;
    println!("| {} pages | time |\n|---|---:|", arguments.pages);
    for (name, wall) in builds(&fieldbook, &sites, arguments.edits)? {
        println!("| {name} | {} ms |", wall.as_millis());
    }
    println!("\n| {} pages | save to page | save to list |\n|---|---:|---:|", arguments.pages);
    let port = free_port()?.to_string();
    let mut serve = Command::new(fieldbook);
    serve.args(["serve", "--no-open", "--today", "2026-11-22", "--port", &port]);
    serve.arg("--library").arg(sites.join("fieldbook")).env("GIT_CEILING_DIRECTORIES", &sites);
    saves("fieldbook serve", serve, &port, &sites.join("fieldbook"), arguments.edits)?;
    let mut serve = Command::new(hugo);
    serve.args(["server", "--quiet", "--disableLiveReload", "--port", &port, "--source"]).arg(sites.join("hugo"));
    saves("hugo server", serve, &port, &sites.join("hugo"), arguments.edits)
}

/// Medians of builds after nothing and after one page has changed.
fn builds(fieldbook: &Path, sites: &Path, runs: usize) -> Result<Vec<(&'static str, Duration)>, Failure> {
    let out = sites.join("public");
    let build = || measure(&fieldbook_build(fieldbook, sites, &out));
    let page = Page::read(&sites.join("fieldbook"))?;
    let (mut first, mut unchanged, mut changed) = (vec![build()?], Vec::new(), Vec::new());
    for run in 0..runs.min(7) {
        unchanged.push(build()?);
        page.save(run)?;
        // What was saved this moment is never taken for unchanged.
        thread::sleep(Duration::from_millis(200));
        changed.push(build()?);
    }
    let wall = |costs: &mut [Cost]| median(costs, |cost| cost.wall).unwrap_or_default();
    Ok(vec![
        ("build, nothing there yet", wall(&mut first)),
        ("build, nothing changed", wall(&mut unchanged)),
        ("build, one page changed", wall(&mut changed)),
    ])
}

/// Saves a page again and again under a server and prints medians.
fn saves(name: &str, mut serve: Command, port: &str, library: &Path, edits: usize) -> Result<(), Failure> {
    let page = Page::read(library)?;
    let server = serve.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let server = Server(server.map_err(|source| Failure::Start { program: name.to_owned(), source })?);
    let port: u16 = port.parse().unwrap_or_default();
    wait(port, LIST, "")?;
    // What a server does once, after it has begun, is no part of an edit.
    thread::sleep(PAUSE * 4);
    let (mut to_page, mut to_list) = (Vec::new(), Vec::new());
    for edit in 0..edits {
        let begin = Instant::now();
        page.save(edit)?;
        wait(port, PAGE, &format!("Savednumber{edit}."))?;
        to_page.push(begin.elapsed());
        wait(port, LIST, &format!("Titlenumber{edit} "))?;
        to_list.push(begin.elapsed());
        thread::sleep(PAUSE);
    }
    drop(server);
    let middle = |times: &mut Vec<Duration>| {
        times.sort();
        times.get(times.len() / 2).copied().unwrap_or_default().as_millis()
    };
    println!("| {name} | {} ms | {} ms |", middle(&mut to_page), middle(&mut to_list));
    page.restore()
}

/// A page as it was written first.
struct Page {
    file: PathBuf,
    text: String,
}

impl Page {
    fn read(library: &Path) -> Result<Self, Failure> {
        let file = library.join(format!("content/{PAGE}.md"));
        let text = fs::read_to_string(&file).map_err(Failure::file(&file))?;
        Ok(Self { file, text })
    }

    fn save(&self, edit: usize) -> Result<(), Failure> {
        let text = self.text.replacen("title = \"", &format!("title = \"Titlenumber{edit} "), 1);
        fs::write(&self.file, format!("{text}\n\nSavednumber{edit}.\n")).map_err(Failure::file(&self.file))
    }

    fn restore(&self) -> Result<(), Failure> {
        fs::write(&self.file, &self.text).map_err(Failure::file(&self.file))
    }
}

/// A server that ends with the measurement.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Asks again and again until a page holds a text.
fn wait(port: u16, path: &str, text: &str) -> Result<(), Failure> {
    let begin = Instant::now();
    while begin.elapsed() < PATIENCE {
        if get(port, path).is_ok_and(|page| page.contains(text)) {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(1));
    }
    Err(Failure::Other(format!("the server on port {port} never shows {text:?} at /{path}/")))
}

fn get(port: u16, path: &str) -> std::io::Result<String> {
    let mut connection = TcpStream::connect(SocketAddr::from(([127, 0, 0, 1], port)))?;
    write!(connection, "GET /{path}/ HTTP/1.0\r\nHost: localhost:{port}\r\n\r\n")?;
    let mut page = Vec::new();
    connection.read_to_end(&mut page)?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}

fn free_port() -> Result<u16, Failure> {
    let address = TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr());
    address.map(|address| address.port()).map_err(|error| Failure::Other(format!("no port is free: {error}")))
}
