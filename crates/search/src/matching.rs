//! Which pages meet a plan, and how well.
//!
//! Words are looked for one after the other (a word's postings are read whole, then scored section by section), then
//! brought together by page: a page must meet all words, each in whichever of its sections. All postings are opened
//! before any is used, so that what hasn't come yet is asked for in one go.

use std::io;

use tantivy::{
    DocSet, InvertedIndexReader, TERMINATED, Term,
    postings::{Postings, SegmentPostings, TermInfo},
    schema::IndexRecordOption,
};

use crate::{
    SearchError,
    pages::Pages,
    plan::{Alternative, Clause, Plan},
    ranking::{self, ENOUGH, FIELDS, TIE, as_f32},
    segment::Segment,
};

/// Pages that meet the words of a plan; facets are not yet looked at.
#[derive(Debug, Default)]
pub(crate) struct Matches {
    /// Score by page; 0 where it doesn't match.
    pub(crate) scores: Vec<f32>,
    /// What each word gives: sections with their scores, by section.
    clauses: Vec<Vec<(u32, f32)>>,
    /// Whether pages are shown that lack some words.
    pub(crate) relaxed: bool,
}

/// Finds the pages that meet the words of a plan.
pub(crate) fn find(plan: &Plan, segment: &Segment, pages: &Pages) -> Result<Matches, SearchError> {
    let (required, excluded) = open_all(plan, segment)?;
    let mut excluded_pages = vec![false; pages.len()];
    for clause in excluded {
        for (section, _) in score(clause, segment) {
            excluded_pages[pages.of_section(section)] = true;
        }
    }
    let clauses: Vec<_> = required.into_iter().map(|clause| score(clause, segment)).collect();
    let rarities = clauses.iter().map(|sections| rarity_of(sections, segment)).collect::<Vec<_>>();
    let mut matches = Matches { scores: vec![0.0; pages.len()], clauses, relaxed: false };
    let tallies = matches.tally(&rarities, pages);
    let known: f32 = matches.clauses.iter().zip(&rarities).filter(|(hits, _)| !hits.is_empty()).map(|(_, it)| it).sum();
    let words = matches.clauses.len();
    let is_allowed = |page: usize| !excluded_pages[page];
    if words > 1 && !(0..pages.len()).any(|page| is_allowed(page) && tallies[page].words == words) {
        matches.relaxed = true;
    }
    for (page, tally) in tallies.iter().enumerate().filter(|(page, _)| is_allowed(*page)) {
        let enough = if matches.relaxed { known > 0.0 && tally.rarity >= known * ENOUGH } else { tally.words == words };
        if enough {
            let sum = if words == 0 { 1.0 } else { tally.sum };
            matches.scores[page] = ranking::page(sum, tally.together, words, pages.standing(page));
        }
    }
    matches.relaxed &= matches.scores.iter().any(|score| *score > 0.0);
    Ok(matches)
}

/// What a page has of the words.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    /// How many of them.
    words: usize,
    /// Their rarities, added up.
    rarity: f32,
    /// Their best scores, added up.
    sum: f32,
    /// How many stand together in one section, at most.
    together: usize,
}

impl Matches {
    fn tally(&self, rarities: &[f32], pages: &Pages) -> Vec<Tally> {
        let mut tallies = vec![Tally::default(); pages.len()];
        let mut together = vec![0_usize; pages.sections()];
        for (sections, rarity) in self.clauses.iter().zip(rarities) {
            for of_page in sections.chunk_by(|one, next| pages.of_section(one.0) == pages.of_section(next.0)) {
                let tally = &mut tallies[pages.of_section(of_page[0].0)];
                tally.words += 1;
                tally.rarity += rarity;
                tally.sum += rarity * of_page.iter().map(|(_, score)| *score).fold(0.0, f32::max);
                for (section, _) in of_page {
                    together[*section as usize] += 1;
                    tally.together = tally.together.max(together[*section as usize]);
                }
            }
        }
        tallies
    }

    /// The best sections of a page, best first: those that hold most of the words, by what these score.
    pub(crate) fn best_sections(&self, page: std::ops::Range<u32>, limit: usize) -> Vec<(u32, f32)> {
        let mut scores = vec![(0_usize, 0.0_f32); page.len()];
        for sections in &self.clauses {
            let first = sections.partition_point(|(section, _)| *section < page.start);
            for (section, score) in sections[first..].iter().take_while(|(section, _)| *section < page.end) {
                let (words, sum) = &mut scores[(section - page.start) as usize];
                *words += 1;
                *sum += score;
            }
        }
        let mut best: Vec<(u32, f32)> = page
            .zip(scores)
            .filter(|(_, (words, _))| *words > 0)
            .map(|(section, (words, sum))| (section, sum * as_f32(words) / as_f32(self.clauses.len())))
            .collect();
        best.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        best.truncate(limit);
        best
    }
}

/// An alternative in one field, its postings opened.
struct Opened {
    /// Index into [`FIELDS`].
    field: usize,
    closeness: f32,
    /// Whether the terms must stand at their places, and not only in the field.
    is_phrase: bool,
    /// Postings by term, each with the term's place in the phrase.
    postings: Vec<(u32, SegmentPostings)>,
}

