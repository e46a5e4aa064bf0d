//! Libraries made up for measuring, the same for the same number of pages.
//!
//! Pages are like those of a handbook: 350 to 700 words, three to six headings, a table in every third, three links to
//! other pages, twenty sections, and two vocabularies with 215 terms in all. [`Page`] holds what both generators get;
//! how it's written down differs only in the names of front matter.

use std::fmt::Write;

use fastrand::Rng;

use super::vocabulary::Vocabulary;

/// How many folders the pages are spread over.
pub(super) const SECTIONS: usize = 20;
/// How many values the two facets, `industry` and `product`, have.
pub(super) const INDUSTRIES: usize = 15;
/// See [`INDUSTRIES`].
pub(super) const PRODUCTS: usize = 200;

const SEED: u64 = 20_261_122;

/// A page before it's written down for one of the programs.
pub(super) struct Page {
    /// Folder and name (`section-03/page-00042`).
    pub(super) id: String,
    /// A few words; none that TOML would have to escape.
    pub(super) title: String,
    /// A sentence.
    pub(super) summary: String,
    /// One value of the facet of that name.
    pub(super) industry: usize,
    /// One to three values of the facet of that name.
    pub(super) products: Vec<usize>,
    /// Markdown, without a heading of level 1.
    pub(super) body: String,
}

/// Makes `count` pages, one at a time.
pub(super) fn pages(count: usize) -> impl Iterator<Item = Page> {
    let mut random = Rng::with_seed(SEED);
    let vocabulary = Vocabulary::new(&mut random);
    (0..count).map(move |number| {
        let mut products: Vec<usize> = (0..random.usize(1..=3)).map(|_| random.usize(0..PRODUCTS)).collect();
        products.sort_unstable();
        products.dedup();
        let title_words = random.usize(3..=6);
        Page {
            id: id(number),
            title: vocabulary.phrase(&mut random, title_words),
            summary: vocabulary.phrase(&mut random, 14) + ".",
            industry: random.usize(0..INDUSTRIES),
            products,
            body: body(&vocabulary, &mut random, count),
        }
    })
}

fn id(number: usize) -> String {
    format!("section-{:02}/page-{number:05}", number % SECTIONS)
}

fn body(vocabulary: &Vocabulary, random: &mut Rng, pages: usize) -> String {
    let headings = random.usize(3..=6);
    let words = random.usize(350..=700) / headings;
    let table_after = (random.usize(0..3) == 0).then(|| random.usize(0..headings));
    let mut body = String::new();
    for heading in 0..headings {
        let heading_words = random.usize(2..=5);
        let _ = write!(body, "## {}\n\n", vocabulary.phrase(random, heading_words));
        paragraphs(vocabulary, random, words, &mut body);
        if heading < 3 {
            let target = id(random.usize(0..pages));
            let _ = write!(body, "See [{}](/{target}) as well.\n\n", vocabulary.phrase(random, 3));
        }
        if table_after == Some(heading) {
            table(vocabulary, random, &mut body);
        }
    }
    body
}

/// Sentences of 6 to 20 words in paragraphs of up to five, with some emphasis and code.
fn paragraphs(vocabulary: &Vocabulary, random: &mut Rng, words: usize, body: &mut String) {
    let mut left = words;
    let mut sentences = 0;
    while left > 0 {
        let length = random.usize(6..=20).min(left);
        left -= length;
        let sentence = vocabulary.phrase(random, length);
        let _ = match random.usize(0..12) {
            0 => write!(body, "**{sentence}.** "),
            1 => write!(body, "{sentence} `{}`. ", vocabulary.word(random)),
            _ => write!(body, "{sentence}. "),
        };
        sentences += 1;
        if sentences % 5 == 0 || left == 0 {
            body.truncate(body.trim_end().len());
            body.push_str("\n\n");
        }
    }
}

fn table(vocabulary: &Vocabulary, random: &mut Rng, body: &mut String) {
    for row in 0..random.usize(5..=10) {
        let cells: Vec<String> = (0..4).map(|_| vocabulary.phrase(random, 2)).collect();
        let _ = writeln!(body, "| {} |", cells.join(" | "));
        if row == 0 {
            body.push_str("|---|---|---|---|\n");
        }
    }
    body.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_number_of_pages_is_the_same_library() {
        let once: Vec<String> = pages(30).map(|page| page.title + &page.body).collect();
        let again: Vec<String> = pages(30).map(|page| page.title + &page.body).collect();
        assert_eq!(once, again);
    }

    #[test]
    fn pages_are_as_long_and_as_built_as_promised() {
        for page in pages(200) {
            let words = page.body.split_whitespace().count();
            assert!((300..=1_000).contains(&words), "{} has {words} words", page.id);
            let headings = page.body.lines().filter(|line| line.starts_with("## ")).count();
            assert!((3..=6).contains(&headings), "{} has {headings} headings", page.id);
            assert_eq!(page.body.matches("](/section-").count(), 3, "links of {}", page.id);
        }
    }
}
