//! What an index says about itself: the labels of its facets, and the names of what its glossary defines; both only as
//! far as they occur in it.

use serde::{Deserialize, Serialize};

use crate::spelling::Spelling;

/// Facets of an index, in the order in which they are shown, and its glossary.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Vocabulary {
    /// Facets with at least one value; `kind` first.
    pub facets: Vec<Facet>,
    /// What the glossary defines.
    pub glossary: Vec<GlossaryTerm>,
}

/// A facet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facet {
    /// `industry`
    pub name: String,
    /// "Industry"
    pub label: String,
    /// What other languages of the library call it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_labels: Vec<String>,
    /// Its values that occur.
    pub values: Vec<FacetValue>,
}

/// A value of a facet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetValue {
    /// `healthcare`
    pub id: String,
    /// "Healthcare"
    pub label: String,
    /// What other languages of the library call it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_labels: Vec<String>,
}

/// Something that has several names.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct GlossaryTerm {
    /// Its names, the chief one first.
    pub names: Vec<String>,
    /// Words that aren't to be used for it: who types them means it, but they aren't looked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub avoid: Vec<String>,
}

impl Vocabulary {
    /// The facet of that name or label, in any case.
    pub(crate) fn facet(&self, name: &str) -> Option<&Facet> {
        let wanted = name.to_lowercase();
        self.facets.iter().find(|facet| facet.name.to_lowercase() == wanted).or_else(|| {
            let is_meant = |facet: &&Facet| labels(&facet.label, &facet.other_labels).any(|label| label == wanted);
            self.facets.iter().find(is_meant)
        })
    }
}

impl Facet {
    /// Ids of the values that somebody means who writes `text`: the value with that id or label, else those whose id or
    /// label begins with it.
    pub(crate) fn values_meant(&self, text: &str) -> Vec<&str> {
        let wanted = text.to_lowercase();
        let pick = |suits: &dyn Fn(&str) -> bool| -> Vec<&str> {
            let suits = |value: &&FacetValue| {
                suits(&value.id.to_lowercase()) || labels(&value.label, &value.other_labels).any(|label| suits(&label))
            };
            self.values.iter().filter(suits).map(|value| value.id.as_str()).collect()
        };
        let exact = pick(&|name| name == wanted);
        if exact.is_empty() { pick(&|name| name.starts_with(&wanted)) } else { exact }
    }

    /// Id of the value whose id or label is spelled most like `text`.
    pub(crate) fn value_like(&self, text: &str) -> Option<&str> {
        let spelling = Spelling::new(&text.to_lowercase(), false)?;
        let mistakes = |value: &FacetValue| {
            let names = std::iter::once(value.id.to_lowercase()).chain(labels(&value.label, &value.other_labels));
            names.filter_map(|name| spelling.mistakes(&name)).min()
        };
        let alike = self.values.iter().filter_map(|value| Some((mistakes(value)?, value)));
        alike.min_by_key(|(mistakes, _)| *mistakes).map(|(_, value)| value.id.as_str())
    }
}

fn labels<'a>(label: &'a str, others: &'a [String]) -> impl Iterator<Item = String> + use<'a> {
    std::iter::once(label).chain(others.iter().map(String::as_str)).map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn industry() -> Facet {
        let value = |id: &str, label: &str, other: &str| FacetValue {
            id: id.to_owned(),
            label: label.to_owned(),
            other_labels: vec![other.to_owned()],
        };
        Facet {
            name: "industry".to_owned(),
            label: "Sector".to_owned(),
            other_labels: vec!["Branche".to_owned()],
            values: vec![
                value("health", "Health care", "Gesundheit"),
                value("healthtech", "Start-ups in health", "Neugründungen"),
            ],
        }
    }

    #[test]
    fn a_value_is_meant_by_its_id_its_labels_or_their_beginning() {
        let facet = industry();
        assert_eq!(facet.values_meant("HEALTH"), ["health"]);
        assert_eq!(facet.values_meant("health care"), ["health"]);
        assert_eq!(facet.values_meant("heal"), ["health", "healthtech"]);
        assert_eq!(facet.values_meant("gesund"), ["health"]);
        assert!(facet.values_meant("retail").is_empty());
        assert_eq!(facet.value_like("Helath care"), Some("health"));
        assert_eq!(facet.value_like("retail"), None);
    }

    #[test]
    fn a_facet_is_meant_by_its_name_or_what_the_librarys_languages_call_it() {
        let vocabulary = Vocabulary { facets: vec![industry()], ..Vocabulary::default() };
        for name in ["industry", "INDUSTRY", "sector", "branche"] {
            assert!(vocabulary.facet(name).is_some(), "{name}");
        }
        assert_eq!(vocabulary.facet("indus"), None);
    }
}
