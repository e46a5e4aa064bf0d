//! Values of fields as JSON, without what the readers of a build may not see.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use crate::{
    library::{Data, FieldSpec, FieldType, Fields, KitItem, Value, kit},
    site::{gate::Held, plan::Plan},
};

/// The fields of a document's kind by their names.
pub(super) fn fields<'a>(plan: &Plan<'a>, held: Held<'a>) -> BTreeMap<&'a str, Json> {
    let reader = Reader { plan, held };
    let gathered: Vec<Json> = held.gathers().iter().map(gathered).collect();
    let gathered = (!gathered.is_empty()).then_some((kit::CONTENTS, Json::Array(gathered)));
    held.fields()
        .filter_map(|(spec, value)| Some((spec.name.as_str(), reader.value(&spec.field_type, value)?)))
        .chain(gathered)
        .collect()
}

/// Something that a kit gathers.
fn gathered(item: &KitItem<'_>) -> Json {
    let note = item.note.map(|note| ("note".to_owned(), json!(note)));
    let item = ("item".to_owned(), json!(item.item));
    Json::Object([item].into_iter().chain(note).collect())
}

struct Reader<'p, 'a> {
    plan: &'p Plan<'a>,
    held: Held<'a>,
}

impl Reader<'_, '_> {
    /// A value of this type; `None` where nothing of it is for the readers.
    fn value(&self, field_type: &FieldType, value: &Value) -> Option<Json> {
        match &value.data {
            Data::List(values) => {
                let values: Vec<Json> = values.iter().filter_map(|value| self.value(field_type, value)).collect();
                (!values.is_empty()).then_some(Json::Array(values))
            }
            Data::Table(table) => self.table(field_type, table),
            Data::Text(text) => match field_type {
                FieldType::Document(_) => self.document(text),
                FieldType::Person => Some(json!(self.plan.gate.person(text))),
                _ => Some(json!(text)),
            },
            // Dates as `2026-11-22`, lengths of time in days, amounts with their currency.
            scalar => Some(json!(scalar)),
        }
    }

    /// A table with the columns that readers see; one of any values isn't for programs.
    fn table(&self, field_type: &FieldType, table: &Fields) -> Option<Json> {
        let FieldType::Table(columns) = field_type else { return None };
        let shown = columns.iter().filter(|column| self.held.shows(column));
        let cell =
            |column: &FieldSpec| Some((column.name.clone(), self.value(&column.field_type, table.get(&column.name)?)?));
        let cells: Map<String, Json> = shown.filter_map(cell).collect();
        (!cells.is_empty()).then_some(Json::Object(cells))
    }

    /// The id of a document, if the build holds it.
    fn document(&self, id: &str) -> Option<Json> {
        let id = crate::library::DocumentId::new(id);
        self.plan.find(&id, self.held.language()).map(|_| json!(id))
    }
}
