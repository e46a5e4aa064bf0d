//! What a page shows of a session, as values to be written as JSON.

use std::collections::BTreeSet;

use fieldbook_matching::PROPOSE;
use fieldbook_questionnaire::{
    Layout, Response,
    grid::{At, Grid, Place, column_name},
};
use serde::Serialize;

use crate::{Answer, Bar, Entry, Found, Note, Session, Status, placeholder, session::key};

/// Characters of a column's heading that are shown.
const HEADING: usize = 60;

/// Columns of a grid that are offered: what a sheet has beyond is no questionnaire's.
const COLUMNS: u32 = 200;

/// A sheet, a table or running text.
#[derive(Debug, Serialize)]
pub struct GridView<'a> {
    /// Its name, also that of its layout.
    name: &'a str,
    /// Whether it is the running text of a document.
    prose: bool,
    /// Whether Excel hides it.
    hidden: bool,
    /// Where it has what.
    layout: &'a Layout,
    /// How many questions that gives.
    questions: usize,
    /// Its columns.
    columns: Vec<ColumnView>,
}

/// A column.
#[derive(Debug, Serialize)]
struct ColumnView {
    /// `B`
    name: String,
    /// What stands at its head.
    heading: String,
}

/// A question with what would become of it.
#[derive(Debug, Serialize)]
pub struct Row {
    key: String,
    grid: usize,
    place: String,
    question: String,
    section: Option<String>,
    status: Status,
    /// Of what was found; not of what somebody has decided.
    confidence: f64,
    /// The response in the file's own wording.
    word: Option<String>,
    response: Option<Response>,
    text: String,
    existing: Option<String>,
    sources: Vec<Candidate>,
    notes: Vec<Note>,
    /// Whether somebody has decided it.
    decided: bool,
}

/// What else there is to a question, for whoever opens it.
#[derive(Debug, Serialize)]
pub struct Detail {
    /// The answers that come into question, those that would be filled in first.
    candidates: Vec<Candidate>,
    /// What can be answered in a word, and how the file says it.
    responses: Vec<(Response, String)>,
    /// Whether the file has a place for a text.
    takes_text: bool,
}

/// An answer that comes into question.
#[derive(Debug, Serialize)]
struct Candidate {
    id: String,
    title: String,
    page: Option<String>,
    confidence: f64,
    wording: String,
    response: Response,
    text: String,
    bar: Option<Bar>,
    reviewed: Option<String>,
}

/// The sheets, tables and texts of a session's file.
pub fn grids<'s>(session: &'s Session) -> Vec<GridView<'s>> {
    let count = |number| session.questions().iter().filter(|question| question.grid == number).count();
    let grids = session.grids().iter().zip(session.layouts()).enumerate();
    let view = |(number, (grid, layout)): (usize, (&'s Grid, &'s Layout))| GridView {
        name: &grid.name,
        prose: grid.is_prose,
        hidden: grid.is_hidden,
        layout,
        questions: count(number),
        columns: columns(grid, layout),
    };
    grids.map(view).collect()
}

/// The columns of a grid with what stands at their head: in the row of headings, or first in them.
fn columns(grid: &Grid, layout: &Layout) -> Vec<ColumnView> {
    let header = layout.header.and_then(|row| row.checked_sub(1));
    let heading = |column: u32| {
        let home = |row: u32| grid.cell(grid.home(At { row, column })).map(|cell| cell.text.trim());
        let at_head = header.and_then(home).filter(|text| !text.is_empty());
        let first = || grid.rows.iter().map(|row| row.text(column)).find(|text| !text.is_empty());
        at_head.or_else(first).unwrap_or_default().chars().take(HEADING).collect()
    };
    let own =
        (0..grid.width().min(COLUMNS)).map(|column| ColumnView { name: column_name(column), heading: heading(column) });
    own.chain(within(grid)).collect()
}

/// The columns that stand for places within a document's cells: behind their texts, and what can be chosen beside these.
fn within(grid: &Grid) -> Vec<ColumnView> {
    let Some(width) = grid.columns.filter(|width| *width <= COLUMNS) else { return Vec::new() };
    let is_offered = |column: u32| {
        let areas = grid.choices.iter().flat_map(|choices| &choices.areas);
        areas.into_iter().any(|area| area.first.column == column)
    };
    let behind = (0..width).map(|column| (Place::Behind(column), column, '+'));
    let chosen = (0..width).map(|column| (Place::Choice(column), column, '☐'));
    let chosen = chosen.filter(|(place, ..)| is_offered(place.column(width)));
    let view = |(place, column, sign): (Place, u32, char)| ColumnView {
        name: column_name(place.column(width)),
        heading: format!("{} {sign}", column_name(column)),
    };
    behind.chain(chosen).map(view).collect()
}

/// A question of a session with what would become of it.
pub fn row(session: &Session, Entry { question, reply, filled }: &Entry) -> Row {
    // What stands in the file already, or isn't asked of us, has no answer that would show.
    let is_shown = matches!(filled.status, Status::Filled | Status::Proposed);
    let best: &[Found] = if is_shown { &reply.best } else { &[] };
    Row {
        key: key(question),
        grid: question.grid,
        place: question.place.clone(),
        question: question.text.clone(),
        section: question.section.clone(),
        status: filled.status,
        confidence: reply.confidence,
        word: filled.word.clone(),
        response: reply.response,
        text: reply.text.clone(),
        existing: question.existing.clone(),
        sources: best.iter().filter_map(|found| candidate(session, found)).collect(),
        notes: reply.notes.clone(),
        decided: session.choice(question).is_some(),
    }
}

/// What else there is to a question.
pub fn detail(session: &Session, Entry { question, reply, .. }: &Entry) -> Detail {
    let found = reply.best.iter().chain(&reply.runners_up);
    let all = [Response::Yes, Response::Partial, Response::No, Response::NotApplicable];
    let word = |response: Response| Some((response, question.response.word(response, &reply.language)?.1));
    Detail {
        candidates: found.filter_map(|found| candidate(session, found)).collect(),
        responses: all.into_iter().filter_map(word).collect(),
        takes_text: question.answer.is_some(),
    }
}

fn candidate(session: &Session, found: &Found) -> Option<Candidate> {
    let answer: &Answer = session.answers().get(found.answer)?;
    Some(Candidate {
        id: answer.id.clone(),
        title: answer.source.title.clone(),
        page: answer.source.page.clone(),
        confidence: found.confidence,
        wording: answer.wordings.get(found.wording).cloned().unwrap_or_default(),
        response: answer.response,
        text: answer.text().to_owned(),
        bar: answer.bar,
        reviewed: answer.source.reviewed.clone(),
    })
}

/// The placeholders of the answers that may come into question, by name.
pub fn placeholders(session: &Session, entries: &[Entry]) -> Vec<String> {
    let found = entries.iter().flat_map(|entry| entry.reply.best.iter().chain(&entry.reply.runners_up));
    let likely = found.filter(|found| found.confidence >= PROPOSE);
    let texts = likely.filter_map(|found| session.answers().get(found.answer)).map(Answer::text);
    let names = texts.flat_map(placeholder::parts).filter_map(|part| part.placeholder);
    names.collect::<BTreeSet<String>>().into_iter().collect()
}
