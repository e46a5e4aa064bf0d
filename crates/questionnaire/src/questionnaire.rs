//! A questionnaire: a file, what it asks, and the same file with answers.

use std::collections::{BTreeMap, HashMap};

use crate::{
    Layout, QuestionnaireError, detect, docx,
    format::Format,
    grid::{Area, At, Filling, Grid, Row, Shape},
    layout::Detection,
    limits::{LARGEST_FILE, MOST_QUESTIONS},
    markdown,
    package::Package,
    response::Response,
    separated, wording, xlsx,
};

/// A customer's file, read.
pub struct Questionnaire<'a> {
    bytes: &'a [u8],
    format: Format,
    grids: Vec<Grid>,
}

/// Something that the file asks, where it does, and where the answer goes.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Which grid, counted from 0.
    pub grid: usize,
    /// Where in it.
    pub at: At,
    /// That place, for people: `Security B7`.
    pub place: String,
    /// All that is asked there.
    pub text: String,
    /// The single questions of it, most often one.
    pub parts: Vec<String>,
    /// The section that it stands in.
    pub section: Option<String>,
    /// Where the answer in a word goes.
    pub response: ResponseSlot,
    /// Where the answer's text goes.
    pub answer: Option<At>,
    /// Whether its row is hidden or filtered away.
    pub is_hidden: bool,
    /// What stands already where an answer would go; it is never written over.
    pub existing: Option<String>,
}

/// Where an answer in a word goes.
#[derive(Clone, Debug, PartialEq)]
pub enum ResponseSlot {
    /// Nowhere.
    None,
    /// Into a cell, in any words.
    Free(At),
    /// Into a cell that offers these.
    Choice(At, Vec<String>),
    /// As an X into one of these.
    Marks(Vec<(Response, At)>),
}

impl<'a> Questionnaire<'a> {
    /// Reads a file. Its name tells formats apart that bytes don't: CSV and markdown.
    pub fn read(bytes: &'a [u8], name: &str) -> Result<Self, QuestionnaireError> {
        if bytes.len() > LARGEST_FILE {
            return Err(QuestionnaireError::enormous());
        }
        let format = Format::of(bytes, name)?;
        let grids = match &format {
            Format::Workbook => xlsx::read(&Package::open(bytes)?)?,
            Format::Document(part) => docx::read(&Package::open(bytes)?, part)?,
            Format::Separated => separated::read(bytes, name)?,
            Format::Markdown => markdown::read(&String::from_utf8_lossy(bytes))?,
        };
        Ok(Self { bytes, format, grids })
    }

    /// Its sheets, tables and text.
    pub fn grids(&self) -> &[Grid] {
        &self.grids
    }

    pub(crate) fn format(&self) -> &Format {
        &self.format
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.bytes
    }

    /// Where it has questions, one for each grid.
    pub fn detect(&self) -> Vec<Detection> {
        self.grids.iter().map(detect).collect()
    }

    /// What it asks, by layouts of all its grids, in the order of the file.
    pub fn questions(&self, layouts: &[Layout]) -> Result<Vec<Question>, QuestionnaireError> {
        let mut questions = Vec::new();
        for (number, (grid, layout)) in self.grids.iter().zip(layouts).enumerate() {
            questions.extend(Asker::new(number, grid, layout).questions());
            if questions.len() > MOST_QUESTIONS {
                return Err(QuestionnaireError::too_large("the number of questions", MOST_QUESTIONS.to_string()));
            }
        }
        Ok(questions)
    }

