//! How fast pages are indexed and packed, in what memory, and how large the outcome is.
//!
//! `cargo run --release --example search_speed -- [PAGES] [WORDS]`

use std::time::Instant;

use fieldbook::{
    markdown::Section,
    search::{Indexer, Page, SearchError, Vocabulary},
};

fn main() -> Result<(), SearchError> {
    let mut arguments = std::env::args().skip(1).filter_map(|argument| argument.parse().ok());
    let (pages, words) = (arguments.next().unwrap_or(10_000), arguments.next().unwrap_or(500));
    let mut source = Source(0x9e37_79b9_7f4a_7c15);
    let mut indexer = Indexer::new()?;
    let (mut adding, begin) = (std::time::Duration::ZERO, Instant::now());
    for number in 0..pages {
        let page = source.page(number, words);
        let begin = Instant::now();
        indexer.add(&page)?;
        adding += begin.elapsed();
    }
    println!("added   {pages} pages of {words} words in {adding:.2?} (made and added in {:.2?})", begin.elapsed());
    let begin = Instant::now();
    let packed = indexer.finish(&Vocabulary::default(), "")?;
    let bytes: usize = packed.files.iter().map(|(_, bytes)| bytes.len()).sum();
    println!(
        "packed  {} files, {bytes} bytes, hot {} in {:.2?}",
        packed.files.len(),
        packed.hot_bytes,
        begin.elapsed()
    );
    if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
        status.lines().filter(|line| line.starts_with("VmHWM")).for_each(|line| println!("{line}"));
    }
    Ok(())
}

/// Seeded text whose words are as unevenly frequent as those of a language.
struct Source(u64);

impl Source {
    fn next(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }

    fn text(&mut self, words: u64) -> String {
        const SYLLABLES: [&str; 16] =
            ["an", "be", "con", "der", "el", "fo", "gra", "in", "ko", "li", "men", "or", "pre", "sta", "ti", "ver"];
        let mut text = String::new();
        for _ in 0..words {
            let mut rank = self.next(60) * self.next(60) * self.next(16);
            loop {
                text.push_str(SYLLABLES[usize::try_from(rank % 16).unwrap_or(0)]);
                rank /= 16;
                if rank == 0 {
                    break;
                }
            }
            text.push(' ');
        }
        text
    }

    fn page(&mut self, number: u64, words: u64) -> Page {
        let section = |source: &mut Self, at: u64| Section {
            anchor: (at > 0).then(|| format!("section-{at}")),
            heading: if at > 0 { source.text(3) } else { String::new() },
            text: source.text(words / 5),
        };
        Page {
            url: format!("made/{number}/"),
            title: self.text(5),
            summary: Some(self.text(12)),
            kind: ["answer", "playbook", "page"][usize::try_from(number % 3).unwrap_or(0)].to_owned(),
            language: "en".to_owned(),
            facets: vec![("stage".to_owned(), format!("stage-{}", self.next(5)))],
            sections: (0..5).map(|at| section(self, at)).collect(),
            ..Page::default()
        }
    }
}
