//! Vouching for a document: setting `reviewed` and `reviewed_by` in its front matter, and changing no other byte.
//!
//! [`vouch`] is a function from text to text. A value that is there is replaced where it stands, in the quotes that it
//! has; one that isn't comes after the other top-level fields; a file without front matter gets one.

use jiff::civil::Date;

use super::{
    edit::{EditError, apply, line_end, read, text_value, unterminated},
    front_matter::{self, Block},
    node::{Entry, NodeData, Syntax},
};
use crate::diagnostics::Span;

/// The text of a document with `reviewed` and `reviewed_by` set to these values.
pub fn vouch(source: &str, reviewed: Date, by: &str) -> Result<String, EditError> {
    let split = front_matter::split(source);
    unterminated(source, &split)?;
    let Some(block) = split.block else {
        return Ok(with_new_front_matter(source, reviewed, by));
    };
    let table = read(source, &block)?;
    let values = Values { syntax: block.syntax, reviewed, by };
    let mut edits: Vec<(Span, String)> = Vec::new();
    let mut missing: Vec<&str> = Vec::new();
    for field in ["reviewed", "reviewed_by"] {
        match table.entries.iter().find(|entry| entry.key == field) {
            Some(entry) => edits.push(values.replacement(source, entry, field)),
            None => missing.push(field),
        }
    }
    if !missing.is_empty() {
        edits.push(values.insertion(source, &block, &missing)?);
    }
    let edited = apply(source, edits);
    if holds(&edited, reviewed, by) { Ok(edited) } else { Err(EditError::NoPlace) }
}

fn with_new_front_matter(source: &str, reviewed: Date, by: &str) -> String {
    let start = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let end = line_end(source, 0);
    let values = Values { syntax: Syntax::Toml, reviewed, by };
    let fields = values.lines(&["reviewed", "reviewed_by"], "", end);
    apply(source, vec![(Span { start, end: start }, format!("+++{end}{fields}+++{end}{end}"))])
}

/// Whether a text says what it was edited to say.
fn holds(source: &str, reviewed: Date, by: &str) -> bool {
    let Some(block) = front_matter::split(source).block else { return false };
    let (table, problems) = front_matter::parse(&block, "");
    let date = table.get("reviewed").is_some_and(|node| match &node.data {
        NodeData::Date(date) => *date == reviewed,
        NodeData::Text(text) => *text == reviewed.to_string(),
        _ => false,
    });
    problems.is_empty() && date && table.get("reviewed_by").and_then(|node| node.as_text()) == Some(by)
}

/// The values to set, in the syntax of the front matter.
#[derive(Clone, Copy)]
struct Values<'a> {
    syntax: Syntax,
    reviewed: Date,
    by: &'a str,
}

impl Values<'_> {
    /// What to put in the place of an existing value.
    fn replacement(self, source: &str, entry: &Entry, field: &str) -> (Span, String) {
        let span = entry.node.span;
        let old = source.get(span.start..span.end).unwrap_or_default();
        if entry.node.data == NodeData::Null && old.trim().is_empty() {
            // YAML with nothing after the colon.
            let after_key = source.get(entry.key_span.end..).unwrap_or_default();
            let colon = entry.key_span.end + after_key.find(':').map_or(0, |at| at + 1);
            return (Span { start: colon, end: colon }, format!(" {}", self.value(field, None)));
        }
        let quote = old.chars().next().filter(|first| ['"', '\''].contains(first));
        (span, self.value(field, quote))
    }

    /// Where and what to insert for fields that aren't there.
    fn insertion(self, source: &str, block: &Block<'_>, fields: &[&str]) -> Result<(Span, String), EditError> {
        let end = line_end(source, block.opening.start);
        let (place, indent) = match self.syntax {
            Syntax::Toml => (block.start + after_top_level(block.text), ""),
            Syntax::Yaml => (block.start + block.text.len(), yaml_indent(block.text)?),
        };
        Ok((Span { start: place, end: place }, self.lines(fields, indent, end)))
    }

    fn lines(self, fields: &[&str], indent: &str, end: &str) -> String {
        let separator = match self.syntax {
            Syntax::Toml => " = ",
            Syntax::Yaml => ": ",
        };
        fields
            .iter()
            .flat_map(|field| [indent, field, separator, &self.value(field, None), end].map(str::to_owned))
            .collect()
    }

    /// A value, in these quotes if it had some.
    fn value(self, field: &str, quote: Option<char>) -> String {
        if field == "reviewed" {
            let quote = quote.map(String::from).unwrap_or_default();
            return format!("{quote}{}{quote}", self.reviewed);
        }
        text_value(self.syntax, self.by, quote)
    }
}

/// Where a new top-level field of TOML can stand: after the line of the last one, which is before the first `[table]`.
fn after_top_level(text: &str) -> usize {
    let Ok(document) = toml_edit::Document::parse(text) else { return 0 };
    let last = last_value_end(document.as_table());
    let Some(last) = last else { return 0 };
    text.get(last..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| last + end + 1)
}

/// Where the last value ends that isn't under a `[table]`.
fn last_value_end(table: &toml_edit::Table) -> Option<usize> {
    let ends = table.iter().filter_map(|(_, item)| match item {
        toml_edit::Item::Value(value) => end_of_value(value),
        toml_edit::Item::Table(table) if table.is_dotted() => last_value_end(table),
        _ => None,
    });
    ends.max()
}

fn end_of_value(value: &toml_edit::Value) -> Option<usize> {
    match value {
        // `cost.amount = 1` makes an inline table without a place of its own.
        toml_edit::Value::InlineTable(table) if table.is_dotted() => {
            table.iter().filter_map(|(_, value)| end_of_value(value)).max()
        }
        value => value.span().map(|span| span.end),
    }
}

/// The indent of the top-level keys of YAML.
fn yaml_indent(text: &str) -> Result<&str, EditError> {
    let is_field = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let Some(first) = text.lines().find(is_field) else { return Ok("") };
    let content = first.trim_start();
    if content.starts_with('{') {
        return Err(EditError::NoPlace);
    }
    Ok(&first[..first.len() - content.len()])
}

#[cfg(test)]
mod tests;
