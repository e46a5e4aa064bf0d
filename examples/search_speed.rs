//! How large a library's index is, what it is made of, and how fast it is made and asked.
//!
//! `cargo run --release --example search_speed -- LIBRARY`

use std::{
    collections::BTreeMap,
    error::Error,
    io::Read,
    path::Path,
    time::{Duration, Instant},
};

use fieldbook::{
    audience::Audience,
    library,
    search::{Indexer, MANIFEST, Packed, Request, SearchError, Searcher},
    site::searching::Pages,
    theme::Wordbook,
};
use fieldbook_search::{
    PagedDirectory,
    bundle::{HOT, Missing},
};
use flate2::read::{DeflateDecoder, GzDecoder};

/// Queries that are timed, of each sort.
const QUERIES: usize = 200;

fn main() -> Result<(), Box<dyn Error>> {
    let root = std::env::args_os().nth(1).ok_or("say where the library is")?;
    let (library, _) = library::load(Path::new(&root), jiff::civil::date(2026, 11, 22))?;
    let wordbook = Wordbook::load(&library.root, &library.config.theme)?;
    let pages = Pages::new(&library, &wordbook, Audience::Internal);
    let mut indexer = Indexer::new()?;
    let (mut adding, mut titles) = (Duration::ZERO, Vec::new());
    for number in 0..pages.count() {
        let page = pages.page(number)?;
        let begin = Instant::now();
        indexer.add(&page)?;
        adding += begin.elapsed();
        titles.push(page.title);
    }
    println!("{:>10} pages added in {adding:.2?}", pages.count());
    let begin = Instant::now();
    let packed = indexer.finish(&pages.vocabulary(), "index.html.md")?;
    println!("{:>10} files packed in {:.2?}", packed.files.len(), begin.elapsed());
    print_files(&packed);
    time_queries(packed, &titles)
}

/// Files and bytes by kind, as they are served.
fn print_files(packed: &Packed) {
    let mut kinds: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (path, bytes) in &packed.files {
        let name = path.rsplit('/').next().unwrap_or_default();
        let (files, sum) = kinds.entry(name.split(['-', '.']).next().unwrap_or_default()).or_default();
        *files += 1;
        *sum += bytes.len();
    }
    for (kind, (files, bytes)) in kinds {
        println!("{bytes:>10} bytes in {files:>4} files of {kind}, {} each", bytes / files);
    }
}

/// What is typed for a title.
type Made<'a> = dyn Fn(&str) -> String + 'a;

/// How long answers take that need nothing more, and what a browser has to fetch for them.
fn time_queries(packed: Packed, titles: &[String]) -> Result<(), Box<dyn Error>> {
    let files: BTreeMap<String, Vec<u8>> = packed.files.into_iter().collect();
    let manifest: serde_json::Value = serde_json::from_slice(&files[MANIFEST])?;
    let folder = format!("search/{}/", manifest["index"].as_str().unwrap_or_default());
    let file = |name: &str| files.get(&(folder.clone() + name)).ok_or("no such file");
    let mut hot = Vec::new();
    GzDecoder::new(file(HOT)?.as_slice()).read_to_end(&mut hot)?;
    let begin = Instant::now();
    let (directory, vocabulary) = PagedDirectory::open(hot)?;
    let searcher = Searcher::open(directory.clone(), vocabulary, directory.clone())?;
    println!("opened in {:.2?}", begin.elapsed());
    let every = titles.len().div_ceil(QUERIES).max(1);
    let chosen: Vec<&String> = titles.iter().step_by(every).collect();
    let longest = |title: &str| title.split(' ').max_by_key(|word| word.len()).unwrap_or_default().to_owned();
    let sorts: [(&str, &Made<'_>); 4] = [
        ("whole titles", &|title| format!("{title} ")),
        ("half a word", &|title| longest(title).chars().take(3).collect()),
        ("misspelled words", &|title| {
            longest(title).chars().enumerate().filter(|(at, _)| *at != 2).map(|(_, c)| c).collect()
        }),
        ("phrases", &|title| format!("\"{}\"", title.split(' ').take(2).collect::<Vec<_>>().join(" "))),
    ];
    for (sort, query) in sorts {
        let (mut times, mut fetched) = (Vec::new(), Vec::new());
        for title in &chosen {
            let request = Request { query: query(title), limit: 10, sections: 3, ..Request::default() };
            let mut bytes = 0;
            while let Err(SearchError::Missing) = searcher.search(&request) {
                for Missing { file: name, blocks } in directory.take_misses() {
                    for place in blocks {
                        bytes += place.len();
                        let mut block = Vec::new();
                        let packed = file(&name)?.get(place.clone()).ok_or("no such block")?;
                        DeflateDecoder::new(packed).read_to_end(&mut block)?;
                        directory.put(&name, place.start, block)?;
                    }
                }
            }
            let begin = Instant::now();
            searcher.search(&request)?;
            times.push(begin.elapsed());
            fetched.push(bytes);
        }
        times.sort();
        let mean = fetched.iter().sum::<usize>() / fetched.len().max(1);
        println!(
            "{sort:18} median {:>9.2?}  95th {:>9.2?}  fetched {mean}",
            times[times.len() / 2],
            times[times.len() * 95 / 100]
        );
    }
    Ok(())
}
