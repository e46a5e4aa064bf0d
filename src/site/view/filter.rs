//! Filters of lists: by what the entries of a list can be told apart, and what each of them has of it.
//!
//! Pages carry the values of an entry as words in an attribute (`data-filters="industry:pharma review:due"`), which scripts
//! read; `listing.html` says what templates have to mark. A list of several pages has them in a file beside it as well
//! ([`Index`]), so that filters hold for the whole list.

use std::{
    borrow::Cow,
    collections::{BTreeSet, HashMap, HashSet},
};

use serde::Serialize;

use super::Sign;
use crate::{
    audience::Audience,
    library::{FieldSpec, FieldType, Kind, ReviewState, Status, Value},
    site::{
        address::encoded,
        gate::Held,
        labels,
        plan::{Listing, Plan},
    },
    theme::{Words, language},
};

/// By what entries can be told apart: a facet, a field of their kind, or what all documents have.
#[derive(Debug, Serialize)]
pub struct Filter {
    /// `industry`
    pub name: String,
    /// "Industry"
    pub label: String,
    /// What there is of it in the list.
    pub values: Vec<FilterValue>,
    /// Address of the list of all its values, where there is one.
    pub url: Option<String>,
}

/// A value that entries have.
#[derive(Debug, Serialize)]
pub struct FilterValue {
    /// `pharma`
    pub value: String,
    /// "Pharma and biologics"
    pub label: String,
    /// How many entries of the list have it.
    pub count: usize,
}

/// What every entry of a list has, as a file.
#[derive(Debug, Serialize)]
pub struct Index {
    /// How many entries each of the list's pages has.
    per_page: usize,
    /// The values that entries have (`industry:pharma`).
    values: Vec<String>,
    /// The entries in the list's order: a document's number and the places of its values above.
    entries: Vec<(usize, Vec<usize>)>,
}

/// The most urgent first.
const REVIEW_STATES: [ReviewState; 5] =
    [ReviewState::Expired, ReviewState::Overdue, ReviewState::Due, ReviewState::Unreviewed, ReviewState::Reviewed];
const STATUSES: [Status; 4] = [Status::Draft, Status::InReview, Status::Approved, Status::Retired];

/// A name and a value of it.
type Pair<'a> = (&'a str, Cow<'a, str>);

/// What the documents of a plan can be found by: found out once, since each document stands in many lists.
#[derive(Debug)]
pub struct Traits {
    /// All values that there are, in the order of names and values.
    all: Vec<Trait>,
    /// By document, places of its values above.
    of: Vec<Vec<usize>>,
}

/// A value that documents have.
#[derive(Debug)]
struct Trait {
    name: String,
    value: String,
    /// `industry:pharma`
    word: String,
}

impl Traits {
    /// Looks at all documents, on one thread: another one may be waiting for the same.
    pub fn new(plan: &Plan<'_>) -> Self {
        let pairs: Vec<Vec<Pair<'_>>> = (0..plan.documents.len()).map(|number| pairs(plan, number)).collect();
        let distinct: HashSet<&Pair<'_>> = pairs.iter().flatten().collect();
        let mut distinct: Vec<&Pair<'_>> = distinct.into_iter().collect();
        distinct.sort_unstable();
        let places: HashMap<&Pair<'_>, usize> =
            distinct.iter().enumerate().map(|(place, pair)| (*pair, place)).collect();
        let of =
            pairs.iter().map(|pairs| pairs.iter().filter_map(|pair| places.get(pair).copied()).collect()).collect();
        let all = distinct.into_iter().map(|pair| Trait {
            name: pair.0.to_owned(),
            value: pair.1.to_string(),
            word: word(pair),
        });
        Self { all: all.collect(), of }
    }

    /// Those of a document; none of what isn't in the plan.
    fn of(&self, number: usize) -> &[usize] {
        self.of.get(number).map_or(&[], Vec::as_slice)
    }

    /// Those of a name, with their places.
    fn named(&self, name: &str) -> impl Iterator<Item = (usize, &Trait)> {
        let start = self.all.partition_point(|known| known.name.as_str() < name);
        let end = self.all.partition_point(|known| known.name.as_str() <= name);
        (start..end).zip(&self.all[start..end])
    }
}

