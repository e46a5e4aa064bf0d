//! The review sheet as a workbook: filtered, frozen, with a drop-down to accept rows.
//!
//! All text is written as text cells, which no program takes for formulas. Those that begin like one carry Excel's own mark for text besides
//! (`quotePrefix`), so that they stay text when somebody edits them or copies them on.

use rust_xlsxwriter::{Color, DataValidation, DocProperties, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::{
    rows::{CONFIDENCE, HEADINGS, rows},
    summary,
};
use crate::{Day, Desk, Sheet, Status};

/// Widths of columns, in characters.
const WIDTHS: [f64; 16] =
    [8.0, 16.0, 20.0, 50.0, 10.0, 14.0, 60.0, 10.0, 36.0, 12.0, 24.0, 11.0, 36.0, 36.0, 36.0, 10.0];

/// The longest text that a cell may hold.
const LONGEST: usize = 32_767;

/// What keeps a review sheet from being written as a workbook: more rows than one has.
#[derive(Debug, thiserror::Error)]
#[error("the review sheet can't be written as a workbook: {0}")]
pub struct WorkbookError(#[from] XlsxError);

/// Writes it. `name` is the customer's file. The same sheet on the same day gives the same bytes.
pub fn workbook(desk: &Desk, sheet: &Sheet, name: &str, day: Day) -> Result<Vec<u8>, WorkbookError> {
    let mut workbook = Workbook::new();
    let created = day.for_workbooks()?;
    workbook
        .set_properties(&DocProperties::new().set_title(format!("Review of {name}")).set_creation_datetime(&created));
    review_sheet(workbook.add_worksheet(), desk, sheet)?;
    to_write(workbook.add_worksheet(), desk, sheet)?;
    let figures = workbook.add_worksheet().set_name("Summary")?;
    text(figures, 0, 0, &format!("Review of the answers to {name}"), &Format::new().set_bold())?;
    text(figures, 1, 0, &summary(sheet), &Format::new())?;
    Ok(workbook.save_to_buffer()?)
}

fn review_sheet(worksheet: &mut Worksheet, desk: &Desk, sheet: &Sheet) -> Result<(), XlsxError> {
    worksheet.set_name("Review")?;
    let head = Format::new().set_bold().set_text_wrap().set_background_color(Color::RGB(0x00E8_ECF2));
    for (column, (heading, width)) in (0..).zip(HEADINGS.iter().zip(WIDTHS)) {
        text(worksheet, 0, column, heading, &head)?;
        worksheet.set_column_width(column, width)?;
    }
    let rows = rows(desk, sheet);
    let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (number, (status, cells)) in (1..).zip(&rows) {
        let format = match status {
            Status::Proposed => plain.clone().set_background_color(Color::RGB(0x00FF_F4D6)),
            Status::Open => plain.clone().set_background_color(Color::RGB(0x00FB_E3E0)),
            _ => plain.clone(),
        };
        for (column, cell) in (0_u16..).zip(cells) {
            match cell.parse::<f64>() {
                Ok(confidence) if usize::from(column) == CONFIDENCE => {
                    worksheet.write_number_with_format(
                        number,
                        column,
                        confidence,
                        &format.clone().set_num_format("0.00"),
                    )?;
                }
                _ => text(worksheet, number, column, cell, &format)?,
            }
        }
    }
    let last = u32::try_from(rows.len()).unwrap_or(u32::MAX).max(1);
    let choices = DataValidation::new().allow_list_strings(&["yes", "no"])?;
    worksheet.add_data_validation(1, 0, last, 0, &choices)?;
    worksheet.autofilter(0, 0, last, u16::try_from(HEADINGS.len() - 1).unwrap_or_default())?;
    worksheet.set_freeze_panes(1, 4)?;
    Ok(())
}

/// Open questions by likeness.
fn to_write(worksheet: &mut Worksheet, desk: &Desk, sheet: &Sheet) -> Result<(), XlsxError> {
    worksheet.set_name("To write")?;
    let (head, plain) = (Format::new().set_bold(), Format::new().set_text_wrap().set_align(FormatAlign::Top));
    for (column, (heading, width)) in
        (0..).zip([("Group", 8.0), ("Question", 80.0), ("Place", 24.0), ("Section", 24.0)])
    {
        text(worksheet, 0, column, heading, &head)?;
        worksheet.set_column_width(column, width)?;
    }
    let groups = sheet.to_write(desk.language());
    let questions =
        groups.iter().enumerate().flat_map(|(group, members)| members.iter().map(move |it| (group + 1, *it)));
    for (row, (group, number)) in (1..).zip(questions) {
        let Some(entry) = sheet.entries.get(number) else { continue };
        let question = &entry.question;
        let section = question.section.clone().unwrap_or_default();
        for (column, cell) in (0..).zip([group.to_string(), question.text.clone(), question.place.clone(), section]) {
            text(worksheet, row, column, &cell, &plain)?;
        }
    }
    worksheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn text(worksheet: &mut Worksheet, row: u32, column: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
    // What XML can't hold, no cell can.
    let is_kept = |it: &char| !it.is_control() || matches!(it, '\n' | '\t');
    let cell: String = text.chars().filter(is_kept).take(LONGEST).collect();
    let begins_like_formula = cell.starts_with(['=', '+', '-', '@', '\t']);
    let marked = format.clone().set_quote_prefix();
    worksheet.write_string_with_format(row, column, cell, if begins_like_formula { &marked } else { format })?;
    Ok(())
}
