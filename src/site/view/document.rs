//! A document's page.

use serde::Serialize;

use super::{
    Alternate, Day, Entry, Head, Link, Navigation, Preview,
    facts::Facts,
    field::{self, Field},
    kinds::{Draft, OfKind},
    navigation,
    special::compare,
};
use crate::{
    library::{ReviewState, Status},
    markdown::{ContentsEntry, Rendered},
    site::{
        glossary,
        plan::{Plan, Planned},
    },
    theme::Words,
};

/// Backlinks that a page shows at most.
const BACKLINKS: usize = 20;
/// Documents that the page of a folder shows at most.
const CHILDREN: usize = 100;

/// A document's page.
#[derive(Debug, Serialize)]
pub struct DocumentPage {
    /// What every page's head says.
    pub head: Head,
    /// The side navigation.
    pub navigation: Navigation,
    /// The pages above this one, from the home page on.
    pub trail: Vec<Link>,
    /// Its id.
    pub id: String,
    /// Name of its kind.
    pub kind: String,
    /// What its kind is called.
    pub kind_label: String,
    /// One line on it.
    pub summary: Option<String>,
    /// What a reader must know before using it.
    pub banner: Option<Banner>,
    /// What stands beside it.
    pub facts: Facts,
    /// Fields of its kind that are too long for a fact.
    pub fields: Vec<Field>,
    /// What its kind adds.
    pub of_kind: Option<OfKind>,
    /// Its body as HTML; empty where its kind sets the parts of it.
    pub body: String,
    /// Its headings.
    pub contents: Vec<ContentsEntry>,
    /// Documents that the author says belong to it, then those most like it.
    pub related: Vec<Related>,
    /// Documents that link to it.
    pub backlinks: Vec<Link>,
    /// How many more link to it.
    pub more_backlinks: usize,
    /// For the page of a folder: what is in it.
    pub children: Vec<Entry>,
    /// Where it can be edited.
    pub edit_url: Option<String>,
    /// Address of what cards on the terms in it say, where there are any.
    pub terms: Option<String>,
    /// Where it is compared with others of its kind.
    pub compare_url: Option<String>,
    /// Where it says how it's used.
    pub insights_url: Option<String>,
}

/// A document that belongs to another.
#[derive(Debug, Serialize)]
pub struct Related {
    /// Its page.
    #[serde(flatten)]
    pub link: Link,
    /// Its language, where that isn't the page's.
    pub language: Option<String>,
    /// What it is ("Case study").
    pub kind: String,
}

/// What a reader must know before using a document.
#[derive(Debug, Serialize)]
pub struct Banner {
    /// `retired`, `expired` or `draft`
    pub name: &'static str,
    /// What it says: the message `banner-SAYS`.
    pub says: &'static str,
    /// Since when.
    pub day: Option<Day>,
}

impl Banner {
    /// It in a sentence, where there is no template to say it.
    pub fn say(&self, words: &Words) -> String {
        let day = self.day.as_ref().map(|day| ("day", day.say(words).into()));
        words.say_with(&format!("banner-{}", self.says), day.as_slice())
    }
}

impl DocumentPage {
    /// The page of a document whose body has been rendered.
    pub fn new(plan: &Plan<'_>, number: usize, rendered: Rendered) -> Self {
        let document = &plan.documents[number];
        let held = document.held;
        let terms = glossary::cards_for(plan, held.language(), &rendered.html);
        let contents = rendered.contents.into_iter().filter(|entry| entry.level <= 3).collect();
        let mut draft = Draft {
            plan,
            number,
            body: rendered.html,
            markdown: rendered.markdown,
            copies: rendered.copies,
            contents,
            sources: rendered.sources,
            set_fields: &[],
        };
        let of_kind = OfKind::new(&mut draft);
        let (fields, facts) = field::all(plan, held, draft.set_fields);
        let backlinks = in_own_language(plan, document);
        Self {
            head: head(plan, number),
            navigation: Navigation::of_document(plan, number),
            trail: navigation::trail(plan, number),
            id: held.id().to_string(),
            kind: held.kind_name().to_owned(),
            kind_label: plan.kind_label(plan.words(held.language()), held),
            summary: held.summary().map(str::to_owned),
            banner: banner(document),
            facts: Facts::new(plan, document, facts),
            fields,
            of_kind,
            body: draft.body,
            contents: draft.contents,
            related: related(plan, document),
            more_backlinks: backlinks.len().saturating_sub(BACKLINKS),
            backlinks: backlinks.into_iter().take(BACKLINKS).map(|from| plan.documents[from].link()).collect(),
            children: children(plan, document),
            edit_url: edit_url(plan, document),
            terms,
            compare_url: compare::with(plan, number),
            insights_url: plan.insights_of(number),
        }
    }
}

pub(super) fn head(plan: &Plan<'_>, number: usize) -> Head {
    let Planned { held, url, .. } = &plan.documents[number];
    let others = plan.variants(number).iter().filter(|variant| **variant != number);
    let others = others.map(|variant| &plan.documents[*variant]);
    let alternates = others.map(|other| Alternate::new(plan, other.held.language(), &other.url)).collect();
    let head = Head::on(plan, held.language(), held.title(), url).with_alternates(plan, alternates);
    Head { description: held.summary().map(str::to_owned), preview: Preview::of_document(plan, number), ..head }
}

/// The documents that link to one, each once: of several variants the one in its own language.
fn in_own_language(plan: &Plan<'_>, document: &Planned<'_>) -> Vec<usize> {
    let language = document.held.language();
    let mut backlinks: Vec<usize> = document.backlinks.iter().map(|from| plan.in_language(*from, language)).collect();
    // Variants of one document have neighbouring numbers.
    backlinks.dedup();
    backlinks
}

fn related(plan: &Plan<'_>, document: &Planned<'_>) -> Vec<Related> {
    let held = document.held;
    let by_author = held.related().iter().filter_map(|id| plan.find(id, held.language()));
    let related = by_author.chain(document.alike.iter().copied()).map(|number| {
        let other = &plan.documents[number];
        let kind = plan.kind_label(plan.words(held.language()), other.held);
        let language = other.other_language(held.language());
        Related { link: other.link(), language, kind }
    });
    related.collect()
}

/// What a reader must know before using a document.
pub fn banner(document: &Planned<'_>) -> Option<Banner> {
    let held = document.held;
    if held.is_retired() {
        return Some(Banner { name: "retired", says: "retired", day: None });
    }
    let review = held.review();
    if let Some(review) = review.filter(|review| review.state == ReviewState::Expired) {
        let day = review.expires.map(Day::from);
        return Some(Banner { name: "expired", says: if day.is_some() { "expired-on" } else { "expired" }, day });
    }
    match held.status()? {
        Status::Draft => Some(Banner { name: "draft", says: "draft", day: None }),
        Status::InReview => Some(Banner { name: "draft", says: "in-review", day: None }),
        _ => None,
    }
}

fn children(plan: &Plan<'_>, document: &Planned<'_>) -> Vec<Entry> {
    let Some(folder) = document.held.id().as_str().strip_suffix("/index").and_then(|folder| plan.folders.get(folder))
    else {
        return Vec::new();
    };
    let language = document.held.language();
    let shown = folder.documents.iter().take(CHILDREN);
    shown.map(|child| Entry::on(plan, plan.in_language(*child, language), language)).collect()
}

fn edit_url(plan: &Plan<'_>, document: &Planned<'_>) -> Option<String> {
    let path = document.held.path()?;
    let template = plan.library.config.edit_url.as_ref()?;
    Some(template.replace("{path}", &crate::site::address::encoded(path)))
}
