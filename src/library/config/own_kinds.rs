//! Kinds that a library declares for itself: `[[kinds.own]]`.

use super::{
    Facet,
    facets::{NAME_RULE, is_name},
    reader::Reader,
};
use crate::{
    audience::Audience,
    diagnostics::Span,
    library::{
        FieldSpec, FieldType, Kind,
        kinds::{COMMON_KEYS, label_of},
        node::{Node, Table},
        suggestion,
    },
};

const TYPES: [&str; 11] =
    ["text", "markdown", "integer", "number", "boolean", "date", "duration", "money", "document", "person", "choice"];

/// Reads `[[kinds.own]]`; `built_in` are the kinds that they mustn't clash with.
pub(super) fn read(reader: &mut Reader, kinds: &Table, facets: &[Facet], built_in: &[Kind]) -> Vec<Kind> {
    let mut own: Vec<(Kind, Span)> = Vec::new();
    for node in kinds.get("own").map(|node| reader.list("own", node)).unwrap_or_default() {
        let Some(table) = node.as_table() else {
            let _: Option<()> = reader.wrong_type("own", node, "a list of tables", "[{ name = \"…\" }]");
            continue;
        };
        let Some(kind) = kind(reader, table, node.span, facets) else { continue };
        let name_span = table.get("name").map_or(node.span, |name| name.span);
        let folder_span = table.get("folder").map_or(node.span, |folder| folder.span);
        if built_in.iter().any(|other| other.name == kind.name) {
            reader.clash(format!("`{}` is a built-in kind", kind.name), name_span);
        } else if let Some((_, first)) = own.iter().find(|(other, _)| other.name == kind.name) {
            reader.duplicate(format!("the kind `{}` is there twice", kind.name), name_span, *first);
        } else if let Some(other) =
            built_in.iter().chain(own.iter().map(|(kind, _)| kind)).find(|other| share_folder(other, &kind))
        {
            reader.clash(format!("the folder of `{}` is that of the kind `{}`", kind.name, other.name), folder_span);
        } else {
            own.push((kind, name_span));
        }
    }
    own.into_iter().map(|(kind, _)| kind).collect()
}

fn share_folder(one: &Kind, other: &Kind) -> bool {
    one.folders.iter().any(|folder| other.folders.contains(folder))
}

fn kind(reader: &mut Reader, table: &Table, span: Span, facets: &[Facet]) -> Option<Kind> {
    reader.only_keys(
        table,
        "[[kinds.own]]",
        &["name", "label", "plural", "folder", "description", "template", "fields"],
    );
    let name = name(reader, table, span, "kind")?;
    let label = reader.text(table, "label").unwrap_or_else(|| label_of(&name));
    let folder = reader.text(table, "folder").map(|folder| folder.trim_matches('/').to_owned());
    let mut fields: Vec<(FieldSpec, Span)> = Vec::new();
    for node in table.get("fields").map(|node| reader.list("fields", node)).unwrap_or_default() {
        let Some(field) = node.as_table() else {
            let _: Option<()> =
                reader.wrong_type("fields", node, "a list of tables", "[{ name = \"…\", type = \"text\" }]");
            continue;
        };
        let Some(spec) = field_spec(reader, field, node.span, facets) else { continue };
        match fields.iter().find(|(other, _)| other.name == spec.name) {
            Some((_, first)) => {
                reader.duplicate(format!("the field `{}` is there twice", spec.name), node.span, *first);
            }
            None => fields.push((spec, node.span)),
        }
    }
    let template = |name: &str| {
        std::path::Path::new(name).extension().is_some_and(|extension| extension == "html") && !name.contains("..")
    };
    Some(Kind {
        plural: reader.text(table, "plural").unwrap_or_else(|| format!("{label}s")),
        folders: folder.into_iter().collect(),
        description: reader.text(table, "description").unwrap_or_default(),
        fields: fields.into_iter().map(|(spec, _)| spec).collect(),
        template: reader
            .text_that(table, "template", "a template of the theme, like `document.html`", template)
            .unwrap_or_else(|| "document.html".to_owned()),
        open: false,
        keeps_items: false,
        name,
        label,
    })
}

