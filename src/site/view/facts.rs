//! What stands beside a document: who answers for it, whether it can be trusted, where it belongs.

use serde::Serialize;

use super::{Day, Link, Sign, entry::status_name};
use crate::{
    site::plan::{Plan, Planned, facet_value_path, owner_path, tag_path},
    theme::Words,
};

/// The facts of a document.
#[derive(Debug, Serialize)]
pub struct Facts {
    /// Its review state.
    pub review: Option<ReviewFact>,
    /// Where it is in its life by the name of a sign, unless that is 'approved'.
    pub status: Option<&'static str>,
    /// For whom it is.
    pub audience: Sign,
    /// All others, in order.
    pub rows: Vec<Fact>,
}

/// The review of a document.
#[derive(Debug, Serialize)]
pub struct ReviewFact {
    /// What follows from it for today.
    pub sign: Sign,
    /// When it was last vouched for.
    pub reviewed: Option<Day>,
    /// By whom.
    pub reviewed_by: Option<String>,
    /// Last day on which that holds.
    pub due: Option<Day>,
    /// From this day on it must not be used.
    pub expires: Option<Day>,
}

/// A fact.
#[derive(Debug, Serialize)]
pub struct Fact {
    /// What it is about.
    pub label: String,
    /// What holds.
    pub values: Vec<FactValue>,
}

/// A value of a fact.
#[derive(Debug, Default, Serialize)]
pub struct FactValue {
    /// What stands there, unless it is a day.
    pub text: String,
    /// Where it leads, if anywhere.
    pub url: Option<String>,
    /// The day, if it is one.
    pub day: Option<Day>,
}

impl From<&str> for FactValue {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }
}

impl From<Day> for FactValue {
    fn from(day: Day) -> Self {
        Self { day: Some(day), ..Self::default() }
    }
}

impl From<Link> for FactValue {
    fn from(link: Link) -> Self {
        Self { text: link.text, url: Some(link.url), day: None }
    }
}

impl Facts {
    /// The facts of a document, with those of its kind's fields that are as short as a fact.
    pub fn new(plan: &Plan<'_>, document: &Planned<'_>, of_kind: Vec<Fact>) -> Self {
        let held = document.held;
        let language = held.language();
        let words = plan.words(language);
        let mut rows = Rows { words, facts: Vec::new() };
        rows.say("fact-owner", held.owner().map(|owner| listed(plan, language, owner, &owner_path(owner))));
        rows.say("fact-with", held.contributors().into_iter().map(FactValue::from));
        for (facet, values) in held.facets() {
            let values = values.iter().map(|value| {
                listed(plan, language, &plan.facet_label(words, facet, value), &facet_value_path(facet, value))
            });
            rows.add(&plan.facet_name(words, facet), values);
        }
        rows.facts.extend(of_kind);
        rows.say("fact-tags", held.tags().iter().map(|tag| listed(plan, language, tag, &tag_path(tag))));
        rows.say(
            "fact-cost",
            held.cost().map(|cost| FactValue::from(words.money(cost.amount, &cost.currency).as_str())),
        );
        rows.say("fact-created", held.created().map(|day| Day::from(day).into()));
        rows.say("fact-changed", held.changed().map(|day| Day::from(day).into()));
        rows.say("fact-written-by", held.authors().iter().map(|author| FactValue::from(author.as_str())));
        Self {
            review: review(document),
            status: held.status().and_then(status_name),
            audience: Sign { name: held.audience().as_str() },
            rows: rows.facts,
        }
    }
}

struct Rows<'w> {
    words: &'w Words,
    facts: Vec<Fact>,
}

impl Rows<'_> {
    /// Adds a fact whose label is a message.
    fn say(&mut self, message: &str, values: impl IntoIterator<Item = FactValue>) {
        self.add(&self.words.say(message), values);
    }

    fn add(&mut self, label: &str, values: impl IntoIterator<Item = FactValue>) {
        let values: Vec<FactValue> = values.into_iter().collect();
        if !values.is_empty() {
            self.facts.push(Fact { label: label.to_owned(), values });
        }
    }
}

fn review(document: &Planned<'_>) -> Option<ReviewFact> {
    let review = document.held.review()?;
    Some(ReviewFact {
        sign: review.state.into(),
        reviewed: review.reviewed.map(Day::from),
        reviewed_by: review.reviewed_by.map(str::to_owned),
        due: review.due.map(Day::from),
        expires: review.expires.map(Day::from),
    })
}

/// A value with a link to the list of all documents that have it, where there is one.
fn listed(plan: &Plan<'_>, language: &str, text: &str, path: &str) -> FactValue {
    FactValue {
        text: text.to_owned(),
        url: plan.list_in(language, path).map(|list| plan.base.page(&list.path)),
        day: None,
    }
}
