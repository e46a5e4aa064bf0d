//! The same question answered for other languages, regions, industries or products, side by side.
//!
//! A variant names its base (`variant_of`); translations of an answer are variants too.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{response, short};
use crate::{
    markdown::Part,
    site::{
        plan::{Plan, ids},
        view::Sign,
    },
    theme::{Words, language},
};

/// Variants that a page shows at most.
const SHOWN: usize = 40;

/// A variant of an answer.
#[derive(Debug, Serialize)]
pub struct Variant {
    /// Its page.
    pub url: String,
    /// Its title.
    pub title: String,
    /// BCP 47 tag of its language.
    pub language: String,
    /// Whether it is the page's own answer.
    pub current: bool,
    /// Whether it is the one that the others are variants of.
    pub base: bool,
    /// What is answered in a word.
    pub response: Option<Sign>,
    /// Whether that isn't what the page's own answer says.
    pub differs: bool,
    /// The answer in a line, cut at its placeholders.
    pub short: Vec<Part>,
    /// What tells it from the others.
    pub marks: Vec<Mark>,
}

/// What tells a variant from others.
#[derive(Debug, Serialize)]
pub struct Mark {
    /// A facet's label; `None` for the language.
    pub facet: Option<String>,
    /// Its values; none where it holds for all that no other variant is for.
    pub values: Vec<String>,
}

/// All variants of an answer, the base first; empty where it is the only one.
pub(super) fn of(plan: &Plan<'_>, number: usize) -> Vec<Variant> {
    let base = base_of(plan, number);
    let family = family(plan, base);
    if family.len() < 2 {
        return Vec::new();
    }
    let telling = Telling::new(plan, &family);
    let own = response(plan.documents[number].held);
    let words = plan.words(plan.documents[number].held.language());
    let variant = |variant: usize| {
        let document = &plan.documents[variant];
        let held = document.held;
        Variant {
            url: document.url.clone(),
            title: held.title().to_owned(),
            language: held.language().to_owned(),
            current: variant == number,
            base: variant == base,
            response: response(held),
            differs: response(held) != own,
            short: short(held),
            marks: telling.marks(plan, words, variant),
        }
    };
    family.into_iter().map(variant).collect()
}

/// The answer that an answer is a variant of, or a variant of a variant of; itself where it is of none.
fn base_of(plan: &Plan<'_>, number: usize) -> usize {
    let mut seen = BTreeSet::from([number]);
    let mut base = number;
    while let Some(above) = above(plan, base).filter(|above| seen.insert(*above)) {
        base = above;
    }
    base
}

/// What an answer says that it is a variant of.
fn above(plan: &Plan<'_>, number: usize) -> Option<usize> {
    let held = plan.documents[number].held;
    let id = ids(held.field("variant_of")?).next()?;
    plan.find(&id, held.language()).filter(|above| plan.documents[*above].held.kind_name() == "answer")
}

/// The base and all that are variants of it or of its variants, with their translations.
fn family(plan: &Plan<'_>, base: usize) -> Vec<usize> {
    let mut family: Vec<usize> = plan.variants(base).to_vec();
    let mut known: BTreeSet<usize> = family.iter().copied().collect();
    let mut at = 0;
    while let Some(member) = family.get(at).copied().filter(|_| family.len() < SHOWN) {
        at += 1;
        // A variant names its base in a field, so it's among those that lead there.
        for from in &plan.documents[member].backlinks {
            if above(plan, *from) == Some(member) {
                family.extend(plan.variants(*from).iter().filter(|variant| known.insert(**variant)));
            }
        }
    }
    family.truncate(SHOWN);
    family
}

/// What differs within a family.
struct Telling {
    facets: Vec<String>,
    by_language: bool,
}

impl Telling {
    fn new(plan: &Plan<'_>, family: &[usize]) -> Self {
        let values: Vec<BTreeMap<&str, BTreeSet<&String>>> = family
            .iter()
            .map(|number| plan.documents[*number].held.facets())
            .map(|facets| facets.map(|(facet, values)| (facet, values.iter().collect())).collect())
            .collect();
        let differs = |facet: &str| values.iter().any(|of_one| of_one.get(facet) != values[0].get(facet));
        let facets = plan.library.config.facets.iter().map(|facet| facet.name.clone());
        let languages: BTreeSet<&str> = family.iter().map(|number| plan.documents[*number].held.language()).collect();
        Self { facets: facets.filter(|facet| differs(facet)).collect(), by_language: languages.len() > 1 }
    }

    /// In the words of the page that shows it.
    fn marks(&self, plan: &Plan<'_>, words: &Words, number: usize) -> Vec<Mark> {
        let held = plan.documents[number].held;
        let of_facet = |facet: &String| {
            let own = held.facets().find(|(name, _)| name == facet).map_or(&[] as &[String], |(_, values)| values);
            Mark {
                facet: Some(plan.facet_name(words, facet)),
                values: own.iter().map(|value| plan.facet_label(words, facet, value)).collect(),
            }
        };
        let language = Mark { facet: None, values: vec![language::name(held.language()).to_owned()] };
        self.facets.iter().map(of_facet).chain(self.by_language.then_some(language)).collect()
    }
}
