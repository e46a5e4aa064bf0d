//! What all personas have in common: who we don't sell to.

use serde::Serialize;

use super::super::{Link, field::scalar};
use crate::{library::Value, site::plan::Plan};

/// What the list of personas shows beyond them.
#[derive(Debug, Serialize)]
pub struct Personas {
    /// Who we don't sell to, by persona.
    pub not_for_us: Vec<NotForUs>,
}

/// What shows that a persona is no customer for us.
#[derive(Debug, Serialize)]
pub struct NotForUs {
    /// The persona's page.
    pub persona: Link,
    /// What shows it.
    pub signs: Vec<String>,
}

impl Personas {
    /// What these personas have in common; `None` where readers don't see it.
    pub fn new(plan: &Plan<'_>, language: &str, numbers: &[usize]) -> Option<Self> {
        let words = plan.words(language);
        let not_for_us = numbers.iter().filter_map(|number| {
            let document = &plan.documents[*number];
            let signs: Vec<String> = document
                .held
                .field("not_for_us")
                .map(Value::elements)?
                .iter()
                .filter_map(|sign| scalar(words, sign))
                .collect();
            (!signs.is_empty()).then(|| NotForUs { persona: document.link(), signs })
        });
        let not_for_us: Vec<NotForUs> = not_for_us.collect();
        (!not_for_us.is_empty()).then_some(Self { not_for_us })
    }
}
