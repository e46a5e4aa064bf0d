//! Writes into a document's part: into empty paragraphs of cells, into content controls, and as new paragraphs behind others. No
//! other byte of the part changes, and no other part.

use std::{collections::BTreeMap, ops::Range};

use super::body::{Body, Control, Paragraph};
use crate::{
    QuestionnaireError,
    grid::{At, Filling},
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

type Edit = (Range<usize>, String);

struct Writer<'a> {
    text: &'a str,
    body: &'a Body,
}

impl Writer<'_> {
    fn edits(&self, filling: &Filling) -> Result<Vec<Edit>, QuestionnaireError> {
        let Filling { grid, at, text } = filling;
        match grid.checked_sub(1) {
            None => self.behind_paragraph(*at, text),
            Some(table) => self.in_cell(table, *at, text),
        }
    }

    fn behind_paragraph(&self, at: At, text: &str) -> Result<Vec<Edit>, QuestionnaireError> {
        let paragraph = self.body.paragraphs.get(at.row as usize).filter(|_| at.column == 1);
        let place = || format!("paragraph {}", u64::from(at.row) + 1);
        let paragraph = paragraph.ok_or_else(|| unfillable(place(), "there is no such paragraph"))?;
        let p = &self.body.prefix;
        let end = paragraph.end.end.max(paragraph.start.end);
        Ok(vec![(end..end, format!("<{p}p>{}</{p}p>", self.run(text, None)))])
    }

    fn in_cell(&self, table: usize, at: At, text: &str) -> Result<Vec<Edit>, QuestionnaireError> {
        let place = || format!("Table {} {at}", table + 1);
        let row = self.body.tables.get(table).and_then(|table| table.rows.get(at.row as usize));
        let cell = row.and_then(|row| row.iter().find(|cell| cell.column == at.column));
        let cell = cell.ok_or_else(|| unfillable(place(), "there is no such cell"))?;
        if let Some(control) = cell.control.as_ref().filter(|control| !control.texts.is_empty()) {
            return Ok(self.in_control(control, text));
        }
        let paragraph = cell.empty.as_ref().filter(|_| cell.text.trim().is_empty());
        let paragraph = paragraph.ok_or_else(|| unfillable(place(), "the cell isn't empty"))?;
        Ok(vec![self.in_paragraph(paragraph, text)])
    }

    /// Its first text becomes the answer, other ones go, and so does the mark that it's only a prompt.
    fn in_control(&self, control: &Control, text: &str) -> Vec<Edit> {
        let content = self.content(text);
        let mut edits: Vec<Edit> = control.prompt.iter().map(|range| (range.clone(), String::new())).collect();
        let texts = control.texts.iter().enumerate();
        edits.extend(texts.map(|(at, range)| (range.clone(), if at == 0 { content.clone() } else { String::new() })));
        edits
    }

    fn in_paragraph(&self, paragraph: &Paragraph, text: &str) -> Edit {
        let run = self.run(text, paragraph.look.clone());
        if !paragraph.is_empty_tag {
            return (paragraph.end.start..paragraph.end.start, run);
        }
        let tag = self.text.get(paragraph.start.clone()).unwrap_or_default().trim_end_matches("/>").trim_end();
        (paragraph.start.clone(), format!("{tag}>{run}</{}p>", self.body.prefix))
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
