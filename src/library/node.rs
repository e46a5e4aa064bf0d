//! A tree of values with places: what both TOML and YAML become before anybody asks what the values mean.
//!
//! `front_matter` makes it, and so does the reader of `fieldbook.toml`; `reader` and `config` check it.

use jiff::civil::Date;

use super::value::{Data, Fields, Value};
use crate::diagnostics::Span;

/// How a tree was written; messages show examples in the same syntax.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Syntax {
    Toml,
    Yaml,
}

/// A value and its place in the file.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    pub(super) span: Span,
    pub(super) data: NodeData,
}

/// What stands at a [`Node`].
#[derive(Clone, Debug, PartialEq)]
pub(super) enum NodeData {
    /// YAML's `null`, or nothing after the colon: as if the key weren't there.
    Null,
    Text(String),
    Integer(i64),
    Number(f64),
    Boolean(bool),
    Date(Date),
    List(Vec<Node>),
    Table(Table),
}

/// Entries in the order of the file; keys are unique.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Table {
    pub(super) entries: Vec<Entry>,
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) key_span: Span,
    pub(super) node: Node,
}

impl Table {
    /// The value at a key.
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        self.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.node)
    }
}

impl Node {
    /// What it is, in words for messages.
    pub(super) fn description(&self) -> &'static str {
        match &self.data {
            NodeData::Null => "empty",
            NodeData::Text(_) => "text",
            NodeData::Integer(_) => "a whole number",
            NodeData::Number(_) => "a number",
            NodeData::Boolean(true) => "`true`",
            NodeData::Boolean(false) => "`false`",
            NodeData::Date(_) => "a date",
            NodeData::List(_) => "a list",
            NodeData::Table(_) => "a table",
        }
    }

    /// Its text, if it is text.
    pub(super) fn as_text(&self) -> Option<&str> {
        match &self.data {
            NodeData::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Its table, if it is one.
    pub(super) fn as_table(&self) -> Option<&Table> {
        match &self.data {
            NodeData::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The value as it is, for the library's own values, of which no table says what they must be.
    pub(super) fn to_value(&self) -> Option<Value> {
        let data = match &self.data {
            NodeData::Null => return None,
            NodeData::Text(text) => Data::Text(text.clone()),
            NodeData::Integer(number) => Data::Integer(*number),
            NodeData::Number(number) => Data::Number(*number),
            NodeData::Boolean(truth) => Data::Boolean(*truth),
            NodeData::Date(date) => Data::Date(*date),
            NodeData::List(nodes) => Data::List(nodes.iter().filter_map(Self::to_value).collect()),
            NodeData::Table(table) => Data::Table(table.to_fields()),
        };
        Some(Value { data, span: self.span })
    }
}

impl Table {
    /// The values as they are.
    pub(super) fn to_fields(&self) -> Fields {
        self.entries.iter().filter_map(|entry| Some((entry.key.clone(), entry.node.to_value()?))).collect()
    }
}

/// The day at the beginning of `text`: `2026-11-22`, or a time on that day.
pub(super) fn parse_date(text: &str) -> Option<Date> {
    let (day, rest) = text.split_at_checked(10)?;
    if !(rest.is_empty() || rest.starts_with(['T', 't', ' '])) {
        return None;
    }
    let mut parts = day.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || [year, month, day].map(str::len) != [4, 2, 2] {
        return None;
    }
    Date::new(digits(year)?, digits(month)?, digits(day)?).ok()
}

fn digits<N: std::str::FromStr>(text: &str) -> Option<N> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_a_day_that_exists_with_or_without_a_time() {
        let day = jiff::civil::date(2026, 11, 22);
        assert_eq!(parse_date("2026-11-22"), Some(day));
        assert_eq!(parse_date("2026-11-22T08:00:00Z"), Some(day));
        assert_eq!(parse_date("2026-11-22 08:00"), Some(day));
        for wrong in ["2026-02-30", "2026-1-2", "2026-11-22x", "+026-11-22", "", "äöüßäöüßäö", "2026-11-2é"]
        {
            assert_eq!(parse_date(wrong), None, "{wrong}");
        }
    }
}
