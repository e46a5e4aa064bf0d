//! What search gets to know of a site: the pages of its documents, as the build's readers see them.

use std::collections::BTreeMap;

use super::{
    address::{Base, encoded},
    asset, labels,
    linking::{DocumentLinks, ImageSizes},
    machines,
    plan::{self, Plan},
};
use crate::{
    audience::Audience,
    library::{Library, LoadError, ReviewState, Value},
    markdown::Section,
    search::{Demand, FacetLabels, Page, Standing, Vocabulary},
    theme::Wordbook,
};

/// The pages of a library for one audience, by number, in the order of the site's documents.
///
/// `fieldbook search` answers from these, so that it finds what the site's own search finds.
#[derive(Debug)]
pub struct Pages<'a> {
    plan: Plan<'a>,
    sizes: ImageSizes,
}

impl<'a> Pages<'a> {
    /// Pages for an audience.
    pub fn new(library: &'a Library, wordbook: &'a Wordbook, audience: Audience) -> Self {
        Self { plan: plan::plan(library, wordbook, audience, Base::at_root()), sizes: ImageSizes::default() }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.plan.documents.len()
    }

    /// Renders a page.
    pub fn page(&self, number: usize) -> Result<Page, LoadError> {
        read_page(&self.plan, number, &self.sizes)
    }

    /// Id of a page's document.
    pub fn document(&self, number: usize) -> String {
        self.plan.documents[number].held.id().to_string()
    }

    /// The labels of kinds and facets.
    pub fn vocabulary(&self) -> Vocabulary {
        vocabulary(&self.plan)
    }
}

/// Reads a document's body and makes its page.
pub fn read_page(plan: &Plan<'_>, number: usize, sizes: &ImageSizes) -> Result<Page, LoadError> {
    if let Some(asset) = plan.documents[number].asset {
        return Ok(page(plan, number, asset::rendered(plan, number, asset).sections));
    }
    let links = DocumentLinks::new(plan, number, sizes);
    let rendered = plan.documents[number].held.render(&links, &plan.phrases(number))?;
    Ok(page(plan, number, rendered.sections))
}

/// The file beside each page that holds its text, for excerpts; empty where there is none but the page itself.
pub fn text_file(plan: &Plan<'_>) -> &'static str {
    if plan.library.config.outputs.json { machines::JSON } else { "" }
}

/// A document's page.
pub fn page(plan: &Plan<'_>, number: usize, sections: Vec<Section>) -> Page {
    let document = &plan.documents[number];
    let held = document.held;
    let facets = held.facet_values().into_iter().map(|(facet, value)| (facet.to_owned(), value.to_owned()));
    Page {
        url: if document.path.is_empty() { String::new() } else { format!("{}/", encoded(&document.path)) },
        title: held.title().to_owned(),
        summary: held.summary().map(str::to_owned),
        kind: held.kind_name().to_owned(),
        language: held.language().to_owned(),
        questions: texts(held.field("questions")),
        synonyms: texts(held.field("synonyms")),
        avoid: texts(held.field("avoid")),
        facets: facets.collect(),
        standing: match held.review().map(|review| review.state) {
            _ if held.is_retired() => Standing::Retired,
            Some(ReviewState::Expired | ReviewState::Overdue) => Standing::Stale,
            _ => Standing::Current,
        },
        demand: demand(plan, held.id().as_str()),
        sections,
    }
}

/// How much a document is used, beside the one that is used most.
fn demand(plan: &Plan<'_>, id: &str) -> Demand {
    let used = plan.gate.usage().and_then(|usage| usage.documents.get(id));
    used.map_or_else(Demand::default, |document| Demand::of(document.uses, plan.most_uses))
}

fn texts(list: Option<&Value>) -> Vec<String> {
    let elements = list.map_or(&[] as &[Value], Value::elements);
    elements.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The labels of kinds and facets.
pub fn vocabulary(plan: &Plan<'_>) -> Vocabulary {
    let words = plan.words(&plan.library.config.language);
    let facets = plan.library.config.facets.iter().map(|facet| FacetLabels {
        name: facet.name.clone(),
        label: labels::facet(words, facet),
        values: facet.values.iter().map(|value| (value.id.clone(), labels::facet_value(words, facet, value))).collect(),
    });
    Vocabulary {
        kind: words.say("filter-kind"),
        language: words.say("filter-language"),
        kinds: plan
            .library
            .kinds
            .iter()
            .chain([plan.library.kinds.asset()])
            .map(|kind| (kind.name.clone(), labels::kind(words, kind)))
            .collect(),
        facets: facets.collect(),
        other_labels: other_labels(plan),
    }
}

/// What the library's other languages call kinds and facets, so that `Art:Antwort` is understood as `kind:answer` is.
fn other_labels(plan: &Plan<'_>) -> BTreeMap<String, Vec<String>> {
    let mut others: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for language in plan.library.config.languages.iter().skip(1) {
        for (key, label) in labels(plan, language) {
            let known = others.entry(key).or_default();
            if !known.contains(&label) {
                known.push(label);
            }
        }
    }
    others
}

/// Where in the site the names of an index's facets are, for pages in a language that isn't the library's main one.
pub fn labels_path(language: &str) -> String {
    format!("search/labels-{language}.json")
}

/// What kinds and facets are called in a language, as far as documents of the build have them: by `industry` for a facet,
/// by `industry:food` for a value.
pub fn labels(plan: &Plan<'_>, language: &str) -> BTreeMap<String, String> {
    let words = plan.words(language);
    let named = ["kind", "language"].map(|name| (name.to_owned(), words.say(&format!("filter-{name}"))));
    let mut labels = BTreeMap::from(named);
    for document in &plan.documents {
        let held = document.held;
        labels.entry(format!("kind:{}", held.kind_name())).or_insert_with(|| plan.kind_label(words, held));
        for (facet, values) in held.facets() {
            labels.entry(facet.to_owned()).or_insert_with(|| plan.facet_name(words, facet));
            for value in values {
                let label = || plan.facet_label(words, facet, value);
                labels.entry(format!("{facet}:{value}")).or_insert_with(label);
            }
        }
    }
    labels
}
