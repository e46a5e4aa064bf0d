//! Figures of results: they say what came of the work, and need many decided deals.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Figure;
use crate::{
    Shown,
    attribution::Model,
    deals::InfluenceOfDocument,
    lift::Lift,
    money::{Amounts, Money},
};

/// What content had to do with deals.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summative {
    /// Deals: those that were decided in the window, and those that are open.
    pub deals: Deals,
    /// Deals with any content: each counts once. The group is these deals, here and below.
    pub influenced: Figure<Shown<InfluenceOfDocument>>,
    /// What was brought by won deals with touches, and is shared among documents.
    pub attributed: Figure<Shown<Attributed>>,
    /// What came of what all content cost: the same by each model. None where nothing was spent, a rate is missing, or no margin was said.
    pub return_on_investment: Figure<Shown<Option<f64>>>,
    /// How much more often deals with any content were won than deals with none.
    pub lift: Figure<Lift>,
}

/// Deals by outcome.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deals {
    /// Won in the window.
    pub won: u64,
    /// Lost in it.
    pub lost: u64,
    /// Open at its end.
    pub open: u64,
    /// What the won ones brought.
    pub revenue: Amounts,
    /// Qualified uses for deals that nobody has told of.
    pub unknown_touches: u64,
}

/// What is shared among documents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attributed {
    /// What won deals with touches brought: what each model gives out, in the report's currency.
    pub total: Money,
    /// What won deals without touches brought. It's given to nothing.
    pub untouched: Money,
    /// What won deals brought whose currency has no rate. They are left out.
    pub left_out: Amounts,
    /// What documents got together whose own figures are of too few deals to be shown, by model.
    pub unshown: BTreeMap<Model, Money>,
    /// How many documents these are.
    pub unshown_documents: u64,
}
