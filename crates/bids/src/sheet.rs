//! What a run came to: each question with its answer, and the figures.

use std::collections::{BTreeMap, BTreeSet};

use fieldbook_questionnaire::{
    Question,
    grid::{At, Filling},
    wording,
};

use crate::{Desk, Filled, Note, Reply, Status};

/// A question with what became of it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The question.
    pub question: Question,
    /// What was found.
    pub reply: Reply,
    /// What was written.
    pub filled: Filled,
}

/// All questions of a file.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// In the order of the file.
    pub entries: Vec<Entry>,
}

impl Sheet {
    /// Answers questions.
    pub fn new(desk: &Desk, questions: Vec<Question>) -> Self {
        let replies = desk.reply(&questions);
        Self::of(questions, replies)
    }

    /// Puts the replies to questions into their places.
    pub fn of(questions: Vec<Question>, replies: Vec<Reply>) -> Self {
        let entry = |(question, mut reply): (Question, Reply)| {
            let filled = Filled::new(&question, &mut reply);
            Entry { question, reply, filled }
        };
        let mut sheet = Self { entries: questions.into_iter().zip(replies).map(entry).collect() };
        sheet.hold_shared();
        sheet
    }

    /// Rows may share a merged cell for responses: where they'd say different things there, none is filled.
    fn hold_shared(&mut self) {
        let mut words: BTreeMap<(usize, At), Vec<String>> = BTreeMap::new();
        let places = |entry: &Entry| entry.question.response.places();
        for entry in self.entries.iter().filter(|entry| entry.filled.status == Status::Filled) {
            for filling in entry.filled.fillings.iter().filter(|filling| places(entry).contains(&filling.at)) {
                let known = words.entry((filling.grid, filling.at)).or_default();
                if !known.contains(&filling.text) {
                    known.push(filling.text.clone());
                }
            }
        }
        for entry in &mut self.entries {
            let at = |at: &At| words.get(&(entry.question.grid, *at)).is_some_and(|words| words.len() > 1);
            if entry.filled.status == Status::Filled && places(entry).iter().any(at) {
                entry.reply.note(Note::Shared);
                entry.filled =
                    Filled { status: Status::Proposed, fillings: Vec::new(), word: entry.filled.word.take() };
            }
        }
    }

    /// What is to be written.
    pub fn fillings(&self) -> Vec<Filling> {
        self.entries.iter().flat_map(|entry| entry.filled.fillings.iter().cloned()).collect()
    }

    /// How many questions have a status.
    pub fn count(&self, status: Status) -> usize {
        self.entries.iter().filter(|entry| entry.filled.status == status).count()
    }

    /// Questions that the library has no answer to, by likeness: groups of places among the entries, the largest first. What is asked twice
    /// is there once.
    pub fn to_write(&self, language: &str) -> Vec<Vec<usize>> {
        let mut known: BTreeSet<String> = BTreeSet::new();
        let open = self.entries.iter().enumerate().filter(|(_, entry)| entry.filled.status == Status::Open);
        let open: Vec<(usize, &str)> = open
            .filter(|(_, entry)| known.insert(wording::key(&entry.question.text)))
            .map(|(number, entry)| (number, entry.question.text.as_str()))
            .collect();
        let texts: Vec<&str> = open.iter().map(|(_, text)| *text).collect();
        let places = |group: Vec<usize>| group.into_iter().filter_map(|at| Some(open.get(at)?.0)).collect();
        fieldbook_matching::groups(&texts, language).into_iter().map(places).collect()
    }

    /// How many questions have an answer: those filled in, and those that had one already.
    pub fn answered(&self) -> usize {
        self.count(Status::Filled) + self.count(Status::Kept)
    }

    /// How many answers are from the library; see [`Entry::taken`].
    pub fn taken(&self) -> usize {
        self.entries.iter().filter(|entry| entry.taken().is_some()).count()
    }

    /// Answers taken from the library ÷ questions answered; none where nothing is answered. What stood there already was answered too, and
    /// taken from the library if it says what the library says.
    pub fn reuse_rate(&self) -> Option<f64> {
        share(self.taken(), self.answered())
    }

    /// How many questions are asked; those in hidden rows aren't.
    pub fn asked(&self) -> usize {
        self.entries.len() - self.count(Status::Hidden)
    }

    /// Questions filled in from the library ÷ questions asked; none where nothing is asked. What stands in a finished file and says what the library says is
    /// filled in from it, and what somebody wrote without it isn't.
    pub fn coverage(&self) -> Option<f64> {
        share(self.taken(), self.asked())
    }
}

fn share(part: usize, of: usize) -> Option<f64> {
    let number = |count: usize| u32::try_from(count).map_or(f64::from(u32::MAX), f64::from);
    (of > 0).then(|| number(part) / number(of))
}
