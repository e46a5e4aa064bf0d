//! Writes into a document's part: into empty paragraphs of cells, into content controls and form fields, and as new paragraphs behind others, also
//! within cells. No other byte of the part changes, and no other part.

use std::{collections::BTreeMap, ops::Range};

use super::{
    body::{Body, Paragraph, TableCell},
    choice_of,
    controls::{Edit, Field, Kind},
};
use crate::{
    QuestionnaireError,
    grid::{At, Filling, Place},
    package::Package,
    xml::{self, escape, splice},
};

/// The document with cells filled, and paragraphs answered.
pub(crate) fn fill(package: &Package<'_>, part: &str, fillings: &[Filling]) -> Result<Vec<u8>, QuestionnaireError> {
    let bytes = package.need(part)?;
    let text = xml::text(part, &bytes)?;
    let body = Body::read(part, text)?;
    let writer = Writer { text, body: &body };
    let mut edits = Vec::new();
    for filling in fillings {
        edits.extend(writer.edits(filling)?);
    }
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let name = package.names().find(|name| name.eq_ignore_ascii_case(part)).unwrap_or(part).to_owned();
    package.replace(&BTreeMap::from([(name, splice(text, &edits).into_bytes())]))
}

struct Writer<'a> {
    text: &'a str,
    body: &'a Body,
}

impl Writer<'_> {
    fn edits(&self, filling: &Filling) -> Result<Vec<Edit>, QuestionnaireError> {
        let Filling { grid, at, text } = filling;
        match grid.checked_sub(1) {
            None => self.at_paragraph(*at, text),
            Some(table) => self.at_cell(table, *at, text),
        }
    }

    fn at_paragraph(&self, at: At, text: &str) -> Result<Vec<Edit>, QuestionnaireError> {
        let (paragraphs, number) = (&self.body.paragraphs, at.row as usize);
        let place = || format!("paragraph {}", u64::from(at.row) + 1);
        let choice = choice_of(paragraphs, number);
        match Place::of(at.column, 1) {
            Place::Behind(0) => {
                // Boxes to tick stand between the question and its answer.
                let last = choice.map_or(number, |(last, _)| last);
                let paragraph =
                    paragraphs.get(last).ok_or_else(|| unfillable(place(), "there is no such paragraph"))?;
                Ok(vec![self.behind(paragraph.end.end.max(paragraph.start.end), text)])
            }
            Place::Choice(0) => {
                let chosen = choice.and_then(|(_, field)| self.choose(&field, text));
                chosen.ok_or_else(|| unfillable(place(), "it doesn't offer that"))
            }
            _ => Err(unfillable(place(), "there is no such place")),
        }
    }

    fn at_cell(&self, table: usize, at: At, text: &str) -> Result<Vec<Edit>, QuestionnaireError> {
        let place = || format!("Table {} {at}", table + 1);
        let none = || unfillable(place(), "there is no such cell");
        let table = self.body.tables.get(table).ok_or_else(none)?;
        let wanted = Place::of(at.column, table.width());
        let (Place::Cell(column) | Place::Behind(column) | Place::Choice(column)) = wanted;
        let row = table.rows.get(at.row as usize).ok_or_else(none)?;
        let cell = row.iter().find(|cell| cell.column == column).ok_or_else(none)?;
        match wanted {
            Place::Cell(_) => self.in_cell(cell, text).ok_or_else(|| unfillable(place(), "the cell isn't empty")),
            Place::Behind(_) => Ok(vec![self.behind(cell.end.ok_or_else(none)?, text)]),
            Place::Choice(_) => {
                let chosen = self.choose(&Field::of(&cell.text, &cell.controls), text);
                chosen.ok_or_else(|| unfillable(place(), "it doesn't offer that"))
            }
        }
    }

    fn choose(&self, field: &Field<'_>, wording: &str) -> Option<Vec<Edit>> {
        field.choose(wording, &|text| self.content(text))
    }

    /// Into a cell without text: what it offers is chosen, a field for text is typed into; else it goes into an empty paragraph.
    fn in_cell(&self, cell: &TableCell, text: &str) -> Option<Vec<Edit>> {
        let field = Field::of(&cell.text, &cell.controls);
        if field.has_choice() && field.text.trim().is_empty() {
            let chosen = self.choose(&field, text);
            if chosen.is_some() {
                return chosen;
            }
        }
        let is_typed = |kind| matches!(kind, Kind::Text | Kind::List);
        if let Some(control) = cell.controls.iter().find(|it| is_typed(it.kind) && !it.texts.is_empty()) {
            return Some(control.type_in(&self.content(text)));
        }
        let paragraph = cell.empty.as_ref().filter(|_| field.text.trim().is_empty())?;
        Some(vec![self.in_paragraph(paragraph, text)])
    }

    /// As a paragraph of its own behind a place.
    fn behind(&self, at: usize, text: &str) -> Edit {
        let p = &self.body.prefix;
        (at..at, format!("<{p}p>{}</{p}p>", self.run(text, None)))
    }

    fn in_paragraph(&self, paragraph: &Paragraph, text: &str) -> Edit {
        let run = self.run(text, paragraph.look.clone());
        if !paragraph.is_empty_tag {
            return (paragraph.end.start..paragraph.end.start, run);
        }
        let tag = self.text.get(paragraph.start.clone()).unwrap_or_default().trim_end_matches("/>").trim_end();
        // A paragraph may be of another prefix than the document.
        let name = tag.trim_start_matches('<').split(char::is_whitespace).next().unwrap_or_default();
        (paragraph.start.clone(), format!("{tag}>{run}</{name}>"))
    }

    fn run(&self, text: &str, look: Option<Range<usize>>) -> String {
        let p = &self.body.prefix;
        let look = look.and_then(|range| self.text.get(range)).unwrap_or_default();
        format!("<{p}r>{look}{}</{p}r>", self.content(text))
    }

    /// Text with its line breaks.
    fn content(&self, text: &str) -> String {
        let p = &self.body.prefix;
        let line = |line: &str| format!("<{p}t xml:space=\"preserve\">{}</{p}t>", escape(line));
        text.lines().map(line).collect::<Vec<_>>().join(&format!("<{p}br/>"))
    }
}

fn unfillable(place: String, problem: &str) -> QuestionnaireError {
    QuestionnaireError::Unfillable { place, problem: problem.to_owned() }
}
