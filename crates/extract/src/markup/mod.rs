//! Web pages and drawings (HTML, SVG): their text, and what they would do in a browser.
//!
//! Both are read as browsers read HTML, which knows no damage: whatever comes is some page.

mod active;
#[cfg(test)]
mod tests;

use std::cell::RefCell;

use html5ever::{
    Attribute,
    tendril::StrTendril,
    tokenizer::{
        BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
        states::RawKind::{Rawtext, Rcdata, ScriptData},
    },
};

use crate::{Content, Facts, Part, Place, Trace, plain};

/// Elements whose text readers don't see.
const UNSEEN: [&str; 7] = ["script", "style", "template", "noscript", "title", "desc", "metadata"];
/// Elements that stand in a line.
const IN_LINE: [&str; 26] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "em", "font", "i", "ins", "kbd", "label", "mark",
    "q", "s", "samp", "small", "span", "strong", "sub", "sup", "tspan", "u",
];
/// Elements that have no end.
const WITHOUT_END: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Reads a web page.
pub(crate) fn read_html(bytes: &[u8]) -> Content {
    read(&plain::decode(bytes), false)
}

/// Reads a drawing.
pub(crate) fn read_svg(bytes: &[u8]) -> Content {
    let text = plain::decode(bytes);
    let mut content = read(&text, true);
    content.active.extend(active::of_entities(&text));
    content.active.sort();
    content.active.dedup();
    content
}

fn read(text: &str, is_drawing: bool) -> Content {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(text));
    let page = Page { has_begun: !is_drawing, ..Page::default() };
    let tokenizer = Tokenizer::new(Sink { is_drawing, page: RefCell::new(page) }, TokenizerOpts::default());
    // It stops where a script is to be run, which nobody does here.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    tokenizer.sink.page.into_inner().into_content()
}

/// Hands tokens on to a page.
struct Sink {
    is_drawing: bool,
    page: RefCell<Page>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut page = self.page.borrow_mut();
        match token {
            Token::CharacterTokens(text) => page.put(&text),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                page.begin(&tag);
                // In XML an element of any name may be empty, and holds elements.
                if !self.is_drawing {
                    return match &*tag.name {
                        "script" => TokenSinkResult::RawData(ScriptData),
                        "style" | "noscript" | "iframe" => TokenSinkResult::RawData(Rawtext),
                        "title" | "textarea" => TokenSinkResult::RawData(Rcdata),
                        _ => TokenSinkResult::Continue,
                    };
                }
            }
            Token::TagToken(tag) => page.end(&tag.name),
            _ => {}
        }
        TokenSinkResult::Continue
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.is_drawing
    }
}

/// What was read of a page so far.
#[derive(Default)]
struct Page {
    content: Content,
    /// Whether its first element has begun: before a drawing's, entities are declared.
    has_begun: bool,
    text: String,
    title: Option<String>,
    /// What isn't seen and has begun: the element's name, and how many of that name are open.
    unseen: Option<(String, usize)>,
    style: String,
}

impl Page {
    fn into_content(mut self) -> Content {
        self.content.active.extend(active::of_style(&self.style));
        self.content.active.sort();
        self.content.active.dedup();
        let lines = self.text.lines().map(str::trim).filter(|line| !line.is_empty());
        let text = lines.collect::<Vec<_>>().join("\n");
        self.content.parts = vec![Part::new(Place::Whole, text)];
        let title = self.title.map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
        self.content.facts.title = title.filter(|title| !title.is_empty());
        self.content
    }

    fn begin(&mut self, tag: &Tag) {
        let name = &*tag.name;
        self.content.active.extend(active::of_element(name, &tag.attrs));
        match name {
            "meta" if value(&tag.attrs, "name").is_some_and(|name| name.eq_ignore_ascii_case("author")) => {
                let author = value(&tag.attrs, "content").unwrap_or_default().trim().to_owned();
                self.content.traces.extend((!author.is_empty()).then_some(Trace::Author(author)));
            }
            "svg" if self.content.facts.width.is_none() => {
                self.has_begun = true;
                size(&tag.attrs, &mut self.content.facts);
            }
            "title" if self.title.is_none() => self.title = Some(String::new()),
            _ => {}
        }
        if let Some((open, count)) = &mut self.unseen {
            *count += usize::from(open == name && !tag.self_closing);
            return;
        }
        let is_unseen = UNSEEN.contains(&name) || value(&tag.attrs, "hidden").is_some();
        if is_unseen && !tag.self_closing && !WITHOUT_END.contains(&name) {
            self.unseen = Some((name.to_owned(), 1));
        } else if matches!(name, "td" | "th") {
            self.text.push('\t');
        } else if !IN_LINE.contains(&name) {
            self.text.push('\n');
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((open, count)) = &mut self.unseen {
            *count -= usize::from(open == name);
            if *count == 0 {
                self.unseen = None;
            }
        } else if !IN_LINE.contains(&name) && !matches!(name, "td" | "th") {
            self.text.push('\n');
        }
    }

    fn put(&mut self, text: &str) {
        match &self.unseen {
            // The first title is the page's own.
            Some((name, _)) if name == "title" => {
                if let Some(title) = &mut self.title {
                    title.push_str(text);
                    title.push(' ');
                }
            }
            Some((name, _)) if name == "style" => self.style.push_str(text),
            Some(_) => {}
            None if !self.has_begun => {}
            // Where lines end in the source says nothing.
            None => self.text.extend(text.chars().map(|it| if it == '\n' { ' ' } else { it })),
        }
    }
}

fn value<'t>(attributes: &'t [Attribute], name: &str) -> Option<&'t str> {
    attributes.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}

/// Width and height of a drawing, in pixels: as said, else those of its own units.
fn size(attributes: &[Attribute], facts: &mut Facts) {
    let said = |name| pixels(value(attributes, name)?);
    let units: Vec<f64> = value(attributes, "viewbox")
        .unwrap_or_default()
        .split([' ', ','])
        .filter_map(|number| number.parse().ok())
        .collect();
    let unit = |at: usize| units.get(at).copied().filter(|_| units.len() == 4);
    facts.width = said("width").or_else(|| unit(2)).and_then(whole);
    facts.height = said("height").or_else(|| unit(3)).and_then(whole);
}

/// `12`, `12px`; other units and shares don't say pixels.
fn pixels(length: &str) -> Option<f64> {
    length.trim().trim_end_matches("px").parse().ok()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is within the bounds of a drawing")]
fn whole(length: f64) -> Option<u32> {
    (0.5..1e6).contains(&length).then(|| length.round() as u32)
}
