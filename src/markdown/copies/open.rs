//! Containers that are open while text is written: what has gathered in each, and how it is put together at its end.

use pulldown_cmark::Tag;

/// A container that is open.
#[derive(Default)]
pub(super) struct Open<'a> {
    /// What it is; nothing for the whole text.
    pub(super) tag: Option<&'a Tag<'a>>,
    /// Blocks (items, rows, cells) in it that have ended.
    blocks: Vec<String>,
    /// Words since the last of them.
    pub(super) line: String,
    /// Whether blank lines separate its blocks, where that depends.
    loose: bool,
    /// Number of the next item of an ordered list.
    number: u64,
    /// Where a link or image leads, if anywhere.
    pub(super) url: Option<String>,
}

impl<'a> Open<'a> {
    pub(super) fn new(tag: &'a Tag<'a>) -> Self {
        let number = if let Tag::List(Some(first)) = tag { *first } else { 0 };
        Self { tag: Some(tag), number, ..Self::default() }
    }

    /// A link or image.
    pub(super) fn link(tag: &'a Tag<'a>, url: Option<String>) -> Self {
        Self { url, ..Self::new(tag) }
    }

    /// Takes a block that has ended.
    pub(super) fn take(&mut self, block: String) {
        self.end_line();
        if !block.is_empty() {
            self.blocks.push(block);
        }
    }

    /// Takes a paragraph: in a list it makes blank lines stand between the items.
    pub(super) fn take_paragraph(&mut self, text: String) {
        self.loose = true;
        self.take(text);
    }

    /// Takes a cell, which may be empty.
    pub(super) fn take_cell(&mut self, cell: &str) {
        self.blocks.push(cell.replace('\n', " ").trim().to_owned());
    }

    /// Takes an item with its bullet or number.
    pub(super) fn take_item(&mut self, item: Self) {
        let marker = match self.tag {
            Some(Tag::List(Some(_))) => format!("{}. ", self.number),
            _ => "- ".to_owned(),
        };
        self.number += 1;
        self.loose |= item.loose;
        let (text, indent) = (item.finish(), " ".repeat(marker.len()));
        self.blocks.push(prefixed(&text, &marker, &indent));
    }

    /// Takes the definition of the term before.
    pub(super) fn take_definition(&mut self, definition: &str) {
        match self.blocks.last_mut() {
            Some(term) => {
                term.push('\n');
                term.push_str(definition);
            }
            None => self.blocks.push(definition.to_owned()),
        }
    }

    /// Its blocks as one text.
    pub(super) fn finish(mut self) -> String {
        self.end_line();
        let is_tight = matches!(self.tag, Some(Tag::Item | Tag::List(_))) && !self.loose;
        let is_table = matches!(self.tag, Some(Tag::Table(_)));
        self.blocks.join(if is_tight || is_table { "\n" } else { "\n\n" })
    }

    /// Its cells as a row.
    pub(super) fn row(&self) -> String {
        self.blocks.join("\t")
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = line.trim();
        if !line.is_empty() {
            self.blocks.push(line.to_owned());
        }
    }
}

/// A text with something before its first line, and something before each other that isn't empty.
pub(super) fn prefixed(text: &str, first: &str, others: &str) -> String {
    let mut result = String::with_capacity(text.len() + first.len());
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            result.push('\n');
        }
        let prefix = if number == 0 { first } else { others };
        result.push_str(if line.is_empty() { prefix.trim_end() } else { prefix });
        result.push_str(line);
    }
    result
}
