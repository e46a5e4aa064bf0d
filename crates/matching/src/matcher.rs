//! Answers that can be asked for.

use std::collections::HashMap;

use serde::Serialize;

use crate::{
    features::{Features, Pair, features},
    index::Index,
    model::{Measures, confidence, measures, score},
    text::{Reader, Text},
};

/// Candidates that are compared in full, from the best of either index.
const POOL: usize = 40;

/// An answer, as it is to be found.
#[derive(Clone, Debug, Default)]
pub struct AnswerText {
    /// How it is asked for.
    pub wordings: Vec<String>,
    /// What it says.
    pub text: String,
    /// Answers of one family (a base and its variants, by the base's name) don't make one another doubtful; without a name it is alone.
    pub family: Option<String>,
}

/// An answer that may be the one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Candidate {
    /// Its place among the answers.
    pub answer: usize,
    /// The wording that is most like the question, by its place among the answer's.
    pub wording: usize,
    /// How probable it is that it answers the question: of all but the first, what it would be without those before.
    pub confidence: f64,
    /// By what it is ranked.
    pub score: f64,
    /// How it is like the question.
    #[serde(skip)]
    pub features: Features,
    /// What its confidence is made of.
    #[serde(skip)]
    pub measures: Measures,
}

/// Answers of one language, to be asked for.
pub struct Matcher {
    language: String,
    /// All wordings, and whose they are.
    wordings: Vec<(usize, Text)>,
    /// The first wording of each answer.
    first: Vec<usize>,
    wholes: Vec<Text>,
    families: Vec<Option<String>>,
    by_wording: Index,
    by_whole: Index,
}

impl Matcher {
    /// Reads answers in a language (BCP 47).
    pub fn new(answers: &[AnswerText], language: &str) -> Self {
        let mut reader = Reader::new(language);
        let (mut wordings, mut first, mut wholes) = (Vec::new(), Vec::new(), Vec::new());
        for (number, answer) in answers.iter().enumerate() {
            first.push(wordings.len());
            wordings.extend(answer.wordings.iter().map(|wording| (number, reader.read(wording))));
            wholes.push(reader.read(&format!("{}\n{}", answer.wordings.join("\n"), answer.text)));
        }
        let by_wording = Index::new(wordings.iter().map(|(_, wording)| wording));
        let by_whole = Index::new(wholes.iter());
        let families = answers.iter().map(|answer| answer.family.clone()).collect();
        Self { language: language.to_owned(), wordings, first, wholes, families, by_wording, by_whole }
    }

