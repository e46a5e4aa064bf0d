//! Proof: whose concerns it takes away, what that costs, and when to use it.

use serde::Serialize;

use super::{
    super::{
        Link,
        deal::{self, Stage},
        field::scalar,
    },
    Draft,
};
use crate::site::plan::Plan;

/// A proof.
#[derive(Debug, Serialize)]
pub struct Proof {
    /// What sort it is of (`white-paper`).
    pub sort: Option<String>,
    /// When to use it.
    pub deploy_when: Option<String>,
    /// What using it once costs.
    pub cost: Option<String>,
    /// How often, or to whom.
    pub limit: Option<String>,
    /// Where in the customer life cycle it serves.
    pub stages: Vec<Stage>,
    /// The concerns that it takes away.
    pub concerns: Vec<Answered>,
}

/// A concern, as those say it who have it.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Answered {
    /// In their words; the id of one that no persona has.
    pub text: String,
    /// Who has it.
    pub personas: Vec<Link>,
}

impl Proof {
    /// What the fields of a proof say.
    pub fn new(draft: &mut Draft<'_, '_>) -> Self {
        draft.set_fields = &["type", "concerns", "stages", "cost_per_use", "deploy_when", "limit"];
        let (plan, held) = (draft.plan, draft.held());
        let words = draft.words();
        let text = |field| scalar(words, held.field(field)?);
        Self {
            sort: text("type"),
            deploy_when: text("deploy_when"),
            cost: deal::priced(words, deal::cost_per_use(held)),
            limit: text("limit"),
            stages: deal::by_stage(plan, held.language(), &[draft.number])
                .into_iter()
                .map(|(stage, _)| stage)
                .filter(|stage| stage.label.is_some())
                .collect(),
            concerns: deal::addressed(held).flat_map(|id| answered(plan, id, held.language())).collect(),
        }
    }
}

/// A concern in the words of each persona that has it; those that say it alike stand together. One that no persona of the build has
/// is only there for those who can mend that.
fn answered(plan: &Plan<'_>, id: &str, language: &str) -> Vec<Answered> {
    let mut found: Vec<Answered> = Vec::new();
    for number in deal::of_kind(plan, deal::PERSONA) {
        let persona = &plan.documents[plan.in_language(*number, language)];
        let Some(concern) = deal::concerns(persona.held).find(|concern| concern.id == id) else { continue };
        match found.iter_mut().find(|known| known.text == concern.text) {
            Some(known) => known.personas.push(persona.link()),
            None => found.push(Answered { text: concern.text.to_owned(), personas: vec![persona.link()] }),
        }
    }
    if found.is_empty() && plan.gate.is_internal() {
        found.push(Answered { text: id.to_owned(), personas: Vec::new() });
    }
    found
}
