//! Stemmed BM25 over title and text (k1 1.2, b 0.75, Lucene's 33 stop words), to compare with.

use std::collections::{BTreeMap, HashMap};

use fieldbook_matching::AnswerText;

const STOP: &str = "a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with";

/// Answers, indexed.
pub(crate) struct Baseline {
    postings: HashMap<String, Vec<(usize, f64)>>,
    lengths: Vec<f64>,
}

impl Baseline {
    /// Indexes answers: their first wording and their text, or the wording alone where they are the same.
    pub(crate) fn new(answers: &[AnswerText]) -> Self {
        let (mut postings, mut lengths) = (HashMap::<String, Vec<(usize, f64)>>::new(), Vec::new());
        for (number, answer) in answers.iter().enumerate() {
            let first = answer.wordings.first().map(String::as_str).unwrap_or_default();
            let text = if first == answer.text { first.to_owned() } else { format!("{first}\n{}", answer.text) };
            let terms = terms(&text);
            lengths.push(terms.values().sum());
            for (term, count) in terms {
                postings.entry(term).or_default().push((number, count));
            }
        }
        Self { postings, lengths }
    }

    /// The best answers, the best first.
    pub(crate) fn best(&self, question: &str) -> Vec<usize> {
        let all = self.lengths.len() as f64;
        let average = self.lengths.iter().sum::<f64>() / all;
        let mut scores: BTreeMap<usize, f64> = BTreeMap::new();
        for (term, asked) in terms(question) {
            let Some(texts) = self.postings.get(&term) else { continue };
            let rarity = (1.0 + (all - texts.len() as f64 + 0.5) / (texts.len() as f64 + 0.5)).ln() * asked;
            for (text, count) in texts {
                let length = 0.25 + 0.75 * self.lengths[*text] / average;
                *scores.entry(*text).or_default() += rarity * count * 2.2 / (count + 1.2 * length);
            }
        }
        let mut sorted: Vec<(usize, f64)> = scores.into_iter().collect();
        sorted.sort_by(|one, other| other.1.total_cmp(&one.1));
        sorted.into_iter().map(|(answer, _)| answer).collect()
    }
}

fn terms(text: &str) -> BTreeMap<String, f64> {
    let stemmer = frostem::Stemmer::new(frostem::Algorithm::Porter);
    let mut terms = BTreeMap::new();
    for word in text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let word = word.to_lowercase();
        if !STOP.split(' ').any(|stop| stop == word) {
            *terms.entry(stemmer.stem(&word).to_string()).or_default() += 1.0;
        }
    }
    terms
}
