//! Text, placeholders, links and images.

use std::{fmt::Write as _, ops::Range};

use pulldown_cmark::{Event, LinkType, TagEnd};
use pulldown_cmark_escape::escape_href;

use super::{Writer, escape, escape_text};
use crate::{
    audience::Audience,
    markdown::{
        Destination, ItemFacts, LinkForm, Source, attributes::Braces, headings::image_words, items::ListItem,
        outline::wiki_target, parse::is_verbatim, structure::Special,
    },
};

/// Where a link leads.
#[derive(Clone, Copy)]
enum Leads {
    /// To a page of the site.
    Within,
    /// To a term's page.
    ToTerm,
    /// To another site.
    Away,
}

impl Leads {
    fn within(is_term: bool) -> Self {
        if is_term { Self::ToTerm } else { Self::Within }
    }
}

/// How an open link ends.
#[derive(Clone, Copy)]
pub(super) enum LinkEnd {
    /// It leads somewhere.
    Anchor,
    /// It is marked as leading nowhere.
    Span,
    /// It is only text.
    Nothing,
}

impl Writer<'_> {
    pub(super) fn text(&mut self, words: &str, range: &Range<usize>) {
        // Notes are written last though they may stand first, so what ends before something written isn't part of it.
        let begins_within = self.written.contains(&range.start);
        if begins_within && range.end <= self.written.end {
            return;
        }
        let source = &*self.page.marked.text;
        if !is_verbatim(source, words, range) {
            return self.running_words(words);
        }
        let mut at = if begins_within { self.written.end } else { range.start };
        while let Some((special, span)) = self.page.structure.next_special(at, range.end) {
            let before = &source[at..span.start];
            match special {
                Special::Placeholder(placeholder) => {
                    self.running_words(before);
                    self.placeholder(&placeholder.name, &source[span.clone()]);
                }
                Special::Braces(item, braces) => {
                    self.running_words(before.trim_end());
                    self.facts(item, braces);
                }
            }
            at = span.end.min(range.end);
            self.written = span;
        }
        self.running_words(&source[at..range.end]);
    }

    fn placeholder(&mut self, name: &str, source: &str) {
        self.html.push_str("<span class=\"placeholder\" data-name=\"");
        escape(&mut self.html, name);
        self.html.push_str("\">");
        self.escape_words(source);
        self.html.push_str("</span>");
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
            Destination::Url { url, title: name, external } if !runs_script(&url) => {
                let is_term = self.first_uses.as_mut().is_some_and(|first_uses| first_uses.see_link(&url));
                self.anchor(&url, title, if external { Leads::Away } else { Leads::within(is_term) });
                if let Some(name) = name.filter(|_| !labelled) {
                    self.escape_words(&name);
                    self.skip_link();
                }
                LinkEnd::Anchor
            }
            Destination::Words(words) => {
                if let Some(words) = words.filter(|_| !labelled) {
                    self.escape_words(&words);
                    self.skip_link();
                }
                LinkEnd::Nothing
            }
            Destination::Withheld if labelled => LinkEnd::Nothing,
            Destination::Withheld => {
                self.html.push_str("<span class=\"withheld\">");
                escape_text(&mut self.html, &self.page.settings.phrases.withheld);
                self.skip_link();
                LinkEnd::Span
            }
            Destination::Broken | Destination::Url { .. } => {
                self.html.push_str("<span class=\"broken-link\" title=\"");
                escape(&mut self.html, &self.page.settings.phrases.broken_link);
                self.html.push_str("\">");
                LinkEnd::Span
            }
        };
        self.links.push(end);
    }

    pub(super) fn end_link(&mut self) {
        match self.links.pop() {
            Some(LinkEnd::Anchor) => self.html.push_str("</a>"),
            Some(LinkEnd::Span) => self.html.push_str("</span>"),
            Some(LinkEnd::Nothing) | None => {}
        }
    }

    fn anchor(&mut self, url: &str, title: &str, leads: Leads) {
        self.html.push_str("<a href=\"");
        escape_url(&mut self.html, url);
        if !title.is_empty() {
            self.html.push_str("\" title=\"");
            escape(&mut self.html, title);
        }
        if let Some(name) = self.page.linker.saved_as(url) {
            self.html.push_str("\" download=\"");
            escape(&mut self.html, &name);
        }
        self.html.push_str(match leads {
            Leads::Away => "\" class=\"external\" rel=\"noopener\">",
            Leads::ToTerm => "\" class=\"term\">",
            Leads::Within => "\">",
        });
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
        self.sections.push(&alt);
        let Some(picture) = self.page.linker.image(target).filter(|picture| !runs_script(&picture.url)) else {
            self.html.push_str("<span class=\"missing-image\">");
            escape_text(&mut self.html, &alt);
            self.html.push_str("</span>");
            return;
        };
        self.html.push_str("<img src=\"");
        escape_url(&mut self.html, &picture.url);
        self.html.push_str("\" alt=\"");
        escape(&mut self.html, &alt);
        if !title.is_empty() {
            self.html.push_str("\" title=\"");
            escape(&mut self.html, title);
        }
        self.html.push('"');
        if let Some((width, height)) = picture.size {
            let _ = write!(self.html, " width=\"{width}\" height=\"{height}\"");
        }
        self.html.push_str(" loading=\"lazy\" decoding=\"async\" />");
    }

    /// What an item's attributes say: all of it to internal readers, to others only a source that they can follow.
    fn facts(&mut self, item: &ListItem, braces: &Braces) {
        let internal = self.page.settings.audience == Audience::Internal;
        let source = braces.values.get("source").and_then(|(source, _)| self.source(source, internal));
        if let Some(place) = item.place.filter(|_| self.page.settings.items == ItemFacts::Handed) {
            self.sources.extend(source.map(|source| (place, source)));
            return;
        }
        let value = |key: &str| braces.values.get(key).map(|(value, _)| value.as_str()).filter(|_| internal);
        let mut facts: Vec<String> = Vec::new();
        if let Some(area) = value("area") {
            facts.push(tagged("<span class=\"claim-area\">", area, "</span>"));
        }
        facts.extend(source.map(|source| self.source_html(&source)));
        if let Some(date) = value("as-of") {
            facts.push(tagged("<time class=\"claim-as-of\">", date, "</time>"));
        }
        if let Some(audience) = item.audience().filter(|_| internal) {
            facts.push(tagged(
                "<span class=\"claim-audience\">",
                self.page.settings.phrases.audience(audience),
                "</span>",
            ));
        }
        if !facts.is_empty() {
            let _ = write!(self.html, " <span class=\"claim-facts\">{}</span>", facts.join(" "));
        }
    }

    /// The source of a claim: a link where it is an id or an address, else words, which are for internal readers.
    fn source(&self, source: &str, internal: bool) -> Option<Source> {
        let (target, label, form) = match source.trim().strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")) {
            Some(inner) => {
                let (target, label) = inner.split_once('|').unwrap_or((inner, ""));
                (target, label, LinkForm::Wiki)
            }
            None if source.contains("://") => (source, "", LinkForm::Inline),
            None => {
                let words = Source { text: source.to_owned(), url: None, external: false, broken: false };
                return internal.then_some(words);
            }
        };
        match self.page.linker.link(form, target.trim()) {
            Destination::Url { url, title, external } if !runs_script(&url) => {
                let text = if label.is_empty() { title.as_deref().unwrap_or(target) } else { label };
                Some(Source { text: text.to_owned(), url: Some(url), external, broken: false })
            }
            _ => internal.then(|| Source { text: target.to_owned(), url: None, external: false, broken: true }),
        }
    }

    fn source_html(&mut self, source: &Source) -> String {
        let Some(url) = &source.url else {
            let class = if source.broken { "claim-source broken-link" } else { "claim-source" };
            return tagged(&format!("<span class=\"{class}\">"), &source.text, "</span>");
        };
        let outer = std::mem::take(&mut self.html);
        self.anchor(url, "", if source.external { Leads::Away } else { Leads::Within });
        let link = std::mem::replace(&mut self.html, outer);
        format!("<span class=\"claim-source\">{}</span>", tagged(&link, &source.text, "</a>"))
    }
}

/// Some text between two tags.
fn tagged(open: &str, text: &str, close: &str) -> String {
    let mut html = open.to_owned();
    escape_text(&mut html, text);
    html.push_str(close);
    html
}

/// Escapes an address for an attribute.
pub(super) fn escape_url(html: &mut String, url: &str) {
    let _ = escape_href(&mut *html, url);
}

/// Whether a browser would run an address, or show it as a page of ours, rather than go to it. Browsers don't look at
/// control characters and blanks in front of the colon.
pub(in crate::markdown) fn runs_script(url: &str) -> bool {
    let scheme: String = url
        .chars()
        .take_while(|character| *character != ':')
        .filter(|character| !character.is_whitespace() && !character.is_control())
        .take(12)
        .collect();
    url.contains(':') && ["javascript", "vbscript", "data"].iter().any(|bad| scheme.eq_ignore_ascii_case(bad))
}