/// The values of a document as words: `kind:answer review:due industry:pharma`.
pub fn words(plan: &Plan<'_>, number: usize) -> String {
    let traits = plan.traits();
    let words: Vec<&str> = traits.of(number).iter().map(|place| traits.all[*place].word.as_str()).collect();
    words.join(" ")
}

fn word((name, value): &Pair<'_>) -> String {
    format!("{name}:{}", encoded(value))
}

/// All that a document can be found by.
fn pairs<'a>(plan: &Plan<'a>, number: usize) -> Vec<Pair<'a>> {
    let held = plan.documents[number].held;
    let mut pairs: Vec<Pair<'a>> = vec![("kind", held.kind_name().into())];
    pairs.extend(held.facet_values().into_iter().map(|(facet, value)| (facet, value.into())));
    pairs.extend(choices(held));
    pairs.extend(held.review().map(|review| ("review", Sign::from(review.state).name.into())));
    pairs.extend(held.status().map(|status| ("status", status.as_str().into())));
    pairs.extend(plan.gate.is_internal().then(|| ("audience", held.audience().as_str().into())));
    let variants = plan.variants(number).iter().map(|variant| plan.documents[*variant].held.language());
    pairs.extend(variants.map(|language| ("language", language.into())));
    pairs.extend(held.owner().map(|owner| ("owner", owner.into())));
    pairs
}

/// The values of fields of its kind by which lists are narrowed: choices, and those that say so.
fn choices(held: Held<'_>) -> Vec<Pair<'_>> {
    let chosen = held.fields().filter(|(spec, _)| spec.filter || matches!(spec.field_type, FieldType::Choice(_)));
    let pairs = chosen.flat_map(|(spec, value)| {
        let values = std::iter::once(value).chain(value.elements()).filter_map(Value::as_str);
        values.map(|value| (spec.name.as_str(), value.into()))
    });
    pairs.collect()
}

/// The filters of a list: those by which some of them can be told from others.
pub fn all(plan: &Plan<'_>, listing: &Listing) -> Vec<Filter> {
    of(plan, &listing.language, &listing.entries)
}

/// The filters of a page in a language that shows these documents.
pub fn of(plan: &Plan<'_>, language: &str, numbers: &[usize]) -> Vec<Filter> {
    let traits = plan.traits();
    let mut counts = vec![0; traits.all.len()];
    for number in numbers {
        let places = traits.of(*number);
        for (at, place) in places.iter().enumerate() {
            // What a document has twice counts once.
            counts[*place] += usize::from(!places[..at].contains(place));
        }
    }
    let kinds: BTreeSet<&str> = numbers.iter().map(|number| plan.documents[*number].held.kind_name()).collect();
    let mut kinds = kinds.into_iter();
    let only_kind = kinds.next().filter(|_| kinds.next().is_none()).and_then(|kind| plan.library.kinds.any(kind));
    let words = plan.words(language);
    let filters = known(plan, words, only_kind).into_iter().map(|known| {
        let there = traits.named(known.name).filter(|(place, _)| counts[*place] > 0);
        let mut values: Vec<(usize, FilterValue)> = there
            .map(|(place, Trait { value, .. })| {
                let (order, label) = known.label_of(plan, words, value);
                (order, FilterValue { value: value.clone(), label, count: counts[place] })
            })
            .collect();
        values.sort_by(|(left, one), (right, other)| left.cmp(right).then_with(|| one.label.cmp(&other.label)));
        Filter {
            name: known.name.to_owned(),
            values: values.into_iter().map(|(_, value)| value).collect(),
            url: plan.list_in(language, &known.list).map(|list| plan.base.page(&list.path)),
            label: known.label,
        }
    });
    filters.filter(|filter| filter.values.iter().any(|value| value.count < numbers.len())).collect()
}

impl Index {
    /// What the entries of a list have of its filters.
    pub fn new(plan: &Plan<'_>, listing: &Listing) -> Self {
        let filters = all(plan, listing);
        let traits = plan.traits();
        let mut values = Vec::new();
        let mut place_in_file = vec![None; traits.all.len()];
        for filter in &filters {
            for FilterValue { value, .. } in &filter.values {
                if let Some((place, known)) = traits.named(&filter.name).find(|(_, known)| known.value == *value) {
                    place_in_file[place] = Some(values.len());
                    values.push(known.word.clone());
                }
            }
        }
        let entry = |number: &usize| {
            let places: BTreeSet<usize> = traits.of(*number).iter().filter_map(|place| place_in_file[*place]).collect();
            (*number, places.into_iter().collect())
        };
        Self { per_page: crate::site::plan::PER_PAGE, entries: listing.entries.iter().map(entry).collect(), values }
    }

    /// Its path in the site.
    pub fn path(listing: &Listing) -> String {
        format!("{}/filters.json", listing.path)
    }
}

/// A filter before it is known what a list has of it.
struct Known<'a> {
    name: &'a str,
    label: String,
    /// Path of the list of all its values.
    list: String,
    values: Values<'a>,
}

