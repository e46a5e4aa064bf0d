//! Facets: the closed vocabularies that `fieldbook.toml` declares.

use super::{Facet, FacetValue, reader::Reader};
use crate::{
    diagnostics::Span,
    library::{
        kinds::{COMMON_KEYS, label_of},
        node::{Node, NodeData, Table},
    },
};

const STAGE: &str = "stage";

/// The facet that exists without being declared.
pub(super) fn stage() -> Facet {
    let values = ["engage", "transact", "fulfill", "support", "renew"];
    Facet {
        name: STAGE.to_owned(),
        label: label_of(STAGE),
        values: values.map(|id| FacetValue { id: id.to_owned(), label: label_of(id) }).to_vec(),
    }
}

/// Reads `[facets.NAME]`; `stage` comes first.
pub(super) fn read(reader: &mut Reader, table: &Table) -> Vec<Facet> {
    let mut facets = vec![stage()];
    let Some(table) = reader.table(table, "facets") else { return facets };
    for entry in &table.entries {
        let name = &entry.key;
        if COMMON_KEYS.contains(&name.as_str()) {
            reader.clash(
                format!("`{name}` is a field of every document, so no facet can have that name"),
                entry.key_span,
            );
            continue;
        }
        if !is_name(name) {
            let key = Node { span: entry.key_span, data: NodeData::Null };
            reader.bad_value(&key, format!("`{name}` is no name of a facet"), NAME_RULE);
            continue;
        }
        let Some(facet) = reader.table(table, name) else { continue };
        reader.only_keys(facet, &format!("[facets.{name}]"), &["label", "values"]);
        let facet = Facet {
            name: name.clone(),
            label: reader.text(facet, "label").unwrap_or_else(|| label_of(name)),
            values: values(reader, facet),
        };
        match facets.first_mut() {
            Some(first) if name == STAGE => *first = facet,
            _ => facets.push(facet),
        }
    }
    facets
}

/// What [`is_name`] asks, in words.
pub(super) const NAME_RULE: &str = "use lower-case letters, digits, `-` and `_`, beginning with a letter";

/// Whether it can be a key in front matter and a part of an address.
pub(super) fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte))
}

fn values(reader: &mut Reader, facet: &Table) -> Vec<FacetValue> {
    let mut values: Vec<(FacetValue, Span)> = Vec::new();
    for node in facet.get("values").map(|node| reader.list("values", node)).unwrap_or_default() {
        let Some(value) = value(reader, node) else { continue };
        // Values become parts of addresses, which not every file system tells apart by case.
        match values.iter().find(|(other, _)| other.id.eq_ignore_ascii_case(&value.id)) {
            Some((_, first)) => reader.duplicate(format!("the value `{}` is there twice", value.id), node.span, *first),
            None => values.push((value, node.span)),
        }
    }
    values.into_iter().map(|(value, _)| value).collect()
}

/// `"retail"` or `{ id = "retail", label = "Retail" }`.
fn value(reader: &mut Reader, node: &Node) -> Option<FacetValue> {
    let (id, label) = match &node.data {
        NodeData::Text(id) => (id.clone(), None),
        NodeData::Table(table) => {
            reader.only_keys(table, "values", &["id", "label"]);
            let label = reader.text(table, "label");
            if table.get("id").is_none() {
                reader.bad_value(
                    node,
                    "this value has no `id`",
                    "write it like `{ id = \"retail\", label = \"Retail\" }`",
                );
                return None;
            }
            (reader.text(table, "id")?, label)
        }
        _ => return reader.wrong_type("values", node, "a list of texts or tables", "[\"retail\"]"),
    };
    if !is_value_id(&id) {
        let help = "use letters, digits, `-`, `_` and `.`, and put other words into `label`";
        reader.bad_value(node, format!("`{id}` can't be the id of a value"), help);
        return None;
    }
    let label = label.unwrap_or_else(|| label_of(&id));
    Some(FacetValue { id, label })
}

fn is_value_id(id: &str) -> bool {
    id.starts_with(char::is_alphanumeric)
        && id.chars().all(|character| character.is_alphanumeric() || "-_.".contains(character))
}
