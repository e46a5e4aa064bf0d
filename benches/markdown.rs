//! How long a handbook's page of 4 KB takes from markdown to an outline and to HTML: `cargo bench --bench markdown`.
//!
//! The goal is 150 µs for both together where a page holds no code; highlighting is shown by itself.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use fieldbook::{
    audience::Audience,
    markdown::{Destination, ItemFacts, LinkForm, Linker, Phrases, Picture, Settings, outline, render},
};

/// Runs of which the median is shown.
const RUNS: usize = 2_000;

/// A tenth of the page.
const PART: &str = "## A heading of some words

Some **prose** with a [link](../a/b.md#c) and *emphasis*, about 90 characters or so, more or less.

- an item with words in it, and more words. {area=value as-of=2026-01-01}
- another with [[wiki/link]] in it

Another paragraph of plain words that goes on for a while, as paragraphs in handbooks do; nothing special in it.

";

const CODE: &str = "```rust\nfn main() {\n    let answer = \"forty-two\";\n    println!(\"{answer}\");\n}\n```\n";

fn main() {
    let page = PART.repeat(10);
    let with_code = page.clone() + CODE;
    report("outline", &page, |page| drop(black_box(outline(page))));
    report("render", &page, |page| drop(black_box(rendered(page))));
    report("render, with five lines of code", &with_code, |page| drop(black_box(rendered(page))));
}

fn rendered(page: &str) -> String {
    render(
        page,
        Settings {
            audience: Audience::Customer,
            unsafe_html: false,
            items: ItemFacts::Written,
            phrases: &Phrases::default(),
        },
        &Straight,
    )
    .html
}

/// Links lead where they say.
struct Straight;

impl Linker for Straight {
    fn link(&self, _form: LinkForm, target: &str) -> Destination {
        Destination::Url { url: target.to_owned(), title: None, external: false }
    }

    fn image(&self, target: &str) -> Option<Picture> {
        Some(Picture { url: target.to_owned(), size: None })
    }
}

fn report(what: &str, page: &str, work: impl Fn(&str)) {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            work(black_box(page));
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    let (median, slow) = (times[RUNS / 2], times[RUNS * 95 / 100]);
    println!("{what}: {median:.1?} for {} bytes, 95 in 100 within {slow:.1?}", page.len());
}
