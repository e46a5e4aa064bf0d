//! All plays by stage, in the order of the customer's life cycle.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::Entry;
use crate::{
    library::Value,
    site::{labels, plan::Plan},
};

/// All plays by stage.
#[derive(Debug, Serialize)]
pub struct Plays {
    /// The stages that have plays, in the order of the life cycle.
    pub stages: Vec<Stage>,
}

/// The plays of a stage.
#[derive(Debug, Serialize)]
pub struct Stage {
    /// "Engage"; `None` for plays whose stage isn't known.
    pub label: Option<String>,
    /// By title.
    pub plays: Vec<Play>,
}

/// A play.
#[derive(Debug, Serialize)]
pub struct Play {
    /// As all lists show it.
    pub entry: Entry,
    /// When to run it.
    pub trigger: Option<String>,
    /// How many steps it has.
    pub steps: usize,
}

impl Plays {
    /// The plays of these numbers, by stage, on a page in a language.
    pub fn new(plan: &Plan<'_>, language: &str, numbers: &[usize]) -> Self {
        let stages = plan.library.config.facets.iter().find(|facet| facet.name == "stage");
        let order = stages.map_or(&[] as &[_], |facet| facet.values.as_slice());
        let mut by_place: BTreeMap<usize, Vec<Play>> = BTreeMap::new();
        for number in numbers {
            let stage = plan.documents[*number].held.field("stage").and_then(Value::as_str);
            let place = order.iter().position(|value| Some(value.id.as_str()) == stage).unwrap_or(order.len());
            by_place.entry(place).or_default().push(play(plan, language, *number));
        }
        let words = plan.words(language);
        let label = |place: usize| Some(labels::facet_value(words, stages?, order.get(place)?));
        let stage = |(place, plays): (usize, _)| Stage { label: label(place), plays };
        Self { stages: by_place.into_iter().map(stage).collect() }
    }
}

fn play(plan: &Plan<'_>, language: &str, number: usize) -> Play {
    let held = plan.documents[number].held;
    Play {
        entry: Entry::to_filter(plan, number, language),
        trigger: held.field("trigger").and_then(Value::as_str).map(str::to_owned),
        steps: held.headings().filter(|heading| heading.level == 2).count(),
    }
}
