//! All answers by topic, the question first.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::super::{
    Sign, filter,
    kinds::answer::{questions, response, short},
    navigation,
};
use crate::{
    library::{ReviewState, Status},
    markdown::Part,
    site::plan::{Plan, ids, parent},
};

/// More answers than these are for the list's pages and for search.
const SHOWN: usize = 1_000;
/// Up to so many answers all topics stand open.
const OPEN: usize = 60;

/// All answers by topic.
#[derive(Debug, Serialize)]
pub struct Answers {
    /// In order.
    pub topics: Vec<Topic>,
    /// Whether they stand open at first.
    pub open: bool,
}

/// The answers of a folder.
#[derive(Debug, Serialize)]
pub struct Topic {
    /// What the folder is called.
    pub title: String,
    /// The folder's page, if it has one.
    pub url: Option<String>,
    /// How many answers there are, variants among them.
    pub count: usize,
    /// The answers by question, each with its variants behind it.
    pub answers: Vec<Line>,
}

/// An answer in the list.
#[derive(Debug, Serialize)]
pub struct Line {
    /// Its page.
    pub url: String,
    /// The canonical question.
    pub question: String,
    /// Its language, where that isn't the page's.
    pub language: Option<String>,
    /// What is answered in a word.
    pub response: Option<Sign>,
    /// The answer in a line.
    pub short: Vec<Part>,
    /// Its review state, where a reader must know of it.
    pub review: Option<Sign>,
    /// Where it is in its life, unless that is 'approved'.
    pub status: Option<Sign>,
    /// Whether it stands under the answer that it is a variant of.
    pub variant: bool,
    /// Its number in the plan, for filters.
    pub number: usize,
    /// What it can be found by, for filters.
    pub filters: String,
}

impl Answers {
    /// The overview of these answers; none where there are too many for a page.
    pub fn new(plan: &Plan<'_>, language: &str, numbers: &[usize]) -> Option<Self> {
        if numbers.len() > SHOWN {
            return None;
        }
        let listed: BTreeSet<usize> = numbers.iter().copied().collect();
        let mut variants: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut by_folder: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for number in numbers {
            match base(plan, *number).filter(|base| base != number && listed.contains(base)) {
                Some(base) => variants.entry(base).or_default().push(*number),
                None => by_folder.entry(parent(plan.documents[*number].held.id().as_str())).or_default().push(*number),
            }
        }
        let topic = |(folder, answers): (&str, Vec<usize>)| {
            let (title, url) = navigation::folder(plan, folder, language);
            let answers = lines(plan, language, &answers, &variants);
            Topic { title, url, count: answers.len(), answers }
        };
        let mut topics: Vec<Topic> = by_folder.into_iter().map(topic).collect();
        topics.sort_by(|left, right| left.title.cmp(&right.title));
        Some(Self { topics, open: numbers.len() <= OPEN })
    }
}

/// The answer that a variant stands with: its own base, if that isn't a variant itself.
fn base(plan: &Plan<'_>, number: usize) -> Option<usize> {
    let held = plan.documents[number].held;
    let above = |number: usize| -> Option<usize> {
        let id = ids(plan.documents[number].held.field("variant_of")?).next()?;
        plan.find(&id, held.language())
    };
    above(number).filter(|base| above(*base).is_none())
}

/// Answers by question, each with its variants behind it.
fn lines(plan: &Plan<'_>, language: &str, answers: &[usize], variants: &BTreeMap<usize, Vec<usize>>) -> Vec<Line> {
    let mut answers: Vec<(String, usize)> =
        answers.iter().map(|number| (questions(plan.documents[*number].held).0, *number)).collect();
    answers.sort();
    let with_variants = |(_, number): (String, usize)| {
        let variants = variants.get(&number).map_or(&[] as &[usize], Vec::as_slice);
        let variants = variants.iter().map(|variant| line(plan, language, *variant, true));
        std::iter::once(line(plan, language, number, false)).chain(variants).collect::<Vec<_>>()
    };
    answers.into_iter().flat_map(with_variants).collect()
}

fn line(plan: &Plan<'_>, language: &str, number: usize, variant: bool) -> Line {
    let document = &plan.documents[number];
    let held = document.held;
    Line {
        url: document.url.clone(),
        question: questions(held).0,
        language: (held.language() != language).then(|| held.language().to_owned()),
        response: response(held),
        short: short(held),
        review: held.review().map(|review| review.state).filter(|state| is_alarming(*state)).map(Sign::from),
        status: held.status().filter(|status| *status != Status::Approved).map(|status| Sign { name: status.as_str() }),
        variant,
        number,
        filters: filter::words(plan, number),
    }
}

fn is_alarming(state: ReviewState) -> bool {
    matches!(state, ReviewState::Overdue | ReviewState::Expired)
}
