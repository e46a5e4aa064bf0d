//! Which documents are like which, by what they are about and what they link to.
//!
//! A document is known by its [`SIGNIFICANT`] most telling terms (frequent in it, rare in the library). Those who share
//! some, or who link to the same documents, are compared: by cosine, with a little more for links in common and equal
//! values of facets. Terms and link targets that many documents share lead nowhere, so that the work grows with the number
//! of documents and not with its square.
//!
//! Everything comes through the gate, and terms leave out what is for fewer readers than their document: what a build
//! withholds changes nothing in it.

use std::{collections::HashMap, ops::Range};

use rayon::prelude::*;

use super::Plan;
use crate::{
    library::{Data, ReviewState, Status, Value},
    markdown,
    site::gate::Held,
};

/// Documents that are named at most.
const NAMED: usize = 5;
/// Terms by which a document is known.
const SIGNIFICANT: usize = 24;
/// Terms, and targets of links, that more documents share say nothing.
const SHARED_BY_FEW: usize = 100;
/// How often a word of the title, of the summary, of a field counts.
const IN_TITLE: u16 = 4;
const IN_SUMMARY: u16 = 2;
const IN_FIELD: u16 = 1;
/// What a link in common adds, divided by how many documents have it.
const LINK: f32 = 0.3;
/// By how much equal values of facets raise a likeness, at most three of them.
const FACET: f32 = 0.08;
/// A likeness below this is chance.
const LEAST: f32 = 0.085;
const LEAST_BEFORE_FACETS: f32 = LEAST / (1.0 + 3.0 * FACET);
/// Candidates that are looked at closely: some are linked already, or not to be used.
const LOOKED_AT: usize = 40;

/// A term or a target of links, shared by documents.
type Shared = (u64, u32, f32);

/// For each document of the plan the documents most like it, the most alike first: none that it links to or that links to it.
pub(super) fn find(plan: &Plan<'_>) -> Vec<Vec<usize>> {
    let vectors = vectors(plan);
    let postings = Postings::new(&vectors);
    let facets = facets(plan);
    let alike: Vec<Vec<usize>> = plan
        .listed
        .par_iter()
        .enumerate()
        .map_init(
            || vec![0.0_f32; vectors.len()],
            |scores, (place, number)| {
                let candidates = candidates(place, &vectors, &postings, scores);
                best(plan, &facets, *number, candidates)
            },
        )
        .collect();
    let mut of_documents = vec![Vec::new(); plan.documents.len()];
    for (number, alike) in plan.listed.iter().zip(alike) {
        for variant in plan.variants(*number) {
            let language = plan.documents[*variant].held.language();
            of_documents[*variant] = alike.iter().map(|other| plan.in_language(*other, language)).collect();
        }
    }
    of_documents
}

/// What each listed document is known by: terms with weights that make vectors of length one, and links. By document, in the
/// order of terms.
fn vectors(plan: &Plan<'_>) -> Vec<Vec<(u64, f32)>> {
    let bags: Vec<Bag> = plan.listed.par_iter().map(|number| bag(plan.documents[*number].held)).collect();
    let frequencies = frequencies(&bags);
    let links = links(plan);
    let vector = |(bag, links): (&Bag, &Vec<(u64, f32)>)| {
        let mut vector = significant(bag, &frequencies, bags.len());
        vector.extend(links);
        vector
    };
    bags.par_iter().zip(&links).map(vector).collect()
}

/// Terms and how often each is there, by term.
type Bag = Vec<(u32, u16)>;

fn bag(held: Held<'_>) -> Bag {
    let mut all: Bag = held.terms().map(|(term, count)| (term, u16::from(count))).collect();
    let mut add = |text: &str, times: u16| markdown::each_term(text, |term| all.push((term, times)));
    add(held.title(), IN_TITLE);
    add(held.summary().unwrap_or_default(), IN_SUMMARY);
    for (_, value) in held.fields() {
        for text in std::iter::once(value).chain(value.elements()).filter_map(text) {
            add(text, IN_FIELD);
        }
    }
    all.sort_unstable();
    let count = |run: &[(u32, u16)]| run.iter().map(|(_, count)| *count).fold(0, u16::saturating_add);
    all.chunk_by(|(one, _), (other, _)| one == other).map(|run| (run[0].0, count(run))).collect()
}

fn text(value: &Value) -> Option<&str> {
    match &value.data {
        Data::Text(text) => Some(text),
        _ => None,
    }
}

/// In how many documents each term is, by term.
fn frequencies(bags: &[Bag]) -> Vec<(u32, u32)> {
    let mut terms: Vec<u32> = bags.iter().flatten().map(|(term, _)| *term).collect();
    terms.par_sort_unstable();
    terms.chunk_by(PartialEq::eq).map(|run| (run[0], u32::try_from(run.len()).unwrap_or(u32::MAX))).collect()
}

