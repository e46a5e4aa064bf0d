//! All proof: which concern it takes away at what cost, and when in a deal to use which.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::{
    Link, Sign,
    deal::{self, Stage},
    field::scalar,
};
use crate::site::plan::Plan;

/// The concern × type matrix, and what to use in which stage.
#[derive(Debug, Serialize)]
pub struct Proofs {
    /// Sorts of proof that are columns of the matrix (`white-paper`), that with the cheapest proof first.
    pub sorts: Vec<String>,
    /// The matrix, a concern each; empty for readers who see no concerns.
    pub rows: Vec<Row>,
    /// How many concerns there are that no proof takes away; internal readers only see that.
    pub holes: usize,
    /// What to use when, in the order of the life cycle; empty for readers who see nothing of it.
    pub stages: Vec<StageProofs>,
    /// Which columns of `stages` hold something.
    pub columns: Columns,
    /// The library's own currency.
    pub currency: String,
    /// Currencies other than the library's own, which come after it since nothing is converted.
    pub foreign: Vec<String>,
}

/// A concern and the proof against it.
#[derive(Debug, Serialize)]
pub struct Row {
    /// In the words of the first persona that has it.
    pub text: String,
    /// Who has it.
    pub personas: Vec<Link>,
    /// The cheapest proof that may be used today.
    pub first: Option<Item>,
    /// The proof by sort: a cell for each column.
    pub cells: Vec<Vec<Item>>,
}

/// A proof in a table.
#[derive(Clone, Debug, Serialize)]
pub struct Item {
    /// Its page.
    pub link: Link,
    /// What sort it is of.
    pub sort: String,
    /// What using it once costs.
    pub cost: Option<String>,
    /// How often, or to whom.
    pub limit: Option<String>,
    /// When to use it.
    pub deploy_when: Option<String>,
    /// Its review, where that isn't in order.
    pub review: Option<Sign>,
    #[serde(skip)]
    number: usize,
    #[serde(skip)]
    is_usable: bool,
}

/// What to use in a stage.
#[derive(Debug, Serialize)]
pub struct StageProofs {
    /// The stage.
    pub stage: Stage,
    /// The cheapest first.
    pub proofs: Vec<Item>,
}

/// Which columns of a table hold something.
#[derive(Debug, Serialize)]
pub struct Columns {
    /// Any cost.
    pub cost: bool,
    /// Any occasion.
    pub deploy_when: bool,
    /// Any limit.
    pub limit: bool,
    /// How many columns there are, with those that always are.
    pub count: usize,
}

impl Proofs {
    /// The overview of these proofs; `None` where its readers see nothing of it.
    pub fn new(plan: &Plan<'_>, language: &str, numbers: &[usize]) -> Option<Self> {
        let items = items(plan, language, numbers);
        let sorts = sorts(&items);
        let rows = rows(plan, language, &items, &sorts);
        let stages = stages(plan, language, &items);
        (!rows.is_empty() || !stages.is_empty()).then(|| Self {
            holes: rows.iter().filter(|row| row.first.is_none()).count(),
            columns: Columns::of(&items),
            currency: plan.library.config.currency.clone(),
            foreign: deal::foreign_currencies(
                plan,
                items.iter().filter_map(|item| deal::cost_per_use(plan.documents[item.number].held)),
            ),
            sorts,
            rows,
            stages,
        })
    }
}

impl Columns {
    fn of(items: &[Item]) -> Self {
        let any = |has: fn(&Item) -> bool| items.iter().any(has);
        let cost = any(|item| item.cost.is_some());
        let deploy_when = any(|item| item.deploy_when.is_some());
        let limit = any(|item| item.limit.is_some());
        let count = 2 + [cost, deploy_when, limit].into_iter().filter(|there| *there).count();
        Self { cost, deploy_when, limit, count }
    }
}

