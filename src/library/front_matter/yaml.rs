//! YAML → a tree with places, by the events of a parser of YAML 1.2.
//!
//! Anchors and merge keys are followed, within a bound on the size of the whole; what comes after a syntax error is
//! lost, what came before at the top level is kept.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, StrInput, Tag};

use super::{MAX_DEPTH, Parsed, Problem};
use crate::{
    diagnostics::Span,
    library::node::{Entry, Node, NodeData, Table, parse_date},
};

/// How many values front matter may hold, aliases written out, so that a few lines can't fill the memory.
const MAX_NODES: usize = 20_000;

/// Reads YAML. `offset` is added to all places.
pub(super) fn parse(text: &str, offset: usize) -> Parsed {
    let parsed = parse_strictly(text, offset);
    if parsed.problems.is_empty() {
        return parsed;
    }
    // Most parsers take a closing bracket that isn't indented, so people write it. As the end of the line before, where
    // it stands at the same byte, it's valid.
    let bent = text.replace("\r\n]", "  ]").replace("\n]", " ]").replace("\r\n}", "  }").replace("\n}", " }");
    if bent == text {
        return parsed;
    }
    let again = parse_strictly(&bent, offset);
    if again.problems.is_empty() { again } else { parsed }
}

fn parse_strictly(text: &str, offset: usize) -> Parsed {
    let mut builder = Builder {
        parser: Parser::new_from_str(text),
        places: Places::new(text, offset),
        anchors: BTreeMap::new(),
        nodes: 0,
        problems: Vec::new(),
    };
    let mut table = Table::default();
    if let Err(problem) = builder.document(&mut table) {
        builder.problems.push(problem);
    }
    Parsed { table, problems: builder.problems }
}

struct Builder<'s> {
    parser: Parser<'s, StrInput<'s>>,
    places: Places,
    anchors: BTreeMap<usize, Node>,
    nodes: usize,
    problems: Vec<Problem>,
}

impl<'s> Builder<'s> {
    /// Reads the one document that front matter is, filling `table` as far as it goes.
    fn document(&mut self, table: &mut Table) -> Result<(), Problem> {
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::Nothing | Event::StreamStart | Event::DocumentStart(_) => {}
                // Nothing but comments.
                Event::StreamEnd | Event::DocumentEnd => return Ok(()),
                Event::MappingStart(..) => break,
                // A document with nothing in it is an empty scalar.
                Event::Scalar(text, ScalarStyle::Plain, ..) if text.is_empty() => return Ok(()),
                _ => return Err(Problem::new("these are no `key: value` lines", span)),
            }
        }
        self.mapping(table, 0)?;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => return Ok(()),
                Event::DocumentEnd => {}
                _ => return Err(Problem::new("the front matter ends before this", span)),
            }
        }
    }

    /// Reads entries up to the end of the mapping; returns the place of that.
    fn mapping(&mut self, table: &mut Table, depth: usize) -> Result<Span, Problem> {
        let mut merged = Vec::new();
        loop {
            let (event, span) = self.next()?;
            let key = match event {
                Event::MappingEnd => {
                    // What the table says itself goes first, wherever the merge key stands.
                    for node in merged {
                        merge(table, node);
                    }
                    return Ok(span);
                }
                Event::Scalar(key, ..) => key.into_owned(),
                _ => return Err(Problem::new("a key must be a word", span)),
            };
            let node = self.node(depth + 1)?;
            if key == "<<" {
                merged.push(node);
                continue;
            }
            if let Some(first) = table.entries.iter().find(|entry| entry.key == key) {
                let first = Some(first.key_span);
                self.problems.push(Problem { message: format!("`{key}` is there twice"), span, first });
            } else {
                table.entries.push(Entry { key, key_span: span, node });
            }
        }
    }

    fn node(&mut self, depth: usize) -> Result<Node, Problem> {
        let (event, span) = self.next()?;
        self.count(1, span)?;
        if depth > MAX_DEPTH {
            return Err(Problem::new(format!("values nest deeper than {MAX_DEPTH} levels"), span));
        }
        let (node, anchor) = match event {
            Event::Scalar(text, style, anchor, tag) => {
                let is_text = style != ScalarStyle::Plain || tag.is_some_and(|tag| is_string(&tag));
                let data = if is_text { NodeData::Text(text.into_owned()) } else { plain(&text) };
                (Node { span, data }, anchor)
            }
            Event::SequenceStart(anchor, _) => (self.sequence(span, depth)?, anchor),
            Event::MappingStart(anchor, _) => {
                let mut table = Table::default();
                let end = self.mapping(&mut table, depth)?;
                let last = table.entries.last().map(|entry| entry.node.span);
                let first = table.entries.first().map(|entry| entry.key_span);
                (Node { span: whole(span, first, last, end), data: NodeData::Table(table) }, anchor)
            }
            Event::Alias(anchor) => {
                // It keeps the place where it was written out, since that is where it's mended.
                let Some(node) = self.anchors.get(&anchor).cloned() else {
                    return Err(Problem::new("this alias has no anchor before it", span));
                };
                self.count(size(&node), span)?;
                return Ok(node);
            }
            _ => return Err(Problem::new("a value is missing", span)),
        };
        if anchor > 0 {
            self.anchors.insert(anchor, node.clone());
        }
        Ok(node)
    }

    fn sequence(&mut self, start: Span, depth: usize) -> Result<Node, Problem> {
        let mut nodes: Vec<Node> = Vec::new();
        loop {
            // Peeking is what tells the end of a sequence from another element.
            if let Some(Ok((Event::SequenceEnd, _))) = self.parser.peek() {
                let (_, end) = self.next()?;
                let span = whole(start, nodes.first().map(|node| node.span), nodes.last().map(|node| node.span), end);
                return Ok(Node { span, data: NodeData::List(nodes) });
            }
            nodes.push(self.node(depth + 1)?);
        }
    }

    fn next(&mut self) -> Result<(Event<'s>, Span), Problem> {
        match self.parser.next_event() {
            Some(Ok((event, span))) => Ok((event, self.places.span(span))),
            Some(Err(error)) => Err(self.syntax(&error)),
            None => Ok((Event::StreamEnd, Span::default())),
        }
    }

    fn syntax(&self, error: &ScanError) -> Problem {
        let start = self.places.byte(error.marker().index());
        Problem::new(error.info(), Span { start, end: start })
    }

    fn count(&mut self, nodes: usize, span: Span) -> Result<(), Problem> {
        self.nodes += nodes;
        if self.nodes > MAX_NODES {
            return Err(Problem::new(format!("front matter holds at most {MAX_NODES} values"), span));
        }
        Ok(())
    }
}

