//! Checks a tree of values against tables of fields.
//!
//! Start at [`Reader::document`]. A value that isn't what its field takes is said and left out; all others stay.

mod scalar;

pub(super) use scalar::is_currency;

use super::{
    Config, FieldSpec, FieldType, Kind, kinds,
    node::{Entry, Node, NodeData, Syntax, Table},
    suggestion,
    value::{Data, Fields, Value},
};
use crate::diagnostics::{Code, Diagnostic, Span};

/// Reads the front matter of one document.
pub(super) struct Reader<'a> {
    /// Of the file, relative to the library's root.
    pub(super) path: &'a str,
    /// The whole file.
    pub(super) source: &'a str,
    /// How the front matter is written.
    pub(super) syntax: Syntax,
    /// What vocabularies and defaults there are.
    pub(super) config: &'a Config,
    /// What was found wrong so far.
    pub(super) findings: Vec<Diagnostic>,
}

/// The values of a document, sorted by the table that they belong to.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// Values of the fields that every document has, facets among them.
    pub(super) common: Fields,
    /// Values of the kind's own fields.
    pub(super) own: Fields,
    /// The library's own values.
    pub(super) extra: Fields,
}

impl Reader<'_> {
    /// Reads front matter for a kind; `block` is where a missing field is reported.
    pub(super) fn document(&mut self, table: &Table, common: &[FieldSpec], kind: &Kind, block: Span) -> Read {
        let mut read = Read::default();
        for entry in &table.entries {
            let key = entry.key.as_str();
            // A kind's own field goes before a facet of the same name: it says more.
            if let Some(spec) = kind.fields.iter().find(|spec| spec.name == key) {
                insert(&mut read.own, key, self.value(entry, spec));
            } else if let Some(spec) = common.iter().find(|spec| spec.name == key) {
                insert(&mut read.common, key, self.value(entry, spec));
            } else if kind.open {
                insert(&mut read.extra, key, entry.node.to_value());
            } else {
                self.unknown_field(entry, common.iter().chain(&kind.fields), Some(kind));
            }
        }
        if let Some(Value { data: Data::Table(values), .. }) = read.common.remove("extra") {
            read.extra.extend(values);
        }
        for spec in kind.fields.iter().filter(|spec| spec.required) {
            if table.get(&spec.name).is_none_or(is_blank) {
                self.missing_field(spec, block, &whole(kind));
            }
        }
        read
    }

    /// The value of a field; `None` where there is none or it's wrong, which is said then.
    fn value(&mut self, entry: &Entry, spec: &FieldSpec) -> Option<Value> {
        if is_blank(&entry.node) {
            return None;
        }
        if !spec.list {
            return self.single(&entry.node, spec);
        }
        let elements: &[Node] = match &entry.node.data {
            NodeData::List(nodes) => nodes,
            // `industry = "retail"` is as clear as a list of one.
            NodeData::Text(_) if matches!(spec.field_type, FieldType::Facet(..)) => std::slice::from_ref(&entry.node),
            _ => {
                self.wrong_type(&entry.node, spec);
                return None;
            }
        };
        let mut values = Vec::with_capacity(elements.len());
        for element in elements {
            values.extend(self.single(element, spec));
        }
        Some(Value { data: Data::List(values), span: entry.node.span })
    }

    /// One value, or one element of a list.
    fn single(&mut self, node: &Node, spec: &FieldSpec) -> Option<Value> {
        let data = match &spec.field_type {
            FieldType::Table(fields) => match &node.data {
                NodeData::Table(table) => Some(Data::Table(self.table(table, fields, node.span))),
                _ => self.wrong_type(node, spec),
            },
            FieldType::Values => match &node.data {
                NodeData::Table(table) => Some(Data::Table(table.to_fields())),
                _ => self.wrong_type(node, spec),
            },
            _ => self.scalar(node, spec),
        }?;
        Some(Value { data, span: node.span })
    }

    /// A table within front matter.
    fn table(&mut self, table: &Table, fields: &[FieldSpec], span: Span) -> Fields {
        let mut values = Fields::new();
        for entry in &table.entries {
            match fields.iter().find(|spec| spec.name == entry.key) {
                Some(spec) => insert(&mut values, &entry.key, self.value(entry, spec)),
                None => self.unknown_field(entry, fields.iter(), None),
            }
        }
        for spec in fields.iter().filter(|spec| spec.required) {
            if table.get(&spec.name).is_none_or(is_blank) {
                self.missing_field(spec, span, "this table");
            }
        }
        values
    }

    fn unknown_field<'f>(
        &mut self,
        entry: &Entry,
        known: impl Iterator<Item = &'f FieldSpec> + Clone,
        kind: Option<&Kind>,
    ) {
        let key = &entry.key;
        let (message, otherwise) = if let Some(kind) = kind {
            let place = match self.syntax {
                Syntax::Toml => "`[extra]`",
                Syntax::Yaml => "`extra:`",
            };
            (format!("{} has no field `{key}`", whole(kind)), format!("put the library's own values under {place}"))
        } else {
            let names = suggestion::one_of(known.clone().map(|spec| spec.name.as_str()));
            (format!("this table has no field `{key}`"), format!("its fields are {names}"))
        };
        let help = suggestion::nearest(key, known.map(|spec| spec.name.as_str()))
            .map_or(otherwise, |name| format!("did you mean `{name}`?"));
        self.find(Diagnostic::new(Code::UnknownField, message).label("unknown field").help(help), entry.key_span);
    }

    fn missing_field(&mut self, spec: &FieldSpec, span: Span, whole: &str) {
        let finding = Diagnostic::new(Code::MissingField, format!("`{}` is missing", spec.name))
            .label(format!("{whole} must have `{}`", spec.name))
            .help(format!("add `{}`", self.example(spec)));
        self.find(finding, span);
    }

    /// Says that a value is of the wrong type. Returns `None`, for brevity where it's called.
    fn wrong_type(&mut self, node: &Node, spec: &FieldSpec) -> Option<Data> {
        let expected = if spec.list && !matches!(node.data, NodeData::List(_)) {
            format!("a list of {}", plural(&spec.field_type))
        } else {
            singular(&spec.field_type)
        };
        let finding =
            Diagnostic::new(Code::WrongType, format!("`{}` must be {expected}, not {}", spec.name, node.description()))
                .label(format!("expected {expected}"))
                .help(format!("write it like `{}`", self.example(spec)));
        self.find(finding, node.span);
        None
    }

    /// How a field could be written.
    fn example(&self, spec: &FieldSpec) -> String {
        let value = self.example_value(&spec.field_type);
        let value = if spec.list { format!("[{value}]") } else { value };
        match self.syntax {
            Syntax::Toml => format!("{} = {value}", spec.name),
            Syntax::Yaml => format!("{}: {value}", spec.name),
        }
    }

    fn example_value(&self, field_type: &FieldType) -> String {
        let pair = |key: &str, value: String| match self.syntax {
            Syntax::Toml => format!("{key} = {value}"),
            Syntax::Yaml => format!("{key}: {value}"),
        };
        let quoted = |text: &str| match self.syntax {
            Syntax::Toml => format!("\"{text}\""),
            Syntax::Yaml => text.to_owned(),
        };
        match field_type {
            FieldType::Text | FieldType::Markdown => "\"…\"".to_owned(),
            FieldType::Integer => "3".to_owned(),
            FieldType::Number => "2.5".to_owned(),
            FieldType::Boolean => "true".to_owned(),
            FieldType::Date => "2026-11-22".to_owned(),
            FieldType::Duration => quoted("90d"),
            FieldType::Money | FieldType::Cost => {
                let amount = pair("amount", "1200".to_owned());
                format!("{{ {amount}, {} }}", pair("currency", quoted(&self.config.currency)))
            }
            FieldType::Document(_) => quoted("path/of/a/document"),
            FieldType::Person => quoted("jane@example.com"),
            FieldType::Choice(words) => quoted(words.first().map_or("…", String::as_str)),
            FieldType::Facet(name, others) => {
                let declared = self.config.facet(name).and_then(|facet| facet.values.first());
                quoted(declared.map(|value| value.id.as_str()).or(others.first().map(String::as_str)).unwrap_or("…"))
            }
            FieldType::Table(fields) => {
                let required = fields.iter().filter(|field| field.required);
                let pairs: Vec<String> =
                    required.map(|field| pair(&field.name, self.example_value(&field.field_type))).collect();
                format!("{{ {} }}", pairs.join(", "))
            }
            FieldType::Values => format!("{{ {} }}", pair("key", quoted("value"))),
        }
    }

    fn find(&mut self, finding: Diagnostic, span: Span) {
        self.findings.push(finding.at(self.path, span));
    }
}

