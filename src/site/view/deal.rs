//! What pages on deals have in common: personas' concerns, the proof that takes them away, what a use of it costs, and where in
//! the customer's life cycle a document serves.
//!
//! All of it is read through the gate: without costs nothing is sorted by cost, and a concern whose words the readers may not see
//! isn't there for them.

use std::{cmp::Ordering, collections::BTreeSet};

use serde::Serialize;

use super::{Link, Sign};
use crate::{
    library::{Data, Kind, Money, ReviewState, Status, Value},
    site::{
        gate::Held,
        plan::{Plan, facet_value_path, kind_path},
    },
    theme::Words,
};

/// The facet of the customer's life cycle.
pub const STAGE: &str = "stage";
/// The kind of those who decide, and the facet that names them where a library declares one.
pub const PERSONA: &str = "persona";

/// What a persona fears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Concern<'a> {
    /// What proof refers to.
    pub id: &'a str,
    /// In the persona's words.
    pub text: &'a str,
}

/// A stage of the customer's life cycle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stage {
    /// Its label; nothing for what serves at any time.
    pub label: Option<String>,
    /// The list of what serves in it.
    pub url: Option<String>,
    /// Its anchor on a persona's page.
    pub anchor: String,
}

impl Stage {
    /// For what serves at any time.
    pub fn any() -> Self {
        Self { label: None, url: None, anchor: stage_anchor(ANY_STAGE) }
    }
}

/// The documents of a kind, one for each id, by title.
pub fn of_kind<'p>(plan: &'p Plan<'_>, kind: &str) -> &'p [usize] {
    plan.listing(&kind_path(kind)).map_or(&[], |list| &list.entries)
}

/// The concerns of a persona, in its order.
pub fn concerns(persona: Held<'_>) -> impl Iterator<Item = Concern<'_>> {
    let concerns = persona.field("concerns").map_or(&[] as &[Value], Value::elements);
    concerns.iter().filter_map(|concern| {
        let table = concern.as_table()?;
        Some(Concern { id: table.get("id")?.as_str()?, text: table.get("text")?.as_str()? })
    })
}

/// Ids of the concerns that a document says it addresses.
pub fn addressed(held: Held<'_>) -> impl Iterator<Item = &str> {
    held.field("concerns").map_or(&[] as &[Value], Value::elements).iter().filter_map(Value::as_str)
}

/// What a use of a proof costs.
pub fn cost_per_use(proof: Held<'_>) -> Option<&Money> {
    amount(proof, "cost_per_use")
}

/// An amount in a field.
pub fn amount<'a>(held: Held<'a>, field: &str) -> Option<&'a Money> {
    match &held.field(field)?.data {
        Data::Money(money) => Some(money),
        _ => None,
    }
}

/// An amount for reading.
pub fn priced(words: &Words, amount: Option<&Money>) -> Option<String> {
    amount.map(|money| words.money(money.amount, &money.currency))
}

/// The cheaper first; what costs nobody knows what last. There are no rates of exchange here: amounts in the library's own currency
/// come first, others by currency after them.
pub fn by_cost(plan: &Plan<'_>, left: Option<&Money>, right: Option<&Money>) -> Ordering {
    let own = &plan.library.config.currency;
    let order = |money: &Money| (money.currency != *own, money.currency.clone());
    match (left, right) {
        (Some(left), Some(right)) => order(left).cmp(&order(right)).then_with(|| left.amount.total_cmp(&right.amount)),
        (left, right) => left.is_none().cmp(&right.is_none()),
    }
}

/// The currencies of some amounts apart from the library's own, each once.
pub fn foreign_currencies<'a>(plan: &Plan<'_>, amounts: impl Iterator<Item = &'a Money>) -> Vec<String> {
    let own = &plan.library.config.currency;
    let mut foreign: Vec<String> =
        amounts.map(|money| money.currency.clone()).filter(|currency| currency != own).collect();
    foreign.sort();
    foreign.dedup();
    foreign
}

/// Whether it may be used today, as far as these readers may know: neither retired nor expired nor still being written.
pub fn is_usable(held: Held<'_>) -> bool {
    let expired = held.review().is_some_and(|review| review.state == ReviewState::Expired);
    !held.is_retired() && !expired && held.status().is_none_or(|status| status == Status::Approved)
}

/// The review of a document that a reader should know of before using it; `None` where it is in order.
pub fn caveat(held: Held<'_>) -> Option<Sign> {
    let state = held.review()?.state;
    (state != ReviewState::Reviewed).then(|| state.into())
}

/// Ids of the stages that a document serves in.
pub fn stage_ids(held: Held<'_>) -> Vec<&str> {
    held.facet_values().into_iter().filter(|(facet, _)| *facet == STAGE).map(|(_, id)| id).collect()
}

