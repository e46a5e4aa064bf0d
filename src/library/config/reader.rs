//! Reads typed values out of the tables of `fieldbook.toml`, saying what isn't as it must be.

use super::FILE;
use crate::{
    diagnostics::{Code, Diagnostic, Span},
    library::{
        duration,
        node::{Node, NodeData, Table},
        suggestion,
    },
};

/// Bytes in a megabyte, as browsers, file managers and people count.
pub(super) const MEGABYTE: u64 = 1_000_000;

/// Collects the findings on the file.
#[derive(Default)]
pub(super) struct Reader {
    pub(super) findings: Vec<Diagnostic>,
}

impl Reader {
    /// Adds a finding at a place in the file.
    pub(super) fn find(&mut self, finding: Diagnostic, span: Span) {
        self.findings.push(finding.at(FILE, span));
    }

    /// Says that a value of the right type can't be used.
    pub(super) fn bad_value(&mut self, node: &Node, message: impl Into<String>, help: impl Into<String>) {
        self.find(Diagnostic::new(Code::ConfigBadValue, message).label("can't be used").help(help), node.span);
    }

    /// Says that something that must be unique is there again.
    pub(super) fn duplicate(&mut self, message: impl Into<String>, again: Span, first: Span) {
        let finding = Diagnostic::new(Code::ConfigDuplicate, message)
            .label("here again")
            .help("keep one of the two")
            .related(FILE, first, "first here");
        self.find(finding, again);
    }

    /// Says that a name is taken.
    pub(super) fn clash(&mut self, message: impl Into<String>, span: Span) {
        let finding = Diagnostic::new(Code::ConfigNameClash, message).label("taken").help("choose another name");
        self.find(finding, span);
    }

    /// Says that something isn't there which is referred to.
    pub(super) fn unknown_name(&mut self, message: impl Into<String>, help: impl Into<String>, span: Span) {
        self.find(Diagnostic::new(Code::ConfigUnknownName, message).label("not there").help(help), span);
    }

    /// Says which keys of a table aren't known; `name` is the table's, empty for the file as a whole.
    pub(super) fn only_keys(&mut self, table: &Table, name: &str, known: &[&str]) {
        for entry in table.entries.iter().filter(|entry| !known.contains(&entry.key.as_str())) {
            let message = if name.is_empty() {
                format!("`{}` is no key of `{FILE}`", entry.key)
            } else {
                format!("`{}` is no key of `{name}`", entry.key)
            };
            let help = suggestion::did_you_mean(&entry.key, known.iter().copied());
            let finding = Diagnostic::new(Code::ConfigUnknownKey, message).label("unknown key").help(help);
            self.find(finding, entry.key_span);
        }
    }

    /// The text at a key, unless it's blank.
    pub(super) fn text(&mut self, table: &Table, key: &str) -> Option<String> {
        let node = table.get(key)?;
        let Some(text) = node.as_text() else { return self.wrong_type(key, node, "text", "\"…\"") };
        if text.trim().is_empty() {
            self.bad_value(node, format!("`{key}` is empty"), "write something, or leave the key out");
            return None;
        }
        Some(text.to_owned())
    }

    /// The text at a key, if a rule holds for it; `rule` says the rule in words.
    pub(super) fn text_that(
        &mut self,
        table: &Table,
        key: &str,
        rule: &str,
        holds: impl FnOnce(&str) -> bool,
    ) -> Option<String> {
        let text = self.text(table, key)?;
        if holds(&text) {
            return Some(text);
        }
        if let Some(node) = table.get(key) {
            self.bad_value(node, format!("`{key}` can't be `{text}`"), format!("it must be {rule}"));
        }
        None
    }

    /// The truth value at a key.
    pub(super) fn boolean(&mut self, table: &Table, key: &str) -> Option<bool> {
        let node = table.get(key)?;
        match node.data {
            NodeData::Boolean(truth) => Some(truth),
            _ => self.wrong_type(key, node, "`true` or `false`", "true"),
        }
    }

