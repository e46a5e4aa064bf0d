//! Which answers fit one customer.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use crate::{Answer, Bar};

/// For whom a questionnaire is answered: the language, and values of facets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// BCP 47 tag.
    pub language: String,
    /// Values by facet; a facet that isn't named is open.
    #[serde(default)]
    pub facets: BTreeMap<String, Vec<String>>,
}

/// What tells customers' lives apart, not customers.
const STAGE: &str = "stage";

/// The answers that fit a context, bases before their variants. Those for other customers or in other languages are left out, and so are answers that have a
/// variant made for this one.
pub(crate) fn fitting(answers: &[Answer], context: &Context) -> Vec<Answer> {
    let answers = || answers.iter().filter(|answer| answer.language == context.language);
    let by_id: HashMap<&str, &Answer> = answers().map(|answer| (answer.id.as_str(), answer)).collect();
    let fit: Vec<(&Answer, Fit)> = answers().map(|answer| (answer, fit(answer, &by_id, context))).collect();
    let replaced: Vec<&str> = fit
        .iter()
        .filter(|(_, fit)| *fit == Fit::Made)
        .filter_map(|(answer, _)| answer.variant_of.as_deref())
        .collect();
    let mut found = Vec::new();
    for (answer, fit) in fit {
        if fit != Fit::No && !replaced.contains(&answer.id.as_str()) {
            let open = (fit == Fit::Open).then_some(Bar::OtherCustomers);
            found.push(Answer { bar: answer.bar.or(open), ..answer.clone() });
        }
    }
    found.sort_by_key(|answer| answer.variant_of.is_some());
    found
}

/// How an answer fits a context.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// It is for others.
    No,
    /// It is a variant for some, and the context doesn't say whether for this one.
    Open,
    /// It holds for all of its context.
    Yes,
    /// It is a variant made for it.
    Made,
}

fn fit(answer: &Answer, by_id: &HashMap<&str, &Answer>, context: &Context) -> Fit {
    let values = |answer: &Answer, facet: &str| answer.facets.get(facet).cloned().unwrap_or_default();
    let conflicts = context.facets.iter().any(|(facet, wanted)| {
        let own = values(answer, facet);
        !own.is_empty() && !own.iter().any(|value| wanted.contains(value))
    });
    if conflicts {
        return Fit::No;
    }
    let Some(origin) = &answer.variant_of else { return Fit::Yes };
    let base = by_id.get(origin.as_str());
    // What it says of itself beyond its base is what tells it apart.
    let telling = answer.facets.iter().filter(|(facet, own)| base.is_none_or(|base| values(base, facet) != **own));
    let telling: Vec<_> = telling.map(|(facet, _)| facet).filter(|facet| facet.as_str() != STAGE).collect();
    let is_known = |facet: &&String| context.facets.contains_key(*facet);
    match telling.is_empty() || !telling.iter().any(is_known) {
        false => Fit::Made,
        true if telling.is_empty() => Fit::Yes,
        true => Fit::Open,
    }
}
