//! The outline: what checks and plans need of a body.

use std::{collections::BTreeMap, ops::Range};

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::{
    blocks::Marked,
    headings::push_words,
    items::{self, ListItem},
    math,
    parse::Spanned,
    raw_html,
    structure::Structure,
    terms::Terms,
};
use crate::{audience::Audience, diagnostics::Span};

/// What a body holds, as far as checks and plans need it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    /// Headings in order.
    pub headings: Vec<Heading>,
    /// Links and images in order, also those in blocks for one audience.
    pub links: Vec<Link>,
    /// `{{ name }}` outside code.
    pub placeholders: Vec<Placeholder>,
    /// Items of lists that aren't nested in other lists, in order.
    pub items: Vec<Item>,
    /// Anchors that raw HTML sets (`id=` and `<a name=`).
    pub html_anchors: Vec<String>,
    /// Blocks for one audience.
    pub blocks: Vec<AudienceBlock>,
    /// What is wrong with the body by itself.
    pub problems: Vec<Problem>,
    /// How many words it has.
    pub words: usize,
    /// What its text is about.
    pub terms: Terms,
}

/// A heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its anchor: given by `{#id}`, else made from its text; unique in the document.
    pub anchor: String,
    /// Its text without markup.
    pub text: String,
    /// Other attributes (`{stage=engage}`).
    pub attributes: BTreeMap<String, String>,
    /// The heading in the body.
    pub span: Span,
}

/// How a link was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkForm {
    /// `[text](target)`, reference links and autolinks.
    Inline,
    /// `[[target]]`.
    Wiki,
    /// `![text](target)`.
    Image,
    /// `href=` in raw HTML, and `src=` of films and sounds.
    Html,
    /// `src=` of an image in raw HTML.
    HtmlImage,
}

/// A link or an image.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// How it was written.
    pub form: LinkForm,
    /// What it points to, as written: entities and backslashes resolved, percent escapes left (`../proof/soc2.md#scope`).
    pub target: String,
    /// Its text, or an image's alternative text.
    pub text: String,
    /// The whole link in the body.
    pub span: Span,
    /// The narrowest audience block or list item around it, if any.
    pub audience: Option<Audience>,
}

/// A variable to fill for one customer.
#[derive(Clone, Debug, PartialEq)]
pub struct Placeholder {
    /// `customer.name`
    pub name: String,
    /// With its braces.
    pub span: Span,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Index into [`Outline::headings`] of the heading that it stands under.
    pub heading: Option<usize>,
    /// Text of its first paragraph without markup and attributes.
    pub text: String,
    /// `{key=value key="some words"}` at the end of its first paragraph, with the place of each value.
    pub attributes: BTreeMap<String, (String, Span)>,
    /// For a task: whether it is ticked.
    pub task: Option<bool>,
    /// The item in the body.
    pub span: Span,
}

/// A block for one audience.
#[derive(Clone, Debug, PartialEq)]
pub struct AudienceBlock {
    /// Whom it is for.
    pub audience: Audience,
    /// From `:::` to `:::`.
    pub span: Span,
}

/// What can be wrong with a body by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// What it is.
    pub kind: ProblemKind,
    /// Where.
    pub span: Span,
}

/// See [`Problem`].
#[derive(Clone, Debug, PartialEq)]
pub enum ProblemKind {
    /// `:::word` where the word is no audience.
    UnknownBlock(String),
    /// `:::internal` without an end. It goes to the end of the document, so that nothing leaks.
    UnclosedBlock(Audience),
    /// `:::` that ends nothing.
    StrayBlockEnd,
    /// A block within a block.
    NestedBlock,
    /// `{{ … }}` that is no placeholder's name.
    BadPlaceholder(String),
    /// `{audience=word}` where the word is no audience. The item counts as internal, so that nothing leaks.
    UnknownItemAudience(String),
    /// The same `{#id}` twice.
    DuplicateAnchor(String),
    /// Two references or footnotes of that name, or a footnote that isn't defined.
    UndefinedFootnote(String),
    /// An image in raw HTML without `alt`. (An empty one says that the image is mere decoration.)
    NoAltText,
    /// Math that isn't valid LaTeX, with what the parser says.
    BadMath(String),
}

/// Makes the outline of a parsed body.
pub(super) fn build(marked: &Marked<'_>, events: &[Spanned<'_>], structure: Structure) -> Outline {
    let mut links = Links::new(&marked.text);
    let mut words = 0;
    let mut problems = structure.problems;
    for (event, range) in events {
        links.see(event, range);
        match event {
            Event::Text(text) | Event::Code(text) => words += count_words(text),
            Event::InlineMath(source) | Event::DisplayMath(source) => {
                let display = matches!(event, Event::DisplayMath(_));
                let wrong = math::mathml(source, display).err();
                problems.extend(
                    wrong.map(|error| Problem { kind: ProblemKind::BadMath(error), span: range.clone().into() }),
                );
            }
            _ => {}
        }
    }
    let narrowing = Narrowing::new(marked, &structure.items);
    for link in &mut links.done {
        link.audience = narrowing.at(link.span.start);
    }
    problems.extend(links.problems);
    problems.extend(marked.problems.iter().cloned());
    problems.sort_by_key(|problem| problem.span);
    let mut outline = Outline {
        headings: structure.headings,
        links: links.done,
        placeholders: structure.placeholders,
        items: items::outermost(events, structure.items),
        html_anchors: links.html_anchors,
        blocks: marked.blocks.clone(),
        problems,
        words,
        terms: Terms::of(events, |place| narrowing.at(place).is_some()),
    };
    // Outlines of all documents are in memory as long as the library is.
    outline.headings.shrink_to_fit();
    outline.links.shrink_to_fit();
    outline.items.shrink_to_fit();
    outline
}

