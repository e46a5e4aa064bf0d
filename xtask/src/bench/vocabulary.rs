//! Words with the frequencies of a real language: a few very common ones, and a long tail that hardly recurs.

use std::collections::BTreeSet;

use fastrand::Rng;

/// How many different words a generated library draws on.
const WORDS: usize = 30_000;

/// What follows the rank in Zipf's law (`1 / (rank + SHIFT)^EXPONENT`), as Mandelbrot fitted it to English.
const SHIFT: f64 = 2.7;
const EXPONENT: f64 = 1.07;

/// The most common words of English, most common first, so that stop words and stemming have their usual work.
const COMMON: &str = "the of and to a in is that it for was on are as with they at be this from have or by one had not \
    but what all were when we there can an your which their said if do will each about how up out them then she many \
    some so these would other into has more her two like him see time could no make than first been its who now people \
    my made over did down only way find use may long little very after words called just where most know get through \
    back much before good new write our used me man too any day same right look think also around another came come \
    work three must because does part even place well such here take why things help put years different away again";

const ONSETS: [&str; 20] =
    ["b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "w", "br", "cl", "pr", "st", "tr", "qu"];
const NUCLEI: [&str; 9] = ["a", "e", "i", "o", "u", "ea", "ai", "ou", "y"];
const CODAS: [&str; 10] = ["", "", "", "n", "r", "s", "l", "nd", "ct", "m"];
const ENDINGS: [&str; 10] = ["", "", "", "s", "ing", "ed", "tion", "ment", "er", "ly"];

/// The words, with how often each comes.
pub(super) struct Vocabulary {
    words: Vec<String>,
    /// Sums of the words' weights up to each, for drawing by bisection.
    cumulated: Vec<f64>,
}

impl Vocabulary {
    /// Makes the same words for the same state of the generator.
    pub(super) fn new(random: &mut Rng) -> Self {
        let mut words: Vec<String> = COMMON.split_whitespace().map(str::to_owned).collect();
        let mut seen: BTreeSet<String> = words.iter().cloned().collect();
        while words.len() < WORDS {
            let word = invent(random);
            if seen.insert(word.clone()) {
                words.push(word);
            }
        }
        let mut sum = 0.0;
        let ranks = (0_u32..).map(f64::from).zip(&words);
        let cumulated = ranks
            .map(|(rank, _)| {
                sum += (rank + 1.0 + SHIFT).powf(-EXPONENT);
                sum
            })
            .collect();
        Self { words, cumulated }
    }

    /// Draws a word.
    pub(super) fn word(&self, random: &mut Rng) -> &str {
        let total = self.cumulated.last().copied().unwrap_or_default();
        let point = random.f64() * total;
        let index = self.cumulated.partition_point(|&sum| sum < point);
        self.words.get(index).map_or("", String::as_str)
    }

    /// Draws words, the first with a capital.
    pub(super) fn phrase(&self, random: &mut Rng, count: usize) -> String {
        let words: Vec<&str> = (0..count).map(|_| self.word(random)).collect();
        capitalised(&words.join(" "))
    }
}

/// The text with its first letter as a capital.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn invent(random: &mut Rng) -> String {
    let syllables = random.usize(1..=3);
    let mut word = String::new();
    for _ in 0..syllables {
        for parts in [&ONSETS[..], &NUCLEI, &CODAS] {
            word += random.choice(parts).copied().unwrap_or_default();
        }
    }
    word + random.choice(ENDINGS).unwrap_or_default()
}
