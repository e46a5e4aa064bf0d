//! Which format a file has: by its bytes, and by its name where bytes don't tell.

use crate::{QuestionnaireError, package::Package, xlsx::main_part};

/// How a file is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// XLSX.
    Workbook,
    /// DOCX, with the name of its main part.
    Document(String),
    /// CSV, TSV and the like.
    Separated,
    /// Markdown.
    Markdown,
}

/// What files of Office before 2007 begin with, and encrypted ones of today.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

impl Format {
    /// Tells the format.
    pub(crate) fn of(bytes: &[u8], name: &str) -> Result<Self, QuestionnaireError> {
        let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
        if bytes.starts_with(COMPOUND) {
            return Err(if holds_utf16(bytes, "EncryptedPackage") {
                QuestionnaireError::Encrypted
            } else {
                QuestionnaireError::OldBinary
            });
        }
        if bytes.starts_with(b"PK") {
            return Self::of_package(bytes);
        }
        match extension.as_str() {
            "csv" | "tsv" | "tab" | "txt" => Ok(Self::Separated),
            "md" | "markdown" => Ok(Self::Markdown),
            "xlsx" | "docx" => Err(QuestionnaireError::damaged("the file", "it does not begin like an office file")),
            _ => Err(QuestionnaireError::UnknownFormat),
        }
    }

    fn of_package(bytes: &[u8]) -> Result<Self, QuestionnaireError> {
        let package = Package::open(bytes)?;
        let types = package.need("[Content_Types].xml")?;
        let types = String::from_utf8_lossy(&types).to_ascii_lowercase();
        let is_program = package.names().any(|name| name.to_ascii_lowercase().ends_with("vbaproject.bin"));
        if is_program || types.contains("macroenabled") {
            return Err(QuestionnaireError::Macros);
        }
        if types.contains("sheet.binary.") {
            return Err(QuestionnaireError::BinaryWorkbook);
        }
        if types.contains("spreadsheetml.sheet.main") || types.contains("spreadsheetml.template.main") {
            Ok(Self::Workbook)
        } else if types.contains("wordprocessingml.document.main") || types.contains("wordprocessingml.template.main") {
            Ok(Self::Document(main_part(&package)?))
        } else {
            Err(QuestionnaireError::NoQuestionnaire)
        }
    }
}

fn holds_utf16(bytes: &[u8], word: &str) -> bool {
    let word: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(word.len()).any(|piece| piece == word)
}