/// What values of a filter are called, and in which order they are shown.
enum Values<'a> {
    /// Values of the facet of that name, in its order.
    Facet(&'a crate::library::Facet),
    /// Words that a field offers, in its order.
    Choice(&'a FieldSpec, &'a [String]),
    /// Kinds, in the library's order.
    Kinds,
    /// States that have a sign, in this order.
    Signs(Vec<&'static str>),
    /// By their own names.
    Languages,
    /// As they are.
    Plain,
}

impl Known<'_> {
    /// What stands for a value, and where among the others.
    fn label_of(&self, plan: &Plan<'_>, words: &Words, value: &str) -> (usize, String) {
        let found = match &self.values {
            Values::Facet(facet) => {
                let place = facet.values.iter().position(|known| known.id == value);
                place.map(|place| (place, labels::facet_value(words, facet, &facet.values[place])))
            }
            Values::Choice(field, choices) => {
                let place = choices.iter().position(|word| word == value);
                place.map(|place| (place, labels::choice(words, field, value)))
            }
            Values::Kinds => {
                let mut kinds = plan.library.kinds.iter().chain([plan.library.kinds.asset()]).enumerate();
                kinds.find(|(_, kind)| kind.name == value).map(|(place, kind)| (place, labels::kind(words, kind)))
            }
            Values::Signs(signs) => {
                let place = signs.iter().position(|sign| *sign == value);
                place.and_then(|place| Some((place, sign(words, value)?)))
            }
            Values::Languages => Some((0, language::name(value).to_owned())),
            Values::Plain => None,
        };
        found.unwrap_or_else(|| (usize::MAX, value.to_owned()))
    }
}

/// All filters there can be, in the order in which lists show them. Fields are told apart by only within one kind.
fn known<'a>(plan: &Plan<'a>, words: &Words, only_kind: Option<&'a Kind>) -> Vec<Known<'a>> {
    let by_name =
        |name, values| Known { name, label: words.say(&format!("filter-{name}")), list: String::new(), values };
    let mut known = vec![by_name("kind", Values::Kinds)];
    known.extend(plan.library.config.facets.iter().map(|facet| Known {
        name: &facet.name,
        label: labels::facet(words, facet),
        list: crate::site::plan::facet_path(&facet.name),
        values: Values::Facet(facet),
    }));
    for spec in only_kind.into_iter().flat_map(|kind| &kind.fields) {
        let values = match &spec.field_type {
            FieldType::Choice(choices) => Values::Choice(spec, choices),
            _ if spec.filter => Values::Plain,
            _ => continue,
        };
        known.push(Known { name: &spec.name, label: labels::field(words, spec), list: String::new(), values });
    }
    known.push(by_name("review", Values::Signs(REVIEW_STATES.map(|state| Sign::from(state).name).into())));
    known.push(by_name("status", Values::Signs(STATUSES.map(Status::as_str).into())));
    known.push(by_name("audience", Values::Signs(Audience::ALL.map(Audience::as_str).into())));
    known.push(by_name("language", Values::Languages));
    known.push(Known { list: "owner".to_owned(), ..by_name("owner", Values::Plain) });
    // A facet of a library may have the name of something that all documents have: then it is the facet that counts.
    let mut names = BTreeSet::new();
    known.retain(|known| names.insert(known.name));
    known
}

/// What the site says beside the sign of a state (`n/a` → "Not applicable").
fn sign(words: &Words, name: &str) -> Option<String> {
    words.try_say(&format!("sign-{}", name.replace('/', "")), &[])
}
