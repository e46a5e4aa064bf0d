//! Markdown: its text as one grid (headings, paragraphs, items), and each table as one.
//!
//! Answers are spliced into empty cells of tables, or stand as a quote behind the paragraph or item that asks.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::{
    QuestionnaireError,
    grid::{At, Cell, Filling, Grid, Row, Shape},
    limits::MOST_CELLS,
    xml::splice,
};

/// A cell's text and place.
type TableCell = (String, Range<usize>);

/// What a file holds.
#[derive(Default)]
struct Blocks {
    /// Text, shape and place of each block of running text.
    prose: Vec<(String, Shape, Range<usize>)>,
    /// Texts and places of cells.
    tables: Vec<Vec<Vec<TableCell>>>,
}

/// Reads a file: its running text first, then its tables.
pub(crate) fn read(text: &str) -> Result<Vec<Grid>, QuestionnaireError> {
    let blocks = Blocks::read(text)?;
    let rows = (0..).zip(&blocks.prose).map(|(number, (text, shape, _))| Row {
        number,
        is_hidden: false,
        cells: vec![Cell { shape: *shape, ..Cell::new(0, text.trim()) }],
    });
    let prose = Grid { name: "Text".to_owned(), is_prose: true, rows: rows.collect(), ..Grid::default() };
    let tables = blocks.tables.iter().enumerate().map(|(number, table)| {
        let rows = (0..).zip(table).map(|(number, cells)| {
            let cells = (0..).zip(cells).map(|(column, (text, _))| Cell::new(column, text.trim()));
            Row { number, is_hidden: false, cells: cells.filter(|cell| !cell.text.is_empty()).collect() }
        });
        Grid { name: format!("Table {}", number + 1), is_closed: true, rows: rows.collect(), ..Grid::default() }
    });
    Ok(std::iter::once(prose).chain(tables).collect())
}

/// The file with answers.
pub(crate) fn fill(text: &str, fillings: &[Filling]) -> Result<String, QuestionnaireError> {
    let blocks = Blocks::read(text)?;
    let mut edits = Vec::new();
    for Filling { grid, at, text: answer } in fillings {
        edits.push(match grid.checked_sub(1) {
            None => behind_block(text, &blocks, *at, answer)?,
            Some(table) => in_cell(text, &blocks, (table, *at), answer)?,
        });
    }
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    Ok(splice(text, &edits))
}

/// What stands behind a question.
pub(crate) struct Passage {
    pub(crate) text: String,
    /// Whether it is markdown; what is nothing but a quote is words, since that is how answers are filled in.
    pub(crate) is_markdown: bool,
}

/// What stands behind blocks of running text, as it is written: up to the next of them, or to a heading that ends its section.
pub(crate) fn passages(text: &str, rows: &[u32]) -> Result<Vec<Passage>, QuestionnaireError> {
    let blocks = Blocks::read(text)?;
    let level = |row: usize| blocks.prose.get(row).and_then(|(_, shape, range)| heading_level(text, *shape, range));
    let passage = |(place, row): (usize, &u32)| {
        let row = *row as usize;
        let next = rows.get(place + 1).map_or(blocks.prose.len(), |next| *next as usize);
        let own = level(row).unwrap_or(usize::MAX);
        let end = (row + 1..next).find(|other| level(*other).is_some_and(|level| level <= own)).unwrap_or(next);
        let start = blocks.prose.get(row).map_or(text.len(), |(_, _, range)| line_end(text, range));
        let end = blocks.prose.get(end).map_or(text.len(), |(_, _, range)| line_start(text, range.start));
        without_frame(text.get(start..end).unwrap_or_default())
    };
    Ok(rows.iter().enumerate().map(passage).collect())
}

fn heading_level(text: &str, shape: Shape, range: &Range<usize>) -> Option<usize> {
    let line = text.get(line_start(text, range.start)..range.end).filter(|_| shape == Shape::Heading)?.trim();
    match line.bytes().take_while(|byte| *byte == b'#').count() {
        // What is quoted has headings of its own.
        0 if line.starts_with('>') => None,
        0 if line.ends_with('=') => Some(1),
        0 => Some(2),
        level => Some(level),
    }
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1)
}

/// The end of a block's last line.
fn line_end(text: &str, range: &Range<usize>) -> usize {
    let block = text.get(range.clone()).unwrap_or_default();
    let end = range.start + block.trim_end().len();
    text.get(end..).and_then(|rest| rest.find('\n')).map_or(text.len(), |more| end + more)
}

