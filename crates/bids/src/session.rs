//! A questionnaire being answered, from the file to the filled one: what a page holds while somebody works on it.
//!
//! [`Session::open`] reads the file and finds its layout, [`Session::answer_with`] takes a library's answers, [`Session::advance`] looks
//! for some questions' answers at a time, so that whoever calls can show them and stop. After each step [`Session::sheet`] says what
//! would be filled in.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    ops::Range,
};

use fieldbook_questionnaire::{Detection, Layout, Mapping, Question, Questionnaire, QuestionnaireError, grid::Grid};

use crate::{
    Answer, Bid, Choice, Context, Day, Desk, Finding, Reply, Sheet, Status, Values, record,
    review::{self, WorkbookError},
};

/// A questionnaire being answered.
pub struct Session {
    file: Vec<u8>,
    name: String,
    grids: Vec<Grid>,
    detected: Vec<Detection>,
    layouts: Vec<Layout>,
    questions: Vec<Question>,
    desk: Desk,
    /// What was found for the first questions.
    findings: Vec<Finding>,
    /// By question's text: that of which the same was asked before.
    known: HashMap<String, usize>,
    choices: BTreeMap<String, Choice>,
}

impl Session {
    /// Reads a file.
    pub fn open(file: Vec<u8>, name: &str) -> Result<Self, QuestionnaireError> {
        let questionnaire = Questionnaire::read(&file, name)?;
        let (grids, detected) = (questionnaire.grids().to_vec(), questionnaire.detect());
        let layouts: Vec<Layout> = detected.iter().map(|detection| detection.layout.clone()).collect();
        let questions = questionnaire.questions(&layouts)?;
        Ok(Self {
            name: name.to_owned(),
            grids,
            detected,
            layouts,
            questions,
            desk: Desk::new(&[], &Context::default(), Values::default()),
            findings: Vec::new(),
            known: HashMap::new(),
            choices: BTreeMap::new(),
            file,
        })
    }

    /// What the file consists of.
    pub fn grids(&self) -> &[Grid] {
        &self.grids
    }

    /// What was found of where it has what, one for each grid.
    pub fn detected(&self) -> &[Detection] {
        &self.detected
    }

    /// Where it has what, one for each grid.
    pub fn layouts(&self) -> &[Layout] {
        &self.layouts
    }

    /// That as a mapping file, which `fieldbook answer --map` takes.
    pub fn mapping(&self) -> String {
        Mapping { sheets: self.layouts.clone() }.to_toml()
    }

    /// Says otherwise where it has what, one layout for each grid. What was found is forgotten.
    pub fn lay_out(&mut self, layouts: Vec<Layout>) -> Result<(), QuestionnaireError> {
        self.questions = Questionnaire::read(&self.file, &self.name)?.questions(&layouts)?;
        self.layouts = layouts;
        self.forget();
        Ok(())
    }

    /// What it asks.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// Takes a library's answers for a customer. What was found is forgotten.
    pub fn answer_with(&mut self, answers: &[Answer], context: &Context, values: Values) {
        self.desk = Desk::new(answers, context, values);
        self.forget();
    }

    /// Takes other values of placeholders.
    pub fn set_values(&mut self, values: Values) {
        self.desk.set_values(values);
    }

    /// Takes what somebody has decided, by questions' [`key`]s.
    pub fn set_choices(&mut self, choices: BTreeMap<String, Choice>) {
        self.choices = choices;
    }

    /// The answers that fit the customer.
    pub fn answers(&self) -> &[Answer] {
        self.desk.answers()
    }

    /// Looks for the answers to so many more questions; says for how many it has.
    pub fn advance(&mut self, count: usize) -> usize {
        let done = self.findings.len();
        for (number, question) in self.questions.iter().enumerate().skip(done).take(count) {
            let known = self.known.get(&question.text).and_then(|first| self.findings.get(*first)).cloned();
            let finding = known.unwrap_or_else(|| self.desk.find(&question.text));
            self.findings.push(finding);
            self.known.entry(question.text.clone()).or_insert(number);
        }
        self.findings.len()
    }

