//! A JSON Schema (2020-12) of front matter, for editors: made of the same tables that documents are checked against.

use serde_json::{Map, Value, json};

use super::{Config, FieldSpec, FieldType, Kind, Kinds, kinds};

/// The schema of one kind's front matter, or of that of any kind.
///
/// `kind` is one of `all`; facets and currency are those of `config`.
pub fn schema(config: &Config, all: &Kinds, kind: Option<&Kind>) -> Value {
    let common = kinds::common_fields(&config.facets, all.iter().map(|kind| kind.name.clone()).collect());
    let maker = Maker { config, common };
    let mut schema = kind.map_or_else(|| maker.any(all), |kind| maker.kind(kind));
    schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    Value::Object(schema)
}

struct Maker<'a> {
    config: &'a Config,
    common: Vec<FieldSpec>,
}

impl Maker<'_> {
    /// The schema of any kind's front matter: that of one of them.
    fn any(&self, all: &Kinds) -> Map<String, Value> {
        let definitions: Map<String, Value> =
            all.iter().map(|kind| (kind.name.clone(), Value::Object(self.kind(kind)))).collect();
        let references: Vec<Value> =
            all.iter().map(|kind| json!({ "$ref": format!("#/$defs/{}", kind.name) })).collect();
        let mut schema = Map::new();
        schema.insert("title".to_owned(), json!(format!("Front matter of {}", self.config.name)));
        schema.insert("anyOf".to_owned(), Value::Array(references));
        schema.insert("$defs".to_owned(), Value::Object(definitions));
        schema
    }

    fn kind(&self, kind: &Kind) -> Map<String, Value> {
        // As in reading, a kind's own field goes before a common one of the same name.
        let own = |name: &str| kind.fields.iter().any(|spec| spec.name == name);
        let fields: Vec<&FieldSpec> = self.common.iter().filter(|spec| !own(&spec.name)).chain(&kind.fields).collect();
        let mut schema = self.table(&fields, kind.open);
        schema.insert("title".to_owned(), json!(kind.label));
        if !kind.description.is_empty() {
            schema.insert("description".to_owned(), json!(kind.description));
        }
        if let Some(property) = schema.get_mut("properties").and_then(|properties| properties.get_mut("kind")) {
            *property = json!({ "const": kind.name, "description": property.get("description") });
        }
        schema
    }

    fn table(&self, fields: &[&FieldSpec], open: bool) -> Map<String, Value> {
        let properties: Map<String, Value> = fields.iter().map(|spec| (spec.name.clone(), self.field(spec))).collect();
        let required: Vec<&str> = fields.iter().filter(|spec| spec.required).map(|spec| spec.name.as_str()).collect();
        let mut schema = Map::new();
        schema.insert("type".to_owned(), json!("object"));
        schema.insert("properties".to_owned(), Value::Object(properties));
        if !required.is_empty() {
            schema.insert("required".to_owned(), json!(required));
        }
        schema.insert("additionalProperties".to_owned(), json!(open));
        schema
    }

    fn field(&self, spec: &FieldSpec) -> Value {
        let one = self.value(&spec.field_type);
        let mut schema = if spec.list {
            let list = json!({ "type": "array", "items": one });
            // A single value of a facet may stand without brackets.
            if matches!(spec.field_type, FieldType::Facet(..)) { json!({ "anyOf": [one, list] }) } else { list }
        } else {
            one
        };
        if let Some(schema) = schema.as_object_mut()
            && !spec.description.is_empty()
        {
            schema.insert("description".to_owned(), json!(spec.description));
        }
        schema
    }

    fn value(&self, field_type: &FieldType) -> Value {
        match field_type {
            FieldType::Text | FieldType::Markdown | FieldType::Person => json!({ "type": "string" }),
            FieldType::Document(kinds) if kinds.is_empty() => json!({ "type": "string" }),
            FieldType::Document(kinds) => {
                json!({ "type": "string", "$comment": format!("the id of a document of kind {}", kinds.join(" or ")) })
            }
            FieldType::Integer => json!({ "type": "integer" }),
            FieldType::Number => json!({ "type": "number" }),
            FieldType::Boolean => json!({ "type": "boolean" }),
            FieldType::Date => json!({ "type": "string", "format": "date" }),
            FieldType::Duration => json!({ "type": "string", "pattern": "^[0-9]+[dwmy]$" }),
            FieldType::Money => self.money(),
            FieldType::Cost => {
                let hours = json!({
                    "type": "object",
                    "properties": { "hours": { "type": "number", "minimum": 0 } },
                    "required": ["hours"],
                    "additionalProperties": false,
                });
                json!({ "anyOf": [self.money(), hours] })
            }
            FieldType::Choice(words) => json!({ "enum": words }),
            FieldType::Facet(name, others) => {
                let declared = self.config.facet(name).map(|facet| facet.values.as_slice()).unwrap_or_default();
                let words: Vec<&str> =
                    declared.iter().map(|value| value.id.as_str()).chain(others.iter().map(String::as_str)).collect();
                json!({ "enum": words })
            }
            FieldType::Table(fields) => Value::Object(self.table(&fields.iter().collect::<Vec<_>>(), false)),
            FieldType::Values => json!({ "type": "object" }),
        }
    }

    fn money(&self) -> Value {
        json!({
            "type": "object",
            "properties": {
                "amount": { "type": "number", "minimum": 0 },
                "currency": { "type": "string", "pattern": "^[A-Z]{3}$", "default": self.config.currency },
            },
            "required": ["amount"],
            "additionalProperties": false,
        })
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::library::config;

    const CONFIG: &str = r#"
        [facets.industry]
        values = ["retail", "healthcare"]
        [[kinds.own]]
        name = "battle-plan"
        fields = [{ name = "quarter", required = true }, { name = "target", type = "money" }]
    "#;

    fn settings() -> config::Settings {
        let settings = config::read(Some(CONFIG), std::env::temp_dir().as_path());
        assert!(settings.findings.iter().all(|finding| finding.message.contains("no folder")));
        settings
    }

    #[test]
    fn the_schema_of_every_kind_has_every_field_and_demands_the_required_ones() {
        let settings = settings();
        for kind in &settings.kinds {
            let schema = schema(&settings.config, &settings.kinds, Some(kind));
            let properties = schema["properties"].as_object().unwrap();
            for key in kinds::COMMON_KEYS {
                assert!(properties.contains_key(key), "{}: {key}", kind.name);
            }
            for field in &kind.fields {
                assert!(properties.contains_key(&field.name), "{}: {}", kind.name, field.name);
                let required = schema["required"].as_array().is_some_and(|names| names.contains(&json!(field.name)));
                assert_eq!(required, field.required, "{}: {}", kind.name, field.name);
            }
            assert_eq!(schema["additionalProperties"], json!(kind.name == "page"));
            assert_eq!(properties["kind"]["const"], json!(kind.name));
        }
    }

    #[test]
    fn vocabularies_of_the_library_are_in_its_schema() {
        let settings = settings();
        let schema = schema(&settings.config, &settings.kinds, None);
        let plan = &schema["$defs"]["battle-plan"];
        assert_eq!(plan["required"], json!(["quarter"]));
        let industry = json!({ "enum": ["retail", "healthcare"] });
        assert_eq!(plan["properties"]["industry"]["anyOf"][0], industry);
        assert_eq!(schema["$defs"]["swot"]["properties"]["subject"]["enum"], json!(["self", "no-decision"]));
        assert_eq!(schema["anyOf"].as_array().unwrap().len(), settings.kinds.iter().count());
    }
}
