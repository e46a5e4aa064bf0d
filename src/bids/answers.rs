//! A library's answers as a customer may get them.

use std::collections::BTreeMap;

use serde::Serialize;

use fieldbook_questionnaire::Response;

use crate::{
    audience::Audience,
    library::{Data, Document, Library, LoadError, ReviewState, Status, Value},
    markdown::{self, Destination, ItemFacts, LinkForm, Linker, Phrases, Picture, Settings},
};

/// For whom a questionnaire is answered: the language, and values of facets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// BCP 47 tag.
    pub language: String,
    /// Values by facet; a facet that isn't named is open.
    pub facets: BTreeMap<String, Vec<String>>,
}

/// Why an answer is shown but never filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bar {
    /// It must not be used any more.
    Retired,
    /// Its day of expiry has come.
    Expired,
    /// It is being written.
    Draft,
    /// Nobody has approved it yet.
    InReview,
    /// It is regulated, and nobody has approved it.
    Unapproved,
    /// It is a variant for customers of whom this one isn't known to be one.
    OtherCustomers,
}

impl Bar {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Retired => "it is retired",
            Self::Expired => "it has expired",
            Self::Draft => "it is a draft",
            Self::InReview => "it is in review",
            Self::Unapproved => "it is regulated and nobody has approved it",
            Self::OtherCustomers => "it is a variant for some customers only: say --region, --industry or --product",
        }
    }
}

/// An answer document.
#[derive(Clone, Debug)]
pub struct LibraryAnswer<'a> {
    /// The document.
    pub document: &'a Document,
    /// How it is asked for, the canonical wording first.
    pub wordings: Vec<&'a str>,
    /// The answer in a word.
    pub response: Response,
    /// The answer in a line.
    pub short: Option<&'a str>,
    /// The answer at length, as plain text, without what isn't for customers' eyes.
    pub long: String,
    /// Why it must not be filled in.
    pub bar: Option<Bar>,
}

impl LibraryAnswer<'_> {
    /// The id of the answer that it is a variant of, or its own.
    pub(super) fn family(&self) -> &str {
        origin(self.document).unwrap_or(self.document.id.as_str())
    }
}

/// The answers that fit a context, bases before their variants. Those for other customers or in other languages are left out, and so are answers that have a
/// variant made for this one.
pub(super) fn fitting<'a>(library: &'a Library, context: &Context) -> Result<Vec<LibraryAnswer<'a>>, LoadError> {
    let answers =
        library.documents.iter().filter(|document| document.kind == "answer" && document.language == context.language);
    let fit: Vec<(&Document, Fit)> = answers.map(|document| (document, fit(library, document, context))).collect();
    let replaced: Vec<&str> =
        fit.iter().filter(|(_, fit)| *fit == Fit::Made).filter_map(|(document, _)| origin(document)).collect();
    let mut found = Vec::new();
    for (document, fit) in fit {
        if fit != Fit::No && !replaced.contains(&document.id.as_str()) {
            found.push(read(library, document, fit)?);
        }
    }
    found.sort_by_key(|answer: &LibraryAnswer<'_>| origin(answer.document).is_some());
    Ok(found)
}

/// How a document fits a context.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// It is for others.
    No,
    /// It is a variant for some, and the context doesn't say whether for this one.
    Open,
    /// It holds for all of its context.
    Yes,
    /// It is a variant made for it.
    Made,
}

fn fit(library: &Library, document: &Document, context: &Context) -> Fit {
    let values = |document: &'_ Document, facet: &str| document.facets.get(facet).cloned().unwrap_or_default();
    let conflicts = context.facets.iter().any(|(facet, wanted)| {
        let own = values(document, facet);
        !own.is_empty() && !own.iter().any(|value| wanted.contains(value))
    });
    if conflicts {
        return Fit::No;
    }
    let Some(origin) = origin(document) else { return Fit::Yes };
    let base =
        library.documents.iter().find(|other| other.id.as_str() == origin && other.language == document.language);
    // What it says of itself beyond its base is what tells it apart.
    let telling = document.facets.iter().filter(|(facet, own)| base.is_none_or(|base| values(base, facet) != **own));
    let telling: Vec<_> = telling.map(|(facet, _)| facet).filter(|facet| facet.as_str() != "stage").collect();
    let is_known = |facet: &&String| context.facets.contains_key(*facet);
    match telling.is_empty() || !telling.iter().any(is_known) {
        false => Fit::Made,
        true if telling.is_empty() => Fit::Yes,
        true => Fit::Open,
    }
}

fn origin(document: &Document) -> Option<&str> {
    document.fields.get("variant_of").and_then(Value::as_str)
}

fn read<'a>(library: &Library, document: &'a Document, fit: Fit) -> Result<LibraryAnswer<'a>, LoadError> {
    let field = |name: &str| document.fields.get(name);
    let wordings = field("questions").map(Value::elements).unwrap_or_default().iter().filter_map(Value::as_str);
    let settings = Settings {
        // As in copies on the site: what goes to customers holds nothing for internal eyes.
        audience: document.audience.max(Audience::Partner),
        unsafe_html: false,
        items: ItemFacts::Written,
        phrases: &Phrases::default(),
    };
    let long = markdown::copies(&library.body(document)?, settings, &NoLinks).plain.trim().to_owned();
    let open = (fit == Fit::Open).then_some(Bar::OtherCustomers);
    Ok(LibraryAnswer {
        document,
        wordings: wordings.collect(),
        response: field("response").and_then(Value::as_str).and_then(Response::from_word).unwrap_or(Response::Info),
        short: field("short").and_then(Value::as_str),
        long,
        bar: bar(document).or(open),
    })
}

fn bar(document: &Document) -> Option<Bar> {
    let is_regulated = document.fields.get("regulated").is_some_and(|value| value.data == Data::Boolean(true));
    match document.status {
        Status::Retired => Some(Bar::Retired),
        _ if document.review.state == Some(ReviewState::Expired) => Some(Bar::Expired),
        Status::Draft => Some(Bar::Draft),
        Status::InReview => Some(Bar::InReview),
        Status::Approved if is_regulated && !document.fields.contains_key("approver") => Some(Bar::Unapproved),
        Status::Approved => None,
    }
}

/// A customer's file has no pages to lead to: links are their words.
struct NoLinks;

impl Linker for NoLinks {
    fn link(&self, _: LinkForm, _: &str) -> Destination {
        Destination::Words(None)
    }

    fn image(&self, _: &str) -> Option<Picture> {
        None
    }
}
