//! The words of a query, read: each as itself and what it may go on as, together as names of the glossary, run together
//! or split, and, where all of that gives nothing, as misspelled.

use std::ops::Range;

use crate::{
    SearchError,
    compounds::{self, Split},
    dictionary::{Candidate, Dictionary, MOST_TERMS, corrections},
    function_words::is_one,
    plan::{Alternative, Clause, Plan},
    ranking::{JOINED, SPLIT, SYNONYM},
    results::Correction,
    spelling::Spelling,
    stemming::Stemmers,
    suggestions::Edit,
    synonyms::{Name, Thesaurus},
    words::{Script, Word},
};

/// Words of a query that count, however they are parted.
const MOST_WORDS: usize = 64;

/// Words of a query for whose spelling a dictionary is read through: a pasted text in another language is no query with
/// a hundred slips.
const MOST_SPELLED: usize = 5;

/// Names from the glossary that are looked for besides one that was typed.
const MOST_SYNONYMS: usize = 4;

/// Names from the glossary that are looked for in all: a name may be that of many things.
const MOST_NAMES: usize = 12;

/// Forms of such a name, where it is a single word, or of the word that a misspelled one is read as.
const MOST_FORMS: usize = 4;

/// Words that are shown as what a misspelled one was read as, or may be.
const MOST_SHOWN: usize = 3;

/// Sections that hold a word, up to which it may be a slip of those who wrote them.
const SELDOM: u32 = 3;

/// How much more frequent its neighbour must then be.
const MUCH_MORE: u32 = 50;

/// Sections that hold a word from which on it is common, if they are more than one of [`COMMON_PART`]: its postings are long, and say
/// next to nothing beside those of other words.
const COMMON: u32 = 2000;

/// Part of all sections that hold a common word.
const COMMON_PART: usize = 8;

/// The words of a query in their order.
#[derive(Debug, Default)]
pub(crate) struct Typed {
    words: Vec<TypedWord>,
    /// Counts what stands between words and isn't one.
    sequence: usize,
}

/// A word of a query.
#[derive(Debug)]
struct TypedWord {
    word: Word,
    /// Whether it may go on.
    open: bool,
    /// Words with the same number follow one another.
    sequence: usize,
    /// Where it stands in the query, if it stands by itself.
    place: Option<Range<usize>>,
}

impl Typed {
    /// Adds what stands between two blanks; `open` where its last word may go on.
    pub(crate) fn add(&mut self, words: Vec<Word>, open: bool, place: Range<usize>) {
        let last = words.len().saturating_sub(1);
        let room = MOST_WORDS.saturating_sub(self.words.len());
        let place = Some(place).filter(|_| words.len() == 1);
        let typed =
            |(at, word)| TypedWord { word, open: open && at == last, sequence: self.sequence, place: place.clone() };
        self.words.extend(words.into_iter().enumerate().map(typed).take(room));
    }

    /// Words before and after aren't neighbours.
    pub(crate) fn end_sequence(&mut self) {
        self.sequence += 1;
    }
}

/// What words are read with.
pub(crate) struct Reader<'a> {
    pub(crate) dictionary: &'a Dictionary<'a>,
    pub(crate) thesaurus: &'a Thesaurus,
    pub(crate) stemmers: &'a Stemmers,
    /// BCP 47 tags of the index.
    pub(crate) languages: &'a [&'a str],
}

/// The clauses that words become.
struct Draft<'a> {
    reader: &'a Reader<'a>,
    words: &'a [TypedWord],
    clauses: Vec<Clause>,
    /// How many sections hold each word, in whichever form.
    frequencies: Vec<u32>,
    plan: &'a mut Plan,
    spelled: usize,
}