/// What has the fields of a kind, in words.
fn whole(kind: &Kind) -> String {
    if kind.name == kinds::ASSET { "a sidecar".to_owned() } else { format!("a document of kind `{}`", kind.name) }
}

fn insert(fields: &mut Fields, key: &str, value: Option<Value>) {
    if let Some(value) = value {
        fields.insert(key.to_owned(), value);
    }
}

/// Whether nothing is said by it.
fn is_blank(node: &Node) -> bool {
    match &node.data {
        NodeData::Null => true,
        NodeData::Text(text) => text.trim().is_empty(),
        NodeData::List(nodes) => nodes.is_empty(),
        _ => false,
    }
}

fn singular(field_type: &FieldType) -> String {
    match field_type {
        FieldType::Text | FieldType::Markdown => "text",
        FieldType::Integer => "a whole number",
        FieldType::Number => "a number",
        FieldType::Boolean => "`true` or `false`",
        FieldType::Date => "a date",
        FieldType::Duration => "a length of time",
        FieldType::Money => "an amount",
        FieldType::Cost => "an amount or hours",
        FieldType::Document(_) => "the id of a document",
        FieldType::Person => "a person",
        FieldType::Choice(words) => {
            return format!("one of {}", suggestion::one_of(words.iter().map(String::as_str)));
        }
        FieldType::Facet(name, _) => return format!("a value of the facet `{name}`"),
        FieldType::Table(_) | FieldType::Values => "a table",
    }
    .to_owned()
}

fn plural(field_type: &FieldType) -> String {
    match field_type {
        FieldType::Text | FieldType::Markdown => "texts",
        FieldType::Integer => "whole numbers",
        FieldType::Number => "numbers",
        FieldType::Boolean => "`true` and `false`",
        FieldType::Date => "dates",
        FieldType::Duration => "lengths of time",
        FieldType::Money | FieldType::Cost => "amounts",
        FieldType::Document(_) => "ids of documents",
        FieldType::Person => "persons",
        FieldType::Choice(words) => return suggestion::one_of(words.iter().map(String::as_str)),
        FieldType::Facet(name, _) => return format!("values of the facet `{name}`"),
        FieldType::Table(_) | FieldType::Values => "tables",
    }
    .to_owned()
}
