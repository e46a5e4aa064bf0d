//! Raw HTML: its tags, comments, links and anchors, with their places.
//!
//! This reads; what may stay is for [`sanitise`](super::sanitise) to say.

use std::{borrow::Cow, ops::Range};

use memchr::{memchr, memmem};

/// An opening tag.
#[derive(Debug, PartialEq)]
pub(super) struct Tag<'a> {
    /// As written.
    pub(super) name: &'a str,
    /// Its attributes in order.
    pub(super) attributes: Vec<Attribute<'a>>,
    /// From `<` to `>`.
    pub(super) range: Range<usize>,
}

/// An attribute of a tag.
#[derive(Debug, PartialEq)]
pub(super) struct Attribute<'a> {
    /// As written.
    pub(super) name: &'a str,
    /// As written, without quotes; empty where there is none.
    pub(super) value: &'a str,
    /// From its name to its end, quotes included.
    pub(super) range: Range<usize>,
}

impl Tag<'_> {
    /// Whether it is an element of this name.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The value of an attribute, entities resolved.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        let found = self.attributes.iter().find(|attribute| attribute.name.eq_ignore_ascii_case(name))?;
        Some(unescape(found.value))
    }

    /// Whether the attribute of this tag holds the address of something to go to or to show.
    pub(super) fn links_by(&self, attribute: &str) -> Option<Use> {
        let is = |names: &[&str]| names.iter().any(|name| self.name.eq_ignore_ascii_case(name));
        if attribute.eq_ignore_ascii_case("href") && is(&["a", "area"]) {
            Some(Use::Goes)
        } else if (attribute.eq_ignore_ascii_case("src") && is(&["img", "source", "video", "audio", "track"]))
            || (attribute.eq_ignore_ascii_case("poster") && is(&["video"]))
        {
            Some(Use::Shows)
        } else {
            None
        }
    }
}

/// What an address in raw HTML is for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Use {
    /// A link.
    Goes,
    /// An image, film or sound.
    Shows,
}