/// Gathers links, images and what raw HTML links to while events go by.
struct Links<'a> {
    text: &'a str,
    done: Vec<Link>,
    /// Links and images that haven't ended: an image may be in a link.
    open: Vec<usize>,
    html_anchors: Vec<String>,
    problems: Vec<Problem>,
}

impl<'a> Links<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, done: Vec::new(), open: Vec::new(), html_anchors: Vec::new(), problems: Vec::new() }
    }

    fn see(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let (form, target) = match link_type {
                    LinkType::WikiLink { .. } => (LinkForm::Wiki, wiki_target(dest_url).to_owned()),
                    LinkType::Email => (LinkForm::Inline, format!("mailto:{dest_url}")),
                    _ => (LinkForm::Inline, dest_url.to_string()),
                };
                self.begin(form, target, range);
            }
            Event::Start(Tag::Image { link_type, dest_url, .. }) => {
                let target = if matches!(link_type, LinkType::WikiLink { .. }) {
                    wiki_target(dest_url).to_owned()
                } else {
                    dest_url.to_string()
                };
                self.begin(LinkForm::Image, target, range);
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if let Some(ended) = self.open.pop() {
                    let text = &mut self.done[ended].text;
                    text.truncate(text.trim_end().len());
                }
            }
            // The range of a block rather than its lines, since a tag may go over several of them.
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => self.read_html(range),
            _ => {
                for &place in &self.open {
                    push_words(&mut self.done[place].text, event);
                }
            }
        }
    }

    fn begin(&mut self, form: LinkForm, target: String, range: &Range<usize>) {
        self.open.push(self.done.len());
        self.done.push(Link { form, target, text: String::new(), span: range.clone().into(), audience: None });
    }

    fn read_html(&mut self, range: &Range<usize>) {
        let html = self.text.get(range.clone()).unwrap_or_default();
        for tag in raw_html::tags(html) {
            for attribute in &tag.attributes {
                if tag.links_by(attribute.name).is_some() {
                    self.done.push(Link {
                        form: if tag.is("img") { LinkForm::HtmlImage } else { LinkForm::Html },
                        target: raw_html::unescape(attribute.value).into_owned(),
                        text: tag.attribute("alt").unwrap_or_default().into_owned(),
                        span: Span::from(tag.range.clone()).shifted(range.start),
                        audience: None,
                    });
                }
            }
            if tag.is("img") && tag.attribute("alt").is_none() {
                let span = Span::from(tag.range.clone()).shifted(range.start);
                self.problems.push(Problem { kind: ProblemKind::NoAltText, span });
            }
            let anchors = [tag.attribute("id"), tag.attribute("name").filter(|_| tag.is("a"))];
            let anchors = anchors.into_iter().flatten().filter(|anchor| !anchor.is_empty());
            self.html_anchors.extend(anchors.map(std::borrow::Cow::into_owned));
        }
    }
}

/// The target of a wiki link: in a table its `|` is written `\\|`, and the parser leaves the backslash.
pub(super) fn wiki_target(target: &str) -> &str {
    target.strip_suffix('\\').unwrap_or(target).trim()
}

/// Says for whom a place in a body is.
struct Narrowing {
    /// Blocks and items for one audience, by their beginning.
    parts: Vec<(Span, Audience)>,
}

impl Narrowing {
    fn new(marked: &Marked<'_>, items: &[ListItem]) -> Self {
        let blocks = marked.blocks.iter().map(|block| (block.span, block.audience));
        let items = items.iter().filter_map(|item| Some((item.span, item.audience()?)));
        Self { parts: blocks.chain(items).collect() }
    }

    /// The narrowest audience of what is around a place.
    fn at(&self, place: usize) -> Option<Audience> {
        let around = self.parts.iter().filter(|(span, _)| span.start <= place && place < span.end);
        around.map(|(_, audience)| *audience).min()
    }
}

/// Words as a reader counts them; each ideograph is one, as there are no blanks between them.
fn count_words(text: &str) -> usize {
    if text.is_ascii() {
        return count_ascii_words(text.as_bytes());
    }
    let mut count = 0;
    let mut within = false;
    for character in text.chars() {
        let ideograph =
            matches!(character, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}');
        let letter = character.is_alphanumeric() && !ideograph;
        count += usize::from(ideograph || (letter && !within));
        within = letter || (within && matches!(character, '\'' | '’' | '-' | '.' | '_'));
    }
    count
}

/// The same for the letters that most texts are made of, in a fraction of the time.
fn count_ascii_words(text: &[u8]) -> usize {
    let mut count = 0;
    let mut within = false;
    for byte in text {
        let letter = byte.is_ascii_alphanumeric();
        count += usize::from(letter && !within);
        within = letter || (within && matches!(byte, b'\'' | b'-' | b'.' | b'_'));
    }
    count
}

#[cfg(test)]
mod tests {
    use super::count_words;

    #[test]
    fn words_are_counted_alike_whatever_letters_stand_beside_them() {
        for (text, words) in [("don't over-count 8.5 snake_case -- a", 5), ("'quoted' end.", 2), ("", 0)] {
            assert_eq!(count_words(text), words, "{text}");
            assert_eq!(count_words(&format!("{text} é")), words + 1, "{text}");
        }
        assert_eq!(count_words("監視 it"), 3);
    }
}
