//! Finds a grid's layout, and says what it went by.

use super::{
    Column, Layout, Mark,
    headings::{Role, role},
};
use crate::{
    grid::{At, Grid, Place, Row, column_name},
    response::Response,
    wording::asks,
};

/// Rows at the top that headings are looked for in: forms begin with a title, instructions, the supplier's address.
const TOP: usize = 40;

/// Rows with questions that tell what a column offers.
const SAMPLE: usize = 200;

/// Characters from which on a text may be a question where nothing else says so.
const LONG: usize = 15;

/// A layout, if there are questions, and what it was found by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detection {
    /// What was found; `skip` where there are no questions.
    pub layout: Layout,
    /// What it was found by, as sentences.
    pub reasons: Vec<String>,
}

/// Finds where a grid has questions, and where answers go.
pub fn detect(grid: &Grid) -> Detection {
    let mut finder = Finder { grid, header: None, roles: Vec::new(), reasons: Vec::new() };
    let layout = if grid.is_hidden {
        finder.say("the sheet is hidden");
        None
    } else if grid.is_prose {
        finder.prose()
    } else {
        finder.table()
    };
    let nothing = || Layout { name: grid.name.clone(), skip: true, ..Layout::default() };
    Detection { layout: layout.unwrap_or_else(nothing), reasons: finder.reasons }
}

struct Finder<'a> {
    grid: &'a Grid,
    header: Option<u32>,
    /// Roles of the heading row's columns.
    roles: Vec<(u32, Role)>,
    reasons: Vec<String>,
}

