//! A case study: what changed for a customer, computed and drawn.

mod chart;
mod factor;

use serde::Serialize;

pub use self::{
    chart::{Bar, Chart},
    factor::{Change, Direction, Factor},
};
use super::{super::field::scalar, Draft};
use crate::{
    library::{Fields, Value},
    site::{gate::Held, plan::Plan},
    theme::Words,
};

/// Facets that say at a glance whether a case is like the reader's.
const FACETS: [&str; 2] = ["industry", "product"];

/// A case study.
#[derive(Debug, Serialize)]
pub struct CaseStudy {
    /// What must be known before it is used.
    pub glance: Glance,
    /// What changed.
    pub factors: Vec<Factor>,
    /// What somebody there says.
    pub quote: Option<Quote>,
}

/// What says at a glance whether a case is of use.
#[derive(Debug, Serialize)]
pub struct Glance {
    /// Whom it is about.
    pub customer: String,
    /// How large they are.
    pub size: Option<String>,
    /// Industry and product, where it says so.
    pub facets: Vec<FacetValues>,
    /// Whether they talk to prospects: `yes`, `ask` or `no`; `None` for readers who needn't know.
    pub reference: Option<&'static str>,
}

/// Values of a facet.
#[derive(Debug, Serialize)]
pub struct FacetValues {
    /// "Industry"
    pub label: String,
    /// "Hospitals"
    pub values: Vec<String>,
}

/// A quotation.
#[derive(Debug, Serialize)]
pub struct Quote {
    /// The words.
    pub text: String,
    /// Who said them.
    pub by: String,
}

/// A case study as the list of all shows it.
#[derive(Debug, Serialize)]
pub struct Brief {
    /// What must be known before it is used.
    pub glance: Glance,
    /// What tells most.
    pub factor: Option<Factor>,
}

impl CaseStudy {
    /// What the fields of a case study say.
    pub fn new(draft: &mut Draft<'_, '_>) -> Self {
        draft.set_fields = &["customer", "success_factors", "quote", "reference", "company_size"];
        let (held, words) = (draft.held(), draft.words());
        let quote = held.field("quote").and_then(Value::as_table);
        Self {
            glance: Glance::new(draft.plan, held, words),
            factors: factors(held, words),
            quote: quote
                .and_then(|quote| Some(Quote { text: text(words, quote, "text")?, by: text(words, quote, "by")? })),
        }
    }
}

impl Brief {
    /// A case study on a page in a language.
    pub fn new(plan: &Plan<'_>, language: &str, number: usize) -> Self {
        let (held, words) = (plan.documents[number].held, plan.words(language));
        Self { glance: Glance::new(plan, held, words), factor: most_telling(factors(held, words)) }
    }
}

impl Glance {
    fn new(plan: &Plan<'_>, held: Held<'_>, words: &Words) -> Self {
        let line = |field: &str| held.field(field).and_then(|value| scalar(words, value));
        let facets = FACETS.into_iter().filter_map(|name| {
            let (_, values) = held.facets().find(|(facet, _)| *facet == name)?;
            let values = values.iter().map(|value| plan.facet_label(words, name, value));
            Some(FacetValues { label: plan.facet_name(words, name), values: values.collect() })
        });
        Self {
            customer: line("customer").unwrap_or_default(),
            size: line("company_size"),
            facets: facets.collect(),
            reference: reference(held),
        }
    }
}

/// Who hasn't been asked must be asked first.
fn reference(held: Held<'_>) -> Option<&'static str> {
    let spec = held.kind()?.fields.iter().find(|spec| spec.name == "reference")?;
    held.shows(spec).then(|| match held.field("reference").and_then(Value::as_str) {
        Some("yes") => "yes",
        Some("no") => "no",
        _ => "ask",
    })
}

fn factors(held: Held<'_>, words: &Words) -> Vec<Factor> {
    let factors = held.field("success_factors").map_or(&[] as &[Value], Value::elements);
    factors.iter().filter_map(|value| Factor::new(words, value.as_table()?)).collect()
}

/// The first factor that got better and isn't money, since money is what every vendor promises; else the first that got better,
/// else the first.
fn most_telling(factors: Vec<Factor>) -> Option<Factor> {
    let is_better = |factor: &Factor| factor.outcome.name == "better";
    let place = factors
        .iter()
        .position(|factor| is_better(factor) && !factor.is_money)
        .or_else(|| factors.iter().position(is_better))
        .unwrap_or(0);
    factors.into_iter().nth(place)
}

fn text(words: &Words, table: &Fields, key: &str) -> Option<String> {
    table.get(key).and_then(|value| scalar(words, value))
}
