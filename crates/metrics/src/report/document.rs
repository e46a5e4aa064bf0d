//! What a report says of one document.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Definition;
use crate::{
    Shown,
    attribution::Model,
    deals::{InfluenceOfDocument, ValueOfDocument},
    lift::Lift,
    money::Money,
    usage::{Review, UsesOfDocument},
};

/// One document, file or former document: a row of the report.
///
/// Its figures don't carry their definitions each: [`OfDocument::DEFINITIONS`] has them by field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OfDocument {
    /// The document's id, or the path of a file: what events name.
    pub id: String,
    /// What it is called; its id where nobody knows any more.
    pub title: String,
    /// What it is.
    pub standing: Standing,
    /// What there is to know of a document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<Described>,
    /// What happened to it in the window. The group is the sessions it was seen in; where there were none, all are 0.
    pub uses: Shown<Used>,
    /// Qualified uses by month, beside the window's [`months`](super::Window::months). The groups are the sessions with a qualified use.
    pub by_month: Vec<Shown<u64>>,
    /// Qualified uses in deals, by the stage that the deal was in, in the CRM's words. The groups are deals.
    pub by_stage: BTreeMap<String, Shown<u64>>,
    /// What a use cost. None where nothing was spent, or it wasn't used.
    pub cost_per_use: Shown<Option<Money>>,
    /// Deals in which it was touched. The group is the deals, here and below; where there are none, all are 0.
    pub influence: Shown<InfluenceOfDocument>,
    /// What is attributed to it, by model, in the report's currency.
    pub attributed: Shown<BTreeMap<Model, Money>>,
    /// Return on investment by model. A model is missing where it can't be reckoned: no cost, or no margin was said.
    pub return_on_investment: Shown<BTreeMap<Model, f64>>,
    /// Lift, where it was touched in decided deals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lift: Option<Lift>,
    /// What deals brought beyond what was expected before it was used.
    pub value_added: Shown<ValueOfDocument>,
}

impl OfDocument {
    /// Which definition each field goes by.
    pub const DEFINITIONS: [(&'static str, Definition); 10] = [
        ("document", Definition::Inventory),
        ("uses", Definition::QualifiedUse),
        ("by_month", Definition::QualifiedUse),
        ("by_stage", Definition::Touch),
        ("cost_per_use", Definition::CostPerUse),
        ("influence", Definition::InfluencedRevenue),
        ("attributed", Definition::AttributedRevenue),
        ("return_on_investment", Definition::ReturnOnInvestment),
        ("lift", Definition::Lift),
        ("value_added", Definition::ValueAdded),
    ];
}

/// What something is that events name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// A document of the library.
    Document,
    /// A file of the library, to be downloaded.
    File,
    /// Neither, any more: it was renamed or removed, or never was.
    Gone,
}

impl Standing {
    /// The word for it in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::File => "file",
            Self::Gone => "gone",
        }
    }
}

/// Where a document is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Being written.
    Draft,
    /// Written, not yet vouched for.
    InReview,
    /// To be used.
    Approved,
    /// No longer to be used.
    Retired,
}

impl Status {
    /// The word for it in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InReview => "in-review",
            Self::Approved => "approved",
            Self::Retired => "retired",
        }
    }
}

/// A document, as the library describes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Described {
    /// The name of its kind.
    pub kind: String,
    /// Where it is in its life.
    pub status: Status,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Its values of the facet `stage`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<String>,
    /// Its first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created: Option<Date>,
    /// How it stands with its review on the window's last day. None where no review is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
    /// When somebody last vouched for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed: Option<Date>,
    /// Last day on which that holds, or the day before it expires where that is sooner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// What it cost to make, in all its languages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Money>,
}

/// What happened to a document, and in how many sessions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Used {
    /// Sessions in which it was seen at all.
    pub sessions: u64,
    /// Qualified uses.
    pub qualified: u64,
    /// Uses by kind.
    #[serde(flatten)]
    pub uses: UsesOfDocument,
}
