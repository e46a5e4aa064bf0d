//! What there is that may be used: documents and files of a library, and what a store still knows of.

use std::collections::BTreeMap;

use fieldbook_metrics::{
    money::{Currency, Money},
    report::{Described, Item, Standing, Status},
    usage::Review,
};

use crate::library::{self, Document, Library, ReviewState};

/// Documents and files of a library, and what else `known` ids name, in the order of ids.
pub(super) fn items<'a>(library: &Library, known: impl Iterator<Item = &'a str>) -> Vec<Item> {
    let gone = known.map(|id| (id.to_owned(), item(id, id, Standing::Gone)));
    let mut items: BTreeMap<String, Item> = gone.collect();
    for file in &library.files {
        let path = file.strip_prefix(&library.config.content).unwrap_or(file).trim_start_matches('/');
        items.insert(path.to_owned(), item(path, path, Standing::File));
    }
    // Of the languages of a document the library's main one comes first, and speaks for all.
    for languages in library.documents.chunk_by(|one, next| one.id == next.id) {
        let Some(first) = languages.first() else { continue };
        let id = first.id.as_str();
        let document = Some(described(languages, first, &library.config.currency));
        items.insert(id.to_owned(), Item { document, ..item(id, &first.title, Standing::Document) });
    }
    items.into_values().collect()
}

fn item(id: &str, title: &str, standing: Standing) -> Item {
    Item { id: id.to_owned(), title: title.to_owned(), standing, document: None }
}

fn described(languages: &[Document], first: &Document, currency: &str) -> Described {
    let review = &first.review;
    let last_day = review.expires.and_then(|day| day.yesterday().ok());
    Described {
        kind: first.kind.clone(),
        status: match first.status {
            library::Status::Draft => Status::Draft,
            library::Status::InReview => Status::InReview,
            library::Status::Approved => Status::Approved,
            library::Status::Retired => Status::Retired,
        },
        owner: first.owner.clone(),
        stages: first.facets.get("stage").cloned().unwrap_or_default(),
        created: first.created,
        review: review.state.map(|state| match state {
            ReviewState::Reviewed => Review::Reviewed,
            ReviewState::Due => Review::Due,
            ReviewState::Overdue => Review::Overdue,
            ReviewState::Expired => Review::Expired,
            ReviewState::Unreviewed => Review::Unreviewed,
        }),
        reviewed: review.reviewed,
        due: match (review.due, last_day) {
            (Some(due), Some(last)) => Some(due.min(last)),
            (due, last) => due.or(last),
        },
        cost: cost(languages, currency),
    }
}

/// What a document cost in all its languages, in the currency of the first that says one. A cost in another currency can't be added to it.
fn cost(languages: &[Document], usual: &str) -> Option<Money> {
    let mut costs = languages.iter().filter_map(|document| document.cost.as_ref());
    let first = money(costs.next()?, usual)?;
    let others = costs.filter_map(|cost| money(cost, usual)).filter(|cost| cost.currency == first.currency);
    Some(Money { minor: others.fold(first.minor, |sum, cost| sum.saturating_add(cost.minor)), ..first })
}

fn money(cost: &library::Money, usual: &str) -> Option<Money> {
    let currency = cost.currency.parse().unwrap_or_else(|_| currency(usual));
    // As many digits as it takes to tell it from other numbers, and none of an exponent.
    Money::parse(&cost.amount.to_string(), currency).ok()
}

/// The library's currency. What stands in its settings was read as one.
pub(super) fn currency(code: &str) -> Currency {
    code.parse().unwrap_or(Currency::EUR)
}
