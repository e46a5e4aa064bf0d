//! What the words of a query amount to on each page and in each section, as [`ranking`] says.
//!
//! Words are added one after the other. Each is first gathered from its postings, over arrays as long as the index has
//! sections and pages that are used again for the next word; then only the pages that hold it are looked at.

use crate::{
    matching::{Opened, each_section},
    pages::Pages,
    ranking::{self, Demand, FIELDS, FUNCTION_WORD, Occurrences, Standing},
    segment::Segment,
};

/// What a page has of the words.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    /// How many it holds of the words that count.
    words: usize,
    /// Their rarities, added up.
    held: f32,
    /// What title and wordings give, which is the same for all of its sections.
    of_page: f32,
    /// What all words give, each in its best section.
    sum: f32,
}

/// What all words of a query amount to.
#[derive(Debug, Default)]
pub(crate) struct Weighed {
    /// How many words count: function words beside others don't.
    pub(crate) words: usize,
    /// Rarities of those that are in the index, added up.
    known: f32,
    /// What each word is worth, in the order of the plan.
    pub(crate) rarities: Vec<f32>,
    tallies: Vec<Tally>,
    /// What words give in a section beyond what the page's title and wordings give.
    sections: Vec<f32>,
}

/// What a page's score is made of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parts {
    /// What its words give, each at its best place.
    sum: f32,
    /// What remains of this since they aren't all in one section.
    pub(crate) together: f32,
    /// What remains of that since some are missing.
    pub(crate) coverage: f32,
    /// How up to date the page is.
    pub(crate) standing: Standing,
    /// How much it is used.
    pub(crate) demand: Demand,
}

impl Parts {
    /// The page's score.
    pub(crate) fn score(self) -> f32 {
        self.sum * self.together * self.coverage * self.standing.factor() * self.demand.factor()
    }
}

impl Weighed {
    /// Whether a page holds all words that count.
    pub(crate) fn is_complete(&self, page: usize) -> bool {
        self.tallies[page].words == self.words
    }

    /// The part of the query's weight that a page holds: 1 if all of it, or nothing is asked.
    pub(crate) fn held(&self, page: usize) -> f32 {
        if self.is_complete(page) {
            1.0
        } else if self.known > 0.0 {
            self.tallies[page].held / self.known
        } else {
            0.0
        }
    }

    /// What a page's score is made of. A query without words likes all pages the same.
    pub(crate) fn parts(&self, page: usize, pages: &Pages) -> Parts {
        let (tally, standing, demand) = (self.tallies[page], pages.standing(page), pages.demand(page));
        if self.words == 0 {
            return Parts { sum: 1.0, together: 1.0, coverage: 1.0, standing, demand };
        }
        let best = pages.range(page).map(|section| self.sections[section as usize]).fold(0.0, f32::max);
        Parts {
            sum: tally.sum,
            together: ranking::together(tally.sum, tally.of_page + best),
            coverage: ranking::coverage(self.held(page), self.words),
            standing,
            demand,
        }
    }

    /// The best sections of a page, best first, each with what the words in its heading and text give. The head is one of
    /// them also where words stand in title or wordings alone.
    pub(crate) fn best_sections(&self, page: usize, pages: &Pages, limit: usize) -> Vec<(u32, f32)> {
        let range = pages.range(page);
        let is_named = self.tallies[page].of_page > 0.0;
        let scored = range.clone().map(|section| (section, self.sections[section as usize]));
        let mut best: Vec<(u32, f32)> =
            scored.filter(|(section, score)| *score > 0.0 || is_named && *section == range.start).collect();
        best.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        best.truncate(limit);
        best
    }
}

/// Weighs words one after the other.
pub(crate) struct Weigher<'a> {
    segment: &'a Segment,
    pages: &'a Pages,
    gathered: Gathered,
    weighed: Weighed,
}

