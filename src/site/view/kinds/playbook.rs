//! A play: when to run it, its steps with what to say, ask and do in each, and what shows that it is done.

mod cut;
mod part;

use std::collections::BTreeMap;

use serde::Serialize;

use self::{
    cut::Cut,
    part::{Proofs, StepPart},
};
use super::{
    super::{
        Link, Sign,
        field::{documents, scalar},
        fragment, section,
    },
    Draft,
};
use crate::{
    library::Value,
    markdown::Heading,
    site::{gate::Held, plan::Plan},
    theme::Words,
};

/// The facet whose values are the stages of the customer's life cycle.
const STAGE: &str = "stage";

/// A play.
#[derive(Debug, Serialize)]
pub struct Playbook {
    /// Its id: what the reader ticks off is kept under it.
    pub id: String,
    /// When to run it.
    pub trigger: Option<String>,
    /// What must be true when it is done.
    pub exit_criteria: Vec<String>,
    /// Whom it is played with.
    pub personas: Vec<Link>,
    /// What stands before the first step, as HTML.
    pub lead: String,
    /// In order.
    pub steps: Vec<Step>,
    /// How many tasks all steps have.
    pub tasks: usize,
    /// How much there is to set on one sheet of paper.
    pub length: Length,
}

/// How much text a play has: longer ones are printed in smaller type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Length {
    /// Up to 3,300 characters.
    Usual,
    /// Up to 4,600 characters.
    Long,
    /// More than that.
    VeryLong,
}

impl Length {
    fn of(body: &str) -> Self {
        match fragment::text(body).chars().count() {
            ..3300 => Self::Usual,
            3300..4600 => Self::Long,
            _ => Self::VeryLong,
        }
    }
}

/// A step of a play.
#[derive(Debug, Serialize)]
pub struct Step {
    /// Anchor of its heading.
    pub anchor: String,
    /// Its heading's words, as HTML without elements.
    pub title: String,
    /// Where in the life cycle it is.
    pub stage: Option<String>,
    /// For whom alone it is, where it stands in a block for one audience.
    pub audience: Option<Sign>,
    /// Whether the step before is in the same stage.
    pub stays: bool,
    /// Its heading, as HTML.
    pub heading: String,
    /// What stands before its first part, as HTML.
    pub lead: String,
    /// Its parts in the author's order.
    pub parts: Vec<StepPart>,
    /// How many tasks it has.
    pub tasks: usize,
}

impl Playbook {
    /// Takes the body of a play apart.
    pub fn new(draft: &mut Draft<'_, '_>) -> Self {
        draft.set_fields = &["trigger", "exit_criteria", "personas"];
        // The steps stand beside the text by themselves.
        draft.contents.clear();
        let (plan, held, words) = (draft.plan, draft.held(), draft.words());
        let body = std::mem::take(&mut draft.body);
        let (lead, steps) = Reading::new(plan, held).steps(&body);
        let exit_criteria = held.field("exit_criteria").map_or(&[] as &[Value], Value::elements);
        Self {
            id: held.id().to_string(),
            trigger: held.field("trigger").and_then(|trigger| scalar(words, trigger)),
            exit_criteria: exit_criteria.iter().filter_map(|criterion| scalar(words, criterion)).collect(),
            personas: personas(plan, held),
            lead,
            tasks: steps.iter().map(|step| step.tasks).sum(),
            steps,
            length: Length::of(&body),
        }
    }
}

fn personas(plan: &Plan<'_>, held: Held<'_>) -> Vec<Link> {
    let numbers = held.field("personas").map_or_else(Vec::new, |personas| documents(plan, held, personas));
    numbers.into_iter().map(|number| plan.documents[number].link()).collect()
}

/// What it takes to read a play's body.
struct Reading<'p, 'a> {
    plan: &'p Plan<'a>,
    words: &'a Words,
    /// By anchor.
    headings: BTreeMap<&'a str, &'a Heading>,
    proofs: Proofs<'p, 'a>,
    /// The stage of the play: that of steps which name none.
    stage: Option<&'a str>,
}

impl<'p, 'a> Reading<'p, 'a> {
    fn new(plan: &'p Plan<'a>, held: Held<'a>) -> Self {
        Self {
            plan,
            words: plan.words(held.language()),
            headings: held.headings().map(|heading| (heading.anchor.as_str(), heading)).collect(),
            proofs: Proofs::new(plan, held),
            stage: held.field(STAGE).and_then(Value::as_str),
        }
    }

    /// What stands before the first step, and the steps.
    fn steps(&self, body: &str) -> (String, Vec<Step>) {
        let (lead, cuts) = cut::steps(body);
        let mut steps = Vec::<Step>::with_capacity(cuts.len());
        for cut in cuts {
            let step = self.step(cut);
            let stays = steps.last().is_some_and(|before| before.stage == step.stage);
            steps.push(Step { stays, ..step });
        }
        (lead, steps)
    }

    fn step(&self, cut: Cut) -> Step {
        let heading = self.headings.get(cut.anchor.as_str());
        let named = heading.and_then(|heading| heading.attributes.get(STAGE)).map(String::as_str);
        let (lead, parts): (Vec<_>, Vec<_>) =
            section::split_at(&cut.body, "h3").into_iter().partition(|part| part.anchor.is_empty());
        Step {
            stage: named.or(self.stage).map(|stage| self.plan.facet_label(self.words, STAGE, stage)),
            stays: false,
            audience: cut.audience.map(|name| Sign { name }),
            title: fragment::text(&cut.heading),
            lead: lead.iter().map(|part| part.html).collect(),
            parts: parts
                .into_iter()
                .map(|part| StepPart::new(part, self.headings.get(part.anchor).copied(), &self.proofs))
                .collect(),
            tasks: part::tasks(&cut.body),
            anchor: cut.anchor,
            heading: cut.heading,
        }
    }
}
