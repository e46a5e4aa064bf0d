//! What an index says about its own facets: the labels to show, and only for values that occur in it.

use serde::{Deserialize, Serialize};

/// Facets of an index, in the order in which they are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vocabulary {
    /// Facets with at least one value; `kind` first.
    pub facets: Vec<Facet>,
}

/// A facet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facet {
    /// `industry`
    pub name: String,
    /// "Industry"
    pub label: String,
    /// Its values that occur.
    pub values: Vec<FacetValue>,
}

/// A value of a facet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetValue {
    /// `healthcare`
    pub id: String,
    /// "Healthcare"
    pub label: String,
}

impl Vocabulary {
    /// The facet of that name, in any case.
    pub(crate) fn facet(&self, name: &str) -> Option<&Facet> {
        self.facets.iter().find(|facet| facet.name.eq_ignore_ascii_case(name))
    }
}

impl Facet {
    /// Ids of the values that somebody means who writes `text`: the value with that id or label, else those whose id or
    /// label begins with it.
    pub(crate) fn values_meant(&self, text: &str) -> Vec<&str> {
        let wanted = text.to_lowercase();
        let pick = |suits: &dyn Fn(&str) -> bool| -> Vec<&str> {
            let suits = |value: &&FacetValue| suits(&value.id.to_lowercase()) || suits(&value.label.to_lowercase());
            self.values.iter().filter(suits).map(|value| value.id.as_str()).collect()
        };
        let exact = pick(&|name| name == wanted);
        if exact.is_empty() { pick(&|name| name.starts_with(&wanted)) } else { exact }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_meant_by_its_id_its_label_or_their_beginning() {
        let value = |id: &str, label: &str| FacetValue { id: id.to_owned(), label: label.to_owned() };
        let facet = Facet {
            name: "industry".to_owned(),
            label: "Industry".to_owned(),
            values: vec![value("health", "Health care"), value("healthtech", "Start-ups in health")],
        };
        assert_eq!(facet.values_meant("HEALTH"), ["health"]);
        assert_eq!(facet.values_meant("health care"), ["health"]);
        assert_eq!(facet.values_meant("heal"), ["health", "healthtech"]);
        assert!(facet.values_meant("retail").is_empty());
    }
}
