//! The parts of a step: what to say, ask and do, what they will object, and the proof in reach.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::super::{
    Sign,
    entry::status_name,
    field::scalar,
    fragment::{self, Node, nodes},
    section::HtmlSection,
};
use crate::{
    library::{Part, Target},
    markdown::Heading,
    site::{gate::Held, plan::Plan},
    theme::Words,
};

/// A part of a step.
#[derive(Debug, Serialize)]
pub struct StepPart {
    /// What it is (`talk-track`); `None` for what is the author's own.
    pub name: Option<&'static str>,
    /// Anchor of its heading.
    pub anchor: String,
    /// Its heading, as HTML.
    pub heading: String,
    /// What it holds, in order.
    pub blocks: Vec<Block>,
}

/// Something that a part holds.
#[derive(Debug, PartialEq, Serialize)]
#[serde(tag = "is", rename_all = "lowercase")]
pub enum Block {
    /// Whatever an author writes.
    Text {
        /// As HTML.
        html: String,
    },
    /// What they say, and what to answer.
    Objections {
        /// In the author's order.
        pairs: Vec<Objection>,
    },
    /// Documents that show it.
    Proof {
        /// In the author's order.
        cards: Vec<Card>,
    },
}

/// What they say, and what to answer.
#[derive(Debug, PartialEq, Serialize)]
pub struct Objection {
    /// Their words, as HTML; empty where the author doesn't set them apart.
    pub says: String,
    /// The answer, as HTML; empty where there is none.
    pub answer: String,
}

/// A document that shows something.
#[derive(Debug, PartialEq, Serialize)]
pub struct Card {
    /// What the author says of it, with the link to it, as HTML.
    pub html: String,
    /// What it is, where the build holds it.
    pub proof: Option<Proof>,
}

/// What a reader must know of proof before using it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Proof {
    /// "Case study"
    pub kind: String,
    /// One line on it.
    pub summary: Option<String>,
    /// BCP 47 tag of its language.
    pub language: String,
    /// Its review state.
    pub review: Option<Sign>,
    /// Where it is in its life by the name of a sign, unless that is 'approved'.
    pub status: Option<&'static str>,
    /// What using it once costs; only for internal readers.
    pub cost: Option<String>,
    /// How often, or with whom it may be used; only for internal readers.
    pub limit: Option<String>,
}

/// The documents that a play links to, by the addresses of their pages.
pub(super) struct Proofs<'p, 'a> {
    plan: &'p Plan<'a>,
    words: &'a Words,
    numbers: BTreeMap<&'p str, usize>,
}

impl<'p, 'a> Proofs<'p, 'a> {
    /// Those that a document links to.
    pub(super) fn new(plan: &'p Plan<'a>, held: Held<'a>) -> Self {
        let numbers = held.links().filter_map(|target| match target {
            Target::Document { index, .. } => plan.number_of(index),
            _ => None,
        });
        let words = plan.words(held.language());
        Self { plan, words, numbers: numbers.map(|number| (plan.documents[number].url.as_str(), number)).collect() }
    }

    /// The first document that some HTML links to.
    fn first_in(&self, html: &str) -> Option<Proof> {
        let links = fragment::links(html);
        let number = links.iter().find_map(|link| self.numbers.get(link.split('#').next()?))?;
        let held = self.plan.documents[*number].held;
        let text = |field| held.field(field).and_then(|value| scalar(self.words, value));
        Some(Proof {
            kind: self.plan.kind_label(self.words, held),
            summary: held.summary().map(str::to_owned),
            language: held.language().to_owned(),
            review: held.review().map(|review| review.state.into()),
            status: held.status().and_then(status_name),
            cost: text("cost_per_use"),
            limit: text("limit"),
        })
    }
}