/// All proof that isn't retired, in the order of all tables: what may be used first, then the cheapest.
fn items(plan: &Plan<'_>, language: &str, numbers: &[usize]) -> Vec<Item> {
    let held = |number: usize| plan.documents[number].held;
    let in_use = numbers.iter().copied().filter(|number| !held(*number).is_retired());
    let mut items: Vec<Item> = in_use.map(|number| item(plan, language, number)).collect();
    items.sort_by(|left, right| {
        let costs = || {
            let (left, right) = (held(left.number), held(right.number));
            deal::by_cost(plan, deal::cost_per_use(left), deal::cost_per_use(right))
        };
        (!left.is_usable).cmp(&!right.is_usable).then_with(costs)
    });
    items
}

fn item(plan: &Plan<'_>, language: &str, number: usize) -> Item {
    let document = &plan.documents[number];
    let words = plan.words(language);
    let text = |field| scalar(words, document.held.field(field)?);
    Item {
        link: document.link(),
        sort: text("type").unwrap_or_default(),
        cost: deal::priced(words, deal::cost_per_use(document.held)),
        limit: text("limit"),
        deploy_when: text("deploy_when"),
        review: deal::caveat(document.held),
        number,
        is_usable: deal::is_usable(document.held),
    }
}

/// The sorts that there are, by their first item: that with the cheapest proof comes first. Readers who see no costs get them in
/// the order of their names.
fn sorts(items: &[Item]) -> Vec<String> {
    let mut sorts: Vec<String> = Vec::new();
    for item in items {
        if !item.sort.is_empty() && !sorts.contains(&item.sort) {
            sorts.push(item.sort.clone());
        }
    }
    if items.iter().all(|item| item.cost.is_none()) {
        sorts.sort();
    }
    sorts
}

/// A row for each concern, in the order of the personas. That no proof takes a concern away is for internal readers only: others
/// get the rows that have some.
fn rows(plan: &Plan<'_>, language: &str, items: &[Item], sorts: &[String]) -> Vec<Row> {
    let mut by_concern: BTreeMap<&str, Vec<&Item>> = BTreeMap::new();
    for item in items {
        for concern in deal::addressed(plan.documents[item.number].held) {
            by_concern.entry(concern).or_default().push(item);
        }
    }
    let mut rows: Vec<Row> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for number in deal::of_kind(plan, deal::PERSONA) {
        let persona = &plan.documents[plan.in_language(*number, language)];
        if persona.held.is_retired() {
            continue;
        }
        for concern in deal::concerns(persona.held) {
            let place = *places.entry(concern.id).or_insert(rows.len());
            if place == rows.len() {
                let against = by_concern.get(concern.id).map_or(&[] as &[_], Vec::as_slice);
                rows.push(row(concern.text, against, sorts));
            }
            let personas = &mut rows[place].personas;
            let link = persona.link();
            if !personas.contains(&link) {
                personas.push(link);
            }
        }
    }
    let is_shown = |row: &Row| plan.gate.is_internal() || row.cells.iter().any(|cell| !cell.is_empty());
    rows.into_iter().filter(is_shown).collect()
}

fn row(text: &str, against: &[&Item], sorts: &[String]) -> Row {
    let of_sort =
        |sort: &String| against.iter().filter(|item| item.sort == *sort).map(|item| (*item).clone()).collect();
    Row {
        text: text.to_owned(),
        personas: Vec::new(),
        first: against.iter().find(|item| item.is_usable).map(|item| (*item).clone()),
        cells: sorts.iter().map(of_sort).collect(),
    }
}

/// What to use when; nothing for readers who see of no proof where it serves.
fn stages(plan: &Plan<'_>, language: &str, items: &[Item]) -> Vec<StageProofs> {
    let numbers: Vec<usize> = items.iter().map(|item| item.number).collect();
    let by_number: BTreeMap<usize, &Item> = items.iter().map(|item| (item.number, item)).collect();
    let groups = deal::by_stage(plan, language, &numbers);
    if groups.iter().all(|(stage, _)| stage.label.is_none()) {
        return Vec::new();
    }
    let proofs = |numbers: Vec<usize>| {
        let items = numbers.iter().filter_map(|number| by_number.get(number));
        items.map(|item| (*item).clone()).collect()
    };
    groups.into_iter().map(|(stage, numbers)| StageProofs { stage, proofs: proofs(numbers) }).collect()
}