    /// The file with cells filled; several texts for one cell stand in it one below the other. Nothing else of it changes; see the modules of the formats for how far that goes.
    pub fn fill(&self, fillings: &[Filling]) -> Result<Vec<u8>, QuestionnaireError> {
        if fillings.is_empty() {
            return Ok(self.bytes.to_vec());
        }
        let fillings = &joined(fillings);
        match &self.format {
            Format::Workbook => xlsx::fill(&Package::open(self.bytes)?, fillings),
            Format::Document(part) => docx::fill(&Package::open(self.bytes)?, part, fillings),
            Format::Separated => separated::fill(self.bytes, fillings),
            Format::Markdown => match str::from_utf8(self.bytes) {
                Ok(text) => Ok(markdown::fill(text, fillings)?.into_bytes()),
                Err(error) => Err(QuestionnaireError::damaged("the text", format!("it is not UTF-8: {error}"))),
            },
        }
    }
}

/// One filling for each cell: questions may share a merged one. What is to be there twice is there once.
fn joined(fillings: &[Filling]) -> Vec<Filling> {
    let mut cells: BTreeMap<(usize, At), Vec<&str>> = BTreeMap::new();
    for Filling { grid, at, text } in fillings {
        let texts = cells.entry((*grid, *at)).or_default();
        if !texts.contains(&text.as_str()) {
            texts.push(text);
        }
    }
    cells.into_iter().map(|((grid, at), texts)| Filling { grid, at, text: texts.join("\n\n") }).collect()
}

/// Goes through the rows of a grid.
struct Asker<'a> {
    number: usize,
    grid: &'a Grid,
    layout: &'a Layout,
    /// Merged cells by their first one.
    merges: HashMap<At, Area>,
    /// Whether rows with questions have something beside them, mostly, such as a number.
    rows_have_more: bool,
}

impl<'a> Asker<'a> {
    fn new(number: usize, grid: &'a Grid, layout: &'a Layout) -> Self {
        let merges = grid.merges.iter().map(|area| (area.first, *area)).collect();
        let question = layout.question.map_or(0, |column| column.0);
        let asking = grid.rows.iter().filter(|row| row.cell(question).is_some());
        let (all, more) = asking.fold((0, 0), |(all, more), row| (all + 1, more + usize::from(row.cells.len() > 1)));
        Self { number, grid, layout, merges, rows_have_more: more * 2 > all }
    }

    fn questions(&self) -> Vec<Question> {
        let Some(column) = self.layout.question.filter(|_| !self.layout.skip) else { return Vec::new() };
        let header = self.layout.header.and_then(|row| self.row(row.checked_sub(1)?));
        let header = header.map(|row| row.text(column.0).to_owned());
        let mut section: Option<String> = None;
        let mut questions = Vec::new();
        let below = self.grid.rows.iter().filter(|row| self.layout.header.is_none_or(|header| row.number >= header));
        for row in below {
            if let Some(heading) = self.section(row, column.0) {
                section = Some(heading);
                continue;
            }
            let text = row.text(column.0);
            let is_repeated = header.as_deref() == Some(text);
            if self.is_question(row, text) && !is_repeated {
                questions.push(self.question(row, column.0, section.clone()));
            }
        }
        questions
    }

    fn row(&self, number: u32) -> Option<&Row> {
        self.grid.rows.iter().find(|row| row.number == number)
    }

    fn is_question(&self, row: &Row, text: &str) -> bool {
        if self.grid.is_prose {
            return row.cells.first().is_some_and(|cell| cell.shape != Shape::Heading || text.ends_with('?'))
                && wording::asks(text);
        }
        text.chars().filter(|character| character.is_alphabetic()).count() > 2
    }