/// A passage without rules around it, and not as a quote if all of it is one: that is how answers are filled in.
fn without_frame(passage: &str) -> Passage {
    let is_rule = |line: &&str| {
        let line = line.trim();
        line.is_empty() || line.len() > 2 && ['-', '*', '_'].iter().any(|sign| line.chars().all(|it| it == *sign))
    };
    let mut lines: Vec<&str> = passage.lines().skip_while(is_rule).collect();
    while lines.last().is_some_and(is_rule) {
        lines.pop();
    }
    let is_quote = lines.iter().all(|line| line.trim().is_empty() || line.trim_start().starts_with('>'));
    if is_quote {
        let unquoted = |line: &&str| plain(line.trim_start().trim_start_matches('>').trim_start());
        let text = lines.iter().map(unquoted).collect::<Vec<_>>().join("\n");
        return Passage { text, is_markdown: false };
    }
    let indent = lines.iter().filter(|line| !line.trim().is_empty());
    let indent = indent.map(|line| line.len() - line.trim_start_matches(' ').len()).min().unwrap_or(0);
    let lines = lines.iter().map(|line| line.get(indent..).unwrap_or_default());
    Passage { text: lines.collect::<Vec<_>>().join("\n"), is_markdown: true }
}

/// A line without the escapes of signs, as [`literal`] makes them.
fn plain(line: &str) -> String {
    let mut words = String::with_capacity(line.len());
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        let escaped = letters.next_if(|next| letter == '\\' && next.is_ascii_punctuation());
        words.push(escaped.unwrap_or(letter));
    }
    words
}

type Edit = (Range<usize>, String);

fn behind_block(text: &str, blocks: &Blocks, at: At, answer: &str) -> Result<Edit, QuestionnaireError> {
    let place = || format!("paragraph {}", u64::from(at.row) + 1);
    let block = blocks.prose.get(at.row as usize).filter(|_| at.column == 1);
    let (_, shape, range) = block.ok_or_else(|| unfillable(place(), "there is no such paragraph"))?;
    let block = text.get(range.clone()).unwrap_or_default();
    let end = range.start + block.trim_end().len();
    // Signs of emphasis may close behind the text.
    let end = text.get(end..).and_then(|rest| rest.find('\n')).map_or(text.trim_end().len(), |more| end + more);
    let line_start = text.get(..range.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let before = text.get(line_start..range.start).unwrap_or_default().trim_end_matches(['*', '_', '`', '~', '[']);
    // What is in a list or a quote stays in it: the same signs before it, blanks for the item's number.
    let keep = |character: char| if matches!(character, '>' | '\t') { character } else { ' ' };
    let indent: String = before.chars().map(keep).collect();
    let indent = if *shape == Shape::Heading { String::new() } else { indent };
    let lines = answer.lines().map(|line| format!("\n{indent}> {}", literal(line.trim(), false)).trim_end().to_owned());
    Ok((end..end, format!("\n{}{}", indent.trim_end(), lines.collect::<String>())))
}

fn in_cell(text: &str, blocks: &Blocks, (table, at): (usize, At), answer: &str) -> Result<Edit, QuestionnaireError> {
    let place = || format!("Table {} {at}", table + 1);
    let row = blocks.tables.get(table).and_then(|table| table.get(at.row as usize));
    let cell = row.and_then(|row| row.get(at.column as usize));
    let (content, range) = cell.ok_or_else(|| unfillable(place(), "there is no such cell"))?;
    if !content.trim().is_empty() {
        return Err(unfillable(place(), "the cell isn't empty"));
    }
    let lines = answer.lines().map(str::trim).filter(|line| !line.is_empty()).map(|line| literal(line, true));
    let answer = lines.collect::<Vec<_>>().join("<br>");
    // The place of an empty cell may hold the bar that ends it.
    let inside = text.get(range.clone()).unwrap_or_default();
    let end = range.start + inside.find('|').unwrap_or(inside.len());
    Ok((range.start..end, format!(" {answer} ")))
}

/// A line of plain text as markdown that shows just that: what would be a sign is escaped.
fn literal(line: &str, in_table: bool) -> String {
    let mut markdown = String::with_capacity(line.len());
    let mut before = None;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        let is_inside = |other: Option<char>| other.is_some_and(char::is_alphanumeric);
        let is_sign = match letter {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' => true,
            '|' => in_table,
            '_' => !(is_inside(before) && is_inside(next)),
            '&' => next.is_some_and(|next| next.is_ascii_alphanumeric() || next == '#'),
            '!' => next == Some('['),
            // Headings, quotes and rules begin their line; items may stay items.
            '#' | '>' => before.is_none(),
            '-' | '=' | '+' => before.is_none() && line.chars().all(|other| other == letter),
            _ => false,
        };
        if is_sign {
            markdown.push('\\');
        }
        markdown.push(letter);
        before = Some(letter);
    }
    markdown
}

fn unfillable(place: String, problem: &str) -> QuestionnaireError {
    QuestionnaireError::Unfillable { place, problem: problem.to_owned() }
}