/// Where one word stands.
#[derive(Default)]
struct Gathered {
    /// In fields of the page as a whole, by page.
    of_pages: Vec<Occurrences>,
    /// In the other fields, by section.
    of_sections: Vec<Occurrences>,
    /// Pages that hold it, each once, in no order.
    pages: Vec<usize>,
    is_on_page: Vec<bool>,
    is_in_section: Vec<bool>,
    /// How many sections hold it.
    sections: usize,
}

impl<'a> Weigher<'a> {
    pub(crate) fn new(segment: &'a Segment, pages: &'a Pages) -> Self {
        let gathered = Gathered {
            of_pages: vec![Occurrences::default(); pages.len()],
            of_sections: vec![Occurrences::default(); pages.sections()],
            is_on_page: vec![false; pages.len()],
            is_in_section: vec![false; pages.sections()],
            ..Gathered::default()
        };
        let weighed = Weighed {
            tallies: vec![Tally::default(); pages.len()],
            sections: vec![0.0; pages.sections()],
            ..Weighed::default()
        };
        Self { segment, pages, gathered, weighed }
    }

    /// Pages that hold a word; each once, in no order.
    pub(crate) fn holding(&mut self, word: Vec<Opened>) -> &[usize] {
        self.gather(word);
        &self.gathered.pages
    }

    /// Adds a word; a minor one counts for little, and needn't be held.
    pub(crate) fn add(&mut self, word: Vec<Opened>, is_minor: bool) {
        self.gather(word);
        let Self { pages, gathered, weighed, .. } = self;
        let rarity = ranking::rarity(gathered.sections, pages.sections()) * if is_minor { FUNCTION_WORD } else { 1.0 };
        let is_known = !gathered.pages.is_empty();
        weighed.rarities.push(rarity);
        weighed.words += usize::from(!is_minor);
        weighed.known += if is_known && !is_minor { rarity } else { 0.0 };
        for page in &gathered.pages {
            let of_page = gathered.of_pages[*page];
            let (least, mut best) = (of_page.share(), of_page.share());
            for section in pages.range(*page).map(|section| section as usize) {
                let here = gathered.of_sections[section];
                if !here.are_none() {
                    let share = of_page.and(here).share();
                    weighed.sections[section] += rarity * (share - least);
                    best = best.max(share);
                }
            }
            let tally = &mut weighed.tallies[*page];
            tally.of_page += rarity * least;
            tally.sum += rarity * best;
            tally.words += usize::from(!is_minor);
            tally.held += if is_minor { 0.0 } else { rarity };
        }
    }

    /// What all words that were added amount to.
    pub(crate) fn finish(self) -> Weighed {
        self.weighed
    }

    fn gather(&mut self, word: Vec<Opened>) {
        let Self { segment, pages, gathered, .. } = self;
        gathered.clear(pages);
        for opened in word {
            let (text, field, closeness) = (&segment.texts[opened.field], FIELDS[opened.field], opened.closeness);
            each_section(opened, pages, |section, count| {
                let occurrences = Occurrences::new(field, closeness, count, text.relative_length(section));
                let (page, section) = (pages.of_section(section), section as usize);
                gathered.note(page, section);
                let place =
                    if field.of_page { &mut gathered.of_pages[page] } else { &mut gathered.of_sections[section] };
                *place = place.and(occurrences);
            });
        }
    }
}

impl Gathered {
    fn clear(&mut self, pages: &Pages) {
        for page in self.pages.drain(..) {
            self.of_pages[page] = Occurrences::default();
            self.is_on_page[page] = false;
            let sections = pages.range(page);
            let sections = sections.start as usize..sections.end as usize;
            self.of_sections[sections.clone()].fill(Occurrences::default());
            self.is_in_section[sections].fill(false);
        }
        self.sections = 0;
    }

    /// Notes that the word stands in a section, counting each section and page once.
    fn note(&mut self, page: usize, section: usize) {
        if !self.is_in_section[section] {
            self.is_in_section[section] = true;
            self.sections += 1;
            if !self.is_on_page[page] {
                self.is_on_page[page] = true;
                self.pages.push(page);
            }
        }
    }
}