/// The most telling terms of a document.
#[expect(clippy::cast_precision_loss, reason = "counts of documents and words are small")]
fn significant(bag: &Bag, frequencies: &[(u32, u32)], documents: usize) -> Vec<(u64, f32)> {
    let weight = |(term, count): &(u32, u16)| {
        let place = frequencies.binary_search_by_key(term, |(known, _)| *known).ok()?;
        let (_, frequency) = frequencies[place];
        let rarity = (documents as f32 / frequency as f32).ln();
        Some((u64::from(*term), (1.0 + f32::from(*count).ln()) * rarity))
    };
    let mut terms: Vec<(u64, f32)> = bag.iter().filter_map(weight).filter(|(_, weight)| *weight > 0.0).collect();
    terms.sort_unstable_by(|(one, left), (other, right)| right.total_cmp(left).then(one.cmp(other)));
    terms.truncate(SIGNIFICANT);
    let length = terms.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
    for (_, weight) in &mut terms {
        *weight /= length;
    }
    terms.sort_unstable_by_key(|(term, _)| *term);
    terms
}

/// Where the keys of link targets begin: after all terms.
const TARGETS: u64 = 1 << 32;

/// The targets of the links of each listed document, as far as only few link there. Two who share a target get the product of
/// both weights.
#[expect(clippy::cast_precision_loss, reason = "counts of links are small")]
fn links(plan: &Plan<'_>) -> Vec<Vec<(u64, f32)>> {
    let mut places = vec![None; plan.documents.len()];
    for (place, number) in plan.listed.iter().enumerate() {
        places[*number] = Some(place);
    }
    let mut links = vec![Vec::new(); plan.listed.len()];
    for (key, target) in (TARGETS..).zip(&plan.documents) {
        if (2..=SHARED_BY_FEW).contains(&target.backlinks.len()) {
            let weight = (LINK / target.backlinks.len() as f32).sqrt();
            for place in target.backlinks.iter().filter_map(|from| places[*from]) {
                links[place].push((key, weight));
            }
        }
    }
    links
}

/// Who has a term or a link, by term.
struct Postings {
    all: Vec<Shared>,
    /// Where the documents of a key are in `all`, by key.
    ranges: Vec<(u64, Range<usize>)>,
}

impl Postings {
    fn new(vectors: &[Vec<(u64, f32)>]) -> Self {
        let places = 0_u32..;
        let mut all: Vec<Shared> = places
            .zip(vectors)
            .flat_map(|(place, vector)| vector.iter().map(move |(key, weight)| (*key, place, *weight)))
            .collect();
        all.par_sort_unstable_by_key(|(key, place, _)| (*key, *place));
        let mut ranges = Vec::new();
        let mut start = 0;
        for run in all.chunk_by(|(one, ..), (other, ..)| one == other) {
            if (2..=SHARED_BY_FEW).contains(&run.len()) {
                ranges.push((run[0].0, start..start + run.len()));
            }
            start += run.len();
        }
        Self { all, ranges }
    }

    fn of(&self, key: u64) -> &[Shared] {
        let place = self.ranges.binary_search_by_key(&key, |(known, _)| *known);
        place.map_or(&[], |place| &self.all[self.ranges[place].1.clone()])
    }
}

/// Documents that share something with one, by their places, and how much; `scores` is all zero before and after.
fn candidates(place: usize, vectors: &[Vec<(u64, f32)>], postings: &Postings, scores: &mut [f32]) -> Vec<(usize, f32)> {
    let mut touched = Vec::new();
    for (key, weight) in &vectors[place] {
        for (_, other, their_weight) in postings.of(*key) {
            let other = *other as usize;
            if scores[other] == 0.0 {
                touched.push(other);
            }
            scores[other] += weight * their_weight;
        }
    }
    let candidates = touched.into_iter().map(|other| (other, std::mem::take(&mut scores[other])));
    candidates.filter(|(other, score)| *other != place && *score >= LEAST_BEFORE_FACETS).collect()
}

/// The numbers of those candidates that a document's page names.
fn best(plan: &Plan<'_>, facets: &[Vec<u32>], number: usize, mut candidates: Vec<(usize, f32)>) -> Vec<usize> {
    let by_score =
        |(one, left): &(usize, f32), (other, right): &(usize, f32)| right.total_cmp(left).then(one.cmp(other));
    candidates.sort_unstable_by(by_score);
    candidates.truncate(LOOKED_AT);
    if candidates.is_empty() {
        return Vec::new();
    }
    let links = |from: usize, to: usize| plan.documents[to].backlinks.binary_search(&from).is_ok();
    let mut ranked: Vec<(usize, f32)> = candidates
        .into_iter()
        .map(|(place, score)| (plan.listed[place], score))
        .filter(|(other, _)| !links(number, *other) && !links(*other, number))
        .filter(|(other, _)| can_be_named(plan.documents[*other].held))
        .map(|(other, score)| (other, score * (1.0 + facets_in_common(&facets[number], &facets[other]))))
        .filter(|(_, score)| *score >= LEAST)
        .collect();
    ranked.sort_unstable_by(by_score);
    ranked.into_iter().take(NAMED).map(|(other, _)| other).collect()
}