impl Blocks {
    fn read(text: &str) -> Result<Self, QuestionnaireError> {
        let mut blocks = Self::default();
        let mut current: Option<(String, Shape, Range<usize>)> = None;
        let mut items = 0_usize;
        let mut cells = 0_usize;
        for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
            match event {
                Event::Start(Tag::Heading { .. }) => current = Some((String::new(), Shape::Heading, range)),
                Event::Start(Tag::Paragraph) => {
                    let shape = if items > 0 { Shape::Item } else { Shape::Plain };
                    current = Some((String::new(), shape, range));
                }
                Event::Start(Tag::Item) => {
                    items += 1;
                    blocks.prose.extend(current.take().filter(|(text, ..)| !text.trim().is_empty()));
                    // Items of a tight list have their text right in them.
                    current = Some((String::new(), Shape::Item, text.len()..0));
                }
                Event::Start(Tag::Table(_)) => blocks.tables.push(Vec::new()),
                Event::Start(Tag::TableHead | Tag::TableRow) => {
                    if let Some(table) = blocks.tables.last_mut() {
                        table.push(Vec::new());
                    }
                }
                Event::Start(Tag::TableCell) => current = Some((String::new(), Shape::Plain, range)),
                Event::Start(Tag::List(_)) | Event::End(TagEnd::Paragraph | TagEnd::Heading(_)) => {
                    blocks.prose.extend(current.take().filter(|(text, ..)| !text.trim().is_empty()));
                }
                Event::End(TagEnd::Item) => {
                    items = items.saturating_sub(1);
                    blocks.prose.extend(current.take().filter(|(text, ..)| !text.trim().is_empty()));
                }
                Event::End(TagEnd::TableCell) => {
                    let row = blocks.tables.last_mut().and_then(|table| table.last_mut());
                    if let (Some(row), Some((text, _, range))) = (row, current.take()) {
                        row.push((text, range));
                        cells += 1;
                    }
                }
                Event::Text(piece) | Event::Code(piece) => add(&mut current, &piece, &range),
                Event::SoftBreak | Event::HardBreak => add(&mut current, "\n", &range),
                _ => {}
            }
            if cells + blocks.prose.len() > MOST_CELLS {
                return Err(QuestionnaireError::too_large("the number of cells", MOST_CELLS.to_string()));
            }
        }
        Ok(blocks)
    }
}

/// Adds text to a block. One of a tight item begins and ends with its text.
fn add(current: &mut Option<(String, Shape, Range<usize>)>, piece: &str, range: &Range<usize>) {
    if let Some((text, _, place)) = current {
        text.push_str(piece);
        place.start = place.start.min(range.start);
        place.end = place.end.max(range.end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_in_answers_are_what_they_are() {
        let file = "| Question | Answer |\n|---|---|\n| Is it safe? | |\n\nIs it fast?\n";
        let fill_in = |text: &str| {
            let filling = |grid, at| Filling { grid, at, text: text.to_owned() };
            let at = |row, column| At { row, column };
            fill(file, &[filling(1, at(1, 1)), filling(0, at(0, 1))]).unwrap_or_default()
        };
        let filled = fill_in("# a|b <c> *d* snake_case\n- item\n---");
        let expected = "| Question | Answer |\n|---|---|\n| Is it safe? | \\# a\\|b \\<c> \\*d\\* snake_case<br>- item<br>\\--- |\n\n\
                        Is it fast?\n\n> \\# a|b \\<c> \\*d\\* snake_case\n> - item\n> \\---\n";
        assert_eq!(filled, expected);
    }

    proptest::proptest! {
        #[test]
        fn what_is_filled_in_behind_a_question_is_what_is_read_there(text in "[a-z][a-z\\\\|*_`<>&;#!\\[\\]()~:/ \"'=+-]{0,30}") {
            let file = "# Is it safe?\n\n# Is it fast?\n";
            let filling = Filling { grid: 0, at: At { row: 0, column: 1 }, text: text.clone() };
            let filled = fill(file, &[filling]).unwrap_or_default();
            let passages = passages(&filled, &[0]).unwrap_or_default();
            let read = passages.first().map(|passage| passage.text.trim());
            proptest::prop_assert_eq!(read, Some(text.trim()), "{}", filled);
        }

        #[test]
        fn what_is_filled_into_a_cell_is_what_is_read_there(text in "[a-z\\\\|*_`<>&;#!\\[\\]()~:/ \"'=+-]{0,30}") {
            let file = "| Question | Answer |\n|---|---|\n| Is it safe? | |\n";
            let filling = Filling { grid: 1, at: At { row: 1, column: 1 }, text: text.clone() };
            let filled = fill(file, &[filling]).unwrap_or_default();
            let read = Blocks::read(&filled).ok().and_then(|blocks| Some(blocks.tables.first()?.get(1)?.get(1)?.0.clone()));
            let read = read.unwrap_or_default();
            proptest::prop_assert_eq!(read.trim(), text.trim(), "{}", filled);
        }
    }
}
