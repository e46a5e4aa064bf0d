//! Tests of the whole way from text to outline and HTML. Passes are tested through it as well: what counts is what a
//! reader gets.

mod audiences;
mod copies;
mod handed_items;
mod inline;
mod kitchen_sink;
mod plain;
mod terms;

use std::sync::LazyLock;

use super::{
    Destination, ItemFacts, LinkForm, Linker, Phrases, Picture, ProblemKind, Rendered, Settings, outline, render,
};
use crate::{audience::Audience, theme::Words};

/// Knows a few targets by their names.
struct TestLinker;

impl Linker for TestLinker {
    fn link(&self, _: LinkForm, target: &str) -> Destination {
        let url = |url: &str, title: &str, external| Destination::Url {
            url: url.to_owned(),
            title: Some(title.to_owned()).filter(|title| !title.is_empty()),
            external,
        };
        match target {
            _ if target.starts_with("secret") => Destination::Withheld,
            _ if target.starts_with("gone") => Destination::Broken,
            "proof/soc2" => url("/proof/soc2/", "SOC 2 report", false),
            _ => url(target, "", target.contains("://")),
        }
    }

    fn image(&self, target: &str) -> Option<Picture> {
        let size = (!target.contains("://")).then_some((640, 480));
        (!target.starts_with("gone")).then(|| Picture { url: target.to_owned(), size })
    }
}

/// Renders for one audience, raw HTML sanitised.
fn rendered(body: &str, audience: Audience) -> Rendered {
    render_as(body, audience, ItemFacts::Written)
}

fn render_as(body: &str, audience: Audience, items: ItemFacts) -> Rendered {
    render(body, settings(audience, items), &TestLinker)
}

fn settings(audience: Audience, items: ItemFacts) -> Settings<'static> {
    static PHRASES: LazyLock<Phrases> = LazyLock::new(|| (&Words::english()).into());
    Settings { audience, unsafe_html: false, items, phrases: &PHRASES }
}

/// The HTML for internal readers.
fn html(body: &str) -> String {
    rendered(body, Audience::Internal).html
}

/// The HTML for customers.
fn html_for_customers(body: &str) -> String {
    rendered(body, Audience::Customer).html
}

/// The source that a span of an outline means.
fn source(body: &str, span: crate::diagnostics::Span) -> &str {
    &body[span.start..span.end]
}
