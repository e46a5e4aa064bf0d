//! Measures of a ranking against judgements.
//!
//! The definitions are those of `trec_eval`: nDCG@10 with the grade as gain and the logarithm to base 2 of the rank plus one as
//! discount; recall@10, the part of all relevant documents that is among the first ten; MRR@10, one over the rank of the first
//! relevant one. hit@k is 1 where a relevant document is among the first k.

use std::collections::BTreeMap;

/// How many results count.
pub(crate) const DEPTH: usize = 10;

/// Means over queries.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Metrics {
    pub(crate) queries: usize,
    pub(crate) ndcg: f64,
    pub(crate) recall: f64,
    pub(crate) reciprocal_rank: f64,
    pub(crate) first: f64,
    pub(crate) fifth: f64,
}

impl Metrics {
    /// Adds a query: its results, best first, and the grades of the documents that were judged.
    pub(crate) fn add(&mut self, results: &[String], grades: &BTreeMap<String, u32>) {
        let gains: Vec<f64> = results
            .iter()
            .take(DEPTH)
            .map(|document| f64::from(grades.get(document).copied().unwrap_or_default()))
            .collect();
        let found = gains.iter().filter(|gain| **gain > 0.0).count();
        let relevant = grades.values().filter(|grade| **grade > 0).count();
        let rank = gains.iter().position(|gain| *gain > 0.0);
        self.queries += 1;
        self.ndcg += discounted(&gains) / discounted(&ideal(grades));
        self.recall += number(found) / number(relevant);
        self.reciprocal_rank += rank.map_or(0.0, |rank| 1.0 / number(rank + 1));
        self.first += f64::from(u8::from(rank.is_some_and(|rank| rank < 1)));
        self.fifth += f64::from(u8::from(rank.is_some_and(|rank| rank < 5)));
    }

    /// The means.
    pub(crate) fn mean(self) -> Self {
        let queries = number(self.queries.max(1));
        Self {
            queries: self.queries,
            ndcg: self.ndcg / queries,
            recall: self.recall / queries,
            reciprocal_rank: self.reciprocal_rank / queries,
            first: self.first / queries,
            fifth: self.fifth / queries,
        }
    }
}

fn ideal(grades: &BTreeMap<String, u32>) -> Vec<f64> {
    let mut gains: Vec<f64> = grades.values().map(|grade| f64::from(*grade)).collect();
    gains.sort_by(|one, other| other.total_cmp(one));
    gains.truncate(DEPTH);
    gains
}

fn discounted(gains: &[f64]) -> f64 {
    gains.iter().zip(2..).map(|(gain, rank)| gain / number(rank).log2()).sum()
}

#[expect(clippy::cast_precision_loss, reason = "counts of results are small")]
fn number(count: usize) -> f64 {
    count as f64
}
