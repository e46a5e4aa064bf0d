//! From what was added up to a report.

use std::{cmp::Reverse, collections::BTreeMap};

use super::{
    Attributed, Cost, Definition, Described, FORMAT, Figure, Formative, MOST_QUERIES, Missing, OfDocument, OfKind,
    OfQuery, Report, Request, SUMMARY_DAYS, Standing, Status, SummaryOfDocument, Summative, Tally, Terms, UsageSummary,
    Used, Window, WonAndLost,
    results::{Results, Shares},
    rounded,
    tally::{Tallied, is_made_up},
};
use crate::{
    Shown,
    attribution::{Model, Part, Solve},
    deals::{InfluenceOfDocument, return_on_investment},
    import::bids::Bid,
    money::{Amounts, Money},
    opportunity::{Opportunity, Outcome},
    usage::{Gap, Utilization, cost_per_use, freshness, reuse, utilization},
};

/// What a report is to be of, settled before anything is added up.
#[derive(Clone, Debug)]
pub struct Settled {
    /// Of when it is.
    pub window: Window,
    /// What the library has settled.
    pub terms: Terms,
    /// The library's stages (values of its facet), by the CRM's words for them in small letters.
    pub stages: BTreeMap<String, String>,
    /// What there is and was, in the order of ids. A place in it is the number that sightings and touches name it by.
    pub items: Vec<Item>,
}

/// A document, a file, or what was one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What events name it by.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it is.
    pub standing: Standing,
    /// What there is to know of a document.
    pub document: Option<Described>,
}

impl Settled {
    pub(super) fn number_of_items(&self) -> u32 {
        u32::try_from(self.items.len()).unwrap_or(u32::MAX)
    }

    /// Items with their numbers.
    fn numbered(&self) -> impl Iterator<Item = (u32, &Item)> {
        (0..).zip(&self.items)
    }
}

/// What is known of deals and bids.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// What all imports told of each deal, by the deals' numbers.
    pub deals: &'a [Vec<Opportunity>],
    /// Questionnaires, in any order.
    pub bids: &'a [Bid],
}

/// Makes a report of all that was added up, and the summary of it that flows back into the site.
///
/// `run` does the work on attribution in parts, as for [`Attribution::credits_by`](crate::attribution::Attribution::credits_by).
pub fn make(
    settled: &Settled,
    tally: Tally,
    known: Known,
    run: impl FnOnce(usize, Solve) -> Vec<Part>,
) -> (Report, UsageSummary) {
    let tallied = tally.finish();
    let results = Results::of(settled, known.deals, &tallied.touches);
    let shares = results.shares(run);
    let maker = Maker { settled, tallied: &tallied, results: &results, shares: &shares };
    let has_made_up_deals = known.deals.iter().flatten().any(|deal| is_made_up(&deal.id));
    let made_up = tallied.is_made_up || has_made_up_deals;
    let documents = maker.documents();
    let report = Report {
        format: FORMAT,
        made_up,
        window: tallied.window.clone(),
        terms: settled.terms.clone(),
        formative: maker.formative(known.bids),
        summative: maker.summative(&documents),
        documents,
    };
    (report, maker.summary(made_up))
}

struct Maker<'a> {
    settled: &'a Settled,
    tallied: &'a Tallied,
    results: &'a Results,
    shares: &'a Shares,
}

fn figure<T>(definition: Definition, value: T) -> Figure<T> {
    Figure { definition, value }
}