impl Reader<'_> {
    /// Adds to a plan what the words of a query ask for.
    pub(crate) fn read(&self, typed: &Typed, plan: &mut Plan) -> Result<(), SearchError> {
        let words = typed.words.as_slice();
        let mut draft = Draft { reader: self, words, clauses: Vec::new(), frequencies: Vec::new(), plan, spelled: 0 };
        for typed in words {
            draft.add_word(typed)?;
        }
        draft.join()?;
        draft.add_synonyms()?;
        for at in 0..words.len() {
            draft.split_or_respell(at)?;
        }
        draft.finish();
        Ok(())
    }
}

impl Draft<'_> {
    /// Adds the clause of a word: itself, its other forms, and how it may go on.
    fn add_word(&mut self, typed: &TypedWord) -> Result<(), SearchError> {
        let (dictionary, text) = (self.reader.dictionary, &typed.word.text);
        let candidates = match &typed.word.script {
            Script::Spaced => dictionary.expand(text, typed.open)?,
            Script::Character => dictionary.beginning_with(text)?,
            Script::Run(_) => Vec::new(),
        };
        let goes_on = typed.open || typed.word.script == Script::Character;
        if goes_on && candidates.iter().any(|candidate| candidate.term.starts_with(text)) {
            self.plan.open_words.push(text.clone());
        }
        self.frequencies.push(candidates.iter().fold(0, |sum, candidate| sum.saturating_add(candidate.frequency)));
        let alternatives = match &typed.word.script {
            Script::Run(terms) => vec![Alternative::phrase(terms.clone(), 1.0)],
            _ => candidates.into_iter().map(Alternative::word).collect(),
        };
        let mut clause = Clause { typed: text.clone(), alternatives };
        if goes_on && clause.alternatives.len() == MOST_TERMS {
            self.keep_at_hand(&mut clause)?;
        }
        self.clauses.push(clause);
        Ok(())
    }

    /// Looks for the words that a beginning may go on as only where that costs no request, if it is one of many words and
    /// anything is found there: the next letter leaves fewer of them, and what was fetched for the rest came in vain.
    fn keep_at_hand(&self, clause: &mut Clause) -> Result<(), SearchError> {
        let terms = clause.alternatives.iter().flat_map(|alternative| &alternative.terms);
        let at_hand = terms.map(|(_, term)| self.reader.dictionary.is_at_hand(term)).collect::<Result<Vec<_>, _>>()?;
        if at_hand.contains(&true) {
            for alternative in clause.alternatives.iter_mut().filter(|alternative| alternative.closeness < 1.0) {
                alternative.at_hand = true;
            }
        }
        Ok(())
    }

    /// Lets a word that is two run together stand for both of them.
    fn join(&mut self) -> Result<(), SearchError> {
        for at in 1..self.words.len() {
            let (one, other) = (&self.words[at - 1], &self.words[at]);
            let are_spaced = [one, other].iter().all(|typed| typed.word.script == Script::Spaced);
            if !are_spaced || one.sequence != other.sequence {
                continue;
            }
            let pair = (one.word.text.as_str(), other.word.text.as_str());
            for mut candidate in compounds::joined(self.reader.dictionary, pair, other.open)? {
                candidate.closeness *= JOINED;
                self.add_to(at - 1..at + 1, &Alternative::word(candidate));
            }
        }
        Ok(())
    }

    /// Adds what the glossary knows under other names too.
    fn add_synonyms(&mut self) -> Result<(), SearchError> {
        let words = self.words;
        let mut start = 0;
        for sequence in words.chunk_by(|one, next| one.sequence == next.sequence) {
            let texts: Vec<&Word> = sequence.iter().map(|typed| &typed.word).collect();
            let open = sequence.last().is_some_and(|last| last.open);
            for found in self.reader.thesaurus.find(&texts, open, self.reader.stemmers) {
                let place = start + found.place.start..start + found.place.end;
                for name in found.names.into_iter().take(MOST_SYNONYMS) {
                    self.add_name(place.clone(), name)?;
                }
            }
            start += sequence.len();
        }
        Ok(())
    }

    /// Adds a name to the clauses of the words that stand for another of the same thing, if the index holds it.
    fn add_name(&mut self, place: Range<usize>, name: &Name) -> Result<(), SearchError> {
        if self.plan.synonyms.len() >= MOST_NAMES {
            return Ok(());
        }
        let alternatives = self.reader.alternatives_of(name)?;
        if alternatives.is_empty() {
            return Ok(());
        }
        for alternative in &alternatives {
            self.add_to(place.clone(), alternative);
        }
        if !self.plan.synonyms.contains(&name.label) {
            self.plan.synonyms.push(name.label.clone());
        }
        Ok(())
    }

    fn add_to(&mut self, words: Range<usize>, alternative: &Alternative) {
        for clause in self.clauses.get_mut(words).unwrap_or_default() {
            clause.add(alternative.clone());
        }
    }

    /// Splits a word that may be several, and reads one of which nothing is known as what it was meant to be.
    fn split_or_respell(&mut self, at: usize) -> Result<(), SearchError> {
        let (dictionary, typed) = (self.reader.dictionary, &self.words[at]);
        let (word, frequency) = (typed.word.text.as_str(), self.frequencies[at]);
        if typed.word.script != Script::Spaced {
            return Ok(());
        }
        if let Some(split) = compounds::split_at_digits(dictionary, word, frequency)? {
            self.clauses[at].add(split.alternative());
            return Ok(());
        }
        if frequency > 0 {
            for split in compounds::split(dictionary, word, typed.open, frequency)? {
                self.clauses[at].add(split.alternative());
            }
            return self.question(at);
        }
        // A word that is known as a part of something else needs no other reading; and that a small library lacks a "does" is
        // no slip of who asks.
        let is_settled = !self.clauses[at].alternatives.is_empty() || is_one(word, self.reader.languages);
        if is_settled { Ok(()) } else { self.respell(at) }
    }

    /// Reads an unknown word as one with a letter wrong; else as two run together; else as one with two letters wrong.
    fn respell(&mut self, at: usize) -> Result<(), SearchError> {
        let (dictionary, typed) = (self.reader.dictionary, &self.words[at]);
        let word = typed.word.text.as_str();
        let neighbours = match self.spelling(at, false) {
            Some(spelling) => dictionary.neighbours(&spelling)?,
            None => Vec::new(),
        };
        if neighbours.first().is_none_or(|nearest| nearest.mistakes > 1) {
            let splits = compounds::split(dictionary, word, typed.open, 0)?;
            if !splits.is_empty() {
                let read_as = splits.iter().map(|split| split.parts.join(" ")).collect();
                for split in splits {
                    let terms = self.reader.telling(split.parts)?;
                    self.clauses[at].add(Alternative::section(terms, SPLIT));
                }
                self.plan.corrections.push(Correction { word: word.to_owned(), read_as });
                return Ok(());
            }
        }
        let candidates = corrections(neighbours);
        let Some(best) = candidates.first().cloned() else {
            self.plan.absent.push(word.to_owned());
            return self.guess(at);
        };
        let read_as = shown(candidates.iter().map(|candidate| &candidate.term));
        self.clauses[at].alternatives = candidates.into_iter().map(Alternative::word).collect();
        for form in dictionary.expand(&best.term, false)?.into_iter().take(MOST_FORMS) {
            let closeness = form.closeness * best.closeness;
            self.clauses[at].add(Alternative::word(Candidate { closeness, ..form }));
        }
        self.plan.corrections.push(Correction { word: word.to_owned(), read_as });
        Ok(())
    }

    /// Offers, for a word that is like nothing, what it resembles at all.
    fn guess(&mut self, at: usize) -> Result<(), SearchError> {
        let Some(place) = self.words[at].place.clone() else { return Ok(()) };
        let Some(spelling) = self.spelling(at, true) else { return Ok(()) };
        let neighbours = self.reader.dictionary.neighbours(&spelling)?;
        if !neighbours.is_empty() {
            let terms = shown(neighbours.iter().map(|neighbour| &neighbour.term));
            self.plan.edits.push(Edit::respell(place, terms, false));
        }
        Ok(())
    }

    /// Offers, for a word that hardly occurs, one that is spelled nearly alike and occurs often.
    fn question(&mut self, at: usize) -> Result<(), SearchError> {
        let Some(place) = self.words[at].place.clone().filter(|_| self.frequencies[at] <= SELDOM) else {
            return Ok(());
        };
        let Some(spelling) = self.spelling(at, false) else { return Ok(()) };
        let least = self.frequencies[at].max(1).saturating_mul(MUCH_MORE);
        let neighbours = self.reader.dictionary.neighbours(&spelling)?;
        let known = &self.clauses[at].alternatives;
        let is_other = |term: &str| !known.iter().any(|it| it.terms.iter().any(|(_, own)| own == term));
        let likely =
            |it: &&crate::dictionary::Neighbour| it.mistakes == 1 && it.frequency >= least && is_other(&it.term);
        if let Some(likely) = neighbours.iter().find(likely) {
            let edit = Edit::respell(place, vec![likely.term.clone()], true);
            self.plan.edits.push(edit);
        }
        Ok(())
    }

    /// A word's spelling, as long as not too many were asked for.
    fn spelling(&mut self, at: usize, lenient: bool) -> Option<Spelling> {
        let typed = &self.words[at];
        let make = if lenient { Spelling::lenient } else { Spelling::new };
        let spelling = make(&typed.word.text, typed.open).filter(|_| self.spelled < MOST_SPELLED)?;
        self.spelled += 1;
        Some(spelling)
    }

    /// Hands the clauses over, each once.
    fn finish(self) {
        for clause in self.clauses {
            if !self.plan.required.contains(&clause) {
                self.plan.required.push(clause);
            }
        }
    }
}