/// A piece of raw HTML.
#[derive(Debug, PartialEq)]
pub(super) enum Piece<'a> {
    /// Words.
    Text(&'a str),
    /// An opening tag.
    Tag(Tag<'a>),
    /// A comment; one without an end goes to the end.
    Comment(Range<usize>),
    /// A closing tag, a declaration, or the text of a script or style sheet.
    Other(&'a str),
}

/// The opening tags in some HTML. Nothing in comments, scripts and style sheets counts as one.
pub(super) fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    pieces(html).filter_map(|piece| match piece {
        Piece::Tag(tag) => Some(tag),
        _ => None,
    })
}

/// The comments in some HTML.
pub(super) fn comments(html: &str) -> impl Iterator<Item = Range<usize>> {
    pieces(html).filter_map(|piece| match piece {
        Piece::Comment(range) => Some(range),
        _ => None,
    })
}

/// Cuts some HTML into its pieces.
pub(super) fn pieces(html: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut at = 0;
    // Where the text of a script ends that has just been opened.
    let mut raw_text_to = 0;
    std::iter::from_fn(move || {
        let rest = html.get(at..).filter(|rest| !rest.is_empty())?;
        if at < raw_text_to {
            let text = &html[at..raw_text_to];
            at = raw_text_to;
            return Some(Piece::Other(text));
        }
        let piece = piece(html, at, rest);
        at += match &piece {
            Piece::Text(text) | Piece::Other(text) => text.len(),
            Piece::Tag(tag) => {
                raw_text_to = raw_text_end(html, tag);
                tag.range.len()
            }
            Piece::Comment(range) => range.len(),
        };
        Some(piece)
    })
}

/// The piece at a place; `rest` is what comes from there on.
fn piece<'a>(html: &'a str, at: usize, rest: &'a str) -> Piece<'a> {
    let after = rest.as_bytes().get(1).copied().unwrap_or_default();
    if rest.starts_with("<!--") {
        Piece::Comment(at..comment_end(html, at))
    } else if rest.starts_with('<') && after.is_ascii_alphabetic() {
        Piece::Tag(Scanner { html, at: at + 1 }.tag(at))
    } else if rest.starts_with('<') && matches!(after, b'/' | b'!' | b'?') {
        Piece::Other(&rest[..rest.find('>').map_or(rest.len(), |end| end + 1)])
    } else {
        // A `<` that begins nothing is text.
        Piece::Text(&rest[..memchr(b'<', &rest.as_bytes()[1..]).map_or(rest.len(), |next| next + 1)])
    }
}

fn comment_end(html: &str, start: usize) -> usize {
    // `<!-->` and `<!--->` are whole comments.
    memmem::find(&html.as_bytes()[start + 2..], b"-->").map_or(html.len(), |offset| start + 2 + offset + 3)
}

/// Where reading goes on after a tag: behind the text of a script or style sheet, else right behind it.
fn raw_text_end(html: &str, tag: &Tag<'_>) -> usize {
    let is_raw = ["script", "style", "textarea", "title"].iter().any(|name| tag.name.eq_ignore_ascii_case(name));
    if !is_raw {
        return tag.range.end;
    }
    let mut at = tag.range.end;
    while let Some(offset) = memmem::find(&html.as_bytes()[at..], b"</") {
        at += offset + 2;
        let name = html.as_bytes().get(at..at + tag.name.len());
        if name.is_some_and(|name| name.eq_ignore_ascii_case(tag.name.as_bytes())) {
            return at - 2;
        }
    }
    html.len()
}

/// Reads one tag.
struct Scanner<'a> {
    html: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    fn tag(mut self, open: usize) -> Tag<'a> {
        let name = self.until(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'));
        let mut attributes = Vec::new();
        loop {
            self.until(|byte| !byte.is_ascii_whitespace() && byte != b'/');
            match self.peek() {
                None => break,
                Some(b'>') => {
                    self.at += 1;
                    break;
                }
                Some(_) => attributes.push(self.attribute()),
            }
        }
        Tag { name, attributes, range: open..self.at }
    }

    fn attribute(&mut self) -> Attribute<'a> {
        let start = self.at;
        let mut first = true;
        // A name may begin with `=`, strange as it is.
        let name = self.until(|byte| {
            let ends = byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>') || (byte == b'=' && !first);
            first = false;
            ends
        });
        let name_end = self.at;
        self.until(|byte| !byte.is_ascii_whitespace());
        if self.peek() != Some(b'=') {
            self.at = name_end;
            return Attribute { name, value: "", range: start..name_end };
        }
        self.at += 1;
        self.until(|byte| !byte.is_ascii_whitespace());
        let value = match self.peek() {
            Some(quote @ (b'"' | b'\'')) => {
                self.at += 1;
                let value = self.until(|byte| byte == quote);
                self.at = (self.at + 1).min(self.html.len());
                value
            }
            _ => self.until(|byte| byte.is_ascii_whitespace() || byte == b'>'),
        };
        Attribute { name, value, range: start..self.at }
    }

    fn peek(&self) -> Option<u8> {
        self.html.as_bytes().get(self.at).copied()
    }

    /// What stands before the first byte that `ends` holds for, which must be ASCII.
    fn until(&mut self, mut ends: impl FnMut(u8) -> bool) -> &'a str {
        let start = self.at;
        while self.peek().is_some_and(|byte| !ends(byte)) {
            self.at += 1;
        }
        self.html.get(start..self.at).unwrap_or_default()
    }
}

/// Resolves the entities that addresses and alternative texts have.
pub(super) fn unescape(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return Cow::Borrowed(value);
    }
    let value = value.replace("&quot;", "\"").replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">");
    Cow::Owned(value.replace("&amp;", "&"))
}
