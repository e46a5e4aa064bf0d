//! Fieldbook's bid desk in a browser: a thin layer over `fieldbook-bids` that speaks bytes and JSON.
//!
//! The worker (`themes/default/static/js/respond/worker.js`) hands in the customer's file and the library's answers and calls
//! [`Desk`]; what is read, decided and filled in, and how, is all in the shared crates. A panic traps the instance: the worker then
//! starts a new one.

use std::collections::BTreeMap;

use fieldbook_bids::{Answer, Choice, Context, Day, Entry, Session, Values, view};
use fieldbook_questionnaire::{Layout, QuestionnaireError};
use wasm_bindgen::prelude::*;

/// A questionnaire being answered.
#[wasm_bindgen]
pub struct Desk {
    session: Session,
    /// What would be filled in, as of the last call that changed it.
    entries: Vec<Entry>,
}

#[wasm_bindgen]
impl Desk {
    /// Reads a customer's file; its name tells formats apart.
    #[wasm_bindgen(constructor)]
    pub fn new(file: Vec<u8>, name: &str) -> Result<Desk, JsError> {
        Ok(Self { session: Session::open(file, name).map_err(problem)?, entries: Vec::new() })
    }

    /// What the file consists of: JSON of `GridView`s.
    pub fn grids(&self) -> Result<String, JsError> {
        Ok(serde_json::to_string(&view::grids(&self.session))?)
    }

    /// Says otherwise where it has what: JSON of `Layout`s, one for each grid.
    pub fn lay_out(&mut self, layouts: &str) -> Result<(), JsError> {
        let layouts: Vec<Layout> = serde_json::from_str(layouts)?;
        self.entries.clear();
        self.session.lay_out(layouts).map_err(problem)
    }

    /// Takes a library's answers (JSON of `Answer`s) for a customer (JSON of `Context`), with values of placeholders.
    pub fn answer_with(&mut self, answers: &[u8], context: &str, values: &str) -> Result<(), JsError> {
        let answers: Vec<Answer> = serde_json::from_slice(answers)?;
        let context: Context = serde_json::from_str(context)?;
        let values: Values = serde_json::from_str(values)?;
        self.entries.clear();
        self.session.answer_with(&answers, &context, values);
        Ok(())
    }

    /// How many questions there are.
    pub fn count(&self) -> usize {
        self.session.questions().len()
    }

    /// Looks for the answers to some more questions; says for how many it has. What shares a cell is only seen by [`Desk::decide`].
    pub fn advance(&mut self, count: usize) -> usize {
        let done = self.session.advance(count);
        self.entries.extend(self.session.sheet_of(self.entries.len()..done).entries);
        done
    }

    /// Takes values of placeholders, by name, and what somebody has decided (JSON of `Choice`s by questions' keys).
    pub fn decide(&mut self, values: &str, choices: &str) -> Result<(), JsError> {
        let choices: BTreeMap<String, Choice> = serde_json::from_str(choices)?;
        self.session.set_values(serde_json::from_str(values)?);
        self.session.set_choices(choices);
        self.entries = self.session.sheet().entries;
        Ok(())
    }

    /// A question with what would become of it: JSON of a `Row`.
    pub fn row(&self, number: usize) -> Result<Option<String>, JsError> {
        let entry = self.entries.get(number);
        Ok(entry.map(|entry| serde_json::to_string(&view::row(&self.session, entry))).transpose()?)
    }

    /// What else there is to a question: JSON of `Detail`.
    pub fn detail(&self, number: usize) -> Result<Option<String>, JsError> {
        let entry = self.entries.get(number);
        Ok(entry.map(|entry| serde_json::to_string(&view::detail(&self.session, entry))).transpose()?)
    }

    /// The names of placeholders that would be filled: JSON of a list.
    pub fn placeholders(&self) -> Result<String, JsError> {
        Ok(serde_json::to_string(&view::placeholders(&self.session, &self.entries))?)
    }

    /// The filled file.
    pub fn fill(&self) -> Result<Vec<u8>, JsError> {
        self.session.fill().map_err(problem)
    }

    /// The review sheet, as a page (HTML).
    pub fn review(&self) -> String {
        self.session.review()
    }

    /// The review sheet, as a workbook of a day (`2026-11-22`).
    pub fn workbook(&self, day: &str) -> Result<Vec<u8>, JsError> {
        Ok(self.session.review_workbook(day_of(day)?)?)
    }

    /// The record of the bid, of a day, for a deal if its name isn't empty: a line of JSON an event.
    pub fn record(&self, opportunity: &str, day: &str) -> Result<String, JsError> {
        let opportunity = Some(opportunity).filter(|name| !name.is_empty());
        Ok(self.session.record(opportunity, day_of(day)?)?)
    }

    /// Ids of the answers that the filled file has of the library: JSON of a list.
    pub fn used(&self) -> Result<String, JsError> {
        Ok(serde_json::to_string(&self.session.used())?)
    }

    /// Where the file has what, as a mapping file.
    pub fn mapping(&self) -> String {
        self.session.mapping()
    }
}

fn day_of(text: &str) -> Result<Day, JsError> {
    Day::parse(text).ok_or_else(|| JsError::new(&format!("`{text}` is no day")))
}

/// A problem of the file as the page reads it: its kind before the text, `damaged: …`.
#[expect(clippy::needless_pass_by_value, reason = "it maps errors")]
fn problem(error: QuestionnaireError) -> JsError {
    JsError::new(&format!("{}: {error}", error.kind()))
}
