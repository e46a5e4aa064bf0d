//! The fields of a kind, for any kind: so that a library's own kinds have pages without a template of their own.

use serde::Serialize;

use super::{
    Day, Link,
    facts::{Fact, FactValue},
};
use crate::{
    library::{Data, FieldSpec, FieldType, Fields, Value},
    site::{
        gate::Held,
        labels,
        plan::{Plan, facet_value_path, ids},
    },
    theme::Words,
};

/// A field that is too long for a fact: it stands above the body.
#[derive(Debug, Serialize)]
pub struct Field {
    /// Its key in front matter.
    pub name: String,
    /// What stands before it.
    pub label: String,
    /// What it holds.
    pub content: Content,
}

/// What a field holds.
#[derive(Debug, Serialize)]
#[serde(tag = "is", rename_all = "lowercase")]
pub enum Content {
    /// A line of text.
    Text {
        /// The line.
        text: String,
    },
    /// Lines of text.
    Items {
        /// The lines.
        items: Vec<String>,
    },
    /// Documents.
    Links {
        /// Links to them.
        links: Vec<Link>,
    },
    /// Tables in front matter, a row each.
    Table {
        /// What stands above the columns.
        headers: Vec<String>,
        /// The cells, by row.
        rows: Vec<Vec<String>>,
    },
}

/// The fields of a document's kind but for those named in `set_elsewhere`: long ones, and those that are as short as a fact.
pub fn all(plan: &Plan<'_>, held: Held<'_>, set_elsewhere: &[&str]) -> (Vec<Field>, Vec<Fact>) {
    let words = plan.words(held.language());
    let (mut fields, mut facts) = (Vec::new(), Vec::new());
    for (spec, value) in held.fields().filter(|(spec, _)| !set_elsewhere.contains(&spec.name.as_str())) {
        if let Some(values) = short(plan, held, spec, value) {
            // A facet's values are among the facts already where the document has them as facet.
            if !values.is_empty() && !is_facet_of(held, spec) {
                facts.push(Fact { label: labels::field(words, spec), values });
            }
        } else if let Some(content) = content(plan, held, spec, value) {
            fields.push(Field { name: spec.name.clone(), label: labels::field(words, spec), content });
        }
    }
    (fields, facts)
}

fn is_facet_of(held: Held<'_>, spec: &FieldSpec) -> bool {
    matches!(&spec.field_type, FieldType::Facet(facet, _) if held.facets().any(|(name, _)| name == facet))
}

/// A value that is as short as a fact; `None` for those that aren't.
fn short(plan: &Plan<'_>, held: Held<'_>, spec: &FieldSpec, value: &Value) -> Option<Vec<FactValue>> {
    let elements = if spec.list { value.elements() } else { std::slice::from_ref(value) };
    let words = plan.words(held.language());
    let of = |show: &dyn Fn(&Value) -> Option<FactValue>| Some(elements.iter().filter_map(show).collect());
    match &spec.field_type {
        FieldType::Facet(facet, _) => of(&|value| {
            let id = value.as_str()?;
            let url =
                plan.list_in(held.language(), &facet_value_path(facet, id)).map(|list| plan.base.page(&list.path));
            Some(FactValue { text: plan.facet_label(words, facet, id), url, day: None })
        }),
        FieldType::Person => of(&|value| Some(FactValue::from(plan.gate.person(value.as_str()?)))),
        FieldType::Date => of(&|value| match value.data {
            Data::Date(date) => Some(Day::from(date).into()),
            _ => None,
        }),
        FieldType::Integer
        | FieldType::Number
        | FieldType::Boolean
        | FieldType::Money
        | FieldType::Cost
        | FieldType::Choice(_)
        | FieldType::Duration => of(&|value| Some(FactValue::from(of_field(words, spec, value)?.as_str()))),
        FieldType::Text | FieldType::Markdown | FieldType::Document(_) | FieldType::Table(_) | FieldType::Values => {
            None
        }
    }
}

fn content(plan: &Plan<'_>, held: Held<'_>, spec: &FieldSpec, value: &Value) -> Option<Content> {
    let words = plan.words(held.language());
    match &spec.field_type {
        FieldType::Document(_) => {
            let links: Vec<Link> =
                documents(plan, held, value).into_iter().map(|number| plan.documents[number].link()).collect();
            (!links.is_empty()).then_some(Content::Links { links })
        }
        FieldType::Table(columns) => {
            let columns: Vec<&FieldSpec> = columns.iter().filter(|column| held.shows(column)).collect();
            let tables: Vec<&Fields> =
                value.as_table().into_iter().chain(value.elements().iter().filter_map(Value::as_table)).collect();
            let used: Vec<&FieldSpec> = columns
                .into_iter()
                .filter(|column| tables.iter().any(|table| table.contains_key(&column.name)))
                .collect();
            let cell = |table: &Fields, column: &FieldSpec| {
                table.get(&column.name).and_then(|value| of_field(words, column, value)).unwrap_or_default()
            };
            let row = |table: &&Fields| used.iter().map(|column| cell(table, column)).collect();
            Some(Content::Table {
                headers: used.iter().map(|column| labels::field(words, column)).collect(),
                rows: tables.iter().map(row).collect(),
            })
        }
        _ if spec.list => {
            Some(Content::Items { items: value.elements().iter().filter_map(|value| scalar(words, value)).collect() })
        }
        _ => Some(Content::Text { text: scalar(words, value)? }),
    }
}

/// Numbers of the documents that a value names, as far as the build holds them.
pub fn documents(plan: &Plan<'_>, held: Held<'_>, value: &Value) -> Vec<usize> {
    ids(value).filter_map(|id| plan.find(&id, held.language())).collect()
}

/// A value of a field for reading: a choice has a name, anything else says itself.
fn of_field(words: &Words, field: &FieldSpec, value: &Value) -> Option<String> {
    match (&field.field_type, value.as_str()) {
        (FieldType::Choice(_), Some(chosen)) => Some(labels::choice(words, field, chosen)),
        _ => scalar(words, value),
    }
}

/// A single value for reading.
pub fn scalar(words: &Words, value: &Value) -> Option<String> {
    match &value.data {
        Data::Text(text) => Some(text.clone()),
        Data::Integer(integer) => Some(integer.to_string()),
        Data::Number(value) => Some(words.number(*value, 2)),
        Data::Boolean(value) => Some(words.say(if *value { "value-yes" } else { "value-no" })),
        Data::Date(date) => Some(words.day(*date)),
        Data::Duration(days) => Some(words.say_with("value-days", &[("count", (*days).into())])),
        Data::Money(amount) => Some(words.money(amount.amount, &amount.currency)),
        Data::List(values) => {
            let texts: Vec<String> = values.iter().filter_map(|value| scalar(words, value)).collect();
            (!texts.is_empty()).then(|| texts.join(&words.say("value-separator")))
        }
        Data::Table(_) => None,
    }
}