    /// What would be filled in now, of the questions that were looked at.
    pub fn sheet(&self) -> Sheet {
        self.sheet_of(0..self.findings.len())
    }

    /// The same of some questions, whatever stands for others in cells that they share.
    pub fn sheet_of(&self, range: Range<usize>) -> Sheet {
        let looked_at = self.questions.iter().zip(&self.findings).skip(range.start).take(range.len());
        let (questions, replies) =
            looked_at.map(|(question, finding)| (question.clone(), self.reply(question, finding))).unzip();
        Sheet::of(questions, replies)
    }

    fn reply(&self, question: &Question, finding: &Finding) -> Reply {
        match self.choices.get(&key(question)) {
            Some(choice) => self.desk.follow(choice, finding),
            None => self.desk.decide(finding),
        }
    }

    /// The file with what would be filled in.
    pub fn fill(&self) -> Result<Vec<u8>, QuestionnaireError> {
        Questionnaire::read(&self.file, &self.name)?.fill(&self.sheet().fillings())
    }

    /// The review sheet, as a page.
    pub fn review(&self) -> String {
        review::page(&self.desk, &self.sheet(), &self.name)
    }

    /// The review sheet, as a workbook of a day.
    pub fn review_workbook(&self, day: Day) -> Result<Vec<u8>, WorkbookError> {
        review::workbook(&self.desk, &self.sheet(), &self.name, day)
    }

    /// The record of the bid, for a deal if one is named, as events of a day.
    pub fn record(&self, opportunity: Option<&str>, day: Day) -> serde_json::Result<String> {
        record(&self.desk, &self.sheet(), &Bid::new(&self.name, opportunity, day))
    }

    /// Ids of the answers that the filled file has of the library.
    pub fn used(&self) -> BTreeSet<String> {
        let entries = self.sheet().entries;
        let taken = entries.iter().filter(|entry| entry.filled.status == Status::Filled && entry.taken().is_some());
        let found = taken.flat_map(|entry| &entry.reply.best).filter_map(|found| self.answers().get(found.answer));
        found.map(|answer| answer.id.clone()).collect()
    }

    /// What somebody has decided on a question.
    pub fn choice(&self, question: &Question) -> Option<&Choice> {
        self.choices.get(&key(question))
    }

    fn forget(&mut self) {
        self.findings.clear();
        self.known.clear();
    }
}