    /// The heading of a section, if a row is one: merged across the places of questions and answers, or a few words by themselves.
    fn section(&self, row: &Row, question: u32) -> Option<String> {
        if self.grid.is_prose {
            let cell = row.cells.first().filter(|cell| cell.shape == Shape::Heading)?;
            return (!wording::asks(&cell.text)).then(|| cell.text.trim().to_owned());
        }
        let cell = row.cells.iter().find(|cell| !cell.text.trim().is_empty())?;
        let at = At { row: row.number, column: cell.column };
        let targets = self.targets();
        let reaches = |area: &Area| {
            let others = targets.iter().filter(|column| **column != cell.column);
            others.into_iter().any(|column| area.holds(At { row: at.row, column: *column }))
        };
        let is_across = self.merges.get(&at).is_some_and(reaches);
        let texts: Vec<&str> = row.cells.iter().map(|cell| cell.text.trim()).filter(|text| !text.is_empty()).collect();
        let longest = texts.iter().copied().max_by_key(|text| text.chars().count()).unwrap_or_default();
        let is_alone = row.text(question).is_empty() || texts.len() == 1 && self.rows_have_more;
        let is_short = longest.split_whitespace().count() <= 12 && !wording::asks(longest);
        (is_across && !wording::asks(longest) || is_alone && is_short).then(|| longest.to_owned())
    }

    /// Columns that answers go to.
    fn targets(&self) -> Vec<u32> {
        let layout = self.layout;
        let columns = [layout.response, layout.answer, layout.comment].into_iter().flatten();
        columns.map(|column| column.0).chain(layout.marks.iter().map(|mark| mark.column.0)).collect()
    }

    fn question(&self, row: &Row, column: u32, section: Option<String>) -> Question {
        let at = At { row: row.number, column };
        let text = row.text(column).to_owned();
        let of_column = self.layout.section.map(|column| self.grid.home(At { row: row.number, column: column.0 }));
        let of_column = of_column.and_then(|home| self.grid.cell(home)).map(|cell| cell.text.trim().to_owned());
        let layout = self.layout;
        let target = row.number.saturating_add(u32::from(layout.below));
        let place = |column: crate::layout::Column| self.grid.home(At { row: target, column: column.0 });
        let response = if layout.marks.is_empty() {
            layout.response.map_or(ResponseSlot::None, |column| self.response(place(column)))
        } else {
            ResponseSlot::Marks(layout.marks.iter().map(|mark| (mark.response, place(mark.column))).collect())
        };
        let answer = layout.answer.or(layout.comment).map(place);
        let places = answer.into_iter().chain(response.places());
        let existing: Vec<&str> = places.filter_map(|at| self.grid.cell(at)).map(|cell| cell.text.trim()).collect();
        Question {
            grid: self.number,
            at,
            place: self.grid.place(at),
            parts: wording::parts(&text),
            text,
            section: of_column.filter(|section| !section.is_empty()).or(section),
            response,
            answer,
            is_hidden: row.is_hidden,
            existing: (!existing.is_empty()).then(|| existing.join(" / ")),
        }
    }

    fn response(&self, at: At) -> ResponseSlot {
        match self.grid.choices_at(at) {
            Some(choices) if !choices.is_empty() => ResponseSlot::Choice(at, choices.to_vec()),
            // Beside a text of a document nothing can be written where nothing can be chosen.
            _ if self.grid.is_choice(at.column) => ResponseSlot::None,
            _ => ResponseSlot::Free(at),
        }
    }
}

impl ResponseSlot {
    /// The cells that it may write to.
    pub fn places(&self) -> Vec<At> {
        match self {
            Self::None => Vec::new(),
            Self::Free(at) | Self::Choice(at, _) => vec![*at],
            Self::Marks(marks) => marks.iter().map(|(_, at)| *at).collect(),
        }
    }

    /// What to write where for a response, in the file's own words, or in those of a language (BCP 47) where it has none; nothing where
    /// the file doesn't offer it.
    pub fn word(&self, response: Response, language: &str) -> Option<(At, String)> {
        match self {
            Self::None => None,
            // Nothing to say in a word where the question isn't one of yes or no.
            Self::Free(_) if response == Response::Info => None,
            Self::Free(at) => Some((*at, response.in_language(language).to_owned())),
            Self::Choice(at, choices) => Some((*at, choices.get(response.choose(choices)?)?.clone())),
            Self::Marks(marks) => {
                marks.iter().find(|(meaning, _)| *meaning == response).map(|(_, at)| (*at, "X".to_owned()))
            }
        }
    }
}