/// From the first to the last of what a collection holds; an empty or bracketed one is all between its marks.
fn whole(start: Span, first: Option<Span>, last: Option<Span>, end: Span) -> Span {
    let bracketed = start.end > start.start && end.end > end.start;
    match (first, last) {
        (Some(first), Some(last)) if !bracketed => Span { start: first.start.min(start.start), end: last.end },
        _ => Span { start: start.start, end: end.end.max(start.end) },
    }
}

/// Adds the entries of a merged table that aren't there.
fn merge(table: &mut Table, node: Node) {
    let merged = match node.data {
        NodeData::Table(merged) => vec![merged],
        NodeData::List(nodes) => nodes
            .into_iter()
            .filter_map(|node| match node.data {
                NodeData::Table(merged) => Some(merged),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    };
    for entry in merged.into_iter().flat_map(|table| table.entries) {
        if table.get(&entry.key).is_none() {
            table.entries.push(entry);
        }
    }
}

fn size(node: &Node) -> usize {
    1 + match &node.data {
        NodeData::List(nodes) => nodes.iter().map(size).sum(),
        NodeData::Table(table) => table.entries.iter().map(|entry| size(&entry.node)).sum(),
        _ => 0,
    }
}

fn is_string(tag: &Tag) -> bool {
    tag.is_yaml_core_schema() && tag.suffix == "str"
}

/// What a scalar without quotes means, by the core schema of YAML 1.2 and with dates.
fn plain(text: &str) -> NodeData {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return NodeData::Null,
        "true" | "True" | "TRUE" => return NodeData::Boolean(true),
        "false" | "False" | "FALSE" => return NodeData::Boolean(false),
        _ => {}
    }
    let begins_as_number = text.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first));
    if !begins_as_number {
        return NodeData::Text(text.to_owned());
    }
    let integer = match text.get(..2) {
        Some("0x") => text.get(2..).and_then(|digits| i64::from_str_radix(digits, 16).ok()),
        Some("0o") => text.get(2..).and_then(|digits| i64::from_str_radix(digits, 8).ok()),
        _ => text.parse().ok(),
    };
    if let Some(number) = integer {
        return NodeData::Integer(number);
    }
    if let Some(date) = parse_date(text) {
        return NodeData::Date(date);
    }
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() => NodeData::Number(number),
        _ => NodeData::Text(text.to_owned()),
    }
}

/// Turns the parser's places, which count characters, into bytes of the file.
struct Places {
    offset: usize,
    /// Byte of each character, where the text isn't ASCII.
    bytes: Option<Vec<usize>>,
    length: usize,
}

impl Places {
    fn new(text: &str, offset: usize) -> Self {
        let bytes = (!text.is_ascii()).then(|| text.char_indices().map(|(byte, _)| byte).collect());
        Self { offset, bytes, length: text.len() }
    }

    fn byte(&self, character: usize) -> usize {
        let byte = match &self.bytes {
            Some(bytes) => bytes.get(character).copied().unwrap_or(self.length),
            None => character.min(self.length),
        };
        byte + self.offset
    }

    fn span(&self, span: saphyr_parser::Span) -> Span {
        let start = self.byte(span.start.index());
        Span { start, end: self.byte(span.end.index()).max(start) }
    }
}
