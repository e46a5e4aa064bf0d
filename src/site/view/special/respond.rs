//! The bid desk: a customer's questionnaire is answered in the reader's browser, with the library's answers.
//!
//! The page itself has only what there is to choose of; a script reads the answers (`site::responding`) once there is a file.

use serde::Serialize;

use crate::{
    site::{gate::Held, labels, plan::Plan, responding},
    theme::language,
};

/// Facets that tell customers apart, as `fieldbook answer` has options for them.
const FACETS: [&str; 3] = ["region", "industry", "product"];

/// The page where a questionnaire is answered.
#[derive(Debug, Serialize)]
pub struct Respond {
    /// Languages that there are answers in, the library's main one first.
    pub languages: Vec<Choice>,
    /// What a customer can be told by.
    pub facets: Vec<Facet>,
}

/// A facet to choose from.
#[derive(Debug, Serialize)]
pub struct Facet {
    /// `region`
    pub name: String,
    /// "Region"
    pub label: String,
    /// Its values.
    pub values: Vec<Choice>,
}

/// Something to choose.
#[derive(Debug, Serialize)]
pub struct Choice {
    /// As programs name it.
    pub id: String,
    /// As readers do.
    pub label: String,
}

/// Whether readers of the build know a value: the company's own people all of them, others those of documents that they see.
fn is_known(plan: &Plan<'_>, facet: &str, value: &str) -> bool {
    let has = |held: Held<'_>| held.facet_values().contains(&(facet, value));
    plan.gate.is_internal() || plan.documents.iter().any(|document| has(document.held))
}

impl Respond {
    /// The page of a plan.
    pub fn new(plan: &Plan<'_>) -> Self {
        let words = plan.words(&plan.library.config.language);
        let languages = responding::languages(plan).into_iter();
        let facets = FACETS.iter().filter_map(|name| plan.library.config.facet(name)).map(|facet| Facet {
            name: facet.name.clone(),
            label: labels::facet(words, facet),
            values: facet
                .values
                .iter()
                .filter(|value| is_known(plan, &facet.name, &value.id))
                .map(|value| Choice { id: value.id.clone(), label: labels::facet_value(words, facet, value) })
                .collect(),
        });
        Self {
            languages: languages
                .map(|tag| Choice { id: tag.to_owned(), label: language::name(tag).to_owned() })
                .collect(),
            facets: facets.filter(|facet| !facet.values.is_empty()).collect(),
        }
    }
}
