//! A trade-off: what we give on one side, what we ask for it on the other.

use serde::Serialize;

use super::{
    super::{deal, field::scalar},
    Draft,
};
use crate::{library::Value, site::gate::Held, theme::Words};

/// A trade-off. All of it is for internal readers: others get an empty one.
#[derive(Debug, Serialize)]
pub struct Tradeoff {
    /// What we give.
    pub give: Option<String>,
    /// What giving it truly costs.
    pub cost: Option<String>,
    /// What we ask for it.
    pub ask: Vec<String>,
    /// Its place in the order of offering.
    pub priority: Option<String>,
    /// Who may grant it.
    pub authority: Option<String>,
}

impl Tradeoff {
    /// What the fields of a trade-off say.
    pub fn new(draft: &mut Draft<'_, '_>) -> Self {
        draft.set_fields = &["give", "true_cost", "ask_for", "priority", "authority"];
        Self::of(draft.words(), draft.held())
    }

    /// What a document says, for a page or a row of a table.
    pub fn of(words: &Words, held: Held<'_>) -> Self {
        let text = |field| scalar(words, held.field(field)?);
        let ask = held.field("ask_for").map_or(&[] as &[Value], Value::elements);
        Self {
            give: text("give"),
            cost: deal::priced(words, deal::amount(held, "true_cost")),
            ask: ask.iter().filter_map(|ask| scalar(words, ask)).collect(),
            priority: text("priority"),
            authority: text("authority"),
        }
    }
}
