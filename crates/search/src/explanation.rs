//! Why a page was found where it was: its score, taken apart so that it can be reckoned up again.
//!
//! Explaining goes over the postings of all words once more, so it is done on demand only.

use serde::Serialize;

use crate::{
    SearchError, function_words,
    matching::{Matches, each_section, open_clause},
    pages::Pages,
    plan::{Clause, Plan},
    ranking::{FIELDS, Occurrences, Standing},
    segment::Segment,
    weighing::Parts,
};

/// How a page's score comes about: the sum over its words, times all factors.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// What each word of the query gives, in the order in which they were typed; 0 for what the page lacks. Where nothing was
    /// typed there are none, and the sum is 1.
    pub words: Vec<WordExplanation>,
    /// What changes the sum; those that change nothing are left out.
    pub factors: Vec<Factor>,
    /// The page's score.
    pub score: f32,
}

/// What a word of the query gives on a page, at its best place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WordExplanation {
    /// What was typed.
    pub typed: String,
    /// Where it was found; `None` where it wasn't.
    pub found: Option<Found>,
    /// How rare it is, by the sections that hold it or what it may stand for: `ln(1 + (N - n + 0.5) / (n + 0.5))`, and
    /// a tenth of this for words that only hold a sentence together.
    pub rarity: f32,
    /// How much of it the page has, from 0 to 2.4: more where it stands in title or heading, in short texts, and often.
    pub share: f32,
    /// Rarity times share.
    pub score: f32,
}

/// What was found for a word: of all that stands at its best place, what weighs most.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Found {
    /// The term, or the terms of a phrase.
    pub term: String,
    /// Field that it stands in: `title`, `wordings`, `heading` or `body`.
    pub field: &'static str,
    /// The section that the word is best in, counted within the page; 0 is its head.
    pub section: usize,
    /// 1 for what was typed, less for another form of it, for a word that it begins, or for a misspelling.
    pub closeness: f32,
}

/// Something that a score is multiplied by.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Factor {
    /// Why.
    pub reason: Reason,
    /// By how much.
    pub factor: f32,
}

/// Why a score is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Reason {
    /// The words don't all stand in one section.
    Apart,
    /// Some words of a short query aren't on the page.
    Incomplete,
    /// The page is overdue or has expired.
    Stale,
    /// The page is retired.
    Retired,
    /// The page is used much.
    Used,
}

/// Explains the scores of some pages.
pub(crate) fn explain(
    plan: &Plan,
    matches: &Matches,
    (segment, pages): (&Segment, &Pages),
    chosen: &[usize],
) -> Result<Vec<Explanation>, SearchError> {
    let mut explanations: Vec<Explanation> =
        chosen.iter().map(|page| Explanation::of(matches.weighed.parts(*page, pages))).collect();
    let is_minor = function_words::among(&plan.required, pages.languages());
    for ((clause, is_minor), rarity) in plan.required.iter().zip(is_minor).zip(&matches.weighed.rarities) {
        let places = Places::of(clause, is_minor, (segment, pages), chosen)?;
        for (explanation, places) in explanations.iter_mut().zip(places) {
            explanation.words.push(places.explain(clause, *rarity));
        }
    }
    Ok(explanations)
}

impl Explanation {
    /// One that lacks its words yet.
    fn of(parts: Parts) -> Self {
        let standing = match parts.standing {
            Standing::Current => None,
            Standing::Stale => Some(Reason::Stale),
            Standing::Retired => Some(Reason::Retired),
        };
        let factors = [
            (Some(Reason::Apart), parts.together),
            (Some(Reason::Incomplete), parts.coverage),
            (standing, parts.standing.factor()),
            (Some(Reason::Used), parts.demand.factor()),
        ];
        let factors = factors.into_iter().filter_map(|(reason, factor)| Some(Factor { reason: reason?, factor }));
        let changing = factors.filter(|factor| (factor.factor - 1.0).abs() > f32::EPSILON);
        Self { words: Vec::new(), factors: changing.collect(), score: parts.score() }
    }
}

/// Where a word stands on one page.
#[derive(Clone, Debug, Default)]
struct Places(Vec<Place>);

#[derive(Clone, Copy, Debug)]
struct Place {
    /// Index into the clause's alternatives.
    alternative: usize,
    /// Index into [`FIELDS`].
    field: usize,
    /// Counted within the page.
    section: usize,
    closeness: f32,
    occurrences: Occurrences,
}

impl Places {
    /// Where a word stands on each of the chosen pages.
    fn of(
        clause: &Clause,
        is_minor: bool,
        (segment, pages): (&Segment, &Pages),
        chosen: &[usize],
    ) -> Result<Vec<Self>, SearchError> {
        let mut places = vec![Self::default(); chosen.len()];
        for opened in open_clause(clause, is_minor, segment)? {
            let (alternative, field, closeness) = (opened.alternative, opened.field, opened.closeness);
            each_section(opened, pages, |section, count| {
                let page = pages.of_section(section);
                if let Some(at) = chosen.iter().position(|chosen| *chosen == page) {
                    let length = segment.texts[field].relative_length(section);
                    let occurrences = Occurrences::new(FIELDS[field], closeness, count, length);
                    let section = (section - pages.range(page).start) as usize;
                    places[at].0.push(Place { alternative, field, section, closeness, occurrences });
                }
            });
        }
        Ok(places)
    }

    /// What the word gives at its best place.
    fn explain(&self, clause: &Clause, rarity: f32) -> WordExplanation {
        let mut sections: Vec<usize> = self.0.iter().map(|place| place.section).collect();
        sections.sort_unstable();
        sections.dedup();
        let (section, share) = sections
            .into_iter()
            .map(|section| (section, self.at(section).fold(Occurrences::default(), |all, it| all.and(it.occurrences))))
            .map(|(section, occurrences)| (section, occurrences.share()))
            .fold((0, 0.0), |best, next| if next.1 > best.1 { next } else { best });
        let weightiest = self.at(section).max_by(|one, other| one.share().total_cmp(&other.share()));
        let found = weightiest.and_then(|place| {
            let terms = &clause.alternatives.get(place.alternative)?.terms;
            let terms: Vec<&str> = terms.iter().map(|(_, term)| term.as_str()).collect();
            Some(Found { term: terms.join(" "), field: FIELDS[place.field].name, section, closeness: place.closeness })
        });
        WordExplanation { typed: clause.typed.clone(), found, rarity, share, score: rarity * share }
    }

    /// What counts in a section: what stands in it, and what says what the page as a whole is about.
    fn at(&self, section: usize) -> impl Iterator<Item = &Place> {
        self.0.iter().filter(move |place| place.section == section || FIELDS[place.field].of_page)
    }
}

impl Place {
    fn share(&self) -> f32 {
        self.occurrences.share()
    }
}
