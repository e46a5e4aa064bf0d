//! A persona: what they decide and fear, and all that serves them in the order of the customer's life cycle.

use serde::Serialize;

use super::{
    super::{
        deal::{self, Concern, Piece, Stage},
        field::scalar,
    },
    Draft,
};
use crate::{
    library::{Target, Value},
    markdown::ContentsEntry,
    site::plan::Plan,
};

/// Documents of a stage that stand there at once; the others are unfolded.
const SHOWN: usize = 12;
/// Documents of a stage that the page holds at most.
const HELD: usize = 200;

/// A persona.
#[derive(Debug, Serialize)]
pub struct Persona {
    /// What part they have in the decision.
    pub role: Option<String>,
    /// What keeps them from buying.
    pub concerns: Vec<Fear>,
    /// Why they buy.
    pub reasons_to_buy: Vec<String>,
    /// Why they don't.
    pub reasons_not_to: Vec<String>,
    /// What shows that they are no customer for us.
    pub not_for_us: Vec<String>,
    /// All that serves them.
    pub stages: Vec<Served>,
}

/// A concern and what addresses it.
#[derive(Debug, Serialize)]
pub struct Fear {
    /// Where links to the concern lead; nothing where the body has that anchor.
    pub anchor: Option<String>,
    /// In the persona's words.
    pub text: String,
    /// Proof, the cheapest first; then answers, plays and all else that leads to the concern.
    pub against: Vec<Piece>,
    /// `unanswered` where nothing addresses it, `unproven` where no proof does that may be used today; for internal readers.
    pub hole: Option<&'static str>,
}

/// What serves in a stage.
#[derive(Debug, Serialize)]
pub struct Served {
    /// The stage.
    pub stage: Stage,
    /// What stands there at once.
    pub shown: Vec<Piece>,
    /// What is unfolded.
    pub folded: Vec<Piece>,
    /// How many more there are.
    pub more: usize,
}

impl Persona {
    /// What the fields of a persona say, and what the library holds for it.
    pub fn new(draft: &mut Draft<'_, '_>) -> Self {
        draft.set_fields = &["role_in_decision", "concerns", "reasons_to_buy", "reasons_not_to", "not_for_us"];
        let (plan, held) = (draft.plan, draft.held());
        let serving = deal::serving(plan, draft.number);
        let words = draft.words();
        let texts = |field| {
            let elements = held.field(field).map_or(&[] as &[Value], Value::elements);
            elements.iter().filter_map(|text| scalar(words, text)).collect()
        };
        let persona = Self {
            role: held.field("role_in_decision").and_then(|role| scalar(words, role)),
            concerns: fears(draft, &serving),
            reasons_to_buy: texts("reasons_to_buy"),
            reasons_not_to: texts("reasons_not_to"),
            not_for_us: texts("not_for_us"),
            stages: served(plan, &serving, held.language()),
        };
        persona.add_contents(draft);
        persona
    }

    /// Puts what the page sets before and behind the body into its table of contents.
    fn add_contents(&self, draft: &mut Draft<'_, '_>) {
        let words = draft.words();
        let entry = |anchor: &str| ContentsEntry { level: 2, anchor: anchor.to_owned(), text: words.say(anchor) };
        let sections = [
            ("persona-concerns", !self.concerns.is_empty(), true),
            ("persona-not-for-us", !self.not_for_us.is_empty(), true),
            ("persona-serves", !self.stages.is_empty(), false),
        ];
        let there =
            |before_body| sections.into_iter().filter(move |(_, is_there, before)| *is_there && *before == before_body);
        draft.contents.splice(0..0, there(true).map(|(anchor, ..)| entry(anchor)));
        draft.contents.extend(there(false).map(|(anchor, ..)| entry(anchor)));
    }
}

fn fears(draft: &Draft<'_, '_>, serving: &[usize]) -> Vec<Fear> {
    let plan = draft.plan;
    let mut addressed: Vec<(usize, Vec<String>)> =
        serving.iter().map(|number| (*number, addressed_by(plan, *number, draft.number))).collect();
    addressed.sort_by_cached_key(|(number, _)| plan.documents[*number].held.title().to_lowercase());
    let fear = |concern: Concern<'_>| {
        let against = addressed.iter().filter(|(_, ids)| ids.iter().any(|id| id == concern.id));
        let against = ordered(plan, against.map(|(number, _)| *number).collect());
        let has_proof = against.iter().any(|number| is_proof(plan, *number));
        Fear {
            anchor: Some(concern.id.to_owned()).filter(|id| !draft.body.contains(&format!("id=\"{id}\""))),
            text: concern.text.to_owned(),
            hole: match against.is_empty() {
                _ if !plan.gate.is_internal() || has_proof => None,
                true => Some("unanswered"),
                false => Some("unproven"),
            },
            against: against.into_iter().map(|number| Piece::new(plan, number, draft.held().language())).collect(),
        }
    };
    deal::concerns(draft.held()).map(fear).collect()
}

/// Whether it is proof that may be used today.
fn is_proof(plan: &Plan<'_>, number: usize) -> bool {
    let held = plan.documents[number].held;
    held.kind_name() == "proof" && deal::is_usable(held)
}

/// Proof first, the cheapest first; then all else by kind.
fn ordered(plan: &Plan<'_>, mut numbers: Vec<usize>) -> Vec<usize> {
    deal::sort_by_kind(plan, &mut numbers);
    let cost = |number: usize| deal::cost_per_use(plan.documents[number].held);
    numbers.sort_by(|left, right| {
        is_proof(plan, *right).cmp(&is_proof(plan, *left)).then_with(|| deal::by_cost(plan, cost(*left), cost(*right)))
    });
    numbers
}

/// Ids of the concerns that a document addresses: those that it names, and those of this persona that it links to.
fn addressed_by(plan: &Plan<'_>, number: usize, persona: usize) -> Vec<String> {
    let personas = plan.variants(persona);
    let leads_to = |target: Target| match target {
        Target::Document { index, anchor: Some(anchor), .. } => {
            plan.number_of(index).filter(|number| personas.contains(number)).map(|_| anchor)
        }
        _ => None,
    };
    let mut ids: Vec<String> = Vec::new();
    for variant in plan.variants(number) {
        let held = plan.documents[*variant].held;
        ids.extend(deal::addressed(held).map(str::to_owned));
        ids.extend(held.links().filter_map(leads_to));
    }
    ids
}

fn served(plan: &Plan<'_>, serving: &[usize], language: &str) -> Vec<Served> {
    let mut serving = serving.to_vec();
    deal::sort_by_kind(plan, &mut serving);
    let groups = deal::by_stage(plan, language, &serving).into_iter();
    groups
        .map(|(stage, numbers)| {
            let mut pieces: Vec<Piece> =
                numbers.iter().take(HELD).map(|number| Piece::new(plan, *number, language)).collect();
            // A fold for one or two isn't worth the click.
            let cut = if pieces.len() <= SHOWN + 2 { pieces.len() } else { SHOWN };
            let folded = pieces.split_off(cut);
            Served { stage, shown: pieces, folded, more: numbers.len().saturating_sub(HELD) }
        })
        .collect()
}