/// What names a question in a file, however many others are asked: `0 B7`.
pub fn key(question: &Question) -> String {
    format!("{} {}", question.grid, question.at)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use fieldbook_questionnaire::Response;

    use super::*;
    use crate::{Bar, Note, Source, Taken, view};

    const FILE: &str = "Question,Response,Comments\nIs customer data encrypted at rest?,,\nWhere is the service hosted?,,\n\
                        Do you hold a SOC 2 report?,,\nWhat colour is the sky?,,\nIs customer data encrypted at rest?,,\n";

    fn answer(id: &str, question: &str, long: &str, bar: Option<Bar>) -> Answer {
        Answer {
            id: id.to_owned(),
            language: "en".to_owned(),
            wordings: vec![question.to_owned()],
            response: Response::Yes,
            short: None,
            long: long.to_owned(),
            bar,
            is_overdue: false,
            variant_of: None,
            facets: BTreeMap::new(),
            source: Source::default(),
        }
    }

    fn session() -> Session {
        let mut session = Session::open(FILE.as_bytes().to_vec(), "acme.csv").unwrap();
        let answers = [
            answer("rest", "Is customer data encrypted at rest?", "With AES-256.", None),
            answer("hosting", "Where is the service hosted?", "In {{ country }}.", None),
            answer("soc", "Do you hold a SOC 2 report?", "Type II.", Some(Bar::Expired)),
        ];
        let context = Context { language: "en".to_owned(), ..Context::default() };
        session.answer_with(&answers, &context, Values::default());
        session
    }

    fn statuses(session: &Session) -> Vec<Status> {
        session.sheet().entries.iter().map(|entry| entry.filled.status).collect()
    }

    #[test]
    fn questions_are_looked_at_a_few_at_a_time_and_what_is_asked_twice_gets_the_same() {
        let mut session = session();
        assert_eq!(session.advance(2), 2);
        assert_eq!(statuses(&session), [Status::Filled, Status::Proposed]);
        assert_eq!(session.advance(100), 5);
        assert_eq!(
            statuses(&session),
            [Status::Filled, Status::Proposed, Status::Proposed, Status::Open, Status::Filled]
        );
        let filled = String::from_utf8(session.fill().unwrap()).unwrap();
        assert_eq!(filled.matches("encrypted at rest?,With AES-256.").count(), 2);
    }

    #[test]
    fn a_value_fills_in_what_lacked_it_without_looking_again() {
        let mut session = session();
        session.advance(5);
        assert_eq!(view::placeholders(&session, &session.sheet().entries), ["country"]);
        session.set_values(serde_json::from_str(r#"{"country":"Austria"}"#).unwrap());
        assert_eq!(session.sheet().entries.get(1).unwrap().reply.text, "In Austria.");
        assert_eq!(statuses(&session).get(1), Some(&Status::Filled));
    }

    #[test]
    fn choices_hold_but_for_what_must_not_be_filled_in() {
        let mut session = session();
        session.advance(5);
        let take = |id: &str| Choice::Take { answers: vec![id.to_owned()] };
        let write = Choice::Write { text: "Blue.".to_owned(), response: None, answers: Vec::new() };
        let choices = [("0 A2", Choice::Leave), ("0 A3", take("gone")), ("0 A4", take("soc")), ("0 A5", write)];
        session.set_choices(choices.map(|(key, choice)| (key.to_owned(), choice)).into());
        assert_eq!(
            statuses(&session),
            [Status::Open, Status::Proposed, Status::Proposed, Status::Filled, Status::Filled]
        );
        let sheet = session.sheet();
        let barred = Note::Barred { answer: "soc".to_owned(), bar: Bar::Expired };
        assert!(sheet.entries.get(2).unwrap().reply.notes.contains(&barred));
        assert_eq!(sheet.entries.get(3).unwrap().reply.text, "Blue.");
    }

    #[test]
    fn own_words_are_taken_from_the_library_as_far_as_they_have_its_words() {
        let mut session = session();
        session.advance(5);
        let write = |text: &str, answers: &[&str]| Choice::Write {
            text: text.to_owned(),
            response: None,
            answers: answers.iter().map(ToString::to_string).collect(),
        };
        let choices = [
            ("0 A2", write("Yes, with AES-256 of course.", &["rest"])),
            ("0 A3", write("On our own premises.", &["hosting"])),
            ("0 A5", write("Blue.", &[])),
            ("0 A6", write("With AES-256.", &["rest"])),
        ];
        session.set_choices(choices.map(|(key, choice)| (key.to_owned(), choice)).into());
        let sheet = session.sheet();
        let taken: Vec<_> = sheet.entries.iter().map(crate::Entry::taken).collect();
        assert_eq!(taken, [Some(Taken::Edited), None, None, None, Some(Taken::AsItIs)]);
        assert_eq!((sheet.taken(), sheet.answered()), (2, 4));
        assert_eq!(session.used().into_iter().collect::<Vec<_>>(), ["rest"]);
        let record = session.record(Some("0067"), Day::parse("2026-11-22").unwrap()).unwrap();
        let used: Vec<&str> = record.lines().filter(|line| line.contains(r#""event":"answer-used""#)).collect();
        assert_eq!(used.iter().filter(|line| line.contains(r#""edited":true"#)).count(), 1);
        assert_eq!(used.len(), 2);
        assert!(record.contains(r#""time":"2026-11-22T00:00:00Z","bid":"0067","opportunity":"0067""#));
    }

    #[test]
    fn another_layout_asks_other_questions() {
        let mut session = session();
        let mut layout = session.layouts().first().unwrap().clone();
        layout.skip = true;
        session.lay_out(vec![layout]).unwrap();
        assert_eq!((session.questions().len(), session.advance(9)), (0, 0));
        assert!(session.mapping().contains("skip = true"));
    }
}
