//! An answer to a question of customers: what readers copy, with what they must know before they do.

mod evidence;
mod variants;

use serde::Serialize;

use super::Draft;
use crate::{
    library::{Data, ReviewState, Status, Value},
    markdown::{self, Copies, Part},
    site::{
        gate::Held,
        plan::{Plan, Planned},
        view::{Day, Sign, navigation},
    },
};
pub use evidence::Evidence;
pub use variants::{Mark, Variant};

/// Digits of a commit's hash that tell it from all others.
const SHORT_HASH: usize = 10;

/// An answer.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// The canonical question.
    pub question: String,
    /// Other wordings of it.
    pub others: Vec<String>,
    /// What is answered in a word.
    pub response: Option<Sign>,
    /// The answer in a line, cut at its placeholders.
    pub short: Vec<Part>,
    /// The long answer as readers take it along; none where there is only a short one.
    pub copies: Option<Copies>,
    /// Whether the page shows something that copies leave out, since customers must not see it.
    pub keeps_back: bool,
    /// Names to fill for one customer, in the order in which they occur.
    pub placeholders: Vec<Placeholder>,
    /// Why copies of it begin with a warning.
    pub caution: Option<Caution>,
    /// The last day on which the review held, where that is past.
    pub overdue: Option<Day>,
    /// Where copies say that they come from.
    pub source: Source,
    /// The same question answered for other languages, regions and so on, this answer among them; empty where it is alone.
    pub variants: Vec<Variant>,
    /// What shows that it is true.
    pub evidence: Vec<Evidence>,
}

/// Something to fill for one customer.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Placeholder {
    /// `customer.time-zone`
    pub name: String,
    /// "Customer time zone"
    pub label: String,
}

/// Why an answer must not be used as it is.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Caution {
    /// `retired`, `expired`, `draft`, `in-review` or `unapproved`
    pub name: &'static str,
    /// Since when, of one that has expired.
    pub day: Option<Day>,
}

/// Where an answer comes from, as far as these readers may know.
#[derive(Debug, Serialize)]
pub struct Source {
    /// The document's title.
    pub title: String,
    /// Address of its page: whole, where the library says its own.
    pub url: String,
    /// The beginning of the last commit's hash.
    pub commit: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// When it was last vouched for.
    pub reviewed: Option<Day>,
}

impl Answer {
    /// An answer with all that belongs to it.
    pub fn new(draft: &mut Draft<'_, '_>) -> Self {
        draft.set_fields = &["questions", "response", "short", "evidence", "variant_of"];
        let copies = draft.copies.take().filter(|copies| !copies.plain.is_empty());
        let (plan, held) = (draft.plan, draft.held());
        let (question, others) = questions(held);
        let short = short(held);
        let review = held.review();
        let overdue = review.filter(|review| review.state == ReviewState::Overdue).and_then(|review| review.due);
        Self {
            question,
            others,
            response: response(held),
            placeholders: placeholders(&short, copies.as_ref()),
            short,
            keeps_back: copies.is_some() && held.keeps_back(),
            copies,
            caution: caution(held),
            overdue: overdue.map(Day::from),
            source: Source::new(plan, &plan.documents[draft.number]),
            variants: variants::of(plan, draft.number),
            evidence: evidence::of(plan, held),
        }
    }
}

impl Source {
    fn new(plan: &Plan<'_>, document: &Planned<'_>) -> Self {
        let Planned { held, url, .. } = document;
        Self {
            title: held.title().to_owned(),
            url: plan.base.absolute(url).unwrap_or_else(|| url.clone()),
            commit: held.commit().map(|hash| hash.chars().take(SHORT_HASH).collect()),
            owner: held.owner().map(str::to_owned),
            reviewed: held.review().and_then(|review| review.reviewed).map(Day::from),
        }
    }
}

/// The canonical question and its other wordings.
pub fn questions(held: Held<'_>) -> (String, Vec<String>) {
    let questions = held.field("questions").map_or(&[] as &[Value], Value::elements);
    let mut questions = questions.iter().filter_map(Value::as_str).map(str::to_owned);
    let first = questions.next().unwrap_or_else(|| held.title().to_owned());
    (first, questions.collect())
}

/// What is answered in a word.
pub fn response(held: Held<'_>) -> Option<Sign> {
    let name = match held.field("response")?.as_str()? {
        "yes" => Some("yes"),
        "partial" => Some("partial"),
        "no" => Some("no"),
        "n/a" => Some("na"),
        "info" => Some("info"),
        _ => None,
    };
    name.map(|name| Sign { name })
}

/// The answer in a line, cut at its placeholders.
pub fn short(held: Held<'_>) -> Vec<Part> {
    held.field("short").and_then(Value::as_str).map_or_else(Vec::new, markdown::parts)
}

fn placeholders(short: &[Part], copies: Option<&Copies>) -> Vec<Placeholder> {
    let long = copies.map_or_else(Vec::new, |copies| markdown::parts(&copies.plain));
    let mut placeholders: Vec<Placeholder> = Vec::new();
    for name in short.iter().chain(&long).filter_map(|part| part.placeholder.as_ref()) {
        if placeholders.iter().all(|known| known.name != *name) {
            placeholders.push(Placeholder { name: name.clone(), label: navigation::readable(&name.replace('.', " ")) });
        }
    }
    placeholders
}

fn caution(held: Held<'_>) -> Option<Caution> {
    let is = |name| Some(Caution { name, day: None });
    if held.is_retired() {
        return is("retired");
    }
    if let Some(review) = held.review().filter(|review| review.state == ReviewState::Expired) {
        return Some(Caution { name: "expired", day: review.expires.map(Day::from) });
    }
    match held.status() {
        Some(Status::Draft) => is("draft"),
        Some(Status::InReview) => is("in-review"),
        _ if lacks_approval(held) => is("unapproved"),
        _ => None,
    }
}

/// Whether somebody should have approved it and hasn't.
fn lacks_approval(held: Held<'_>) -> bool {
    let is_regulated = held.field("regulated").is_some_and(|value| value.data == Data::Boolean(true));
    is_regulated && held.field("approver").is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_placeholder_is_filled_once() {
        let copies = Copies { plain: "{{ b }} and {{ a.time-zone }} and {{ b }}".to_owned(), ..Copies::default() };
        let found = placeholders(&markdown::parts("For {{ a.time-zone }}"), Some(&copies));
        let found: Vec<_> = found.iter().map(|placeholder| (&*placeholder.name, &*placeholder.label)).collect();
        assert_eq!(found, [("a.time-zone", "A time zone"), ("b", "B")]);
    }
}
