//! The content map: stages by personas, industries and all other facets. Where is nothing?
//!
//! Only for internal readers: that something is missing is the company's own matter.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::super::deal::{self, Stage};
use crate::{
    library::ReviewState,
    site::{
        address::encoded,
        gate::Held,
        plan::{Plan, facet_value_path},
    },
};

/// The facet by whose values the personas' table is set apart.
const INDUSTRY: &str = "industry";
/// Values of that facet up to which there is a table for each.
const SMALL_TABLES: usize = 12;

/// The content map.
#[derive(Debug, Serialize)]
pub struct Map {
    /// The stages in their order; the last is for what serves at any time.
    pub stages: Vec<Stage>,
    /// A table for the personas, and one for each facet.
    pub tables: Vec<Table>,
    /// The personas' table for each industry.
    pub by_industry: Vec<Table>,
    /// Documents that it counts.
    pub count: usize,
}

/// A table: rows by stages.
#[derive(Debug, Serialize)]
pub struct Table {
    /// Its anchor.
    pub name: String,
    /// What its rows are; nothing for the personas.
    pub label: Option<String>,
    /// The rows.
    pub rows: Vec<Row>,
    /// How many of its cells are empty; what serves at any time isn't missing anywhere.
    pub holes: usize,
}

/// A persona, or a facet's value.
#[derive(Debug, Serialize)]
pub struct Row {
    /// What it is called.
    pub label: String,
    /// Its page.
    pub url: Option<String>,
    /// A cell for each stage.
    pub cells: Vec<Cell>,
}

/// What there is for a stage.
#[derive(Debug, Serialize)]
pub struct Cell {
    /// How many documents.
    pub count: usize,
    /// How many of them are overdue or have expired.
    pub stale: usize,
    /// Where they are listed.
    pub url: Option<String>,
    /// Whether it is missing: nothing serves here, in a stage.
    pub hole: bool,
}

/// The documents that the map counts, with the places of their stages.
struct Counted<'p, 'a> {
    plan: &'p Plan<'a>,
    /// Ids of the stages in their order.
    stages: Vec<&'p str>,
    /// Places of the stages of each document; the place behind the last one for any time.
    places: BTreeMap<usize, Vec<usize>>,
}

impl Map {
    /// The map of a plan.
    pub fn new(plan: &Plan<'_>) -> Self {
        let language = plan.library.config.language.as_str();
        let counted = Counted::new(plan);
        let personas = personas(plan);
        let mut tables = vec![counted.personas(None, &personas)];
        tables.retain(|table| !table.rows.is_empty());
        let facets =
            plan.library.config.facets.iter().filter(|facet| facet.name != deal::STAGE && !facet.values.is_empty());
        tables.extend(facets.map(|facet| counted.facet(&facet.name)));
        let stages = counted.stages.iter().map(|id| deal::stage(plan, language, id));
        Self {
            stages: stages.chain([Stage::any()]).collect(),
            by_industry: by_industry(&counted, &personas),
            tables,
            count: counted.places.len(),
        }
    }
}

/// The personas in use, each with the documents that serve it.
fn personas(plan: &Plan<'_>) -> Vec<(usize, BTreeSet<usize>)> {
    let personas = deal::of_kind(plan, deal::PERSONA).iter().copied();
    let in_use = personas.filter(|number| !plan.documents[*number].held.is_retired());
    in_use.map(|number| (number, deal::serving(plan, number).into_iter().collect())).collect()
}

/// The personas' table for each industry, of the documents that name it; none where that would be too many or no table to compare.
fn by_industry(counted: &Counted<'_, '_>, personas: &[(usize, BTreeSet<usize>)]) -> Vec<Table> {
    let values = counted.plan.library.config.facet(INDUSTRY).map_or(&[] as &[_], |facet| &facet.values);
    if personas.is_empty() || values.is_empty() || values.len() > SMALL_TABLES {
        return Vec::new();
    }
    values.iter().map(|value| counted.personas(Some(value.id.as_str()), personas)).collect()
}

fn is_stale(held: Held<'_>) -> bool {
    held.review().is_some_and(|review| matches!(review.state, ReviewState::Overdue | ReviewState::Expired))
}