type OpenedClause = Vec<Opened>;

/// Opens the postings of all clauses. Goes on where some are missing, so that all that is missing is asked for.
fn open_all(plan: &Plan, segment: &Segment) -> Result<(Vec<OpenedClause>, Vec<OpenedClause>), SearchError> {
    let mut is_missing = false;
    let mut open = |clauses: &[Clause]| -> Result<Vec<OpenedClause>, SearchError> {
        clauses.iter().map(|clause| open_clause(clause, segment, &mut is_missing)).collect()
    };
    let opened = (open(&plan.required)?, open(&plan.excluded)?);
    if is_missing { Err(SearchError::Missing) } else { Ok(opened) }
}

fn open_clause(clause: &Clause, segment: &Segment, is_missing: &mut bool) -> Result<OpenedClause, SearchError> {
    let mut opened = Vec::new();
    for alternative in &clause.alternatives {
        for field in 0..segment.texts.len() {
            match open(alternative, field, segment) {
                Ok(found) => opened.extend(found),
                Err(SearchError::Missing) => *is_missing = true,
                Err(error) => return Err(error),
            }
        }
    }
    Ok(opened)
}

/// Opens an alternative's postings in a field; `None` where the field lacks one of its terms.
fn open(alternative: &Alternative, field: usize, segment: &Segment) -> Result<Option<Opened>, SearchError> {
    let (index, id) = (&segment.texts[field].index, segment.fields.searched()[field]);
    let mut infos = Vec::with_capacity(alternative.terms.len());
    for (offset, term) in &alternative.terms {
        match index.get_term_info(&Term::from_field_text(id, term))? {
            Some(info) => infos.push((*offset, info)),
            None => return Ok(None),
        }
    }
    let is_phrase = alternative.needs_positions();
    let detail = if is_phrase { IndexRecordOption::WithFreqsAndPositions } else { IndexRecordOption::WithFreqs };
    let opened: Vec<Result<_, SearchError>> =
        infos.iter().map(|(offset, info)| Ok((*offset, read(index, info, detail)?))).collect(); // all of them are tried before the first error counts
    let postings = opened.into_iter().collect::<Result<Vec<_>, _>>()?;
    Ok(Some(Opened { field, closeness: alternative.closeness, is_phrase, postings }))
}

/// Opens a term's postings. The engine asks for positions only once it has the postings; asked with none, it does so at
/// once, so that all that is missing comes in one round.
fn read(index: &InvertedIndexReader, info: &TermInfo, detail: IndexRecordOption) -> io::Result<SegmentPostings> {
    let postings = index.read_postings_from_terminfo(info, detail);
    if postings.is_err() && detail.has_positions() {
        let of_positions_alone = TermInfo { doc_freq: 0, postings_range: 0..0, ..info.clone() };
        index.read_postings_from_terminfo(&of_positions_alone, detail)?;
    }
    postings
}

/// Sections that meet a clause, each with a score that doesn't know the word's rarity yet.
fn score(clause: OpenedClause, segment: &Segment) -> Vec<(u32, f32)> {
    let mut best = vec![0.0_f32; segment.sections()];
    let mut sum = vec![0.0_f32; segment.sections()];
    for opened in clause {
        let (text, ranking) = (&segment.texts[opened.field], FIELDS[opened.field]);
        let weight = opened.closeness * ranking.weight;
        each_section(opened.postings, opened.is_phrase, |section, count| {
            let share = ranking::frequency(ranking, as_f32(count as usize), text.length(section), text.average);
            let (best, sum) = (&mut best[section as usize], &mut sum[section as usize]);
            *best = best.max(weight * share);
            *sum += weight * share;
        });
    }
    let scored = best.into_iter().zip(sum).map(|(best, sum)| best + TIE * (sum - best));
    (0..).zip(scored).filter(|(_, score)| *score > 0.0).collect()
}

/// Calls `take` with each section that holds the terms, if it `is_phrase` at their places, and how often it does.
fn each_section(postings: Vec<(u32, SegmentPostings)>, is_phrase: bool, mut take: impl FnMut(u32, u32)) {
    let mut terms = postings.into_iter();
    let Some((_, mut first)) = terms.next() else { return };
    let mut others: Vec<_> = terms.collect();
    let (mut starts, mut places) = (Vec::new(), Vec::new());
    let mut section = first.doc();
    while section != TERMINATED {
        if others.is_empty() {
            take(section, first.term_freq());
        } else if !others.iter_mut().all(|(_, other)| other.doc() <= section && other.seek(section) == section) {
            // Some term isn't there.
        } else if !is_phrase {
            take(section, others.iter().fold(first.term_freq(), |least, (_, other)| least.min(other.term_freq())));
        } else {
            first.positions(&mut starts);
            for (offset, other) in &mut others {
                other.positions_with_offset(0, &mut places);
                starts.retain(|start| places.binary_search(&(start + *offset)).is_ok());
            }
            if !starts.is_empty() {
                take(section, u32::try_from(starts.len()).unwrap_or(u32::MAX));
            }
        }
        section = first.advance();
    }
}

fn rarity_of(sections: &[(u32, f32)], segment: &Segment) -> f32 {
    ranking::rarity(sections.len(), segment.sections())
}
