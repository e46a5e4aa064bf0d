//! First uses of terms: they lead to the terms' pages, once in a page.
//!
//! Nothing is linked in headings and in heads of tables, which are no running text; in tasks, where a click means 'done'; in links and
//! code; and in raw HTML that is one of these.

use super::{Writer, escape_text, inline::escape_url};
use crate::markdown::{Glossary, Lexicon, raw_html::Tag};

/// Elements of raw HTML whose text isn't linked.
const QUIET: [&str; 17] = [
    "a", "button", "code", "h1", "h2", "h3", "h4", "h5", "h6", "kbd", "label", "math", "option", "pre", "samp",
    "summary", "svg",
];

/// The terms that a page has not used yet.
pub(super) struct FirstUses<'a> {
    terms: &'a Lexicon,
    /// By a term's place.
    used: Vec<bool>,
    in_heading: bool,
    /// The list items that are open: whether each is a task.
    items: Vec<bool>,
    /// How many quiet elements of raw HTML are open.
    in_raw: usize,
}

impl<'a> FirstUses<'a> {
    /// Of a page that uses nothing yet. A term's own page doesn't lead to itself.
    pub(super) fn new(glossary: Glossary<'a>) -> Self {
        let terms = glossary.terms;
        let mut used = vec![false; terms.count()];
        if let Some(own) = terms.at(glossary.own) {
            used[own] = true;
        }
        Self { terms, used, in_heading: false, items: Vec::new(), in_raw: 0 }
    }

    /// A heading begins or ends.
    pub(super) fn set_in_heading(&mut self, is_in: bool) {
        self.in_heading = is_in;
    }

    /// A list item begins.
    pub(super) fn begin_item(&mut self, is_task: bool) {
        self.items.push(is_task);
    }

    /// A list item ends.
    pub(super) fn end_item(&mut self) {
        self.items.pop();
    }

    /// A tag of raw HTML.
    pub(super) fn raw_tag(&mut self, tag: &Tag<'_>) {
        if QUIET.iter().any(|name| tag.is(name)) {
            self.in_raw += 1;
        }
    }

    /// A closing tag of raw HTML, or anything else in it that is no text.
    pub(super) fn raw_end(&mut self, written: &str) {
        let name = written.strip_prefix("</").map(|rest| rest.trim_end_matches('>').trim());
        if name.is_some_and(|name| QUIET.iter().any(|quiet| quiet.eq_ignore_ascii_case(name))) {
            self.in_raw = self.in_raw.saturating_sub(1);
        }
    }

    /// Whether an author's own link leads to a term. Then the page has used it.
    pub(super) fn see_link(&mut self, url: &str) -> bool {
        let page = url.split('#').next().unwrap_or(url);
        let term = self.terms.at(page);
        if let Some(term) = term {
            self.used[term] = true;
        }
        term.is_some()
    }

    /// Places in a text that are the first use of a term, with the address of the term's page.
    fn take(&mut self, text: &str) -> Vec<(std::ops::Range<usize>, &'a str)> {
        if self.in_heading || self.in_raw > 0 || self.items.contains(&true) {
            return Vec::new();
        }
        let terms = self.terms;
        let uses = terms.uses(text).into_iter();
        uses.filter(|it| !std::mem::replace(&mut self.used[it.term], true))
            .map(|it| (it.range, terms.url(it.term)))
            .collect()
    }
}

impl Writer<'_> {
    /// Adds words of running text to HTML and to plain text.
    pub(super) fn running_words(&mut self, words: &str) {
        let may_link = self.links.is_empty() && !self.table.in_head;
        let uses = match &mut self.first_uses {
            Some(first_uses) if may_link => first_uses.take(words),
            _ => Vec::new(),
        };
        let mut at = 0;
        for (range, url) in uses {
            escape_text(&mut self.html, &words[at..range.start]);
            self.html.push_str("<a class=\"term\" href=\"");
            escape_url(&mut self.html, url);
            self.html.push_str("\">");
            escape_text(&mut self.html, &words[range.clone()]);
            self.html.push_str("</a>");
            at = range.end;
        }
        escape_text(&mut self.html, &words[at..]);
        self.sections.push(words);
    }
}
