//! TOML → a tree with places.

use toml::de::{DeTable, DeValue};

use super::{MAX_DEPTH, Parsed, Problem};
use crate::{
    diagnostics::Span,
    library::node::{Entry, Node, NodeData, Table, parse_date},
};

/// Reads TOML, keeping what can be read where something is wrong. `offset` is added to all places.
pub(in crate::library) fn parse(text: &str, offset: usize) -> Parsed {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut converter = Converter { offset, problems: Vec::new() };
    for error in &errors {
        let span = Span::from(error.span().unwrap_or_default()).shifted(offset);
        converter.problems.push(Problem::new(error.message(), span));
    }
    let table = converter.table(table.get_ref(), 0);
    let Converter { mut problems, .. } = converter;
    name_duplicates(&mut problems, text, offset);
    Parsed { table, problems }
}

/// The parser points at a key that is there twice, but says neither its name nor where it was first.
fn name_duplicates(problems: &mut [Problem], text: &str, offset: usize) {
    for problem in problems.iter_mut().filter(|problem| problem.message == "duplicate key") {
        let local = problem.span.start.saturating_sub(offset)..problem.span.end.saturating_sub(offset);
        let Some(key) = text.get(local.clone()) else { continue };
        problem.message = format!("`{key}` is there twice");
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let indent = line.len() - line.trim_start().len();
            let rest = line.trim_start().trim_start_matches('[');
            let key_start = start + indent + (line.trim_start().len() - rest.len());
            if key_start >= local.start {
                break;
            }
            if rest.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(['=', ']', '.'])) {
                problem.first = Some(Span { start: key_start, end: key_start + key.len() }.shifted(offset));
            }
            start += line.len();
        }
    }
}

struct Converter {
    offset: usize,
    problems: Vec<Problem>,
}

impl Converter {
    fn table(&mut self, table: &DeTable<'_>, depth: usize) -> Table {
        let mut entries: Vec<Entry> = table
            .iter()
            .map(|(key, value)| Entry {
                key: key.get_ref().to_string(),
                key_span: Span::from(key.span()).shifted(self.offset),
                node: self.node(value.get_ref(), value.span().into(), depth + 1),
            })
            .collect();
        // The parser's map is in the order of the alphabet; authors mean theirs.
        entries.sort_by_key(|entry| entry.key_span);
        Table { entries }
    }

    fn node(&mut self, value: &DeValue<'_>, span: Span, depth: usize) -> Node {
        let span = span.shifted(self.offset);
        if depth > MAX_DEPTH {
            self.problems.push(Problem::new(format!("values nest deeper than {MAX_DEPTH} levels"), span));
            return Node { span, data: NodeData::Null };
        }
        let data = match value {
            DeValue::String(text) => NodeData::Text(text.to_string()),
            DeValue::Integer(integer) => match i64::from_str_radix(integer.as_str(), integer.radix()) {
                Ok(number) => NodeData::Integer(number),
                Err(_) => return self.too_large(span),
            },
            DeValue::Float(float) => match float.as_str().parse() {
                Ok(number) => NodeData::Number(number),
                Err(_) => return self.too_large(span),
            },
            DeValue::Boolean(truth) => NodeData::Boolean(*truth),
            DeValue::Datetime(time) => {
                let text = time.to_string();
                parse_date(&text).map_or(NodeData::Text(text), NodeData::Date)
            }
            DeValue::Array(array) => NodeData::List(
                array.iter().map(|element| self.node(element.get_ref(), element.span().into(), depth + 1)).collect(),
            ),
            DeValue::Table(table) => NodeData::Table(self.table(table, depth)),
        };
        Node { span, data }
    }

    fn too_large(&mut self, span: Span) -> Node {
        self.problems.push(Problem::new("this number is too large", span));
        Node { span, data: NodeData::Null }
    }
}
