//! What is used most in each stage, by the summary that is committed with the library (`usage.json`).

use std::cmp::Reverse;

use serde::Serialize;

use super::{Day, Link};
use crate::{
    library::DocumentId,
    site::plan::{Plan, facet_value_path},
};

/// Documents of a stage that its own page shows, and the home page.
const OF_A_PAGE: usize = 5;
const ON_HOME: usize = 3;

/// What is used most.
#[derive(Debug, Serialize)]
pub struct MostUsed {
    /// By stage, in the order in which the library declares stages.
    pub stages: Vec<Stage>,
    /// The first day that counts.
    pub from: Day,
    /// The last one.
    pub to: Day,
    /// Whether that is made up.
    pub made_up: bool,
}

/// What is used most in a stage.
#[derive(Debug, Serialize)]
pub struct Stage {
    /// What it's called.
    pub title: String,
    /// The list of its documents, where there is one.
    pub url: Option<String>,
    /// The most used first.
    pub documents: Vec<Used>,
}

/// A document that is used.
#[derive(Debug, Serialize)]
pub struct Used {
    /// Its page.
    #[serde(flatten)]
    pub link: Link,
    /// Its language, where that isn't the page's.
    pub language: Option<String>,
    /// What it is ("Case study").
    pub kind: String,
    /// How often it was used, for deals in that stage.
    pub uses: u64,
}

/// What is used most in all stages, for the home page of a language. `None` where nothing is known of use, or readers may not see it.
pub fn by_stage(plan: &Plan<'_>, language: &str) -> Option<MostUsed> {
    of(plan, language, ON_HOME, |_| true)
}

/// What is used most in the stage that a list in a language is of, by its folder in the site.
pub fn in_list(plan: &Plan<'_>, language: &str, list: &str) -> Option<MostUsed> {
    of(plan, language, OF_A_PAGE, |stage| plan.path_in(language, &facet_value_path("stage", stage)) == list)
}

fn of(plan: &Plan<'_>, language: &str, most: usize, is_asked: impl Fn(&str) -> bool) -> Option<MostUsed> {
    let usage = plan.gate.usage()?;
    let values = &plan.library.config.facet("stage")?.values;
    let stages = values.iter().filter(|value| is_asked(&value.id)).map(|value| Stage {
        title: plan.facet_label(plan.words(language), "stage", &value.id),
        url: plan.list_in(language, &facet_value_path("stage", &value.id)).map(|list| plan.base.page(&list.path)),
        documents: documents(plan, language, &value.id).into_iter().take(most).collect(),
    });
    let stages: Vec<Stage> = stages.filter(|stage| !stage.documents.is_empty()).collect();
    (!stages.is_empty()).then(|| MostUsed {
        stages,
        from: usage.from.into(),
        to: usage.to.into(),
        made_up: usage.made_up,
    })
}

/// Documents that were used for deals in a stage, the most used first. What is retired isn't to be used any more.
fn documents(plan: &Plan<'_>, language: &str, stage: &str) -> Vec<Used> {
    let usage = plan.gate.usage().into_iter().flat_map(|usage| &usage.documents);
    let used = usage.filter_map(|(id, document)| Some((*document.stages.get(stage).filter(|uses| **uses > 0)?, id)));
    let mut used: Vec<(u64, &String)> = used.collect();
    used.sort_by_key(|(uses, id)| (Reverse(*uses), *id));
    let found = used.into_iter().filter_map(|(uses, id)| {
        let number = plan.find(&DocumentId::new(id), language)?;
        let document = &plan.documents[number];
        (!document.held.is_retired()).then(|| Used {
            link: document.link(),
            language: document.other_language(language),
            kind: plan.kind_label(plan.words(language), document.held),
            uses,
        })
    });
    found.collect()
}