impl Reader<'_> {
    /// How a name is looked for; nothing where the index lacks it.
    fn alternatives_of(&self, name: &Name) -> Result<Vec<Alternative>, SearchError> {
        if let [Word { text, script: Script::Spaced }] = name.words.as_slice() {
            let forms = self.dictionary.expand(text, false)?.into_iter().take(MOST_FORMS);
            let dimmed = |form: Candidate| Candidate { closeness: form.closeness * SYNONYM, ..form };
            return Ok(forms.map(dimmed).map(Alternative::word).collect());
        }
        let mut terms = Vec::new();
        let mut is_run = false;
        for word in &name.words {
            match &word.script {
                Script::Run(pairs) => {
                    is_run = true;
                    terms.extend(pairs.iter().map(|(_, term)| term.clone()));
                }
                _ => terms.push(word.text.clone()),
            }
        }
        for term in &terms {
            if self.dictionary.frequency(term)? == 0 {
                return Ok(Vec::new());
            }
        }
        // Pairs of characters are found anywhere unless they stand side by side; words are rare enough together.
        Ok(vec![if is_run {
            Alternative::phrase(crate::words::phrase(&name.label), SYNONYM)
        } else {
            Alternative::section(self.telling(terms)?, SYNONYM)
        }])
    }

    /// Of words that must stand together those that aren't common; all of them if all are.
    fn telling(&self, terms: Vec<String>) -> Result<Vec<String>, SearchError> {
        let mut telling = Vec::new();
        for term in &terms {
            let frequency = self.dictionary.frequency(term)?;
            let share = usize::try_from(frequency).unwrap_or(usize::MAX).saturating_mul(COMMON_PART);
            if frequency <= COMMON || share <= self.dictionary.sections() {
                telling.push(term.clone());
            }
        }
        Ok(if telling.is_empty() { terms } else { telling })
    }
}

impl Split {
    fn alternative(&self) -> Alternative {
        if self.is_phrase {
            Alternative::phrase((0..).zip(self.parts.iter().cloned()).collect(), SPLIT)
        } else {
            Alternative::section(self.parts.iter().cloned(), SPLIT)
        }
    }
}

fn shown<'t>(terms: impl Iterator<Item = &'t String>) -> Vec<String> {
    terms.take(MOST_SHOWN).cloned().collect()
}
