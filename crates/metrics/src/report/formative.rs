//! Figures of work in progress: they say how the work goes, and change within weeks.

use serde::{Deserialize, Serialize};

use super::{Figure, Used};
use crate::{
    Shown,
    deals::EngagementFigures,
    import::bids::Bid,
    money::{Amounts, Money},
    usage::{Freshness, Gap, Reuse, SearchFigures, Utilization},
};

/// What is used, fresh, found and reused.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Formative {
    /// What there is, by kind, in alphabetical order.
    pub inventory: Figure<Vec<OfKind>>,
    /// How much of it was used: of approved documents.
    pub utilization: Figure<Utilization>,
    /// For how much of it somebody vouches.
    pub freshness: Figure<Freshness>,
    /// All uses of documents and files. The group is all sessions.
    pub uses: Figure<Shown<Used>>,
    /// The same over time, beside the window's [`months`](super::Window::months). The groups are each month's sessions.
    pub months: Vec<Shown<OfMonth>>,
    /// Whether searches led to something. The group is the sessions with a search.
    pub searches: Figure<Shown<SearchFigures>>,
    /// What was searched for most, at most [`MOST_QUERIES`](super::MOST_QUERIES), by number. Only what enough sessions searched for.
    pub queries: Vec<OfQuery>,
    /// What was searched for and never led to a use, by sessions.
    pub gaps: Figure<Missing>,
    /// How much of questionnaires came from the library: all of the window together.
    pub reuse: Figure<Reuse>,
    /// The same numbers, for how much the library could fill in.
    pub coverage: Figure<Reuse>,
    /// Each of them, by day.
    pub bids: Vec<Bid>,
    /// What content cost.
    pub cost: Figure<Cost>,
    /// How deals that were won and that were lost engaged with content.
    pub engagement: Figure<WonAndLost>,
}

/// Documents of one kind. Of languages of one document one counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfKind {
    /// The kind's name.
    pub kind: String,
    /// Documents being written.
    pub draft: u64,
    /// Documents to be vouched for.
    pub in_review: u64,
    /// Documents to be used.
    pub approved: u64,
    /// Documents no longer to be used.
    pub retired: u64,
    /// How much of the approved ones was used.
    pub utilization: Utilization,
    /// How they stand with their reviews.
    pub freshness: Freshness,
    /// What they cost.
    pub cost: Amounts,
}

/// What happened in a month, or in what the window has of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfMonth {
    /// Sessions.
    pub sessions: u64,
    /// Views of any length.
    pub views: u64,
    /// Qualified uses.
    pub qualified: u64,
    /// Searches.
    pub searches: u64,
}

/// A query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfQuery {
    /// What was typed, in small letters.
    pub query: String,
    /// How often.
    pub searches: u64,
}

/// What readers look for and don't find.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// Queries that enough sessions searched for, at most [`MOST_QUERIES`](super::MOST_QUERIES).
    pub queries: Vec<Request>,
    /// Searches for other such queries.
    pub other_searches: u64,
}

/// A gap, and the document that would fill it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The query, and how often it was searched for.
    #[serde(flatten)]
    pub gap: Gap,
    /// The kind of document to write: `answer` for a question, else `page`.
    pub kind: String,
    /// A title for it, to begin with.
    pub title: String,
}

/// What content cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    /// Documents of which it is said what they cost.
    pub documents: u64,
    /// What these cost, by currency.
    pub amounts: Amounts,
    /// All of it in the report's currency, where all rates are known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_one: Option<Money>,
    /// That, divided by the qualified uses of these documents. None where there were none.
    pub per_use: Shown<Option<Money>>,
}

/// Engagement by outcome.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WonAndLost {
    /// Deals that were won.
    pub won: EngagementFigures,
    /// Deals that were lost.
    pub lost: EngagementFigures,
}
