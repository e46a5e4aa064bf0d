//! Facets: which pages have which values, what a selection leaves, and how many pages each value would give.

use crate::{
    SearchError, Vocabulary,
    pages::Pages,
    plan::Plan,
    results::{FacetCounts, ValueCount},
    segment::Segment,
};

/// Pages by facet and value.
#[derive(Debug, Default)]
pub(crate) struct FacetIndex {
    facets: Vec<FacetPages>,
}

#[derive(Debug)]
struct FacetPages {
    name: String,
    label: String,
    values: Vec<ValuePages>,
}

#[derive(Debug)]
struct ValuePages {
    id: String,
    label: String,
    /// Pages that have the value, ascending.
    pages: Vec<usize>,
}

/// What filters leave.
#[derive(Debug, Default)]
pub(crate) struct Selection {
    /// Pages, ascending.
    pub(crate) pages: Vec<usize>,
    pub(crate) counts: Vec<FacetCounts>,
}

/// How a page fares with the filters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// It passes all.
    Passes,
    /// It would pass but for the facet with this index.
    FailsOne(usize),
    Fails,
}

impl FacetIndex {
    /// Reads the pages of all values that a vocabulary names.
    pub(crate) fn read(segment: &Segment, pages: &Pages, vocabulary: &Vocabulary) -> Result<Self, SearchError> {
        let mut facets = Vec::with_capacity(vocabulary.facets.len());
        for facet in &vocabulary.facets {
            let mut values = Vec::with_capacity(facet.values.len());
            for value in &facet.values {
                let pages = pages.with_facet(segment, &facet.name, &value.id)?;
                values.push(ValuePages { id: value.id.clone(), label: value.label.clone(), pages });
            }
            facets.push(FacetPages { name: facet.name.clone(), label: facet.label.clone(), values });
        }
        Ok(Self { facets })
    }

    /// Applies a plan's filters to pages that have a score, and counts.
    pub(crate) fn select(&self, plan: &Plan, scores: &[f32]) -> Selection {
        let mut verdicts: Vec<Verdict> =
            scores.iter().map(|score| if *score > 0.0 { Verdict::Passes } else { Verdict::Fails }).collect();
        for excluded in &plan.excluded_values {
            for page in self.pages(&excluded.facet, &excluded.value) {
                verdicts[*page] = Verdict::Fails;
            }
        }
        for filter in &plan.filters {
            // A facet that the index doesn't know has no pages: it is given an index that no facet has.
            let facet = self.facets.iter().position(|facet| facet.name == filter.facet).unwrap_or(usize::MAX);
            let mut allowed = vec![false; scores.len()];
            for value in &filter.values {
                self.pages(&filter.facet, value).iter().for_each(|page| allowed[*page] = true);
            }
            for (verdict, _) in verdicts.iter_mut().zip(allowed).filter(|(_, allowed)| !allowed) {
                *verdict = if *verdict == Verdict::Passes { Verdict::FailsOne(facet) } else { Verdict::Fails };
            }
        }
        let counts = self.facets.iter().enumerate().map(|(index, facet)| facet.count(index, plan, &verdicts)).collect();
        let passing = verdicts.iter().enumerate().filter(|(_, verdict)| **verdict == Verdict::Passes);
        Selection { pages: passing.map(|(page, _)| page).collect(), counts }
    }

    fn pages(&self, facet: &str, value: &str) -> &[usize] {
        let facet = self.facets.iter().find(|candidate| candidate.name == facet);
        let value = facet.and_then(|facet| facet.values.iter().find(|candidate| candidate.id == value));
        value.map_or(&[], |value| &value.pages)
    }
}

impl FacetPages {
    fn count(&self, index: usize, plan: &Plan, verdicts: &[Verdict]) -> FacetCounts {
        let filter = plan.filters.iter().find(|filter| filter.facet == self.name);
        let counts =
            |page: &&usize| matches!(verdicts[**page], Verdict::Passes) || verdicts[**page] == Verdict::FailsOne(index);
        let value = |value: &ValuePages| ValueCount {
            id: value.id.clone(),
            label: value.label.clone(),
            count: value.pages.iter().filter(counts).count(),
            chosen: filter.is_some_and(|filter| filter.values.contains(&value.id)),
        };
        FacetCounts {
            name: self.name.clone(),
            label: self.label.clone(),
            values: self.values.iter().map(value).filter(|value| value.count > 0 || value.chosen).collect(),
        }
    }
}
