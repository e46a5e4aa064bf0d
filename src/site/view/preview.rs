//! What a page says of itself to programs that follow a link to it: what it is, when it changed, where it is as data.
//!
//! Chats and feeds read the Open Graph properties, search engines the structured data of [schema.org], scripts the links to
//! JSON and markdown.
//!
//! [schema.org]: https://schema.org

use serde::Serialize;
use serde_json::{Value, json};

use super::{Link, navigation};
use crate::{
    cards::Card,
    site::{
        cards,
        gate::Held,
        machines,
        plan::{Plan, Planned},
    },
};

/// What a page says of itself.
#[derive(Debug, Default, Serialize)]
pub struct Preview {
    /// Whether it is a document rather than a list.
    pub is_article: bool,
    /// Its language as Open Graph writes it (`pt_BR`).
    pub locale: String,
    /// First day of a document.
    pub published: Option<String>,
    /// The latest day on which something was done to a document.
    pub modified: Option<String>,
    /// The same document for programs.
    pub files: Vec<File>,
    /// Whole address of its social card.
    pub image: Option<String>,
    /// Structured data as JSON, safe to stand in an element.
    pub structured: Option<String>,
}

/// A document as a file for programs.
#[derive(Debug, Serialize)]
pub struct File {
    /// `application/json`
    pub media: &'static str,
    /// Where it is.
    pub url: String,
}

impl Preview {
    /// Of a page in a language that is no document's.
    pub fn in_language(plan: &Plan<'_>, language: &str) -> Self {
        Self { locale: language.replace('-', "_"), image: image(plan, cards::of_site(plan)), ..Self::default() }
    }

    /// Of a document's page.
    pub fn of_document(plan: &Plan<'_>, number: usize) -> Self {
        let planned = &plan.documents[number];
        let held = planned.held;
        Self {
            is_article: !is_home(held),
            published: held.created().map(|day| day.to_string()),
            modified: held.latest().map(|day| day.to_string()),
            files: files(plan, planned),
            image: image(plan, cards::of_document(plan, held)),
            structured: Some(for_element(&graph(plan, number))),
            ..Self::in_language(plan, held.language())
        }
    }

    /// Of the home page where the library has no document for it.
    pub fn of_site(plan: &Plan<'_>, language: &str) -> Self {
        let structured = json!({ "@context": "https://schema.org", "@graph": [web_site(plan)] });
        Self { structured: Some(for_element(&structured)), ..Self::in_language(plan, language) }
    }
}

/// Whether a document is what the home page shows.
fn is_home(held: Held<'_>) -> bool {
    held.id().as_str() == "index"
}

fn image(plan: &Plan<'_>, card: Option<Card<'_>>) -> Option<String> {
    plan.base.absolute(&plan.base.file(&cards::path(&card?)))
}

fn files(plan: &Plan<'_>, planned: &Planned<'_>) -> Vec<File> {
    let outputs = plan.library.config.outputs;
    let file = |media, path: &str| File { media, url: plan.base.file(path) };
    let json = outputs.json.then(|| file("application/json", &machines::json_path(&planned.path)));
    let markdown = outputs.markdown.then(|| file("text/markdown", &machines::markdown_path(&planned.path)));
    json.into_iter().chain(markdown).collect()
}

/// JSON in which nothing can end the element that it stands in.
fn for_element(json: &Value) -> String {
    json.to_string().replace('<', "\\u003c")
}

/// What a document's page is, in the vocabulary of schema.org. Nobody's name is in it.
fn graph(plan: &Plan<'_>, number: usize) -> Value {
    let planned = &plan.documents[number];
    let nodes = if is_home(planned.held) {
        vec![web_site(plan)]
    } else {
        vec![document(plan, planned), breadcrumbs(plan, number)]
    };
    json!({ "@context": "https://schema.org", "@graph": nodes })
}

fn web_site(plan: &Plan<'_>) -> Value {
    let config = &plan.library.config;
    let mut site = json!({
        "@type": "WebSite",
        "name": config.name,
        "url": plan.base.whole(&plan.base.page("")),
        "inLanguage": config.language,
    });
    set(&mut site, "description", config.description.as_deref());
    site
}

fn document(plan: &Plan<'_>, planned: &Planned<'_>) -> Value {
    let held = planned.held;
    let mut node = of_kind(plan, held);
    node["url"] = json!(plan.base.whole(&planned.url));
    node["inLanguage"] = json!(held.language());
    set(&mut node, "description", held.summary());
    node["isPartOf"] =
        json!({ "@type": "WebSite", "name": plan.library.config.name, "url": plan.base.whole(&plan.base.page("")) });
    set(&mut node, "datePublished", held.created().map(|day| day.to_string()));
    set(&mut node, "dateModified", held.latest().map(|day| day.to_string()));
    node
}

/// The type that search engines know for a kind, with what only that has.
fn of_kind(plan: &Plan<'_>, held: Held<'_>) -> Value {
    match held.kind_name() {
        "answer" => answer(held),
        "course" => json!({
            "@type": "Course",
            "name": held.title(),
            "provider": { "@type": "Organization", "name": plan.library.config.name },
        }),
        "lesson" => json!({ "@type": "LearningResource", "name": held.title() }),
        "term" => json!({
            "@type": "DefinedTerm",
            "name": held.title(),
            "inDefinedTermSet": plan.kind_list(held.language(), "term").map(|list| plan.base.whole(&list.url)),
        }),
        _ => json!({ "@type": "Article", "headline": held.title() }),
    }
}

/// A question with its answer; an article where the answer has no words of its own for a line.
fn answer(held: Held<'_>) -> Value {
    let questions = held.field("questions").map(crate::library::Value::elements).unwrap_or_default();
    let question = questions.first().and_then(|question| question.as_str()).unwrap_or(held.title());
    let text = held.field("short").and_then(|short| short.as_str()).or(held.summary());
    match text {
        Some(text) => json!({
            "@type": "FAQPage",
            "name": held.title(),
            "mainEntity": [{
                "@type": "Question",
                "name": question,
                "acceptedAnswer": { "@type": "Answer", "text": text },
            }],
        }),
        None => json!({ "@type": "Article", "headline": held.title() }),
    }
}

fn breadcrumbs(plan: &Plan<'_>, number: usize) -> Value {
    let planned = &plan.documents[number];
    let own = Link { text: planned.held.title().to_owned(), url: planned.url.clone() };
    let trail = navigation::trail(plan, number).into_iter().chain([own]);
    let items = (1..).zip(trail).map(|(position, link)| {
        json!({ "@type": "ListItem", "position": position, "name": link.text, "item": plan.base.whole(&link.url) })
    });
    json!({ "@type": "BreadcrumbList", "itemListElement": items.collect::<Vec<Value>>() })
}

/// Sets a property that there may be no value for.
fn set(node: &mut Value, property: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        node[property] = value.into();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn structured_data_ends_no_element() {
        let text = for_element(&json!({ "name": "</script><!-- <script>" }));
        assert!(!text.contains('<'), "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).ok(), Some(json!({ "name": "</script><!-- <script>" })));
    }
}