    /// The number at a key, zero or more.
    #[expect(clippy::cast_precision_loss, reason = "an hourly rate is far below 2^53")]
    pub(super) fn number(&mut self, table: &Table, key: &str) -> Option<f64> {
        let node = table.get(key)?;
        let number = match node.data {
            NodeData::Integer(number) => number as f64,
            NodeData::Number(number) => number,
            _ => return self.wrong_type(key, node, "a number", "85"),
        };
        if number.is_finite() && number >= 0.0 {
            return Some(number);
        }
        self.bad_value(node, format!("`{key}` can't be {number}"), "it must be zero or more");
        None
    }

    /// Bytes, of megabytes above zero.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "the number is above zero, and a float's cast saturates"
    )]
    pub(super) fn megabytes(&mut self, table: &Table, key: &str, mend: &str) -> Option<u64> {
        let megabytes = self.number(table, key)?;
        if megabytes > 0.0 {
            return Some((megabytes * MEGABYTE as f64) as u64);
        }
        let node = table.get(key)?;
        self.bad_value(node, format!("`{key}` can't be zero"), mend);
        None
    }

    /// The days of the length of time at a key.
    pub(super) fn duration(&mut self, table: &Table, key: &str) -> Option<u32> {
        let node = table.get(key)?;
        let Some(text) = node.as_text() else { return self.wrong_type(key, node, "a length of time", "\"90d\"") };
        let days = duration::parse(text);
        if days.is_none() {
            let help = "write days, weeks, months or years, like `90d`, `12w`, `6m` or `1y`";
            self.bad_value(node, format!("`{text}` in `{key}` is no length of time"), help);
        }
        days
    }

    /// The texts at a key, each with its place.
    pub(super) fn texts(&mut self, table: &Table, key: &str) -> Option<Vec<(String, Span)>> {
        let node = table.get(key)?;
        let mut texts = Vec::new();
        for element in self.list(key, node) {
            match element.as_text() {
                Some(text) => texts.push((text.to_owned(), element.span)),
                None => {
                    let _: Option<()> = self.wrong_type(key, element, "a list of texts", "[\"…\"]");
                }
            }
        }
        Some(texts)
    }

    /// The patterns of paths at a key.
    pub(super) fn globs(&mut self, table: &Table, key: &str) -> Option<Vec<String>> {
        let mut valid = Vec::new();
        for (glob, span) in self.texts(table, key)? {
            match globset::Glob::new(&glob) {
                Ok(_) => valid.push(glob),
                Err(error) => {
                    let finding = Diagnostic::new(Code::ConfigBadValue, format!("`{glob}` is no pattern of paths"))
                        .label(error.kind().to_string())
                        .help("write it like `drafts/**` or `*.draft.md`");
                    self.find(finding, span);
                }
            }
        }
        Some(valid)
    }

    /// The table at a key; an empty one where there is none.
    pub(super) fn table<'n>(&mut self, table: &'n Table, key: &str) -> Option<&'n Table> {
        let node = table.get(key)?;
        match &node.data {
            NodeData::Table(inner) => Some(inner),
            _ => self.wrong_type(key, node, "a table", "{ … }"),
        }
    }

    /// The elements of a list; none where it's no list.
    pub(super) fn list<'n>(&mut self, key: &str, node: &'n Node) -> &'n [Node] {
        if let NodeData::List(nodes) = &node.data {
            return nodes;
        }
        let _: Option<()> = self.wrong_type(key, node, "a list", "[…]");
        &[]
    }

    /// Says that a value is of the wrong type. Returns `None`, for brevity where it's called.
    pub(super) fn wrong_type<T>(&mut self, key: &str, node: &Node, expected: &str, example: &str) -> Option<T> {
        let message = format!("`{key}` must be {expected}, not {}", node.description());
        let finding = Diagnostic::new(Code::ConfigWrongType, message)
            .label(format!("expected {expected}"))
            .help(format!("write it like `{key} = {example}`"));
        self.find(finding, node.span);
        None
    }
}
