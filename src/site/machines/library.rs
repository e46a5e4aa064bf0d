//! The whole library as JSON: what kinds of documents there are, and all documents in short.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::{FORMAT, Identity};
use crate::{
    audience::Audience,
    library::{FieldSpec, FieldType, Kind},
    site::plan::Plan,
};

#[derive(Serialize)]
struct LibraryFile<'a> {
    format: u32,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    /// The main language.
    language: &'a str,
    languages: BTreeSet<&'a str>,
    /// For whom the build is.
    audience: Audience,
    /// The home page.
    url: String,
    kinds: Vec<KindEntry<'a>>,
    facets: Vec<FacetEntry<'a>>,
    /// Written one after the other, so that a large library's entries never stand in memory together.
    #[serde(serialize_with = "documents")]
    documents: &'a Plan<'a>,
}

#[derive(Serialize)]
struct KindEntry<'a> {
    name: &'a str,
    label: &'a str,
    plural: &'a str,
    description: &'a str,
    count: usize,
    fields: Vec<Value>,
}

#[derive(Serialize)]
struct FacetEntry<'a> {
    name: &'a str,
    label: &'a str,
    values: Vec<FacetValueEntry<'a>>,
}

#[derive(Serialize)]
struct FacetValueEntry<'a> {
    id: &'a str,
    label: &'a str,
    count: usize,
}

#[derive(Serialize)]
struct DocumentEntry<'a> {
    #[serde(flatten)]
    identity: Identity<'a>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    facets: BTreeMap<&'a str, &'a [String]>,
    #[serde(skip_serializing_if = "is_empty")]
    tags: &'a [String],
}

fn is_empty(tags: &&[String]) -> bool {
    tags.is_empty()
}

/// The library as a build's readers see it.
pub fn library<'a>(plan: &'a Plan<'_>) -> impl Serialize + 'a {
    let config = &plan.library.config;
    let counts = Counts::new(plan);
    LibraryFile {
        format: FORMAT,
        name: &config.name,
        description: config.description.as_deref(),
        language: &config.language,
        languages: plan.documents.iter().map(|document| document.held.language()).collect(),
        audience: plan.gate.audience(),
        url: plan.base.whole(&plan.base.page("")),
        kinds: plan
            .library
            .kinds
            .iter()
            .chain([plan.library.kinds.asset()])
            .filter_map(|kind| counts.kind(plan, kind))
            .collect(),
        facets: counts.facets(plan),
        documents: plan,
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over references to fields")]
fn documents<S: Serializer>(plan: &&Plan<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(plan.documents.iter().map(|planned| {
        let held = planned.held;
        DocumentEntry { identity: Identity::new(plan, planned), facets: held.facets().collect(), tags: held.tags() }
    }))
}

/// How many documents there are, each counted once whatever languages it is in. What has none isn't in the file: even the
/// name of a kind or of a facet's value may be nobody else's business.
struct Counts<'a> {
    kinds: BTreeMap<&'a str, usize>,
    facets: BTreeMap<(&'a str, &'a str), usize>,
}

impl<'a> Counts<'a> {
    fn new(plan: &Plan<'a>) -> Self {
        let mut counts = Self { kinds: BTreeMap::new(), facets: BTreeMap::new() };
        for number in &plan.listed {
            let held = plan.documents[*number].held;
            *counts.kinds.entry(held.kind_name()).or_default() += 1;
            for (facet, values) in held.facets() {
                for value in values {
                    *counts.facets.entry((facet, value)).or_default() += 1;
                }
            }
        }
        counts
    }

    fn kind<'k>(&self, plan: &Plan<'_>, kind: &'k Kind) -> Option<KindEntry<'k>> {
        let shown = kind.fields.iter().filter(|spec| spec.is_shown_to(plan.gate.audience()));
        Some(KindEntry {
            name: &kind.name,
            label: &kind.label,
            plural: &kind.plural,
            description: &kind.description,
            count: *self.kinds.get(kind.name.as_str())?,
            fields: shown.map(|spec| self.field(plan, spec)).collect(),
        })
    }

    fn field(&self, plan: &Plan<'_>, spec: &FieldSpec) -> Value {
        let mut field = json!({
            "name": spec.name,
            "label": spec.label,
            "description": spec.description,
            "type": type_name(&spec.field_type),
            "list": spec.list,
            "required": spec.required,
        });
        let (key, more) = match &spec.field_type {
            FieldType::Choice(words) => ("choices", json!(words)),
            FieldType::Facet(facet, _) => ("facet", json!(facet)),
            FieldType::Document(kinds) => {
                let held = kinds.iter().filter(|kind| self.kinds.contains_key(kind.as_str()));
                ("kinds", held.map(|kind| json!(kind)).collect())
            }
            FieldType::Table(columns) => {
                let shown = columns.iter().filter(|spec| spec.is_shown_to(plan.gate.audience()));
                ("fields", shown.map(|spec| self.field(plan, spec)).collect())
            }
            _ => return field,
        };
        field[key] = more;
        field
    }

    fn facets<'p>(&self, plan: &Plan<'p>) -> Vec<FacetEntry<'p>> {
        let facets = plan.library.config.facets.iter().map(|facet| FacetEntry {
            name: &facet.name,
            label: &facet.label,
            values: facet
                .values
                .iter()
                .filter_map(|value| {
                    let count = *self.facets.get(&(facet.name.as_str(), value.id.as_str()))?;
                    Some(FacetValueEntry { id: &value.id, label: &value.label, count })
                })
                .collect(),
        });
        facets.filter(|facet| !facet.values.is_empty()).collect()
    }
}

fn type_name(field_type: &FieldType) -> &'static str {
    match field_type {
        FieldType::Text => "text",
        FieldType::Markdown => "markdown",
        FieldType::Integer => "integer",
        FieldType::Number => "number",
        FieldType::Boolean => "boolean",
        FieldType::Date => "date",
        FieldType::Duration => "duration",
        FieldType::Money | FieldType::Cost => "money",
        FieldType::Document(_) => "document",
        FieldType::Person => "person",
        FieldType::Choice(_) => "choice",
        FieldType::Facet(..) => "facet",
        FieldType::Table(_) => "table",
        FieldType::Values => "values",
    }
}
