//! Which definition a figure goes by.

use serde::{Deserialize, Serialize};

/// The definition of a figure: a heading of `docs/metrics.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Definition {
    /// What there is.
    Inventory,
    /// Uses that count.
    QualifiedUse,
    /// How much of what there is was used.
    Utilization,
    /// For how much of it somebody vouches.
    Freshness,
    /// What a use cost.
    CostPerUse,
    /// How much of questionnaires was taken from the library.
    ReuseRate,
    /// How much of questionnaires the library could fill in.
    Coverage,
    /// Searches that led to a use.
    SearchSuccess,
    /// Searches that didn't.
    Gaps,
    /// Qualified uses in deals.
    Touch,
    /// How deals engage with content.
    Engagement,
    /// What won deals with touches brought.
    InfluencedRevenue,
    /// That, shared among documents.
    AttributedRevenue,
    /// How much more often deals with a document are won.
    Lift,
    /// What deals brought beyond what was expected.
    ValueAdded,
    /// What came of what was spent.
    ReturnOnInvestment,
}

impl Definition {
    /// All of them, in the order in which `docs/metrics.md` has them.
    pub const ALL: [Self; 16] = [
        Self::QualifiedUse,
        Self::Touch,
        Self::Inventory,
        Self::Utilization,
        Self::Freshness,
        Self::CostPerUse,
        Self::ReuseRate,
        Self::Coverage,
        Self::SearchSuccess,
        Self::Gaps,
        Self::Engagement,
        Self::InfluencedRevenue,
        Self::AttributedRevenue,
        Self::Lift,
        Self::ValueAdded,
        Self::ReturnOnInvestment,
    ];

    /// Its name in files, which is its heading's anchor in `docs/metrics.md`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Inventory => "inventory",
            Self::QualifiedUse => "qualified-use",
            Self::Utilization => "utilization",
            Self::Freshness => "freshness",
            Self::CostPerUse => "cost-per-use",
            Self::ReuseRate => "reuse-rate",
            Self::Coverage => "coverage",
            Self::SearchSuccess => "search-success",
            Self::Gaps => "gaps",
            Self::Touch => "touch",
            Self::Engagement => "engagement",
            Self::InfluencedRevenue => "influenced-revenue",
            Self::AttributedRevenue => "attributed-revenue",
            Self::Lift => "lift",
            Self::ValueAdded => "value-added",
            Self::ReturnOnInvestment => "return-on-investment",
        }
    }
}

/// A figure with its definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure<T> {
    /// What it means.
    pub definition: Definition,
    /// The figure.
    pub value: T,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_definition_is_a_heading_of_the_manual() {
        let manual = include_str!("../../../../docs/metrics.md");
        let headings = manual.lines().filter_map(|line| line.strip_prefix("## "));
        let anchors: Vec<String> = headings.map(|heading| heading.to_lowercase().replace(' ', "-")).collect();
        let mut defined = anchors
            .iter()
            .filter_map(|anchor| Definition::ALL.into_iter().find(|definition| definition.id() == anchor));
        assert!(Definition::ALL.into_iter().eq(defined.by_ref()), "{anchors:?}");
    }
}
