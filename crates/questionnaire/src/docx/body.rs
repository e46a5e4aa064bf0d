//! Reads a document's part: paragraphs and tables with the places where something can be written.
//!
//! Text of text boxes and of tables within tables belongs to the cell or paragraph that they're in; what was deleted or moved away
//! while changes were tracked, and what is there only for old programs (`Fallback`), is left out.

use std::ops::Range;

use crate::{
    QuestionnaireError,
    grid::Shape,
    limits::{LONGEST_CELL, MOST_CELLS},
    xml::{Events, Node, Tag},
};

use super::{
    controls::{BOX, Control, LIST},
    forms::{Forms, Holder},
};

/// What a document holds.
#[derive(Default)]
pub(super) struct Body {
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) tables: Vec<Table>,
    /// The prefix of its elements with the colon: `w:`.
    pub(super) prefix: String,
}

/// A paragraph outside of tables, or in a cell.
#[derive(Default)]
pub(super) struct Paragraph {
    /// With signs for what can be chosen, as in cells.
    pub(super) text: String,
    /// What can be chosen or typed into.
    pub(super) controls: Vec<Control>,
    pub(super) shape: Shape,
    /// Its beginning; all of it where it is written `<w:p/>`.
    pub(super) start: Range<usize>,
    pub(super) is_empty_tag: bool,
    /// Its end: `</w:p>`.
    pub(super) end: Range<usize>,
    /// How its text looks (`w:rPr` of its properties).
    pub(super) look: Option<Range<usize>>,
}

/// A table, by rows.
#[derive(Default)]
pub(super) struct Table {
    pub(super) rows: Vec<Vec<TableCell>>,
}

/// A cell of a table.
#[derive(Default)]
pub(super) struct TableCell {
    pub(super) column: u32,
    /// How many columns it is wide.
    pub(super) span: u32,
    /// Whether cells below may go on with it, and whether it goes on with the one above.
    pub(super) begins_merge: bool,
    pub(super) continues: bool,
    /// With signs for what can be chosen, as `controls` has it.
    pub(super) text: String,
    /// Its first paragraph without text.
    pub(super) empty: Option<Paragraph>,
    /// Where its last paragraph ends.
    pub(super) end: Option<usize>,
    /// What can be chosen or typed into.
    pub(super) controls: Vec<Control>,
}

impl Table {
    /// How many columns it has.
    pub(super) fn width(&self) -> u32 {
        let last = self.rows.iter().filter_map(|row| row.last());
        last.map(|cell| cell.column.saturating_add(cell.span)).max().unwrap_or(0)
    }
}

impl Body {
    /// Reads a part.
    pub(super) fn read(part: &str, text: &str) -> Result<Self, QuestionnaireError> {
        let mut events = Events::new(part, text);
        let mut reader = Reader::default();
        loop {
            let (node, range) = events.next()?;
            match node {
                Node::Start(tag) => reader.start(&tag, range)?,
                Node::Text(text) => reader.text(&text),
                Node::End(name) => reader.end(&name, range),
                Node::Eof => return Ok(reader.body),
            }
        }
    }
}

#[derive(Default)]
struct Reader {
    body: Body,
    /// How many elements deep it is in what is left out.
    skipped: usize,
    /// Depths of tables, and of text boxes.
    tables: usize,
    boxes: usize,
    table: Table,
    row: Vec<TableCell>,
    next_column: u32,
    cell: TableCell,
    paragraph: Option<Paragraph>,
    in_properties: bool,
    look_start: Option<usize>,
    forms: Forms,
    in_text: bool,
    text_start: usize,
    cells: usize,
    in_cell: bool,
}

/// Elements that are left out with all they hold.
fn is_left_out(name: &str) -> bool {
    matches!(name, "Fallback" | "del" | "moveFrom")
}

