//! Pages that are neither of a document nor a list: views over the whole library, and what a reader keeps.

use super::Plan;
use crate::audience::Audience;

/// The kind of which there must be some for questionnaires to be answered.
const ANSWER: &str = "answer";

/// A page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Special {
    /// What changed lately, by month.
    New,
    /// What a reader keeps in the browser.
    Saved,
    /// Where people of a function begin.
    Start(Role),
    /// Stages by personas and facets: where there is nothing.
    Map,
    /// Two documents of a kind beside each other.
    Compare,
    /// A customer's questionnaire is answered.
    Respond,
    /// What the library's use and return are.
    Insights(Topic),
}

/// What an insight page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// A figure of each kind.
    Overview,
    /// What there is.
    Inventory,
    /// What is used.
    Use,
    /// What is looked for in vain.
    Gaps,
    /// For what somebody vouches.
    Freshness,
    /// What questionnaires took.
    Bids,
    /// What came of it.
    Return,
    /// What figures mean.
    Definitions,
}

/// A function that has a start page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Sells: plays, battle cards, proof.
    Seller,
    /// Answers questionnaires.
    BidTeam,
    /// Keeps the library: what is stale, what is missing.
    Marketing,
}

impl Role {
    /// All of them, in the order in which pages name them.
    pub const ALL: [Self; 3] = [Self::Seller, Self::BidTeam, Self::Marketing];

    /// Its name in addresses and in the names of messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Seller => "seller",
            Self::BidTeam => "bid-team",
            Self::Marketing => "marketing",
        }
    }

    /// Kinds without any document of which its page would be bare; none where every library has enough.
    fn kinds(self) -> &'static [&'static str] {
        match self {
            Self::Seller => &["playbook", "swot", "case-study", "proof"],
            Self::BidTeam => &["answer"],
            Self::Marketing => &["playbook", "swot", "case-study", "proof", "answer", "persona"],
        }
    }
}

impl Special {
    /// All that a site can have, in the order in which pages name them.
    const ALL: [Self; 16] = [
        Self::New,
        Self::Respond,
        Self::Start(Role::Seller),
        Self::Start(Role::BidTeam),
        Self::Start(Role::Marketing),
        Self::Map,
        Self::Compare,
        Self::Saved,
        Self::Insights(Topic::Overview),
        Self::Insights(Topic::Inventory),
        Self::Insights(Topic::Use),
        Self::Insights(Topic::Gaps),
        Self::Insights(Topic::Freshness),
        Self::Insights(Topic::Bids),
        Self::Insights(Topic::Return),
        Self::Insights(Topic::Definitions),
    ];

    /// Its folder in the site.
    pub fn path(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Saved => "saved",
            Self::Start(Role::Seller) => "start/seller",
            Self::Start(Role::BidTeam) => "start/bid-team",
            Self::Start(Role::Marketing) => "start/marketing",
            Self::Compare => "compare",
            Self::Map => "map",
            Self::Respond => "respond",
            Self::Insights(Topic::Overview) => "insights",
            Self::Insights(Topic::Inventory) => "insights/inventory",
            Self::Insights(Topic::Use) => "insights/use",
            Self::Insights(Topic::Gaps) => "insights/gaps",
            Self::Insights(Topic::Freshness) => "insights/freshness",
            Self::Insights(Topic::Bids) => "insights/bids",
            Self::Insights(Topic::Return) => "insights/return",
            Self::Insights(Topic::Definitions) => "insights/definitions",
        }
    }

    /// The message that is its title.
    pub fn title(self) -> &'static str {
        match self {
            Self::New => "new-title",
            Self::Saved => "saved-title",
            Self::Start(Role::Seller) => "start-seller-title",
            Self::Start(Role::BidTeam) => "start-bid-team-title",
            Self::Start(Role::Marketing) => "start-marketing-title",
            Self::Compare => "compare-title",
            Self::Map => "map-title",
            Self::Respond => "respond-title",
            Self::Insights(Topic::Overview) => "insights-title",
            Self::Insights(Topic::Inventory) => "insights-inventory",
            Self::Insights(Topic::Use) => "insights-use",
            Self::Insights(Topic::Gaps) => "insights-gaps",
            Self::Insights(Topic::Freshness) => "insights-freshness",
            Self::Insights(Topic::Bids) => "insights-bids",
            Self::Insights(Topic::Return) => "insights-return",
            Self::Insights(Topic::Definitions) => "insights-definitions",
        }
    }

    /// Whether every page leads to it.
    pub fn is_everywhere(self) -> bool {
        !matches!(self, Self::Insights(topic) if topic != Topic::Overview)
    }

    /// Whether these readers get it.
    fn is_for(self, plan: &Plan<'_>) -> bool {
        let has_kind = |kind: &&str| plan.listed.iter().any(|number| plan.documents[*number].held.kind_name() == *kind);
        match self {
            Self::New | Self::Saved => !plan.listed.is_empty(),
            Self::Start(role) => plan.gate.is_internal() && role.kinds().iter().any(has_kind),
            // Partners who sell for the company answer for it as well. What customers ask, somebody answers who stands for it.
            Self::Respond => plan.gate.audience() != Audience::Customer && has_kind(&ANSWER),
            Self::Compare => plan.comparable_kinds().next().is_some(),
            // That something is missing is the company's own matter.
            Self::Map => plan.gate.is_internal() && !plan.listed.is_empty(),
            Self::Insights(_) => plan.gate.report().is_some(),
        }
    }
}

/// The special pages of a plan.
pub(super) fn all(plan: &Plan<'_>) -> Vec<Special> {
    Special::ALL.into_iter().filter(|special| special.is_for(plan)).collect()
}