/// Nobody is led to what isn't to be used, nor to the home page; files have no text here to be alike by.
fn can_be_named(held: Held<'_>) -> bool {
    let is_expired = held.review().is_some_and(|review| review.state == ReviewState::Expired);
    !held.is_asset()
        && held.id().as_str() != "index"
        && !held.is_retired()
        && !is_expired
        && held.status() != Some(Status::Draft)
}

/// For each document its values of facets, each by a number that stands for it.
fn facets(plan: &Plan<'_>) -> Vec<Vec<u32>> {
    let mut numbers: HashMap<(&str, &str), u32> = HashMap::new();
    let mut all = Vec::with_capacity(plan.documents.len());
    for document in &plan.documents {
        let mut own = Vec::new();
        for (facet, values) in document.held.facets() {
            for value in values {
                let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                own.push(*numbers.entry((facet, value)).or_insert(next));
            }
        }
        all.push(own);
    }
    all
}

fn facets_in_common(one: &[u32], other: &[u32]) -> f32 {
    one.iter().filter(|value| other.contains(value)).take(3).map(|_| FACET).sum()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use std::fs;

    use crate::{
        audience::Audience,
        library,
        site::{address::Base, plan},
        theme::Wordbook,
    };

    /// The titles of what is like each document of a library, by title.
    fn alike(files: &[(&str, &str)], audience: Audience) -> Vec<(String, Vec<String>)> {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("fieldbook.toml"), "name = \"Test\"\nlanguages = [\"en\", \"de\"]\n").unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        for (name, text) in files {
            fs::write(folder.path().join("content").join(name), text).unwrap();
        }
        let (library, _) = library::load(folder.path(), jiff::civil::date(2026, 11, 22)).unwrap();
        let wordbook = Wordbook::load(&library.root, &library.config.theme).unwrap();
        let mut plan = plan::plan(&library, &wordbook, audience, Base::at_root());
        plan.find_related();
        let title = |number: usize| plan.documents[number].held.title().to_owned();
        let of = |number: usize| plan.documents[number].alike.iter().map(|other| title(*other)).collect();
        (0..plan.documents.len()).map(|number| (title(number), of(number))).collect()
    }

    /// Pages of different matters around those under test, so that terms can be rare.
    const OTHERS: [(&str, &str); 4] = [
        ("a1.md", "# Holidays\nCalendar leave absence vacation colleagues\n"),
        ("a2.md", "# Canteen\nSoup kitchen lunch menu vegetables\n"),
        ("a3.md", "# Parking\nGarage bicycles cars spaces tickets\n"),
        ("a4.md", "# Printers\nToner paper queue driver office\n"),
    ];

    fn named<'r>(all: &'r [(String, Vec<String>)], title: &str) -> &'r [String] {
        &all.iter().find(|(known, _)| known == title).unwrap().1
    }

    #[test]
    fn documents_about_the_same_are_named_but_none_that_are_linked_anyway() {
        let one = "# One\nEncryption protects telemetry; certificates rotate quarterly.\n";
        let two = "# Two\nTelemetry encryption; rotating certificates.\n";
        let linking = "# Linking\nTelemetry encryption, certificates: see [[one]].\n";
        let files = [&OTHERS[..], &[("one.md", one), ("two.md", two), ("linking.md", linking)]].concat();
        let all = alike(&files, Audience::Internal);
        assert_eq!(named(&all, "One"), ["Two"]);
        assert_eq!(named(&all, "Linking"), ["Two"]);
        assert!(named(&all, "Canteen").is_empty());
    }

    #[test]
    fn documents_that_link_to_the_same_are_named() {
        let files = [
            &OTHERS[..],
            &[("one.md", "# One\nSee [[a1]].\n"), ("two.md", "# Two\n[[a1]] it is.\n"), ("three.md", "# Three\nx\n")],
        ];
        let all = alike(&files.concat(), Audience::Internal);
        assert_eq!((named(&all, "One"), named(&all, "Three").len()), (["Two".to_owned()].as_slice(), 0));
    }

    #[test]
    fn a_variant_in_another_language_has_the_same_neighbours() {
        let one = "# One\nEncryption protects telemetry; certificates rotate quarterly.\n";
        let two = "# Two\nTelemetry encryption; rotating certificates.\n";
        let files = [&OTHERS[..], &[("one.md", one), ("one.de.md", "# Eins\nText\n"), ("two.md", two)]].concat();
        let all = alike(&files, Audience::Internal);
        assert_eq!(named(&all, "Eins"), ["Two"]);
        assert_eq!(named(&all, "Two"), ["One"]);
    }

    #[test]
    fn what_a_build_withholds_makes_nothing_alike() {
        let secret = |title: &str| {
            format!(
                "+++\ntitle = \"{title}\"\naudience = \"customer\"\n+++\n:::internal\nMargin forecast discount ladder\n:::\n"
            )
        };
        let (one, two) = (secret("One"), secret("Two"));
        let files = [&OTHERS[..], &[("one.md", one.as_str()), ("two.md", two.as_str())]].concat();
        for audience in [Audience::Internal, Audience::Customer] {
            assert!(named(&alike(&files, audience), "One").is_empty());
        }
    }
}
