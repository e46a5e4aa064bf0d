//! The best pages of single words, which are written down when a site is built: so a browser knows good pages for what
//! is typed before the engine has come.
//!
//! A word scores on a page as it does in a query of this one word: what its best section gives ([`ranking`]), times what
//! the page's standing and use make of it. The word's rarity is given apart, for it is the same on all pages.

use tantivy::{Directory, DocSet, TERMINATED, Term, postings::Postings, postings::TermInfo, schema::IndexRecordOption};

use crate::{
    SearchError,
    dictionary::Dictionary,
    function_words,
    pages::Pages,
    ranking::{self, FIELDS, FUNCTION_WORD, Occurrences},
    segment::Segment,
    stemming::Stemmers,
};

/// An index, for asking it about its words one by one. Many threads may ask at once.
#[derive(Debug)]
pub struct Words {
    /// `None` where the index holds nothing.
    segment: Option<Segment>,
    pages: Pages,
    /// None: beginnings of words have no stems.
    stemmers: Stemmers,
}

/// A word of the index.
#[derive(Clone, Debug)]
pub struct Word {
    /// The word.
    pub text: String,
    /// Where it is.
    pub places: Vec<Place>,
}

/// Where a word, or what it is read as, is in the index.
#[derive(Clone, Debug)]
pub struct Place {
    /// Index into [`FIELDS`].
    field: usize,
    postings: TermInfo,
    /// 1 for the word itself, less for another that is taken for it.
    closeness: f32,
}

/// What a word finds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Best {
    /// BM25's weight of the word. Times a page's share, this is what the word adds to the page's score.
    pub rarity: f32,
    /// Best first; among equals, in the order of the index.
    pub pages: Vec<BestPage>,
}

/// A page that a word finds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BestPage {
    /// Number of the page, in the order of the index.
    pub page: u32,
    /// Its best section, counted within the page: 0 is its head.
    pub section: u32,
    /// What the section scores where rarity isn't counted.
    pub share: f32,
}

impl Words {
    /// Opens the index of a directory.
    pub fn open(directory: impl Into<Box<dyn Directory>>) -> Result<Self, SearchError> {
        let segment = Segment::open(directory.into())?;
        let pages = segment.as_ref().map(Pages::read).transpose()?.unwrap_or_default();
        Ok(Self { segment, pages, stemmers: Stemmers::new([]) })
    }

    /// All words of the index, in the order of their bytes.
    pub fn all(&self) -> Result<Vec<Word>, SearchError> {
        let Some(segment) = &self.segment else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        for (field, text) in segment.texts.iter().enumerate() {
            let mut terms = text.index.terms().stream()?;
            while terms.advance() {
                if let Ok(word) = std::str::from_utf8(terms.key()) {
                    let place = Place { field, postings: terms.value().clone(), closeness: 1.0 };
                    found.push(Word { text: word.to_owned(), places: vec![place] });
                }
            }
        }
        // One field after the other, each in order already: a stable sort takes such runs together.
        found.sort_by(|one, other| one.text.cmp(&other.text));
        found.dedup_by(|next, word| {
            let is_same = next.text == word.text;
            if is_same {
                word.places.append(&mut next.places);
            }
            is_same
        });
        Ok(found)
    }

    /// Where the words are that somebody who has typed this beginning may mean, the few that a query would look for.
    pub fn beginning_with(&self, letters: &str) -> Result<Vec<Place>, SearchError> {
        let Some(segment) = &self.segment else { return Ok(Vec::new()) };
        let mut places = Vec::new();
        for candidate in Dictionary::new(segment, &self.stemmers).beginning_with(letters)? {
            for (field, (text, id)) in segment.texts.iter().zip(segment.fields.searched()).enumerate() {
                let postings = text.index.get_term_info(&Term::from_field_text(id, &candidate.term))?;
                let place = |postings| Place { field, postings, closeness: candidate.closeness };
                places.extend(postings.map(place));
            }
        }
        Ok(places)
    }

    /// The best pages, at most so many, of a word. One that only holds sentences together weighs as little as it does
    /// beside others; alone it finds the same pages.
    pub fn best_of(&self, word: &Word, limit: usize) -> Result<Best, SearchError> {
        let best = self.best(&word.places, limit)?;
        let languages: Vec<&str> = self.pages.languages().collect();
        let is_minor = function_words::is_one(&word.text, &languages);
        Ok(if is_minor { Best { rarity: best.rarity * FUNCTION_WORD, ..best } } else { best })
    }

    /// The best pages, at most so many, of a word that is at these places.
    pub fn best(&self, places: &[Place], limit: usize) -> Result<Best, SearchError> {
        let Some(segment) = &self.segment else { return Ok(Best::default()) };
        let sections = sections(segment, places)?;
        let rarity = ranking::rarity(sections.len(), segment.sections());
        let of_pages = sections.chunk_by(|one, next| self.pages.of_section(one.0) == self.pages.of_section(next.0));
        let mut pages: Vec<BestPage> = of_pages.filter_map(|sections| self.best_section(sections)).collect();
        let order =
            |one: &BestPage, other: &BestPage| other.share.total_cmp(&one.share).then(one.page.cmp(&other.page));
        if pages.len() > limit {
            pages.select_nth_unstable_by(limit, order);
            pages.truncate(limit);
        }
        pages.sort_unstable_by(order);
        Ok(Best { rarity, pages })
    }

    /// The best of a page's sections that hold a word; the first among equals.
    fn best_section(&self, sections: &[(u32, Stands)]) -> Option<BestPage> {
        let of_page = sections.iter().fold(Occurrences::default(), |all, (_, stands)| all.and(stands.of_page));
        let shares = sections.iter().map(|(section, stands)| (*section, of_page.and(stands.here).share()));
        let (section, share) = shares.reduce(|best, next| if next.1 > best.1 { next } else { best })?;
        let page = self.pages.of_section(section);
        Some(BestPage {
            page: u32::try_from(page).ok()?,
            section: section - self.pages.range(page).start,
            share: share * self.pages.factor(page),
        })
    }
}

/// How a word stands in a section.
#[derive(Clone, Copy, Debug, Default)]
struct Stands {
    /// In the fields that speak for the page as a whole.
    of_page: Occurrences,
    /// In the others.
    here: Occurrences,
}

/// Sections that a word is in, ascending.
fn sections(segment: &Segment, places: &[Place]) -> Result<Vec<(u32, Stands)>, SearchError> {
    let mut found = Vec::new();
    for Place { field, postings, closeness } in places {
        let (text, ranking) = (&segment.texts[*field], FIELDS[*field]);
        let mut postings = text.index.read_postings_from_terminfo(postings, IndexRecordOption::WithFreqs)?;
        while postings.doc() != TERMINATED {
            let section = postings.doc();
            let length = text.relative_length(section);
            let occurrences = Occurrences::new(ranking, *closeness, postings.term_freq(), length);
            found.push(if ranking.of_page {
                (section, Stands { of_page: occurrences, ..Stands::default() })
            } else {
                (section, Stands { here: occurrences, ..Stands::default() })
            });
            postings.advance();
        }
    }
    if places.len() > 1 {
        found.sort_by_key(|(section, _)| *section);
    }
    found.dedup_by(|next, kept| {
        let is_same = next.0 == kept.0;
        if is_same {
            kept.1.of_page = kept.1.of_page.and(next.1.of_page);
            kept.1.here = kept.1.here.and(next.1.here);
        }
        is_same
    });
    Ok(found)
}
