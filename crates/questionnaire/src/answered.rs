//! Files that hold answers already: an answer library in a spreadsheet or a text, or a questionnaire of an earlier bid.
//!
//! The layout is that of a questionnaire; only where nothing names the column of answers, it's the one that is filled, rather than the one
//! that is empty ([`detect_answered`]).

use crate::{
    Detection, Layout, Question, Questionnaire, QuestionnaireError, Response, ResponseSlot, detect,
    format::Format,
    grid::{At, Grid, Shape, column_name},
    layout::Column,
    markdown::{self, Passage},
};

/// Characters up to which a cell's text may be the answer in a word.
const LONGEST_WORD: usize = 40;

/// A question with what the file answers to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    /// The question.
    pub question: Question,
    /// The answer in a word, if the file's word for it is understood.
    pub response: Option<Response>,
    /// That word, as the file has it.
    pub word: Option<String>,
    /// The answer's text; empty where there is none.
    pub text: String,
    /// Whether the text is markdown.
    pub is_markdown: bool,
    /// What a column of comments says beside the answer.
    pub comment: Option<String>,
}

impl Answered {
    /// Whether there is anything that answers the question.
    pub fn has_answer(&self) -> bool {
        self.word.is_some() || !self.text.is_empty()
    }
}

/// Finds where a grid has questions and their answers.
pub fn detect_answered(grid: &Grid) -> Detection {
    let mut detection = detect(grid);
    let layout = &mut detection.layout;
    let Some(question) = layout.question.filter(|_| !layout.skip && !grid.is_prose) else { return detection };
    let texts = |column: u32| {
        let below = grid.rows.iter().filter(|row| layout.header.is_none_or(|header| row.number >= header));
        below.filter(|row| !row.text(question.0).is_empty() && is_text(row.text(column))).count()
    };
    if layout.answer.or(layout.comment).is_some_and(|column| texts(column.0) > 0) {
        return detection;
    }
    let is_taken = |column: u32| {
        let named = [layout.question, layout.response, layout.section];
        named.contains(&Some(Column(column))) || layout.marks.iter().any(|mark| mark.column.0 == column)
    };
    let free = (0..grid.width()).filter(|column| !is_taken(*column));
    let fullest = free.map(|column| (texts(column), column)).max_by_key(|(texts, column)| (*texts, u32::MAX - column));
    if let Some((1.., column)) = fullest {
        layout.answer = Some(Column(column));
        detection
            .reasons
            .push(format!("column {} is the one with most texts beside the questions", column_name(column)));
    }
    detection
}

/// Words rather than numbers or marks.
fn is_text(text: &str) -> bool {
    text.chars().filter(|character| character.is_alphabetic()).count() > 2
}

impl Questionnaire<'_> {
    /// All questions, with what the file answers to them.
    pub fn answered(&self, layouts: &[Layout]) -> Result<Vec<Answered>, QuestionnaireError> {
        let mut questions = self.questions(layouts)?;
        for (number, grid) in self.grids().iter().enumerate().filter(|(_, grid)| grid.is_prose) {
            keep_headings(&mut questions, number, grid);
        }
        let mut passages = self.passages(&questions)?.into_iter();
        let mut answered = Vec::new();
        for question in questions {
            let (Some(grid), Some(layout)) = (self.grids().get(question.grid), layouts.get(question.grid)) else {
                continue;
            };
            answered.push(if grid.is_prose {
                let Some(Passage { text, is_markdown }) = passages.next() else { continue };
                Answered { question, response: Response::of_text(&text), word: None, text, is_markdown, comment: None }
            } else {
                of_row(question, grid, layout)
            });
        }
        Ok(answered)
    }

    /// What stands behind each question of running text.
    fn passages(&self, questions: &[Question]) -> Result<Vec<Passage>, QuestionnaireError> {
        let prose = self.grids().iter().position(|grid| grid.is_prose);
        let Some(grid) = prose.and_then(|number| self.grids().get(number)) else { return Ok(Vec::new()) };
        let rows = questions.iter().filter(|question| Some(question.grid) == prose).map(|question| question.at.row);
        let rows: Vec<u32> = rows.collect();
        if self.format() == &Format::Markdown {
            return markdown::passages(&String::from_utf8_lossy(self.bytes()), &rows);
        }
        let end = |place: usize| rows.get(place + 1).copied().unwrap_or(u32::MAX);
        let words = |(place, row): (usize, &u32)| paragraphs(grid, *row, end(place));
        Ok(rows.iter().enumerate().map(words).map(|text| Passage { text, is_markdown: false }).collect())
    }
}

/// Where headings ask, paragraphs don't: what tells readers to do something ("Please call us") is part of an answer.
fn keep_headings(questions: &mut Vec<Question>, number: usize, grid: &Grid) {
    let is_heading = |question: &Question| grid.cell(question.at).is_some_and(|cell| cell.shape == Shape::Heading);
    if questions.iter().any(|question| question.grid == number && is_heading(question)) {
        questions.retain(|question| question.grid != number || is_heading(question));
    }
}

/// Paragraphs behind a question, up to the next one or a heading.
fn paragraphs(grid: &Grid, question: u32, end: u32) -> String {
    let behind = grid.rows.iter().filter(|row| row.number > question && row.number < end);
    let cells = behind.filter_map(|row| row.cells.first()).take_while(|cell| cell.shape != Shape::Heading);
    let mut text = String::new();
    let mut last = Shape::Plain;
    for cell in cells {
        let is_item = cell.shape == Shape::Item;
        let between = if is_item && last == Shape::Item { "\n" } else { "\n\n" };
        text.push_str(if text.is_empty() { "" } else { between });
        text.push_str(if is_item { "- " } else { "" });
        text.push_str(cell.text.trim());
        last = cell.shape;
    }
    text
}

fn of_row(question: Question, grid: &Grid, layout: &Layout) -> Answered {
    let cell = |at: At| grid.cell(at).map(|cell| cell.text.trim()).filter(|text| !text.is_empty());
    let (response, mut word) = match &question.response {
        ResponseSlot::None => (None, None),
        ResponseSlot::Free(at) | ResponseSlot::Choice(at, _) => {
            let word = cell(*at);
            (word.filter(|word| word.chars().count() <= LONGEST_WORD).and_then(Response::of_wording), word)
        }
        ResponseSlot::Marks(marks) => {
            let marked = marks.iter().find(|(_, at)| cell(*at).is_some());
            marked.map_or((None, None), |(response, _)| (Some(*response), Some(response.as_str())))
        }
    };
    let text = question.answer.and_then(cell).unwrap_or_default();
    // A column that is called "response" may hold either.
    let long = word.take_if(|word| word.chars().count() > LONGEST_WORD);
    let text = long.map_or_else(|| text.to_owned(), |long| format!("{long}\n\n{text}").trim().to_owned());
    let response = response.or_else(|| word.is_none().then(|| Response::of_text(&text)).flatten());
    let word = word.map(str::to_owned);
    let comment = layout.comment.filter(|_| layout.answer.is_some());
    let comment = comment.and_then(|column| cell(grid.home(At { row: question.at.row, column: column.0 })));
    let comment = comment.map(str::to_owned);
    Answered { question, response, word, text, is_markdown: false, comment }
}
