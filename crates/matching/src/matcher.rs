//! Answers that can be asked for.

use serde::Serialize;

use crate::{
    features::{Features, OfAnswer},
    index::Index,
    kin::Kinship,
    model::{Measures, confidence, measures, score},
    terms::{Asked, Terms, Vocabulary, Wording},
    text::Reader,
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
    /// What takes questions apart, with what it has learnt from the answers.
    reader: Reader,
    vocabulary: Vocabulary,
    /// All wordings, those of each answer side by side.
    wordings: Vec<Wording>,
    /// Whose each wording is.
    owners: Vec<usize>,
    /// The first wording of each answer.
    first: Vec<usize>,
    /// All wordings and the text of each answer.
    wholes: Vec<Terms>,
    families: Vec<Option<String>>,
    by_wording: Index,
    by_whole: Index,
    kinship: Kinship,
}

impl Matcher {
    /// Reads answers in a language (BCP 47).
    pub fn new(answers: &[AnswerText], language: &str) -> Self {
        let texts = answers.iter().flat_map(|answer| answer.wordings.iter().chain([&answer.text]));
        let mut reader = Reader::learning(language, texts.map(String::as_str));
        let mut vocabulary = Vocabulary::default();
        let (mut wordings, mut owners, mut first) = (Vec::new(), Vec::new(), Vec::new());
        let (mut wholes, mut counts_of_wordings, mut counts_of_wholes) = (Vec::new(), Vec::new(), Vec::new());
        for (number, answer) in answers.iter().enumerate() {
            first.push(wordings.len());
            for wording in &answer.wordings {
                let wording = reader.read(wording);
                vocabulary.count_pieces(&wording);
                counts_of_wordings.push((vocabulary.counts(&wording), wording.stems.len()));
                owners.push(number);
                wordings.push(wording);
            }
            let whole = reader.read(&format!("{}\n{}", answer.wordings.join("\n"), answer.text));
            counts_of_wholes.push((vocabulary.counts(&whole), whole.stems.len()));
            wholes.push(vocabulary.terms(&whole));
        }
        let by_wording = Index::new(&counts_of_wordings, vocabulary.stems());
        let by_whole = Index::new(&counts_of_wholes, vocabulary.stems());
        let wordings = wordings.iter().map(|wording| vocabulary.wording(wording, &by_whole)).collect();
        let kinship = Kinship::new(&wholes, vocabulary.places());
        let families = answers.iter().map(|answer| answer.family.clone()).collect();
        let language = language.to_owned();
        Self { language, reader, vocabulary, wordings, owners, first, wholes, families, by_wording, by_whole, kinship }
    }

    /// The language of its answers.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The best answers to a question, the best one first, at most `limit`.
    pub fn best(&self, question: &str, limit: usize) -> Vec<Candidate> {
        let question = self.reader.clone().read_question(question);
        let kin = |stem| self.kinship.of(stem, &self.wholes);
        let question = self.vocabulary.asked(&question, &self.by_wording, &self.by_whole, kin);
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
    fn candidates(&self, question: &Asked<'_>) -> Vec<Candidate> {
        let by_wording = self.by_wording.scores(question.stems.iter().map(|stem| (stem.number, stem.in_wordings)));
        let by_whole = self.by_whole.scores(question.stems.iter().map(|stem| (stem.number, stem.in_wholes)));
        let mut best_wordings = vec![0.0; self.wholes.len()];
        for (score, owner) in by_wording.iter().zip(&self.owners) {
            if let Some(best) = best_wordings.get_mut(*owner) {
                *best = f64::max(*best, *score);
            }
        }
        let mut pool = top(&best_wordings);
        pool.extend(top(&by_whole));
        pool.sort_unstable();
        pool.dedup();
        let most = |scores: &[f64]| scores.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
        let (most_wording, most_whole) = (most(&by_wording), most(&by_whole));
        let score_of = |scores: &[f64], number: usize| scores.get(number).copied().unwrap_or_default();
        let candidate = |answer: usize| {
            let whole = self.wholes.get(answer).filter(|whole| question.shares_more_than_framing(whole))?;
            let of_answer = OfAnswer::new(question, whole, score_of(&by_whole, answer), most_whole);
            let first = *self.first.get(answer)?;
            let end = self.first.get(answer + 1).copied().unwrap_or(self.wordings.len());
            let compared = self.wordings.get(first..end)?.iter().enumerate().map(|(number, wording)| {
                let features = of_answer.features(wording, score_of(&by_wording, first + number) / most_wording);
                (score(&features), number, features)
            });
            let (score, wording, features) =
                compared.max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)))?;
            Some(Candidate { answer, wording, confidence: 0.0, score, features, measures: Measures::default() })
        };
        pool.into_iter().filter_map(candidate).collect()
    }
}

/// The texts with the best scores, of those that have any.
fn top(scores: &[f64]) -> Vec<usize> {
    let mut best: Vec<(usize, f64)> = scores.iter().copied().enumerate().filter(|(_, score)| *score > 0.0).collect();
    if best.len() > POOL {
        best.select_nth_unstable_by(POOL, |one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        best.truncate(POOL);
    }
    best.into_iter().map(|(number, _)| number).collect()
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
    fn other_words_for_the_same_are_found() {
        let answer = |wording: &str| AnswerText { wordings: vec![wording.to_owned()], ..AnswerText::default() };
        let answers = [
            answer("Do administrators use multi-factor authentication?"),
            answer("Do administrators use their own computers?"),
            answer("How are orders followed by the warehouse management system (WMS)?"),
            answer("How are orders followed by mail?"),
        ];
        let matcher = Matcher::new(&answers, "en");
        let best = |question: &str| matcher.best(question, 1).first().map(|best| best.answer);
        assert_eq!(best("Do administrators use 2FA?"), Some(0));
        assert_eq!(best("Is there a WMS?"), Some(2));
        assert_eq!(best("Is the management system of the warehouse good?"), Some(2));
    }

    #[test]
    fn a_question_in_the_words_of_an_answer_is_filled_in() {
        let matcher = matcher();
        for question in ["Is data encrypted at rest?", "How often are backups tested?", "Do you hold a SOC 2 report?"] {
            let best = matcher.best(question, 1);
            assert!(best.first().is_some_and(|best| best.confidence >= crate::FILL), "{question}: {best:?}");
        }
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