impl Maker<'_> {
    fn documents(&self) -> Vec<OfDocument> {
        let mut documents: Vec<OfDocument> =
            self.settled.numbered().map(|(number, item)| self.document(number, item)).collect();
        // What is gone, and files that nobody used, have nothing to tell.
        let untouched = Shown::Figure(InfluenceOfDocument::default());
        documents.retain(|document| {
            let is_used = document.uses != Shown::Figure(Used::default()) || document.influence != untouched;
            document.standing == Standing::Document || is_used
        });
        documents.sort_by_key(|document| document.standing);
        documents
    }

    fn document(&self, number: u32, item: &Item) -> OfDocument {
        let minimum = self.settled.terms.minimum;
        let uses = self.tallied.uses.of(number);
        let sessions = self.tallied.sessions.of_document(number);
        let counts = self.tallied.counts.of(number);
        let influence = self.results.influence.of(number);
        let deals = influence.won + influence.lost + influence.open;
        let cost = item.document.as_ref().and_then(|document| document.cost);
        let decided = influence.won + influence.lost;
        OfDocument {
            id: item.id.clone(),
            title: item.title.clone(),
            standing: item.standing,
            document: item.document.clone(),
            uses: minimum.show_or_none(sessions.seen, || Used {
                sessions: sessions.seen,
                qualified: uses.qualified(),
                uses,
            }),
            by_month: counts.by_month.iter().map(|used| minimum.show_or_none(used.sessions, || used.uses)).collect(),
            by_stage: self.results.stages.of(number, minimum),
            cost_per_use: minimum
                .show_or_none(sessions.used, || cost.and_then(|cost| cost_per_use(cost, uses.qualified()))),
            influence: minimum.show_or_none(deals, || influence),
            attributed: minimum.show_or_none(decided, || self.shares.of(number)),
            return_on_investment: minimum.show_or_none(decided, || self.returns(number, cost)),
            lift: (decided > 0).then(|| self.results.lifts.of(number).lift(minimum)),
            value_added: {
                let value = self.results.value.of(number);
                minimum.show_or_none(value.deals + value.unknown, || value)
            },
        }
    }

    fn returns(&self, number: u32, cost: Option<Money>) -> BTreeMap<Model, f64> {
        let cost = cost.and_then(|cost| self.results.rates.convert(cost));
        let Some((margin, cost)) = self.settled.terms.margin.zip(cost) else { return BTreeMap::new() };
        let of_model = |(model, attributed)| Some((model, return_on_investment(attributed, margin, cost)?));
        self.shares.of(number).into_iter().filter_map(of_model).collect()
    }

    fn formative(&self, bids: &[Bid]) -> Formative {
        let minimum = self.settled.terms.minimum;
        let sessions = &self.tallied.sessions;
        let all = self.tallied.counts.all;
        let window = &self.settled.window;
        // Those that were taken in before days were kept belong to every window.
        let mut bids: Vec<Bid> = bids.iter().filter(|bid| bid.day.is_none_or(|day| window.has(day))).copied().collect();
        bids.sort_by_key(|bid| (bid.day, Reverse(bid.reuse.asked), bid.reuse.answered, bid.reuse.taken));
        let reused = reuse(bids.iter().map(|bid| bid.reuse));
        let kinds = self.kinds();
        let sum = |of: fn(&OfKind) -> Utilization| {
            kinds.iter().map(of).fold(Utilization::default(), |sum, kind| Utilization {
                available: sum.available + kind.available,
                used: sum.used + kind.used,
            })
        };
        Formative {
            utilization: figure(Definition::Utilization, sum(|kind| kind.utilization)),
            freshness: figure(
                Definition::Freshness,
                freshness(self.described().filter_map(|(_, document)| document.review)),
            ),
            inventory: figure(Definition::Inventory, kinds),
            uses: figure(
                Definition::QualifiedUse,
                minimum.show_or_none(sessions.sessions(), || Used {
                    sessions: sessions.sessions(),
                    qualified: all.qualified(),
                    uses: all,
                }),
            ),
            months: {
                let months = self.tallied.counts.months.iter();
                months.map(|month| minimum.show_or_none(month.sessions, || *month)).collect()
            },
            searches: figure(
                Definition::SearchSuccess,
                minimum.show_or_none(sessions.searching(), || sessions.searches()),
            ),
            queries: self.queries(),
            gaps: figure(Definition::Gaps, self.gaps()),
            reuse: figure(Definition::ReuseRate, reused),
            coverage: figure(Definition::Coverage, reused),
            bids,
            cost: figure(Definition::CostPerUse, self.cost()),
            engagement: figure(
                Definition::Engagement,
                WonAndLost {
                    won: self.results.engagement(Outcome::Won, minimum),
                    lost: self.results.engagement(Outcome::Lost, minimum),
                },
            ),
        }
    }

    /// The library's documents, with their numbers.
    fn described(&self) -> impl Iterator<Item = (u32, &Described)> {
        self.settled.numbered().filter_map(|(number, item)| item.document.as_ref().map(|document| (number, document)))
    }

    fn kinds(&self) -> Vec<OfKind> {
        let mut kinds: BTreeMap<&str, Vec<(u32, &Described)>> = BTreeMap::new();
        for (number, document) in self.described() {
            kinds.entry(&document.kind).or_default().push((number, document));
        }
        let of_kind = |(kind, documents): (&str, Vec<(u32, &Described)>)| {
            let count = |status| documents.iter().filter(|(_, document)| document.status == status).count() as u64;
            let is_available = |document: &Described| {
                document.status == Status::Approved
                    && document.created.is_none_or(|created| created <= self.settled.window.to)
            };
            let available = documents.iter().filter(|(_, document)| is_available(document)).map(|(number, _)| *number);
            OfKind {
                kind: kind.to_owned(),
                draft: count(Status::Draft),
                in_review: count(Status::InReview),
                approved: count(Status::Approved),
                retired: count(Status::Retired),
                utilization: utilization(available, &self.tallied.uses),
                freshness: freshness(documents.iter().filter_map(|(_, document)| document.review)),
                cost: documents.iter().filter_map(|(_, document)| document.cost).collect(),
            }
        };
        kinds.into_iter().map(of_kind).collect()
    }

    fn queries(&self) -> Vec<OfQuery> {
        let found = self.tallied.sessions.queries(self.settled.terms.minimum);
        let query = |(query, searches): (&str, u64)| OfQuery { query: query.to_owned(), searches };
        let mut queries: Vec<OfQuery> = found.into_iter().map(query).collect();
        queries.sort_by_key(|query| Reverse(query.searches));
        queries.truncate(MOST_QUERIES);
        queries
    }

    fn gaps(&self) -> Missing {
        let mut gaps = self.tallied.sessions.gaps(self.settled.terms.minimum);
        let rest = gaps.queries.split_off(gaps.queries.len().min(MOST_QUERIES));
        let other_searches = gaps.other_searches + rest.iter().map(|gap| gap.searches).sum::<u64>();
        Missing { queries: gaps.queries.into_iter().map(Request::of).collect(), other_searches }
    }

    fn cost(&self) -> Cost {
        let costing = || self.described().filter_map(|(number, document)| document.cost.map(|cost| (number, cost)));
        let amounts: Amounts = costing().map(|(_, cost)| cost).collect();
        let in_one = self.results.rates.in_one(&amounts).filter(|_| !amounts.is_empty());
        let uses = costing().map(|(number, _)| self.tallied.uses.of(number).qualified()).sum();
        let sessions = costing().map(|(number, _)| self.tallied.sessions.of_document(number).used).sum();
        let per_use = || in_one.and_then(|cost| cost_per_use(cost, uses));
        Cost {
            documents: costing().count() as u64,
            per_use: self.settled.terms.minimum.show_or_none(sessions, per_use),
            in_one,
            amounts,
        }
    }

    fn summative(&self, documents: &[OfDocument]) -> Summative {
        let minimum = self.settled.terms.minimum;
        let influence = self.results.influence.all().clone();
        let decided = influence.won + influence.lost;
        let mut deals = self.results.deals.clone();
        deals.unknown_touches = self.tallied.unknown_touches;
        let return_of_all = || {
            let (margin, cost) = self.settled.terms.margin.zip(self.cost().in_one)?;
            return_on_investment(self.shares.total, margin, cost)
        };
        Summative {
            deals,
            attributed: figure(
                Definition::AttributedRevenue,
                minimum.show_or_none(decided, || self.attributed(documents)),
            ),
            influenced: figure(
                Definition::InfluencedRevenue,
                minimum.show_or_none(decided + influence.open, || influence),
            ),
            return_on_investment: figure(Definition::ReturnOnInvestment, minimum.show_or_none(decided, return_of_all)),
            lift: figure(Definition::Lift, self.results.any.lift(minimum)),
        }
    }

    fn attributed(&self, documents: &[OfDocument]) -> Attributed {
        let currency = self.shares.total.currency;
        let shown: BTreeMap<Model, i64> = documents
            .iter()
            .filter_map(|document| document.attributed.figure())
            .flatten()
            .fold(BTreeMap::new(), |mut sums, (model, share)| {
                *sums.entry(*model).or_default() += share.minor;
                sums
            });
        let unshown = |model: Model| {
            let shown = shown.get(&model).copied().unwrap_or_default();
            (model, Money { minor: self.shares.total.minor - shown, currency })
        };
        let is_unshown = |document: &&OfDocument| document.attributed.figure().is_none();
        Attributed {
            total: self.shares.total,
            untouched: self.shares.untouched,
            left_out: self.results.left_out.clone(),
            unshown: Model::ALL.into_iter().map(unshown).collect(),
            unshown_documents: documents.iter().filter(is_unshown).count() as u64,
        }
    }

    fn summary(&self, made_up: bool) -> UsageSummary {
        let window = self.settled.window.last_days(SUMMARY_DAYS);
        let used = self.settled.numbered().filter_map(|(number, item)| {
            let recent = self.tallied.counts.of(number).recent;
            let is_shown =
                item.standing == Standing::Document && recent.sessions >= self.settled.terms.minimum.0.max(1);
            let stages = || self.results.stages.recent(number, self.settled);
            let document = || SummaryOfDocument {
                uses: rounded(recent.uses),
                stages: stages().into_iter().map(|(stage, uses)| (stage, rounded(uses))).collect(),
            };
            is_shown.then(|| (item.id.clone(), document()))
        });
        UsageSummary { format: FORMAT, made_up, from: window.from, to: window.to, documents: used.collect() }
    }
}

/// Words that questions begin with, in the languages that the site itself speaks.
const ASKING: [&str; 44] = [
    "are", "can", "do", "does", "how", "is", "what", "when", "where", "which", "who", "why", // English
    "gibt", "haben", "können", "wann", "warum", "was", "welche", "wer", "wie", "wo", // German
    "combien", "comment", "est-ce", "où", "pourquoi", "quand", "quel", "quelle", "qui", // French
    "cómo", "cuál", "cuándo", "dónde", "qué", "quién", // Spanish
    "como", "onde", "porque", "quais", "qual", "quando", "quem", // Portuguese
];

impl Request {
    /// The document that would fill a gap.
    fn of(gap: Gap) -> Self {
        let first = gap.query.split(' ').next().unwrap_or_default();
        let is_question = gap.query.ends_with(['?', '？', 'か']) || ASKING.contains(&first);
        let mut letters = gap.query.chars();
        let title = letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
        Self { kind: if is_question { "answer" } else { "page" }.to_owned(), title, gap }
    }
}
