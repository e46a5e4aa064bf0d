//! How long queries take natively on a library, once its index is in memory.
//!
//! `cargo run --release --example query_speed -- LIBRARY [QUERY…]`

use std::{path::PathBuf, time::Instant};

use fieldbook::{
    audience::Audience,
    library::LoadError,
    search::{Indexer, Request, SearchError},
    site::searching,
    theme::{ThemeError, Wordbook},
};

/// Times that each query is asked; the median is printed.
const TIMES: usize = 15;

/// Queries of the kinds that cost most: half-typed, misspelled, run together, pasted.
const QUERIES: [&str; 12] = [
    "a",
    "co",
    "con",
    "pro ",
    "encryption at rest",
    "encrpytion",
    "onboarding",
    "soc 2 report",
    "how do you handle deletion of data after the end of contract",
    "hwo woudl yuo handel deletoin fo dtaa aftre contarct terminatoin plaese",
    "zzzzzzzz",
    "\"end of the contract\" -draft kind:answer",
];

#[derive(Debug, thiserror::Error)]
#[error(transparent)]
enum Failure {
    Load(#[from] LoadError),
    Search(#[from] SearchError),
    Theme(#[from] ThemeError),
}

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let root = PathBuf::from(arguments.next().unwrap_or_else(|| ".".to_owned()));
    let (library, _) = fieldbook::library::load(&root, jiff::civil::date(2026, 11, 22))?;
    let wordbook = Wordbook::load(&library.root, &library.config.theme)?;
    let pages = searching::Pages::new(&library, &wordbook, Audience::Internal);
    let mut indexer = Indexer::new()?;
    for number in 0..pages.count() {
        indexer.add(&pages.page(number)?)?;
    }
    let searcher = indexer.search(&pages.vocabulary())?;
    println!("{} pages", searcher.page_count());
    let asked: Vec<String> = arguments.collect();
    let queries = if asked.is_empty() { QUERIES.map(str::to_owned).to_vec() } else { asked };
    for query in queries {
        let request = Request { query, limit: 10, sections: 3, ..Request::default() };
        let mut times = Vec::new();
        let mut found = 0;
        for _ in 0..TIMES {
            let begin = Instant::now();
            found = searcher.search(&request)?.total;
            times.push(begin.elapsed());
        }
        times.sort();
        println!("{:>10.2?} {found:>7} pages  {}", times[TIMES / 2], request.query);
    }
    Ok(())
}