impl StepPart {
    /// Reads a part.
    pub(super) fn new(section: HtmlSection<'_>, heading: Option<&Heading>, proofs: &Proofs<'_, '_>) -> Self {
        let part = heading.and_then(Part::of_step);
        Self {
            name: part.map(Part::name),
            anchor: section.anchor.to_owned(),
            heading: section.heading().to_owned(),
            blocks: match part {
                Some(Part::Objections) => blocks(section.body(), &|items| Block::Objections {
                    pairs: items.iter().map(|item| objection(item)).collect(),
                }),
                Some(Part::Proof) => blocks(section.body(), &|items| Block::Proof {
                    cards: items
                        .iter()
                        .map(|item| Card { html: item.inner().trim().to_owned(), proof: proofs.first_in(item.html) })
                        .collect(),
                }),
                _ => vec![Block::Text { html: section.body().to_owned() }],
            },
        }
    }
}

/// How many tasks there are in some HTML.
pub(super) fn tasks(html: &str) -> usize {
    html.matches("<li class=\"task\">").count()
}

/// The blocks of a part whose lists are set in a way of their own.
fn blocks(html: &str, set: &dyn Fn(&[Node<'_>]) -> Block) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for node in nodes(html) {
        if matches!(node.name, "ul" | "ol") {
            let items: Vec<Node<'_>> = nodes(node.inner()).into_iter().filter(|item| item.name == "li").collect();
            blocks.push(set(&items));
        } else if let Some(Block::Text { html }) = blocks.last_mut() {
            html.push_str(node.html);
        } else if !node.is_blank() {
            blocks.push(Block::Text { html: node.html.to_owned() });
        }
    }
    blocks
}

/// An objection and its answer: an item that begins with emphasised words, or words with a list under them.
fn objection(item: &Node<'_>) -> Objection {
    let inner = item.inner().trim();
    let (first, rest) = first_paragraph(inner);
    match nodes(first).first() {
        Some(words) if matches!(words.name, "em" | "strong") => {
            Objection { says: words.html.to_owned(), answer: joined(&first[words.html.len()..], rest) }
        }
        _ if !first.is_empty() && !rest.trim().is_empty() => {
            Objection { says: first.to_owned(), answer: rest.trim().to_owned() }
        }
        _ => Objection { says: String::new(), answer: inner.to_owned() },
    }
}

/// The words of an item's first paragraph, and what comes after it.
fn first_paragraph(html: &str) -> (&str, &str) {
    let nodes = nodes(html);
    match nodes.first() {
        Some(first) if first.name == "p" => (first.inner(), &html[first.html.len()..]),
        _ => {
            let inline =
                nodes.iter().take_while(|node| !matches!(node.name, "ul" | "ol" | "p" | "blockquote" | "section"));
            html.split_at(inline.map(|node| node.html.len()).sum())
        }
    }
}

fn joined(words: &str, rest: &str) -> String {
    let words = words.trim();
    let paragraph = if words.is_empty() { String::new() } else { format!("<p>{words}</p>") };
    paragraph + rest.trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(item: &str) -> (String, String) {
        let html = format!("<li>{item}</li>");
        let pair = objection(&nodes(&html)[0]);
        (pair.says, pair.answer)
    }

    fn both(says: &str, answer: &str) -> (String, String) {
        (says.to_owned(), answer.to_owned())
    }

    #[test]
    fn an_objection_is_set_apart_from_its_answer() {
        assert_eq!(
            pair("<em>“No.”</em> Why <a href=\"/x/\">not</a>?"),
            both("<em>“No.”</em>", "<p>Why <a href=\"/x/\">not</a>?</p>")
        );
        assert_eq!(
            pair("<p><strong>No.</strong> Why?</p>\n<p>Ask.</p>\n"),
            both("<strong>No.</strong>", "<p>Why?</p><p>Ask.</p>")
        );
        assert_eq!(pair("No.\n<ul>\n<li>Why?</li>\n</ul>\n"), both("No.\n", "<ul>\n<li>Why?</li>\n</ul>"));
        assert_eq!(pair("They never object."), both("", "They never object."));
    }

    #[test]
    fn what_stands_between_lists_stays_in_its_place() {
        let count = |items: &[Node<'_>]| Block::Text { html: items.len().to_string() };
        let html = "<p>a</p>\n<ul>\n<li>b</li>\n<li>c</li>\n</ul>\n";
        let expected = [Block::Text { html: "<p>a</p>\n".to_owned() }, Block::Text { html: "2\n".to_owned() }];
        assert_eq!(blocks(html, &count), expected);
    }
}
