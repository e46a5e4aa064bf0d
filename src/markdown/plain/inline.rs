//! Text, code, links and images.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, TagEnd};

use super::{LinkEnd, Writer};
use crate::{
    audience::Audience,
    markdown::{
        Destination, LinkForm, attributes::Braces, headings::image_words, html::runs_script, outline::wiki_target,
        parse::is_verbatim, structure::Special,
    },
};

/// What stands where a link's only words would be the title of something that the readers may not know of.
const OMITTED: &str = "\\[…\\]";

impl Writer<'_> {
    /// Text stands as in the source, where all of it means itself.
    pub(super) fn text(&mut self, words: &str, range: &Range<usize>) {
        let begins_within = self.written.contains(&range.start);
        if begins_within && range.end <= self.written.end {
            return;
        }
        let source = &*self.page.marked.text;
        if !is_verbatim(source, words, range) {
            let entity = source.get(range.clone()).filter(|source| source.starts_with('&') && source.ends_with(';'));
            return match entity {
                Some(entity) => self.push(&[entity]),
                None => self.escaped(words),
            };
        }
        let mut at = if begins_within { self.written.end } else { range.start };
        if at == range.start && source[..at].ends_with('\\') {
            self.push(&["\\"]);
        }
        while let Some((special, span)) = self.page.structure.next_special(at, range.end) {
            let before = &source[at..span.start];
            match special {
                Special::Placeholder(_) => {
                    self.source(before);
                    self.push(&[&source[span.clone()]]);
                }
                Special::Braces(_, braces) => {
                    self.source(before.trim_end());
                    self.attributes(braces);
                }
            }
            at = span.end.min(range.end);
            self.written = span;
        }
        self.source(&source[at..range.end]);
    }

    /// Words as they stand in the source: they mean themselves there, so they do here, but for the beginning of a line
    /// that the source indents.
    fn source(&mut self, words: &str) {
        let begins_line = self.frame().text.is_empty() || self.frame().text.ends_with('\n');
        if begins_line && let Some(place) = block_sign(words) {
            self.push(&[&words[..place], "\\", &words[place..]]);
        } else if words.starts_with(['*', '_']) && self.frame().text.ends_with(['*', '_']) {
            self.push(&["\\", words]);
        } else {
            self.push(&[words]);
        }
    }

    /// Words that don't stand in the source: whatever might mean something is escaped.
    pub(super) fn escaped(&mut self, words: &str) {
        let text = escape(words);
        self.source(&text);
    }

    /// Emphasis that begins right behind another's sign needs a sign of its own.
    pub(super) fn emphasis(&mut self) {
        let sign = if self.frame().text.ends_with('*') { "_" } else { "*" };
        self.push(&[sign]);
        self.emphasis.push(sign);
    }

    pub(super) fn end_emphasis(&mut self) {
        let sign = self.emphasis.pop().unwrap_or("*");
        self.push(&[sign]);
    }

    pub(super) fn code(&mut self, code: &str) {
        let fence = "`".repeat(match longest_run(code, '`') {
            0 => 1,
            run => run + 1,
        });
        let is_blank = code.trim().is_empty();
        let padded = code.starts_with('`') || code.ends_with('`') || (code.starts_with(' ') && code.ends_with(' '));
        let blank = if padded && !is_blank { " " } else { "" };
        let in_cell = self.in_table.then(|| code.replace('|', "\\|"));
        self.push(&[&fence, blank, in_cell.as_deref().unwrap_or(code), blank, &fence]);
    }

    pub(super) fn link(&mut self, link_type: LinkType, target: &str, title: &str) {
        // The words of such a link are what it leads to.
        let labelled = !matches!(link_type, LinkType::WikiLink { has_pothole: false } | LinkType::Autolink);
        let destination = match link_type {
            LinkType::WikiLink { .. } => self.page.linker.link(LinkForm::Wiki, wiki_target(target)),
            LinkType::Email => self.page.linker.link(LinkForm::Inline, &format!("mailto:{target}")),
            _ => self.page.linker.link(LinkForm::Inline, target),
        };
        let end = match destination {
            Destination::Url { url, title: name, .. } if !runs_script(&url) => {
                self.push(&["["]);
                if let Some(name) = name.filter(|_| !labelled) {
                    self.push(&[&escape(&name)]);
                    self.skip_link();
                }
                LinkEnd::Address(self.address(&url, title))
            }
            Destination::Words(words) => {
                if let Some(words) = words.filter(|_| !labelled) {
                    self.push(&[&escape(&words)]);
                    self.skip_link();
                }
                LinkEnd::Nothing
            }
            Destination::Withheld if !labelled => {
                self.push(&[OMITTED]);
                self.skip_link();
                LinkEnd::Nothing
            }
            Destination::Withheld | Destination::Broken | Destination::Url { .. } => LinkEnd::Nothing,
        };
        self.links.push(end);
    }

    pub(super) fn end_link(&mut self) {
        if let Some(LinkEnd::Address(address)) = self.links.pop() {
            self.push(&["](", &address, ")"]);
        }
    }

    /// Leaves out the words of the link that has just begun.
    fn skip_link(&mut self) {
        while let Some((event, _)) = self.page.events.get(self.at) {
            if matches!(event, Event::End(TagEnd::Link)) {
                break;
            }
            self.at += 1;
        }
    }

    pub(super) fn image(&mut self, link_type: LinkType, target: &str, title: &str) {
        let alt = image_words(self.page.events, &mut self.at);
        let target = if matches!(link_type, LinkType::WikiLink { .. }) { wiki_target(target) } else { target };
        self.picture(target, &alt, title);
    }

    /// An image, or its words where there is none.
    pub(super) fn picture(&mut self, target: &str, alt: &str, title: &str) {
        let alt = escape(alt);
        match self.page.linker.image(target).filter(|picture| !runs_script(&picture.url)) {
            Some(picture) => {
                let address = self.address(&picture.url, title);
                self.push(&["![", &alt, "](", &address, ")"]);
            }
            None => self.push(&[&alt]),
        }
    }

    /// What stands in the parentheses of a link.
    fn address(&self, url: &str, title: &str) -> String {
        let mut address = self.page.linker.whole(url);
        for (character, code) in [('(', "%28"), (')', "%29"), ('<', "%3C"), ('>', "%3E"), (' ', "%20"), ('|', "%7C")] {
            if address.contains(character) {
                address = address.replace(character, code);
            }
        }
        address.retain(|character| !character.is_control());
        if !title.is_empty() {
            address.push_str(" \"");
            address.push_str(&escape(title).replace('"', "\\\"").replace('\n', " "));
            address.push('"');
        }
        address
    }

    /// The attributes of an item: all of them for internal readers, for others only a source that they can follow.
    pub(super) fn attributes(&mut self, braces: &Braces) {
        let internal = self.page.settings.audience == Audience::Internal;
        let values = braces.values.iter().filter_map(|(key, (value, _))| {
            let value = if key == "source" { self.source_of_claim(value, internal)? } else { value.clone() };
            let quote = if value.contains('"') { '\'' } else { '"' };
            (internal || key == "source").then(|| format!("{key}={quote}{value}{quote}"))
        });
        let values: Vec<String> = values.collect();
        if !values.is_empty() {
            let values = values.join(" ");
            self.push(&[" {", &values, "}"]);
        }
    }

    /// The source of a claim: an address where the readers can go there, else words for internal readers.
    fn source_of_claim(&self, source: &str, internal: bool) -> Option<String> {
        let (target, form) = match source.trim().strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")) {
            Some(inner) => (inner.split('|').next().unwrap_or_default(), LinkForm::Wiki),
            None if source.contains("://") => (source, LinkForm::Inline),
            None => return internal.then(|| source.to_owned()),
        };
        match self.page.linker.link(form, target.trim()) {
            Destination::Url { url, .. } if !runs_script(&url) => Some(self.page.linker.whole(&url)),
            _ => internal.then(|| target.to_owned()),
        }
    }
}

/// How long the longest run of a character is.
pub(super) fn longest_run(text: &str, character: char) -> usize {
    text.split(|other| other != character).map(str::len).max().unwrap_or_default()
}

/// Words with everything escaped that markdown may take for a sign.
fn escape(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for character in words.chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '&' | '~' | '$' | '|') {
            text.push('\\');
        }
        text.push(character);
    }
    text
}

/// Where in a line that is text a backslash must go so that it doesn't begin a block.
fn block_sign(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mut rest = line[digits..].chars();
    let (first, second) = (rest.next()?, rest.next());
    let ends = second.is_none_or(char::is_whitespace);
    match first {
        '.' | ')' if (1..10).contains(&digits) && ends => Some(digits),
        _ if digits > 0 => None,
        '-' | '+' | '*' if ends => Some(0),
        '#' | '>' | '=' => Some(0),
        '-' | '~' | ':' if second == Some(first) => Some(0),
        _ => None,
    }
}
