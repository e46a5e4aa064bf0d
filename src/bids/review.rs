//! The review sheet in the form that its file's name asks for: markdown, a workbook, or a page.

use fieldbook_bids::{
    Day, Desk, Sheet,
    review::{WorkbookError, markdown, page, workbook},
};

/// What a review sheet is made of.
#[derive(Clone, Copy)]
pub struct Review<'a> {
    /// The answers.
    pub desk: &'a Desk,
    /// The questions, and what became of them.
    pub sheet: &'a Sheet,
    /// The name of the customer's file.
    pub file: &'a str,
    /// The day it is made on.
    pub day: Day,
}

/// The forms of a review sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewForm {
    /// To be read as text.
    Markdown,
    /// To be worked in; `answer --learn` reads it again.
    Workbook,
    /// To be read in a browser, or printed.
    Page,
}

impl ReviewForm {
    /// By the extension of a file's name.
    pub fn of_extension(extension: &str) -> Option<Self> {
        Some(match extension.to_ascii_lowercase().as_str() {
            "md" | "markdown" => Self::Markdown,
            "xlsx" => Self::Workbook,
            "html" | "htm" => Self::Page,
            _ => return None,
        })
    }
}

impl Review<'_> {
    /// The bytes of its file. The same sheet on the same day gives the same bytes.
    pub fn write(&self, form: ReviewForm) -> Result<Vec<u8>, WorkbookError> {
        match form {
            ReviewForm::Markdown => Ok(markdown(self.desk, self.sheet, self.file).into_bytes()),
            ReviewForm::Page => Ok(page(self.desk, self.sheet, self.file).into_bytes()),
            ReviewForm::Workbook => workbook(self.desk, self.sheet, self.file, self.day),
        }
    }
}