    /// The best answers to a question, the best one first, at most `limit`.
    pub fn best(&self, question: &str, limit: usize) -> Vec<Candidate> {
        let question = Reader::new(&self.language).read_question(question);
        let mut candidates = self.candidates(&question);
        candidates.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.answer.cmp(&other.answer)));
        let ranked: Vec<(usize, f64)> =
            candidates.iter().map(|candidate| (candidate.answer, candidate.score)).collect();
        candidates.truncate(limit);
        for (at, candidate) in candidates.iter_mut().enumerate() {
            let others = ranked.iter().skip(at + 1).filter(|(other, _)| !self.are_kin(candidate.answer, *other));
            let scores: Vec<f64> = std::iter::once(candidate.score).chain(others.map(|(_, score)| *score)).collect();
            candidate.measures = measures(&candidate.features, &scores);
            candidate.confidence = confidence(&candidate.measures);
        }
        // Below the first, none is more probable than what the first leaves.
        let left = candidates.first().map_or(1.0, |first| 1.0 - first.confidence);
        for candidate in candidates.iter_mut().skip(1) {
            candidate.confidence = candidate.confidence.min(left);
        }
        candidates
    }

    fn are_kin(&self, one: usize, other: usize) -> bool {
        let family = |answer: usize| self.families.get(answer).and_then(Option::as_ref);
        family(one).is_some_and(|family_of_one| family(other) == Some(family_of_one))
    }

    /// Candidates of both indexes, each answer by that of its wordings that is most alike.
    fn candidates(&self, question: &Text) -> Vec<Candidate> {
        let by_wording = self.by_wording.scores(question);
        let by_whole = self.by_whole.scores(question);
        let mut best_wordings: HashMap<usize, f64> = HashMap::new();
        for (wording, score) in &by_wording {
            if let Some((answer, _)) = self.wordings.get(*wording) {
                let best = best_wordings.entry(*answer).or_default();
                *best = best.max(*score);
            }
        }
        let mut pool = top(&best_wordings);
        pool.extend(top(&by_whole));
        pool.sort_unstable();
        pool.dedup();
        let most = |scores: &HashMap<usize, f64>| scores.values().copied().fold(f64::MIN_POSITIVE, f64::max);
        let (most_wording, most_whole) = (most(&by_wording), most(&by_whole));
        let candidate = |answer: usize| {
            let whole = self.wholes.get(answer).filter(|whole| question.shares_more_than_framing(whole))?;
            let of_whole = by_whole.get(&answer).copied().unwrap_or_default() / most_whole;
            let first = *self.first.get(answer)?;
            let wordings = self.wordings.iter().enumerate().skip(first).take_while(|(_, (of, _))| *of == answer);
            let compared = wordings.map(|(number, (_, wording))| {
                let of_wording = by_wording.get(&number).copied().unwrap_or_default() / most_wording;
                let pair = Pair { question, wording, whole, scores: (of_wording, of_whole) };
                (number - first, features(&pair, &self.by_whole))
            });
            let best = compared.map(|(wording, features)| (score(&features), wording, features));
            let (score, wording, features) =
                best.max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)))?;
            Some(Candidate { answer, wording, confidence: 0.0, score, features, measures: Measures::default() })
        };
        pool.into_iter().filter_map(candidate).collect()
    }
}

fn top(scores: &HashMap<usize, f64>) -> Vec<usize> {
    let mut sorted: Vec<(usize, f64)> = scores.iter().map(|(number, score)| (*number, *score)).collect();
    sorted.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    sorted.into_iter().take(POOL).map(|(number, _)| number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matcher() -> Matcher {
        let answer = |wordings: &[&str], text: &str| AnswerText {
            wordings: wordings.iter().map(|wording| (*wording).to_owned()).collect(),
            text: text.to_owned(),
            family: None,
        };
        let answers = [
            answer(&["Is data encrypted at rest?", "How do you protect stored data?"], "AES-256 on all disks."),
            answer(&["Is data encrypted in transit?"], "TLS 1.3 everywhere."),
            answer(&["How often are backups tested?"], "Every quarter."),
            answer(&["Do you hold a SOC 2 report?"], "Type II, every year."),
        ];
        Matcher::new(&answers, "en")
    }

    #[test]
    fn the_answer_with_the_nearest_wording_comes_first() {
        let matcher = matcher();
        let best = |question: &str| matcher.best(question, 3).first().map(|best| (best.answer, best.wording));
        assert_eq!(best("is data encrypted AT REST"), Some((0, 0)));
        assert_eq!(best("How is stored data protected?"), Some((0, 1)));
        assert_eq!(best("Which backup tests do you do, and how often?"), Some((2, 0)));
        assert_eq!(best("TLS 1.3"), Some((1, 0)));
    }

    #[test]
    fn a_question_that_shares_no_telling_word_has_no_answer() {
        assert_eq!(matcher().best("What is the colour of the sky, and how do you like it?", 3), []);
        assert_eq!(matcher().best("Wer haftet?", 3), []);
        assert_eq!(matcher().best("", 3), []);
    }

    proptest::proptest! {
        #[test]
        fn confidences_are_probabilities_whatever_is_asked(question in "(\\PC|[a-z ]){0,80}") {
            for candidate in matcher().best(&question, 5) {
                proptest::prop_assert!((0.0..=1.0).contains(&candidate.confidence));
            }
        }
    }
}