impl<'p, 'a> Counted<'p, 'a> {
    fn new(plan: &'p Plan<'a>) -> Self {
        let stages: Vec<&str> = plan
            .library
            .config
            .facet(deal::STAGE)
            .map_or_else(Vec::new, |facet| facet.values.iter().map(|value| value.id.as_str()).collect());
        let in_use = plan.listed.iter().copied().filter(|number| !plan.documents[*number].held.is_retired());
        let places = in_use.map(|number| {
            let ids = deal::stage_ids(plan.documents[number].held);
            let own = stages.iter().enumerate().filter(|(_, stage)| ids.contains(stage)).map(|(place, _)| place);
            let own: Vec<usize> = own.collect();
            (number, if own.is_empty() { vec![stages.len()] } else { own })
        });
        Self { plan, places: places.collect(), stages }
    }

    /// The table of the personas; for one industry, of the documents that name it.
    fn personas(&self, industry: Option<&str>, personas: &[(usize, BTreeSet<usize>)]) -> Table {
        let names_it = |number: &usize| {
            let pairs = self.plan.documents[*number].held.facet_values();
            industry.is_none_or(|industry| pairs.contains(&(INDUSTRY, industry)))
        };
        let rows = personas.iter().map(|(persona, serving)| {
            let page = self.plan.documents[*persona].link();
            let link = |place: usize| {
                let stage = self.stages.get(place).copied().unwrap_or(deal::ANY_STAGE);
                industry.is_none().then(|| format!("{}#{}", page.url, deal::stage_anchor(stage)))
            };
            let cells = self.cells(serving.iter().copied().filter(names_it), link);
            Row { cells, url: Some(page.url.clone()), label: page.text.clone() }
        });
        let label = industry.map(|id| self.value_label(INDUSTRY, id));
        let name = industry.map_or_else(|| deal::PERSONA.to_owned(), |id| format!("{}-{id}", deal::PERSONA));
        Table::new(name, label, rows.collect())
    }

    /// The table of a facet.
    fn facet(&self, facet: &str) -> Table {
        let mut by_value: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for number in self.places.keys() {
            let pairs = self.plan.documents[*number].held.facet_values().into_iter();
            for (_, value) in pairs.filter(|(name, _)| *name == facet) {
                by_value.entry(value).or_default().push(*number);
            }
        }
        let values = self.plan.library.config.facet(facet).map_or(&[] as &[_], |facet| &facet.values);
        let rows = values.iter().map(|value| {
            let numbers = by_value.remove(value.id.as_str()).unwrap_or_default();
            let search = |stage: &str| {
                format!("{}?f={}&f={}", self.plan.base.page(""), filter(deal::STAGE, stage), filter(facet, &value.id))
            };
            let list = self.plan.listing(&facet_value_path(facet, &value.id));
            Row {
                label: self.value_label(facet, &value.id),
                url: list.map(|list| self.plan.base.page(&list.path)),
                cells: self.cells(numbers.into_iter(), |place| self.stages.get(place).map(|stage| search(stage))),
            }
        });
        let words = self.plan.words(&self.plan.library.config.language);
        Table::new(format!("facet-{facet}"), Some(self.plan.facet_name(words, facet)), rows.collect())
    }

    fn value_label(&self, facet: &str, value: &str) -> String {
        self.plan.facet_label(self.plan.words(&self.plan.library.config.language), facet, value)
    }

    /// A cell for each stage, and one for any time.
    fn cells(&self, numbers: impl Iterator<Item = usize>, link: impl Fn(usize) -> Option<String>) -> Vec<Cell> {
        let mut cells: Vec<(usize, usize)> = vec![(0, 0); self.stages.len() + 1];
        for number in numbers {
            let stale = usize::from(is_stale(self.plan.documents[number].held));
            for place in self.places.get(&number).into_iter().flatten() {
                cells[*place].0 += 1;
                cells[*place].1 += stale;
            }
        }
        let cell = |(place, (count, stale)): (usize, (usize, usize))| Cell {
            count,
            stale,
            url: link(place).filter(|_| count > 0),
            hole: count == 0 && place < self.stages.len(),
        };
        cells.into_iter().enumerate().map(cell).collect()
    }
}

impl Table {
    fn new(name: String, label: Option<String>, rows: Vec<Row>) -> Self {
        let holes = rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.hole).count();
        Self { name, label, rows, holes }
    }
}

/// A filter of search, as addresses have it.
fn filter(facet: &str, value: &str) -> String {
    encoded(&format!("{facet}:{value}")).replace('&', "%26").replace('+', "%2B")
}
