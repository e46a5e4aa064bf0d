//! What can be wrong with a questionnaire's file.

use crate::limits::LARGEST_FILE;

/// Why a file can't be read or filled. Its text says what is wrong, [`QuestionnaireError::hint`] what to do.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum QuestionnaireError {
    /// Not one of the formats that are read.
    #[error("this is no XLSX, DOCX, CSV, TSV or markdown file")]
    UnknownFormat,
    /// A file of Excel or Word from before 2007, or one of another program in that form.
    #[error("this is a file of the old binary form (.xls, .doc)")]
    OldBinary,
    /// A password is needed to read it.
    #[error("the file is encrypted: only its password opens it")]
    Encrypted,
    /// It holds a program.
    #[error("the file holds macros, which Fieldbook neither runs nor passes on")]
    Macros,
    /// Excel's binary workbook (.xlsb).
    #[error("this is a binary workbook (.xlsb)")]
    BinaryWorkbook,
    /// An office file that is neither a workbook nor a text document, such as slides.
    #[error("this is neither a workbook nor a text document")]
    NoQuestionnaire,
    /// Something is larger than [`crate::limits`] allows.
    #[error("{what} is larger than {limit}")]
    TooLarge {
        /// What is too large.
        what: String,
        /// The bound, with its unit.
        limit: String,
    },
    /// The file breaks the rules of its format.
    #[error("the file is damaged: {place}: {problem}")]
    Damaged {
        /// The part of the file.
        place: String,
        /// What is wrong there.
        problem: String,
    },
    /// XML with a document type or entities of its own, which no office program writes and attacks are made of.
    #[error("{part} declares a document type or uses entities of its own, which no office program writes")]
    Entities {
        /// The part of the file.
        part: String,
    },
    /// A cell that is to be filled isn't there or holds something that must stay.
    #[error("{place} can't be filled: {problem}")]
    Unfillable {
        /// The cell.
        place: String,
        /// Why not.
        problem: String,
    },
}

impl QuestionnaireError {
    pub(crate) fn damaged(place: &str, problem: impl Into<String>) -> Self {
        Self::Damaged { place: place.to_owned(), problem: problem.into() }
    }

    pub(crate) fn too_large(what: impl Into<String>, limit: impl Into<String>) -> Self {
        Self::TooLarge { what: what.into(), limit: limit.into() }
    }

    /// For a file of more than [`LARGEST_FILE`] bytes, which need not be read for that.
    pub fn enormous() -> Self {
        Self::too_large("the file", mebibytes(LARGEST_FILE))
    }

    /// Which one of all it is, in a word that doesn't change.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::UnknownFormat => "unknown-format",
            Self::OldBinary => "old-binary",
            Self::Encrypted => "encrypted",
            Self::Macros => "macros",
            Self::BinaryWorkbook => "binary-workbook",
            Self::NoQuestionnaire => "no-questionnaire",
            Self::TooLarge { .. } => "too-large",
            Self::Damaged { .. } => "damaged",
            Self::Entities { .. } => "entities",
            Self::Unfillable { .. } => "unfillable",
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::UnknownFormat => "save it as .xlsx, .docx, .csv or .md",
            Self::OldBinary => "open it and save it as .xlsx or .docx",
            Self::Encrypted => "open it with its password and save a copy without one",
            Self::Macros => "save a copy as .xlsx or .docx, which leaves the macros out",
            Self::BinaryWorkbook => "open it and save it as .xlsx",
            Self::NoQuestionnaire => "the questions must be in an .xlsx or .docx file, or in CSV or markdown",
            Self::TooLarge { .. } => "take out pictures and sheets that hold no questions, or cut the file in two",
            Self::Damaged { .. } => "open it in Excel, Word or LibreOffice, which may mend it, and save it anew",
            Self::Entities { .. } => "don't trust this file; if you know where it's from, open it and save it anew",
            Self::Unfillable { .. } => "name other columns with `--map`",
        }
    }
}

/// A number of bytes for people.
pub(crate) fn mebibytes(bytes: usize) -> String {
    format!("{} MiB", bytes >> 20)
}