/// Documents by the stages that they serve in, in the order of the life cycle; those that serve at any time last, as the stage
/// without a label. A document stands in each of its stages; a stage without documents isn't there.
pub fn by_stage(plan: &Plan<'_>, language: &str, numbers: &[usize]) -> Vec<(Stage, Vec<usize>)> {
    let stages = plan.library.config.facet(STAGE).map_or(&[] as &[_], |facet| &facet.values);
    let mut groups: Vec<(Stage, Vec<usize>)> =
        stages.iter().map(|stage| (self::stage(plan, language, &stage.id), Vec::new())).collect();
    groups.push((Stage::any(), Vec::new()));
    let any_time = groups.len() - 1;
    for number in numbers {
        let ids = stage_ids(plan.documents[*number].held);
        let places = stages.iter().enumerate().filter(|(_, stage)| ids.contains(&stage.id.as_str()));
        let places: Vec<usize> = places.map(|(place, _)| place).collect();
        for place in if places.is_empty() { vec![any_time] } else { places } {
            groups[place].1.push(*number);
        }
    }
    groups.retain(|(_, numbers)| !numbers.is_empty());
    groups
}

/// Stands for 'at any stage' in anchors.
pub const ANY_STAGE: &str = "any";

/// The anchor of what serves in a stage, on a persona's page.
pub fn stage_anchor(stage: &str) -> String {
    format!("serves-{stage}")
}

/// A stage with the list of what serves in it.
pub fn stage(plan: &Plan<'_>, language: &str, id: &str) -> Stage {
    let list = plan.list_in(language, &facet_value_path(STAGE, id));
    Stage {
        anchor: stage_anchor(id),
        label: Some(plan.facet_label(plan.words(language), STAGE, id)),
        url: list.map(|list| plan.base.page(&list.path)),
    }
}

/// The documents that serve a persona, one for each id, in the plan's order: those that link to it or name it, those with it as a
/// value of a facet `persona`, and those that address one of its concerns. What is retired doesn't serve, and other personas are no
/// content.
pub fn serving(plan: &Plan<'_>, persona: usize) -> Vec<usize> {
    let mut found: BTreeSet<usize> = BTreeSet::new();
    let mut fears: BTreeSet<&str> = BTreeSet::new();
    for variant in plan.variants(persona) {
        found.extend(&plan.documents[*variant].backlinks);
        fears.extend(concerns(plan.documents[*variant].held).map(|concern| concern.id));
    }
    let id = plan.documents[persona].held.id().as_str();
    let name = id.rsplit('/').next().unwrap_or(id);
    found.extend(plan.listing(&facet_value_path(PERSONA, name)).into_iter().flat_map(|list| &list.entries));
    let addresses = |number: &&usize| addressed(plan.documents[**number].held).any(|id| fears.contains(id));
    found.extend(that_address(plan).filter(addresses));
    let main = found.into_iter().map(|number| plan.variants(number).first().copied().unwrap_or(number));
    let main: BTreeSet<usize> = main.collect();
    main.into_iter().filter(|number| is_content(plan.documents[*number].held)).collect()
}

/// Documents of the kinds that say which concerns they address.
fn that_address<'p>(plan: &'p Plan<'_>) -> impl Iterator<Item = &'p usize> {
    let says = |kind: &&Kind| kind.name != PERSONA && kind.fields.iter().any(|field| field.name == "concerns");
    plan.library.kinds.iter().filter(says).flat_map(|kind| of_kind(plan, &kind.name))
}

fn is_content(held: Held<'_>) -> bool {
    held.kind_name() != PERSONA && held.id().as_str() != "index" && !held.is_retired()
}

/// A document in a short list.
#[derive(Clone, Debug, Serialize)]
pub struct Piece {
    /// Its page.
    #[serde(flatten)]
    pub link: Link,
    /// What it is ("Case study").
    pub kind: String,
    /// Its language, where that isn't the page's.
    pub language: Option<String>,
    /// Its review, where that isn't in order.
    pub review: Option<Sign>,
}

impl Piece {
    /// A document on a page in a language.
    pub fn new(plan: &Plan<'_>, number: usize, language: &str) -> Self {
        let document = &plan.documents[plan.in_language(number, language)];
        let held = document.held;
        Self {
            link: document.link(),
            kind: plan.kind_label(plan.words(language), held),
            language: (held.language() != language).then(|| held.language().to_owned()),
            review: caveat(held),
        }
    }
}

/// Documents in the order of kinds, each kind's by title.
pub fn sort_by_kind(plan: &Plan<'_>, numbers: &mut [usize]) {
    let place = |name: &str| plan.library.kinds.iter().position(|kind| kind.name == name);
    numbers.sort_by_cached_key(|number| {
        let held = plan.documents[*number].held;
        (place(held.kind_name()), held.title().to_lowercase(), *number)
    });
}

#[cfg(test)]
pub(super) mod tests;