impl Finder<'_> {
    fn say(&mut self, reason: impl Into<String>) {
        self.reasons.push(reason.into());
    }

    fn prose(&mut self) -> Option<Layout> {
        let asking = self.grid.rows.iter().filter(|row| asks(row.text(0))).count();
        self.say(format!("{asking} paragraphs ask something"));
        let choice = Place::Choice(0).column(1);
        let offering = self.grid.rows.iter().filter(|row| asks(row.text(0)) && self.offers(row.number, choice)).count();
        if offering > 0 {
            self.say(format!("{offering} of them offer responses to choose or to tick"));
        }
        (asking > 0).then(|| Layout {
            name: self.grid.name.clone(),
            question: Some(Column(0)),
            response: (offering > 0).then_some(Column(choice)),
            answer: Some(Column(1)),
            ..Layout::default()
        })
    }

    /// Whether a cell offers responses to choose from.
    fn offers(&self, row: u32, column: u32) -> bool {
        self.grid.choices_at(At { row, column }).is_some_and(Response::are_wordings)
    }

    fn table(&mut self) -> Option<Layout> {
        self.find_header();
        let question = self.question()?;
        let rows = self.rows(question);
        if let Some(layout) = self.interleaved(question, &rows) {
            return Some(layout);
        }
        let marks = self.marks(question);
        let marked = |column: u32| marks.iter().any(|mark| mark.column.0 == column);
        let response = if marks.is_empty() { self.response(question, &rows) } else { None };
        let taken = |column: u32| column == question || Some(column) == response || marked(column);
        let comment = self.of_role(Role::Comment).find(|column| !taken(*column));
        let answer = self.of_role(Role::Answer).find(|column| !taken(*column));
        let has_word = response.is_some() || !marks.is_empty();
        let answer = match answer {
            None if comment.is_none() || !has_word => {
                self.empty_column(question, &rows, &|column| taken(column) || Some(column) == comment, has_word)
            }
            found => found,
        };
        for (what, column) in [("answers", answer), ("comments", comment)] {
            if let Some(heading) = column.and_then(|column| self.heading(column)) {
                self.say(format!("{what} go to column {}, \"{heading}\"", column_name(column.unwrap_or_default())));
            }
        }
        Some(Layout {
            name: self.grid.name.clone(),
            skip: false,
            header: self.header.map(|row| row + 1),
            question: Some(Column(question)),
            section: self.of_role(Role::Section).find(|column| !taken(*column)).map(Column),
            response: response.map(Column),
            answer: answer.map(Column),
            comment: comment.map(Column),
            below: false,
            marks,
        })
    }

    /// The layout of a document's table in which questions stand above empty rows for their answers.
    fn interleaved(&mut self, question: u32, rows: &[u32]) -> Option<Layout> {
        self.grid.columns?;
        let is_named = |role: &Role| matches!(role, Role::Response | Role::Answer | Role::Comment);
        let is_empty = |row: &u32| self.grid.rows.iter().any(|it| it.number == row + 1 && it.cells.is_empty());
        let is_one = rows.iter().filter(|row| is_empty(row)).count() * 2 > rows.len();
        if !is_one || self.roles.iter().any(|(_, role)| is_named(role)) {
            return None;
        }
        let offering =
            |column: &u32| rows.iter().filter(|row| self.offers(**row + 1, *column)).count() * 2 > rows.len();
        let response = (0..self.grid.width()).find(offering);
        self.say("answers go into the empty rows below the questions");
        Some(Layout {
            name: self.grid.name.clone(),
            header: self.header.map(|row| row + 1),
            question: Some(Column(question)),
            section: self.of_role(Role::Section).find(|column| *column != question).map(Column),
            response: response.map(Column),
            answer: Some(Column(question)).filter(|_| response != Some(question)),
            below: true,
            ..Layout::default()
        })
    }

    /// The row of headings: the one near the top that has most columns with a role, one of them for questions or answers.
    fn find_header(&mut self) {
        let mut best = 0;
        for row in self.grid.rows.iter().take(TOP) {
            let roles: Vec<(u32, Role)> =
                row.cells.iter().filter_map(|cell| Some((cell.column, role(&cell.text)?))).collect();
            let is_one = roles.iter().any(|(_, role)| matches!(role, Role::Question | Role::Answer | Role::Response));
            // One word alone may be a title.
            let weight = roles.len() * 2 + row.cells.len().min(8);
            if is_one && row.cells.len() > 1 && weight > best {
                best = weight;
                self.header = Some(row.number);
                self.roles = roles;
            }
        }
        match self.header {
            Some(row) => self.say(format!("row {} has headings", row + 1)),
            None => self.say("no row has headings"),
        }
    }

    fn of_role(&self, role: Role) -> impl Iterator<Item = u32> {
        self.roles.iter().filter(move |(_, other)| *other == role).map(|(column, _)| *column)
    }

    fn heading(&self, column: u32) -> Option<String> {
        let cell = self.grid.cell(At { row: self.header?, column })?;
        Some(cell.text.trim().to_owned())
    }

    fn below(&self) -> impl Iterator<Item = &Row> {
        let header = self.header;
        self.grid.rows.iter().filter(move |row| header.is_none_or(|header| row.number > header))
    }

    /// The column of questions: of those that headings name, or of all, the one with most texts, asking ones counting double.
    fn question(&mut self) -> Option<u32> {
        let named: Vec<u32> = self.of_role(Role::Question).collect();
        let width = self.grid.width().min(256);
        let candidates = if named.is_empty() { (0..width).collect() } else { named.clone() };
        let others: Vec<u32> =
            self.roles.iter().filter(|(_, role)| *role != Role::Question).map(|(at, _)| *at).collect();
        let count = |column: u32| {
            let texts = self.below().map(move |row| row.text(column));
            texts.fold((0_usize, 0_usize), |(asking, long), text| {
                (
                    asking + usize::from(asks(text)),
                    long + usize::from(text.chars().count() >= LONG && text.contains(' ')),
                )
            })
        };
        let scored =
            candidates.into_iter().filter(|column| !others.contains(column)).map(|column| (count(column), column));
        let ((asking, long), column) =
            scored.max_by_key(|((asking, long), column)| (asking * 2 + long, u32::MAX - column))?;
        let is_answerable = self.roles.iter().any(|(_, role)| matches!(role, Role::Answer | Role::Response));
        if let Some(heading) = self.heading(column).filter(|_| !named.is_empty() && long + asking > 0) {
            self.say(format!("questions are in column {}, \"{heading}\"", column_name(column)));
            return Some(column);
        }
        // Without a heading that says so: where there is room for answers, or where every third text asks.
        let is_one = long + asking > 0 && (is_answerable || asking * 3 >= long && asking > 0);
        let reason = if is_one {
            format!("questions are in column {}, which has {long} texts, {asking} of them asking", column_name(column))
        } else {
            "no column has questions".to_owned()
        };
        self.say(reason);
        is_one.then_some(column)
    }

    /// Rows with something to answer.
    fn rows(&self, question: u32) -> Vec<u32> {
        let texts = self.below().filter(|row| row.text(question).chars().count() >= LONG);
        texts.map(|row| row.number).collect()
    }

    /// Neighbouring columns that are called yes, no …, in the row of headings or one of the next two.
    fn marks(&mut self, question: u32) -> Vec<Mark> {
        let first = self.header.unwrap_or(0);
        let rows = self.grid.rows.iter().filter(|row| (first..=first.saturating_add(2)).contains(&row.number));
        let found = rows.map(|row| (row.number, marks(row, question))).find(|(_, marks)| marks.len() > 1);
        let Some((row, marks)) = found else { return Vec::new() };
        let names: Vec<String> = marks.iter().map(|mark| column_name(mark.column.0)).collect();
        self.say(format!("row {} names columns to mark: {}", row + 1, names.join(", ")));
        self.header = Some(row);
        marks
    }

    /// The column for the answer in a word: one whose cells offer responses to choose from, or one that is called so, or that
    /// stands before another for answers.
    fn response(&mut self, question: u32, rows: &[u32]) -> Option<u32> {
        let last = self.grid.choices.iter().flat_map(|choices| &choices.areas).map(|area| area.last.column).max();
        let width = self.grid.width().max(last.unwrap_or(0).saturating_add(1)).min(256);
        let offers = |column: &u32| {
            let offering = rows.iter().take(SAMPLE).filter(|row| self.offers(**row, *column));
            offering.count() * 2 > rows.len().min(SAMPLE)
        };
        if let Some(column) = (0..width).filter(|column| *column != question).find(offers) {
            self.say(if self.grid.is_choice(column) {
                "responses are chosen or ticked beside a text in its cell".to_owned()
            } else {
                format!("column {} offers responses to choose or to tick", column_name(column))
            });
            return Some(column);
        }
        let column = self.of_role(Role::Response).next().or_else(|| self.first_of_two(question))?;
        self.say(format!(
            "responses go to column {}, \"{}\"",
            column_name(column),
            self.heading(column).unwrap_or_default()
        ));
        Some(column)
    }

    /// The first of two columns for answers, as in "Response | Answer": the word goes to it, the text to the other.
    fn first_of_two(&self, question: u32) -> Option<u32> {
        let mut columns = self.of_role(Role::Answer).filter(|column| *column != question);
        columns.next().filter(|_| columns.next().is_some())
    }

    /// Where the answer goes if no heading says so: the first empty column beside the questions, else a new one.
    fn empty_column(
        &mut self,
        question: u32,
        rows: &[u32],
        taken: &dyn Fn(u32) -> bool,
        has_word: bool,
    ) -> Option<u32> {
        let width = self.grid.width();
        let named = |column: u32| self.roles.iter().any(|(other, _)| *other == column);
        let is_empty = |column: &u32| {
            let filled = rows.iter().filter(|row| self.grid.cell(At { row: **row, column: *column }).is_some()).count();
            filled == 0 && self.heading(*column).is_none()
        };
        let found = (question + 1..width).find(|column| !taken(*column) && !named(*column) && is_empty(column));
        match found {
            Some(column) => {
                self.say(format!("column {} beside the questions is empty", column_name(column)));
                Some(column)
            }
            None if has_word => None,
            None if self.grid.columns.is_some() => {
                self.say("no column is for answers, so they go below the questions, into the same cells");
                Some(Place::Behind(question).column(width))
            }
            None if self.grid.is_closed => {
                self.say("no column is for answers, and the table has no room for one");
                None
            }
            None => {
                self.say(format!("no column is for answers, so they go to a new one, {}", column_name(width)));
                Some(width)
            }
        }
    }
}

/// Columns of a row, side by side, that are called like responses, each in another way.
fn marks(row: &Row, question: u32) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for cell in row.cells.iter().filter(|cell| cell.column != question) {
        let Some(response) = Response::of_wording(&cell.text).filter(|_| cell.text.chars().count() <= 30) else {
            continue;
        };
        let is_neighbour = marks.last().is_none_or(|last| last.column.0 + 1 == cell.column);
        if is_neighbour && marks.iter().all(|mark| mark.response != response) {
            marks.push(Mark { response, column: Column(cell.column) });
        }
    }
    if marks.iter().any(|mark| mark.response == Response::Yes) { marks } else { Vec::new() }
}
