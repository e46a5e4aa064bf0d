//! Which pages meet a plan, and how well.
//!
//! Words are looked for one after the other: a word's postings are read whole, then weighed section by section
//! ([`Weigher`]). Which pages are found follows from how much of the query they hold. All postings are opened before any
//! is used, so that what hasn't come yet is asked for in one go.

use std::io;

use tantivy::{
    DocSet, InvertedIndexReader, TERMINATED, Term,
    postings::{Postings, SegmentPostings, TermInfo},
    schema::IndexRecordOption,
};

use crate::{
    SearchError, function_words,
    pages::Pages,
    plan::{Alternative, Clause, Plan},
    ranking::{self, FIELDS},
    segment::Segment,
    stemming::Languages,
    weighing::{Weighed, Weigher},
};

/// Pages that meet the words of a plan; facets are not yet looked at.
#[derive(Debug, Default)]
pub(crate) struct Matches {
    /// Score by page; 0 where it doesn't match.
    pub(crate) scores: Vec<f32>,
    /// What the words amount to.
    pub(crate) weighed: Weighed,
    /// Whether pages are among them that lack some words.
    pub(crate) relaxed: bool,
}

/// Finds the pages that meet the words of a plan.
pub(crate) fn find(plan: &Plan, segment: &Segment, pages: &Pages) -> Result<Matches, SearchError> {
    let is_minor = function_words::among(&plan.required, pages.languages());
    let (required, excluded) = open_all(plan, &is_minor, segment)?;
    let mut scales = Weigher::new(segment, pages);
    let mut is_allowed = vec![true; pages.len()];
    for word in excluded {
        scales.holding(word).iter().for_each(|page| is_allowed[*page] = false);
    }
    for (word, is_minor) in required.into_iter().zip(is_minor) {
        scales.add(word, is_minor);
    }
    let weighed = scales.finish();
    let allowed = || (0..pages.len()).filter(|page| is_allowed[*page]);
    let complete = allowed().filter(|page| weighed.is_complete(*page)).count();
    let least = ranking::least_held(weighed.words, complete);
    let mut matches = Matches { scores: vec![0.0; pages.len()], weighed, relaxed: false };
    for page in allowed().filter(|page| matches.weighed.held(*page) >= least) {
        matches.scores[page] = matches.weighed.parts(page, pages).score();
        matches.relaxed |= !matches.weighed.is_complete(page);
    }
    Ok(matches)
}

/// An alternative in one field, its postings opened.
pub(crate) struct Opened {
    /// Index into the clause's alternatives.
    pub(crate) alternative: usize,
    /// Index into [`FIELDS`].
    pub(crate) field: usize,
    pub(crate) closeness: f32,
    /// The languages of pages that it counts on.
    languages: Languages,
    /// Whether the terms must stand at their places, and not only in the field.
    is_phrase: bool,
    /// Postings by term, each with the term's place in the phrase.
    postings: Vec<(u32, SegmentPostings)>,
}

type OpenedClauses = Vec<Vec<Opened>>;

/// Opens the postings of what is required, and of what is excluded. Goes on where some are missing, so that all that is
/// missing is asked for.
fn open_all(plan: &Plan, is_minor: &[bool], segment: &Segment) -> Result<(OpenedClauses, OpenedClauses), SearchError> {
    let mut is_missing = false;
    let mut open = |clause: &Clause, is_minor: bool| match open_clause(clause, is_minor, segment) {
        Err(SearchError::Missing) => {
            is_missing = true;
            Ok(Vec::new())
        }
        other => other,
    };
    let required = plan.required.iter().zip(is_minor).map(|(clause, is_minor)| open(clause, *is_minor));
    let required = required.collect::<Result<_, _>>()?;
    let excluded = plan.excluded.iter().map(|clause| open(clause, false)).collect::<Result<_, _>>()?;
    if is_missing { Err(SearchError::Missing) } else { Ok((required, excluded)) }
}

/// Opens the postings of a word or phrase; of a minor word only those of title and wordings, which are at hand: in bodies
/// such words stand everywhere, and what costs most to fetch would say least.
pub(crate) fn open_clause(clause: &Clause, is_minor: bool, segment: &Segment) -> Result<Vec<Opened>, SearchError> {
    let (mut opened, mut is_missing) = (Vec::new(), false);
    for (number, alternative) in clause.alternatives.iter().enumerate() {
        let at_hand = is_minor || alternative.at_hand;
        for (field, _) in FIELDS.iter().enumerate().filter(|(_, field)| field.of_page || !at_hand) {
            match open(alternative, field, segment) {
                Ok(found) => opened.extend(found.map(|found| Opened { alternative: number, ..found })),
                Err(SearchError::Missing) => is_missing = true,
                Err(error) => return Err(error),
            }
        }
    }
    if is_missing { Err(SearchError::Missing) } else { Ok(opened) }
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
    let (closeness, languages) = (alternative.closeness, alternative.languages);
    Ok(Some(Opened { alternative: 0, field, closeness, languages, is_phrase, postings }))
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

/// Calls `take` with each section that holds the terms, in a phrase at their places, and how often it does.
pub(crate) fn each_section(opened: Opened, pages: &Pages, mut take: impl FnMut(u32, u32)) {
    let (is_phrase, languages) = (opened.is_phrase, opened.languages);
    let mut terms = opened.postings.into_iter();
    let Some((_, mut first)) = terms.next() else { return };
    let mut others: Vec<_> = terms.collect();
    let (mut starts, mut places) = (Vec::new(), Vec::new());
    let mut section = first.doc();
    while section != TERMINATED {
        if languages != Languages::ALL && !pages.is_in(section, languages) {
            // There it is another word.
        } else if others.is_empty() {
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