/// The `name` of a kind or field.
fn name(reader: &mut Reader, table: &Table, span: Span, of: &str) -> Option<String> {
    let Some(node) = table.get("name") else {
        let node = Node { span, data: crate::library::node::NodeData::Null };
        reader.bad_value(&node, format!("this {of} has no `name`"), "add `name = \"…\"`");
        return None;
    };
    let name = reader.text(table, "name")?;
    if is_name(&name) {
        return Some(name);
    }
    reader.bad_value(node, format!("`{name}` is no name of a {of}"), NAME_RULE);
    None
}

fn field_spec(reader: &mut Reader, table: &Table, span: Span, facets: &[Facet]) -> Option<FieldSpec> {
    let keys = ["name", "type", "label", "description", "required", "list", "choices", "facet", "filter", "audience"];
    reader.only_keys(table, "fields", &keys);
    let name = name(reader, table, span, "field")?;
    if COMMON_KEYS.contains(&name.as_str()) {
        let span = table.get("name").map_or(span, |name| name.span);
        reader.clash(format!("`{name}` is a field of every document already"), span);
        return None;
    }
    let field_type = field_type(reader, table, span, facets)?;
    let audience = match reader.text(table, "audience").map(|word| word.parse::<Audience>()) {
        Some(Ok(audience)) => audience,
        None => Audience::Internal,
        Some(Err(error)) => {
            if let Some(node) = table.get("audience") {
                reader.bad_value(node, error.to_string(), "leave it out for `internal`");
            }
            Audience::Internal
        }
    };
    Some(FieldSpec {
        label: reader.text(table, "label").unwrap_or_else(|| label_of(&name)),
        description: reader.text(table, "description").unwrap_or_default(),
        field_type,
        list: reader.boolean(table, "list").unwrap_or(false),
        required: reader.boolean(table, "required").unwrap_or(false),
        filter: reader.boolean(table, "filter").unwrap_or(false),
        audience,
        name,
    })
}

fn field_type(reader: &mut Reader, table: &Table, span: Span, facets: &[Facet]) -> Option<FieldType> {
    if let Some(facet) = reader.text(table, "facet") {
        if facets.iter().any(|known| known.name == facet) {
            return Some(FieldType::Facet(facet, Vec::new()));
        }
        let help = suggestion::did_you_mean(&facet, facets.iter().map(|facet| facet.name.as_str()));
        let span = table.get("facet").map_or(span, |node| node.span);
        reader.unknown_name(format!("there is no facet `{facet}`"), help, span);
        return None;
    }
    let word = reader.text(table, "type").unwrap_or_else(|| "text".to_owned());
    Some(match word.as_str() {
        "text" => FieldType::Text,
        "markdown" => FieldType::Markdown,
        "integer" => FieldType::Integer,
        "number" => FieldType::Number,
        "boolean" => FieldType::Boolean,
        "date" => FieldType::Date,
        "duration" => FieldType::Duration,
        "money" => FieldType::Money,
        "document" => FieldType::Document(Vec::new()),
        "person" => FieldType::Person,
        "choice" => {
            let choices = reader.texts(table, "choices").unwrap_or_default();
            if choices.is_empty() {
                let node = table.get("choices").or_else(|| table.get("type"))?;
                reader.bad_value(node, "a choice has no `choices`", "add `choices = [\"…\", \"…\"]`");
                return None;
            }
            FieldType::Choice(choices.into_iter().map(|(choice, _)| choice).collect())
        }
        _ => {
            if let Some(node) = table.get("type") {
                let help = suggestion::did_you_mean(&word, TYPES);
                reader.bad_value(node, format!("`{word}` is no type of a field"), help);
            }
            return None;
        }
    })
}
