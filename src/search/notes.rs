//! What is noted of pages beside the index of their words: what results show of them, which facets there are, what things are called.

use std::collections::{BTreeMap, BTreeSet};

use fieldbook_search::{
    Facet, FacetValue, GlossaryTerm, Standing,
    records::Record,
    schema::{KIND, LANGUAGE},
};

use super::index::{FacetLabels, Page, Vocabulary};

/// What is noted of pages.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Values that occur, by facet.
    occurring: BTreeMap<String, BTreeSet<String>>,
    glossary: BTreeSet<GlossaryTerm>,
    /// What results show, in the order of pages.
    pub(super) records: Vec<Record>,
}

impl Notes {
    /// Notes a page, after those before it.
    pub(super) fn note(&mut self, page: &Page) {
        self.note_facets(page);
        self.note_names(page);
        self.records.push(page.record());
    }

    /// Adds what was noted of the pages that follow.
    pub(super) fn append(&mut self, mut following: Self) {
        for (facet, values) in following.occurring {
            self.occurring.entry(facet).or_default().extend(values);
        }
        self.glossary.append(&mut following.glossary);
        self.records.append(&mut following.records);
    }

    fn note_facets(&mut self, page: &Page) {
        let derived = [(KIND, &page.kind), (LANGUAGE, &page.language)];
        let own = page.facets.iter().map(|(facet, value)| (facet.as_str(), value));
        for (facet, value) in derived.into_iter().chain(own) {
            if !self.occurring.get(facet).is_some_and(|values| values.contains(value)) {
                self.occurring.entry(facet.to_owned()).or_default().insert(value.clone());
            }
        }
    }

    /// Notes what a page's thing is called; what must not be used any more is no name for anything.
    fn note_names(&mut self, page: &Page) {
        if page.standing != Standing::Retired && !(page.synonyms.is_empty() && page.avoid.is_empty()) {
            let mut names = names_in(&page.title);
            names.extend(page.synonyms.iter().cloned());
            self.glossary.insert(GlossaryTerm { names, avoid: page.avoid.clone() });
        }
    }

    /// What the index says of its facets: the kinds first, then those of the vocabulary, then what it doesn't know.
    pub(super) fn labels(&self, vocabulary: &Vocabulary) -> fieldbook_search::Vocabulary {
        let kinds =
            FacetLabels { name: KIND.to_owned(), label: vocabulary.kind.clone(), values: vocabulary.kinds.clone() };
        let language =
            FacetLabels { name: LANGUAGE.to_owned(), label: vocabulary.language.clone(), values: Vec::new() };
        let known: Vec<&FacetLabels> = std::iter::once(&kinds).chain(&vocabulary.facets).chain([&language]).collect();
        let unknown = self.occurring.keys().filter(|name| !known.iter().any(|facet| facet.name == **name));
        let bare = unknown.map(|name| FacetLabels { name: name.clone(), label: name.clone(), values: Vec::new() });
        let bare: Vec<FacetLabels> = bare.collect();
        let others = &vocabulary.other_labels;
        let facets = known.into_iter().chain(&bare).filter_map(|labels| self.labels_of(labels, others)).collect();
        fieldbook_search::Vocabulary { facets, glossary: self.glossary.iter().cloned().collect() }
    }

    /// A facet with the values that occur: first those that have a label, then the rest. `None` where none occurs.
    fn labels_of(&self, labels: &FacetLabels, others: &BTreeMap<String, Vec<String>>) -> Option<Facet> {
        let occurring = self.occurring.get(&labels.name)?;
        let other_labels = |key: &str| others.get(key).cloned().unwrap_or_default();
        let value = |id: &str, label: &str| FacetValue {
            id: id.to_owned(),
            label: label.to_owned(),
            other_labels: other_labels(&format!("{}:{id}", labels.name)),
        };
        let named = labels.values.iter().filter(|(id, _)| occurring.contains(id)).map(|(id, label)| value(id, label));
        let rest = occurring.iter().filter(|id| !labels.values.iter().any(|(known, _)| known == *id));
        let values = named.chain(rest.map(|id| value(id, id))).collect();
        Some(Facet {
            name: labels.name.clone(),
            label: labels.label.clone(),
            other_labels: other_labels(&labels.name),
            values,
        })
    }
}

/// The names that a title is: "Mean kinetic temperature (MKT)" is two. What stands in brackets otherwise tells things of one name apart.
fn names_in(title: &str) -> Vec<String> {
    let parted = title.strip_suffix(')').and_then(|title| title.split_once(" ("));
    match parted {
        Some((long, short)) if is_abbreviation(short) => vec![long.to_owned(), short.to_owned()],
        _ => vec![title.to_owned()],
    }
}

/// Whether a word is mostly capitals (`MKT`, `SLAs`, `SaaS`).
fn is_abbreviation(word: &str) -> bool {
    let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
    capitals >= 2 && capitals * 2 >= word.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_with_an_abbreviation_in_brackets_is_two_names() {
        assert_eq!(names_in("Mean kinetic temperature (MKT)"), ["Mean kinetic temperature", "MKT"]);
        assert_eq!(names_in("Service levels (SLAs)"), ["Service levels", "SLAs"]);
        assert_eq!(names_in("Gateway (hardware)"), ["Gateway (hardware)"]);
        assert_eq!(names_in("MKT"), ["MKT"]);
    }
}