impl Reader {
    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) -> Result<(), QuestionnaireError> {
        if self.skipped > 0 || is_left_out(tag.name()) && !self.in_properties {
            self.skipped += 1;
            return Ok(());
        }
        match tag.name() {
            "document" => self.body.prefix = tag.prefix(),
            "txbxContent" => self.boxes += 1,
            "tbl" => self.tables += 1,
            "tr" if self.is_at_table() => self.next_column = 0,
            "tc" if self.is_at_table() => self.start_cell()?,
            "gridSpan" if self.is_at_table() => {
                self.cell.span = tag.attribute("val").and_then(|span| span.parse().ok()).unwrap_or(1).clamp(1, 1000);
            }
            "vMerge" if self.is_at_table() => {
                self.cell.begins_merge = tag.attribute("val").is_some_and(|value| value == "restart");
                self.cell.continues = !self.cell.begins_merge;
            }
            "p" if self.boxes == 0 && self.tables <= 1 => self.start_paragraph(tag, range)?,
            "pPr" => self.in_properties = true,
            "rPr" if self.in_properties => self.look_start = Some(range.start),
            "pStyle" => {
                let style = tag.attribute("val").unwrap_or_default().to_lowercase();
                // Word's built-in styles have ids in the language of the program that made the file.
                let headings = ["heading", "title", "berschrift", "titre", "ttulo", "titolo", "kop", "rubrik"];
                if headings.iter().any(|heading| style.starts_with(heading)) {
                    self.set_shape(Shape::Heading);
                }
            }
            "outlineLvl" => self.set_shape(Shape::Heading),
            "numPr" => self.set_shape(Shape::Item),
            "sdt" | "checkBox" | "ddList" => self.forms.begin(tag, &range, self.holder()),
            "t" => {
                self.in_text = true;
                self.text_start = range.start;
            }
            "tab" | "br" | "cr" if !self.in_properties => self.text(if tag.name() == "tab" { " " } else { "\n" }),
            _ => self.forms.element(tag, range),
        }
        Ok(())
    }

    /// What a control that begins here stands in.
    fn holder(&self) -> Holder {
        match (&self.paragraph, self.tables, self.boxes) {
            (Some(_), 0, 0) => Holder::Paragraph,
            (_, 1, 0) if self.in_cell => Holder::Cell,
            (None, 1, 0) => Holder::Row,
            (None, 0, 0) => Holder::Body(self.body.paragraphs.len()),
            _ => Holder::Other,
        }
    }

    fn is_at_table(&self) -> bool {
        self.tables == 1 && self.boxes == 0
    }

    fn start_cell(&mut self) -> Result<(), QuestionnaireError> {
        self.cells += 1;
        if self.cells > MOST_CELLS {
            return Err(QuestionnaireError::too_large("the number of cells", MOST_CELLS.to_string()));
        }
        self.cell = TableCell { column: self.next_column, span: 1, ..TableCell::default() };
        self.in_cell = true;
        Ok(())
    }

    fn start_paragraph(&mut self, tag: &Tag<'_>, range: Range<usize>) -> Result<(), QuestionnaireError> {
        if self.body.paragraphs.len() >= MOST_CELLS {
            return Err(QuestionnaireError::too_large("the number of paragraphs", MOST_CELLS.to_string()));
        }
        self.paragraph = Some(Paragraph { start: range, is_empty_tag: tag.is_empty, ..Paragraph::default() });
        Ok(())
    }

    /// The first that is said of a paragraph counts: a numbered heading is a heading.
    fn set_shape(&mut self, shape: Shape) {
        if let Some(paragraph) = self.paragraph.as_mut().filter(|paragraph| paragraph.shape == Shape::Plain) {
            paragraph.shape = shape;
        }
    }

    /// A control ends: it belongs to the cell or the paragraph that it stands in, or to the cell that it stands around.
    fn close_control(&mut self) {
        let Some((control, holder)) = self.forms.end() else { return };
        let sign = control.sign();
        match holder {
            Holder::Row => {
                let Some(cell) = self.row.last_mut() else { return };
                cell.text.extend(sign);
                cell.controls.push(control);
            }
            Holder::Cell if self.is_at_table() => {
                self.sign(sign);
                self.cell.controls.push(control);
            }
            Holder::Paragraph => {
                self.sign(sign);
                if let Some(paragraph) = &mut self.paragraph {
                    paragraph.controls.push(control);
                }
            }
            Holder::Body(before) if self.body.paragraphs.len() == before + 1 => {
                let Some(paragraph) = self.body.paragraphs.last_mut() else { return };
                paragraph.text.extend(sign);
                paragraph.controls.push(control);
            }
            Holder::Cell | Holder::Body(_) | Holder::Other => {}
        }
    }

    /// Puts the sign of a control where it stands.
    fn sign(&mut self, sign: Option<char>) {
        let into = self.paragraph.as_mut().map_or(&mut self.cell.text, |paragraph| &mut paragraph.text);
        into.extend(sign);
    }

    fn text(&mut self, text: &str) {
        let is_break = !self.in_text && matches!(text, " " | "\n");
        if self.skipped > 0 || self.boxes > 0 || self.forms.is_prompt() || !(self.in_text || is_break) {
            return;
        }
        let text = text.replace([BOX, LIST], "");
        if self.forms.take(&text) {
            return;
        }
        let into = match &mut self.paragraph {
            Some(paragraph) => &mut paragraph.text,
            None if self.tables > 0 => &mut self.cell.text,
            None => return,
        };
        if into.len() + text.len() <= 4 * LONGEST_CELL {
            into.push_str(&text);
        }
    }

    fn end(&mut self, name: &str, range: Range<usize>) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match name {
            "txbxContent" => self.boxes = self.boxes.saturating_sub(1),
            "t" => {
                self.in_text = false;
                self.forms.typed(self.text_start..range.end);
            }
            "rPr" => {
                let look = self.look_start.take().map(|start| start..range.end);
                if let (Some(look), Some(paragraph)) = (look, &mut self.paragraph) {
                    paragraph.look = Some(look);
                }
            }
            "pPr" => self.in_properties = false,
            "p" if self.boxes == 0 => self.end_paragraph(range),
            "sdt" | "checkBox" | "ddList" => {
                self.forms.state_at(name, &range);
                self.close_control();
            }
            "tc" if self.is_at_table() => {
                self.in_cell = false;
                self.next_column = self.cell.column.saturating_add(self.cell.span);
                self.row.push(std::mem::take(&mut self.cell));
            }
            "tr" if self.is_at_table() => self.table.rows.push(std::mem::take(&mut self.row)),
            "tbl" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 && self.boxes == 0 {
                    self.body.tables.push(std::mem::take(&mut self.table));
                }
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self, range: Range<usize>) {
        let Some(paragraph) = self.paragraph.take() else { return };
        let paragraph = Paragraph { end: range, ..paragraph };
        if self.tables == 0 {
            self.body.paragraphs.push(paragraph);
            return;
        }
        if !self.cell.text.is_empty() && !paragraph.text.is_empty() && self.cell.text.len() <= LONGEST_CELL {
            self.cell.text.push('\n');
        }
        if self.cell.text.len() <= 4 * LONGEST_CELL {
            self.cell.text.push_str(&paragraph.text);
        }
        if self.tables == 1 {
            self.cell.end = Some(paragraph.end.end.max(paragraph.start.end));
        }
        if paragraph.text.trim().is_empty() && self.cell.empty.is_none() && self.tables == 1 {
            self.cell.empty = Some(paragraph);
        }
    }
}
